//! Plane geometry in CSS pixels: cutting shapes at a rectangle, and lines into dashes.

/// A point, x to the right and y down.
pub type Point = (f64, f64);

/// A rectangle with `left <= right` and `top <= bottom`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rect {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl Rect {
    pub(super) fn width(&self) -> f64 {
        self.right - self.left
    }

    pub(super) fn height(&self) -> f64 {
        self.bottom - self.top
    }

    /// The rectangle with `margin` more on every side.
    pub(super) fn grown(&self, margin: f64) -> Self {
        Self {
            left: self.left - margin,
            top: self.top - margin,
            right: self.right + margin,
            bottom: self.bottom + margin,
        }
    }

    pub(super) fn contains(&self, (x, y): Point) -> bool {
        (self.left..=self.right).contains(&x) && (self.top..=self.bottom).contains(&y)
    }

    pub(super) fn meets(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    /// The part of a polygon inside the rectangle (Sutherland–Hodgman). Empty if there is none.
    pub(super) fn cut_polygon(&self, corners: &[Point]) -> Vec<Point> {
        let right_of = keep(corners, &|(x, _)| x - self.left);
        let left_of = keep(&right_of, &|(x, _)| self.right - x);
        let below = keep(&left_of, &|(_, y)| y - self.top);
        keep(&below, &|(_, y)| self.bottom - y)
    }

    /// The parts of a polyline inside the rectangle.
    pub(super) fn cut_path(&self, points: &[Point]) -> Vec<Vec<Point>> {
        let mut parts: Vec<Vec<Point>> = Vec::new();
        let ends = points.iter().zip(points.iter().skip(1));
        for (start, end) in ends.filter_map(|(&a, &b)| self.cut_segment(a, b)) {
            match parts.last_mut() {
                Some(part) if part.last() == Some(&start) => part.push(end),
                _ => parts.push(vec![start, end]),
            }
        }
        parts
    }

    /// The part of a segment inside the rectangle (Liang–Barsky).
    fn cut_segment(&self, a: Point, b: Point) -> Option<(Point, Point)> {
        let (dx, dy) = (b.0 - a.0, b.1 - a.1);
        let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
        for (speed, room) in
            [(-dx, a.0 - self.left), (dx, self.right - a.0), (-dy, a.1 - self.top), (dy, self.bottom - a.1)]
        {
            if speed == 0.0 && room < 0.0 {
                return None;
            }
            let when = room / speed;
            if speed < 0.0 {
                enter = enter.max(when);
            } else if speed > 0.0 {
                leave = leave.min(when);
            }
        }
        // An uncut end keeps its exact coordinates, so that neighbouring segments stay joined.
        let at = |when: f64| (a.0 + when * dx, a.1 + when * dy);
        let start = if enter == 0.0 { a } else { at(enter) };
        let end = if leave == 1.0 { b } else { at(leave) };
        (enter <= leave).then_some((start, end))
    }
}

/// The part of a polygon where `distance` is not negative.
fn keep(corners: &[Point], distance: &dyn Fn(Point) -> f64) -> Vec<Point> {
    let mut kept = Vec::with_capacity(corners.len() + 2);
    let Some(&last) = corners.last() else { return kept };
    let mut from = last;
    for &to in corners {
        let (before, after) = (distance(from), distance(to));
        if (before < 0.0) != (after < 0.0) {
            let share = before / (before - after);
            kept.push((from.0 + share * (to.0 - from.0), from.1 + share * (to.1 - from.1)));
        }
        if after >= 0.0 {
            kept.push(to);
        }
        from = to;
    }
    kept
}

/// Cuts a polyline into dashes `on` long with gaps `off` between them, along its whole length.
pub(super) fn dashes(points: &[Point], on: f64, off: f64) -> Vec<Vec<Point>> {
    let mut done = Vec::new();
    let mut rest = points.iter().copied();
    let Some(mut at) = rest.next() else { return done };
    let (mut dash, mut drawing, mut left) = (vec![at], true, on);
    for next in rest {
        let mut length = distance(at, next);
        while length > left {
            let share = left / length;
            at = (at.0 + share * (next.0 - at.0), at.1 + share * (next.1 - at.1));
            length -= left;
            if drawing {
                dash.push(at);
                done.push(std::mem::take(&mut dash));
            } else {
                dash = vec![at];
            }
            drawing = !drawing;
            left = if drawing { on } else { off };
        }
        left -= length;
        at = next;
        if drawing {
            dash.push(at);
        }
    }
    if dash.len() > 1 {
        done.push(dash);
    }
    done
}

/// Length of the segment between two points.
pub(super) fn distance(a: Point, b: Point) -> f64 {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    (dx * dx + dy * dy).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const UNIT: Rect = Rect { left: 0.0, top: 0.0, right: 10.0, bottom: 10.0 };

    #[test]
    fn a_path_is_cut_at_the_rectangle_and_stays_joined_inside() {
        let parts =
            UNIT.cut_path(&[(-5.0, 5.0), (5.0, 5.0), (5.0, 8.0), (5.0, 20.0), (9.0, 9.0), (8.0, 8.0)]);
        assert_eq!(parts.len(), 2);
        assert_eq!(parts[0], vec![(0.0, 5.0), (5.0, 5.0), (5.0, 8.0), (5.0, 10.0)]);
        assert_eq!(parts[1].last(), Some(&(8.0, 8.0)));
        assert!(UNIT.cut_path(&[(-1.0, 0.0), (-1.0, 10.0)]).is_empty());
    }

    #[test]
    fn a_polygon_larger_than_the_rectangle_becomes_it() {
        let cut = UNIT.cut_polygon(&[(-5.0, -5.0), (15.0, -5.0), (15.0, 15.0), (-5.0, 15.0)]);
        assert_eq!(cut.len(), 4);
        for corner in [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)] {
            assert!(cut.contains(&corner), "{corner:?}");
        }
        assert!(UNIT.cut_polygon(&[(20.0, 20.0), (30.0, 20.0), (30.0, 30.0)]).is_empty());
    }

    #[test]
    fn dashes_run_round_corners() {
        let cut = dashes(&[(0.0, 0.0), (3.0, 0.0), (3.0, 7.0)], 4.0, 2.0);
        assert_eq!(cut, vec![vec![(0.0, 0.0), (3.0, 0.0), (3.0, 1.0)], vec![(3.0, 3.0), (3.0, 7.0)]]);
    }

    proptest! {
        #[test]
        fn nothing_cut_leaves_the_rectangle(
            points in proptest::collection::vec((-30.0..40.0_f64, -30.0..40.0_f64), 0..12)
        ) {
            let inside = |(x, y): Point| (-1e-9..=10.0 + 1e-9).contains(&x) && (-1e-9..=10.0 + 1e-9).contains(&y);
            prop_assert!(UNIT.cut_polygon(&points).into_iter().all(inside));
            prop_assert!(UNIT.cut_path(&points).into_iter().flatten().all(inside));
        }

        #[test]
        fn dashes_cover_their_share(length in 1.0..500.0_f64) {
            let drawn: f64 = dashes(&[(0.0, 0.0), (length, 0.0)], 5.0, 4.0)
                .iter()
                .map(|dash| distance(dash[0], dash[dash.len() - 1]))
                .sum();
            prop_assert!((drawn - length * 5.0 / 9.0).abs() <= 5.0);
        }
    }
}

//! Pointers, wheel and keys turned into what the reader wants. Lengths are in CSS pixels of the picture.

/// What the reader wants.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Wish {
    /// To see what lies this far to the right.
    Move(f64),
    /// `factor` times as much of the trace, what is at `at` staying there.
    Zoom {
        /// Less than 1 for more detail.
        factor: f64,
        /// The place that stays.
        at: f64,
    },
    /// Two fingers: zoom about `at`, then move.
    Pinch {
        /// Less than 1 for more detail.
        factor: f64,
        /// The place that stays.
        at: f64,
        /// How far to move then.
        by: f64,
    },
    /// The junction at this place.
    Junction(f64),
    /// So many widths of the picture to the right.
    Page(f64),
    /// The first bases.
    Home,
    /// The last bases.
    End,
    /// All of it.
    Whole,
    /// The junction in the middle.
    FindJunction,
    /// The junction so many bases to the right.
    Step(i32),
}

/// One step of a button or key.
pub const ZOOM_STEP: f64 = 1.5;
/// Share of the picture that an arrow moves.
pub const SMALL_PAGE: f64 = 0.1;
/// Share of the picture that a page moves: the rest is seen again.
const LARGE_PAGE: f64 = 0.9;
/// Wheel steps, in pixels, that double or halve what is seen.
const WHEEL_DOUBLES: f64 = 300.0;
/// A wheel that counts in lines or pages.
const WHEEL_LINE: f64 = 32.0;
/// Fingers closer than this say nothing about a size.
const CLOSEST_FINGERS: f64 = 12.0;

/// The wish behind a key, if it has one here.
pub fn key(key: &str, with_shift: bool) -> Option<Wish> {
    let arrow = if with_shift { LARGE_PAGE / 2.0 } else { SMALL_PAGE };
    // In the middle, wherever that is: the width is not known here.
    Some(match key {
        "ArrowLeft" => Wish::Page(-arrow),
        "ArrowRight" => Wish::Page(arrow),
        "PageUp" => Wish::Page(-LARGE_PAGE),
        "PageDown" => Wish::Page(LARGE_PAGE),
        "+" | "=" | ";" => Wish::Zoom { factor: 1.0 / ZOOM_STEP, at: f64::NAN },
        "-" | "_" => Wish::Zoom { factor: ZOOM_STEP, at: f64::NAN },
        "0" => Wish::Whole,
        "Home" => Wish::Home,
        "End" => Wish::End,
        "j" | "J" => Wish::FindJunction,
        "[" => Wish::Step(-1),
        "]" => Wish::Step(1),
        _ => return None,
    })
}

/// The wish behind a turn of the wheel at `at`. `mode` is the event's unit: pixels, lines or pages.
pub fn wheel((across, down): (f64, f64), mode: u32, with_shift: bool, at: f64) -> Wish {
    let unit = if mode == 0 { 1.0 } else { WHEEL_LINE };
    let (across, down) = (across * unit, down * unit);
    if with_shift {
        // Some browsers swap the directions themselves.
        return Wish::Move(if across == 0.0 { down } else { across });
    }
    if across.abs() > down.abs() {
        return Wish::Move(across);
    }
    Wish::Zoom { factor: shirube_numeric::ops::pow(2.0, (down / WHEEL_DOUBLES).clamp(-2.0, 2.0)), at }
}

/// Pointers that are down on the picture.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Pointers {
    down: Vec<(i32, f64)>,
    on_junction: bool,
}

impl Pointers {
    /// A pointer goes down; on the handle of the junction or elsewhere.
    pub fn press(&mut self, id: i32, x: f64, on_junction: bool) {
        self.down.retain(|(other, _)| *other != id);
        self.down.push((id, x));
        self.on_junction = on_junction && self.down.len() == 1;
    }

    /// A pointer moves; one that is not down wants nothing.
    pub fn moved(&mut self, id: i32, x: f64) -> Option<Wish> {
        let other = self.down.iter().rev().find(|(other, _)| *other != id).map(|&(_, x)| x);
        let (_, place) = self.down.iter_mut().find(|(known, _)| *known == id)?;
        let before = std::mem::replace(place, x);
        if self.on_junction {
            return Some(Wish::Junction(x));
        }
        let Some(other) = other else { return Some(Wish::Move(before - x)) };
        let (apart, now_apart) = ((before - other).abs(), (x - other).abs());
        let (middle, now_middle) = (f64::midpoint(before, other), f64::midpoint(x, other));
        let factor = apart.max(CLOSEST_FINGERS) / now_apart.max(CLOSEST_FINGERS);
        Some(Wish::Pinch { factor, at: middle, by: middle - now_middle })
    }

    /// A pointer is lifted or lost.
    pub fn release(&mut self, id: i32) {
        self.down.retain(|(other, _)| *other != id);
        self.on_junction &= !self.down.is_empty();
    }

    /// Whether the junction is being dragged.
    pub fn holds_junction(&self) -> bool {
        self.on_junction
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_pointer_drags_the_trace_along() {
        let mut pointers = Pointers::default();
        assert_eq!(pointers.moved(1, 50.0), None);
        pointers.press(1, 100.0, false);
        assert_eq!(pointers.moved(1, 90.0), Some(Wish::Move(10.0)));
        assert_eq!(pointers.moved(1, 95.0), Some(Wish::Move(-5.0)));
        pointers.release(1);
        assert_eq!(pointers.moved(1, 0.0), None);
    }

    #[test]
    fn a_pointer_on_the_handle_drags_the_junction() {
        let mut pointers = Pointers::default();
        pointers.press(1, 100.0, true);
        assert_eq!(pointers.moved(1, 90.0), Some(Wish::Junction(90.0)));
        pointers.release(1);
        pointers.press(1, 100.0, false);
        assert_eq!(pointers.moved(1, 90.0), Some(Wish::Move(10.0)));
    }

    #[test]
    fn two_fingers_that_part_show_more_detail() {
        let mut pointers = Pointers::default();
        pointers.press(1, 100.0, false);
        pointers.press(2, 200.0, false);
        assert_eq!(pointers.moved(2, 300.0), Some(Wish::Pinch { factor: 0.5, at: 150.0, by: -50.0 }));
        pointers.release(1);
        assert_eq!(pointers.moved(2, 310.0), Some(Wish::Move(-10.0)));
    }

    #[test]
    fn the_wheel_zooms_and_with_shift_moves() {
        assert_eq!(wheel((0.0, 300.0), 0, false, 40.0), Wish::Zoom { factor: 2.0, at: 40.0 });
        assert_eq!(wheel((0.0, -300.0), 0, false, 40.0), Wish::Zoom { factor: 0.5, at: 40.0 });
        assert_eq!(wheel((0.0, 120.0), 0, true, 40.0), Wish::Move(120.0));
        assert_eq!(wheel((120.0, 0.0), 0, true, 40.0), Wish::Move(120.0));
        assert_eq!(wheel((30.0, 4.0), 0, false, 40.0), Wish::Move(30.0));
        assert_eq!(wheel((3.0, 0.0), 1, false, 40.0), Wish::Move(96.0));
    }

    #[test]
    fn keys_without_a_meaning_are_left_to_the_page() {
        for other in ["Tab", "Escape", "a", "Enter", " ", "ArrowUp"] {
            assert_eq!(key(other, false), None, "{other}");
        }
        assert_eq!(key("]", false), Some(Wish::Step(1)));
        assert_eq!(key("PageDown", false), Some(Wish::Page(0.9)));
    }
}

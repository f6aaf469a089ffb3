//! Turns a scene into shapes placed in CSS pixels: margins, clipping, fades, and room for words.
//!
//! Knows neither backend nor browser; text is measured through a function it is given.

use super::draw::DrawError;
use super::geometry::{Point, Rect, dashes, distance};
use super::palette::{Palette, Rgb};
use super::scene::{Anchor, Area, Axis, Dash, Fade, Ink, Label, Line, Mark, MarkShape, Scene, Side};
use super::shape::Shape;
use super::words::wrap;

/// Width in CSS pixels of a text at a size in CSS pixels, bold or not.
pub(super) type Measure<'a> = dyn Fn(&str, f64, bool) -> Result<f64, DrawError> + 'a;

/// Size of tick texts, axis titles and label notes.
const SMALL: f64 = 12.0;
/// Line height as a multiple of the text size.
const LEADING: f64 = 1.35;
/// Between the frame and the tick texts.
const TICK_GAP: f64 = 6.0;
/// Smallest space between two tick texts; closer ones are left out.
const BETWEEN_TICKS: f64 = 4.0;
/// Between labels and the frame.
const INSET: f64 = 6.0;
/// Between a label's words and its note.
const NOTE_GAP: f64 = 5.0;
/// Steps in which a floating label looks for a free place, and the space it wants around it.
const FLOAT_STEP: f64 = 6.0;
const FLOAT_GAP: f64 = 4.0;
/// Radius of a point; its halo is wider.
const DOT: f64 = 5.0;
const HALO: f64 = 6.5;
/// Right margin that leaves room for a dot and arrow at the edge.
const EDGE_ROOM: f64 = 16.0;
/// Half-width of a range bar.
const RANGE: f64 = 3.5;
/// Steps of a fade. Each differs from the next by less than the eye separates.
const FADE_STEPS: u32 = 24;
/// How far a fade's step runs under the next, so that no seam shows.
const FADE_OVERLAP: f64 = 1.0;
/// A plot smaller than this says nothing.
const SMALLEST_PLOT: f64 = 40.0;

/// A scene placed on a surface.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Layout {
    /// The plot between the axes.
    pub(super) frame: Rect,
    /// What to paint, in order.
    pub(super) shapes: Vec<Shape>,
}

/// Places `scene` on a surface of the given width and height in CSS pixels.
pub(super) fn lay_out(
    scene: &Scene,
    (width, height): (f64, f64),
    palette: &Palette,
    measure: &Measure<'_>,
) -> Result<Layout, DrawError> {
    let margins = Margins::measure(scene, width, measure)?;
    let frame = margins.frame(width, height);
    if !(frame.width() >= SMALLEST_PLOT && frame.height() >= SMALLEST_PLOT) {
        return Err(DrawError::NoRoom);
    }
    let mut pen =
        Pen { scene, frame, palette, measure, shapes: Vec::new(), drawn: Vec::new(), occupied: Vec::new() };
    for area in &scene.areas {
        pen.area(area);
    }
    pen.grid();
    for line in &scene.lines {
        pen.line(line);
    }
    for mark in &scene.marks {
        pen.mark(mark);
    }
    for label in &scene.labels {
        pen.label(label)?;
    }
    pen.x_ticks(width)?;
    pen.y_ticks();
    pen.titles(&margins, (width, height));
    Ok(Layout { frame, shapes: pen.shapes })
}

/// Space around the plot, from the texts that stand there.
struct Margins {
    left: f64,
    right: f64,
    x_title: Vec<String>,
    x_title_width: f64,
    y_title: Vec<String>,
}

impl Margins {
    fn measure(scene: &Scene, width: f64, measure: &Measure<'_>) -> Result<Self, DrawError> {
        let small = |text: &str| measure(text, SMALL, false);
        let mut left = EDGE_ROOM;
        for tick in &scene.y.ticks {
            left = left.max(small(&tick.text)? + TICK_GAP + 1.0);
        }
        let last = scene.x.ticks.last().map_or(Ok(0.0), |tick| small(&tick.text))?;
        let x_title = wrap(&scene.x.title, width, &small)?;
        let mut x_title_width = 0.0_f64;
        for line in &x_title {
            x_title_width = x_title_width.max(small(line)?);
        }
        let y_title = wrap(&scene.y.title, width, &small)?;
        Ok(Self { left, right: EDGE_ROOM.max(last / 2.0 + 1.0), x_title, x_title_width, y_title })
    }

    /// The plot, on whole pixels so that its grid is sharp.
    fn frame(&self, width: f64, height: f64) -> Rect {
        let line = SMALL * LEADING;
        let above = if self.y_title.iter().all(String::is_empty) { 0.0 } else { count(&self.y_title) * line };
        let below =
            if self.x_title.iter().all(String::is_empty) { 0.0 } else { count(&self.x_title) * line + 4.0 };
        Rect {
            left: self.left.ceil(),
            top: (above + 10.0).ceil(),
            right: (width - self.right).floor(),
            bottom: (height - TICK_GAP - line - below - 2.0).floor(),
        }
    }
}

/// Collects the shapes of one scene.
struct Pen<'a> {
    scene: &'a Scene,
    frame: Rect,
    palette: &'a Palette,
    measure: &'a Measure<'a>,
    shapes: Vec<Shape>,
    /// Points closely spaced along unbroken lines and marks, for floating labels to keep clear of.
    drawn: Vec<Point>,
    /// Places of the labels so far.
    occupied: Vec<Rect>,
}

/// One stretch of words in one style.
struct Run {
    text: String,
    size: f64,
    strong: bool,
    width: f64,
}

impl Pen<'_> {
    fn area(&mut self, area: &Area) {
        let corners = self.project(&area.outline);
        for (part, opacity) in self.fade_steps(area.fade, area.opacity) {
            let corners = part.cut_polygon(&corners);
            let colour = self.mixed(area.ink, opacity);
            self.push(Shape::Fill { corners, colour });
        }
    }

    fn grid(&mut self) {
        let Rect { left, top, right, bottom } = self.frame;
        let colour = self.palette.of(Ink::Grid);
        for tick in self.scene.x.ticks.iter().filter(|tick| tick.grid) {
            let x = sharp(self.across(tick.value));
            self.push(Shape::Stroke { points: vec![(x, top), (x, bottom)], width: 1.0, colour });
        }
        for tick in self.scene.y.ticks.iter().filter(|tick| tick.grid) {
            let y = sharp(self.up(tick.value));
            self.push(Shape::Stroke { points: vec![(left, y), (right, y)], width: 1.0, colour });
        }
    }

    fn line(&mut self, line: &Line) {
        let points = self.project(&line.points);
        for (part, opacity) in self.fade_steps(line.fade, line.opacity) {
            let colour = self.mixed(line.ink, opacity);
            for piece in part.cut_path(&points) {
                if line.dash == Dash::Solid {
                    self.drawn.extend(dashes(&piece, FLOAT_GAP, 0.0).into_iter().flatten());
                }
                let dashes = match line.dash {
                    Dash::Solid => vec![piece],
                    Dash::Dashed => dashes(&piece, 5.0, 4.0),
                    Dash::Dotted => dashes(&piece, 2.0, 3.5),
                };
                for points in dashes {
                    self.push(Shape::Stroke { points, width: line.width, colour });
                }
            }
        }
    }

    fn mark(&mut self, mark: &Mark) {
        match mark.shape {
            MarkShape::Point => self.point(mark),
            MarkShape::Bar { to } => self.bar(mark, to),
            MarkShape::Range { to } => self.range(mark, to),
        }
    }

    fn point(&mut self, mark: &Mark) {
        let centre = self.pixel(mark.at);
        self.arrows(mark.at, centre, mark.ink);
        self.disc(centre, HALO, Ink::Card);
        self.disc(centre, DOT, mark.ink);
        self.drawn.push(centre);
    }

    /// A thin bar on a casing of the card's colour, so that it shows on tints and cut-off lines.
    fn bar(&mut self, mark: &Mark, to: Point) {
        const CAP: f64 = 6.0;
        let (start, end) = (self.pixel(mark.at), self.pixel(to));
        let length = distance(start, end);
        let (mut across, mut strokes) = ((0.0, 1.0), Vec::new());
        if length > 0.0 {
            across = ((start.1 - end.1) / length, (end.0 - start.0) / length);
            strokes.push(vec![start, end]);
        }
        for (value, (x, y)) in [(mark.at, start), (to, end)] {
            if self.off_axis(value) == (Side::Within, Side::Within) {
                let (dx, dy) = (CAP * across.0, CAP * across.1);
                strokes.push(vec![(x - dx, y - dy), (x + dx, y + dy)]);
            }
        }
        for (width, ink) in [(5.0, Ink::Card), (2.0, mark.ink)] {
            let colour = self.palette.of(ink);
            for points in &strokes {
                self.push(Shape::Stroke { points: points.clone(), width, colour });
            }
        }
        self.arrows(mark.at, start, mark.ink);
        self.arrows(to, end, mark.ink);
    }

    /// A thick bar whose round ends stop at the values, not beyond them.
    fn range(&mut self, mark: &Mark, to: Point) {
        let (start, end) = (self.pixel(mark.at), self.pixel(to));
        let length = distance(start, end);
        let inset = if length > 0.0 { RANGE.min(length / 2.0) / length } else { 0.0 };
        let along = |share: f64| (start.0 + share * (end.0 - start.0), start.1 + share * (end.1 - start.1));
        let (from, to) = (along(inset), along(1.0 - inset));
        self.drawn.extend(dashes(&[start, end], FLOAT_GAP, 0.0).into_iter().flatten());
        for (radius, ink) in [(RANGE + 1.5, Ink::Card), (RANGE, mark.ink)] {
            let colour = self.palette.of(ink);
            self.push(Shape::Stroke { points: vec![from, to], width: 2.0 * radius, colour });
            self.disc(from, radius, ink);
            self.disc(to, radius, ink);
        }
    }

    /// Arrowheads outside the frame, for each axis on which `value` lies beyond it.
    fn arrows(&mut self, value: Point, (x, y): Point, ink: Ink) {
        let colour = self.palette.of(ink);
        let (near, far, half) = (HALO + 1.5, HALO + 7.5, 5.0);
        let (sideways, upright) = self.off_axis(value);
        if let Some(sign) = sign(sideways) {
            let corners = vec![(x + sign * near, y - half), (x + sign * far, y), (x + sign * near, y + half)];
            self.push(Shape::Fill { corners, colour });
        }
        // Up is towards smaller pixel rows.
        if let Some(sign) = sign(upright).map(|sign| -sign) {
            let corners = vec![(x - half, y + sign * near), (x, y + sign * far), (x + half, y + sign * near)];
            self.push(Shape::Fill { corners, colour });
        }
    }

    fn label(&mut self, label: &Label) -> Result<(), DrawError> {
        let (lo, hi) = self.room(label);
        let rows = self.rows(label, hi - lo)?;
        let widths: Vec<f64> = rows.iter().map(|row| row_width(row)).collect();
        let width = widths.iter().copied().fold(0.0, f64::max);
        let height: f64 = rows.iter().map(|row| row_height(row)).sum();

        let place = self.find_place(label, (width, height), (lo, hi));
        let (left, mut row_top) = (place.left, place.top);
        if label.floating {
            self.plate(place);
        }
        self.occupied.push(place);
        for (row, row_width) in rows.into_iter().zip(widths) {
            let slack = width - row_width;
            let start = match label.anchor {
                Anchor::Start => left,
                Anchor::Middle => left + slack / 2.0,
                Anchor::End => left + slack,
            };
            let height = row_height(&row);
            self.row(row, (start, row_top + height / 2.0), label.ink);
            row_top += height;
        }
        Ok(())
    }

    /// Where a label's words go: at its point, inside the frame; for a floating label the nearest
    /// free place above or below, or else to the side, or else the one that hides least.
    fn find_place(&self, label: &Label, (width, height): (f64, f64), (lo, hi): (f64, f64)) -> Rect {
        let (x, y) = self.pixel(label.at);
        let left = find_left(x, label.dx, label.anchor, width, (lo, hi));
        let (highest, lowest) = (self.frame.top + INSET / 2.0, self.frame.bottom - INSET / 2.0 - height);
        let top = (y + label.dy - height / 2.0).min(lowest).max(highest);
        let at = |left: f64, top: f64| Rect { left, top, right: left + width, bottom: top + height };
        if !label.floating {
            return at(left, top);
        }
        let places = outwards(left, self.frame.width())
            .filter(|left| (lo..=hi - width).contains(left))
            .flat_map(|left| outwards(top, self.frame.height()).map(move |top| at(left, top)))
            .filter(|place| (highest..=lowest).contains(&place.top));
        let mut best = (usize::MAX, at(left, top));
        for place in places {
            let hidden = self.hidden_by(&place);
            if hidden < best.0 {
                best = (hidden, place);
            }
            if hidden == 0 {
                break;
            }
        }
        best.1
    }

    /// How much of the drawing words at `place` would hide; other words count most.
    fn hidden_by(&self, place: &Rect) -> usize {
        const WORDS: usize = 1000;
        let wide = place.grown(FLOAT_GAP);
        let points = self.drawn.iter().filter(|&&at| wide.contains(at)).count();
        points + WORDS * self.occupied.iter().filter(|other| wide.meets(other)).count()
    }

    /// Horizontal pixels a label may use.
    fn room(&self, label: &Label) -> (f64, f64) {
        let (lo, hi) =
            label.room.map_or((self.frame.left, self.frame.right), |(a, b)| (self.across(a), self.across(b)));
        (lo + INSET, hi - INSET)
    }

    /// Breaks a label's words and note into rows that fit `room`.
    fn rows(&self, label: &Label, room: f64) -> Result<Vec<Vec<Run>>, DrawError> {
        let size = label.size.max(Label::SMALLEST);
        let words = self.runs(&label.text, size, label.strong, room)?;
        let note = self.runs(&label.note, SMALL, false, room)?;
        let both: f64 = words.iter().chain(&note).map(|run| run.width).sum::<f64>() + NOTE_GAP;
        if words.len() == 1 && note.len() == 1 && both <= room {
            return Ok(vec![words.into_iter().chain(note).collect()]);
        }
        Ok(words.into_iter().chain(note).map(|run| vec![run]).collect())
    }

    fn runs(&self, text: &str, size: f64, strong: bool, room: f64) -> Result<Vec<Run>, DrawError> {
        if text.is_empty() {
            return Ok(Vec::new());
        }
        let width = |line: &str| (self.measure)(line, size, strong);
        let lines = wrap(text, room, &width)?;
        lines.into_iter().map(|text| Ok(Run { width: width(&text)?, text, size, strong })).collect()
    }

    fn row(&mut self, row: Vec<Run>, (start, y): Point, ink: Ink) {
        let mut x = start;
        for Run { text, size, strong, width } in row {
            self.words((x, y), Anchor::Start, text, (size, strong), ink);
            x += width + NOTE_GAP;
        }
    }

    fn plate(&mut self, words: Rect) {
        let (left, right) = (words.left - 3.0, words.right + 3.0);
        let corners =
            vec![(left, words.top), (right, words.top), (right, words.bottom), (left, words.bottom)];
        let colour = self.palette.of(Ink::Card);
        self.push(Shape::Fill { corners, colour });
    }

    /// Tick texts below the plot; one that would touch the text before it is left out.
    fn x_ticks(&mut self, width: f64) -> Result<(), DrawError> {
        let y = self.frame.bottom + TICK_GAP + SMALL * LEADING / 2.0;
        let mut taken = f64::NEG_INFINITY;
        for tick in &self.scene.x.ticks {
            let wide = (self.measure)(&tick.text, SMALL, false)?;
            let left = (self.across(tick.value) - wide / 2.0).min(width - wide).max(0.0);
            if left < taken + BETWEEN_TICKS {
                continue;
            }
            taken = left + wide;
            self.words((left + wide / 2.0, y), Anchor::Middle, tick.text.clone(), (SMALL, false), Ink::Muted);
        }
        Ok(())
    }

    fn y_ticks(&mut self) {
        let x = self.frame.left - TICK_GAP;
        let mut taken = f64::INFINITY;
        for tick in &self.scene.y.ticks {
            let y = self.up(tick.value);
            if y + SMALL > taken {
                continue;
            }
            taken = y;
            self.words((x, y), Anchor::End, tick.text.clone(), (SMALL, false), Ink::Muted);
        }
    }

    /// The y title stands level above its axis: turned text is hard to read, above all in Japanese.
    fn titles(&mut self, margins: &Margins, (width, height): (f64, f64)) {
        let line = SMALL * LEADING;
        let mut y = line / 2.0;
        for text in &margins.y_title {
            self.words((0.0, y), Anchor::Start, text.clone(), (SMALL, false), Ink::Muted);
            y += line;
        }
        let half = margins.x_title_width / 2.0;
        let middle = f64::midpoint(self.frame.left, self.frame.right);
        let x = middle.min(width - half).max(half);
        let mut y = height - 2.0 - line * (count(&margins.x_title) - 0.5);
        for text in &margins.x_title {
            self.words((x, y), Anchor::Middle, text.clone(), (SMALL, false), Ink::Muted);
            y += line;
        }
    }

    /// The pieces of the plot, left to right, in which a shape has one opacity.
    fn fade_steps(&self, fade: Option<Fade>, opacity: f64) -> Vec<(Rect, f64)> {
        let Some(fade) = fade else { return vec![(self.frame, opacity)] };
        let (start, end) = (self.across(fade.from), self.across(fade.to));
        let mut steps = vec![(Rect { right: start + FADE_OVERLAP, ..self.frame }, opacity)];
        for step in 0..FADE_STEPS {
            let edge = |step: u32| start + f64::from(step) / f64::from(FADE_STEPS) * (end - start);
            let middle = (f64::from(step) + 0.5) / f64::from(FADE_STEPS);
            let share = fade.share(fade.from + middle * (fade.to - fade.from));
            let right = (edge(step + 1) + FADE_OVERLAP).min(self.frame.right);
            steps.push((Rect { left: edge(step), right, ..self.frame }, opacity * share));
        }
        if end < self.frame.right {
            steps.push((Rect { left: end, ..self.frame }, opacity * fade.remaining));
        }
        steps
    }

    fn disc(&mut self, centre: Point, radius: f64, ink: Ink) {
        let colour = self.palette.of(ink);
        self.push(Shape::Disc { centre, radius, colour });
    }

    fn words(&mut self, at: Point, anchor: Anchor, text: String, (size, strong): (f64, bool), ink: Ink) {
        if !text.is_empty() {
            let colour = self.palette.of(ink);
            self.push(Shape::Words { at, anchor, text, size, strong, colour });
        }
    }

    /// Takes a shape, unless clipping left nothing of it.
    fn push(&mut self, shape: Shape) {
        let empty = match &shape {
            Shape::Fill { corners, .. } => corners.len() < 3,
            Shape::Stroke { points, .. } => points.len() < 2,
            _ => false,
        };
        if !empty {
            self.shapes.push(shape);
        }
    }

    /// Areas and lines are opaque mixes with the card: overlapping pieces then leave no seam.
    fn mixed(&self, ink: Ink, opacity: f64) -> Rgb {
        self.palette.of(ink).over(self.palette.of(Ink::Card), opacity)
    }

    /// Pixels of data points, also outside the frame; points that are not numbers are left out.
    fn project(&self, points: &[Point]) -> Vec<Point> {
        let Rect { left, bottom, .. } = self.frame;
        let pixel = |&(x, y): &Point| {
            let x = left + self.scene.x.project(x) * self.frame.width();
            let y = bottom - self.scene.y.project(y) * self.frame.height();
            (x.is_finite() && y.is_finite()).then_some((x, y))
        };
        points.iter().filter_map(pixel).collect()
    }

    /// Pixel of a data point, at the frame's edge if it lies outside.
    fn pixel(&self, (x, y): Point) -> Point {
        (self.across(x), self.up(y))
    }

    fn across(&self, x: f64) -> f64 {
        self.frame.left + self.scene.x.position(x) * self.frame.width()
    }

    fn up(&self, y: f64) -> f64 {
        self.frame.bottom - self.scene.y.position(y) * self.frame.height()
    }

    fn off_axis(&self, (x, y): Point) -> (Side, Side) {
        let side = |axis: &Axis, value| axis.place(value).side;
        (side(&self.scene.x, x), side(&self.scene.y, y))
    }
}

/// Left edge of words `width` wide: beside their point, on its other side, or moved into the room.
fn find_left(x: f64, dx: f64, anchor: Anchor, width: f64, (lo, hi): (f64, f64)) -> f64 {
    let (wanted, turned) = match anchor {
        Anchor::Start => (x + dx, x - dx - width),
        Anchor::Middle => (x + dx - width / 2.0, x + dx - width / 2.0),
        Anchor::End => (x + dx - width, x - dx),
    };
    let fits = |left: f64| left >= lo && left + width <= hi;
    let left = if !fits(wanted) && fits(turned) { turned } else { wanted };
    left.min(hi - width).max(lo)
}

/// Values further and further from `start`, on both sides, up to `reach` away.
fn outwards(start: f64, reach: f64) -> impl Iterator<Item = f64> {
    std::iter::successors(Some(0.0), |step| Some(step + FLOAT_STEP))
        .take_while(move |step| *step <= reach)
        .flat_map(move |step| [start + step, start - step])
}

fn row_width(row: &[Run]) -> f64 {
    row.iter().map(|run| run.width + NOTE_GAP).sum::<f64>() - NOTE_GAP
}

fn row_height(row: &[Run]) -> f64 {
    row.iter().map(|run| run.size).fold(SMALL, f64::max) * LEADING
}

/// The middle of the pixel a coordinate falls in, where a one-pixel line is sharp.
fn sharp(pixels: f64) -> f64 {
    (pixels - 0.5).round() + 0.5
}

/// Direction in which a value lies off its axis.
fn sign(side: Side) -> Option<f64> {
    match side {
        Side::Below => Some(-1.0),
        Side::Within => None,
        Side::Above => Some(1.0),
    }
}

fn count(lines: &[String]) -> f64 {
    lines.iter().fold(0.0, |sum, _| sum + 1.0)
}

#[cfg(test)]
mod tests {
    use super::super::example::{curve, light, plane, text_width};
    use super::*;
    use proptest::prelude::*;

    fn placed(scene: &Scene, width: f64) -> Layout {
        lay_out(scene, (width, width * 0.78), &light(), &|text, size, strong| {
            Ok(text_width(text, size, strong))
        })
        .unwrap()
    }

    /// Text, left edge, right edge and middle row of all words.
    fn words(layout: &Layout) -> Vec<(String, f64, f64, f64)> {
        layout.shapes.iter().filter_map(extent).collect()
    }

    fn extent(shape: &Shape) -> Option<(String, f64, f64, f64)> {
        let Shape::Words { at: (x, y), anchor, text, size, strong, .. } = shape else { return None };
        let width = text_width(text, *size, *strong);
        let left = match anchor {
            Anchor::Start => *x,
            Anchor::Middle => x - width / 2.0,
            Anchor::End => x - width,
        };
        Some((text.clone(), left, left + width, *y))
    }

    #[test]
    fn nothing_is_cut_off_at_any_width() {
        for width in [280.0, 340.0, 480.0, 640.0] {
            for scene in [plane(1240.0, 1522.0), curve(12.0), curve(167.0)] {
                let layout = placed(&scene, width);
                for (text, left, right, y) in words(&layout) {
                    assert!(left >= -0.01 && right <= width + 0.01, "{text} at {width}: {left}..{right}");
                    assert!(y >= 7.0 && y <= width * 0.78 - 7.0, "{text} at {width}: {y}");
                }
            }
        }
    }

    #[test]
    fn text_is_never_smaller_than_twelve_pixels() {
        let mut scene = curve(12.0);
        scene.labels[0].size = 9.0;
        for shape in placed(&scene, 280.0).shapes {
            assert!(!matches!(shape, Shape::Words { size, .. } if size < 12.0), "{shape:?}");
        }
    }

    #[test]
    fn labels_stay_in_the_frame_and_turn_round_at_its_right_edge() {
        let layout = placed(&curve(150.0), 340.0);
        let all = words(&layout);
        let (_, left, right, _) = all.iter().find(|(text, ..)| text.starts_with("150か月")).unwrap();
        let bar = layout.frame.left + 150.0 / 167.0 * layout.frame.width();
        assert!(*right < bar && *left > layout.frame.left);
    }

    #[test]
    fn the_month_label_keeps_clear_of_the_curves_and_other_words() {
        for width in [280.0, 340.0, 620.0] {
            for month in [3.0, 12.0, 40.0, 90.0, 150.0, 167.0] {
                let scene = curve(month);
                let layout = placed(&scene, width);
                let start = format!("{month}か月");
                let (_, left, right, y) =
                    words(&layout).into_iter().find(|(text, ..)| text.starts_with(&start)).unwrap();
                let label = Rect { left, top: y - 7.0, right, bottom: y + 7.0 };
                let path = layout.shapes.iter().filter_map(|shape| match shape {
                    Shape::Stroke { points, width: 2.0, .. } => Some(points),
                    _ => None,
                });
                assert!(!path.flatten().any(|&at| label.contains(at)), "{month} at {width}");
                let (_, other, _, row) =
                    words(&layout).into_iter().find(|(text, ..)| text.starts_with("平均追跡")).unwrap();
                assert!((row - y).abs() > 12.0 || right < other, "{month} at {width}");
            }
        }
    }

    #[test]
    fn region_names_keep_to_their_regions() {
        for width in [280.0, 340.0, 640.0] {
            let layout = placed(&plane(1240.0, 1522.0), width);
            let cut = layout.frame.left + layout.frame.width() / 3.0;
            let all = words(&layout);
            let of = |name: &str| all.iter().filter(|(text, ..)| text == name).cloned().collect::<Vec<_>>();
            for name in ["R1", "R2", "低リスク群"] {
                assert!(of(name).iter().all(|(_, _, right, _)| *right < cut), "{name} at {width}");
            }
            for name in ["R3", "R4", "高リスク群"] {
                assert!(of(name).iter().all(|(_, left, ..)| *left > cut), "{name} at {width}");
            }
        }
    }

    #[test]
    fn a_long_note_goes_under_its_label() {
        let mut scene = plane(1240.0, 1522.0);
        scene.labels[1].note = "Intermediate risk".into();
        let layout = placed(&scene, 280.0);
        let row = |name: &str| words(&layout).into_iter().find(|(text, ..)| text == name).unwrap().3;
        assert!(row("R2") < row("Intermediate") && row("Intermediate") < row("risk"));
    }

    #[test]
    fn a_point_off_the_axis_is_at_the_edge_with_an_arrow() {
        let inside = placed(&plane(1240.0, 1522.0), 340.0);
        let beyond = placed(&plane(400_000.0, 500_000.0), 340.0);
        let centre = |layout: &Layout| {
            layout
                .shapes
                .iter()
                .find_map(|s| if let Shape::Disc { centre, .. } = s { Some(centre.0) } else { None })
        };
        let triangles = |layout: &Layout| {
            layout
                .shapes
                .iter()
                .filter(|s| matches!(s, Shape::Fill { corners, .. } if corners.len() == 3))
                .count()
        };
        assert_eq!(centre(&beyond), Some(beyond.frame.right));
        assert!(centre(&inside) < centre(&beyond));
        assert_eq!(triangles(&inside), 0);
        // One for each end of the bar and one for the point.
        assert_eq!(triangles(&beyond), 3);
    }

    #[test]
    fn a_bar_that_leaves_the_axis_loses_that_cap() {
        let strokes = |scene: &Scene| {
            let layout = placed(scene, 340.0);
            layout.shapes.iter().filter(|s| matches!(s, Shape::Stroke { width: 2.0, .. })).count()
        };
        assert_eq!(strokes(&plane(1240.0, 1522.0)), 3);
        assert_eq!(strokes(&plane(90_000.0, 110_000.0)), 2);
    }

    #[test]
    fn a_range_bar_ends_at_its_values() {
        let layout = placed(&curve(12.0), 620.0);
        let (mut top, mut bottom) = (f64::INFINITY, 0.0_f64);
        for shape in &layout.shapes {
            if let Shape::Disc { centre, radius: RANGE, .. } = shape {
                top = top.min(centre.1 - RANGE);
                bottom = bottom.max(centre.1 + RANGE);
            }
        }
        let value = |y: f64| 100.0 * (layout.frame.bottom - y) / layout.frame.height();
        assert!((value(bottom) - 28.3).abs() < 0.1 && (value(top) - 38.1).abs() < 0.1);
    }

    #[test]
    fn crowded_tick_texts_are_left_out() {
        let mut scene = curve(12.0);
        scene.x.ticks =
            (0..=167).map(|t| super::super::scene::Tick::new(f64::from(t), t.to_string())).collect();
        let layout = placed(&scene, 340.0);
        let below = layout.frame.bottom + 1.0;
        let axis_title = scene.x.title.as_str();
        let all = words(&layout);
        let row: Vec<_> = all.iter().filter(|(text, _, _, y)| *y > below && text != axis_title).collect();
        assert!(row.len() > 5 && row.windows(2).all(|pair| pair[0].2 + BETWEEN_TICKS <= pair[1].1 + 1e-9));
    }

    #[test]
    fn a_fade_leaves_no_gap_between_its_steps() {
        let layout = placed(&curve(12.0), 620.0);
        let mut bands: Vec<(f64, f64)> = Vec::new();
        for shape in &layout.shapes {
            if let Shape::Fill { corners, .. } = shape {
                let xs = corners.iter().map(|corner| corner.0);
                bands.push((xs.clone().fold(f64::INFINITY, f64::min), xs.fold(0.0, f64::max)));
            }
        }
        bands.truncate(25);
        assert!(bands.windows(2).all(|pair| pair[1].0 < pair[0].1 && pair[0].0 < pair[1].0));
        assert!((bands[24].1 - layout.frame.right).abs() < 1e-6);
    }

    #[test]
    fn a_surface_too_small_for_a_plot_is_an_error() {
        for size in [(0.0, 0.0), (60.0, 200.0), (300.0, 50.0), (f64::NAN, 100.0)] {
            assert_eq!(
                lay_out(&curve(12.0), size, &light(), &|text, size, strong| Ok(text_width(
                    text, size, strong
                ))),
                Err(DrawError::NoRoom),
                "{size:?}"
            );
        }
    }

    proptest! {
        #[test]
        fn any_value_is_drawn_on_the_surface(a in proptest::num::f64::NORMAL, b in proptest::num::f64::NORMAL) {
            let layout = placed(&plane(a, b), 340.0);
            let inside = |(x, y): &Point| *x >= 0.0 && *x <= 340.0 && *y >= 0.0 && *y <= 340.0 * 0.78;
            for shape in &layout.shapes {
                let fine = match shape {
                    Shape::Fill { corners: points, .. } | Shape::Stroke { points, .. } => points.iter().all(inside),
                    Shape::Disc { centre, .. } => inside(centre),
                    Shape::Words { at, .. } => inside(at),
                };
                prop_assert!(fine, "{shape:?}");
            }
        }
    }
}

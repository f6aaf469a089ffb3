//! What a figure says, without saying how it is painted.
//!
//! A [`Scene`] is built once from a result. The drawing, the text alternative and the data table all
//! come from it, so they cannot disagree. Nothing here knows of pixels, colours or the browser.

use crate::ui::rich_text::plain_text;
use shirube_numeric::ops;

/// How far outside the axis, in axis lengths, a projected value may lie.
///
/// Zero on a logarithmic axis is infinitely far away; clipping needs finite numbers.
const FARTHEST: f64 = 10.0;

/// One figure: axes, shapes in data coordinates, and the words that replace it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// Horizontal axis.
    pub x: Axis,
    /// Vertical axis.
    pub y: Axis,
    /// Filled regions, painted first and in order.
    pub areas: Vec<Area>,
    /// Curves and rules, painted over the grid.
    pub lines: Vec<Line>,
    /// The reader's point and bars, painted over the lines.
    pub marks: Vec<Mark>,
    /// Words inside the plot, painted last.
    pub labels: Vec<Label>,
    /// What the figure shows, in one or two sentences with the true values.
    pub alt: String,
    /// The same facts as rows.
    pub table: Table,
}

/// One axis with its own tick marks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Axis {
    /// Quantity and unit, in the reader's language. Empty for none.
    pub title: String,
    /// Spacing of values along the axis.
    pub scale: Scale,
    /// Value at the start (left or bottom).
    pub min: f64,
    /// Value at the end (right or top).
    pub max: f64,
    /// Tick marks in rising order.
    pub ticks: Vec<Tick>,
}

/// Spacing of values along an axis.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scale {
    /// Equal steps are equal differences.
    #[default]
    Linear,
    /// Equal steps are equal ratios; the axis must lie above zero.
    Log10,
}

/// One tick mark.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tick {
    /// Place on the axis, in data units.
    pub value: f64,
    /// Text beside the tick, already formatted for the language.
    pub text: String,
    /// Whether a thin line crosses the plot here.
    pub grid: bool,
}

/// Where a value falls on an axis that may be too short for it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placement {
    /// Distance along the axis, 0 to 1: the nearest edge for a value outside it.
    pub position: f64,
    /// Whether, and to which side, the value lies outside the axis.
    pub side: Side,
}

/// Side of an axis on which a value lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Below the smallest value the axis shows.
    Below,
    /// On the axis.
    Within,
    /// Above the largest value the axis shows.
    Above,
}

/// A filled polygon. It hides what lies under it: `opacity` mixes its ink with the card.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Area {
    /// Corners in data coordinates; closed by itself.
    pub outline: Vec<(f64, f64)>,
    /// Colour role.
    pub ink: Ink,
    /// 0 (card) to 1 (full ink).
    pub opacity: f64,
    /// Paling along x, for what the data no longer support.
    pub fade: Option<Fade>,
}

/// A polyline.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// Points in data coordinates.
    pub points: Vec<(f64, f64)>,
    /// Colour role.
    pub ink: Ink,
    /// Width in CSS pixels.
    pub width: f64,
    /// Pattern.
    pub dash: Dash,
    /// 0 (card) to 1 (full ink).
    pub opacity: f64,
    /// Paling along x, for what the data no longer support.
    pub fade: Option<Fade>,
}

/// A shape keeps its opacity up to `from`, then pales evenly until `to`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fade {
    /// Data x at which paling starts.
    pub from: f64,
    /// Data x at which paling ends.
    pub to: f64,
    /// Share of the opacity left at `to`, 0 to 1.
    pub remaining: f64,
}

/// Pattern of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dash {
    /// Unbroken.
    #[default]
    Solid,
    /// Dashes, for a cut-off.
    Dashed,
    /// Dots, for a remark such as the mean follow-up.
    Dotted,
}

/// A marked value.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Place, or first end, in data coordinates.
    pub at: (f64, f64),
    /// Colour role.
    pub ink: Ink,
    /// What to paint there.
    pub shape: MarkShape,
}

/// Shape of a mark.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum MarkShape {
    /// A dot with a halo in the card's colour, so that it stays visible on a bar.
    Point,
    /// A thin bar with end caps: two readings of one value. An arrow replaces a cap off the axis.
    Bar {
        /// The other end, in data coordinates.
        to: (f64, f64),
    },
    /// A thick bar: the range an answer lies in.
    Range {
        /// The other end, in data coordinates.
        to: (f64, f64),
    },
}

/// Words inside the plot. They are moved, or broken into lines, rather than cut.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Label {
    /// Point the words belong to, in data coordinates.
    pub at: (f64, f64),
    /// Shift to the right in CSS pixels; turned round when there is no room on that side.
    pub dx: f64,
    /// Shift downwards in CSS pixels, to the middle of the words.
    pub dy: f64,
    /// Which end of the words is at the point.
    pub anchor: Anchor,
    /// The words.
    pub text: String,
    /// Smaller, lighter words after them, on the same line if there is room. Empty for none.
    pub note: String,
    /// Colour role.
    pub ink: Ink,
    /// Size of `text` in CSS pixels; never drawn under [`Label::SMALLEST`].
    pub size: f64,
    /// Bold.
    pub strong: bool,
    /// Move up or down to where no unbroken line or other label is, with the card's colour behind the
    /// words for the dotted lines they may still cross.
    pub floating: bool,
    /// Data x range the words must stay in, such as their region; the whole plot for `None`.
    pub room: Option<(f64, f64)>,
}

/// Which end of a label is at its point.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Anchor {
    /// The words start there.
    #[default]
    Start,
    /// The words are centred there.
    Middle,
    /// The words end there.
    End,
}

/// Colour by meaning; the theme decides what it looks like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ink {
    /// Body text.
    #[default]
    Text,
    /// Secondary text.
    Muted,
    /// Grid and rules.
    Grid,
    /// The surface the figure lies on.
    Card,
    /// Low-risk group.
    Low,
    /// Intermediate-risk group.
    Intermediate,
    /// High-risk group.
    High,
    /// Pale ground of the low-risk group.
    LowTint,
    /// Pale ground of the intermediate-risk group.
    IntermediateTint,
    /// Pale ground of the high-risk group.
    HighTint,
}

/// The figure as a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// What the table holds.
    pub caption: String,
    /// Column headings.
    pub header: Vec<String>,
    /// Rows; the first cell of each is its heading.
    pub rows: Vec<Vec<String>>,
    /// Index of the row that is the reader's own.
    pub current: Option<usize>,
}

impl Scene {
    /// The same scene for a drawing: nothing can stand above a word there.
    pub(super) fn without_readings(&self) -> Self {
        let mut scene = self.clone();
        let titles = [&mut scene.x.title, &mut scene.y.title];
        let labels = scene.labels.iter_mut().flat_map(|label| [&mut label.text, &mut label.note]);
        for words in titles.into_iter().chain(labels) {
            *words = plain_text(words);
        }
        scene
    }
}

impl Axis {
    /// Distance of `value` along the axis, 0 to 1, values outside it at the nearest edge.
    ///
    /// Not a number stays not a number.
    pub fn position(&self, value: f64) -> f64 {
        self.project(value).clamp(0.0, 1.0)
    }

    /// The edge or place at which `value` is drawn, and whether it lies off the axis.
    ///
    /// The drawing shows the edge with an arrow; the text alternative still names the true value.
    pub fn place(&self, value: f64) -> Placement {
        let along = self.project(value);
        let side = match along {
            a if a < 0.0 => Side::Below,
            a if a > 1.0 => Side::Above,
            _ => Side::Within,
        };
        Placement { position: along.clamp(0.0, 1.0), side }
    }

    /// The value at distance `position` (0 to 1) along the axis: what the tests undo a projection with.
    #[cfg(test)]
    pub(super) fn value(&self, position: f64) -> f64 {
        match self.scale {
            Scale::Linear => self.min + position * (self.max - self.min),
            Scale::Log10 => {
                let (start, end) = (ops::log10(self.min), ops::log10(self.max));
                ops::pow(10.0, start + position * (end - start))
            }
        }
    }

    /// Distance along the axis without stopping at its ends, within [`FARTHEST`] axis lengths.
    pub(super) fn project(&self, value: f64) -> f64 {
        // The ends are exact, so that a cut-off or limit never lands beside its own edge.
        if value == self.min {
            return 0.0;
        }
        if value == self.max {
            return 1.0;
        }
        let (from, to, at) = match self.scale {
            Scale::Linear => (self.min, self.max, value),
            Scale::Log10 if value <= 0.0 => return -FARTHEST,
            Scale::Log10 => (ops::log10(self.min), ops::log10(self.max), ops::log10(value)),
        };
        ((at - from) / (to - from)).clamp(-FARTHEST, 1.0 + FARTHEST)
    }
}

impl Tick {
    /// A tick with a grid line.
    pub fn new(value: f64, text: impl Into<String>) -> Self {
        Self { value, text: text.into(), grid: true }
    }

    /// The same tick without its grid line.
    #[must_use]
    pub fn without_grid(mut self) -> Self {
        self.grid = false;
        self
    }
}

impl Area {
    /// A region in full ink.
    pub fn new(outline: Vec<(f64, f64)>, ink: Ink) -> Self {
        Self { outline, ink, opacity: 1.0, fade: None }
    }

    /// The rectangle between two corners, in full ink.
    pub fn rectangle((x0, y0): (f64, f64), (x1, y1): (f64, f64), ink: Ink) -> Self {
        Self::new(vec![(x0, y0), (x1, y0), (x1, y1), (x0, y1)], ink)
    }
}

impl Line {
    /// An unbroken line in full ink; `width` in CSS pixels.
    pub fn new(points: Vec<(f64, f64)>, ink: Ink, width: f64) -> Self {
        Self { points, ink, width, dash: Dash::Solid, opacity: 1.0, fade: None }
    }

    /// The same line with a pattern.
    #[must_use]
    pub fn dashed(mut self, dash: Dash) -> Self {
        self.dash = dash;
        self
    }
}

impl Label {
    /// Smallest text drawn, in CSS pixels.
    pub const SMALLEST: f64 = 12.0;
}

impl Fade {
    /// Share of the opacity left at data x.
    pub fn share(&self, x: f64) -> f64 {
        let paled = ((x - self.from) / (self.to - self.from)).clamp(0.0, 1.0);
        1.0 - paled * (1.0 - self.remaining)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn receptor() -> Axis {
        Axis { scale: Scale::Log10, min: 100.0, max: 100_000.0, ..Axis::default() }
    }

    fn months() -> Axis {
        Axis { max: 167.0, ..Axis::default() }
    }

    #[test]
    fn decades_are_equally_spaced() {
        let axis = receptor();
        for (value, position) in [(100.0, 0.0), (1e3, 1.0 / 3.0), (1e4, 2.0 / 3.0), (1e5, 1.0)] {
            assert!((axis.position(value) - position).abs() < 1e-12, "{value}");
        }
        assert_eq!(months().position(83.5), 0.5);
    }

    #[test]
    fn a_value_off_the_axis_is_drawn_at_its_edge_and_says_so() {
        let axis = receptor();
        assert_eq!(axis.place(40.0), Placement { position: 0.0, side: Side::Below });
        assert_eq!(axis.place(250_000.0), Placement { position: 1.0, side: Side::Above });
        assert_eq!(axis.place(100.0).side, Side::Within);
        assert_eq!(axis.place(100_000.0).side, Side::Within);
        for nothing in [0.0, -5.0, f64::NEG_INFINITY] {
            assert_eq!(axis.place(nothing), Placement { position: 0.0, side: Side::Below }, "{nothing}");
        }
        assert_eq!(axis.place(f64::INFINITY), Placement { position: 1.0, side: Side::Above });
        assert!(axis.position(f64::NAN).is_nan());
    }

    #[test]
    fn a_fade_is_full_before_and_constant_after() {
        let fade = Fade { from: 56.4, to: 167.0, remaining: 0.2 };
        assert_eq!(fade.share(12.0), 1.0);
        assert_eq!(fade.share(56.4), 1.0);
        assert!((fade.share(111.7) - 0.6).abs() < 1e-12);
        assert!((fade.share(500.0) - 0.2).abs() < 1e-12);
    }

    #[test]
    fn a_drawing_shows_words_without_their_readings() {
        let label = Label {
            text: "進行《しんこう》した人《ひと》".into(),
            note: "*推定《すいてい》*".into(),
            ..Label::default()
        };
        let axis = |title: &str| Axis { title: title.into(), ..Axis::default() };
        let (x, y) = (axis("月《つき》"), axis("人《ひと》"));
        let drawn = Scene { x, y, labels: vec![label], ..Scene::default() }.without_readings();
        assert_eq!((drawn.labels[0].text.as_str(), drawn.labels[0].note.as_str()), ("進行した人", "推定"));
        assert_eq!((drawn.x.title.as_str(), drawn.y.title.as_str()), ("月", "人"));
    }

    proptest! {
        #[test]
        fn a_value_on_the_axis_comes_back(value in 100.0..100_000.0_f64, month in 0.0..167.0_f64) {
            let (axis, time) = (receptor(), months());
            prop_assert!((axis.value(axis.position(value)) / value - 1.0).abs() < 1e-11);
            prop_assert!((time.value(time.position(month)) - month).abs() < 1e-11);
        }

        #[test]
        fn any_value_stays_on_the_axis(value in proptest::num::f64::ANY) {
            for axis in [receptor(), months()] {
                let position = axis.position(value);
                prop_assert!(value.is_nan() || (0.0..=1.0).contains(&position), "{position}");
            }
        }

        #[test]
        fn a_larger_value_never_lies_further_back(a in -10.0..200_000.0_f64, b in -10.0..200_000.0_f64) {
            for axis in [receptor(), months()] {
                prop_assert!(axis.position(a.min(b)) <= axis.position(a.max(b)));
            }
        }
    }
}

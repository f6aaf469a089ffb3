//! The picture of a stretch of a trace: pure, the same for canvas, SVG and PNG.

use super::marks::{Grid, Marks, as_f64};
use super::span::Span;
use crate::chart::geometry::Point;
use crate::chart::palette::Rgb;
use crate::chart::{Anchor, Shape};
use shirube_clonality::Chromatogram;
use shirube_clonality::chromatogram::{Base, BaseCall};

/// Colours of a picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Colours {
    /// The ground.
    pub card: Rgb,
    /// Text.
    pub ink: Rgb,
    /// Lesser text, quality.
    pub muted: Rgb,
    /// Rules.
    pub line: Rgb,
    /// The junction.
    pub junction: Rgb,
    /// Ground of the anchor.
    pub anchor: Rgb,
    /// Ground of the window.
    pub window: Rgb,
    /// A, C, G, T.
    pub bases: [Rgb; 4],
}

impl Colours {
    /// Reads every colour by the name of its custom property.
    ///
    /// # Errors
    /// The first error `read` gives.
    pub fn from_properties<E>(read: impl Fn(&str) -> Result<Rgb, E>) -> Result<Self, E> {
        Ok(Self {
            card: read("--card")?,
            ink: read("--ink")?,
            muted: read("--muted")?,
            line: read("--line")?,
            junction: read("--brand")?,
            anchor: read("--brand-soft")?,
            window: read("--intermediate-tint")?,
            bases: [read("--base-a")?, read("--base-c")?, read("--base-g")?, read("--base-t")?],
        })
    }

    fn of(&self, base: Base) -> Rgb {
        let [a, c, g, t] = self.bases;
        match base {
            Base::A => a,
            Base::C => c,
            Base::G => g,
            Base::T => t,
        }
    }
}

/// Words in a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureWords {
    /// Over the anchor.
    pub anchor: String,
    /// Over the window.
    pub window: String,
    /// Beside the junction.
    pub junction: String,
    /// Over the bars of quality.
    pub quality: String,
    /// Over the bars of shares.
    pub shares: String,
    /// Before the numbers of scans.
    pub scan: String,
}

/// What to show of a trace.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shown {
    /// Which channels: A, C, G, T.
    pub channels: [bool; 4],
    /// Height of the peaks as a multiple of the usual.
    pub height: f64,
}

impl Default for Shown {
    fn default() -> Self {
        Self { channels: [true; 4], height: 1.0 }
    }
}

/// All that a picture is made from.
#[derive(Debug, Clone, Copy)]
pub struct Picture<'a> {
    /// The trace.
    pub chromatogram: &'a Chromatogram,
    /// Its places.
    pub grid: &'a Grid,
    /// What was found in it.
    pub marks: &'a Marks,
    /// What to show.
    pub shown: Shown,
    /// The visible stretch.
    pub span: Span,
    /// Width and height in CSS pixels.
    pub size: (f64, f64),
    /// Colours.
    pub colours: &'a Colours,
    /// Words.
    pub words: &'a PictureWords,
}

/// Size of all text but the letters of the bases.
const SMALL: f64 = 12.0;
/// Rows from the top: handle of the junction, names of the regions, numbers of the bases, letters, quality.
const HANDLE_ROW: f64 = 13.0;
const REGION_ROW: f64 = 37.0;
const REGION_TOP: f64 = 28.0;
const NUMBER_ROW: f64 = 56.0;
const LETTER_ROW: f64 = 75.0;
const QUALITY_CAPTION: f64 = 92.0;
const QUALITY_TOP: f64 = 100.0;
const QUALITY_BOTTOM: f64 = 124.0;
const TRACE_TOP: f64 = 132.0;
/// Rows from the bottom: numbers of the scans, shares.
const SCAN_ROW: f64 = 10.0;
const SHARES_BOTTOM: f64 = 24.0;
const SHARES_HEIGHT: f64 = 64.0;
const SHARES_CAPTION: f64 = 12.0;
/// Between trace and what is under it.
const GAP: f64 = 8.0;
/// Quality whose bar is full.
const BEST_QUALITY: f64 = 60.0;
/// Bases narrower than this get no letter.
const NARROWEST_LETTER: f64 = 7.5;
/// Bases narrower than this get a small letter.
const CROWDED: f64 = 13.0;
const LARGE: f64 = 14.0;
/// A share lower than this gets no letter.
const LOWEST_LETTER: f64 = 13.0;
/// Room from one number to the next.
const BETWEEN_NUMBERS: f64 = 64.0;
/// Share of a base's width that its bar takes.
const BAR: f64 = 0.82;
/// Width of a curve. Wider than a pixel, a browser that draws without a graphics processor takes twice as long.
const CURVE: f64 = 1.0;
/// A peak may rise this far above the usual.
const HEADROOM: f64 = 1.12;
/// Radius of the handle of the junction.
const HANDLE: f64 = 11.0;

/// How far round the handle's middle a press takes hold of it, across and down: a touch target.
pub const HANDLE_REACH: (f64, f64) = (22.0, 44.0);

impl Picture<'_> {
    /// Where a scan lies, in CSS pixels from the left.
    pub fn x(&self, scan: f64) -> f64 {
        (scan - self.span.start) / self.span.width() * self.size.0
    }

    /// Every shape, in painting order.
    pub fn shapes(&self) -> Vec<Shape> {
        let mut shapes = vec![Shape::rectangle((0.0, 0.0), self.size, self.colours.card)];
        self.region(self.marks.anchor, self.colours.anchor, &self.words.anchor, &mut shapes);
        self.region(self.marks.window, self.colours.window, &self.words.window, &mut shapes);
        self.base_numbers(&mut shapes);
        self.letters(&mut shapes);
        self.quality(&mut shapes);
        self.curves(&mut shapes);
        self.shares(&mut shapes);
        self.scan_numbers(&mut shapes);
        self.junction(&mut shapes);
        shapes
    }

    fn has_shares(&self) -> bool {
        !self.marks.shares.is_empty()
    }

    fn trace_bottom(&self) -> f64 {
        let below = if self.has_shares() { SHARES_HEIGHT + SHARES_CAPTION + 2.0 * GAP } else { 0.0 };
        self.size.1 - SHARES_BOTTOM - below
    }

    /// The part of a stretch of scans that is in the picture.
    fn visible(&self, (first, last): (f64, f64)) -> Option<(f64, f64)> {
        let (left, right) = (self.x(first).max(0.0), self.x(last).min(self.size.0));
        (left < right).then_some((left, right))
    }

    fn words(at: Point, anchor: Anchor, text: &str, colour: Rgb) -> Shape {
        Shape::Words { at, anchor, text: text.to_owned(), size: SMALL, strong: false, colour }
    }

    /// A pale ground from the names of the regions down, and its name where that fits.
    fn region(&self, ends: Option<(f64, f64)>, ground: Rgb, name: &str, shapes: &mut Vec<Shape>) {
        let Some((left, right)) = ends.and_then(|ends| self.visible(ends)) else { return };
        let bottom = self.size.1 - SHARES_BOTTOM;
        shapes.push(Shape::rectangle((left, REGION_TOP), (right, bottom), ground));
        if text_width(name, SMALL) + 8.0 <= right - left {
            shapes.push(Self::words((left + 4.0, REGION_ROW), Anchor::Start, name, self.colours.ink));
        }
    }

    /// Base calls in the picture, with their indices.
    fn calls(&self) -> impl Iterator<Item = (usize, &BaseCall)> {
        let (start, end) = (self.span.start - self.grid.spacing(), self.span.end + self.grid.spacing());
        let calls = self.chromatogram.calls.iter().enumerate();
        calls.filter(move |(_, call)| (start..=end).contains(&f64::from(call.scan)))
    }

    /// Mean width of a base in the picture.
    fn base_width(&self) -> f64 {
        self.grid.spacing() / self.span.width() * self.size.0
    }

    fn base_numbers(&self, shapes: &mut Vec<Shape>) {
        let step = step_of(BETWEEN_NUMBERS / self.base_width());
        for (index, call) in self.calls() {
            let number = index + 1;
            let x = self.x(f64::from(call.scan));
            if number.is_multiple_of(step) && (0.0..=self.size.0).contains(&x) {
                let text = number.to_string();
                let x = keep_inside(x, text_width(&text, SMALL), self.size.0);
                shapes.push(Self::words((x, NUMBER_ROW), Anchor::Middle, &text, self.colours.muted));
            }
        }
    }

    fn letters(&self, shapes: &mut Vec<Shape>) {
        let width = self.base_width();
        if width < NARROWEST_LETTER {
            return;
        }
        let size = if width < CROWDED { SMALL } else { LARGE };
        for (_, call) in self.calls() {
            let colour = base_of(call.letter).map_or(self.colours.muted, |base| self.colours.of(base));
            shapes.push(Shape::Words {
                at: (self.x(f64::from(call.scan)), LETTER_ROW),
                anchor: Anchor::Middle,
                text: char::from(call.letter).to_string(),
                size,
                strong: true,
                colour,
            });
        }
    }

    fn quality(&self, shapes: &mut Vec<Shape>) {
        if self.chromatogram.calls.iter().all(|call| call.quality.is_none()) {
            return;
        }
        let caption = &self.words.quality;
        shapes.push(Self::words((4.0, QUALITY_CAPTION), Anchor::Start, caption, self.colours.muted));
        let rule = vec![(0.0, QUALITY_BOTTOM), (self.size.0, QUALITY_BOTTOM)];
        shapes.push(Shape::Stroke { points: rule, width: 1.0, colour: self.colours.line });
        let colour = self.colours.muted.over(self.colours.card, 0.6);
        for (index, call) in self.calls() {
            let Some(quality) = call.quality else { continue };
            let (left, right) = self.bar(index);
            let share = (f64::from(quality) / BEST_QUALITY).min(1.0);
            let top = QUALITY_BOTTOM - share * (QUALITY_BOTTOM - QUALITY_TOP);
            shapes.push(Shape::rectangle((left, top), (right, QUALITY_BOTTOM), colour));
        }
    }

    /// Left and right of the bar of a base.
    fn bar(&self, call: usize) -> (f64, f64) {
        self.bar_between((self.grid.border(call), self.grid.border(call + 1)))
    }

    fn bar_between(&self, (first, last): (f64, f64)) -> (f64, f64) {
        let (left, right) = (self.x(first), self.x(last));
        let inset = (1.0 - BAR) / 2.0 * (right - left);
        (left + inset, right - inset)
    }

    fn curves(&self, shapes: &mut Vec<Shape>) {
        let bottom = self.trace_bottom();
        let rule = vec![(0.0, bottom), (self.size.0, bottom)];
        shapes.push(Shape::Stroke { points: rule, width: 1.0, colour: self.colours.line });
        let unit = (bottom - TRACE_TOP) / (self.grid.usual_peak * HEADROOM) * self.shown.height;
        let y = |signal: f64| (bottom - signal * unit).clamp(TRACE_TOP, bottom);
        let shown = Base::ALL.into_iter().zip(&self.chromatogram.channels).zip(self.shown.channels);
        for ((base, channel), shown) in shown {
            let points = curve(channel, self.span, self.size.0);
            if shown && points.len() > 1 {
                let points = points.into_iter().map(|(x, signal)| (x, y(signal))).collect();
                shapes.push(Shape::Stroke { points, width: CURVE, colour: self.colours.of(base) });
            }
        }
    }

    /// Shares of the bases at each measured position, one above the other.
    fn shares(&self, shapes: &mut Vec<Shape>) {
        if !self.has_shares() {
            return;
        }
        let bottom = self.size.1 - SHARES_BOTTOM - GAP / 2.0;
        let caption_row = bottom - SHARES_HEIGHT - SHARES_CAPTION / 2.0 - 2.0;
        for (ends, shares) in &self.marks.shares {
            if self.visible(*ends).is_some() {
                self.share_bar(self.bar_between(*ends), bottom, *shares, shapes);
            }
        }
        let window = self.marks.window.and_then(|ends| self.visible(ends));
        if let Some((left, _)) = window {
            let room = (self.size.0 - text_width(&self.words.shares, SMALL)).max(4.0);
            let at = ((left + 4.0).min(room), caption_row);
            shapes.push(Self::words(at, Anchor::Start, &self.words.shares, self.colours.ink));
        }
    }

    fn share_bar(&self, (left, right): (f64, f64), bottom: f64, shares: [f64; 4], shapes: &mut Vec<Shape>) {
        let mut below = bottom;
        for (base, share) in Base::ALL.into_iter().zip(shares) {
            let height = share.clamp(0.0, 1.0) * SHARES_HEIGHT;
            let top = below - height;
            shapes.push(Shape::rectangle((left, top), (right, below), self.colours.of(base)));
            if right - left >= NARROWEST_LETTER && height >= LOWEST_LETTER {
                shapes.push(Shape::Words {
                    at: (f64::midpoint(left, right), f64::midpoint(top, below)),
                    anchor: Anchor::Middle,
                    text: char::from(base.letter()).to_string(),
                    size: SMALL,
                    strong: true,
                    colour: self.colours.card,
                });
            }
            below = top;
        }
    }

    fn scan_numbers(&self, shapes: &mut Vec<Shape>) {
        let row = self.size.1 - SCAN_ROW;
        shapes.push(Self::words((4.0, row), Anchor::Start, &self.words.scan, self.colours.muted));
        let free = text_width(&self.words.scan, SMALL) + 12.0;
        let step = as_f64(step_of(BETWEEN_NUMBERS * self.span.width() / self.size.0));
        let mut scan = (self.span.start / step).ceil() * step;
        while scan <= self.span.end {
            let text = scan.to_string();
            let half = text_width(&text, SMALL) / 2.0;
            let x = self.x(scan);
            if x - half >= free && x + half <= self.size.0 {
                shapes.push(Self::words((x, row), Anchor::Middle, &text, self.colours.muted));
            }
            scan += step;
        }
    }

    fn junction(&self, shapes: &mut Vec<Shape>) {
        let Some(x) = self.marks.junction.map(|scan| self.x(scan)) else { return };
        if !(-HANDLE..=self.size.0 + HANDLE).contains(&x) {
            return;
        }
        let colour = self.colours.junction;
        let bottom = self.size.1 - SHARES_BOTTOM;
        shapes.push(Shape::Stroke { points: vec![(x, HANDLE_ROW), (x, bottom)], width: 2.0, colour });
        shapes.push(Shape::Disc { centre: (x, HANDLE_ROW), radius: HANDLE, colour });
        for side in [-1.0, 1.0] {
            let tip = (x + side * 8.0, HANDLE_ROW);
            let base = x + side * 3.0;
            let corners = vec![tip, (base, HANDLE_ROW - 4.5), (base, HANDLE_ROW + 4.5)];
            shapes.push(Shape::Fill { corners, colour: self.colours.card });
        }
        let name = &self.words.junction;
        let reach = HANDLE + 6.0;
        let fits_right = x + reach + text_width(name, SMALL) * 1.1 <= self.size.0;
        let (at, anchor) = if fits_right { (x + reach, Anchor::Start) } else { (x - reach, Anchor::End) };
        shapes.push(Shape::Words {
            at: (at, HANDLE_ROW),
            anchor,
            text: name.clone(),
            size: SMALL,
            strong: true,
            colour,
        });
    }
}

/// The base that a call is sure of.
pub fn base_of(letter: u8) -> Option<Base> {
    Base::ALL.into_iter().find(|base| base.letter() == letter)
}

/// A channel as points: pixels across, signal up. Where several scans fall on one pixel, only the lowest and
/// the highest are kept, in their order: the line then looks the same and costs no more than the picture is wide.
pub fn curve(channel: &[i16], span: Span, width: f64) -> Vec<Point> {
    let per_pixel = span.width() / width;
    let place = |scan: usize| (as_f64(scan) - span.start) / per_pixel;
    let (first, end) = (whole(span.start.floor()), whole(span.end.ceil()) + 1);
    let end = end.min(channel.len());
    let scans = channel.iter().copied().enumerate().take(end).skip(first);
    if per_pixel <= 2.0 {
        return scans.map(|(scan, signal)| (place(scan), f64::from(signal))).collect();
    }
    let mut points = Vec::new();
    let mut column: Option<Column> = None;
    for (scan, signal) in scans {
        let pixel = whole(place(scan).max(0.0));
        match &mut column {
            Some(open) if open.pixel == pixel => open.add(scan, signal),
            _ => {
                points.extend(
                    column.replace(Column::new(pixel, scan, signal)).into_iter().flat_map(Column::ends),
                );
            }
        }
    }
    points.extend(column.into_iter().flat_map(Column::ends));
    points.into_iter().map(|(scan, signal)| (place(scan), f64::from(signal))).collect()
}

/// Scans that fall on one pixel.
struct Column {
    pixel: usize,
    low: (usize, i16),
    high: (usize, i16),
}

impl Column {
    fn new(pixel: usize, scan: usize, signal: i16) -> Self {
        Self { pixel, low: (scan, signal), high: (scan, signal) }
    }

    fn add(&mut self, scan: usize, signal: i16) {
        if signal < self.low.1 {
            self.low = (scan, signal);
        }
        if signal > self.high.1 {
            self.high = (scan, signal);
        }
    }

    fn ends(self) -> [(usize, i16); 2] {
        if self.low.0 < self.high.0 { [self.low, self.high] } else { [self.high, self.low] }
    }
}

/// Not negative where it is used; casts from floats saturate.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn whole(length: f64) -> usize {
    length as usize
}

/// The first step of 1, 2, 5, 10, 20, 50, … that is at least this.
fn step_of(least: f64) -> usize {
    let mut step = 1_usize;
    loop {
        for multiple in [1, 2, 5] {
            if as_f64(step * multiple) >= least || step >= 1_000_000 {
                return step * multiple;
            }
        }
        step *= 10;
    }
}

/// Rough width of a text: full-width letters are as wide as high, others a little over half. Used only
/// to leave words out where they might not fit.
fn text_width(text: &str, size: f64) -> f64 {
    let ems: f64 = text.chars().map(|letter| if letter < '\u{2e80}' { 0.6 } else { 1.0 }).sum();
    ems * size
}

fn keep_inside(middle: f64, width: f64, room: f64) -> f64 {
    middle.clamp(width / 2.0, (room - width / 2.0).max(width / 2.0))
}

/// Height of the strip with the whole trace.
pub const OVERVIEW_HEIGHT: f64 = 48.0;

impl Picture<'_> {
    /// The whole trace small, with the visible stretch framed; `size` is that of the strip.
    pub fn overview(&self, size: (f64, f64)) -> Vec<Shape> {
        let whole = Span::whole(as_f64(self.chromatogram.scans()));
        let strip = Picture { span: whole, size, ..*self };
        let mut shapes = vec![Shape::rectangle((0.0, 0.0), size, self.colours.card)];
        for (ends, ground) in
            [(self.marks.anchor, self.colours.anchor), (self.marks.window, self.colours.window)]
        {
            if let Some((left, right)) = ends.and_then(|ends| strip.visible(ends)) {
                shapes.push(Shape::rectangle((left, 0.0), (right.max(left + 2.0), size.1), ground));
            }
        }
        strip.outline(&mut shapes);
        if let Some(x) = self.marks.junction.map(|scan| strip.x(scan)) {
            let points = vec![(x, 0.0), (x, size.1)];
            shapes.push(Shape::Stroke { points, width: 2.0, colour: self.colours.junction });
        }
        let (left, right) = (strip.x(self.span.start).max(1.0), strip.x(self.span.end).min(size.0 - 1.0));
        let (top, bottom) = (1.0, size.1 - 1.0);
        let points = vec![(left, top), (right, top), (right, bottom), (left, bottom), (left, top)];
        shapes.push(Shape::Stroke { points, width: 2.0, colour: self.colours.ink });
        shapes
    }

    /// The highest channel at every pixel, filled.
    fn outline(&self, shapes: &mut Vec<Shape>) {
        let (width, height) = self.size;
        let unit = (height - 6.0) / (self.grid.usual_peak * HEADROOM);
        let mut tops = vec![0.0_f64; whole(width) + 1];
        for channel in &self.chromatogram.channels {
            for (x, signal) in curve(channel, self.span, width) {
                if let Some(top) = tops.get_mut(whole(x.max(0.0))) {
                    *top = top.max(signal);
                }
            }
        }
        let tops = tops.into_iter().enumerate();
        let mut corners: Vec<Point> = tops
            .map(|(x, signal)| (as_f64(x), height - 2.0 - (signal * unit).clamp(0.0, height - 6.0)))
            .collect();
        corners.extend([(width, height - 2.0), (0.0, height - 2.0)]);
        let colour = self.colours.muted.over(self.colours.card, 0.45);
        shapes.push(Shape::Fill { corners, colour });
    }
}

#[cfg(test)]
mod tests {
    use super::super::example;
    use super::*;
    use proptest::prelude::*;

    fn colours() -> Colours {
        let grey = |level| Rgb(level, level, level);
        Colours {
            card: grey(255),
            ink: grey(1),
            muted: grey(100),
            line: grey(200),
            junction: grey(2),
            anchor: grey(230),
            window: grey(240),
            bases: [Rgb(0, 9, 0), Rgb(0, 0, 9), Rgb(9, 9, 0), Rgb(9, 0, 0)],
        }
    }

    fn words() -> PictureWords {
        let name = |text: &str| text.to_owned();
        PictureWords {
            anchor: name("anchor"),
            window: name("window"),
            junction: name("junction"),
            quality: name("quality"),
            shares: name("shares"),
            scan: name("scan"),
        }
    }

    fn shapes(bases: &str, marks: &Marks, shown: Shown, span: Span, size: (f64, f64)) -> Vec<Shape> {
        let chromatogram = example::chromatogram(bases);
        let grid = Grid::of(&chromatogram);
        let (colours, words) = (colours(), words());
        Picture {
            chromatogram: &chromatogram,
            grid: &grid,
            marks,
            shown,
            span,
            size,
            colours: &colours,
            words: &words,
        }
        .shapes()
    }

    fn texts(shapes: &[Shape]) -> Vec<(&str, f64, Rgb)> {
        let words = |shape| match shape {
            &Shape::Words { ref text, at, colour, .. } => Some((text.as_str(), at.0, colour)),
            _ => None,
        };
        shapes.iter().filter_map(words).collect()
    }

    const SIZE: (f64, f64) = (500.0, 400.0);

    fn some_marks() -> Marks {
        Marks {
            anchor: Some((5.0, 105.0)),
            window: Some((125.0, 225.0)),
            junction: Some(105.0),
            shares: (0..10)
                .map(|i| ((125.0 + 10.0 * f64::from(i), 135.0 + 10.0 * f64::from(i)), [0.7, 0.1, 0.1, 0.1]))
                .collect(),
        }
    }

    #[test]
    fn every_base_stands_over_its_peak_in_its_own_colour() {
        let shapes = shapes("ACGTN", &Marks::default(), Shown::default(), Span::whole(60.0), SIZE);
        let [a, c, g, t] = colours().bases;
        let letters: Vec<_> =
            texts(&shapes).into_iter().filter(|(text, ..)| "ACGTN".contains(text)).collect();
        let scale = SIZE.0 / 60.0;
        for (found, wanted) in letters.iter().zip([
            ("A", 10.0, a),
            ("C", 20.0, c),
            ("G", 30.0, g),
            ("T", 40.0, t),
            ("N", 50.0, colours().muted),
        ]) {
            assert_eq!((found.0, found.2), (wanted.0, wanted.2));
            assert!((found.1 - wanted.1 * scale).abs() < 1e-9);
        }
        assert_eq!(letters.len(), 5);
    }

    #[test]
    fn a_hidden_channel_is_not_drawn() {
        let lines = |channels| {
            let shown = Shown { channels, height: 1.0 };
            let shapes = shapes("ACGT", &Marks::default(), shown, Span::whole(50.0), SIZE);
            let is_curve = |shape: &&Shape| matches!(shape, Shape::Stroke { colour, .. } if colours().bases.contains(colour));
            shapes.iter().filter(is_curve).count()
        };
        assert_eq!((lines([true; 4]), lines([true, false, true, false]), lines([false; 4])), (4, 2, 0));
    }

    #[test]
    fn junction_and_regions_stand_where_they_are() {
        let shapes = shapes(&"ACGT".repeat(10), &some_marks(), Shown::default(), Span::whole(250.0), SIZE);
        let x = |scan: f64| scan / 250.0 * SIZE.0;
        let grounds = |colour: Rgb| {
            shapes
                .iter()
                .filter_map(move |shape| match shape {
                    Shape::Fill { corners, colour: found } if *found == colour => {
                        Some((corners[0].0, corners[2].0))
                    }
                    _ => None,
                })
                .collect::<Vec<_>>()
        };
        assert_eq!(grounds(colours().anchor), [(x(5.0), x(105.0))]);
        assert_eq!(grounds(colours().window), [(x(125.0), x(225.0))]);
        assert!(
            shapes.iter().any(|shape| matches!(shape, Shape::Disc { centre, .. } if centre.0 == x(105.0)))
        );
        for name in ["anchor", "window", "junction", "shares", "quality", "scan"] {
            assert_eq!(texts(&shapes).iter().filter(|(text, ..)| *text == name).count(), 1, "{name}");
        }
    }

    #[test]
    fn what_is_out_of_sight_is_left_out() {
        let span = Span { start: 300.0, end: 400.0 };
        let shapes = shapes(&"ACGT".repeat(10), &some_marks(), Shown::default(), span, SIZE);
        for name in ["anchor", "window", "junction", "shares"] {
            assert!(!texts(&shapes).iter().any(|(text, ..)| *text == name), "{name}");
        }
    }

    #[test]
    fn a_crowded_picture_keeps_the_ends_of_every_pixel_and_no_more() {
        let channel: Vec<i16> = (0..10_000).map(|scan| i16::try_from(scan * 7919 % 3001).unwrap()).collect();
        let points = curve(&channel, Span::whole(10_000.0), 500.0);
        assert!(points.len() <= 2 * 501, "{}", points.len());
        let (low, high) = channel.iter().fold((i16::MAX, i16::MIN), |(l, h), &s| (l.min(s), h.max(s)));
        let signals = || points.iter().map(|point| point.1);
        assert_eq!(signals().fold(f64::MAX, f64::min), f64::from(low));
        assert_eq!(signals().fold(f64::MIN, f64::max), f64::from(high));
        for (index, chunk) in channel.chunks(20).enumerate() {
            let column = as_f64(index)..as_f64(index + 1);
            let drawn = points.iter().filter(|point| column.contains(&point.0)).map(|point| point.1);
            assert_eq!(
                drawn.fold(f64::MIN, f64::max),
                f64::from(*chunk.iter().max().unwrap()),
                "pixel {index}"
            );
        }
    }

    #[test]
    fn numbers_keep_their_distance() {
        for (least, step) in [(0.3, 1), (1.0, 1), (1.1, 2), (4.0, 5), (6.0, 10), (73.0, 100), (201.0, 500)] {
            assert_eq!(step_of(least), step, "{least}");
        }
        assert!(step_of(f64::INFINITY) > 0 && step_of(f64::NAN) > 0);
    }

    proptest! {
        #[test]
        fn nothing_drawn_is_without_a_place(
            bases in "[ACGTN]{0,60}",
            middle in -100.0..900.0_f64,
            wide in 0.0..2000.0_f64,
            width in 1.0..2000.0_f64,
            height in 1.0..20.0_f64,
        ) {
            let scans = as_f64(10 * (bases.len() + 1));
            let span = Span::around(middle, wide, scans);
            let shown = Shown { height, ..Shown::default() };
            for shape in shapes(&bases, &some_marks(), shown, span, (width, 400.0)) {
                let points = match shape {
                    Shape::Fill { corners, .. } => corners,
                    Shape::Stroke { points, .. } => points,
                    Shape::Disc { centre, .. } => vec![centre],
                    Shape::Words { at, .. } => vec![at],
                };
                for (x, y) in points {
                    prop_assert!(x.is_finite() && (0.0..=400.0).contains(&y), "{x}, {y}");
                }
            }
        }
    }
}

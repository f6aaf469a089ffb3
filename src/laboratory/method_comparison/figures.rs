//! The two figures of the comparison.

use super::view_model::number;
use crate::chart::{Anchor, Axis, Dash, Ink, Label, Line, Mark, MarkShape, Scene, Table, Tick};
use crate::words::LaboratoryWordsComparison;
use shirube_clonality::method_comparison::{BlandAltman, Pair, PassingBablok};
use shirube_numeric::{decimal, ops};

/// Widths of lines in CSS pixels.
const WIDE: f64 = 2.0;
const THIN: f64 = 1.5;

/// About as many ticks stand on an axis.
const TICKS: f64 = 5.0;

/// Pairs with the line of equal values and the fitted one. Both axes are alike, so that equal is equal.
pub fn line(fit: &PassingBablok, pairs: &[Pair], words: &LaboratoryWordsComparison) -> Scene {
    let own = &words.line_fit;
    let values = || pairs.iter().flat_map(|pair| [pair.x, pair.y]);
    let axis = axis(values());
    let (low, high) = (axis.min, axis.max);
    let at = |x: f64| fit.intercept.value + fit.slope.value * x;
    let count = pairs.len().to_string();
    let (slope, intercept) = (number(fit.slope.value, words), number(fit.intercept.value, words));
    Scene {
        x: Axis { title: words.trace_clonality.to_owned(), ..axis.clone() },
        y: Axis { title: words.reported.to_owned(), ..axis },
        lines: vec![
            Line::new(vec![(low, low), (high, high)], Ink::Muted, THIN).dashed(Dash::Dashed),
            Line::new(inside((low, at(low)), (high, at(high)), (low, high)), Ink::High, WIDE),
        ],
        marks: pairs.iter().map(|pair| point((pair.x, pair.y))).collect(),
        alt: own.alt(&count, &intercept, &slope),
        table: table(
            own.caption,
            [own.pair, words.trace_clonality, words.reported],
            pairs.iter().map(|pair| [pair.x, pair.y]),
        ),
        ..Scene::default()
    }
}

/// Difference against mean, with the mean difference and the limits of agreement.
pub fn differences(found: &BlandAltman, words: &LaboratoryWordsComparison) -> Scene {
    let own = &words.agreement;
    let x = axis(found.points.iter().map(|point| point.mean));
    let levels = [found.lower_limit.value, found.bias.value, found.upper_limit.value];
    let y = axis(found.points.iter().map(|point| point.difference).chain(levels).chain([0.0]));
    let ends = (x.min, x.max);
    let level = |value: f64, ink, width| Line::new(vec![(ends.0, value), (ends.1, value)], ink, width);
    let name = |value: f64, text: &str| Label {
        at: (ends.1, value),
        dx: -8.0,
        dy: -10.0,
        anchor: Anchor::End,
        text: [text, &number(value, words)].join(" "),
        ink: Ink::Text,
        size: 12.0,
        ..Label::default()
    };
    let [lower, bias, upper] = levels.map(|value| number(value, words));
    Scene {
        lines: vec![
            level(0.0, Ink::Muted, 1.0).dashed(Dash::Dotted),
            level(found.bias.value, Ink::High, WIDE),
            level(found.lower_limit.value, Ink::Text, THIN).dashed(Dash::Dashed),
            level(found.upper_limit.value, Ink::Text, THIN).dashed(Dash::Dashed),
        ],
        marks: found.points.iter().map(|at| point((at.mean, at.difference))).collect(),
        labels: vec![
            name(found.lower_limit.value, own.lower),
            name(found.bias.value, own.bias),
            name(found.upper_limit.value, own.upper),
        ],
        alt: own.alt(&bias, &found.points.len().to_string(), &lower, &upper),
        table: table(
            own.caption,
            [words.line_fit.pair, own.mean, own.difference],
            found.points.iter().map(|point| [point.mean, point.difference]),
        ),
        x: Axis { title: own.mean_axis.to_owned(), ..x },
        y: Axis { title: own.difference_axis.to_owned(), ..y },
        ..Scene::default()
    }
}

fn point(at: (f64, f64)) -> Mark {
    Mark { at, ink: Ink::Low, shape: MarkShape::Point }
}

fn table(caption: &str, header: [&str; 3], rows: impl Iterator<Item = [f64; 2]>) -> Table {
    let row = |(place, values): (usize, [f64; 2])| {
        let mut cells = vec![place.to_string()];
        cells.extend(values.map(decimal::format));
        cells
    };
    Table {
        caption: caption.to_owned(),
        header: header.map(str::to_owned).into(),
        rows: (1..).zip(rows).map(row).collect(),
        current: None,
    }
}

/// The part of a straight line between two heights.
fn inside(from: (f64, f64), to: (f64, f64), (low, high): (f64, f64)) -> Vec<(f64, f64)> {
    let rise = to.1 - from.1;
    let place_of = |height: f64| if rise == 0.0 { 0.0 } else { ((height - from.1) / rise).clamp(0.0, 1.0) };
    // Where it leaves the plot at the bottom or at the top.
    let cut = |end: (f64, f64)| {
        if (low..=high).contains(&end.1) {
            return end;
        }
        let height = end.1.clamp(low, high);
        (from.0 + place_of(height) * (to.0 - from.0), height)
    };
    vec![cut(from), cut(to)]
}

/// An axis around values, with ticks at round numbers.
fn axis(values: impl Iterator<Item = f64>) -> Axis {
    let (low, high) = values
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
    let spread = if high > low { high - low } else { 1.0 };
    let step = round_step(spread / TICKS);
    let (first, last) = ((low / step).floor(), (high / step).ceil());
    let places =
        if step >= 1.0 { 0 } else { (1..=12).find(|&places| at_least_one(step, places)).unwrap_or(12) };
    let count = (last - first).max(1.0);
    let mut ticks = Vec::new();
    let mut tick = 0.0;
    while tick <= count {
        let value = (first + tick) * step;
        ticks.push(Tick::new(value, decimal::format_fixed(value, places)));
        tick += 1.0;
    }
    Axis { min: first * step, max: (first + count) * step, ticks, ..Axis::default() }
}

fn at_least_one(step: f64, places: usize) -> bool {
    // Steps are 1, 2 or 5 times a power of ten, give or take a rounding.
    (0..places).fold(step, |step, _| step * 10.0) > 0.999
}

/// The next larger of 1, 2, 5, 10, … times a power of ten.
fn round_step(least: f64) -> f64 {
    let power = ops::pow(10.0, ops::log10(least).floor());
    [1.0, 2.0, 5.0].into_iter().map(|times| times * power).find(|&step| step >= least).unwrap_or(10.0 * power)
}

#[cfg(test)]
mod tests {
    use super::super::EXAMPLE;
    use super::*;
    use crate::words::Language;
    use proptest::prelude::*;
    use shirube_clonality::method_comparison::{bland_altman, parse_pairs, passing_bablok};

    fn texts(axis: &Axis) -> Vec<&str> {
        axis.ticks.iter().map(|tick| tick.text.as_str()).collect()
    }

    #[test]
    fn ticks_are_round_numbers_around_the_values() {
        assert_eq!(texts(&axis([0.08, 0.97].into_iter())), ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]);
        assert_eq!(texts(&axis([-0.03, 0.11].into_iter())), ["-0.05", "0.00", "0.05", "0.10", "0.15"]);
        assert_eq!(texts(&axis([3.0, 88.0].into_iter())), ["0", "20", "40", "60", "80", "100"]);
        assert_eq!(texts(&axis([0.5, 0.5].into_iter())), ["0.4", "0.6"]);
    }

    #[test]
    fn a_line_is_cut_where_it_leaves_the_plot() {
        assert_eq!(inside((0.0, -1.0), (1.0, 3.0), (0.0, 1.0)), [(0.25, 0.0), (0.5, 1.0)]);
        assert_eq!(inside((0.0, 0.2), (1.0, 0.9), (0.0, 1.0)), [(0.0, 0.2), (1.0, 0.9)]);
    }

    #[test]
    fn both_figures_show_every_pair_and_no_fitted_value() {
        let words = &Language::En.laboratory_words().comparison;
        let pairs = parse_pairs(EXAMPLE).pairs;
        let line = line(&passing_bablok(&pairs).unwrap(), &pairs, words);
        let differences = differences(&bland_altman(&pairs).unwrap(), words);
        for scene in [&line, &differences] {
            assert_eq!((scene.marks.len(), scene.table.rows.len()), (20, 20));
            assert!(scene.table.header.len() == 3 && scene.table.rows.iter().all(|row| row.len() == 3));
        }
        assert_eq!((line.x.min, line.x.max), (line.y.min, line.y.max));
        assert_eq!(line.table.rows[0], ["1", "0.08", "0.11"]);
    }

    proptest! {
        #[test]
        fn every_value_lies_on_its_axis(low in -1e6..1e6_f64, spread in 1e-6..1e6_f64) {
            let axis = axis([low, low + spread].into_iter());
            prop_assert!(axis.min <= low && low + spread <= axis.max * (1.0 + 1e-12) + 1e-12);
            prop_assert!((2..=8).contains(&axis.ticks.len()), "{}", axis.ticks.len());
        }
    }
}

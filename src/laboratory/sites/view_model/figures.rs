//! The figures: how the sites are ranked, and how evenly the whole is shared among them.

use super::number::{as_f64, count, percent};
use crate::chart::{Anchor, Area, Axis, Dash, Ink, Label, Line, Mark, MarkShape, Scale, Scene, Table, Tick};
use crate::words::{LaboratoryWordsSitesLorenz, LaboratoryWordsSitesRank};
use shirube_clonality::sites::{Abundances, SiteTable};
use shirube_numeric::{decimal, ops};

/// More points than this are thinned: no screen shows them apart.
const MOST_POINTS: usize = 600;
/// Sites of the only curve that have a dot of their own.
const MOST_DOTS: usize = 10;
/// Rows of the table of largest sites.
const TOP_RANKS: usize = 20;
/// Shares of the sites, the largest first, that the table of the Lorenz curve tells of.
const LARGEST: [f64; 6] = [0.01, 0.05, 0.1, 0.25, 0.5, 0.75];

/// The sites of one time point, ready to be drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Curve<'a> {
    /// Which time point it is; empty where there is only one.
    pub name: &'static str,
    /// The same with the pattern of its line.
    pub label: &'static str,
    /// Its sites.
    pub sites: &'a Abundances,
}

impl Curve<'_> {
    fn len(&self) -> usize {
        self.sites.descending().len()
    }

    /// Share of each site in the whole, 0 to 1, the largest first.
    fn shares(&self) -> impl DoubleEndedIterator<Item = f64> {
        self.sites.descending().iter().map(|abundance| abundance / self.sites.total())
    }

    /// Share of the whole that the `count` largest hold together.
    fn held_by_largest(&self, count: usize) -> f64 {
        if count >= self.len() { 1.0 } else { self.shares().take(count).sum() }
    }

    /// The word of a column that is about this time point.
    fn column(&self, word: &str) -> String {
        if self.name.is_empty() { word.to_owned() } else { [self.name, " ", word].concat() }
    }

    fn ranked(&self) -> Vec<(f64, f64)> {
        let points = self.sites.rank_curve(MOST_POINTS);
        points.into_iter().map(|point| (as_f64(point.rank), 100.0 * point.share)).collect()
    }

    fn lorenz(&self) -> Vec<(f64, f64)> {
        let points = self.sites.lorenz_curve(MOST_POINTS);
        points.into_iter().map(|point| (100.0 * point.clones, 100.0 * point.abundance)).collect()
    }
}

/// Share of each site against its rank, both in equal ratios.
///
/// With `places`, the table of the figure tells where the sites of the only curve lie.
pub fn rank_abundance(
    curves: &[Curve<'_>],
    places: Option<&SiteTable>,
    words: &LaboratoryWordsSitesRank,
) -> Scene {
    let longest = curves.iter().map(Curve::len).max().unwrap_or_default();
    let largest = curves.iter().filter_map(|curve| curve.shares().next()).fold(0.0, f64::max);
    let smallest = curves.iter().filter_map(|curve| curve.shares().next_back()).fold(largest, f64::min);
    let points: Vec<_> = curves.iter().map(Curve::ranked).collect();
    let x = ratio_axis(words.x, 1.0, as_f64(longest).max(2.0));
    let y = ratio_axis(words.y, nice_below(100.0 * smallest.min(largest / 2.0)), nice_above(100.0 * largest));
    Scene {
        lines: curve_lines(&points),
        marks: rank_marks(&points),
        // The curves fall.
        labels: legend(curves, (x.max, y.max), Anchor::End),
        alt: sentences(curves, |curve| rank_alt(curve, words)),
        table: rank_table(curves, places, words),
        x,
        y,
        ..Scene::default()
    }
}

/// Lorenz curve: share of the whole held by the smallest sites.
pub fn lorenz(curves: &[Curve<'_>], words: &LaboratoryWordsSitesLorenz) -> Scene {
    let equality = Line::new(vec![(0.0, 0.0), (100.0, 100.0)], Ink::Muted, 1.4).dashed(Dash::Dotted);
    let points: Vec<_> = curves.iter().map(Curve::lorenz).collect();
    let equality_label = Label {
        at: (50.0, 50.0),
        dx: -10.0,
        dy: -12.0,
        anchor: Anchor::End,
        text: words.equality.to_owned(),
        ink: Ink::Muted,
        size: Label::SMALLEST,
        ..Label::default()
    };
    let area = |points: &Vec<(f64, f64)>| Area { opacity: 0.22, ..Area::new(points.clone(), Ink::Muted) };
    Scene {
        x: percent_axis(words.x),
        y: percent_axis(words.y),
        // The area belongs to one curve; two would hide each other.
        areas: if curves.len() == 1 { points.iter().map(area).collect() } else { Vec::new() },
        lines: std::iter::once(equality).chain(curve_lines(&points)).collect(),
        labels: std::iter::once(equality_label)
            // The curves lie under the line of equality.
            .chain(legend(curves, (0.0, 100.0), Anchor::Start))
            .collect(),
        alt: sentences(curves, |curve| lorenz_alt(curve, words)),
        table: lorenz_table(curves, words),
        ..Scene::default()
    }
}

/// The first time point is drawn unbroken, the later one dashed.
const DASHES: [Dash; 2] = [Dash::Solid, Dash::Dashed];

fn sentences(curves: &[Curve<'_>], sentence: impl Fn(&Curve<'_>) -> String) -> String {
    curves.iter().map(sentence).collect::<Vec<_>>().join(" ")
}

/// The name of a curve before its sentence.
fn with_name(curve: &Curve<'_>, sentence: String) -> String {
    if curve.name.is_empty() { sentence } else { [curve.name, ": ", &sentence].concat() }
}

fn curve_lines(points: &[Vec<(f64, f64)>]) -> Vec<Line> {
    let line = |(points, dash): (&Vec<_>, Dash)| Line::new(points.clone(), Ink::Text, 2.0).dashed(dash);
    points.iter().zip(DASHES).map(line).collect()
}

/// The largest sites of the only curve, or the first of each: more dots would hide each other.
fn rank_marks(points: &[Vec<(f64, f64)>]) -> Vec<Mark> {
    let dots = if points.len() == 1 { MOST_DOTS } else { 1 };
    let mark = |&at: &(f64, f64)| Mark { at, ink: Ink::Text, shape: MarkShape::Point };
    points.iter().flat_map(|points| points.iter().take(dots)).map(mark).collect()
}

/// Names of two curves, one under the other in a corner that no curve reaches.
fn legend(curves: &[Curve<'_>], corner: (f64, f64), anchor: Anchor) -> Vec<Label> {
    let label = |(curve, dy): (&Curve<'_>, f64)| Label {
        at: corner,
        dx: if anchor == Anchor::End { -8.0 } else { 8.0 },
        dy,
        anchor,
        text: curve.label.to_owned(),
        ink: Ink::Text,
        size: Label::SMALLEST,
        strong: true,
        ..Label::default()
    };
    let named = curves.iter().filter(|curve| !curve.label.is_empty());
    named.zip([16.0, 36.0]).map(label).collect()
}

fn rank_alt(curve: &Curve<'_>, words: &LaboratoryWordsSitesRank) -> String {
    let [largest, smallest] =
        [curve.shares().next(), curve.shares().next_back()].map(Option::unwrap_or_default);
    with_name(curve, words.alt(&percent(largest), &count(curve.len()), &percent(smallest)))
}

fn lorenz_alt(curve: &Curve<'_>, words: &LaboratoryWordsSitesLorenz) -> String {
    let half = curve.len() / 2;
    let held: f64 = curve.shares().rev().take(half).sum();
    with_name(curve, words.alt(&percent(held), &count(half)))
}

fn rank_table(curves: &[Curve<'_>], places: Option<&SiteTable>, words: &LaboratoryWordsSitesRank) -> Table {
    let rows = curves.iter().map(Curve::len).max().unwrap_or_default().min(TOP_RANKS);
    let row = |index: usize| {
        let cells = curves.iter().flat_map(|curve| {
            let share = curve.shares().nth(index);
            let held = share.map(|_| curve.held_by_largest(index + 1));
            [share, held].map(|value| value.map(percent).unwrap_or_default())
        });
        let place = places.and_then(|table| table.sites().get(index)).map(|site| site.place.to_string());
        std::iter::once(count(index + 1)).chain(place).chain(cells).collect()
    };
    let header = |curve: &Curve<'_>| [words.share, words.cumulative].map(|word| curve.column(word));
    Table {
        caption: words.caption(&count(rows)),
        header: std::iter::once(words.rank.to_owned())
            .chain(places.map(|_| words.place.to_owned()))
            .chain(curves.iter().flat_map(header))
            .collect(),
        rows: (0..rows).map(row).collect(),
        current: None,
    }
}

fn lorenz_table(curves: &[Curve<'_>], words: &LaboratoryWordsSitesLorenz) -> Table {
    let row = |part: f64| {
        let cells = curves.iter().map(|curve| {
            let sites = floor((part * as_f64(curve.len())).ceil());
            words.cell(&percent(curve.held_by_largest(sites)), &count(sites))
        });
        std::iter::once(words.largest(&decimal::format(100.0 * part))).chain(cells).collect()
    };
    Table {
        caption: words.caption.to_owned(),
        header: std::iter::once(words.part.to_owned())
            .chain(curves.iter().map(|curve| curve.column(words.held)))
            .collect(),
        rows: LARGEST.into_iter().map(row).collect(),
        current: None,
    }
}

fn percent_axis(title: &str) -> Axis {
    let ticks = [0.0, 25.0, 50.0, 75.0, 100.0].map(|value| Tick::new(value, decimal::format(value)));
    Axis { title: title.to_owned(), max: 100.0, ticks: ticks.to_vec(), ..Axis::default() }
}

/// An axis of equal ratios with ticks at 1, 2 and 5 times powers of ten, or only at these powers where it is long.
pub(super) fn ratio_axis(title: &str, min: f64, max: f64) -> Axis {
    let steps: &[f64] = if max / min > 3_000.0 { &[1.0] } else { &[1.0, 2.0, 5.0] };
    let first = ops::log10(min).floor();
    let tick = |value: f64| Tick::new(value, decimal::format(value));
    let ticks = (0..12)
        .map(|decade| ops::pow(10.0, first + f64::from(decade)))
        .flat_map(|decade| steps.iter().map(move |step| round_to_digits(step * decade)))
        .filter(|value| (min..=max).contains(value))
        .map(tick)
        .collect();
    Axis { title: title.to_owned(), scale: Scale::Log10, min, max, ticks }
}

/// 1, 2 or 5 times a power of ten, at or below `value`; a millionth for what is not above zero.
pub(super) fn nice_below(value: f64) -> f64 {
    if !(value.is_finite() && value > 1e-6) {
        return 1e-6;
    }
    let decade = decade_of(value);
    [5.0, 2.0, 1.0]
        .map(|step| round_to_digits(step * decade))
        .into_iter()
        .find(|&at| at <= value)
        .unwrap_or(decade)
}

/// 1, 2 or 5 times a power of ten, at or above `value`.
pub(super) fn nice_above(value: f64) -> f64 {
    let decade = decade_of(value);
    let steps = [1.0, 2.0, 5.0, 10.0, 20.0].map(|step| round_to_digits(step * decade));
    steps.into_iter().find(|&at| at >= value).unwrap_or(value)
}

fn decade_of(value: f64) -> f64 {
    ops::pow(10.0, ops::log10(value).floor())
}

/// Powers of ten are not exact below 1; their decimal form is meant.
fn round_to_digits(value: f64) -> f64 {
    format!("{value:.12}").parse::<f64>().ok().filter(|&value| value > 0.0).unwrap_or(value)
}

fn floor(value: f64) -> usize {
    // Float to integer casts saturate.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let whole = value.floor() as usize;
    whole
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn axes_end_at_round_values() {
        for (value, below, above) in [
            (25.6, 20.0, 50.0),
            (0.5025, 0.5, 1.0),
            (0.07, 0.05, 0.1),
            (100.0, 100.0, 100.0),
            (2.0, 2.0, 2.0),
        ] {
            assert_eq!((nice_below(value), nice_above(value)), (below, above), "{value}");
        }
    }

    #[test]
    fn a_tick_reads_as_its_value() {
        let texts: Vec<_> = ratio_axis("", 0.05, 50.0).ticks.into_iter().map(|tick| tick.text).collect();
        assert_eq!(texts, ["0.05", "0.1", "0.2", "0.5", "1", "2", "5", "10", "20", "50"]);
    }

    proptest! {
        #[test]
        fn axes_hold_their_values(value in 1e-5..1e9_f64) {
            prop_assert!(nice_below(value) <= value);
            prop_assert!(nice_above(value) >= value);
            prop_assert!(nice_above(value) <= 2.5 * value * (1.0 + 1e-9));
        }
    }
}

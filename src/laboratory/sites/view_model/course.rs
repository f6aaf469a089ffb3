//! What became of the large clones between two time points.

use super::figures::{nice_above, nice_below, ratio_axis};
use super::number::{abundance, count, index, percent};
use crate::chart::{Anchor, Axis, Dash, Ink, Label, Line, Mark, MarkShape, Scene, Table, Tick};
use crate::words::LaboratoryWordsSitesCourse;
use shirube_clonality::sites::{Change, Comparison, FollowedClone, Standing};

/// Ranks nearer than this share of the axis would lie on each other; the smaller clone's is left out.
const LABEL_GAP: f64 = 0.045;
/// Room beside the two time points, in distances between them.
const BESIDE: f64 = 0.22;

/// The comparison of two time points.
#[derive(Debug, Clone, PartialEq)]
pub struct CourseView {
    /// The figure.
    pub scene: Scene,
    /// What the sites of both times have in common: word and number.
    pub numbers: Vec<(&'static str, String)>,
    /// Caption of the table of clones.
    pub caption: &'static str,
    /// Whether its first column holds positions.
    pub has_places: bool,
    /// Its headings.
    pub header: Vec<&'static str>,
    /// The clones that are followed.
    pub rows: Vec<CourseRow>,
}

/// A clone that is followed.
#[derive(Debug, Clone, PartialEq)]
pub struct CourseRow {
    /// Position where shown, ranks and shares.
    pub cells: Vec<String>,
    /// What became of it, as a name for style sheets.
    pub direction: &'static str,
    /// What became of it.
    pub word: &'static str,
}

/// Describes a comparison.
pub fn course(found: &Comparison, positions_shown: bool, words: &LaboratoryWordsSitesCourse) -> CourseView {
    let only = |sites: usize| count(sites.saturating_sub(found.shared));
    let header = [words.rank_earlier, words.rank_later, words.share_earlier, words.share_later, words.change];
    CourseView {
        scene: scene(found, words),
        numbers: vec![
            (words.shared, count(found.shared)),
            (words.only_earlier, only(found.before.sites)),
            (words.only_later, only(found.after.sites)),
            (words.overlap, index(found.morisita_horn)),
        ],
        caption: words.caption,
        has_places: positions_shown,
        header: positions_shown.then_some(words.place).into_iter().chain(header).collect(),
        rows: found.clones.iter().map(|clone| row(clone, positions_shown, words)).collect(),
    }
}

fn row(clone: &FollowedClone, positions_shown: bool, words: &LaboratoryWordsSitesCourse) -> CourseRow {
    let ends = [clone.before.as_ref(), clone.after.as_ref()];
    let ranks = ends.map(|at| cell(at, |at| count(at.rank)));
    let shares = ends.map(|at| cell(at, |at| percent(at.share)));
    let place = positions_shown.then(|| place(clone));
    let change = clone.change();
    CourseRow {
        cells: place.into_iter().chain(ranks).chain(shares).collect(),
        direction: change.code(),
        word: change_word(change, words),
    }
}

/// The site as the earlier table has it, or else the later one.
pub fn place(clone: &FollowedClone) -> String {
    let standing = clone.before.as_ref().or(clone.after.as_ref());
    standing.map(|standing| standing.place.to_string()).unwrap_or_default()
}

fn change_word(change: Change, words: &LaboratoryWordsSitesCourse) -> &'static str {
    match change {
        Change::Appeared => words.appeared,
        Change::Gone => words.gone,
        Change::Grown => words.grew,
        Change::Shrunk => words.shrank,
        Change::Unchanged => words.steady,
    }
}

fn scene(found: &Comparison, words: &LaboratoryWordsSitesCourse) -> Scene {
    let y = share_axis(&found.clones, words);
    let (lines, marks) = found.clones.iter().map(|clone| clone_shapes(clone, y.min)).fold(
        (Vec::new(), Vec::new()),
        |(mut lines, mut marks), (line, ends)| {
            lines.push(line);
            marks.extend(ends);
            (lines, marks)
        },
    );
    Scene {
        x: Axis {
            min: -BESIDE,
            max: 1.0 + BESIDE,
            ticks: vec![Tick::new(0.0, words.earlier), Tick::new(1.0, words.later)],
            ..Axis::default()
        },
        lines,
        marks,
        labels: rank_labels(&found.clones, &y),
        alt: alt(&found.clones, words),
        table: table(found, words),
        y,
        ..Scene::default()
    }
}

/// Shares in equal ratios; what was not found stands at the lower end, under every share.
fn share_axis(clones: &[FollowedClone], words: &LaboratoryWordsSitesCourse) -> Axis {
    let shares = || {
        let both = |clone: &'_ FollowedClone| {
            [clone.before.as_ref(), clone.after.as_ref()].map(|at| at.map(|at| at.share))
        };
        clones.iter().flat_map(both).flatten()
    };
    let largest = shares().fold(0.0, f64::max);
    let smallest = shares().fold(largest, f64::min);
    let floor = nice_below(100.0 * smallest / 2.0);
    let mut axis = ratio_axis(words.y, floor, nice_above(100.0 * largest));
    if let Some(first) = axis.ticks.first_mut().filter(|tick| tick.value == floor) {
        words.unseen.clone_into(&mut first.text);
    }
    axis
}

fn clone_shapes(clone: &FollowedClone, floor: f64) -> (Line, Vec<Mark>) {
    let at = |standing: &Option<Standing>| standing.as_ref().map_or(floor, |at| 100.0 * at.share);
    let (start, end) = ((0.0, at(&clone.before)), (1.0, at(&clone.after)));
    let is_first = |standing: &Option<Standing>| standing.as_ref().is_some_and(|at| at.rank == 1);
    let was_largest = is_first(&clone.before) || is_first(&clone.after);
    let (ink, dash) = match clone.change() {
        Change::Appeared | Change::Gone => (Ink::Muted, Dash::Dashed),
        Change::Grown => (Ink::Text, Dash::Solid),
        Change::Shrunk | Change::Unchanged => (Ink::Muted, Dash::Solid),
    };
    let line = Line::new(vec![start, end], ink, if was_largest { 3.2 } else { 1.6 }).dashed(dash);
    let ends = [(start, &clone.before), (end, &clone.after)].into_iter().filter(|(_, at)| at.is_some());
    let marks = ends.map(|(at, _)| Mark { at, ink, shape: MarkShape::Point }).collect();
    (line, marks)
}

/// The rank beside each end, the larger clones first.
fn rank_labels(clones: &[FollowedClone], y: &Axis) -> Vec<Label> {
    let ends = [
        (0.0, -10.0, Anchor::End, (|clone| clone.before.as_ref()) as fn(&FollowedClone) -> Option<&Standing>),
        (1.0, 10.0, Anchor::Start, |clone| clone.after.as_ref()),
    ];
    let mut labels = Vec::new();
    for (x, dx, anchor, read) in ends {
        let mut standings: Vec<_> = clones.iter().filter_map(read).collect();
        standings.sort_by_key(|standing| standing.rank);
        let mut last = f64::INFINITY;
        for standing in standings {
            let at = y.position(100.0 * standing.share);
            if last - at < LABEL_GAP {
                continue;
            }
            last = at;
            labels.push(Label {
                at: (x, 100.0 * standing.share),
                dx,
                anchor,
                text: count(standing.rank),
                size: Label::SMALLEST,
                strong: standing.rank == 1,
                ..Label::default()
            });
        }
    }
    labels
}

fn alt(clones: &[FollowedClone], words: &LaboratoryWordsSitesCourse) -> String {
    let of = |change: Change| count(clones.iter().filter(|clone| clone.change() == change).count());
    words.alt(
        &of(Change::Appeared),
        &count(clones.len()),
        &of(Change::Gone),
        &of(Change::Grown),
        &of(Change::Shrunk),
    )
}

/// The amounts: shares stand in the table beside the figure.
fn table(found: &Comparison, words: &LaboratoryWordsSitesCourse) -> Table {
    let header = [words.rank_earlier, words.rank_later, words.amount_earlier, words.amount_later];
    let row = |clone: &FollowedClone| {
        let ends = [clone.before.as_ref(), clone.after.as_ref()];
        let ranks = ends.map(|at| cell(at, |at| count(at.rank)));
        let amounts = ends.map(|at| cell(at, |at| abundance(at.abundance)));
        ranks.into_iter().chain(amounts).collect()
    };
    Table {
        caption: words.amounts.to_owned(),
        header: header.map(str::to_owned).to_vec(),
        rows: found.clones.iter().map(row).collect(),
        current: None,
    }
}

/// A dash where the clone was not found.
fn cell(standing: Option<&Standing>, write: impl Fn(&Standing) -> String) -> String {
    standing.map_or_else(|| "–".to_owned(), write)
}

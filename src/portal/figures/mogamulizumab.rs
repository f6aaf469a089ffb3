//! The trials of mogamulizumab in HAM.

use super::art::Art;
use super::chart::Chart;
use super::picture::{Part, Picture};
use super::{FactNumber, FigureContext, FigureView};
use crate::chart::{Axis, Dash, Ink, Label, Line, Mark, MarkShape, Scene, Table, Tick};
use crate::words::PortalWordsFiguresChanges;
use shirube_numeric::decimal;

pub const DOSE_FACTS: [&str; 11] = [
    "moga1_dose_1",
    "moga1_dose_2",
    "moga1_dose_3",
    "moga1_dose_4",
    "moga1_dose_5",
    "moga1_people",
    "moga1_people_2a",
    "moga1_days",
    "moga1_weeks_2a",
    "moga1_interval_low_doses",
    "moga1_interval_high_doses",
];
pub const CHANGE_FACTS: [&str; 11] = [
    "moga1_pvl_fall",
    "moga1_pvl_low",
    "moga1_pvl_high",
    "moga1_pvl_day",
    "moga1_cxcl10_fall",
    "moga1_cxcl10_low",
    "moga1_cxcl10_high",
    "moga1_neopterin_fall",
    "moga1_neopterin_low",
    "moga1_neopterin_high",
    "moga1_csf_day",
];
pub const PHASE3_FACTS: [&str; 8] = [
    "moga3_blind_weeks",
    "moga3_omds_grade",
    "moga3_drug_people",
    "moga3_placebo_people",
    "moga3_pvl_drug",
    "moga3_pvl_drug_sd",
    "moga3_pvl_placebo",
    "moga3_pvl_placebo_sd",
];

/// Height of a row's words above its bar, and of its bar, within the row.
const WORDS_AT: f64 = 0.68;
const BAR_AT: f64 = 0.22;

/// The doses of the first trial, from the smallest up.
pub fn doses(context: &FigureContext) -> Option<FigureView> {
    let words = &context.words().doses;
    let low = words.every(&context.shown("moga1_interval_low_doses")?);
    let high = words.every(&context.shown("moga1_interval_high_doses")?);
    let [first, second, third, fourth, largest, ..] = DOSE_FACTS;
    let largest_dose = context.fact(largest)?.value;
    let part = |id, every: &str| {
        let FactNumber { value, shown } = context.fact(id)?;
        Some(Part::new(Art::Dose { of_largest: value / largest_dose }, words.dose(&shown), &[every]))
    };
    let parts = [(first, &low), (second, &low), (third, &low), (fourth, &high), (largest, &high)];
    let parts = parts.into_iter().map(|(id, every)| part(id, every)).collect::<Option<Vec<_>>>()?;
    Some(FigureView::Picture(Picture {
        lead: vec![
            words.lead.to_owned(),
            words.first(&context.shown("moga1_days")?, &context.shown("moga1_people")?),
            words.second(&context.shown("moga1_people_2a")?, &context.shown("moga1_weeks_2a")?),
        ],
        notes: vec![words.area.to_owned(), words.unknown.to_owned()],
        ..Picture::new("figure-doses", words.title, parts)
    }))
}

/// One change with its interval, all as falls in percent.
struct Change {
    name: &'static str,
    fall: FactNumber,
    low: FactNumber,
    high: FactNumber,
    day: String,
}

/// What changed after the drug in the first trial, which had no group to compare with.
pub fn changes(context: &FigureContext) -> Option<FigureView> {
    let words = &context.words().changes;
    let change = |name, what: &str, day| {
        let fact = |part: &str| context.fact(&["moga1_", what, "_", part].concat());
        Some(Change {
            name,
            fall: fact("fall")?,
            low: fact("low")?,
            high: fact("high")?,
            day: context.shown(day)?,
        })
    };
    let changes = [
        change(words.pvl, "pvl", "moga1_pvl_day")?,
        change(words.cxcl10, "cxcl10", "moga1_csf_day")?,
        change(words.neopterin, "neopterin", "moga1_csf_day")?,
    ];
    let mut scene = rows_scene(words.x_title, -100.0, 0.0, changes.len());
    for (row, change) in rows(changes.len()).zip(&changes) {
        let fall = |fact: &FactNumber| -fact.value;
        scene.marks.extend(bar_and_point(
            row,
            [fall(&change.high), fall(&change.fall), fall(&change.low)],
            Ink::Text,
        ));
        scene.labels.push(row_label(
            (-100.0, row),
            words.label(&minus(&change.fall), change.name),
            words.interval(&change.day, &minus(&change.low), &minus(&change.high)),
        ));
    }
    let alts = changes
        .iter()
        .map(|one| words.alt(&one.day, &one.fall.shown, &one.high.shown, &one.low.shown, one.name));
    scene.alt = alts.collect::<Vec<_>>().join(context.language.sentence_gap());
    scene.table = changes_table(words, &changes);
    Some(FigureView::Chart(Chart {
        class: "figure-rows",
        title: words.title.to_owned(),
        first: Vec::new(),
        scene,
        note: words.note.to_owned(),
        after: Vec::new(),
    }))
}

fn changes_table(words: &PortalWordsFiguresChanges, changes: &[Change]) -> Table {
    let row = |one: &Change| {
        vec![
            one.name.to_owned(),
            words.percent(&minus(&one.fall)),
            words.percents(&minus(&one.low), &minus(&one.high)),
            words.on_day(&one.day),
        ]
    };
    Table {
        caption: words.caption.to_owned(),
        header: [words.what, words.change, words.range, words.day].map(str::to_owned).to_vec(),
        rows: changes.iter().map(row).collect(),
        current: None,
    }
}

/// What the phase 3 trial saw of the virus, after what it did not see of walking.
pub fn phase3(context: &FigureContext) -> Option<FigureView> {
    let words = &context.words().phase3;
    let fact = |id| context.fact(id);
    let (drug, drug_sd) = (fact("moga3_pvl_drug")?, fact("moga3_pvl_drug_sd")?);
    let (placebo, placebo_sd) = (fact("moga3_pvl_placebo")?, fact("moga3_pvl_placebo_sd")?);
    let groups = [
        (words.drug(&context.shown("moga3_drug_people")?), -drug.value, minus(&drug), &drug_sd),
        (words.placebo(&context.shown("moga3_placebo_people")?), placebo.value, plus(&placebo), &placebo_sd),
    ];
    let mut scene = rows_scene(words.x_title, -100.0, 50.0, groups.len());
    let zero = Line::new(vec![(0.0, scene.y.min), (0.0, scene.y.max)], Ink::Text, 1.2).dashed(Dash::Dashed);
    scene.lines.push(zero);
    for (row, (name, mean, shown, sd)) in rows(groups.len()).zip(&groups) {
        scene.marks.extend(bar_and_point(row, [mean - sd.value, *mean, mean + sd.value], Ink::Text));
        scene.labels.push(row_label((-100.0, row), words.label(shown, name), words.spread(&sd.shown)));
    }
    scene.alt = words.alt(&drug.shown, &drug_sd.shown, &placebo.shown, &placebo_sd.shown);
    scene.table = Table {
        caption: words.caption.to_owned(),
        header: [words.group, words.change, words.sd].map(str::to_owned).to_vec(),
        rows: groups
            .iter()
            .map(|(name, _, shown, sd)| vec![name.clone(), words.percent(shown), words.percent(&sd.shown)])
            .collect(),
        current: None,
    };
    Some(FigureView::Chart(Chart {
        class: "figure-rows",
        title: words.title.to_owned(),
        first: vec![
            words.missed.to_owned(),
            words.missed_how(&context.shown("moga3_omds_grade")?, &context.shown("moga3_blind_weeks")?),
        ],
        scene,
        note: words.note.to_owned(),
        after: vec![words.apart.to_owned()],
    }))
}

/// A plot of rows below each other over one axis in percent.
fn rows_scene(x_title: &str, min: f64, max: f64, rows: usize) -> Scene {
    let ticks = [-100.0, -75.0, -50.0, -25.0, 0.0, 25.0, 50.0];
    let tick = |value: f64| Tick::new(value, signed(value));
    Scene {
        x: Axis {
            title: x_title.to_owned(),
            min,
            max,
            ticks: ticks.into_iter().filter(|value| (min..=max).contains(value)).map(tick).collect(),
            ..Axis::default()
        },
        y: Axis { max: (0..rows).fold(0.0, |sum, _| sum + 1.0), ..Axis::default() },
        ..Scene::default()
    }
}

/// The lower edges of the rows, the first one on top.
fn rows(count: usize) -> impl Iterator<Item = f64> {
    let edges: Vec<f64> = std::iter::successors(Some(0.0), |edge| Some(edge + 1.0)).take(count).collect();
    edges.into_iter().rev()
}

fn bar_and_point(row: f64, [low, value, high]: [f64; 3], ink: Ink) -> [Mark; 2] {
    let at = row + BAR_AT;
    [
        Mark { at: (low, at), ink, shape: MarkShape::Bar { to: (high, at) } },
        Mark { at: (value, at), ink, shape: MarkShape::Point },
    ]
}

fn row_label((x, row): (f64, f64), text: String, note: String) -> Label {
    Label {
        at: (x, row + WORDS_AT),
        dx: 8.0,
        text,
        note,
        size: 14.0,
        strong: true,
        // With the card's colour behind the words, for the line at zero.
        floating: true,
        ..Label::default()
    }
}

fn signed(value: f64) -> String {
    let size = decimal::format(value.abs());
    if value < 0.0 {
        ["−", &size].concat()
    } else if value > 0.0 {
        ["+", &size].concat()
    } else {
        size
    }
}

/// A fact that is the size of a fall.
fn minus(fact: &FactNumber) -> String {
    ["−", &fact.shown].concat()
}

/// A fact that is the size of a rise.
fn plus(fact: &FactNumber) -> String {
    ["+", &fact.shown].concat()
}

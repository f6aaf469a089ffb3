//! The natural course of HAM in a registry: when grades were reached, and the mean change per year.

use crate::chart::{Anchor, Area, Axis, Dash, Ink, Label, Line, Mark, MarkShape, Scene, Table, Tick};
use crate::words::ClinicWordsRulesCourse;
use shirube_numeric::decimal;
use shirube_risk::evidence::{
    Fact, OMDS_5_AFTER, OMDS_PER_YEAR, OMDS_PER_YEAR_HIGH, OMDS_PER_YEAR_LOW, Source, SourceId,
};
use shirube_risk::inputs::Omds;
use shirube_risk::rules::omds::MILESTONES;

/// The last year shown, a little after the last milestone.
const LAST_YEAR: f64 = 20.0;

/// The natural course: a figure and what stands with it.
#[derive(Debug, Clone, PartialEq)]
pub struct Course {
    /// The figure.
    pub scene: Scene,
    /// What the reader must know of it.
    pub note: String,
    /// Where its numbers were published.
    pub sources: Vec<Source>,
}

pub(super) fn course(words: &ClinicWordsRulesCourse) -> Course {
    let scene = Scene {
        x: axis(words.x, LAST_YEAR, 5),
        y: axis(words.y, f64::from(Omds::MAX), 1),
        areas: vec![slope_area()],
        lines: lines(),
        marks: MILESTONES.iter().map(milestone_mark).collect(),
        labels: MILESTONES
            .iter()
            .map(|milestone| milestone_label(milestone, words))
            .chain([slope_label(words)])
            .collect(),
        alt: alt(words),
        table: table(words),
    };
    let sources = [OMDS_5_AFTER.source, OMDS_PER_YEAR.source].map(SourceId::source).to_vec();
    Course { scene, note: words.note(&people(&OMDS_5_AFTER), &people(&OMDS_PER_YEAR)), sources }
}

fn axis(title: &str, max: f64, every: u8) -> Axis {
    let ticks = (0..=u8::MAX)
        .step_by(usize::from(every))
        .map(f64::from)
        .take_while(|&value| value <= max)
        .map(|value| Tick { value, text: decimal::format(value), grid: true })
        .collect();
    Axis { title: title.to_owned(), max, ticks, ..Axis::default() }
}

/// The confidence interval of the mean change, drawn from the lower left: a slope, not a course.
fn slope_area() -> Area {
    let end = |fact: &Fact| (LAST_YEAR, fact.value * LAST_YEAR);
    Area {
        outline: vec![(0.0, 0.0), end(&OMDS_PER_YEAR_LOW), end(&OMDS_PER_YEAR_HIGH)],
        ink: Ink::Muted,
        opacity: 0.25,
        fade: None,
    }
}

fn lines() -> Vec<Line> {
    let slope = Line::new(vec![(0.0, 0.0), (LAST_YEAR, OMDS_PER_YEAR.value * LAST_YEAR)], Ink::Muted, 1.4)
        .dashed(Dash::Dashed);
    let down = |(grade, after): &(u8, Fact)| {
        Line::new(vec![(after.value, 0.0), (after.value, f64::from(*grade))], Ink::Grid, 1.2)
            .dashed(Dash::Dotted)
    };
    std::iter::once(slope).chain(MILESTONES.iter().map(down)).collect()
}

fn milestone_mark((grade, after): &(u8, Fact)) -> Mark {
    Mark { at: (after.value, f64::from(*grade)), ink: Ink::Text, shape: MarkShape::Point }
}

fn milestone_label((grade, after): &(u8, Fact), words: &ClinicWordsRulesCourse) -> Label {
    Label {
        at: (after.value, f64::from(*grade)),
        dx: -12.0,
        dy: -14.0,
        anchor: Anchor::End,
        text: words.milestone(&grade.to_string(), &decimal::format(after.value)),
        size: 14.0,
        strong: true,
        floating: true,
        ..Label::default()
    }
}

fn slope_label(words: &ClinicWordsRulesCourse) -> Label {
    let (low, value, high) = slope();
    Label {
        at: (LAST_YEAR, OMDS_PER_YEAR_LOW.value * LAST_YEAR),
        dx: -8.0,
        dy: 22.0,
        anchor: Anchor::End,
        text: words.slope(&high, &low, &value),
        note: words.slope_label.to_owned(),
        ink: Ink::Muted,
        size: 13.0,
        floating: true,
        ..Label::default()
    }
}

/// The mean change per year with its interval, two decimals each.
fn slope() -> (String, String, String) {
    let two = |fact: &Fact| decimal::format_fixed(fact.value, 2);
    (two(&OMDS_PER_YEAR_LOW), two(&OMDS_PER_YEAR), two(&OMDS_PER_YEAR_HIGH))
}

fn people(fact: &Fact) -> String {
    fact.n.map(|n| n.to_string()).unwrap_or_default()
}

fn alt(words: &ClinicWordsRulesCourse) -> String {
    let [first, second, third] =
        MILESTONES.map(|(grade, after)| (grade.to_string(), decimal::format(after.value)));
    let (low, value, high) = slope();
    words.alt(
        &first.1,
        &first.0,
        &high,
        &low,
        &people(&OMDS_PER_YEAR),
        &second.1,
        &second.0,
        &third.1,
        &third.0,
        &value,
    )
}

fn table(words: &ClinicWordsRulesCourse) -> Table {
    let milestone = |(grade, after): &(u8, Fact)| {
        vec![
            words.row_milestone(&grade.to_string()),
            words.years(&decimal::format(after.value)),
            people(after),
        ]
    };
    let (low, value, high) = slope();
    let change = vec![words.row_slope.to_owned(), words.slope(&high, &low, &value), people(&OMDS_PER_YEAR)];
    Table {
        caption: words.caption.to_owned(),
        header: [words.what, words.value, words.people].map(str::to_owned).to_vec(),
        rows: MILESTONES.iter().map(milestone).chain([change]).collect(),
        current: None,
    }
}

//! The shares at each position of the window as a figure.

use crate::chart::{Anchor, Area, Axis, Dash, Ink, Label, Line, Scale, Scene, Table, Tick};
use crate::laboratory::trace::settings::letter;
use crate::words::LaboratoryWordsTraceReportBars;
use shirube_clonality::chromatogram::Base;
use shirube_clonality::trace_clonality::WindowPosition;
use shirube_clonality::{Chromatogram, TraceReport};
use shirube_numeric::decimal;

/// Half the width of a bar, in positions.
const HALF: f64 = 0.42;
/// Positions from one number on the axis to the next.
const STEP: u32 = 10;

/// The figure of a report.
pub fn bars(report: &TraceReport, trace: &Chromatogram, words: &LaboratoryWordsTraceReportBars) -> Scene {
    let positions = &report.positions;
    let first = distance(report, positions.first());
    let places = || (first..).zip(positions);
    let end = f64::from(first) + count(positions.len()) - 0.5;
    let mean = mean(positions.iter().map(|position| largest(&position.corrected).0));
    let mean_text = decimal::format_fixed(mean, 2);
    let start = f64::from(first) - 0.5;
    let mut lines: Vec<Line> = places().map(|(place, position)| raw_mark(place, position)).collect();
    lines.push(Line::new(vec![(start, mean), (end, mean)], Ink::Text, 1.5).dashed(Dash::Dashed));
    Scene {
        x: Axis {
            title: words.x.to_owned(),
            scale: Scale::Linear,
            min: start,
            max: end,
            ticks: places()
                .map(|(place, _)| place)
                .filter(|place| place.is_multiple_of(STEP))
                .map(number_tick)
                .collect(),
        },
        y: Axis {
            title: words.y.to_owned(),
            scale: Scale::Linear,
            min: 0.0,
            max: 1.0,
            ticks: [0.0, 0.25, 0.5, 0.75, 1.0]
                .map(|share| Tick::new(share, decimal::format_fixed(share, 2)))
                .into(),
        },
        areas: places().flat_map(|(place, position)| bar(place, position)).collect(),
        lines,
        labels: vec![Label {
            at: (end, mean),
            dx: -4.0,
            dy: -10.0,
            anchor: Anchor::End,
            text: words.mean(&mean_text),
            ink: Ink::Text,
            size: 13.0,
            strong: true,
            floating: true,
            ..Label::default()
        }],
        alt: words.alt(&positions.len().to_string(), &mean_text),
        table: table(report, trace, words),
        ..Scene::default()
    }
}

/// How many bases a position lies from the junction, the first host base being 1.
fn distance(report: &TraceReport, position: Option<&WindowPosition>) -> u32 {
    let bases = position.map_or(0, |position| position.call.abs_diff(report.junction.position));
    u32::try_from(bases + 1).unwrap_or(u32::MAX)
}

fn count(length: usize) -> f64 {
    f64::from(u32::try_from(length).unwrap_or(u32::MAX))
}

fn number_tick(place: u32) -> Tick {
    Tick::new(f64::from(place), place.to_string()).without_grid()
}

fn mean(values: impl ExactSizeIterator<Item = f64>) -> f64 {
    let length = values.len();
    if length == 0 { 0.0 } else { values.sum::<f64>() / count(length) }
}

/// The two largest of four shares.
fn largest(shares: &[f64; 4]) -> (f64, f64) {
    shares.iter().fold((0.0, 0.0), |(first, second), &share| {
        if share > first { (share, first) } else { (first, f64::max(second, share)) }
    })
}

fn bar(place: u32, position: &WindowPosition) -> [Area; 2] {
    let x = f64::from(place);
    let (first, second) = largest(&position.corrected);
    let (first, both) = (first.clamp(0.0, 1.0), (first + second).clamp(0.0, 1.0));
    let pale = Area { opacity: 0.4, ..Area::rectangle((x - HALF, first), (x + HALF, both), Ink::Low) };
    [Area::rectangle((x - HALF, 0.0), (x + HALF, first), Ink::Low), pale]
}

fn raw_mark(place: u32, position: &WindowPosition) -> Line {
    let x = f64::from(place);
    let height = largest(&position.raw).0.clamp(0.0, 1.0);
    Line::new(vec![(x - 0.5, height), (x + 0.5, height)], Ink::Text, 1.5)
}

fn table(report: &TraceReport, trace: &Chromatogram, words: &LaboratoryWordsTraceReportBars) -> Table {
    let headings = |of: fn(&LaboratoryWordsTraceReportBars, &str) -> String| {
        Base::ALL.map(|base| of(words, letter(base)))
    };
    let mut header = vec![words.position.to_owned(), words.call.to_owned()];
    header.extend(headings(LaboratoryWordsTraceReportBars::raw));
    header.extend(headings(LaboratoryWordsTraceReportBars::corrected));
    let row = |position: &WindowPosition| {
        let call = trace.calls.get(position.call).map_or('N', |call| char::from(call.letter));
        let shares = position.raw.iter().chain(&position.corrected);
        let place = distance(report, Some(position)).to_string();
        [place, call.to_string()]
            .into_iter()
            .chain(shares.map(|&share| decimal::format_fixed(share, 3)))
            .collect()
    };
    Table {
        caption: words.caption.to_owned(),
        header,
        rows: report.positions.iter().map(row).collect(),
        current: None,
    }
}

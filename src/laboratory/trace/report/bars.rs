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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::laboratory::trace::example::measured;
    use crate::words::Language;

    #[test]
    fn bars_line_and_table_say_the_same() {
        let (opened, analysis) = measured(0.6);
        let (report, trace) = (analysis.report().unwrap(), opened.read.unwrap());
        for language in Language::ALL {
            let scene = bars(report, &trace, &language.laboratory_words().trace.report.bars);
            assert_eq!(scene.table.rows.len(), report.positions.len());
            assert_eq!(scene.areas.len(), 2 * report.positions.len());
            // The first host base is 1, and six are passed over.
            assert_eq!((scene.x.min, scene.x.max, scene.table.rows[0][0].as_str()), (6.5, 46.5, "7"));
            let mut strongest = Vec::new();
            for (row, areas) in scene.table.rows.iter().zip(scene.areas.chunks(2)) {
                let corrected = row[6..10].iter().map(|cell| cell.parse::<f64>().unwrap());
                let share = corrected.fold(0.0, f64::max);
                assert!((areas[0].outline[2].1 - share).abs() < 1e-3, "{row:?}");
                strongest.push(share);
            }
            let mean = strongest.iter().sum::<f64>() / 40.0;
            assert!(scene.alt.contains(&format!("{mean:.2}")), "{} {mean}", scene.alt);
        }
    }

    #[test]
    fn the_two_largest_are_found_wherever_they_stand() {
        for (shares, found) in [
            ([0.1, 0.2, 0.3, 0.4], (0.4, 0.3)),
            ([0.7, 0.1, 0.0, 0.2], (0.7, 0.2)),
            ([0.5, 0.5, 0.0, 0.0], (0.5, 0.5)),
        ] {
            assert_eq!(largest(&shares), found);
        }
    }
}

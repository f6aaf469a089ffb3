//! Properties of the constant part of reads, to compare simulated reads with real ones:
//!
//! `cargo run -p shirube-clonality --example read_properties -- FOLDER`
//!
//! The folder holds traces and a `truth.csv` with columns `file` and `anchor`, as `shirube simulate` writes it.
#![allow(clippy::print_stdout, reason = "what this program is for")]

use std::error::Error;
use std::fs;
use std::path::Path;

use shirube_clonality::chromatogram::{Base, Chromatogram};
use shirube_clonality::trace_file;
use shirube_numeric::ops;

/// Bases at the start of a read that are left out if enough remain.
const START: usize = 40;
const ENOUGH: usize = 60;

/// One property of one read after the other.
type Properties = Vec<(&'static str, f64)>;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("which folder?")?;
    let table = fs::read_to_string(Path::new(&folder).join("truth.csv"))?;
    let mut lines = table.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let header = lines.next().ok_or("an empty table")?;
    let column = |name| header.iter().position(|cell| *cell == name).ok_or("a column is missing");
    let (file, anchor) = (column("file")?, column("anchor")?);
    let mut reads: Vec<Properties> = Vec::new();
    for line in lines {
        let cell = |place: usize| line.get(place).copied().ok_or("a cell is missing");
        let bytes = fs::read(Path::new(&folder).join(cell(file)?))?;
        let trace = trace_file::read(&bytes).map_err(|error| format!("{error:?}"))?;
        reads.extend(
            end_of_constant_part(&trace, cell(anchor)?.as_bytes()).map(|end| properties(&trace, end)),
        );
    }
    println!("{} reads: median, and tenths at both ends", reads.len());
    for place in 0..reads.first().map_or(0, Vec::len) {
        let property = reads.iter().filter_map(|read| read.get(place));
        let name = property.clone().map(|(name, _)| *name).next().unwrap_or_default();
        let values = sorted(property.map(|(_, value)| *value));
        let [median, low, high] = [0.5, 0.1, 0.9].map(|share| quantile(&values, share));
        println!("{name:45} {median:8.4} {low:8.4} {high:8.4}");
    }
    Ok(())
}

/// The call after the anchor, found with three differences at most.
fn end_of_constant_part(trace: &Chromatogram, anchor: &[u8]) -> Option<usize> {
    let letters: Vec<u8> = trace.calls.iter().map(|call| call.letter).collect();
    let differences = |part: &[u8]| part.iter().zip(anchor).filter(|(a, b)| a != b).count();
    let (least, start) =
        letters.windows(anchor.len()).enumerate().map(|(start, part)| (differences(part), start)).min()?;
    (least <= 3).then_some(start + anchor.len())
}

/// Calls of A, C, G, T with their heights, A, C, G, T.
struct Read {
    scans: Vec<u32>,
    called: Vec<Option<Base>>,
    heights: Vec<[f64; 4]>,
}

impl Read {
    fn called(&self, place: usize, step: isize) -> Option<Base> {
        self.called.get(place.checked_add_signed(step)?).copied().flatten()
    }

    /// Height of every other base as a share of the one called, and where that base is called nearby: 0 if nowhere
    /// within two bases, else the one step from -2 to 2; not where there are several.
    fn others(&self) -> Vec<(isize, f64)> {
        let mut others = Vec::new();
        for place in 2..self.called.len().saturating_sub(2) {
            let (Some(own), Some(heights)) = (self.called(place, 0), self.heights.get(place)) else {
                continue;
            };
            let height = |base: Base| {
                heights
                    .iter()
                    .zip(Base::ALL)
                    .find(|(_, each)| *each == base)
                    .map_or(0.0, |(height, _)| *height)
            };
            for other in Base::ALL.into_iter().filter(|base| *base != own) {
                let near: Vec<isize> = [-2, -1, 1, 2]
                    .into_iter()
                    .filter(|step| self.called(place, *step) == Some(other))
                    .collect();
                if let ([] | [_], true) = (near.as_slice(), height(own) > 0.0) {
                    others.push((near.first().copied().unwrap_or(0), height(other) / height(own)));
                }
            }
        }
        others
    }
}

fn properties(trace: &Chromatogram, end: usize) -> Properties {
    let start = START.min(end.saturating_sub(ENOUGH));
    let calls: Vec<_> = trace.calls.iter().take(end).skip(start).collect();
    let read = Read {
        scans: calls.iter().map(|call| call.scan).collect(),
        called: calls
            .iter()
            .map(|call| Base::ALL.into_iter().find(|base| base.letter() == call.letter))
            .collect(),
        heights: calls.iter().map(|call| trace.at(call.scan).map(f64::from)).collect(),
    };
    let largest = |heights: &[f64; 4]| heights.iter().copied().fold(0.0, f64::max);
    let shares = read.heights.iter().map(|heights| largest(heights) / heights.iter().sum::<f64>().max(1.0));
    let tops: Vec<f64> = sorted(read.heights.iter().map(largest));
    let logarithms: Vec<f64> = tops.iter().map(|top| ops::ln(top.max(1.0))).collect();
    let steps: Vec<f64> = read
        .scans
        .iter()
        .zip(read.scans.iter().skip(1))
        .map(|(a, b)| f64::from(*b) - f64::from(*a))
        .collect();
    let others = read.others();
    let other = |near| sorted(others.iter().filter(move |(step, _)| *step == near).map(|(_, share)| *share));
    let alone = other(0);
    let zero = alone.iter().map(|share| f64::from(*share <= 0.0));
    let widths: Vec<f64> = calls.iter().filter_map(|call| width(trace, call.letter, call.scan)).collect();
    let widths = sorted(widths.into_iter());
    vec![
        ("dominance as it stands", (mean(shares) - 0.25) / 0.75),
        ("median height", quantile(&tops, 0.5)),
        ("standard deviation of ln height", deviation(&logarithms)),
        ("scans between bases", mean(steps.iter().copied())),
        ("their standard deviation", deviation(&steps)),
        ("width at half height, spacings", quantile(&widths, 0.5) / mean(steps.iter().copied())),
        ("false peak, mean", mean(alone.iter().copied())),
        ("false peak, median", quantile(&alone, 0.5)),
        ("false peak, nine tenths are lower", quantile(&alone, 0.9)),
        ("false peak, share that is zero", mean(zero)),
        ("the base two before", mean(other(-2).into_iter())),
        ("the base before", mean(other(-1).into_iter())),
        ("the base after", mean(other(1).into_iter())),
        ("the base two after", mean(other(2).into_iter())),
    ]
}

/// Width of a peak at half its height where it falls below that on both sides within 12 scans.
fn width(trace: &Chromatogram, letter: u8, scan: u32) -> Option<f64> {
    let base = Base::ALL.into_iter().position(|base| base.letter() == letter)?;
    let height = |scan: u32| trace.at(scan).get(base).map_or(0.0, |height| f64::from(*height));
    let half = height(scan) / 2.0;
    let crossing = |direction: i64| {
        (0..12_i64).find_map(|distance| {
            let at = |distance: i64| u32::try_from(i64::from(scan) + direction * distance).ok().map(height);
            let (inner, outer) = (at(distance)?, at(distance + 1)?);
            let fraction = (inner - half) / (inner - outer);
            (inner >= half && outer < half)
                .then(|| f64::from(i32::try_from(distance).unwrap_or(0)) + fraction)
        })
    };
    Some(crossing(-1)? + crossing(1)?)
}

fn sorted(values: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut values: Vec<f64> = values.filter(|value| value.is_finite()).collect();
    values.sort_by(f64::total_cmp);
    values
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
    sum / count
}

fn deviation(values: &[f64]) -> f64 {
    let average = mean(values.iter().copied());
    mean(values.iter().map(|value| (value - average) * (value - average))).sqrt()
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "small numbers"
)]
fn quantile(sorted: &[f64], share: f64) -> f64 {
    let place = (share * sorted.len().saturating_sub(1) as f64).round() as usize;
    sorted.get(place).copied().unwrap_or(f64::NAN)
}

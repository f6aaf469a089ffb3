//! What is measured of a read's quality, and what makes a read unfit.
//!
//! A gate sees the read alone. The thresholds are from the public mixtures and their unedited controls;
//! `docs/trace-clonality.md`, "Gates", lists what each of them rejects.

use super::correction::Correction;
use super::peak_heights::{Channels, PeakHeights, median, shares};
use super::statistics::{Purity, mean_and_error};
use super::stretches::Stretches;
use super::{Quality, TraceSettings, Withheld};
use crate::count::as_f64;

/// Of the main peak, in the channels' own units: below it a step of one unit and the baseline weigh as much as a
/// minor base.
const WEAKEST_SIGNAL: f64 = 50.0;
/// Dominance of the constant part after correction. What is missing to 1 there cannot be explained by neighbours and
/// crosstalk, so neither can it be removed from the window.
const LEAST_CONSTANT_DOMINANCE: f64 = 0.94;
/// Fewest bases from which the correction is learned.
const FEWEST_CONSTANT_BASES: usize = 20;
/// Most of a base's signal that may show at its neighbours' places.
const MOST_PHASING: f64 = 0.25;
/// Intensity at the limit of the processed channels' numbers.
const LIMIT: f64 = 32_000.0;
/// Most of the peaks that may stand at it.
const MOST_SATURATED: f64 = 0.1;
/// Bases next to the window that are not judged: an integration site's own six, or the reach of small deletions.
const NOT_JUDGED: usize = TraceSettings::USUAL_SKIP;
/// Fewer skipped bases than this are not judged at all.
const FEWEST_SKIPPED: usize = 8;
/// Dominance of the skipped part relative to that of the constant part, both as they stand.
const LEAST_SKIPPED_DOMINANCE: f64 = 0.75;

/// Measures the qualities of a read. `constant` are the corrected fractions of the constant part.
pub(super) fn measure(
    heights: &PeakHeights,
    stretches: &Stretches,
    correction: &Correction,
    constant: &[Channels],
    window_bases: usize,
) -> Quality {
    let main_peak = |call: usize| heights.raw(call).into_iter().fold(0.0, f64::max);
    let constant_calls = || stretches.constant.clone();
    let measured_calls = || constant_calls().chain(stretches.window.iter().copied());
    let saturated = measured_calls().filter(|&call| main_peak(call) >= LIMIT).count();
    let raw = |calls: &mut dyn Iterator<Item = usize>| {
        dominance(&calls.filter_map(|call| shares(heights.raw(call))).collect::<Vec<_>>())
    };
    let judged = stretches.skipped.len().saturating_sub(NOT_JUDGED);
    let judged_calls = stretches.skipped.iter().copied().take(judged);
    Quality {
        signal: median(constant_calls().map(main_peak).collect()).unwrap_or(0.0),
        constant_dominance_raw: raw(&mut constant_calls()),
        constant_dominance: dominance(constant),
        skip_dominance_raw: (judged >= FEWEST_SKIPPED).then(|| raw(&mut judged_calls.clone())),
        phasing: correction.phasing(),
        saturated: as_f64(saturated) / as_f64(measured_calls().count().max(1)),
        constant_bases: constant.len(),
        window_bases,
    }
}

/// Every reason against an estimate.
pub(super) fn reasons_against(quality: &Quality) -> Vec<Withheld> {
    let skipped_mixed = quality
        .skip_dominance_raw
        .is_some_and(|skipped| skipped < LEAST_SKIPPED_DOMINANCE * quality.constant_dominance_raw);
    let enough_constant = quality.constant_bases >= FEWEST_CONSTANT_BASES;
    [
        (quality.signal < WEAKEST_SIGNAL, Withheld::WeakSignal),
        (
            enough_constant && quality.constant_dominance < LEAST_CONSTANT_DOMINANCE,
            Withheld::ConstantRegionImpure,
        ),
        (!enough_constant, Withheld::ConstantRegionTooShort),
        (skipped_mixed, Withheld::SkippedPartMixed),
        (quality.phasing > MOST_PHASING, Withheld::Phasing),
        (quality.saturated > MOST_SATURATED, Withheld::Saturated),
        (quality.window_bases < TraceSettings::SHORTEST_WINDOW, Withheld::WindowTooShort),
    ]
    .into_iter()
    .filter_map(|(against, reason)| against.then_some(reason))
    .collect()
}

fn dominance(fractions: &[Channels]) -> f64 {
    let even = Purity::of(&TraceSettings::EVEN);
    let of_position = |fractions| Purity::of(fractions).above(&even).dominance;
    mean_and_error(&fractions.iter().map(of_position).collect::<Vec<_>>()).0
}

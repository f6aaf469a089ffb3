//! Trace clonality: how far one clone dominates the mixture after the junction.

mod codes;
mod combine;
mod correction;
mod estimates;
pub mod interval;
mod linear_system;
mod peak_heights;
mod quality;
mod statistics;
mod stretches;
#[cfg(test)]
mod tests;

use crate::Chromatogram;
use crate::junction::{self, Anchor, Junction, Strand};
pub use combine::{Combined, combine};
use correction::Correction;
use peak_heights::{PeakHeights, shares};
use stretches::Stretches;

/// What to measure and where.
#[derive(Debug, Clone, PartialEq)]
pub struct TraceSettings {
    /// The constant sequence before the mixture.
    pub anchor: Anchor,
    /// A junction put by hand: index of the first host base and strand; `None` looks for the anchor.
    pub junction_by_hand: Option<(usize, Strand)>,
    /// Bases between the junction and the window.
    pub skip: usize,
    /// Bases in the window.
    pub window: usize,
    /// Share of A, C, G, T in an endlessly diverse mixture; sums to 1, none above
    /// [`Self::MOST_OF_BACKGROUND`].
    pub background: [f64; 4],
}

impl TraceSettings {
    /// Bases passed over after a virus–host junction: near it base use is not random (weak integration motif).
    pub const USUAL_SKIP: usize = 6;
    /// Bases in the window unless chosen otherwise.
    pub const USUAL_WINDOW: usize = 40;
    /// Fewest bases from which anything is estimated.
    pub const SHORTEST_WINDOW: usize = 10;
    /// Largest share of one base in a background.
    pub const MOST_OF_BACKGROUND: f64 = 0.5;
    /// Even use of the four bases.
    pub const EVEN: [f64; 4] = [0.25; 4];

    /// The usual settings with this anchor.
    pub fn new(anchor: Anchor) -> Self {
        Self {
            anchor,
            junction_by_hand: None,
            skip: Self::USUAL_SKIP,
            window: Self::USUAL_WINDOW,
            background: Self::EVEN,
        }
    }
}

/// An estimate with its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The estimate.
    pub value: f64,
    /// Lower end of the 95 % interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// One base position of the window.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WindowPosition {
    /// Index of the base call.
    pub call: usize,
    /// Scan at which the channels were read.
    pub scan: u32,
    /// Share of the signal as it stands in A, C, G, T (of the read's own strand); sums to 1.
    pub raw: [f64; 4],
    /// Share after correction for baseline and crosstalk.
    pub corrected: [f64; 4],
}

/// The result.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TraceClonality {
    /// Share of the leading clone over an endlessly diverse rest (C1), 0 to 1.
    pub dominance: Estimate,
    /// Simpson index of the clones (C2), 0 to 1.
    pub simpson: Estimate,
    /// One minus the mean entropy in units of the background's (C4), 0 to 1.
    pub entropy: Estimate,
    /// Effective number of clones, 1 / Simpson; the upper end may be infinite.
    pub effective_clones: Estimate,
}

/// One statistic as measured, in units of the read's own constant part. Noise can put it a little outside
/// 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MeasuredStatistic {
    /// Mean over the positions of the window.
    pub value: f64,
    /// Standard error of that mean, as if positions were independent.
    pub standard_error: f64,
}

/// The statistics as measured.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measured {
    /// C1.
    pub dominance: MeasuredStatistic,
    /// C2.
    pub simpson: MeasuredStatistic,
    /// C4.
    pub entropy: MeasuredStatistic,
}

/// Measured qualities of the read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quality {
    /// Median strength of the main peak in the constant part, in the channels' own units.
    pub signal: f64,
    /// Dominance of the constant part as it stands: 1 for a single pure sequence.
    pub constant_dominance_raw: f64,
    /// The same after correction.
    pub constant_dominance: f64,
    /// Dominance as it stands of the bases passed over, but for the six next to the window. `None` where that leaves
    /// fewer than eight: then the bases passed over are taken as host, not as constant.
    pub skip_dominance_raw: Option<f64>,
    /// Share of a base's signal that shows up at its neighbours' places (phasing), 0 to 1.
    pub phasing: f64,
    /// Share of window and constant peaks at the detector's limit, 0 to 1.
    pub saturated: f64,
    /// Bases of the constant part that were used.
    pub constant_bases: usize,
    /// Bases of the window that were used.
    pub window_bases: usize,
}

/// Why no estimate is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Withheld {
    /// The signal is too weak.
    WeakSignal,
    /// The part before the junction is itself mixed or noisy, so nothing after it can be trusted.
    ConstantRegionImpure,
    /// Too few constant bases before the junction to learn the correction.
    ConstantRegionTooShort,
    /// Many bases are passed over, so they should be constant, but they are mixed.
    SkippedPartMixed,
    /// The read is out of step with itself.
    Phasing,
    /// Too many peaks at the detector's limit.
    Saturated,
    /// The read ends before the window is long enough.
    WindowTooShort,
}

/// Said beside an estimate that is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TraceWarning {
    /// The read ends within the window: it was shortened.
    WindowShortened,
    /// The anchor was found with differences.
    AnchorDiffers,
    /// The anchor fits elsewhere nearly as well.
    AnchorAmbiguous,
    /// The window is short: chance of sequence widens the interval.
    WindowShort,
}

/// Why a trace cannot be analysed at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TraceError {
    /// The anchor is not in the read, on either strand.
    JunctionNotFound,
    /// The junction put by hand lies outside the read.
    JunctionOutside,
    /// Settings outside their ranges.
    BadSettings,
}

/// All that is known of a trace.
#[derive(Debug, Clone, PartialEq)]
pub struct TraceReport {
    /// Where the host begins.
    pub junction: Junction,
    /// The window's positions, outward from the junction.
    pub positions: Vec<WindowPosition>,
    /// Qualities of the read.
    pub quality: Quality,
    /// What the estimate rests on, as measured; `None` where there is too little to measure.
    pub measured: Option<Measured>,
    /// The estimate, or every reason why there is none.
    pub result: Result<TraceClonality, Vec<Withheld>>,
    /// What to say beside it.
    pub warnings: Vec<TraceWarning>,
}

/// A window of fewer bases gets a warning: its interval widens with the chance of sequence.
const SHORT_WINDOW: usize = 20;
/// A junction less sure than this gets a warning.
const SURE: f64 = 0.95;

/// Finds the junction, measures the window and judges the read.
///
/// # Errors
/// See [`TraceError`].
pub fn analyse(chromatogram: &Chromatogram, settings: &TraceSettings) -> Result<TraceReport, TraceError> {
    check(settings)?;
    let junction = place_junction(chromatogram, settings)?;
    let stretches = Stretches::around(&junction, &chromatogram.calls, settings.skip, settings.window);
    let heights = PeakHeights::new(chromatogram, &stretches.constant);
    let correction = Correction::learn(&heights, stretches.constant.clone());

    let constant_calls = stretches.constant.clone().filter(|&call| heights.called(call).is_some());
    let constant: Vec<_> =
        constant_calls.filter_map(|call| shares(correction.amounts(&heights, call))).collect();
    let positions = measure_window(chromatogram, &heights, &correction, &stretches.window);
    let window: Vec<_> = positions.iter().map(|position| position.corrected).collect();

    let quality = quality::measure(&heights, &stretches, &correction, &constant, positions.len());
    let measured = (!window.is_empty() && quality.constant_dominance > 0.0)
        .then(|| estimates::measure(&window, &constant, &settings.background));
    let reasons = quality::reasons_against(&quality);
    let result = match measured {
        Some(measured) if reasons.is_empty() => Ok(estimates::estimate(&[measured])),
        _ => Err(reasons),
    };
    let warnings = warnings(&junction, &quality, settings);
    Ok(TraceReport { junction, positions, quality, measured, result, warnings })
}

fn check(settings: &TraceSettings) -> Result<(), TraceError> {
    let background = settings.background;
    let sums_to_one = (background.iter().sum::<f64>() - 1.0).abs() <= 1e-6;
    let diverse = background.iter().all(|share| (0.0..=TraceSettings::MOST_OF_BACKGROUND).contains(share));
    if settings.window >= TraceSettings::SHORTEST_WINDOW && sums_to_one && diverse {
        Ok(())
    } else {
        Err(TraceError::BadSettings)
    }
}

fn place_junction(chromatogram: &Chromatogram, settings: &TraceSettings) -> Result<Junction, TraceError> {
    let Some((position, strand)) = settings.junction_by_hand else {
        return junction::find(&chromatogram.calls, &settings.anchor).ok_or(TraceError::JunctionNotFound);
    };
    let places = match strand {
        Strand::Forward => chromatogram.calls.len() + 1,
        Strand::Reverse => chromatogram.calls.len(),
    };
    if position < places { Ok(Junction::by_hand(position, strand)) } else { Err(TraceError::JunctionOutside) }
}

/// Positions without any signal are left out.
fn measure_window(
    chromatogram: &Chromatogram,
    heights: &PeakHeights,
    correction: &Correction,
    window: &[usize],
) -> Vec<WindowPosition> {
    let mut amounts: Vec<_> = window.iter().map(|&call| correction.amounts(heights, call)).collect();
    correction::balance(&mut amounts);
    let measured = window.iter().zip(amounts).filter_map(|(&call, amounts)| {
        Some(WindowPosition {
            call,
            scan: chromatogram.calls.get(call)?.scan,
            raw: shares(heights.raw(call))?,
            corrected: shares(amounts)?,
        })
    });
    measured.collect()
}

fn warnings(junction: &Junction, quality: &Quality, settings: &TraceSettings) -> Vec<TraceWarning> {
    [
        (quality.window_bases < settings.window, TraceWarning::WindowShortened),
        (junction.differs(), TraceWarning::AnchorDiffers),
        (junction.confidence < SURE, TraceWarning::AnchorAmbiguous),
        (quality.window_bases < SHORT_WINDOW, TraceWarning::WindowShort),
    ]
    .into_iter()
    .filter_map(|(said, warning)| said.then_some(warning))
    .collect()
}

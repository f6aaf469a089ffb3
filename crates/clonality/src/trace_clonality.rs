//! Trace clonality: how far one clone dominates the mixture after the junction.

use crate::Chromatogram;
use crate::junction::{Anchor, Junction, Strand};

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
    /// Share of A, C, G, T in an endlessly diverse mixture; sums to 1.
    pub background: [f64; 4],
}

impl TraceSettings {
    /// Bases passed over after a virus–host junction: near it base use is not random (weak integration motif).
    pub const USUAL_SKIP: usize = 6;
    /// Bases in the window unless chosen otherwise.
    pub const USUAL_WINDOW: usize = 40;
    /// Fewest bases from which anything is estimated.
    pub const SHORTEST_WINDOW: usize = 10;
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

/// Measured qualities of the read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quality {
    /// Median strength of the main peak in the constant part, in the channels' own units.
    pub signal: f64,
    /// Dominance of the constant part as it stands: 1 for a single pure sequence.
    pub constant_dominance_raw: f64,
    /// The same after correction.
    pub constant_dominance: f64,
    /// Dominance as it stands between junction and window, if there are bases.
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
    /// The estimate, or every reason why there is none.
    pub result: Result<TraceClonality, Vec<Withheld>>,
    /// What to say beside it.
    pub warnings: Vec<TraceWarning>,
}

/// Finds the junction, measures the window and judges the read.
///
/// # Errors
/// See [`TraceError`].
pub fn analyse(_chromatogram: &Chromatogram, _settings: &TraceSettings) -> Result<TraceReport, TraceError> {
    Err(TraceError::JunctionNotFound)
}

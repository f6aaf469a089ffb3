//! The interval of an estimate: what the public mixtures tell of the method's error.
//!
//! `cargo xtask validate traces` computes the spreads again, each gene judged by spreads from the others. The other two
//! numbers were set on the same mixtures as a whole.

use super::{Estimate, MeasuredStatistic};
use crate::count::as_f64;

/// Of the standard normal distribution: 95 % lie within.
pub const NORMAL_95: f64 = 1.96;

/// Standard deviation of the error that is left where all positions agree.
pub const SMALLEST_ERROR: f64 = 0.03;

/// Share of the error's variance that two reads of one well have in common; the rest shrinks with their number.
pub const COMMON_VARIANCE: f64 = 0.65;

/// Factor on the standard error over positions that makes up for their not being independent: the clones, and whatever
/// amplification did to them, are the same all along the window. Chosen so that 95 % of the truths are covered.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread(pub f64);

impl Spread {
    /// For the dominance.
    pub const DOMINANCE: Self = Self(1.5);
    /// For the Simpson index.
    pub const SIMPSON: Self = Self(1.6);
    /// For the entropy form.
    pub const ENTROPY: Self = Self(1.8);

    /// Variance of the error of one read.
    fn variance(self, standard_error: f64) -> f64 {
        let spread = self.0 * standard_error;
        SMALLEST_ERROR * SMALLEST_ERROR + spread * spread
    }

    /// The estimate from reads of one sample; each read counts alike. The interval is about the estimate as it is
    /// shown, within 0 to 1.
    pub fn estimate(self, reads: &[MeasuredStatistic]) -> Estimate {
        let count = as_f64(reads.len().max(1));
        let mean = reads.iter().map(|read| read.value).sum::<f64>() / count;
        let value = mean.clamp(0.0, 1.0);
        let variance = reads.iter().map(|read| self.variance(read.standard_error)).sum::<f64>() / count;
        let half = NORMAL_95 * (variance * (COMMON_VARIANCE + (1.0 - COMMON_VARIANCE) / count)).sqrt();
        Estimate { value, low: (value - half).max(0.0), high: (value + half).min(1.0) }
    }
}

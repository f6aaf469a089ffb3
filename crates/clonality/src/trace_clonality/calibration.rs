//! From what is measured to an estimate with its interval: what the public mixtures tell of the method's error.
//!
//! `cargo xtask validate traces` computes every number here again, with each gene left out in turn.

use super::{Estimate, MeasuredStatistic};
use crate::count::as_f64;

/// Of the standard normal distribution: 95 % lie within.
pub const NORMAL_95: f64 = 1.96;

/// Standard deviation of what is left of the method's error where every position agrees. Set, not fitted: about that
/// of reads with a dominance above 0.9 (`docs/trace-clonality.md`, "Intervals").
pub const SMALLEST_ERROR: f64 = 0.03;

/// Share of the error's variance that two reads of one well have in common: 0.0476² of 0.0532², solved for the
/// share (38 pairs, dominance; `docs/trace-clonality.md`, "Several reads").
const COMMON_VARIANCE: f64 = 0.6;

/// What the public mixtures say of one statistic: least squares of the truth by sequencing on what was measured, over
/// the 77 reads that pass the gates, and the factor on the standard error over positions with which 95 % of the
/// truths are covered when their gene is left out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Calibration {
    /// Truth for one unit of what is measured.
    pub slope: f64,
    /// Truth where nothing is measured.
    pub offset: f64,
    /// Factor on the standard error over positions.
    pub spread: f64,
}

/// Dominance.
pub const DOMINANCE: Calibration = Calibration { slope: 1.128, offset: -0.071, spread: 1.5 };
/// Simpson index.
pub const SIMPSON: Calibration = Calibration { slope: 1.100, offset: -0.035, spread: 1.7 };
/// Entropy form.
pub const ENTROPY: Calibration = Calibration { slope: 1.070, offset: -0.031, spread: 1.8 };

impl Calibration {
    /// The estimate of one measured value.
    pub fn value(&self, measured: f64) -> f64 {
        (self.slope * measured + self.offset).clamp(0.0, 1.0)
    }

    /// Variance of the error of one read.
    fn variance(&self, standard_error: f64) -> f64 {
        let spread = self.spread * standard_error;
        SMALLEST_ERROR * SMALLEST_ERROR + spread * spread
    }

    /// The estimate from reads of one sample; each read counts alike.
    pub fn estimate(&self, reads: &[MeasuredStatistic]) -> Estimate {
        let count = as_f64(reads.len().max(1));
        let value = self.value(reads.iter().map(|read| read.value).sum::<f64>() / count);
        let variance = reads.iter().map(|read| self.variance(read.standard_error)).sum::<f64>() / count;
        let half = NORMAL_95 * (variance * (COMMON_VARIANCE + (1.0 - COMMON_VARIANCE) / count)).sqrt();
        Estimate { value, low: (value - half).max(0.0), high: (value + half).min(1.0) }
    }
}

//! Three ways to say how pure a mixture of bases is.
//!
//! Each is 1 for a single sequence and 0 for an endlessly diverse mixture with the given background, and is taken as
//! the mean over positions. Definitions C1, C2 and C4 of `docs/trace-clonality.md`.

use core::f64::consts::{PI, SQRT_2};

use shirube_numeric::ops;

use super::peak_heights::Channels;
use crate::count::as_f64;

/// Spread of the heights of peaks that should be equally high, as standard deviation of their logarithm. Measured: 0.26
/// (5 to 95 % of reads: 0.20 to 0.33) in the constant parts of the public mixtures and controls; 0.30 to 0.36 where two
/// bases of a mixture both hold more than a quarter.
const HEIGHT_SPREAD: f64 = 0.3;

/// One value for each statistic.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Statistics {
    pub(super) dominance: f64,
    pub(super) simpson: f64,
    pub(super) entropy: f64,
}

/// What the statistics of one position rest on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Purity {
    largest: f64,
    sum_of_squares: f64,
    /// In nats.
    entropy: f64,
}

impl Purity {
    /// Of base fractions as they are.
    pub(super) fn of(fractions: &Channels) -> Self {
        let present = fractions.iter().filter(|fraction| **fraction > 0.0);
        Self {
            largest: fractions.iter().copied().fold(0.0, f64::max),
            sum_of_squares: fractions.iter().map(|fraction| fraction * fraction).sum(),
            entropy: -present.map(|fraction| fraction * ops::ln(*fraction)).sum::<f64>(),
        }
    }

    /// Of the fractions behind measured ones, on average.
    ///
    /// Peaks of equal amounts differ in height, so a measured mixture mostly looks purer than it is: of two equal bases
    /// the one with the higher peak passes for the larger, squares grow by the variance, and entropy falls. With
    /// independent heights 1 + ε, the measured fraction f·(1 + ε) / Σ f·(1 + ε) has, to second order, variance
    /// v·f²·(1 − 2f + Q) and mean f + v·f·(Q − f), where v is the variance of ε and Q the sum of squares.
    pub(super) fn behind_measured(fractions: &Channels) -> Self {
        let Self { largest, sum_of_squares: q, entropy } = Self::of(fractions);
        let present = fractions.iter().filter(|fraction| **fraction > 0.0);
        let sum_of_cubes: f64 = fractions.iter().map(|fraction| fraction * fraction * fraction).sum();
        let squares_by_logarithm: f64 =
            present.map(|fraction| fraction * fraction * ops::ln(*fraction)).sum();
        let v = HEIGHT_SPREAD * HEIGHT_SPREAD;
        Self {
            largest: largest - luck_of_the_larger(fractions),
            sum_of_squares: q - v * (q - 4.0 * sum_of_cubes + 3.0 * q * q),
            entropy: entropy - v * (q * entropy + squares_by_logarithm - (1.0 - q) / 2.0),
        }
    }

    /// The statistics: 1 for one base, 0 for the background.
    pub(super) fn above(&self, background: &Self) -> Statistics {
        let above = |value: f64, floor: f64| (value - floor) / (1.0 - floor);
        Statistics {
            dominance: above(self.largest, background.largest),
            simpson: above(self.sum_of_squares, background.sum_of_squares),
            entropy: 1.0 - self.entropy / background.entropy,
        }
    }
}

/// What chance adds to the largest fraction: with a normal gap between the two largest, half of E|gap| − gap.
fn luck_of_the_larger(fractions: &Channels) -> f64 {
    let mut rising = *fractions;
    rising.sort_unstable_by(f64::total_cmp);
    let [_, _, second, largest] = rising;
    let (both, gap) = (largest + second, largest - second);
    let spread = 2.0 * SQRT_2 * HEIGHT_SPREAD * largest * second / both;
    if spread <= 0.0 || spread.is_nan() {
        return 0.0;
    }
    let z = gap / spread;
    let density = ops::exp(-z * z / 2.0) / (2.0 * PI).sqrt();
    let tail = ops::erfc(z / SQRT_2) / 2.0;
    (spread * (density - z * tail)).min(gap / 2.0)
}

/// The mean over positions and its standard error as if positions were independent.
pub(super) fn mean_and_error(values: &[f64]) -> (f64, f64) {
    let count = as_f64(values.len());
    let mean = values.iter().sum::<f64>() / count.max(1.0);
    let squares: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
    (mean, (squares / (count - 1.0).max(1.0) / count.max(1.0)).sqrt())
}

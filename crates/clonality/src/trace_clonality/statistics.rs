//! Three ways to say how pure a mixture of bases is.
//!
//! Each is 1 for a single sequence and 0 for an endlessly diverse mixture with the given background, and is taken as
//! the mean over positions. Definitions C1, C2 and C4 of `docs/trace-clonality.md`.

use shirube_numeric::ops;

use super::peak_heights::Channels;
use crate::count::as_f64;

/// One value for each statistic.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Statistics {
    pub(super) dominance: f64,
    pub(super) simpson: f64,
    pub(super) entropy: f64,
}

impl Statistics {
    /// The statistics of one position's base fractions.
    pub(super) fn of_position(fractions: &Channels, background: &Channels) -> Self {
        Self {
            dominance: above_floor(largest(fractions), largest(background)),
            simpson: above_floor(sum_of_squares(fractions), sum_of_squares(background)),
            entropy: 1.0 - entropy(fractions) / entropy(background),
        }
    }
}

/// The mean over positions and its standard error as if positions were independent.
pub(super) fn mean_and_error(values: &[f64]) -> (f64, f64) {
    let count = as_f64(values.len());
    let mean = values.iter().sum::<f64>() / count.max(1.0);
    let squares: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
    (mean, (squares / (count - 1.0).max(1.0) / count.max(1.0)).sqrt())
}

fn above_floor(value: f64, floor: f64) -> f64 {
    (value - floor) / (1.0 - floor)
}

fn largest(fractions: &Channels) -> f64 {
    fractions.iter().copied().fold(0.0, f64::max)
}

fn sum_of_squares(fractions: &Channels) -> f64 {
    fractions.iter().map(|fraction| fraction * fraction).sum()
}

/// In nats; nothing for a base that is not there.
fn entropy(fractions: &Channels) -> f64 {
    -fractions
        .iter()
        .filter(|fraction| **fraction > 0.0)
        .map(|fraction| fraction * ops::ln(*fraction))
        .sum::<f64>()
}

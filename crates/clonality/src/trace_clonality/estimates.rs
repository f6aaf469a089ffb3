//! From measured statistics to estimates with their intervals.

use super::interval::Spread;
use super::peak_heights::Channels;
use super::statistics::{Purity, Statistics, mean_and_error};
use super::{Estimate, Measured, MeasuredStatistic, TraceClonality};

/// The statistics of a window, in units of those of the read's own constant part.
pub(super) fn measure(window: &[Channels], constant: &[Channels], background: &Channels) -> Measured {
    let background = Purity::of(background);
    let statistics = |fractions: &Channels| Purity::behind_measured(fractions).above(&background);
    let in_window: Vec<_> = window.iter().map(statistics).collect();
    let in_constant: Vec<_> = constant.iter().map(statistics).collect();
    let relative = |statistic: fn(&Statistics) -> f64| {
        let values = |all: &[Statistics]| all.iter().map(statistic).collect::<Vec<_>>();
        let (value, standard_error) = mean_and_error(&values(&in_window));
        let (pure, _) = mean_and_error(&values(&in_constant));
        MeasuredStatistic { value: value / pure, standard_error: standard_error / pure }
    };
    Measured {
        dominance: relative(|statistics| statistics.dominance),
        simpson: relative(|statistics| statistics.simpson),
        entropy: relative(|statistics| statistics.entropy),
    }
}

/// The estimates from the reads of one sample.
pub(super) fn estimate(reads: &[Measured]) -> TraceClonality {
    let each =
        |statistic: fn(&Measured) -> MeasuredStatistic| reads.iter().map(statistic).collect::<Vec<_>>();
    let simpson = Spread::SIMPSON.estimate(&each(|read| read.simpson));
    TraceClonality {
        dominance: Spread::DOMINANCE.estimate(&each(|read| read.dominance)),
        simpson,
        entropy: Spread::ENTROPY.estimate(&each(|read| read.entropy)),
        effective_clones: Estimate {
            value: 1.0 / simpson.value,
            low: 1.0 / simpson.high,
            high: 1.0 / simpson.low,
        },
    }
}

//! What the constant part of a read tells of its crosstalk, and its removal.
//!
//! In the constant part there is one base at each position. Whatever stands in the other channels is
//! either the flank of a neighbouring peak or crosstalk; and main peaks show how high each channel
//! stands for the same amount of DNA. All three are learned from this read alone and then undone in the
//! window.

use std::ops::Range;

use super::linear_system::{LeastSquares, solve};
use super::peak_heights::{Channels, PeakHeights, median, of_base, shares};
use crate::chromatogram::Base;
use crate::count::as_f64;

/// Observations from which shares of neighbours are learned, at least.
const FEWEST_OBSERVATIONS: usize = 10;
/// More of a neighbour than this is not a flank.
const MOST_FROM_NEIGHBOUR: f64 = 0.3;
/// Weight, in bases, of the mean over all bases in what is learned of one base. It decides only where a base
/// is rare in the constant part.
const PRIOR_BASES: f64 = 3.0;
/// Weight, in positions, of the gains learned in the constant part against those that level the window: variance
/// of the window's totals (0.16²) over that of the gains from one part to the other (0.155², fitted to the sequenced
/// fractions of the public mixtures).
const PRIOR_POSITIONS: f64 = 1.0;
/// Gains that are believed.
const GAINS: std::ops::RangeInclusive<f64> = 0.3..=3.0;

/// What was learned from the constant part.
#[derive(Debug)]
pub(super) struct Correction {
    /// Share of the base before that shows in its own channel at a peak.
    from_earlier: f64,
    /// Share of the base after.
    from_later: f64,
    /// Signal in each channel (rows) for one unit of each base (columns).
    mixing: [Channels; 4],
}

impl Correction {
    pub(super) fn learn(heights: &PeakHeights, constant: Range<usize>) -> Self {
        let (from_earlier, from_later) = shares_of_neighbours(heights, constant.clone());
        let none = Self { from_earlier, from_later, mixing: identity() };
        let mixing = none.learn_mixing(heights, constant);
        Self { mixing, ..none }
    }

    /// Share of a base's signal that shows at its neighbours' places.
    pub(super) fn phasing(&self) -> f64 {
        self.from_earlier + self.from_later
    }

    /// Amounts of the four bases at a call, in units of the mean main peak's channel.
    pub(super) fn amounts(&self, heights: &PeakHeights, call: usize) -> Channels {
        let signal = self.without_neighbours(heights, call);
        solve(self.mixing, signal).unwrap_or(signal).map(|amount| amount.max(0.0))
    }

    fn without_neighbours(&self, heights: &PeakHeights, call: usize) -> Channels {
        let earlier = call.checked_sub(1).map_or([0.0; 4], |earlier| heights.above_baseline(earlier));
        let later = heights.above_baseline(call.saturating_add(1));
        let mut signal = heights.above_baseline(call);
        for ((value, earlier), later) in signal.iter_mut().zip(earlier).zip(later) {
            *value = (*value - self.from_earlier * earlier - self.from_later * later).max(0.0);
        }
        signal
    }

    fn learn_mixing(&self, heights: &PeakHeights, constant: Range<usize>) -> [Channels; 4] {
        let pure: Vec<(Base, Channels)> = constant
            .filter_map(|call| Some((heights.called(call)?, self.without_neighbours(heights, call))))
            .collect();
        let own_share = |(base, signal): &(Base, Channels)| Some(of_base(&shares(*signal)?, *base));
        let own_shares: Vec<f64> = pure.iter().filter_map(own_share).collect();
        let own_heights = pure.iter().map(|(base, signal)| of_base(signal, *base)).collect();
        let (Some(usual_height), false) = (median(own_heights), own_shares.is_empty()) else {
            return identity();
        };
        if usual_height <= 0.0 {
            return identity();
        }
        let usual_share = own_shares.iter().sum::<f64>() / as_f64(own_shares.len());

        let columns = Base::ALL.map(|base| {
            let of_this = || pure.iter().filter(|(called, _)| *called == base).map(|(_, signal)| *signal);
            let mut profile = [(1.0 - usual_share) / 3.0; 4].map(|share| share * PRIOR_BASES);
            if let Some(own) = profile.get_mut(base as usize) {
                *own = usual_share * PRIOR_BASES;
            }
            for signal in of_this().filter_map(shares) {
                profile.iter_mut().zip(signal).for_each(|(sum, share)| *sum += share);
            }
            let height =
                median(of_this().map(|signal| of_base(&signal, base)).collect()).unwrap_or(usual_height);
            let count = as_f64(of_this().count());
            let relative_height = (count * height / usual_height + PRIOR_BASES) / (count + PRIOR_BASES);
            shares(profile).unwrap_or([0.25; 4]).map(|share| share * relative_height)
        });
        transposed(columns)
    }
}

/// How much of the base before and of the base after shows in their channels at a peak, by least squares with a
/// constant for what is in every channel.
fn shares_of_neighbours(heights: &PeakHeights, constant: Range<usize>) -> (f64, f64) {
    let calls: Vec<(Option<Base>, Channels)> =
        constant.map(|call| (heights.called(call), heights.above_baseline(call))).collect();
    let mut fit = LeastSquares::<3>::new();
    for neighbourhood in calls.windows(3) {
        let [(before, earlier), (Some(called), here), (after, later)] = neighbourhood else { continue };
        let own = of_base(here, *called);
        if own <= 0.0 {
            continue;
        }
        for other in Base::ALL.into_iter().filter(|base| base != called) {
            let of_neighbour = |neighbour: &Option<Base>, signal: &Channels| {
                if *neighbour == Some(other) { of_base(signal, other) / own } else { 0.0 }
            };
            let predictors = [of_neighbour(before, earlier), of_neighbour(after, later), 1.0];
            fit.observe(predictors, of_base(here, other) / own);
        }
    }
    if fit.observations() < FEWEST_OBSERVATIONS {
        return (0.0, 0.0);
    }
    let [earlier, later, _] = fit.coefficients().unwrap_or([0.0; 3]);
    (earlier.clamp(0.0, MOST_FROM_NEIGHBOUR), later.clamp(0.0, MOST_FROM_NEIGHBOUR))
}

/// Brings the four channels of a window into balance.
///
/// A base caller rescales the channels along the read, so gains learned in the constant part drift. But
/// wherever the molecules of a mixture stand, their number is the same: with the right gains the
/// four channels of every position add up to the same total. The gains are those that come nearest to
/// it, tied to the ones from the constant part.
pub(super) fn balance(amounts: &mut [Channels]) {
    let total: f64 = amounts.iter().flatten().sum();
    let mean_total = total / as_f64(amounts.len().max(1));
    if mean_total <= 0.0 {
        return;
    }
    let mut fit = LeastSquares::<4>::new();
    fit.tie(1.0, PRIOR_POSITIONS);
    for position in amounts.iter() {
        fit.observe(position.map(|amount| amount / mean_total), 1.0);
    }
    let gains = fit.coefficients().unwrap_or([1.0; 4]).map(|gain| gain.clamp(*GAINS.start(), *GAINS.end()));
    for position in amounts {
        position.iter_mut().zip(gains).for_each(|(amount, gain)| *amount *= gain);
    }
}

const fn identity() -> [Channels; 4] {
    [[1.0, 0.0, 0.0, 0.0], [0.0, 1.0, 0.0, 0.0], [0.0, 0.0, 1.0, 0.0], [0.0, 0.0, 0.0, 1.0]]
}

fn transposed(columns: [Channels; 4]) -> [Channels; 4] {
    Base::ALL.map(|channel| columns.map(|column| of_base(&column, channel)))
}

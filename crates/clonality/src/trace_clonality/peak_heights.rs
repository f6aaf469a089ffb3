//! How high the channels stand at a base call.

use std::ops::Range;

use crate::chromatogram::{Base, Chromatogram};

/// One value for each channel, in the order of [`Base::ALL`].
pub(super) type Channels = [f64; 4];

/// A channel stands lower than its baseline in one scan of so many. In the constant part three channels of four are
/// empty at each base, so this is well within what is empty. (A baseline that follows the lowest points of a mixture
/// would take off real signal, since its peaks leave no gaps.)
const SCANS_FOR_ONE_BELOW: usize = 10;

/// Heights above the baseline.
#[derive(Debug)]
pub(super) struct PeakHeights<'a> {
    chromatogram: &'a Chromatogram,
    /// What each channel shows where there is nothing, learned from the constant part.
    baseline: Channels,
}

impl<'a> PeakHeights<'a> {
    pub(super) fn new(chromatogram: &'a Chromatogram, constant: &Range<usize>) -> Self {
        let scans = chromatogram
            .calls
            .get(constant.clone())
            .unwrap_or_default()
            .iter()
            .map(|call| call.scan as usize);
        let first = scans.clone().min().unwrap_or(0);
        let end = scans.max().map_or(0, |last| last.saturating_add(1));
        let baseline = chromatogram.channels.each_ref().map(|channel| {
            let mut values = channel.get(first..end.min(channel.len())).unwrap_or_default().to_vec();
            values.sort_unstable();
            values.get(values.len() / SCANS_FOR_ONE_BELOW).copied().map_or(0.0, f64::from)
        });
        Self { chromatogram, baseline }
    }

    /// Intensities as they stand at a call; zeros beyond the read.
    pub(super) fn raw(&self, call: usize) -> Channels {
        let Some(call) = self.chromatogram.calls.get(call) else { return [0.0; 4] };
        self.chromatogram.at(call.scan).map(|value| f64::from(value.max(0)))
    }

    /// Intensities above the baseline; zeros beyond the read.
    pub(super) fn above_baseline(&self, call: usize) -> Channels {
        let Some(call) = self.chromatogram.calls.get(call) else { return [0.0; 4] };
        let mut heights = self.chromatogram.at(call.scan).map(f64::from);
        heights
            .iter_mut()
            .zip(self.baseline)
            .for_each(|(height, baseline)| *height = (*height - baseline).max(0.0));
        heights
    }

    /// The base called there, if it is one of the four.
    pub(super) fn called(&self, call: usize) -> Option<Base> {
        let letter = self.chromatogram.calls.get(call)?.letter;
        Base::ALL.into_iter().find(|base| base.letter() == letter)
    }
}

/// The value of one channel.
pub(super) fn of_base(channels: &Channels, base: Base) -> f64 {
    channels.get(base as usize).copied().unwrap_or(0.0)
}

/// Each channel's share; `None` where there is no signal.
pub(super) fn shares(channels: Channels) -> Option<Channels> {
    let total: f64 = channels.iter().sum();
    (total > 0.0 && total.is_finite()).then(|| channels.map(|value| value / total))
}

/// The middle value; the mean of the two in the middle for an even number. `None` of nothing.
pub(super) fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_unstable_by(f64::total_cmp);
    let upper = *values.get(values.len() / 2)?;
    let lower = *values.get((values.len() - 1) / 2)?;
    Some(f64::midpoint(lower, upper))
}

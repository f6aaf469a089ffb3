//! How high the channels stand at a base call.

use crate::chromatogram::{Base, Chromatogram};

/// One value for each channel, in the order of [`Base::ALL`].
pub(super) type Channels = [f64; 4];

/// Spacing of peaks that is believed, in scans.
const SPACINGS: std::ops::RangeInclusive<u32> = 4..=60;

/// Heights above the local baseline.
#[derive(Debug)]
pub(super) struct PeakHeights<'a> {
    chromatogram: &'a Chromatogram,
    /// Usual distance of two peaks, in scans.
    spacing: u32,
}

impl<'a> PeakHeights<'a> {
    pub(super) fn new(chromatogram: &'a Chromatogram) -> Self {
        let scans = chromatogram.calls.iter().map(|call| call.scan);
        let mut distances: Vec<u32> =
            scans.clone().zip(scans.skip(1)).map(|(earlier, later)| later.abs_diff(earlier)).collect();
        distances.sort_unstable();
        let median = distances.get(distances.len() / 2).copied().unwrap_or(0);
        Self { chromatogram, spacing: median.clamp(*SPACINGS.start(), *SPACINGS.end()) }
    }

    /// Intensities as they stand at a call; zeros beyond the read.
    pub(super) fn raw(&self, call: usize) -> Channels {
        let Some(call) = self.chromatogram.calls.get(call) else { return [0.0; 4] };
        self.chromatogram.at(call.scan).map(|value| f64::from(value.max(0)))
    }

    /// Intensities above each channel's lowest point within one spacing on either side; zeros beyond the read.
    pub(super) fn above_baseline(&self, call: usize) -> Channels {
        let Some(call) = self.chromatogram.calls.get(call) else { return [0.0; 4] };
        let scan = call.scan as usize;
        let reach = self.spacing as usize;
        let around = scan.saturating_sub(reach)..scan.saturating_add(reach + 1);
        self.chromatogram.channels.each_ref().map(|channel| {
            let around = around.start.min(channel.len())..around.end.min(channel.len());
            let lowest = channel.get(around).and_then(|values| values.iter().min()).copied().unwrap_or(0);
            let here = channel.get(scan).copied().unwrap_or(0);
            f64::from(here) - f64::from(lowest.min(here))
        })
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

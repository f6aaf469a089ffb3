//! Bases called in simulated channels, as a base caller would.

use super::signal::SignalSettings;
use crate::chromatogram::{Base, BaseCall};

/// One call at each peak: the strongest channel near it, at the scan where that is strongest.
pub(super) fn call(channels: &[Vec<i16>; 4], peaks: &[f64], settings: &SignalSettings) -> Vec<BaseCall> {
    let mut after = 0;
    let calls = peaks.iter().map(|centre| {
        let top = highest_near(channels, *centre, settings.spacing, after);
        after = top.scan + 1;
        let mut heights = channels.each_ref().map(|channel| channel.get(top.scan).copied().unwrap_or(0));
        heights.sort_unstable();
        let [.., second, first] = heights.map(f64::from);
        let scan = u32::try_from(top.scan).unwrap_or(u32::MAX);
        if first < LEAST_SHARE * settings.height {
            BaseCall { letter: b'N', scan, quality: Some(LEAST_QUALITY) }
        } else {
            BaseCall { letter: top.base.letter(), scan, quality: Some(quality(second / first)) }
        }
    });
    calls.collect()
}

/// Peaks lower than this share of the mean height are not called.
const LEAST_SHARE: f64 = 0.05;
const LEAST_QUALITY: u8 = 5;

struct Top {
    base: Base,
    scan: usize,
}

/// The highest place of any channel within 0.4 spacings of `centre`, from scan `after` on; the nearest of equals.
fn highest_near(channels: &[Vec<i16>; 4], centre: f64, spacing: f64, after: usize) -> Top {
    let middle = nearest(centre).max(after);
    let (first, last) =
        (nearest(centre - 0.4 * spacing).max(after), nearest(centre + 0.4 * spacing).max(after));
    let mut top = Top { base: Base::A, scan: middle };
    let mut best = (i16::MIN, 0);
    for (base, channel) in Base::ALL.into_iter().zip(channels) {
        for (scan, intensity) in channel.iter().enumerate().take(last + 1).skip(first) {
            let rank = (*intensity, usize::MAX - scan.abs_diff(middle));
            if rank > best {
                best = rank;
                top = Top { base, scan };
            }
        }
    }
    top
}

/// Quality by the ratio of the second strongest channel to the strongest.
///
/// Follows the medians of the qualities that KB 1.4 gave on 89 real reads: 62 below a ratio of 0.05, 59 at 0.08, 51 at
/// 0.13, 39 at 0.18, 27 at 0.25, 20 at 0.35, 14 at 0.55, 11 above 0.8.
fn quality(ratio: f64) -> u8 {
    let times_five = 5.0 * ratio;
    let quality = 10.0 + 52.0 / (1.0 + times_five * times_five * times_five.sqrt());
    whole(quality.round())
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 10 and 62")]
fn whole(quality: f64) -> u8 {
    quality as u8
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates")]
fn nearest(place: f64) -> usize {
    place.round() as usize
}

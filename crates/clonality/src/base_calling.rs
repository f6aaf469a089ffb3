//! Bases from the peaks alone, for files in which nobody called any.

use crate::chromatogram::{Base, BaseCall};

/// Peaks from which level and spacing are learned at a time: both change along a read.
const STRETCH: usize = 100;

/// A peak lower than this share of the usual height around it is no base.
const LOWEST_SHARE: f64 = 0.1;

/// Bases lie at least this share of the usual distance apart.
const CLOSEST_SHARE: f64 = 0.55;

/// Between two bases there is one more for each usual distance above the first, from this share of it on.
const ONE_MORE_SHARE: f64 = 0.65;

/// A local maximum of the strongest channel.
#[derive(Debug, Clone, Copy)]
struct Peak {
    scan: u32,
    base: Base,
    height: i16,
}

/// The strongest base at each place where one is to be expected, without qualities; none where there is no peak.
pub(crate) fn call_peaks(channels: &[Vec<i16>; 4]) -> Vec<BaseCall> {
    let leading = leading_peaks(channels);
    let mut called: Vec<Peak> = Vec::with_capacity(leading.len());
    for stretch in leading.chunks(STRETCH) {
        call_stretch(stretch, channels, &mut called);
    }
    called
        .iter()
        .map(|peak| BaseCall { letter: peak.base.letter(), scan: peak.scan, quality: None })
        .collect()
}

/// In the order of their scans.
fn leading_peaks(channels: &[Vec<i16>; 4]) -> Vec<Peak> {
    let mut peaks = Vec::new();
    for (base, channel) in Base::ALL.into_iter().zip(channels) {
        let all = maxima(channel).map(|(scan, height)| Peak { scan, base, height });
        peaks.extend(all.filter(|peak| strongest(channels, peak.scan).is_some_and(|top| top.base == base)));
    }
    peaks.sort_by_key(|peak| peak.scan);
    peaks
}

/// The strongest channel at a scan.
fn strongest(channels: &[Vec<i16>; 4], scan: u32) -> Option<Peak> {
    let heights =
        Base::ALL.into_iter().zip(channels.each_ref().map(|channel| channel.get(scan as usize).copied()));
    let heights = heights.filter_map(|(base, height)| Some(Peak { scan, base, height: height? }));
    heights.max_by_key(|peak| peak.height)
}

/// Scan and height of what is above zero and above what lies on both sides; of a flat top its middle.
fn maxima(channel: &[i16]) -> impl Iterator<Item = (u32, i16)> {
    let mut before = 0;
    let mut scan = 0;
    let mut flats = channel.chunk_by(|a, b| a == b).peekable();
    std::iter::from_fn(move || {
        let flat = flats.next()?;
        let height = flat.first().copied()?;
        let after = flats.peek().and_then(|next| next.first().copied()).unwrap_or(0);
        let middle = scan + (flat.len() - 1) / 2;
        let is_peak = height > 0 && before < height && after < height;
        before = height;
        scan += flat.len();
        Some(u32::try_from(middle).ok().filter(|_| is_peak).map(|middle| (middle, height)))
    })
    .flatten()
}

/// Calls those that are high enough and, of those too close to each other, the higher. Peaks that melt into one, as in
/// a run of one base late in a read, leave a gap that tells how many they are.
fn call_stretch(leading: &[Peak], channels: &[Vec<i16>; 4], called: &mut Vec<Peak>) {
    let usual_height = nth_share(leading.iter().map(|peak| f64::from(peak.height)), 0.75);
    let is_high = |peak: &&Peak| f64::from(peak.height) >= LOWEST_SHARE * usual_height;
    let high = || leading.iter().filter(is_high);
    let distances = high().zip(high().skip(1)).map(|(a, b)| f64::from(b.scan.saturating_sub(a.scan)));
    let usual_distance = nth_share(distances, 0.5).max(1.0);
    let first = called.len();
    for peak in high() {
        match called.last_mut() {
            Some(last) if f64::from(peak.scan.saturating_sub(last.scan)) < CLOSEST_SHARE * usual_distance => {
                if peak.height > last.height {
                    *last = *peak;
                }
            }
            _ => called.push(*peak),
        }
    }
    let missing: Vec<Peak> = called
        .get(first.saturating_sub(1)..)
        .unwrap_or_default()
        .windows(2)
        .flat_map(|pair| gaps(pair, usual_distance))
        .filter_map(|scan| strongest(channels, scan))
        .filter(|peak| is_high(&peak))
        .collect();
    called.extend(missing);
    called.get_mut(first..).unwrap_or_default().sort_by_key(|peak| peak.scan);
}

/// Evenly spaced places for the bases that are missing between two.
fn gaps(pair: &[Peak], usual_distance: f64) -> impl Iterator<Item = u32> {
    let (start, distance) = match pair {
        [a, b] => (a.scan, b.scan.saturating_sub(a.scan)),
        _ => (0, 0),
    };
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a quotient of scans")]
    let steps = (f64::from(distance) / usual_distance + (1.0 - ONE_MORE_SHARE)).floor() as u32;
    (1..steps).map(move |step| {
        start + u32::try_from(u64::from(distance) * u64::from(step) / u64::from(steps)).unwrap_or(0)
    })
}

/// The value that this share of the others does not exceed; 0 if there are none.
fn nth_share(values: impl Iterator<Item = f64>, share: f64) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "at most a stretch"
    )]
    let place = (values.len() as f64 * share) as usize;
    values.get(place.min(values.len().saturating_sub(1))).copied().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A peak of each base at its scan, each a triangle of this half width.
    fn trace(bases: &[(u8, u32, i16)], half_width: u32, scans: u32) -> [Vec<i16>; 4] {
        Base::ALL.map(|base| {
            let height_at = |scan: u32| {
                let own = bases.iter().filter(|(letter, ..)| *letter == base.letter());
                own.map(|(_, peak, height)| {
                    let share = 1.0 - f64::from(peak.abs_diff(scan)) / f64::from(half_width);
                    if share > 0.0 { share * f64::from(*height) } else { 0.0 }
                })
                .sum::<f64>()
            };
            #[allow(clippy::cast_possible_truncation, reason = "heights are small")]
            (0..scans).map(|scan| height_at(scan) as i16).collect()
        })
    }

    fn every(distance: u32, letters: &[u8]) -> Vec<(u8, u32, i16)> {
        (1..).zip(letters).map(|(place, letter)| (*letter, place * distance, 1_000)).collect()
    }

    fn called(channels: &[Vec<i16>; 4]) -> Vec<(u8, u32)> {
        call_peaks(channels).iter().map(|call| (call.letter, call.scan)).collect()
    }

    #[test]
    fn clean_peaks_are_called_at_their_tops() {
        let bases = every(12, b"GATTACACCGTAGGGT");
        let expected: Vec<_> = bases.iter().map(|(letter, scan, _)| (*letter, *scan)).collect();
        assert_eq!(called(&trace(&bases, 7, 220)), expected);
    }

    #[test]
    fn of_two_bases_in_one_place_the_stronger_is_called() {
        let mut bases = every(12, b"GATTACACCGTAGGGT");
        bases.push((b'C', 36, 600));
        bases.push((b'A', 63, 500));
        assert_eq!(
            call_peaks(&trace(&bases, 7, 220)),
            call_peaks(&trace(&every(12, b"GATTACACCGTAGGGT"), 7, 220))
        );
    }

    #[test]
    fn noise_between_the_peaks_is_not_called() {
        let mut bases = every(12, b"GATTACACCGTAGGGT");
        let clean = called(&trace(&bases, 7, 400));
        bases.extend([(b'G', 300, 40), (b'C', 311, 60), (b'T', 330, 50)]);
        assert_eq!(called(&trace(&bases, 7, 400)), clean);
    }

    #[test]
    fn bases_melted_into_one_peak_are_told_by_the_gap() {
        let mut bases = every(12, b"GATCACAGAGTAGCGTC");
        // The ninth of seventeen loses its own top.
        let melted = bases.remove(8);
        let found = called(&trace(&bases, 14, 220));
        assert_eq!(found.len(), 17);
        assert_eq!(found[8].1, melted.1);
    }

    #[test]
    fn gaps_are_filled_wherever_in_a_long_read_they_are() {
        // No letter twice in a row: those would melt with each other.
        let letters: Vec<u8> = b"GATC".iter().copied().cycle().take(3 * STRETCH).collect();
        for place in [STRETCH - 2, STRETCH - 1, STRETCH, STRETCH + 1] {
            let mut bases = every(12, &letters);
            let melted = bases.remove(place);
            let found = called(&trace(&bases, 14, 12 * 310));
            assert_eq!((found.len(), found[place].1), (letters.len(), melted.1));
        }
    }

    #[test]
    fn a_flat_top_is_one_peak_in_its_middle() {
        let mut channels = [vec![0; 30], vec![0; 30], vec![0; 30], vec![0; 30]];
        channels[1][10..15].fill(i16::MAX);
        assert_eq!(called(&channels), [(b'C', 12)]);
    }

    #[test]
    fn without_signal_there_are_no_bases() {
        assert_eq!(call_peaks(&Default::default()), []);
        assert_eq!(call_peaks(&[vec![0; 50], vec![0; 50], vec![-3; 50], vec![i16::MIN; 50]]), []);
    }
}

//! Base calls as files store them, brought into one form.

use crate::FormatError;
use crate::base_calling::call_peaks;
use crate::chromatogram::{BaseCall, CalledBy, Remark};

/// More bases than any read has. A file can name the same bytes as letters and as positions, so its size alone does
/// not keep their number low.
pub(crate) const MOST_CALLS: usize = 100_000;

/// The stored calls if any can be used, otherwise our own.
///
/// # Errors
/// No calls and no peaks.
pub(crate) fn stored_or_own(
    stored: Option<(impl ExactSizeIterator<Item = BaseCall>, CalledBy)>,
    channels: &[Vec<i16>; 4],
    remarks: &mut Vec<Remark>,
) -> Result<(Vec<BaseCall>, CalledBy), FormatError> {
    if let Some((stored, called_by)) = stored {
        let scans = channels.each_ref().map(Vec::len).into_iter().min().unwrap_or(0);
        let calls = in_order(stored, scans, remarks);
        if !calls.is_empty() {
            return Ok((calls, called_by));
        }
    }
    let mut calls = call_peaks(channels);
    calls.truncate(MOST_CALLS);
    if calls.is_empty() {
        return Err(FormatError::NoSignal);
    }
    remarks.push(Remark::CalledFromPeaks);
    Ok((calls, CalledBy::OwnPeaks))
}

/// The IUPAC letter in capitals; `N` for anything that is none.
pub(crate) fn iupac_letter(letter: u8) -> u8 {
    match letter.to_ascii_uppercase() {
        b'U' => b'T',
        letter if b"ACGTRYSWKMBDHVN".contains(&letter) => letter,
        _ => b'N',
    }
}

/// The calls up to the first whose scan steps back or lies beyond the last scan, and no more than a read has. A caller can put two calls on one scan,
/// as it does at the very start of some reads.
fn in_order(
    calls: impl ExactSizeIterator<Item = BaseCall>,
    scans: usize,
    remarks: &mut Vec<Remark>,
) -> Vec<BaseCall> {
    let stored = calls.len();
    let mut lowest = 0;
    let mut kept = Vec::with_capacity(stored.min(MOST_CALLS));
    kept.extend(calls.take(MOST_CALLS).take_while(|call| {
        let in_order = call.scan >= lowest && (call.scan as usize) < scans;
        lowest = call.scan;
        in_order
    }));
    if kept.len() < stored {
        remarks.push(Remark::PeaksOutOfOrder);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calls(scans: &[u32]) -> Vec<BaseCall> {
        scans.iter().map(|scan| BaseCall { letter: b'A', scan: *scan, quality: None }).collect()
    }

    #[test]
    fn calls_end_before_the_first_that_steps_back() {
        for (scans, kept) in [(&[3, 5, 4, 9][..], 2), (&[3, 2], 1), (&[0, 10], 1), (&[10], 0)] {
            let mut remarks = Vec::new();
            assert_eq!(in_order(calls(scans).into_iter(), 10, &mut remarks).len(), kept, "{scans:?}");
            assert_eq!(remarks, [Remark::PeaksOutOfOrder], "{scans:?}");
        }
    }

    #[test]
    fn more_calls_than_a_read_has_are_not_kept() {
        let mut remarks = Vec::new();
        let many = calls(&vec![3; MOST_CALLS + 1]);
        assert_eq!(in_order(many.into_iter(), 10, &mut remarks).len(), MOST_CALLS);
        assert_eq!(remarks, [Remark::PeaksOutOfOrder]);
    }

    #[test]
    fn calls_in_order_are_all_kept() {
        let mut remarks = Vec::new();
        assert_eq!(in_order(calls(&[0, 0, 1, 9, 9]).into_iter(), 10, &mut remarks), calls(&[0, 0, 1, 9, 9]));
        assert_eq!(remarks, []);
    }

    #[test]
    fn letters_that_stand_for_no_base_become_n() {
        assert_eq!(b"acgtumN-.\0x".map(iupac_letter), *b"ACGTTMNNNNN");
    }
}

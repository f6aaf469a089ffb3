//! Files made by hand for the tests, and what holds of every trace that is read.
#![allow(dead_code, reason = "each test program uses a part")]

pub mod abif;
pub mod scf;

use shirube_clonality::chromatogram::{Base, CalledBy, Chromatogram, Remark};

/// A channel with a peak of this height at each of the scans.
pub fn peaks(scans: usize, at: &[usize], height: i16) -> Vec<i16> {
    let mut channel = vec![0; scans];
    for &scan in at {
        for (sample, share) in [(scan - 2, 8), (scan - 1, 2), (scan, 1), (scan + 1, 2), (scan + 2, 8)] {
            channel[sample] += height / share;
        }
    }
    channel
}

/// Channels of a clean read in the order of [`Base::ALL`]: a base every ten scans, from scan 10.
pub fn clean_read(letters: &[u8]) -> [Vec<i16>; 4] {
    let scans = 10 * (letters.len() + 2);
    Base::ALL.map(|base| {
        let places = (1..).zip(letters).filter(|(_, letter)| **letter == base.letter());
        peaks(scans, &places.map(|(place, _)| 10 * place).collect::<Vec<_>>(), 1_000)
    })
}

/// The scans of the bases of a clean read.
pub fn clean_scans(bases: usize) -> Vec<u16> {
    (1..=bases).map(|base| u16::try_from(10 * base).unwrap()).collect()
}

/// What holds of every trace.
pub fn check(trace: &Chromatogram, file: &[u8]) {
    let scans = trace.scans();
    assert!(trace.channels.iter().all(|channel| channel.len() == scans));
    assert!(trace.calls.iter().all(|call| (call.scan as usize) < scans));
    assert!(trace.calls.windows(2).all(|pair| pair[0].scan < pair[1].scan));
    assert!(trace.calls.iter().all(|call| b"ACGTRYSWKMBDHVN".contains(&call.letter)));
    assert!(!trace.calls.is_empty());
    assert!(scans <= file.len(), "more scans than bytes");
    assert_eq!(
        trace.called_by == CalledBy::OwnPeaks,
        trace.remarks.contains(&Remark::CalledFromPeaks),
        "our own calls are told"
    );
    let signal = trace.run.signal.into_iter().flatten();
    assert!(signal.into_iter().all(f64::is_finite));
}

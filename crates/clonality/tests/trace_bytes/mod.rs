//! Files made by hand for the tests, and what holds of every trace that is read.
#![allow(dead_code, reason = "each test program uses a part")]

pub mod abif;
pub mod scf;

use abif::Abif;
use scf::Scf;
use shirube_clonality::abif::{AbifFile, Values};
use shirube_clonality::chromatogram::{Base, CalledBy, Chromatogram, Remark};
use shirube_clonality::trace_file::read;

/// The bases of the small files.
pub const LETTERS: &[u8] = b"GATTACACCG";

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
    assert!(trace.calls.windows(2).all(|pair| pair[0].scan <= pair[1].scan));
    assert!(trace.calls.iter().all(|call| b"ACGTRYSWKMBDHVN".contains(&call.letter)));
    assert!(!trace.calls.is_empty());
    assert!(scans <= file.len(), "more scans than bytes");
    assert!(trace.calls.len() <= 100_000, "more calls than a read has");
    assert_eq!(
        trace.called_by == CalledBy::OwnPeaks,
        trace.remarks.contains(&Remark::CalledFromPeaks),
        "our own calls are told"
    );
    let signal = trace.run.signal.into_iter().flatten();
    assert!(signal.into_iter().all(f64::is_finite));
}

/// Reads everything there is to read in some bytes.
pub fn read_all(bytes: &[u8]) {
    if let Ok(trace) = read(bytes) {
        check(&trace, bytes);
    }
    let Ok(file) = AbifFile::parse(bytes) else { return };
    for entry in file.entries() {
        assert!(!entry.label().is_empty());
        let (Ok(data), Ok(values)) = (entry.data(), entry.values()) else { continue };
        assert_eq!(data.len(), entry.size as usize);
        match values {
            Values::Shorts(shorts) => assert_eq!(shorts.iter().count(), data.len() / 2),
            Values::Thumbs(thumbs) => assert_eq!(thumbs.iter().count(), data.len() / 10),
            other => assert!(other.text().is_none_or(|text| text.len() <= data.len())),
        }
    }
}

/// Files of the kinds there are, by name.
pub fn small_abif_files() -> Vec<(&'static str, Vec<u8>)> {
    let plain = Abif::run(&clean_read(LETTERS), LETTERS, &clean_scans(LETTERS.len()));
    let full = plain
        .clone()
        .pascal(*b"SMPL", 1, b"sample")
        .c_string(*b"RunN", 1, b"run")
        .with(*b"RUND", 3, 10, &[7, 0xE3, 12, 31])
        .with(*b"RUNT", 3, 11, &[23, 59, 8, 99])
        .shorts(*b"S/N%", 1, &[10, 20, 30, 40])
        .shorts(*b"LANE", 1, &[3]);
    let directory_first = Abif { directory_first: true, ..plain.clone() };
    let old = [vec![0; 128], plain.bytes()].concat();
    vec![
        ("full", full.bytes()),
        ("directory_first", directory_first.bytes()),
        ("mac_binary", old),
        ("without_calls", plain.without(*b"PBAS").bytes()),
    ]
}

/// Files of the versions there are, by name.
pub fn small_scf_files() -> Vec<(&'static str, Vec<u8>)> {
    let plain = Scf {
        version: *b"3.00",
        sample_size: 2,
        channels: clean_read(LETTERS).map(|channel| channel.into_iter().map(i16::cast_unsigned).collect()),
        letters: LETTERS.to_vec(),
        scans: clean_scans(LETTERS.len()).into_iter().map(u32::from).collect(),
        probabilities: vec![[30; 4]; LETTERS.len()],
        comments: b"NAME=sample\nLANE=3\nSIGN=A=1,C=2,G=3,T=4\nRUND=20091212.095653\n".to_vec(),
    };
    let one_byte = Scf { sample_size: 1, ..plain.clone() };
    let second = Scf { version: *b"2.00", ..plain.clone() };
    vec![
        ("version_3", plain.bytes()),
        ("version_3_one_byte", one_byte.bytes()),
        ("version_2", second.bytes()),
    ]
}

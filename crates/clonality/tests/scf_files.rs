//! SCF files of all versions, whole and damaged.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test without its values has failed")]

mod trace_bytes;

use shirube_clonality::FormatError;
use shirube_clonality::chromatogram::{BaseCall, CalledBy, Chromatogram, Remark};
use shirube_clonality::trace_file::read;
use trace_bytes::scf::Scf;
use trace_bytes::{check, clean_read};

const LETTERS: &[u8] = b"GATTACACCGTAGGGTCA";

fn file(version: [u8; 4], sample_size: u32) -> Scf {
    // One byte holds up to 255; the clean peaks have 1,000.
    let shrink = if sample_size == 1 { 4 } else { 1 };
    Scf {
        version,
        sample_size,
        channels: clean_read(LETTERS).map(|channel| {
            channel.into_iter().map(|sample| u16::try_from(sample / shrink).unwrap()).collect()
        }),
        letters: LETTERS.to_vec(),
        scans: (1..).map(|base| 10 * base).take(LETTERS.len()).collect(),
        probabilities: (0..18).map(|base| [base, 20 + base, 40 + base, 60 + base]).collect(),
        comments: Vec::new(),
    }
}

fn trace(file: &Scf) -> Chromatogram {
    let bytes = file.bytes();
    let trace = read(&bytes).unwrap();
    check(&trace, &bytes);
    trace
}

fn error(file: &Scf) -> FormatError {
    read(&file.bytes()).unwrap_err()
}

const VERSIONS: [([u8; 4], u32); 7] =
    [(*b"1.00", 1), (*b"2.00", 1), (*b"2.02", 2), (*b"3.00", 1), (*b"3.00", 2), (*b"3.10", 1), (*b"3.10", 2)];

#[test]
fn samples_and_bases_are_read_in_every_version() {
    for (version, sample_size) in VERSIONS {
        let file = file(version, sample_size);
        let trace = trace(&file);
        for (channel, samples) in trace.channels.iter().zip(&file.channels) {
            assert!(channel.iter().copied().eq(samples.iter().map(|sample| i16::try_from(*sample).unwrap())));
        }
        assert!(trace.calls.iter().map(|call| call.letter).eq(LETTERS.iter().copied()));
        // G, A and T of the first three, each with the probability of its own base.
        assert_eq!(
            trace.calls[..3],
            [
                BaseCall { letter: b'G', scan: 10, quality: Some(40) },
                BaseCall { letter: b'A', scan: 20, quality: Some(1) },
                BaseCall { letter: b'T', scan: 30, quality: Some(62) },
            ]
        );
        assert_eq!(trace.called_by, CalledBy::BaseCaller);
        assert_eq!(trace.remarks, []);
    }
}

#[test]
fn differences_overflow_as_they_did_when_they_were_made() {
    for (sample_size, top) in [(1, 255), (2, 32_767)] {
        let mut file = file(*b"3.00", sample_size);
        file.channels[2] = (0..200).map(|scan| if scan % 2 == 0 { top } else { 0 }).collect();
        let read = trace(&file);
        assert!(read.channels[2].iter().copied().eq((0..200).map(|scan| if scan % 2 == 0 {
            top.cast_signed()
        } else {
            0
        })));
    }
}

#[test]
fn the_strongest_signals_are_clipped_and_it_is_told() {
    let mut file = file(*b"3.00", 2);
    file.channels[0][5] = 40_000;
    file.channels[3][6] = 32_768;
    let trace = trace(&file);
    assert_eq!((trace.channels[0][5], trace.channels[3][6]), (i16::MAX, i16::MAX));
    assert_eq!(trace.remarks, [Remark::SignalClipped]);
}

#[test]
fn samples_below_the_base_line_stay_below_it() {
    let mut file = file(*b"3.00", 2);
    file.channels[1][5] = (-12_i16).cast_unsigned();
    let trace = trace(&file);
    assert_eq!(trace.channels[1][5], -12);
    assert_eq!(trace.remarks, []);
}

#[test]
fn probabilities_of_nothing_but_zero_are_no_qualities() {
    let mut file = file(*b"3.00", 2);
    file.probabilities.fill([0; 4]);
    assert!(trace(&file).calls.iter().all(|call| call.quality.is_none()));
}

#[test]
fn a_base_without_decision_has_the_highest_of_its_probabilities() {
    let mut file = file(*b"3.00", 2);
    file.letters[0] = b'-';
    file.probabilities[0] = [3, 9, 1, 2];
    assert_eq!(trace(&file).calls[0], BaseCall { letter: b'N', scan: 10, quality: Some(9) });
}

#[test]
fn without_bases_they_are_called_from_the_peaks() {
    let mut file = file(*b"3.00", 2);
    file.letters.clear();
    file.scans.clear();
    file.probabilities.clear();
    let read = trace(&file);
    assert!(read.calls.iter().map(|call| call.letter).eq(LETTERS.iter().copied()));
    assert_eq!((read.called_by, read.remarks), (CalledBy::OwnPeaks, vec![Remark::CalledFromPeaks]));
    file.channels.iter_mut().for_each(|channel| channel.fill(0));
    assert_eq!(error(&file), FormatError::NoSignal);
}

#[test]
fn bases_from_the_first_whose_position_steps_back_are_dropped() {
    let mut file = file(*b"2.00", 1);
    file.scans[10] = 15;
    let trace = trace(&file);
    assert_eq!(trace.calls.len(), 10);
    assert_eq!(trace.remarks, [Remark::PeaksOutOfOrder]);
}

#[test]
fn comments_tell_of_sample_and_run() {
    let mut file = file(*b"3.00", 2);
    file.comments = b"NAME=P-017 baseline\nLANE=77\nSIGN=A=388,C=461,G=500,T=300\nSPAC=14.20\n\
        RUND=20091212.095653 - 20091212.114449\nDYEP=KB_3730.mob\nMACH=Sequencer 1\nMODL=3730\nBCAL=KB.bcp\n\
        VER2=KB 1.2\nCOMM=Z\xFCrich\nOPER=lab\n\0"
        .to_vec();
    let said = trace(&file).run;
    assert_eq!(said.sample.as_deref(), Some("P-017 baseline"));
    assert_eq!(said.comment.as_deref(), Some("Zürich"));
    assert_eq!(said.machine_model.as_deref(), Some("3730"));
    assert_eq!(said.machine_name.as_deref(), Some("Sequencer 1"));
    assert_eq!(said.base_caller.as_deref(), Some("KB.bcp (KB 1.2)"));
    assert_eq!(said.dye_set.as_deref(), Some("KB_3730.mob"));
    assert_eq!(said.user.as_deref(), Some("lab"));
    assert_eq!(said.lane, Some(77));
    assert_eq!(said.collected.as_deref(), Some("2009-12-12 09:56:53"));
    assert_eq!(said.signal, Some([388.0, 461.0, 500.0, 300.0]));
}

#[test]
fn comments_of_nonsense_tell_nothing() {
    let mut file = file(*b"3.00", 2);
    file.comments = b"NAME\nLANE=x\nSIGN=A=1,C=2,G=inf,T=4\nRUND=2009\xFF212.095653\n=\n".to_vec();
    assert_eq!(trace(&file).run, shirube_clonality::chromatogram::RunDetails::default());
}

#[test]
fn other_versions_are_told() {
    for version in [*b"4.00", *b"0.90", *b"3 00", [0; 4]] {
        let mut file = file(*b"3.00", 2);
        file.version = version;
        assert_eq!(error(&file), FormatError::UnsupportedVersion { version: u32::from_be_bytes(version) });
    }
}

#[test]
fn files_that_end_too_soon_tell_what_is_missing() {
    let truncated = |what: &str| Err(FormatError::Truncated { what: what.to_owned() });
    for (version, sample_size) in VERSIONS {
        let bytes = file(version, sample_size).bytes();
        let bases = bytes.len() - 12 * LETTERS.len();
        assert_eq!(read(&bytes[..127]), truncated("header"));
        assert_eq!(read(&bytes[..bases - 1]), truncated("samples"));
        assert_eq!(read(&bytes[..bytes.len() - 1]), truncated("bases"));
    }
}

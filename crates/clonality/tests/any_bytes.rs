//! Whatever the bytes, a trace that holds together or a typed error.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test without its values has failed")]

mod trace_bytes;

use std::sync::LazyLock;

use proptest::prelude::*;
use shirube_clonality::abif::{AbifFile, Values};
use shirube_clonality::trace_file::read;
use trace_bytes::abif::Abif;
use trace_bytes::scf::Scf;
use trace_bytes::{check, clean_read, clean_scans};

const LETTERS: &[u8] = b"GATTACACCG";

/// Reads everything there is to read.
fn read_all(bytes: &[u8]) {
    if let Ok(trace) = read(bytes) {
        check(&trace, bytes);
    }
    let Ok(file) = AbifFile::parse(bytes) else { return };
    for entry in file.entries() {
        assert!(!entry.label().is_empty());
        let Ok(data) = entry.data() else { continue };
        assert_eq!(data.len(), entry.size as usize);
        match entry.values().unwrap() {
            Values::Shorts(shorts) => assert_eq!(shorts.iter().count(), data.len() / 2),
            Values::Thumbs(thumbs) => assert_eq!(thumbs.iter().count(), data.len() / 10),
            other => assert!(other.text().is_none_or(|text| text.len() <= data.len())),
        }
    }
}

fn abif() -> Vec<u8> {
    Abif::run(&clean_read(LETTERS), LETTERS, &clean_scans(LETTERS.len()))
        .pascal(*b"SMPL", 1, b"sample")
        .c_string(*b"RunN", 1, b"run")
        .with(*b"RUND", 3, 10, &[7, 0xE3, 12, 31])
        .with(*b"RUNT", 3, 11, &[23, 59, 8, 99])
        .shorts(*b"S/N%", 1, &[10, 20, 30, 40])
        .shorts(*b"LANE", 1, &[3])
        .bytes()
}

fn scf(version: [u8; 4]) -> Vec<u8> {
    let channels = clean_read(LETTERS);
    Scf {
        version,
        sample_size: 2,
        channels: channels.map(|channel| channel.into_iter().map(i16::cast_unsigned).collect()),
        letters: LETTERS.to_vec(),
        scans: clean_scans(LETTERS.len()).into_iter().map(u32::from).collect(),
        probabilities: vec![[30; 4]; LETTERS.len()],
        comments: b"NAME=sample\nSIGN=A=1,C=2,G=3,T=4\n".to_vec(),
    }
    .bytes()
}

static VALID_FILES: LazyLock<[Vec<u8>; 4]> = LazyLock::new(|| {
    let directory_first =
        Abif { directory_first: true, ..Abif::run(&clean_read(LETTERS), LETTERS, &[10, 20]) };
    [abif(), directory_first.bytes(), scf(*b"3.00"), scf(*b"2.00")]
});

#[test]
fn files_cut_anywhere_are_read_or_refused() {
    for file in VALID_FILES.iter() {
        assert!(read(file).is_ok());
        for end in 0..file.len() {
            read_all(&file[..end]);
        }
    }
}

#[test]
fn files_with_any_one_byte_changed_are_read_or_refused() {
    for mut file in VALID_FILES.clone() {
        for place in 0..file.len() {
            let before = file[place];
            for after in [0, 0xFF, before ^ 1] {
                file[place] = after;
                read_all(&file);
            }
            file[place] = before;
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        read_all(&bytes);
        read_all(&[b"ABIF\0\x65tdir", &bytes[..]].concat());
        read_all(&[b".scf", &bytes[..]].concat());
    }

    #[test]
    fn files_with_several_words_changed_are_read_or_refused(
        which in 0..4_usize,
        changes in prop::collection::vec((any::<prop::sample::Index>(), prop::num::u32::ANY, 0..32_u32), 1..12),
    ) {
        let mut file = VALID_FILES[which].clone();
        for (place, word, shift) in changes {
            // Small numbers and large ones, where sizes and offsets may stand.
            let place = place.index(file.len() / 4 - 1) * 4 + 2 * usize::from(which < 2);
            file[place..place + 4].copy_from_slice(&(word >> shift).to_be_bytes());
        }
        read_all(&file);
    }

    #[test]
    fn entries_of_any_kind_are_read_or_refused(
        entries in prop::collection::vec(
            (
                prop::sample::select(vec![
                    *b"FWO_", *b"PBAS", *b"PLOC", *b"PCON", *b"DATA", *b"SMPL", *b"S/N%", *b"RUND", *b"RUNT", *b"LANE",
                ]),
                prop::sample::select(vec![1_u32, 2, 3, 9, 10, 11, 12]),
                prop::sample::select(vec![1_u16, 2, 3, 4, 5, 7, 8, 10, 11, 12, 13, 18, 19, 1024]),
                prop::collection::vec(any::<u8>(), 0..80),
            ),
            0..25,
        ),
    ) {
        let base = Abif::run(&clean_read(LETTERS), LETTERS, &clean_scans(LETTERS.len()));
        let file = entries.iter().fold(base, |file, (name, number, kind, data)| file.with(*name, *number, *kind, data));
        read_all(&file.bytes());
    }
}

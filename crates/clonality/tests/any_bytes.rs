//! Whatever the bytes, a trace that holds together or a typed error.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test without its values has failed")]

mod trace_bytes;

use std::sync::LazyLock;

use proptest::prelude::*;
use shirube_clonality::trace_file::read;
use trace_bytes::abif::Abif;
use trace_bytes::{LETTERS, clean_read, clean_scans, read_all, small_abif_files, small_scf_files};

static VALID_FILES: LazyLock<Vec<Vec<u8>>> =
    LazyLock::new(|| small_abif_files().into_iter().chain(small_scf_files()).map(|(_, file)| file).collect());

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
        which in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), prop::num::u32::ANY, 0..32_u32), 1..12),
    ) {
        let which = which.index(VALID_FILES.len());
        let mut file = VALID_FILES[which].clone();
        for (place, word, shift) in changes {
            // Small numbers and large ones, where sizes and offsets may stand.
            let place = place.index(file.len() / 4 - 1) * 4 + 2 * usize::from(file.starts_with(b"ABIF"));
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

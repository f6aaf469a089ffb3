use proptest::prelude::*;

use super::*;

const LTR: &str = "GACAGCCCATCCTATAGCACTCTCAGGAGAGAAATTTAGTACACA";

fn calls(letters: &[u8]) -> Vec<BaseCall> {
    let scans = (0u32..).map(|index| index * 12);
    letters.iter().zip(scans).map(|(&letter, scan)| BaseCall { letter, scan, quality: None }).collect()
}

fn anchor(text: &str) -> Anchor {
    Anchor::parse(text).unwrap()
}

fn reverse_complement(letters: &[u8]) -> Vec<u8> {
    let complement = |letter: &u8| match letter {
        b'A' => b'T',
        b'C' => b'G',
        b'G' => b'C',
        _ => b'A',
    };
    letters.iter().rev().map(complement).collect()
}

fn sequence(length: usize) -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(prop::sample::select(b"ACGT".as_slice()), length)
}

#[test]
fn anchors_are_read_as_people_paste_them() {
    assert_eq!(anchor("ttagtacaca").letters(), b"TTAGTACACA");
    assert_eq!(anchor(">HTLV-1 LTR end\n  1 TTAG TACA\r\n 11 CAuu\n").letters(), b"TTAGTACACATT");
    assert_eq!(anchor("TTAGTACACARYN").letters(), b"TTAGTACACARYN");
}

#[test]
fn what_is_no_anchor_says_why() {
    for (text, error) in [
        ("", AnchorError::Empty),
        (" \n>only a heading", AnchorError::Empty),
        ("ACGTACG", AnchorError::TooShort),
        ("ACGTACG-A", AnchorError::NotNucleotide { letter: '-' }),
        ("ACGTACGアA", AnchorError::NotNucleotide { letter: 'ア' }),
        ("ACGTACGZA", AnchorError::NotNucleotide { letter: 'Z' }),
        ("ACGTNNNNNNNN", AnchorError::TooAmbiguous),
        ("RYRYRYRYRYRYRYR", AnchorError::TooAmbiguous),
    ] {
        assert_eq!(Anchor::parse(text), Err(error), "{text}");
    }
    assert!(Anchor::parse("RYRYRYRYRYRYRYRY").is_ok());
    assert_eq!(Anchor::parse(&"A".repeat(401)), Err(AnchorError::TooLong));
}

#[test]
fn presets_are_anchors_and_read_outward() {
    for preset in Preset::ALL {
        assert_eq!(anchor(preset.sequence()).letters(), preset.sequence().as_bytes());
    }
    // Starts of the 5′ LTRs as published, inward.
    let inward = |preset: Preset| reverse_complement(preset.sequence().as_bytes());
    assert_eq!(inward(Preset::Htlv1FivePrime), b"TGACAATGACCATGAGCCCCAAATATCCC");
    assert_eq!(inward(Preset::BlvFivePrime), b"TGTATGAAAGATCAT");
    assert!(Preset::Htlv1ThreePrime.sequence().ends_with("TTAGTACACA"));
    assert!(Preset::BlvThreePrime.sequence().ends_with("CCGGCAAACA"));
}

#[test]
fn ambiguous_letters_agree_in_anchor_and_read() {
    let read = calls(b"CCGTTCAGTACACAGGACTT");
    let found = find(&read, &anchor("TTYAGKACACA")).unwrap();
    assert_eq!((found.position, found.mismatches), (14, 0));
    // R in the read may be the A of the anchor, Y may not; N decides nothing.
    for (letter, mismatches) in [(b'R', 0), (b'Y', 1), (b'N', 1)] {
        let mut letters = b"CCGTTCAGTACACAGGACTT".to_vec();
        letters[6] = letter;
        let found = find(&calls(&letters), &anchor("TTCAGTACACA")).unwrap();
        assert_eq!((found.position, found.mismatches), (14, mismatches), "{}", letter as char);
    }
}

#[test]
fn an_anchor_that_stands_twice_is_found_once_and_is_unsure() {
    let read = [b"GCATCCGA".as_slice(), LTR.as_bytes(), b"TGCCATGCAT", LTR.as_bytes(), b"GGATC"].concat();
    let found = find(&calls(&read), &anchor(LTR)).unwrap();
    assert_eq!(found.position, 8 + LTR.len());
    assert!((found.confidence - 0.5).abs() < 1e-6, "{}", found.confidence);

    let read = [b"GCATCCGA".as_slice(), LTR.as_bytes(), b"TGCCATGCAT"].concat();
    assert!(find(&calls(&read), &anchor(LTR)).unwrap().confidence > 0.999_999);
}

#[test]
fn an_anchor_with_too_many_differences_is_not_found() {
    let mut letters = [b"GCATCCGA".as_slice(), LTR.as_bytes(), b"TGCCATGCAT"].concat();
    for index in 0..LTR.len() / 5 {
        let letter = &mut letters[8 + 5 * index];
        *letter = if *letter == b'A' { b'C' } else { b'A' };
    }
    assert_eq!(find(&calls(&letters), &anchor(LTR)).unwrap().mismatches, 9);
    letters[8 + 43] = b'T';
    assert_eq!(find(&calls(&letters), &anchor(LTR)), None);
    assert_eq!(find(&[], &anchor(LTR)), None);
}

/// A base too many in `…TAGTACACA|` could also be a base too few in a shorter stretch.
#[test]
fn a_base_too_many_near_the_end_does_not_shift_the_junction() {
    let mut letters = [b"GCATCCGA".as_slice(), LTR.as_bytes(), b"TGCCATGCAT"].concat();
    letters.insert(8 + 40, b'A');
    let found = find(&calls(&letters), &anchor(LTR)).unwrap();
    assert_eq!((found.position, found.insertions, found.deletions), (8 + LTR.len() + 1, 1, 0));
}

#[test]
fn a_junction_by_hand_lies_where_it_was_put() {
    let forward = Junction::by_hand(7, Strand::Forward);
    assert_eq!((forward.position, forward.anchor, forward.by_hand), (7, (7, 7), true));
    let reverse = Junction::by_hand(7, Strand::Reverse);
    assert_eq!((reverse.position, reverse.anchor), (7, (8, 8)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_planted_anchor_is_found_on_either_strand(
        before in sequence(60),
        after in sequence(80),
        mutations in prop::collection::vec((0usize..3, 2usize..36, prop::sample::select(b"ACGT".as_slice())), 0..4),
    ) {
        let mut planted = LTR.as_bytes().to_vec();
        for &(kind, place, letter) in &mutations {
            match kind {
                0 => planted[place] = letter,
                1 => planted.insert(place, letter),
                _ => { planted.remove(place); },
            }
        }
        let read = [before.as_slice(), &planted, &after].concat();
        let found = find(&calls(&read), &anchor(LTR)).unwrap();
        prop_assert_eq!(found.strand, Strand::Forward);
        prop_assert_eq!(found.position, before.len() + planted.len());
        prop_assert!(found.mismatches + found.insertions + found.deletions <= mutations.len());
        prop_assert!(found.confidence > 0.99);

        let mirrored = find(&calls(&reverse_complement(&read)), &anchor(LTR)).unwrap();
        prop_assert_eq!(mirrored.strand, Strand::Reverse);
        prop_assert_eq!(mirrored.position, after.len() - 1);
        prop_assert_eq!(mirrored.anchor.0, after.len());
    }

    #[test]
    fn a_chance_sequence_has_no_anchor(read in sequence(400)) {
        prop_assert_eq!(find(&calls(&read), &anchor(LTR)), None);
    }

    #[test]
    fn any_read_and_any_anchor_give_a_place_within_the_read(
        read in prop::collection::vec(any::<u8>(), 0..200),
        text in "[ACGTRYKMSWBDHVNacgt \n]{8,60}",
    ) {
        if let Ok(anchor) = Anchor::parse(&text)
            && let Some(found) = find(&calls(&read), &anchor)
        {
            prop_assert!(found.position <= read.len());
            prop_assert!(found.anchor.0 <= found.anchor.1 && found.anchor.1 <= read.len());
            prop_assert!((0.0..=1.0).contains(&found.confidence));
        }
    }
}

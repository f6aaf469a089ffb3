//! What is withheld, what is refused, and that nothing panics.

use proptest::prelude::*;

use super::mixtures::{chromatogram, mixture, over_diverse_rest, pure, with_flanks};
use super::{ANCHOR, constant, letters, read_of, settings};
use crate::chromatogram::{BaseCall, CalledBy, Chromatogram, RunDetails};
use crate::junction::{Anchor, Strand};
use crate::trace_clonality::{TraceError, TraceReport, TraceSettings, TraceWarning, Withheld, analyse};

fn report(amounts: &[[f64; 4]], settings: &TraceSettings) -> TraceReport {
    analyse(&chromatogram(amounts), settings).unwrap()
}

fn scaled(amounts: &[[f64; 4]], factor: f64) -> Vec<[f64; 4]> {
    amounts.iter().map(|amounts| amounts.map(|amount| amount * factor)).collect()
}

#[test]
fn unfit_reads_are_withheld_with_the_reason() {
    let host = mixture(&[(0.6, &letters(1, 60)), (0.4, &letters(2, 60))]);
    let good = read_of(&host);
    assert!(report(&good, &settings()).result.is_ok());

    // A second template all along the read.
    let contaminated = mixture(&[(0.8, &constant()), (0.2, &letters(9, constant().len()))]);
    let short_constant = [pure(&ANCHOR.as_bytes()[30..]), host.clone()].concat();
    for (amounts, reason) in [
        (scaled(&good, 0.04), Withheld::WeakSignal),
        ([contaminated, host.clone()].concat(), Withheld::ConstantRegionImpure),
        (with_flanks(&good, 0.28), Withheld::Phasing),
        (scaled(&good, 40.0), Withheld::Saturated),
        (good[..105 + 6 + 9].to_vec(), Withheld::WindowTooShort),
        (good[..105].to_vec(), Withheld::WindowTooShort),
    ] {
        let reasons = report(&amounts, &settings()).result.unwrap_err();
        assert!(reasons.contains(&reason), "{reason:?} in {reasons:?}");
    }
    let end_of_anchor = TraceSettings { anchor: Anchor::parse(&ANCHOR[30..]).unwrap(), ..settings() };
    let reasons = report(&short_constant, &end_of_anchor).result.unwrap_err();
    assert_eq!(reasons, [Withheld::ConstantRegionTooShort]);
}

/// Bases passed over directly after a virus are host, a mixture like the window; a longer stretch should be constant.
#[test]
fn a_mixed_stretch_before_the_window_is_withheld_only_where_it_should_be_constant() {
    let diverse = over_diverse_rest(0.2, &letters(1, 80));
    let usual = report(&read_of(&diverse), &settings());
    assert_eq!(usual.quality.skip_dominance_raw, None);
    assert!(usual.result.is_ok());

    let long = TraceSettings { skip: 18, ..settings() };
    let mixed = report(&read_of(&diverse), &long);
    assert!(mixed.quality.skip_dominance_raw.unwrap() < 0.3);
    assert_eq!(mixed.result.unwrap_err(), [Withheld::SkippedPartMixed]);

    let constant_then_mixed = [pure(&letters(6, 15)), diverse].concat();
    assert!(report(&read_of(&constant_then_mixed), &long).result.is_ok());
}

#[test]
fn a_read_without_the_anchor_is_refused() {
    let read = chromatogram(&pure(&letters(1, 300)));
    assert_eq!(analyse(&read, &settings()), Err(TraceError::JunctionNotFound));
}

#[test]
fn settings_and_junctions_out_of_range_are_refused() {
    let read = chromatogram(&read_of(&pure(&letters(3, 60))));
    let calls = read.calls.len();
    let with = |change: &dyn Fn(&mut TraceSettings)| {
        let mut settings = settings();
        change(&mut settings);
        analyse(&read, &settings).map(|_| ())
    };
    assert_eq!(with(&|s| s.window = 9), Err(TraceError::BadSettings));
    assert_eq!(with(&|s| s.background = [0.25, 0.25, 0.25, 0.2]), Err(TraceError::BadSettings));
    assert_eq!(with(&|s| s.background = [0.6, 0.2, 0.1, 0.1]), Err(TraceError::BadSettings));
    assert_eq!(with(&|s| s.background = [f64::NAN, 0.5, 0.25, 0.25]), Err(TraceError::BadSettings));
    assert_eq!(with(&|s| s.background = [0.295, 0.205, 0.205, 0.295]), Ok(()));
    for (position, strand, outcome) in [
        (calls, Strand::Forward, Ok(())),
        (calls + 1, Strand::Forward, Err(TraceError::JunctionOutside)),
        (calls - 1, Strand::Reverse, Ok(())),
        (calls, Strand::Reverse, Err(TraceError::JunctionOutside)),
        (usize::MAX, Strand::Forward, Err(TraceError::JunctionOutside)),
    ] {
        assert_eq!(
            with(&|s| s.junction_by_hand = Some((position, strand))),
            outcome,
            "{position} {strand:?}"
        );
    }
}

#[test]
fn an_anchor_that_differs_is_said() {
    let mut letters_of_read = [constant(), letters(3, 60)].concat();
    letters_of_read[80] = if letters_of_read[80] == b'A' { b'C' } else { b'A' };
    let report = report(&pure(&letters_of_read), &settings());
    assert_eq!(report.warnings, [TraceWarning::AnchorDiffers]);
    assert_eq!(report.junction.mismatches, 1);
}

fn any_chromatogram() -> impl Strategy<Value = Chromatogram> {
    let channel = prop::collection::vec(any::<i16>(), 0..400);
    let call = (prop::sample::select(b"ACGTNRYacgt-\0".as_slice()), any::<u16>(), any::<bool>());
    let calls = prop::collection::vec(call, 0..200);
    ([channel.clone(), channel.clone(), channel.clone(), channel], calls).prop_map(|(channels, calls)| {
        let calls = calls.into_iter().map(|(letter, scan, near)| BaseCall {
            letter,
            scan: if near { u32::from(scan % 400) } else { u32::from(scan) << 16 | u32::from(scan) },
            quality: None,
        });
        Chromatogram {
            calls: calls.collect(),
            channels,
            called_by: CalledBy::OwnPeaks,
            run: RunDetails::default(),
            remarks: Vec::new(),
        }
    })
}

proptest! {
    #[test]
    fn any_chromatogram_and_settings_give_an_answer(
        chromatogram in any_chromatogram(),
        by_hand in prop::option::of((0usize..250, prop::sample::select([Strand::Forward, Strand::Reverse].as_slice()))),
        skip in prop_oneof![0usize..60, Just(usize::MAX)],
        window in prop_oneof![0usize..120, Just(usize::MAX)],
    ) {
        let settings = TraceSettings { junction_by_hand: by_hand, skip, window, ..settings() };
        if let Ok(report) = analyse(&chromatogram, &settings) {
            if let Ok(found) = &report.result {
                for estimate in [found.dominance, found.simpson, found.entropy] {
                    prop_assert!(0.0 <= estimate.low && estimate.low <= estimate.value);
                    prop_assert!(estimate.value <= estimate.high && estimate.high <= 1.0);
                }
                prop_assert!(found.effective_clones.value >= 1.0);
            }
            prop_assert_eq!(report.quality.window_bases, report.positions.len());
            prop_assert!((0.0..=1.0).contains(&report.quality.saturated));
        }
    }
}

//! Simulated traces: their truth, what disturbs them, and their files.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test without its values has failed")]

use proptest::prelude::*;
use shirube_clonality::abif_writer::{self, AbifContent, AbifWriteError};
use shirube_clonality::chromatogram::{Base, BaseCall, CalledBy, Chromatogram, Remark};
use shirube_clonality::junction::{Anchor, Preset, Strand};
use shirube_clonality::simulate::mixture::{HostClone, Mixture, Rest};
use shirube_clonality::simulate::signal::{Crosstalk, Property, SignalSettings};
use shirube_clonality::simulate::{SimulatedTrace, SimulationError, SimulationSettings, simulate};
use shirube_clonality::trace_file::read;

fn settings(fractions: &[f64], signal: &SignalSettings, seed: u64) -> SimulationSettings {
    let anchor = Anchor::parse(Preset::Htlv1ThreePrime.sequence()).unwrap();
    SimulationSettings {
        signal: *signal,
        ..SimulationSettings::new(Mixture::of_fractions(fractions), anchor, seed)
    }
}

fn ideal(fractions: &[f64], seed: u64) -> SimulationSettings {
    settings(fractions, &SignalSettings::IDEAL, seed)
}

fn measured(fractions: &[f64], seed: u64) -> SimulationSettings {
    settings(fractions, &SignalSettings::MEASURED, seed)
}

fn bases(letters: &[u8]) -> Vec<Base> {
    let base = |letter: &u8| Base::ALL.into_iter().find(|base| base.letter() == *letter).unwrap();
    letters.iter().map(base).collect()
}

fn letters(trace: &SimulatedTrace) -> Vec<u8> {
    trace.chromatogram.calls.iter().map(|call| call.letter).collect()
}

/// Shares of the four channels at a call.
fn shares(trace: &Chromatogram, call: usize) -> [f64; 4] {
    let heights = trace.at(trace.calls[call].scan).map(f64::from);
    heights.map(|height| height / heights.iter().sum::<f64>())
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let values: Vec<f64> = values.collect();
    values.iter().sum::<f64>() / f64::from(u32::try_from(values.len()).unwrap())
}

/// One minus the largest shares' mean, over a quarter: C1.
fn dominance(shares: impl Iterator<Item = [f64; 4]>) -> f64 {
    (mean(shares.map(|shares| shares.into_iter().fold(0.0, f64::max))) - 0.25) / 0.75
}

#[test]
fn one_clone_over_an_endlessly_diverse_rest_has_the_statistics_of_its_share() {
    // C4 by its definition, 1 + (p + q) log4(p + q) + 3 q log4(q) with q = (1 − p)/4, worked out to four decimals.
    for (share, entropy) in [
        (1.0, 1.0000),
        (0.9, 0.7484),
        (0.75, 0.5033),
        (0.5, 0.2256),
        (0.25, 0.0599),
        (0.1, 0.0102),
        (0.0, 0.0000),
    ] {
        for strand in [Strand::Forward, Strand::Reverse] {
            let truth = simulate(&SimulationSettings { strand, ..ideal(&[share], 5) }).unwrap().truth;
            assert!((truth.statistics.dominance - share).abs() < 1e-12, "{share}: {truth:?}");
            assert!((truth.statistics.simpson - share * share).abs() < 1e-12, "{share}");
            assert!(
                (truth.statistics.entropy - entropy).abs() < 5e-5,
                "{share}: {}",
                truth.statistics.entropy
            );
            assert!((truth.clone_simpson - share * share).abs() < 1e-12);
        }
    }
}

#[test]
fn the_simpson_index_of_windows_is_that_of_the_clones_on_average() {
    for fractions in [[0.5, 0.5].as_slice(), &[0.8, 0.2], &[0.1; 10], &[0.4, 0.3, 0.1]] {
        let truths: Vec<f64> =
            (0..150).map(|seed| simulate_truth(&short(ideal(fractions, seed))).statistics.simpson).collect();
        let expected: f64 = fractions.iter().map(|share| share * share).sum();
        let found = mean(truths.iter().copied());
        let variance = mean(truths.iter().map(|value| (value - found) * (value - found)));
        assert!((found - expected).abs() < 4.0 * (variance / 150.0).sqrt(), "{fractions:?}: {found}");
    }
}

/// No longer than the window needs.
fn short(settings: SimulationSettings) -> SimulationSettings {
    SimulationSettings { lead: 0, read_length: 91, ..settings }
}

fn simulate_truth(settings: &SimulationSettings) -> shirube_clonality::simulate::truth::Truth {
    simulate(settings).unwrap().truth
}

#[test]
fn without_disturbance_the_heights_are_the_truth() {
    for (strand, seed) in [(Strand::Forward, 1), (Strand::Reverse, 2)] {
        let trace = simulate(&SimulationSettings { strand, ..ideal(&[0.4, 0.25, 0.1], seed) }).unwrap();
        let truth = &trace.truth;
        let call = |place: usize| match strand {
            Strand::Forward => truth.junction + 6 + place,
            Strand::Reverse => truth.junction - 6 - place,
        };
        for (place, expected) in truth.window.iter().enumerate() {
            let found = shares(&trace.chromatogram, call(place));
            for (found, expected) in found.iter().zip(expected) {
                // Heights sum to 30,000, and each is rounded to a whole number.
                assert!((found - expected).abs() < 1e-4, "{found} {expected}");
            }
        }
        let found = dominance((0..40).map(|place| shares(&trace.chromatogram, call(place))));
        assert!((found - truth.statistics.dominance).abs() < 1e-4);
    }
}

#[test]
fn the_host_follows_the_anchor_or_comes_before_its_reverse_complement() {
    let anchor = Preset::Htlv1ThreePrime.sequence().as_bytes();
    let host = b"GATTACAGGCATTAGACCATGCATTACGGATACCAGATTTACGACCAGTACCA";
    let mixture =
        Mixture { clones: vec![HostClone { fraction: 1.0, host: bases(host) }], rest: Rest::Diverse };
    let forward = SimulationSettings { mixture, ..ideal(&[], 9) };
    let trace = simulate(&forward).unwrap();
    let read_letters = letters(&trace);
    assert_eq!((read_letters.len(), trace.truth.junction), (300, 165));
    assert_eq!(&read_letters[120..165], anchor);
    assert_eq!(&read_letters[165..165 + host.len()], host);
    assert_eq!(trace.truth.clones[0].host[..host.len()], bases(host));

    let reverse = simulate(&SimulationSettings { strand: Strand::Reverse, ..forward }).unwrap();
    let complement = |letter: &u8| b"TGCA"[b"ACGT".iter().position(|base| base == letter).unwrap()];
    let expected: Vec<u8> = read_letters.iter().rev().map(complement).collect();
    assert_eq!(letters(&reverse), expected);
    assert_eq!(expected[reverse.truth.junction], complement(&host[0]));
}

#[test]
fn letters_that_stand_for_several_bases_become_one_of_them() {
    let anchor = Anchor::parse("RYSWKMBDHVNACGTACGT").unwrap();
    for seed in 0..30 {
        let trace = simulate(&SimulationSettings { anchor: anchor.clone(), ..ideal(&[1.0], seed) }).unwrap();
        let found = &letters(&trace)[120..139];
        let meant: [&[u8]; 11] =
            [b"AG", b"CT", b"CG", b"AT", b"GT", b"AC", b"CGT", b"AGT", b"ACT", b"ACG", b"ACGT"];
        assert!(found.iter().zip(meant).all(|(letter, meant)| meant.contains(letter)), "{found:?}");
        assert_eq!(&found[11..], b"ACGTACGT");
    }
}

#[test]
fn many_small_clones_come_near_an_endlessly_diverse_rest() {
    let of = |rest| {
        let mixture = Mixture { rest, ..Mixture::of_fractions(&[0.5]) };
        simulate_truth(&SimulationSettings { mixture, ..ideal(&[], 3) })
    };
    let (diverse, many) = (of(Rest::Diverse), of(Rest::Clones(2_000)));
    assert_eq!((diverse.clones.len(), many.clones.len()), (1, 2_001));
    assert!((diverse.diverse - 0.5).abs() < 1e-12 && many.diverse.abs() < 1e-12);
    // The share of a base among 2,000 clones has a standard error of 0.01, and it is halved.
    assert!((diverse.statistics.dominance - many.statistics.dominance).abs() < 0.02);
}

/// A pure read of one sequence with one disturbance.
fn pure(host: &[u8], signal: &SignalSettings) -> Chromatogram {
    let mixture =
        Mixture { clones: vec![HostClone { fraction: 1.0, host: bases(host) }], rest: Rest::Diverse };
    simulate(&SimulationSettings { mixture, ..settings(&[], signal, 4) }).unwrap().chromatogram
}

#[test]
fn crosstalk_is_that_of_its_matrix() {
    let mut matrix = [[0.0; 4]; 4];
    matrix[0] = [0.0, 0.1, 0.02, 0.0];
    matrix[3] = [0.05, 0.0, 0.0, 0.0];
    let trace =
        pure(b"ACGTACGT", &SignalSettings { crosstalk: Crosstalk::Matrix(matrix), ..SignalSettings::IDEAL });
    assert_shares(&trace, 165, [0.88, 0.1, 0.02, 0.0]);
    assert_shares(&trace, 166, [0.0, 1.0, 0.0, 0.0]);
    assert_shares(&trace, 167, [0.0, 0.0, 1.0, 0.0]);
    assert_shares(&trace, 168, [0.05, 0.0, 0.0, 0.95]);
}

fn assert_shares(trace: &Chromatogram, call: usize, expected: [f64; 4]) {
    for (found, expected) in shares(trace, call).iter().zip(expected) {
        assert!((found - expected).abs() < 1e-4, "{:?}, not {expected}", shares(trace, call));
    }
}

#[test]
fn molecules_out_of_step_show_their_neighbours() {
    let trace = pure(b"ACGTGCA", &SignalSettings { early: 0.14, late: 0.05, ..SignalSettings::IDEAL });
    // At the first G 5 % are one base behind, 12 % one ahead and 2 % two ahead, at the other G.
    assert_shares(&trace, 167, [0.0, 0.05, 0.83, 0.12]);
}

#[test]
fn a_polymerase_slips_on_runs_of_eight_but_not_of_seven() {
    let slipping = SignalSettings { slippage: 0.1, ..SignalSettings::IDEAL };
    let trace = pure(b"CCCCCCCCGTAGTA", &slipping);
    assert_shares(&trace, 165 + 8, [0.0, 0.1, 0.8, 0.1]);
    assert_shares(&trace, 165 + 12, [0.1, 0.0, 0.1, 0.8]);
    let trace = pure(b"CCCCCCCGTAGTA", &slipping);
    assert_shares(&trace, 165 + 7, [0.0, 0.0, 1.0, 0.0]);
}

fn heights(trace: &Chromatogram) -> Vec<f64> {
    trace.calls.iter().map(|call| trace.at(call.scan).map(f64::from).into_iter().sum()).collect()
}

#[test]
fn the_signal_declines_by_its_share_in_a_hundred_bases() {
    let heights = heights(&pure(b"", &SignalSettings { decline: 0.3, ..SignalSettings::IDEAL }));
    assert!((heights[200] / heights[100] - 0.7).abs() < 1e-4);
    assert!((heights[250] / heights[50] - 0.49).abs() < 1e-4);
}

#[test]
fn no_intensity_is_above_the_detectors_limit() {
    let trace = pure(b"", &SignalSettings { height: 50_000.0, limit: 31_000, ..SignalSettings::IDEAL });
    assert_eq!(trace.channels.iter().flatten().max(), Some(&31_000));
    assert!(trace.calls.iter().all(|call| trace.at(call.scan).contains(&31_000)));
}

#[test]
fn heights_follow_from_the_base_and_the_three_before_it() {
    let signal = SignalSettings { height: 5_000.0, height_variation: 0.3, ..SignalSettings::IDEAL };
    let heights = heights(&pure(&b"GATTACAG".repeat(6), &signal));
    let host = &heights[165 + 3..165 + 48];
    assert!(host.windows(9).all(|window| (window[0] - window[8]).abs() <= 1.0));
    let logarithms: Vec<f64> = (0..20)
        .flat_map(|seed| {
            let trace = simulate(&settings(&[1.0], &signal, seed)).unwrap().chromatogram;
            heights_of_lead(&trace)
        })
        .collect();
    let average = mean(logarithms.iter().copied());
    let deviation = mean(logarithms.iter().map(|value| (value - average) * (value - average))).sqrt();
    assert!((deviation - 0.3).abs() < 0.02, "{deviation}");
}

fn heights_of_lead(trace: &Chromatogram) -> Vec<f64> {
    heights(trace)[..120].iter().map(|height| shirube_numeric::ops::ln(*height)).collect()
}

#[test]
fn amplification_favours_one_clone_or_another_from_read_to_read() {
    let signal = SignalSettings { amplification: 0.2, ..SignalSettings::IDEAL };
    let logarithms: Vec<f64> = (0..200)
        .map(|seed| {
            let clones = [b"CACACACACA", b"GTGTGTGTGT"];
            let clones = clones.map(|host| HostClone { fraction: 0.5, host: bases(host) }).to_vec();
            let mixture = Mixture { clones, rest: Rest::Diverse };
            let usual = SimulationSettings {
                lead: 0,
                skip: 0,
                window: 10,
                read_length: 55,
                ..settings(&[], &signal, seed)
            };
            let trace = simulate(&SimulationSettings { mixture, ..usual }).unwrap();
            assert!((trace.truth.statistics.dominance - 1.0 / 3.0).abs() < 1e-12, "the truth stays");
            let [_, first, second, _] = shares(&trace.chromatogram, 45).map(|share| share.max(1e-9));
            shirube_numeric::ops::ln(first / second)
        })
        .collect();
    let deviation = mean(logarithms.iter().map(|value| value * value)).sqrt();
    // The difference of two logarithms; five standard errors of a deviation of 200.
    assert!((deviation - 0.2 * 2_f64.sqrt()).abs() < 5.0 * 0.283 / 20.0, "{deviation}");
}

#[test]
fn usual_reads_look_like_real_ones_before_the_junction() {
    // Of 89 real reads the constant part has, as it stands, a dominance of 0.894 (median; 0.813 and 0.945 are the
    // tenths at both ends).
    let mut found: Vec<f64> = (0..200)
        .map(|seed| {
            let usual = measured(&[0.5], seed);
            let trace = simulate(&SimulationSettings { read_length: 211, ..usual }).unwrap().chromatogram;
            dominance((40..165).map(|call| shares(&trace, call)))
        })
        .collect();
    found.sort_by(f64::total_cmp);
    assert!((found[100] - 0.894).abs() < 0.01, "{}", found[100]);
    assert!((found[20] - 0.813).abs() < 0.03, "{}", found[20]);
    assert!((found[180] - 0.945).abs() < 0.015, "{}", found[180]);
}

#[test]
fn quality_is_high_where_one_base_is_alone_and_low_in_a_mixture() {
    let trace = simulate(&measured(&[0.5, 0.5], 8)).unwrap();
    let median = |calls: std::ops::Range<usize>| {
        let mut qualities: Vec<u8> =
            trace.chromatogram.calls[calls].iter().map(|call| call.quality.unwrap()).collect();
        qualities.sort_unstable();
        qualities[qualities.len() / 2]
    };
    let (before, after) = (median(60..165), median(171..260));
    assert!(before > 45 && after < 25, "{before} {after}");
}

/// FNV-1a, 64 bits.
fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

#[test]
fn a_seed_gives_the_same_bytes_in_every_build() {
    let bytes = simulate(&measured(&[0.5, 0.2], 2_025)).unwrap().to_abif().unwrap();
    assert_eq!((bytes.len(), hash(&bytes)), (73_637, 10_514_686_760_382_975_794));
}

#[test]
fn settings_that_make_no_sense_are_refused() {
    let error = |settings: SimulationSettings| simulate(&settings).unwrap_err();
    for fractions in [[0.6, 0.5].as_slice(), &[-0.1], &[f64::NAN], &[f64::INFINITY], &[1.1]] {
        assert_eq!(error(ideal(fractions, 1)), SimulationError::BadFractions, "{fractions:?}");
    }
    let with_rest = |rest| SimulationSettings {
        mixture: Mixture { rest, ..Mixture::of_fractions(&[0.5]) },
        ..ideal(&[], 1)
    };
    assert_eq!(error(with_rest(Rest::Clones(0))), SimulationError::BadFractions);
    assert_eq!(error(with_rest(Rest::Clones(u32::MAX))), SimulationError::TooManyClones);
    let usual = || ideal(&[0.5], 1);
    for composition in [[0.3; 4], [1.5, -0.5, 0.0, 0.0], [f64::NAN; 4]] {
        assert_eq!(error(SimulationSettings { composition, ..usual() }), SimulationError::BadComposition);
    }
    for too_short in [
        SimulationSettings { window: 0, ..usual() },
        SimulationSettings { window: 130, ..usual() },
        SimulationSettings { skip: usize::MAX, ..usual() },
        SimulationSettings { lead: usize::MAX, ..usual() },
        SimulationSettings { read_length: 0, ..usual() },
    ] {
        assert_eq!(error(too_short), SimulationError::ReadTooShort);
    }
    let too_long = SimulationSettings { read_length: usize::MAX, ..usual() };
    assert_eq!(error(too_long), SimulationError::ReadTooLong);
    let mut matrix = [[0.0; 4]; 4];
    matrix[1][2] = f64::NAN;
    for (signal, property) in [
        (SignalSettings { spacing: 5.0, ..SignalSettings::IDEAL }, Property::Spacing),
        (SignalSettings { height: f64::NAN, ..SignalSettings::IDEAL }, Property::Height),
        (SignalSettings { early: 0.41, ..SignalSettings::IDEAL }, Property::Early),
        (SignalSettings { limit: 0, ..SignalSettings::IDEAL }, Property::Limit),
        (SignalSettings { crosstalk: Crosstalk::Drawn(0.4), ..SignalSettings::IDEAL }, Property::Crosstalk),
        (
            SignalSettings { crosstalk: Crosstalk::Matrix(matrix), ..SignalSettings::IDEAL },
            Property::Crosstalk,
        ),
    ] {
        assert_eq!(error(settings(&[0.5], &signal, 1)), SimulationError::BadSignal(property));
    }
}

fn any_signal() -> impl Strategy<Value = SignalSettings> {
    let shares = proptest::array::uniform9(0.0..1.0_f64);
    (shares, 6.0..16.0_f64, 1.0..100_000.0_f64, -1.0..1.0_f64, 1..i16::MAX).prop_map(
        |([a, b, c, d, e, f, g, h, i], spacing, height, baseline, limit)| SignalSettings {
            spacing,
            jitter: 0.5 * a,
            mobility: 0.5 * b,
            width: 0.1 + 1.9 * c,
            widening: 2.0 * d,
            height,
            height_variation: e,
            amplification: f,
            decline: 0.9 * f,
            crosstalk: Crosstalk::Drawn(0.3 * g),
            noise: h,
            start_noise: 2.0 * i,
            detector_noise: a,
            shot_noise: b,
            baseline,
            early: 0.4 * c,
            late: 0.4 * d,
            slippage: 0.4 * e,
            spread: 2.0 * f,
            limit,
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_the_disturbance_a_trace_holds_together_and_comes_back_from_its_file(
        signal in any_signal(),
        seed: u64,
        reverse: bool,
        read_length in 60_usize..160,
        share in 0.0..1.0_f64,
    ) {
        let strand = if reverse { Strand::Reverse } else { Strand::Forward };
        let lead = read_length.saturating_sub(80);
        let anchor = Anchor::parse("CCGGCAAACA").unwrap();
        let usual = settings(&[share], &signal, seed);
        let trace =
            simulate(&SimulationSettings { anchor, strand, lead, window: 10, read_length, ..usual }).unwrap();
        let SimulatedTrace { chromatogram, truth, .. } = &trace;
        prop_assert_eq!(chromatogram.calls.len(), read_length);
        prop_assert!(truth.junction < read_length);
        prop_assert!(chromatogram.calls.windows(2).all(|pair| pair[0].scan < pair[1].scan));
        let scans = chromatogram.scans();
        prop_assert!(chromatogram.channels.iter().all(|channel| channel.len() == scans));
        prop_assert!(chromatogram.calls.iter().all(|call| (call.scan as usize) < scans));
        let sums = truth.window.iter().map(|shares| shares.iter().sum::<f64>());
        prop_assert!(sums.into_iter().all(|sum| (sum - 1.0).abs() < 1e-9));
        // Not printed when they differ: a trace fills pages.
        prop_assert!(&read(&trace.to_abif().unwrap()).unwrap() == chromatogram);
    }

    #[test]
    fn no_settings_panic(
        values in proptest::array::uniform8(proptest::num::f64::ANY),
        lengths in proptest::array::uniform4(0_usize..400),
        seed: u64,
    ) {
        let [noise, height, early, share, spread, baseline, a, c] = values;
        let [lead, skip, window, read_length] = lengths;
        let signal = SignalSettings { noise, height, early, spread, baseline, ..SignalSettings::MEASURED };
        let composition = [a, c, 1.0 - a - c, 0.0];
        let usual = settings(&[share], &signal, seed);
        let _ = simulate(&SimulationSettings { lead, skip, window, read_length, composition, ..usual });
    }
}

/// A small trace of its own for the writer.
fn trace() -> Chromatogram {
    simulate(&SimulationSettings { lead: 10, read_length: 110, ..measured(&[0.6], 11) }).unwrap().chromatogram
}

#[test]
fn channels_come_back_whatever_their_order_in_the_file() {
    let trace = trace();
    for channel_order in [[Base::A, Base::C, Base::G, Base::T], [Base::T, Base::G, Base::C, Base::A]] {
        let bytes = abif_writer::write(&AbifContent { channel_order, ..AbifContent::new(&trace) }).unwrap();
        assert_eq!(read(&bytes).unwrap(), trace);
    }
}

#[test]
fn edited_calls_stand_beside_the_callers() {
    let trace = trace();
    let mut edited = trace.calls.clone();
    edited[3] = BaseCall { letter: if edited[3].letter == b'A' { b'C' } else { b'A' }, ..edited[3] };
    let content = AbifContent { edited_calls: Some(&edited), ..AbifContent::new(&trace) };
    let back = read(&abif_writer::write(&content).unwrap()).unwrap();
    assert_eq!((&back.calls, back.remarks.as_slice()), (&trace.calls, [Remark::CallsWereEdited].as_slice()));
}

#[test]
fn a_trace_without_calls_is_written_without_them() {
    let called = trace();
    let uncalled = Chromatogram { calls: Vec::new(), ..called.clone() };
    let back = read(&abif_writer::write(&AbifContent::new(&uncalled)).unwrap()).unwrap();
    assert_eq!((back.channels, back.called_by), (called.channels, CalledBy::OwnPeaks));
}

#[test]
fn calls_without_quality_are_written_without_any() {
    let mut trace = trace();
    trace.calls.iter_mut().for_each(|call| call.quality = None);
    let back = read(&abif_writer::write(&AbifContent::new(&trace)).unwrap()).unwrap();
    assert_eq!(back, trace);
}

#[test]
fn what_is_said_of_sample_and_run_comes_back_and_long_text_is_cut() {
    let mut trace = trace();
    trace.run.comment = Some("x".to_owned());
    trace.run.user = Some("検体".repeat(60));
    trace.run.lane = Some(96);
    trace.run.collected = Some("2025-04-30 23:59:58".to_owned());
    trace.run.signal = Some([1.0, 20.0, 300.0, 4_000.0]);
    let back = read(&abif_writer::write(&AbifContent::new(&trace)).unwrap()).unwrap();
    // 255 bytes hold 85 of these letters.
    trace.run.user = Some("検体".repeat(60).chars().take(85).collect());
    assert_eq!(back.run, trace.run);
    trace.run = shirube_clonality::chromatogram::RunDetails::default();
    let back = read(&abif_writer::write(&AbifContent::new(&trace)).unwrap()).unwrap();
    assert_eq!(back.run, trace.run);
}

#[test]
fn a_base_beyond_what_the_format_can_hold_is_refused() {
    let mut trace = trace();
    trace.calls.last_mut().unwrap().scan = 32_768;
    let error = abif_writer::write(&AbifContent::new(&trace)).unwrap_err();
    assert_eq!(error, AbifWriteError::ScanTooLarge);
}

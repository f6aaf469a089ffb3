//! The definitions, against values known exactly or printed in the evidence.

use super::super::statistics::{Purity, Statistics, mean_and_error};
use super::letters;
use super::mixtures::{mixture, over_diverse_rest};
use crate::trace_clonality::TraceSettings;

fn mean_of(fractions: &[[f64; 4]], background: [f64; 4]) -> Statistics {
    let background = Purity::of(&background);
    let all: Vec<_> = fractions.iter().map(|f| Purity::of(f).above(&background)).collect();
    let mean = |of: fn(&Statistics) -> f64| mean_and_error(&all.iter().map(of).collect::<Vec<_>>()).0;
    Statistics {
        dominance: mean(|s| s.dominance),
        simpson: mean(|s| s.simpson),
        entropy: mean(|s| s.entropy),
    }
}

/// Clone over an endlessly diverse rest: C1, C2 and C4 as printed.
#[test]
fn one_clone_over_a_diverse_rest() {
    for (share, simpson, entropy) in [
        (1.0, 1.0, 1.0),
        (0.9, 0.81, 0.748),
        (0.75, 0.5625, 0.503),
        (0.5, 0.25, 0.226),
        (0.25, 0.0625, 0.060),
        (0.1, 0.01, 0.010),
        (0.0, 0.0, 0.0),
    ] {
        let found = mean_of(&over_diverse_rest(share, &letters(1, 20)), TraceSettings::EVEN);
        assert!((found.dominance - share).abs() < 1e-12, "{share}: {found:?}");
        assert!((found.simpson - simpson).abs() < 1e-12, "{share}: {found:?}");
        assert!((found.entropy - entropy).abs() < 5e-4, "{share}: {found:?}");
    }
}

/// Few clones of independent sequences: mean over many windows, as printed for windows of 20.
#[test]
fn clones_of_independent_sequences() {
    for (shares, dominance, simpson, entropy) in [
        (&[0.5; 2][..], 0.500, 0.500, 0.625),
        (&[0.8, 0.2], 0.800, 0.680, 0.729),
        (&[1.0 / 3.0; 3], 0.417, 0.333, 0.444),
        (&[0.25; 4], 0.374, 0.249, 0.337),
        (&[0.2; 5], 0.328, 0.200, 0.269),
        (&[0.1; 10], 0.226, 0.100, 0.123),
    ] {
        let sequences: Vec<_> =
            (0u64..).take(shares.len()).map(|clone| letters(100 + clone, 40_000)).collect();
        let clones: Vec<_> = shares.iter().copied().zip(sequences.iter().map(Vec::as_slice)).collect();
        let found = mean_of(&mixture(&clones), TraceSettings::EVEN);
        // Chance of sequence at 40,000 bases: 0.064 · √(20 / 40,000) at most.
        assert!((found.dominance - dominance).abs() < 0.005, "{shares:?}: {found:?}");
        assert!((found.simpson - simpson).abs() < 0.005, "{shares:?}: {found:?}");
        assert!((found.entropy - entropy).abs() < 0.005, "{shares:?}: {found:?}");
    }
}

/// An endless mixture of host with 59 % A and T reads 0.060 and 0.011 on an even background and 0 on its own.
#[test]
fn floor_is_the_background() {
    let at_rich = [0.295, 0.205, 0.205, 0.295];
    let window = [at_rich; 20];
    let on_even = mean_of(&window, TraceSettings::EVEN);
    assert!(
        (on_even.dominance - 0.060).abs() < 5e-4 && (on_even.simpson - 0.011).abs() < 5e-4,
        "{on_even:?}"
    );
    let on_own = mean_of(&window, at_rich);
    for value in [on_own.dominance, on_own.simpson, on_own.entropy] {
        assert!(value.abs() < 1e-12, "{on_own:?}");
    }
}

/// What is taken off for chance peak heights is what chance adds: mixtures made with uneven heights, on average.
#[test]
fn chance_heights_are_taken_out_on_average() {
    let chance = normals(16_000);
    for fractions in [[0.4, 0.4, 0.1, 0.1], [0.4, 0.3, 0.2, 0.1], [0.8, 0.1, 0.1, 0.0], [0.25; 4]] {
        let truth = Purity::of(&fractions).above(&Purity::of(&TraceSettings::EVEN));
        let (mut plain, mut corrected) = (Vec::new(), Vec::new());
        for heights in chance.chunks_exact(4) {
            let amounts: [f64; 4] =
                std::array::from_fn(|base| fractions[base] * (1.0 + 0.3 * heights[base]).max(0.1));
            let total: f64 = amounts.iter().sum();
            let seen = amounts.map(|amount| amount / total);
            plain.push(Purity::of(&seen).above(&Purity::of(&TraceSettings::EVEN)));
            corrected.push(Purity::behind_measured(&seen).above(&Purity::of(&TraceSettings::EVEN)));
        }
        let bias = |all: &[Statistics], of: fn(&Statistics) -> f64| {
            (mean_and_error(&all.iter().map(of).collect::<Vec<_>>()).0 - of(&truth)).abs()
        };
        for of in [|s: &Statistics| s.dominance, |s: &Statistics| s.simpson, |s: &Statistics| s.entropy] {
            let (left, before) = (bias(&corrected, of), bias(&plain, of));
            assert!(left <= before.max(0.004) + 0.001, "{fractions:?} {truth:?} {left} {before}");
        }
        assert!(bias(&corrected, |s| s.simpson) < 0.01, "{fractions:?}");
        assert!(bias(&corrected, |s| s.entropy) < 0.01, "{fractions:?}");
    }
}

/// Numbers with mean 0 and variance 1, the same in every run: sums of twelve even ones.
fn normals(count: usize) -> Vec<f64> {
    let even: Vec<f64> = letters(5, 12 * 8 * count)
        .chunks_exact(8)
        .map(|eight| {
            let digits = eight.iter().map(|letter| b"ACGT".iter().position(|base| base == letter).unwrap());
            digits.fold(0.0, |number, digit| (number + f64::from(u8::try_from(digit).unwrap())) / 4.0)
        })
        .collect();
    even.chunks_exact(12).map(|twelve| twelve.iter().sum::<f64>() - 6.0).collect()
}

//! The best placement on either strand, and how sure it is.

use shirube_numeric::ops;

use super::nucleotide_set::NucleotideSet;
use super::placement::{Placement, best_by_end};
use super::{Junction, Strand, bits};
use crate::chromatogram::BaseCall;
use crate::count::as_f64;

/// One letter in so many of the anchor may differ.
const LETTERS_FOR_ONE_EDIT: usize = 5;
/// Share of bases that a caller gets wrong or that differ between strains, in a read that has the anchor.
const ERROR_RATE: f64 = 0.03;
/// How much likelier an edit is where the anchor lies than in a chance sequence: a wrong base is one of three,
/// a chance mismatch three of four.
const EDIT_RATIO: f64 = ERROR_RATE / 0.75;
/// Chance, before looking, that a read holds the anchor.
const PRIOR: f64 = 0.9;

pub(super) fn find(calls: &[BaseCall], anchor: &[u8]) -> Option<Junction> {
    let anchor_sets: Vec<_> = anchor.iter().map(|&letter| NucleotideSet::of_call(letter)).collect();
    let read: Vec<_> = calls.iter().map(|call| NucleotideSet::of_call(call.letter)).collect();
    let other_strand: Vec<_> = read.iter().rev().map(|set| set.complement()).collect();
    let (forward, reverse) = (best_by_end(&read, &anchor_sets), best_by_end(&other_strand, &anchor_sets));
    let placements = || {
        let reverse = reverse.iter().map(|&placement| mirrored(placement, read.len()));
        let on_forward = forward.iter().map(|&placement| (Strand::Forward, placement));
        on_forward.chain(reverse.map(|placement| (Strand::Reverse, placement)))
    };

    let (strand, best) = placements().min_by_key(|(_, placement)| placement.cost())?;
    let elsewhere = placements()
        .filter(|(other, placement)| *other != strand || !placement.overlaps(&best))
        .map(|(_, placement)| placement)
        .min_by_key(Placement::cost);

    // Odds of "it lies here" against "the read is a chance sequence", before and after looking.
    let places = 2.0 * as_f64(read.len());
    let odds = |placement: &Placement| PRIOR / places * likelihood_ratio(placement, anchor);
    let (here, there, nowhere) = (odds(&best), elsewhere.as_ref().map_or(0.0, odds), 1.0 - PRIOR);
    if best.edits() > anchor.len() / LETTERS_FOR_ONE_EDIT || here < nowhere {
        return None;
    }
    Some(Junction {
        position: match strand {
            Strand::Forward => best.end,
            Strand::Reverse => best.start.saturating_sub(1),
        },
        anchor: (best.start, best.end),
        strand,
        mismatches: best.mismatches,
        insertions: best.insertions,
        deletions: best.deletions,
        confidence: here / (here + there + nowhere),
        by_hand: false,
    })
}

/// A placement on the reverse complement of a read, in the read's own indices.
fn mirrored(placement: Placement, read: usize) -> Placement {
    Placement {
        start: read.saturating_sub(placement.end),
        end: read.saturating_sub(placement.start),
        ..placement
    }
}

/// How much likelier these letters are if the anchor lies there than in a chance sequence.
fn likelihood_ratio(placement: &Placement, anchor: &[u8]) -> f64 {
    let letters = as_f64(anchor.len());
    let agreeing = letters - as_f64(placement.mismatches + placement.deletions);
    let one_letter = bits(anchor) / letters * core::f64::consts::LN_2 + ops::ln(1.0 - ERROR_RATE);
    ops::exp(agreeing.max(0.0) * one_letter + as_f64(placement.edits()) * ops::ln(EDIT_RATIO))
}

//! What was typed, cut into names of concepts and other words.

use std::collections::BTreeMap;

use super::folded::{Folded, Script};
use super::names::{ConceptNumber, Names};
use super::sound::sound;

/// More is not typed into a box; what comes after is not read.
const LONGEST_QUERY: usize = 80;

/// A piece of what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// Names of concepts: the one that is written, or all that it may be.
    Concepts(Vec<ConceptNumber>),
    /// Any other word, and the concepts whose names are nearly so.
    Word {
        letters: Vec<char>,
        nearly: Vec<ConceptNumber>,
        /// Whether it may go on.
        is_beginning: bool,
    },
    /// The beginning of names and other words.
    Beginning { letters: Vec<char>, concepts: Vec<ConceptNumber> },
}

/// The cheapest way to cut the text up to some place.
#[derive(Debug, Clone)]
struct Cut {
    cost: usize,
    /// Where the last piece begins.
    start: usize,
    piece: Piece,
}

/// Each piece costs a little, so that few long pieces win over many short ones.
const A_PIECE: usize = 1;
/// An edit costs more than a known word.
const AN_EDIT: usize = 4;
const A_KNOWN_WORD: usize = 2;
/// The beginning of a name is less than a name with one wrong letter.
const A_BEGINNING: usize = 5;
/// A letter of a word that is in no record and in no name.
const A_STRANGE_LETTER: usize = 6;

/// Cuts what was typed into pieces; `is_known` tells whether a word stands in any record.
pub(super) fn pieces(text: &mut Folded, names: &Names, is_known: impl Fn(&str) -> bool) -> Vec<Piece> {
    text.truncate(LONGEST_QUERY);
    let text = &*text;
    let end = text.len();
    let mut cuts: Vec<Option<Cut>> = vec![None; end + 1];
    for start in 0..end {
        let before = match cuts.get(start) {
            _ if start == 0 => 0,
            Some(Some(cut)) => cut.cost,
            _ => continue,
        };
        let mut offer = |stop: usize, cost: usize, piece: Piece| {
            let cost = before + cost + A_PIECE;
            if let Some(best) = cuts.get_mut(stop)
                && best.as_ref().is_none_or(|best| cost < best.cost)
            {
                *best = Some(Cut { cost, start, piece });
            }
        };
        for (stop, concept) in names.written_at(text, start) {
            offer(stop, 0, Piece::Concepts(vec![concept]));
        }
        let furthest = end.min(start + names.longest());
        let mut nearly = BTreeMap::new();
        if text.is_edge(start) {
            for stop in (start + 1..=furthest).filter(|stop| text.is_edge(*stop)) {
                if let Some((edits, concepts)) = inexact(text, start, stop, names) {
                    offer(stop, edits * AN_EDIT, Piece::Concepts(concepts.clone()));
                    nearly.insert(stop, (edits, concepts));
                }
            }
            if text.is_open {
                let letters = text.between(start, end);
                let mut concepts = beginnings(text, start, names);
                if !concepts.is_empty() {
                    // Or it is finished, with one wrong letter.
                    concepts.extend(
                        nearly
                            .get(&end)
                            .filter(|(edits, _)| *edits == 1)
                            .into_iter()
                            .flat_map(|(_, near)| near),
                    );
                    concepts.sort_unstable();
                    concepts.dedup();
                    offer(end, A_BEGINNING, Piece::Beginning { letters: letters.to_vec(), concepts });
                }
            }
        }
        for stop in free_ends(text, start) {
            let letters = text.between(start, stop).to_vec();
            let word: String = letters.iter().collect();
            let cost = if is_known(&word) { A_KNOWN_WORD } else { letters.len() * A_STRANGE_LETTER };
            let nearly = match nearly.remove(&stop) {
                Some((0 | 1, concepts)) => concepts,
                _ => Vec::new(),
            };
            let is_beginning = text.is_open && stop == end;
            offer(stop, cost, Piece::Word { letters, nearly, is_beginning });
        }
    }
    collect(cuts)
}

/// The pieces of the cheapest way to the end.
fn collect(mut cuts: Vec<Option<Cut>>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut place = cuts.len().saturating_sub(1);
    while let Some(cut) = cuts.get_mut(place).and_then(Option::take) {
        pieces.push(cut.piece);
        place = cut.start;
    }
    pieces.reverse();
    pieces
}

/// Where a word that is no name may end: at its edge, and inside Japanese writing anywhere.
fn free_ends(text: &Folded, start: usize) -> std::ops::RangeInclusive<usize> {
    let edge = text.next_edge(start);
    match text.script(start) {
        Some(Script::Alphabet) => edge..=edge,
        _ => start + 1..=edge,
    }
}

/// The concepts that are written nearly so or sound so, or nearly so, with the number of edits.
fn inexact(text: &Folded, start: usize, stop: usize, names: &Names) -> Option<(usize, Vec<ConceptNumber>)> {
    let letters = text.between(start, stop);
    let written = names.near(letters, false);
    if !can_sound(text, start, stop) {
        return written;
    }
    let sound = sound(letters);
    if let Some(concept) = names.sounding(&sound) {
        return Some((0, vec![concept]));
    }
    let sounding = names.near(&sound.chars().collect::<Vec<_>>(), true);
    match (written, sounding) {
        (Some(written), Some(sounding)) if sounding.0 < written.0 => Some(sounding),
        (written, sounding) => written.or(sounding),
    }
}

/// The concepts whose names or sounds begin with the last letters and go on.
fn beginnings(text: &Folded, start: usize, names: &Names) -> Vec<ConceptNumber> {
    let letters = text.between(start, text.len());
    if letters.len() < 2 && text.script(start) != Some(Script::Han) {
        return Vec::new();
    }
    let mut concepts = names.beginning(letters, false);
    if can_sound(text, start, text.len()) {
        let sound: Vec<char> = sound(letters).chars().collect();
        concepts.extend(names.beginning(&sound, true));
    }
    concepts
}

fn can_sound(text: &Folded, start: usize, stop: usize) -> bool {
    (start..stop).all(|place| text.script(place) != Some(Script::Han))
}

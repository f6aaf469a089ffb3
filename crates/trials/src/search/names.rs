//! Every way of writing every concept, ready to be looked up: exactly, by sound, nearly, and by its beginning.

use std::cmp::Reverse;
use std::collections::HashMap;

use strsim::generic_damerau_levenshtein;

use super::folded::{Folded, Normalise, Script};
use super::sound::sound;
use super::synonyms::Synonyms;

/// A concept by its position in the synonym table.
pub(super) type ConceptNumber = usize;

/// Shorter words are taken as they are: one letter makes another word of them.
const SHORTEST_WITH_EDIT: usize = 5;
/// Words of this length may have two wrong letters.
const SHORTEST_WITH_TWO_EDITS: usize = 10;

/// How many wrong letters are forgiven in a word of so many.
pub(super) const fn forgiven(letters: usize) -> usize {
    match letters {
        0..SHORTEST_WITH_EDIT => 0,
        SHORTEST_WITH_EDIT..SHORTEST_WITH_TWO_EDITS => 1,
        _ => 2,
    }
}

/// The names of a synonym table.
#[derive(Debug)]
pub(super) struct Names {
    /// Names by their first letter, the longest first.
    written: HashMap<char, Vec<(Vec<char>, ConceptNumber)>>,
    by_sound: HashMap<String, ConceptNumber>,
    /// Names and sounds of each length, for what is nearly right.
    by_length: Vec<Vec<Name>>,
}

#[derive(Debug)]
struct Name {
    letters: Vec<char>,
    marks: Marks,
    concept: ConceptNumber,
    /// Whether it is how a name sounds.
    is_sound: bool,
}

/// Which letters a word has, one bit for some letters each: words that differ in one letter differ in two bits at most.
#[derive(Debug, Clone, Copy)]
pub(super) struct Marks(u64);

impl Marks {
    pub(super) fn of(letters: &[char]) -> Self {
        Self(letters.iter().fold(0, |marks, letter| marks | 1 << (u32::from(*letter) % 64)))
    }

    /// Whether words with these marks may be so few edits apart.
    pub(super) fn allow(self, other: Self, edits: usize) -> bool {
        (self.0 ^ other.0).count_ones() as usize <= 2 * edits
    }
}

impl Names {
    pub(super) fn new(synonyms: &Synonyms, normalise: Normalise) -> Self {
        let mut names = Self { written: HashMap::new(), by_sound: HashMap::new(), by_length: Vec::new() };
        for (concept, entry) in synonyms.concepts.iter().enumerate() {
            for name in entry.names() {
                names.add(&Folded::new(name, normalise), concept);
            }
        }
        for names in names.written.values_mut() {
            names.sort_by_key(|(letters, _)| Reverse(letters.len()));
        }
        names
    }

    fn add(&mut self, name: &Folded, concept: ConceptNumber) {
        let letters = name.between(0, name.len());
        let Some(first) = letters.first() else { return };
        let written = self.written.entry(*first).or_default();
        if written.iter().all(|(known, _)| known != letters) {
            written.push((letters.to_vec(), concept));
            self.add_near(letters.to_vec(), concept, false);
        }
        let has_kana = (0..name.len())
            .any(|place| matches!(name.script(place), Some(Script::Hiragana | Script::Katakana)));
        if has_kana && (0..name.len()).all(|place| name.script(place) != Some(Script::Han)) {
            let sound = sound(letters);
            let letters = sound.chars().collect();
            if self.by_sound.insert(sound, concept).is_none() {
                self.add_near(letters, concept, true);
            }
        }
    }

    fn add_near(&mut self, letters: Vec<char>, concept: ConceptNumber, is_sound: bool) {
        let length = letters.len();
        if self.by_length.len() <= length {
            self.by_length.resize_with(length + 1, Vec::new);
        }
        if let Some(names) = self.by_length.get_mut(length) {
            names.push(Name { marks: Marks::of(&letters), letters, concept, is_sound });
        }
    }

    /// No name has more letters.
    pub(super) fn longest(&self) -> usize {
        self.by_length.len()
    }

    /// Where the names end that stand in a text from a place on, and their concepts; the longest first.
    pub(super) fn written_at<'a>(
        &'a self,
        text: &'a Folded,
        start: usize,
    ) -> impl Iterator<Item = (usize, ConceptNumber)> + 'a {
        let rest = text.between(start, text.len());
        let names = rest.first().and_then(|first| self.written.get(first)).into_iter().flatten();
        let standing = names.filter(|(letters, _)| rest.starts_with(letters));
        standing
            .map(move |(letters, concept)| (start + letters.len(), *concept))
            .filter(move |(end, _)| stands_alone(text, start, *end))
    }

    /// The concept that sounds so.
    pub(super) fn sounding(&self, sound: &str) -> Option<ConceptNumber> {
        self.by_sound.get(sound).copied()
    }

    /// The concepts whose names, or sounds, are nearest and near enough, with the number of edits.
    pub(super) fn near(&self, letters: &[char], of_sounds: bool) -> Option<(usize, Vec<ConceptNumber>)> {
        let marks = Marks::of(letters);
        let reach = forgiven(letters.len() + 1);
        let lengths = letters.len().saturating_sub(reach)..=letters.len() + reach;
        let names = lengths.filter_map(|length| self.by_length.get(length)).flatten();
        let mut nearest: Option<(usize, Vec<ConceptNumber>)> = None;
        for name in names.filter(|name| name.is_sound == of_sounds) {
            let most = forgiven(letters.len().max(name.letters.len()));
            let Some(edits) = edits_between(letters, marks, &name.letters, name.marks, most) else {
                continue;
            };
            match &mut nearest {
                Some((least, concepts)) if edits == *least => {
                    if !concepts.contains(&name.concept) {
                        concepts.push(name.concept);
                    }
                }
                Some((least, _)) if edits > *least => {}
                _ => nearest = Some((edits, vec![name.concept])),
            }
        }
        nearest
    }

    /// The concepts of all names, or sounds, that begin so and go on.
    pub(super) fn beginning(&self, letters: &[char], of_sounds: bool) -> Vec<ConceptNumber> {
        let longer = self.by_length.iter().skip(letters.len() + 1).flatten();
        let mut concepts: Vec<ConceptNumber> = longer
            .filter(|name| name.is_sound == of_sounds && name.letters.starts_with(letters))
            .map(|name| name.concept)
            .collect();
        concepts.sort_unstable();
        concepts.dedup();
        concepts
    }

    /// Every concept written in a text, the longest names first.
    pub(super) fn written_in(&self, text: &Folded) -> Vec<ConceptNumber> {
        let mut found = Vec::new();
        let mut start = 0;
        while start < text.len() {
            match self.written_at(text, start).next() {
                Some((end, concept)) => {
                    found.push(concept);
                    start = end;
                }
                None => start += 1,
            }
        }
        found
    }
}

/// Whether the letters may be a name: at the edges of words; or inside Japanese writing, which has no gaps, if they
/// are long enough not to be met by chance.
pub(super) fn stands_alone(text: &Folded, start: usize, end: usize) -> bool {
    let is_free = |place: usize, inside: Option<usize>| {
        text.is_edge(place)
            || inside.and_then(|inside| text.script(inside)).is_some_and(|script| match script {
                Script::Alphabet => false,
                Script::Han => end - start >= 2,
                Script::Hiragana | Script::Katakana => end - start >= 4,
            })
    };
    is_free(start, Some(start)) && is_free(end, end.checked_sub(1))
}

/// Edits between two words, if at most so many and none in a digit: another digit is another thing.
pub(super) fn edits_between(
    one: &[char],
    marks: Marks,
    other: &[char],
    other_marks: Marks,
    most: usize,
) -> Option<usize> {
    if one.len().abs_diff(other.len()) > most || !marks.allow(other_marks, most) || !same_digits(one, other) {
        return None;
    }
    let edits = generic_damerau_levenshtein(one, other);
    (edits <= most).then_some(edits)
}

fn same_digits(one: &[char], other: &[char]) -> bool {
    one.iter()
        .filter(|letter| letter.is_ascii_digit())
        .eq(other.iter().filter(|letter| letter.is_ascii_digit()))
}

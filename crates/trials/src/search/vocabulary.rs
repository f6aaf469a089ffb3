//! The words of all records, and where each of them stands.

use std::collections::HashMap;

use super::names::{Marks, edits_between, forgiven};

/// Where a word stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// Position of the record.
    pub(super) record: usize,
    /// How much it tells about the record.
    pub(super) weight: u16,
}

/// The words of all records.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    /// In the order of their letters.
    words: Vec<Word>,
}

#[derive(Debug)]
struct Word {
    text: String,
    letters: usize,
    marks: Marks,
    places: Vec<Place>,
}

/// Collects words of one record after the other.
#[derive(Debug, Default)]
pub(super) struct Collector {
    places: HashMap<String, Vec<Place>>,
}

impl Collector {
    pub(super) fn add(&mut self, word: &str, place: Place) {
        let Some(places) = self.places.get_mut(word) else {
            self.places.insert(word.to_owned(), vec![place]);
            return;
        };
        match places.last_mut() {
            Some(last) if last.record == place.record => last.weight = last.weight.max(place.weight),
            _ => places.push(place),
        }
    }

    pub(super) fn finish(self) -> Vocabulary {
        let mut words: Vec<Word> = self
            .places
            .into_iter()
            .map(|(text, places)| {
                let letters: Vec<char> = text.chars().collect();
                Word { marks: Marks::of(&letters), letters: letters.len(), text, places }
            })
            .collect();
        words.sort_unstable_by(|one, other| one.text.cmp(&other.text));
        Vocabulary { words }
    }
}

impl Vocabulary {
    /// Where the word stands.
    pub(super) fn places(&self, word: &str) -> &[Place] {
        let found = self.words.binary_search_by(|entry| entry.text.as_str().cmp(word)).ok();
        found.and_then(|position| self.words.get(position)).map_or(&[], |entry| &entry.places)
    }

    /// Where words stand that begin so.
    pub(super) fn places_of_beginning<'a>(&'a self, beginning: &'a str) -> impl Iterator<Item = &'a Place> {
        let first = self.words.partition_point(|entry| entry.text.as_str() < beginning);
        let words = self.words.iter().skip(first).take_while(move |entry| entry.text.starts_with(beginning));
        words.flat_map(|entry| &entry.places)
    }

    /// Where words stand that are as near to this one as is forgiven.
    pub(super) fn places_near<'a>(&'a self, word: &'a [char]) -> impl Iterator<Item = &'a Place> {
        let marks = Marks::of(word);
        let near = self.words.iter().filter(move |entry| {
            let most = forgiven(word.len().max(entry.letters)).min(1);
            most > 0
                && entry.letters.abs_diff(word.len()) <= most
                && marks.allow(entry.marks, most)
                && edits_between(word, marks, &entry.text.chars().collect::<Vec<_>>(), entry.marks, most)
                    .is_some()
        });
        near.flat_map(|entry| &entry.places)
    }
}

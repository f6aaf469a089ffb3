//! The synonym table: concepts with every way of writing them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::folded::{Folded, Normalise};

/// All concepts. Kept in content/trials/synonyms.toml.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Synonyms {
    /// The concepts.
    #[serde(rename = "concept")]
    pub concepts: Vec<Concept>,
}

/// One thing with many names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Concept {
    /// Its name in files.
    pub id: String,
    /// What sort of thing it is.
    pub kind: ConceptKind,
    /// Concepts that it is a sort of: whoever looks for those finds this one too.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub broader: Vec<String>,
    /// Ways to write it in Japanese; the first is for display.
    pub ja: Vec<String>,
    /// Ways to write it in English, abbreviations and code names; the first is for display.
    pub en: Vec<String>,
    /// Readings in kana of what has kanji or Latin letters in it. Romaji follows from them, and from names in katakana.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kana: Vec<String>,
}

/// What sort of thing a concept is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConceptKind {
    /// What people have.
    Disease,
    /// What they are given.
    Treatment,
    /// How far the testing of a treatment is.
    Phase,
    /// Whether people can join.
    Status,
    /// Who can take part.
    Who,
    /// Any other word.
    Word,
    /// A word that tells records from each other nowhere: "trial", "of", "の".
    Any,
}

/// What is wrong with the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SynonymsProblem {
    /// Two concepts have this id.
    IdTwice(String),
    /// No name in Japanese or none in English.
    NoName(String),
    /// The broader concept is none, or leads back to this one.
    Broader(String),
    /// Two concepts are written alike.
    SameName {
        /// As the finder sees it.
        name: String,
        /// The two concepts.
        concepts: [String; 2],
    },
    /// A name without a letter.
    EmptyName(String),
}

impl Concept {
    /// Every way of writing it that is listed.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.ja.iter().chain(&self.en).chain(&self.kana).map(String::as_str)
    }
}

impl Synonyms {
    /// The concept of this id.
    pub fn concept(&self, id: &str) -> Option<&Concept> {
        self.concepts.iter().find(|concept| concept.id == id)
    }

    /// The ids of a concept and of all that are broader, each once.
    pub fn with_broader<'a>(&'a self, id: &'a str) -> Vec<&'a str> {
        let mut found = vec![id];
        let mut next = 0;
        while let Some(id) = found.get(next) {
            for broader in self.concept(id).into_iter().flat_map(|concept| &concept.broader) {
                if !found.contains(&broader.as_str()) {
                    found.push(broader);
                }
            }
            next += 1;
        }
        found
    }

    /// Everything that is wrong with the table.
    pub fn problems(&self, normalise: Normalise) -> Vec<SynonymsProblem> {
        let mut problems = Vec::new();
        let mut owners: BTreeMap<String, &str> = BTreeMap::new();
        for (position, concept) in self.concepts.iter().enumerate() {
            let id = concept.id.as_str();
            if self.concepts.iter().take(position).any(|earlier| earlier.id == id) {
                problems.push(SynonymsProblem::IdTwice(id.to_owned()));
            }
            if concept.ja.is_empty() || concept.en.is_empty() {
                problems.push(SynonymsProblem::NoName(id.to_owned()));
            }
            for broader in &concept.broader {
                if self.concept(broader).is_none() || self.with_broader(broader).contains(&id) {
                    problems.push(SynonymsProblem::Broader(id.to_owned()));
                }
            }
            for name in concept.names() {
                let folded = Folded::new(name, normalise).letters();
                if folded.is_empty() {
                    problems.push(SynonymsProblem::EmptyName(id.to_owned()));
                }
                match owners.get(&folded) {
                    Some(owner) if *owner != id => problems.push(SynonymsProblem::SameName {
                        name: folded,
                        concepts: [(*owner).to_owned(), id.to_owned()],
                    }),
                    _ => {
                        owners.insert(folded, id);
                    }
                }
            }
        }
        problems
    }
}

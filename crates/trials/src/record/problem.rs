//! What is wrong with a record.

use std::fmt;

/// What is wrong, and where in the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The key, with dots between levels: `items.countries`.
    pub place: String,
    /// What is wrong there.
    pub kind: ProblemKind,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProblemKind {
    /// Something that every record needs is not there.
    Missing,
    /// A key, item or word that the format does not have.
    Unknown(String),
    /// A text without a letter.
    Empty,
    /// Found and not found, alike and different, or example and source at once; or none of them.
    Contradiction,
    /// Not a date.
    NotADate(String),
    /// A day is needed, not only a month or a year.
    NotAWholeDay(String),
    /// A source is not named where one is needed.
    SourceMissing,
    /// A source is named where there can be none.
    SourceNotNeeded,
    /// A source that the record's list of sources does not hold.
    SourceNotListed(String),
    /// A source that content/evidence does not have.
    SourceNotKnown(String),
    /// The other language has text, this one (`ja` or `en`) has none.
    LanguageMissing(&'static str),
    /// The same twice.
    Twice(String),
    /// No such concept, or of another kind.
    NoSuchConcept(String),
    /// No record of ours has this id.
    NoSuchTrial(String),
    /// An id of other letters than a–z, 0–9 and hyphens, or not the name of its file.
    WrongId,
}

impl Problem {
    pub(super) fn new(place: impl Into<String>, kind: ProblemKind) -> Self {
        Self { place: place.into(), kind }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, text: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(text, "{}: {:?}", self.place, self.kind)
    }
}

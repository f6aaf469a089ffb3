//! What can be wrong with a text, where.

use std::fmt;

/// Something wrong, with its place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file, from `content/` on.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub kind: ProblemKind,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProblemKind {
    /// The file must exist.
    MissingFile,
    /// The file belongs to no topic, no trial or no language form.
    UnknownFile,
    /// The file is no TOML of the expected form; the reader's own message.
    Toml(String),
    /// Neither a number nor a date.
    NotPublished(String),
    /// The same id twice.
    Twice(String),
    /// No fact has this id.
    UnknownFact(String),
    /// The fact was only recalled and must not be shown.
    RecalledFact(String),
    /// The fact is made up and stands outside an example.
    MadeUpFact(String),
    /// No source has this id.
    UnknownSource(String),
    /// The glossary has no such term.
    UnknownTerm(String),
    /// No figure has this name.
    UnknownFigure(String),
    /// No link is in this group.
    UnknownLinks(String),
    /// The address leads nowhere.
    DeadLink(String),
    /// The section is not one of this page's.
    UnknownSection(String),
    /// The section must be there, and in this place.
    MissingSection(&'static str),
    /// A note that some language forms lack.
    NoteInSomeForms,
    /// A section, item or text without words.
    Empty,
    /// A page needs a title.
    NoTitle,
    /// A page needs a lead.
    NoLead,
    /// A block that the format does not know, or not here.
    Block(&'static str),
    /// A mark that is not closed.
    Unclosed(&'static str),
    /// A mark that means nothing here.
    Stray(String),
    /// A digit that is no fact, with what stands around it.
    Digit(String),
    /// Kanji without a reading in easy Japanese.
    NoReading(String),
    /// A reading that is not kana.
    NotKana(String),
    /// A reading that stands above nothing.
    NoBase(String),
    /// Readings have no place in English.
    RubyInEnglish(String),
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "content/{}:{}: {}", self.path, self.line, self.kind)
    }
}

impl fmt::Display for ProblemKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissingFile => write!(f, "the file is missing"),
            Self::UnknownFile => write!(f, "no topic, trial or language form has this name"),
            Self::Toml(message) => write!(f, "{message}"),
            Self::NotPublished(value) => write!(f, "`{value}` is neither a plain number nor a date"),
            Self::Twice(id) => write!(f, "`{id}` is there twice"),
            Self::UnknownFact(id) => write!(f, "no fact `{id}` in content/evidence"),
            Self::RecalledFact(id) => write!(f, "the fact `{id}` was only recalled and is not shown"),
            Self::MadeUpFact(id) => write!(f, "`{id}` is made up: only in a box `> example:`"),
            Self::UnknownSource(id) => write!(f, "no source `{id}` in content/evidence"),
            Self::UnknownTerm(id) => write!(f, "no term `{id}` in content/glossary.toml"),
            Self::UnknownFigure(id) => write!(f, "no figure `{id}`"),
            Self::UnknownLinks(group) => write!(f, "no link of content/links.toml is in the group `{group}`"),
            Self::DeadLink(href) => write!(f, "the link `{href}` leads nowhere"),
            Self::UnknownSection(key) => write!(f, "no section `{key}` belongs here"),
            Self::MissingSection(key) => write!(f, "the section `{key}` is missing or not in its place"),
            Self::NoteInSomeForms => write!(f, "a note belongs in every language form or in none"),
            Self::Empty => write!(f, "there are no words"),
            Self::NoTitle => write!(f, "no title: the first line is `# …`"),
            Self::NoLead => write!(f, "no lead: `> …` after the title"),
            Self::Block(what) => write!(f, "{what}"),
            Self::Unclosed(mark) => write!(f, "`{mark}` is not closed"),
            Self::Stray(mark) => write!(f, "`{mark}` has no meaning here"),
            Self::Digit(text) => write!(f, "a digit that is no fact: …{text}…"),
            Self::NoReading(text) => write!(f, "no reading: {text}"),
            Self::NotKana(text) => write!(f, "a reading is written in kana: {text}"),
            Self::NoBase(reading) => write!(f, "《{reading}》 stands above nothing"),
            Self::RubyInEnglish(base) => write!(f, "English has no readings: {base}"),
        }
    }
}

//! The finder: one box, in Japanese, kana, romaji, English or abbreviations.
//!
//! A word of the synonym table finds the records of its concept, however it is written; so every way of writing one
//! concept finds the same records. Other words are looked up in the texts.

mod folded;
mod index;
mod names;
mod query;
mod recogniser;
mod sound;
mod synonyms;
mod vocabulary;

pub use folded::Normalise;
pub use index::{Count, Facets, Filters, Found, Hit, Index};
pub(crate) use recogniser::Recogniser;
pub use synonyms::{Concept, ConceptKind, Synonyms, SynonymsProblem};

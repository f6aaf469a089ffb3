//! What a text is about, for records that are not filed under anything yet.

use super::folded::{Folded, Normalise};
use super::names::{ConceptNumber, Names};
use super::synonyms::{ConceptKind, Synonyms};

/// Finds concepts in texts.
pub(crate) struct Recogniser<'a> {
    synonyms: &'a Synonyms,
    normalise: Normalise,
    names: Names,
}

impl<'a> Recogniser<'a> {
    pub(crate) fn new(synonyms: &'a Synonyms, normalise: Normalise) -> Self {
        Self { synonyms, normalise, names: Names::new(synonyms, normalise) }
    }

    /// Ids of the concepts that the texts name, in the order of the table.
    pub(crate) fn concepts_in<'t>(&self, texts: impl Iterator<Item = &'t str>) -> Vec<&'a str> {
        let mut found: Vec<ConceptNumber> =
            texts.flat_map(|text| self.names.written_in(&Folded::new(text, self.normalise))).collect();
        found.sort_unstable();
        found.dedup();
        let concepts = found.into_iter().filter_map(|number| self.synonyms.concepts.get(number));
        concepts.map(|concept| concept.id.as_str()).collect()
    }

    /// Those of a kind that are not broader than another of them.
    pub(crate) fn most_exact(&self, ids: &[&str], kind: ConceptKind) -> Vec<String> {
        let is_broader = |id: &str| {
            ids.iter().any(|other| *other != id && self.synonyms.with_broader(other).contains(&id))
        };
        let of_kind =
            ids.iter().filter(|id| self.synonyms.concept(id).is_some_and(|concept| concept.kind == kind));
        of_kind.filter(|id| !is_broader(id)).map(|id| (*id).to_owned()).collect()
    }
}

//! What must hold of the records that are shipped, beyond their form.

use std::collections::BTreeSet;

use super::problem::{Problem, ProblemKind};
use super::{Item, Record, Results, Status, Text, Who};
use crate::search::{ConceptKind, Synonyms};

/// What records may refer to.
#[derive(Debug)]
pub struct Known<'a> {
    /// Ids of the sources in content/evidence.
    pub sources: &'a BTreeSet<String>,
    /// The synonym table.
    pub synonyms: &'a Synonyms,
    /// Ids of all shipped records.
    pub trials: &'a BTreeSet<String>,
}

/// Everything that keeps a record from being shipped. `file_name` is without `.toml`.
pub fn problems_in_content(record: &Record, file_name: &str, known: &Known) -> Vec<Problem> {
    let mut problems = Vec::new();
    if record.id != file_name {
        problems.push(Problem::new("id", ProblemKind::WrongId));
    }
    for (place, is_empty) in [("diseases", record.diseases.is_empty()), ("who", record.who.is_empty())] {
        if is_empty {
            problems.push(Problem::new(place, ProblemKind::Missing));
        }
    }
    for (place, ids, kind) in [
        ("diseases", &record.diseases, ConceptKind::Disease),
        ("treatments", &record.treatments, ConceptKind::Treatment),
    ] {
        let strange =
            ids.iter().filter(|id| known.synonyms.concept(id).is_none_or(|concept| concept.kind != kind));
        problems.extend(strange.map(|id| Problem::new(place, ProblemKind::NoSuchConcept(id.clone()))));
    }
    if record.diseases.iter().any(|id| id == "carrier") != record.who.contains(&Who::Carriers) {
        problems.push(Problem::new("who", ProblemKind::Contradiction));
    }
    for (place, ids) in [("earlier", &record.earlier), ("later", &record.later)] {
        let strange = ids.iter().filter(|id| **id == record.id || !known.trials.contains(*id));
        problems.extend(strange.map(|id| Problem::new(place, ProblemKind::NoSuchTrial(id.clone()))));
    }
    problems.extend(source_problems(record, known.sources));
    problems.extend(language_problems(record));
    let examples = record.items.iter().filter(|(_, item)| matches!(item, Item::Example(_)));
    let misplaced = examples.filter(|_| !record.made_up);
    problems.extend(misplaced.map(|(key, _)| Problem::new(key.name(), ProblemKind::SourceMissing)));
    problems
}

/// Every source with the place where it is used.
fn used_sources(record: &Record) -> Vec<(&'static str, &str)> {
    let mut used: Vec<(&str, &str)> = Vec::new();
    if let Status::Known { source, .. } = &record.status {
        used.push(("status", source));
    }
    if let Results::Known { source, .. } = &record.results {
        used.push(("results", source));
    }
    used.extend(record.items.iter().filter_map(|(key, item)| match item {
        Item::Known { source, .. } => Some((key.name(), source.as_str())),
        _ => None,
    }));
    used
}

fn source_problems(record: &Record, known: &BTreeSet<String>) -> Vec<Problem> {
    let used = used_sources(record);
    let not_listed = used
        .iter()
        .filter(|(_, source)| !record.sources.iter().any(|listed| listed == source))
        .map(|(place, source)| Problem::new(*place, ProblemKind::SourceNotListed((*source).to_owned())));
    let not_known = record
        .sources
        .iter()
        .filter(|listed| !known.contains(*listed))
        .map(|listed| Problem::new("sources", ProblemKind::SourceNotKnown(listed.clone())));
    not_listed.chain(not_known).collect()
}

fn language_problems(record: &Record) -> Vec<Problem> {
    let items = record.items.iter().filter_map(|(key, item)| Some((key.name(), item.text()?)));
    std::iter::once(("title", &record.title))
        .chain(items)
        .filter_map(|(place, text)| {
            let missing = match text {
                Text::Japanese(_) => "en",
                Text::English(_) => "ja",
                Text::Alike(_) | Text::Each { .. } => return None,
            };
            Some(Problem::new(place, ProblemKind::LanguageMissing(missing)))
        })
        .collect()
}

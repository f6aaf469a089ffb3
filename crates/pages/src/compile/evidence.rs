//! `content/evidence/*.toml`: facts and where they were published.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::{Spanned, Value};

use super::SourceFile;
use super::problem::{Problem, ProblemKind};
use super::published::Published;
use super::toml_file::{line_at, read};
use crate::{Fact, Form, Source};

/// The checks that a fact can have had; see `content/evidence/README.md`.
const VERIFIED: [&str; 5] = ["read", "derived", "secondary", RECALLED, MADE_UP];

const RECALLED: &str = "recalled";

const MADE_UP: &str = "made_up";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FactEntry {
    value: Spanned<Value>,
    unit: String,
    source: Option<String>,
    population: Option<String>,
    n: Option<u32>,
    events: Option<u32>,
    period: Option<String>,
    verified: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceEntry {
    kind: String,
    title: String,
    publication: String,
    year: Option<u16>,
    url: Option<String>,
}

/// Everything in the evidence files.
pub(super) struct Evidence {
    facts: BTreeMap<String, Known>,
    sources: BTreeMap<String, Source>,
}

/// A fact, with its number read.
struct Known {
    published: Published,
    value: String,
    entry: FactEntry,
}

impl Evidence {
    /// Reads the evidence among the files; what is wrong with one does not hide the others.
    pub(super) fn read(files: &[SourceFile], problems: &mut Vec<Problem>) -> Self {
        let mut evidence = Self { facts: BTreeMap::new(), sources: BTreeMap::new() };
        let named = |name: &'static str| {
            files.iter().filter(move |file| file.path.starts_with("evidence/") && file.path.ends_with(name))
        };
        for file in named("sources.toml") {
            evidence.add_sources(file, problems);
        }
        for file in named("facts.toml") {
            evidence.add_facts(file, problems);
        }
        evidence
    }

    fn add_sources(&mut self, file: &SourceFile, problems: &mut Vec<Problem>) {
        let entries: BTreeMap<String, Spanned<SourceEntry>> = read(file, problems).unwrap_or_default();
        for (id, entry) in entries {
            let line = line_at(file.text, entry.span().start);
            let SourceEntry { kind, title, publication, year, url } = entry.into_inner();
            if self.sources.insert(id.clone(), Source { kind, title, publication, year, url }).is_some() {
                problems.push(Problem { path: file.path.to_owned(), line, kind: ProblemKind::Twice(id) });
            }
        }
    }

    fn add_facts(&mut self, file: &SourceFile, problems: &mut Vec<Problem>) {
        let entries: BTreeMap<String, FactEntry> = read(file, problems).unwrap_or_default();
        for (id, entry) in entries {
            let span = entry.value.span();
            let line = line_at(file.text, span.start);
            let mut wrong = |kind| problems.push(Problem { path: file.path.to_owned(), line, kind });
            let is_made_up = entry.verified == MADE_UP;
            if !VERIFIED.contains(&entry.verified.as_str()) {
                wrong(ProblemKind::Toml(format!("`verified` must be one of {VERIFIED:?}")));
            }
            match &entry.source {
                Some(source) if !self.sources.contains_key(source) => {
                    wrong(ProblemKind::UnknownSource(source.clone()));
                }
                None if !is_made_up => wrong(ProblemKind::UnknownSource(String::new())),
                _ => {}
            }
            if entry.population.is_none() && !is_made_up {
                wrong(ProblemKind::Toml("missing field `population`".to_owned()));
            }
            // The number as it is spelled: 21.0 was published with its zero.
            let spelled = file.text.get(span).unwrap_or_default();
            let (value, published) = match entry.value.get_ref() {
                Value::String(date) => (date.clone(), Published::date(date)),
                _ => (spelled.to_owned(), Published::number(spelled, &entry.unit)),
            };
            match published {
                Some(published) => {
                    if self.facts.insert(id.clone(), Known { published, value, entry }).is_some() {
                        wrong(ProblemKind::Twice(id));
                    }
                }
                None => wrong(ProblemKind::NotPublished(value)),
            }
        }
    }

    /// How a form writes this fact, if a text may show it here.
    pub(super) fn shown(
        &self,
        id: &str,
        form: Form,
        is_example: bool,
    ) -> Result<Vec<crate::Inline>, ProblemKind> {
        let known = self.facts.get(id).ok_or_else(|| ProblemKind::UnknownFact(id.to_owned()))?;
        match known.entry.verified.as_str() {
            RECALLED => Err(ProblemKind::RecalledFact(id.to_owned())),
            MADE_UP if !is_example => Err(ProblemKind::MadeUpFact(id.to_owned())),
            _ => Ok(known.published.shown(form)),
        }
    }

    /// Every fact that may be shown, as this form writes it.
    pub(super) fn facts(&self, form: Form) -> BTreeMap<String, Fact> {
        let shown = self.facts.iter().filter(|(_, known)| known.entry.verified != RECALLED);
        shown
            .map(|(id, Known { published, value, entry })| {
                let fact = Fact {
                    value: value.clone(),
                    unit: entry.unit.clone(),
                    shown: published.shown(form),
                    population: entry.population.clone(),
                    n: entry.n,
                    events: entry.events,
                    period: entry.period.clone(),
                    source: entry.source.clone(),
                    verified: entry.verified.clone(),
                };
                (id.clone(), fact)
            })
            .collect()
    }

    /// Every source.
    pub(super) fn sources(&self) -> BTreeMap<String, Source> {
        self.sources.clone()
    }
}

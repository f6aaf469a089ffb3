//! A record as files write it: everything is text, and what is wrong is found by comparing.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::problem::{Problem, ProblemKind};
use super::words::{ItemKey, Phase, ResultsKind, StatusValue, Who};
use super::{Item, Items, Record, Results, Status, Text};
use crate::partial_date::PartialDate;

/// A record in a file of content/trials/ or in the bundle of the app; whoever has a TOML or JSON reader can read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordFile {
    pub(super) id: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) made_up: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) acronym: Option<String>,
    pub(super) title: TextFile,
    pub(super) diseases: Vec<String>,
    pub(super) treatments: Vec<String>,
    pub(super) who: Vec<String>,
    pub(super) phase: String,
    pub(super) earlier: Vec<String>,
    pub(super) later: Vec<String>,
    pub(super) sources: Vec<String>,
    pub(super) checked_on: String,
    pub(super) status: StatusFile,
    pub(super) results: ResultsFile,
    pub(super) items: BTreeMap<String, ItemFile>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TextFile {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) ja: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) en: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) value: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StatusFile {
    pub(super) value: String,
    pub(super) as_of: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) source: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ResultsFile {
    pub(super) kind: String,
    pub(super) as_of: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) source: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ItemFile {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) ja: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) en: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) value: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) source: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) example_ja: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) example_en: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) not_found: Option<String>,
}

/// What stands for a value that was not found.
const NOT_FOUND: &str = "not_found";

impl TryFrom<RecordFile> for Record {
    type Error = Vec<Problem>;

    fn try_from(file: RecordFile) -> Result<Self, Vec<Problem>> {
        let mut reader = Reader { problems: Vec::new() };
        let read = reader.record(file);
        match read {
            Some(record) if reader.problems.is_empty() => Ok(record),
            _ => Err(reader.problems),
        }
    }
}

/// Reads on after a problem, so that all are told at once.
struct Reader {
    problems: Vec<Problem>,
}

impl Reader {
    /// `None` after a problem, which is then told.
    fn record(&mut self, file: RecordFile) -> Option<Record> {
        if !is_id(&file.id) {
            self.wrong::<()>("id", ProblemKind::WrongId);
        }
        for (place, list) in [
            ("diseases", &file.diseases),
            ("treatments", &file.treatments),
            ("earlier", &file.earlier),
            ("later", &file.later),
            ("sources", &file.sources),
        ] {
            self.each_once(place, list);
        }
        self.each_once("who", &file.who);
        let acronym = file.acronym.and_then(|acronym| self.letters("acronym", acronym));
        let TextFile { ja, en, value } = file.title;
        let title = self.text("title", [ja, en, value]);
        let who: Vec<_> = file.who.iter().map(|name| self.named("who", name, Who::from_name)).collect();
        let phase = self.named("phase", &file.phase, Phase::from_name);
        let checked_on = self.whole_day("checked_on", &file.checked_on);
        let status = self.status(file.status);
        let results = self.results(file.results);
        let items = self.items(file.items);
        Some(Record {
            id: file.id,
            made_up: file.made_up,
            acronym,
            title: title?,
            diseases: file.diseases,
            treatments: file.treatments,
            who: who.into_iter().collect::<Option<_>>()?,
            phase: phase?,
            earlier: file.earlier,
            later: file.later,
            sources: file.sources,
            checked_on: checked_on?,
            status: status?,
            results: results?,
            items: items?,
        })
    }

    fn wrong<T>(&mut self, place: &str, kind: ProblemKind) -> Option<T> {
        self.problems.push(Problem::new(place, kind));
        None
    }

    fn letters(&mut self, place: &str, text: String) -> Option<String> {
        if text.trim().is_empty() { self.wrong(place, ProblemKind::Empty) } else { Some(text) }
    }

    fn each_once(&mut self, place: &str, list: &[String]) {
        for (position, word) in list.iter().enumerate() {
            if list.iter().take(position).any(|earlier| earlier == word) {
                self.wrong::<()>(place, ProblemKind::Twice(word.clone()));
            }
        }
    }

    fn named<T>(&mut self, place: &str, name: &str, from_name: fn(&str) -> Option<T>) -> Option<T> {
        from_name(name).or_else(|| self.wrong(place, ProblemKind::Unknown(name.to_owned())))
    }

    fn date(&mut self, place: &str, date: &str) -> Option<PartialDate> {
        date.parse().ok().or_else(|| self.wrong(place, ProblemKind::NotADate(date.to_owned())))
    }

    fn whole_day(&mut self, place: &str, date: &str) -> Option<PartialDate> {
        let read = self.date(place, date)?;
        if read.is_whole() {
            Some(read)
        } else {
            self.wrong(place, ProblemKind::NotAWholeDay(date.to_owned()))
        }
    }

    /// Text of the three places Japanese, English, alike.
    fn text(&mut self, place: &str, parts: [Option<String>; 3]) -> Option<Text> {
        let mut full = true;
        for part in parts.iter().flatten() {
            full &= !part.trim().is_empty();
        }
        let [ja, en, alike] = parts;
        if !full {
            return self.wrong(place, ProblemKind::Empty);
        }
        Text::from_parts(ja, en, alike).or_else(|| self.wrong(place, ProblemKind::Contradiction))
    }

    fn status(&mut self, file: StatusFile) -> Option<Status> {
        if file.value == NOT_FOUND {
            return self
                .looked_on("status", &file.as_of, file.source.as_deref())
                .map(|looked_on| Status::NotFound { looked_on });
        }
        let value = self.named("status.value", &file.value, StatusValue::from_name);
        let as_of = self.date("status.as_of", &file.as_of);
        let source = self.source("status.source", file.source);
        Some(Status::Known { value: value?, as_of: as_of?, source: source? })
    }

    fn results(&mut self, file: ResultsFile) -> Option<Results> {
        if file.kind == NOT_FOUND {
            return self
                .looked_on("results", &file.as_of, file.source.as_deref())
                .map(|looked_on| Results::NotFound { looked_on });
        }
        let kind = self.named("results.kind", &file.kind, ResultsKind::from_name);
        let as_of = self.date("results.as_of", &file.as_of);
        let source = self.source("results.source", file.source);
        Some(Results::Known { kind: kind?, as_of: as_of?, source: source? })
    }

    fn looked_on(&mut self, place: &str, as_of: &str, source: Option<&str>) -> Option<PartialDate> {
        if source.is_some() {
            self.wrong::<()>(&format!("{place}.source"), ProblemKind::SourceNotNeeded);
        }
        self.whole_day(&format!("{place}.as_of"), as_of)
    }

    fn source(&mut self, place: &str, source: Option<String>) -> Option<String> {
        match source {
            Some(source) => self.letters(place, source),
            None => self.wrong(place, ProblemKind::SourceMissing),
        }
    }

    fn items(&mut self, mut file: BTreeMap<String, ItemFile>) -> Option<Items> {
        let read: Vec<_> = ItemKey::ALL
            .iter()
            .map(|key| {
                let place = format!("items.{}", key.name());
                match file.remove(key.name()) {
                    Some(item) => self.item(&place, *key, item).map(|item| (*key, item)),
                    None => self.wrong(&place, ProblemKind::Missing),
                }
            })
            .collect();
        for unknown in file.into_keys() {
            self.wrong::<()>("items", ProblemKind::Unknown(unknown));
        }
        read.into_iter().collect::<Option<_>>().map(Items)
    }

    fn item(&mut self, place: &str, key: ItemKey, file: ItemFile) -> Option<Item> {
        let ItemFile { ja, en, value, source, example_ja, example_en, not_found } = file;
        let is_known = ja.is_some() || en.is_some() || value.is_some();
        let is_example = example_ja.is_some() || example_en.is_some();
        match (is_known, is_example, not_found) {
            (true, false, None) => {
                let text = self.text(place, [ja, en, value]);
                let source = self.source(place, source);
                if key.is_date() {
                    self.dated(place, text.as_ref()?);
                }
                Some(Item::Known { text: text?, source: source? })
            }
            (false, true, None) if source.is_none() => {
                self.text(place, [example_ja, example_en, None]).map(Item::Example)
            }
            (false, false, Some(day)) if source.is_none() => {
                self.whole_day(place, &day).map(|looked_on| Item::NotFound { looked_on })
            }
            _ => self.wrong(place, ProblemKind::Contradiction),
        }
    }

    /// The item of a date is one date, alike in both languages.
    fn dated(&mut self, place: &str, text: &Text) {
        match text {
            Text::Alike(date) => {
                self.date(place, date);
            }
            _ => {
                self.wrong::<()>(place, ProblemKind::NotADate(text.parts().collect()));
            }
        }
    }
}

/// Whether it is made of a–z, 0–9 and hyphens between them.
fn is_id(id: &str) -> bool {
    let is_word = |word: &str| {
        !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    id.split('-').all(is_word)
}

impl From<Record> for RecordFile {
    fn from(record: Record) -> Self {
        let [ja, en, value] = record.title.into_parts();
        let (status, status_as_of, status_source) = match record.status {
            Status::Known { value, as_of, source } => (value.name(), as_of, Some(source)),
            Status::NotFound { looked_on } => (NOT_FOUND, looked_on, None),
        };
        let (results, results_as_of, results_source) = match record.results {
            Results::Known { kind, as_of, source } => (kind.name(), as_of, Some(source)),
            Results::NotFound { looked_on } => (NOT_FOUND, looked_on, None),
        };
        Self {
            id: record.id,
            made_up: record.made_up,
            acronym: record.acronym,
            title: TextFile { ja, en, value },
            diseases: record.diseases,
            treatments: record.treatments,
            who: record.who.into_iter().map(|who| who.name().to_owned()).collect(),
            phase: record.phase.name().to_owned(),
            earlier: record.earlier,
            later: record.later,
            sources: record.sources,
            checked_on: record.checked_on.to_string(),
            status: StatusFile {
                value: status.to_owned(),
                as_of: status_as_of.to_string(),
                source: status_source,
            },
            results: ResultsFile {
                kind: results.to_owned(),
                as_of: results_as_of.to_string(),
                source: results_source,
            },
            items: record
                .items
                .0
                .into_iter()
                .map(|(key, item)| (key.name().to_owned(), item.into()))
                .collect(),
        }
    }
}

impl From<Item> for ItemFile {
    fn from(item: Item) -> Self {
        match item {
            Item::Known { text, source } => {
                let [ja, en, value] = text.into_parts();
                Self { ja, en, value, source: Some(source), ..Self::default() }
            }
            Item::Example(text) => {
                let [ja, en, alike] = text.into_parts();
                Self { example_ja: ja.or_else(|| alike.clone()), example_en: en.or(alike), ..Self::default() }
            }
            Item::NotFound { looked_on } => {
                Self { not_found: Some(looked_on.to_string()), ..Self::default() }
            }
        }
    }
}

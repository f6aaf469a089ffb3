//! A study as any registry tells it, before it is a record of ours.

use std::collections::BTreeMap;

use super::error::{RowErrorKind, beginning};
use super::registry_date::registry_date;
use super::registry_words;
use super::{Context, LONGEST_FIELD};
use crate::partial_date::PartialDate;
use crate::record::{
    Item, ItemKey, Items, Phase, Record, Results, ResultsKind, Status, Text, Who, registry_ids,
};
use crate::search::{ConceptKind, Recogniser};

/// A longer number is none of a registry.
const LONGEST_ID: usize = 60;

/// Text of a field with the field's name in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Told {
    pub(super) field: &'static str,
    pub(super) text: String,
}

/// What a registry tells of one study.
#[derive(Debug, Default)]
pub(super) struct Entry {
    /// The number in the registry, or in our own tables the id of the record.
    pub(super) id: String,
    /// Where the registry shows the study.
    pub(super) address: Option<String>,
    pub(super) acronym: Option<String>,
    /// Our own title, where the table has one.
    pub(super) title_ja: Option<String>,
    pub(super) title_en: Option<String>,
    pub(super) phase: Option<Told>,
    pub(super) status: Option<Told>,
    pub(super) status_as_of: Option<Told>,
    pub(super) has_results: bool,
    pub(super) results_as_of: Option<Told>,
    pub(super) takes_healthy: bool,
    pub(super) takes_children: bool,
    pub(super) items: BTreeMap<ItemKey, Told>,
    /// The same in Japanese, where the table has it.
    pub(super) items_ja: BTreeMap<ItemKey, Told>,
}

impl Entry {
    /// Adds what the registry tells of an item, after what it told before; nothing if it is empty.
    pub(super) fn tell(&mut self, key: ItemKey, field: &'static str, text: impl AsRef<str>) {
        let text = tidy(text.as_ref());
        if text.is_empty() {
            return;
        }
        let told = self.items.entry(key).or_insert_with(|| Told { field, text: String::new() });
        if !told.text.is_empty() {
            told.text.push('\n');
        }
        told.text.push_str(&text);
    }

    /// The record, with what was wrong in it and left out.
    pub(super) fn into_record(
        mut self,
        context: &Context,
        recogniser: &Recogniser,
    ) -> Result<(Record, Vec<RowErrorKind>), RowErrorKind> {
        let id = record_id(&self.id)?;
        let source = format!("registry_{}", id.replace('-', "_"));
        let mut faults = Vec::new();
        let title = self.title().ok_or(RowErrorKind::NoTitle)?;
        let concepts = self.concepts(recogniser);
        let of_kind = |kind| recogniser.most_exact(&concepts, kind);
        let diseases = of_kind(ConceptKind::Disease);
        let who = self.who(&diseases, &of_kind(ConceptKind::Who));
        let phase = self.phase(&mut faults);
        let status = self.status(&source, context.today, &mut faults);
        let results = self.results(&source, context.today, &mut faults);
        let items = Items::from_each(|key| {
            let told = [self.items_ja.remove(&key), self.items.remove(&key)];
            item(key, told, &source, context.today, &mut faults)
        });
        let record = Record {
            id,
            made_up: false,
            acronym: self.acronym.map(|acronym| tidy(&acronym)).filter(|acronym| !acronym.is_empty()),
            title,
            diseases,
            treatments: of_kind(ConceptKind::Treatment),
            who,
            phase,
            earlier: Vec::new(),
            later: Vec::new(),
            sources: vec![source],
            checked_on: context.today,
            status,
            results,
            items,
        };
        Ok((record, faults))
    }

    fn title(&self) -> Option<Text> {
        let titles = [ItemKey::PublicTitle, ItemKey::ScientificTitle];
        let of_registry = |items: &BTreeMap<ItemKey, Told>| {
            titles.iter().find_map(|key| items.get(key)).map(|told| told.text.clone())
        };
        let own = |title: &Option<String>| title.as_deref().map(tidy).filter(|title| !title.is_empty());
        let ja = own(&self.title_ja).or_else(|| of_registry(&self.items_ja));
        let en = own(&self.title_en).or_else(|| of_registry(&self.items));
        match (ja, en) {
            (Some(ja), Some(en)) => Some(Text::Each { ja, en }),
            (Some(ja), None) => Some(Text::Japanese(ja)),
            (None, Some(en)) => Some(Text::English(en)),
            (None, None) => None,
        }
    }

    /// What the titles, conditions and interventions name.
    fn concepts<'a>(&self, recogniser: &Recogniser<'a>) -> Vec<&'a str> {
        let keys =
            [ItemKey::PublicTitle, ItemKey::ScientificTitle, ItemKey::Conditions, ItemKey::Interventions];
        let told = keys.iter().flat_map(|key| self.items.get(key).into_iter().chain(self.items_ja.get(key)));
        let titles = [&self.title_ja, &self.title_en].into_iter().flatten().map(String::as_str);
        recogniser.concepts_in(told.map(|told| told.text.as_str()).chain(titles))
    }

    fn who(&self, diseases: &[String], named: &[String]) -> Vec<Who> {
        let is_carrier = |id: &String| id == "carrier";
        let carriers = diseases.iter().any(is_carrier);
        let patients = !carriers || diseases.iter().any(|id| !is_carrier(id));
        [
            (carriers, Who::Carriers),
            (patients, Who::Patients),
            (named.iter().any(|id| id == Who::TreatedBefore.name()), Who::TreatedBefore),
            (self.takes_children, Who::Children),
            (self.takes_healthy, Who::HealthyVolunteers),
        ]
        .into_iter()
        .filter_map(|(is_so, who)| is_so.then_some(who))
        .collect()
    }

    fn phase(&self, faults: &mut Vec<RowErrorKind>) -> Phase {
        let told = self.phase.as_ref().filter(|told| !told.text.trim().is_empty());
        let read = told.and_then(|told| word(told, registry_words::phase, faults));
        read.unwrap_or(Phase::NotFound)
    }

    fn status(&self, source: &str, today: PartialDate, faults: &mut Vec<RowErrorKind>) -> Status {
        let told = self.status.as_ref().filter(|told| !matches!(told.text.trim(), "" | "not_found"));
        let value = told.and_then(|told| word(told, registry_words::status, faults));
        // A status without its day could be years old: it stands among the items, and is no status.
        match value.zip(date(self.status_as_of.as_ref(), faults)) {
            None => Status::NotFound { looked_on: today },
            Some((value, as_of)) => Status::Known { value, as_of, source: source.to_owned() },
        }
    }

    fn results(&self, source: &str, today: PartialDate, faults: &mut Vec<RowErrorKind>) -> Results {
        let as_of = date(self.results_as_of.as_ref(), faults);
        if self.has_results || as_of.is_some() {
            let source = source.to_owned();
            Results::Known { kind: ResultsKind::Posted, as_of: as_of.unwrap_or(today), source }
        } else {
            Results::NotFound { looked_on: today }
        }
    }
}

fn word<T>(told: &Told, read: fn(&str) -> Option<T>, faults: &mut Vec<RowErrorKind>) -> Option<T> {
    let value = read(&told.text);
    if value.is_none() {
        faults.push(RowErrorKind::UnknownWord { field: told.field.to_owned(), value: beginning(&told.text) });
    }
    value
}

fn date(told: Option<&Told>, faults: &mut Vec<RowErrorKind>) -> Option<PartialDate> {
    let told = told.filter(|told| !told.text.trim().is_empty())?;
    let value = registry_date(&told.text);
    if value.is_none() {
        faults.push(RowErrorKind::WrongDate { field: told.field.to_owned(), value: beginning(&told.text) });
    }
    value
}

/// The item as told in Japanese and in English or another language.
fn item(
    key: ItemKey,
    told: [Option<Told>; 2],
    source: &str,
    today: PartialDate,
    faults: &mut Vec<RowErrorKind>,
) -> Item {
    let [ja, en] = told.map(|told| {
        let told = told?;
        if told.text.len() > LONGEST_FIELD {
            faults.push(RowErrorKind::FieldTooLong { field: told.field.to_owned() });
            return None;
        }
        Some(told)
    });
    let text = match (ja, en) {
        (ja, en) if key.is_date() => {
            date(en.or(ja).as_ref(), faults).map(|date| Text::Alike(date.to_string()))
        }
        (Some(ja), Some(en)) if ja.text == en.text => Some(Text::Alike(en.text)),
        (Some(ja), Some(en)) => Some(Text::Each { ja: ja.text, en: en.text }),
        (Some(ja), None) => Some(Text::Japanese(ja.text)),
        (None, Some(en)) if key == ItemKey::PrimaryRegistry => Some(Text::Alike(en.text)),
        (None, Some(en)) => Some(Text::English(en.text)),
        (None, None) => None,
    };
    text.map_or(Item::NotFound { looked_on: today }, |text| Item::Known { text, source: source.to_owned() })
}

/// The id of the record: the registry's number in small letters, with hyphens for everything else.
fn record_id(number: &str) -> Result<String, RowErrorKind> {
    let number = number.trim();
    let wrong = || RowErrorKind::WrongId { value: beginning(number) };
    if number.is_empty() {
        return Err(RowErrorKind::NoId);
    }
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '/' | '.');
    let begins = number.starts_with(|letter: char| letter.is_ascii_alphanumeric());
    if number.len() > LONGEST_ID || !begins || !number.chars().all(is_part) {
        return Err(wrong());
    }
    // `JPRN-` is the WHO's name for the three registries of Japan; their own numbers come without it.
    let of_registry = registry_ids(number).next();
    let plain = of_registry.as_deref().unwrap_or(number).to_ascii_lowercase();
    let parts: Vec<&str> =
        plain.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { Err(wrong()) } else { Ok(parts.join("-")) }
}

/// Text without what exports leave in it: marks of line breaks, control characters, spaces at the ends of lines.
pub(super) fn tidy(text: &str) -> String {
    let mut plain = text.replace("\r\n", "\n").replace('\r', "\n");
    for mark in ["<br>", "<br/>", "<br />", "<BR>"] {
        plain = plain.replace(mark, "\n");
    }
    plain.retain(|letter| letter == '\n' || !letter.is_control());
    plain.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_registries_become_ids() {
        for (number, id) in [
            ("NCT03191526", "nct03191526"),
            ("JPRN-UMIN000012655", "umin000012655"),
            ("JPRN-jRCT2031210001", "jrct2031210001"),
            ("CTRI/2021/05/012345", "ctri-2021-05-012345"),
            ("2004-000446-20", "2004-000446-20"),
            ("EUCTR2004-000446-20-GB", "euctr2004-000446-20-gb"),
        ] {
            assert_eq!(record_id(number).as_deref(), Ok(id));
        }
        for number in ["../etc", "NCT 1", "<b>", "--", "試験"] {
            assert!(record_id(number).is_err(), "{number}");
        }
    }
}

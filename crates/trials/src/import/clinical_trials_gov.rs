//! JSON of ClinicalTrials.gov, second version: a study, a list of studies, or a page with `studies`.

use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

use super::entry::{Entry, Told};
use super::error::{FileError, RowError, RowErrorKind, beginning};
use super::{Format, Rows};
use crate::record::ItemKey;

/// In bytes; many times what the longest texts that the registry takes come to. What is read into memory at once is
/// ten times as large at most.
const LONGEST_PROTOCOL: usize = 4 << 20;

/// Reads the studies one by one, so that a wrong one costs only itself, and a file that breaks off only its end.
pub(super) fn read(text: &str) -> Result<Rows, FileError> {
    let mut rows = Rows::new(Format::ClinicalTrialsGovJson);
    let mut studies = Studies { text, rows: &mut rows, count: 0 };
    let mut json = serde_json::Deserializer::from_str(text);
    let outcome = json.deserialize_any(&mut studies).and_then(|()| json.end());
    let count = studies.count;
    match outcome {
        Ok(()) => Ok(rows),
        Err(error) if count == 0 => Err(FileError::BrokenJson { line: error.line(), column: error.column() }),
        Err(error) => {
            let kind = RowErrorKind::BrokenJson { line: error.line(), column: error.column() };
            rows.errors.push(RowError::lost(count + 1, kind));
            Ok(rows)
        }
    }
}

/// Takes studies where they stand in the file.
struct Studies<'a, 'text> {
    text: &'text str,
    rows: &'a mut Rows,
    count: usize,
}

impl Studies<'_, '_> {
    fn take(&mut self, study: &str) -> bool {
        self.count += 1;
        self.rows.add(self.count, entry(study))
    }
}

impl<'de> Visitor<'de> for &mut Studies<'_, '_> {
    type Value = ();

    fn expecting(&self, text: &mut fmt::Formatter) -> fmt::Result {
        text.write_str("a study, a list of studies or a page of them")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(study) = list.next_element::<&RawValue>()? {
            if !self.take(study.get()) {
                break;
            }
        }
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut page: A) -> Result<(), A::Error> {
        while let Some(key) = page.next_key::<String>()? {
            match key.as_str() {
                "studies" => page.next_value_seed(&mut *self)?,
                "protocolSection" => {
                    page.next_value::<IgnoredAny>()?;
                    let text = self.text;
                    self.take(text);
                }
                _ => {
                    page.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for &mut Studies<'_, '_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, list: D) -> Result<(), D::Error> {
        list.deserialize_seq(self)
    }
}

/// A study as it stands in the file. Results can be large and are passed over.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Study<'a> {
    #[serde(borrow)]
    protocol_section: Option<&'a RawValue>,
    #[serde(default)]
    has_results: bool,
}

/// A part of a study, with its place for errors.
struct Part<'a> {
    value: Option<&'a Value>,
    place: String,
}

impl<'a> Part<'a> {
    /// The part at a path of keys; nothing if any of them is not there.
    fn at(&self, path: &str) -> Result<Part<'a>, RowErrorKind> {
        let mut part = Part { value: self.value, place: self.place.clone() };
        for key in path.split('.') {
            part.value = match part.value {
                None | Some(Value::Null) => None,
                Some(Value::Object(object)) => object.get(key),
                Some(_) => return Err(part.wrong_type()),
            };
            part.place = format!("{}.{key}", part.place);
        }
        Ok(part)
    }

    fn wrong_type(&self) -> RowErrorKind {
        RowErrorKind::WrongType { field: beginning(&self.place) }
    }

    /// Its text; empty if it is not there.
    fn text(&self, path: &str) -> Result<&'a str, RowErrorKind> {
        let part = self.at(path)?;
        match part.value {
            None | Some(Value::Null) => Ok(""),
            Some(Value::String(text)) => Ok(text),
            Some(_) => Err(part.wrong_type()),
        }
    }

    /// Its elements; none if it is not there.
    fn list(&self, path: &str) -> Result<Vec<Part<'a>>, RowErrorKind> {
        let part = self.at(path)?;
        match part.value {
            None | Some(Value::Null) => Ok(Vec::new()),
            Some(Value::Array(list)) => {
                let elements = list.iter().enumerate();
                let place = |number: usize| format!("{}[{number}]", part.place);
                Ok(elements
                    .map(|(number, value)| Part { value: Some(value), place: place(number) })
                    .collect())
            }
            Some(_) => Err(part.wrong_type()),
        }
    }

    /// The texts of a list of texts.
    fn texts(&self, path: &str) -> Result<Vec<&'a str>, RowErrorKind> {
        let text = |part: Part<'a>| part.value.and_then(Value::as_str).ok_or_else(|| part.wrong_type());
        self.list(path)?.into_iter().map(text).collect()
    }

    /// One text of each element of a list.
    fn texts_of_each(&self, path: &str, key: &str) -> Result<Vec<&'a str>, RowErrorKind> {
        self.list(path)?.iter().map(|part| part.text(key)).collect()
    }
}

fn entry(json: &str) -> Result<Entry, RowErrorKind> {
    let wrong = |place: &str| RowErrorKind::WrongType { field: place.to_owned() };
    let study: Study = serde_json::from_str(json).map_err(|_| wrong("."))?;
    let protocol = study.protocol_section.map_or("{}", RawValue::get);
    if protocol.len() > LONGEST_PROTOCOL {
        return Err(RowErrorKind::FieldTooLong { field: "protocolSection".to_owned() });
    }
    let protocol: Value = serde_json::from_str(protocol).map_err(|_| wrong("protocolSection"))?;
    let protocol = Part { value: Some(&protocol), place: "protocolSection".to_owned() };
    let identification = protocol.at("identificationModule")?;
    let number = identification.text("nctId")?.trim();
    if number.is_empty() {
        return Err(RowErrorKind::NoId);
    }
    if !is_nct(number) {
        return Err(RowErrorKind::WrongId { value: beginning(number) });
    }
    let mut entry = Entry {
        id: number.to_owned(),
        address: Some(format!("https://clinicaltrials.gov/study/{number}")),
        acronym: Some(identification.text("acronym")?.to_owned()),
        has_results: study.has_results,
        ..Entry::default()
    };
    entry.tell(ItemKey::PrimaryRegistry, "nctId", format!("ClinicalTrials.gov: {number}"));
    let mut ids = identification.texts_of_each("secondaryIdInfos", "id")?;
    ids.push(identification.text("orgStudyIdInfo.id")?);
    entry.tell(ItemKey::SecondaryIds, "secondaryIdInfos", list(ids.into_iter()));
    tell_status(&mut entry, &protocol.at("statusModule")?)?;
    for (key, field, path) in [
        (ItemKey::PublicTitle, "briefTitle", "identificationModule.briefTitle"),
        (ItemKey::ScientificTitle, "officialTitle", "identificationModule.officialTitle"),
        (ItemKey::PrimarySponsor, "leadSponsor", "sponsorCollaboratorsModule.leadSponsor.name"),
        (ItemKey::IpdSharing, "ipdSharing", "ipdSharingStatementModule.ipdSharing"),
        (ItemKey::IpdSharing, "ipdSharing", "ipdSharingStatementModule.description"),
    ] {
        entry.tell(key, field, protocol.text(path)?);
    }
    for (key, field, path, each) in [
        (ItemKey::SecondarySponsors, "collaborators", "sponsorCollaboratorsModule.collaborators", "name"),
        (ItemKey::Countries, "locations", "contactsLocationsModule.locations", "country"),
    ] {
        entry.tell(key, field, list(protocol.texts_of_each(path, each)?.into_iter()));
    }
    entry.tell(
        ItemKey::Conditions,
        "conditions",
        list(protocol.texts("conditionsModule.conditions")?.into_iter()),
    );
    tell_design(&mut entry, &protocol.at("designModule")?)?;
    for intervention in protocol.list("armsInterventionsModule.interventions")? {
        let others = list(intervention.texts("otherNames")?.into_iter());
        let others = if others.is_empty() { others } else { format!(" ({others})") };
        let kind = intervention.text("type")?;
        let kind = if kind.is_empty() { String::new() } else { format!("{kind}: ") };
        let text = format!("{kind}{}{others}", intervention.text("name")?);
        entry.tell(ItemKey::Interventions, "interventions", text);
    }
    for (key, field) in
        [(ItemKey::PrimaryOutcomes, "primaryOutcomes"), (ItemKey::SecondaryOutcomes, "secondaryOutcomes")]
    {
        for outcome in protocol.list(&format!("outcomesModule.{field}"))? {
            let [measure, time] = [outcome.text("measure")?, outcome.text("timeFrame")?];
            let text = if time.is_empty() { measure.to_owned() } else { format!("{measure} [{time}]") };
            entry.tell(key, field, text);
        }
    }
    tell_eligibility(&mut entry, &protocol.at("eligibilityModule")?)?;
    for (key, field) in
        [(ItemKey::ContactPublic, "centralContacts"), (ItemKey::ContactScientific, "overallOfficials")]
    {
        for contact in protocol.list(&format!("contactsLocationsModule.{field}"))? {
            let parts = ["name", "affiliation", "phone", "email"].map(|part| contact.text(part));
            let parts: Vec<&str> = parts.into_iter().collect::<Result<_, _>>()?;
            entry.tell(key, field, list(parts.into_iter()));
        }
    }
    Ok(entry)
}

fn tell_status(entry: &mut Entry, status: &Part) -> Result<(), RowErrorKind> {
    let told = |field, path| Ok(Some(Told { field, text: status.text(path)?.to_owned() }));
    let posted = status.text("studyFirstPostDateStruct.date")?;
    let registered = if posted.is_empty() { status.text("studyFirstSubmitDate")? } else { posted };
    entry.tell(ItemKey::RegistrationDate, "studyFirstPostDateStruct", registered);
    for (key, field, path) in [
        (ItemKey::FirstEnrolment, "startDateStruct", "startDateStruct.date"),
        (ItemKey::CompletionDate, "completionDateStruct", "completionDateStruct.date"),
        (ItemKey::RecruitmentStatus, "overallStatus", "overallStatus"),
        (ItemKey::RecruitmentStatus, "whyStopped", "whyStopped"),
    ] {
        entry.tell(key, field, status.text(path)?);
    }
    entry.status = told("overallStatus", "overallStatus")?;
    entry.status_as_of = if status.text("lastUpdatePostDateStruct.date")?.is_empty() {
        told("statusVerifiedDate", "statusVerifiedDate")?
    } else {
        told("lastUpdatePostDateStruct", "lastUpdatePostDateStruct.date")?
    };
    entry.results_as_of = told("resultsFirstPostDateStruct", "resultsFirstPostDateStruct.date")?;
    Ok(())
}

fn tell_design(entry: &mut Entry, design: &Part) -> Result<(), RowErrorKind> {
    entry.phase = Some(Told { field: "phases", text: design.texts("phases")?.join("|") });
    for path in [
        "studyType",
        "designInfo.allocation",
        "designInfo.interventionModel",
        "designInfo.maskingInfo.masking",
        "designInfo.primaryPurpose",
        "designInfo.observationalModel",
        "designInfo.timePerspective",
    ] {
        entry.tell(ItemKey::StudyType, "studyType", design.text(path)?);
    }
    let count = design.at("enrollmentInfo.count")?;
    match count.value {
        None | Some(Value::Null) => {}
        Some(value) => {
            let people = value.as_u64().ok_or_else(|| count.wrong_type())?.to_string();
            let kind = design.text("enrollmentInfo.type")?;
            entry.tell(ItemKey::SampleSize, "enrollmentInfo", list([people.as_str(), kind].into_iter()));
        }
    }
    Ok(())
}

fn tell_eligibility(entry: &mut Entry, eligibility: &Part) -> Result<(), RowErrorKind> {
    let healthy = eligibility.at("healthyVolunteers")?;
    entry.takes_healthy = match healthy.value {
        None | Some(Value::Null) => false,
        Some(value) => value.as_bool().ok_or_else(|| healthy.wrong_type())?,
    };
    entry.takes_children = eligibility.texts("stdAges")?.contains(&"CHILD");
    for (field, label) in [
        ("minimumAge", "Minimum age: "),
        ("maximumAge", "Maximum age: "),
        ("sex", "Sex: "),
        ("eligibilityCriteria", ""),
    ] {
        let value = eligibility.text(field)?;
        if !value.is_empty() {
            entry.tell(ItemKey::Eligibility, field, format!("{label}{value}"));
        }
    }
    Ok(())
}

/// `NCT` and eight digits.
pub(super) fn is_nct(number: &str) -> bool {
    number
        .strip_prefix("NCT")
        .is_some_and(|digits| digits.len() == 8 && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Each different text that is not empty, with commas.
pub(super) fn list<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    let mut different: Vec<&str> = Vec::new();
    for text in texts.map(str::trim).filter(|text| !text.is_empty()) {
        if !different.contains(&text) {
            different.push(text);
        }
    }
    different.join(", ")
}

//! JSON of ClinicalTrials.gov, second version: a study, a list of studies, or a page with `studies`.

use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::entry::{Entry, Told};
use super::error::{FileError, RowError, RowErrorKind, beginning};
use super::{Format, Rows};
use crate::record::ItemKey;

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

/// What is read of a study; everything else is passed over.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Study {
    protocol_section: Protocol,
    has_results: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[expect(clippy::struct_field_names, reason = "the registry's names")]
struct Protocol {
    identification_module: Identification,
    status_module: StatusModule,
    sponsor_collaborators_module: Sponsors,
    conditions_module: Conditions,
    design_module: Design,
    arms_interventions_module: Arms,
    outcomes_module: Outcomes,
    eligibility_module: Eligibility,
    contacts_locations_module: Contacts,
    ipd_sharing_statement_module: IpdSharing,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Identification {
    nct_id: String,
    org_study_id_info: IdInfo,
    secondary_id_infos: Vec<IdInfo>,
    brief_title: String,
    official_title: String,
    acronym: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct IdInfo {
    id: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct StatusModule {
    overall_status: String,
    why_stopped: String,
    start_date_struct: DateStruct,
    completion_date_struct: DateStruct,
    study_first_submit_date: String,
    study_first_post_date_struct: DateStruct,
    results_first_post_date_struct: DateStruct,
    last_update_post_date_struct: DateStruct,
    status_verified_date: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct DateStruct {
    date: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Sponsors {
    lead_sponsor: Named,
    collaborators: Vec<Named>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Named {
    name: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Conditions {
    conditions: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[expect(clippy::struct_field_names, reason = "the registry's names")]
struct Design {
    study_type: String,
    phases: Vec<String>,
    design_info: DesignInfo,
    enrollment_info: Enrollment,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct DesignInfo {
    allocation: String,
    intervention_model: String,
    primary_purpose: String,
    observational_model: String,
    time_perspective: String,
    masking_info: Masking,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Masking {
    masking: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Enrollment {
    count: Option<u64>,
    #[serde(rename = "type")]
    kind: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Arms {
    interventions: Vec<Intervention>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Intervention {
    #[serde(rename = "type")]
    kind: String,
    name: String,
    other_names: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Outcomes {
    primary_outcomes: Vec<Outcome>,
    secondary_outcomes: Vec<Outcome>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Outcome {
    measure: String,
    time_frame: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[expect(clippy::struct_field_names, reason = "the registry's names")]
struct Eligibility {
    eligibility_criteria: String,
    healthy_volunteers: bool,
    sex: String,
    minimum_age: String,
    maximum_age: String,
    std_ages: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[expect(clippy::struct_field_names, reason = "the registry's names")]
struct Contacts {
    central_contacts: Vec<Contact>,
    overall_officials: Vec<Contact>,
    locations: Vec<Location>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Contact {
    name: String,
    affiliation: String,
    phone: String,
    email: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Location {
    country: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct IpdSharing {
    ipd_sharing: String,
    description: String,
}

fn entry(json: &str) -> Result<Entry, RowErrorKind> {
    let mut reader = serde_json::Deserializer::from_str(json);
    let study: Study = serde_path_to_error::deserialize(&mut reader)
        .map_err(|error| RowErrorKind::WrongType { field: beginning(&error.path().to_string()) })?;
    let protocol = study.protocol_section;
    let identification = protocol.identification_module;
    let number = identification.nct_id.trim();
    if number.is_empty() {
        return Err(RowErrorKind::NoId);
    }
    if !is_nct(number) {
        return Err(RowErrorKind::WrongId { value: beginning(number) });
    }
    let mut entry = Entry {
        id: number.to_owned(),
        address: Some(format!("https://clinicaltrials.gov/study/{number}")),
        acronym: identification.acronym,
        has_results: study.has_results,
        ..Entry::default()
    };
    entry.tell(ItemKey::PrimaryRegistry, "nctId", format!("ClinicalTrials.gov: {number}"));
    let ids = identification.secondary_id_infos.iter().chain([&identification.org_study_id_info]);
    entry.tell(ItemKey::SecondaryIds, "secondaryIdInfos", list(ids.map(|info| info.id.as_str())));
    entry.tell(ItemKey::PublicTitle, "briefTitle", &identification.brief_title);
    entry.tell(ItemKey::ScientificTitle, "officialTitle", &identification.official_title);
    tell_status(&mut entry, protocol.status_module);
    let sponsors = protocol.sponsor_collaborators_module;
    entry.tell(ItemKey::PrimarySponsor, "leadSponsor", &sponsors.lead_sponsor.name);
    let collaborators = sponsors.collaborators.iter().map(|sponsor| sponsor.name.as_str());
    entry.tell(ItemKey::SecondarySponsors, "collaborators", list(collaborators));
    entry.tell(
        ItemKey::Conditions,
        "conditions",
        list(protocol.conditions_module.conditions.iter().map(String::as_str)),
    );
    tell_design(&mut entry, &protocol.design_module);
    let interventions = protocol.arms_interventions_module.interventions.iter().map(intervention);
    entry.tell(ItemKey::Interventions, "interventions", interventions.collect::<Vec<_>>().join("\n"));
    let outcomes = protocol.outcomes_module;
    entry.tell(ItemKey::PrimaryOutcomes, "primaryOutcomes", outcome_list(&outcomes.primary_outcomes));
    entry.tell(ItemKey::SecondaryOutcomes, "secondaryOutcomes", outcome_list(&outcomes.secondary_outcomes));
    tell_eligibility(&mut entry, &protocol.eligibility_module);
    let contacts = protocol.contacts_locations_module;
    entry.tell(ItemKey::ContactPublic, "centralContacts", contact_list(&contacts.central_contacts));
    entry.tell(ItemKey::ContactScientific, "overallOfficials", contact_list(&contacts.overall_officials));
    entry.tell(
        ItemKey::Countries,
        "locations",
        list(contacts.locations.iter().map(|location| location.country.as_str())),
    );
    let sharing = protocol.ipd_sharing_statement_module;
    entry.tell(
        ItemKey::IpdSharing,
        "ipdSharing",
        list([sharing.ipd_sharing.as_str(), &sharing.description].into_iter()),
    );
    Ok(entry)
}

/// `NCT` and eight digits.
pub(super) fn is_nct(number: &str) -> bool {
    number
        .strip_prefix("NCT")
        .is_some_and(|digits| digits.len() == 8 && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

fn tell_status(entry: &mut Entry, status: StatusModule) {
    let told = |field, text: String| Some(Told { field, text });
    entry.tell(ItemKey::RegistrationDate, "studyFirstPostDateStruct", {
        let posted = status.study_first_post_date_struct.date;
        if posted.is_empty() { status.study_first_submit_date } else { posted }
    });
    entry.tell(ItemKey::FirstEnrolment, "startDateStruct", &status.start_date_struct.date);
    entry.tell(ItemKey::CompletionDate, "completionDateStruct", &status.completion_date_struct.date);
    entry.tell(ItemKey::RecruitmentStatus, "overallStatus", &status.overall_status);
    entry.tell(ItemKey::RecruitmentStatus, "whyStopped", &status.why_stopped);
    entry.status = told("overallStatus", status.overall_status);
    let updated = status.last_update_post_date_struct.date;
    entry.status_as_of = if updated.is_empty() {
        told("statusVerifiedDate", status.status_verified_date)
    } else {
        told("lastUpdatePostDateStruct", updated)
    };
    entry.results_as_of = told("resultsFirstPostDateStruct", status.results_first_post_date_struct.date);
}

fn tell_design(entry: &mut Entry, design: &Design) {
    entry.phase = Some(Told { field: "phases", text: design.phases.join("|") });
    let info = &design.design_info;
    let parts = [
        &design.study_type,
        &info.allocation,
        &info.intervention_model,
        &info.masking_info.masking,
        &info.primary_purpose,
        &info.observational_model,
        &info.time_perspective,
    ];
    entry.tell(ItemKey::StudyType, "studyType", list(parts.into_iter().map(String::as_str)));
    if let Some(count) = design.enrollment_info.count {
        entry.tell(
            ItemKey::SampleSize,
            "enrollmentInfo",
            list([count.to_string().as_str(), &design.enrollment_info.kind].into_iter()),
        );
    }
}

fn tell_eligibility(entry: &mut Entry, eligibility: &Eligibility) {
    entry.takes_healthy = eligibility.healthy_volunteers;
    entry.takes_children = eligibility.std_ages.iter().any(|age| age == "CHILD");
    for (field, label, value) in [
        ("minimumAge", "Minimum age", &eligibility.minimum_age),
        ("maximumAge", "Maximum age", &eligibility.maximum_age),
        ("sex", "Sex", &eligibility.sex),
    ] {
        if !value.is_empty() {
            entry.tell(ItemKey::Eligibility, field, format!("{label}: {value}"));
        }
    }
    entry.tell(ItemKey::Eligibility, "eligibilityCriteria", &eligibility.eligibility_criteria);
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

fn intervention(intervention: &Intervention) -> String {
    let Intervention { kind, name, other_names } = intervention;
    let others = list(other_names.iter().map(String::as_str));
    let others = if others.is_empty() { others } else { format!(" ({others})") };
    let kind = if kind.is_empty() { String::new() } else { format!("{kind}: ") };
    format!("{kind}{name}{others}")
}

fn outcome_list(outcomes: &[Outcome]) -> String {
    let outcomes = outcomes.iter().map(|outcome| match outcome.time_frame.as_str() {
        "" => outcome.measure.clone(),
        time => format!("{} [{time}]", outcome.measure),
    });
    outcomes.collect::<Vec<_>>().join("\n")
}

fn contact_list(contacts: &[Contact]) -> String {
    let contacts = contacts.iter().map(|contact| {
        list(
            [&contact.name, &contact.affiliation, &contact.phone, &contact.email]
                .into_iter()
                .map(String::as_str),
        )
    });
    contacts.collect::<Vec<_>>().join("\n")
}

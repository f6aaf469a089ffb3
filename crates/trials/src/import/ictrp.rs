//! XML of the WHO's search portal: `Trial` elements that hold one level of fields.

use quick_xml::Reader;
use quick_xml::events::{BytesRef, Event};

use super::entry::{Entry, Told};
use super::error::{FileError, RowErrorKind};
use super::{Format, LONGEST_FIELD, Rows};
use crate::record::ItemKey;

/// The fields that are read, as the XML writes them. Its tables have the same with spaces.
const FIELDS: [&str; 48] = [
    "TrialID",
    "Last_Refreshed_on",
    "Public_title",
    "Scientific_title",
    "Acronym",
    "Primary_sponsor",
    "Secondary_Sponsor",
    "Source_Support",
    "Date_registration",
    "Date_registration3",
    "Source_Register",
    "web_address",
    "Recruitment_Status",
    "Inclusion_agemin",
    "Inclusion_agemax",
    "Inclusion_gender",
    "Date_enrollement",
    "Target_size",
    "Study_type",
    "Study_design",
    "Phase",
    "Countries",
    "Contact_Firstname",
    "Contact_Lastname",
    "Contact_Address",
    "Contact_Email",
    "Contact_Tel",
    "Contact_Affiliation",
    "Inclusion_Criteria",
    "Exclusion_Criteria",
    "Condition",
    "Intervention",
    "Primary_outcome",
    "Secondary_outcome",
    "Secondary_ID",
    "results_date_posted",
    "results_date_completed",
    "results_url_link",
    "results_summary",
    "results_yes_no",
    "results_ipd_plan",
    "results_ipd_description",
    "Ethics_review_status",
    "Ethics_review_approval_date",
    "Ethics_review_contact_name",
    "Ethics_review_contact_address",
    "Ethics_review_contact_phone",
    "Ethics_review_contact_email",
];

/// The field of this name, however it is spelt: capitals, spaces, underscores.
pub(super) fn field(name: &str) -> Option<&'static str> {
    let plain = |name: &str| name.trim().to_ascii_lowercase().replace(' ', "_");
    FIELDS.into_iter().find(|field| plain(field) == plain(name))
}

/// One trial as it is being read.
#[derive(Default)]
struct Trial {
    told: Vec<Told>,
    /// The first thing that keeps it from being a record.
    fault: Option<RowErrorKind>,
}

impl Trial {
    fn fault(&mut self, kind: RowErrorKind) {
        self.fault.get_or_insert(kind);
    }
}

pub(super) fn read(text: &str) -> Result<Rows, FileError> {
    let mut rows = Rows::new(Format::IctrpXml);
    let mut reader = Reader::from_str(text);
    let mut root = None;
    let mut path: Vec<String> = Vec::new();
    let mut trial = Trial::default();
    let mut count = 0;
    let broken = |reader: &Reader<&[u8]>| {
        let place = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let before = text.as_bytes().get(..place).unwrap_or_default();
        RowErrorKind::BrokenXml { line: 1 + before.split(|byte| *byte == b'\n').skip(1).count() }
    };
    loop {
        let Ok(event) = reader.read_event() else {
            rows.add(count + 1, Err(broken(&reader)));
            break;
        };
        match event {
            Event::DocType(_) => return Err(FileError::DocumentType),
            Event::Start(tag) => {
                let name = tag.name().as_ref().to_owned();
                match path.len() {
                    0 => root = root.or(Some(name.clone())),
                    1 => trial = Trial::default(),
                    2 => begin_field(&mut trial, &name),
                    _ => {
                        trial
                            .fault(RowErrorKind::TooDeep { field: path.get(2).cloned().unwrap_or_default() });
                    }
                }
                path.push(name);
            }
            Event::End(_) => {
                let ended = path.pop();
                if path.len() == 1 && ended.as_deref() == Some("Trial") {
                    count += 1;
                    let Trial { told, fault } = std::mem::take(&mut trial);
                    let entry = fault.map_or_else(|| Ok(entry(&told)), Err);
                    if !rows.add(count, entry) {
                        break;
                    }
                }
            }
            Event::Empty(tag) if path.len() == 1 && tag.name().as_ref() == "Trial" => {
                count += 1;
                rows.add(count, Err(RowErrorKind::NoId));
            }
            Event::Text(piece) if path.len() == 3 => add_text(&mut trial, &piece.xml10_content()),
            Event::CData(piece) if path.len() == 3 => add_text(&mut trial, &piece.xml10_content()),
            Event::GeneralRef(reference) if path.len() == 3 => match referred(&reference) {
                Some(letter) => add_text(&mut trial, letter.encode_utf8(&mut [0; 4])),
                None => trial.fault(RowErrorKind::UnknownEntity { name: reference.to_string() }),
            },
            Event::Eof => {
                if !path.is_empty() {
                    rows.add(count + 1, Err(broken(&reader)));
                }
                break;
            }
            _ => {}
        }
    }
    match root {
        _ if count > 0 || !rows.errors.is_empty() => Ok(rows),
        Some(root) if root != "Trials_downloaded_from_ICTRP" => Err(FileError::OtherXml { root }),
        _ => Ok(rows),
    }
}

fn begin_field(trial: &mut Trial, name: &str) {
    // What we do not read is told too, under a name that nothing asks for.
    let field = field(name).unwrap_or_default();
    trial.told.push(Told { field, text: String::new() });
}

fn add_text(trial: &mut Trial, text: &str) {
    let Some(told) = trial.told.last_mut() else { return };
    if told.field.is_empty() {
        return;
    }
    if told.text.len() + text.len() > LONGEST_FIELD {
        let field = told.field.to_owned();
        trial.fault(RowErrorKind::FieldTooLong { field });
    } else {
        told.text.push_str(text);
    }
}

/// The letter that `&name;` or `&#number;` stands for.
fn referred(reference: &BytesRef) -> Option<char> {
    match reference.resolve_char_ref() {
        Ok(Some(letter)) => Some(letter),
        Ok(None) => match &**reference {
            "lt" => Some('<'),
            "gt" => Some('>'),
            "amp" => Some('&'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => None,
        },
        Err(_) => None,
    }
}

/// What the fields of ICTRP say, whether they stood in XML or in a table.
pub(super) fn entry(told: &[Told]) -> Entry {
    let all = |field: &str| {
        let texts = told.iter().filter(|told| told.field == field).map(|told| told.text.trim());
        texts
            .filter(|text| !text.is_empty() && text.chars().any(|letter| !letter.is_ascii_punctuation()))
            .collect::<Vec<_>>()
            .join("; ")
    };
    let some =
        |field: &'static str| Some(Told { field, text: all(field) }).filter(|told| !told.text.is_empty());
    let mut entry = Entry {
        id: all("TrialID"),
        address: some("web_address").map(|told| told.text).filter(|address| address.starts_with("http")),
        acronym: some("Acronym").map(|told| told.text),
        phase: some("Phase"),
        status: some("Recruitment_Status"),
        status_as_of: some("Last_Refreshed_on"),
        has_results: all("results_yes_no").eq_ignore_ascii_case("yes"),
        results_as_of: some("results_date_posted"),
        takes_children: takes_children(&all("Inclusion_agemin")),
        ..Entry::default()
    };
    let registry = match all("Source_Register") {
        name if name.is_empty() => entry.id.clone(),
        name => format!("{name}: {}", entry.id),
    };
    entry.tell(ItemKey::PrimaryRegistry, "TrialID", registry);
    let registered = some("Date_registration3").or_else(|| some("Date_registration"));
    if let Some(told) = registered {
        entry.tell(ItemKey::RegistrationDate, told.field, told.text);
    }
    for (key, fields) in [
        (ItemKey::SecondaryIds, ["Secondary_ID"].as_slice()),
        (ItemKey::SourcesOfSupport, &["Source_Support"]),
        (ItemKey::PrimarySponsor, &["Primary_sponsor"]),
        (ItemKey::SecondarySponsors, &["Secondary_Sponsor"]),
        (
            ItemKey::ContactPublic,
            &[
                "Contact_Firstname",
                "Contact_Lastname",
                "Contact_Affiliation",
                "Contact_Address",
                "Contact_Tel",
                "Contact_Email",
            ],
        ),
        (ItemKey::PublicTitle, &["Public_title"]),
        (ItemKey::ScientificTitle, &["Scientific_title"]),
        (ItemKey::Countries, &["Countries"]),
        (ItemKey::Conditions, &["Condition"]),
        (ItemKey::Interventions, &["Intervention"]),
        (ItemKey::StudyType, &["Study_type", "Study_design"]),
        (ItemKey::FirstEnrolment, &["Date_enrollement"]),
        (ItemKey::SampleSize, &["Target_size"]),
        (ItemKey::RecruitmentStatus, &["Recruitment_Status"]),
        (ItemKey::PrimaryOutcomes, &["Primary_outcome"]),
        (ItemKey::SecondaryOutcomes, &["Secondary_outcome"]),
        (
            ItemKey::EthicsReview,
            &[
                "Ethics_review_status",
                "Ethics_review_approval_date",
                "Ethics_review_contact_name",
                "Ethics_review_contact_address",
                "Ethics_review_contact_phone",
                "Ethics_review_contact_email",
            ],
        ),
        (ItemKey::CompletionDate, &["results_date_completed"]),
        (ItemKey::SummaryResults, &["results_summary", "results_url_link"]),
        (ItemKey::IpdSharing, &["results_ipd_plan", "results_ipd_description"]),
    ] {
        for told in fields.iter().filter_map(|field| some(field)) {
            entry.tell(key, told.field, told.text);
        }
    }
    for (field, label) in [
        ("Inclusion_agemin", "Minimum age: "),
        ("Inclusion_agemax", "Maximum age: "),
        ("Inclusion_gender", "Sex: "),
        ("Inclusion_Criteria", ""),
        ("Exclusion_Criteria", ""),
    ] {
        if let Some(told) = some(field) {
            entry.tell(ItemKey::Eligibility, told.field, format!("{label}{}", told.text));
        }
    }
    entry
}

/// Whether the youngest may be under 18, where the age begins with a number of years.
fn takes_children(youngest: &str) -> bool {
    let digits: String = youngest.trim().chars().take_while(char::is_ascii_digit).collect();
    digits.parse::<u32>().is_ok_and(|years| years < 18)
}

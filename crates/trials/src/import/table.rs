//! Tables with the headings of ClinicalTrials.gov, of ICTRP, or of our own.

use csv::{ReaderBuilder, StringRecord};

use super::clinical_trials_gov::{is_nct, list};
use super::entry::{Entry, Told, tidy};
use super::error::{FileError, RowErrorKind, beginning};
use super::{Format, Rows, ictrp};
use crate::record::ItemKey;

/// So many headings are told of a table that is not known.
const HEADINGS_TOLD: usize = 8;

/// A column that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Registry(&'static str),
    Ictrp(&'static str),
    Own(Own),
}

impl Column {
    fn heading(self) -> String {
        match self {
            Self::Registry(heading) | Self::Ictrp(heading) => heading.to_owned(),
            Self::Own(own) => own.heading(),
        }
    }
}

/// A column of our own tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Own {
    Id,
    Acronym,
    TitleJa,
    TitleEn,
    Phase,
    Status,
    StatusAsOf,
    Item(ItemKey),
    ItemJa(ItemKey),
}

/// The headings of ClinicalTrials.gov that are read.
const REGISTRY: [&str; 25] = [
    "NCT Number",
    "Study Title",
    "Study URL",
    "Acronym",
    "Study Status",
    "Study Results",
    "Conditions",
    "Interventions",
    "Primary Outcome Measures",
    "Secondary Outcome Measures",
    "Sponsor",
    "Collaborators",
    "Sex",
    "Age",
    "Phases",
    "Enrollment",
    "Funder Type",
    "Study Type",
    "Study Design",
    "Other IDs",
    "Start Date",
    "Completion Date",
    "First Posted",
    "Results First Posted",
    "Last Update Posted",
];

/// Where a study is done; the country stands last.
const LOCATIONS: &str = "Locations";

pub(super) fn read(text: &str) -> Result<Rows, FileError> {
    let mut table =
        ReaderBuilder::new().flexible(true).delimiter(delimiter(text)).from_reader(text.as_bytes());
    let headings = table.headers().map_err(|_| FileError::UnknownFormat)?.clone();
    let format = format_of(&headings).ok_or_else(|| FileError::UnknownHeadings {
        found: headings.iter().take(HEADINGS_TOLD).map(beginning).collect(),
    })?;
    let columns: Vec<Option<Column>> = headings.iter().map(|heading| column(format, heading)).collect();
    let mut rows = Rows::new(format);
    for (position, cells) in table.records().enumerate() {
        let entry = match cells {
            Ok(cells) => entry(format, &columns, &cells),
            Err(_) => Err(RowErrorKind::BrokenRow),
        };
        if !rows.add(position + 1, entry) {
            break;
        }
    }
    Ok(rows)
}

/// The mark between cells that the first line has most of.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let count = |mark: u8| first.bytes().filter(|byte| *byte == mark).count();
    [b',', b'\t', b';'].into_iter().max_by_key(|mark| (count(*mark), *mark == b',')).unwrap_or(b',')
}

fn format_of(headings: &StringRecord) -> Option<Format> {
    let has = |name: &str| headings.iter().any(|heading| heading.trim().eq_ignore_ascii_case(name));
    if has("NCT Number") {
        Some(Format::ClinicalTrialsGovCsv)
    } else if has("TrialID") {
        Some(Format::IctrpCsv)
    } else if has("id") && ["title_ja", "title_en"].iter().any(|title| has(title)) {
        Some(Format::OwnCsv)
    } else {
        None
    }
}

fn column(format: Format, heading: &str) -> Option<Column> {
    let heading = heading.trim();
    match format {
        Format::IctrpCsv => ictrp::field(heading).map(Column::Ictrp),
        Format::OwnCsv => Own::of_heading(&heading.to_ascii_lowercase()).map(Column::Own),
        _ => {
            let names = REGISTRY.into_iter().chain([LOCATIONS]);
            names.into_iter().find(|name| name.eq_ignore_ascii_case(heading)).map(Column::Registry)
        }
    }
}

impl Own {
    /// Columns that are no items of the data set.
    const NAMED: [(&str, Self); 7] = [
        ("id", Self::Id),
        ("acronym", Self::Acronym),
        ("title_ja", Self::TitleJa),
        ("title_en", Self::TitleEn),
        ("phase", Self::Phase),
        ("status", Self::Status),
        ("status_as_of", Self::StatusAsOf),
    ];

    /// The column of a heading: items have their key, with `_ja` or `_en` where the languages differ.
    fn of_heading(heading: &str) -> Option<Self> {
        let named = Self::NAMED.iter().find(|(name, _)| *name == heading).map(|(_, own)| *own);
        named.or_else(|| match heading.strip_suffix("_ja") {
            Some(key) => ItemKey::from_name(key).map(Self::ItemJa),
            None => ItemKey::from_name(heading.strip_suffix("_en").unwrap_or(heading)).map(Self::Item),
        })
    }

    fn heading(self) -> String {
        match self {
            Self::Item(key) => key.name().to_owned(),
            Self::ItemJa(key) => format!("{}_ja", key.name()),
            _ => Self::NAMED.iter().find(|(_, own)| *own == self).map_or("", |(name, _)| name).to_owned(),
        }
    }
}

fn entry(format: Format, columns: &[Option<Column>], cells: &StringRecord) -> Result<Entry, RowErrorKind> {
    let surplus = cells.iter().skip(columns.len()).any(|cell| !cell.trim().is_empty());
    if cells.len() < columns.len() || surplus {
        return Err(RowErrorKind::CellCount { headings: columns.len(), cells: cells.len() });
    }
    let filled = columns.iter().zip(cells).filter_map(|(column, cell)| Some(((*column)?, cell.trim())));
    let filled: Vec<(Column, &str)> = filled.filter(|(_, cell)| !cell.is_empty()).collect();
    for (position, (column, _)) in filled.iter().enumerate() {
        if filled.iter().take(position).any(|(earlier, _)| earlier == column) {
            return Err(RowErrorKind::FieldTwice { field: column.heading() });
        }
    }
    match format {
        Format::IctrpCsv => {
            let told = filled.into_iter().filter_map(|(column, cell)| match column {
                Column::Ictrp(field) => Some(Told { field, text: cell.to_owned() }),
                _ => None,
            });
            Ok(ictrp::entry(&told.collect::<Vec<_>>()))
        }
        Format::OwnCsv => Ok(own_entry(&filled)),
        _ => registry_entry(&filled),
    }
}

/// A row of ClinicalTrials.gov: lists have bars between their parts.
fn registry_entry(filled: &[(Column, &str)]) -> Result<Entry, RowErrorKind> {
    let cell = |name: &str| {
        let found =
            filled.iter().find(|(column, _)| matches!(column, Column::Registry(field) if *field == name));
        found.map_or("", |(_, cell)| cell)
    };
    let told = |field: &'static str| Some(Told { field, text: cell(field).to_owned() });
    let number = cell("NCT Number");
    if number.is_empty() {
        return Err(RowErrorKind::NoId);
    }
    if !is_nct(number) {
        return Err(RowErrorKind::WrongId { value: beginning(number) });
    }
    let mut entry = Entry {
        id: number.to_owned(),
        address: Some(format!("https://clinicaltrials.gov/study/{number}")),
        acronym: Some(cell("Acronym").to_owned()),
        phase: told("Phases"),
        status: told("Study Status"),
        status_as_of: told("Last Update Posted"),
        has_results: cell("Study Results").eq_ignore_ascii_case("yes"),
        results_as_of: told("Results First Posted"),
        takes_children: cell("Age").to_ascii_lowercase().contains("child"),
        ..Entry::default()
    };
    entry.tell(ItemKey::PrimaryRegistry, "NCT Number", format!("ClinicalTrials.gov: {number}"));
    for (key, field) in [
        (ItemKey::PublicTitle, "Study Title"),
        (ItemKey::RegistrationDate, "First Posted"),
        (ItemKey::FirstEnrolment, "Start Date"),
        (ItemKey::CompletionDate, "Completion Date"),
        (ItemKey::RecruitmentStatus, "Study Status"),
        (ItemKey::PrimarySponsor, "Sponsor"),
        (ItemKey::SampleSize, "Enrollment"),
        (ItemKey::SourcesOfSupport, "Funder Type"),
    ] {
        entry.tell(key, field, cell(field));
    }
    for (key, field) in [
        (ItemKey::Conditions, "Conditions"),
        (ItemKey::SecondarySponsors, "Collaborators"),
        (ItemKey::SecondaryIds, "Other IDs"),
        (ItemKey::StudyType, "Study Type"),
        (ItemKey::StudyType, "Study Design"),
    ] {
        entry.tell(key, field, list(cell(field).split('|')));
    }
    for (key, field) in [
        (ItemKey::Interventions, "Interventions"),
        (ItemKey::PrimaryOutcomes, "Primary Outcome Measures"),
        (ItemKey::SecondaryOutcomes, "Secondary Outcome Measures"),
    ] {
        entry.tell(key, field, cell(field).replace('|', "\n"));
    }
    for (field, label) in [("Age", "Age"), ("Sex", "Sex")] {
        if !cell(field).is_empty() {
            entry.tell(ItemKey::Eligibility, field, format!("{label}: {}", cell(field)));
        }
    }
    let countries = cell(LOCATIONS).split('|').filter_map(|place| place.rsplit(',').next());
    entry.tell(ItemKey::Countries, LOCATIONS, list(countries));
    Ok(entry)
}

fn own_entry(filled: &[(Column, &str)]) -> Entry {
    let mut entry = Entry::default();
    for (column, cell) in filled {
        let Column::Own(own) = column else { continue };
        let text = || (*cell).to_owned();
        match own {
            Own::Id => entry.id = text(),
            Own::Acronym => entry.acronym = Some(text()),
            Own::TitleJa => entry.title_ja = Some(text()),
            Own::TitleEn => entry.title_en = Some(text()),
            Own::Phase => entry.phase = Some(Told { field: "phase", text: text() }),
            Own::Status => entry.status = Some(Told { field: "status", text: text() }),
            Own::StatusAsOf => entry.status_as_of = Some(Told { field: "status_as_of", text: text() }),
            Own::Item(key) => entry.tell(*key, key.name(), cell),
            Own::ItemJa(key) => {
                entry.items_ja.insert(*key, Told { field: key.name(), text: tidy(cell) });
            }
        }
    }
    entry
}

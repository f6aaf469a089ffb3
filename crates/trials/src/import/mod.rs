//! What registries export, as records: JSON of ClinicalTrials.gov, XML of the WHO's search portal (ICTRP), and tables of
//! both or of our own making. Any bytes give records, errors by row, or both.

mod clinical_trials_gov;
mod difference;
mod entry;
mod error;
mod ictrp;
mod registry_date;
mod registry_words;
mod table;

pub use difference::{Difference, Field, FieldState, differences, same_trial};
pub use error::{FileError, RowError, RowErrorKind};

use std::collections::BTreeSet;

use entry::Entry;

use crate::partial_date::PartialDate;
use crate::record::Record;
use crate::search::{Normalise, Recogniser, Synonyms};

/// Larger files are no export that a person drops on a page, in bytes.
pub const LARGEST_FILE: usize = 64 << 20;
/// More rows of a file are not read.
pub const MOST_ROWS: usize = 10_000;
/// Longer text of one field is not taken, in bytes.
pub const LONGEST_FIELD: usize = 200_000;

/// The form of a file, known by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// JSON of the second version of the programming interface of ClinicalTrials.gov: one study, a list, or a page.
    ClinicalTrialsGovJson,
    /// XML of the WHO's search portal.
    IctrpXml,
    /// Table with the headings of ClinicalTrials.gov.
    ClinicalTrialsGovCsv,
    /// Table with the headings of the WHO's search portal.
    IctrpCsv,
    /// Table with the keys of our records as headings.
    OwnCsv,
}

/// Where a record comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// Form of the file.
    pub format: Format,
    /// Which study of the file, counted from 1.
    pub row: usize,
    /// Where the registry shows it, as the file says.
    pub address: Option<String>,
}

/// A record that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// The record. Its one source has the id of the record with underscores, and is not in content/evidence yet: see
    /// [`source_toml`].
    pub record: Record,
    /// Where it comes from.
    pub origin: Origin,
}

/// What was read of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// Its form.
    pub format: Format,
    /// What could be read.
    pub records: Vec<Imported>,
    /// What could not, or not all of it.
    pub errors: Vec<RowError>,
}

/// What the reading needs to know.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The day: what the file does not say is "not found" on it.
    pub today: PartialDate,
    /// Tells what a trial is about.
    pub synonyms: &'a Synonyms,
    /// See [`Normalise`].
    pub normalise: Normalise,
}

/// Reads a file.
///
/// # Errors
/// If nothing in it can be a study.
pub fn read(bytes: &[u8], context: &Context) -> Result<Import, FileError> {
    if bytes.len() > LARGEST_FILE {
        return Err(FileError::TooLarge);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| FileError::NotUtf8)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let rows = match text.trim_start().chars().next() {
        None => return Err(FileError::Empty),
        Some('{' | '[') => clinical_trials_gov::read(text)?,
        Some('<') => ictrp::read(text)?,
        Some(_) => table::read(text)?,
    };
    if rows.entries.is_empty() && rows.errors.is_empty() {
        return Err(FileError::NoStudies);
    }
    Ok(rows.into_import(context))
}

/// What a reader of one form found.
struct Rows {
    format: Format,
    entries: Vec<(usize, Entry)>,
    errors: Vec<RowError>,
}

impl Rows {
    fn new(format: Format) -> Self {
        Self { format, entries: Vec::new(), errors: Vec::new() }
    }

    /// Takes a row, or tells why not; `false` when no more are taken.
    fn add(&mut self, row: usize, entry: Result<Entry, RowErrorKind>) -> bool {
        if row > MOST_ROWS {
            self.errors.push(RowError::lost(row, RowErrorKind::TooManyRows));
            return false;
        }
        match entry {
            Ok(entry) => self.entries.push((row, entry)),
            Err(kind) => self.errors.push(RowError::lost(row, kind)),
        }
        true
    }

    fn into_import(self, context: &Context) -> Import {
        let recogniser = Recogniser::new(context.synonyms, context.normalise);
        let mut import = Import { format: self.format, records: Vec::new(), errors: self.errors };
        let mut ids = BTreeSet::new();
        for (row, entry) in self.entries {
            let address = entry.address.clone();
            match entry.into_record(context, &recogniser) {
                Ok((record, _)) if !ids.insert(record.id.clone()) => {
                    import.errors.push(RowError::lost(row, RowErrorKind::Twice { id: record.id }));
                }
                Ok((record, faults)) => {
                    import.errors.extend(faults.into_iter().map(|kind| RowError::kept(row, kind)));
                    let origin = Origin { format: self.format, row, address };
                    import.records.push(Imported { record, origin });
                }
                Err(kind) => import.errors.push(RowError::lost(row, kind)),
            }
        }
        import.errors.sort_by_key(|error| error.row);
        import
    }
}

/// The entry that the source of an imported record needs in `content/evidence/portal_sources.toml`.
///
/// # Errors
/// Never: writing to text does not fail.
pub fn source_toml(imported: &Imported) -> Result<String, std::fmt::Error> {
    use toml_writer::TomlWrite as _;
    let record = &imported.record;
    let title = record.title.en().or(record.title.ja()).unwrap_or_default();
    let publication = match imported.origin.format {
        Format::ClinicalTrialsGovJson | Format::ClinicalTrialsGovCsv => "ClinicalTrials.gov",
        Format::IctrpXml | Format::IctrpCsv => "WHO ICTRP",
        Format::OwnCsv => "a table of our own",
    };
    let mut toml = String::new();
    for source in &record.sources {
        toml.open_table_header()?;
        toml.key(source.as_str())?;
        toml.close_table_header()?;
        toml.newline()?;
        for (key, value) in [
            ("kind", "trial_registry"),
            ("title", title),
            ("publication", publication),
            ("url", imported.origin.address.as_deref().unwrap_or_default()),
        ] {
            if !value.is_empty() {
                toml.key(key)?;
                toml.space()?;
                toml.keyval_sep()?;
                toml.space()?;
                toml.value(value)?;
                toml.newline()?;
            }
        }
    }
    Ok(toml)
}

//! How a table was read, in words: columns, rows, samples, and what could not be used.

use super::number::{abundance, count};
use crate::laboratory::sites::form::{Sample, TableForm};
use crate::words::{LaboratoryWordsSites, LaboratoryWordsSitesReading};
use shirube_clonality::sites::{
    ColumnChoice, Encoding, LARGEST_FILE, MOST_ROWS, Remark, Role, RowError, RowErrorKind, SampleChoice,
    SiteTable, TableError, TableOptions, read_table,
};
use std::sync::Arc;

/// Sites shown as they were understood.
const PREVIEW: usize = 3;
/// Rows that could not be used, listed up to this many.
const LISTED_ROWS: usize = 8;

/// A table after reading.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// What was read; `None` as long as nothing is there.
    pub table: Option<Result<Arc<SiteTable>, TableError>>,
    /// The samples of the table with their rows, if there are several.
    pub samples: Vec<(String, usize)>,
    /// Whether it is the made-up example.
    pub is_example: bool,
}

impl Reading {
    /// The table, if there is one.
    pub fn table(&self) -> Option<&SiteTable> {
        self.table.as_ref()?.as_ref().ok().map(AsRef::as_ref)
    }
}

/// Reads what was put in. Pure, and the one place where tables are read.
pub fn read(form: &TableForm) -> Reading {
    let bytes = form.source.bytes();
    let columns = form.choice.columns.iter().map(|(&role, &number)| (role, ColumnChoice::Number(number)));
    let mut options = TableOptions { columns: columns.collect(), sample: SampleChoice::Only };
    let mut table = read_table(bytes, &options);
    let mut samples = Vec::new();
    // Asked for without a choice first: that tells which samples there are.
    if let Err(TableError::SeveralSamples { samples: found, .. }) = &mut table {
        samples = std::mem::take(found);
        if let Some(sample) = &form.choice.sample {
            options.sample = match sample {
                Sample::One(name) => SampleChoice::Named(name.clone()),
                Sample::All => SampleChoice::Together,
            };
            table = read_table(bytes, &options);
        }
    }
    let table = (!form.source.is_empty()).then(|| table.map(Arc::new));
    Reading { table, samples, is_example: form.is_example }
}

/// How a table was read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ReadingView {
    /// Why there is no table.
    pub error: Option<String>,
    /// How much was read.
    pub rows: Option<String>,
    /// Which columns were used for what.
    pub columns_used: String,
    /// Remarks on what was read.
    pub remarks: Vec<String>,
    /// The largest sites as they were understood: place and abundance.
    pub preview: Vec<[String; 2]>,
    /// Heading of the preview.
    pub preview_caption: String,
    /// How many rows could not be used; empty for none.
    pub left_out: String,
    /// The first of them with their reasons.
    pub row_errors: Vec<String>,
    /// Columns to choose from.
    pub columns: Vec<ColumnMenu>,
    /// Whether a column has to be chosen before anything can be read.
    pub needs_column: bool,
    /// Samples to choose from, if there are several: name and words.
    pub samples: Vec<(String, String)>,
}

/// The columns that can be chosen for a role.
#[derive(Debug, Clone, PartialEq)]
pub struct ColumnMenu {
    /// What it is chosen for.
    pub role: Role,
    /// Its words.
    pub label: &'static str,
    /// The columns, from the first.
    pub options: Vec<String>,
}

/// Describes how a table was read.
pub fn reading_view(reading: &Reading, words: &LaboratoryWordsSites) -> ReadingView {
    let samples = samples(&reading.samples, words);
    match &reading.table {
        None => ReadingView::default(),
        Some(Ok(table)) => ReadingView { samples, ..table_view(table, words) },
        Some(Err(error)) => ReadingView { samples, ..error_view(error, words) },
    }
}

fn table_view(table: &SiteTable, words: &LaboratoryWordsSites) -> ReadingView {
    let sites = table.sites();
    let used = table.rows().saturating_sub(table.rows_with_errors());
    let preview = sites.iter().take(PREVIEW);
    let left_out = table.rows_with_errors();
    ReadingView {
        rows: Some(words.reading.rows(&count(used), &count(sites.len()))),
        columns_used: columns_used(table, words),
        remarks: table.remarks().iter().map(|remark| remark_text(remark, words)).collect(),
        preview: preview.map(|site| [site.place.to_string(), abundance(site.abundance)]).collect(),
        preview_caption: words.reading.preview(&count(sites.len().min(PREVIEW))),
        left_out: if left_out > 0 { words.reading.left_out(&count(left_out)) } else { String::new() },
        row_errors: row_errors(table.row_errors(), left_out, words),
        columns: column_menus(table.columns(), words),
        ..ReadingView::default()
    }
}

fn error_view(error: &TableError, words: &LaboratoryWordsSites) -> ReadingView {
    let message = error_text(error, words);
    let mut view = ReadingView { error: Some(message), ..ReadingView::default() };
    match error {
        TableError::NoAbundance { columns }
        | TableError::NoPosition { columns }
        | TableError::NoSuchColumn { columns, .. } => {
            view.columns = column_menus(columns, words);
            view.needs_column = true;
        }
        TableError::NoSites { row_errors: rows } => view.row_errors = row_errors(rows, rows.len(), words),
        _ => {}
    }
    view
}

fn column_menus(columns: &[String], words: &LaboratoryWordsSites) -> Vec<ColumnMenu> {
    let options: Vec<_> = columns.iter().enumerate().map(|(index, name)| column_name(index, name)).collect();
    let words = &words.reading;
    let menu = |role| ColumnMenu { role, label: role_name(role, words), options: options.clone() };
    Role::ALL.map(menu).to_vec()
}

/// Which columns were read for what.
fn columns_used(table: &SiteTable, words: &LaboratoryWordsSites) -> String {
    let used = table.layout().columns.iter().filter_map(|(&role, &index)| {
        let name = column_name(index, table.columns().get(index)?);
        Some([role_name(role, &words.reading), words.answer.colon, &name].concat())
    });
    words.reading.columns_used(&used.collect::<Vec<_>>().join(words.remark.separator))
}

fn column_name(index: usize, name: &str) -> String {
    let name: String = name.chars().take(24).collect();
    [count(index + 1), ". ".to_owned(), name].concat()
}

fn role_name(role: Role, words: &LaboratoryWordsSitesReading) -> &'static str {
    match role {
        Role::Chromosome => words.chromosome,
        Role::Position => words.position,
        Role::Strand => words.strand,
        Role::Abundance => words.abundance,
        Role::Sample => words.sample,
    }
}

fn samples(samples: &[(String, usize)], words: &LaboratoryWordsSites) -> Vec<(String, String)> {
    let option =
        |(name, rows): &(String, usize)| (name.clone(), words.reading.sample_option(name, &count(*rows)));
    samples.iter().map(option).collect()
}

fn row_errors(rows: &[RowError], count_of_all: usize, words: &LaboratoryWordsSites) -> Vec<String> {
    let more = count_of_all.saturating_sub(LISTED_ROWS);
    let more = (more > 0).then(|| words.reading.left_out_more(&count(more)));
    rows.iter().take(LISTED_ROWS).map(|row| row_error(row, words)).chain(more).collect()
}

fn row_error(row: &RowError, words: &LaboratoryWordsSites) -> String {
    let reason = row_reason(row.kind, words);
    let line = row.line.to_string();
    if row.text.is_empty() {
        words.reading.row_error(&line, reason)
    } else {
        words.reading.row_error_cell(&row.text, &line, reason)
    }
}

fn row_reason(kind: RowErrorKind, words: &LaboratoryWordsSites) -> &'static str {
    let words = &words.row;
    match kind {
        RowErrorKind::WrongCells => words.wrong_cells,
        RowErrorKind::OpenQuote => words.open_quote,
        RowErrorKind::NotANumber => words.not_a_number,
        RowErrorKind::DecimalComma => words.decimal_comma,
        RowErrorKind::Percent => words.percent,
        RowErrorKind::NotFinite => words.not_finite,
        RowErrorKind::Negative => words.negative,
        RowErrorKind::TooLarge => words.too_large,
        RowErrorKind::NoPlace => words.no_place,
        RowErrorKind::BadPosition => words.bad_position,
        RowErrorKind::BadStrand => words.bad_strand,
    }
}

fn remark_text(remark: &Remark, words: &LaboratoryWordsSites) -> String {
    let words = &words.remark;
    match remark {
        Remark::DuplicatesSummed { sites, rows } => words.duplicates_summed(&count(*rows), &count(*sites)),
        Remark::ZeroAbundance { rows } => words.zero_abundance(&count(*rows)),
        Remark::EmptyAbundance { rows } => words.empty_abundance(&count(*rows)),
        Remark::SeveralAbundances { chosen, others } => {
            words.several_abundances(chosen, &others.join(words.separator))
        }
        Remark::OtherSamples { rows } => words.other_samples(&count(*rows)),
        Remark::SamplesSummed { samples } => words.samples_summed(&count(*samples)),
        Remark::WithoutPosition { sites } => words.without_position(&count(*sites)),
    }
}

fn error_text(error: &TableError, words: &LaboratoryWordsSites) -> String {
    let words = &words.error;
    match error {
        TableError::Empty => words.empty.to_owned(),
        TableError::TooLarge => words.too_large(&count(LARGEST_FILE / (1024 * 1024))),
        TableError::TooManyRows => words.too_many_rows(&count(MOST_ROWS)),
        TableError::NotUtf8 { looks_like: Encoding::ShiftJis } => words.shift_jis.to_owned(),
        TableError::NotUtf8 { looks_like: Encoding::Utf16 } => words.utf16.to_owned(),
        TableError::NotUtf8 { looks_like: Encoding::Other } => words.other_encoding.to_owned(),
        TableError::Spreadsheet => words.spreadsheet.to_owned(),
        TableError::Compressed => words.compressed.to_owned(),
        TableError::NotText => words.not_text.to_owned(),
        TableError::NoAbundance { .. } => words.no_abundance.to_owned(),
        TableError::NoPosition { .. } => words.no_position.to_owned(),
        TableError::NoSuchColumn { .. } => words.no_such_column.to_owned(),
        TableError::SeveralSamples { .. } => words.several_samples.to_owned(),
        TableError::NoSuchSample { .. } => words.no_such_sample.to_owned(),
        TableError::NoSites { .. } => words.no_sites.to_owned(),
    }
}

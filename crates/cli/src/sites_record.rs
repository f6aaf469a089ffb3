//! What a table of integration sites gives, as JSON: one record a file.

use std::collections::BTreeMap;

use serde::Serialize;
use shirube_clonality::sites::{
    Comparison, FollowedClone, Indices, Layout, Remark, Role, RowError, SiteTable, Standing, TableError,
};

use crate::sites_message;

/// A record of output: indices, or why there are none.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum SitesRecord<'a> {
    /// The table gives indices.
    Table(Box<TableRecord<'a>>),
    /// It does not.
    Error(TableErrorRecord<'a>),
}

/// What a table gives.
#[derive(Debug, Clone, Serialize)]
pub struct TableRecord<'a> {
    /// The file as named in the call.
    pub file: &'a str,
    /// True.
    pub ok: bool,
    /// The sample that was read; null where none is named or several were summed.
    pub sample: Option<String>,
    /// The columns that were read, by their names, or by their numbers from 1 where they have none.
    pub columns: BTreeMap<&'static str, String>,
    /// Rows of the table.
    pub rows: usize,
    /// Rows that could not be used.
    pub rows_with_errors: usize,
    /// Indices of clonality.
    pub indices: IndicesRecord,
    /// The largest clones.
    pub top: Vec<StandingRecord>,
    /// What became of the clones; only if asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comparison: Option<ComparisonRecord<'a>>,
    /// What is to be known beside the indices.
    pub remarks: Vec<RemarkRecord>,
    /// The rows that could not be used.
    pub row_errors: Vec<RowErrorRecord>,
}

/// Indices of clonality, as `Indices` has them.
#[derive(Debug, Clone, Serialize)]
pub struct IndicesRecord {
    abundance: f64,
    sites: usize,
    gini: f64,
    gini_corrected: Option<f64>,
    shannon_nat: f64,
    shannon_bit: f64,
    clonality: f64,
    simpson: f64,
    inverse_simpson: f64,
    berger_parker: f64,
    uc50: usize,
    d50_percent: f64,
    /// Null where abundances are no whole numbers.
    counts: Option<CountsRecord>,
}

/// Indices that need counts.
#[derive(Debug, Clone, Serialize)]
pub struct CountsRecord {
    singletons: usize,
    doubletons: usize,
    chao1: f64,
    chao1_bias_corrected: f64,
    simpson_unbiased: Option<f64>,
}

/// A clone among those of its table.
#[derive(Debug, Clone, Serialize)]
pub struct StandingRecord {
    place: String,
    abundance: f64,
    share: f64,
    rank: usize,
}

/// Two time points.
#[derive(Debug, Clone, Serialize)]
pub struct ComparisonRecord<'a> {
    /// The later table.
    file: &'a str,
    sample: Option<String>,
    rows_with_errors: usize,
    indices: IndicesRecord,
    shared: usize,
    shared_before: f64,
    shared_after: f64,
    morisita_horn: f64,
    clones: Vec<CloneRecord>,
}

/// A clone that is followed.
#[derive(Debug, Clone, Serialize)]
pub struct CloneRecord {
    change: &'static str,
    before: Option<StandingRecord>,
    after: Option<StandingRecord>,
}

/// A remark with its numbers; those that do not belong to it are left out.
#[derive(Debug, Clone, Default, Serialize)]
pub struct RemarkRecord {
    code: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    sites: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rows: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    samples: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    chosen: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    others: Option<Vec<String>>,
}

/// A row that cannot be used.
#[derive(Debug, Clone, Serialize)]
pub struct RowErrorRecord {
    line: u64,
    code: &'static str,
    text: String,
    message: &'static str,
}

/// Why a table gives nothing.
#[derive(Debug, Clone, Serialize)]
pub struct TableErrorRecord<'a> {
    /// The file as named in the call.
    pub file: &'a str,
    /// False.
    pub ok: bool,
    /// What is wrong.
    pub error: ErrorRecord,
}

/// What is wrong with a table.
#[derive(Debug, Clone, Serialize)]
pub struct ErrorRecord {
    /// The kind, for programs.
    pub code: &'static str,
    /// What is wrong and what to do, for people.
    pub message: String,
    /// The rows that could not be used, where that is what is wrong.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub row_errors: Vec<RowErrorRecord>,
}

/// The later table of a comparison.
#[derive(Debug, Clone, Copy)]
pub struct Later<'a> {
    /// The file as named in the call.
    pub file: &'a str,
    /// The table.
    pub table: &'a SiteTable,
    /// What became of the clones.
    pub comparison: &'a Comparison,
}

impl<'a> SitesRecord<'a> {
    /// The record of a table that could be read, with its `top` largest clones.
    pub fn of_table(file: &'a str, table: &SiteTable, top: usize, later: Option<Later<'a>>) -> Self {
        Self::Table(Box::new(TableRecord {
            file,
            ok: true,
            sample: table.sample().map(str::to_owned),
            columns: columns(table.layout()),
            rows: table.rows(),
            rows_with_errors: table.rows_with_errors(),
            indices: IndicesRecord::from(&table.indices()),
            top: table.largest(top).iter().map(StandingRecord::from).collect(),
            comparison: later.map(ComparisonRecord::from),
            remarks: table.remarks().iter().map(RemarkRecord::from).collect(),
            row_errors: table.row_errors().iter().map(RowErrorRecord::from).collect(),
        }))
    }

    /// The record of one that could not.
    pub fn of_error(file: &'a str, error: &TableError) -> Self {
        let row_errors = match error {
            TableError::NoSites { row_errors } => row_errors.iter().map(RowErrorRecord::from).collect(),
            _ => Vec::new(),
        };
        let error = ErrorRecord { code: error.code(), message: sites_message::of_table(error), row_errors };
        Self::Error(TableErrorRecord { file, ok: false, error })
    }

    /// The record of a file that could not be read at all.
    pub fn unreadable(file: &'a str, message: String) -> Self {
        let error = ErrorRecord { code: "unreadable", message, row_errors: Vec::new() };
        Self::Error(TableErrorRecord { file, ok: false, error })
    }

    /// As text that ends with a line end: one line, or indented.
    pub fn text(&self, one_line: bool) -> String {
        let text = if one_line { serde_json::to_string(self) } else { serde_json::to_string_pretty(self) };
        // Every key is text and every number finite, so there is nothing that JSON cannot hold.
        text.unwrap_or_default() + "\n"
    }
}

fn columns(layout: &Layout) -> BTreeMap<&'static str, String> {
    layout.columns.iter().map(|(role, column)| (role.code(), layout.name(*column))).collect()
}

/// Roles of columns by their names in calls.
pub fn role(name: &str) -> Option<Role> {
    Role::ALL.into_iter().find(|role| role.code() == name)
}

impl From<&Indices> for IndicesRecord {
    fn from(of: &Indices) -> Self {
        Self {
            abundance: of.abundance,
            sites: of.sites,
            gini: of.gini,
            gini_corrected: of.gini_corrected,
            shannon_nat: of.shannon,
            shannon_bit: of.shannon_bits,
            clonality: of.clonality,
            simpson: of.simpson,
            inverse_simpson: of.inverse_simpson,
            berger_parker: of.berger_parker,
            uc50: of.uc50,
            d50_percent: of.d50,
            counts: of.counts.as_ref().ok().map(|counts| CountsRecord {
                singletons: counts.singletons,
                doubletons: counts.doubletons,
                chao1: counts.chao1,
                chao1_bias_corrected: counts.chao1_bias_corrected,
                simpson_unbiased: counts.simpson_unbiased,
            }),
        }
    }
}

impl From<&Standing> for StandingRecord {
    fn from(of: &Standing) -> Self {
        Self { place: of.place.to_string(), abundance: of.abundance, share: of.share, rank: of.rank }
    }
}

impl From<&FollowedClone> for CloneRecord {
    fn from(of: &FollowedClone) -> Self {
        Self {
            change: of.change().code(),
            before: of.before.as_ref().map(StandingRecord::from),
            after: of.after.as_ref().map(StandingRecord::from),
        }
    }
}

impl<'a> From<Later<'a>> for ComparisonRecord<'a> {
    fn from(Later { file, table, comparison }: Later<'a>) -> Self {
        Self {
            file,
            sample: table.sample().map(str::to_owned),
            rows_with_errors: table.rows_with_errors(),
            indices: IndicesRecord::from(&comparison.after),
            shared: comparison.shared,
            shared_before: comparison.shared_before,
            shared_after: comparison.shared_after,
            morisita_horn: comparison.morisita_horn,
            clones: comparison.clones.iter().map(CloneRecord::from).collect(),
        }
    }
}

impl From<&Remark> for RemarkRecord {
    fn from(of: &Remark) -> Self {
        let remark = Self { code: of.code(), ..Self::default() };
        match of {
            Remark::DuplicatesSummed { sites, rows } => {
                Self { sites: Some(*sites), rows: Some(*rows), ..remark }
            }
            Remark::ZeroAbundance { rows }
            | Remark::EmptyAbundance { rows }
            | Remark::OtherSamples { rows } => Self { rows: Some(*rows), ..remark },
            Remark::SeveralAbundances { chosen, others } => {
                Self { chosen: Some(chosen.clone()), others: Some(others.clone()), ..remark }
            }
            Remark::SamplesSummed { samples } => Self { samples: Some(*samples), ..remark },
            Remark::WithoutPosition { sites } => Self { sites: Some(*sites), ..remark },
        }
    }
}

impl From<&RowError> for RowErrorRecord {
    fn from(of: &RowError) -> Self {
        Self {
            line: of.line,
            code: of.kind.code(),
            text: of.text.clone(),
            message: sites_message::of_row(of.kind),
        }
    }
}

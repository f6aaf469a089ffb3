//! Why a table, or a row of it, cannot be used.

use super::columns::{ColumnChoice, Role};

/// Why no table of integration sites could be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TableError {
    /// No byte, or nothing but white space and comments.
    Empty,
    /// More bytes than [`super::LARGEST_FILE`].
    TooLarge,
    /// More rows than [`super::MOST_ROWS`].
    TooManyRows,
    /// Text in another encoding than UTF-8: it must be saved as UTF-8.
    NotUtf8 {
        /// Which one it looks like.
        looks_like: Encoding,
    },
    /// A workbook of a spreadsheet program: the sheet must be saved as CSV.
    Spreadsheet,
    /// Compressed: it must be unpacked.
    Compressed,
    /// Bytes that are no text.
    NotText,
    /// No column of abundances was recognised: it must be chosen.
    NoAbundance {
        /// The header, or the cells of the first row where there is none.
        columns: Vec<String>,
    },
    /// Chromosomes alone would name the clones although another column could hold positions: it must be chosen.
    NoPosition {
        /// The header, or the cells of the first row where there is none.
        columns: Vec<String>,
    },
    /// A chosen column is not there.
    NoSuchColumn {
        /// What it was chosen for.
        role: Role,
        /// The choice.
        choice: ColumnChoice,
        /// The header, or the cells of the first row where there is none.
        columns: Vec<String>,
    },
    /// The table has several samples: one must be chosen.
    SeveralSamples {
        /// Name of the column that tells them apart.
        column: String,
        /// Each with the number of its rows, in the order of the table; at most [`super::MOST_SAMPLES`].
        samples: Vec<(String, usize)>,
    },
    /// The chosen sample is not in the table.
    NoSuchSample {
        /// Those that are, as above; empty if no column tells samples apart.
        samples: Vec<(String, usize)>,
    },
    /// No row could be used.
    NoSites {
        /// What was wrong with the rows, at most [`super::MOST_ROW_ERRORS`].
        row_errors: Vec<RowError>,
    },
}

impl TableError {
    /// Name of the kind, for programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLarge => "too_large",
            Self::TooManyRows => "too_many_rows",
            Self::NotUtf8 { .. } => "not_utf8",
            Self::Spreadsheet => "spreadsheet",
            Self::Compressed => "compressed",
            Self::NotText => "not_text",
            Self::NoAbundance { .. } => "no_abundance",
            Self::NoPosition { .. } => "no_position",
            Self::NoSuchColumn { .. } => "no_such_column",
            Self::SeveralSamples { .. } => "several_samples",
            Self::NoSuchSample { .. } => "no_such_sample",
            Self::NoSites { .. } => "no_sites",
        }
    }
}

/// An encoding that is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// What Japanese spreadsheet programs save as plain CSV.
    ShiftJis,
    /// What spreadsheet programs call Unicode text.
    Utf16,
    /// None of these.
    Other,
}

/// A row that cannot be used. The others are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowError {
    /// Line in the file, from 1.
    pub line: u64,
    /// What is wrong.
    pub kind: RowErrorKind,
    /// The cell at fault, cut after 60 characters; empty where no single cell is.
    pub text: String,
}

/// What is wrong with a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RowErrorKind {
    /// More cells than the header has, or too few to reach the columns that are read.
    WrongCells,
    /// A quotation mark is open at its end.
    OpenQuote,
    /// The abundance is no number.
    NotANumber,
    /// A comma where a decimal point belongs.
    DecimalComma,
    /// The abundance is a percentage: the sign must go from the whole column.
    Percent,
    /// The abundance is not a number in the sense of computers (NaN), infinite, or a spreadsheet's error.
    NotFinite,
    /// The abundance is below zero.
    Negative,
    /// The abundance is above [`super::Abundances::LARGEST`].
    TooLarge,
    /// Nothing tells where the site is.
    NoPlace,
    /// The position is no whole number, 0 or more.
    BadPosition,
    /// The strand is neither `+` nor `-` nor one of their other names.
    BadStrand,
}

impl RowErrorKind {
    /// Every kind.
    pub const ALL: [Self; 11] = [
        Self::WrongCells,
        Self::OpenQuote,
        Self::NotANumber,
        Self::DecimalComma,
        Self::Percent,
        Self::NotFinite,
        Self::Negative,
        Self::TooLarge,
        Self::NoPlace,
        Self::BadPosition,
        Self::BadStrand,
    ];

    /// Name of the kind, for programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::WrongCells => "wrong_cells",
            Self::OpenQuote => "open_quote",
            Self::NotANumber => "not_a_number",
            Self::DecimalComma => "decimal_comma",
            Self::Percent => "percent",
            Self::NotFinite => "not_finite",
            Self::Negative => "negative",
            Self::TooLarge => "too_large",
            Self::NoPlace => "no_place",
            Self::BadPosition => "bad_position",
            Self::BadStrand => "bad_strand",
        }
    }
}

/// What a reader of the results should know about a table that could be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remark {
    /// Sites that stand in several rows, with one abundance, their sum.
    DuplicatesSummed {
        /// How many sites.
        sites: usize,
        /// Rows beyond the first of each.
        rows: usize,
    },
    /// Rows with abundance 0 were passed over: such a clone was not seen.
    ZeroAbundance {
        /// How many.
        rows: usize,
    },
    /// Rows without abundance (nothing, or `NA`) were passed over.
    EmptyAbundance {
        /// How many.
        rows: usize,
    },
    /// Several columns could be the abundance; one was taken.
    SeveralAbundances {
        /// The one that was taken.
        chosen: String,
        /// The others.
        others: Vec<String>,
    },
    /// Rows of other samples were passed over.
    OtherSamples {
        /// How many.
        rows: usize,
    },
    /// Rows with several samples were summed site by site, as chosen.
    SamplesSummed {
        /// How many samples.
        samples: usize,
    },
    /// Clones told apart by names (or by their row alone), not by positions.
    WithoutPosition {
        /// How many.
        sites: usize,
    },
}

impl Remark {
    /// Name of the kind, for programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::DuplicatesSummed { .. } => "duplicates_summed",
            Self::ZeroAbundance { .. } => "zero_abundance",
            Self::EmptyAbundance { .. } => "empty_abundance",
            Self::SeveralAbundances { .. } => "several_abundances",
            Self::OtherSamples { .. } => "other_samples",
            Self::SamplesSummed { .. } => "samples_summed",
            Self::WithoutPosition { .. } => "without_position",
        }
    }
}

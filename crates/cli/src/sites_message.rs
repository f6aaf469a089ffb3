//! What is wrong with a table of integration sites, in English.

use shirube_clonality::sites::{
    ColumnChoice, Encoding, LARGEST_FILE, MOST_ROWS, Role, RowErrorKind, TableError,
};

/// What is wrong with a table and what to do.
pub fn of_table(error: &TableError) -> String {
    match error {
        TableError::Empty => "no table: nothing but white space and comments".to_owned(),
        TableError::TooLarge => format!("larger than {} MiB", LARGEST_FILE / 1024 / 1024),
        TableError::TooManyRows => format!("more than {MOST_ROWS} rows"),
        TableError::NotUtf8 { looks_like: Encoding::ShiftJis } => {
            "not UTF-8 but, as it seems, Shift_JIS: save it as \"CSV UTF-8\"".to_owned()
        }
        TableError::NotUtf8 { looks_like: Encoding::Utf16 } => {
            "not UTF-8 but, as it seems, UTF-16 (\"Unicode text\"): save it as \"CSV UTF-8\"".to_owned()
        }
        TableError::NotUtf8 { looks_like: Encoding::Other } => "not UTF-8: save it in UTF-8".to_owned(),
        TableError::Spreadsheet => "a spreadsheet: save the sheet as \"CSV UTF-8\"".to_owned(),
        TableError::Compressed => "compressed: unpack it first".to_owned(),
        TableError::NotText => "no text".to_owned(),
        TableError::NoAbundance { columns } => format!(
            "no column of abundances was recognised: choose one with --column abundance=NAME or NUMBER; {}",
            listed(columns)
        ),
        TableError::NoPosition { columns } => format!(
            "it cannot be told which column holds positions: choose it with --column position=NAME or NUMBER; {}",
            listed(columns)
        ),
        TableError::NoSuchColumn { role, choice, columns } => {
            let choice = match choice {
                ColumnChoice::Named(name) => format!("{name:?}"),
                ColumnChoice::Number(number) => format!("number {number}"),
            };
            format!("no column {choice} for {}; {}", role.code(), listed(columns))
        }
        TableError::SeveralSamples { column, samples } => format!(
            "several samples in column {column:?}: choose one with --sample NAME, or --sum-samples; they are {}",
            names(samples)
        ),
        TableError::NoSuchSample { samples } if samples.is_empty() => format!(
            "no column tells samples apart: leave --sample out, or name the column with --column {}=NAME",
            Role::Sample.code()
        ),
        TableError::NoSuchSample { samples } => format!("no such sample; they are {}", names(samples)),
        TableError::NoSites { row_errors } if row_errors.is_empty() => {
            "no site with an abundance above 0".to_owned()
        }
        TableError::NoSites { .. } => "no row could be used".to_owned(),
    }
}

/// What is wrong with a row.
pub const fn of_row(kind: RowErrorKind) -> &'static str {
    match kind {
        RowErrorKind::WrongCells => {
            "more cells than the header, or too few; cells are separated like those of the first line, and numbers \
             hold no separator"
        }
        RowErrorKind::OpenQuote => {
            "a quotation mark is open at the end of the line: close it, and write no line break inside a cell"
        }
        RowErrorKind::NotANumber => "the abundance is no number",
        RowErrorKind::DecimalComma => "a comma before decimals: write a point",
        RowErrorKind::Percent => "a percentage: take the sign out of the whole column",
        RowErrorKind::NotFinite => "the abundance is not a number or infinite",
        RowErrorKind::Negative => "the abundance is below 0",
        RowErrorKind::TooLarge => "the abundance is above 1e15",
        RowErrorKind::NoPlace => "chromosome or position is missing",
        RowErrorKind::BadPosition => "the position is no whole number, 0 or more",
        RowErrorKind::BadStrand => "the strand is neither + nor -",
    }
}

/// The first columns.
fn listed(columns: &[String]) -> String {
    const MOST: usize = 30;
    let names: Vec<_> =
        columns.iter().take(MOST).map(|name| name.chars().take(60).collect::<String>()).collect();
    let more = if columns.len() > MOST { ", …" } else { "" };
    format!("the columns are {}{more}", names.join(", "))
}

/// The first samples.
fn names(samples: &[(String, usize)]) -> String {
    const MOST: usize = 30;
    let names: Vec<_> =
        samples.iter().take(MOST).map(|(name, rows)| format!("{name:?} (rows: {rows})")).collect();
    let more = if samples.len() > MOST { ", …" } else { "" };
    format!("{}{more}", names.join(", "))
}

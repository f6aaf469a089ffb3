//! What can be wrong with a file and with a row of it. The app has the words: what is wrong and what to do.

/// Why nothing of a file can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileError {
    /// Nothing in it.
    Empty,
    /// More than [`super::LARGEST_FILE`] bytes. Export fewer studies.
    TooLarge,
    /// Not UTF-8. Save it again as UTF-8.
    NotUtf8,
    /// Neither JSON with studies, nor XML of ICTRP, nor a table.
    UnknownFormat,
    /// A form we know without a study in it.
    NoStudies,
    /// JSON that breaks off or is wrong before the end of the first study.
    BrokenJson {
        /// Counted from 1.
        line: usize,
        /// Counted from 1.
        column: usize,
    },
    /// XML with a document type: it could hold entities that grow without end. Export again, without one.
    DocumentType,
    /// XML of another kind.
    OtherXml {
        /// Name of its first element.
        root: String,
    },
    /// A table without the headings of any form we know.
    UnknownHeadings {
        /// The headings, the first few.
        found: Vec<String>,
    },
}

/// What is wrong with one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowError {
    /// Which study of the file, counted from 1.
    pub row: usize,
    /// Whether the study was read all the same, without what is wrong.
    pub is_kept: bool,
    /// What is wrong.
    pub kind: RowErrorKind,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowErrorKind {
    /// No number of a registry.
    NoId,
    /// A number that no registry gives.
    WrongId {
        /// The number.
        value: String,
    },
    /// No title.
    NoTitle,
    /// Read before, in an earlier row.
    Twice {
        /// Id of the record.
        id: String,
    },
    /// No date that can be read.
    WrongDate {
        /// Name of the field in the file.
        field: String,
        /// What stands there, its beginning.
        value: String,
    },
    /// A word that we do not know.
    UnknownWord {
        /// Name of the field in the file.
        field: String,
        /// What stands there, its beginning.
        value: String,
    },
    /// Another type than the field has, such as a list where a text should be.
    WrongType {
        /// Place of the field in the file.
        field: String,
    },
    /// More than [`super::LONGEST_FIELD`] bytes, or a study of several million.
    FieldTooLong {
        /// Name of the field in the file.
        field: String,
    },
    /// The same field twice.
    FieldTwice {
        /// Name of the field in the file.
        field: String,
    },
    /// Fields inside fields, where ICTRP has none.
    TooDeep {
        /// Name of the outer field.
        field: String,
    },
    /// `&name;` of an unknown name.
    UnknownEntity {
        /// The name.
        name: String,
    },
    /// More or fewer cells than headings.
    CellCount {
        /// Headings.
        headings: usize,
        /// Cells of the row.
        cells: usize,
    },
    /// JSON that breaks off or is wrong; nothing after it can be read.
    BrokenJson {
        /// Counted from 1.
        line: usize,
        /// Counted from 1.
        column: usize,
    },
    /// XML that breaks off or is wrong; nothing after it can be read.
    BrokenXml {
        /// Counted from 1.
        line: usize,
    },
    /// A table whose row cannot be read.
    BrokenRow,
    /// More than [`super::MOST_ROWS`] rows; this one and those after it are not read.
    TooManyRows,
}

impl RowError {
    pub(super) fn lost(row: usize, kind: RowErrorKind) -> Self {
        Self { row, is_kept: false, kind }
    }

    pub(super) fn kept(row: usize, kind: RowErrorKind) -> Self {
        Self { row, is_kept: true, kind }
    }
}

/// The beginning of a value, short enough to be shown.
pub(super) fn beginning(value: &str) -> String {
    value.chars().take(80).collect()
}

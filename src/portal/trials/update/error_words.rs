//! What is wrong with a file or with a row of it, in plain sentences: what, where, what to do.

use crate::words::PortalWordsTrialsUpdate;
use shirube_trials::import::{FileError, LARGEST_FILE, MOST_ROWS, RowErrorKind};

/// Why nothing of a file can be read.
pub fn file_error(words: &PortalWordsTrialsUpdate, error: &FileError) -> String {
    let words = &words.file_error;
    match error {
        FileError::Empty => words.empty.to_owned(),
        FileError::TooLarge => words.too_large(&(LARGEST_FILE >> 20).to_string()),
        FileError::NotUtf8 => words.not_utf8.to_owned(),
        FileError::UnknownFormat => words.unknown_format.to_owned(),
        FileError::NoStudies => words.no_studies.to_owned(),
        FileError::BrokenJson { line, column } => words.broken_json(&column.to_string(), &line.to_string()),
        FileError::DocumentType => words.document_type.to_owned(),
        FileError::OtherXml { root } => words.other_xml(root),
        FileError::UnknownHeadings { found } => words.unknown_headings(&found.join(" | ")),
    }
}

/// What is wrong with a row.
pub fn row_error(words: &PortalWordsTrialsUpdate, error: &RowErrorKind) -> String {
    let words = &words.row_error;
    match error {
        RowErrorKind::NoId => words.no_id.to_owned(),
        RowErrorKind::WrongId { value } => words.wrong_id(value),
        RowErrorKind::NoTitle => words.no_title.to_owned(),
        RowErrorKind::Twice { id } => words.twice(id),
        RowErrorKind::WrongDate { field, value } => words.wrong_date(field, value),
        RowErrorKind::UnknownWord { field, value } => words.unknown_word(field, value),
        RowErrorKind::WrongType { field } => words.wrong_type(field),
        RowErrorKind::FieldTooLong { field } => words.field_too_long(field),
        RowErrorKind::FieldTwice { field } => words.field_twice(field),
        RowErrorKind::TooDeep { field } => words.too_deep(field),
        RowErrorKind::UnknownEntity { name } => words.unknown_entity(name),
        RowErrorKind::CellCount { headings, cells } => {
            words.cell_count(&cells.to_string(), &headings.to_string())
        }
        RowErrorKind::BrokenJson { line, column } => {
            words.broken_json(&column.to_string(), &line.to_string())
        }
        RowErrorKind::BrokenXml { line } => words.broken_xml(&line.to_string()),
        RowErrorKind::BrokenRow => words.broken_row.to_owned(),
        RowErrorKind::TooManyRows => words.too_many_rows(&MOST_ROWS.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    #[test]
    fn every_error_says_what_is_wrong_and_where() {
        let word = || "QUOTED".to_owned();
        let files = [
            FileError::Empty,
            FileError::TooLarge,
            FileError::NotUtf8,
            FileError::UnknownFormat,
            FileError::NoStudies,
            FileError::BrokenJson { line: 7_001, column: 7_002 },
            FileError::DocumentType,
            FileError::OtherXml { root: word() },
            FileError::UnknownHeadings { found: vec![word()] },
        ];
        let rows = [
            RowErrorKind::NoId,
            RowErrorKind::WrongId { value: word() },
            RowErrorKind::NoTitle,
            RowErrorKind::Twice { id: word() },
            RowErrorKind::WrongDate { field: word(), value: word() },
            RowErrorKind::UnknownWord { field: word(), value: word() },
            RowErrorKind::WrongType { field: word() },
            RowErrorKind::FieldTooLong { field: word() },
            RowErrorKind::FieldTwice { field: word() },
            RowErrorKind::TooDeep { field: word() },
            RowErrorKind::UnknownEntity { name: word() },
            RowErrorKind::CellCount { headings: 7_001, cells: 7_002 },
            RowErrorKind::BrokenJson { line: 7_001, column: 7_002 },
            RowErrorKind::BrokenXml { line: 7_001 },
            RowErrorKind::BrokenRow,
            RowErrorKind::TooManyRows,
        ];
        for language in Language::ALL {
            let words = &language.portal_words().trials.update;
            let told = files.iter().map(|error| (format!("{error:?}"), file_error(words, error)));
            let told = told.chain(rows.iter().map(|error| (format!("{error:?}"), row_error(words, error))));
            let mut sentences = Vec::new();
            for (error, sentence) in told {
                for part in ["QUOTED", "7001", "7002"].into_iter().filter(|part| error.contains(part)) {
                    assert!(sentence.contains(part), "{language:?} {error}: {sentence}");
                }
                assert!(!sentences.contains(&sentence), "{language:?} {error} has words of its own");
                sentences.push(sentence);
            }
        }
    }
}

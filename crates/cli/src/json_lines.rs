//! One line of JSON to one line of JSON.

use std::path::Path;

use shirube_risk::assessment::assess;

use crate::assessment_record::AssessmentRecord;
use crate::block::{LONGEST_LINE, lines_of};
use crate::csv_input::COLUMNS;
use crate::json_error;
use crate::json_output::Json;
use crate::line_error::{ErrorCode, ErrorRecord, LineError};
use crate::person::PersonRecord;
use crate::record_id;
use crate::values;

/// Where a line stands.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// The file as named in the call.
    pub file: &'a str,
    /// Line in the file, from 1.
    pub line: u64,
}

/// Assesses every line of `block` and appends a line of output for each; `place` is that of the first line.
/// Tells how many lines could not be used.
pub fn assess_block(block: &[u8], place: Place, out: &mut Vec<u8>) -> u64 {
    lines_of(block)
        .zip(place.line..)
        .map(|(text, line)| assess_line(text, Place { line, ..place }, out))
        .filter(|good| !good)
        .count() as u64
}

/// Assesses one line and appends one to `out`; tells whether it could be used.
fn assess_line(line: &[u8], place: Place, out: &mut Vec<u8>) -> bool {
    let read = read(line);
    let usable = read.is_ok();
    match read {
        Ok((id, assessment)) => AssessmentRecord::new(id.as_deref(), &assessment).write(out),
        Err(mut error) => {
            if error.code.0 == ErrorCode::Syntax && place.line == 1 && seems_a_table(line, place.file) {
                error.message.push_str(". If this is a table, call with --format csv");
            }
            let id = record_id::find(line).map(Into::into);
            ErrorRecord { id, file: place.file, line: place.line, error }.write(out);
        }
    }
    out.push(b'\n');
    usable
}

/// Whether the first line of a file may be the header of a table.
fn seems_a_table(line: &[u8], file: &str) -> bool {
    let mut cells = line.split(|byte| b",;\t".contains(byte));
    let is_column = |cell: &[u8]| {
        let name = cell.trim_ascii();
        let name = name.strip_prefix(b"\"").and_then(|name| name.strip_suffix(b"\"")).unwrap_or(name);
        COLUMNS.iter().any(|(column, _)| column.as_bytes() == name)
    };
    Path::new(file).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"))
        || cells.any(is_column)
}

type Read<'a> = (Option<std::borrow::Cow<'a, str>>, shirube_risk::assessment::Assessment);

fn read(line: &[u8]) -> Result<Read<'_>, LineError> {
    check_length(line)?;
    let person = read_person(line)?;
    let inputs = values::inputs(&person)?;
    Ok((person.id, assess(&inputs)))
}

/// Refuses a line that is empty or too long.
///
/// # Errors
/// [`ErrorCode::Blank`] or [`ErrorCode::TooLong`].
pub fn check_length(line: &[u8]) -> Result<(), LineError> {
    if line.len() > LONGEST_LINE {
        let message = format!("longer than {LONGEST_LINE} bytes: write one person on each line");
        return Err(LineError::of_line(ErrorCode::TooLong, message));
    }
    if line.trim_ascii().is_empty() {
        return Err(LineError::of_line(ErrorCode::Blank, "an empty line: take it out, or write a person"));
    }
    Ok(())
}

/// Reads the record of a person.
///
/// # Errors
/// Whatever keeps the line from being one; see [`json_error::explain`].
pub fn read_person(line: &[u8]) -> Result<PersonRecord<'_>, LineError> {
    // The derived reader would also take an array of the values.
    if !line.trim_ascii_start().starts_with(b"{") {
        return Err(json_error::explain(line));
    }
    // One check of the whole line is faster than one of each string.
    let person = str::from_utf8(line).ok().and_then(|text| serde_json::from_str(text).ok());
    person.ok_or_else(|| json_error::explain(line))
}

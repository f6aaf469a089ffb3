//! A table of people: the header names JSON paths, each row is one person.
//!
//! A row becomes the JSON text of the same record and is read like any other, so that both formats have one
//! meaning and the same errors. A row is one line: a quotation mark left open spoils its own row and no other.

use std::borrow::Cow;

use csv::ByteRecord;
use shirube_risk::assessment::assess;

use crate::assessment_record::AssessmentRecord;
use crate::block::lines_of;
use crate::code::shortened;
use crate::csv_output::{write_assessment, write_error};
use crate::json_error::{has_digit, not_utf8};
use crate::json_lines::{Place, check_length, read_person};
use crate::line_error::{ErrorCode, ErrorRecord, LineError};
use crate::values;

/// Whether a column holds text or numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text, or one of the codes.
    Text,
    /// A number.
    Number,
}
use Kind::{Number, Text};

/// Every column there can be: the leaves of [`crate::person::PersonRecord`], in its order.
pub const COLUMNS: [(&str, Kind); 39] = [
    ("id", Text),
    ("condition", Text),
    ("cv", Number),
    ("cv_method", Text),
    ("sil2r.value", Number),
    ("sil2r.unit", Text),
    ("sil2r.kit", Text),
    ("pvl.value", Number),
    ("pvl.unit", Text),
    ("age_years", Number),
    ("performance_status", Number),
    ("ann_arbor_stage", Text),
    ("labs.lymphocytes.value", Number),
    ("labs.lymphocytes.unit", Text),
    ("labs.t_lymphocytes.value", Number),
    ("labs.t_lymphocytes.unit", Text),
    ("labs.abnormal_lymphocytes_percent", Number),
    ("labs.ldh.value", Number),
    ("labs.ldh.unit", Text),
    ("labs.ldh.upper_limit", Number),
    ("labs.calcium.value", Number),
    ("labs.calcium.unit", Text),
    ("labs.albumin.value", Number),
    ("labs.albumin.unit", Text),
    ("labs.albumin.lower_limit", Number),
    ("labs.bun.value", Number),
    ("labs.bun.unit", Text),
    ("labs.bun.upper_limit", Number),
    ("organs.lymph_node", Text),
    ("organs.skin", Text),
    ("organs.lung", Text),
    ("organs.liver", Text),
    ("organs.spleen", Text),
    ("organs.cns", Text),
    ("organs.bone", Text),
    ("organs.gi", Text),
    ("organs.ascites", Text),
    ("organs.pleural_effusion", Text),
    ("omds", Number),
];

/// The header of one file: for each of [`COLUMNS`] the cell that holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    places: Vec<Option<usize>>,
    width: usize,
}

/// Why a header cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HeaderError {
    /// No text, or no header that could be read.
    Unreadable,
    /// Not UTF-8.
    Encoding,
    /// A carriage return inside: the lines of the file end with nothing else.
    CarriageReturn,
    /// Columns separated by something other than commas.
    Separator(&'static str),
    /// A column that is none of [`COLUMNS`].
    Unknown(String),
    /// A column that is named twice.
    Duplicate(String),
    /// `condition` is not among them.
    NoCondition,
}

impl std::error::Error for HeaderError {}

impl std::fmt::Display for HeaderError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
        match self {
            Self::Unreadable => formatter.write_str("no header: the first line names the columns"),
            Self::Encoding => formatter.write_str("the header is not UTF-8: save the table as UTF-8"),
            Self::CarriageReturn => {
                formatter.write_str("the lines end with CR alone: save the table with LF or CR LF line ends")
            }
            Self::Separator(name) => {
                write!(formatter, "the columns are separated by {name}: save the table with commas")
            }
            Self::Unknown(name) => {
                let names: Vec<_> = COLUMNS.iter().map(|(name, _)| *name).collect();
                write!(formatter, "unknown column {name:?}: the columns are {}", names.join(", "))
            }
            Self::Duplicate(name) => write!(formatter, "the column {name:?} comes twice: take one out"),
            Self::NoCondition => formatter.write_str("no column \"condition\": it decides which rules apply"),
        }
    }
}

impl Header {
    /// Reads the first line of a file.
    ///
    /// # Errors
    /// See [`HeaderError`].
    pub fn read(line: &[u8]) -> Result<Self, HeaderError> {
        let line = str::from_utf8(line).map_err(|_| HeaderError::Encoding)?;
        if has_inner_return(line.as_bytes()) {
            return Err(HeaderError::CarriageReturn);
        }
        let cells = cells_of(line.as_bytes()).map_err(|_| HeaderError::Unreadable)?;
        let mut places = vec![None; COLUMNS.len()];
        for (cell, name) in cells.iter().enumerate() {
            let name = String::from_utf8_lossy(name.trim_ascii());
            let column = COLUMNS.iter().position(|(column, _)| *column == name);
            let place = column.and_then(|column| places.get_mut(column));
            match place {
                None if name.contains(';') => return Err(HeaderError::Separator("semicolons")),
                None if name.contains('\t') => return Err(HeaderError::Separator("tabs")),
                None => return Err(HeaderError::Unknown(name.into_owned())),
                Some(Some(_)) => return Err(HeaderError::Duplicate(name.into_owned())),
                Some(place) => *place = Some(cell),
            }
        }
        let header = Self { places, width: cells.len() };
        if header.cell("condition", &cells).is_some() { Ok(header) } else { Err(HeaderError::NoCondition) }
    }

    fn cell<'a>(&self, column: &str, cells: &'a ByteRecord) -> Option<&'a [u8]> {
        let column = COLUMNS.iter().position(|(name, _)| *name == column)?;
        cells.get((*self.places.get(column)?)?)
    }

    /// Assesses every row of `block` and appends a row of output for each; `place` is that of the first.
    /// Tells how many could not be used.
    pub fn assess_block(&self, block: &[u8], place: Place, out: &mut Vec<u8>) -> u64 {
        let mut bad = 0;
        for (text, line) in lines_of(block).zip(place.line..) {
            bad += u64::from(!self.assess_row(text, Place { line, ..place }, out));
        }
        bad
    }

    fn assess_row(&self, text: &[u8], place: Place, out: &mut Vec<u8>) -> bool {
        let mut id = None;
        let json = check_length(text).and_then(|()| cells_of(text)).and_then(|cells| {
            id = self.id(&cells);
            let person = self.json_of(&cells)?;
            Ok((cells, person))
        });
        let read = json.and_then(|(cells, json)| {
            let person = read_person(&json).map_err(|error| self.reworded(error, text, &cells))?;
            values::inputs(&person)
        });
        match read {
            Ok(inputs) => {
                let record = AssessmentRecord::new(id.as_deref(), &assess(&inputs));
                write_assessment(&record, place.file, place.line, out);
                true
            }
            Err(error) => {
                let id = id.map(Cow::Owned);
                write_error(&ErrorRecord { id, file: place.file, line: place.line, error }, out);
                false
            }
        }
    }

    fn id(&self, cells: &ByteRecord) -> Option<String> {
        let id = self.cell("id", cells).filter(|id| !id.is_empty())?;
        str::from_utf8(id).ok().map(str::to_owned)
    }

    /// The same error in the words of tables: the record that could not be read is not what was written.
    fn reworded(&self, error: LineError, row: &[u8], cells: &ByteRecord) -> LineError {
        let cell = error.field.as_deref().and_then(|column| self.cell(column, cells)).unwrap_or_default();
        match error.code.0 {
            ErrorCode::WrongType => {
                LineError { message: not_a_number(&String::from_utf8_lossy(cell.trim_ascii())), ..error }
            }
            ErrorCode::Encoding => str::from_utf8(row).map_or_else(not_utf8, |_| error),
            _ => error,
        }
    }

    /// The record as JSON text; empty cells are left out.
    fn json_of(&self, cells: &ByteRecord) -> Result<Vec<u8>, LineError> {
        if cells.len() != self.width {
            let message = format!(
                "{} cells, but the header has {}: cells are separated by commas, and numbers have none",
                cells.len(),
                self.width,
            );
            return Err(LineError::of_line(ErrorCode::WrongColumns, message));
        }
        let mut json = JsonText::default();
        for ((path, kind), place) in COLUMNS.iter().zip(&self.places) {
            let cell = place.and_then(|place| cells.get(place)).unwrap_or_default();
            let text = if *path == "id" { cell } else { cell.trim_ascii() };
            if !text.is_empty() {
                json.push(path, *kind, text);
            }
        }
        Ok(json.finish())
    }
}

/// What to do about a cell that should be a number.
fn not_a_number(text: &str) -> String {
    let what_to_do = if has_digit(text) {
        "write the number alone, without thousands comma, unit or sign, and with a point before decimals"
    } else {
        "leave the cell empty if unknown"
    };
    format!("found {}, expected a number: {what_to_do}", shortened(text))
}

/// Whether there is a carriage return that ends no line.
fn has_inner_return(line: &[u8]) -> bool {
    memchr::memchr(b'\r', line.trim_ascii_end()).is_some()
}

/// The cells of one row.
fn cells_of(line: &[u8]) -> Result<ByteRecord, LineError> {
    // The reader would end the row there and drop the rest.
    if has_inner_return(line) {
        let message = "a carriage return (CR) inside the line: save the table with LF or CR LF line ends, and \
                       write no line break inside a cell";
        return Err(LineError::of_line(ErrorCode::Syntax, message));
    }
    if memchr::memchr_iter(b'"', line).count() % 2 == 1 {
        let message = "a quotation mark is open at the end of the line: close it, and write no line break \
                       inside a cell";
        return Err(LineError::of_line(ErrorCode::Syntax, message));
    }
    let mut cells = ByteRecord::new();
    let mut reader = csv::ReaderBuilder::new();
    reader.has_headers(false).buffer_capacity(line.len().max(1));
    match reader.from_reader(line).read_byte_record(&mut cells) {
        Ok(true) => Ok(cells),
        _ => Err(LineError::of_line(ErrorCode::Syntax, "not a row of cells separated by commas")),
    }
}

/// JSON text in the making: objects are opened and closed as the paths go on.
#[derive(Default)]
struct JsonText {
    text: Vec<u8>,
    open: Vec<&'static str>,
}

impl JsonText {
    fn push(&mut self, path: &'static str, kind: Kind, value: &[u8]) {
        let (parents, key) = path.rsplit_once('.').map_or(("", path), |(parents, key)| (parents, key));
        let parents: Vec<_> = parents.split('.').filter(|parent| !parent.is_empty()).collect();
        let shared = self.open.iter().zip(&parents).take_while(|(open, parent)| open == parent).count();
        self.close_down_to(shared);
        for parent in parents.into_iter().skip(shared) {
            self.key(parent);
            self.open.push(parent);
            // The brace that comes with the first key.
        }
        self.key(key);
        match kind {
            Number => self.text.extend_from_slice(&number_of(value)),
            Text => self.text.extend_from_slice(&string_of(value)),
        }
    }

    /// A key with what must stand before it.
    fn key(&mut self, key: &str) {
        let before = match self.text.last() {
            None | Some(b':') => b'{',
            Some(_) => b',',
        };
        self.text.push(before);
        self.text.extend_from_slice(format!("\"{key}\":").as_bytes());
    }

    fn close_down_to(&mut self, depth: usize) {
        while self.open.len() > depth {
            self.open.pop();
            self.text.push(b'}');
        }
    }

    fn finish(mut self) -> Vec<u8> {
        self.close_down_to(0);
        if self.text.is_empty() {
            self.text.push(b'{');
        }
        self.text.push(b'}');
        self.text
    }
}

/// A JSON string. Bytes that are no UTF-8 stay as they are, for the reader to refuse.
fn string_of(value: &[u8]) -> Cow<'_, [u8]> {
    match str::from_utf8(value).map(serde_json::to_string) {
        Ok(Ok(json)) => json.into_bytes().into(),
        _ => value.into(),
    }
}

/// A JSON number if `value` is one as tables have them (`.5`, `+5` and `5.` too), otherwise a string, for the
/// reader to refuse.
fn number_of(value: &[u8]) -> Cow<'_, [u8]> {
    let plain = value.iter().all(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E'));
    let parsed = str::from_utf8(value).ok().filter(|_| plain).and_then(|text| text.parse::<f64>().ok());
    match parsed {
        None => string_of(value),
        // Beyond all numbers; the reader then says where.
        Some(number) if number.is_infinite() => b"1e999".into(),
        Some(number) => format!("{number:?}").into_bytes().into(),
    }
}

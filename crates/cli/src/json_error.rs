//! Why a line is not the record of a person. Only lines that have failed come here, so it may take its time.

use std::borrow::Cow;
use std::str::Utf8Error;

use serde::de::{Deserialize, IgnoredAny};
use serde_json::error::Category;

use crate::code::{UNKNOWN_CODE, shortened};
use crate::line_error::{ErrorCode, LineError};
use crate::person::PersonRecord;

/// What is wrong with a line that `serde_json` could not read as a [`PersonRecord`].
///
/// What is no JSON at all comes first; then the first error in the order of the text.
pub fn explain(line: &[u8]) -> LineError {
    let text = match str::from_utf8(line) {
        Ok(text) => text,
        Err(error) => return not_utf8(error),
    };
    if let Err(error) = serde_json::from_str::<IgnoredAny>(text) {
        return syntax(&error);
    }
    if !text.trim_start().starts_with('{') {
        let message = "JSON, but no object: write one object {\"condition\": …} on each line";
        return LineError::of_line(ErrorCode::NotAnObject, message);
    }
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let mut track = serde_path_to_error::Track::new();
    let record =
        PersonRecord::deserialize(serde_path_to_error::Deserializer::new(&mut deserializer, &mut track));
    match record {
        Err(error) => classify(track.path().to_string(), &error),
        // The line is read the same way twice, so this cannot be.
        Ok(_) => LineError::of_line(ErrorCode::Syntax, "not readable"),
    }
}

fn syntax(error: &serde_json::Error) -> LineError {
    let message = format!(
        "not JSON at column {}: {}. Write one JSON object on each line; what is unknown is left out or null",
        error.column(),
        without_place(error),
    );
    LineError::of_line(ErrorCode::Syntax, message)
}

/// The message without its " at line 1 column 7".
fn without_place(error: &serde_json::Error) -> String {
    let message = error.to_string();
    message.rsplit_once(" at line ").map_or(message.as_str(), |(message, _)| message).to_owned()
}

/// The parsers say what is wrong in words; the beginnings of their messages tell the kinds apart.
fn classify(path: String, error: &serde_json::Error) -> LineError {
    let said = without_place(error);
    let field = field_of(path);
    if said == "number out of range" {
        let message = "larger than any number that can be held: correct it, or leave it out if unknown";
        return LineError::at(ErrorCode::OutOfRange, field, message);
    }
    if error.classify() != Category::Data {
        return syntax(error);
    }
    if let Some(said) = said.strip_prefix("unknown field ") {
        let message = format!("unknown key {}", said.replace('`', "\""));
        return LineError::at(ErrorCode::UnknownKey, field, message);
    }
    if let Some(key) = said.strip_prefix("duplicate field ") {
        let key = key.trim_matches('`');
        // The path ends at the object.
        let field = if field == "." { key.to_owned() } else { format!("{field}.{key}") };
        let message = "the key comes twice in its object: take one of them out";
        return LineError::at(ErrorCode::DuplicateKey, field, message);
    }
    if said.starts_with("missing field ") || field == "condition" && said.starts_with("invalid type: null") {
        let message =
            "the condition is missing, and it decides which rules apply: name it, or write \"unknown\"";
        return LineError::at(ErrorCode::Missing, "condition", message);
    }
    if let Some(said) = said.strip_prefix(UNKNOWN_CODE) {
        return unknown_code(field, said);
    }
    let message = wrong_type(&field, &said);
    LineError::at(ErrorCode::WrongType, field, message)
}

/// What was found, what belongs there, and what to do, in the words of the documentation.
fn wrong_type(field: &str, said: &str) -> String {
    let said = said.strip_prefix("invalid type: ").unwrap_or(said);
    let (found, expected) = said.rsplit_once(", expected ").unwrap_or((said, "something else"));
    let expected = if expected == "f64" { "a number" } else { expected };
    let what_to_do = match expected {
        _ if field == "condition" => "write \"unknown\" if it is not known",
        "a number" if found.starts_with("string ") && has_digit(found) => {
            "write the number alone, without quotation marks, thousands comma, unit or sign, and with a point \
             before decimals"
        }
        "a string" => "write it in quotation marks",
        _ => "leave it out if unknown",
    };
    let found = match found.split_once(' ') {
        Some(("string", text)) => format!("the string {}", shortened(text)),
        Some((_, number)) => number.rsplit('`').nth(1).unwrap_or(found).to_owned(),
        None => found.replace("sequence", "an array").replace("map", "an object"),
    };
    format!("found {found}, expected {expected}; {what_to_do}")
}

/// Whether a text may be a number with something around it.
pub(crate) fn has_digit(text: &str) -> bool {
    text.contains(char::is_numeric)
}

/// What is wrong with a line that is not UTF-8.
pub(crate) fn not_utf8(error: Utf8Error) -> LineError {
    let byte = error.valid_up_to() + 1;
    let message = format!("not UTF-8 from byte {byte} on: save the file in UTF-8");
    LineError::of_line(ErrorCode::Encoding, message)
}

/// A text that is none of the codes of its field: `said` is the text in quotation marks and what was expected.
fn unknown_code(field: Cow<'static, str>, said: &str) -> LineError {
    let text = said.to_lowercase();
    let text = text.split(", expected ").next().unwrap_or_default();
    let mass = field == "sil2r.unit" && ["\"pg/ml\"", "\"ng/ml\""].contains(&text);
    let leucocytes = ["leucocyte", "leukocyte", "wbc", "white blood cell", "white cell", "白血球"];
    let per_leucocyte = field == "pvl.unit" && leucocytes.iter().any(|cell| text.contains(cell));
    let (code, message) = if mass {
        let message = format!("{said}: no factor to U/mL exists; ask the laboratory for the value in U/mL");
        (ErrorCode::UnitNotConvertible, message)
    } else if per_leucocyte {
        let message =
            format!("{said}: the share of mononuclear cells among leucocytes differs from person to person");
        (ErrorCode::UnitNotConvertible, message)
    } else if field.ends_with(".unit") {
        (ErrorCode::UnknownUnit, format!("unknown unit {said}"))
    } else if field == "ann_arbor_stage" {
        (ErrorCode::OutOfRange, format!("unknown stage {said}"))
    } else {
        (ErrorCode::UnknownValue, format!("unknown value {said}"))
    };
    LineError::at(code, field, message)
}

fn field_of(path: String) -> Cow<'static, str> {
    match shortened(&path) {
        Cow::Owned(cut) => cut.into(),
        Cow::Borrowed(_) => path.into(),
    }
}

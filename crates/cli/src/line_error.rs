//! What is wrong with a line that cannot be used.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Serialize;
use shirube_risk::coded;

use crate::code::Code;

coded! {
    /// Kinds of errors, for programs.
    ErrorCode {
        /// The line is not JSON (in CSV: a quotation mark is open at its end).
        Syntax = "syntax",
        /// The line is not UTF-8.
        Encoding = "encoding",
        /// Nothing but white space.
        Blank = "blank",
        /// Longer than [`crate::block::LONGEST_LINE`].
        TooLong = "too_long",
        /// JSON, but no object.
        NotAnObject = "not_an_object",
        /// A CSV row with fewer or more cells than the header.
        WrongColumns = "wrong_columns",
        /// A key that is not in the schema.
        UnknownKey = "unknown_key",
        /// A key that comes twice in one object.
        DuplicateKey = "duplicate_key",
        /// Something necessary is not there.
        Missing = "missing",
        /// A string where a number belongs, and the like.
        WrongType = "wrong_type",
        /// A text that is none of the allowed ones.
        UnknownValue = "unknown_value",
        /// A unit that is none of the allowed ones.
        UnknownUnit = "unknown_unit",
        /// A unit that is known, and known not to be convertible.
        UnitNotConvertible = "unit_not_convertible",
        /// A number (or an Ann Arbor stage) outside its range.
        OutOfRange = "out_of_range",
        /// Two values that cannot both be true.
        Inconsistent = "inconsistent",
    }
}

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct LineError {
    /// The kind of error, for programs.
    pub code: Code<ErrorCode>,
    /// Path of the value at fault; null where no single value is.
    pub field: Option<Cow<'static, str>>,
    /// What is wrong, what is allowed, what to do; for people.
    pub message: String,
}

impl LineError {
    /// An error of the line as a whole.
    pub fn of_line(code: ErrorCode, message: impl Into<String>) -> Self {
        Self { code: Code(code), field: None, message: message.into() }
    }

    /// An error of the value at a path.
    pub fn at(code: ErrorCode, field: impl Into<Cow<'static, str>>, message: impl Into<String>) -> Self {
        Self { code: Code(code), field: Some(field.into()), message: message.into() }
    }
}

/// A line of output for a line of input that cannot be used.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct ErrorRecord<'a> {
    /// The id of the input, where it can still be read.
    pub id: Option<Cow<'a, str>>,
    /// The file as named in the call; "-" for standard input.
    pub file: &'a str,
    /// Line in the file, from 1.
    #[schemars(range(min = 1))]
    pub line: u64,
    /// What is wrong.
    pub error: LineError,
}

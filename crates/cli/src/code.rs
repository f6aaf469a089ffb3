//! Named values in records: read, written and described by their codes.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer, Visitor};
use serde::ser::{Serialize, Serializer};
use shirube_risk::coded::{Coded, CodedSet};

/// What the message of an unknown code begins with; the error is told from others by it.
pub(crate) const UNKNOWN_CODE: &str = "unknown code ";

/// One named value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code<T>(pub T);

impl<'de, T: Coded> Deserialize<'de> for Code<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(CodeVisitor(PhantomData))
    }
}

struct CodeVisitor<T>(PhantomData<T>);

impl<T: Coded> Visitor<'_> for CodeVisitor<T> {
    type Value = Code<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str(&listed::<T>())
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Code<T>, E> {
        T::from_code(text).map(Code).ok_or_else(|| {
            E::custom(format_args!("{UNKNOWN_CODE}{:?}, expected {}", shortened(text), listed::<T>()))
        })
    }
}

/// The codes of `T`, for people.
fn listed<T: Coded>() -> String {
    let codes: Vec<_> = T::ALL.iter().map(|value| format!("\"{}\"", value.code())).collect();
    match codes.as_slice() {
        [only] => only.clone(),
        _ => format!("one of {}", codes.join(", ")),
    }
}

/// `text`, cut where it would fill a message.
pub(crate) fn shortened(text: &str) -> Cow<'_, str> {
    const LONGEST: usize = 60;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => Cow::Owned(format!("{}…", text.get(..end).unwrap_or_default())),
        None => Cow::Borrowed(text),
    }
}

impl<T: Coded> Serialize for Code<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.code())
    }
}

fn codes_of<T: Coded>() -> Vec<&'static str> {
    T::ALL.iter().map(|value| value.code()).collect()
}

impl<T: Coded> JsonSchema for Code<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Code".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "enum": codes_of::<T>() })
    }
}

/// A set of named values, written in listing order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Codes<T>(pub CodedSet<T>);

impl<T: Coded> JsonSchema for Codes<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Codes".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        if T::ALL.is_empty() {
            // A rule without named results; an empty `enum` is no valid schema.
            return json_schema!({ "type": "array", "maxItems": 0 });
        }
        json_schema!({
            "type": "array",
            "items": { "type": "string", "enum": codes_of::<T>() },
            "uniqueItems": true,
        })
    }
}

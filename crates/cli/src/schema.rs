//! The JSON Schemas of both sides, made from the types.

use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, Transform};
use schemars::{JsonSchema, Schema};
use serde_json::Value;

use crate::assessment_record::OutputRecord;
use crate::person::PersonRecord;
use crate::trace_record::TraceRecord;

/// The schema of a line of input, as text.
pub fn input() -> String {
    text(&of::<PersonRecord>(SchemaSettings::draft2020_12()))
}

/// The schema of a line of output, as text.
pub fn output() -> String {
    text(&of::<OutputRecord>(SchemaSettings::draft2020_12().for_serialize()))
}

/// The schema of what `shirube trace` writes, as text.
pub fn trace() -> String {
    text(&of::<TraceRecord>(SchemaSettings::draft2020_12().for_serialize()))
}

fn of<T: JsonSchema>(settings: SchemaSettings) -> Schema {
    let mut schema = settings.into_generator().into_root_schema_for::<T>();
    RecursiveTransform(unwrap_description).transform(&mut schema);
    schema
}

/// Descriptions come from comments, whose lines end where the page does.
fn unwrap_description(schema: &mut Schema) {
    if let Some(Value::String(text)) = schema.get_mut("description") {
        *text = text.replace('\n', " ");
    }
}

fn text(schema: &Schema) -> String {
    // A schema is a tree of text and numbers: writing it cannot fail.
    serde_json::to_string_pretty(schema).unwrap_or_default() + "\n"
}

//! The TOML of content/trials/.

use std::fmt;

use toml_writer::TomlWrite as _;

use super::file_form::RecordFile;
use super::{ItemKey, Record};

/// The file of a record, as it is kept in content/trials/.
///
/// # Errors
/// Never: writing to text does not fail. The error is that of the formatter.
pub fn to_toml(record: &Record) -> Result<String, fmt::Error> {
    let file = RecordFile::from(record.clone());
    let mut toml = String::new();
    line(&mut toml, "id", |toml| toml.value(file.id.as_str()))?;
    if file.made_up {
        line(&mut toml, "made_up", |toml| toml.value(true))?;
    }
    if let Some(acronym) = &file.acronym {
        line(&mut toml, "acronym", |toml| toml.value(acronym.as_str()))?;
    }
    let title = &file.title;
    line(&mut toml, "title", |toml| {
        inline(toml, &[("ja", &title.ja), ("en", &title.en), ("value", &title.value)])
    })?;
    line(&mut toml, "diseases", |toml| toml.value(&file.diseases))?;
    line(&mut toml, "treatments", |toml| toml.value(&file.treatments))?;
    line(&mut toml, "who", |toml| toml.value(&file.who))?;
    line(&mut toml, "phase", |toml| toml.value(file.phase.as_str()))?;
    line(&mut toml, "earlier", |toml| toml.value(&file.earlier))?;
    line(&mut toml, "later", |toml| toml.value(&file.later))?;
    line(&mut toml, "sources", |toml| toml.value(&file.sources))?;
    line(&mut toml, "checked_on", |toml| toml.value(file.checked_on.as_str()))?;
    for (table, key, value, as_of, source) in [
        ("status", "value", &file.status.value, &file.status.as_of, &file.status.source),
        ("results", "kind", &file.results.kind, &file.results.as_of, &file.results.source),
    ] {
        header(&mut toml, table)?;
        line(&mut toml, key, |toml| toml.value(value.as_str()))?;
        line(&mut toml, "as_of", |toml| toml.value(as_of.as_str()))?;
        if let Some(source) = source {
            line(&mut toml, "source", |toml| toml.value(source.as_str()))?;
        }
    }
    header(&mut toml, "items")?;
    // In the order of the data set, not of the alphabet.
    for (key, item) in ItemKey::ALL.iter().filter_map(|key| file.items.get_key_value(key.name())) {
        line(&mut toml, key, |toml| {
            inline(
                toml,
                &[
                    ("ja", &item.ja),
                    ("en", &item.en),
                    ("value", &item.value),
                    ("example_ja", &item.example_ja),
                    ("example_en", &item.example_en),
                    ("not_found", &item.not_found),
                    ("source", &item.source),
                ],
            )
        })?;
    }
    Ok(toml)
}

fn header(toml: &mut String, name: &str) -> fmt::Result {
    toml.newline()?;
    toml.open_table_header()?;
    toml.key(name)?;
    toml.close_table_header()?;
    toml.newline()
}

fn line(toml: &mut String, key: &str, value: impl FnOnce(&mut String) -> fmt::Result) -> fmt::Result {
    keyed(toml, key, value)?;
    toml.newline()
}

fn keyed(toml: &mut String, key: &str, value: impl FnOnce(&mut String) -> fmt::Result) -> fmt::Result {
    toml.key(key)?;
    toml.space()?;
    toml.keyval_sep()?;
    toml.space()?;
    value(toml)
}

/// An inline table of the values that are there. Line breaks inside them are written as escapes.
fn inline(toml: &mut String, values: &[(&str, &Option<String>)]) -> fmt::Result {
    toml.open_inline_table()?;
    let mut first = true;
    for (key, value) in values {
        let Some(value) = value else { continue };
        if !first {
            toml.val_sep()?;
        }
        first = false;
        toml.space()?;
        keyed(toml, key, |toml| toml.value(value.as_str()))?;
    }
    toml.space()?;
    toml.close_inline_table()
}

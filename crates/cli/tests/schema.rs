//! The committed schemas are those of the types, and what is read and written keeps to them.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test")]

use std::path::Path;

use jsonschema::Validator;
use serde_json::Value;
use shirube_cli::json_lines::{Place, assess_block};
use shirube_cli::{csv_input, schema};

#[test]
fn committed_schemas_are_those_of_the_types() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schema");
    for (name, text) in
        [("input.json", schema::input()), ("output.json", schema::output()), ("trace.json", schema::trace())]
    {
        let path = folder.join(name);
        if std::env::var_os("UPDATE_SCHEMA").is_some() {
            std::fs::write(&path, &text).unwrap();
        }
        let committed = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            committed == text,
            "{name} is out of date: run the tests with UPDATE_SCHEMA=1 and look at it"
        );
    }
}

fn validator(schema: &str) -> Validator {
    jsonschema::validator_for(&serde_json::from_str(schema).unwrap()).unwrap()
}

/// Lines from the simplest to the fullest, each condition with each.
fn people() -> Vec<String> {
    let members = [
        "",
        r#","id":"a","cv":0.61"#,
        r#","id":null,"cv":null,"sil2r":null,"labs":null,"organs":null,"omds":null"#,
        r#","sil2r":{},"pvl":{"unit":"%"},"labs":{"ldh":{"upper_limit":222,"unit":"U/L"}},"organs":{}"#,
        r#","cv":0.5,"cv_method":"other","omds":5.0,"performance_status":4"#,
        r#","id":"患","cv":0.5,"cv_method":"raising_clova","sil2r":{"value":1240,"unit":"U/mL","kit":"cleia"},
            "pvl":{"value":12.3,"unit":"copies/100 PBMC"},"age_years":71.5,"performance_status":1,
            "ann_arbor_stage":"III","labs":{"lymphocytes":{"value":3.1,"unit":"10^9/L"},
            "t_lymphocytes":{"value":2000,"unit":"/uL"},"abnormal_lymphocytes_percent":6,
            "ldh":{"value":210,"unit":"U/L","upper_limit":222},"calcium":{"value":9.8,"unit":"mg/dL"},
            "albumin":{"value":4.1,"unit":"g/dL","lower_limit":4.1},"bun":{"value":14,"unit":"mg/dL",
            "upper_limit":20}},"organs":{"lymph_node":"no","skin":"histology_proven","lung":"no","liver":"no",
            "spleen":"no","cns":"no","bone":"no","gi":"no","ascites":"no","pleural_effusion":"no"},"omds":5"#,
        r#","sil2r":{"value":5,"unit":"U/mL","kit":"other"},"cv":0.499"#,
    ];
    let conditions =
        serde_json::from_str::<Value>(&schema::input()).unwrap()["properties"]["condition"]["enum"].clone();
    let conditions = conditions.as_array().unwrap().clone();
    let record = |condition: &Value, members: &str| {
        format!("{{\"condition\":{condition}{}}}", members.replace('\n', " "))
    };
    conditions.iter().flat_map(|condition| members.map(|members| record(condition, members))).collect()
}

fn assert_valid(validator: &Validator, line: &str) {
    let value = serde_json::from_str(line).unwrap();
    let errors: Vec<_> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{line}\n{errors:?}");
}

#[test]
fn what_is_read_and_written_keeps_to_the_schemas() {
    let (input, output) = (validator(&schema::input()), validator(&schema::output()));
    let people = people();
    for person in &people {
        assert_valid(&input, person);
    }
    let mut out = Vec::new();
    let bad = assess_block(people.join("\n").as_bytes(), Place { file: "-", line: 1 }, &mut out);
    let errors = b"\n{}\n{\"condition\":\"carrier\",\"cv\":2}\n\xff\n";
    let bad_errors = assess_block(errors, Place { file: "-", line: 1 }, &mut out);
    let text = String::from_utf8(out).unwrap();
    assert_eq!((bad, bad_errors, text.lines().count()), (0, 4, people.len() + 4));
    for line in text.lines() {
        assert_valid(&output, line);
    }
}

#[test]
fn the_sample_file_keeps_to_the_schemas_and_can_be_used() {
    let (input, output) = (validator(&schema::input()), validator(&schema::output()));
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/examples/people.jsonl");
    let people = std::fs::read_to_string(path).unwrap();
    people.lines().for_each(|line| assert_valid(&input, line));
    let mut out = Vec::new();
    assert_eq!(assess_block(people.as_bytes(), Place { file: "people.jsonl", line: 1 }, &mut out), 0);
    let answers: Vec<Value> =
        str::from_utf8(&out).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    str::from_utf8(&out).unwrap().lines().for_each(|line| assert_valid(&output, line));
    assert!((6..=8).contains(&answers.len()));
    // Every rule has something to say of somebody.
    for rule in answers[0]["rules"].as_object().unwrap().keys() {
        assert!(answers.iter().any(|answer| answer["rules"][rule]["status"] == "determined"), "{rule}");
    }
}

#[test]
fn the_schemas_refuse_what_the_types_refuse() {
    let input = validator(&schema::input());
    for line in [
        "{}",
        "[]",
        r#"{"condition":null}"#,
        r#"{"condition":"x"}"#,
        r#"{"condition":"carrier","x":1}"#,
        r#"{"condition":"carrier","cv":1.1}"#,
        r#"{"condition":"carrier","cv":"1"}"#,
        r#"{"condition":"carrier","omds":5.5}"#,
        r#"{"condition":"carrier","omds":14}"#,
        r#"{"condition":"carrier","sil2r":{"value":0}}"#,
        r#"{"condition":"carrier","sil2r":{"unit":"pg/mL"}}"#,
        r#"{"condition":"carrier","labs":{"ldh":{"x":1}}}"#,
        r#"{"condition":"carrier","labs":{"calcium":{"unit":"g/L"}}}"#,
        r#"{"condition":"carrier","organs":{"skin":"maybe"}}"#,
        r#"{"condition":"carrier","pvl":{"value":-1}}"#,
        r#"{"condition":"carrier","labs":{"lymphocytes":{"value":-1}}}"#,
        r#"{"condition":"carrier","labs":{"ldh":{"value":0}}}"#,
        r#"{"condition":"carrier","labs":{"ldh":{"value":100001}}}"#,
        r#"{"condition":"carrier","labs":{"calcium":{"value":0}}}"#,
        r#"{"condition":"carrier","labs":{"albumin":{"value":0}}}"#,
        r#"{"condition":"carrier","labs":{"bun":{"value":0}}}"#,
    ] {
        assert!(!input.is_valid(&serde_json::from_str(line).unwrap()), "{line}");
    }
}

/// The paths of everything that is no object, in the order of the schema's text, with their types.
fn leaves(schema: &Value, root: &Value, path: &str, found: &mut Vec<(String, csv_input::Kind)>) {
    if let Some(name) = schema["$ref"].as_str() {
        return leaves(&root["$defs"][name.trim_start_matches("#/$defs/")], root, path, found);
    }
    if let Some(either) = schema["anyOf"].as_array() {
        return either.iter().for_each(|schema| leaves(schema, root, path, found));
    }
    if let Some(members) = schema["properties"].as_object() {
        for (key, member) in members {
            let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
            leaves(member, root, &path, found);
        }
        return;
    }
    let types = schema["type"].to_string();
    if types.contains("string") {
        found.push((path.to_owned(), csv_input::Kind::Text));
    } else if types.contains("number") || types.contains("integer") {
        found.push((path.to_owned(), csv_input::Kind::Number));
    }
}

#[test]
fn csv_has_a_column_for_each_leaf_of_the_input() {
    let schema: Value = serde_json::from_str(&schema::input()).unwrap();
    let mut found = Vec::new();
    leaves(&schema, &schema, "", &mut found);
    let mut columns: Vec<_> =
        csv_input::COLUMNS.iter().map(|(path, kind)| ((*path).to_owned(), *kind)).collect();
    found.sort_by(|a, b| a.0.cmp(&b.0));
    columns.sort_by(|a, b| a.0.cmp(&b.0));
    assert_eq!(found, columns);
}

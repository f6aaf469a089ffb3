//! `shirube sites`, and what `docs/sites-command.md` says of it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test")]

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use proptest::prelude::*;
use serde_json::Value;
use shirube_cli::sites_record::SitesRecord;
use shirube_clonality::sites::{Role, RowErrorKind, TableOptions, read_table};

fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("sites").join(name);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_shirube"))
        .arg("sites")
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap()
}

fn records(output: &Output) -> Vec<Value> {
    let text = str::from_utf8(&output.stdout).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn document() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/sites-command.md");
    std::fs::read_to_string(path).unwrap()
}

#[test]
fn the_examples_show_what_happens() {
    let programs = Path::new(env!("CARGO_BIN_EXE_shirube")).parent().unwrap();
    let path = format!("{}:{}", programs.display(), std::env::var("PATH").unwrap());
    let document = document();
    let blocks: Vec<_> =
        document.split("```console\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
    assert_eq!(blocks.len(), 3);
    for block in blocks {
        let (commands, shown): (Vec<_>, Vec<_>) = block.lines().partition(|line| line.starts_with("$ "));
        let commands: Vec<_> = commands.iter().map(|command| command.trim_start_matches("$ ")).collect();
        let output = Command::new("sh")
            .args(["-c", &format!("exec 2>&1\n{}", commands.join("\n"))])
            .env("PATH", &path)
            .current_dir(folder("documentation"))
            .output()
            .unwrap();
        assert_eq!(String::from_utf8(output.stdout).unwrap(), shown.join("\n") + "\n", "{commands:?}");
    }
}

#[test]
fn names_of_columns_and_codes_are_documented() {
    let document = document();
    let rows: HashSet<&str> = document.lines().collect();
    for role in Role::ALL {
        let names: Vec<_> = role.names().iter().map(|name| format!("`{name}`")).collect();
        let row = format!("| `{}` | {} |", role.code(), names.join(" "));
        assert!(rows.contains(row.as_str()), "{row}");
    }
    for kind in RowErrorKind::ALL {
        assert!(rows.iter().any(|row| row.starts_with(&format!("| `{}`", kind.code()))), "{kind:?}");
    }
}

#[test]
fn files_are_answered_in_order_and_the_worst_decides_the_exit_code() {
    let folder = folder("order");
    std::fs::write(folder.join("good.tsv"), "chr1:5:+\t3\nchr1:6:+\t1\n").unwrap();
    std::fs::write(folder.join("rows.csv"), "chr,pos,count\n1,5,3\n1,6,x\n").unwrap();
    std::fs::write(folder.join("bad.csv"), "PK\x03\x04").unwrap();

    let output = run(&folder, &["good.tsv", "--jsonl"]);
    assert_eq!(output.status.code(), Some(0));
    let output = run(&folder, &["rows.csv", "--jsonl"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(records(&output)[0]["row_errors"][0]["code"], "not_a_number");
    let output = run(&folder, &["bad.csv", "good.tsv", "--jsonl"]);
    assert_eq!(output.status.code(), Some(1));
    let found = records(&output);
    assert_eq!((&found[0]["ok"], &found[0]["error"]["code"]), (&false.into(), &"spreadsheet".into()));
    assert_eq!((&found[1]["ok"], &found[1]["indices"]["berger_parker"]), (&true.into(), &0.75.into()));
    let output = run(&folder, &["missing.csv", "good.tsv", "--jsonl"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(records(&output)[0]["error"]["code"], "unreadable");
    assert_eq!(records(&output)[1]["file"], "good.tsv");

    for wrong in [
        &["good.tsv", "--compare", "bad.csv"][..],
        &["good.tsv", "--column", "abundance"],
        &["good.tsv", "--tolerance", "3"],
        &[],
    ] {
        let output = run(&folder, wrong);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{wrong:?}");
        assert!(!output.stderr.is_empty());
    }
}

#[test]
fn samples_and_columns_are_chosen() {
    let folder = folder("samples");
    std::fs::write(
        folder.join("long.csv"),
        "chr,pos,sample,count,other\n1,5,t0,3,9\n1,6,t0,1,9\n1,5,t1,9,9\n",
    )
    .unwrap();
    let first = |arguments: &[&str]| {
        records(&run(&folder, &[arguments, &["long.csv", "--jsonl"]].concat()))[0].clone()
    };
    assert_eq!(first(&["--sample", "t0"])["indices"]["abundance"], 4.0);
    assert_eq!(first(&["--sum-samples"])["indices"]["abundance"], 13.0);
    assert_eq!(first(&["--sample", "t0", "--column", "abundance=other"])["indices"]["abundance"], 18.0);
    assert_eq!(first(&["--sample", "t0", "--column", "abundance=5"])["columns"]["abundance"], "other");
    assert_eq!(first(&["--sample", "t9"])["error"]["code"], "no_such_sample");
    let compared =
        first(&["--sample", "t0", "--compare", "long.csv", "--compare-sample", "t1", "--top", "1"]);
    assert_eq!(compared["comparison"]["sample"], "t1");
    assert_eq!(compared["comparison"]["clones"].as_array().unwrap().len(), 1);
    assert_eq!(compared["comparison"]["clones"][0]["change"], "grown");
}

#[test]
fn without_jsonl_the_object_is_indented() {
    let folder = folder("indented");
    std::fs::write(folder.join("good.tsv"), "chr1:5:+\t3\n").unwrap();
    let output = run(&folder, &["good.tsv"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.starts_with("{\n  \"file\": \"good.tsv\",\n"), "{text}");
    let value: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(value["indices"]["gini_corrected"], Value::Null);
}

proptest! {
    #[test]
    fn any_bytes_give_one_object(bytes in prop_oneof![prop::collection::vec(any::<u8>(), 0..80), "[a-z0-9,\t\n\"+:.-]{0,80}".prop_map(String::into_bytes)]) {
        let record = match read_table(&bytes, &TableOptions::default()) {
            Ok(table) => SitesRecord::of_table("f", &table, 3, None).text(true),
            Err(error) => SitesRecord::of_error("f", &error).text(true),
        };
        prop_assert_eq!(record.lines().count(), 1);
        let value: Value = serde_json::from_str(&record).unwrap();
        prop_assert!(value["ok"].is_boolean());
    }
}

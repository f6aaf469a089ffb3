//! `shirube simulate` and `shirube trace`: files made, files measured.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use shirube_cli::schema;

fn shirube(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_shirube")).args(arguments).output().unwrap()
}

/// An empty folder of one test's own.
fn folder(test: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("trace").join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Simulates into a folder of its own and tells where the files are.
fn simulated(test: &str, arguments: &[&str]) -> PathBuf {
    let folder = folder(test);
    let output = shirube(&[&["simulate", "--out", folder.to_str().unwrap()], arguments].concat());
    assert!(output.status.success() && output.stdout.is_empty() && output.stderr.is_empty(), "{output:?}");
    folder
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// Exit code and records of `shirube trace --jsonl` with the usual anchor.
fn traced(arguments: &[&str]) -> (i32, Vec<Value>) {
    let output = shirube(&[&["trace", "--jsonl", "--anchor", "htlv1-3ltr"], arguments].concat());
    let lines = String::from_utf8(output.stdout).unwrap();
    (output.status.code().unwrap(), lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

fn truths(folder: &Path) -> Vec<Value> {
    let lines = fs::read_to_string(folder.join("truth.jsonl")).unwrap();
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn error_code(record: &Value) -> &str {
    assert_eq!(record["ok"], false);
    record["error"]["code"].as_str().unwrap()
}

#[test]
fn a_seed_gives_the_same_files_whatever_stands_beside_it() {
    let one = simulated("seed-one", &["--seed", "12", "--clones", "0.3,0.3"]);
    let three = simulated("seed-three", &["--seed", "11", "--clones", "0.3,0.3", "--count", "3"]);
    assert_eq!(names(&one), ["simulated-0012.ab1", "truth.csv", "truth.jsonl"]);
    assert_eq!(names(&three)[..3], ["simulated-0011.ab1", "simulated-0012.ab1", "simulated-0013.ab1"]);
    let bytes = |folder: &Path, seed| fs::read(folder.join(format!("simulated-{seed:04}.ab1"))).unwrap();
    assert_eq!(bytes(&one, 12), bytes(&three, 12));
    assert_ne!(bytes(&three, 11), bytes(&three, 13));
    let other = simulated("seed-other", &["--seed", "12", "--clones", "0.3,0.3", "--noise", "0.05"]);
    assert_ne!(bytes(&one, 12), bytes(&other, 12));
}

#[test]
fn nothing_is_overwritten_unless_forced() {
    let folder = simulated("force", &["--seed", "5", "--count", "2"]);
    let kept = fs::read(folder.join("simulated-0006.ab1")).unwrap();
    let call = ["simulate", "--out", text(&folder), "--seed", "6", "--clones", "1"];
    let output = shirube(&call);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("simulated-0006.ab1 is there already: --force replaces it"), "{said}");
    assert_eq!(fs::read(folder.join("simulated-0006.ab1")).unwrap(), kept);
    // A table alone is in the way as well, and then nothing at all is written.
    let output = shirube(&["simulate", "--out", text(&folder), "--seed", "7"]);
    assert_eq!((output.status.code(), folder.join("simulated-0007.ab1").exists()), (Some(2), false));
    assert!(shirube(&[&call, ["--force"].as_slice()].concat()).status.success());
    assert_ne!(fs::read(folder.join("simulated-0006.ab1")).unwrap(), kept);
    assert_eq!(truths(&folder).len(), 1);
}

#[test]
fn simulations_that_make_no_sense_are_refused_and_leave_nothing() {
    let folder = folder("refused");
    for arguments in [
        ["--clones", "0.7,0.7"].as_slice(),
        &["--clones", "0.5", "--polyclonal", "0.4"],
        &["--clones", "half"],
        &["--clones", "NaN"],
        &["--read-length", "200"],
        &["--read-length", "20000"],
        &["--count", "0"],
        &["--anchor", "htlv2"],
        &["--composition", "0.5,0.5"],
        &["--composition", "0.5,0.5,0.5,0.5"],
        &["--phasing", "0.9"],
        &["--rest-clones", "0"],
        &["--seed", "-1"],
    ] {
        let output = shirube(&[&["simulate", "--out", text(&folder)], arguments].concat());
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(!output.stderr.is_empty() && output.stdout.is_empty());
        assert_eq!(names(&folder), Vec::<String>::new(), "{arguments:?}");
    }
    assert_eq!(shirube(&["simulate"]).status.code(), Some(2));
}

#[test]
fn the_table_and_the_lines_of_truth_say_the_same() {
    let folder =
        simulated("truth", &["--clones", "0.5,0.3", "--polyclonal", "0.2", "--count", "3", "--reverse"]);
    let table = fs::read_to_string(folder.join("truth.csv")).unwrap();
    let mut rows = table.lines().map(|row| row.split(',').collect::<Vec<_>>());
    let header = rows.next().unwrap();
    let truths = truths(&folder);
    assert_eq!((rows.clone().count(), truths.len()), (3, 3));
    for (row, truth) in rows.zip(&truths) {
        for (name, cell) in header.iter().zip(&row) {
            match &truth[name] {
                Value::String(text) => assert_eq!(text, cell),
                Value::Array(clones) => assert_eq!((clones.len(), *cell), (2, "0.5 0.3")),
                number => assert_eq!(number.as_f64(), cell.parse().ok(), "{name}"),
            }
        }
        assert_eq!(
            (truth["positions"].as_array().unwrap().len(), truth["strand"].as_str()),
            (40, Some("reverse"))
        );
        assert_eq!(truth["clones"][0]["host"].as_str().unwrap().len(), 135);
    }
}

#[test]
fn each_file_gives_the_record_of_the_contract() {
    let folder = simulated("contract", &["--clones", "0.6", "--ideal"]);
    let file = folder.join("simulated-0001.ab1");
    let output = shirube(&[
        "trace",
        text(&file),
        "--anchor",
        "TTTAGTACACA",
        "--skip",
        "6",
        "--window",
        "40",
        "--jsonl",
    ]);
    let line = String::from_utf8(output.stdout).unwrap();
    let places = [
        "file",
        "ok",
        "junction",
        "dominance",
        "simpson",
        "entropy",
        "effective_clones",
        "quality",
        "warnings",
    ]
    .map(|key| line.find(&format!("\"{key}\":")).unwrap());
    assert!(places.is_sorted() && line.ends_with("}\n") && line.lines().count() == 1, "{line}");
    let record: Value = serde_json::from_str(&line).unwrap();
    assert_eq!((&record["file"], &record["ok"]), (&text(&file).into(), &true.into()));
    assert_eq!(
        (&record["junction"]["position"], &record["junction"]["mismatches"]),
        (&165.into(), &0.into())
    );
    for statistic in ["dominance", "simpson", "entropy"] {
        let number = |key: &str| record[statistic][key].as_f64().unwrap();
        assert!(number("low") <= number("value") && number("value") <= number("high"));
    }
    assert!(record["effective_clones"].is_number());
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn junctions_are_found_where_they_are_on_both_strands() {
    for (name, strand) in [("forward", None), ("reverse", Some("--reverse"))] {
        let arguments: Vec<&str> = ["--clones", "0.5", "--count", "5"].into_iter().chain(strand).collect();
        let folder = simulated(name, &arguments);
        let (_, records) = traced(&[text(&folder)]);
        for (record, truth) in records.iter().zip(truths(&folder)) {
            assert_eq!(record["junction"]["position"], truth["junction"]);
            assert_eq!(record["junction"]["strand"], name);
        }
        // The same by hand.
        let junction = truths(&folder)[0]["junction"].to_string();
        let file = folder.join("simulated-0001.ab1");
        let by_hand = ["trace", "--jsonl", text(&file), "--junction", &junction, "--strand", name];
        let record: Value = serde_json::from_slice(&shirube(&by_hand).stdout).unwrap();
        assert_eq!(record["junction"]["by_hand"], true);
        assert_eq!(record["dominance"], records[0]["dominance"]);
    }
}

#[test]
fn the_exit_code_tells_whether_all_files_give_an_estimate() {
    let folder = simulated("exit", &["--clones", "0.5", "--ideal"]);
    let good = folder.join("simulated-0001.ab1");
    let rubbish = folder.join("rubbish.txt");
    fs::write(&rubbish, "no trace").unwrap();
    let (good, rubbish, missing) = (text(&good), text(&rubbish), "no/such/file.ab1");
    for (files, code, codes) in [
        ([good].as_slice(), 0, [""].as_slice()),
        (&[good, good], 0, &["", ""]),
        (&[rubbish], 1, &["unknown_format"]),
        (&[rubbish, good], 1, &["unknown_format", ""]),
        (&[good, missing, rubbish, good], 2, &["", "unreadable", "unknown_format", ""]),
    ] {
        let (found, records) = traced(files);
        let found_codes: Vec<&str> =
            records.iter().map(|record| if record["ok"] == true { "" } else { error_code(record) }).collect();
        assert_eq!((found, found_codes.as_slice()), (code, codes));
        let named: Vec<&str> = records.iter().map(|record| record["file"].as_str().unwrap()).collect();
        assert_eq!(named, files);
    }
    let output = shirube(&["trace", missing, good, "--anchor", "blv-3ltr"]);
    assert!(
        String::from_utf8(output.stderr).unwrap().starts_with("shirube: no/such/file.ab1: cannot be read: ")
    );
}

#[test]
fn a_call_that_makes_no_sense_is_refused() {
    let folder = simulated("call", &[]);
    let file = folder.join("simulated-0001.ab1");
    let file = text(&file);
    let empty = self::folder("call-empty");
    for arguments in [
        [file].as_slice(),
        &["--anchor", "htlv1-3ltr"],
        &[file, "--anchor", "htlv1"],
        &[file, "--anchor", "ACGT"],
        &[file, "--anchor", ""],
        &[file, "--anchor", "htlv1-3ltr", "--window", "9"],
        &[file, "--anchor", "htlv1-3ltr", "--skip", "-1"],
        &[file, "--anchor", "htlv1-3ltr", "--background", "0.5,0.5"],
        &[file, "--anchor", "htlv1-3ltr", "--background", "0.5,0.5,0.5,0.5"],
        &[file, "--anchor", "htlv1-3ltr", "--background", "1,0,0,0"],
        &[file, "--anchor", "htlv1-3ltr", "--junction", "165"],
        &[file, "--anchor", "htlv1-3ltr", "--strand", "reverse"],
        &["-", "--anchor", "htlv1-3ltr"],
        &[text(&empty), "--anchor", "htlv1-3ltr"],
    ] {
        let output = shirube(&[&["trace"], arguments].concat());
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty() && !output.stderr.is_empty(), "{arguments:?}");
    }
}

#[test]
fn a_folder_stands_for_its_traces_in_the_order_of_their_names() {
    let folder = simulated("folder", &["--count", "3", "--seed", "9", "--ideal"]);
    fs::rename(folder.join("simulated-0010.ab1"), folder.join("a.AB1")).unwrap();
    fs::create_dir_all(folder.join("deeper.ab1")).unwrap();
    let (code, records) = traced(&[text(&folder)]);
    let named: Vec<PathBuf> = records.iter().map(|record| record["file"].as_str().unwrap().into()).collect();
    assert_eq!(named, ["a.AB1", "simulated-0009.ab1", "simulated-0011.ab1"].map(|name| folder.join(name)));
    assert_eq!(code, 0);
}

#[test]
fn the_order_holds_with_any_number_of_threads() {
    let folder = simulated("threads", &["--count", "30", "--read-length", "220"]);
    let run =
        |jobs| shirube(&["trace", text(&folder), "--anchor", "htlv1-3ltr", "--jsonl", "--jobs", jobs]).stdout;
    let one = run("1");
    assert_eq!(str::from_utf8(&one).unwrap().lines().count(), 30);
    for jobs in ["2", "7", "64"] {
        assert_eq!(run(jobs), one);
    }
}

#[test]
fn without_jsonl_the_same_records_are_indented() {
    let folder = simulated("indented", &["--count", "2"]);
    let output = shirube(&["trace", text(&folder), "--anchor", "htlv1-3ltr"]);
    let records: Result<Vec<Value>, _> =
        serde_json::Deserializer::from_slice(&output.stdout).into_iter().collect();
    assert_eq!(records.unwrap(), traced(&[text(&folder)]).1);
    assert!(output.stdout.starts_with(b"{\n  \"file\": "));
}

#[test]
fn names_and_positions_are_told_only_if_asked_for() {
    let folder = simulated("names", &["--ideal"]);
    let file = folder.join("simulated-0001.ab1");
    let (_, plain) = traced(&[text(&file)]);
    assert!(plain[0].get("run").is_none() && plain[0].get("positions").is_none());
    assert!(!plain[0].to_string().contains("simulated 1"), "the sample's name");
    let (_, full) = traced(&[text(&file), "--names", "--per-position"]);
    assert_eq!(full[0]["run"]["sample"], "simulated 1");
    let positions = full[0]["positions"].as_array().unwrap();
    assert_eq!((positions.len(), &positions[0]["call"]), (40, &171.into()));
    let truth = &truths(&folder)[0]["positions"];
    for (position, truth) in positions.iter().zip(truth.as_array().unwrap()) {
        for (raw, share) in position["raw"].as_array().unwrap().iter().zip(truth.as_array().unwrap()) {
            assert!((raw.as_f64().unwrap() - share.as_f64().unwrap()).abs() < 1e-4);
        }
    }
}

#[test]
fn a_withheld_estimate_comes_with_its_reasons_and_what_was_measured() {
    let folder = simulated("withheld", &["--phasing", "0.4", "--spread", "0"]);
    let (code, records) = traced(&[text(&folder), "--per-position"]);
    assert_eq!((code, error_code(&records[0])), (1, "withheld"));
    assert!(records[0]["error"]["reasons"].as_array().unwrap().contains(&"phasing".into()));
    assert!(records[0]["error"]["message"].as_str().unwrap().contains("out of step"));
    assert_eq!(records[0]["junction"]["position"], 165);
    assert!(records[0]["quality"]["phasing"].as_f64().unwrap() > 0.1);
    assert_eq!(records[0]["positions"].as_array().unwrap().len(), 40);
}

#[test]
fn a_read_without_the_anchor_says_so() {
    let folder = simulated("no-anchor", &["--anchor", "GATTACAGATTACAGGCATCC"]);
    let (code, records) = traced(&[text(&folder)]);
    assert_eq!((code, error_code(&records[0])), (1, "junction_not_found"));
    let output = shirube(&["trace", "--jsonl", "--junction", "4000", text(&folder)]);
    assert_eq!(error_code(&serde_json::from_slice(&output.stdout).unwrap()), "junction_outside");
}

#[test]
fn reads_of_one_sample_combine_to_a_narrower_interval() {
    let folder =
        simulated("combine", &["--count", "4", "--clones", "0.5", "--noise", "0.005", "--spread", "0"]);
    let (code, records) = traced(&[text(&folder), "--combine"]);
    let (combined, single) = records.split_last().unwrap();
    assert_eq!((code, single.len()), (0, 4));
    assert_eq!(
        (&combined["combined"], &combined["reads"], &combined["files"]),
        (&true.into(), &4.into(), &4.into())
    );
    assert!(combined.get("file").is_none());
    let ratio = combined["interval_width_ratio"].as_f64().unwrap();
    assert!(ratio > 0.0 && ratio < 1.0, "{ratio}");
    let rubbish = folder.join("rubbish.scf");
    fs::write(&rubbish, "no trace").unwrap();
    let (code, records) = traced(&[text(&rubbish), "--combine"]);
    assert_eq!((code, records.len(), error_code(&records[1])), (1, 2, "nothing_to_combine"));
}

#[test]
fn every_record_keeps_to_the_schema() {
    let schema = schema::trace();
    let validator = jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap();
    let good = simulated("schema", &["--count", "6", "--clones", "0.9", "--noise", "0.03"]);
    let out_of_step = simulated("schema-phasing", &["--phasing", "0.4", "--spread", "0"]);
    let polyclonal = simulated("schema-polyclonal", &["--clones", "0", "--count", "3"]);
    let rubbish = folder("schema-rubbish").join("rubbish.ab1");
    fs::write(&rubbish, b"ABIF").unwrap();
    let files = [text(&good), text(&out_of_step), text(&polyclonal), text(&rubbish), "no/such/file"];
    let mut kinds = Vec::new();
    for options in [[].as_slice(), &["--combine"], &["--names", "--per-position"]] {
        let (_, records) = traced(&[&files, options].concat());
        for record in records {
            let errors: Vec<_> = validator.iter_errors(&record).map(|error| error.to_string()).collect();
            assert!(errors.is_empty(), "{record}\n{errors:?}");
            kinds.push(record["error"]["code"].as_str().unwrap_or("estimate").to_owned());
        }
    }
    let (_, nothing) = traced(&[text(&rubbish), "--combine"]);
    assert!(validator.is_valid(&nothing[1]));
    for kind in ["estimate", "withheld", "truncated", "unreadable"] {
        assert!(kinds.iter().any(|found| found == kind), "{kind}: {kinds:?}");
    }
    for wrong in [
        "{}",
        r#"{"file":"a","ok":true}"#,
        r#"{"file":"a","ok":true,"error":{"code":"truncated","message":""}}"#,
        r#"{"file":"a","ok":false,"error":{"code":"x","message":""}}"#,
        r#"{"file":"a","ok":false,"error":{"code":"missing","message":""},"x":1}"#,
    ] {
        assert!(!validator.is_valid(&serde_json::from_str(wrong).unwrap()), "{wrong}");
    }
}

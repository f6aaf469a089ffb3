//! The program: files, standard input, exit codes, line ends, and who reads the output.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test")]

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

fn shirube(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_shirube"));
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Runs `shirube` with `input` on standard input.
fn run(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = shirube(arguments).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // The other end may close first: an unusable call reads nothing.
    let _ = stdin.write_all(input);
    drop(stdin);
    child.wait_with_output().unwrap()
}

fn lines(output: &Output) -> Vec<Value> {
    let text = str::from_utf8(&output.stdout).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// A file in a folder of this test's own.
fn file(test: &str, name: &str, content: &[u8]) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(test);
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    fs::write(&path, content).unwrap();
    path
}

const GOOD: &str = "{\"id\":\"a\",\"condition\":\"carrier\",\"cv\":0.61}\n";

#[test]
fn the_exit_code_tells_whether_all_lines_could_be_used() {
    for (input, code, count) in [
        (GOOD.to_owned(), 0, 1),
        (String::new(), 0, 0),
        (format!("{GOOD}{GOOD}"), 0, 2),
        (format!("{GOOD}\n"), 1, 2),
        (format!("\n{GOOD}"), 1, 2),
        (format!("{GOOD}x"), 1, 2),
        ("\n".to_owned(), 1, 1),
        ("\n\n\n".to_owned(), 1, 3),
        (GOOD.trim_end().to_owned(), 0, 1),
    ] {
        for jobs in ["1", "3"] {
            let output = run(&["assess", "--jobs", jobs], input.as_bytes());
            assert_eq!((output.status.code(), lines(&output).len()), (Some(code), count), "{input:?}");
            assert!(output.stderr.is_empty());
        }
    }
}

#[test]
fn a_call_that_cannot_be_carried_out_ends_with_2() {
    for arguments in [
        ["assess", "--colour"].as_slice(),
        &["assess", "--format", "xml"],
        &["assess", "--jobs", "0"],
        &["asses"],
        &["schema"],
        &["schema", "both"],
        &[],
    ] {
        let output = run(arguments, GOOD.as_bytes());
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty() && !output.stderr.is_empty());
    }
    for arguments in [["--help"].as_slice(), &["assess", "--help"], &["--version"]] {
        assert!(run(arguments, b"").status.success());
    }
}

#[test]
fn a_file_that_cannot_be_read_does_not_keep_the_others() {
    let good = file("unreadable", "good.jsonl", GOOD.as_bytes());
    let good = good.to_str().unwrap();
    let output = run(&["assess", "no/such/file.jsonl", good], b"");
    assert_eq!((output.status.code(), lines(&output).len()), (Some(2), 1));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.starts_with("shirube: no/such/file.jsonl: cannot be opened: "), "{said}");
    // A folder opens and cannot be read.
    let output = run(&["assess", env!("CARGO_TARGET_TMPDIR"), good], b"");
    assert_eq!((output.status.code(), lines(&output).len()), (Some(2), 1));
}

#[test]
fn a_table_gives_a_header_once_and_only_if_it_can_be_used() {
    let table = file("tables", "people.csv", b"id,condition\na,carrier\n");
    let table = table.to_str().unwrap();
    for (input, code) in
        [("id,condition\ra,carrier\rb,ham_tsp\r", 2), ("id;condition\n", 2), ("", 2), ("condition,x\n", 2)]
    {
        let output = run(&["assess", "--format", "csv"], input.as_bytes());
        assert_eq!((output.status.code(), output.stdout.len()), (Some(code), 0), "{input:?}");
        assert!(!output.stderr.is_empty());
        let output = run(&["assess", "--format", "csv", "-", table, table], input.as_bytes());
        let rows = String::from_utf8(output.stdout).unwrap();
        assert_eq!((output.status.code(), rows.lines().count()), (Some(2), 3));
        assert!(rows.starts_with("id,file,line,rules."));
    }
    let output = run(&["assess", "--format", "csv"], b"id,condition\n");
    assert_eq!((output.status.code(), str::from_utf8(&output.stdout).unwrap().lines().count()), (Some(0), 1));
}

#[test]
fn a_table_read_as_json_lines_is_told_of_once() {
    let table = file("tables", "semicolons.csv", b"age;sex\n5;x\n");
    let hints = |arguments: &[&str], input: &str| -> Vec<bool> {
        let output = run(arguments, input.as_bytes());
        let hint = |line: &Value| line["error"]["message"].as_str().unwrap().contains("--format csv");
        lines(&output).iter().map(hint).collect()
    };
    assert_eq!(hints(&["assess", table.to_str().unwrap()], ""), [true, false]);
    for (input, found) in [
        ("id,condition\na,carrier\n", vec![true, false]),
        ("\"condition\",\"cv\"\r\n", vec![true]),
        ("condition;cv", vec![true]),
        ("{\"condition\",\"cv\"}", vec![false]),
        ("x\nid,condition\n", vec![false, false]),
    ] {
        assert_eq!(hints(&["assess"], input), found, "{input:?}");
    }
}

#[test]
fn lines_are_counted_by_file_and_named_as_in_the_call() {
    let one = file("counting", "one.jsonl", format!("{GOOD}x\n").as_bytes());
    let two = file("counting", "two.jsonl", b"x");
    let arguments = ["assess", one.to_str().unwrap(), "-", two.to_str().unwrap()];
    let output = run(&arguments, format!("{GOOD}{GOOD}x\n").as_bytes());
    let places: Vec<_> = lines(&output)
        .iter()
        .filter(|line| line["error"].is_object())
        .map(|line| (line["file"].as_str().unwrap().to_owned(), line["line"].as_u64().unwrap()))
        .collect();
    let expected =
        [(arguments[1], 2), ("-", 3), (arguments[3], 1)].map(|(file, line)| (file.to_owned(), line));
    assert_eq!(places, expected);
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_are_taken() {
    let input = ["\u{feff}", &GOOD.replace('\n', "\r\n"), &GOOD.replace('\n', "\r\n")].concat();
    let output = run(&["assess"], input.as_bytes());
    assert_eq!((output.status.code(), lines(&output).len()), (Some(0), 2));
    let two = [file("mark", "a", input.as_bytes()), file("mark", "b", input.as_bytes())];
    let output = run(&["assess", two[0].to_str().unwrap(), two[1].to_str().unwrap()], b"");
    assert_eq!((output.status.code(), lines(&output).len()), (Some(0), 4));
}

#[test]
fn the_order_is_kept_over_many_blocks_and_threads() {
    let line = |number: u32| match number % 7 {
        0 => format!("{{\"id\":\"{number}\",\"cv\":2}}\n"),
        _ => format!("{{\"id\":\"{number}\",\"condition\":\"unknown\",\"cv\":0.5}}\n"),
    };
    let input: String = (0..5_000).map(line).collect();
    let output = run(&["assess", "--jobs", "4"], input.as_bytes());
    assert_eq!(output.status.code(), Some(1));
    let lines = lines(&output);
    assert_eq!(lines.len(), 5_000);
    for (number, line) in lines.iter().enumerate() {
        assert_eq!(line["id"], number.to_string());
        if number % 7 == 0 {
            assert_eq!(line["line"], number + 1);
        }
    }
}

#[test]
fn an_answer_comes_before_the_next_line_is_written() {
    let mut child = shirube(&["assess"]).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut answers = BufReader::new(child.stdout.take().unwrap());
    for _ in 0..3 {
        input.write_all(GOOD.as_bytes()).unwrap();
        let mut answer = String::new();
        answers.read_line(&mut answer).unwrap();
        assert!(answer.starts_with("{\"id\":\"a\",\"rules\":"));
    }
    drop(input);
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let mut child = shirube(&["assess"]).spawn().unwrap();
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().unwrap();
    // Far more than fits into the pipes.
    let _ = stdin.write_all(GOOD.repeat(20_000).as_bytes());
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
}

#[test]
fn the_schemas_are_printed_as_committed() {
    for side in ["input", "output", "trace"] {
        let path = format!("{}/../../docs/schema/{side}.json", env!("CARGO_MANIFEST_DIR"));
        assert!(run(&["schema", side], b"").stdout == fs::read(path).unwrap(), "{side}");
    }
}

//! What the documents of the commands show and list is what the program does.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test")]

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use shirube_cli::csv_input::COLUMNS;
use shirube_cli::json_lines::{Place, assess_block};
use shirube_cli::line_error::ErrorCode;
use shirube_cli::schema;

fn document(command: &str) -> String {
    let path = format!("{}/../../docs/{command}-command.md", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).unwrap()
}

/// The commands of a block, and what they show.
fn split(block: &str) -> (String, String) {
    let (commands, shown): (Vec<_>, Vec<_>) = block.lines().partition(|line| line.starts_with("$ "));
    let commands = commands.iter().map(|command| command.trim_start_matches("$ ")).collect::<Vec<_>>();
    (commands.join("\n"), shown.join("\n") + "\n")
}

/// Runs every block of a document, each command in turn, in an empty folder; `blocks` guards against reading none.
fn assert_shown_is_what_happens(command: &str, blocks: usize) {
    let programs = Path::new(env!("CARGO_BIN_EXE_shirube")).parent().unwrap();
    let path = format!("{}:{}", programs.display(), std::env::var("PATH").unwrap());
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("documentation").join(command);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let document = document(command);
    let found: Vec<_> =
        document.split("```console\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
    assert_eq!(found.len(), blocks);
    for block in found {
        let (commands, shown) = split(block);
        let output = Command::new("sh")
            .args(["-c", &format!("exec 2>&1\n{commands}")])
            .env("PATH", &path)
            .current_dir(&folder)
            .output()
            .unwrap();
        assert_eq!(String::from_utf8(output.stdout).unwrap(), shown, "{commands}");
    }
}

#[test]
fn the_examples_show_what_happens() {
    assert_shown_is_what_happens("assess", 4);
    assert_shown_is_what_happens("trace", 1);
    assert_shown_is_what_happens("simulate", 1);
}

#[test]
fn every_code_of_a_trace_is_explained() {
    let document = document("trace");
    let schema: Value = serde_json::from_str(&schema::trace()).unwrap();
    for (of, mark) in
        [("TraceErrorCode", "| "), ("ReasonCode", "| "), ("WarningCode", ""), ("RemarkCode", "")]
    {
        let codes = schema["$defs"][of]["oneOf"].as_array().unwrap();
        assert!(!codes.is_empty());
        for code in codes {
            let text = format!("{mark}`{}`", code["const"].as_str().unwrap());
            assert!(document.contains(&text), "{text}");
        }
    }
}

#[test]
fn the_complete_person_can_be_assessed() {
    let document = document("assess");
    let person = document.split("```json\n").nth(1).unwrap().split("```").next().unwrap().replace('\n', " ");
    let mut out = Vec::new();
    assert_eq!(assess_block(person.as_bytes(), Place { file: "-", line: 1 }, &mut out), 0);
    let answer: Value = serde_json::from_slice(&out).unwrap();
    for rule in ["cv_sil2r", "iatl_pi_2017", "iatl_pi_2025", "shimoyama"] {
        assert_eq!(answer["rules"][rule]["status"], "determined", "{rule}");
    }
}

#[test]
fn every_field_and_every_error_is_explained() {
    let document = document("assess");
    for (path, _) in COLUMNS {
        let row = match path.strip_prefix("organs.") {
            Some(organ) => format!("`{organ}`"),
            None => format!("| `{path}` |"),
        };
        assert!(document.contains(&row), "{path}");
    }
    for code in ErrorCode::ALL {
        assert!(document.contains(&format!("| `{}` |", code.code())), "{}", code.code());
    }
}

//! What `docs/assess-command.md` shows and lists is what the program does.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test")]

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use shirube_cli::csv_input::COLUMNS;
use shirube_cli::json_lines::{Place, assess_block};
use shirube_cli::line_error::ErrorCode;

fn document() -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/assess-command.md"))
        .unwrap()
}

/// The commands of a block, and what they show.
fn split(block: &str) -> (String, String) {
    let (commands, shown): (Vec<_>, Vec<_>) = block.lines().partition(|line| line.starts_with("$ "));
    let commands = commands.iter().map(|command| command.trim_start_matches("$ ")).collect::<Vec<_>>();
    (commands.join("\n"), shown.join("\n") + "\n")
}

#[test]
fn the_examples_show_what_happens() {
    let programs = Path::new(env!("CARGO_BIN_EXE_shirube")).parent().unwrap();
    let path = format!("{}:{}", programs.display(), std::env::var("PATH").unwrap());
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("documentation");
    std::fs::create_dir_all(&folder).unwrap();
    let document = document();
    let blocks: Vec<_> =
        document.split("```console\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
    assert_eq!(blocks.len(), 4);
    for block in blocks {
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
fn the_complete_person_can_be_assessed() {
    let document = document();
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
    let document = document();
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

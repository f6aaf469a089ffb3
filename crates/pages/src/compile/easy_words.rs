//! The words of the screens in easy Japanese (`content/ja-easy`), for the writing gate.

use std::collections::BTreeMap;

use toml::{Table, Value};

use super::SourceFile;
use super::evidence::Evidence;
use super::markup::Markup;
use super::problem::{Problem, ProblemKind};
use super::prose::{Kind, Passage, one};
use super::toml_file::read;
use crate::Form;

/// Each word as a passage of its own. What code fills in counts as one character.
pub(super) fn passages(
    files: &[SourceFile],
    evidence: &Evidence,
    problems: &mut Vec<Problem>,
) -> Vec<Passage> {
    let markup = Markup { form: Form::JaEasy, evidence, names: &BTreeMap::new(), is_example: false };
    let mut found = Vec::new();
    for file in files.iter().filter(|file| file.path.starts_with("ja-easy/")) {
        let Some(table) = read::<Table>(file, problems) else { continue };
        let mut words = Vec::new();
        flatten("", &table, &mut words);
        for (key, text) in words {
            let (inlines, wrong) = markup.read(&without_placeholders(text));
            // Digits are looked for in the words of every form alike, by `tests/content.rs`.
            let wrong = wrong.into_iter().filter(|kind| !matches!(kind, ProblemKind::Digit(_)));
            let problem = |kind| Problem { path: format!("{}, {key}", file.path), line: 1, kind };
            problems.extend(wrong.map(problem));
            found.push(one(&format!("content/{}", file.path), Form::JaEasy, key, Kind::Screen, &inlines));
        }
    }
    found
}

fn flatten<'t>(prefix: &str, table: &'t Table, words: &mut Vec<(String, &'t str)>) {
    for (key, value) in table {
        let key = if prefix.is_empty() { key.clone() } else { format!("{prefix}.{key}") };
        match value {
            Value::Table(below) => flatten(&key, below, words),
            Value::String(text) => words.push((key, text)),
            _ => {}
        }
    }
}

/// The word with a neutral mark for each `{placeholder}`, and without the stars of emphasis.
fn without_placeholders(text: &str) -> String {
    let mut kept = String::new();
    let mut is_inside = false;
    for c in text.chars() {
        match c {
            '{' => is_inside = true,
            '}' => {
                is_inside = false;
                kept.push('□');
            }
            '*' => {}
            _ if is_inside => {}
            _ => kept.push(c),
        }
    }
    kept
}

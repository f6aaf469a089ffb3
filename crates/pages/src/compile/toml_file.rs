//! Reading TOML with the line of what is wrong.

use serde::de::DeserializeOwned;

use super::SourceFile;
use super::problem::{Problem, ProblemKind};

/// The file as this type, or what is wrong with it.
pub(super) fn read<T: DeserializeOwned>(file: &SourceFile, problems: &mut Vec<Problem>) -> Option<T> {
    match toml::from_str(file.text) {
        Ok(value) => Some(value),
        Err(error) => {
            let start = error.span().map_or(0, |span| span.start);
            problems.push(Problem {
                path: file.path.to_owned(),
                line: line_at(file.text, start),
                kind: ProblemKind::Toml(error.message().to_owned()),
            });
            None
        }
    }
}

/// The line of this byte, from 1.
pub(super) fn line_at(text: &str, byte: usize) -> usize {
    1 + text.bytes().take(byte).filter(|byte| *byte == b'\n').count()
}

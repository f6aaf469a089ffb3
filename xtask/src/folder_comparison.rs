//! Whether one folder holds what another holds, file by file and byte by byte.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::file_tree::files_below;

/// How a file of the one folder stands in the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Finding {
    Same,
    Different,
    /// Only in the folder that is right.
    Missing,
    /// Only in the folder that is judged.
    Extra,
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(match self {
            Self::Same => "same",
            Self::Different => "DIFFERENT",
            Self::Missing => "MISSING",
            Self::Extra => "EXTRA",
        })
    }
}

/// Every file of two folders, by its name in them.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Comparison {
    pub(crate) files: BTreeMap<PathBuf, Finding>,
}

impl Comparison {
    /// Reads both folders.
    pub(crate) fn of(right: &Path, judged: &Path) -> Result<Self> {
        let mut files = BTreeMap::new();
        for name in names_below(right)? {
            let other = judged.join(&name);
            let finding = match other.is_file() {
                false => Finding::Missing,
                true if read(&right.join(&name))? == read(&other)? => Finding::Same,
                true => Finding::Different,
            };
            files.insert(name, finding);
        }
        for name in names_below(judged)? {
            files.entry(name).or_insert(Finding::Extra);
        }
        Ok(Self { files })
    }

    pub(crate) fn count(&self, finding: Finding) -> usize {
        self.files.values().filter(|found| **found == finding).count()
    }

    /// Whether both folders hold the same; two empty ones are nobody's build.
    pub(crate) fn is_same(&self) -> bool {
        !self.files.is_empty() && self.count(Finding::Same) == self.files.len()
    }

    /// Prints a line for every file.
    pub(crate) fn print(&self) {
        for (name, finding) in &self.files {
            println!("  {finding:<9}  {}", name.display());
        }
    }
}

fn names_below(folder: &Path) -> Result<Vec<PathBuf>> {
    files_below(folder)?.iter().map(|file| Ok(file.strip_prefix(folder)?.to_path_buf())).collect()
}

fn read(file: &Path) -> Result<Vec<u8>> {
    fs::read(file).with_context(|| format!("reading {}", file.display()))
}

#[cfg(test)]
pub(crate) mod tests {
    use std::env;

    use super::*;

    /// A new folder with these files, each a name and its content.
    pub(crate) fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
        let folder = env::temp_dir().join(format!("shirube-folder-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        for (file, content) in files {
            let file = folder.join(file);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, content).unwrap();
        }
        folder
    }

    #[test]
    fn every_file_of_either_folder_is_judged() {
        let right = folder("right", &[("a.js", "1"), ("b.js", "2"), ("idle/c.js", "3")]);
        let judged = folder("judged", &[("a.js", "1"), ("b.js", "x"), ("idle/d.js", "4")]);
        let comparison = Comparison::of(&right, &judged).unwrap();
        let found: Vec<_> =
            comparison.files.iter().map(|(name, finding)| (name.to_str().unwrap(), *finding)).collect();
        assert_eq!(
            found,
            [
                ("a.js", Finding::Same),
                ("b.js", Finding::Different),
                ("idle/c.js", Finding::Missing),
                ("idle/d.js", Finding::Extra)
            ]
        );
        assert!(!comparison.is_same());
        fs::remove_dir_all(right).unwrap();
        fs::remove_dir_all(judged).unwrap();
    }

    #[test]
    fn one_byte_more_or_less_is_a_difference() {
        let right = folder("bytes", &[("a.js", "1")]);
        for (content, same) in [("1", true), ("1\n", false), ("", false), ("2", false)] {
            let judged = folder("bytes-judged", &[("a.js", content)]);
            assert_eq!(Comparison::of(&right, &judged).unwrap().is_same(), same, "{content:?}");
            fs::remove_dir_all(judged).unwrap();
        }
        fs::remove_dir_all(right).unwrap();
    }

    #[test]
    fn empty_folders_are_no_build() {
        let (right, judged) = (folder("empty", &[]), folder("empty-judged", &[]));
        assert!(!Comparison::of(&right, &judged).unwrap().is_same());
        fs::remove_dir_all(right).unwrap();
        fs::remove_dir_all(judged).unwrap();
    }

    #[test]
    fn a_folder_that_is_not_there_is_an_error() {
        let right = folder("alone", &[("a.js", "1")]);
        assert!(Comparison::of(&right, &right.join("nowhere")).is_err());
        fs::remove_dir_all(right).unwrap();
    }
}

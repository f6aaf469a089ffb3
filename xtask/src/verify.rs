//! Whether a folder that somebody serves is the build of this checkout.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, bail};

use crate::app_build;
use crate::build_digest;
use crate::folder_comparison::{Comparison, Finding};
use crate::process;
use crate::setup::Environment;
use crate::site;
use crate::workspace::Workspace;

/// What the compressed copies end with: a host that compresses by itself has none.
const COMPRESSED: [&str; 2] = ["br", "gz"];

/// What is judged, and how.
pub(crate) struct Question<'a> {
    /// The folder as it is served.
    pub(crate) folder: &'a Path,
    /// The settings that it was made with, if they are not those of the checkout.
    pub(crate) site: Option<&'a Path>,
    /// Files of the host's own, named from the folder.
    pub(crate) except: &'a [PathBuf],
}

/// Builds what is not built, compares, and says in sentences what was found.
pub(crate) fn run(workspace: &Workspace, environment: &Environment, question: &Question) -> Result<ExitCode> {
    if is_same_place(question.folder, &workspace.dist()) {
        bail!(
            "that is the folder into which this checkout builds: name the folder that is served, or a copy of it"
        );
    }
    app_build::run(workspace, environment)?;
    println!("{}", checkout(workspace));
    let (right, copy) = match question.site {
        None => (workspace.dist(), None),
        Some(settings) => {
            let copy = env::temp_dir().join(format!("shirube-verify-{}", std::process::id()));
            site::build_copy(workspace, settings, &copy)?;
            (copy.clone(), Some(copy))
        }
    };
    let digest = build_digest::of(&right);
    let judgement = Judgement::of(&right, question);
    if let Some(copy) = copy {
        fs::remove_dir_all(&copy).with_context(|| format!("removing {}", copy.display()))?;
    }
    let (digest, judgement) = (digest?, judgement?);
    judgement.comparison.print();
    println!("The build of this checkout is {digest}: a page of it says so at its foot.");
    for sentence in judgement.sentences(question.folder) {
        println!("{sentence}");
    }
    Ok(if judgement.comparison.is_same() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

struct Judgement {
    comparison: Comparison,
    /// Endings of compressed copies of which the folder has none.
    uncompressed: Vec<&'static str>,
    /// Files that were left out because somebody named them.
    excepted: Vec<PathBuf>,
}

impl Judgement {
    fn of(right: &Path, question: &Question) -> Result<Self> {
        let mut comparison = Comparison::of(right, question.folder)?;
        let mut uncompressed = Vec::new();
        for ending in COMPRESSED {
            let is_copy = |name: &Path| name.extension().is_some_and(|extension| extension == ending);
            let mut copies = comparison.files.iter().filter(|(name, _)| is_copy(name)).peekable();
            if copies.peek().is_some() && copies.all(|(_, finding)| *finding == Finding::Missing) {
                comparison.files.retain(|name, _| !is_copy(name));
                uncompressed.push(ending);
            }
        }
        let mut excepted = Vec::new();
        for name in question.except {
            match comparison.files.get(name) {
                Some(Finding::Extra) => {
                    comparison.files.remove(name);
                    excepted.push(name.clone());
                }
                // A file of the build is never left out.
                Some(_) => bail!("{} is part of the build and cannot be left out", name.display()),
                None => bail!("{} is not in the folder", name.display()),
            }
        }
        Ok(Self { comparison, uncompressed, excepted })
    }

    fn sentences(&self, folder: &Path) -> Vec<String> {
        let mut said = Vec::new();
        for ending in &self.uncompressed {
            said.push(format!("The folder has no .{ending} files; only the files themselves were compared."));
        }
        for name in &self.excepted {
            said.push(format!("{} was left out, as asked: it is the host's own.", name.display()));
        }
        let count = |finding| self.comparison.count(finding);
        let (same, all) = (count(Finding::Same), self.comparison.files.len());
        let folder = folder.display();
        said.push(if self.comparison.is_same() {
            format!("{folder} is the build of this checkout: all {all} files are the same, byte by byte.")
        } else {
            format!(
                "{folder} is NOT the build of this checkout: {same} files are the same, {} different, {} missing, {} extra.",
                count(Finding::Different),
                count(Finding::Missing),
                count(Finding::Extra)
            )
        });
        said
    }
}

/// From what was built: who compares must have the sources and the compiler of the one who built.
fn checkout(workspace: &Workspace) -> String {
    let git = |arguments: &[&str]| {
        process::output(Command::new("git").args(arguments).current_dir(workspace.root()))
            .map(|said| said.trim().to_owned())
    };
    let commit = git(&["rev-parse", "HEAD"]).unwrap_or_else(|_| "unknown".to_owned());
    let changes = match git(&["status", "--porcelain"]) {
        Ok(list) if list.is_empty() => "",
        Ok(_) => ", with changes that are not committed",
        Err(_) => ", and git does not tell whether it was changed",
    };
    let compiler = process::output(Command::new("rustc").arg("--version"))
        .map_or_else(|_| "an unknown compiler".to_owned(), |said| said.trim().to_owned());
    format!("This checkout is commit {commit}{changes}; it is built with {compiler}.")
}

fn is_same_place(one: &Path, other: &Path) -> bool {
    matches!((fs::canonicalize(one), fs::canonicalize(other)), (Ok(one), Ok(other)) if one == other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::folder_comparison::tests::folder;

    const BUILD: [(&str, &str); 6] = [
        ("a.js", "1"),
        ("a.js.br", "2"),
        ("a.js.gz", "3"),
        ("idle/b.js", "4"),
        ("idle/b.js.br", "5"),
        ("idle/b.js.gz", "6"),
    ];

    /// What is said of a folder with these files, and whether it is the build.
    fn judged(name: &str, files: &[(&str, &str)], except: &[&str]) -> Result<(bool, Vec<String>)> {
        let right = folder(&format!("verify-right-{name}"), &BUILD);
        let served = folder(&format!("verify-served-{name}"), files);
        let except: Vec<PathBuf> = except.iter().map(PathBuf::from).collect();
        let judgement = Judgement::of(&right, &Question { folder: &served, site: None, except: &except });
        fs::remove_dir_all(right).unwrap();
        fs::remove_dir_all(served).unwrap();
        let judgement = judgement?;
        Ok((judgement.comparison.is_same(), judgement.sentences(Path::new("served"))))
    }

    fn without(endings: &[&str]) -> Vec<(&'static str, &'static str)> {
        BUILD.into_iter().filter(|(name, _)| !endings.iter().any(|ending| name.ends_with(ending))).collect()
    }

    #[test]
    fn a_copy_is_the_build() {
        let (same, said) = judged("copy", &BUILD, &[]).unwrap();
        assert!(same);
        assert_eq!(said, ["served is the build of this checkout: all 6 files are the same, byte by byte."]);
    }

    #[test]
    fn a_change_an_absence_and_an_addition_are_told() {
        let mut files = BUILD.to_vec();
        files[0].1 = "changed";
        files.remove(3);
        files.push(("spy.js", "7"));
        let (same, said) = judged("changed", &files, &[]).unwrap();
        assert!(!same);
        assert_eq!(
            said,
            [
                "served is NOT the build of this checkout: 4 files are the same, 1 different, 1 missing, 1 extra."
            ]
        );
    }

    #[test]
    fn a_host_that_compresses_by_itself_has_no_copies_and_that_is_said() {
        let (same, said) = judged("plain", &without(&[".br", ".gz"]), &[]).unwrap();
        assert!(same);
        assert_eq!(said.len(), 3, "{said:?}");
        assert_eq!(said[0], "The folder has no .br files; only the files themselves were compared.");
        let (same, said) = judged("gz", &without(&[".br"]), &[]).unwrap();
        assert!(same);
        assert_eq!(said.len(), 2, "{said:?}");
    }

    #[test]
    fn some_copies_without_the_others_are_missing_ones() {
        assert!(!judged("some", &without(&["b.js.br"]), &[]).unwrap().0);
    }

    #[test]
    fn a_changed_copy_is_told() {
        let mut files = BUILD.to_vec();
        files[1].1 = "changed";
        assert!(!judged("copy-changed", &files, &[]).unwrap().0);
    }

    #[test]
    fn only_an_extra_file_that_is_named_is_left_out() {
        let files = [&BUILD[..], &[("_headers", "x")]].concat();
        assert!(!judged("headers", &files, &[]).unwrap().0);
        let (same, said) = judged("headers-named", &files, &["_headers"]).unwrap();
        assert!(same);
        assert_eq!(said[0], "_headers was left out, as asked: it is the host's own.");
        assert!(judged("part", &files, &["a.js"]).is_err());
        assert!(judged("unknown", &files, &["_redirects"]).is_err());
    }

    #[test]
    fn an_empty_folder_is_not_the_build() {
        assert!(!judged("empty", &[], &[]).unwrap().0);
    }
}

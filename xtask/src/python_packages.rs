//! Packages of Python for comparisons and checks: each set in an environment of its own, every package in it at a fixed
//! version with the checksums of its files.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::process;
use crate::workspace::Workspace;

/// A set of packages. Beside the file is `requirements.in`, which names only what is wanted; CONTRIBUTING.md tells how
/// the one is made from the other.
#[derive(Clone, Copy)]
pub(crate) struct Requirements {
    environment: &'static str,
    file: &'static str,
}

impl Requirements {
    /// What the writing gate counts with.
    pub(crate) const WRITING: Self = Self { environment: "writing", file: "tests/writing/requirements.txt" };
    /// What holds the list of components against its schema.
    pub(crate) const SBOM: Self = Self { environment: "sbom", file: "tests/sbom/requirements.txt" };
    /// Other readers of trace files.
    pub(crate) const READERS: Self = Self { environment: "readers", file: "tests/bench/requirements.txt" };
    #[cfg(test)]
    pub(crate) const ALL: [Self; 3] = [Self::WRITING, Self::SBOM, Self::READERS];
}

/// What packages without a finished form are made with; pip would otherwise fetch it unchecked.
const MAKER: &str = "tests/python-setuptools.txt";

/// The interpreter of an environment that has these packages.
pub(crate) fn with(workspace: &Workspace, requirements: Requirements) -> Result<PathBuf> {
    let folder = workspace.target().join("python").join(requirements.environment);
    let python = folder.join("bin/python");
    let wanted = fs::read_to_string(workspace.root().join(requirements.file))
        .with_context(|| format!("reading {}", requirements.file))?;
    let noted = folder.join("installed.txt");
    if python.is_file() && fs::read_to_string(&noted).is_ok_and(|installed| installed == wanted) {
        return Ok(python);
    }
    // What an older list put there would stay.
    process::run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder))
        .context("python3 could not make an environment: is its module venv installed?")?;
    for (file, making) in [(MAKER, "--only-binary=:all:"), (requirements.file, "--no-build-isolation")] {
        let mut pip = Command::new(&python);
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]);
        pip.args(["--use-pep517", making, "--requirement", file]).current_dir(workspace.root());
        process::run(&mut pip)
            .context("pip could not install the packages: check the network and try again")?;
    }
    fs::write(&noted, wanted).context("noting which packages are installed")?;
    Ok(python)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    /// The requirements of a file, each with its lines joined.
    fn requirements(file: &str) -> Vec<String> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let text = fs::read_to_string(root.join(file)).unwrap();
        let lines = text.lines().filter(|line| !line.trim_start().starts_with('#'));
        let joined = lines.collect::<Vec<_>>().join("\n").replace("\\\n", " ");
        joined.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect()
    }

    #[test]
    fn every_package_has_a_fixed_version_and_checksums() {
        for file in Requirements::ALL.map(|set| set.file).into_iter().chain([MAKER]) {
            let found = requirements(file);
            assert!(!found.is_empty(), "{file}");
            for requirement in found {
                assert!(requirement.contains("=="), "{file}: {requirement}");
                assert!(requirement.contains("--hash=sha256:"), "{file}: {requirement}");
                assert!(!requirement.contains("://"), "{file}: {requirement}");
            }
        }
    }

    #[test]
    fn what_is_wanted_is_in_the_list() {
        for file in Requirements::ALL.map(|set| set.file) {
            let found = requirements(file);
            for wanted in requirements(&file.replace(".txt", ".in")) {
                let (name, version) = wanted.split_once("==").unwrap();
                let pin = format!("{}=={version} ", name.split('[').next().unwrap());
                assert!(found.iter().any(|requirement| requirement.starts_with(&pin)), "{file}: {wanted}");
            }
        }
    }
}

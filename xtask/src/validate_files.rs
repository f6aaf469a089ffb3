//! The reader of trace files against Biopython, on public files and on simulated ones.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use crate::native_build;
use crate::process;
use crate::python_packages::{self, Requirements};
use crate::workspace::Workspace;

/// Mixtures of the simulated files: the arguments that tell them, for each a folder.
const SIMULATED: [(&str, &[&str]); 10] = [
    ("one_clone", &["--clones", "1"]),
    ("ideal", &["--ideal", "--clones", "0.7"]),
    ("half", &["--clones", "0.5"]),
    ("oligoclonal", &["--clones", "0.4,0.3,0.2,0.1"]),
    ("polyclonal", &["--clones", "0.05"]),
    ("reverse", &["--clones", "0.5", "--reverse"]),
    ("five_prime", &["--clones", "0.6,0.2", "--anchor", "htlv1-5ltr"]),
    ("blv", &["--clones", "0.3", "--anchor", "blv-3ltr"]),
    ("long", &["--clones", "0.5", "--read-length", "900"]),
    ("saturated", &["--clones", "0.5", "--height", "60000"]),
];

/// Files of each mixture.
const FILES_OF_EACH: &str = "100";

/// Compares every field of every trace file in `data`/ab1 and of a thousand simulated ones; tells whether nothing
/// differs.
pub(crate) fn run(workspace: &Workspace, data: &Path) -> Result<bool> {
    let trace_fields = native_build::trace_example(workspace, "trace_fields")?;
    let mut python = Command::new(python_packages::with(workspace, Requirements::READERS)?);
    python.arg("-Wignore").arg("tests/oracle/abif_biopython.py").arg(trace_fields).arg(data.join("ab1"));
    python.args(simulated(workspace)?);
    process::succeeds(python.current_dir(workspace.root()).env("PYTHONDONTWRITEBYTECODE", "1"))
}

/// Makes the simulated files and tells their folders.
fn simulated(workspace: &Workspace) -> Result<Vec<PathBuf>> {
    let shirube = native_build::shirube(workspace)?;
    let make = |(name, arguments): &(&str, &[&str])| {
        let folder = workspace.target().join("oracle/simulated").join(name);
        let mut simulate = Command::new(&shirube);
        simulate
            .args(["simulate", "--force", "--count", FILES_OF_EACH, "--out"])
            .arg(&folder)
            .args(*arguments);
        process::run(&mut simulate)?;
        Ok(folder)
    };
    SIMULATED.iter().map(make).collect()
}

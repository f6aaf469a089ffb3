//! The native build of the command-line programs.

use std::path::PathBuf;

use anyhow::Result;

use crate::process;
use crate::workspace::Workspace;

/// Profile of the programs that run on this machine; `release` is tuned for the size of the wasm.
const PROFILE: &str = "native";

/// Where the programs are.
pub(crate) struct Programs {
    /// The command-line program.
    pub(crate) shirube: PathBuf,
    /// Measures the rules in memory.
    pub(crate) rows_per_second: PathBuf,
}

/// Builds `shirube` and tells where it is.
pub(crate) fn shirube(workspace: &Workspace) -> Result<PathBuf> {
    Ok(programs(workspace)?.shirube)
}

/// Builds the programs and tells where they are.
pub(crate) fn programs(workspace: &Workspace) -> Result<Programs> {
    let mut cargo = process::cargo();
    cargo.args(["build", "--profile", PROFILE, "--package", "shirube-cli"]).current_dir(workspace.root());
    process::run(&mut cargo)?;
    let folder = workspace.target().join(PROFILE);
    Ok(Programs { shirube: folder.join("shirube"), rows_per_second: folder.join("rows_per_second") })
}

/// Builds an example of the crate that reads traces and tells where it is.
pub(crate) fn trace_example(workspace: &Workspace, name: &str) -> Result<PathBuf> {
    let mut cargo = process::cargo();
    cargo.args(["build", "--profile", PROFILE, "--package", "shirube-clonality", "--example", name]);
    process::run(cargo.current_dir(workspace.root()))?;
    Ok(workspace.target().join(PROFILE).join("examples").join(name))
}

/// Builds the program that measures the reading of traces and tells where it is.
pub(crate) fn traces_per_second(workspace: &Workspace) -> Result<PathBuf> {
    let mut cargo = process::cargo();
    cargo.args(["build", "--profile", PROFILE, "--package", "shirube-trace-speed"]);
    process::run(cargo.current_dir(workspace.root()))?;
    Ok(workspace.target().join(PROFILE).join("traces_per_second"))
}

/// Builds the program that measures the finder of trials and tells where it is.
pub(crate) fn trials_per_keystroke(workspace: &Workspace) -> Result<PathBuf> {
    let mut cargo = process::cargo();
    cargo.args(["build", "--profile", PROFILE, "--package", "shirube-trial-speed"]);
    process::run(cargo.current_dir(workspace.root()))?;
    Ok(workspace.target().join(PROFILE).join("trials_per_keystroke"))
}

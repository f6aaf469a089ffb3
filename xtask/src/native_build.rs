//! The release build of the command-line program.

use std::path::PathBuf;

use anyhow::Result;

use crate::process;
use crate::workspace::Workspace;

/// Profile of the programs that run on this machine; `release` is tuned for the size of the wasm.
const PROFILE: &str = "native";

/// Builds `shirube` and tells where it is.
pub(crate) fn shirube(workspace: &Workspace) -> Result<PathBuf> {
    let mut cargo = process::cargo();
    cargo.args(["build", "--profile", PROFILE, "--package", "shirube-cli"]).current_dir(workspace.root());
    process::run(&mut cargo)?;
    Ok(workspace.target().join(PROFILE).join("shirube"))
}

//! Packages of Python for comparisons and for the writing gate, in an environment of their own.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::process;
use crate::workspace::Workspace;

/// The interpreter of an environment that has these packages, each pinned as `name==version`.
pub(crate) fn with(workspace: &Workspace, packages: &[&str]) -> Result<PathBuf> {
    let folder = workspace.target().join("oracle/python");
    let python = folder.join("bin/python");
    if !python.is_file() {
        process::run(Command::new("python3").args(["-m", "venv"]).arg(&folder))
            .context("python3 could not make an environment: is its module venv installed?")?;
    }
    let mut pip = Command::new(&python);
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]).args(packages);
    process::run(&mut pip).context("pip could not install the packages: check the network and try again")?;
    Ok(python)
}

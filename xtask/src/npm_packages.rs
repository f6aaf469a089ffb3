//! The npm packages of package-lock.json: the optimiser, the server, the browser driver.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::process;
use crate::workspace::Workspace;

/// Whether `node_modules` holds what the lock file says.
pub(crate) fn are_installed(workspace: &Workspace) -> bool {
    let installed = fs::read(installed_lock(workspace));
    let wanted = fs::read(workspace.root().join("package-lock.json"));
    matches!((installed, wanted), (Ok(installed), Ok(wanted)) if installed == wanted)
}

/// Installs exactly the locked versions.
pub(crate) fn install(workspace: &Workspace) -> Result<()> {
    let mut npm = Command::new("npm");
    npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(workspace.root());
    process::run(&mut npm).context("npm could not install the packages: check the network and try again")?;
    fs::copy(workspace.root().join("package-lock.json"), installed_lock(workspace))
        .context("noting in node_modules what was installed")?;
    Ok(())
}

/// A copy of the lock file that was installed; npm empties the folder before it installs.
fn installed_lock(workspace: &Workspace) -> PathBuf {
    workspace.node_modules().join(".installed-lock.json")
}

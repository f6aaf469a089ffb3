//! Speed measurements; they fail when they cannot run, or when what they compare is not the same.

use std::process::{Command, ExitCode};

use anyhow::{Context, Result};

use crate::app_build;
use crate::bench_assess;
use crate::process;
use crate::setup::{self, Purpose};
use crate::system_packages;
use crate::workspace::Workspace;

/// The native code, then the page.
pub(crate) fn everything(workspace: &Workspace) -> Result<ExitCode> {
    bench_assess::run(workspace, false)?;
    page(workspace)
}

/// The page, in a browser.
pub(crate) fn page(workspace: &Workspace) -> Result<ExitCode> {
    let environment = setup::run(workspace, Purpose::Test)?;
    app_build::run(workspace, &environment)?;
    let browser = system_packages::browser().context("no chromium on PATH after the set-up")?;
    let mut node = Command::new("node");
    node.arg("tests/e2e/bench-page.mjs").env("SHIRUBE_CHROMIUM", browser).current_dir(workspace.root());
    process::run(&mut node)?;
    Ok(ExitCode::SUCCESS)
}

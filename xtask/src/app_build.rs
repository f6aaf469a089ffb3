//! The release build of the app: trunk, then names by content, then compressed copies.

use std::fs::{self, File};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::build_stamp::BuildStamp;
use crate::idle_files;
use crate::long_texts;
use crate::offline_copy;
use crate::precompress;
use crate::process;
use crate::sbom;
use crate::setup::Environment;
use crate::site;
use crate::trial_records;
use crate::wasm_toolchain::TARGET;
use crate::workspace::Workspace;

/// Builds ./dist, unless nothing changed since it was built.
pub(crate) fn run(workspace: &Workspace, environment: &Environment) -> Result<()> {
    let _lock = wait_for_other_build(workspace)?;
    let stamp = BuildStamp::of(workspace, &environment.wasm)?;
    if stamp.is_current() {
        println!("The release build in ./dist is up to date.");
        return Ok(());
    }
    println!("Building the release app (a first build takes some minutes).");
    let start = Instant::now();
    // trunk hands its `--offline` on to cargo, which then needs everything on disk already.
    process::run(&mut cargo_fetch(workspace, environment))
        .context("the app's dependencies could not be fetched: check the network and try again")?;
    process::run(&mut trunk_build(workspace, environment)?)
        .context("the release build failed: the messages above say where")?;
    if !workspace.dist().join("index.html").is_file() {
        bail!("trunk wrote no ./dist/index.html: Trunk.toml must name `dist` as its output folder");
    }
    long_texts::write(workspace)?;
    trial_records::write(workspace)?;
    site::write(workspace)?;
    sbom::write(workspace, environment)?;
    idle_files::name_by_content(&workspace.dist())?;
    // From here on no file may change: its digest is written down.
    offline_copy::write(&workspace.dist())?;
    precompress::run(&workspace.dist())?;
    stamp.save()?;
    println!("Built ./dist in {:.0} s.", start.elapsed().as_secs_f64());
    Ok(())
}

/// Two builds at once would write over each other's files; the lock ends with this process.
fn wait_for_other_build(workspace: &Workspace) -> Result<File> {
    let folder = workspace.web_target();
    fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
    let lock = File::create(folder.join("build.lock")).context("making the lock of the build")?;
    if lock.try_lock().is_err() {
        println!("Waiting for another build of this checkout to end.");
        lock.lock().context("waiting for another build")?;
    }
    Ok(lock)
}

fn cargo_fetch(workspace: &Workspace, environment: &Environment) -> Command {
    let mut cargo = process::cargo();
    cargo.args(["fetch", "--target", TARGET]).current_dir(workspace.root());
    environment.wasm.configure(&mut cargo, &workspace.web_target());
    cargo
}

fn trunk_build(workspace: &Workspace, environment: &Environment) -> Result<Command> {
    let tools = workspace.tools().join("bin");
    let npm_programs = workspace.node_modules().join(".bin");
    let path = process::path_with(&[&tools, &npm_programs])?;
    let cached = tools.join("trunk");
    let mut trunk = Command::new(if cached.is_file() { cached } else { "trunk".into() });
    // Offline: everything trunk would fetch is installed by the set-up, at fixed versions.
    trunk.args(["build", "--release", "--offline", "--skip-version-check"]);
    trunk.current_dir(workspace.root()).env("PATH", path);
    // trunk takes only `true` and `false` here and stops at the customary `1`.
    trunk.env_remove("NO_COLOR");
    environment.wasm.configure(&mut trunk, &workspace.web_target());
    Ok(trunk)
}

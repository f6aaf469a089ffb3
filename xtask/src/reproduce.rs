//! Two clean builds in different places must give the same bytes.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Instant;

use anyhow::{Context, Result};

use crate::folder_comparison::Comparison;
use crate::process;
use crate::workspace::Workspace;

/// Where each build happens, and where its intermediate files go: other names, lengths and depths.
const PLACES: [(&str, &str); 2] = [("one", "one-target"), ("the/other/of-the-two", "elsewhere/target")];

/// What a second home of cargo shares with the first: packages, and from where they come.
const SHARED_BY_HOMES: [&str; 4] = ["config.toml", "config", "git", "registry"];

/// Builds twice and prints how the builds stand to each other.
pub(crate) fn run(workspace: &Workspace) -> Result<ExitCode> {
    Ok(if is_reproducible(workspace)? { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The same, telling whether every byte is the same.
pub(crate) fn is_reproducible(workspace: &Workspace) -> Result<bool> {
    let folder = env::temp_dir().join(format!("shirube-reproduce-{}", std::process::id()));
    let sources = sources(workspace)?;
    let mut built = Vec::new();
    for (checkout, target) in PLACES {
        let checkout = folder.join(checkout);
        copy(workspace.root(), &checkout, &sources)?;
        link(&workspace.node_modules(), &checkout.join("node_modules"))?;
        let home = if built.is_empty() { None } else { Some(second_home(&folder.join("home"))?) };
        let start = Instant::now();
        build(&checkout, &folder.join(target), home.as_deref())?;
        println!("  built in {:.0} s", start.elapsed().as_secs_f64());
        built.push(checkout.join("dist"));
    }
    let [one, other] = built.as_slice() else { return Ok(false) };
    let comparison = Comparison::of(one, other)?;
    comparison.print();
    if !comparison.is_same() {
        println!("Two clean builds differ. They are in {} and {}.", one.display(), other.display());
        return Ok(false);
    }
    println!("Two clean builds in different folders: all {} files are the same.", comparison.files.len());
    fs::remove_dir_all(&folder).with_context(|| format!("removing {}", folder.display()))?;
    Ok(true)
}

/// The files of the checkout as they are now, without what git ignores.
fn sources(workspace: &Workspace) -> Result<Vec<PathBuf>> {
    let mut git = Command::new("git");
    git.args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]).current_dir(workspace.root());
    let names = process::output(&mut git).context("git does not tell which files belong to the checkout")?;
    let files = names.split('\0').filter(|name| !name.is_empty()).map(PathBuf::from);
    // What was removed and not yet committed is still listed.
    Ok(files.filter(|name| workspace.root().join(name).is_file()).collect())
}

fn copy(from: &Path, to: &Path, files: &[PathBuf]) -> Result<()> {
    for name in files {
        let target = to.join(name);
        fs::create_dir_all(target.parent().unwrap_or(to)).context("making the folder of a build")?;
        fs::copy(from.join(name), &target).with_context(|| format!("copying {}", name.display()))?;
    }
    Ok(())
}

/// Another place for the same packages: its path must leave no trace.
fn second_home(folder: &Path) -> Result<PathBuf> {
    fs::create_dir_all(folder).context("making a second home for cargo")?;
    let Some(first) = env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| env::var_os("HOME").map(|home| PathBuf::from(home).join(".cargo")))
    else {
        return Ok(folder.to_path_buf());
    };
    for name in SHARED_BY_HOMES {
        if first.join(name).exists() {
            link(&first.join(name), &folder.join(name))?;
        }
    }
    Ok(folder.to_path_buf())
}

#[cfg(unix)]
fn link(original: &Path, link: &Path) -> Result<()> {
    std::os::unix::fs::symlink(original, link).with_context(|| format!("linking {}", link.display()))
}

#[cfg(not(unix))]
fn link(_: &Path, _: &Path) -> Result<()> {
    anyhow::bail!("this task needs links between folders, as Linux and macOS have them")
}

/// Starts this program again, for another checkout.
fn build(checkout: &Path, target: &Path, home: Option<&Path>) -> Result<()> {
    let mut build = Command::new(env::current_exe().context("finding this program")?);
    build.arg("build").current_dir(checkout);
    build.env("CARGO_MANIFEST_DIR", checkout.join("xtask")).env("CARGO_TARGET_DIR", target);
    if let Some(home) = home {
        build.env("CARGO_HOME", home);
    }
    process::run(&mut build).context("a clean build failed")
}

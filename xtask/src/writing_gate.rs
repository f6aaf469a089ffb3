//! The writing gate: are the long texts plain enough? The rules are in tests/writing/gate.py, because the kept
//! libraries for readability are Python's.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::long_texts;
use crate::process;
use crate::python_packages::{self, Requirements};
use crate::workspace::Workspace;

/// Bad sentences are planted, and the gate must notice each.
pub(crate) fn own_tests(workspace: &Workspace) -> Result<bool> {
    process::succeeds(python(workspace)?.args(["-m", "unittest", "--quiet", "test_gate"]))
}

/// Checks every text, and that the scores shown to readers are those of the texts.
pub(crate) fn check(workspace: &Workspace) -> Result<bool> {
    let judged = judge(workspace)?;
    let is_current = judged.scores == fs::read_to_string(scores_file(workspace)).unwrap_or_default();
    if !is_current {
        println!("  content/readability.toml is not that of the texts: run `cargo xtask readability`");
    }
    Ok(judged.is_plain && is_current)
}

/// Checks every text, and writes the scores; tells whether all texts are plain.
pub(crate) fn update(workspace: &Workspace) -> Result<bool> {
    let judged = judge(workspace)?;
    fs::write(scores_file(workspace), judged.scores).context("writing content/readability.toml")?;
    Ok(judged.is_plain)
}

struct Judged {
    is_plain: bool,
    /// What content/readability.toml should hold.
    scores: String,
}

fn judge(workspace: &Workspace) -> Result<Judged> {
    let folder = workspace.target().join("writing");
    fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
    let (prose, scores) = (folder.join("prose.json"), folder.join("readability.toml"));
    let json = serde_json::to_vec(&long_texts::compiled(workspace)?.prose).context("writing the texts")?;
    fs::write(&prose, json).with_context(|| format!("writing {}", prose.display()))?;
    let is_plain = process::succeeds(python(workspace)?.arg("gate.py").args([&prose, &scores]))?;
    let scores = fs::read_to_string(&scores).context("the writing gate wrote no scores")?;
    Ok(Judged { is_plain, scores })
}

fn scores_file(workspace: &Workspace) -> PathBuf {
    workspace.root().join("content/readability.toml")
}

fn python(workspace: &Workspace) -> Result<Command> {
    let mut python = Command::new(python_packages::with(workspace, Requirements::WRITING)?);
    python.current_dir(workspace.root().join("tests/writing")).env("PYTHONDONTWRITEBYTECODE", "1");
    Ok(python)
}

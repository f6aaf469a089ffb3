//! The clinical rules against their second implementation, in Python, on many made-up people.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};

use anyhow::{Context, Result, bail};

use crate::native_build;
use crate::process;
use crate::setup::Environment;
use crate::system_packages;
use crate::wasm_module;
use crate::workspace::Workspace;

/// Random people in every run of the test suite; all boundaries come on top of them.
pub(crate) const PEOPLE: u32 = 100_000;

/// Random people in a full run.
pub(crate) const PEOPLE_OF_FULL_RUN: u32 = 1_000_000;

/// The same people in every run, so that a failure can be repeated.
const SEED: &str = "20250101";

/// The oracle's own tests.
pub(crate) fn own_tests(workspace: &Workspace) -> Result<bool> {
    process::succeeds(python(workspace).args(["-m", "unittest", "--quiet", "test_oracle"]))
}

/// Puts the same people through both implementations and compares every answer.
pub(crate) fn compare(workspace: &Workspace, people: u32) -> Result<bool> {
    let shirube = native_build::shirube(workspace)?;
    let Files { people: patients, expected, actual } = Files::of(workspace)?;
    let count = people.to_string();
    write_to(python(workspace).args(["patients.py", "--count", &count, "--seed", SEED]), &patients)?;
    write_to(python(workspace).args(["assess.py", "--jobs", "2"]).arg(&patients), &expected)?;
    // Some people are made wrong on purpose, so the command ends with 1.
    let status = output_to(Command::new(shirube).arg("assess").stdin(File::open(&patients)?), &actual)?;
    if !matches!(status.code(), Some(0 | 1)) {
        bail!("`shirube assess` ended with {status}");
    }
    process::succeeds(python(workspace).arg("compare.py").args([expected, actual]))
}

/// Puts the people of [`compare`] through the WebAssembly build in a browser; every byte must be that of the
/// native build.
pub(crate) fn same_in_browser(workspace: &Workspace, environment: &Environment) -> Result<bool> {
    let Files { people, actual, .. } = Files::of(workspace)?;
    let module = workspace.target().join("oracle/web");
    wasm_module::build(workspace, environment, wasm_module::LINES, "web", &module)?;
    let browser = system_packages::browser().context("no chromium on PATH after the set-up")?;
    let mut node = Command::new("node");
    node.arg("tests/oracle/browser.mjs").args([module, people, actual]);
    process::succeeds(node.env("SHIRUBE_CHROMIUM", browser).current_dir(workspace.root()))
}

/// The files of one comparison.
struct Files {
    people: PathBuf,
    expected: PathBuf,
    actual: PathBuf,
}

impl Files {
    fn of(workspace: &Workspace) -> Result<Self> {
        let folder = workspace.target().join("oracle");
        fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
        Ok(Self {
            people: folder.join("people.jsonl"),
            expected: folder.join("expected.jsonl"),
            actual: folder.join("actual.jsonl"),
        })
    }
}

fn python(workspace: &Workspace) -> Command {
    let mut python = Command::new("python3");
    python.current_dir(workspace.root().join("tests/oracle")).env("PYTHONDONTWRITEBYTECODE", "1");
    python
}

fn write_to(command: &mut Command, file: &Path) -> Result<()> {
    let status = output_to(command, file)?;
    if !status.success() {
        bail!("{} was not written: {status}", file.display());
    }
    Ok(())
}

fn output_to(command: &mut Command, file: &Path) -> Result<ExitStatus> {
    let output = File::create(file).with_context(|| format!("making {}", file.display()))?;
    process::status(command.stdout(output))
}

//! How fast traces are read from memory on one core: natively, as WebAssembly, and by other readers.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::native_build;
use crate::process;
use crate::python_packages::{self, Requirements};
use crate::setup::{self, Environment, Purpose};
use crate::system_packages;
use crate::wasm_module;
use crate::workspace::Workspace;

/// The fastest reader in JavaScript.
const JAVASCRIPT_READER: &str = "@teselagen/bio-parsers@0.4.38";

/// Measures and prints a table of all files in `data`/ab1 that Biopython reads.
pub(crate) fn run(workspace: &Workspace, data: &Path) -> Result<ExitCode> {
    let environment = setup::run(workspace, Purpose::Test)?;
    let folder = workspace.target().join("bench");
    fs::create_dir_all(&folder)?;
    let python = python_packages::with(workspace, Requirements::READERS)?;
    let script = workspace.root().join("tests/bench/traces.py");
    let names = process::output(
        Command::new(&python).args(["-Wignore"]).arg(&script).arg("list").arg(data.join("ab1")),
    )?;
    let list = folder.join("traces.txt");
    fs::write(&list, &names)?;
    let files: Vec<&str> = names.lines().collect();

    let native = measured(Command::new(native_build::traces_per_second(workspace)?).args(&files))?;
    let mut rows = vec![("this reader, native", native)];
    if let Some(program) = io_lib(workspace, &folder)? {
        rows.push(("io_lib (C)", measured(Command::new(program).args(&files))?));
    }
    for (name, reader) in [("Biopython", "biopython"), ("abifpy, from disk", "abifpy")] {
        rows.push((
            name,
            measured(Command::new(&python).arg("-Wignore").arg(&script).arg(reader).arg(&list))?,
        ));
    }
    let [node, browser] = javascript(workspace, &environment, &folder, &list)?;
    for (name, value) in [
        ("this reader, WebAssembly in Node", node.get("wasm")),
        ("bio-parsers (JavaScript) in Node", node.get("library")),
        ("this reader, WebAssembly in Chromium", browser.get("wasm")),
        ("bio-parsers (JavaScript) in Chromium", browser.get("library")),
    ] {
        rows.push((name, Measured::read(value.context("a figure of JavaScript")?)?));
    }
    print(&rows)
}

/// What a program read, and how fast.
struct Measured {
    files_per_second: f64,
    /// Mean second / strongest channel of each file; `None` where it could not be read.
    shares: Vec<Option<f64>>,
}

impl Measured {
    fn read(value: &Value) -> Result<Self> {
        let shares = value.get("shares").and_then(Value::as_array).context("no shares")?;
        Ok(Self {
            files_per_second: value.get("files_per_second").and_then(Value::as_f64).context("no speed")?,
            shares: shares.iter().map(Value::as_f64).collect(),
        })
    }

    /// How many files were read to the same result.
    fn same_as(&self, other: &Self) -> usize {
        let pairs = self.shares.iter().zip(&other.shares);
        pairs.filter(|(a, b)| matches!((a, b), (Some(a), Some(b)) if (a - b).abs() <= 1e-9)).count()
    }
}

fn measured(command: &mut Command) -> Result<Measured> {
    Measured::read(&serde_json::from_str(&process::output(command)?)?)
}

fn print(rows: &[(&str, Measured)]) -> Result<ExitCode> {
    let (_, native) = rows.first().context("no rows")?;
    if native.shares.iter().any(Option::is_none) {
        bail!("a file that Biopython reads could not be read: the speed says nothing");
    }
    println!("\n{:<38} {:>10} {:>10} {:>16}", "traces a second, one core", "", "of native", "same results");
    for (name, row) in rows {
        let same = format!("{} of {}", row.same_as(native), native.shares.len());
        let share = row.files_per_second / native.files_per_second;
        println!("{name:<38} {:>10.0} {share:>10.4} {same:>16}", row.files_per_second);
    }
    // The WebAssembly build does the same arithmetic: anything else is an error of ours.
    let ours = rows.iter().filter(|(name, _)| name.starts_with("this reader"));
    let wrong = ours.filter(|(_, row)| row.same_as(native) < native.shares.len()).count();
    Ok(if wrong == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Compiles the program around `io_lib`, where its library and a C compiler are installed.
fn io_lib(workspace: &Workspace, folder: &Path) -> Result<Option<PathBuf>> {
    let header = Path::new("/usr/include/io_lib/Read.h");
    if process::find_on_path("cc").is_none() || !header.is_file() {
        println!("io_lib is left out: it needs a C compiler and what Debian calls libstaden-read-dev");
        return Ok(None);
    }
    let program = folder.join("traces_io_lib");
    let source = workspace.root().join("tests/bench/traces_io_lib.c");
    process::run(Command::new("cc").arg("-O2").arg("-o").arg(&program).arg(source).arg("-lstaden-read"))?;
    Ok(Some(program))
}

/// The figures of Node and of the browser.
fn javascript(
    workspace: &Workspace,
    environment: &Environment,
    folder: &Path,
    list: &Path,
) -> Result<[Value; 2]> {
    let (node_module, web_module) = (folder.join("traces_node"), folder.join("traces_web"));
    wasm_module::build_for_node(workspace, environment, wasm_module::TRACE_SPEED, &node_module)?;
    wasm_module::build(workspace, environment, wasm_module::TRACE_SPEED, "web", &web_module)?;
    let mut npm = Command::new("npm");
    npm.args(["install", "--silent", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix"]);
    process::run(npm.arg(folder).arg(JAVASCRIPT_READER))
        .context("npm could not install the JavaScript reader: check the network and try again")?;
    let browser = system_packages::browser().context("no chromium on PATH after the set-up")?;
    let mut node = Command::new("node");
    node.arg("tests/bench/traces.mjs").arg(list).arg(node_module).arg(web_module);
    node.arg(folder.join("node_modules/@teselagen/bio-parsers"));
    node.env("SHIRUBE_CHROMIUM", browser).current_dir(workspace.root());
    let mut said: Value = serde_json::from_str(&process::output(&mut node)?)?;
    Ok(["node", "browser"].map(|host| said.get_mut(host).map(Value::take).unwrap_or_default()))
}

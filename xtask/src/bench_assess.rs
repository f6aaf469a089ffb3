//! How fast people are assessed: the rules in memory, then lines through the program, beside other ways.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::process;
use crate::setup::{self, Environment, Purpose};
use crate::wasm_lines;
use crate::workspace::Workspace;

/// People made up for the measurement; about 2 % of the lines have an error.
const PEOPLE: usize = 100_000;
/// The slow ones get fewer.
const FEW_PEOPLE: usize = 10_000;
/// Lines for the peak of memory.
const MANY_LINES: u64 = 1_000_000;
const VERY_MANY_LINES: u64 = 10_000_000;

/// The profile of what runs natively.
const NATIVE: [&str; 2] = ["--profile", "native"];

/// Measures and prints a table; `long` assesses ten million lines for the peak of memory.
pub(crate) fn run(workspace: &Workspace, long: bool) -> Result<ExitCode> {
    let environment = setup::run(workspace, Purpose::Build)?;
    let folder = workspace.target().join("bench");
    fs::create_dir_all(&folder)?;
    let programs = Programs::build(workspace, &environment, &folder)?;
    let (people, few) = make_people(workspace, &folder)?;
    let native = number_said(Command::new(&programs.in_memory).arg(&people))?;
    let node = node(workspace, &people, &programs.wasm)?;
    let of_node = |name: &str| node.get(name).and_then(Value::as_f64).context("the figures of Node");
    let python = lines_per_second(
        FEW_PEOPLE,
        Command::new("python3").arg("tests/oracle/assess.py").arg(&few).current_dir(workspace.root()),
    )?;
    let shirube = |jobs: &[&str]| {
        lines_per_second(PEOPLE, Command::new(&programs.shirube).arg("assess").args(jobs).arg(&people))
    };
    println!("\n{:<62} {:>12} {:>9}", "rows a second", "", "of native");
    for (name, rows) in [
        ("native, all rules, in memory, one core", native),
        ("WebAssembly as the app ships it, all rules, in memory", of_node("wasm")?),
        ("JavaScript port, three rules, in memory", of_node("javascript")?),
        ("shirube assess, JSON lines, one worker", shirube(&["--jobs", "1"])?),
        ("shirube assess, JSON lines, all cores", shirube(&[])?),
        ("WebAssembly as the app ships it, JSON lines", of_node("wasm_lines")?),
        ("Python oracle, JSON lines, one core", python),
    ] {
        println!("{name:<62} {rows:>12.0} {:>9.4}", rows / native);
    }
    println!("Answers in which the JavaScript port differs: {}", of_node("differences")?);
    let lines = if long { VERY_MANY_LINES } else { MANY_LINES };
    let (peak, rate) = peak_of_memory(&programs.shirube, &fs::read(&people)?, lines)?;
    println!("Peak of memory over {lines} lines from a pipe: {peak} ({rate:.0} lines a second)");
    Ok(ExitCode::SUCCESS)
}

/// What is measured.
struct Programs {
    shirube: PathBuf,
    in_memory: PathBuf,
    /// Folder of the module for Node.
    wasm: PathBuf,
}

impl Programs {
    fn build(workspace: &Workspace, environment: &Environment, folder: &Path) -> Result<Self> {
        let mut cargo = process::cargo();
        cargo.args(["build", "--package", "shirube-cli", "--bins"]).args(NATIVE);
        process::run(cargo.current_dir(workspace.root()))?;
        let wasm = folder.join("wasm");
        wasm_lines::build(workspace, environment, "nodejs", &wasm)?;
        // The project's own package.json makes every .js file a module; this one is none.
        fs::write(wasm.join("package.json"), "{\"type\":\"commonjs\"}\n")?;
        let native = workspace.target().join("native");
        Ok(Self { shirube: native.join("shirube"), in_memory: native.join("rows_per_second"), wasm })
    }
}

/// The same people every time, all and few of them.
fn make_people(workspace: &Workspace, folder: &Path) -> Result<(PathBuf, PathBuf)> {
    let make = |name: &str, count: usize| -> Result<PathBuf> {
        let path = folder.join(name);
        let mut python = Command::new("python3");
        python.args([
            "tests/oracle/patients.py",
            "--no-boundaries",
            "--seed",
            "7",
            "--count",
            &count.to_string(),
        ]);
        let status = python.current_dir(workspace.root()).stdout(File::create(&path)?).status()?;
        if !status.success() {
            bail!("the made-up people could not be made: python3 ended with {status}");
        }
        Ok(path)
    };
    println!("Making up {PEOPLE} people.");
    Ok((make("people.jsonl", PEOPLE)?, make("few.jsonl", FEW_PEOPLE)?))
}

fn number_said(command: &mut Command) -> Result<f64> {
    Ok(process::output(command)?.trim().parse()?)
}

fn node(workspace: &Workspace, people: &Path, wasm: &Path) -> Result<Value> {
    let mut node = Command::new("node");
    node.arg("tests/bench/assess.mjs").arg(people).arg(wasm).current_dir(workspace.root());
    Ok(serde_json::from_str(&process::output(&mut node)?)?)
}

/// The speed of a program that assesses `lines` lines; the best of three runs, as others may use the machine.
#[allow(clippy::cast_precision_loss, reason = "a hundred thousand lines")]
fn lines_per_second(lines: usize, command: &mut Command) -> Result<f64> {
    let mut best = 0.0_f64;
    for _ in 0..3 {
        let start = Instant::now();
        let status = command.stdout(Stdio::null()).status()?;
        // 1 says that some lines had errors, which is so on purpose.
        if !matches!(status.code(), Some(0 | 1)) {
            bail!("the program ended with {status}");
        }
        best = best.max(lines as f64 / start.elapsed().as_secs_f64());
    }
    Ok(best)
}

/// The most memory that `shirube assess` held, in words, and its speed, over `lines` lines from a pipe.
#[allow(clippy::cast_precision_loss, reason = "ten million lines")]
fn peak_of_memory(shirube: &Path, people: &[u8], lines: u64) -> Result<(String, f64)> {
    let start = Instant::now();
    let mut child =
        Command::new(shirube).arg("assess").stdin(Stdio::piped()).stdout(Stdio::null()).spawn()?;
    let mut stdin = child.stdin.take().context("the child's input is not connected")?;
    for _ in 0..lines / PEOPLE as u64 {
        stdin.write_all(people)?;
    }
    let peak = peak_so_far(&child)?;
    drop(stdin);
    child.wait()?;
    Ok((peak, lines as f64 / start.elapsed().as_secs_f64()))
}

/// What Linux says of a process that still runs.
fn peak_so_far(child: &Child) -> Result<String> {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    Ok(peak.context("this system does not tell the peak of memory")?.trim().to_owned())
}

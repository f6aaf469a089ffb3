//! How fast people are assessed: the rules in memory, then lines through the program, beside other ways.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::native_build;
use crate::process;
use crate::setup::{self, Purpose};
use crate::wasm_module;
use crate::workspace::Workspace;

/// People made up for the measurement; about 2 % of the lines have an error.
const PEOPLE: usize = 100_000;
/// The slow ones get fewer.
const FEW_PEOPLE: usize = 10_000;
/// Lines for the peak of memory.
const MANY_LINES: u64 = 1_000_000;
const VERY_MANY_LINES: u64 = 10_000_000;

/// Ten times as many lines may hold so much more, for the allocator; in kB as Linux tells it.
const PEAK_MAY_GROW: u64 = 8 * 1024;

/// Measures and prints a table; `long` also assesses ten million lines: the peak of memory must be the same.
pub(crate) fn run(workspace: &Workspace, long: bool) -> Result<ExitCode> {
    let environment = setup::run(workspace, Purpose::Build)?;
    let folder = workspace.target().join("bench");
    fs::create_dir_all(&folder)?;
    let programs = native_build::programs(workspace)?;
    let wasm = folder.join("wasm");
    wasm_module::build_for_node(workspace, &environment, wasm_module::LINES, &wasm)?;
    let (people, few) = make_people(workspace, &folder)?;
    let said = process::output(Command::new(&programs.rows_per_second).arg(&people))?;
    let (native, native_three) = said.trim().split_once('\n').context("two figures of rows_per_second")?;
    let (native, native_three) = (native.parse::<f64>()?, native_three.parse()?);
    let node = node(workspace, &people, &wasm)?;
    let of_node = |name: &str| node.get(name).and_then(Value::as_f64).context("the figures of Node");
    let differences = of_node("differences")?;
    if differences > 0.0 {
        bail!("the JavaScript port differs in {differences} answers: its speed says nothing");
    }
    let python = lines_per_second(
        FEW_PEOPLE,
        Command::new("python3").arg("tests/oracle/assess.py").arg(&few).current_dir(workspace.root()),
    )?;
    let shirube = |jobs: &[&str]| {
        lines_per_second(PEOPLE, Command::new(&programs.shirube).arg("assess").args(jobs).arg(&people))
    };
    println!("\n{:<66} {:>12} {:>9}", "rows a second", "", "of native");
    for (name, rows) in [
        ("native, all rules, in memory, one core", native),
        ("native, the three rules of the port, in memory, one core", native_three),
        ("WebAssembly, not yet optimised by wasm-opt, all rules, in memory", of_node("wasm")?),
        ("JavaScript port, three rules, in memory", of_node("javascript")?),
        ("shirube assess, JSON lines, one worker", shirube(&["--jobs", "1"])?),
        ("shirube assess, JSON lines, all cores", shirube(&[])?),
        ("WebAssembly, not yet optimised by wasm-opt, JSON lines", of_node("wasm_lines")?),
        ("Python oracle, JSON lines, one core", python),
    ] {
        println!("{name:<66} {rows:>12.0} {:>9.4}", rows / native);
    }
    println!("The JavaScript port gives the same answers.");
    let people = fs::read(&people)?;
    let peak = tell_peak_of_memory(&programs.shirube, &people, MANY_LINES)?;
    if long {
        let longer = tell_peak_of_memory(&programs.shirube, &people, VERY_MANY_LINES)?;
        if peak.abs_diff(longer) > PEAK_MAY_GROW {
            bail!("the peak of memory depends on the number of lines: {peak} kB and {longer} kB");
        }
    }
    Ok(ExitCode::SUCCESS)
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

/// Prints and gives the most memory that `shirube assess` held over `lines` lines from a pipe, in kB.
#[allow(clippy::cast_precision_loss, reason = "ten million lines")]
fn tell_peak_of_memory(shirube: &Path, people: &[u8], lines: u64) -> Result<u64> {
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
    let rate = lines as f64 / start.elapsed().as_secs_f64();
    println!("Peak of memory over {lines} lines from a pipe: {peak} kB ({rate:.0} lines a second)");
    Ok(peak)
}

/// What Linux says of a process that still runs, in kB.
fn peak_so_far(child: &Child) -> Result<u64> {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.strip_suffix("kB"));
    Ok(peak.context("this system does not tell the peak of memory")?.trim().parse()?)
}

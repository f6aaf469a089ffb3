//! Every check of the project, in one run with one result.

use std::path::PathBuf;
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use crate::app_build;
use crate::browser_engines;
use crate::dependency_rule;
use crate::file_tree::files_below;
use crate::native_build;
use crate::oracle;
use crate::package_policy;
use crate::process;
use crate::reproduce;
use crate::sbom;
use crate::setup::Environment;
use crate::size;
use crate::source_rule;
use crate::system_packages;
use crate::test_counts::TestCounts;
use crate::wasm_toolchain::TARGET;
use crate::ways_out;
use crate::web_servers;
use crate::workspace::{APP_PACKAGE, Workspace};
use crate::writing_gate;

/// Milliseconds for one file of tests in a browser.
const TEST_FILE_LIMIT: &str = "--test-timeout=600000";
/// The same where a hundred thousand steps are one test.
const SLOW_FILE_LIMIT: &str = "--test-timeout=7200000";

/// Runs all checks to the end, prints the table and the sum; the exit code tells whether all passed.
pub(crate) fn run(workspace: &Workspace, environment: &Environment, full: bool) -> ExitCode {
    let mut report = Report::default();
    report.check("formatting", || process::succeeds(cargo(workspace).args(["fmt", "--all", "--check"])));
    report.check("lints, native code", || {
        process::succeeds(cargo(workspace).args([
            "clippy",
            "--workspace",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ]))
    });
    report.check("lints, WebAssembly", || process::succeeds(&mut wasm_clippy(workspace, environment)));
    report.check("dependency rule", || dependency_rule::breaches(workspace).map(|found| none_of(&found)));
    report.check("licences, bans, sources", || process::succeeds(&mut package_policy::check(workspace)));
    report
        .check("content policy in sources", || source_rule::breaches(workspace).map(|found| none_of(&found)));
    report.check("ways out: sources", || ways_out::breaches(workspace).map(|found| none_of(&found)));
    report.step("native tests", || cargo_tests(workspace));
    report.check("oracle: its own tests", || oracle::own_tests(workspace));
    let people = if full { oracle::PEOPLE_OF_FULL_RUN } else { oracle::PEOPLE };
    report.check("oracle: same answers", || oracle::compare(workspace, people));
    if full {
        report.check("oracle: same bytes in a browser", || oracle::same_in_browser(workspace, environment));
    }
    report.check("writing gate: its own tests", || writing_gate::own_tests(workspace));
    report.check("writing gate", || writing_gate::check(workspace));
    let built = report.check("release build", || app_build::run(workspace, environment).map(|()| true));
    if built {
        report.check("size budget", || size::report(&workspace.dist()));
        report.check("list of components", || sbom::is_valid(workspace));
        report.check("ways out: finished app", || {
            ways_out::breaches_in_build(&workspace.dist()).map(|found| none_of(&found))
        });
        report.step("end-to-end tests", || node_tests(workspace, "tests/e2e", TEST_FILE_LIMIT));
        report.step("deployment configurations", || node_tests(workspace, "tests/deploy", TEST_FILE_LIMIT));
        browser_engines::steps(workspace, full, &mut |name, step| {
            report.step(name, step);
        });
        if full {
            report.step("random steps, memory", || node_tests(workspace, "tests/slow", SLOW_FILE_LIMIT));
        }
    } else {
        report.skip("size budget");
        report.skip("list of components");
        report.skip("ways out: finished app");
        report.skip("end-to-end tests");
        report.skip("other engines, canary test");
        report.skip("deployment configurations");
    }
    if full {
        report.check("reproducible build", || reproduce::is_reproducible(workspace));
    }
    report.print();
    if report.total().failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// What happened so far.
#[derive(Default)]
struct Report {
    rows: Vec<Row>,
}

struct Row {
    name: &'static str,
    counts: TestCounts,
    duration: Option<Duration>,
}

impl Report {
    /// Runs a check that is one thing; an error while checking counts as its failure.
    fn check(&mut self, name: &'static str, check: impl FnOnce() -> Result<bool>) -> bool {
        self.step(name, || check().map(TestCounts::one))
    }

    /// Runs a step and tells whether nothing failed in it.
    fn step(&mut self, name: &'static str, step: impl FnOnce() -> Result<TestCounts>) -> bool {
        println!("\n=== {name}");
        let start = Instant::now();
        let counts = step().unwrap_or_else(|error| {
            println!("error: {error:#}");
            TestCounts::one(false)
        });
        self.rows.push(Row { name, counts, duration: Some(start.elapsed()) });
        counts.failed == 0
    }

    /// A step that cannot run because an earlier one failed is no success.
    fn skip(&mut self, name: &'static str) {
        self.rows.push(Row { name, counts: TestCounts::one(false), duration: None });
    }

    fn total(&self) -> TestCounts {
        self.rows.iter().fold(TestCounts::default(), |mut total, row| {
            total += row.counts;
            total
        })
    }

    fn print(&self) {
        println!("\n{:<28} {:<8} {:>7} {:>7} {:>8}", "step", "result", "passed", "failed", "seconds");
        for row in &self.rows {
            let result = match (row.duration, row.counts.failed) {
                (None, _) => "skipped",
                (_, 0) => "ok",
                _ => "FAILED",
            };
            let seconds = row.duration.unwrap_or_default().as_secs_f64();
            let TestCounts { passed, failed } = row.counts;
            println!("{:<28} {result:<8} {passed:>7} {failed:>7} {seconds:>8.1}", row.name);
        }
        let TestCounts { passed, failed } = self.total();
        println!("\n{passed} passed, {failed} failed");
    }
}

fn cargo(workspace: &Workspace) -> Command {
    let mut command = process::cargo();
    command.current_dir(workspace.root());
    command
}

fn wasm_clippy(workspace: &Workspace, environment: &Environment) -> Command {
    let mut command = environment.wasm.clippy(&workspace.web_target());
    command.args(["--package", APP_PACKAGE, "--target", TARGET, "--", "-D", "warnings"]);
    command.current_dir(workspace.root());
    command
}

/// Prints the breaches of a rule and tells whether it is kept.
fn none_of(breaches: &[String]) -> bool {
    for breach in breaches {
        println!("  {breach}");
    }
    println!("  {} found", breaches.len());
    breaches.is_empty()
}

fn cargo_tests(workspace: &Workspace) -> Result<TestCounts> {
    let mut counts = TestCounts::default();
    let mut command = cargo(workspace);
    command.args(["test", "--workspace", "--no-fail-fast"]);
    let status = process::run_watched(&mut command, |line| counts.add_cargo_line(line))?;
    Ok(counts.finish(status.success()))
}

/// Runs the tests that lie in a folder, each file in a process of its own.
fn node_tests(workspace: &Workspace, folder: &str, file_limit: &str) -> Result<TestCounts> {
    let tests = test_files(workspace, folder)?;
    if tests.is_empty() {
        println!("no {folder}/*.test.mjs");
        return Ok(TestCounts::default().finish(true));
    }
    browser_tests(workspace, &tests, &[], file_limit)
}

/// Runs files of tests that drive a browser, with `variables` in their environment.
pub(crate) fn browser_tests(
    workspace: &Workspace,
    tests: &[PathBuf],
    variables: &[(&str, &str)],
    file_limit: &str,
) -> Result<TestCounts> {
    let browser = system_packages::browser().context("no chromium on PATH after the set-up")?;
    let mut counts = TestCounts::default();
    let mut command = Command::new("node");
    // The default reporter depends on whether the output is a terminal. A failed test may leave its
    // browser or its server open, and a stuck one never ends: neither may hold up the whole run.
    command.args(["--test", "--test-reporter=spec", "--test-force-exit", file_limit]);
    // Without names node would look for tests everywhere; Node 20 knows no patterns.
    command.args(tests).env("SHIRUBE_CHROMIUM", browser).current_dir(workspace.root());
    command.env("SHIRUBE_PROGRAM", native_build::shirube(workspace)?);
    command.env("SHIRUBE_WEB_SERVERS", web_servers::folder(workspace)).envs(variables.iter().copied());
    let status = process::run_watched(&mut command, |line| counts.add_node_line(line))?;
    Ok(counts.finish(status.success()))
}

/// The test files, named from the top folder.
fn test_files(workspace: &Workspace, folder: &str) -> Result<Vec<PathBuf>> {
    let folder = workspace.root().join(folder);
    let mut tests = Vec::new();
    for file in files_below(&folder)? {
        let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if file.parent() == Some(&folder) && name.ends_with(".test.mjs") {
            tests.push(file.strip_prefix(workspace.root())?.to_path_buf());
        }
    }
    Ok(tests)
}

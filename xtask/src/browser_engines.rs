//! The canary test, and the end-to-end tests of calculator, lock and offline copy in engines other than Chromium.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::file_tree::files_below;
use crate::test_counts::TestCounts;
use crate::test_suite::browser_tests;
use crate::workspace::Workspace;

/// The engine as the tests call it, and the names of its steps.
const OTHER_ENGINES: [(&str, &str, &str); 2] = [
    ("firefox", "end-to-end in Firefox", "canary test in Firefox"),
    ("webkit", "end-to-end in WebKitGTK", "canary test in WebKitGTK"),
];

/// What a test for each engine imports: it runs there, or says why it does not.
const MARK: &str = "/engines/engine_test.mjs";
const CANARY_TESTS: [&str; 2] =
    ["tests/canary/nothing_leaves.test.mjs", "tests/canary/planted_leaks.test.mjs"];
/// Milliseconds for one file: the walk through all screens in all forms of language is a single test, and took 35 minutes
/// in `WebKitGTK`.
const LONG_FILE_LIMIT: &str = "--test-timeout=5400000";

/// A step of the suite: its name, and what it does.
type Run<'run> = dyn FnMut(&'static str, &dyn Fn() -> Result<TestCounts>) + 'run;

/// Runs the steps one after the other; the other engines take minutes, so only in a full run.
pub(crate) fn steps(workspace: &Workspace, full: bool, run: &mut Run<'_>) {
    run("canary test", &|| canary_test(workspace, "chromium", full));
    if !full {
        return;
    }
    for (engine, end_to_end, canary) in OTHER_ENGINES {
        run(end_to_end, &|| end_to_end_tests(workspace, engine));
        run(canary, &|| canary_test(workspace, engine, full));
    }
}

fn canary_test(workspace: &Workspace, engine: &str, full: bool) -> Result<TestCounts> {
    let extent = if full { "yes" } else { "no" };
    browser_tests(
        workspace,
        &CANARY_TESTS.map(PathBuf::from),
        &[("SHIRUBE_ENGINE", engine), ("SHIRUBE_FULL", extent)],
        LONG_FILE_LIMIT,
    )
}

fn end_to_end_tests(workspace: &Workspace, engine: &str) -> Result<TestCounts> {
    let mut tests = Vec::new();
    for file in files_below(&workspace.root().join("tests/e2e"))? {
        let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if !name.ends_with(".test.mjs") {
            continue;
        }
        let text = fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))?;
        if text.contains(MARK) {
            tests.push(file.strip_prefix(workspace.root())?.to_path_buf());
        }
    }
    anyhow::ensure!(!tests.is_empty(), "no test in tests/e2e imports engine_test.mjs");
    browser_tests(workspace, &tests, &[("SHIRUBE_ENGINE", engine)], LONG_FILE_LIMIT)
}

//! Core code as WebAssembly modules of their own, for tests and benchmarks.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::process;
use crate::setup::Environment;
use crate::wasm_toolchain::TARGET;
use crate::workspace::Workspace;

/// The batch assessment.
pub(crate) const LINES: &str = "shirube-wasm-lines";

/// The reading of traces.
pub(crate) const TRACE_SPEED: &str = "shirube-trace-speed";

/// The finder of trials.
pub(crate) const TRIAL_SPEED: &str = "shirube-trial-speed";

/// Builds the module of a package into `folder`; `host` is what wasm-bindgen calls its target: `nodejs` or `web`.
pub(crate) fn build(
    workspace: &Workspace,
    environment: &Environment,
    package: &str,
    host: &str,
    folder: &Path,
) -> Result<()> {
    let mut cargo = process::cargo();
    cargo.args(["build", "--release", "--lib", "--package", package, "--target", TARGET]);
    cargo.current_dir(workspace.root());
    environment.wasm.configure(&mut cargo, &workspace.web_target());
    process::run(&mut cargo)?;
    let cached = workspace.tools().join("bin/wasm-bindgen");
    let mut bindgen = Command::new(if cached.is_file() { cached } else { "wasm-bindgen".into() });
    bindgen.args(["--target", host, "--out-dir"]).arg(folder);
    let module = format!("{}.wasm", package.replace('-', "_"));
    bindgen.arg(workspace.web_target().join(TARGET).join("release").join(module));
    process::run(&mut bindgen)
}

/// Builds the module of a package for Node into `folder`.
pub(crate) fn build_for_node(
    workspace: &Workspace,
    environment: &Environment,
    package: &str,
    folder: &Path,
) -> Result<()> {
    build(workspace, environment, package, "nodejs", folder)?;
    // The project's own package.json makes every .js file a module; this one is none.
    Ok(fs::write(folder.join("package.json"), "{\"type\":\"commonjs\"}\n")?)
}

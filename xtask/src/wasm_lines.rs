//! The batch assessment as a WebAssembly module, for tests and benchmarks.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::process;
use crate::setup::Environment;
use crate::wasm_toolchain::TARGET;
use crate::workspace::Workspace;

/// Builds the module into `folder`; `host` is what wasm-bindgen calls its target: `nodejs` or `web`.
pub(crate) fn build(
    workspace: &Workspace,
    environment: &Environment,
    host: &str,
    folder: &Path,
) -> Result<()> {
    let mut cargo = process::cargo();
    cargo.args(["build", "--release", "--package", "shirube-wasm-lines", "--target", TARGET]);
    cargo.current_dir(workspace.root());
    environment.wasm.configure(&mut cargo, &workspace.web_target());
    process::run(&mut cargo)?;
    let cached = workspace.tools().join("bin/wasm-bindgen");
    let mut bindgen = Command::new(if cached.is_file() { cached } else { "wasm-bindgen".into() });
    bindgen.args(["--target", host, "--out-dir"]).arg(folder);
    bindgen.arg(workspace.web_target().join(TARGET).join("release/shirube_wasm_lines.wasm"));
    process::run(&mut bindgen)
}

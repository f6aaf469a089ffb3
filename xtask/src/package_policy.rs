//! Licences, banned packages and origins of everything in Cargo.lock, as deny.toml wants them.

use std::process::Command;

use crate::workspace::Workspace;

/// What is judged; `advisories` needs a list that no package registry has.
const CHECKS: [&str; 3] = ["licenses", "bans", "sources"];

/// cargo-deny over all packages of the workspace, tests and tools included.
pub(crate) fn check(workspace: &Workspace) -> Command {
    let cached = workspace.tools().join("bin/cargo-deny");
    let mut deny = Command::new(if cached.is_file() { cached } else { "cargo-deny".into() });
    deny.args(["--workspace", "--locked", "check"]).args(CHECKS).current_dir(workspace.root());
    deny
}

//! What must be on the machine before anything can be set up.

use std::process::Command;

use anyhow::{Result, bail};

use crate::process;

/// Node 20.14 is the first of its line that can end a test run whose browser stayed open.
const OLDEST_NODE: (u32, u32) = (20, 14);

/// Checks for everything that this program cannot install, and names all that is missing at once.
pub(crate) fn check() -> Result<()> {
    let mut missing = Vec::new();
    for (program, advice) in [
        (
            "git",
            "git is missing: install it with your system's package manager (Debian: `apt-get install git`).",
        ),
        ("rustup", "rustup is missing: install it from rustup.rs, then run `rustup default stable`."),
        ("npm", "npm is missing: install Node.js 20.14 or newer from nodejs.org, which brings npm."),
        (
            "python3",
            "Python 3 is missing: install it with your system's package manager (Debian: `apt-get install python3`).",
        ),
    ] {
        if process::find_on_path(program).is_none() {
            missing.push(advice.to_owned());
        }
    }
    missing.extend(node_problem());
    if missing.is_empty() {
        return Ok(());
    }
    bail!("something has to be installed first:\n  {}", missing.join("\n  "));
}

fn node_problem() -> Option<String> {
    let advice = "install Node.js 20.14 or newer from nodejs.org.";
    let Ok(version) = process::output(Command::new("node").arg("--version")) else {
        return Some(format!("Node.js is missing: {advice}"));
    };
    match major_and_minor(&version) {
        Some(found) if found >= OLDEST_NODE => None,
        _ => Some(format!("Node.js {} is too old: {advice}", version.trim())),
    }
}

/// The first two numbers of a version such as `v20.11.0`.
fn major_and_minor(version: &str) -> Option<(u32, u32)> {
    let mut numbers = version.trim().trim_start_matches('v').split('.').map(str::parse);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
}

#[cfg(test)]
mod tests {
    use super::{OLDEST_NODE, major_and_minor};

    #[test]
    fn reads_and_compares_versions() {
        assert_eq!(major_and_minor("v20.20.2\n"), Some((20, 20)));
        assert_eq!(major_and_minor("unknown"), None);
        assert!(major_and_minor("v22.1.0") > Some(OLDEST_NODE));
        assert!(major_and_minor("v18.20.0") < Some(OLDEST_NODE));
    }
}

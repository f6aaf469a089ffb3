//! What is compiled into the programs, as `cargo tree` tells it: exactly the features and the target of the app, which
//! `cargo metadata` mixes with those of the tools.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use anyhow::{Context, Result};

use crate::process;
use crate::wasm_toolchain::TARGET;
use crate::workspace::{APP_PACKAGE, Workspace};

/// A package by name and version.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Package {
    pub(super) name: String,
    pub(super) version: String,
}

/// What each package uses.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct DependencyTree {
    pub(super) uses: BTreeMap<Package, BTreeSet<Package>>,
}

impl DependencyTree {
    /// Only what ends in the programs.
    pub(super) fn of_programs(workspace: &Workspace) -> Result<Self> {
        Self::ask(workspace, "normal,no-proc-macro")
    }

    /// What runs while they are compiled, too.
    pub(super) fn of_build(workspace: &Workspace) -> Result<Self> {
        Self::ask(workspace, "normal,build")
    }

    fn ask(workspace: &Workspace, edges: &str) -> Result<Self> {
        let mut cargo = process::cargo();
        cargo.args(["tree", "--locked", "--package", APP_PACKAGE, "--target", TARGET, "--edges", edges]);
        cargo.args(["--prefix", "depth", "--format", " {p}"]).current_dir(workspace.root());
        Self::read(&process::output(&mut cargo)?).context("`cargo tree` has an unknown form")
    }

    /// Reads lines such as `2 serde v1.0.0 (*)`, each below the nearest line above it with a smaller number.
    fn read(text: &str) -> Option<Self> {
        let mut tree = Self::default();
        let mut above: Vec<Package> = Vec::new();
        for line in text.lines().filter(|line| !line.is_empty()) {
            let mut words = line.split_whitespace();
            let depth: usize = words.next()?.parse().ok()?;
            let name = words.next()?.to_owned();
            let version = words.next()?.strip_prefix('v')?.to_owned();
            let package = Package { name, version };
            above.truncate(depth);
            if let Some(user) = above.last() {
                tree.uses.entry(user.clone()).or_default().insert(package.clone());
            }
            tree.uses.entry(package.clone()).or_default();
            above.push(package);
        }
        (!tree.uses.is_empty()).then_some(tree)
    }
}

/// What the set-up's command for the compiler's version says: `rustc 1.95.0 (0a1b2c 2026-04-14)`.
pub(super) fn compiler_version(compiler: &mut Command) -> Result<String> {
    let said = process::output(compiler.arg("--version"))?;
    Ok(said.split_whitespace().nth(1).context("rustc does not tell its version")?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(name: &str) -> Package {
        Package { name: name.to_owned(), version: "1.0.0".to_owned() }
    }

    #[test]
    fn reads_who_uses_what() {
        let text = "0 app v1.0.0 (/somewhere/with spaces)\n1 b v1.0.0\n2 c v1.0.0 (proc-macro)\n1 c v1.0.0 (*)\n1 d v1.0.0\n";
        let tree = DependencyTree::read(text).unwrap();
        let used = |name| tree.uses[&package(name)].iter().map(|used| used.name.clone()).collect::<Vec<_>>();
        assert_eq!(used("app"), ["b", "c", "d"]);
        assert_eq!(used("b"), ["c"]);
        assert!(used("c").is_empty() && used("d").is_empty());
    }

    #[test]
    fn an_unknown_form_is_no_tree() {
        assert_eq!(DependencyTree::read(""), None);
        assert_eq!(DependencyTree::read("app v1.0.0"), None);
        assert_eq!(DependencyTree::read("0 app 1.0.0"), None);
    }
}

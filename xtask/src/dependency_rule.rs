//! The core crates know nothing of the browser, and depend on each other only downwards.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::process;
use crate::workspace::Workspace;

/// Packages of the browser; a name with `*` stands for everything that starts so.
const BROWSER_PACKAGES: [&str; 6] = ["wasm-bindgen", "js-sys", "web-sys", "gloo*", "leptos*", "plotters*"];

/// The one package of crates/ that holds a program; it stands on the core.
const COMMAND_LINE: &str = "shirube-cli";

/// Lists every breach of the rule in the workspace.
pub(crate) fn breaches(workspace: &Workspace) -> Result<Vec<String>> {
    let mut cargo = process::cargo();
    cargo.args(["metadata", "--format-version", "1"]).current_dir(workspace.root());
    let metadata = serde_json::from_str(&process::output(&mut cargo)?).context("reading `cargo metadata`")?;
    let graph = Graph::read(&metadata).context("`cargo metadata` has an unknown form")?;
    Ok(graph.breaches(&workspace.root().join("crates")))
}

/// How high a package of crates/ stands; it may use only what stands lower.
fn layer(name: &str) -> u8 {
    match name {
        "shirube-numeric" => 0,
        COMMAND_LINE => 2,
        _ => 1,
    }
}

fn is_browser_package(name: &str) -> bool {
    BROWSER_PACKAGES.iter().any(|pattern| match pattern.strip_suffix('*') {
        Some(start) => name.starts_with(start),
        None => name == *pattern,
    })
}

/// The normal dependencies between all packages, by package id.
struct Graph<'a> {
    packages: BTreeMap<&'a str, Package<'a>>,
}

struct Package<'a> {
    name: &'a str,
    manifest: &'a Path,
    dependencies: Vec<&'a str>,
}

impl<'a> Graph<'a> {
    fn read(metadata: &'a Value) -> Option<Self> {
        let mut dependencies = BTreeMap::new();
        for node in metadata.get("resolve")?.get("nodes")?.as_array()? {
            dependencies.insert(text(node, "id")?, normal_dependencies(node)?);
        }
        let mut packages = BTreeMap::new();
        for package in metadata.get("packages")?.as_array()? {
            let id = text(package, "id")?;
            packages.insert(
                id,
                Package {
                    name: text(package, "name")?,
                    manifest: Path::new(text(package, "manifest_path")?),
                    dependencies: dependencies.remove(id).unwrap_or_default(),
                },
            );
        }
        Some(Self { packages })
    }

    fn breaches(&self, crates: &Path) -> Vec<String> {
        let mut found = Vec::new();
        for (id, package) in self.packages.iter().filter(|(_, package)| package.manifest.starts_with(crates))
        {
            let chains = self.chains_to_browser_packages(id);
            found.extend(chains.iter().map(|chain| format!("{chain}: the core must not use the browser")));
            found.extend(self.upward_dependencies(package, crates));
        }
        found
    }

    fn upward_dependencies(&self, package: &Package, crates: &Path) -> Vec<String> {
        let used = package.dependencies.iter().filter_map(|id| self.packages.get(id));
        used.filter(|used| used.manifest.starts_with(crates) && layer(used.name) >= layer(package.name))
            .map(|used| format!("{} → {}: crates may use only lower ones", package.name, used.name))
            .collect()
    }

    /// One chain of dependencies to each browser package that is reachable.
    fn chains_to_browser_packages(&self, start: &str) -> Vec<String> {
        let mut chains = Vec::new();
        let mut seen = BTreeSet::new();
        let mut waiting = vec![(start, String::new())];
        while let Some((id, before)) = waiting.pop() {
            let Some(package) = self.packages.get(id) else { continue };
            if !seen.insert(package.manifest) {
                continue;
            }
            let chain = if before.is_empty() {
                package.name.to_owned()
            } else {
                format!("{before} → {}", package.name)
            };
            if is_browser_package(package.name) {
                chains.push(chain);
            } else {
                waiting.extend(package.dependencies.iter().map(|next| (*next, chain.clone())));
            }
        }
        chains
    }
}

/// Ids of what a node needs to run: not what its tests or its build script need.
fn normal_dependencies(node: &Value) -> Option<Vec<&str>> {
    let mut ids = Vec::new();
    for dependency in node.get("deps")?.as_array()? {
        let kinds = dependency.get("dep_kinds")?.as_array()?;
        if kinds.iter().any(|kind| kind.get("kind").is_some_and(Value::is_null)) {
            ids.push(text(dependency, "pkg")?);
        }
    }
    Some(ids)
}

fn text<'a>(value: &'a Value, field: &str) -> Option<&'a str> {
    value.get(field)?.as_str()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// Name, folder, and dependencies with their kind.
    type Planted<'a> = (&'a str, &'a str, &'a [(&'a str, Option<&'a str>)]);

    fn metadata(packages: &[Planted]) -> Value {
        let list: Vec<Value> = packages
            .iter()
            .map(|(name, folder, _)| {
                json!({ "id": name, "name": name, "manifest_path": format!("/top/{folder}/{name}/Cargo.toml") })
            })
            .collect();
        let nodes: Vec<Value> = packages
            .iter()
            .map(|(name, _, dependencies)| {
                let dependencies: Vec<Value> = dependencies
                    .iter()
                    .map(|(package, kind)| json!({ "pkg": package, "dep_kinds": [{ "kind": kind }] }))
                    .collect();
                json!({ "id": name, "deps": dependencies })
            })
            .collect();
        json!({ "packages": list, "resolve": { "nodes": nodes } })
    }

    fn breaches_of(packages: &[Planted]) -> Vec<String> {
        let metadata = metadata(packages);
        Graph::read(&metadata).unwrap().breaches(Path::new("/top/crates"))
    }

    #[test]
    fn a_clean_core_has_no_breach() {
        let found = breaches_of(&[
            ("shirube-risk", "crates", &[("shirube-numeric", None), ("proptest", Some("dev"))]),
            ("shirube-numeric", "crates", &[("libm", None)]),
            ("libm", "registry", &[]),
            ("proptest", "registry", &[("web-sys", None)]),
            ("web-sys", "registry", &[]),
        ]);
        assert!(found.is_empty(), "{found:?}");
    }

    #[test]
    fn finds_a_browser_package_behind_another_one() {
        let found = breaches_of(&[
            ("shirube-risk", "crates", &[("clock", None)]),
            ("clock", "registry", &[("js-sys", None)]),
            ("js-sys", "registry", &[("wasm-bindgen", None)]),
            ("wasm-bindgen", "registry", &[]),
        ]);
        assert_eq!(found, ["shirube-risk → clock → js-sys: the core must not use the browser"]);
    }

    #[test]
    fn finds_whole_families() {
        let found = breaches_of(&[
            ("shirube-trials", "crates", &[("gloo-timers", None), ("plotters-svg", None)]),
            ("gloo-timers", "registry", &[]),
            ("plotters-svg", "registry", &[]),
        ]);
        assert_eq!(found.len(), 2, "{found:?}");
    }

    #[test]
    fn finds_a_dependency_sideways_and_upwards() {
        let found = breaches_of(&[
            ("shirube-risk", "crates", &[("shirube-survival", None)]),
            ("shirube-survival", "crates", &[]),
            ("shirube-numeric", "crates", &[("shirube-risk", None)]),
        ]);
        assert_eq!(found.len(), 2, "{found:?}");
    }

    #[test]
    fn the_app_is_free() {
        let found = breaches_of(&[
            ("shirube-app", "", &[("leptos", None), ("shirube-cli", None)]),
            ("shirube-cli", "crates", &[("shirube-risk", None), ("shirube-survival", None)]),
            ("shirube-risk", "crates", &[]),
            ("shirube-survival", "crates", &[]),
            ("leptos", "registry", &[]),
        ]);
        assert!(found.is_empty(), "{found:?}");
    }

    #[test]
    fn the_command_line_uses_the_core_and_no_browser() {
        let found = breaches_of(&[
            ("shirube-cli", "crates", &[("shirube-risk", None), ("web-sys", None)]),
            ("shirube-risk", "crates", &[]),
            ("web-sys", "registry", &[]),
        ]);
        assert_eq!(found, ["shirube-cli → web-sys: the core must not use the browser"]);
    }
}

//! Licences, checksums and versions of packages, from `cargo metadata` and the two lock files.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result};
use data_encoding::{BASE64, HEXLOWER};
use serde_json::Value;

use super::dependency_tree::Package;
use crate::process;
use crate::workspace::Workspace;

/// Where every package comes from, and under which licence.
#[derive(Default)]
pub(super) struct Origins {
    pub(super) licences: BTreeMap<Package, String>,
    pub(super) checksums: BTreeMap<Package, String>,
}

impl Origins {
    pub(super) fn read(workspace: &Workspace) -> Result<Self> {
        let mut cargo = process::cargo();
        cargo.args(["metadata", "--format-version", "1", "--locked"]).current_dir(workspace.root());
        let metadata =
            serde_json::from_str(&process::output(&mut cargo)?).context("reading `cargo metadata`")?;
        let lock = fs::read_to_string(workspace.root().join("Cargo.lock")).context("reading Cargo.lock")?;
        Ok(Self {
            licences: licences(&metadata).context("`cargo metadata` has an unknown form")?,
            checksums: checksums(&lock)?,
        })
    }

    pub(super) fn licence(&self, package: &Package) -> Option<&str> {
        self.licences.get(package).map(String::as_str)
    }

    /// Of the file that was fetched; our own packages have none.
    pub(super) fn checksum(&self, package: &Package) -> Option<&str> {
        self.checksums.get(package).map(String::as_str)
    }
}

fn licences(metadata: &Value) -> Option<BTreeMap<Package, String>> {
    let mut licences = BTreeMap::new();
    for package in metadata.get("packages")?.as_array()? {
        let text = |field| package.get(field).and_then(Value::as_str).map(str::to_owned);
        if let Some(licence) = text("license") {
            licences.insert(Package { name: text("name")?, version: text("version")? }, expression(&licence));
        }
    }
    Some(licences)
}

/// Old packages write `MIT/Apache-2.0` for `MIT OR Apache-2.0`.
fn expression(licence: &str) -> String {
    licence.split('/').map(str::trim).collect::<Vec<_>>().join(" OR ")
}

fn checksums(lock: &str) -> Result<BTreeMap<Package, String>> {
    let lock: toml::Table = lock.parse().context("Cargo.lock is not valid TOML")?;
    let packages =
        lock.get("package").and_then(toml::Value::as_array).context("Cargo.lock lists no packages")?;
    let known = packages.iter().filter_map(|package| {
        let text = |field| package.get(field).and_then(toml::Value::as_str).map(str::to_owned);
        Some((Package { name: text("name")?, version: text("version")? }, text("checksum")?))
    });
    Ok(known.collect())
}

/// Version and checksum of an npm package: `sha512-` and base64 in the lock file, hexadecimal here.
pub(super) fn integrity_of_npm(lock: &str, name: &str) -> Option<(String, String)> {
    let lock: Value = serde_json::from_str(lock).ok()?;
    let package = lock.get("packages")?.get(format!("node_modules/{name}"))?;
    let integrity = package.get("integrity")?.as_str()?.strip_prefix("sha512-")?;
    let hash = BASE64.decode(integrity.as_bytes()).ok()?;
    Some((package.get("version")?.as_str()?.to_owned(), HEXLOWER.encode(&hash)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slash_in_a_licence_is_an_or() {
        assert_eq!(expression("MIT/Apache-2.0"), "MIT OR Apache-2.0");
        assert_eq!(expression("Apache-2.0 / MIT"), "Apache-2.0 OR MIT");
        assert_eq!(expression("(MIT OR Apache-2.0) AND Unicode-3.0"), "(MIT OR Apache-2.0) AND Unicode-3.0");
    }

    #[test]
    fn checksums_belong_to_a_name_and_a_version() {
        let lock = "[[package]]\nname = \"a\"\nversion = \"1.0.0\"\nchecksum = \"01\"\n\
                    [[package]]\nname = \"a\"\nversion = \"2.0.0\"\nchecksum = \"02\"\n\
                    [[package]]\nname = \"ours\"\nversion = \"0.1.0\"\n";
        let found = checksums(lock).unwrap();
        let package =
            |name: &str, version: &str| Package { name: name.to_owned(), version: version.to_owned() };
        assert_eq!(found.get(&package("a", "2.0.0")).map(String::as_str), Some("02"));
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn the_checksum_of_npm_is_written_in_hexadecimal() {
        let lock =
            r#"{"packages": {"node_modules/x": {"version": "1.2.3", "integrity": "sha512-AAECA/8="}}}"#;
        assert_eq!(integrity_of_npm(lock, "x"), Some(("1.2.3".to_owned(), "00010203ff".to_owned())));
        assert_eq!(integrity_of_npm(lock, "y"), None);
    }
}

//! The npm packages of package-lock.json: the optimiser, the server, the browser driver.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::process;
use crate::workspace::Workspace;

/// Whether `node_modules` holds what the lock file says.
pub(crate) fn are_installed(workspace: &Workspace) -> bool {
    let installed = fs::read(installed_lock(workspace));
    let wanted = fs::read(workspace.root().join("package-lock.json"));
    matches!((installed, wanted), (Ok(installed), Ok(wanted)) if installed == wanted)
}

/// Installs exactly the locked versions.
pub(crate) fn install(workspace: &Workspace) -> Result<()> {
    process::run(&mut clean_install(workspace.root()))
        .context("npm could not install the packages: check the network and try again")?;
    fs::copy(workspace.root().join("package-lock.json"), installed_lock(workspace))
        .context("noting in node_modules what was installed")?;
    Ok(())
}

/// `npm ci` takes nothing whose checksum is not the locked one, and changes nothing in the lock file.
fn clean_install(root: &Path) -> Command {
    let mut npm = Command::new("npm");
    npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(root);
    npm
}

/// A copy of the lock file that was installed; npm empties the folder before it installs.
fn installed_lock(workspace: &Workspace) -> PathBuf {
    workspace.node_modules().join(".installed-lock.json")
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    /// Packages of a lock file without a fixed version or a checksum; the first entry is the project itself.
    fn unchecked(lock: &str) -> Vec<String> {
        let lock: Value = serde_json::from_str(lock).unwrap();
        let packages = lock["packages"].as_object().unwrap();
        assert!(packages.len() > 1, "the lock file holds no package");
        let is_checked = |package: &Value| {
            package["version"].is_string()
                && package["integrity"].as_str().is_some_and(|hash| hash.starts_with("sha512-"))
        };
        packages
            .iter()
            .filter(|(name, package)| !name.is_empty() && !is_checked(package))
            .map(|(name, _)| name.clone())
            .collect()
    }

    #[test]
    fn every_package_has_a_version_and_a_checksum() {
        let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../package-lock.json");
        assert_eq!(unchecked(&fs::read_to_string(lock).unwrap()), Vec::<String>::new());
    }

    #[test]
    fn a_package_without_a_checksum_is_found() {
        let lock = r#"{"packages": {"": {}, "node_modules/a": {"version": "1.0.0", "integrity": "sha512-AA=="},
            "node_modules/b": {"version": "1.0.0"}, "node_modules/c": {"version": "1.0.0", "integrity": "sha1-AA=="}}}"#;
        assert_eq!(unchecked(lock), ["node_modules/b", "node_modules/c"]);
    }

    #[test]
    fn exactly_the_locked_packages_are_installed() {
        let npm = clean_install(Path::new("."));
        let arguments: Vec<_> = npm.get_args().collect();
        assert_eq!(
            arguments.first().copied(),
            Some("ci".as_ref()),
            "`npm install` would change the lock file"
        );
        assert!(
            arguments.contains(&"--ignore-scripts".as_ref()),
            "a package must not run by being installed"
        );
    }
}

//! Where things are: the checkout, its build folders, the tool cache, versions from Cargo.lock.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

/// The package of the root folder: the app itself.
pub(crate) const APP_PACKAGE: &str = "shirube-app";

/// The folders that every task needs.
pub(crate) struct Workspace {
    root: PathBuf,
    target: PathBuf,
    cache: PathBuf,
}

impl Workspace {
    /// Finds the folders from what cargo says about this program.
    pub(crate) fn find() -> Result<Self> {
        // cargo sets the variable at run time too; the compiled-in value is for a start without cargo.
        let manifest = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        let root =
            Path::new(&manifest).parent().context("the xtask package has no parent folder")?.to_path_buf();
        if !root.join("Cargo.toml").is_file() {
            bail!("{} is not the Shirube checkout: start this with `cargo xtask` inside it", root.display());
        }
        let target = match env::var_os("CARGO_TARGET_DIR") {
            Some(folder) => root.join(folder),
            None => root.join("target"),
        };
        Ok(Self { root, target, cache: cache_folder()? })
    }

    /// The top folder of the checkout.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Target folder of the native builds.
    pub(crate) fn target(&self) -> &Path {
        &self.target
    }

    /// Target folder of the WebAssembly builds. It is not the native one because the two may be made
    /// by different compilers, which would throw away each other's results.
    pub(crate) fn web_target(&self) -> PathBuf {
        self.target.join("web")
    }

    /// The finished app.
    pub(crate) fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// Installed npm packages.
    pub(crate) fn node_modules(&self) -> PathBuf {
        self.root.join("node_modules")
    }

    /// Root of the tools made by `cargo install`, shared by all checkouts.
    pub(crate) fn tools(&self) -> PathBuf {
        self.cache.join("tools")
    }

    /// Unpacked web servers for the tests of `deploy/`, shared by all checkouts.
    pub(crate) fn web_servers(&self) -> PathBuf {
        self.cache.join("web-servers")
    }

    /// The version of a package in Cargo.lock.
    pub(crate) fn locked_version(&self, package: &str) -> Result<String> {
        let path = self.root.join("Cargo.lock");
        let text = fs::read_to_string(&path)
            .context("Cargo.lock is missing: run `cargo generate-lockfile` or restore it from git")?;
        version_in_lock(&text, package)?
            .with_context(|| format!("Cargo.lock names no package {package}; is it still a dependency?"))
    }
}

fn cache_folder() -> Result<PathBuf> {
    let set = |name| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    if let Some(folder) = set("SHIRUBE_CACHE") {
        return Ok(folder);
    }
    if let Some(folder) = set("XDG_CACHE_HOME") {
        return Ok(folder.join("shirube"));
    }
    let home = set("HOME").context("HOME is not set: set SHIRUBE_CACHE to a folder for the build tools")?;
    Ok(home.join(".cache").join("shirube"))
}

fn version_in_lock(lock: &str, package: &str) -> Result<Option<String>> {
    let lock: toml::Table = lock.parse().context("Cargo.lock is not valid TOML")?;
    let packages =
        lock.get("package").and_then(toml::Value::as_array).context("Cargo.lock lists no packages")?;
    let field = |entry: &toml::Value, name| entry.get(name).and_then(toml::Value::as_str).map(str::to_owned);
    Ok(packages
        .iter()
        .find(|entry| field(entry, "name").as_deref() == Some(package))
        .and_then(|entry| field(entry, "version")))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = r#"
        version = 4
        [[package]]
        name = "wasm-bindgen-macro"
        version = "1.0.0"
        [[package]]
        name = "wasm-bindgen"
        version = "0.2.130"
    "#;

    #[test]
    fn reads_the_version_of_exactly_the_named_package() {
        assert_eq!(version_in_lock(LOCK, "wasm-bindgen").unwrap().as_deref(), Some("0.2.130"));
    }

    #[test]
    fn an_absent_package_has_no_version() {
        assert_eq!(version_in_lock(LOCK, "leptos").unwrap(), None);
    }
}

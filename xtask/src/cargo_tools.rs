//! trunk, wasm-bindgen and cargo-deny, made by `cargo install` into a cache that all checkouts share.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::process;
use crate::workspace::Workspace;

/// The newest trunk that the stable toolchains in use can compile.
pub(crate) const TRUNK_VERSION: &str = "0.21.14";

/// The judge of licences and origins.
const DENY_VERSION: &str = "0.20.2";

/// A program that comes as a crate.
pub(crate) struct CargoTool {
    package: &'static str,
    program: &'static str,
    version: String,
    /// Made without optimisation: what runs for seconds should not be compiled for minutes.
    quick: bool,
    minutes: u32,
}

impl CargoTool {
    /// The bundler.
    pub(crate) fn trunk() -> Self {
        let version = TRUNK_VERSION.to_owned();
        Self { package: "trunk", program: "trunk", version, quick: false, minutes: 9 }
    }

    /// The judge of licences and origins of all packages.
    pub(crate) fn deny() -> Self {
        let version = DENY_VERSION.to_owned();
        Self { package: "cargo-deny", program: "cargo-deny", version, quick: true, minutes: 2 }
    }

    /// The generator of the JavaScript glue; its version must be exactly that of the crate in use.
    pub(crate) fn wasm_bindgen(workspace: &Workspace) -> Result<Self> {
        let version = workspace.locked_version("wasm-bindgen")?;
        Ok(Self { package: "wasm-bindgen-cli", program: "wasm-bindgen", version, quick: false, minutes: 5 })
    }

    /// Whether the right version is in the cache or, where the cache has none, on PATH.
    pub(crate) fn is_installed(&self, workspace: &Workspace) -> bool {
        let cached = self.cached_program(workspace);
        // The cache comes first on the PATH of what we start, so that its program decides if there.
        let program = if cached.is_file() { Some(cached) } else { process::find_on_path(self.program) };
        program.is_some_and(|program| {
            process::output(Command::new(program).arg("--version"))
                .is_ok_and(|said| version_said(&said) == Some(self.version.as_str()))
        })
    }

    /// What will be installed and how long that takes on two cores.
    pub(crate) fn announcement(&self) -> String {
        format!("{} {}, compiled from source (about {} minutes)", self.package, self.version, self.minutes)
    }

    /// Compiles the program into the cache.
    pub(crate) fn install(&self, workspace: &Workspace) -> Result<()> {
        if process::succeeds(self.cargo_install(workspace).arg("--locked"))? {
            return Ok(());
        }
        // A registry can lack a version that the lock file names.
        println!("  Trying again with the newest dependencies that fit, instead of the locked ones.");
        process::run(&mut self.cargo_install(workspace)).with_context(|| {
            format!("{} could not be installed: check the network connection and try again", self.package)
        })
    }

    fn cargo_install(&self, workspace: &Workspace) -> Command {
        let mut command = process::cargo();
        command.args(["install", self.package, "--version", &self.version, "--force"]);
        if self.quick {
            command.arg("--debug");
        }
        // A target folder set for the project would mix the tools' objects into the app's.
        command.arg("--root").arg(workspace.tools()).env_remove("CARGO_TARGET_DIR");
        command
    }

    fn cached_program(&self, workspace: &Workspace) -> PathBuf {
        workspace.tools().join("bin").join(self.program)
    }
}

/// The version in a line such as `trunk 0.21.14` or `wasm-bindgen 0.2.130 (0a1b2c)`.
fn version_said(line: &str) -> Option<&str> {
    line.split_whitespace().nth(1)
}

#[cfg(test)]
mod tests {
    use super::version_said;

    #[test]
    fn reads_the_version_after_the_name() {
        assert_eq!(version_said("trunk 0.21.14\n"), Some("0.21.14"));
        assert_eq!(version_said("wasm-bindgen 0.2.130 (0a1b2c)"), Some("0.2.130"));
        assert_eq!(version_said("cargo-deny 0.20.2\n"), Some("0.20.2"));
        assert_eq!(version_said("trunk"), None);
    }
}

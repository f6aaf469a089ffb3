//! The compiler for WebAssembly: rustup's target, or Debian's compiler where rustup cannot fetch it.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::process;
use crate::system_packages;

/// The compilation target of the app.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// Debian 12's own recent compiler, made for its browsers: compiler, library source, linter.
const DEBIAN_PACKAGES: [&str; 3] = ["rustc-web", "rust-web-src", "rust-web-clippy"];
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_CARGO_CLIPPY: &str = "/usr/bin/cargo-clippy";

/// A machine that may reach rustup's server slowly gets its chance, one that may not fails soon.
const RUSTUP_LIMIT: Duration = Duration::from_secs(120);

/// A compiler that can make WebAssembly.
#[derive(Debug)]
pub(crate) enum WasmToolchain {
    /// rustup's compiler with its prebuilt standard library for the target.
    Rustup,
    /// Debian's compiler; the standard library is built from source and linked by rustup's linker.
    Debian { linker: PathBuf },
}

/// What looking for a compiler found.
pub(crate) enum Search {
    /// Ready for use.
    Found(WasmToolchain),
    /// Only after these system packages are installed.
    Needs(Vec<&'static str>),
}

impl WasmToolchain {
    /// Uses what is there; otherwise asks rustup for the target, and turns to Debian if that fails.
    pub(crate) fn search() -> Result<Search> {
        let sysroot = rustup_sysroot()?;
        if has_target(&sysroot) {
            return Ok(Search::Found(Self::Rustup));
        }
        let apt = system_packages::has_apt();
        let missing = if apt { system_packages::not_installed(&DEBIAN_PACKAGES) } else { Vec::new() };
        if apt && missing.is_empty() {
            return Ok(Search::Found(Self::debian(&sysroot)?));
        }
        println!("Installing the WebAssembly target of Rust through rustup (about half a minute).");
        let mut rustup = Command::new("rustup");
        rustup.args(["target", "add", TARGET]).env("RUSTUP_MAX_RETRIES", "0").env("RUST_BACKTRACE", "0");
        if process::succeeds_within(&mut rustup, RUSTUP_LIMIT)? && has_target(&sysroot) {
            return Ok(Search::Found(Self::Rustup));
        }
        if !apt {
            bail!(
                "rustup could not fetch the target: check the network, then run `rustup target add {TARGET}`"
            );
        }
        println!("rustup could not fetch it; Debian's own compiler is used instead.");
        Ok(Search::Needs(missing))
    }

    /// Debian's compiler, once its packages are installed.
    pub(crate) fn installed_debian() -> Result<Self> {
        Self::debian(&rustup_sysroot()?)
    }

    fn debian(sysroot: &Path) -> Result<Self> {
        let linker = sysroot.join("lib/rustlib").join(host_triple()?).join("bin/rust-lld");
        if !linker.is_file() {
            bail!("the Rust toolchain has no rust-lld: run `rustup toolchain install stable` and try again");
        }
        Ok(Self::Debian { linker })
    }

    /// Sets what a cargo (or trunk) process needs in order to compile for the target.
    pub(crate) fn configure(&self, command: &mut Command, target_folder: &Path) {
        command.env("CARGO_TARGET_DIR", target_folder);
        command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", rustflags());
        let Self::Debian { linker } = self else { return };
        // Environment only: a config file in the tree would break machines that have rustup's target.
        command
            .env("RUSTC", DEBIAN_RUSTC)
            .env("RUSTC_BOOTSTRAP", "1")
            .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort")
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
    }

    /// The compiler itself, without its arguments.
    pub(crate) fn compiler(&self) -> Result<Command> {
        match self {
            Self::Rustup => rustup_compiler(),
            Self::Debian { .. } => Ok(Command::new(DEBIAN_RUSTC)),
        }
    }

    /// A `cargo clippy` whose linter belongs to the compiler, without its arguments.
    pub(crate) fn clippy(&self, target_folder: &Path) -> Command {
        let mut command = match self {
            Self::Rustup => process::cargo(),
            Self::Debian { .. } => Command::new(DEBIAN_CARGO_CLIPPY),
        };
        command.arg("clippy");
        self.configure(&mut command, target_folder);
        command
    }

    /// For the developer to know which of the two is in use.
    pub(crate) fn description(&self) -> &'static str {
        match self {
            Self::Rustup => "rustup's WebAssembly target",
            Self::Debian { .. } => "Debian's rustc-web with the standard library built from source",
        }
    }
}

/// The flags of `.cargo/config.toml`, and one that only a running program can know: the messages of a
/// panic name source files, and the published app must not tell where somebody keeps theirs.
fn rustflags() -> String {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| env::var_os("HOME").map(|home| PathBuf::from(home).join(".cargo")));
    let hidden = home.map(|home| format!(" --remap-path-prefix={}=cargo", home.display()));
    format!("--cfg erase_components{}", hidden.unwrap_or_default())
}

fn has_target(sysroot: &Path) -> bool {
    sysroot.join("lib/rustlib").join(TARGET).join("lib").is_dir()
}

fn rustup_sysroot() -> Result<PathBuf> {
    let sysroot = process::output(rustup_compiler()?.args(["--print", "sysroot"]))?;
    Ok(PathBuf::from(sysroot.trim()))
}

fn host_triple() -> Result<String> {
    let version = process::output(rustup_compiler()?.arg("-vV"))?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host.context("rustc does not name its host")?.to_owned())
}

/// rustup's compiler, whatever else is called rustc on PATH.
fn rustup_compiler() -> Result<Command> {
    let path = process::output(Command::new("rustup").args(["which", "rustc"]))
        .context("rustup has no toolchain: run `rustup default stable`")?;
    Ok(Command::new(path.trim()))
}

//! Packages of the operating system: what is missing, and installing it through apt.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::process;

const BROWSER_PACKAGE: &str = "chromium";
const BROWSER_NAMES: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];
/// The other engines that the calculator and the canary test run in: a program of each, and its package.
const ENGINES: [(&str, &str); 3] =
    [("firefox-esr", "firefox-esr"), ("WebKitWebDriver", "webkit2gtk-driver"), ("Xvfb", "xvfb")];
const FONT_PACKAGE: &str = "fonts-noto-cjk";
const PYTHON_PACKAGE: &str = "python3-venv";
const CERTIFICATE_PACKAGE: &str = "openssl";

/// The browser that the end-to-end tests drive.
pub(crate) fn browser() -> Option<PathBuf> {
    BROWSER_NAMES.iter().find_map(|name| process::find_on_path(name))
}

/// The packages that the tests in browsers, those of `deploy/` and the writing gate need and the machine lacks.
pub(crate) fn missing_for_tests() -> Vec<&'static str> {
    let mut missing = Vec::new();
    if browser().is_none() {
        missing.push(BROWSER_PACKAGE);
    }
    for (program, package) in ENGINES {
        if process::find_on_path(program).is_none() {
            missing.push(package);
        }
    }
    if !has_japanese_font() {
        missing.push(FONT_PACKAGE);
    }
    // Debian's Python comes without the part that makes environments.
    if process::output(Command::new("python3").args(["-c", "import ensurepip, venv"])).is_err() {
        missing.push(PYTHON_PACKAGE);
    }
    // The web servers of the tests speak https with a certificate made for the occasion.
    if process::find_on_path(CERTIFICATE_PACKAGE).is_none() {
        missing.push(CERTIFICATE_PACKAGE);
    }
    missing
}

/// Those of `packages` that dpkg does not know as installed.
pub(crate) fn not_installed(packages: &[&'static str]) -> Vec<&'static str> {
    packages.iter().copied().filter(|package| !is_installed(package)).collect()
}

/// Whether this system installs packages the way this program knows.
pub(crate) fn has_apt() -> bool {
    process::find_on_path("apt-get").is_some() && process::find_on_path("dpkg-query").is_some()
}

/// Installs packages as root or through sudo; where neither works, says what to type.
pub(crate) fn install(packages: &[&str]) -> Result<()> {
    let names = packages.join(" ");
    if !has_apt() {
        bail!("this system has no apt: install by its own means what Debian calls {names}, then try again");
    }
    let Some(prefix) = Privilege::find() else {
        bail!(
            "administrator rights are needed; run this line, then try again:\n\
             sudo apt-get install -y --no-install-recommends {names}"
        );
    };
    process::run(prefix.apt_get().arg("update"))
        .context("the package lists cannot be fetched: check the network and /etc/apt/sources.list")?;
    process::run(prefix.apt_get().args(["install", "-y", "--no-install-recommends"]).args(packages))
        .with_context(|| format!("apt-get could not install {names}: its message above says why"))
}

fn has_japanese_font() -> bool {
    if has_apt() {
        return is_installed(FONT_PACKAGE);
    }
    process::output(Command::new("fc-list").arg(":lang=ja")).is_ok_and(|fonts| !fonts.trim().is_empty())
}

fn is_installed(package: &str) -> bool {
    let status = process::output(Command::new("dpkg-query").args([
        "--show",
        "--showformat=${db:Status-Status}",
        package,
    ]));
    status.is_ok_and(|status| status == "installed")
}

/// How apt-get gets administrator rights.
enum Privilege {
    Root,
    Sudo,
}

impl Privilege {
    fn find() -> Option<Self> {
        let user = process::output(Command::new("id").arg("-u")).ok()?;
        if user.trim() == "0" {
            return Some(Self::Root);
        }
        let sudo = Command::new("sudo").args(["-n", "true"]).stderr(Stdio::null()).status().ok()?;
        sudo.success().then_some(Self::Sudo)
    }

    fn apt_get(&self) -> Command {
        const QUIET: &str = "DEBIAN_FRONTEND=noninteractive";
        match self {
            Self::Root => {
                let mut command = Command::new("env");
                command.args([QUIET, "apt-get"]);
                command
            }
            Self::Sudo => {
                let mut command = Command::new("sudo");
                command.args(["-n", "env", QUIET, "apt-get"]);
                command
            }
        }
    }
}

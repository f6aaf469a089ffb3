//! Sets up what a task needs and the machine lacks.

use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result};

use crate::cargo_tools::CargoTool;
use crate::npm_packages;
use crate::prerequisites;
use crate::process;
use crate::system_packages;
use crate::wasm_toolchain::{Search, WasmToolchain};
use crate::web_servers;
use crate::workspace::Workspace;

/// What the set-up is for; tests need more than a build.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Building and serving the app.
    Build,
    /// Running every check, with linters and a browser.
    Test,
}

/// A machine that is ready.
#[derive(Debug)]
pub(crate) struct Environment {
    /// The compiler for the app.
    pub(crate) wasm: WasmToolchain,
}

/// Installs what is missing and returns what the other tasks need to know about the machine.
pub(crate) fn run(workspace: &Workspace, purpose: Purpose) -> Result<Environment> {
    prerequisites::check()?;
    let search = WasmToolchain::search()?;
    let steps = missing_steps(workspace, purpose, &search)?;
    if !steps.is_empty() {
        println!("Setting up, once:");
        for step in &steps {
            println!("  - {}", step.announcement());
        }
    }
    for (index, step) in steps.iter().enumerate() {
        println!("\n[{}/{}] {}", index + 1, steps.len(), step.announcement());
        let start = Instant::now();
        step.install(workspace)?;
        println!("  done in {:.0} s", start.elapsed().as_secs_f64());
    }
    let wasm = match search {
        Search::Found(toolchain) => toolchain,
        Search::Needs(_) => WasmToolchain::installed_debian()?,
    };
    println!("Set-up complete ({}).", wasm.description());
    Ok(Environment { wasm })
}

/// One thing to install.
enum Step {
    SystemPackages(Vec<&'static str>),
    RustComponents(Vec<&'static str>),
    NpmPackages,
    WebServers,
    CargoTool(CargoTool),
}

impl Step {
    fn announcement(&self) -> String {
        match self {
            Self::SystemPackages(packages) => {
                format!("system packages: {} (about 2 minutes)", packages.join(", "))
            }
            Self::RustComponents(components) => {
                format!("Rust components: {} (about half a minute)", components.join(", "))
            }
            Self::NpmPackages => {
                "npm packages: optimiser, server, browser driver (about half a minute)".to_owned()
            }
            Self::WebServers => {
                "Debian's nginx, Apache and Caddy, unpacked but not installed (about half a minute)"
                    .to_owned()
            }
            Self::CargoTool(tool) => tool.announcement(),
        }
    }

    fn install(&self, workspace: &Workspace) -> Result<()> {
        match self {
            Self::SystemPackages(packages) => system_packages::install(packages),
            Self::RustComponents(components) => {
                process::run(Command::new("rustup").args(["component", "add"]).args(components))
                    .context("rustup could not add the components: check the network and try again")
            }
            Self::NpmPackages => npm_packages::install(workspace),
            Self::WebServers => web_servers::unpack(workspace),
            Self::CargoTool(tool) => tool.install(workspace),
        }
    }
}

/// What is missing, quickest to fail first: a machine without rights should say so at once.
fn missing_steps(workspace: &Workspace, purpose: Purpose, search: &Search) -> Result<Vec<Step>> {
    let mut packages = match search {
        Search::Found(_) => Vec::new(),
        Search::Needs(packages) => packages.clone(),
    };
    let mut components = Vec::new();
    if purpose == Purpose::Test {
        packages.extend(system_packages::missing_for_tests());
        components = missing_rust_components();
    }
    let mut steps = Vec::new();
    if !packages.is_empty() {
        steps.push(Step::SystemPackages(packages));
    }
    if !components.is_empty() {
        steps.push(Step::RustComponents(components));
    }
    if !npm_packages::are_installed(workspace) {
        steps.push(Step::NpmPackages);
    }
    if purpose == Purpose::Test && !web_servers::are_unpacked(workspace) {
        steps.push(Step::WebServers);
    }
    let mut tools = vec![CargoTool::wasm_bindgen(workspace)?, CargoTool::trunk()];
    if purpose == Purpose::Test {
        tools.push(CargoTool::deny());
    }
    steps.extend(tools.into_iter().filter(|tool| !tool.is_installed(workspace)).map(Step::CargoTool));
    Ok(steps)
}

fn missing_rust_components() -> Vec<&'static str> {
    [("fmt", "rustfmt"), ("clippy", "clippy")]
        .into_iter()
        .filter(|(subcommand, _)| process::output(process::cargo().args([subcommand, "--version"])).is_err())
        .map(|(_, component)| component)
        .collect()
}

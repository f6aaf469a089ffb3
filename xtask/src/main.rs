//! `cargo xtask`: set-up, build, checks and local server of Shirube.
#![allow(clippy::print_stdout, reason = "telling the developer what happens is this program's job")]

mod app_build;
mod bench;
mod build_stamp;
mod cargo_tools;
mod dependency_rule;
mod file_tree;
mod npm_packages;
mod precompress;
mod prerequisites;
mod process;
mod serve;
mod setup;
mod size;
mod source_rule;
mod system_packages;
mod test_counts;
mod test_suite;
mod wasm_toolchain;
mod workspace;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use setup::Purpose;
use workspace::Workspace;

/// Set-up, build, checks and local server of Shirube.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Clone, Copy, Subcommand)]
enum Task {
    /// Set up what is missing, build the release app and serve it on this machine
    Serve {
        /// Port to listen on
        #[arg(long, default_value_t = 8080)]
        port: u16,
        /// Open the page in a browser
        #[arg(long)]
        open: bool,
    },
    /// Set up what is missing and run every check
    Test,
    /// Build the release app into ./dist, with .br and .gz beside each file
    Build,
    /// Show what a visitor downloads and compare it with the budget
    Size,
    /// Only set up what is missing
    Setup,
    /// Measure speed: the native code, then the page
    Bench {
        #[command(subcommand)]
        part: Option<BenchPart>,
    },
}

#[derive(Clone, Copy, Subcommand)]
enum BenchPart {
    /// Only the page, in a browser
    Page,
}

fn main() -> ExitCode {
    match run(Arguments::parse().task) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> Result<ExitCode> {
    let workspace = Workspace::find()?;
    match task {
        Task::Serve { port, open } => serve::run(&workspace, port, open),
        Task::Test => {
            let environment = setup::run(&workspace, Purpose::Test)?;
            Ok(test_suite::run(&workspace, &environment))
        }
        Task::Build => {
            let environment = setup::run(&workspace, Purpose::Build)?;
            app_build::run(&workspace, &environment)?;
            Ok(ExitCode::SUCCESS)
        }
        Task::Size => size::run(&workspace),
        Task::Setup => {
            setup::run(&workspace, Purpose::Test)?;
            Ok(ExitCode::SUCCESS)
        }
        Task::Bench { part: Some(BenchPart::Page) } => bench::page(&workspace),
        Task::Bench { part: None } => bench::everything(&workspace),
    }
}

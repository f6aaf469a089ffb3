//! `cargo xtask`: set-up, build, checks and local server of Shirube.
#![allow(clippy::print_stdout, reason = "telling the developer what happens is this program's job")]

mod app_build;
mod bench;
mod bench_assess;
mod bench_traces;
mod bench_trials;
mod browser_engines;
mod build_digest;
mod build_stamp;
mod cargo_tools;
mod dependency_rule;
mod file_tree;
mod folder_comparison;
mod idle_files;
mod long_texts;
mod mutants;
mod mutations;
mod native_build;
mod npm_packages;
mod offline_copy;
mod oracle;
mod package_policy;
mod precompress;
mod prerequisites;
mod process;
mod python_packages;
mod recovery;
mod recovery_chart;
mod reproduce;
mod sbom;
mod serve;
mod setup;
mod site;
mod size;
mod source_rule;
mod source_text;
mod system_packages;
mod test_counts;
mod test_suite;
mod trial_records;
mod validate_files;
mod validate_traces;
mod verify;
mod wasm_module;
mod wasm_toolchain;
mod ways_out;
mod web_servers;
mod workspace;
mod writing_gate;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
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

#[derive(Subcommand)]
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
    Test {
        /// Also the slow checks: a million people through the rules, natively and in a browser
        #[arg(long)]
        full: bool,
    },
    /// Build the release app into ./dist, with .br and .gz beside each file
    Build {
        /// Then make a copy with the settings of this file in the place of content/site.toml
        #[arg(long, requires = "out")]
        site: Option<PathBuf>,
        /// Where the copy goes: a folder that does not exist yet
        #[arg(long, requires = "site")]
        out: Option<PathBuf>,
    },
    /// Write build digest, offline list and compressed copies anew into a finished app whose files were changed
    Stamp {
        /// The folder of the finished app
        folder: PathBuf,
    },
    /// Compare a folder that is served with the build of this checkout
    Verify {
        /// The folder as it is served, or a copy of it
        folder: PathBuf,
        /// The settings that it was made with, if they are not content/site.toml
        #[arg(long)]
        site: Option<PathBuf>,
        /// A file of the host's own in that folder, such as _headers
        #[arg(long, value_name = "FILE")]
        except: Vec<PathBuf>,
    },
    /// Make two clean builds in different folders and compare every byte (20 minutes)
    Reproduce,
    /// Show what a visitor downloads and compare it with the budget
    Size,
    /// Only set up what is missing
    Setup,
    /// Measure speed: the native code, then the page
    Bench {
        #[command(subcommand)]
        part: Option<BenchPart>,
    },
    /// Compare with other programs and with what is known, on data that is not part of the project
    Validate {
        #[command(subcommand)]
        part: Option<ValidatePart>,
        /// Folder with the data; its folders ab1 and traces hold trace files
        #[arg(long, global = true)]
        data: Option<PathBuf>,
    },
    /// Simulate mixtures, measure them and write docs/recovery.md with its chart
    Recovery,
    /// Check the long texts and write how easy each section reads into content/readability.toml
    Readability,
    /// Make one mistake at a time in a copy of the rules; a test must notice each
    Mutants {
        /// Only in files whose names contain this
        only: Option<String>,
    },
}

#[derive(Subcommand)]
enum BenchPart {
    /// Only the rules and `shirube assess`, beside other ways to do the same
    Assess {
        /// Ten million lines for the peak of memory as well as one
        #[arg(long)]
        long: bool,
    },
    /// Only the page, in a browser
    Page,
    /// Only the reading of trace files, beside other readers
    Traces {
        /// Folder with the data; its ab1 folder holds trace files
        #[arg(long)]
        data: PathBuf,
    },
    /// Only the finder of trials, natively and in a browser
    Trials,
}

#[derive(Clone, Copy, Subcommand)]
enum ValidatePart {
    /// Only the reading of files, against Biopython
    Files,
    /// Only trace clonality, against the sequencing of real mixtures
    Traces,
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
        Task::Test { full } => {
            let environment = setup::run(&workspace, Purpose::Test)?;
            Ok(test_suite::run(&workspace, &environment, full))
        }
        Task::Build { site, out } => {
            let environment = setup::run(&workspace, Purpose::Build)?;
            app_build::run(&workspace, &environment)?;
            if let (Some(settings), Some(out)) = (site, out) {
                site::build_copy(&workspace, &settings, &out)?;
                println!("Made {}.", out.display());
            }
            Ok(ExitCode::SUCCESS)
        }
        Task::Stamp { folder } => {
            offline_copy::stamp(&folder)?;
            Ok(ExitCode::SUCCESS)
        }
        Task::Verify { folder, site, except } => {
            let environment = setup::run(&workspace, Purpose::Build)?;
            let question = verify::Question { folder: &folder, site: site.as_deref(), except: &except };
            verify::run(&workspace, &environment, &question)
        }
        Task::Reproduce => {
            setup::run(&workspace, Purpose::Build)?;
            reproduce::run(&workspace)
        }
        Task::Size => size::run(&workspace),
        Task::Setup => {
            setup::run(&workspace, Purpose::Test)?;
            Ok(ExitCode::SUCCESS)
        }
        Task::Bench { part: Some(BenchPart::Assess { long }) } => bench_assess::run(&workspace, long),
        Task::Bench { part: Some(BenchPart::Page) } => bench::page(&workspace),
        Task::Bench { part: Some(BenchPart::Traces { data }) } => bench_traces::run(&workspace, &data),
        Task::Bench { part: Some(BenchPart::Trials) } => bench_trials::run(&workspace),
        Task::Bench { part: None } => bench::everything(&workspace),
        Task::Validate { part, data } => {
            validate(&workspace, part, &data.context("name the folder with the data: --data DIR")?)
        }
        Task::Recovery => recovery::run(&workspace),
        Task::Readability => {
            let is_plain = writing_gate::update(&workspace)?;
            Ok(if is_plain { ExitCode::SUCCESS } else { ExitCode::FAILURE })
        }
        Task::Mutants { only } => mutants::run(&workspace, only.as_deref()),
    }
}

fn validate(workspace: &Workspace, part: Option<ValidatePart>, data: &Path) -> Result<ExitCode> {
    let mut passed = true;
    if matches!(part, Some(ValidatePart::Files) | None) {
        passed &= validate_files::run(workspace, data)?;
    }
    if matches!(part, Some(ValidatePart::Traces) | None) {
        passed &= validate_traces::run(data)?;
    }
    Ok(if passed { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

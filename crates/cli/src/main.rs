//! `shirube`: the published HTLV-1 risk rules and trace clonality, in batch.

mod command;

use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

use command::assess::AssessArguments;
use command::simulate::SimulateArguments;
use command::sites::SitesArguments;
use command::trace::TraceArguments;
use shirube_cli::schema;

/// Published HTLV-1 risk rules and trace clonality, many at once. For learning about published research; not approved
/// or certified as a medical device; not for deciding treatment.
#[derive(Parser)]
#[command(name = "shirube", version)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Put people through every rule: one line in, one line out
    ///
    /// Exit code: 0 every line could be used, 1 some could not, 2 the call or a file could not.
    Assess(AssessArguments),
    /// Measure trace clonality in Sanger traces (.ab1, .scf): one JSON object a file
    ///
    /// Trace clonality is an open estimate of its own. It is no clonality value (Cv) of RAISING-CLOVA, cannot be
    /// converted to one and belongs to no risk rule. Exit code: 0 every file gives an estimate, 1 some do not, 2 the
    /// call or a file could not be read.
    Trace(TraceArguments),
    /// Write synthetic .ab1 files of known clone mixtures, with what is true of them
    ///
    /// Exit code: 0 all were written, 2 the call could not be carried out.
    Simulate(Box<SimulateArguments>),
    /// Compute indices of clonality from tables of integration sites (CSV, TSV, BED): one JSON object a file
    ///
    /// Exit code: 0 every table and row could be used, 1 some could not, 2 the call or a file could not be read.
    Sites(SitesArguments),
    /// Print the JSON Schema of a line or record
    Schema {
        /// Of which
        side: Side,
    },
}

#[derive(Clone, Copy, ValueEnum)]
enum Side {
    /// What `shirube assess` reads
    Input,
    /// What it writes
    Output,
    /// What `shirube trace` writes
    Trace,
}

fn main() -> ExitCode {
    match Arguments::parse().task {
        Task::Assess(arguments) => command::assess::run(&arguments),
        Task::Trace(arguments) => command::trace::run(&arguments),
        Task::Simulate(arguments) => command::simulate::run(&arguments),
        Task::Sites(arguments) => command::sites::run(&arguments),
        Task::Schema { side: Side::Input } => command::output::print(&schema::input()),
        Task::Schema { side: Side::Output } => command::output::print(&schema::output()),
        Task::Schema { side: Side::Trace } => command::output::print(&schema::trace()),
    }
}

//! `shirube assess`: files in, standard output out.

use std::io;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::process::ExitCode;
use std::thread::available_parallelism;

use clap::{Args, ValueEnum};

use super::output::{self, UNUSABLE};
use super::source::{Block, Source, is_standard_input, total_length};
use super::{pipeline, progress};

#[derive(Args)]
pub(crate) struct AssessArguments {
    /// Files to read one after another; "-" or none is standard input
    files: Vec<PathBuf>,
    /// Format of input and output
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
    /// Threads that assess; all cores if not given
    #[arg(long)]
    jobs: Option<NonZeroUsize>,
}

/// Format of input and output.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// One JSON object a line
    Json,
    /// A table with a header of JSON paths
    Csv,
}

/// Assesses every line of every file.
pub(crate) fn run(arguments: &AssessArguments) -> ExitCode {
    let files = match arguments.files.as_slice() {
        [] => vec![PathBuf::from("-")],
        files => files.to_vec(),
    };
    let jobs = arguments.jobs.or_else(|| available_parallelism().ok()).map_or(1, NonZeroUsize::get);
    let total = if files.iter().any(|file| is_standard_input(file)) { None } else { total_length(&files) };
    let bar = progress::bar(total);
    let mut all_readable = true;
    let mut header_due = arguments.format == Format::Csv;
    let bad_lines = pipeline::run(
        jobs,
        io::stdout(),
        |bytes| bar.inc(bytes),
        |hand_over| {
            for file in &files {
                match hand_over_file(file, arguments.format, &mut header_due, hand_over) {
                    Ok(true) => {}
                    Ok(false) => return,
                    Err(error) => {
                        all_readable = false;
                        bar.suspend(|| eprintln!("shirube: {}: {error:#}", file.display()));
                    }
                }
            }
        },
    );
    bar.finish_and_clear();
    match bad_lines {
        Err(error) => output::failed(&error),
        Ok(_) if !all_readable => ExitCode::from(UNUSABLE),
        Ok(bad_lines) => ExitCode::from(u8::from(bad_lines > 0)),
    }
}

/// Reads one file; `Ok(false)` when nobody takes its blocks any more. The header of the output comes before the
/// first table that can be used.
fn hand_over_file(
    file: &std::path::Path,
    format: Format,
    header_due: &mut bool,
    hand_over: &mut dyn FnMut(Block) -> bool,
) -> anyhow::Result<bool> {
    let mut source = Source::open(file, format)?;
    if std::mem::take(header_due) && !hand_over(Block::output_header()) {
        return Ok(false);
    }
    while let Some(block) = source.next_block()? {
        if !hand_over(block) {
            return Ok(false);
        }
    }
    Ok(true)
}

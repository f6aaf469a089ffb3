//! `shirube trace`: trace files in, one record each out.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::mpsc::sync_channel;
use std::thread::{self, available_parallelism};

use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};
use shirube_cli::trace_code::TraceErrorCode;
use shirube_cli::trace_record::{self, Shown, TraceRecord};
use shirube_cli::{anchor_text, trace_message};
use shirube_clonality::junction::{Anchor, Preset, Strand};
use shirube_clonality::trace_clonality::{TraceReport, TraceSettings};
use shirube_clonality::trace_file::LARGEST_FILE;

use super::output::{self, UNUSABLE};

#[derive(Args)]
pub(crate) struct TraceArguments {
    /// Trace files, or folders whose traces are read in the order of their names
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Constant sequence before the host, read towards it: htlv1-3ltr, htlv1-5ltr, blv-3ltr, blv-5ltr or letters
    #[arg(long, required_unless_present = "junction", value_parser = anchor_text::parse)]
    anchor: Option<Anchor>,
    /// Index of the first host base, counted from 0, instead of looking for the anchor
    #[arg(long, value_name = "N", conflicts_with = "anchor")]
    junction: Option<usize>,
    /// Which way the host lies from --junction: forward (if not given) after it in the read, reverse before it
    #[arg(long, value_enum, requires = "junction", conflicts_with = "anchor")]
    strand: Option<StrandArgument>,
    /// Bases between the junction and the window
    #[arg(long, value_name = "N", default_value_t = TraceSettings::USUAL_SKIP)]
    skip: usize,
    /// Bases in the window
    #[arg(long, value_name = "N", default_value_t = TraceSettings::USUAL_WINDOW)]
    window: usize,
    /// Shares of A,C,G,T in an endlessly diverse mixture
    #[arg(long, value_delimiter = ',', default_value = "0.25,0.25,0.25,0.25")]
    background: Vec<f64>,
    /// One record a line, without spaces
    #[arg(long)]
    jsonl: bool,
    /// One more record at the end: all files as reads of one sample
    #[arg(long)]
    combine: bool,
    #[command(flatten)]
    shown: ShownArguments,
    /// Threads that measure; all cores if not given
    #[arg(long)]
    jobs: Option<NonZeroUsize>,
}

#[derive(Args)]
struct ShownArguments {
    /// Also each position of the window
    #[arg(long)]
    per_position: bool,
    /// Also what the files say of sample and run: names of people may stand there
    #[arg(long)]
    names: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum StrandArgument {
    Forward,
    Reverse,
}

impl TraceArguments {
    fn settings(&self) -> Result<TraceSettings> {
        let strand = match self.strand {
            None | Some(StrandArgument::Forward) => Strand::Forward,
            Some(StrandArgument::Reverse) => Strand::Reverse,
        };
        // With the junction given, no anchor is looked for, and any will do.
        let anchor =
            self.anchor.clone().map_or_else(|| anchor_text::parse(Preset::Htlv1ThreePrime.code()), Ok);
        let settings = TraceSettings {
            junction_by_hand: self.junction.map(|position| (position, strand)),
            skip: self.skip,
            window: self.window,
            background: self
                .background
                .as_slice()
                .try_into()
                .context("--background needs four shares: A,C,G,T")?,
            ..TraceSettings::new(anchor.map_err(anyhow::Error::msg)?)
        };
        match trace_message::of_settings(&settings) {
            Some(message) => bail!(message),
            None => Ok(settings),
        }
    }
}

/// Measures every file.
pub(crate) fn run(arguments: &TraceArguments) -> ExitCode {
    let prepared = arguments.settings().and_then(|settings| Ok((settings, listed(&arguments.files)?)));
    let (settings, files) = match prepared {
        Ok(prepared) => prepared,
        Err(error) => {
            eprintln!("shirube: {error:#}");
            return ExitCode::from(UNUSABLE);
        }
    };
    let shown = Shown { positions: arguments.shown.per_position, names: arguments.shown.names };
    let jobs = arguments.jobs.or_else(|| available_parallelism().ok()).map_or(1, NonZeroUsize::get);
    let mut worst = 0;
    let mut reports = Vec::new();
    let written = in_order(
        &files,
        jobs,
        |path| measured(path, &settings, shown, arguments.jsonl),
        |done| {
            worst = worst.max(done.exit_code);
            if let Some(said) = &done.said {
                eprintln!("shirube: {said}");
            }
            if arguments.combine {
                reports.extend(done.report);
            }
            io::stdout().write_all(done.text.as_bytes())
        },
    );
    let written = written.and_then(|()| {
        if arguments.combine {
            let record = trace_record::combined(files.len(), &reports);
            io::stdout().write_all(record.text(arguments.jsonl).as_bytes())?;
        }
        io::stdout().flush()
    });
    match written {
        Ok(()) => ExitCode::from(worst),
        Err(error) => output::failed(&error),
    }
}

/// The files of a call: those of a folder in its place.
fn listed(named: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in named {
        if path.as_os_str() == "-" {
            bail!("standard input cannot be read as a trace: name its file");
        }
        if path.is_dir() {
            let found = traces_in(path).with_context(|| format!("{}: cannot be listed", path.display()))?;
            if found.is_empty() {
                bail!("{}: no .ab1, .abi, .fsa or .scf file in this folder", path.display());
            }
            files.extend(found);
        } else {
            files.push(path.clone());
        }
    }
    Ok(files)
}

/// The traces that lie in a folder itself, by name.
fn traces_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    const EXTENSIONS: [&str; 4] = ["ab1", "abi", "fsa", "scf"];
    let paths: io::Result<Vec<PathBuf>> = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect();
    let is_trace = |path: &PathBuf| {
        let extension = path.extension().unwrap_or_default().to_ascii_lowercase();
        EXTENSIONS.iter().any(|known| extension == *known) && path.is_file()
    };
    let mut traces: Vec<PathBuf> = paths?.into_iter().filter(is_trace).collect();
    traces.sort();
    Ok(traces)
}

/// What a file gives.
struct Done {
    text: String,
    report: Option<TraceReport>,
    /// What to say of it on standard error.
    said: Option<String>,
    exit_code: u8,
}

fn measured(path: &Path, settings: &TraceSettings, shown: Shown, one_line: bool) -> Done {
    let name = path.to_string_lossy();
    match bytes_of(path) {
        Ok(bytes) => {
            let (record, report) = trace_record::of_bytes(&name, &bytes, settings, shown);
            Done { text: record.text(one_line), report, said: None, exit_code: u8::from(!record.is_usable()) }
        }
        Err(error) => {
            let said = format!("cannot be read: {error}");
            let record = TraceRecord::error(&name, TraceErrorCode::Unreadable, said.clone());
            Done {
                text: record.text(one_line),
                report: None,
                said: Some(format!("{name}: {said}")),
                exit_code: UNUSABLE,
            }
        }
    }
}

/// A file, but no more of it than tells that it is too large.
fn bytes_of(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(LARGEST_FILE as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Works on items in several threads and hands the results over in order. Threads take turns, so the order holds and
/// little waits; all end soon after handing over fails.
fn in_order<T: Sync, R: Send>(
    items: &[T],
    threads: usize,
    work: impl Fn(&T) -> R + Sync,
    mut hand_over: impl FnMut(R) -> io::Result<()>,
) -> io::Result<()> {
    /// Results of a thread that may wait.
    const QUEUE: usize = 8;
    thread::scope(|scope| {
        let results: Vec<_> = (0..threads.clamp(1, items.len().max(1)))
            .map(|first| {
                let (sender, receiver) = sync_channel(QUEUE);
                let (work, step) = (&work, threads.clamp(1, items.len().max(1)));
                scope.spawn(move || {
                    let own = items.iter().skip(first).step_by(step);
                    own.map(work).try_for_each(|result| sender.send(result))
                });
                receiver
            })
            .collect();
        for receiver in results.iter().cycle().take(items.len()) {
            let result = receiver.recv().map_err(|_| io::Error::other("a measuring thread broke down"))?;
            hand_over(result)?;
        }
        Ok(())
    })
}

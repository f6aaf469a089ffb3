//! `shirube sites`: tables of integration sites in, one record each out.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use shirube_cli::sites_message;
use shirube_cli::sites_record::{self, Later, SitesRecord};
use shirube_clonality::sites::{
    ColumnChoice, CompareOptions, LARGEST_FILE, Role, SampleChoice, SiteTable, TableOptions, compare,
    read_table,
};

use super::output::{self, UNUSABLE};
use super::source::is_standard_input;

#[derive(Args)]
pub(crate) struct SitesArguments {
    /// Tables of integration sites; "-" is standard input
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// A table of a later time, with which every file is compared
    #[arg(long, value_name = "FILE")]
    compare: Option<PathBuf>,
    /// A column chosen by hand: chromosome, position, strand, abundance or sample, and its name or its number from 1
    #[arg(long, value_name = "ROLE=COLUMN", value_parser = column)]
    column: Vec<(Role, ColumnChoice)>,
    /// The sample to read, where a table has several
    #[arg(long, value_name = "NAME")]
    sample: Option<String>,
    /// All samples of a table, summed site by site
    #[arg(long, conflicts_with = "sample")]
    sum_samples: bool,
    /// The sample to read of the later table
    #[arg(long, value_name = "NAME", requires = "compare")]
    compare_sample: Option<String>,
    /// Largest clones listed and followed
    #[arg(long, value_name = "N", default_value_t = CompareOptions::default().top)]
    top: usize,
    /// Bases that sites of two times may lie apart and be the same, 0 to 255
    #[arg(long, value_name = "BASES", default_value_t = 0, requires = "compare")]
    tolerance: u8,
    /// One record a line, without spaces
    #[arg(long)]
    jsonl: bool,
}

/// Reads `abundance=fragmentEstimate` or `abundance=5`.
fn column(text: &str) -> Result<(Role, ColumnChoice), String> {
    let roles = || Role::ALL.map(Role::code).join(", ");
    let (role, name) = text.split_once('=').ok_or("write ROLE=COLUMN, such as abundance=fragmentEstimate")?;
    let role =
        sites_record::role(role).ok_or_else(|| format!("unknown role {role:?}: it is one of {}", roles()))?;
    let choice = name.parse().map_or_else(|_| ColumnChoice::Named(name.to_owned()), ColumnChoice::Number);
    Ok((role, choice))
}

impl SitesArguments {
    fn options(&self, sample: Option<&String>) -> TableOptions {
        let sample = match sample {
            Some(name) => SampleChoice::Named(name.clone()),
            None if self.sum_samples => SampleChoice::Together,
            None => SampleChoice::Only,
        };
        TableOptions { columns: self.column.iter().cloned().collect::<BTreeMap<_, _>>(), sample }
    }
}

/// The later table.
struct Second {
    file: String,
    table: SiteTable,
}

/// Reads every table.
pub(crate) fn run(arguments: &SitesArguments) -> ExitCode {
    let later = match &arguments.compare {
        None => None,
        Some(path) => match second(arguments, path) {
            Ok(second) => Some(second),
            Err(said) => {
                eprintln!("shirube: {}: {said}", path.display());
                return ExitCode::from(UNUSABLE);
            }
        },
    };
    let mut worst = 0;
    for path in &arguments.files {
        let (text, exit_code) = record(arguments, path, later.as_ref());
        worst = worst.max(exit_code);
        let mut out = io::stdout().lock();
        if let Err(error) = out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
            return output::failed(&error);
        }
    }
    ExitCode::from(worst)
}

fn second(arguments: &SitesArguments, path: &Path) -> Result<Second, String> {
    let bytes = bytes_of(path).map_err(|error| format!("cannot be read: {error}"))?;
    let options = arguments.options(arguments.compare_sample.as_ref());
    let table = read_table(&bytes, &options).map_err(|error| sites_message::of_table(&error))?;
    Ok(Second { file: path.to_string_lossy().into_owned(), table })
}

/// The record of a file as text, and what it makes of the exit code.
fn record(arguments: &SitesArguments, path: &Path, later: Option<&Second>) -> (String, u8) {
    let file = path.to_string_lossy();
    let bytes = match bytes_of(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            let said = format!("cannot be read: {error}");
            eprintln!("shirube: {file}: {said}");
            return (SitesRecord::unreadable(&file, said).text(arguments.jsonl), UNUSABLE);
        }
    };
    let table = match read_table(&bytes, &arguments.options(arguments.sample.as_ref())) {
        Ok(table) => table,
        Err(error) => return (SitesRecord::of_error(&file, &error).text(arguments.jsonl), 1),
    };
    let options = CompareOptions { top: arguments.top, tolerance: arguments.tolerance };
    let comparison = later.map(|second| compare(&table, &second.table, options));
    let later = later.zip(comparison.as_ref()).map(|(second, comparison)| Later {
        file: &second.file,
        table: &second.table,
        comparison,
    });
    let bad_rows = table.rows_with_errors() + later.map_or(0, |later| later.table.rows_with_errors());
    let record = SitesRecord::of_table(&file, &table, arguments.top, later);
    (record.text(arguments.jsonl), u8::from(bad_rows > 0))
}

/// A file, but no more of it than tells that it is too large.
fn bytes_of(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let most = LARGEST_FILE as u64 + 1;
    if is_standard_input(path) {
        io::stdin().lock().take(most).read_to_end(&mut bytes)?;
    } else {
        File::open(path)?.take(most).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

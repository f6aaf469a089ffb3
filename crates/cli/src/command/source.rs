//! The files of a call, block by block.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result};
use shirube_cli::block::BlockReader;
use shirube_cli::csv_input::Header;
use shirube_cli::csv_output;
use shirube_cli::json_lines::{self, Place};

use super::assess::Format;

/// Lines of one file, on their way to a worker.
pub(super) struct Block {
    file: Arc<str>,
    /// Line in the file of the first one.
    line: u64,
    pub(super) bytes: Vec<u8>,
    reading: Reading,
}

/// How lines are to be read.
#[derive(Clone)]
enum Reading {
    JsonLines,
    Csv(Arc<Header>),
    /// Nothing to read: the header of the output is due.
    OutputHeader,
}

impl Block {
    /// The header of the output, as a block of its own.
    pub(super) fn output_header() -> Self {
        Self { file: "".into(), line: 0, bytes: Vec::new(), reading: Reading::OutputHeader }
    }

    /// Appends a line of output for each line; tells how many could not be used.
    pub(super) fn assess(&self, out: &mut Vec<u8>) -> u64 {
        let place = Place { file: &self.file, line: self.line };
        match &self.reading {
            Reading::JsonLines => json_lines::assess_block(&self.bytes, place, out),
            Reading::Csv(header) => header.assess_block(&self.bytes, place, out),
            Reading::OutputHeader => {
                csv_output::write_header(out);
                0
            }
        }
    }
}

/// An open file.
pub(super) struct Source {
    reader: BlockReader<Box<dyn Read>>,
    file: Arc<str>,
    next_line: u64,
    reading: Reading,
}

impl Source {
    /// Opens a file, or standard input for "-", and reads the header if it is to have one.
    pub(super) fn open(path: &Path, format: Format) -> Result<Self> {
        let input: Box<dyn Read> = if is_standard_input(path) {
            Box::new(io::stdin())
        } else {
            Box::new(File::open(path).context("cannot be opened")?)
        };
        let mut reader = BlockReader::new(input);
        let (reading, next_line) = match format {
            Format::Json => (Reading::JsonLines, 1),
            Format::Csv => {
                let mut line = Vec::new();
                reader.next_line(&mut line).context("cannot be read")?;
                let header = Header::read(line.trim_ascii_end())?;
                (Reading::Csv(Arc::new(header)), 2)
            }
        };
        Ok(Self { reader, file: path.to_string_lossy().into(), next_line, reading })
    }

    /// The next lines; `None` at the end of the file.
    pub(super) fn next_block(&mut self) -> Result<Option<Block>> {
        let bytes = self.reader.next_block().context("cannot be read to its end")?;
        if bytes.is_empty() {
            return Ok(None);
        }
        let line = self.next_line;
        self.next_line += memchr::memchr_iter(b'\n', &bytes).count() as u64;
        Ok(Some(Block { file: Arc::clone(&self.file), line, bytes, reading: self.reading.clone() }))
    }
}

pub(super) fn is_standard_input(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// How many bytes there are to read, where that can be known.
pub(super) fn total_length(files: &[PathBuf]) -> Option<u64> {
    let length =
        |file: &PathBuf| std::fs::metadata(file).ok().filter(std::fs::Metadata::is_file).map(|of| of.len());
    files.iter().map(length).sum()
}

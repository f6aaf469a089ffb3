//! Standard output, whose reader may go away.

use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

/// Exit code of a call that could not be carried out.
pub(crate) const UNUSABLE: u8 = 2;

/// Writes `text`; a reader that has gone away is no error.
pub(crate) fn print(text: &str) -> ExitCode {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => failed(&error),
    }
}

/// The exit code after writing failed.
pub(crate) fn failed(error: &io::Error) -> ExitCode {
    if error.kind() == ErrorKind::BrokenPipe {
        return ExitCode::SUCCESS;
    }
    eprintln!("shirube: the output cannot be written: {error}");
    ExitCode::from(UNUSABLE)
}

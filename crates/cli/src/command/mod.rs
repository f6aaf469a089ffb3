//! The program around the library: files, threads, the terminal.

pub(crate) mod assess;
pub(crate) mod output;
mod pipeline;
mod progress;
mod source;

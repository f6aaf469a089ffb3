//! The program around the library: files, threads, the terminal.

pub(crate) mod assess;
pub(crate) mod output;
mod pipeline;
mod progress;
pub(crate) mod simulate;
pub(crate) mod sites;
mod source;
pub(crate) mod trace;

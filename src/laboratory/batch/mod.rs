//! Files in, one row each: dropped or chosen, measured in a worker, listed in a table.

use super::trace::TraceState;
use crate::words::Language;
use leptos::prelude::*;

/// The files and what came of them.
#[derive(Clone, Copy)]
pub struct BatchState {}

impl BatchState {
    /// No files.
    pub fn new() -> Self {
        Self {}
    }
}

/// Where files are dropped and chosen.
pub fn intake(_language: Language, _state: TraceState) -> impl IntoView {}

/// The table of many traces; nothing as long as there are fewer than two files.
pub fn table(_language: Language, _state: TraceState) -> impl IntoView {}

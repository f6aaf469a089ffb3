//! The room for Sanger traces: files in, one trace in the viewer, many in a table, two methods compared.

mod settings;

pub use settings::SettingsForm;

use super::{batch, method_comparison};
use crate::words::Language;
use leptos::prelude::*;
use shirube_clonality::{Chromatogram, FormatError};
use std::sync::Arc;

/// The trace in the viewer.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenTrace {
    /// Its number in the list of files, from 1: what it is called as long as names are hidden.
    pub number: usize,
    /// Name of the file: personal data, shown and exported only when the reader asks for it.
    pub file_name: String,
    /// What was read.
    pub read: Result<Arc<Chromatogram>, FormatError>,
}

/// What the room remembers while the page is open.
#[derive(Clone, Copy)]
pub struct TraceState {
    /// How to measure, as typed: for one trace and for many.
    pub settings: RwSignal<SettingsForm>,
    /// The trace in the viewer.
    pub opened: RwSignal<Option<OpenTrace>>,
    /// Whether names of files and samples are shown.
    pub names_shown: RwSignal<bool>,
    /// The files and what came of them.
    pub batch: batch::BatchState,
    /// Pasted pairs.
    pub comparison: method_comparison::ComparisonState,
}

impl TraceState {
    /// Nothing opened.
    pub fn new() -> Self {
        Self {
            settings: RwSignal::new(SettingsForm::default()),
            opened: RwSignal::new(None),
            names_shown: RwSignal::new(false),
            batch: batch::BatchState::new(),
            comparison: method_comparison::ComparisonState::new(),
        }
    }
}

/// The room.
pub fn room(language: Language, state: TraceState) -> impl IntoView {
    let words = language.laboratory_words();
    view! {
        <div class="laboratory">
            <h1>{words.trace.heading}</h1>
            {batch::intake(language, state)}
            {settings::settings(language, state)}
            {batch::table(language, state)}
            {method_comparison::comparison(language, state.comparison)}
        </div>
    }
}

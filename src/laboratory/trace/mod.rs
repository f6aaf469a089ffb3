//! The room for Sanger traces: files in, one trace in the viewer, many in a table, two methods compared.

mod analysis;
#[cfg(test)]
mod example;
mod export;
mod report;
mod settings;
mod settings_form;
mod single;
mod viewer;

pub use settings_form::SettingsForm;

use super::{batch, method_comparison};
use crate::ui::rich_text::rich_text;
use crate::words::Language;
use analysis::HandJunction;
use leptos::prelude::*;
use shirube_clonality::{Chromatogram, FormatError};
use std::sync::Arc;
use viewer::picture::Shown;
use viewer::span::Span;

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

impl OpenTrace {
    /// Tells this opening of a trace from every other that is still held.
    fn key(&self) -> TraceKey {
        TraceKey {
            number: self.number,
            address: self.read.as_ref().map_or(0, |read| Arc::as_ptr(read).addr()),
        }
    }
}

/// See [`OpenTrace::key`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TraceKey {
    number: usize,
    address: usize,
}

/// What the reader has set for one trace; it does not hold for another.
type OfTrace<T> = RwSignal<Option<(TraceKey, T)>>;

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
    /// How the opened trace is looked at.
    view: ViewState,
}

/// How the reader looks at a trace.
#[derive(Clone, Copy)]
struct ViewState {
    /// The junction of the opened trace, put by hand.
    by_hand: OfTrace<HandJunction>,
    /// The visible part of the opened trace.
    span: OfTrace<Span>,
    /// What is shown of any trace.
    shown: RwSignal<Shown>,
}

impl TraceState {
    /// No files any more, and nothing that is still measured.
    pub fn remove_all(self) {
        self.batch.remove_all(self);
    }

    /// Nothing opened.
    pub fn new() -> Self {
        Self {
            settings: RwSignal::new(SettingsForm::default()),
            opened: RwSignal::new(None),
            names_shown: RwSignal::new(false),
            batch: batch::BatchState::new(),
            comparison: method_comparison::ComparisonState::new(),
            view: ViewState {
                by_hand: RwSignal::new(None),
                span: RwSignal::new(None),
                shown: RwSignal::new(Shown::default()),
            },
        }
    }
}

/// The room.
pub fn room(language: Language, state: TraceState) -> impl IntoView {
    let words = &language.laboratory_words().trace;
    view! {
        <div class="laboratory">
            <div class="room-head">
                <h1>{words.heading}</h1>
                <p>{words.lead}</p>
                <p class="room-standing">{rich_text(words.standing)}</p>
            </div>
            {batch::intake(language, state)}
            {settings::settings(language, state)}
            {batch::table(language, state)}
            {single::single(language, state)}
            {method_comparison::comparison(language, state.comparison)}
        </div>
    }
}

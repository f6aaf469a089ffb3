//! The room for tables of integration sites: one table or two in, indices and figures out.

mod example;
mod form;
mod intake;
mod results;
mod view_model;

use crate::ui::dynamic::text;
use crate::words::Language;
use form::{ComparisonForm, TableForm};
use leptos::prelude::*;
use view_model::SitesView;
use web_sys::DragEvent;

/// What the room remembers while the page is open.
#[derive(Clone, Copy)]
pub struct SitesState {
    /// The table, or that of the earlier time.
    first: RwSignal<TableForm>,
    /// The table of the later time.
    second: RwSignal<TableForm>,
    /// Whether and how the two are compared.
    comparison: RwSignal<ComparisonForm>,
    /// Whether results and files hold positions.
    positions_shown: RwSignal<bool>,
}

/// One of the two tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TimePoint {
    First,
    Second,
}

impl TimePoint {
    /// That of the two which belongs to it.
    fn of<T>(self, [first, second]: &[T; 2]) -> &T {
        match self {
            Self::First => first,
            Self::Second => second,
        }
    }
}

impl SitesState {
    /// No table.
    pub fn new() -> Self {
        Self {
            first: RwSignal::new(TableForm::default()),
            second: RwSignal::new(TableForm::default()),
            comparison: RwSignal::new(ComparisonForm::default()),
            positions_shown: RwSignal::new(false),
        }
    }
}

/// The room.
pub fn room(language: Language, state: SitesState) -> impl IntoView {
    let words = &language.laboratory_words().sites;
    let readings = [state.first, state.second].map(|form| Memo::new(move |_| form.with(view_model::read)));
    let view = Memo::new(move |_| {
        let [first, second] = readings;
        let comparison = state.comparison.get();
        let shown = state.positions_shown.get();
        first
            .with(|first| second.with(|second| view_model::view(first, second, &comparison, shown, language)))
    });
    view! {
        // A file dropped beside its box would be opened in place of the page, and all that was typed be gone.
        <div
            class="laboratory sites"
            on:dragover=|event: DragEvent| event.prevent_default()
            on:drop=|event: DragEvent| event.prevent_default()
        >
            <p class="one-line" aria-hidden="true">{text(move || view.with(SitesView::in_short))}</p>
            <div class="sites-head">
                <h1>{words.heading}</h1>
                <p class="lead">{words.lead}</p>
                <p class="standing">{words.standing}</p>
            </div>
            {intake::intake(language, state, view)}
            {results::results(language, state, view)}
        </div>
    }
}

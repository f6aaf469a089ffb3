//! The room for tables of integration sites.

use crate::words::Language;
use leptos::prelude::*;

/// What the room remembers while the page is open.
#[derive(Clone, Copy)]
pub struct SitesState {}

impl SitesState {
    /// No table.
    pub fn new() -> Self {
        Self {}
    }
}

/// The room.
pub fn room(language: Language, _state: SitesState) -> impl IntoView {
    let words = language.laboratory_words();
    view! {
        <div class="laboratory">
            <h1>{words.sites.heading}</h1>
        </div>
    }
}

//! Rooms of other programs: one of them fills the place that stands here.

pub mod handover;

use crate::ui::dynamic::effect;
use crate::ui::rich_text::rich_text;
use crate::words::{Language, WordsRooms};
use handover::Handover;
use leptos::prelude::*;

/// A program that has rooms of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Program {
    /// Traces and integration sites.
    Laboratory,
    /// Texts, trials, the kit for associations.
    Portal,
}

impl Program {
    /// The id of its place.
    pub const fn place(self) -> &'static str {
        match self {
            Self::Laboratory => "laboratory",
            Self::Portal => "portal",
        }
    }
}

/// A room; until the program is there it says that it is coming, or that it did not come.
pub fn room(
    program: Program,
    language: Language,
    fragment: RwSignal<String>,
    title: &'static str,
    words: &'static WordsRooms,
) -> impl IntoView {
    let here = move || Handover { language, fragment: fragment.get() };
    effect(move || here().tell());
    // Kept by the screen's owner, and dropped with it.
    StoredValue::new_local(handover::on_wanted(move || untrack(here).tell()));
    on_cleanup(handover::tell_gone);
    let waiting = ["text-screen waiting ", program.place()].concat();
    view! {
        // Beside the place and not in it: what the other program replaced could not be updated any more.
        <div class=waiting>
            <h1>{rich_text(title)}</h1>
            <p class="loading">{rich_text(words.loading)}</p>
            <p class="failed" role="alert">{rich_text(words.failed)}</p>
        </div>
        <div id=program.place()></div>
    }
}

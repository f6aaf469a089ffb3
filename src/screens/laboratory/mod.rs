//! The laboratory's rooms: the third program fills the place that stands here.

pub mod handover;

use crate::words::{Language, WordsRooms};
use handover::{Handover, Room};
use leptos::prelude::*;

/// A room; until the program is there it says that it is coming, or that it did not come.
pub fn room(language: Language, room: Room, words: &'static WordsRooms) -> impl IntoView {
    handover::offer(Handover { language, room });
    view! {
        // Beside the place and not in it: what the other program replaced could not be updated any more.
        <div class="text-screen laboratory-waiting">
            <h1>{if room == Room::Trace { words.trace } else { words.sites }}</h1>
            <p class="laboratory-loading">{words.loading}</p>
            <p class="laboratory-failed" role="alert">{words.failed}</p>
        </div>
        <div id="laboratory"></div>
    }
}

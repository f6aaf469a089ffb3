//! The line below the header: how the lock stands, and the button that clears everything.

use super::{Clearing, HREF, Lock, State};
use crate::ui::dynamic::{dynamic, text};
use crate::ui::rich_text::rich_text;
use crate::words::Language;
use leptos::prelude::*;

/// The badge and the button, on every screen.
pub fn header(language: RwSignal<Language>, lock: Lock, clearing: Clearing) -> impl IntoView {
    let words = move || &language.get().portal_words().lock;
    let badge = move || {
        let words = words();
        rich_text(match lock.state() {
            State::NotYet => words.badge_not_yet,
            State::Locked => words.badge_locked,
            State::Broken => words.badge_broken,
        })
    };
    let state = move || {
        let code = match lock.state() {
            State::NotYet => "not-yet",
            State::Locked => "locked",
            State::Broken => "broken",
        };
        code.to_owned()
    };
    view! {
        <a class="lock-badge" id="lock-badge" href=HREF data-state=text(state)>{dynamic(badge)}</a>
        <button
            type="button"
            class="clear-everything"
            name="clear_everything"
            on:click=move |_| clearing.press()
            on:blur=move |_| clearing.think_again()
        >
            {dynamic(move || {
                let words = &words().clearing;
                rich_text(if clearing.is_asked() { words.again } else { words.button })
            })}
        </button>
    }
}

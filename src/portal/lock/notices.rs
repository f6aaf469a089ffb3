//! What stands above every screen when it has to be said: a hole in the lock, a new version, the warning before clearing.

use super::clearing::{Done, WARNING_SECONDS};
use super::{Clearing, HREF, Lock, State};
use crate::platform::{message, page};
use crate::ui::dynamic::dynamic;
use crate::ui::rich_text::rich_text;
use crate::words::{Language, PortalWordsLock};
use leptos::prelude::*;

/// The script that keeps the offline copy listens to this.
const USE_UPDATE: &str = "shirube-use-update";

/// The notices; nothing where there is nothing to say.
pub fn notices(language: RwSignal<Language>, lock: Lock, clearing: Clearing) -> impl IntoView {
    let words = move || &language.get().portal_words().lock;
    let hole = move || {
        (lock.state() == State::Broken)
            .then(|| {
                view! {
                    <div class="notice alarming" id="lock-broken" role="alert">
                        <p>{rich_text(words().state_broken)}</p>
                        <p><a href=HREF>{rich_text(words().heading)}</a></p>
                    </div>
                }
            })
            .into_any()
    };
    let new_version = move || update_notice(words(), &lock.update.get());
    // Only the number changes each second: the button keeps the focus.
    let is_warning = Memo::new(move |_| clearing.seconds_left().is_some());
    let warning = move || {
        let seconds = move || {
            let seconds = clearing.seconds_left().unwrap_or_default().to_string();
            rich_text(&words().clearing.warning(&seconds)).into_any()
        };
        is_warning
            .get()
            .then(|| {
                view! {
                    <div class="notice" id="clearing-soon" role="alert">
                        // The whole time is spoken once; the seconds that run are for the eye.
                        <p class="visually-hidden">{rich_text(&words().clearing.warning(&WARNING_SECONDS.to_string()))}</p>
                        <p aria-hidden="true">{dynamic(seconds)}</p>
                        // Any touch counts; the button says so. It goes when pressed, and the focus with it.
                        <button type="button" class="button" name="stay" on:click=|_| page::focus("content")>
                            {rich_text(words().clearing.stay)}
                        </button>
                    </div>
                }
            })
            .into_any()
    };
    // It comes with its words: a page has one standing region that speaks, and that is the answer's.
    let done = move || {
        let words = &words().clearing;
        let told = match clearing.done() {
            Done::Nothing => return ().into_any(),
            Done::ByPress => words.done,
            Done::ByItself { .. } => words.done_by_itself,
        };
        view! { <p class="cleared" role="alert" id="cleared">{rich_text(told)}</p> }.into_any()
    };
    view! {
        <div>{dynamic(hole)}</div>
        <div>{dynamic(new_version)}</div>
        <div>{dynamic(warning)}</div>
        <div>{dynamic(done)}</div>
    }
}

fn update_notice(words: &'static PortalWordsLock, update: &str) -> AnyView {
    let words = &words.update;
    if update.is_empty() {
        return ().into_any();
    }
    let is_elsewhere = update == "other-windows";
    view! {
        <div class="notice" id="new-version" role="status">
            <p>{rich_text(words.ready)}</p>
            {is_elsewhere.then(|| view! { <p>{rich_text(words.other_windows)}</p> })}
            <p>
                <button type="button" class="button" name="use_update" on:click=|_| message::send(USE_UPDATE, &[])>
                    {rich_text(words.button)}
                </button>
                " "
                <small>{rich_text(words.loses)}</small>
            </p>
        </div>
    }
    .into_any()
}

//! Where files are dropped and chosen.

use super::listing::{MOST_FILES, Notice};
use crate::laboratory::trace::TraceState;
use crate::platform::dropped_files::{self, Drag};
use crate::ui::dynamic::{dynamic, text, when};
use crate::words::{LaboratoryWordsBatchIntake, Language};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement};

/// Endings of the files that instruments write.
const FORMATS: &str = ".ab1, .abi, .fsa, .scf";

/// The part of the room.
pub fn intake(language: Language, state: TraceState) -> impl IntoView {
    let words = &language.laboratory_words().batch.intake;
    let batch = state.batch;
    let dragged_over = RwSignal::new(false);
    // Kept by the room's owner, and dropped with it.
    StoredValue::new_local(dropped_files::watch(
        move |drag| {
            // Told once more while the room is being left.
            dragged_over.try_set(drag == Drag::Over);
        },
        move |found| batch.add(state, found),
    ));
    let zone = move || if dragged_over.get() { "drop-zone is-over" } else { "drop-zone" }.to_owned();
    let any_files = move || batch.listing.with(|listing| !listing.files.is_empty());
    view! {
        <section class="card intake" aria-labelledby="intake-heading">
            <h2 id="intake-heading">{words.heading}</h2>
            <div class=text(zone)>
                <p class="drop-words">{words.drop}</p>
                <p class="hint">{words.formats(FORMATS)}</p>
                <div class="buttons">
                    {chooser("choose_files", words.choose_files, false, state)}
                    {chooser("choose_folder", words.choose_folder, true, state)}
                    {when(any_files, move || remove_all(words, state))}
                </div>
            </div>
            <div class="intake-notice" aria-live="polite">
                {dynamic(move || notices(words, state).into_iter().map(|text| view! { <p>{text}</p> }).collect_view().into_any())}
            </div>
            <p class="hint">{words.private}</p>
            <label class="check">
                <input
                    type="checkbox"
                    name="names_shown"
                    aria-describedby="names-shown-hint"
                    prop:checked=move || state.names_shown.get()
                    on:change=move |event| state.names_shown.set(event_target_checked(&event))
                />
                <span>{words.show_names}</span>
            </label>
            <p class="hint" id="names-shown-hint">{words.show_names_hint}</p>
        </section>
    }
}

/// A chooser of files, or of a folder, that looks like a button.
fn chooser(name: &'static str, label: &'static str, folder: bool, state: TraceState) -> AnyView {
    let choose = move |event: Event| {
        let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        if let Some(input) = input {
            state.batch.add(state, dropped_files::chosen(&input));
        }
    };
    view! {
        <label class="button file-button">
            <input type="file" name=name multiple=true prop:webkitdirectory=folder on:change=choose />
            <span>{label}</span>
        </label>
    }
    .into_any()
}

fn remove_all(words: &'static LaboratoryWordsBatchIntake, state: TraceState) -> AnyView {
    view! {
        <button
            type="button"
            class="button"
            name="remove_all"
            on:click=move |_| {
                state.batch.remove_all(state);
                // The button leaves the page with the files, and must not take the focus along.
                crate::platform::page::focus("content");
            }
        >
            {words.remove_all}
        </button>
    }
    .into_any()
}

/// What is said about the files: how many, and what became of the last that came.
fn notices(words: &'static LaboratoryWordsBatchIntake, state: TraceState) -> Vec<String> {
    let count = state.batch.listing.with(|listing| listing.files.len());
    let mut notices = Vec::new();
    if count > 0 {
        let number = count.to_string();
        notices.push(if count == 1 { words.one(&number) } else { words.many(&number) });
    }
    match state.batch.notice.get() {
        None => {}
        Some(Notice::Nothing) => notices.push(words.nothing.to_owned()),
        Some(Notice::Unreadable) => notices.push(words.unreadable.to_owned()),
        Some(Notice::Taken { hidden, beyond }) => {
            if hidden > 0 {
                notices.push(words.hidden(&hidden.to_string()));
            }
            if beyond > 0 {
                notices.push(words.beyond(&beyond.to_string(), &MOST_FILES.to_string()));
            }
        }
    }
    notices
}

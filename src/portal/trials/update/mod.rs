//! Records of files that the staff opens: taken in, compared with ours, saved for content/trials.

mod beside;
mod error_words;
mod notice;

pub use beside::beside_shipped;
pub use notice::Notice;

use super::{TrialsState, today};
use crate::platform::dropped_files::{self, Drag, FoundFile};
use crate::platform::files;
use crate::platform::normal_form::normal_form;
use crate::portal::text::Context;
use crate::ui::dynamic::{dynamic, text, when};
use crate::ui::rich_text::{plain_text, rich_text};
use leptos::prelude::*;
use notice::notices;
use shirube_trials::import::{self, Format, Origin};
use std::sync::Arc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Event, HtmlInputElement};

/// Endings of the files that registries write.
const ENDINGS: &str = ".json, .xml, .csv";

/// Where files are dropped and chosen, and what became of them.
pub fn update(context: &Context, state: TrialsState) -> AnyView {
    let words = &context.words().trials.update;
    let dragged_over = RwSignal::new(false);
    // Kept by the screen's owner, and dropped with it.
    StoredValue::new_local(dropped_files::watch(
        move |drag| {
            // Told once more while the screen is being left.
            dragged_over.try_set(drag == Drag::Over);
        },
        move |found| open(state, found),
    ));
    let zone = move || if dragged_over.get() { "drop-zone is-over" } else { "drop-zone" }.to_owned();
    let has_opened = move || state.library.with(|library| !library.opened().is_empty());
    let choose = move |event: Event| {
        let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        if let Some(input) = input {
            open(state, dropped_files::chosen(&input));
        }
    };
    let told = {
        let context = context.clone();
        dynamic(move || state.notices.with(|told| notices(&context, told)))
    };
    let remove = words.remove;
    view! {
        <section class="card trial-update no-print" aria-labelledby="trial-update-heading">
            <h2 id="trial-update-heading">{rich_text(words.heading)}</h2>
            <p>{rich_text(words.lead)}</p>
            <p class="hint">{rich_text(words.formats)}</p>
            <div class=text(zone)>
                <p class="drop-words">{rich_text(words.drop)}</p>
                <div class="buttons">
                    <label class="button file-button">
                        <input type="file" name="trial_files" multiple=true accept=ENDINGS on:change=choose />
                        <span>{rich_text(words.choose)}</span>
                    </label>
                    {when(has_opened, move || view! {
                        <button
                            type="button"
                            class="button"
                            name="remove_trials"
                            on:click=move |_| {
                                remove_all(state);
                                // The button leaves the page with the records, and must not take the focus along.
                                crate::platform::page::focus("content");
                            }
                        >{rich_text(remove)}</button>
                    }.into_any())}
                </div>
            </div>
            <p class="hint">{rich_text(words.private)}</p>
            <div class="update-notices" aria-live="polite">{told}</div>
        </section>
    }
    .into_any()
}

fn remove_all(state: TrialsState) {
    state.library.update(|library| *library = Arc::new(library.without_opened()));
    state.notices.set(Vec::new());
}

/// Reads files one after the other; each tells what became of it.
fn open(state: TrialsState, found: Vec<FoundFile>) {
    if found.is_empty() {
        return;
    }
    state.notices.set(Vec::new());
    spawn_local(async move {
        for file in found {
            let bytes = files::bytes(&file.file, import::LARGEST_FILE).await;
            take(state, bytes.as_deref());
        }
    });
}

fn take(state: TrialsState, bytes: Option<&[u8]>) {
    let library = state.library.get_untracked();
    let notice = match (bytes, today()) {
        (Some(bytes), Some(today)) => {
            let context = import::Context { today, synonyms: &library.synonyms, normalise: normal_form };
            match import::read(bytes, &context) {
                Ok(read) => {
                    let notice =
                        Notice::Read { format: read.format, count: read.records.len(), errors: read.errors };
                    if !read.records.is_empty() {
                        state.library.set(Arc::new(library.with_opened(read.records)));
                    }
                    notice
                }
                Err(error) => Notice::Refused(error),
            }
        }
        _ => Notice::Unreadable,
    };
    state.notices.update(|notices| notices.push(notice));
}

/// The name of a form.
fn format_name(context: &Context, format: Format) -> &'static str {
    let words = &context.words().trials.update.format;
    match format {
        Format::ClinicalTrialsGovJson => words.clinical_trials_gov_json,
        Format::ClinicalTrialsGovCsv => words.clinical_trials_gov_csv,
        Format::IctrpXml => words.ictrp_xml,
        Format::IctrpCsv => words.ictrp_csv,
        Format::OwnCsv => words.own_csv,
    }
}

/// Says that a record comes from an opened file, and where in it.
pub fn origin_mark(context: &Context, origin: &Origin) -> AnyView {
    let words = &context.words().trials.update;
    let mark = words.mark(format_name(context, origin.format), &origin.row.to_string());
    view! { <span class="origin-mark">{plain_text(&mark)}</span> }.into_any()
}

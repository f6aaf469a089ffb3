//! Text size, line spacing, contrast and readings: kept while the page is open, for every screen.

use crate::platform::page;
use crate::ui::choice::{Choice, Segments};
use crate::ui::dynamic::{dynamic, effect, text};
use crate::ui::rich_text::rich_text;
use crate::words::{Language, PortalWordsReading};
use leptos::prelude::*;

/// What something is called.
type Label = fn(&PortalWordsReading) -> &'static str;

/// One setting: the attribute of `<html>` that carries it, and its values. The first value is the page as it comes.
struct Aid {
    name: &'static str,
    values: &'static [(&'static str, Label)],
    legend: Label,
}

const AIDS: [Aid; 4] = [
    Aid {
        name: "text_size",
        values: &[
            ("normal", |words| words.size_normal),
            ("large", |words| words.size_large),
            ("largest", |words| words.size_largest),
        ],
        legend: |words| words.size,
    },
    Aid {
        name: "line_spacing",
        values: &[("normal", |words| words.spacing_normal), ("wide", |words| words.spacing_wide)],
        legend: |words| words.spacing,
    },
    Aid {
        name: "contrast",
        values: &[("normal", |words| words.contrast_normal), ("high", |words| words.contrast_high)],
        legend: |words| words.contrast,
    },
    Aid {
        name: "readings",
        values: &[("shown", |words| words.readings_shown), ("hidden", |words| words.readings_hidden)],
        legend: |words| words.readings,
    },
];

/// What the reader has chosen: a value for each aid.
#[derive(Clone, Copy)]
pub struct ReadingAids([RwSignal<&'static str>; AIDS.len()]);

impl ReadingAids {
    /// The page as it comes.
    pub fn new() -> Self {
        Self(AIDS.each_ref().map(|aid| RwSignal::new(aid.values.first().map_or("", |(value, _)| value))))
    }

    /// Everything as it comes: for the next reader at a booth.
    pub fn reset(self) {
        for (aid, chosen) in AIDS.iter().zip(self.0) {
            chosen.set(aid.values.first().map_or("", |(value, _)| value));
        }
    }
}

/// A button in the header that opens the settings. What is chosen stands on `<html>`, where the style sheets find it.
pub fn reading_aids(language: RwSignal<Language>, aids: ReadingAids) -> impl IntoView {
    for (aid, chosen) in AIDS.iter().zip(aids.0) {
        let attribute = ["data-", aid.name].concat();
        effect(move || page::mark(&attribute, chosen.get()));
    }
    let open = RwSignal::new(false);
    let words = move || &language.get().portal_words().reading;
    let control = move |(aid, chosen): (&'static Aid, RwSignal<&'static str>)| {
        let words = words();
        let choices =
            aid.values.iter().map(|(code, label)| Choice { code, label: label(words) }).collect::<Vec<_>>();
        view! {
            <Segments
                name=aid.name
                legend=(aid.legend)(words).to_owned()
                choices
                chosen=Signal::derive(move || Some(chosen.get()))
                on_choice=move |code: String| {
                    if let Some((value, _)) = aid.values.iter().find(|(value, _)| *value == code) {
                        chosen.set(value);
                    }
                }
            />
        }
    };
    view! {
        <div class="reading-aids" on:keydown=move |event| {
            if event.key() == "Escape" {
                open.set(false);
                page::focus("reading-aids-button");
            }
        }>
            <button
                type="button"
                class="button"
                id="reading-aids-button"
                name="reading_aids"
                aria-controls="reading-aids-panel"
                aria-expanded=text(move || open.get().to_string())
                on:click=move |_| open.update(|open| *open = !*open)
            >
                <span class="reading-aids-sign" aria-hidden="true">"Aa"</span>
                <span class="reading-aids-label">{dynamic(move || rich_text(words().button))}</span>
            </button>
            <div id="reading-aids-panel" class="reading-aids-panel" hidden=move || !open.get()>
                {dynamic(move || {
                    AIDS.iter().zip(aids.0).map(control).collect_view().into_any()
                })}
                <p class="quiet">{dynamic(move || rich_text(words().forgotten))}</p>
            </div>
        </div>
    }
}

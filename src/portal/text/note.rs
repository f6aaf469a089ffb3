//! What a term means, or where a number comes from: opened in place, below the words it belongs to.

use super::{Context, inlines};
use crate::platform::page;
use crate::ui::dynamic::{dynamic, text};
use crate::ui::rich_text::rich_text;
use crate::words::Language;
use leptos::prelude::*;
use shirube_pages::{Fact, Term};
use std::cell::Cell;

/// What a note is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// A term of the glossary.
    Term(String),
    /// A number of the evidence.
    Fact(String),
}

/// The notes of one block: one is open at a time.
pub struct Notes {
    /// The id of the place where they open.
    place: String,
    /// Which opener is open, and what it is about.
    open: RwSignal<Option<(String, About)>>,
    openers: Cell<usize>,
}

impl Notes {
    /// Words that open a note, and close it again.
    pub fn opener(&self, class: &'static str, about: About, shown: AnyView) -> AnyView {
        let id = format!("{}-{}", self.place, self.openers.replace(self.openers.get() + 1));
        let open = self.open;
        let is_open = {
            let id = id.clone();
            move || open.with(|open| open.as_ref().is_some_and(|(opener, _)| *opener == id))
        };
        let toggle = {
            let (id, is_open) = (id.clone(), is_open.clone());
            move |_| open.set((!is_open()).then(|| (id.clone(), about.clone())))
        };
        view! {
            <button
                type="button"
                class=class
                id=id
                aria-expanded=text(move || is_open().to_string())
                aria-controls=self.place.clone()
                on:click=toggle
                on:keydown=move |event| {
                    if event.key() == "Escape" {
                        open.set(None);
                    }
                }
            >
                {shown}
            </button>
        }
        .into_any()
    }
}

/// A block, and below it the place where its notes open.
pub fn with_notes(context: &Context, block: impl FnOnce(&Notes) -> AnyView) -> AnyView {
    let notes = Notes { place: next_id(), open: RwSignal::new(None), openers: Cell::new(0) };
    let open = notes.open;
    let shown = block(&notes);
    let context = context.clone();
    let close = move || {
        if let Some((opener, _)) = open.get_untracked() {
            open.set(None);
            page::focus(&opener);
        }
    };
    view! {
        {shown}
        <div
            id=notes.place
            class="text-note-place"
            aria-live="polite"
            on:keydown=move |event| if event.key() == "Escape" { close() }
        >
            {dynamic(move || {
                open.get().map(|(_, about)| note(&context, &about, Callback::new(move |()| close()))).into_any()
            })}
        </div>
    }
    .into_any()
}

/// Ids are unique on the page for as long as it is open.
fn next_id() -> String {
    thread_local!(static NEXT: Cell<usize> = const { Cell::new(0) });
    format!("note-{}", NEXT.with(|next| next.replace(next.get() + 1)))
}

fn note(context: &Context, about: &About, close: Callback<()>) -> AnyView {
    let words = &context.words().learn.note_box;
    let (label, told) = match about {
        About::Term(id) => (
            words.term,
            context.bundle.glossary.iter().find(|term| term.id == *id).map(|term| definition(context, term)),
        ),
        About::Fact(id) => (words.fact, context.bundle.facts.get(id).map(|fact| origin(context, fact))),
    };
    view! {
        <div class="text-note" role="note">
            <p class="text-note-label">{rich_text(label)}</p>
            {told}
            <button type="button" class="button" on:click=move |_| close.run(())>{rich_text(words.close)}</button>
        </div>
    }
    .into_any()
}

/// A term, how it is read, its name in the other language, and what it means.
pub fn definition(context: &Context, term: &Term) -> AnyView {
    let words = &context.words().learn.note_box;
    let reading = match context.language {
        Language::En => words.reading(&term.reading, &term.other_name),
        _ => words.reading(&term.other_name, &term.reading),
    };
    view! {
        <p><strong>{inlines(context, None, &term.name)}</strong>" "<span class="quiet">{reading}</span></p>
        <p>{inlines(context, None, &term.meaning)}</p>
    }
    .into_any()
}

fn origin(context: &Context, fact: &Fact) -> AnyView {
    let words = &context.words().learn.note_box;
    let verified = match fact.verified.as_str() {
        "derived" => words.derived,
        "secondary" => words.secondary,
        _ => words.read,
    };
    let counted = fact.n.map(|n| view! { <p>{rich_text(&words.counted(&n.to_string()))}</p> });
    view! {
        <p><strong>{inlines(context, None, &fact.shown)}</strong></p>
        {fact.source.as_deref().map(|source| super::super::sources::source(context, source))}
        {counted}
        <p class="quiet">{rich_text(verified)}</p>
    }
    .into_any()
}

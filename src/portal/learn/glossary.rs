//! All terms, with a search.

use crate::platform::normal_form::normal_form;
use crate::portal::text::{Context, definition};
use crate::ui::dynamic::dynamic;
use crate::ui::rich_text::rich_text;
use leptos::prelude::*;
use shirube_pages::{Term, plain};

/// The terms; `typed` is what stands in the search.
pub fn glossary(context: &Context, typed: RwSignal<String>) -> AnyView {
    let words = &context.words().learn.glossary;
    let count = context.bundle.glossary.len().to_string();
    let context = context.clone();
    view! {
        <div class="portal-screen">
            <p><a class="back" href="#/learn">{rich_text(words.back)}</a></p>
            <h1>{rich_text(words.heading)}</h1>
            <p class="lead">{rich_text(&words.lead(&count))}</p>
            <div class="entry search no-print">
                <label for="term_search">{rich_text(words.search)}</label>
                <input
                    id="term_search"
                    name="term_search"
                    type="search"
                    autocomplete="off"
                    prop:value=typed
                    on:input=move |event| typed.set(event_target_value(&event))
                />
            </div>
            {dynamic(move || terms(&context, &typed.get()))}
        </div>
    }
    .into_any()
}

fn terms(context: &Context, typed: &str) -> AnyView {
    let words = &context.words().learn.glossary;
    let found: Vec<_> = context.bundle.glossary.iter().filter(|term| matches(term, typed)).collect();
    let told = if found.is_empty() { words.none.to_owned() } else { words.found(&found.len().to_string()) };
    let terms = found
        .into_iter()
        .map(|term| view! { <li id=["term-", &term.id].concat()>{definition(context, term)}</li> })
        .collect_view();
    view! { <p role="status">{rich_text(&told)}</p><ul class="terms">{terms}</ul> }.into_any()
}

/// Whether the typed letters stand in one of a term's names, however they are written.
fn matches(term: &Term, typed: &str) -> bool {
    let typed = in_hiragana(&normal_form(typed.trim()));
    [&plain(&term.name), &term.reading, &term.other_name]
        .into_iter()
        .any(|name| in_hiragana(&normal_form(name)).contains(&typed))
}

/// The text with its katakana as hiragana: readings are written in hiragana.
fn in_hiragana(text: &str) -> String {
    let letter = |letter: char| match letter {
        'ァ'..='ヶ' => char::from_u32(u32::from(letter) - 0x60).unwrap_or(letter),
        other => other,
    };
    text.chars().map(letter).collect()
}

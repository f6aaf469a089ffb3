//! 100 people, and what "none seen" can tell.

use super::picture::paragraphs;
use crate::screens::assess::{NoneSeen, Tone, limits_table};
use crate::ui::icon_array::{IconArray, icon_array};
use crate::ui::rich_text::{plain_text, rich_text};
use crate::words::WordsAssessNoneSeen;
use leptos::prelude::*;

/// A picture of 100 people.
#[derive(Debug, Clone, PartialEq)]
pub struct People {
    /// Its name.
    pub title: String,
    /// The icons.
    pub icons: IconArray,
    /// Their colour.
    pub tone: Tone,
    /// The picture in words.
    pub alt: String,
    /// Both sides: how many, and what of them, with the gap between the two.
    pub key: [(String, String); 2],
    /// What stands after the key.
    pub notes: Vec<String>,
}

/// Shows 100 people.
pub fn show(people: &People, id: &str) -> AnyView {
    let title_id = format!("{id}-title");
    let named_by = title_id.clone();
    let key = people
        .key
        .iter()
        .map(|(count, meaning)| view! { <li><b>{rich_text(count)}</b>{rich_text(meaning)}</li> })
        .collect_view();
    view! {
        <figure class="figure-frame figure-people" aria-labelledby=named_by>
            <figcaption class="figure-title" id=title_id>{rich_text(&people.title)}</figcaption>
            <div class="figure-icons">
                {icon_array(people.icons, people.tone.class(), id)}
                <p class="visually-hidden">{plain_text(&people.alt)}</p>
            </div>
            <div class="figure-words">
                <ul class="figure-key">{key}</ul>
                {paragraphs("figure-note", &people.notes)}
            </div>
        </figure>
    }
    .into_any()
}

/// Shows what "none seen" can tell.
pub fn show_limits(words: &WordsAssessNoneSeen, limits: &NoneSeen, id: &str) -> AnyView {
    let title_id = format!("{id}-title");
    let named_by = title_id.clone();
    view! {
        <figure class="figure-frame figure-limits" aria-labelledby=named_by>
            <figcaption class="figure-title" id=title_id>{rich_text(words.heading)}</figcaption>
            {limits_table(words, limits)}
        </figure>
    }
    .into_any()
}

//! Words in an order, with small drawings beside them. The words say all; the drawings are silent.

use super::art::{Art, draw};
use crate::ui::dynamic::{dynamic, text};
use crate::ui::rich_text::rich_text;
use crate::words::PortalWordsFigures;
use leptos::prelude::*;

/// A picture made of parts.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// The class of its own style.
    pub class: &'static str,
    /// Its name.
    pub title: String,
    /// What stands before the parts.
    pub lead: Vec<String>,
    /// A drawing of the whole.
    pub whole: Option<Art>,
    /// What the signs in the drawings stand for.
    pub key: Vec<Sign>,
    /// Whether the parts follow each other.
    pub ordered: bool,
    /// The parts.
    pub parts: Vec<Part>,
    /// What stands after the parts.
    pub notes: Vec<String>,
    /// Whether the drawings move until the reader stops them.
    pub moving: bool,
}

/// A drawing with its words.
#[derive(Debug, Clone, PartialEq)]
pub struct Sign {
    /// The drawing.
    pub art: Art,
    /// Its words; empty where those of the part say it.
    pub words: String,
}

/// A part of a picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Drawings, side by side.
    pub signs: Vec<Sign>,
    /// Its name.
    pub heading: String,
    /// What to know of it.
    pub text: Vec<String>,
}

impl Picture {
    /// A picture of these parts and nothing more.
    pub fn new(class: &'static str, title: &str, parts: Vec<Part>) -> Self {
        Self {
            class,
            title: title.to_owned(),
            lead: Vec::new(),
            whole: None,
            key: Vec::new(),
            ordered: true,
            parts,
            notes: Vec::new(),
            moving: false,
        }
    }
}

impl Part {
    /// A part with one drawing.
    pub fn new(art: Art, heading: impl Into<String>, text: &[&str]) -> Self {
        Self {
            signs: vec![Sign { art, words: String::new() }],
            heading: heading.into(),
            text: text.iter().map(|&text| text.to_owned()).collect(),
        }
    }
}

/// Shows a picture.
pub fn show(words: &'static PortalWordsFigures, picture: &Picture, id: &str) -> AnyView {
    let title_id = format!("{id}-title");
    let named_by = title_id.clone();
    let still = RwSignal::new(!picture.moving);
    let class = {
        let class = ["figure-frame ", picture.class].concat();
        move || if still.get() { class.clone() } else { [class.as_str(), " figure-moving"].concat() }
    };
    let parts = picture.parts.iter().map(part).collect_view();
    let parts = if picture.ordered {
        view! { <ol class="figure-parts">{parts}</ol> }.into_any()
    } else {
        view! { <ul class="figure-parts">{parts}</ul> }.into_any()
    };
    let key = (!picture.key.is_empty())
        .then(|| view! { <ul class="figure-signs">{picture.key.iter().map(key_sign).collect_view()}</ul> });
    view! {
        <figure class=text(class) aria-labelledby=named_by>
            <figcaption class="figure-title" id=title_id>{rich_text(&picture.title)}</figcaption>
            {paragraphs("figure-lead", &picture.lead)}
            {picture.moving.then(|| motion_button(words, still))}
            {picture.whole.as_ref().map(|art| draw(art).show())}
            {parts}
            {key}
            {paragraphs("figure-note", &picture.notes)}
        </figure>
    }
    .into_any()
}

fn part(part: &Part) -> AnyView {
    let signs = part.signs.iter().map(sign).collect_view();
    view! {
        <li class="figure-part">
            <div class="figure-drawings">{signs}</div>
            <div class="figure-words">
                <p class="figure-heading">{rich_text(&part.heading)}</p>
                {paragraphs("figure-text", &part.text)}
            </div>
        </li>
    }
    .into_any()
}

fn sign(sign: &Sign) -> AnyView {
    let words = (!sign.words.is_empty())
        .then(|| view! { <span class="figure-sign-words">{rich_text(&sign.words)}</span> });
    view! { <span class="figure-sign">{draw(&sign.art).show()}{words}</span> }.into_any()
}

fn key_sign(one: &Sign) -> AnyView {
    view! { <li>{sign(one)}</li> }.into_any()
}

/// Paragraphs of one class.
pub fn paragraphs(class: &'static str, texts: &[String]) -> AnyView {
    texts.iter().map(|text| view! { <p class=class>{rich_text(text)}</p> }).collect_view().into_any()
}

/// Stops and starts the drawings. The style sheet hides it where the reader's system asks for no motion.
fn motion_button(words: &'static PortalWordsFigures, still: RwSignal<bool>) -> AnyView {
    let words = &words.measurement;
    let label = move || rich_text(if still.get() { words.move_again } else { words.stop });
    view! {
        <button type="button" class="button figure-motion no-print" on:click=move |_| still.update(|still| *still = !*still)>
            {dynamic(label)}
        </button>
    }
    .into_any()
}

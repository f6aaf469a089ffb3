//! Long texts on the page: blocks of words, with what a term means and where a number comes from one tap away.

mod foot;
mod note;

pub use foot::foot;
pub use note::definition;

use super::figures;
use crate::ui::rich_text::{rich_text, ruby};
use crate::words::{Language, PortalWords};
use leptos::prelude::*;
use note::Notes;
use shirube_pages::{Block, Bundle, Inline, Site, plain};
use std::rc::Rc;
use std::sync::Arc;

/// What a text needs to be shown.
#[derive(Clone)]
pub struct Context {
    /// The language form.
    pub language: Language,
    /// Its texts, facts and sources.
    pub bundle: Arc<Bundle>,
    /// What this copy of the app shows.
    pub site: Arc<Site>,
}

impl Context {
    /// The portal's own words.
    pub fn words(&self) -> &'static PortalWords {
        self.language.portal_words()
    }

    fn figure(&self, id: &str) -> Option<AnyView> {
        let bundle = Arc::clone(&self.bundle);
        let facts = move |id: &str| {
            let fact = bundle.facts.get(id)?;
            Some(figures::FactNumber { value: fact.value.parse().ok()?, shown: plain(&fact.shown) })
        };
        figures::figure(id, &figures::FigureContext { language: self.language, facts: Rc::new(facts) })
    }
}

/// Blocks one below the other.
pub fn blocks(context: &Context, blocks: &[Block]) -> AnyView {
    blocks.iter().map(|one| block(context, one)).collect_view().into_any()
}

fn block(context: &Context, block: &Block) -> AnyView {
    let words = &context.words().learn;
    match block {
        Block::Heading(text) => view! { <h3>{inlines(context, None, text)}</h3> }.into_any(),
        Block::Paragraph(text) => note::with_notes(context, |notes| {
            view! { <p>{inlines(context, Some(notes), text)}</p> }.into_any()
        }),
        Block::List { ordered, items } => note::with_notes(context, |notes| {
            let items = items
                .iter()
                .map(|item| view! { <li>{inlines(context, Some(notes), item)}</li> })
                .collect_view();
            if *ordered {
                view! { <ol>{items}</ol> }.into_any()
            } else {
                view! { <ul>{items}</ul> }.into_any()
            }
        }),
        Block::Note(below) => boxed(context, "text-box", words.note, below),
        Block::Example(below) => boxed(context, "text-box made-up", words.made_up, below),
        Block::Figure(id) => context.figure(id).into_any(),
        Block::Links(group) => super::learn::links(context, group),
    }
}

fn boxed(context: &Context, class: &'static str, label: &'static str, below: &[Block]) -> AnyView {
    view! {
        <div class=class>
            <p class="text-box-label">{rich_text(label)}</p>
            {blocks(context, below)}
        </div>
    }
    .into_any()
}

/// Words in a line. Without `notes` terms and numbers are words like any other.
pub fn inlines(context: &Context, notes: Option<&Notes>, text: &[Inline]) -> AnyView {
    text.iter().map(|part| inline(context, notes, part)).collect_view().into_any()
}

fn inline(context: &Context, notes: Option<&Notes>, part: &Inline) -> AnyView {
    match part {
        Inline::Text(text) => text.clone().into_any(),
        Inline::Ruby { base, reading } => ruby(base.clone(), reading.clone()),
        Inline::Strong(below) => view! { <strong>{inlines(context, notes, below)}</strong> }.into_any(),
        Inline::Term { id, shown } => {
            let shown = inlines(context, None, shown);
            match notes {
                Some(notes) => notes.opener("term", note::About::Term(id.clone()), shown),
                None => shown,
            }
        }
        Inline::Fact { id, shown } => {
            let shown = inlines(context, None, shown);
            // A made-up number has no source, and stands in a box that says so.
            match notes.filter(|_| context.bundle.facts.get(id).is_some_and(|fact| fact.source.is_some())) {
                Some(notes) => notes.opener("fact", note::About::Fact(id.clone()), shown),
                None => shown,
            }
        }
        Inline::Link { href, shown } => {
            view! { <a href=href.clone()>{inlines(context, None, shown)}</a> }.into_any()
        }
    }
}

/// The words of a line in the notation of `rich_text`, for filling them into other words.
pub fn notation(text: &[Inline]) -> String {
    text.iter()
        .map(|part| match part {
            Inline::Text(text) => text.clone(),
            Inline::Ruby { base, reading } => format!("｜{base}《{reading}》"),
            Inline::Strong(below)
            | Inline::Term { shown: below, .. }
            | Inline::Fact { shown: below, .. }
            | Inline::Link { shown: below, .. } => notation(below),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readings_stay_with_their_words() {
        let text = [
            Inline::Text("2022".into()),
            Inline::Strong(vec![Inline::Ruby { base: "20日".into(), reading: "はつか".into() }]),
        ];
        assert_eq!(notation(&text), "2022｜20日《はつか》");
    }
}

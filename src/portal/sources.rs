//! Where numbers were published.

use super::figures;
use super::text::Context;
use crate::ui::rich_text::rich_text;
use leptos::prelude::*;
use shirube_pages::{Block, Inline};

/// A source as a reader finds it; with a link where an address is known.
pub fn source(context: &Context, id: &str) -> Option<AnyView> {
    let source = context.bundle.sources.get(id)?;
    let title = source.title.clone();
    let opens = context.words().learn.links.opens;
    let title = match &source.url {
        Some(url) => view! {
            <a href=url.clone() target="_blank" rel="noopener noreferrer">
                {title}<span class="visually-hidden">{rich_text(opens)}</span>
            </a>
        }
        .into_any(),
        None => title.into_any(),
    };
    Some(view! { <p class="source">{title}<span>{source.publication.clone()}</span></p> }.into_any())
}

/// The sources of all numbers in these blocks, each once, in the order of the text.
pub fn sources_of(context: &Context, blocks: &[Block]) -> Vec<String> {
    let mut facts = Vec::new();
    collect(blocks, &mut facts);
    let mut sources: Vec<String> = Vec::new();
    for fact in facts {
        let source = context.bundle.facts.get(fact).and_then(|fact| fact.source.as_ref());
        if let Some(source) = source.filter(|source| !sources.contains(source)) {
            sources.push(source.clone());
        }
    }
    sources
}

fn collect<'a>(blocks: &'a [Block], facts: &mut Vec<&'a str>) {
    for block in blocks {
        match block {
            Block::Heading(text) | Block::Paragraph(text) => collect_inline(text, facts),
            Block::List { items, .. } => items.iter().for_each(|item| collect_inline(item, facts)),
            Block::Note(below) | Block::Example(below) => collect(below, facts),
            Block::Figure(id) => facts.extend(figures::facts_of(id)),
            Block::Links(_) => {}
        }
    }
}

fn collect_inline<'a>(text: &'a [Inline], facts: &mut Vec<&'a str>) {
    for part in text {
        match part {
            Inline::Fact { id, .. } => facts.push(id),
            Inline::Strong(below) | Inline::Term { shown: below, .. } | Inline::Link { shown: below, .. } => {
                collect_inline(below, facts);
            }
            Inline::Text(_) | Inline::Ruby { .. } => {}
        }
    }
}

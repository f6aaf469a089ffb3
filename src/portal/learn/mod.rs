//! Learn: the topics, each in three depths, the terms, and the list of questions to take along.

mod glossary;
mod questions;
mod topic;

pub use glossary::glossary;
pub use questions::{Chosen, QuestionList};
pub use topic::{Depth, topic};

use super::association::association;
use super::text::{Context, inlines};
use crate::ui::rich_text::rich_text;
use crate::words::PortalWordsLearn;
use leptos::prelude::*;
use shirube_pages::{Page, plain};

/// The address of the terms, below that of Learn.
pub const GLOSSARY: &str = "glossary";

/// What a group of topics is called.
type Name = fn(&PortalWordsLearn) -> &'static str;

/// The topics in the order and the groups of the list.
const GROUPS: [(Name, &[&str]); 4] = [
    (|words| words.group_disease, &["htlv-1", "atl", "smoldering-atl", "ham"]),
    (
        |words| words.group_values,
        &["reading-your-result", "none-seen", "cv", "sil-2r-and-proviral-load", "reading-a-curve"],
    ),
    (
        |words| words.group_research,
        &[
            "what-a-trial-is",
            "mogamulizumab-in-ham",
            "nmo-and-rin-1",
            "natural-history",
            "patients-as-partners",
        ],
    ),
    (|words| words.group_help, &["questions", "help"]),
];

/// The topics that this copy shows, in the order of the list.
pub fn topics(context: &Context) -> Vec<&Page> {
    let page = |id: &&str| context.bundle.topics.iter().find(move |page| page.id == *id);
    let shown = GROUPS.iter().flat_map(|(_, ids)| ids.iter()).filter(|id| context.site.shows(id));
    shown.filter_map(page).collect()
}

/// The address of a topic.
pub fn href(id: &str) -> String {
    format!("#/learn/{id}")
}

/// The list of topics.
pub fn learn(context: &Context) -> AnyView {
    let words = &context.words().learn;
    let group = |(name, ids): &(Name, &[&str])| {
        let pages = topics(context)
            .into_iter()
            .filter(|page| ids.contains(&page.id.as_str()))
            .map(|page| {
                door(href(&page.id), inlines(context, None, &page.title), inlines(context, None, &page.lead))
            })
            .collect::<Vec<_>>();
        let is_empty = pages.is_empty();
        let glossary = ids.contains(&"help").then(|| {
            let (title, lead) = (rich_text(words.glossary_door), rich_text(words.glossary_lead));
            door(href(GLOSSARY), title.into_any(), lead.into_any())
        });
        let shown = !is_empty || glossary.is_some();
        shown.then(|| {
            view! { <section><h2>{rich_text(name(words))}</h2><ul class="topics">{pages}{glossary}</ul></section> }
        })
    };
    view! {
        <div class="portal-screen">
            <h1>{rich_text(words.heading)}</h1>
            <p class="lead">{rich_text(words.lead)}</p>
            {GROUPS.iter().map(group).collect_view()}
            {association(context)}
        </div>
    }
    .into_any()
}

fn door(href: String, title: AnyView, lead: AnyView) -> AnyView {
    view! { <li><a class="topic" href=href><strong>{title}</strong><span>{lead}</span></a></li> }.into_any()
}

/// The links of a group, as on the page about help.
pub fn links(context: &Context, group: &str) -> AnyView {
    let words = &context.words().learn.links;
    let link = |link: &shirube_pages::Link| {
        view! {
            <li>
                <a href=link.url.clone() target="_blank" rel="noopener noreferrer">
                    {inlines(context, None, &link.name)}
                    <span class="visually-hidden">{rich_text(words.opens)}</span>
                </a>
                <span class="link-address">{link.url.clone()}</span>
                <p>{inlines(context, None, &link.what)}</p>
                {link.phone.as_ref().map(|phone| view! { <p>{rich_text(&words.phone(phone))}</p> })}
                {link.note.as_ref().map(|note| view! { <p class="link-note">{inlines(context, None, note)}</p> })}
                <p class="quiet">{rich_text(&words.seen(&plain(&link.seen)))}</p>
            </li>
        }
    };
    let of_group = context.bundle.links.iter().filter(|link| link.groups.iter().any(|of| of == group));
    view! { <ul class="links">{of_group.map(link).collect_view()}</ul> }.into_any()
}

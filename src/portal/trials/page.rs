//! The page of one trial: what it was about in plain words, then its record.

use super::library::Library;
use super::record_view_model::{ItemRow, ItemValue, Wording, items, wording};
use super::{TrialsState, freshness, href, labels, page_of, record_title, section_title, update};
use crate::platform::page;
use crate::portal::sources::source;
use crate::portal::text::{Context, blocks, foot, inlines};
use crate::ui::dynamic::dynamic;
use crate::ui::rich_text::{plain_text, rich_text};
use leptos::prelude::*;
use shirube_pages::{Block, Page};
use shirube_trials::import::Origin;
use shirube_trials::record::{ItemKey, Record, Status};
use std::sync::Arc;

/// The page at the end of an address; it follows the records, which may be opened and removed meanwhile.
pub fn trial(context: &Context, state: TrialsState, name: &str) -> AnyView {
    let (context, name) = (context.clone(), name.to_owned());
    dynamic(move || {
        let library = state.library.get();
        match library.named(&name) {
            Some((record, origin)) => shown(&context, &library, record, origin),
            None => unknown(&context),
        }
    })
}

/// The title of the page at the end of an address, for the browser.
pub fn title(context: &Context, state: TrialsState, name: &str) -> Option<String> {
    let library = state.library.get_untracked();
    let (record, _) = library.named(name)?;
    Some(shirube_pages::plain(&wording(context, &record.title).inlines))
}

fn unknown(context: &Context) -> AnyView {
    let words = &context.words().trials;
    view! {
        <div class="portal-screen">
            <h1>{rich_text(words.unknown)}</h1>
            <p><a class="back" href="#/trials">{rich_text(words.back)}</a></p>
        </div>
    }
    .into_any()
}

fn shown(context: &Context, library: &Arc<Library>, record: &Record, origin: Option<&Origin>) -> AnyView {
    let words = &context.words().trials;
    let page = page_of(context, record, origin);
    let lead = page.map(|page| view! { <p class="lead">{inlines(context, None, &page.lead)}</p> });
    let made_up = record
        .made_up
        .then(|| view! { <p class="text-box made-up-mark">{rich_text(words.page.made_up)}</p> });
    let sections = page.map(|page| sections(context, page));
    let leaflet = page.map(|page| {
        let href = format!("#/kit/leaflet/trials/{}", page.id);
        view! { <a class="button" href=href>{rich_text(words.page.leaflet)}</a> }
    });
    let foot = page.map(|page| foot(context, &page.sections));
    view! {
        <article class="portal-screen text trial">
            <p><a class="back" href="#/trials">{rich_text(words.back)}</a></p>
            {origin.map(|origin| update::origin_mark(context, origin))}
            {made_up}
            <h1>{record_title(context, record, origin)}</h1>
            {lead}
            {related(context, library, words.page.later, "later", &record.later)}
            {in_short(context, record, origin.is_some())}
            {related(context, library, words.page.earlier, "earlier", &record.earlier)}
            {origin.map(|origin| update::beside_shipped(context, library, record, origin))}
            {sections}
            {record_table(context, record, origin.is_some())}
            {sources(context, record, origin.is_some())}
            {foot}
            <div class="buttons no-print">
                <button type="button" class="button" name="print" on:click=move |_| page::print()>
                    {rich_text(words.page.print)}
                </button>
                {leaflet}
            </div>
        </article>
    }
    .into_any()
}

/// Other trials that belong to this one.
fn related(
    context: &Context,
    library: &Library,
    label: &'static str,
    kind: &'static str,
    ids: &[String],
) -> Option<AnyView> {
    let link = |id: &String| {
        let (record, _) = library.named(id)?;
        Some(view! { <li><a href=href(id)>{record_title(context, record, None)}</a></li> })
    };
    let links: Vec<_> = ids.iter().filter_map(link).collect();
    (!links.is_empty()).then(|| {
        view! {
            <nav class="text-box related" aria-label=plain_text(label) data-related=kind>
                <p class="text-box-label">{rich_text(label)}</p>
                <ul>{links}</ul>
            </nav>
        }
        .into_any()
    })
}

/// Status, phase and results, with their dates.
fn in_short(context: &Context, record: &Record, is_opened: bool) -> AnyView {
    let words = &context.words().trials.page;
    let status = match &record.status {
        Status::Known { .. } => labels::status(context, record, is_opened),
        Status::NotFound { looked_on } => labels::not_found(context, *looked_on, is_opened),
    };
    view! {
        <dl class="trial-facts">
            <div>
                <dt>{rich_text(words.status)}</dt>
                <dd data-status=record.status.value().map_or("not_found", |value| value.name())>
                    {rich_text(&status)}
                    {freshness(context, record)}
                </dd>
            </div>
            <div>
                <dt>{rich_text(words.phase)}</dt>
                <dd>{rich_text(&labels::phase(context.words(), record.phase))}</dd>
            </div>
            <div>
                <dt>{rich_text(words.results)}</dt>
                <dd>{rich_text(&labels::results(context, record, is_opened))}</dd>
            </div>
        </dl>
    }
    .into_any()
}

fn sections(context: &Context, page: &Page) -> AnyView {
    page.sections
        .iter()
        .map(|section| {
            let heading = ["trial-", &section.key].concat();
            let labelled_by = heading.clone();
            view! {
                <section class="trial-section" data-section=section.key.clone() aria-labelledby=labelled_by>
                    <h2 id=heading>{rich_text(section_title(context, &section.key))}</h2>
                    <div class="text-body">{blocks(context, &section.blocks)}</div>
                </section>
            }
        })
        .collect_view()
        .into_any()
}

/// The items of the data set; each with its source one tap away, or with the day on which we found none.
fn record_table(context: &Context, record: &Record, is_opened: bool) -> AnyView {
    let words = &context.words().trials.page;
    let lead = if is_opened { context.words().trials.update.record_lead } else { words.record_lead };
    let rows = items(context, record, is_opened).into_iter().map(|row| item_row(context, row)).collect_view();
    let count = ItemKey::ALL.len().to_string();
    view! {
        <details class="trial-record" id="trial-record" open=is_opened>
            <summary><h2>{rich_text(&words.record(&count))}</h2></summary>
            <p class="quiet">{rich_text(lead)}</p>
            <dl class="record-items">{rows}</dl>
        </details>
    }
    .into_any()
}

fn item_row(context: &Context, row: ItemRow) -> AnyView {
    let words = &context.words().trials.page;
    let label = labels::item(context.words(), row.key);
    let text = |wording: Wording| {
        let lang = wording.lang;
        view! { <div lang=lang>{blocks(context, &[Block::Paragraph(wording.inlines)])}</div> }
    };
    let value = match row.value {
        ItemValue::Known { text: wording, source: id } => {
            // An opened record has one source, the file, which stands above.
            let source = source(context, &id).map(|source| {
                view! {
                    <details class="item-source no-print">
                        <summary>
                            {rich_text(words.source)}
                            <span class="visually-hidden">{rich_text(&words.source_of(label))}</span>
                        </summary>
                        {source}
                    </details>
                }
            });
            view! { {text(wording)}{source} }.into_any()
        }
        ItemValue::Example(wording) => {
            view! { <p class="example-mark">{rich_text(words.example)}</p>{text(wording)} }.into_any()
        }
        ItemValue::NotFound(told) => view! { <p class="quiet not-found">{rich_text(&told)}</p> }.into_any(),
    };
    view! { <div data-item=row.key.name()><dt>{rich_text(label)}</dt><dd>{value}</dd></div> }.into_any()
}

fn sources(context: &Context, record: &Record, is_opened: bool) -> AnyView {
    let words = &context.words().trials.page;
    let day = labels::dated(context, record.checked_on);
    let checked = if is_opened { context.words().trials.update.opened_on(&day) } else { words.checked(&day) };
    let sources: Vec<_> = record
        .sources
        .iter()
        .filter_map(|id| source(context, id))
        .map(|source| view! { <li>{source}</li> })
        .collect();
    let list = (!sources.is_empty()).then(|| {
        view! { <h2>{rich_text(words.sources)}</h2><ul class="sources">{sources}</ul> }
    });
    view! {
        <section class="trial-sources">
            {list}
            <p class="checked-on" data-checked=record.checked_on.to_string()>
                {rich_text(&checked)}
            </p>
        </section>
    }
    .into_any()
}

//! Purpose and standing, sources, versions, what is not known, what was left off.

use super::text::{Context, inlines};
use crate::screens::assess::{SourceView, source_list};
use crate::ui::rich_text::rich_text;
use leptos::prelude::*;
use shirube_risk::evidence::SourceId;
use shirube_risk::rules;

/// The About screen.
pub fn about(context: &Context) -> impl IntoView + use<> {
    let language = context.language;
    let all_words = language.words();
    let words = &language.portal_words().about;
    let versions = rules::VERSIONS.map(|(id, version)| words.version_rule(id, version));
    let being_checked = context
        .bundle
        .being_checked
        .iter()
        .map(|item| view! { <li>{inlines(context, None, item)}</li> })
        .collect_view();
    let version = words.version_app(env!("CARGO_PKG_VERSION"));
    let sources: Vec<_> = SourceId::ALL.iter().map(|&id| SourceView::new(id, all_words)).collect();
    view! {
        <div class="text-screen">
            <h1>{rich_text(words.heading)}</h1>
            {section(words.use_heading, &[words.use_1, words.use_2, words.use_3, words.use_4])}
            {section(words.privacy_heading, &[words.privacy_1, words.privacy_2])}
            {section(words.unknown_heading, &[
                words.unknown_1, words.unknown_2, words.unknown_3, words.unknown_4, words.unknown_5,
            ])}
            {section(words.left_off_heading, &[
                words.left_off_ham, words.left_off_jcog, words.left_off_payne, words.left_off_rin1,
                words.left_off_matl,
            ])}
            <section id="being-checked">
                <h2>{rich_text(words.being_checked_heading)}</h2>
                <p>{rich_text(words.being_checked_text)}</p>
                <ul>{being_checked}</ul>
            </section>
            <section>
                <h2>{words.sources_heading}</h2>
                {source_list(&sources, all_words)}
            </section>
            <section>
                <h2>{words.versions_heading}</h2>
                <ul>
                    <li>{version}</li>
                    {versions.map(|line| view! { <li>{line}</li> }).collect_view()}
                </ul>
            </section>
            {section(words.licence_heading, &[words.licence])}
        </div>
    }
}

fn section(heading: &'static str, items: &[&'static str]) -> impl IntoView + use<> {
    let items = items.iter().map(|&item| view! { <li>{rich_text(item)}</li> }).collect_view();
    view! { <section><h2>{rich_text(heading)}</h2><ul>{items}</ul></section> }
}

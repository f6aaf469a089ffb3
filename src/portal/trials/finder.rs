//! The finder: one box, four filters, and what they leave.

use super::finder_view_model::{Answer, Asked, Choice, Filter, Value, Why, find, why};
use super::library::Library;
use super::{TrialsState, freshness, labels, page_of, record_title, update};
use crate::portal::text::{Context, inlines};
use crate::ui::dynamic::{dynamic, text, when};
use crate::ui::live_region::LiveRegion;
use crate::ui::rich_text::{plain_text, rich_text};
use leptos::prelude::*;
use std::sync::Arc;

/// More cards than this are shown on demand only.
const FIRST_HITS: usize = 20;

/// The finder's screen.
pub fn finder(context: &Context, state: TrialsState) -> AnyView {
    let words = &context.words().trials;
    let answer =
        Memo::new(move |_| state.library.with(|library| state.asked.with(|asked| find(library, asked))));
    let told = {
        let words = &words.finder;
        Memo::new(move |_| plain_text(&found_words(words, answer.with(|answer| answer.hits.len()))))
    };
    let template =
        state.library.with_untracked(|library| library.template.as_ref().map(|record| record.id.clone()));
    let template = template.map(|id| {
        view! { <p><a class="template-link" href=super::href(&id)>{rich_text(words.template)}</a></p> }
    });
    let results = {
        let context = context.clone();
        dynamic(move || {
            let library = state.library.get();
            answer.with(|answer| results(&context, state, &library, answer))
        })
    };
    view! {
        <div class="portal-screen trials">
            <h1>{rich_text(words.heading)}</h1>
            <p class="lead">{rich_text(words.lead)}</p>
            <div class="entry search no-print">
                <label for="trial_search">{rich_text(words.finder.search)}</label>
                <input
                    id="trial_search"
                    name="trial_search"
                    type="search"
                    autocomplete="off"
                    spellcheck="false"
                    aria-describedby="trial_search-hint"
                    prop:value=text(move || state.asked.with(|asked| asked.typed.clone()))
                    on:input=move |event| state.ask(|asked| asked.typed = event_target_value(&event))
                />
                <p class="hint" id="trial_search-hint">{rich_text(words.finder.hint)}</p>
            </div>
            {filters(context, state, answer)}
            <section class="trial-results" aria-labelledby="trial-results-heading">
                {results}
            </section>
            <LiveRegion message=told role=Some("status") />
            {template}
            {update::update(context, state)}
        </div>
    }
    .into_any()
}

type FinderWords = crate::words::PortalWordsTrialsFinder;

fn found_words(words: &FinderWords, count: usize) -> String {
    let number = count.to_string();
    if count == 1 { words.one_found(&number) } else { words.found(&number) }
}

fn filters(context: &Context, state: TrialsState, answer: Memo<Answer>) -> AnyView {
    let words = &context.words().trials.finder;
    let is_set = move || state.asked.with(|asked| asked.is_filtered() || !asked.typed.is_empty());
    let clear = words.clear;
    let menus = Filter::ALL
        .into_iter()
        .enumerate()
        .map(|(position, filter)| {
            let choices = Memo::new(move |_| {
                answer.with(|answer| answer.choices.get(position).cloned().unwrap_or_default())
            });
            menu(context, state, filter, choices)
        })
        .collect_view();
    view! {
        <fieldset class="entry trial-filters no-print">
            <legend>{rich_text(words.filters)}</legend>
            <div class="filter-menus">{menus}</div>
            {when(is_set, move || view! {
                <button
                    type="button"
                    class="button small"
                    name="clear_trials"
                    on:click=move |_| {
                        state.ask(|asked| *asked = Asked::default());
                        // The button leaves the page, and must not take the focus along.
                        crate::platform::page::focus("trial_search");
                    }
                >{rich_text(clear)}</button>
            }.into_any())}
        </fieldset>
    }
    .into_any()
}

fn menu(context: &Context, state: TrialsState, filter: Filter, choices: Memo<Vec<Choice>>) -> AnyView {
    let words = &context.words().trials.finder;
    let label = match filter {
        Filter::Disease => words.disease,
        Filter::Who => words.who,
        Filter::Status => words.status,
        Filter::Phase => words.phase,
    };
    let context = context.clone();
    let options = move || {
        let chosen = state.asked.with(|asked| asked.chosen(filter).to_owned());
        let library = state.library.get();
        choices.with(|choices| {
            let option = |choice: &Choice| {
                let name = value_name(&context, &library, &choice.value);
                let label = plain_text(&words.option(&choice.count.to_string(), &name));
                let code = choice.value.code().to_owned();
                let is_chosen = code == chosen;
                view! { <option value=code prop:selected=is_chosen>{label}</option> }
            };
            view! {
                <option value="" prop:selected=chosen.is_empty()>{plain_text(words.any)}</option>
                {choices.iter().map(option).collect_view()}
            }
            .into_any()
        })
    };
    let id = ["trial-", filter.name()].concat();
    view! {
        <div class="filter-menu">
            <label for=id.clone()>{rich_text(label)}</label>
            <select
                class="select-field"
                id=id
                name=filter.name()
                on:change=move |event| state.ask(|asked| asked.choose(filter, event_target_value(&event)))
            >
                {dynamic(options)}
            </select>
        </div>
    }
    .into_any()
}

fn value_name(context: &Context, library: &Library, value: &Value) -> String {
    match value {
        Value::Concept(id) => labels::concept(context, &library.synonyms, id),
        Value::Who(who) => labels::who(context.words(), *who).to_owned(),
        Value::Status(Some(status)) => labels::status_value(context.words(), *status).to_owned(),
        Value::Status(None) => context.words().trials.status.none.to_owned(),
    }
}

fn results(context: &Context, state: TrialsState, library: &Arc<Library>, answer: &Answer) -> AnyView {
    let words = &context.words().trials.finder;
    let heading = if answer.hits.is_empty() {
        words.none_heading.to_owned()
    } else {
        found_words(words, answer.hits.len())
    };
    let understood = (!answer.understood.is_empty()).then(|| {
        let name = |id: &String| {
            let name = labels::concept(context, &library.synonyms, id);
            view! { <li>{rich_text(&name)}</li> }
        };
        view! {
            <div class="understood">
                <p>{rich_text(words.understood)}</p>
                <ul class="chips">{answer.understood.iter().map(name).collect_view()}</ul>
            </div>
        }
    });
    let shown = if state.all_shown.get() { usize::MAX } else { FIRST_HITS };
    let typed = state.asked.with(|asked| asked.typed.clone());
    let cards = answer
        .hits
        .iter()
        .take(shown)
        .filter_map(|hit| card(context, library, &why(library, &typed, &answer.understood, *hit), *hit))
        .collect_view();
    let left = answer.hits.len().saturating_sub(shown);
    let more = (left > 0).then(|| {
        view! {
            <button type="button" class="button" name="more_trials" on:click=move |_| state.all_shown.set(true)>
                {rich_text(&words.more(&left.to_string()))}
            </button>
        }
    });
    let none = answer.hits.is_empty().then(|| none(context, state, library, answer));
    let strange = (!answer.strange.is_empty() && !answer.hits.is_empty()).then(
        || view! { <p class="quiet">{plain_text(&words.strange(&joined(words, &answer.strange)))}</p> },
    );
    view! {
        <h2 id="trial-results-heading">{rich_text(&heading)}</h2>
        {understood}
        {strange}
        {none}
        <ul class="trial-hits">{cards}</ul>
        {more}
    }
    .into_any()
}

fn joined(words: &FinderWords, parts: &[String]) -> String {
    parts.join(words.join)
}

/// Why nothing was found, and what may help.
fn none(context: &Context, state: TrialsState, library: &Library, answer: &Answer) -> AnyView {
    let words = &context.words().trials.finder;
    let strange = (!answer.strange.is_empty()).then(|| words.none_strange(&joined(words, &answer.strange)));
    let filters = state.asked.with(Asked::is_filtered).then(|| words.none_filters.to_owned());
    let limits = words.none_limits(&library.records.len().to_string());
    let lines = strange.into_iter().chain(filters).chain([words.none_short.to_owned(), limits]);
    view! { <ul class="none-found">{lines.map(|line| view! { <li>{rich_text(&line)}</li> }).collect_view()}</ul> }
        .into_any()
}

fn card(context: &Context, library: &Library, why: &Why, position: usize) -> Option<AnyView> {
    let words = &context.words().trials;
    let record = library.records.get(position)?;
    let (name, origin) = (library.name(position), library.origin(position));
    let lead = page_of(context, record, origin)
        .map(|page| view! { <span class="hit-lead">{inlines(context, None, &page.lead)}</span> });
    let why = match why {
        Why::NothingTyped => None,
        Why::Texts => Some(words.finder.why_text.to_owned()),
        Why::Concepts(ids) => {
            let names: Vec<_> =
                ids.iter().map(|id| labels::concept(context, &library.synonyms, id)).collect();
            Some(words.finder.why(&joined(&words.finder, &names)))
        }
    };
    Some(
        view! {
            <li>
                <a class="trial-hit" data-trial=name.clone() href=super::href(&name)>
                    {origin.map(|origin| update::origin_mark(context, origin))}
                    <strong>{record_title(context, record, origin)}</strong>
                    {lead}
                    <span class="hit-facts">
                        <span class="hit-phase">{rich_text(&labels::phase(context.words(), record.phase))}</span>
                        <span>{rich_text(&labels::status(context, record, origin.is_some()))}</span>
                    </span>
                    {freshness(context, record)}
                    {why.map(|why| view! { <span class="hit-why">{rich_text(&why)}</span> })}
                </a>
            </li>
        }
        .into_any(),
    )
}

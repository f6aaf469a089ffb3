//! What the study says, in the order of a reader's questions: what is the answer, how firm is it,
//! where is one, what over time, for 100 people, as a table, why.

use super::people::people;
use super::view_model::{
    AssessView, NoneSeen, Note, RegionRow, RegionTable, RuleOutput, SourceView, Tone, Why,
};
use crate::chart::{ChartFigure, Scene};
use crate::ui::choice::{Choice, Segments};
use crate::ui::dynamic::{dynamic, when};
use crate::ui::rich_text::{plain_text, rich_text};
use crate::words::{Words, WordsAssessNoneSeen, WordsAssessTable};
use leptos::prelude::*;

/// How much of the answer is shown, chosen before the screen is turned to a patient.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ShowLevel {
    /// The plain sentence.
    Words,
    /// And the picture of 100 people.
    Icons,
    /// And sentences with numbers, and the table.
    Numbers,
    /// And figures and reasons.
    Everything,
}

impl ShowLevel {
    const ALL: [Self; 4] = [Self::Words, Self::Icons, Self::Numbers, Self::Everything];

    const fn code(self) -> &'static str {
        match self {
            Self::Words => "words",
            Self::Icons => "icons",
            Self::Numbers => "numbers",
            Self::Everything => "everything",
        }
    }
}

/// Everything right of, or below, the entries.
pub fn results(
    words: &'static Words,
    view: RwSignal<AssessView>,
    months: RwSignal<u8>,
    show: RwSignal<ShowLevel>,
) -> AnyView {
    let shown_from =
        move |level: ShowLevel, has: fn(&AssessView) -> bool| move || show.get() >= level && view.with(has);
    // Without an answer there is nothing to choose from, so nothing is held back.
    let level_in_force = move || {
        let can_choose = view.with(|view| view.answer.badge.is_some());
        if can_choose { show.get() } else { ShowLevel::Everything }
    };
    view! {
        <section class="results" aria-labelledby="results-heading" data-show=move || level_in_force().code()>
            <h2 class="visually-hidden" id="results-heading">{rich_text(words.assess.results_heading)}</h2>
            {when(shown_from(ShowLevel::Words, |view| view.answer.badge.is_some()), move || show_control(words, show))}
            {dynamic(move || view.with(|view| primary_output(words, view, show.get())))}
            <div id="clinic-conflict"></div>
            {dynamic(move || view.with(|view| secondary_output(&view.secondary)))}
            {dynamic(move || view.with(|view| notes(view, show.get())))}
            <div id="clinic-results"></div>
            <div class="figures">
                {when(shown_from(ShowLevel::Everything, |view| view.plane.is_some()), move || plane(words, view))}
                {when(shown_from(ShowLevel::Everything, |view| view.over_time.is_some()), move || curve(words, view))}
                {when(shown_from(ShowLevel::Numbers, |view| view.none_seen.is_some()), move || none_seen(words, view))}
            </div>
            {when(shown_from(ShowLevel::Icons, |view| view.over_time.is_some()), move || people(words, view, months))}
            {when(shown_from(ShowLevel::Numbers, |view| view.table.is_some()), move || table(words, view))}
            {when(shown_from(ShowLevel::Everything, |view| view.why.is_some()), move || why(words, view))}
        </section>
    }
    .into_any()
}

fn show_control(words: &'static Words, show: RwSignal<ShowLevel>) -> AnyView {
    let words = &words.assess.show;
    let label = |level| match level {
        ShowLevel::Words => words.words,
        ShowLevel::Icons => words.icons,
        ShowLevel::Numbers => words.numbers,
        ShowLevel::Everything => words.everything,
    };
    view! {
        <div class="show-control">
            <Segments
                name="show"
                legend=words.legend.to_owned()
                choices=ShowLevel::ALL.map(|level| Choice { code: level.code(), label: label(level) }).to_vec()
                chosen=Signal::derive(move || Some(show.get().code()))
                on_choice=move |code: String| {
                    if let Some(level) = ShowLevel::ALL.into_iter().find(|level| level.code() == code) {
                        show.set(level);
                    }
                }
            />
            <p class="hint">{rich_text(words.hint)}</p>
        </div>
    }
    .into_any()
}

/// The rule the reader came for. The live region announces it; the output itself stays silent, or
/// every key would be spoken.
fn primary_output(words: &'static Words, view: &AssessView, show: ShowLevel) -> AnyView {
    let AssessView { primary, answer, .. } = view;
    let paragraphs = |class: &'static str, texts: &[String]| {
        let shown = if show >= ShowLevel::Numbers { texts } else { &[] };
        shown.iter().map(|text| view! { <p class=class>{rich_text(text)}</p> }).collect_view()
    };
    let badge = answer.badge.as_ref().map(|badge| {
        view! {
            <div class="badge">
                <span class="badge-code">{badge.code.clone()}</span>
                <span class="badge-label">{rich_text(&badge.label)}</span>
                {group_shape(answer.tone)}
            </div>
        }
    });
    let known = (!answer.known.is_empty()).then(|| {
        view! {
            <div class="known">
                <h3>{rich_text(words.assess.withheld.what_is_known)}</h3>
                {plain_list(&answer.known)}
            </div>
        }
    });
    let class = ["card answer ", answer.tone.class()].concat();
    let content = view! {
        {badge}
        <div class="answer-text">
            <p class="sentence">{rich_text(&answer.sentence)}</p>
            {paragraphs("number", &answer.numbers)}
            {paragraphs("detail", &answer.details)}
            {known}
            <p class="standing">{rich_text(words.shell.standing)}</p>
        </div>
    };
    output(primary, class, false, content.into_any())
}

/// The other rule: shown only when there is a reason worth reading.
fn secondary_output(rule: &RuleOutput) -> AnyView {
    output(rule, "secondary".to_owned(), rule.text.is_empty(), rich_text(rule.text))
}

/// A rule's result with its stable attributes.
fn output(rule: &RuleOutput, class: String, hidden: bool, content: AnyView) -> AnyView {
    view! {
        <output
            class=class
            aria-live="off"
            hidden=hidden
            name=rule.name
            data-status=rule.status
            data-possible=rule.possible.clone()
            data-group=rule.group.clone()
            data-nearby=rule.nearby.clone()
        >
            {content}
        </output>
    }
    .into_any()
}

fn plain_list(items: &[String]) -> AnyView {
    let items = items.iter().map(|item| view! { <li>{rich_text(item)}</li> }).collect_view();
    view! { <ul>{items}</ul> }.into_any()
}

/// One, two or three filled steps: the group without colour and without reading.
fn group_shape(tone: Tone) -> AnyView {
    let filled = match tone {
        Tone::Low => 1,
        Tone::Intermediate => 2,
        Tone::High => 3,
        Tone::Neutral => return ().into_any(),
    };
    let step = |index: i32| {
        let class = if index <= filled { "step filled" } else { "step" };
        let height = 6 * index;
        view! { <rect class=class x=(index - 1) * 14 + 1 y=19 - height width="10" height=height /> }
    };
    view! {
        <svg class="group-shape" viewBox="0 0 40 20" aria-hidden="true">{[1, 2, 3].map(step).collect_view()}</svg>
    }
    .into_any()
}

fn notes(view: &AssessView, show: ShowLevel) -> AnyView {
    let note = |Note { heading, text, is_caution }: &Note| {
        let class = if *is_caution { "note caution" } else { "note" };
        view! { <div class=class><h3>{rich_text(heading)}</h3><p>{rich_text(text)}</p></div> }
    };
    // What could change the answer is told at every level.
    let shown = |note: &&Note| note.is_caution || show >= ShowLevel::Numbers;
    view.notes.iter().filter(shown).map(note).collect_view().into_any()
}

/// A figure that stays, with its scene and its words kept up to date.
fn figure(
    words: &'static Words,
    id: &'static str,
    title: &'static str,
    scene: impl Fn() -> Scene + Send + Sync + 'static,
    note: impl Fn() -> String + Send + Sync + 'static,
) -> AnyView {
    let scene = Signal::derive(scene);
    let note = Signal::derive(note);
    let table_label = words.assess.figure.as_table;
    view! { <div class="card"><ChartFigure scene id title note table_label /></div> }.into_any()
}

fn plane(words: &'static Words, view: RwSignal<AssessView>) -> AnyView {
    let plane = move || view.with(|view| view.plane.clone());
    figure(
        words,
        "plane",
        words.assess.plane.heading,
        move || plane().map(|plane| plane.scene).unwrap_or_default(),
        move || plane().map(|plane| plane.note).unwrap_or_default(),
    )
}

fn curve(words: &'static Words, view: RwSignal<AssessView>) -> AnyView {
    let over_time = move || view.with(|view| view.over_time.clone());
    figure(
        words,
        "curve",
        words.assess.curve.heading,
        move || over_time().map(|over| over.scene).unwrap_or_default(),
        move || over_time().map(|over| over.note).unwrap_or_default(),
    )
}

fn none_seen(words: &'static Words, view: RwSignal<AssessView>) -> AnyView {
    let words = &words.assess.none_seen;
    view! {
        <div class="card none-seen" id="none-seen">
            <h2>{rich_text(words.heading)}</h2>
            {dynamic(move || view.with(|view| view.none_seen.as_ref().map(|limits| limits_table(words, limits)).into_any()))}
        </div>
    }
    .into_any()
}

/// What "none seen" can tell, in words and as a table.
pub fn limits_table(words: &WordsAssessNoneSeen, limits: &NoneSeen) -> AnyView {
    let row = |(people, limit): &(String, String)| {
        view! { <tr><th scope="row">{rich_text(people)}</th><td>{rich_text(limit)}</td></tr> }
    };
    view! {
        <p>{rich_text(&limits.text)}</p>
        <p>{rich_text(&limits.plain)}</p>
        <table>
            <caption>{rich_text(words.caption)}</caption>
            <thead><tr><th scope="col">{rich_text(words.people)}</th><th scope="col">{rich_text(words.limit)}</th></tr></thead>
            <tbody>{limits.rows.iter().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn table(words: &'static Words, view: RwSignal<AssessView>) -> AnyView {
    let words = &words.assess.table;
    let table = move |table: &RegionTable| {
        let heading = table.at_month_heading.clone();
        view! {
            <table class="regions" aria-labelledby="table-heading">
                <thead>
                    <tr>
                        <th scope="col">{rich_text(words.region)}</th>
                        <th scope="col">{rich_text(words.rule)}</th>
                        <th scope="col">{rich_text(words.time)}</th>
                        <th scope="col">{rich_text(&heading)}</th>
                    </tr>
                </thead>
                <tbody>{table.rows.iter().map(|row| region_row(words, &heading, row)).collect_view()}</tbody>
            </table>
        }
    };
    view! {
        <div class="card" id="regions">
            <h2 id="table-heading">{rich_text(words.heading)}</h2>
            {dynamic(move || view.with(|view| view.table.as_ref().map(table).into_any()))}
            <p class="quiet">{rich_text(words.footnote)}</p>
        </div>
    }
    .into_any()
}

fn region_row(words: &WordsAssessTable, at_month_heading: &str, row: &RegionRow) -> AnyView {
    let class = [row.tone.class(), if row.mark.is_some() { " here" } else { "" }].concat();
    view! {
        <tr class=class data-region=row.code>
            <th scope="row">
                <b>{row.code}</b>" "{rich_text(row.group)}
                {row.mark.map(|mark| view! { <span class="here-mark">{rich_text(mark)}</span> })}
            </th>
            <td data-label=plain_text(words.rule)>{rich_text(&row.rule)}</td>
            <td data-label=plain_text(words.time)>{rich_text(&row.time)}</td>
            <td class="at-month" data-label=plain_text(at_month_heading)>{rich_text(&row.at_month)}</td>
        </tr>
    }
    .into_any()
}

fn why(words: &'static Words, view: RwSignal<AssessView>) -> AnyView {
    let section = |(heading, items): &(&'static str, Vec<String>)| {
        view! { <section><h3>{*heading}</h3>{plain_list(items)}</section> }
    };
    let reasons = move |Why { sections, sources }: &Why| {
        view! {
            {sections.iter().map(section).collect_view()}
            <section><h3>{words.why.sources}</h3>{source_list(sources, words)}</section>
        }
    };
    view! {
        <details class="card why" id="why">
            <summary>{words.why.heading}</summary>
            <div class="why-body">{dynamic(move || view.with(|view| view.why.as_ref().map(reasons).into_any()))}</div>
        </details>
    }
    .into_any()
}

/// Sources as links that say where they lead.
pub fn source_list(sources: &[SourceView], words: &'static Words) -> AnyView {
    let item = |source: &SourceView| {
        let publication = [source.kind, " · ", source.publication.as_str()].concat();
        view! {
            <li>
                <a href=source.url target="_blank" rel="noopener noreferrer">
                    {source.title}
                    <span class="visually-hidden">{rich_text(words.shell.open_in_new_tab)}</span>
                </a>
                <span>{publication}</span>
            </li>
        }
    };
    view! { <ul class="sources">{sources.iter().map(item).collect_view()}</ul> }.into_any()
}

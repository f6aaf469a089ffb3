//! What the study says, in the order of a reader's questions: what is the answer, how firm is it,
//! where is one, what over time, for 100 people, as a table, why.

use super::view_model::{
    AssessView, IconArray, Note, RegionRow, RuleOutput, SourceView, Tone, Why, last_months,
};
use crate::chart::{ChartFigure, Scene};
use crate::ui::choice::{Choice, Segments};
use crate::ui::rich_text::rich_text;
use crate::words::Words;
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

/// A part of the view that only redraws when it changes.
fn part<T: PartialEq + Clone + Send + Sync + 'static>(
    view: Memo<AssessView>,
    get: impl Fn(&AssessView) -> T + Send + Sync + 'static,
) -> Memo<T> {
    Memo::new(move |_| view.with(&get))
}

/// Everything right of, or below, the entries.
pub fn results(
    words: &'static Words,
    view: Memo<AssessView>,
    months: RwSignal<u8>,
    show: RwSignal<ShowLevel>,
) -> impl IntoView {
    let at_least = move |level| show.get() >= level;
    let has_answer = part(view, |view| view.answer.badge.is_some() || view.why.is_some());
    view! {
        <section class="results" aria-labelledby="results-heading">
            <h2 class="visually-hidden" id="results-heading">{words.assess.results_heading}</h2>
            {move || has_answer.get().then(|| show_control(words, show))}
            <PrimaryOutput words view show />
            <SecondaryOutput view />
            {move || notes(view, show)}
            <div class="figures">
                <Show when=move || at_least(ShowLevel::Everything) && view.with(|view| view.plane.is_some())>
                    {plane(words, view)}
                </Show>
                <Show when=move || at_least(ShowLevel::Everything) && view.with(|view| view.over_time.is_some())>
                    {curve(words, view)}
                </Show>
            </div>
            <Show when=move || at_least(ShowLevel::Icons) && view.with(|view| view.over_time.is_some())>
                {people(words, view, months, show)}
            </Show>
            <Show when=move || at_least(ShowLevel::Numbers) && view.with(|view| view.none_seen.is_some())>
                {none_seen(words, view)}
            </Show>
            <Show when=move || at_least(ShowLevel::Numbers) && view.with(|view| view.table.is_some())>
                {table(words, view)}
            </Show>
            <Show when=move || at_least(ShowLevel::Everything) && view.with(|view| view.why.is_some())>
                {why(words, view)}
            </Show>
        </section>
    }
}

fn show_control(words: &'static Words, show: RwSignal<ShowLevel>) -> impl IntoView {
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
                legend=Signal::stored(words.legend)
                choices=ShowLevel::ALL.map(|level| Choice { code: level.code(), label: label(level) }).to_vec()
                chosen=Signal::derive(move || Some(show.get().code()))
                on_choice=move |code: String| {
                    if let Some(level) = ShowLevel::ALL.into_iter().find(|level| level.code() == code) {
                        show.set(level);
                    }
                }
            />
            <p class="hint">{words.hint}</p>
        </div>
    }
}

/// The rule the reader came for. The live region announces it; the output itself stays silent, or
/// every key would be spoken.
#[component]
fn PrimaryOutput(words: &'static Words, view: Memo<AssessView>, show: RwSignal<ShowLevel>) -> impl IntoView {
    let output = part(view, |view| view.primary.clone());
    let answer = part(view, |view| view.answer.clone());
    let attribute = move |get: fn(&RuleOutput) -> String| move || output.with(get);
    let numbers = move || {
        (show.get() >= ShowLevel::Numbers)
            .then(|| answer.with(|answer| answer.numbers.iter().map(|n| view! { <p class="number">{rich_text(n)}</p> }).collect_view()))
    };
    let details = move || {
        (show.get() >= ShowLevel::Numbers)
            .then(|| answer.with(|answer| answer.details.iter().cloned().map(|d| view! { <p class="detail">{d}</p> }).collect_view()))
    };
    let known = move || {
        answer.with(|answer| (!answer.known.is_empty()).then(|| view! {
            <div class="known">
                <h3>{words.assess.withheld.what_is_known}</h3>
                <ul>{answer.known.iter().cloned().map(|item| view! { <li>{item}</li> }).collect_view()}</ul>
            </div>
        }))
    };
    view! {
        <output
            class=move || format!("card answer {}", answer.with(|answer| answer.tone.class()))
            aria-live="off"
            name=attribute(|output| output.name.to_owned())
            data-status=attribute(|output| output.status.to_owned())
            data-possible=attribute(|output| output.possible.clone())
            data-group=attribute(|output| output.group.clone())
            data-nearby=attribute(|output| output.nearby.clone())
        >
            {move || answer.with(|answer| answer.badge.as_ref().map(|badge| view! {
                <div class="badge">
                    <span class="badge-code">{badge.code.clone()}</span>
                    <span class="badge-label">{badge.label.clone()}</span>
                    <GroupShape tone=answer.tone />
                </div>
            }))}
            <div class="answer-text">
                <p class="sentence">{move || answer.with(|answer| rich_text(&answer.sentence).into_any())}</p>
                {numbers}
                {details}
                {known}
                <p class="standing">{words.shell.standing}</p>
            </div>
        </output>
    }
}

/// One, two or three filled steps: the group without colour and without reading.
#[component]
fn GroupShape(tone: Tone) -> impl IntoView {
    let filled = match tone {
        Tone::Low => 1,
        Tone::Intermediate => 2,
        Tone::High => 3,
        Tone::Neutral => return ().into_any(),
    };
    let step = |index: i32| {
        let height = 6 * index;
        view! {
            <rect
                class=if index <= filled { "step filled" } else { "step" }
                x=(index - 1) * 14 + 1 y=19 - height width="10" height=height
            />
        }
    };
    view! {
        <svg class="group-shape" viewBox="0 0 40 20" aria-hidden="true">{[1, 2, 3].map(step).collect_view()}</svg>
    }
    .into_any()
}

/// The other rule: shown only when there is a reason worth reading.
#[component]
fn SecondaryOutput(view: Memo<AssessView>) -> impl IntoView {
    let output = part(view, |view| view.secondary.clone());
    let attribute = move |get: fn(&RuleOutput) -> String| move || output.with(get);
    view! {
        <output
            class="secondary"
            aria-live="off"
            hidden=move || output.with(|output| output.text.is_empty())
            name=attribute(|output| output.name.to_owned())
            data-status=attribute(|output| output.status.to_owned())
            data-possible=attribute(|output| output.possible.clone())
            data-group=attribute(|output| output.group.clone())
            data-nearby=attribute(|output| output.nearby.clone())
        >
            {attribute(|output| output.text.to_owned())}
        </output>
    }
}

fn notes(view: Memo<AssessView>, show: RwSignal<ShowLevel>) -> impl IntoView {
    (show.get() >= ShowLevel::Numbers).then(|| {
        view.with(|view| {
            let note = |Note { heading, text, is_caution }: &Note| {
                let class = if *is_caution { "note caution" } else { "note" };
                view! { <div class=class><h3>{*heading}</h3><p>{rich_text(text)}</p></div> }
            };
            view.notes.iter().map(note).collect_view()
        })
    })
}

/// The scene and note of a figure, kept up to date while the figure stands.
fn figure_parts(
    view: Memo<AssessView>,
    get: fn(&AssessView) -> Option<(&Scene, &String)>,
) -> (Signal<Scene>, Signal<String>) {
    let scene = part(view, move |view| get(view).map(|(scene, _)| scene.clone()).unwrap_or_default());
    let note = part(view, move |view| get(view).map(|(_, note)| note.clone()).unwrap_or_default());
    (scene.into(), note.into())
}

fn plane(words: &'static Words, view: Memo<AssessView>) -> impl IntoView {
    let (scene, note) = figure_parts(view, |view| view.plane.as_ref().map(|plane| (&plane.scene, &plane.note)));
    view! {
        <div class="card">
            <ChartFigure
                scene id="plane" title=words.assess.plane.heading.to_owned() note
                table_label=words.assess.figure.as_table.to_owned()
            />
        </div>
    }
}

fn curve(words: &'static Words, view: Memo<AssessView>) -> impl IntoView {
    let (scene, note) = figure_parts(view, |view| view.over_time.as_ref().map(|over| (&over.scene, &over.note)));
    view! {
        <div class="card">
            <ChartFigure
                scene id="curve" title=words.assess.curve.heading.to_owned() lead=note
                table_label=words.assess.figure.as_table.to_owned()
            />
        </div>
    }
}

/// The time control and the picture of 100 people.
fn people(
    words: &'static Words,
    view: Memo<AssessView>,
    months: RwSignal<u8>,
    show: RwSignal<ShowLevel>,
) -> impl IntoView {
    let over = move |get: fn(&super::view_model::OverTime) -> String| {
        part(view, move |view| view.over_time.as_ref().map(get).unwrap_or_default())
    };
    let icons = part(view, |view| view.over_time.as_ref().map(|over| (over.icons, over.tone)));
    let with_numbers = move || show.get() >= ShowLevel::Numbers;
    let words = &words.assess;
    let mean = view.with_untracked(|_| last_months().to_string());
    view! {
        <div class="card people" id="people">
            <figure>
                {move || icons.get().map(|(icons, tone)| icon_array(icons, tone))}
                <p class="visually-hidden">{over(|over| over.icons_alt.clone())}</p>
            </figure>
            <div class="people-text">
                <h2>{over(|over| over.people_heading.clone())}</h2>
                <ul class="people-key">
                    <li><b>{over(|over| over.progressed.clone())}</b>" "{words.people.progressed}</li>
                    <li><b>{over(|over| over.not_known.clone())}</b>" "{words.people.not_known}</li>
                </ul>
                <p class="quiet">{words.people.hatched}</p>
                <Show when=with_numbers><p class="quiet reading">{over(|over| over.reading.clone())}</p></Show>
                <p class="quiet">{words.people.not_known_note}</p>
                <div class="time-control">
                    <label for="months">{words.curve.control}</label>
                    <input
                        id="months" name="months" type="range" min="1" max=last_months() step="1"
                        prop:value=move || months.get().to_string()
                        aria-valuetext=over(|over| over.months.clone())
                        on:input=move |event| {
                            if let Ok(chosen) = event_target_value(&event).parse() {
                                months.set(chosen);
                            }
                        }
                    />
                    <strong>{over(|over| over.months.clone())}</strong>
                </div>
                <p class="quiet">{words.people.horizon(&mean)}</p>
            </div>
        </div>
    }
}

/// Ten rows of ten people: solid, hatched, outlined.
fn icon_array(icons: IconArray, tone: Tone) -> impl IntoView {
    let person = move |index: u8| {
        let class = if index < icons.solid {
            "person solid"
        } else if index < icons.solid + icons.hatched {
            "person hatched"
        } else {
            "person"
        };
        let (column, row) = (u32::from(index % 10), u32::from(index / 10));
        view! { <use href="#person" class=class x=column * 30 y=row * 30 /> }
    };
    view! {
        <svg class=format!("icon-array {}", tone.class()) viewBox="0 0 300 300" aria-hidden="true">
            <defs>
                <pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                    <rect class="hatch-ground" width="5" height="5" />
                    <rect class="hatch-line" width="2.4" height="5" />
                </pattern>
                <symbol id="person" viewBox="0 0 30 30" width="30" height="30">
                    <circle cx="15" cy="9" r="4.6" />
                    <path d="M7 26v-4a8 7.4 0 0 1 16 0v4z" />
                </symbol>
            </defs>
            {(0..100).map(person).collect_view()}
        </svg>
    }
}

fn none_seen(words: &'static Words, view: Memo<AssessView>) -> impl IntoView {
    let words = &words.assess.none_seen;
    let limits = part(view, |view| view.none_seen.clone());
    let body = move || {
        limits.get().map(|limits| {
            let row = |(people, limit): (String, String)| {
                view! { <tr><th scope="row">{people}</th><td>{limit}</td></tr> }
            };
            view! {
                <p>{limits.text}</p>
                <p>{limits.plain}</p>
                <table>
                    <caption>{words.caption}</caption>
                    <thead><tr><th scope="col">{words.people}</th><th scope="col">{words.limit}</th></tr></thead>
                    <tbody>{limits.rows.into_iter().map(row).collect_view()}</tbody>
                </table>
            }
        })
    };
    view! { <div class="card none-seen" id="none-seen"><h2>{words.heading}</h2>{body}</div> }
}

fn table(words: &'static Words, view: Memo<AssessView>) -> impl IntoView {
    let table = part(view, |view| view.table.clone());
    let words = &words.assess.table;
    let row = |row: RegionRow| {
        let here = row.mark.is_some();
        view! {
            <tr class=format!("{} {}", row.tone.class(), if here { "here" } else { "" }) data-region=row.code>
                <th scope="row">
                    <b>{row.code}</b>" "{row.group}
                    {row.mark.map(|mark| view! { <span class="here-mark">{mark}</span> })}
                </th>
                <td data-label=words.rule>{row.rule}</td>
                <td data-label=words.time>{row.time}</td>
                <td class="at-month">{row.at_month}</td>
            </tr>
        }
    };
    let body = move || {
        table.get().map(|table| {
            view! {
                <table class="regions" aria-labelledby="table-heading">
                    <thead>
                        <tr>
                            <th scope="col">{words.region}</th>
                            <th scope="col">{words.rule}</th>
                            <th scope="col">{words.time}</th>
                            <th scope="col">{table.at_month_heading}</th>
                        </tr>
                    </thead>
                    <tbody>{table.rows.into_iter().map(row).collect_view()}</tbody>
                </table>
            }
        })
    };
    view! {
        <div class="card" id="regions">
            <h2 id="table-heading">{words.heading}</h2>
            {body}
            <p class="quiet">{words.footnote}</p>
        </div>
    }
}

fn why(words: &'static Words, view: Memo<AssessView>) -> impl IntoView {
    let why = part(view, |view| view.why.clone());
    let body = move || {
        why.get().map(|Why { sections, sources }| {
            let section = |(heading, items): (&'static str, Vec<String>)| {
                let items = items.into_iter().map(|item| view! { <li>{item}</li> }).collect_view();
                view! { <section><h3>{heading}</h3><ul>{items}</ul></section> }
            };
            view! {
                {sections.into_iter().map(section).collect_view()}
                <section><h3>{words.why.sources}</h3>{source_list(sources, words)}</section>
            }
        })
    };
    view! {
        <details class="card why" id="why">
            <summary>{words.why.heading}</summary>
            <div class="why-body">{body}</div>
        </details>
    }
}

/// Sources as links that say where they lead.
pub fn source_list(sources: Vec<SourceView>, words: &'static Words) -> impl IntoView {
    let item = |source: SourceView| {
        view! {
            <li>
                <a href=source.url target="_blank" rel="noopener noreferrer">
                    {source.title}
                    <span class="visually-hidden">{words.shell.open_in_new_tab}</span>
                </a>
                <span>{source.kind}" · "{source.publication}</span>
            </li>
        }
    };
    view! { <ul class="sources">{sources.into_iter().map(item).collect_view()}</ul> }
}

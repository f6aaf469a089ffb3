//! Trace clonality beside the Cv that a laboratory reported, pair by pair: a comparison of two methods. No
//! value is converted.

mod export;
mod figures;
mod view_model;

use crate::chart::ChartFigure;
use crate::platform::files;
use crate::platform::timer::Pause;
use crate::ui::dynamic::{dynamic, effect, text, when};
use crate::ui::live_region::LiveRegion;
use crate::ui::rich_text::rich_text;
use crate::words::{LaboratoryWordsComparison, Language};
use leptos::prelude::*;
use view_model::{ComparisonView, Part};

/// Two thousand pairs take a moment: nothing is computed while somebody types.
const PAUSE_MILLISECONDS: u32 = 300;

/// Made-up pairs, to show what the comparison looks like.
const EXAMPLE: &str = "trace clonality\tCv\n0.08\t0.11\n0.12\t0.10\n0.15\t0.21\n0.19\t0.17\n0.24\t0.30\n\
                       0.29\t0.27\n0.33\t0.41\n0.38\t0.36\n0.42\t0.52\n0.47\t0.49\n0.51\t0.60\n0.56\t0.55\n\
                       0.61\t0.69\n0.66\t0.63\n0.70\t0.78\n0.74\t0.76\n0.79\t0.90\n0.83\t0.85\n0.88\t0.93\n\
                       0.94\t0.97\n";

/// Pairs as pasted.
#[derive(Clone, Copy)]
pub struct ComparisonState {
    text: RwSignal<String>,
}

impl ComparisonState {
    /// No pairs.
    pub fn new() -> Self {
        Self { text: RwSignal::new(String::new()) }
    }
}

/// The part of the room.
pub fn comparison(language: Language, state: ComparisonState) -> impl IntoView {
    let words = &language.laboratory_words().comparison;
    // What is on screen belongs to the text on screen, or there is nothing.
    let view = RwSignal::new(None::<ComparisonView>);
    let pause = Pause::of(PAUSE_MILLISECONDS);
    effect(move || {
        state.text.track();
        view.set(None);
        pause.then(move || {
            view.try_set(Some(state.text.with_untracked(|text| view_model::view(text, words))));
        });
    });
    let spoken = move || view.with(|view| view.as_ref().map(|view| view.spoken.clone()).unwrap_or_default());
    let empty = move || state.text.with(|text| text.trim().is_empty());
    let made_up = move || state.text.with(|text| text == EXAMPLE);
    view! {
        <section class="card comparison" aria-labelledby="comparison-heading">
            <LiveRegion message=Signal::derive(spoken) role=None />
            <h2 id="comparison-heading">{words.heading}</h2>
            <p>{rich_text(words.lead)}</p>
            {entry(words, state)}
            {when(made_up, move || view! { <div class="note caution" id="pairs-made-up"><p>{rich_text(words.made_up)}</p></div> }.into_any())}
            {when(move || !empty(), move || dynamic(move || view.with(|view| match view {
                None => view! { <p class="hint">{words.working}</p> }.into_any(),
                Some(view) => results(words, state, view),
            })))}
        </section>
    }
}

fn entry(words: &'static LaboratoryWordsComparison, state: ComparisonState) -> AnyView {
    view! {
        <div class="entry">
            <label for="pairs">{words.field}</label>
            <textarea
                class="pairs-field"
                id="pairs"
                name="pairs"
                rows="8"
                autocomplete="off"
                spellcheck="false"
                aria-describedby="pairs-hint"
                prop:value=text(move || state.text.get())
                // A field that leaves the page while it has the focus still tells of its last change.
                on:input=move |event| {
                    state.text.try_set(event_target_value(&event));
                }
            ></textarea>
            <p class="hint" id="pairs-hint">{words.hint}</p>
            <div class="buttons">
                <button
                    type="button"
                    class="button"
                    name="pairs_example"
                    on:click=move |_| state.text.set(EXAMPLE.to_owned())
                >
                    {words.example}
                </button>
                <button type="button" class="button" name="pairs_clear" on:click=move |_| state.text.set(String::new())>
                    {words.clear}
                </button>
            </div>
        </div>
    }
    .into_any()
}

fn results(
    words: &'static LaboratoryWordsComparison,
    state: ComparisonState,
    view: &ComparisonView,
) -> AnyView {
    let problems = view.left_out.iter().cloned().map(|line| view! { <li>{line}</li> }).collect_view();
    let left_out = view.lines_left_out.clone().map(|sentence| {
        view! {
            <div class="note caution" id="pairs-left-out">
                <p>{sentence}</p>
                <ul>{problems}</ul>
            </div>
        }
    });
    let save = move |_| {
        let content = state.text.with_untracked(|text| export::csv(text));
        files::save("method-comparison.csv", "text/csv", content.as_bytes());
    };
    let has_result = view.line_fit.is_ok() || view.agreement.is_ok();
    view! {
        <p id="pairs-read">{view.pairs_read.clone()}</p>
        {left_out}
        {part("line-fit", words.line_fit.heading, words.line_fit.lead, &view.line_fit, words)}
        {view.line_fit.as_ref().ok().map(|part| figure_of_line(words, part))}
        {part("agreement", words.agreement.heading, words.agreement.lead, &view.agreement, words)}
        {view.agreement.as_ref().ok().map(|part| figure_of_differences(words, part))}
        {has_result.then(|| view! {
            <p class="hint">{words.judge}</p>
            <button type="button" class="button" name="comparison_csv" on:click=save>{words.save}</button>
        })}
    }
    .into_any()
}

/// One method of comparing: sentences and numbers, or why there are none.
fn part(
    id: &'static str,
    heading: &'static str,
    lead: &'static str,
    part: &Result<Part, String>,
    words: &'static LaboratoryWordsComparison,
) -> AnyView {
    let content = match part {
        Err(problem) => view! { <p class="comparison-problem">{problem.clone()}</p> }.into_any(),
        Ok(part) => {
            let sentences = part.sentences.iter().cloned().map(|text| view! { <p>{text}</p> }).collect_view();
            let row = |[name, value, interval]: &[String; 3]| {
                view! {
                    <tr>
                        <th scope="row">{name.clone()}</th>
                        <td class="number">{value.clone()}</td>
                        <td class="number">{interval.clone()}</td>
                    </tr>
                }
            };
            view! {
                {sentences}
                <div class="table-scroll">
                    <table class="comparison-table">
                        <thead>
                            <tr>
                                <th scope="col">{words.estimate}</th>
                                <th scope="col">{words.value}</th>
                                <th scope="col">{words.ends}</th>
                            </tr>
                        </thead>
                        <tbody>{part.rows.iter().map(row).collect_view()}</tbody>
                    </table>
                </div>
            }
            .into_any()
        }
    };
    view! {
        <div class="comparison-part" id=id>
            <h3>{heading}</h3>
            <p class="hint">{lead}</p>
            {content}
        </div>
    }
    .into_any()
}

fn figure_of_line(words: &'static LaboratoryWordsComparison, part: &Part) -> AnyView {
    let scene = Signal::stored(part.scene.clone());
    let (note, words) = (Signal::stored(words.line_fit.note.to_owned()), &words.line_fit);
    view! { <ChartFigure scene id="comparison-line" title=words.title note table_label=words.table /> }
        .into_any()
}

fn figure_of_differences(words: &'static LaboratoryWordsComparison, part: &Part) -> AnyView {
    let scene = Signal::stored(part.scene.clone());
    let (note, words) = (Signal::stored(words.agreement.note.to_owned()), &words.agreement);
    view! { <ChartFigure scene id="comparison-differences" title=words.title note table_label=words.table /> }
        .into_any()
}

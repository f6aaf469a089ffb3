//! One of several: native radio buttons as cards or as a row of segments.

use super::dynamic::dynamic;
use super::rich_text::rich_text;
use leptos::prelude::*;

/// One thing to choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// The control's value.
    pub code: &'static str,
    /// Its words.
    pub label: &'static str,
}

/// The radio buttons themselves, without their frame.
fn buttons(
    name: &'static str,
    choices: Vec<Choice>,
    chosen: Signal<Option<&'static str>>,
    on_choice: Callback<String>,
) -> impl IntoView {
    choices
        .into_iter()
        .map(|Choice { code, label }| {
            view! {
                <label>
                    <input
                        type="radio"
                        name=name
                        value=code
                        prop:checked=move || chosen.get() == Some(code)
                        on:change=move |_| on_choice.run(code.to_owned())
                    />
                    <span>{rich_text(label)}</span>
                </label>
            }
        })
        .collect_view()
}

/// Choices as cards in a grid.
#[component]
pub fn Cards(
    /// Name of the control.
    name: &'static str,
    /// What is chosen.
    legend: &'static str,
    /// A remark under the legend; none if empty.
    hint: &'static str,
    /// The choices.
    choices: Vec<Choice>,
    /// The chosen one.
    #[prop(into)]
    chosen: Signal<Option<&'static str>>,
    /// Called with the code of a new choice.
    #[prop(into)]
    on_choice: Callback<String>,
) -> impl IntoView {
    let hint_id = format!("{name}-hint");
    let described_by = hint_id.clone();
    view! {
        <fieldset class="entry" aria-describedby=described_by>
            <legend>{rich_text(legend)}</legend>
            <div class="choices">{buttons(name, choices, chosen, on_choice)}</div>
            <p class="hint" id=hint_id>{rich_text(hint)}</p>
        </fieldset>
    }
}

/// Choices as a row of segments.
#[component]
pub fn Segments(
    /// Name of the control.
    name: &'static str,
    /// What is chosen.
    #[prop(into)]
    legend: Signal<String>,
    /// Whether only assistive technology meets the legend.
    #[prop(optional)]
    legend_hidden: bool,
    /// The choices.
    choices: Vec<Choice>,
    /// The chosen one.
    #[prop(into)]
    chosen: Signal<Option<&'static str>>,
    /// Called with the code of a new choice.
    #[prop(into)]
    on_choice: Callback<String>,
) -> impl IntoView {
    view! {
        <fieldset class="entry">
            <legend class=if legend_hidden { "visually-hidden" } else { "" }>{dynamic(move || rich_text(&legend.get()))}</legend>
            <div class="segments">{buttons(name, choices, chosen, on_choice)}</div>
        </fieldset>
    }
}

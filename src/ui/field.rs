//! A field for a number: label above, unit inside the right edge, hint and error below.

use super::dynamic::{dynamic, text};
use leptos::prelude::*;

/// A field whose text stays exactly as typed until the reader leaves it.
#[component]
pub fn NumberField(
    /// Name and id of the control.
    name: &'static str,
    /// Its words.
    label: &'static str,
    /// The text as typed.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the new text at every change.
    #[prop(into)]
    on_text: Callback<String>,
    /// Called when the reader leaves the field after a change.
    #[prop(into)]
    on_leave: Callback<()>,
    /// What is wrong with the text, if anything.
    #[prop(into)]
    error: Signal<Option<String>>,
    /// The unit, or a control for it.
    unit: AnyView,
    /// What stands below the error, such as a question.
    below: Option<AnyView>,
) -> impl IntoView {
    let error_id = format!("{name}-error");
    let described_by = error_id.clone();
    let has_error = move || error.with(Option::is_some);
    let frame = move || if has_error() { "number-field has-error" } else { "number-field" }.to_owned();
    view! {
        <div class="entry">
            <label for=name>{label}</label>
            <div class=text(frame)>
                <input
                    id=name
                    name=name
                    type="text"
                    inputmode="decimal"
                    autocomplete="off"
                    spellcheck="false"
                    maxlength="40"
                    prop:value=text(move || value.get())
                    aria-invalid=text(move || has_error().to_string())
                    aria-describedby=described_by
                    // A field that leaves the page while it has the focus still tells of its last change.
                    on:input=move |event| {
                        on_text.try_run(event_target_value(&event));
                    }
                    on:change=move |_| {
                        on_leave.try_run(());
                    }
                />
                <span class="unit">{unit}</span>
            </div>
            <div class="error" id=error_id>
                {dynamic(move || error.get().map(|message| view! { <p>{message}</p> }).into_any())}
                {below}
            </div>
        </div>
    }
}

//! A field for a number: label above, unit inside the right edge, hint and error below.

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
    text: Signal<String>,
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
    #[prop(optional, into)]
    below: ViewFn,
) -> impl IntoView {
    let error_id = format!("{name}-error");
    let described_by = {
        let error_id = error_id.clone();
        move || error.with(Option::is_some).then(|| error_id.clone())
    };
    view! {
        <div class="entry">
            <label for=name>{label}</label>
            <div class="number-field" class:has-error=move || error.with(Option::is_some)>
                <input
                    id=name
                    name=name
                    type="text"
                    inputmode="decimal"
                    autocomplete="off"
                    spellcheck="false"
                    maxlength="40"
                    prop:value=text
                    aria-invalid=move || error.with(Option::is_some).then_some("true")
                    aria-describedby=described_by
                    on:input=move |event| on_text.run(event_target_value(&event))
                    on:change=move |_| on_leave.run(())
                />
                <span class="unit">{unit}</span>
            </div>
            <div class="error" id=error_id>
                {move || error.get().map(|message| view! { <p>{message}</p> })}
                {below.run()}
            </div>
        </div>
    }
}

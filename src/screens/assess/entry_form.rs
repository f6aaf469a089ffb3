//! The entries.

use super::AssessState;
use super::form::Form;
use super::view_model::AssessView;
use crate::ui::choice::{Cards, Choice, Segments};
use crate::ui::dynamic::when;
use crate::ui::field::NumberField;
use crate::ui::rich_text::rich_text;
use crate::words::{Words, WordsAssess};
use leptos::prelude::*;
use shirube_risk::analytes::{Condition, CvMethod, Kit};
use shirube_risk::units::Sil2rUnit;

/// Any change by hand makes the example somebody's own values.
fn by_hand(form: RwSignal<Form>, edit: impl FnOnce(&mut Form)) {
    form.update(|form| {
        form.is_example = false;
        edit(form);
    });
}

/// The form. It has no submit button: the answer follows every key.
pub fn entry_form(words: &'static Words, state: AssessState, view: RwSignal<AssessView>) -> impl IntoView {
    let words = &words.assess;
    let form = state.form;
    let example_mark = when(
        move || view.with(|view| view.entries.is_example),
        move || view! { <p class="example-mark">{words.field.example_mark}</p> }.into_any(),
    );
    view! {
        <section class="card entry-form" aria-labelledby="entry-heading">
            <h1 id="entry-heading">{rich_text(words.heading)}</h1>
            {example_mark}
            <Cards
                name="condition"
                legend=words.condition.legend
                hint=words.condition.hint
                choices=conditions(words)
                chosen=Signal::derive(move || form.with(|form| form.condition.map(Condition::code)))
                on_choice=move |code: String| by_hand(form, |form| form.condition = Condition::from_code(&code))
            />
            {cv_entries(words, form, view)}
            {sil2r_entries(words, form, view)}
            // The second program comes here. Until then, and if it cannot come, its place says so.
            <div id="clinic-entries">
                <p class="hint clinic-loading">{words.field.more_loading}</p>
                <p class="hint clinic-failed">{words.field.more_failed}</p>
            </div>
            <div class="buttons">
                <button type="button" class="button" name="example" on:click=move |_| state.start_with(Form::example())>
                    {words.field.example}
                </button>
                <button type="button" class="button" name="clear" on:click=move |_| state.start_with(Form::default())>
                    {words.field.clear}
                </button>
            </div>
        </section>
    }
}

fn conditions(words: &WordsAssess) -> Vec<Choice> {
    let names = &words.condition;
    [
        (Condition::SmolderingAtl, names.smoldering_atl),
        (Condition::Carrier, names.carrier),
        (Condition::HamTsp, names.ham_tsp),
        (Condition::ChronicAtl, names.chronic_atl),
        (Condition::FavorableChronicAtl, names.favorable_chronic_atl),
        (Condition::UnfavorableChronicAtl, names.unfavorable_chronic_atl),
        (Condition::LymphomaAtl, names.lymphoma_atl),
        (Condition::AcuteAtl, names.acute_atl),
        (Condition::Unknown, names.unknown),
    ]
    .map(|(condition, label)| Choice { code: condition.code(), label })
    .to_vec()
}

fn cv_entries(
    words: &'static WordsAssess,
    form: RwSignal<Form>,
    view: RwSignal<AssessView>,
) -> impl IntoView {
    let methods = vec![
        Choice { code: CvMethod::RaisingClova.code(), label: words.field.cv_method_raising_clova },
        Choice { code: CvMethod::Other.code(), label: words.field.cv_method_other },
        Choice { code: CvMethod::Unknown.code(), label: words.field.cv_method_unknown },
    ];
    view! {
        <NumberField
            name="cv"
            label=words.field.cv
            value=Signal::derive(move || form.with(|form| form.cv.clone()))
            on_text=move |text: String| by_hand(form, |form| form.cv = text)
            on_leave=move |()| form.update(Form::normalise)
            error=Signal::derive(move || view.with(|view| view.entries.cv_error.clone()))
            unit=words.field.cv_unit.into_any()
            below=None
        />
        <Segments
            name="cv_method"
            legend=words.field.cv_method.to_owned()
            choices=methods
            chosen=Signal::derive(move || form.with(|form| form.cv_method.map(CvMethod::code)))
            on_choice=move |code: String| by_hand(form, |form| form.cv_method = CvMethod::from_code(&code))
        />
        <p class="hint">{words.field.cv_method_hint}</p>
    }
}

fn sil2r_entries(
    words: &'static WordsAssess,
    form: RwSignal<Form>,
    view: RwSignal<AssessView>,
) -> impl IntoView {
    let kits = vec![
        Choice { code: Kit::Cleia.code(), label: words.field.kit_cleia },
        Choice { code: Kit::Eia.code(), label: words.field.kit_eia },
        Choice { code: Kit::Other.code(), label: words.field.kit_other },
        Choice { code: Kit::Unknown.code(), label: words.field.kit_unknown },
    ];
    let unit = view! {
        <select name="sil2r_unit" aria-label=words.field.sil2r_unit on:change=move |event| {
            let unit = Sil2rUnit::from_code(&event_target_value(&event)).unwrap_or_default();
            by_hand(form, |form| form.sil2r_unit = unit);
        }>
            {Sil2rUnit::ALL.map(|unit| view! {
                <option
                    value=unit.code()
                    prop:selected=move || form.with(|form| form.sil2r_unit == unit)
                >{unit.code()}</option>
            }).collect_view()}
        </select>
    };
    let question = when(
        move || view.with(|view| view.entries.asks_unit),
        move || {
            let confirm = move |_| form.update(|form| form.unit_confirmed_for = Some(form.sil2r.clone()));
            view! {
                <button type="button" class="button" name="confirm_unit" on:click=confirm>
                    {words.error.unit_confirm}
                </button>
            }
            .into_any()
        },
    );
    view! {
        <NumberField
            name="sil2r"
            label=words.field.sil2r
            value=Signal::derive(move || form.with(|form| form.sil2r.clone()))
            on_text=move |text: String| by_hand(form, |form| form.sil2r = text)
            on_leave=move |()| form.update(Form::normalise)
            error=Signal::derive(move || view.with(|view| view.entries.sil2r_error.clone()))
            unit=unit.into_any()
            below=Some(question)
        />
        <Segments
            name="kit"
            legend=words.field.kit.to_owned()
            choices=kits
            chosen=Signal::derive(move || form.with(|form| form.kit.map(Kit::code)))
            on_choice=move |code: String| by_hand(form, |form| form.kit = Kit::from_code(&code))
        />
        <p class="hint">{words.field.same_day}</p>
    }
}

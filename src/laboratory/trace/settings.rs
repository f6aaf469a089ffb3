//! How to measure, as the reader types and chooses it.

use super::TraceState;
use super::settings_form::{
    AnchorChoice, BackgroundChoice, HUMAN, SettingError, SettingProblem, SettingsField, SettingsForm,
};
use crate::ui::dynamic::{dynamic, text, when};
use crate::ui::field::NumberField;
use crate::words::{LaboratoryWordsTraceSettings, Language};
use leptos::prelude::*;
use shirube_clonality::TraceSettings;
use shirube_clonality::chromatogram::Base;
use shirube_clonality::junction::{Anchor, AnchorError, Preset};
use shirube_numeric::decimal;

/// Names of the four shares, in the order of the bases.
const SHARE_NAMES: [&str; 4] = ["background_a", "background_c", "background_g", "background_t"];

/// An example of a share.
const EXAMPLE_SHARE: f64 = 0.25;

/// The form.
pub fn settings(language: Language, state: TraceState) -> AnyView {
    let words = &language.laboratory_words().trace.settings;
    let errors = Memo::new(move |_| state.settings.with(|form| form.read().err().unwrap_or_default()));
    let fields = Fields { words, form: state.settings, errors };
    let own_anchor = move || state.settings.with(|form| form.anchor == AnchorChoice::Own);
    let own_background = move || state.settings.with(|form| form.background == BackgroundChoice::Own);
    view! {
        <section class="card trace-settings" aria-labelledby="trace-settings-heading">
            <h2 id="trace-settings-heading">{words.heading}</h2>
            <div class="setting-row">
                {fields.anchor_choice()}
                {fields.number("skip", words.skip, SettingsField::Skip, |form| &mut form.skip)}
                {fields.number("window", words.window, SettingsField::Window, |form| &mut form.window)}
                {fields.background_choice()}
            </div>
            {when(own_anchor, move || fields.own_anchor())}
            {when(own_background, move || fields.own_background())}
        </section>
    }
    .into_any()
}

/// What every entry needs.
#[derive(Clone, Copy)]
struct Fields {
    words: &'static LaboratoryWordsTraceSettings,
    form: RwSignal<SettingsForm>,
    errors: Memo<Vec<SettingError>>,
}

impl Fields {
    /// What is wrong with an entry, in words.
    fn problem(self, field: SettingsField) -> Option<String> {
        let error = self.errors.with(|errors| errors.iter().find(|error| error.field == field).copied());
        error.map(|error| problem_text(self.words, error.problem))
    }

    fn anchor_choice(self) -> AnyView {
        let Self { words, form, .. } = self;
        let option = move |choice: AnchorChoice| {
            let chosen = move || form.with(|form| form.anchor == choice);
            view! { <option value=choice.code() prop:selected=chosen>{anchor_name(words, choice)}</option> }
        };
        let sequence = move || {
            form.with(|form| match form.anchor {
                AnchorChoice::Known(preset) => preset.sequence().to_owned(),
                AnchorChoice::Own => String::new(),
            })
        };
        view! {
            <div class="entry">
                <label for="anchor_preset">{words.anchor}</label>
                <select
                    class="select-field"
                    id="anchor_preset"
                    name="anchor_preset"
                    aria-describedby="anchor-sequence anchor-hint"
                    on:change=move |event| {
                        if let Some(choice) = AnchorChoice::from_code(&event_target_value(&event)) {
                            form.update(|form| form.anchor = choice);
                        }
                    }
                >
                    {AnchorChoice::ALL.map(option).into_iter().collect_view()}
                </select>
                <div>
                    <p class="sequence" id="anchor-sequence">{text(sequence)}</p>
                    <p class="hint" id="anchor-hint">{words.anchor_hint}</p>
                </div>
            </div>
        }
        .into_any()
    }

    fn own_anchor(self) -> AnyView {
        let Self { words, form, .. } = self;
        let problem = move || self.problem(SettingsField::Anchor);
        view! {
            <div class="entry">
                <label for="anchor">{words.own_anchor}</label>
                <textarea
                    class="text-area sequence"
                    id="anchor"
                    name="anchor"
                    rows="3"
                    autocomplete="off"
                    spellcheck="false"
                    prop:value=text(move || form.with(|form| form.own_anchor.clone()))
                    aria-invalid=text(move || problem().is_some().to_string())
                    aria-describedby="anchor-error own-anchor-hint"
                    on:input=move |event| {
                        form.try_update(|form| form.own_anchor = event_target_value(&event));
                    }
                ></textarea>
                <div class="error" id="anchor-error">
                    {dynamic(move || problem().map(|message| view! { <p>{message}</p> }).into_any())}
                </div>
                <p class="hint" id="own-anchor-hint">{words.own_anchor_hint}</p>
            </div>
        }
        .into_any()
    }

    /// A whole number of bases.
    fn number(
        self,
        name: &'static str,
        label: &'static str,
        field: SettingsField,
        of: fn(&mut SettingsForm) -> &mut String,
    ) -> AnyView {
        let Self { words, form, .. } = self;
        let hint = if field == SettingsField::Skip { words.skip_hint } else { words.window_hint };
        view! {
            <NumberField
                name=name
                label=label
                value=Signal::derive(move || form.with(|form| of(&mut form.clone()).clone()))
                on_text=move |text: String| form.update(|form| *of(form) = text)
                on_leave=move |()| form.update(SettingsForm::normalise)
                error=Signal::derive(move || self.problem(field))
                unit=words.bases.into_any()
                below=Some(view! { <span class="hint">{hint}</span> }.into_any())
            />
        }
        .into_any()
    }

    fn background_choice(self) -> AnyView {
        let Self { words, form, .. } = self;
        let option = move |choice: BackgroundChoice| {
            let chosen = move || form.with(|form| form.background == choice);
            view! { <option value=choice.code() prop:selected=chosen>{background_name(words, choice)}</option> }
        };
        view! {
            <div class="entry">
                <label for="background">{words.background}</label>
                <select
                    class="select-field"
                    id="background"
                    name="background"
                    aria-describedby="background-hint"
                    on:change=move |event| {
                        if let Some(choice) = BackgroundChoice::from_code(&event_target_value(&event)) {
                            form.update(|form| form.background = choice);
                        }
                    }
                >
                    {BackgroundChoice::ALL.map(option).into_iter().collect_view()}
                </select>
                <p class="hint" id="background-hint">{words.background_hint}</p>
            </div>
        }
        .into_any()
    }

    /// Four shares, with one error for the four together.
    fn own_background(self) -> AnyView {
        let Self { words, form, .. } = self;
        let problem = move || self.problem(SettingsField::Background);
        let share = move |(base, name): (Base, &'static str)| {
            let index = base as usize;
            let typed = move || form.with(|form| form.own_background.get(index).cloned().unwrap_or_default());
            let write = move |text: String| {
                form.try_update(|form| {
                    if let Some(share) = form.own_background.get_mut(index) {
                        *share = text;
                    }
                });
            };
            view! {
                <div class="entry">
                    <label for=name>{words.share_of(letter(base))}</label>
                    <input
                        class="select-field"
                        id=name
                        name=name
                        type="text"
                        inputmode="decimal"
                        autocomplete="off"
                        maxlength="40"
                        prop:value=text(typed)
                        aria-invalid=text(move || problem().is_some().to_string())
                        aria-describedby="background-error"
                        on:input=move |event| write(event_target_value(&event))
                        on:change=move |_| {
                            form.try_update(SettingsForm::normalise);
                        }
                    />
                </div>
            }
        };
        view! {
            <div class="setting-row shares">
                {Base::ALL.into_iter().zip(SHARE_NAMES).map(share).collect_view()}
            </div>
            <div class="error" id="background-error">
                {dynamic(move || problem().map(|message| view! { <p>{message}</p> }).into_any())}
            </div>
        }
        .into_any()
    }
}

/// The letter of a base.
pub fn letter(base: Base) -> &'static str {
    match base {
        Base::A => "A",
        Base::C => "C",
        Base::G => "G",
        Base::T => "T",
    }
}

fn anchor_name(words: &LaboratoryWordsTraceSettings, choice: AnchorChoice) -> &'static str {
    let words = &words.anchors;
    match choice {
        AnchorChoice::Known(Preset::Htlv1ThreePrime) => words.htlv_three,
        AnchorChoice::Known(Preset::Htlv1FivePrime) => words.htlv_five,
        AnchorChoice::Known(Preset::BlvThreePrime) => words.blv_three,
        AnchorChoice::Known(Preset::BlvFivePrime) => words.blv_five,
        AnchorChoice::Own => words.own,
    }
}

fn background_name(words: &LaboratoryWordsTraceSettings, choice: BackgroundChoice) -> String {
    let words = &words.backgrounds;
    let [at, cg, ..] = HUMAN;
    match choice {
        BackgroundChoice::Even => words.even.to_owned(),
        BackgroundChoice::Human => words.human(&decimal::format(at), &decimal::format(cg)),
        BackgroundChoice::Own => words.own.to_owned(),
    }
}

/// What is wrong with an entry and what to do.
fn problem_text(words: &LaboratoryWordsTraceSettings, problem: SettingProblem) -> String {
    let words = &words.problem;
    match problem {
        SettingProblem::Anchor(AnchorError::Empty) => words.anchor_empty.to_owned(),
        SettingProblem::Anchor(AnchorError::TooShort) => words.anchor_short(&Anchor::SHORTEST.to_string()),
        SettingProblem::Anchor(AnchorError::TooLong) => words.anchor_long(&Anchor::LONGEST.to_string()),
        SettingProblem::Anchor(AnchorError::NotNucleotide { letter }) => {
            words.anchor_letter(&letter.to_string())
        }
        SettingProblem::Anchor(AnchorError::TooAmbiguous) => words.anchor_ambiguous.to_owned(),
        SettingProblem::NotInRange(least, most) => words.whole_number(&least.to_string(), &most.to_string()),
        SettingProblem::NotShares => words
            .not_shares(&decimal::format(EXAMPLE_SHARE), &decimal::format(TraceSettings::MOST_OF_BACKGROUND)),
        SettingProblem::SumIsNotOne(sum) => words.sum(&decimal::format_fixed(sum, 3)),
    }
}

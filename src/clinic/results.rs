//! What the other rules say of the same values.

use super::ClinicState;
use super::view_model::{self, ClinicView, Course, Difference, RuleView};
use crate::chart::ChartFigure;
use crate::ui::dynamic::{dynamic, text, when};
use crate::ui::live_region::LiveRegion;
use crate::ui::rich_text::rich_text;
use crate::words::{ClinicWordsRules, Language};
use leptos::prelude::*;
use shirube_risk::analytes::Condition;
use shirube_risk::evidence::Source;

/// The chosen type against the values, where they do not fit.
pub fn conflict(language: Language, view: RwSignal<ClinicView>) -> AnyView {
    let words = &language.clinic_words().rules.conflict;
    let note = move |sentence: &String| {
        view! {
            <div class="note caution" id="subtype-conflict">
                <h3>{words.heading}</h3>
                <p>{rich_text(sentence)}</p>
            </div>
        }
    };
    dynamic(move || view.with(|view| view.conflict.as_ref().map(note).into_any()))
}

/// The other rules, behind a disclosure.
pub fn results(language: Language, state: ClinicState, view: RwSignal<ClinicView>) -> AnyView {
    let words = &language.clinic_words().rules;
    let compare = state.compare;
    let spoken = Memo::new(move |_| {
        if compare.get() { view.with(|view| view.spoken(state.survival.get())) } else { String::new() }
    });
    view! {
        <section class="card other-rules" aria-labelledby="other-rules-heading">
            // Inside what is hidden from a patient, so that it is not spoken either.
            <LiveRegion message=spoken role=None />
            <h2 id="other-rules-heading">{words.heading}</h2>
            {disclosure("compare", "other-rules", words.compare, compare)}
            <div id="other-rules">{when(move || compare.get(), move || comparison(language, state, view))}</div>
        </section>
    }
    .into_any()
}

/// A button that shows or hides the part of the page with the id `controls`.
fn disclosure(
    name: &'static str,
    controls: &'static str,
    label: &'static str,
    open: RwSignal<bool>,
) -> AnyView {
    view! {
        <button
            type="button"
            class="button disclosure"
            name=name
            aria-controls=controls
            aria-expanded=text(move || open.get().to_string())
            on:click=move |_| open.update(|open| *open = !*open)
        >
            {label}
        </button>
    }
    .into_any()
}

fn comparison(language: Language, state: ClinicState, view: RwSignal<ClinicView>) -> AnyView {
    let words = &language.clinic_words().rules;
    let chosen = Memo::new(move |_| view.with(|view| view.condition));
    dynamic(move || match chosen.get() {
        None => view! { <p class="hint">{words.choose_condition}</p> }.into_any(),
        Some(condition) => view! {
            <p class="hint">{words.intro}</p>
            <p class="hint">{words.kind_caution}</p>
            {dynamic(move || view.with(|view| rule_list(words, &view.rules)))}
            {when(move || view.with(|view| !view.survival.is_empty()), move || survival(words, state, view))}
            {(condition == Condition::HamTsp).then(|| course(language, state))}
            {dynamic(move || view.with(|view| sentences(&view.silent)))}
        }
        .into_any(),
    })
}

fn sentences(texts: &[String]) -> AnyView {
    texts.iter().cloned().map(|text| view! { <p class="hint">{text}</p> }).collect_view().into_any()
}

fn rule_list(words: &'static ClinicWordsRules, rules: &[RuleView]) -> AnyView {
    rules.iter().map(|rule| rule_view(words, rule)).collect_view().into_any()
}

fn rule_view(words: &'static ClinicWordsRules, rule: &RuleView) -> AnyView {
    let details = rule.details.iter().cloned().map(|detail| view! { <li>{detail}</li> }).collect_view();
    let definition = (!rule.definition.is_empty()).then(|| {
        let lines = rule.definition.iter().cloned().map(|line| view! { <p>{line}</p> }).collect_view();
        view! {
            <details class="rule-definition">
                <summary>{words.definition}</summary>
                {lines}
                {source_list(words, &rule.sources)}
            </details>
        }
    });
    view! {
        <article class="rule" data-rule=rule.id>
            <h3>{rule.name.clone()}</h3>
            <p class="endpoint">{rule.endpoint}</p>
            {output(rule)}
            <ul class="rule-details">{details}</ul>
            {definition}
        </article>
    }
    .into_any()
}

fn source_list(words: &'static ClinicWordsRules, sources: &[Source]) -> AnyView {
    let source = |source: &Source| {
        let Source { title, publication, url, .. } = *source;
        view! {
            <li><a href=url target="_blank" rel="noopener noreferrer">{title}</a><span>{publication}</span></li>
        }
    };
    view! { <p>{words.source}</p><ul class="sources">{sources.iter().map(source).collect_view()}</ul> }
        .into_any()
}

/// The answer with its stable attributes. The two rules that read Cv have their output in the first
/// program; here they only take part in the comparison.
fn output(rule: &RuleView) -> AnyView {
    let sentence = rich_text(&rule.sentence);
    if matches!(rule.id, "cv_class" | "cv_sil2r") {
        return view! { <p class="rule-answer">{sentence}</p> }.into_any();
    }
    view! {
        <p class="rule-answer">
            <output
                aria-live="off"
                name=rule.id
                data-status=rule.status
                data-possible=rule.possible.clone()
                data-settled-by=rule.settled_by.clone()
                data-warnings=rule.warnings.clone()
                data-number=rule.number.clone()
            >{sentence}</output>
        </p>
    }
    .into_any()
}

/// Survival is told only when it is asked for.
fn survival(words: &'static ClinicWordsRules, state: ClinicState, view: RwSignal<ClinicView>) -> AnyView {
    let shown = state.survival;
    view! {
        <div class="survival">
            <p>{text(move || view.with(|view| view.survival_hidden.clone()))}</p>
            <button
                type="button"
                class="button"
                name="show_survival"
                aria-controls="survival-rules"
                aria-expanded=text(move || shown.get().to_string())
                on:click=move |_| shown.update(|shown| *shown = !*shown)
            >
                {text(move || if shown.get() { words.hide_survival } else { words.show_survival }.to_owned())}
            </button>
            <div id="survival-rules">
                {when(move || shown.get(), move || view! {
                    {dynamic(move || view.with(|view| rule_list(words, &view.survival)))}
                    {dynamic(move || view.with(|view| differences(words, &view.differences)))}
                }.into_any())}
            </div>
        </div>
    }
    .into_any()
}

fn differences(words: &'static ClinicWordsRules, differences: &[Difference]) -> AnyView {
    if differences.is_empty() {
        return ().into_any();
    }
    let item = |difference: &Difference| {
        let class = if difference.is_here { "is-here" } else { "" };
        let text = difference.text.clone();
        let content =
            if difference.is_here { view! { <strong>{text}</strong> }.into_any() } else { text.into_any() };
        view! { <li class=class>{content}</li> }
    };
    view! {
        <div class="differences" id="differences">
            <h3>{words.differ.heading}</h3>
            <ul>{differences.iter().map(item).collect_view()}</ul>
        </div>
    }
    .into_any()
}

/// The natural course of a registry, on request.
fn course(language: Language, state: ClinicState) -> AnyView {
    let all_words = &language.clinic_words().rules;
    let words = &all_words.course;
    let shown = state.course;
    let figure = move || {
        let Course { scene, note, sources } = view_model::course(language);
        let (scene, note) = (Signal::stored(scene), Signal::stored(note));
        view! {
            <ChartFigure scene id="course" title=words.title note table_label=words.table />
            {source_list(all_words, &sources)}
        }
        .into_any()
    };
    view! {
        <div class="course">
            <button
                type="button"
                class="button"
                name="show_course"
                aria-controls="course-place"
                aria-expanded=text(move || shown.get().to_string())
                on:click=move |_| shown.update(|shown| *shown = !*shown)
            >
                {text(move || if shown.get() { words.hide } else { words.show }.to_owned())}
            </button>
            <div id="course-place">{when(move || shown.get(), figure)}</div>
        </div>
    }
    .into_any()
}

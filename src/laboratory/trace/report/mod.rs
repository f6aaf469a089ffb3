//! What was measured in one trace, and how far it can be trusted.

mod accuracy;
mod bars;
pub mod reasons;
pub mod view_model;

use super::analysis::Analysis;
use crate::chart::{ChartFigure, Scene};
use crate::ui::dynamic::{dynamic, text, when};
use crate::ui::live_region::LiveRegion;
use crate::ui::rich_text::rich_text;
use crate::words::{LaboratoryWordsTrace, Language};
use accuracy::{COVERED, DOMINANCE_ERROR, KEPT, READS, SIMPSON_ERROR};
use leptos::prelude::*;
use shirube_clonality::Chromatogram;
use std::sync::Arc;
use view_model::{EstimateView, Fact, Reason, ReportView};

/// Width of an estimate's bar in its own units.
const BAR_WIDTH: f64 = 200.0;

/// The estimates, or why there are none.
pub fn answer(language: Language, view: Memo<ReportView>) -> AnyView {
    let words = &language.laboratory_words().trace;
    let spoken = Signal::derive(move || view.with(|view| view.spoken.clone()));
    view! {
        <section class="card trace-answer" aria-labelledby="trace-answer-heading">
            <h2 id="trace-answer-heading">{words.report.heading}</h2>
            <LiveRegion message=spoken role=None />
            {dynamic(move || view.with(|view| answer_body(view, words)))}
            <p class="standing">{rich_text(words.standing)}</p>
            {method(words)}
        </section>
    }
    .into_any()
}

fn answer_body(view: &ReportView, words: &'static LaboratoryWordsTrace) -> AnyView {
    let withheld = (!view.withheld.is_empty()).then(|| {
        view! {
            <div class="note caution">
                <h3>{words.report.withheld.heading}</h3>
                <p>{words.report.withheld.lead}</p>
            </div>
            {view.withheld.iter().map(reason).collect_view()}
        }
    });
    let warnings = (!view.warnings.is_empty()).then(|| {
        let items = view.warnings.iter().map(|&warning| view! { <li>{warning}</li> }).collect_view();
        view! {
            <div class="note caution">
                <h3>{words.report.warning.heading}</h3>
                <ul>{items}</ul>
            </div>
        }
    });
    view! {
        {view.problem.as_ref().map(reason)}
        {withheld}
        <div class="estimates">{view.estimates.iter().map(estimate).collect_view()}</div>
        {warnings}
    }
    .into_any()
}

fn reason(reason: &Reason) -> AnyView {
    view! {
        <div class="reason" data-code=reason.code>
            <h3>{reason.heading}</h3>
            <p>{reason.text.clone()}</p>
        </div>
    }
    .into_any()
}

fn estimate(view: &EstimateView) -> AnyView {
    let estimate = view.estimate;
    view! {
        <div class="estimate">
            <h3>{view.label}</h3>
            <p class="estimate-value">
                <output
                    name=view.name
                    aria-live="off"
                    data-value=estimate.value.to_string()
                    data-low=estimate.low.to_string()
                    data-high=estimate.high.to_string()
                >
                    {view.value.clone()}
                </output>
            </p>
            {view.bar.map(interval_bar)}
            <p class="estimate-interval">{view.interval.clone()}</p>
            <p class="hint">{view.explanation}</p>
        </div>
    }
    .into_any()
}

/// The interval as a bar from 0 to 1 with the value in it. The numbers stand beside it as text.
fn interval_bar([value, low, high]: [f64; 3]) -> AnyView {
    let unit = |share: f64| (share * BAR_WIDTH).to_string();
    view! {
        <svg class="interval-bar" viewBox="0 0 200 14" preserveAspectRatio="none" aria-hidden="true">
            <rect class="track" x="0" y="5" width="200" height="4" />
            <rect class="range" x=unit(low) y="2" width=((high - low) * BAR_WIDTH).to_string() height="10" />
            <rect class="value" x=(value * BAR_WIDTH - 1.25).to_string() y="0" width="2.5" height="14" />
        </svg>
    }
    .into_any()
}

/// How it is computed, in plain words.
fn method(words: &'static LaboratoryWordsTrace) -> AnyView {
    let words = &words.method;
    let validation = words.validation(COVERED, DOMINANCE_ERROR, KEPT, READS, SIMPSON_ERROR);
    let paragraphs = [
        words.mixture,
        words.correction,
        words.dominance,
        words.simpson,
        words.entropy,
        words.interval,
        words.gates,
        &validation,
    ];
    view! {
        <details class="method" id="trace-method">
            <summary>{words.summary}</summary>
            {paragraphs.map(|paragraph| view! { <p>{paragraph.to_owned()}</p> }).into_iter().collect_view()}
        </details>
    }
    .into_any()
}

/// The shares at each position, as a figure with its table.
pub fn bars(language: Language, trace: Arc<Chromatogram>, analysis: Memo<Analysis>) -> AnyView {
    let words = &language.laboratory_words().trace.report.bars;
    let has_bars = move || {
        analysis.with(|analysis| analysis.report().is_some_and(|report| !report.positions.is_empty()))
    };
    when(has_bars, move || {
        let trace = trace.clone();
        let scene = Memo::new(move |_| {
            analysis.with(|analysis| match analysis.report() {
                Some(report) => bars::bars(report, &trace, words),
                None => Scene::default(),
            })
        });
        let note = Signal::stored(words.note.to_owned());
        view! {
            <section class="card trace-bars">
                <ChartFigure scene id="trace-bars" title=words.title note table_label=words.table />
            </section>
        }
        .into_any()
    })
}

/// What was read: junction, calls, qualities, sample.
pub fn details(language: Language, view: Memo<ReportView>) -> AnyView {
    let words = &language.laboratory_words().trace.report;
    let junction = move |pick: fn(&ReportView) -> String| text(move || view.with(pick));
    let facts = move || view.with(|view| fact_list(&view.facts));
    let has_facts = move || view.with(|view| !view.facts.is_empty());
    let remarks = move || {
        view.with(|view| {
            let remark = |&remark: &&'static str| view! { <li>{remark}</li> };
            let items = view.remarks.iter().map(remark).collect_view();
            (!view.remarks.is_empty()).then(|| view! { <ul class="remarks">{items}</ul> }).into_any()
        })
    };
    let run = move || {
        view.with(|view| match &view.run {
            None => view! { <p class="hint">{words.sample.hidden}</p> }.into_any(),
            Some(facts) if facts.len() < 2 => {
                view! { {fact_list(facts)} <p class="hint">{words.sample.none}</p> }.into_any()
            }
            Some(facts) => fact_list(facts),
        })
    };
    view! {
        <section class="card trace-details" aria-labelledby="trace-details-heading">
            <h2 id="trace-details-heading">{words.facts.heading}</h2>
            <output
                name="junction"
                class="visually-hidden"
                aria-live="off"
                data-position=junction(|view| view.junction.position.clone())
                data-strand=junction(|view| view.junction.strand.to_owned())
                data-mismatches=junction(|view| view.junction.mismatches.clone())
                data-by-hand=junction(|view| view.junction.by_hand.clone())
            ></output>
            {dynamic(facts)}
            {dynamic(remarks)}
            {when(has_facts, move || view! {
                <details>
                    <summary>{words.facts.quality_summary}</summary>
                    {dynamic(move || view.with(|view| fact_list(&view.quality)))}
                </details>
            }.into_any())}
            <h3>{words.sample.heading}</h3>
            {dynamic(run)}
        </section>
    }
    .into_any()
}

fn fact_list(facts: &[Fact]) -> AnyView {
    let row = |fact: &Fact| {
        view! {
            <div>
                <dt>{fact.name}</dt>
                <dd>{fact.value.clone()}</dd>
            </div>
        }
    };
    view! { <dl class="facts">{facts.iter().map(row).collect_view()}</dl> }.into_any()
}

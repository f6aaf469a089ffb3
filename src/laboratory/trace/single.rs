//! The opened trace: picture, estimates, details, files to save.

use super::TraceState;
use super::analysis::Analysis;
use super::export;
use super::report;
use super::report::view_model::{report_view, title};
use super::viewer::Viewer;
use crate::ui::dynamic::{dynamic, text};
use crate::words::Language;
use leptos::prelude::*;

/// Everything about the opened trace; nothing as long as there is none.
pub fn single(language: Language, state: TraceState) -> AnyView {
    let key = Memo::new(move |_| state.opened.with(|opened| opened.as_ref().map(super::OpenTrace::key)));
    dynamic(move || match key.get() {
        Some(key) => opened(language, state, key),
        None => ().into_any(),
    })
}

fn opened(language: Language, state: TraceState, key: super::TraceKey) -> AnyView {
    let words = &language.laboratory_words().trace;
    let Some(opened) = state.opened.get_untracked() else { return ().into_any() };
    let trace = opened.read.clone().ok();
    let number = opened.number;
    let opened = StoredValue::new(opened);
    let analysis = Memo::new(move |_| {
        let by_hand = state.by_hand.get().filter(|(of, _)| *of == key).map(|(_, junction)| junction);
        opened.with_value(|opened| state.settings.with(|form| Analysis::of(opened, form, by_hand.as_ref())))
    });
    let view = Memo::new(move |_| {
        let names_shown = state.names_shown.get();
        opened.with_value(|opened| {
            analysis.with(|analysis| report_view(opened, analysis, names_shown, language))
        })
    });
    let heading = move || opened.with_value(|opened| title(opened, state.names_shown.get(), words));
    let answer = report::answer(language, view);
    let Some(trace) = trace else {
        return view! {
            <h2 class="trace-title" id="opened-trace">{text(heading)}</h2>
            {answer}
        }
        .into_any();
    };
    let viewer = Viewer::new(language, state, key, trace.clone(), analysis);
    view! {
        <h2 class="trace-title" id="opened-trace">{text(heading)}</h2>
        {answer}
        <section class="card trace-viewer" aria-labelledby="trace-viewer-heading">
            <h2 id="trace-viewer-heading">{words.viewer.heading}</h2>
            {viewer.view(number)}
        </section>
        <div class="trace-columns">
            {report::bars(language, trace, analysis)}
            {report::details(language, view)}
        </div>
        {export::export(language, state, opened, analysis, viewer)}
    }
    .into_any()
}

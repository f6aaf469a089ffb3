//! What can be saved of the opened trace: its picture and its numbers.

mod numbers;

use super::analysis::Analysis;
use super::viewer::Viewer;
use super::{OpenTrace, TraceState};
use crate::chart::canvas::png;
use crate::chart::svg;
use crate::platform::files::{save, save_blob};
use crate::ui::dynamic::text;
use crate::words::Language;
use leptos::prelude::*;
use numbers::Numbers;

/// Pixels of a PNG for each CSS pixel: sharp on paper.
const PNG_SHARPNESS: f64 = 2.0;

/// The buttons.
pub fn export(
    language: Language,
    state: TraceState,
    opened: StoredValue<OpenTrace>,
    analysis: Memo<Analysis>,
    viewer: Viewer,
) -> AnyView {
    let words = &language.laboratory_words().trace.export;
    let whole = RwSignal::new(false);
    let saving = Saving { state, opened, analysis, viewer, whole };
    let hint = move || if state.names_shown.get() { words.hint_shown } else { words.hint_hidden }.to_owned();
    let has_numbers = move || analysis.with(|analysis| analysis.report().is_some());
    let button = |name: &'static str, label: &'static str, act: fn(Saving)| {
        view! {
            <button type="button" class="button" name=name on:click=move |_| act(saving)>{label}</button>
        }
    };
    let numbers = |name: &'static str, label: &'static str, act: fn(Saving)| {
        let disabled = move || !has_numbers();
        view! {
            <button type="button" class="button" name=name disabled=disabled on:click=move |_| act(saving)>
                {label}
            </button>
        }
    };
    view! {
        <section class="card trace-export" aria-labelledby="trace-export-heading">
            <h2 id="trace-export-heading">{words.heading}</h2>
            <div class="entry">
                <label for="picture_range">{words.range}</label>
                <select
                    class="select-field"
                    id="picture_range"
                    name="picture_range"
                    on:change=move |event| whole.set(event_target_value(&event) == "whole")
                >
                    <option value="visible">{words.visible}</option>
                    <option value="whole">{words.whole}</option>
                </select>
            </div>
            <div class="buttons">
                {button("save_svg", words.svg, Saving::svg)}
                {button("save_png", words.png, Saving::png)}
                {numbers("save_csv", words.csv, Saving::csv)}
                {numbers("save_json", words.json, Saving::json)}
            </div>
            <p class="hint">{text(hint)}</p>
        </section>
    }
    .into_any()
}

/// What a button saves from.
#[derive(Clone, Copy)]
struct Saving {
    state: TraceState,
    opened: StoredValue<OpenTrace>,
    analysis: Memo<Analysis>,
    viewer: Viewer,
    whole: RwSignal<bool>,
}

impl Saving {
    /// A name for the file that tells nothing of a person.
    fn name(self, ending: &str) -> String {
        let number = self.opened.with_value(|opened| opened.number);
        format!("trace-{number}.{ending}")
    }

    fn svg(self) {
        if let Ok(Some(picture)) = self.viewer.for_file(self.whole.get_untracked()) {
            let text = svg::picture(&picture.shapes, picture.size, &picture.font_family);
            save(&self.name("svg"), "image/svg+xml", text.as_bytes());
        }
    }

    fn png(self) {
        if let Ok(Some(picture)) = self.viewer.for_file(self.whole.get_untracked()) {
            let name = self.name("png");
            // A picture that the browser refuses is not saved; the SVG still can be.
            let _ = png(&picture.shapes, picture.size, PNG_SHARPNESS, &picture.font_family, move |blob| {
                save_blob(&name, &blob);
            });
        }
    }

    fn with_numbers(self, save: impl FnOnce(&Numbers)) {
        let names_shown = self.state.names_shown.get_untracked();
        self.opened.with_value(|opened| {
            self.analysis.with_untracked(|analysis| {
                if let (Analysis::Done(measured), Ok(trace)) = (analysis, &opened.read) {
                    save(&Numbers { opened, trace, measured, names_shown });
                }
            });
        });
    }

    fn csv(self) {
        self.with_numbers(|numbers| save(&self.name("csv"), "text/csv", numbers.csv().as_bytes()));
    }

    fn json(self) {
        self.with_numbers(|numbers| save(&self.name("json"), "application/json", numbers.json().as_bytes()));
    }
}

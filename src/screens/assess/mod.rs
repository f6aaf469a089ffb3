//! Values in, study out.

mod entry_form;
mod form;
pub mod handover;
mod people;
mod results;
mod view_model;

pub use form::Form;
pub use results::{limits_table, source_list};
pub use view_model::{FIRST_MONTHS, NoneSeen, OverTime, SourceView, Tone, regions_plane};

use crate::ui::dynamic::{followed, text};
use crate::ui::live_region::LiveRegion;
use crate::words::Language;
use leptos::prelude::*;
use results::ShowLevel;

/// What the screen remembers while the page is open: language and screen may change around it.
#[derive(Clone, Copy)]
pub struct AssessState {
    form: RwSignal<Form>,
    months: RwSignal<u8>,
    show: RwSignal<ShowLevel>,
    starts: RwSignal<u32>,
}

impl AssessState {
    /// Nothing entered.
    pub fn new() -> Self {
        Self {
            form: RwSignal::new(Form::default()),
            months: RwSignal::new(FIRST_MONTHS),
            show: RwSignal::new(ShowLevel::Everything),
            starts: RwSignal::new(0),
        }
    }

    /// As for a new visit.
    pub fn forget(self) {
        self.start_with(Form::default());
        self.show.set(ShowLevel::Everything);
    }

    /// Everything entered gives way to this form.
    fn start_with(self, form: Form) {
        self.form.set(form);
        self.months.set(FIRST_MONTHS);
        self.starts.update(|starts| *starts += 1);
    }
}

impl Default for AssessState {
    fn default() -> Self {
        Self::new()
    }
}

/// The Assess screen.
pub fn assess(language: Language, state: AssessState) -> impl IntoView {
    let words = language.words();
    let AssessState { form, months, show, .. } = state;
    let view = followed(move || form.with(|form| view_model::view(form, months.get(), language)));
    let one_line =
        Memo::new(move |_| view.with(|view| view.answer.one_line(show.get() >= ShowLevel::Numbers)));
    handover::offer(language, state);
    view! {
        <div class="assess">
            // The live region says this; here it is for the eye only.
            <p class="one-line" aria-hidden="true">{text(move || one_line.get())}</p>
            {entry_form::entry_form(words, state, view)}
            {results::results(words, view, months, show)}
            <LiveRegion message=one_line role=Some("status") />
        </div>
    }
}

/// The plane and the curve this screen shows for a made-up person, for tests of the drawing.
#[cfg(test)]
pub(crate) fn example_figures(sil2r: &str) -> (crate::chart::Scene, crate::chart::Scene) {
    let form = Form { sil2r: sil2r.into(), unit_confirmed_for: Some(sil2r.into()), ..Form::example() };
    let view = view_model::view(&form, FIRST_MONTHS, Language::Ja);
    (
        view.plane.map(|plane| plane.scene).unwrap_or_default(),
        view.over_time.map(|over| over.scene).unwrap_or_default(),
    )
}

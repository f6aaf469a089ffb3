//! The second program: more data and other rules on the Assess screen. It is loaded at idle, reads the
//! form through [`handover`] and fills the places that the first program keeps for it.

mod entry_form;
mod form;
mod results;
mod view_model;

use crate::platform::page::empty_place;
use crate::screens::assess::Form;
use crate::screens::assess::handover::{self, Handover};
use crate::ui::dynamic::followed;
use crate::words::Language;
use form::MoreForm;
use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyViewState;
use shirube_risk::rules::{cv_class, cv_sil2r};

/// What the clinic remembers while the page is open: its views come and go with the screen.
#[derive(Clone, Copy)]
pub struct ClinicState {
    /// The first program's form.
    first: RwSignal<Form>,
    /// The clinic's own entries.
    more: RwSignal<MoreForm>,
    /// Whether those entries are shown.
    open: RwSignal<bool>,
    /// Whether the other rules are shown.
    compare: RwSignal<bool>,
    /// Whether rules about survival are shown.
    survival: RwSignal<bool>,
    /// Whether the natural course is shown.
    course: RwSignal<bool>,
}

impl ClinicState {
    /// Nothing entered, nothing opened.
    fn new() -> Self {
        Self {
            first: RwSignal::new(Form::default()),
            more: RwSignal::new(MoreForm::default()),
            open: RwSignal::new(false),
            compare: RwSignal::new(false),
            survival: RwSignal::new(false),
            course: RwSignal::new(false),
        }
    }

    /// Another person: nothing entered, and nothing shown that was asked for about the last one.
    fn start_anew(self) {
        self.more.set(MoreForm::default());
        self.open.set(false);
        self.compare.set(false);
        self.ask_again();
    }

    /// What is told only on request has to be asked for again.
    fn ask_again(self) {
        self.survival.set(false);
        self.course.set(false);
    }

    /// Takes over the first program's form.
    fn follow(self, form: Form) {
        if self.first.with_untracked(|old| old.condition) != form.condition {
            self.ask_again();
            // Where the first program has no answer, these rules are the answer.
            let is_first = |condition| cv_sil2r::applies_to(condition) || cv_class::applies_to(condition);
            if form.condition.is_some_and(|condition| !is_first(condition)) {
                self.compare.set(true);
            }
        }
        self.first.set(form);
    }
}

/// Follows the form, and lives in its places for as long as they are in the page.
pub fn start() {
    // Outside of any view: nothing owns these signals, so they stay.
    let state = ClinicState::new();
    let mut seen_starts = 0;
    let mut mounted: Option<[Mounted; 3]> = None;
    handover::follow(move |told| {
        let Some(Handover { language, starts, form }) = told else {
            mounted = None;
            return;
        };
        if seen_starts != starts {
            seen_starts = starts;
            state.start_anew();
        }
        state.follow(form);
        if mounted.is_none() {
            mounted = mount(language, state);
        }
    });
}

/// A view in its place; it leaves the page when dropped.
type Mounted = UnmountHandle<AnyViewState>;

fn mount(language: Language, state: ClinicState) -> Option<[Mounted; 3]> {
    let entries_place = empty_place("clinic-entries")?;
    let conflict_place = empty_place("clinic-conflict")?;
    let results_place = empty_place("clinic-results")?;
    // Each place has an owner of its own, so each has its own view of the same forms.
    let view = move || {
        followed(move || {
            state.first.with(|first| state.more.with(|more| view_model::view(first, more, language)))
        })
    };
    Some([
        mount_to(entries_place, move || entry_form::entry_form(language.clinic_words(), state, view())),
        mount_to(conflict_place, move || results::conflict(language, view())),
        mount_to(results_place, move || results::results(language, state, view())),
    ])
}

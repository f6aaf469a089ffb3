//! Trials: the finder, a page for each trial, and the records of files that the staff opens.

mod finder;
mod finder_view_model;
mod labels;
mod library;
mod page;
mod record_view_model;
mod update;

pub use finder::finder;
pub use page::{title, trial};

use super::text::{Context, inlines};
use crate::platform::{clock, normal_form};
use crate::ui::rich_text::rich_text;
use finder_view_model::Asked;
use leptos::prelude::*;
use library::Library;
use record_view_model::{Wording, wording};
use shirube_pages::Page;
use shirube_trials::import::Origin;
use shirube_trials::partial_date::{PartialDate, is_stale};
use shirube_trials::record::Record;
use std::sync::Arc;
use update::Notice;

/// What the trials' screens remember while the page is open.
#[derive(Clone, Copy)]
pub struct TrialsState {
    /// The records at hand.
    library: RwSignal<Arc<Library>>,
    /// What the reader asks for.
    asked: RwSignal<Asked>,
    /// Whether all cards are shown, however many.
    all_shown: RwSignal<bool>,
    /// What is to be said about files that were opened.
    notices: RwSignal<Vec<Notice>>,
}

impl TrialsState {
    /// The records that come with the app; `None` if they cannot be read.
    pub fn new(records: &str) -> Option<Self> {
        let library = Library::shipped(records, normal_form::normal_form)?;
        Some(Self {
            library: RwSignal::new(Arc::new(library)),
            asked: RwSignal::default(),
            all_shown: RwSignal::new(false),
            notices: RwSignal::default(),
        })
    }

    /// Nothing is asked for any more; records of opened files stay.
    pub fn forget(self) {
        self.ask(|asked| *asked = Asked::default());
    }

    fn ask(self, change: impl FnOnce(&mut Asked)) {
        self.all_shown.set(false);
        self.asked.update(change);
    }
}

/// The address of a trial's page.
fn href(name: &str) -> String {
    format!("#/trials/{name}")
}

/// Today, as the device knows it; `None` for a day that no trial can have.
fn today() -> Option<PartialDate> {
    let (year, month, day) = clock::today();
    PartialDate::new(year, Some(month), Some(day)).ok()
}

/// The name of a trial; of our own ones that of its page, which has readings.
fn record_title(context: &Context, record: &Record, origin: Option<&Origin>) -> AnyView {
    match page_of(context, record, origin) {
        Some(page) => inlines(context, None, &page.title),
        None => worded(context, &wording(context, &record.title)),
    }
}

/// The page in plain words, which only our own trials have.
fn page_of<'a>(context: &'a Context, record: &Record, origin: Option<&Origin>) -> Option<&'a Page> {
    let pages = &context.bundle.trial_pages;
    pages.iter().find(|page| page.id == record.id).filter(|_| origin.is_none())
}

/// A text, marked with its language where that is not the reader's.
fn worded(context: &Context, wording: &Wording) -> AnyView {
    let text = inlines(context, None, &wording.inlines);
    match wording.lang {
        Some(lang) => view! { <span lang=lang>{text}</span> }.into_any(),
        None => text,
    }
}

/// A warning where the status is old.
fn freshness(context: &Context, record: &Record) -> Option<AnyView> {
    let is_stale = !record.made_up && today().is_some_and(|today| is_stale(record.status.date(), today));
    let words = context.words().trials.status.stale;
    is_stale.then(|| view! { <span class="stale">{rich_text(words)}</span> }.into_any())
}

/// The heading of a section of a trial's page.
pub fn section_title(context: &Context, key: &str) -> &'static str {
    let words = &context.words().trials.section;
    match key {
        "in-short" => words.in_short,
        "why" => words.why,
        "who-can-join" => words.who_can_join,
        "what-happens" => words.what_happens,
        "visits-and-tests" => words.visits_and_tests,
        "side-effects" => words.side_effects,
        "results" => words.results,
        _ => words.what_happened_next,
    }
}

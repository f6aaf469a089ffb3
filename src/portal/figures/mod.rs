//! The figures of the long texts. Each has one view model, from which its drawing, its words and its table are made.

mod art;
mod chart;
mod disease;
mod laboratory_values;
mod mogamulizumab;
mod partners;
mod people;
mod picture;
mod practice;
mod regions;
mod trials;

use crate::screens::assess::NoneSeen;
use crate::words::{Language, PortalWordsFigures};
use chart::Chart;
use leptos::prelude::*;
use people::People;
use picture::Picture;
use practice::Practice;
use std::rc::Rc;
use std::sync::atomic::{AtomicU32, Ordering};

/// Finds a fact of the texts by its id.
pub type Facts = Rc<dyn Fn(&str) -> Option<FactNumber>>;

/// What a figure needs: the language form, and the numbers that come with the texts.
pub struct FigureContext {
    /// The language form.
    pub language: Language,
    /// The numbers.
    pub facts: Facts,
}

/// A fact that is a number.
#[derive(Debug, Clone, PartialEq)]
pub struct FactNumber {
    /// The number.
    pub value: f64,
    /// As the language form writes it.
    pub shown: String,
}

impl FigureContext {
    fn words(&self) -> &'static PortalWordsFigures {
        &self.language.portal_words().figures
    }

    fn fact(&self, id: &str) -> Option<FactNumber> {
        (self.facts)(id)
    }

    /// Words that follow a number in a line.
    fn after_number(&self, words: &str) -> String {
        [self.language.sentence_gap(), words].concat()
    }

    fn shown(&self, id: &str) -> Option<String> {
        self.fact(id).map(|fact| fact.shown)
    }
}

/// What a figure shows, before it is drawn.
#[derive(Debug, Clone, PartialEq)]
enum FigureView {
    Picture(Picture),
    Chart(Chart),
    People(People),
    Limits(NoneSeen),
    Practice(Practice),
}

/// One figure of the texts.
struct Figure {
    id: &'static str,
    /// `None` where a fact is missing: a figure without its number would say something else.
    build: fn(&FigureContext) -> Option<FigureView>,
    /// The facts it stands on, for the list of sources.
    facts: &'static [&'static str],
}

const FIGURES: [Figure; 19] = [
    Figure { id: "carriers-of-100", build: disease::carriers, facts: disease::CARRIER_FACTS },
    Figure { id: "atl-types", build: disease::atl_types, facts: &["shimoyama_people"] },
    Figure { id: "ham-milestones", build: disease::ham_milestones, facts: disease::MILESTONE_FACTS },
    Figure { id: "four-regions", build: regions::four_regions, facts: &["cv_cut_high", "sil2r_cut_high"] },
    Figure { id: "people-r4", build: regions::people_r4, facts: &["time_r4"] },
    Figure { id: "people-r2", build: regions::people_r2, facts: &["time_r2_r3"] },
    Figure { id: "none-seen-limits", build: regions::none_seen_limits, facts: &["people_cv_below_cut"] },
    Figure { id: "curve-r4", build: regions::curve_r4, facts: &["time_r4", "follow_up_mean"] },
    Figure { id: "curve-practice", build: practice::curve_practice, facts: &[] },
    Figure { id: "cv-measurement", build: laboratory_values::cv_measurement, facts: &["raising_hours"] },
    Figure {
        id: "cv-scale",
        build: laboratory_values::cv_scale,
        facts: &["cv_cut_intermediate", "cv_cut_high"],
    },
    Figure {
        id: "kit-difference",
        build: laboratory_values::kit_difference,
        facts: laboratory_values::KIT_FACTS,
    },
    Figure { id: "mogamulizumab-doses", build: mogamulizumab::doses, facts: &mogamulizumab::DOSE_FACTS },
    Figure {
        id: "mogamulizumab-changes",
        build: mogamulizumab::changes,
        facts: &mogamulizumab::CHANGE_FACTS,
    },
    Figure { id: "mogamulizumab-phase3", build: mogamulizumab::phase3, facts: &mogamulizumab::PHASE3_FACTS },
    Figure { id: "trial-phases", build: trials::phases, facts: &[] },
    Figure { id: "randomisation", build: trials::lot, facts: &[] },
    Figure { id: "rin-1-design", build: trials::rin1, facts: &trials::RIN1_FACTS },
    Figure { id: "three-roles", build: partners::three_roles, facts: &["ncats_talk"] },
];

fn find(id: &str) -> Option<&'static Figure> {
    FIGURES.iter().find(|figure| figure.id == id)
}

/// The facts a figure stands on.
pub fn facts_of(id: &str) -> &'static [&'static str] {
    find(id).map_or(&[], |figure| figure.facts)
}

/// The figure with this id; `None` where there is none, or where a fact it needs is missing.
pub fn figure(id: &str, context: &FigureContext) -> Option<AnyView> {
    let Figure { id, build, .. } = find(id)?;
    let words = context.words();
    let unique = unique(id);
    Some(match build(context)? {
        FigureView::Picture(picture) => picture::show(words, &picture, &unique),
        FigureView::Chart(chart) => chart::show(words, chart, &unique),
        FigureView::People(people) => people::show(&people, &unique),
        FigureView::Limits(limits) => {
            people::show_limits(&context.language.words().assess.none_seen, &limits, &unique)
        }
        FigureView::Practice(practice) => practice::show(words, practice, unique),
    })
}

/// An id for this place: the same figure may stand twice on a page.
fn unique(id: &str) -> String {
    static PLACES: AtomicU32 = AtomicU32::new(0);
    format!("figure-{id}-{}", PLACES.fetch_add(1, Ordering::Relaxed))
}

#[cfg(test)]
mod tests;

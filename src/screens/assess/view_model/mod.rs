//! What the Assess screen shows, as finished strings: numbers are formatted here, once, so that the
//! sentence, the figures, the table, the announcement and the print cannot disagree.

mod answer;
mod entries;
mod figures;
mod notes;
mod people;
mod region_table;
mod why;

pub use answer::Tone;
pub use entries::EntryView;
pub use figures::{OverTime, regions_plane};
pub use notes::Note;
pub use region_table::{NoneSeen, RegionRow, RegionTable};
pub use why::{SourceView, Why};

use super::form::Form;
use crate::chart::Scene;
use crate::words::{Language, Words};
use shirube_risk::analytes::{Condition, Cv, Sil2r};
use shirube_risk::answer::{Answer, Status};
use shirube_risk::coded::{Coded, CodedSet};
use shirube_risk::evidence::FOLLOW_UP_MEAN;
use shirube_risk::inputs::{Field, Inputs};
use shirube_risk::rules::cv_class::{self, CvClass};
use shirube_risk::rules::cv_sil2r::{self, Region};

/// The time shown first, in months.
pub const FIRST_MONTHS: u8 = 12;

/// The last time for which words and icons are given: whole months within the mean follow-up.
pub fn last_months() -> u8 {
    // 56.4 months: far inside the range of the type.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let months = FOLLOW_UP_MEAN.value as u8;
    months
}

/// Everything the screen shows for one state of the form.
#[derive(Debug, Clone, PartialEq)]
pub struct AssessView {
    /// What stands beside the entries.
    pub entries: EntryView,
    /// The rule the reader came for.
    pub primary: RuleOutput,
    /// The other rule, and why it is silent.
    pub secondary: RuleOutput,
    /// The answer in words.
    pub answer: answer::AnswerView,
    /// What stands next to the answer.
    pub notes: Vec<Note>,
    /// The map of Cv and sIL-2R.
    pub plane: Option<Plane>,
    /// Curve and icons; only for a region with a published time.
    pub over_time: Option<OverTime>,
    /// What "none seen" can tell; only for R1.
    pub none_seen: Option<NoneSeen>,
    /// All regions.
    pub table: Option<RegionTable>,
    /// The reasons.
    pub why: Option<Why>,
}

/// A figure of the plane.
#[derive(Debug, Clone, PartialEq)]
pub struct Plane {
    /// The figure.
    pub scene: Scene,
    /// The words under it.
    pub note: String,
}

/// A rule's result in the stable form outside tests read: see `docs/contract.md`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleOutput {
    /// Id of the rule.
    pub name: &'static str,
    /// `determined`, `undetermined`, `withheld`, `invalid` or `empty`.
    pub status: &'static str,
    /// Results still possible, space-separated.
    pub possible: String,
    /// Their groups, space-separated.
    pub group: String,
    /// Results nearby, space-separated.
    pub nearby: String,
    /// Why this rule is silent, when another one answers. Empty otherwise.
    pub text: &'static str,
}

/// The state of a rule on the screen: the core's [`Status`], or why the core was not asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    Empty,
    Invalid,
    Core(Status),
}

impl Shown {
    const fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Invalid => "invalid",
            Self::Core(Status::Determined) => "determined",
            Self::Core(Status::Undetermined) => "undetermined",
            Self::Core(Status::Withheld) => "withheld",
        }
    }
}

/// One state of the form, read and assessed: what every part of the view is built from.
struct Case {
    language: Language,
    words: &'static Words,
    form: Form,
    condition: Condition,
    cv: Option<Cv>,
    sil2r: Option<Sil2r>,
    cv_sil2r: Answer<Region>,
    cv_class: Answer<CvClass>,
    months: u8,
}

/// Builds the view. Pure: the same form, time and language always give the same view.
pub fn view(form: &Form, months: u8, language: Language) -> AssessView {
    let words = language.words();
    let read = form.entries();
    let entries = EntryView::new(form, &read, words);
    let Some(condition) = form.condition else {
        return without_result(entries, Shown::Empty, words.assess.answer.empty_condition, None);
    };
    let inputs = Inputs {
        cv: read.cv.unwrap_or(None),
        cv_method: form.cv_method.unwrap_or_default(),
        sil2r: read.sil2r.unwrap_or(None),
        ..Inputs::new(condition)
    };
    let case = Case {
        language,
        words,
        form: form.clone(),
        condition,
        cv: inputs.cv,
        sil2r: inputs.sil2r,
        cv_sil2r: cv_sil2r::answer(&inputs),
        cv_class: cv_class::answer(&inputs),
        months: months.clamp(1, last_months()),
    };
    let shown_for = |fields: &[Field], status: Status| {
        let invalid = |field: &Field| match field {
            Field::Cv => read.cv.is_err(),
            _ => read.sil2r.is_err(),
        };
        let missing = |field: &Field| match field {
            Field::Cv => matches!(read.cv, Ok(None)),
            _ => matches!(read.sil2r, Ok(None)),
        };
        match status {
            // A withheld rule reads no value, so no value can spoil it.
            Status::Withheld => Shown::Core(status),
            _ if fields.iter().any(invalid) => Shown::Invalid,
            _ if fields.iter().all(missing) => Shown::Empty,
            _ => Shown::Core(status),
        }
    };
    let sil2r_shown = shown_for(&[Field::Cv, Field::Sil2r], case.cv_sil2r.status());
    let class_shown = shown_for(&[Field::Cv], case.cv_class.status());
    if cv_class::applies_to(condition) {
        case.class_view(entries, class_shown, sil2r_shown)
    } else {
        case.region_view(entries, sil2r_shown, class_shown)
    }
}

/// A view with a sentence in the place of the answer.
fn without_result(
    entries: EntryView,
    shown: Shown,
    sentence: &'static str,
    secondary: Option<RuleOutput>,
) -> AssessView {
    let silent = |name| RuleOutput {
        name,
        status: shown.code(),
        possible: String::new(),
        group: String::new(),
        nearby: String::new(),
        text: "",
    };
    let (primary, secondary) = match secondary {
        Some(other) if other.name == cv_sil2r::RULE.id => (silent(cv_class::RULE.id), other),
        Some(other) => (silent(cv_sil2r::RULE.id), other),
        None => (silent(cv_sil2r::RULE.id), silent(cv_class::RULE.id)),
    };
    AssessView {
        entries,
        primary,
        secondary,
        answer: answer::AnswerView::sentence_only(sentence),
        notes: Vec::new(),
        plane: None,
        over_time: None,
        none_seen: None,
        table: None,
        why: None,
    }
}

fn listed<R: Coded>(set: CodedSet<R>, code: impl Fn(R) -> &'static str) -> String {
    set.iter().map(code).collect::<Vec<_>>().join(" ")
}

impl Case {
    fn class_view(&self, entries: EntryView, shown: Shown, other: Shown) -> AssessView {
        let words = &self.words.assess;
        let answer = &self.cv_class;
        let secondary = self.region_output(other, words.withheld.sil2r_for_others);
        match shown {
            Shown::Empty => {
                return without_result(entries, shown, words.answer.empty_cv, Some(secondary));
            }
            Shown::Invalid => {
                return without_result(entries, shown, words.error.result_removed, Some(secondary));
            }
            Shown::Core(_) => {}
        }
        AssessView {
            entries,
            primary: self.class_output(shown, ""),
            secondary,
            notes: self.class_notes(answer),
            plane: None,
            over_time: None,
            none_seen: None,
            table: None,
            why: answer.reason.is_none().then(|| self.why()),
            answer: self.class_answer(answer),
        }
    }

    fn region_view(&self, entries: EntryView, shown: Shown, other: Shown) -> AssessView {
        let words = &self.words.assess;
        let answer = &self.cv_sil2r;
        let class_text = match self.condition {
            Condition::SmolderingAtl => words.withheld.class_for_smoldering,
            _ => "",
        };
        let secondary = self.class_output(other, class_text);
        match shown {
            Shown::Empty => {
                return without_result(entries, shown, words.answer.empty_values, Some(secondary));
            }
            Shown::Invalid => {
                let waits = entries.asks_unit && entries.cv_error.is_none();
                let sentence = if waits { words.error.awaiting_unit } else { words.error.result_removed };
                return without_result(entries, shown, sentence, Some(secondary));
            }
            Shown::Core(_) => {}
        }
        let answered = answer.reason.is_none();
        let region = answer.possible.single();
        AssessView {
            entries,
            primary: self.region_output(shown, ""),
            secondary,
            notes: self.region_notes(answer),
            plane: answered.then(|| self.plane(answer.possible)),
            over_time: region.and_then(|region| OverTime::of(region, self.months, self.language)),
            none_seen: (region == Some(Region::R1)).then(|| NoneSeen::in_r1(&words.none_seen)),
            table: answered.then(|| self.region_table(answer.possible)),
            why: answered.then(|| self.why()),
            answer: self.region_answer(answer),
        }
    }

    fn region_output(&self, shown: Shown, text: &'static str) -> RuleOutput {
        let answer = visible(&self.cv_sil2r, shown);
        let groups = answer.possible.iter().map(Region::group).collect::<CodedSet<_>>();
        RuleOutput {
            name: cv_sil2r::RULE.id,
            status: shown.code(),
            possible: listed(answer.possible, Region::code),
            group: listed(groups, cv_sil2r::Group::code),
            nearby: listed(answer.nearby, Region::code),
            text,
        }
    }

    fn class_output(&self, shown: Shown, text: &'static str) -> RuleOutput {
        let answer = visible(&self.cv_class, shown);
        RuleOutput {
            name: cv_class::RULE.id,
            status: shown.code(),
            possible: listed(answer.possible, CvClass::code),
            group: String::new(),
            nearby: listed(answer.nearby, CvClass::code),
            text,
        }
    }
}

struct Visible<R> {
    possible: CodedSet<R>,
    nearby: CodedSet<R>,
}

/// An answer as far as it may be shown: nothing of it while an entry is empty or invalid.
fn visible<R: Coded>(answer: &Answer<R>, shown: Shown) -> Visible<R> {
    match shown {
        Shown::Core(_) => Visible {
            possible: answer.possible,
            nearby: answer.nearby_by_kit.iter().chain(answer.nearby_by_rounding.iter()).collect(),
        },
        Shown::Empty | Shown::Invalid => Visible { possible: CodedSet::EMPTY, nearby: CodedSet::EMPTY },
    }
}

#[cfg(test)]
mod tests;

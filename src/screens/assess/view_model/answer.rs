//! The answer in words.

use super::Case;
use crate::ui::rich_text::plain_text;
use crate::words::{Words, WordsAssess};
use shirube_numeric::decimal;
use shirube_risk::analytes::{Condition, CvMethod, Kit};
use shirube_risk::answer::{Answer, Reason};
use shirube_risk::coded::CodedSet;
use shirube_risk::evidence::{
    CV_CUT_HIGH, CV_CUT_INTERMEDIATE, Fact, PEOPLE_CARRIERS, PEOPLE_FOLLOWED, PEOPLE_HAM, PEOPLE_PROGRESSED,
    SIL2R_CUT_HIGH,
};
use shirube_risk::inputs::Field;
use shirube_risk::rules::cv_class::CvClass;
use shirube_risk::rules::cv_sil2r::{Group, Region, SingleMarker, single_marker};

/// What colour and shape an answer has. Never the only carrier of its meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Low-risk group.
    Low,
    /// Intermediate-risk group.
    Intermediate,
    /// High-risk group.
    High,
    /// No one group.
    Neutral,
}

impl Tone {
    /// The class name in the style sheet.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Intermediate => "intermediate",
            Self::High => "high",
            Self::Neutral => "neutral",
        }
    }
}

impl From<Group> for Tone {
    fn from(group: Group) -> Self {
        match group {
            Group::Low => Self::Low,
            Group::Intermediate => Self::Intermediate,
            Group::High => Self::High,
        }
    }
}

/// The short mark of an answer: letters, words and a shape, so that colour is not needed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Badge {
    /// The result, such as `R4`.
    pub code: String,
    /// The group in words.
    pub label: String,
}

/// The answer in words. `*…*` marks emphasis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerView {
    /// Colour and shape.
    pub tone: Tone,
    /// The short mark.
    pub badge: Option<Badge>,
    /// The one plain sentence, without a number of the study.
    pub sentence: String,
    /// Sentences that carry the published numbers.
    pub numbers: Vec<String>,
    /// The published number with its doubt, as short as can be; empty where there is none.
    pub short: String,
    /// What stands in smaller type: the rule, the inputs.
    pub details: Vec<String>,
    /// What is known beside the answer.
    pub known: Vec<String>,
}

impl AnswerView {
    pub(super) fn sentence_only(sentence: &str) -> Self {
        Self {
            tone: Tone::Neutral,
            badge: None,
            sentence: sentence.to_owned(),
            numbers: Vec::new(),
            short: String::new(),
            details: Vec::new(),
            known: Vec::new(),
        }
    }

    /// The answer in one line, for the phone and the screen reader: the mark if there is one, with
    /// the published number where numbers are shown, else the sentence.
    pub fn one_line(&self, with_number: bool) -> String {
        let Some(badge) = &self.badge else { return plain_text(&self.sentence) };
        let number =
            if with_number && !self.short.is_empty() { [": ", &self.short].concat() } else { String::new() };
        plain_text(&[badge.code.as_str(), " ", &badge.label, &number].concat())
    }
}

/// A cut-off of Cv with the two decimals of its source.
pub(super) fn cv_cut(fact: &Fact) -> String {
    decimal::format_fixed(fact.value, 2)
}

/// A cut-off of sIL-2R.
pub(super) fn sil2r_cut() -> String {
    decimal::format(SIL2R_CUT_HIGH.value)
}

/// A published time in months, with the decimal of its source.
pub(super) fn published_months(fact: &Fact) -> String {
    decimal::format_fixed(fact.value, 1)
}

/// A whole number of people.
pub(super) fn people_count(fact: &Fact) -> String {
    decimal::format(fact.value)
}

pub(super) fn group_label(group: Group, words: &Words) -> &'static str {
    match group {
        Group::Low => words.assess.group.low,
        Group::Intermediate => words.assess.group.intermediate,
        Group::High => words.assess.group.high,
    }
}

/// The condition of a region in signs: `Cv ≥ 0.50, sIL-2R < 1,000`.
pub(super) fn region_rule(region: Region, words: &Words) -> String {
    let sign = |is_high: bool| if is_high { "≥" } else { "<" };
    words.assess.table.rule_text(
        &cv_cut(&CV_CUT_HIGH),
        sign(region.cv_is_high()),
        &sil2r_cut(),
        sign(region.sil2r_is_high()),
    )
}

pub(super) fn condition_name(condition: Condition, words: &WordsAssess) -> &'static str {
    let names = &words.condition;
    match condition {
        Condition::SmolderingAtl => names.smoldering_atl,
        Condition::Carrier => names.carrier,
        Condition::HamTsp => names.ham_tsp,
        Condition::ChronicAtl => names.chronic_atl,
        Condition::FavorableChronicAtl => names.favorable_chronic_atl,
        Condition::UnfavorableChronicAtl => names.unfavorable_chronic_atl,
        Condition::LymphomaAtl => names.lymphoma_atl,
        Condition::AcuteAtl => names.acute_atl,
        Condition::Unknown => names.unknown,
    }
}

pub(super) fn kit_name(kit: Option<Kit>, words: &WordsAssess) -> &'static str {
    match kit {
        Some(Kit::Cleia) => words.field.kit_cleia,
        Some(Kit::Eia) => words.field.kit_eia,
        Some(Kit::Other) => words.field.kit_other,
        Some(Kit::Unknown) => words.field.kit_unknown,
        None => words.answer.kit_missing,
    }
}

pub(super) fn method_name(method: Option<CvMethod>, words: &WordsAssess) -> &'static str {
    match method {
        Some(CvMethod::RaisingClova) => words.field.cv_method_raising_clova,
        Some(CvMethod::Other) => words.field.cv_method_other,
        Some(CvMethod::Unknown) => words.field.cv_method_unknown,
        None => words.answer.method_missing,
    }
}

impl Case {
    /// The Cv with its method, as entered.
    pub(super) fn cv_text(&self) -> Option<String> {
        let words = &self.words.assess;
        let method = method_name(self.form.cv_method, words);
        self.cv.map(|cv| words.answer.input_cv(method, &decimal::format(cv.value())))
    }

    /// The sIL-2R with its unit and kit, as entered.
    pub(super) fn sil2r_text(&self) -> Option<String> {
        let words = &self.words.assess;
        let kit = kit_name(self.form.kit, words);
        self.sil2r.map(|sil2r| words.answer.input_sil2r(kit, &decimal::format(sil2r.units_per_ml())))
    }

    fn inputs_line(&self, with_sil2r: bool) -> String {
        let words = &self.words.assess.answer;
        let sil2r = if with_sil2r { self.sil2r_text() } else { None };
        let parts: Vec<String> = self.cv_text().into_iter().chain(sil2r).collect();
        words.inputs(&parts.join(words.separator))
    }

    pub(super) fn region_answer(&self, answer: &Answer<Region>) -> AnswerView {
        match (answer.reason, answer.possible.single()) {
            (Some(reason), _) => self.withheld(reason),
            (None, Some(region)) => self.determined(region),
            (None, None) => self.undetermined(answer.possible, answer.settled_by),
        }
    }

    fn determined(&self, region: Region) -> AnswerView {
        let words = &self.words.assess.answer;
        let months = region.published_time().map(published_months).unwrap_or_default();
        let (sentence, number, short) = match region {
            Region::R1 => (words.r1.to_owned(), words.r1_time.to_owned(), words.line_r1.to_owned()),
            Region::R2 => (words.r2.to_owned(), words.r2_time(&months), words.line_time(&months)),
            Region::R3 => {
                (words.r3(&cv_cut(&CV_CUT_HIGH)), words.r3_time.to_owned(), words.line_r3.to_owned())
            }
            Region::R4 => (words.r4.to_owned(), words.r4_time(&months), words.line_time(&months)),
        };
        AnswerView {
            tone: region.group().into(),
            badge: Some(Badge {
                code: region.code().to_owned(),
                label: group_label(region.group(), self.words).to_owned(),
            }),
            sentence,
            numbers: vec![number],
            short,
            details: vec![
                words.rule_fired(region.code(), &region_rule(region, self.words)),
                words.followed(&people_count(&PEOPLE_FOLLOWED), &people_count(&PEOPLE_PROGRESSED)),
                self.inputs_line(true),
            ],
            known: Vec::new(),
        }
    }

    fn undetermined(&self, possible: CodedSet<Region>, settled_by: CodedSet<Field>) -> AnswerView {
        let words = &self.words.assess.answer;
        let codes: Vec<&str> = possible.iter().map(Region::code).collect();
        let sentence = match codes.as_slice() {
            [first, second] => words.undetermined_two(first, second),
            _ => words.undetermined(&codes.join(words.separator)),
        };
        let settled = settled_by.iter().map(|field| match field {
            Field::Cv => words.settled_by_cv.to_owned(),
            _ => words.settled_by_sil2r.to_owned(),
        });
        AnswerView {
            tone: Tone::Neutral,
            badge: Some(Badge { code: codes.join(" / "), label: words.badge_undetermined.to_owned() }),
            sentence: std::iter::once(sentence)
                .chain(settled)
                .collect::<Vec<_>>()
                .join(self.language.sentence_gap()),
            numbers: single_marker(self.cv, self.sil2r)
                .map(|marker| self.marker(marker))
                .into_iter()
                .collect(),
            short: String::new(),
            details: vec![words.no_band.to_owned(), self.inputs_line(true)],
            known: Vec::new(),
        }
    }

    fn marker(&self, marker: SingleMarker) -> String {
        let words = &self.words.assess.answer;
        match marker {
            SingleMarker::CvHigh(time) => {
                words.marker_cv_high(&cv_cut(&CV_CUT_HIGH), &published_months(time))
            }
            SingleMarker::CvLow => words.marker_cv_low(&cv_cut(&CV_CUT_HIGH)),
            SingleMarker::Sil2rHigh(time) => words.marker_sil2r_high(&sil2r_cut(), &published_months(time)),
            SingleMarker::Sil2rLow => words.marker_sil2r_low(&sil2r_cut()),
        }
    }

    fn withheld(&self, reason: Reason) -> AnswerView {
        let words = &self.words.assess.withheld;
        let sentence = match (reason, self.condition) {
            (Reason::MethodNotStudied, _) => words.method_not_studied.to_owned(),
            (_, Condition::Unknown) => words.out_of_scope_unknown.to_owned(),
            (_, condition) => words.out_of_scope_atl(condition_name(condition, &self.words.assess)),
        };
        let chronic_or_acute = matches!(
            self.condition,
            Condition::ChronicAtl
                | Condition::FavorableChronicAtl
                | Condition::UnfavorableChronicAtl
                | Condition::AcuteAtl
        );
        let known = chronic_or_acute.then(|| words.known_distribution.to_owned());
        AnswerView {
            sentence: [sentence, words.ask_specialist.to_owned()].join(self.language.sentence_gap()),
            known: known.into_iter().collect(),
            ..AnswerView::sentence_only("")
        }
    }

    pub(super) fn class_answer(&self, answer: &Answer<CvClass>) -> AnswerView {
        if let Some(reason) = answer.reason {
            return self.withheld(reason);
        }
        let words = &self.words.assess.class;
        let (low, high) = (cv_cut(&CV_CUT_INTERMEDIATE), cv_cut(&CV_CUT_HIGH));
        let Some(class) = answer.possible.single() else {
            return AnswerView::sentence_only(self.words.assess.answer.empty_cv);
        };
        let (label, sentence) = match class {
            CvClass::Low => (words.low, words.sentence_low(&low)),
            CvClass::Intermediate => (words.intermediate, words.sentence_intermediate(&high, &low)),
            CvClass::High => (words.high, words.sentence_high(&high)),
        };
        AnswerView {
            // The classes of carriers carry no published risk here, so they get no risk colour.
            tone: Tone::Neutral,
            badge: Some(Badge { code: "Cv".to_owned(), label: label.to_owned() }),
            sentence,
            numbers: Vec::new(),
            short: String::new(),
            details: vec![
                words.known_people(&people_count(&PEOPLE_CARRIERS), &people_count(&PEOPLE_HAM)),
                self.inputs_line(false),
            ],
            known: vec![words.known_study(&high), words.known_missing.to_owned()],
        }
    }
}

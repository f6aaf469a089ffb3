//! All rules over one person's values.

use crate::analytes::{Condition, Cv, CvMethod, Sil2r};
use crate::outcome_set::{Outcome, OutcomeSet};
use crate::rules::cv_class::{self, CvClass};
use crate::rules::cv_sil2r::{self, Region};

/// What is known of one person. A missing value is `None`, never a default.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Inputs {
    /// The situation the reader chose.
    pub condition: Condition,
    /// Clonality value.
    pub cv: Option<Cv>,
    /// How it was measured.
    pub cv_method: CvMethod,
    /// Serum sIL-2R.
    pub sil2r: Option<Sil2r>,
}

/// A value a rule may read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// Clonality value.
    Cv,
    /// Serum sIL-2R.
    Sil2r,
}

/// Whether a rule has an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// Exactly one result is possible.
    Determined,
    /// Several results are still possible.
    Undetermined,
    /// The rule is silent; see [`Reason`].
    Withheld,
}

/// Why a rule is silent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// The rule is not about people in this situation.
    OutOfScope,
    /// The Cv was measured by a method the study did not use.
    MethodNotStudied,
}

/// Something the reader must know beside the result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Warning {
    /// A Cv was given and how it was measured is not known.
    CvMethodUnknown,
    /// The sIL-2R lies outside [`Sil2r::PLAUSIBLE`].
    Implausible,
}

/// A rule's answer: every result still possible, and what stands next to them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer<R> {
    /// Every result still possible; empty when withheld.
    pub possible: OutcomeSet<R>,
    /// Results one would reach on another kit's scale; none of `possible`.
    pub nearby_by_kit: OutcomeSet<R>,
    /// Results one would reach if rounding had moved the Cv; none of `possible`.
    pub nearby_by_rounding: OutcomeSet<R>,
    /// The missing values that together would leave one result, whatever they turn out to be.
    pub settled_by: Vec<Field>,
    /// Why the rule is silent, when it is.
    pub reason: Option<Reason>,
    /// What the reader must know beside the result.
    pub warnings: Vec<Warning>,
}

impl<R: Outcome> Answer<R> {
    fn withheld(reason: Reason) -> Self {
        Self {
            possible: OutcomeSet::EMPTY,
            nearby_by_kit: OutcomeSet::EMPTY,
            nearby_by_rounding: OutcomeSet::EMPTY,
            settled_by: Vec::new(),
            reason: Some(reason),
            warnings: Vec::new(),
        }
    }

    /// Whether there is an answer.
    pub fn status(&self) -> Status {
        match (self.reason, self.possible.len()) {
            (Some(_), _) => Status::Withheld,
            (None, 1) => Status::Determined,
            (None, _) => Status::Undetermined,
        }
    }
}

/// Every rule's answer for one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// Clonality value and sIL-2R in smoldering ATL.
    pub cv_sil2r: Answer<Region>,
    /// Clonality classes of carriers and people with HAM/TSP.
    pub cv_class: Answer<CvClass>,
}

/// Puts `inputs` through every rule.
pub fn assess(inputs: &Inputs) -> Assessment {
    Assessment { cv_sil2r: cv_sil2r_answer(inputs), cv_class: cv_class_answer(inputs) }
}

/// The reason why a rule that reads Cv is silent, if it is.
fn silence(applies: bool, method: CvMethod) -> Option<Reason> {
    if !applies {
        Some(Reason::OutOfScope)
    } else if method == CvMethod::Other {
        Some(Reason::MethodNotStudied)
    } else {
        None
    }
}

fn cv_sil2r_answer(inputs: &Inputs) -> Answer<Region> {
    let Inputs { condition, cv, cv_method, sil2r } = *inputs;
    if let Some(reason) = silence(cv_sil2r::applies_to(condition), cv_method) {
        return Answer::withheld(reason);
    }
    let missing = [(Field::Cv, cv.is_none()), (Field::Sil2r, sil2r.is_none())];
    Answer {
        possible: cv_sil2r::possible(cv, sil2r),
        nearby_by_kit: cv_sil2r::nearby_by_kit(cv, sil2r),
        nearby_by_rounding: cv_sil2r::nearby_by_rounding(cv, sil2r),
        settled_by: missing.into_iter().filter_map(|(field, missing)| missing.then_some(field)).collect(),
        reason: None,
        warnings: warnings(cv, cv_method, sil2r),
    }
}

fn cv_class_answer(inputs: &Inputs) -> Answer<CvClass> {
    let Inputs { condition, cv, cv_method, .. } = *inputs;
    if let Some(reason) = silence(cv_class::applies_to(condition), cv_method) {
        return Answer::withheld(reason);
    }
    Answer {
        possible: cv_class::possible(cv),
        nearby_by_kit: OutcomeSet::EMPTY,
        nearby_by_rounding: cv_class::nearby_by_rounding(cv),
        settled_by: if cv.is_none() { vec![Field::Cv] } else { Vec::new() },
        reason: None,
        warnings: warnings(cv, cv_method, None),
    }
}

fn warnings(cv: Option<Cv>, method: CvMethod, sil2r: Option<Sil2r>) -> Vec<Warning> {
    let mut warnings = Vec::new();
    if cv.is_some() && method == CvMethod::Unknown {
        warnings.push(Warning::CvMethodUnknown);
    }
    if sil2r.is_some_and(|sil2r| !sil2r.is_plausible()) {
        warnings.push(Warning::Implausible);
    }
    warnings
}

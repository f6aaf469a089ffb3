//! `cv_class`: the clonality classes of carriers and people with HAM/TSP.
//!
//! The release prints two decimals (≤ 0.24, 0.25–0.49, ≥ 0.50). Half-open intervals on the value as
//! entered close the gaps: low `[0, 0.25)`, intermediate `[0.25, 0.50)`, high `[0.50, 1]`. What
//! happened to the people of each class is not available to us, so none of it is given.

use super::{Endpoint, Rule, may_be_rounded};
use crate::analytes::{Condition, Cv};
use crate::evidence::{CV_CUT_HIGH, CV_CUT_INTERMEDIATE, Fact, Population, SourceId};
use crate::outcome_set::{Outcome, OutcomeSet};

/// The rule's standing data.
pub const RULE: Rule = Rule {
    id: "cv_class",
    version: "1",
    endpoint: Endpoint::OnsetOfAtl,
    population: Population::CarriersAndHam,
    cut_offs: &[CV_CUT_INTERMEDIATE, CV_CUT_HIGH],
    source: SourceId::RaisingClovaRelease2025,
};

/// A class of clonality.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CvClass {
    /// Cv below 0.25.
    Low,
    /// Cv from 0.25 to below 0.50.
    Intermediate,
    /// Cv of 0.50 or more.
    High,
}

impl Outcome for CvClass {
    const ALL: &'static [Self] = &[Self::Low, Self::Intermediate, Self::High];

    fn index(self) -> u8 {
        self as u8
    }
}

impl CvClass {
    /// The name used in forms and files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Intermediate => "intermediate",
            Self::High => "high",
        }
    }
}

/// Whether the rule is about people in this situation.
pub fn applies_to(condition: Condition) -> bool {
    matches!(condition, Condition::Carrier | Condition::HamTsp)
}

/// The class of `cv`.
pub fn classify(cv: Cv) -> CvClass {
    let value = cv.value();
    if value >= CV_CUT_HIGH.value {
        CvClass::High
    } else if value >= CV_CUT_INTERMEDIATE.value {
        CvClass::Intermediate
    } else {
        CvClass::Low
    }
}

/// Every class still possible.
pub fn possible(cv: Option<Cv>) -> OutcomeSet<CvClass> {
    match cv {
        Some(cv) => OutcomeSet::EMPTY.with(classify(cv)),
        None => CvClass::ALL.iter().copied().collect(),
    }
}

/// The class on the other side of a cut-off that rounding may have crossed.
pub fn nearby_by_rounding(cv: Option<Cv>) -> OutcomeSet<CvClass> {
    let Some(cut) = cv.and_then(rounding_cut) else { return OutcomeSet::EMPTY };
    let sides = if cut.id == CV_CUT_INTERMEDIATE.id {
        [CvClass::Low, CvClass::Intermediate]
    } else {
        [CvClass::Intermediate, CvClass::High]
    };
    sides.into_iter().collect::<OutcomeSet<_>>().without(possible(cv))
}

/// The cut-off that rounding to two decimals may have crossed.
pub fn rounding_cut(cv: Cv) -> Option<&'static Fact> {
    if may_be_rounded(cv.value(), 0.245, 0.255) {
        Some(&CV_CUT_INTERMEDIATE)
    } else {
        may_be_rounded(cv.value(), 0.495, 0.505).then_some(&CV_CUT_HIGH)
    }
}

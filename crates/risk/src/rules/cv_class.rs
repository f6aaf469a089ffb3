//! `cv_class`: the clonality classes of carriers and people with HAM/TSP.
//!
//! The release prints two decimals (≤ 0.24, 0.25–0.49, ≥ 0.50). Half-open intervals on the value as
//! entered close the gaps: low `[0, 0.25)`, intermediate `[0.25, 0.50)`, high `[0.50, 1]`. What
//! happened to the people of each class is not available to us, so none of it is given.

use super::{CutOff, Endpoint, Rule, band, may_be_rounded};
use crate::analytes::{Condition, Cv, CvMethod};
use crate::answer::{Answer, Reason, Warning};
use crate::coded::{CodedSet, coded};
use crate::evidence::{CV_CUT_HIGH, CV_CUT_INTERMEDIATE, Fact, Population, SourceId};
use crate::inputs::{Field, Inputs, if_missing};

/// The rule's standing data.
pub const RULE: Rule = Rule {
    id: "cv_class",
    version: "1",
    endpoint: Endpoint::OnsetOfAtl,
    population: Population::CarriersAndHam,
    cut_offs: &[CutOff::at_least(CV_CUT_INTERMEDIATE), CutOff::at_least(CV_CUT_HIGH)],
    source: SourceId::RaisingClovaRelease2025,
};

coded! {
    /// A class of clonality.
    CvClass {
        /// Cv below 0.25.
        Low = "low",
        /// Cv from 0.25 to below 0.50.
        Intermediate = "intermediate",
        /// Cv of 0.50 or more.
        High = "high",
    }
}

/// Whether the rule is about people in this situation.
pub fn applies_to(condition: Condition) -> bool {
    matches!(condition, Condition::Carrier | Condition::HamTsp)
}

/// The classes of carriers and people with HAM/TSP.
pub fn answer(inputs: &Inputs) -> Answer<CvClass> {
    let Inputs { condition, cv, cv_method, .. } = *inputs;
    if let Some(reason) = silence(applies_to(condition), cv_method) {
        return Answer::withheld(reason);
    }
    Answer {
        nearby_by_rounding: nearby_by_rounding(cv),
        ..Answer::new(possible(cv), if_missing(Field::Cv, cv.is_none()))
    }
    .warn_if(cv.is_some() && cv_method == CvMethod::Unknown, Warning::CvMethodUnknown)
}

/// The reason why a rule that reads Cv is silent, if it is.
pub(super) fn silence(applies: bool, method: CvMethod) -> Option<Reason> {
    if !applies {
        Some(Reason::OutOfScope)
    } else if method == CvMethod::Other {
        Some(Reason::MethodNotStudied)
    } else {
        None
    }
}

fn possible(cv: Option<Cv>) -> CodedSet<CvClass> {
    cv.map_or(CodedSet::all(), |cv| band(cv.value(), RULE.cut_offs))
}

/// The class on the other side of a cut-off that rounding may have crossed.
fn nearby_by_rounding(cv: Option<Cv>) -> CodedSet<CvClass> {
    let Some(cut) = cv.and_then(rounding_cut) else { return CodedSet::EMPTY };
    let sides = if cut.id == CV_CUT_INTERMEDIATE.id {
        [CvClass::Low, CvClass::Intermediate]
    } else {
        [CvClass::Intermediate, CvClass::High]
    };
    sides.into_iter().collect::<CodedSet<_>>().without(possible(cv))
}

/// The cut-off that rounding to two decimals may have crossed.
pub fn rounding_cut(cv: Cv) -> Option<&'static Fact> {
    if may_be_rounded(cv.value(), 0.245, 0.255) {
        Some(&CV_CUT_INTERMEDIATE)
    } else {
        may_be_rounded(cv.value(), 0.495, 0.505).then_some(&CV_CUT_HIGH)
    }
}

//! `iatl_pi_2017`: the simplified iATL-PI for indolent ATL (smoldering and chronic).
//!
//! The index is 1.51 · log₁₀(sIL-2R in U/mL). Its groups are defined on sIL-2R itself: low
//! ≤ 1,000, intermediate ≤ 6,000, high above. So 1,000 U/mL is low here, and not low in the revision of
//! 2025 and in `cv_sil2r`. (Katsuya et al., Blood 2017;130:39-47.)

use super::{CutOff, Endpoint, Rule, band};
use crate::analytes::{Condition, Sil2r};
use crate::answer::{Answer, Reason, Warning};
use crate::coded::{CodedSet, coded};
use crate::evidence::{
    Fact, IATL_2017_COEFFICIENT, IATL_2017_CUT_HIGH, IATL_2017_CUT_INTERMEDIATE, IATL_2017_SURVIVAL_HIGH,
    IATL_2017_SURVIVAL_INTERMEDIATE, Population, SourceId,
};
use crate::inputs::{Field, Inputs, if_missing};
use shirube_numeric::ops::log10;

/// The rule's standing data.
pub const RULE: Rule = Rule {
    id: "iatl_pi_2017",
    version: "1",
    endpoint: Endpoint::OverallSurvival,
    population: Population::IndolentAtl,
    cut_offs: &[CutOff::above(IATL_2017_CUT_INTERMEDIATE), CutOff::above(IATL_2017_CUT_HIGH)],
    source: SourceId::Katsuya2017,
};

coded! {
    /// A group of the simplified index.
    RiskGroup {
        /// sIL-2R of 1,000 U/mL or less.
        Low = "low",
        /// Above 1,000 and at most 6,000 U/mL.
        Intermediate = "intermediate",
        /// Above 6,000 U/mL.
        High = "high",
    }
}

impl RiskGroup {
    /// Median overall survival in the validation set, years. Low: not reached.
    pub const fn median_survival(self) -> Option<&'static Fact> {
        match self {
            Self::Low => None,
            Self::Intermediate => Some(&IATL_2017_SURVIVAL_INTERMEDIATE),
            Self::High => Some(&IATL_2017_SURVIVAL_HIGH),
        }
    }
}

/// Whether the rule is about people in this situation.
pub fn applies_to(condition: Condition) -> bool {
    matches!(
        condition,
        Condition::SmolderingAtl
            | Condition::ChronicAtl
            | Condition::FavorableChronicAtl
            | Condition::UnfavorableChronicAtl
    )
}

/// The index, from −∞ (exclusive) to about 9: 1.51 · log₁₀(sIL-2R in U/mL).
pub fn index(sil2r: Sil2r) -> f64 {
    IATL_2017_COEFFICIENT.value * log10(sil2r.units_per_ml())
}

/// The groups of the simplified index.
pub fn answer(inputs: &Inputs) -> Answer<RiskGroup> {
    if !applies_to(inputs.condition) {
        return Answer::withheld(Reason::OutOfScope);
    }
    by_sil2r(inputs.sil2r, RULE.cut_offs)
}

/// The answer of a rule that reads sIL-2R alone.
pub(super) fn by_sil2r<R: crate::coded::Coded>(sil2r: Option<Sil2r>, cut_offs: &[CutOff]) -> Answer<R> {
    let possible = sil2r.map_or(CodedSet::all(), |sil2r| band(sil2r.units_per_ml(), cut_offs));
    Answer::new(possible, if_missing(Field::Sil2r, sil2r.is_none()))
        .warn_if(sil2r.is_some_and(|sil2r| !sil2r.is_plausible()), Warning::Implausible)
}

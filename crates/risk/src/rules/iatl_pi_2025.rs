//! `iatl_pi_2025`: the revised iATL-PI for smoldering and favorable chronic ATL.
//!
//! sIL-2R in U/mL: low < 1,000, low-intermediate < 3,000, high-intermediate < 6,000, high from 6,000
//! on. (Fuji et al., Annals of Hematology 2025;104:2429-2436.)

use super::chronic_unfavorable::{self, Factors};
use super::iatl_pi_2017::by_sil2r;
use super::{CutOff, Endpoint, Rule};
use crate::analytes::Condition;
use crate::answer::{Answer, Reason};
use crate::coded::coded;
use crate::evidence::{
    Fact, IATL_2025_CUT_HIGH, IATL_2025_CUT_HIGH_INTERMEDIATE, IATL_2025_CUT_LOW_INTERMEDIATE,
    IATL_2025_SURVIVAL_HIGH, IATL_2025_SURVIVAL_HIGH_INTERMEDIATE, IATL_2025_SURVIVAL_LOW,
    IATL_2025_SURVIVAL_LOW_INTERMEDIATE, Population, SourceId,
};
use crate::inputs::Inputs;

/// The rule's standing data.
pub const RULE: Rule = Rule {
    id: "iatl_pi_2025",
    version: "1",
    endpoint: Endpoint::OverallSurvival,
    population: Population::IndolentAtl2025,
    cut_offs: &[
        CutOff::at_least(IATL_2025_CUT_LOW_INTERMEDIATE),
        CutOff::at_least(IATL_2025_CUT_HIGH_INTERMEDIATE),
        CutOff::at_least(IATL_2025_CUT_HIGH),
    ],
    source: SourceId::Fuji2025,
};

coded! {
    /// A group of the revised index.
    RiskGroup {
        /// sIL-2R below 1,000 U/mL.
        Low = "low",
        /// From 1,000 to below 3,000 U/mL.
        LowIntermediate = "low_intermediate",
        /// From 3,000 to below 6,000 U/mL.
        HighIntermediate = "high_intermediate",
        /// 6,000 U/mL or more.
        High = "high",
    }
}

impl RiskGroup {
    /// Overall survival at five years, percent.
    pub const fn five_year_survival(self) -> &'static Fact {
        match self {
            Self::Low => &IATL_2025_SURVIVAL_LOW,
            Self::LowIntermediate => &IATL_2025_SURVIVAL_LOW_INTERMEDIATE,
            Self::HighIntermediate => &IATL_2025_SURVIVAL_HIGH_INTERMEDIATE,
            Self::High => &IATL_2025_SURVIVAL_HIGH,
        }
    }
}

/// The groups of the revised index. For chronic ATL of unstated kind the laboratory values decide
/// whether the rule applies.
pub fn answer(inputs: &Inputs) -> Answer<RiskGroup> {
    match inputs.condition {
        Condition::SmolderingAtl | Condition::FavorableChronicAtl => by_sil2r(inputs.sil2r, RULE.cut_offs),
        Condition::ChronicAtl => match chronic_unfavorable::factors(&inputs.labs).single() {
            Some(Factors::Favorable) => by_sil2r(inputs.sil2r, RULE.cut_offs),
            Some(Factors::Unfavorable) => Answer::withheld(Reason::OutOfScope),
            None => Answer::withheld(Reason::NeedsFavorableChronic),
        },
        _ => Answer::withheld(Reason::OutOfScope),
    }
}

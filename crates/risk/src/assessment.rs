//! All rules over one person's values.

use crate::answer::{Answer, Warning};
use crate::inputs::{Inputs, Omds};
use crate::rules::{
    atl_pi, chronic_unfavorable, cv_class, cv_sil2r, iatl_pi_2017, iatl_pi_2025, omds, pvl_carrier, shimoyama,
};

/// Every rule's answer for one person.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Assessment {
    /// Clonality classes of carriers and people with HAM/TSP.
    pub cv_class: Answer<cv_class::CvClass>,
    /// Clonality value and sIL-2R in smoldering ATL.
    pub cv_sil2r: Answer<cv_sil2r::Region>,
    /// The iATL-PI of 2017, simplified.
    pub iatl_pi_2017: Answer<iatl_pi_2017::RiskGroup>,
    /// Its index, where sIL-2R is known and the rule applies.
    pub iatl_pi_2017_index: Option<f64>,
    /// The iATL-PI as revised in 2025.
    pub iatl_pi_2025: Answer<iatl_pi_2025::RiskGroup>,
    /// The ATL-PI, simplified.
    pub atl_pi: Answer<atl_pi::RiskGroup>,
    /// Its score, where the rule applies.
    pub atl_pi_score: Option<atl_pi::ScoreRange>,
    /// Proviral load of carriers.
    pub pvl_carrier: Answer<pvl_carrier::Load>,
    /// The clinical subtype.
    pub shimoyama: Answer<shimoyama::Subtype>,
    /// Whether chronic ATL is unfavorable.
    pub chronic_unfavorable: Answer<chronic_unfavorable::Factors>,
    /// Whether a motor disability score is given.
    pub omds: Answer<omds::NoClass>,
    /// The score, where the rule applies.
    pub omds_grade: Option<Omds>,
}

/// Puts `inputs` through every rule.
pub fn assess(inputs: &Inputs) -> Assessment {
    let shimoyama = shimoyama::answer(inputs);
    let conflict =
        shimoyama::stated(inputs.condition).is_some_and(|subtype| !shimoyama.possible.contains(subtype));
    let iatl_pi_2017 = iatl_pi_2017::answer(inputs);
    let omds = omds::answer(inputs);
    Assessment {
        cv_class: cv_class::answer(inputs),
        cv_sil2r: cv_sil2r::answer(inputs).warn_if(conflict, Warning::SubtypeConflict),
        iatl_pi_2017: iatl_pi_2017.warn_if(conflict, Warning::SubtypeConflict),
        iatl_pi_2017_index: inputs.sil2r.filter(|_| iatl_pi_2017.reason.is_none()).map(iatl_pi_2017::index),
        iatl_pi_2025: iatl_pi_2025::answer(inputs).warn_if(conflict, Warning::SubtypeConflict),
        atl_pi: atl_pi::answer(inputs).warn_if(conflict, Warning::SubtypeConflict),
        atl_pi_score: atl_pi::score(inputs),
        pvl_carrier: pvl_carrier::answer(inputs),
        shimoyama,
        chronic_unfavorable: chronic_unfavorable::answer(inputs).warn_if(conflict, Warning::SubtypeConflict),
        omds,
        omds_grade: inputs.omds.filter(|_| omds.reason.is_none()),
    }
}

//! `pvl_carrier`: proviral load of carriers, at or above 4 copies per 100 PBMC.
//!
//! Among 1,218 carriers 14 fell ill with ATL, none of them from a load below about 4. That is no promise
//! for those below, and the rate among those above is not in the abstract. A trial (NCT06698003) takes
//! 8 as its entry criterion; that number is named beside the rule and not used.
//! (Iwanaga et al., Blood 2010;116:1211-1219.)

use super::{CutOff, Endpoint, Rule, band};
use crate::analytes::Condition;
use crate::answer::{Answer, Reason, Warning};
use crate::coded::{CodedSet, coded};
use crate::evidence::{PVL_CUT, Population, SourceId};
use crate::inputs::{Field, Inputs, if_missing};

/// The rule's standing data.
pub const RULE: Rule = Rule {
    id: "pvl_carrier",
    version: "1",
    endpoint: Endpoint::OnsetOfAtl,
    population: Population::AsymptomaticCarriers,
    cut_offs: &[CutOff::at_least(PVL_CUT)],
    source: SourceId::Iwanaga2010,
};

coded! {
    /// A side of the cut-off.
    Load {
        /// Below 4 copies per 100 PBMC.
        Below4 = "below_4",
        /// 4 copies per 100 PBMC or more.
        AtLeast4 = "at_least_4",
    }
}

/// The sides of the cut-off, for carriers.
pub fn answer(inputs: &Inputs) -> Answer<Load> {
    if inputs.condition != Condition::Carrier {
        return Answer::withheld(Reason::OutOfScope);
    }
    let load = inputs.proviral_load;
    let possible = load.map_or(CodedSet::all(), |load| band(load.per_100_pbmc(), RULE.cut_offs));
    Answer::new(possible, if_missing(Field::ProviralLoad, load.is_none()))
        .warn_if(load.is_some_and(|load| !load.is_plausible()), Warning::Implausible)
}

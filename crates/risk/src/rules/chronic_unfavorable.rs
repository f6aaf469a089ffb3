//! `chronic_unfavorable`: whether chronic ATL is unfavorable.
//!
//! Unfavorable is chronic ATL with any of: urea nitrogen above the laboratory's upper limit, LDH above
//! its upper limit, albumin below its lower limit. The limits are the laboratory's own, never ours.
//! (JCOG1111 page of the National Cancer Center Hospital East.)

use super::{Endpoint, Rule};
use crate::analytes::Condition;
use crate::answer::{Answer, Reason};
use crate::coded::{CodedSet, coded};
use crate::evidence::{Population, SourceId};
use crate::inputs::{ALBUMIN_FIELDS, BUN_FIELDS, Field, Inputs, LDH_FIELDS, Labs, missing_part};
use crate::quantity::{Limited, Unit};

/// The rule's standing data.
pub const RULE: Rule = Rule {
    id: "chronic_unfavorable",
    version: "1",
    endpoint: Endpoint::Classification,
    population: Population::Atl,
    cut_offs: &[],
    source: SourceId::NcchEastJcog1111,
};

coded! {
    /// Which kind of chronic ATL it is.
    Factors {
        /// None of the three factors.
        Favorable = "favorable",
        /// At least one of the three factors.
        Unfavorable = "unfavorable",
    }
}

/// One of the three factors, as far as it is known.
struct Factor {
    field: Field,
    can_be_present: bool,
    can_be_absent: bool,
    missing: Option<Field>,
}

impl Factor {
    /// A value above the laboratory's limit.
    fn above<U: Unit>(pair: Limited<U>, fields: [Field; 3]) -> Self {
        let largest = pair.unit().range().high;
        let (can_be_present, can_be_absent) = match (pair.value(), pair.limit()) {
            (Some(value), Some(limit)) => (value.value() > limit, value.value() <= limit),
            // A limit beyond every value that is taken cannot be exceeded.
            (None, Some(limit)) => (limit < largest, true),
            (_, None) => (true, true),
        };
        Self { field: fields[0], can_be_present, can_be_absent, missing: missing_part(pair, fields) }
    }

    /// A value below the laboratory's limit.
    fn below<U: Unit>(pair: Limited<U>, fields: [Field; 3]) -> Self {
        let largest = pair.unit().range().high;
        let (can_be_present, can_be_absent) = match (pair.value(), pair.limit()) {
            (Some(value), Some(limit)) => (value.value() < limit, value.value() >= limit),
            (None, Some(limit)) => (true, limit <= largest),
            (_, None) => (true, true),
        };
        Self { field: fields[0], can_be_present, can_be_absent, missing: missing_part(pair, fields) }
    }

    fn all(labs: &Labs) -> [Self; 3] {
        [
            Self::above(labs.ldh, LDH_FIELDS),
            Self::below(labs.albumin, ALBUMIN_FIELDS),
            Self::above(labs.bun, BUN_FIELDS),
        ]
    }
}

/// The kinds still possible, by the laboratory values alone.
pub fn factors(labs: &Labs) -> CodedSet<Factors> {
    let all = Factor::all(labs);
    let mut possible = CodedSet::EMPTY;
    if all.iter().all(|factor| factor.can_be_absent) {
        possible = possible.with(Factors::Favorable);
    }
    if all.iter().any(|factor| factor.can_be_present) {
        possible = possible.with(Factors::Unfavorable);
    }
    possible
}

/// The values that make chronic ATL unfavorable.
pub fn present(labs: &Labs) -> CodedSet<Field> {
    Factor::all(labs).iter().filter(|factor| !factor.can_be_absent).map(|factor| factor.field).collect()
}

/// The kinds of chronic ATL.
pub fn answer(inputs: &Inputs) -> Answer<Factors> {
    match inputs.condition {
        Condition::ChronicAtl => {
            let possible = factors(&inputs.labs);
            // One factor that is present decides; until then each open one matters.
            let settled_by = if possible.len() > 1 { open_fields(&inputs.labs) } else { CodedSet::EMPTY };
            Answer::new(possible, settled_by)
        }
        Condition::FavorableChronicAtl | Condition::UnfavorableChronicAtl => {
            Answer::withheld(Reason::SubtypeGiven)
        }
        _ => Answer::withheld(Reason::OutOfScope),
    }
}

/// The missing parts of factors that may be present or absent.
fn open_fields(labs: &Labs) -> CodedSet<Field> {
    Factor::all(labs)
        .into_iter()
        .filter(|factor| factor.can_be_present && factor.can_be_absent)
        .filter_map(|factor| factor.missing)
        .collect()
}

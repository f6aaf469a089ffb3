//! `cv_sil2r`: clonality value and serum sIL-2R together, for smoldering ATL only.
//!
//! Cv ≥ 0.50 and sIL-2R ≥ 1,000 U/mL, both inclusive, cut the plane into four regions. The release
//! names R1 (both low) and R4 (both high); that R2 has the high Cv and R3 the high sIL-2R is
//! derived: R2 and R4 together must be the 65.6 % with Cv ≥ 0.50.

use super::cv_class::silence;
use super::{CutOff, Endpoint, Rule, may_be_rounded};
use crate::analytes::{Condition, Cv, CvMethod, Sil2r};
use crate::answer::{Answer, Warning};
use crate::coded::{CodedSet, coded};
use crate::evidence::{
    CV_CUT_HIGH, Fact, Population, SIL2R_CUT_HIGH, SourceId, TIME_CV_HIGH, TIME_R2_R3, TIME_R4,
    TIME_SIL2R_HIGH,
};
use crate::inputs::{Field, Inputs, if_missing};
use crate::kit_scale::kit_bar;

const HIGH_CV: CutOff = CutOff::at_least(CV_CUT_HIGH);
const HIGH_SIL2R: CutOff = CutOff::at_least(SIL2R_CUT_HIGH);

/// The rule's standing data.
pub const RULE: Rule = Rule {
    id: "cv_sil2r",
    version: "1",
    endpoint: Endpoint::ProgressionToAggressiveAtl,
    population: Population::SmolderingAtl,
    cut_offs: &[HIGH_CV, HIGH_SIL2R],
    source: SourceId::RaisingClovaRelease2025,
};

coded! {
    /// A region of the Cv × sIL-2R plane.
    Region {
        /// Cv below 0.50, sIL-2R below 1,000 U/mL.
        R1 = "R1",
        /// Cv of 0.50 or more, sIL-2R below 1,000 U/mL.
        R2 = "R2",
        /// Cv below 0.50, sIL-2R of 1,000 U/mL or more.
        R3 = "R3",
        /// Cv of 0.50 or more, sIL-2R of 1,000 U/mL or more.
        R4 = "R4",
    }
}

coded! {
    /// A progression group of the study.
    Group {
        /// R1: no progression observed.
        Low = "low",
        /// R2 and R3 together: slow progression.
        Intermediate = "intermediate",
        /// R4: rapid progression.
        High = "high",
    }
}

impl Region {
    /// The group the study put this region in.
    pub const fn group(self) -> Group {
        match self {
            Self::R1 => Group::Low,
            Self::R2 | Self::R3 => Group::Intermediate,
            Self::R4 => Group::High,
        }
    }

    /// The published time to progression, months. R1: not reached. R3 was reported only together
    /// with R2, and nobody in it progressed, so it has none of its own.
    pub const fn published_time(self) -> Option<&'static Fact> {
        match self {
            Self::R1 | Self::R3 => None,
            Self::R2 => Some(&TIME_R2_R3),
            Self::R4 => Some(&TIME_R4),
        }
    }

    /// Whether Cv is at or above its cut-off here.
    pub const fn cv_is_high(self) -> bool {
        matches!(self, Self::R2 | Self::R4)
    }

    /// Whether sIL-2R is at or above its cut-off here.
    pub const fn sil2r_is_high(self) -> bool {
        matches!(self, Self::R3 | Self::R4)
    }

    const fn from_sides(cv_is_high: bool, sil2r_is_high: bool) -> Self {
        match (cv_is_high, sil2r_is_high) {
            (false, false) => Self::R1,
            (true, false) => Self::R2,
            (false, true) => Self::R3,
            (true, true) => Self::R4,
        }
    }
}

/// What the study says of one marker alone.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum SingleMarker {
    /// Cv of 0.50 or more: a published time, months.
    CvHigh(&'static Fact),
    /// Cv below 0.50: nobody progressed; how many people that were is not published.
    CvLow,
    /// sIL-2R of 1,000 U/mL or more: a published time, months.
    Sil2rHigh(&'static Fact),
    /// sIL-2R below 1,000 U/mL: no number for this marker alone is available to us.
    Sil2rLow,
}

/// Whether the rule is about people in this situation.
pub fn applies_to(condition: Condition) -> bool {
    condition == Condition::SmolderingAtl
}

fn cv_is_high(cv: Cv) -> bool {
    HIGH_CV.is_reached(cv.value())
}

fn sil2r_is_high(units_per_ml: f64) -> bool {
    HIGH_SIL2R.is_reached(units_per_ml)
}

/// The sides of a cut-off still possible: one when the value is known, both when it is not.
const fn sides(known: Option<bool>) -> &'static [bool] {
    match known {
        Some(false) => &[false],
        Some(true) => &[true],
        None => &[false, true],
    }
}

fn regions(cv_sides: &[bool], sil2r_sides: &[bool]) -> CodedSet<Region> {
    cv_sides
        .iter()
        .flat_map(|&cv| sil2r_sides.iter().map(move |&sil2r| Region::from_sides(cv, sil2r)))
        .collect()
}

fn known_sides(cv: Option<Cv>, sil2r: Option<Sil2r>) -> (&'static [bool], &'static [bool]) {
    (sides(cv.map(cv_is_high)), sides(sil2r.map(|sil2r| sil2r_is_high(sil2r.units_per_ml()))))
}

/// The regions of the plane, for smoldering ATL.
pub fn answer(inputs: &Inputs) -> Answer<Region> {
    let Inputs { condition, cv, cv_method, sil2r, .. } = *inputs;
    if let Some(reason) = silence(applies_to(condition), cv_method) {
        return Answer::withheld(reason);
    }
    let missing = if_missing(Field::Cv, cv.is_none()).union(if_missing(Field::Sil2r, sil2r.is_none()));
    Answer {
        nearby_by_kit: nearby_by_kit(cv, sil2r),
        nearby_by_rounding: nearby_by_rounding(cv, sil2r),
        ..Answer::new(possible(cv, sil2r), missing)
    }
    .warn_if(cv.is_some() && cv_method == CvMethod::Unknown, Warning::CvMethodUnknown)
    .warn_if(sil2r.is_some_and(|sil2r| !sil2r.is_plausible()), Warning::Implausible)
}

/// Every region still possible. The stated values decide; kit and rounding never do.
fn possible(cv: Option<Cv>, sil2r: Option<Sil2r>) -> CodedSet<Region> {
    let (cv_sides, sil2r_sides) = known_sides(cv, sil2r);
    regions(cv_sides, sil2r_sides)
}

/// The regions the same sample might reach on another kit's scale.
fn nearby_by_kit(cv: Option<Cv>, sil2r: Option<Sil2r>) -> CodedSet<Region> {
    let Some(bar) = sil2r.map(kit_bar) else { return CodedSet::EMPTY };
    let (cv_sides, _) = known_sides(cv, sil2r);
    regions(cv_sides, &[sil2r_is_high(bar.low), sil2r_is_high(bar.high)]).without(possible(cv, sil2r))
}

/// The regions on the other side of the Cv cut-off when rounding may have crossed it.
fn nearby_by_rounding(cv: Option<Cv>, sil2r: Option<Sil2r>) -> CodedSet<Region> {
    if !cv.is_some_and(|cv| may_be_rounded(cv.value(), 0.495, 0.505)) {
        return CodedSet::EMPTY;
    }
    let (_, sil2r_sides) = known_sides(cv, sil2r);
    regions(&[false, true], sil2r_sides).without(possible(cv, sil2r))
}

/// What is published of the one value given; `None` when both or neither are given.
pub fn single_marker(cv: Option<Cv>, sil2r: Option<Sil2r>) -> Option<SingleMarker> {
    match (cv, sil2r) {
        (Some(cv), None) if cv_is_high(cv) => Some(SingleMarker::CvHigh(&TIME_CV_HIGH)),
        (Some(_), None) => Some(SingleMarker::CvLow),
        (None, Some(sil2r)) if sil2r_is_high(sil2r.units_per_ml()) => {
            Some(SingleMarker::Sil2rHigh(&TIME_SIL2R_HIGH))
        }
        (None, Some(_)) => Some(SingleMarker::Sil2rLow),
        _ => None,
    }
}

//! `atl_pi`: the simplified ATL-PI for acute and lymphoma-type ATL.
//!
//! Two points for Ann Arbor stage III or IV; one each for performance status above 1, age above 70,
//! albumin below 3.5 g/dL, sIL-2R above 20,000 U/mL. 0–2 low, 3–4 intermediate, 5–6 high.
//! (Katsuya et al., Journal of Clinical Oncology 2012;30:1635-1640.)

use super::{CutOff, Endpoint, Rule, band};
use crate::analytes::Condition;
use crate::answer::{Answer, Reason, Warning};
use crate::coded::{CodedSet, coded};
use crate::evidence::{
    ATL_PI_CUT_AGE, ATL_PI_CUT_ALBUMIN, ATL_PI_CUT_HIGH, ATL_PI_CUT_INTERMEDIATE,
    ATL_PI_CUT_PERFORMANCE_STATUS, ATL_PI_CUT_SIL2R, ATL_PI_FACTOR_POINTS, ATL_PI_STAGE_POINTS,
    ATL_PI_SURVIVAL_HIGH, ATL_PI_SURVIVAL_INTERMEDIATE, ATL_PI_SURVIVAL_LOW, Fact, Population, SourceId,
};
use crate::inputs::{AnnArborStage, Field, Inputs};
use crate::quantity::Albumin;

const POOR_STATUS: CutOff = CutOff::above(ATL_PI_CUT_PERFORMANCE_STATUS);
const HIGH_AGE: CutOff = CutOff::above(ATL_PI_CUT_AGE);
/// Albumin gives its point where this is *not* reached.
const ENOUGH_ALBUMIN: CutOff = CutOff::at_least(ATL_PI_CUT_ALBUMIN);
const HIGH_SIL2R: CutOff = CutOff::above(ATL_PI_CUT_SIL2R);
const SCORE_CUT_OFFS: [CutOff; 2] =
    [CutOff::at_least(ATL_PI_CUT_INTERMEDIATE), CutOff::at_least(ATL_PI_CUT_HIGH)];

/// The rule's standing data.
pub const RULE: Rule = Rule {
    id: "atl_pi",
    version: "1",
    endpoint: Endpoint::OverallSurvival,
    population: Population::AcuteAndLymphomaAtl,
    cut_offs: &[POOR_STATUS, HIGH_AGE, ENOUGH_ALBUMIN, HIGH_SIL2R],
    source: SourceId::Katsuya2012,
};

coded! {
    /// A group of the simplified score.
    RiskGroup {
        /// 0 to 2 points.
        Low = "low",
        /// 3 or 4 points.
        Intermediate = "intermediate",
        /// 5 or 6 points.
        High = "high",
    }
}

impl RiskGroup {
    /// Median overall survival, about, months.
    pub const fn median_survival(self) -> &'static Fact {
        match self {
            Self::Low => &ATL_PI_SURVIVAL_LOW,
            Self::Intermediate => &ATL_PI_SURVIVAL_INTERMEDIATE,
            Self::High => &ATL_PI_SURVIVAL_HIGH,
        }
    }
}

/// The lowest and the highest score still possible, 0 to 6.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScoreRange {
    /// If every missing factor is absent.
    pub min: u8,
    /// If every missing factor is present.
    pub max: u8,
}

/// One factor: its field, whether it is present where known, and its points.
type Factor = (Field, Option<bool>, u8);

/// Whether the rule is about people in this situation.
pub fn applies_to(condition: Condition) -> bool {
    matches!(condition, Condition::AcuteAtl | Condition::LymphomaAtl)
}

fn factors(inputs: &Inputs) -> [Factor; 5] {
    let stage = inputs.stage.map(|stage| matches!(stage, AnnArborStage::III | AnnArborStage::IV));
    let status = inputs.performance_status.map(|status| POOR_STATUS.is_reached(f64::from(status.value())));
    let age = inputs.age.map(|age| HIGH_AGE.is_reached(age.years()));
    let albumin = inputs.labs.albumin.value().map(Albumin::grams_per_dl);
    let albumin_field =
        if inputs.labs.albumin.limit().is_some() { Field::AlbuminValue } else { Field::Albumin };
    let sil2r = inputs.sil2r.map(|sil2r| HIGH_SIL2R.is_reached(sil2r.units_per_ml()));
    let one = points(&ATL_PI_FACTOR_POINTS);
    [
        (Field::Sil2r, sil2r, one),
        (Field::Age, age, one),
        (Field::PerformanceStatus, status, one),
        (Field::Stage, stage, points(&ATL_PI_STAGE_POINTS)),
        (albumin_field, albumin.map(|albumin| !ENOUGH_ALBUMIN.is_reached(albumin)), one),
    ]
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the points are 1 and 2")]
const fn points(fact: &Fact) -> u8 {
    fact.value as u8
}

fn group(score: u8) -> CodedSet<RiskGroup> {
    band(f64::from(score), &SCORE_CUT_OFFS)
}

/// Every score that can be reached, one bit each.
fn reachable(factors: impl Iterator<Item = Factor>) -> u8 {
    factors.fold(1, |scores, (_, present, points)| match present {
        Some(true) => scores << points,
        Some(false) => scores,
        None => scores | scores << points,
    })
}

fn scores(bits: u8) -> impl Iterator<Item = u8> + Clone {
    (0..8).filter(move |score| bits & (1 << score) != 0)
}

/// The span of scores still possible; `None` when the rule is silent.
pub fn score(inputs: &Inputs) -> Option<ScoreRange> {
    let reachable = scores(reachable(factors(inputs).into_iter()));
    let (min, max) = (reachable.clone().min()?, reachable.max()?);
    applies_to(inputs.condition).then_some(ScoreRange { min, max })
}

/// The groups of the simplified score.
pub fn answer(inputs: &Inputs) -> Answer<RiskGroup> {
    if !applies_to(inputs.condition) {
        return Answer::withheld(Reason::OutOfScope);
    }
    let factors = factors(inputs);
    let possible = scores(reachable(factors.into_iter()))
        .fold(CodedSet::EMPTY, |groups, score| groups.union(group(score)));
    // A missing factor matters if its points can change the group, whatever the others turn out to be.
    let matters = |&(field, present, points): &Factor| {
        let others = factors.into_iter().filter(|&(other, ..)| other != field);
        present.is_none() && scores(reachable(others)).any(|score| group(score) != group(score + points))
    };
    let settled_by = factors.iter().filter(|factor| matters(factor)).map(|&(field, ..)| field).collect();
    Answer::new(possible, settled_by)
        .warn_if(inputs.sil2r.is_some_and(|sil2r| !sil2r.is_plausible()), Warning::Implausible)
}

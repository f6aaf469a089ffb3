//! `omds`: the Osame Motor Disability Score of people with HAM/TSP.
//!
//! Fourteen grades, 0 to 13, in an order but not at equal distances: they are never averaged for a
//! person, and nothing here predicts a person's course. The natural history of the registry
//! (HAM-net) is given as what it is: how long it took in a group. (Grades: Tsutsumi et al., Orphanet
//! Journal of Rare Diseases 2019;14:227, Table 1. Course: Coler-Reilly et al. 2016;11:69.)

use super::{Endpoint, Rule};
use crate::analytes::Condition;
use crate::answer::{Answer, Reason};
use crate::coded::{Coded, CodedSet};
use crate::evidence::{Fact, OMDS_5_AFTER, OMDS_6_AFTER, OMDS_9_AFTER, Population, SourceId};
use crate::inputs::{Field, Inputs, if_missing};

/// The rule's standing data.
pub const RULE: Rule = Rule {
    id: "omds",
    version: "1",
    endpoint: Endpoint::MotorDisability,
    population: Population::HamRegistry,
    cut_offs: &[],
    source: SourceId::Tsutsumi2019,
};

/// Median years from the onset of motor symptoms to a grade, in the registry.
pub const MILESTONES: [(u8, Fact); 3] = [(5, OMDS_5_AFTER), (6, OMDS_6_AFTER), (9, OMDS_9_AFTER)];

/// A rule that names no class: the grade itself is the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoClass {}

impl Coded for NoClass {
    const ALL: &'static [Self] = &[];

    fn index(self) -> u8 {
        match self {}
    }

    fn code(self) -> &'static str {
        match self {}
    }
}

/// Determined when there is a grade; the grade stands in [`Inputs::omds`].
pub fn answer(inputs: &Inputs) -> Answer<NoClass> {
    if inputs.condition != Condition::HamTsp {
        return Answer::withheld(Reason::OutOfScope);
    }
    Answer::new(CodedSet::EMPTY, if_missing(Field::Omds, inputs.omds.is_none()))
}

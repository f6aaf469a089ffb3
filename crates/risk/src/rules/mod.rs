//! One file for each published rule: its data, one pure function, and its citation.

pub mod cv_class;
pub mod cv_sil2r;

use crate::evidence::{Fact, Population, SourceId};

/// What a rule is, apart from what it computes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rule {
    /// Its id in forms and files.
    pub id: &'static str,
    /// Raised whenever the same input could give another output.
    pub version: &'static str,
    /// What was looked at.
    pub endpoint: Endpoint,
    /// The people it was studied in.
    pub population: Population,
    /// Its cut-offs. A value at a cut-off counts as above it: every comparator here is `≥`.
    pub cut_offs: &'static [Fact],
    /// Where it was published.
    pub source: SourceId,
}

/// What a rule is about. Rules with different endpoints never share an axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Endpoint {
    /// Progression from smoldering to unfavorable chronic, lymphoma-type or acute ATL.
    ProgressionToAggressiveAtl,
    /// Onset of ATL in somebody who did not have it.
    OnsetOfAtl,
}

/// A closed interval around a published cut-off in which rounding to two decimals may have moved
/// the value across it. The ends are the literals of the house plan, compared as written.
pub(crate) const fn may_be_rounded(value: f64, low: f64, high: f64) -> bool {
    low <= value && value <= high
}

//! One file for each published rule: its data, one pure function, and its citation.

pub mod cv_class;
pub mod cv_sil2r;

use crate::evidence::SourceId;

/// What a rule is, apart from what it computes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// Its id in forms and files.
    pub id: &'static str,
    /// Raised whenever the same input could give another output.
    pub version: &'static str,
    /// Where it was published.
    pub source: SourceId,
}

/// A closed interval around a published cut-off in which rounding to two decimals may have moved
/// the value across it. The ends are the literals of the house plan, compared as written.
pub(crate) const fn may_be_rounded(value: f64, low: f64, high: f64) -> bool {
    low <= value && value <= high
}

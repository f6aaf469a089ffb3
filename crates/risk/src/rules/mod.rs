//! One file for each published rule: its data, one pure function `answer`, and its citation.

pub mod atl_pi;
pub mod chronic_unfavorable;
pub mod cv_class;
pub mod cv_sil2r;
pub mod iatl_pi_2017;
pub mod iatl_pi_2025;
pub mod omds;
pub mod pvl_carrier;
pub mod shimoyama;
mod shimoyama_profiles;

use crate::coded::{Coded, CodedSet};
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
    /// Its cut-offs, with their comparators.
    pub cut_offs: &'static [CutOff],
    /// Where it was published.
    pub source: SourceId,
}

/// Every rule, in the order in which files list them.
pub const ALL: [Rule; 9] = [
    cv_class::RULE,
    cv_sil2r::RULE,
    iatl_pi_2017::RULE,
    iatl_pi_2025::RULE,
    atl_pi::RULE,
    pvl_carrier::RULE,
    shimoyama::RULE,
    chronic_unfavorable::RULE,
    omds::RULE,
];

/// Id and version of every rule, in that order.
pub const VERSIONS: [(&str, &str); 9] = {
    let [a, b, c, d, e, f, g, h, i] = ALL;
    [
        (a.id, a.version),
        (b.id, b.version),
        (c.id, c.version),
        (d.id, d.version),
        (e.id, e.version),
        (f.id, f.version),
        (g.id, g.version),
        (h.id, h.version),
        (i.id, i.version),
    ]
};

/// What a rule is about. Rules with different endpoints never share an axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Endpoint {
    /// Progression from smoldering to unfavorable chronic, lymphoma-type or acute ATL.
    ProgressionToAggressiveAtl,
    /// Onset of ATL in somebody who did not have it.
    OnsetOfAtl,
    /// Death from any cause.
    OverallSurvival,
    /// None: a name for what was found.
    Classification,
    /// None: how well somebody walks today.
    MotorDisability,
}

/// A published number and what counts as reaching it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CutOff {
    /// The number.
    pub fact: Fact,
    /// Whether the number itself counts as reached.
    pub comparator: Comparator,
}

/// Whether a value at a cut-off counts as reaching it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparator {
    /// `≥`
    AtLeast,
    /// `>`
    Above,
}

impl CutOff {
    const fn at_least(fact: Fact) -> Self {
        Self { fact, comparator: Comparator::AtLeast }
    }

    const fn above(fact: Fact) -> Self {
        Self { fact, comparator: Comparator::Above }
    }

    /// Whether `value`, in the fact's unit, reaches the cut-off.
    pub fn is_reached(&self, value: f64) -> bool {
        match self.comparator {
            Comparator::AtLeast => value >= self.fact.value,
            Comparator::Above => value > self.fact.value,
        }
    }
}

/// The result of a value on a scale with rising cut-offs: the first result below the first cut-off,
/// the second from there on, and so forth.
fn band<R: Coded>(value: f64, cut_offs: &[CutOff]) -> CodedSet<R> {
    let reached = cut_offs.iter().filter(|cut| cut.is_reached(value)).count();
    R::ALL.get(reached).copied().into_iter().collect()
}

/// A closed interval around a published cut-off in which rounding to two decimals may have moved
/// the value across it. The ends are the literals of the house plan, compared as written.
pub(crate) const fn may_be_rounded(value: f64, low: f64, high: f64) -> bool {
    low <= value && value <= high
}

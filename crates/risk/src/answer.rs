//! What a rule answers.

use crate::coded::{Coded, CodedSet, coded};
use crate::inputs::Field;

coded! {
    /// Whether a rule has an answer.
    Status {
        /// Nothing that is missing could change the answer.
        Determined = "determined",
        /// Several results are still possible.
        Undetermined = "undetermined",
        /// The rule is silent; see [`Reason`].
        Withheld = "withheld",
    }
}

coded! {
    /// Why a rule is silent.
    Reason {
        /// The rule is not about people in this situation.
        OutOfScope = "out_of_scope",
        /// The Cv was measured by a method the study did not use.
        MethodNotStudied = "method_not_studied",
        /// The rule is about favorable chronic ATL, and whether it is favorable is not determined.
        NeedsFavorableChronic = "needs_favorable_chronic",
        /// The subtype that the rule would find was stated.
        SubtypeGiven = "subtype_given",
    }
}

coded! {
    /// Something the reader must know beside the result.
    Warning {
        /// A Cv was given and how it was measured is not known.
        CvMethodUnknown = "cv_method_unknown",
        /// A value the rule reads is possible but rare: often another unit was meant.
        Implausible = "implausible",
        /// Acute type is what fits none of the other types.
        ByExclusion = "by_exclusion",
        /// The stated subtype does not fit the values and organs entered.
        SubtypeConflict = "subtype_conflict",
    }
}

coded! {
    /// Why a result is near.
    Nearness {
        /// On another kit's scale.
        Kit = "kit",
        /// If rounding moved the value across a cut-off.
        Rounding = "rounding",
    }
}

/// A rule's answer: every result still possible, and what stands next to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answer<R> {
    /// Every result still possible; empty when withheld.
    pub possible: CodedSet<R>,
    /// Results one would reach on another kit's scale; none of `possible`.
    pub nearby_by_kit: CodedSet<R>,
    /// Results one would reach if rounding had moved the Cv; none of `possible`.
    pub nearby_by_rounding: CodedSet<R>,
    /// The smallest set of missing values that leaves one result, whatever they turn out to be.
    ///
    /// It is the set of values that matter: those for which two people who differ in nothing else
    /// get different results. Each of them must be known, for otherwise two results remain; and if
    /// all are known, the others can be changed one at a time without changing the result. So the
    /// smallest set is unique.
    pub settled_by: CodedSet<Field>,
    /// Why the rule is silent, when it is.
    pub reason: Option<Reason>,
    /// What the reader must know beside the result.
    pub warnings: CodedSet<Warning>,
}

impl<R: Coded> Answer<R> {
    pub(crate) const fn withheld(reason: Reason) -> Self {
        Self {
            possible: CodedSet::EMPTY,
            nearby_by_kit: CodedSet::EMPTY,
            nearby_by_rounding: CodedSet::EMPTY,
            settled_by: CodedSet::EMPTY,
            reason: Some(reason),
            warnings: CodedSet::EMPTY,
        }
    }

    pub(crate) const fn new(possible: CodedSet<R>, settled_by: CodedSet<Field>) -> Self {
        Self {
            possible,
            nearby_by_kit: CodedSet::EMPTY,
            nearby_by_rounding: CodedSet::EMPTY,
            settled_by,
            reason: None,
            warnings: CodedSet::EMPTY,
        }
    }

    pub(crate) fn warn_if(mut self, condition: bool, warning: Warning) -> Self {
        if condition {
            self.warnings = self.warnings.with(warning);
        }
        self
    }

    /// Whether there is an answer.
    pub fn status(&self) -> Status {
        if self.reason.is_some() {
            Status::Withheld
        } else if self.settled_by.is_empty() {
            Status::Determined
        } else {
            Status::Undetermined
        }
    }
}

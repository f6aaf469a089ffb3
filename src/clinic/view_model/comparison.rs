//! Where rules that read the same value differ.

use super::Case;
use super::rules::value;
use shirube_numeric::decimal;
use shirube_risk::analytes::Sil2r;
use shirube_risk::evidence::{
    IATL_2017_CUT_HIGH, IATL_2017_CUT_INTERMEDIATE, IATL_2025_CUT_HIGH_INTERMEDIATE,
};
use shirube_risk::rules::{iatl_pi_2017, iatl_pi_2025};

/// One difference between rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The difference, in words.
    pub text: String,
    /// Whether the value entered is one for which the rules differ.
    pub is_here: bool,
}

impl Case<'_> {
    /// The differences between the two iATL-PI and the regions, where both indices apply.
    pub(super) fn differences(&self) -> Vec<Difference> {
        let words = &self.words.rules.differ;
        let both_apply = self.all.iatl_pi_2017.reason.is_none() && self.all.iatl_pi_2025.reason.is_none();
        if !both_apply {
            return Vec::new();
        }
        let [first, second, third] =
            [IATL_2017_CUT_INTERMEDIATE, IATL_2025_CUT_HIGH_INTERMEDIATE, IATL_2017_CUT_HIGH];
        let year = |source: shirube_risk::evidence::SourceId| {
            source.source().year.map(|year| year.to_string()).unwrap_or_default()
        };
        let (old, new) = (year(iatl_pi_2017::RULE.source), year(iatl_pi_2025::RULE.source));
        let sil2r = self.entries.inputs.sil2r.map(Sil2r::units_per_ml);
        let is = |test: &dyn Fn(f64) -> bool| sil2r.is_some_and(test);
        let here =
            sil2r.map(|sil2r| Difference { text: words.here(&decimal::format(sil2r)), is_here: false });
        here.into_iter()
            .chain([
                Difference {
                    text: words.at_first(&value(&first), &new, &old),
                    is_here: is(&|sil2r| sil2r == first.value),
                },
                Difference {
                    text: words.at_second(&value(&second), &value(&first), &new, &old, &value(&third)),
                    is_here: is(&|sil2r| first.value < sil2r && sil2r < third.value),
                },
                Difference {
                    text: words.at_third(&value(&third), &new, &old),
                    is_here: is(&|sil2r| sil2r == third.value),
                },
                Difference { text: words.why.to_owned(), is_here: false },
            ])
            .collect()
    }
}

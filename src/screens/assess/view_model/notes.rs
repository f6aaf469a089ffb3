//! What stands next to an answer: kit, rounding, method, rare values.

use super::Case;
use super::answer::{cv_cut, group_label, sil2r_cut};
use super::entries::plausible_range;
use shirube_numeric::decimal;
use shirube_risk::analytes::{Kit, Sil2r};
use shirube_risk::answer::{Answer, Warning};
use shirube_risk::coded::{Coded, CodedSet};
use shirube_risk::evidence::KIT_SLOPE;
use shirube_risk::kit_scale::{cleia_as_eia, eia_as_cleia};
use shirube_risk::rules::cv_class::{self, CvClass};
use shirube_risk::rules::cv_sil2r::Region;

/// A note beside the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What it is about.
    pub heading: &'static str,
    /// The words; `*…*` marks emphasis.
    pub text: String,
    /// Whether it could change how the answer is read.
    pub is_caution: bool,
}

impl Case {
    pub(super) fn region_notes(&self, answer: &Answer<Region>) -> Vec<Note> {
        let mut notes = self.warnings(answer.warnings);
        if answer.reason.is_none() {
            notes.extend(self.kit_note(answer.nearby_by_kit));
            let label = |region: Region| self.region_and_group(region);
            notes.extend(self.rounding_note(answer.nearby_by_rounding, label));
        }
        notes
    }

    pub(super) fn class_notes(&self, answer: &Answer<CvClass>) -> Vec<Note> {
        let words = &self.words.assess.class;
        let label = |class: CvClass| match class {
            CvClass::Low => words.low.to_owned(),
            CvClass::Intermediate => words.intermediate.to_owned(),
            CvClass::High => words.high.to_owned(),
        };
        let mut notes = self.warnings(answer.warnings);
        notes.extend(self.rounding_note(answer.nearby_by_rounding, label));
        notes
    }

    fn region_and_group(&self, region: Region) -> String {
        self.words.assess.note.region_and_group(group_label(region.group(), self.words), region.code())
    }

    fn warnings(&self, warnings: CodedSet<Warning>) -> Vec<Note> {
        let words = &self.words.assess.note;
        let note = |warning: Warning| match warning {
            Warning::CvMethodUnknown => {
                Some(Note { heading: words.method_heading, text: words.method.to_owned(), is_caution: true })
            }
            Warning::Implausible => {
                let (low, high) = plausible_range();
                Some(Note {
                    heading: words.implausible_heading,
                    text: words.implausible(&high, &low),
                    is_caution: true,
                })
            }
            // Warnings of other rules.
            Warning::ByExclusion | Warning::SubtypeConflict => None,
        };
        warnings.iter().filter_map(note).collect()
    }

    /// What the one public comparison says of this value, and whether it would change the region.
    fn kit_note(&self, nearby: CodedSet<Region>) -> Option<Note> {
        let words = &self.words.assess.note;
        // The comparison says nothing sensible of values far below those it compared.
        let sil2r = self.sil2r.filter(|sil2r| sil2r.is_plausible())?;
        let consequence = if nearby.is_empty() {
            words.kit_unchanged(&sil2r_cut())
        } else {
            words.kit_reaches(&self.either(nearby, |region| self.region_and_group(region)))
        };
        let sentences = [self.kit_comparison(sil2r), consequence, words.kit_study_unknown.to_owned()];
        Some(Note {
            heading: words.kit_heading,
            text: sentences.join(self.language.sentence_gap()),
            is_caution: !nearby.is_empty(),
        })
    }

    fn kit_comparison(&self, sil2r: Sil2r) -> String {
        let words = &self.words.assess.note;
        let n = KIT_SLOPE.n.map(|n| n.to_string()).unwrap_or_default();
        let x = sil2r.units_per_ml();
        let value = decimal::format(x);
        let as_cleia = decimal::format_fixed(eia_as_cleia(x), 0);
        let as_eia = decimal::format_fixed(cleia_as_eia(x), 0);
        match sil2r.kit() {
            Kit::Cleia => words.kit_cleia(&as_eia, &n, &value),
            Kit::Eia => words.kit_eia(&as_cleia, &n, &value),
            Kit::Other | Kit::Unknown => words.kit_unknown(&as_cleia, &as_eia, &n, &value),
        }
    }

    fn rounding_note<R: Coded>(&self, nearby: CodedSet<R>, label: impl Fn(R) -> String) -> Option<Note> {
        if nearby.is_empty() {
            return None;
        }
        let words = &self.words.assess.note;
        let cut = self.cv.and_then(cv_class::rounding_cut)?;
        Some(Note {
            heading: words.rounding_heading,
            text: words.rounding(&cv_cut(cut), &self.either(nearby, label)),
            is_caution: true,
        })
    }

    fn either<R: Coded>(&self, results: CodedSet<R>, label: impl Fn(R) -> String) -> String {
        results.iter().map(label).collect::<Vec<_>>().join(self.words.assess.note.or)
    }
}

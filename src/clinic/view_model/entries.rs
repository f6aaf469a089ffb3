//! What is wrong with a number that was typed.

use super::Case;
use crate::clinic::form::{NumberEntry, Problem};
use shirube_numeric::decimal;
use shirube_risk::quantity::ValidRange;

impl Case<'_> {
    pub(super) fn problem_messages(&self) -> Vec<Option<String>> {
        NumberEntry::ALL
            .into_iter()
            .map(|entry| self.entries.problem(entry).map(|problem| self.problem_message(entry, problem)))
            .collect()
    }

    /// Values that are taken but rare: more often another unit was meant.
    pub(super) fn doubts(&self) -> Vec<Option<String>> {
        let words = &self.words.entries.error;
        let doubt = |entry| words.unusual(self.unit_name(entry));
        NumberEntry::ALL.into_iter().map(|entry| self.more.is_unusual(entry).then(|| doubt(entry))).collect()
    }

    fn problem_message(&self, entry: NumberEntry, problem: Problem) -> String {
        let words = &self.words.entries.error;
        match problem {
            Problem::DecimalComma => words.decimal_comma.to_owned(),
            Problem::Percent => words.percent.to_owned(),
            Problem::NotANumber(range) => words.not_a_number(&self.range(entry, range)),
            Problem::OutOfRange(range) => words.out_of_range(&self.range(entry, range)),
            Problem::MoreTThanAll => words.more_t_than_all.to_owned(),
        }
    }

    fn range(&self, entry: NumberEntry, range: ValidRange) -> String {
        let words = &self.words.entries.error;
        let ValidRange { low, includes_low, high } = range;
        let (low, unit) = (decimal::format(low), self.unit_name(entry));
        match (high.is_finite(), includes_low) {
            (true, true) => words.range_closed(&decimal::format(high), &low, unit),
            (true, false) => words.range_open(&decimal::format(high), &low, unit),
            (false, true) => words.range_from(&low),
            (false, false) => words.range_positive.to_owned(),
        }
    }

    fn unit_name(&self, entry: NumberEntry) -> &'static str {
        let code = match entry {
            NumberEntry::ProviralLoad => self.more.pvl_unit.code(),
            NumberEntry::Age => self.words.entries.unit.years,
            NumberEntry::Lymphocytes => self.more.lymphocytes_unit.code(),
            NumberEntry::TLymphocytes => self.more.t_lymphocytes_unit.code(),
            NumberEntry::AbnormalLymphocytes => self.words.entries.unit.percent,
            NumberEntry::Ldh | NumberEntry::LdhLimit => "U/L",
            NumberEntry::Calcium => self.more.calcium_unit.code(),
            NumberEntry::Albumin | NumberEntry::AlbuminLimit => self.more.albumin_unit.code(),
            NumberEntry::Bun | NumberEntry::BunLimit => self.more.bun_unit.code(),
        };
        unit_label(code)
    }
}

/// A unit as a reader meets it: files keep to plain letters, the screen need not.
pub fn unit_label(code: &'static str) -> &'static str {
    match code {
        "/uL" => "/µL",
        "10^9/L" => "10⁹/L",
        "copies/10^4 PBMC" => "copies/10⁴ PBMC",
        "copies/10^5 PBMC" => "copies/10⁵ PBMC",
        plain => plain,
    }
}

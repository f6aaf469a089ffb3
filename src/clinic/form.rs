//! What the reader has typed and chosen beyond the two first values, exactly as typed.

use crate::screens::assess::Form;
use shirube_numeric::decimal::{self, DecimalError};
use shirube_risk::analytes::Condition;
use shirube_risk::inputs::{
    Age, AnnArborStage, Inputs, Involvement, Labs, Omds, Organ, Organs, Percent, PerformanceStatus,
};
use shirube_risk::quantity::{
    AlbuminUnit, Bun, Calcium, CalciumUnit, CellCount, CellCountUnit, Ldh, LdhUnit, LimitedAlbumin,
    Lymphocytes, ProviralLoad, ProviralLoadUnit, Unit, UreaUnit, ValidRange,
};

/// A number that can be typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberEntry {
    /// Proviral load.
    ProviralLoad,
    /// Age in years.
    Age,
    /// Lymphocytes.
    Lymphocytes,
    /// T-lymphocytes.
    TLymphocytes,
    /// Abnormal lymphocytes, percent.
    AbnormalLymphocytes,
    /// LDH.
    Ldh,
    /// The laboratory's upper limit of LDH.
    LdhLimit,
    /// Corrected calcium.
    Calcium,
    /// Albumin.
    Albumin,
    /// The laboratory's lower limit of albumin.
    AlbuminLimit,
    /// Urea nitrogen.
    Bun,
    /// The laboratory's upper limit of urea nitrogen.
    BunLimit,
}

impl NumberEntry {
    /// Every one, in the order of the form.
    pub const ALL: [Self; 12] = [
        Self::ProviralLoad,
        Self::Age,
        Self::Lymphocytes,
        Self::TLymphocytes,
        Self::AbnormalLymphocytes,
        Self::Ldh,
        Self::LdhLimit,
        Self::Calcium,
        Self::Albumin,
        Self::AlbuminLimit,
        Self::Bun,
        Self::BunLimit,
    ];

    /// Name and id of the control.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ProviralLoad => "pvl",
            Self::Age => "age_years",
            Self::Lymphocytes => "lymphocytes",
            Self::TLymphocytes => "t_lymphocytes",
            Self::AbnormalLymphocytes => "abnormal_lymphocytes_percent",
            Self::Ldh => "ldh",
            Self::LdhLimit => "ldh_upper_limit",
            Self::Calcium => "calcium",
            Self::Albumin => "albumin",
            Self::AlbuminLimit => "albumin_lower_limit",
            Self::Bun => "bun",
            Self::BunLimit => "bun_upper_limit",
        }
    }
}

/// Why a typed number is not a value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Problem {
    /// A comma where a decimal point belongs.
    DecimalComma,
    /// A percent sign.
    Percent,
    /// Not a number; the range that is taken.
    NotANumber(ValidRange),
    /// A number outside the range that is taken.
    OutOfRange(ValidRange),
    /// More T-lymphocytes than lymphocytes.
    MoreTThanAll,
}

/// The state of the form. Text stays as typed: bad input is never lost.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MoreForm {
    texts: [String; NumberEntry::ALL.len()],
    /// Unit of the proviral load.
    pub pvl_unit: ProviralLoadUnit,
    /// Unit of the lymphocytes.
    pub lymphocytes_unit: CellCountUnit,
    /// Unit of the T-lymphocytes.
    pub t_lymphocytes_unit: CellCountUnit,
    /// Unit of the calcium.
    pub calcium_unit: CalciumUnit,
    /// Unit of the albumin and its limit.
    pub albumin_unit: AlbuminUnit,
    /// Unit of the urea nitrogen and its limit.
    pub bun_unit: UreaUnit,
    /// Performance status, if chosen.
    pub performance_status: Option<PerformanceStatus>,
    /// Ann Arbor stage, if chosen.
    pub stage: Option<AnnArborStage>,
    /// Organs, as far as chosen.
    pub organs: Organs,
    /// Motor disability score, if chosen.
    pub omds: Option<Omds>,
}

/// The form read as inputs of the rules, with what could not be read.
#[derive(Debug, Clone, PartialEq)]
pub struct MoreEntries {
    /// Everything that could be read; the condition and the two first values are the other form's.
    pub inputs: Inputs,
    /// What could not be read, in the order of the form.
    pub problems: Vec<(NumberEntry, Problem)>,
}

impl MoreEntries {
    /// What is wrong with an entry, if anything.
    pub fn problem(&self, entry: NumberEntry) -> Option<Problem> {
        self.problems.iter().find(|(which, _)| *which == entry).map(|(_, problem)| *problem)
    }

    /// Whether any of `entries` could not be read.
    pub fn any_problem(&self, entries: &[NumberEntry]) -> bool {
        entries.iter().any(|&entry| self.problem(entry).is_some())
    }
}

impl MoreForm {
    /// The text of an entry.
    pub fn text(&self, entry: NumberEntry) -> &str {
        self.texts.get(entry as usize).map_or("", String::as_str)
    }

    /// Sets the text of an entry.
    pub fn set_text(&mut self, entry: NumberEntry, text: String) {
        if let Some(place) = self.texts.get_mut(entry as usize) {
            *place = text;
        }
    }

    /// Sets what is known of an organ.
    pub fn set_organ(&mut self, organ: Organ, involvement: Option<Involvement>) {
        self.organs = self.organs.with(organ, involvement);
    }

    /// Whether anything was typed into any of `entries`.
    pub fn any_text(&self, entries: &[NumberEntry]) -> bool {
        entries.iter().any(|&entry| !self.text(entry).trim().is_empty())
    }

    /// The values taken for an entry, in its unit.
    pub fn range(&self, entry: NumberEntry) -> ValidRange {
        match entry {
            NumberEntry::ProviralLoad => self.pvl_unit.range(),
            NumberEntry::Age => ValidRange::AGE_YEARS,
            NumberEntry::Lymphocytes => self.lymphocytes_unit.range(),
            NumberEntry::TLymphocytes => self.t_lymphocytes_unit.range(),
            NumberEntry::AbnormalLymphocytes => ValidRange::PERCENT,
            NumberEntry::Ldh => LdhUnit::UnitsPerL.range(),
            NumberEntry::Calcium => self.calcium_unit.range(),
            NumberEntry::Albumin => self.albumin_unit.range(),
            NumberEntry::Bun => self.bun_unit.range(),
            NumberEntry::LdhLimit | NumberEntry::AlbuminLimit | NumberEntry::BunLimit => ValidRange::LIMIT,
        }
    }

    /// The unit of an entry as files write it; empty where it has none of its own.
    fn unit_code(&self, entry: NumberEntry) -> &'static str {
        match entry {
            NumberEntry::ProviralLoad => self.pvl_unit.code(),
            NumberEntry::Age => "",
            NumberEntry::Lymphocytes => self.lymphocytes_unit.code(),
            NumberEntry::TLymphocytes => self.t_lymphocytes_unit.code(),
            NumberEntry::AbnormalLymphocytes => "%",
            NumberEntry::Ldh | NumberEntry::LdhLimit => LdhUnit::UnitsPerL.code(),
            NumberEntry::Calcium => self.calcium_unit.code(),
            NumberEntry::Albumin | NumberEntry::AlbuminLimit => self.albumin_unit.code(),
            NumberEntry::Bun | NumberEntry::BunLimit => self.bun_unit.code(),
        }
    }

    /// Whether a value is taken but so rare that more often another unit was meant. Our own choice of
    /// limits, far beyond what laboratories report.
    pub fn is_unusual(&self, entry: NumberEntry) -> bool {
        let Ok(Some(value)) = self.number(entry) else { return false };
        let usual = match entry {
            NumberEntry::ProviralLoad => {
                return ProviralLoad::new(value, self.pvl_unit).is_some_and(|load| !load.is_plausible());
            }
            NumberEntry::Age | NumberEntry::AbnormalLymphocytes => return false,
            NumberEntry::Lymphocytes => usual_count(self.lymphocytes_unit),
            NumberEntry::TLymphocytes => usual_count(self.t_lymphocytes_unit),
            NumberEntry::Ldh => 50.0..=10_000.0,
            NumberEntry::LdhLimit => 100.0..=700.0,
            NumberEntry::Calcium => match self.calcium_unit {
                CalciumUnit::MilligramsPerDl => 5.0..=18.0,
                CalciumUnit::MillimolesPerL => 1.25..=4.5,
                CalciumUnit::MilliequivalentsPerL => 2.5..=9.0,
            },
            NumberEntry::Albumin | NumberEntry::AlbuminLimit => match self.albumin_unit {
                AlbuminUnit::GramsPerDl => 1.0..=6.0,
                AlbuminUnit::GramsPerL => 10.0..=60.0,
            },
            NumberEntry::Bun | NumberEntry::BunLimit => match self.bun_unit {
                UreaUnit::MilligramsPerDl => 2.0..=200.0,
                UreaUnit::MillimolesPerL => 0.7..=70.0,
            },
        };
        !usual.contains(&value)
    }

    fn number(&self, entry: NumberEntry) -> Result<Option<f64>, Problem> {
        let range = self.range(entry);
        let text = decimal::half_width(self.text(entry)).to_ascii_lowercase();
        let text = text.trim();
        // Copied from a report, a value often brings its unit along.
        let unit = self.unit_code(entry).to_ascii_lowercase();
        let text = text.strip_suffix(&unit).unwrap_or(text);
        match decimal::parse(text) {
            Ok(value) if range.contains(value) => Ok(Some(value)),
            Ok(_) => Err(Problem::OutOfRange(range)),
            Err(DecimalError::Empty) => Ok(None),
            Err(DecimalError::DecimalComma) => Err(Problem::DecimalComma),
            Err(DecimalError::Percent) => Err(Problem::Percent),
            Err(DecimalError::NotANumber) => Err(Problem::NotANumber(range)),
        }
    }

    /// Reads the form together with the first one. `condition` is that form's choice.
    pub fn entries(&self, first: &Form, condition: Condition) -> MoreEntries {
        let mut problems = Vec::new();
        let mut number = |entry| {
            self.number(entry).unwrap_or_else(|problem| {
                problems.push((entry, problem));
                None
            })
        };
        // Read in the order of the form, which is the order in which problems are told.
        let proviral_load = number(NumberEntry::ProviralLoad);
        let age = number(NumberEntry::Age);
        let all = number(NumberEntry::Lymphocytes);
        let t = number(NumberEntry::TLymphocytes);
        let abnormal = number(NumberEntry::AbnormalLymphocytes);
        let ldh = [NumberEntry::Ldh, NumberEntry::LdhLimit].map(&mut number);
        let calcium = number(NumberEntry::Calcium);
        let albumin = [NumberEntry::Albumin, NumberEntry::AlbuminLimit].map(&mut number);
        let bun = [NumberEntry::Bun, NumberEntry::BunLimit].map(&mut number);

        let all = all.and_then(|value| CellCount::new(value, self.lymphocytes_unit));
        let t = t.and_then(|value| CellCount::new(value, self.t_lymphocytes_unit));
        let lymphocytes = Lymphocytes::new(all, t);
        if lymphocytes.is_none() {
            problems.push((NumberEntry::TLymphocytes, Problem::MoreTThanAll));
        }
        let read = first.entries();
        let inputs = Inputs {
            cv: read.cv.unwrap_or(None),
            cv_method: first.cv_method.unwrap_or_default(),
            sil2r: read.sil2r.unwrap_or(None),
            proviral_load: proviral_load.and_then(|value| ProviralLoad::new(value, self.pvl_unit)),
            age: age.and_then(Age::new),
            performance_status: self.performance_status,
            stage: self.stage,
            labs: Labs {
                lymphocytes: lymphocytes.unwrap_or_default(),
                abnormal_lymphocytes: abnormal.and_then(Percent::new),
                ldh: Ldh::new(ldh[0], ldh[1], LdhUnit::UnitsPerL).unwrap_or_default(),
                calcium: calcium.and_then(|value| Calcium::new(value, self.calcium_unit)),
                albumin: LimitedAlbumin::new(albumin[0], albumin[1], self.albumin_unit).unwrap_or_default(),
                bun: Bun::new(bun[0], bun[1], self.bun_unit).unwrap_or_default(),
            },
            organs: self.organs,
            omds: self.omds,
            ..Inputs::new(condition)
        };
        MoreEntries { inputs, problems }
    }

    /// Rewrites an entry that could be read in its normal form, as when the reader leaves the field.
    pub fn normalise(&mut self, entry: NumberEntry) {
        if let Ok(Some(value)) = self.number(entry) {
            self.set_text(entry, decimal::format(value));
        }
    }
}

fn usual_count(unit: CellCountUnit) -> std::ops::RangeInclusive<f64> {
    match unit {
        CellCountUnit::Billions => 0.1..=500.0,
        CellCountUnit::PerMicrolitre => 100.0..=500_000.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use shirube_risk::quantity::Albumin;

    fn typed(texts: &[(NumberEntry, &str)]) -> MoreForm {
        let mut form = MoreForm::default();
        for (entry, text) in texts {
            form.set_text(*entry, (*text).to_owned());
        }
        form
    }

    fn read(form: &MoreForm) -> MoreEntries {
        form.entries(&Form::default(), Condition::ChronicAtl)
    }

    #[test]
    fn values_and_limits_are_read_in_their_units() {
        let mut form = typed(&[
            (NumberEntry::Lymphocytes, "６，２００"),
            (NumberEntry::Ldh, "210"),
            (NumberEntry::LdhLimit, "222"),
            (NumberEntry::Albumin, "41"),
        ]);
        form.albumin_unit = AlbuminUnit::GramsPerL;
        let MoreEntries { inputs, problems } = read(&form);
        assert!(problems.is_empty());
        assert_eq!(inputs.labs.lymphocytes.all().map(CellCount::billions_per_l), Some(6.2));
        assert_eq!(inputs.labs.ldh.limit(), Some(222.0));
        assert_eq!(inputs.labs.albumin.value().map(Albumin::grams_per_dl), Some(4.1));
    }

    #[test]
    fn each_problem_is_told_where_it_is() {
        let form = typed(&[
            (NumberEntry::Age, "121"),
            (NumberEntry::Lymphocytes, "3,1"),
            (NumberEntry::Ldh, "6%"),
            (NumberEntry::LdhLimit, "0"),
            (NumberEntry::Calcium, "high"),
        ]);
        let entries = read(&form);
        assert_eq!(entries.problem(NumberEntry::Age), Some(Problem::OutOfRange(ValidRange::AGE_YEARS)));
        assert_eq!(entries.problem(NumberEntry::Lymphocytes), Some(Problem::DecimalComma));
        assert_eq!(entries.problem(NumberEntry::Ldh), Some(Problem::Percent));
        assert_eq!(entries.problem(NumberEntry::LdhLimit), Some(Problem::OutOfRange(ValidRange::LIMIT)));
        assert!(matches!(entries.problem(NumberEntry::Calcium), Some(Problem::NotANumber(_))));
        assert_eq!(entries.problem(NumberEntry::Bun), None);
    }

    #[test]
    fn a_typed_unit_is_read_if_it_is_the_chosen_one() {
        let form = typed(&[
            (NumberEntry::AbnormalLymphocytes, "６％"),
            (NumberEntry::Ldh, "222 U/L"),
            (NumberEntry::Calcium, "2.4 mmol/L"),
        ]);
        let entries = read(&form);
        assert_eq!(entries.inputs.labs.abnormal_lymphocytes.map(Percent::value), Some(6.0));
        assert_eq!(entries.problem(NumberEntry::Ldh), None);
        assert!(
            matches!(entries.problem(NumberEntry::Calcium), Some(Problem::NotANumber(_))),
            "mg/dL is chosen"
        );
    }

    #[test]
    fn values_of_another_unit_are_doubted() {
        let mut form = typed(&[
            (NumberEntry::Lymphocytes, "8"),
            (NumberEntry::LdhLimit, "22"),
            (NumberEntry::Calcium, "2.35"),
            (NumberEntry::Ldh, "210"),
        ]);
        for entry in [NumberEntry::Lymphocytes, NumberEntry::LdhLimit, NumberEntry::Calcium] {
            assert!(form.is_unusual(entry), "{entry:?}");
        }
        assert!(!form.is_unusual(NumberEntry::Ldh) && !form.is_unusual(NumberEntry::Bun));
        form.lymphocytes_unit = CellCountUnit::Billions;
        form.calcium_unit = CalciumUnit::MillimolesPerL;
        assert!(!form.is_unusual(NumberEntry::Lymphocytes) && !form.is_unusual(NumberEntry::Calcium));
    }

    #[test]
    fn more_t_lymphocytes_than_lymphocytes_are_no_counts_at_all() {
        let mut form = typed(&[(NumberEntry::Lymphocytes, "3000"), (NumberEntry::TLymphocytes, "3.1")]);
        form.t_lymphocytes_unit = CellCountUnit::Billions;
        let entries = read(&form);
        assert_eq!(entries.problem(NumberEntry::TLymphocytes), Some(Problem::MoreTThanAll));
        assert_eq!(entries.inputs.labs.lymphocytes, Lymphocytes::default());
    }

    #[test]
    fn leaving_a_field_shows_what_was_read_and_keeps_what_was_not() {
        let mut form = typed(&[(NumberEntry::Ldh, "２１０"), (NumberEntry::Calcium, "9,8")]);
        form.normalise(NumberEntry::Ldh);
        form.normalise(NumberEntry::Calcium);
        assert_eq!((form.text(NumberEntry::Ldh), form.text(NumberEntry::Calcium)), ("210", "9,8"));
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC*", which in 0..NumberEntry::ALL.len()) {
            let entry = NumberEntry::ALL[which];
            let mut form = typed(&[(entry, &text)]);
            let before = read(&form);
            form.normalise(entry);
            prop_assert_eq!(before.inputs, read(&form).inputs);
        }
    }
}

//! Laboratory values with their units, and the limits of the laboratory that measured them.

use crate::coded::{Coded, coded};

/// The values that are taken; anything outside is an error of entry.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ValidRange {
    /// Lower end.
    pub low: f64,
    /// Whether the lower end itself is taken.
    pub includes_low: bool,
    /// Upper end, itself taken; infinite when there is none.
    pub high: f64,
}

impl ValidRange {
    const fn from_zero(high: f64) -> Self {
        Self { low: 0.0, includes_low: true, high }
    }

    const fn above_zero(high: f64) -> Self {
        Self { low: 0.0, includes_low: false, high }
    }

    /// A laboratory's own limit: any positive number.
    pub const LIMIT: Self = Self::above_zero(f64::INFINITY);

    /// Age in years.
    pub const AGE_YEARS: Self = Self::from_zero(120.0);

    /// A percentage.
    pub const PERCENT: Self = Self::from_zero(100.0);

    /// Whether `value` is taken. NaN and infinities never are.
    pub fn contains(self, value: f64) -> bool {
        value.is_finite()
            && value <= self.high
            && (value > self.low || self.includes_low && value == self.low)
    }
}

/// A unit of one analyte. The first of [`Coded::ALL`] is what is offered first.
pub trait Unit: Coded + Default {
    /// The values taken in this unit.
    fn range(self) -> ValidRange;
}

/// A value in a unit of its analyte, within [`Unit::range`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quantity<U> {
    value: f64,
    unit: U,
}

impl<U: Unit> Quantity<U> {
    /// `None` outside the unit's range and for NaN.
    pub fn new(value: f64, unit: U) -> Option<Self> {
        // `+ 0.0` turns a negative zero into zero.
        unit.range().contains(value).then_some(Self { value: value + 0.0, unit })
    }

    /// The value as entered, in [`Quantity::unit`].
    pub fn value(self) -> f64 {
        self.value
    }

    /// The unit it was entered in.
    pub fn unit(self) -> U {
        self.unit
    }
}

coded! {
    /// Unit of a cell count.
    #[derive(Default)]
    CellCountUnit {
        /// 10⁹ cells per litre.
        Billions = "10^9/L",
        /// Cells per microlitre.
        #[default]
        PerMicrolitre = "/uL",
    }
}

impl Unit for CellCountUnit {
    fn range(self) -> ValidRange {
        match self {
            Self::Billions => ValidRange::from_zero(2000.0),
            Self::PerMicrolitre => ValidRange::from_zero(2_000_000.0),
        }
    }
}

/// Cells in blood.
pub type CellCount = Quantity<CellCountUnit>;

impl CellCount {
    /// The count in 10⁹/L. 1 /µL is 0.001 × 10⁹/L by definition.
    pub fn billions_per_l(self) -> f64 {
        match self.unit {
            CellCountUnit::Billions => self.value,
            CellCountUnit::PerMicrolitre => self.value / 1000.0,
        }
    }
}

coded! {
    /// Unit of an HTLV-1 proviral load. Loads per leucocyte cannot be converted: the share of
    /// mononuclear cells among them differs from person to person.
    #[derive(Default)]
    ProviralLoadUnit {
        /// Copies per 100 peripheral-blood mononuclear cells.
        #[default]
        Per100 = "copies/100 PBMC",
        /// The same, as written in Japan and in London.
        Percent = "%",
        /// Copies per 10⁴ peripheral-blood mononuclear cells.
        Per10Thousand = "copies/10^4 PBMC",
        /// Copies per 10⁵ peripheral-blood mononuclear cells.
        Per100Thousand = "copies/10^5 PBMC",
    }
}

impl Unit for ProviralLoadUnit {
    fn range(self) -> ValidRange {
        ValidRange::from_zero(f64::INFINITY)
    }
}

/// HTLV-1 proviral load.
pub type ProviralLoad = Quantity<ProviralLoadUnit>;

impl ProviralLoad {
    /// More than one copy in each cell is rare; more often another unit was meant. Our own choice.
    pub const LARGEST_PLAUSIBLE: f64 = 100.0;

    /// The load in copies per 100 PBMC.
    pub fn per_100_pbmc(self) -> f64 {
        match self.unit {
            ProviralLoadUnit::Per100 | ProviralLoadUnit::Percent => self.value,
            ProviralLoadUnit::Per10Thousand => self.value / 100.0,
            ProviralLoadUnit::Per100Thousand => self.value / 1000.0,
        }
    }

    /// Whether the load is at most [`ProviralLoad::LARGEST_PLAUSIBLE`].
    pub fn is_plausible(self) -> bool {
        self.per_100_pbmc() <= Self::LARGEST_PLAUSIBLE
    }
}

coded! {
    /// Unit of a serum calcium, corrected for albumin.
    #[derive(Default)]
    CalciumUnit {
        /// Milligrams per decilitre.
        #[default]
        MilligramsPerDl = "mg/dL",
        /// Millimoles per litre.
        MillimolesPerL = "mmol/L",
        /// Milliequivalents per litre.
        MilliequivalentsPerL = "mEq/L",
    }
}

impl Unit for CalciumUnit {
    /// Larger values are taken for errors of entry. The bound is our own choice, not a clinical number:
    /// 30 mg/dL, in the other units by the textbook factors 0.2495 for mmol/L and twice that for mEq/L.
    fn range(self) -> ValidRange {
        ValidRange::above_zero(match self {
            Self::MilligramsPerDl => 30.0,
            Self::MillimolesPerL => 7.485,
            Self::MilliequivalentsPerL => 14.97,
        })
    }
}

/// Serum calcium, corrected for albumin by whoever enters it.
pub type Calcium = Quantity<CalciumUnit>;

coded! {
    /// Unit of a serum albumin.
    #[derive(Default)]
    AlbuminUnit {
        /// Grams per decilitre.
        #[default]
        GramsPerDl = "g/dL",
        /// Grams per litre.
        GramsPerL = "g/L",
    }
}

impl Unit for AlbuminUnit {
    fn range(self) -> ValidRange {
        ValidRange::above_zero(match self {
            Self::GramsPerDl => 10.0,
            Self::GramsPerL => 100.0,
        })
    }
}

/// Serum albumin.
pub type Albumin = Quantity<AlbuminUnit>;

impl Albumin {
    /// The albumin in g/dL.
    pub fn grams_per_dl(self) -> f64 {
        match self.unit {
            AlbuminUnit::GramsPerDl => self.value,
            AlbuminUnit::GramsPerL => self.value / 10.0,
        }
    }
}

coded! {
    /// Unit of a urea nitrogen.
    #[derive(Default)]
    UreaUnit {
        /// Milligrams of nitrogen per decilitre.
        #[default]
        MilligramsPerDl = "mg/dL",
        /// Millimoles of urea per litre.
        MillimolesPerL = "mmol/L",
    }
}

impl Unit for UreaUnit {
    /// Larger values are taken for errors of entry. The bound is our own choice, not a clinical number:
    /// 500 mg/dL, and for mmol/L of urea that by the textbook factor 0.357.
    fn range(self) -> ValidRange {
        ValidRange::above_zero(match self {
            Self::MilligramsPerDl => 500.0,
            Self::MillimolesPerL => 178.5,
        })
    }
}

coded! {
    /// Unit of a lactate dehydrogenase.
    #[derive(Default)]
    LdhUnit {
        /// Units per litre.
        #[default]
        UnitsPerL = "U/L",
    }
}

impl Unit for LdhUnit {
    fn range(self) -> ValidRange {
        ValidRange::above_zero(100_000.0)
    }
}

/// A value and the laboratory's own limit for it, both in one unit; either may be missing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limited<U> {
    value: Option<Quantity<U>>,
    limit: Option<f64>,
    unit: U,
}

impl<U: Unit> Default for Limited<U> {
    fn default() -> Self {
        Self { value: None, limit: None, unit: U::default() }
    }
}

impl<U: Unit> Limited<U> {
    /// `None` when the value is outside [`Unit::range`] or the limit outside [`ValidRange::LIMIT`].
    pub fn new(value: Option<f64>, limit: Option<f64>, unit: U) -> Option<Self> {
        let value = match value {
            Some(value) => Some(Quantity::new(value, unit)?),
            None => None,
        };
        match limit {
            Some(limit) if !ValidRange::LIMIT.contains(limit) => None,
            limit => Some(Self { value, limit, unit }),
        }
    }

    /// The value.
    pub fn value(self) -> Option<Quantity<U>> {
        self.value
    }

    /// The laboratory's limit, in the unit of the value.
    pub fn limit(self) -> Option<f64> {
        self.limit
    }

    /// The unit of both.
    pub fn unit(self) -> U {
        self.unit
    }

    /// Whether neither is given.
    pub fn is_empty(self) -> bool {
        self.value.is_none() && self.limit.is_none()
    }
}

/// Lactate dehydrogenase and the laboratory's upper limit.
pub type Ldh = Limited<LdhUnit>;
/// Albumin and the laboratory's lower limit.
pub type LimitedAlbumin = Limited<AlbuminUnit>;
/// Urea nitrogen and the laboratory's upper limit.
pub type Bun = Limited<UreaUnit>;

/// Lymphocytes and the T-lymphocytes among them; either may be missing.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Lymphocytes {
    all: Option<CellCount>,
    t: Option<CellCount>,
}

impl Lymphocytes {
    /// `None` when there would be more T-lymphocytes than lymphocytes.
    pub fn new(all: Option<CellCount>, t: Option<CellCount>) -> Option<Self> {
        match (all, t) {
            (Some(all), Some(t)) if t.billions_per_l() > all.billions_per_l() => None,
            _ => Some(Self { all, t }),
        }
    }

    /// All lymphocytes, abnormal ones included.
    pub fn all(self) -> Option<CellCount> {
        self.all
    }

    /// T-lymphocytes.
    pub fn t(self) -> Option<CellCount> {
        self.t
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_open_or_closed_as_stated_and_refuse_nan() {
        let range = ValidRange::above_zero(10.0);
        for (value, taken) in [
            (0.0, false),
            (-0.0, false),
            (f64::MIN_POSITIVE, true),
            (10.0, true),
            (10.0_f64.next_up(), false),
            (f64::NAN, false),
            (f64::INFINITY, false),
        ] {
            assert_eq!(range.contains(value), taken, "{value}");
        }
        assert!(ValidRange::PERCENT.contains(0.0) && !ValidRange::PERCENT.contains(-f64::MIN_POSITIVE));
        assert!(ValidRange::LIMIT.contains(f64::MAX) && !ValidRange::LIMIT.contains(f64::INFINITY));
    }

    #[test]
    fn one_value_in_two_units_is_one_value() {
        let count = |value, unit| CellCount::new(value, unit).map(CellCount::billions_per_l);
        assert_eq!(count(4000.0, CellCountUnit::PerMicrolitre), count(4.0, CellCountUnit::Billions));
        assert_eq!(count(4000.0_f64.next_down(), CellCountUnit::PerMicrolitre), Some(4.0_f64.next_down()));
        let load = |value, unit| ProviralLoad::new(value, unit).map(ProviralLoad::per_100_pbmc);
        assert_eq!(load(4.0, ProviralLoadUnit::Percent), load(400.0, ProviralLoadUnit::Per10Thousand));
        assert_eq!(load(4.0, ProviralLoadUnit::Per100), load(4000.0, ProviralLoadUnit::Per100Thousand));
        assert_eq!(Albumin::new(35.0, AlbuminUnit::GramsPerL).map(Albumin::grams_per_dl), Some(3.5));
    }

    #[test]
    fn t_lymphocytes_are_lymphocytes() {
        let count = |value| CellCount::new(value, CellCountUnit::Billions);
        assert!(Lymphocytes::new(count(4.0), count(4.0)).is_some());
        assert!(Lymphocytes::new(count(4.0), count(4.0_f64.next_up())).is_none());
        assert!(Lymphocytes::new(None, count(4.0)).is_some());
    }

    #[test]
    fn a_limit_must_be_positive() {
        let ldh = |value, limit| Ldh::new(value, limit, LdhUnit::UnitsPerL).is_some();
        assert!(ldh(Some(210.0), Some(222.0)) && ldh(None, Some(222.0)) && ldh(Some(1e5), None));
        assert!(!ldh(Some(210.0), Some(0.0)) && !ldh(Some(1e5_f64.next_up()), None));
        assert!(!ldh(Some(210.0), Some(f64::INFINITY)) && !ldh(Some(0.0), None));
    }
}

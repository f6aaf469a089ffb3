//! What is known of one person.

use crate::analytes::{Condition, Cv, CvMethod, Sil2r};
use crate::coded::{Coded, CodedSet, coded};
use crate::quantity::{
    Bun, Calcium, Ldh, Limited, LimitedAlbumin, Lymphocytes, ProviralLoad, Unit, ValidRange,
};

/// What is known of one person. A missing value is `None`, never a default.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Inputs {
    /// The situation the reader chose.
    pub condition: Condition,
    /// Clonality value.
    pub cv: Option<Cv>,
    /// How it was measured.
    pub cv_method: CvMethod,
    /// Serum sIL-2R.
    pub sil2r: Option<Sil2r>,
    /// HTLV-1 proviral load.
    pub proviral_load: Option<ProviralLoad>,
    /// Age.
    pub age: Option<Age>,
    /// ECOG performance status.
    pub performance_status: Option<PerformanceStatus>,
    /// Ann Arbor stage.
    pub stage: Option<AnnArborStage>,
    /// Values from the laboratory.
    pub labs: Labs,
    /// Organs looked at.
    pub organs: Organs,
    /// Osame Motor Disability Score.
    pub omds: Option<Omds>,
}

impl Inputs {
    /// Nothing known but the situation.
    pub fn new(condition: Condition) -> Self {
        Self {
            condition,
            cv: None,
            cv_method: CvMethod::Unknown,
            sil2r: None,
            proviral_load: None,
            age: None,
            performance_status: None,
            stage: None,
            labs: Labs::default(),
            organs: Organs::UNKNOWN,
            omds: None,
        }
    }
}

/// Values from the laboratory.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Labs {
    /// Lymphocytes and T-lymphocytes.
    pub lymphocytes: Lymphocytes,
    /// Abnormal lymphocytes in blood, percent.
    pub abnormal_lymphocytes: Option<Percent>,
    /// Lactate dehydrogenase.
    pub ldh: Ldh,
    /// Corrected calcium.
    pub calcium: Option<Calcium>,
    /// Albumin.
    pub albumin: LimitedAlbumin,
    /// Urea nitrogen.
    pub bun: Bun,
}

/// Age in years, from 0 to 120.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Age(f64);

impl Age {
    /// `None` outside [`ValidRange::AGE_YEARS`].
    pub fn new(years: f64) -> Option<Self> {
        ValidRange::AGE_YEARS.contains(years).then_some(Self(years))
    }

    /// The age in years.
    pub fn years(self) -> f64 {
        self.0
    }
}

/// A percentage, from 0 to 100.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Percent(f64);

impl Percent {
    /// `None` outside [`ValidRange::PERCENT`].
    pub fn new(percent: f64) -> Option<Self> {
        ValidRange::PERCENT.contains(percent).then_some(Self(percent))
    }

    /// The percentage, 0 to 100.
    pub fn value(self) -> f64 {
        self.0
    }
}

/// A whole number from 0 to `MAX`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Grade<const MAX: u8>(u8);

impl<const MAX: u8> Grade<MAX> {
    /// The highest grade.
    pub const MAX: u8 = MAX;

    /// `None` above `MAX`.
    pub fn new(grade: u8) -> Option<Self> {
        (grade <= MAX).then_some(Self(grade))
    }

    /// The grade of a number as measured or read from a file; `None` unless it is whole and from 0
    /// to `MAX`.
    pub fn from_number(number: f64) -> Option<Self> {
        (0..=MAX).find(|&grade| f64::from(grade) == number).map(Self)
    }

    /// The grade.
    pub fn value(self) -> u8 {
        self.0
    }
}

/// ECOG performance status, 0 to 4.
pub type PerformanceStatus = Grade<4>;

/// Osame Motor Disability Score, 0 to 13.
pub type Omds = Grade<13>;

coded! {
    /// Ann Arbor stage.
    AnnArborStage {
        /// Stage I.
        I = "I",
        /// Stage II.
        II = "II",
        /// Stage III.
        III = "III",
        /// Stage IV.
        IV = "IV",
    }
}

coded! {
    /// What is known of an organ.
    Involvement {
        /// Looked at and not involved.
        No = "no",
        /// Involved, without proof from tissue.
        Yes = "yes",
        /// Involved, proven by histology.
        HistologyProven = "histology_proven",
    }
}

coded! {
    /// An organ the subtype criteria ask about.
    Organ {
        /// Lymph nodes.
        LymphNode = "lymph_node",
        /// Skin.
        Skin = "skin",
        /// Lung.
        Lung = "lung",
        /// Liver.
        Liver = "liver",
        /// Spleen.
        Spleen = "spleen",
        /// Central nervous system.
        Cns = "cns",
        /// Bone.
        Bone = "bone",
        /// Gastrointestinal tract.
        Gi = "gi",
        /// Ascites.
        Ascites = "ascites",
        /// Pleural effusion.
        PleuralEffusion = "pleural_effusion",
    }
}

/// What is known of each organ; at first nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Organs([Option<Involvement>; Organ::ALL.len()]);

impl Organs {
    /// Nothing is known of any organ.
    pub const UNKNOWN: Self = Self([None; Organ::ALL.len()]);

    /// What is known of `organ`.
    pub fn get(self, organ: Organ) -> Option<Involvement> {
        self.0.get(usize::from(organ.index())).copied().flatten()
    }

    /// The same with `organ` set.
    #[must_use]
    pub fn with(mut self, organ: Organ, involvement: Option<Involvement>) -> Self {
        if let Some(place) = self.0.get_mut(usize::from(organ.index())) {
            *place = involvement;
        }
        self
    }
}

coded! {
    /// A value a rule may read, by its path in the record of a person.
    Field {
        /// Clonality value.
        Cv = "cv",
        /// Serum sIL-2R.
        Sil2r = "sil2r",
        /// Proviral load.
        ProviralLoad = "pvl",
        /// Age.
        Age = "age_years",
        /// Performance status.
        PerformanceStatus = "performance_status",
        /// Ann Arbor stage.
        Stage = "ann_arbor_stage",
        /// Lymphocytes.
        Lymphocytes = "labs.lymphocytes",
        /// T-lymphocytes.
        TLymphocytes = "labs.t_lymphocytes",
        /// Abnormal lymphocytes.
        AbnormalLymphocytes = "labs.abnormal_lymphocytes_percent",
        /// LDH and its upper limit.
        Ldh = "labs.ldh",
        /// LDH alone, where the limit is known.
        LdhValue = "labs.ldh.value",
        /// The upper limit of LDH alone, where the value is known.
        LdhLimit = "labs.ldh.upper_limit",
        /// Corrected calcium.
        Calcium = "labs.calcium",
        /// Albumin and, where a rule reads it, its lower limit.
        Albumin = "labs.albumin",
        /// Albumin alone, where the limit is known.
        AlbuminValue = "labs.albumin.value",
        /// The lower limit of albumin alone, where the value is known.
        AlbuminLimit = "labs.albumin.lower_limit",
        /// Urea nitrogen and its upper limit.
        Bun = "labs.bun",
        /// Urea nitrogen alone, where the limit is known.
        BunValue = "labs.bun.value",
        /// The upper limit of urea nitrogen alone, where the value is known.
        BunLimit = "labs.bun.upper_limit",
        /// Lymph nodes.
        LymphNode = "organs.lymph_node",
        /// Skin.
        Skin = "organs.skin",
        /// Lung.
        Lung = "organs.lung",
        /// Liver.
        Liver = "organs.liver",
        /// Spleen.
        Spleen = "organs.spleen",
        /// Central nervous system.
        Cns = "organs.cns",
        /// Bone.
        Bone = "organs.bone",
        /// Gastrointestinal tract.
        Gi = "organs.gi",
        /// Ascites.
        Ascites = "organs.ascites",
        /// Pleural effusion.
        PleuralEffusion = "organs.pleural_effusion",
        /// Osame Motor Disability Score.
        Omds = "omds",
    }
}

impl Field {
    /// The field of an organ.
    pub const fn of_organ(organ: Organ) -> Self {
        match organ {
            Organ::LymphNode => Self::LymphNode,
            Organ::Skin => Self::Skin,
            Organ::Lung => Self::Lung,
            Organ::Liver => Self::Liver,
            Organ::Spleen => Self::Spleen,
            Organ::Cns => Self::Cns,
            Organ::Bone => Self::Bone,
            Organ::Gi => Self::Gi,
            Organ::Ascites => Self::Ascites,
            Organ::PleuralEffusion => Self::PleuralEffusion,
        }
    }
}

/// The part of a value-with-limit that is missing: all of it, only the value, only the limit.
pub(crate) fn missing_part<U: Unit>(pair: Limited<U>, [both, value, limit]: [Field; 3]) -> Option<Field> {
    match (pair.value(), pair.limit()) {
        (None, None) => Some(both),
        (None, Some(_)) => Some(value),
        (Some(_), None) => Some(limit),
        (Some(_), Some(_)) => None,
    }
}

/// LDH with its upper limit.
pub(crate) const LDH_FIELDS: [Field; 3] = [Field::Ldh, Field::LdhValue, Field::LdhLimit];
/// Albumin with its lower limit.
pub(crate) const ALBUMIN_FIELDS: [Field; 3] = [Field::Albumin, Field::AlbuminValue, Field::AlbuminLimit];
/// Urea nitrogen with its upper limit.
pub(crate) const BUN_FIELDS: [Field; 3] = [Field::Bun, Field::BunValue, Field::BunLimit];

/// `field` if it is missing.
pub(crate) fn if_missing(field: Field, missing: bool) -> CodedSet<Field> {
    if missing { CodedSet::of(field) } else { CodedSet::EMPTY }
}

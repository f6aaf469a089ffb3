//! What is measured and who is asked about, as types that cannot hold an impossible value.

/// The situation the reader chose. HAM together with smoldering ATL is `SmolderingAtl`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Condition {
    /// Smoldering adult T-cell leukemia/lymphoma.
    SmolderingAtl,
    /// HTLV-1 carrier without disease.
    Carrier,
    /// HTLV-1-associated myelopathy / tropical spastic paraparesis.
    HamTsp,
    /// Chronic ATL, favorable or unfavorable not said.
    ChronicAtl,
    /// Chronic ATL without an unfavorable factor.
    FavorableChronicAtl,
    /// Chronic ATL with an unfavorable factor.
    UnfavorableChronicAtl,
    /// Lymphoma-type ATL.
    LymphomaAtl,
    /// Acute ATL.
    AcuteAtl,
    /// Not known.
    Unknown,
}

impl Condition {
    /// Every condition, in the order of the public contract.
    pub const ALL: [Self; 9] = [
        Self::SmolderingAtl,
        Self::Carrier,
        Self::HamTsp,
        Self::ChronicAtl,
        Self::FavorableChronicAtl,
        Self::UnfavorableChronicAtl,
        Self::LymphomaAtl,
        Self::AcuteAtl,
        Self::Unknown,
    ];

    /// The name used in forms and files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::SmolderingAtl => "smoldering_atl",
            Self::Carrier => "carrier",
            Self::HamTsp => "ham_tsp",
            Self::ChronicAtl => "chronic_atl",
            Self::FavorableChronicAtl => "favorable_chronic_atl",
            Self::UnfavorableChronicAtl => "unfavorable_chronic_atl",
            Self::LymphomaAtl => "lymphoma_atl",
            Self::AcuteAtl => "acute_atl",
            Self::Unknown => "unknown",
        }
    }

    /// The condition with this [`Condition::code`].
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|condition| condition.code() == code)
    }
}

/// How a clonality value was measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum CvMethod {
    /// RAISING-CLOVA, the method of the studies.
    RaisingClova,
    /// Another method: the studies say nothing about its values.
    Other,
    /// Not known or not said.
    #[default]
    Unknown,
}

impl CvMethod {
    /// Every method, in the order of the public contract.
    pub const ALL: [Self; 3] = [Self::RaisingClova, Self::Other, Self::Unknown];

    /// The name used in forms and files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::RaisingClova => "raising_clova",
            Self::Other => "other",
            Self::Unknown => "unknown",
        }
    }

    /// The method with this [`CvMethod::code`].
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.code() == code)
    }
}

/// The measuring kit behind a serum sIL-2R.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Kit {
    /// Chemiluminescent enzyme immunoassay.
    Cleia,
    /// Enzyme immunoassay.
    Eia,
    /// Another kit.
    Other,
    /// Not known or not said.
    #[default]
    Unknown,
}

impl Kit {
    /// Every kit, in the order of the public contract.
    pub const ALL: [Self; 4] = [Self::Cleia, Self::Eia, Self::Other, Self::Unknown];

    /// The name used in forms and files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Cleia => "cleia",
            Self::Eia => "eia",
            Self::Other => "other",
            Self::Unknown => "unknown",
        }
    }

    /// The kit with this [`Kit::code`].
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kit| kit.code() == code)
    }
}

/// Clonality value, a fraction in `[0, 1]`.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Cv(f64);

impl Cv {
    /// `None` outside `[0, 1]` and for NaN.
    pub fn new(value: f64) -> Option<Self> {
        // `+ 0.0` turns a negative zero into zero, so that it is never shown as "-0".
        (0.0..=1.0).contains(&value).then_some(Self(value + 0.0))
    }

    /// The value as given.
    pub fn value(self) -> f64 {
        self.0
    }
}

/// Serum soluble interleukin-2 receptor in U/mL: above 0, at most [`Sil2r::LARGEST`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sil2r {
    units_per_ml: f64,
    kit: Kit,
}

impl Sil2r {
    /// Larger values are taken for errors. Not a clinical limit: our own, far above any reported.
    pub const LARGEST: f64 = 1_000_000.0;

    /// Values outside are possible but rare; more often another unit was meant. Our own choice.
    pub const PLAUSIBLE: std::ops::RangeInclusive<f64> = 50.0..=200_000.0;

    /// `None` unless `units_per_ml` is above 0 and at most [`Sil2r::LARGEST`].
    pub fn new(units_per_ml: f64, kit: Kit) -> Option<Self> {
        (units_per_ml > 0.0 && units_per_ml <= Self::LARGEST).then_some(Self { units_per_ml, kit })
    }

    /// The value in U/mL as given.
    pub fn units_per_ml(self) -> f64 {
        self.units_per_ml
    }

    /// The kit it was measured with.
    pub fn kit(self) -> Kit {
        self.kit
    }

    /// Whether the value lies in [`Sil2r::PLAUSIBLE`].
    pub fn is_plausible(self) -> bool {
        Self::PLAUSIBLE.contains(&self.units_per_ml)
    }
}

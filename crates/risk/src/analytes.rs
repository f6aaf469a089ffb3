//! What is measured and who is asked about, as types that cannot hold an impossible value.

use crate::coded::coded;

coded! {
    /// The situation the reader chose. HAM together with smoldering ATL is `SmolderingAtl`.
    Condition {
        /// Smoldering adult T-cell leukemia/lymphoma.
        SmolderingAtl = "smoldering_atl",
        /// HTLV-1 carrier without disease.
        Carrier = "carrier",
        /// HTLV-1-associated myelopathy / tropical spastic paraparesis.
        HamTsp = "ham_tsp",
        /// Chronic ATL, favorable or unfavorable not said.
        ChronicAtl = "chronic_atl",
        /// Chronic ATL without an unfavorable factor.
        FavorableChronicAtl = "favorable_chronic_atl",
        /// Chronic ATL with an unfavorable factor.
        UnfavorableChronicAtl = "unfavorable_chronic_atl",
        /// Lymphoma-type ATL.
        LymphomaAtl = "lymphoma_atl",
        /// Acute ATL.
        AcuteAtl = "acute_atl",
        /// Not known.
        Unknown = "unknown",
    }
}

coded! {
    /// How a clonality value was measured.
    #[derive(Default)]
    CvMethod {
        /// RAISING-CLOVA, the method of the studies.
        RaisingClova = "raising_clova",
        /// Another method: the studies say nothing about its values.
        Other = "other",
        /// Not known or not said.
        #[default]
        Unknown = "unknown",
    }
}

coded! {
    /// The measuring kit behind a serum sIL-2R.
    #[derive(Default)]
    Kit {
        /// Chemiluminescent enzyme immunoassay.
        Cleia = "cleia",
        /// Enzyme immunoassay.
        Eia = "eia",
        /// Another kit.
        Other = "other",
        /// Not known or not said.
        #[default]
        Unknown = "unknown",
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

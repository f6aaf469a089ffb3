//! What is known of one person: a line of input.
//!
//! Everything but the condition is optional, and null is the same as not there. An object without its
//! value is a missing value; a laboratory's limit may be given without one.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema};
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;
use shirube_risk::analytes::{Condition, CvMethod, Kit, Sil2r};
use shirube_risk::coded;
use shirube_risk::inputs::{AnnArborStage, Involvement, Omds, PerformanceStatus};
use shirube_risk::quantity::{
    AlbuminUnit, CalciumUnit, CellCountUnit, LdhUnit, ProviralLoadUnit, Unit, UreaUnit, ValidRange,
};

use crate::code::Code;

coded! {
    /// The one unit of a serum sIL-2R that is taken: none converts to it.
    Sil2rUnit {
        /// Units per millilitre.
        UnitsPerMl = "U/mL",
    }
}

/// What is known of one person.
#[derive(Debug, Clone, PartialEq, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "an object")]
pub struct PersonRecord<'a> {
    /// Any name for the line; it comes back in the output.
    #[serde(borrow, default)]
    pub id: Option<Cow<'a, str>>,
    /// The situation: it decides which rules apply. HAM/TSP together with smoldering ATL is
    /// `smoldering_atl`.
    pub condition: Code<Condition>,
    /// Clonality value (Cv), a fraction from 0 to 1.
    #[schemars(extend("minimum" = 0, "maximum" = 1))]
    pub cv: Option<f64>,
    /// How the Cv was measured. The studies used RAISING-CLOVA; not there is `unknown`.
    pub cv_method: Option<Code<CvMethod>>,
    /// Serum soluble interleukin-2 receptor.
    #[serde(default, deserialize_with = "object")]
    pub sil2r: Option<Sil2rRecord>,
    /// HTLV-1 proviral load, 0 or more. Loads per leucocyte cannot be converted.
    #[serde(default, deserialize_with = "object")]
    pub pvl: Option<Measured<Code<ProviralLoadUnit>>>,
    /// Age in years, from 0 to 120; fractions are allowed.
    #[schemars(extend("minimum" = ValidRange::AGE_YEARS.low, "maximum" = ValidRange::AGE_YEARS.high))]
    pub age_years: Option<f64>,
    /// ECOG performance status, a whole number from 0 to 4.
    #[schemars(with = "Option<u8>", range(max = PerformanceStatus::MAX))]
    pub performance_status: Option<f64>,
    /// Ann Arbor stage.
    pub ann_arbor_stage: Option<Code<AnnArborStage>>,
    /// Values from the laboratory.
    #[serde(default, deserialize_with = "object")]
    pub labs: Option<LabsRecord>,
    /// Organs looked at; one that is not there was not looked at.
    #[serde(default, deserialize_with = "object")]
    pub organs: Option<OrgansRecord>,
    /// Osame Motor Disability Score, a whole number from 0 to 13.
    #[schemars(with = "Option<u8>", range(max = Omds::MAX))]
    pub omds: Option<f64>,
}

/// Serum soluble interleukin-2 receptor.
#[derive(Debug, Clone, PartialEq, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "an object")]
pub struct Sil2rRecord {
    /// The value: above 0, at most 1,000,000. Outside 50 to 200,000 it is taken with a warning.
    #[schemars(extend("exclusiveMinimum" = 0, "maximum" = Sil2r::LARGEST))]
    pub value: Option<f64>,
    /// Its unit, necessary beside a value. pg/mL and ng/mL cannot be converted.
    pub unit: Option<Code<Sil2rUnit>>,
    /// The kit it was measured with; not there is `unknown`.
    pub kit: Option<Code<Kit>>,
}

/// A value with its unit.
#[derive(Debug, Clone, PartialEq, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "an object")]
#[schemars(inline)]
pub struct Measured<U> {
    /// The value, in `unit`.
    #[schemars(extend("minimum" = 0))]
    pub value: Option<f64>,
    /// Its unit, necessary beside a value.
    pub unit: Option<U>,
}

/// A value with its unit and the laboratory's own upper limit.
#[derive(Debug, Clone, PartialEq, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "an object")]
#[schemars(inline)]
pub struct WithUpperLimit<U> {
    /// The value, in `unit`.
    #[schemars(extend("exclusiveMinimum" = 0))]
    pub value: Option<f64>,
    /// The unit of both, necessary beside a value or a limit.
    pub unit: Option<U>,
    /// The laboratory's upper limit of normal, in `unit`: above 0.
    #[schemars(extend("exclusiveMinimum" = 0))]
    pub upper_limit: Option<f64>,
}

/// A value with its unit and the laboratory's own lower limit.
#[derive(Debug, Clone, PartialEq, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "an object")]
#[schemars(inline)]
pub struct WithLowerLimit<U> {
    /// The value, in `unit`.
    #[schemars(extend("exclusiveMinimum" = 0))]
    pub value: Option<f64>,
    /// The unit of both, necessary beside a value or a limit.
    pub unit: Option<U>,
    /// The laboratory's lower limit of normal, in `unit`: above 0.
    #[schemars(extend("exclusiveMinimum" = 0))]
    pub lower_limit: Option<f64>,
}

/// Values from the laboratory.
#[derive(Debug, Clone, PartialEq, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "an object")]
pub struct LabsRecord {
    /// Lymphocytes, abnormal ones included: 0 to 2,000 × 10^9/L (2,000,000 /uL).
    #[serde(default, deserialize_with = "object")]
    pub lymphocytes: Option<Measured<Code<CellCountUnit>>>,
    /// T-lymphocytes: the same range, and not more than the lymphocytes.
    #[serde(default, deserialize_with = "object")]
    pub t_lymphocytes: Option<Measured<Code<CellCountUnit>>>,
    /// Abnormal lymphocytes in blood, percent.
    #[schemars(extend("minimum" = ValidRange::PERCENT.low, "maximum" = ValidRange::PERCENT.high))]
    pub abnormal_lymphocytes_percent: Option<f64>,
    /// Lactate dehydrogenase: above 0, at most 100,000 U/L.
    #[serde(default, deserialize_with = "object")]
    #[schemars(transform = at_most_largest_ldh)]
    pub ldh: Option<WithUpperLimit<Code<LdhUnit>>>,
    /// Calcium, already corrected for albumin: above 0, at most 30 mg/dL (7.485 mmol/L, 14.97 mEq/L).
    #[serde(default, deserialize_with = "object")]
    #[schemars(transform = above_zero)]
    pub calcium: Option<Measured<Code<CalciumUnit>>>,
    /// Albumin: above 0, at most 10 g/dL (100 g/L).
    #[serde(default, deserialize_with = "object")]
    pub albumin: Option<WithLowerLimit<Code<AlbuminUnit>>>,
    /// Urea nitrogen: above 0, at most 500 mg/dL (178.5 mmol/L of urea).
    #[serde(default, deserialize_with = "object")]
    pub bun: Option<WithUpperLimit<Code<UreaUnit>>>,
}

/// What is known of each organ. `yes` is involved without proof from tissue.
#[derive(Debug, Clone, PartialEq, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "an object")]
pub struct OrgansRecord {
    /// Lymph nodes.
    pub lymph_node: Option<Code<Involvement>>,
    /// Skin.
    pub skin: Option<Code<Involvement>>,
    /// Lung.
    pub lung: Option<Code<Involvement>>,
    /// Liver.
    pub liver: Option<Code<Involvement>>,
    /// Spleen.
    pub spleen: Option<Code<Involvement>>,
    /// Central nervous system.
    pub cns: Option<Code<Involvement>>,
    /// Bone.
    pub bone: Option<Code<Involvement>>,
    /// Gastrointestinal tract.
    pub gi: Option<Code<Involvement>>,
    /// Ascites.
    pub ascites: Option<Code<Involvement>>,
    /// Pleural effusion.
    pub pleural_effusion: Option<Code<Involvement>>,
}

/// Of a value with its unit: 0 is not taken.
fn above_zero(schema: &mut Schema) {
    if let Some(value) = schema.pointer_mut("/properties/value").and_then(Value::as_object_mut) {
        value.remove("minimum");
        value.insert("exclusiveMinimum".to_owned(), 0.into());
    }
}

/// LDH has one unit, so that its range does not depend on it.
fn at_most_largest_ldh(schema: &mut Schema) {
    if let Some(value) = schema.pointer_mut("/properties/value").and_then(Value::as_object_mut) {
        value.insert("maximum".to_owned(), LdhUnit::UnitsPerL.range().high.into());
    }
}

/// Reads an object or null. By themselves the derived readers also take an array of the values.
pub(crate) fn object<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    deserializer.deserialize_option(ObjectVisitor(PhantomData))
}

struct ObjectVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ObjectVisitor<T> {
    type Value = Option<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_none<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        T::deserialize(MapAccessDeserializer::new(map)).map(Some)
    }
}

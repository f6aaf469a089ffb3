//! From what was written to values that cannot be impossible, or to the first error in schema order.

use shirube_risk::analytes::{Cv, CvMethod, Kit, Sil2r};
use shirube_risk::inputs::{Age, Grade, Inputs, Labs, Organ, Organs, Percent};
use shirube_risk::quantity::{Limited, Lymphocytes, Quantity, Unit, ValidRange};

use crate::code::Code;
use crate::line_error::{ErrorCode, LineError};
use crate::person::{LabsRecord, Measured, OrgansRecord, PersonRecord, Sil2rRecord};

/// The paths of a measured value and its unit.
struct Paths {
    value: &'static str,
    unit: &'static str,
}

/// The values of `person`.
///
/// # Errors
/// The first value, in schema order, that is outside its range, lacks its unit or contradicts another.
pub fn inputs(person: &PersonRecord) -> Result<Inputs, LineError> {
    let cv = optional(person.cv, |cv| {
        Cv::new(cv).ok_or_else(|| out_of_range("cv", cv, "from 0 to 1; a percentage is divided by 100 first"))
    })?;
    let sil2r = match &person.sil2r {
        Some(record) => sil2r(record)?,
        None => None,
    };
    let pvl = Paths { value: "pvl.value", unit: "pvl.unit" };
    Ok(Inputs {
        condition: person.condition.0,
        cv,
        cv_method: person.cv_method.map_or(CvMethod::Unknown, |method| method.0),
        sil2r,
        proviral_load: measured(person.pvl.as_ref(), &pvl)?,
        age: optional(person.age_years, |age| {
            Age::new(age).ok_or_else(|| out_of_range("age_years", age, &span(ValidRange::AGE_YEARS, "years")))
        })?,
        performance_status: grade(person.performance_status, "performance_status")?,
        stage: person.ann_arbor_stage.map(|stage| stage.0),
        labs: match &person.labs {
            Some(record) => labs(record)?,
            None => Labs::default(),
        },
        organs: person.organs.as_ref().map_or(Organs::UNKNOWN, organs),
        omds: grade(person.omds, "omds")?,
    })
}

/// Reads a value that may be missing.
fn optional<T>(
    value: Option<f64>,
    read: impl FnOnce(f64) -> Result<T, LineError>,
) -> Result<Option<T>, LineError> {
    value.map(read).transpose()
}

fn sil2r(record: &Sil2rRecord) -> Result<Option<Sil2r>, LineError> {
    let Some(value) = record.value else { return Ok(None) };
    if record.unit.is_none() {
        return Err(unit_missing("sil2r.unit", "a value", "\"U/mL\""));
    }
    let kit = record.kit.map_or(Kit::Unknown, |kit| kit.0);
    let range = ValidRange { low: 0.0, includes_low: false, high: Sil2r::LARGEST };
    Sil2r::new(value, kit).map(Some).ok_or_else(|| out_of_range("sil2r.value", value, &span(range, "U/mL")))
}

fn measured<U: Unit>(
    record: Option<&Measured<Code<U>>>,
    paths: &Paths,
) -> Result<Option<Quantity<U>>, LineError> {
    let Some(Measured { value: Some(value), unit }) = record else { return Ok(None) };
    let unit = unit.ok_or_else(|| unit_missing(paths.unit, "a value", &units::<U>()))?.0;
    quantity(*value, unit, paths).map(Some)
}

fn quantity<U: Unit>(value: f64, unit: U, paths: &Paths) -> Result<Quantity<U>, LineError> {
    Quantity::new(value, unit)
        .ok_or_else(|| out_of_range(paths.value, value, &span(unit.range(), unit.code())))
}

/// A value and the laboratory's own limit.
fn limited<U: Unit>(
    (value, limit, unit): (Option<f64>, Option<f64>, Option<Code<U>>),
    paths: &Paths,
    limit_path: &'static str,
) -> Result<Limited<U>, LineError> {
    if value.is_none() && limit.is_none() {
        return Ok(Limited::default());
    }
    let unit = unit.ok_or_else(|| unit_missing(paths.unit, "a value or a limit", &units::<U>()))?.0;
    optional(value, |value| quantity(value, unit, paths))?;
    // Only the limit is left to be at fault.
    Limited::new(value, limit, unit).ok_or_else(|| {
        out_of_range(limit_path, limit.unwrap_or_default(), &span(ValidRange::LIMIT, unit.code()))
    })
}

fn labs(record: &LabsRecord) -> Result<Labs, LineError> {
    let calcium = Paths { value: "labs.calcium.value", unit: "labs.calcium.unit" };
    let lymphocytes = lymphocytes(record)?;
    let abnormal = "labs.abnormal_lymphocytes_percent";
    let abnormal_lymphocytes = optional(record.abnormal_lymphocytes_percent, |percent| {
        Percent::new(percent).ok_or_else(|| out_of_range(abnormal, percent, &span(ValidRange::PERCENT, "%")))
    })?;
    Ok(Labs {
        lymphocytes,
        abnormal_lymphocytes,
        ldh: limited(
            record.ldh.as_ref().map_or((None, None, None), |ldh| (ldh.value, ldh.upper_limit, ldh.unit)),
            &Paths { value: "labs.ldh.value", unit: "labs.ldh.unit" },
            "labs.ldh.upper_limit",
        )?,
        calcium: measured(record.calcium.as_ref(), &calcium)?,
        albumin: limited(
            record.albumin.as_ref().map_or((None, None, None), |a| (a.value, a.lower_limit, a.unit)),
            &Paths { value: "labs.albumin.value", unit: "labs.albumin.unit" },
            "labs.albumin.lower_limit",
        )?,
        bun: limited(
            record.bun.as_ref().map_or((None, None, None), |bun| (bun.value, bun.upper_limit, bun.unit)),
            &Paths { value: "labs.bun.value", unit: "labs.bun.unit" },
            "labs.bun.upper_limit",
        )?,
    })
}

fn lymphocytes(record: &LabsRecord) -> Result<Lymphocytes, LineError> {
    let all = Paths { value: "labs.lymphocytes.value", unit: "labs.lymphocytes.unit" };
    let t = Paths { value: "labs.t_lymphocytes.value", unit: "labs.t_lymphocytes.unit" };
    let all = measured(record.lymphocytes.as_ref(), &all)?;
    Lymphocytes::new(all, measured(record.t_lymphocytes.as_ref(), &t)?).ok_or_else(|| {
        let message = "more T-lymphocytes than lymphocytes, of which they are a part: \
                       check both values and their units";
        LineError::at(ErrorCode::Inconsistent, t.value, message)
    })
}

fn organs(record: &OrgansRecord) -> Organs {
    Organ::ALL.into_iter().fold(Organs::UNKNOWN, |organs, organ| {
        let found = match organ {
            Organ::LymphNode => record.lymph_node,
            Organ::Skin => record.skin,
            Organ::Lung => record.lung,
            Organ::Liver => record.liver,
            Organ::Spleen => record.spleen,
            Organ::Cns => record.cns,
            Organ::Bone => record.bone,
            Organ::Gi => record.gi,
            Organ::Ascites => record.ascites,
            Organ::PleuralEffusion => record.pleural_effusion,
        };
        organs.with(organ, found.map(|found| found.0))
    })
}

fn grade<const MAX: u8>(number: Option<f64>, path: &'static str) -> Result<Option<Grade<MAX>>, LineError> {
    optional(number, |number| {
        Grade::from_number(number)
            .ok_or_else(|| out_of_range(path, number, &format!("a whole number from 0 to {MAX}")))
    })
}

/// The values taken, for people.
fn span(range: ValidRange, unit: &str) -> String {
    let low =
        if range.includes_low { format!("{} or more", range.low) } else { format!("above {}", range.low) };
    if range.high.is_finite() {
        format!("{low} and at most {} {unit}", range.high)
    } else {
        format!("{low} ({unit})")
    }
}

fn units<U: Unit>() -> String {
    let units: Vec<_> = U::ALL.iter().map(|unit| format!("\"{}\"", unit.code())).collect();
    units.join(" or ")
}

fn out_of_range(path: &'static str, value: f64, allowed: &str) -> LineError {
    // Debug, because Display writes out all digits of 1e300.
    let value = format!("{value:?}");
    let value = value.strip_suffix(".0").unwrap_or(&value);
    let message =
        format!("{value} is out of range: allowed is {allowed}. Correct it, or leave it out if unknown");
    LineError::at(ErrorCode::OutOfRange, path, message)
}

fn unit_missing(path: &'static str, beside: &str, units: &str) -> LineError {
    let message = format!("the unit is missing, and {beside} needs one: write {units}");
    LineError::at(ErrorCode::Missing, path, message)
}

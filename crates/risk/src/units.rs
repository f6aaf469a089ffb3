//! Text as typed, with its unit, to typed analytes.

use crate::analytes::{Cv, Kit, Sil2r};
use crate::coded::coded;
use shirube_numeric::decimal::{self, DecimalError, half_width};

coded! {
    /// The unit a serum sIL-2R is given in.
    #[derive(Default)]
    Sil2rUnit {
        /// Units per millilitre, as Japanese laboratories report.
        #[default]
        UnitsPerMl = "U/mL",
        /// Picograms per millilitre.
        PicogramsPerMl = "pg/mL",
        /// Nanograms per millilitre.
        NanogramsPerMl = "ng/mL",
    }
}

/// Why an entry is not a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EntryError {
    /// A comma where a decimal point belongs.
    DecimalComma,
    /// A percent sign, or a Cv from 2 to 100: probably a percentage.
    Percent,
    /// Not a number at all.
    NotANumber,
    /// A Cv below 0 or above 1.
    CvOutOfRange,
    /// A serum sIL-2R of 0 or less.
    NotPositive,
    /// A serum sIL-2R above [`Sil2r::LARGEST`].
    TooLarge,
    /// Outside [`Sil2r::PLAUSIBLE`]: the reader is asked whether U/mL was meant.
    UnitNotConfirmed,
    /// A mass unit. No factor to U/mL exists: published upper limits imply a six-fold spread.
    UnitNotConvertible(Sil2rUnit),
}

fn number(text: &str) -> Result<Option<f64>, EntryError> {
    match decimal::parse(text) {
        Ok(value) => Ok(Some(value)),
        Err(DecimalError::Empty) => Ok(None),
        Err(DecimalError::DecimalComma) => Err(EntryError::DecimalComma),
        Err(DecimalError::Percent) => Err(EntryError::Percent),
        Err(DecimalError::NotANumber) => Err(EntryError::NotANumber),
    }
}

/// Reads a clonality value. `Ok(None)` when nothing was typed.
///
/// # Errors
/// A comma is always refused here: no Cv has thousands, so it can only be a decimal comma.
pub fn read_cv(text: &str) -> Result<Option<Cv>, EntryError> {
    let Some(value) = number(text)? else { return Ok(None) };
    if text.contains([',', '，', '、', '､']) {
        return Err(EntryError::DecimalComma);
    }
    match Cv::new(value) {
        Some(cv) => Ok(Some(cv)),
        None if (2.0..=100.0).contains(&value) => Err(EntryError::Percent),
        None => Err(EntryError::CvOutOfRange),
    }
}

/// Reads a serum sIL-2R. `Ok(None)` when nothing was typed. `unit_confirmed` says that the reader
/// answered "yes, U/mL" for this very text.
///
/// # Errors
/// A mass unit is an error whatever the text; see [`EntryError`] for the others.
pub fn read_sil2r(
    text: &str,
    unit: Sil2rUnit,
    kit: Kit,
    unit_confirmed: bool,
) -> Result<Option<Sil2r>, EntryError> {
    if unit != Sil2rUnit::UnitsPerMl {
        return Err(EntryError::UnitNotConvertible(unit));
    }
    let text = half_width(text).to_ascii_lowercase();
    let text = text.trim();
    for mass in [Sil2rUnit::PicogramsPerMl, Sil2rUnit::NanogramsPerMl] {
        if text.ends_with(&mass.code().to_ascii_lowercase()) {
            return Err(EntryError::UnitNotConvertible(mass));
        }
    }
    // Copied from a report, a value often brings its unit along.
    let Some(value) = number(text.strip_suffix("u/ml").unwrap_or(text))? else { return Ok(None) };
    match Sil2r::new(value, kit) {
        Some(sil2r) if sil2r.is_plausible() || unit_confirmed => Ok(Some(sil2r)),
        Some(_) => Err(EntryError::UnitNotConfirmed),
        None if value > 0.0 => Err(EntryError::TooLarge),
        None => Err(EntryError::NotPositive),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sil2r(text: &str) -> Result<Option<f64>, EntryError> {
        read_sil2r(text, Sil2rUnit::UnitsPerMl, Kit::Cleia, false).map(|s| s.map(Sil2r::units_per_ml))
    }

    #[test]
    fn cv_reads_its_range_and_names_what_is_wrong() {
        let cv = |text| read_cv(text).map(|cv| cv.map(Cv::value));
        assert_eq!(cv(""), Ok(None));
        assert_eq!(cv("0"), Ok(Some(0.0)));
        assert_eq!(cv("1"), Ok(Some(1.0)));
        assert_eq!(cv("-0").map(|cv| cv.map(f64::is_sign_negative)), Ok(Some(false)));
        assert_eq!(cv("０．６１"), Ok(Some(0.61)));
        assert_eq!(cv("61"), Err(EntryError::Percent));
        assert_eq!(cv("61%"), Err(EntryError::Percent));
        assert_eq!(cv("2"), Err(EntryError::Percent));
        assert_eq!(cv("1.01"), Err(EntryError::CvOutOfRange));
        assert_eq!(cv("100.1"), Err(EntryError::CvOutOfRange));
        assert_eq!(cv("-0.1"), Err(EntryError::CvOutOfRange));
        assert_eq!(cv("0,61"), Err(EntryError::DecimalComma));
        assert_eq!(cv("1,000"), Err(EntryError::DecimalComma));
        assert_eq!(cv("x"), Err(EntryError::NotANumber));
    }

    #[test]
    fn sil2r_reads_units_per_ml_only() {
        assert_eq!(sil2r(""), Ok(None));
        assert_eq!(sil2r("１，２４０"), Ok(Some(1240.0)));
        assert_eq!(sil2r("980 U/mL"), Ok(Some(980.0)));
        assert_eq!(sil2r("９８０　Ｕ/ｍＬ"), Ok(Some(980.0)));
        assert_eq!(sil2r("U/mL"), Ok(None));
        assert_eq!(sil2r("980 pg/mL"), Err(EntryError::UnitNotConvertible(Sil2rUnit::PicogramsPerMl)));
        assert_eq!(sil2r("0"), Err(EntryError::NotPositive));
        assert_eq!(sil2r("-5"), Err(EntryError::NotPositive));
        assert_eq!(sil2r("1000000.1"), Err(EntryError::TooLarge));
        for unit in [Sil2rUnit::PicogramsPerMl, Sil2rUnit::NanogramsPerMl] {
            for text in ["1240", "", "x"] {
                assert_eq!(
                    read_sil2r(text, unit, Kit::Cleia, true),
                    Err(EntryError::UnitNotConvertible(unit))
                );
            }
        }
    }

    #[test]
    fn a_rare_sil2r_is_asked_about_first() {
        for text in ["49.9", "200000.1", "1000000"] {
            assert_eq!(sil2r(text), Err(EntryError::UnitNotConfirmed), "{text}");
            assert!(read_sil2r(text, Sil2rUnit::UnitsPerMl, Kit::Cleia, true).unwrap().is_some());
        }
        for text in ["50", "200000"] {
            assert!(sil2r(text).unwrap().is_some(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_cv_written_is_read_back(value in 0.0_f64..=1.0) {
            prop_assert_eq!(read_cv(&decimal::format(value)), Ok(Cv::new(value)));
        }

        #[test]
        fn every_sil2r_written_is_read_back(value in 50.0_f64..=200_000.0) {
            prop_assert_eq!(sil2r(&decimal::format(value)), Ok(Some(value)));
        }

        #[test]
        fn no_text_panics(text in "\\PC*") {
            let _ = (read_cv(&text), sil2r(&text));
        }
    }
}

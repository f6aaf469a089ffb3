//! What the reader has typed and chosen, exactly as typed.

use shirube_risk::analytes::{Condition, Cv, CvMethod, Kit, Sil2r};
use shirube_risk::units::{EntryError, Sil2rUnit, read_cv, read_sil2r};

/// The state of the form. Text stays as typed: bad input is never lost.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Form {
    /// The chosen situation.
    pub condition: Option<Condition>,
    /// Clonality value as typed.
    pub cv: String,
    /// How it was measured, if said.
    pub cv_method: Option<CvMethod>,
    /// Serum sIL-2R as typed.
    pub sil2r: String,
    /// Its unit.
    pub sil2r_unit: Sil2rUnit,
    /// Its kit, if said.
    pub kit: Option<Kit>,
    /// The very sIL-2R text for which the reader said "yes, U/mL".
    pub unit_confirmed_for: Option<String>,
    /// The values are the made-up example and nobody has changed them.
    pub is_example: bool,
}

/// The form read as analytes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Entries {
    /// Clonality value; `Ok(None)` when empty.
    pub cv: Result<Option<Cv>, EntryError>,
    /// Serum sIL-2R; `Ok(None)` when empty.
    pub sil2r: Result<Option<Sil2r>, EntryError>,
}

impl Form {
    /// A made-up person with smoldering ATL.
    pub fn example() -> Self {
        Self {
            condition: Some(Condition::SmolderingAtl),
            cv: "0.61".into(),
            cv_method: Some(CvMethod::RaisingClova),
            sil2r: "1,240".into(),
            sil2r_unit: Sil2rUnit::UnitsPerMl,
            kit: Some(Kit::Cleia),
            unit_confirmed_for: None,
            is_example: true,
        }
    }

    /// Reads the text.
    pub fn entries(&self) -> Entries {
        let confirmed = self.unit_confirmed_for.as_ref() == Some(&self.sil2r);
        Entries {
            cv: read_cv(&self.cv),
            sil2r: read_sil2r(&self.sil2r, self.sil2r_unit, self.kit.unwrap_or_default(), confirmed),
        }
    }

    /// Rewrites entries that could be read in their normal form, as when the reader leaves a field.
    pub fn normalise(&mut self) {
        let Entries { cv, sil2r } = self.entries();
        if let Ok(Some(cv)) = cv {
            self.cv = shirube_numeric::decimal::format(cv.value());
        }
        if let Ok(Some(sil2r)) = sil2r {
            let text = shirube_numeric::decimal::format(sil2r.units_per_ml());
            if self.unit_confirmed_for.is_some() {
                self.unit_confirmed_for = Some(text.clone());
            }
            self.sil2r = text;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(cv: &str, sil2r: &str) -> Form {
        Form { cv: cv.into(), sil2r: sil2r.into(), ..Form::default() }
    }

    #[test]
    fn leaving_a_field_shows_what_was_read() {
        let mut form = typed("０．６１", "１２４０");
        form.normalise();
        assert_eq!((form.cv.as_str(), form.sil2r.as_str()), ("0.61", "1,240"));
    }

    #[test]
    fn what_cannot_be_read_stays_as_typed() {
        let mut form = typed("0,61", "about 900");
        form.normalise();
        assert_eq!((form.cv.as_str(), form.sil2r.as_str()), ("0,61", "about 900"));
    }

    #[test]
    fn a_confirmation_holds_for_one_value_only() {
        let mut form = typed("", "２０");
        assert_eq!(form.entries().sil2r, Err(EntryError::UnitNotConfirmed));
        form.unit_confirmed_for = Some(form.sil2r.clone());
        assert!(form.entries().sil2r.is_ok());
        form.normalise();
        assert!(form.entries().sil2r.is_ok(), "the same value in its normal form");
        form.sil2r = "21".into();
        assert_eq!(form.entries().sil2r, Err(EntryError::UnitNotConfirmed));
    }

    #[test]
    fn the_example_reads_without_error() {
        let Entries { cv, sil2r } = Form::example().entries();
        assert!(matches!((cv, sil2r), (Ok(Some(_)), Ok(Some(_)))));
    }
}

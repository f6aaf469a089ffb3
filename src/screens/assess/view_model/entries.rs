//! What stands beside the entry fields.

use crate::screens::assess::form::{Entries, Form};
use crate::words::{Words, WordsAssessError};
use shirube_numeric::decimal;
use shirube_risk::analytes::Sil2r;
use shirube_risk::units::EntryError;

/// An example of a well-formed entry, shown with an error.
const CV_EXAMPLE: &str = "0.61";
const SIL2R_EXAMPLE: &str = "1,240";

/// Messages beside the entry fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryView {
    /// What is wrong with the Cv, if anything.
    pub cv_error: Option<String>,
    /// What is wrong with the sIL-2R, if anything.
    pub sil2r_error: Option<String>,
    /// Whether the reader is asked "is this U/mL?".
    pub asks_unit: bool,
    /// Whether the values are the made-up example.
    pub is_example: bool,
}

impl EntryView {
    pub(super) fn new(form: &Form, read: &Entries, words: &Words) -> Self {
        let errors = &words.assess.error;
        Self {
            cv_error: read.cv.err().map(|error| cv_message(error, errors)),
            sil2r_error: read.sil2r.err().map(|error| sil2r_message(error, errors)),
            asks_unit: read.sil2r == Err(EntryError::UnitNotConfirmed),
            is_example: form.is_example,
        }
    }
}

fn cv_message(error: EntryError, errors: &WordsAssessError) -> String {
    match error {
        EntryError::DecimalComma => errors.decimal_comma(CV_EXAMPLE),
        EntryError::Percent => errors.percent(CV_EXAMPLE),
        EntryError::NotANumber => errors.not_a_number_cv(CV_EXAMPLE),
        // The others are about sIL-2R; for a Cv they would all mean "out of range".
        _ => errors.cv_out_of_range.to_owned(),
    }
}

fn sil2r_message(error: EntryError, errors: &WordsAssessError) -> String {
    match error {
        EntryError::DecimalComma => errors.decimal_comma(SIL2R_EXAMPLE),
        EntryError::Percent => errors.percent_sil2r(SIL2R_EXAMPLE),
        EntryError::NotANumber | EntryError::CvOutOfRange => errors.not_a_number_sil2r(SIL2R_EXAMPLE),
        EntryError::NotPositive => errors.not_positive.to_owned(),
        EntryError::TooLarge => errors.too_large(&decimal::format(Sil2r::LARGEST)),
        EntryError::UnitNotConfirmed => {
            let (low, high) = plausible_range();
            errors.unit_not_confirmed(&high, &low)
        }
        EntryError::UnitNotConvertible(unit) => errors.unit_not_convertible(unit.code()),
    }
}

/// The ends of the range in which a sIL-2R is taken without asking.
pub(super) fn plausible_range() -> (String, String) {
    (decimal::format(*Sil2r::PLAUSIBLE.start()), decimal::format(*Sil2r::PLAUSIBLE.end()))
}

//! Numbers in the cells of tables.

use shirube_numeric::decimal::{self, DecimalError};

use super::indices::Abundances;
use super::table_error::RowErrorKind;

/// Reads a number as people or programs write it: full-width, with thousands commas, with an exponent.
pub(super) fn parse_number(text: &str) -> Result<f64, RowErrorKind> {
    let plain = |byte: u8| matches!(byte, b'0'..=b'9' | b'.' | b'+' | b'-' | b'e' | b'E');
    if text.bytes().all(plain)
        && let Ok(number) = text.parse::<f64>()
    {
        return if number.is_finite() { Ok(number) } else { Err(RowErrorKind::TooLarge) };
    }
    let lower = text.to_ascii_lowercase();
    if matches!(
        lower.trim_start_matches(['+', '-']),
        "nan" | "inf" | "infinity" | "#n/a" | "#num!" | "#div/0!"
    ) {
        return Err(RowErrorKind::NotFinite);
    }
    decimal::parse(text).map_err(|error| match error {
        DecimalError::DecimalComma => RowErrorKind::DecimalComma,
        DecimalError::Percent => RowErrorKind::Percent,
        DecimalError::Empty | DecimalError::NotANumber => RowErrorKind::NotANumber,
    })
}

/// What a cell says about the abundance of a clone.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Abundance {
    /// Seen: above zero, at most [`Abundances::LARGEST`].
    Seen(f64),
    /// Zero: not seen in this sample.
    Zero,
    /// Nothing, or R's `NA`: tables with a column for each sample have it where a site was not seen.
    Empty,
}

impl Abundance {
    pub(super) fn parse(text: &str) -> Result<Self, RowErrorKind> {
        if text.is_empty() || text.eq_ignore_ascii_case("na") {
            return Ok(Self::Empty);
        }
        let number = parse_number(text)?;
        if number < 0.0 {
            Err(RowErrorKind::Negative)
        } else if number == 0.0 {
            Ok(Self::Zero)
        } else if number > Abundances::LARGEST {
            Err(RowErrorKind::TooLarge)
        } else {
            Ok(Self::Seen(number))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_tables_hold() {
        for (text, abundance) in [
            ("342", Abundance::Seen(342.0)),
            ("952.471", Abundance::Seen(952.471)),
            ("1,240", Abundance::Seen(1240.0)),
            ("３４２", Abundance::Seen(342.0)),
            ("1e+05", Abundance::Seen(1e5)),
            ("2.5E-3", Abundance::Seen(0.0025)),
            ("0", Abundance::Zero),
            ("-0.0", Abundance::Zero),
            ("", Abundance::Empty),
            ("NA", Abundance::Empty),
        ] {
            assert_eq!(Abundance::parse(text), Ok(abundance), "{text}");
        }
    }

    #[test]
    fn refuses_the_rest_with_its_kind() {
        use RowErrorKind::{DecimalComma, Negative, NotANumber, NotFinite, Percent, TooLarge};
        for (text, kind) in [
            ("-3", Negative),
            ("NaN", NotFinite),
            ("-inf", NotFinite),
            ("1e999", TooLarge),
            ("1e16", TooLarge),
            ("0,61", DecimalComma),
            ("12 %", Percent),
            ("many", NotANumber),
            ("e", NotANumber),
            ("1 2", NotANumber),
            ("-", NotANumber),
        ] {
            assert_eq!(Abundance::parse(text), Err(kind), "{text}");
        }
    }
}

//! Decimal numbers as people type and read them.
//!
//! Japanese and English share the point and the comma, so one reading and one writing serve both.

use std::fmt::Write as _;

/// Why a text is not a number we are willing to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecimalError {
    /// Nothing but spaces.
    Empty,
    /// A comma that does not separate groups of three digits: `0,61` or `1,24`.
    DecimalComma,
    /// A percent sign: the reader must say what it is a percentage of.
    Percent,
    /// Anything else that is not digits with at most one point.
    NotANumber,
}

/// Reads a plain decimal number.
///
/// Full-width digits, signs and punctuation (`０．６１`, `１，２４０`) and any spaces around the
/// number are accepted. A comma is a thousands separator only where it stands between groups of
/// exactly three digits and the first group is not zero; otherwise it is taken for a decimal comma
/// and refused, because guessing would be wrong by a factor of a thousand. No exponents, no
/// infinities, no NaN. Never panics.
///
/// # Errors
/// See [`DecimalError`].
pub fn parse(text: &str) -> Result<f64, DecimalError> {
    let text = half_width(text);
    let text = text.trim();
    if text.is_empty() {
        return Err(DecimalError::Empty);
    }
    if let Some(number) = text.strip_suffix('%') {
        return Err(parse_normalised(number.trim_end()).map_or_else(|kind| kind, |_| DecimalError::Percent));
    }
    parse_normalised(text)
}

fn parse_normalised(text: &str) -> Result<f64, DecimalError> {
    let (sign, unsigned) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, fraction) = match unsigned.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (unsigned, None),
    };
    let only_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let fraction_digits = fraction.unwrap_or("");
    let plain = whole.replace(',', "");
    if !only_digits(&plain) || !only_digits(&fraction_digits.replace(',', "")) {
        return Err(DecimalError::NotANumber);
    }
    if plain.is_empty() && fraction_digits.is_empty() {
        return Err(DecimalError::NotANumber);
    }
    if fraction_digits.contains(',') || (whole.contains(',') && !is_grouped(whole)) {
        return Err(DecimalError::DecimalComma);
    }
    let value: f64 =
        format!("{sign}{plain}.{fraction_digits}0").parse().map_err(|_| DecimalError::NotANumber)?;
    if value.is_finite() { Ok(value) } else { Err(DecimalError::NotANumber) }
}

/// `1,240` and `12,345,678`, but not `0,610` (a decimal comma), `12,40` or `1,2400`.
fn is_grouped(whole: &str) -> bool {
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or("");
    (1..=3).contains(&first.len()) && !first.starts_with('0') && groups.all(|group| group.len() == 3)
}

/// Half-width forms of the full-width characters people type in a Japanese keyboard mode.
pub fn half_width(text: &str) -> String {
    text.chars()
        .filter_map(|character| match character {
            // Full-width ASCII is one fixed distance from ASCII (Unicode block FF00–FFEF).
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(character) - 0xFEE0),
            '。' | '｡' => Some('.'),
            '、' | '､' => Some(','),
            '−' | 'ー' | '‐' | '–' => Some('-'),
            // Left by copying from right-to-left or zero-width text.
            '\u{200B}'..='\u{200F}' | '\u{FEFF}' => None,
            other => Some(other),
        })
        .collect()
}

/// Writes `value` so that [`parse`] reads the very same number back, with a comma between thousands.
pub fn format(value: f64) -> String {
    group(&value.to_string())
}

/// Writes `value` with exactly `places` decimals (rounded half to even on the stored binary value)
/// and a comma between thousands. Negative zero is written as zero.
pub fn format_fixed(value: f64, places: usize) -> String {
    let text = format!("{value:.places$}");
    let is_zero = text.bytes().all(|byte| matches!(byte, b'-' | b'0' | b'.'));
    group(if is_zero { text.trim_start_matches('-') } else { &text })
}

fn group(plain: &str) -> String {
    let (sign, unsigned) = plain.strip_prefix('-').map_or(("", plain), |rest| ("-", rest));
    let (whole, fraction) = unsigned.split_once('.').map_or((unsigned, None), |(w, f)| (w, Some(f)));
    let mut out = String::with_capacity(plain.len() + whole.len() / 3);
    out.push_str(sign);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        // Writing to a String cannot fail.
        let _ = write!(out, ".{fraction}");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_what_people_type() {
        for (text, value) in [
            ("0.61", 0.61),
            (".5", 0.5),
            ("1.", 1.0),
            ("1,240", 1240.0),
            ("12,345,678.9", 12_345_678.9),
            ("1240", 1240.0),
            ("０．６１", 0.61),
            ("１，２４０", 1240.0),
            ("\u{3000}１，２４０\u{3000}", 1240.0),
            ("  980 ", 980.0),
            ("+5", 5.0),
            ("-3", -3.0),
            ("−３", -3.0),
            ("0。61", 0.61),
            ("00012", 12.0),
        ] {
            assert_eq!(parse(text), Ok(value), "{text:?}");
        }
    }

    #[test]
    fn refuses_with_the_kind_that_helps() {
        use DecimalError::{DecimalComma, Empty, NotANumber, Percent};
        for (text, kind) in [
            ("", Empty),
            (" \u{3000}\t", Empty),
            ("0,61", DecimalComma),
            ("0,610", DecimalComma),
            ("1,24", DecimalComma),
            ("1,2400", DecimalComma),
            ("1,240,5", DecimalComma),
            ("1.240,5", DecimalComma),
            (",240", DecimalComma),
            ("1,,240", DecimalComma),
            ("61%", Percent),
            ("６１％", Percent),
            ("61 %", Percent),
            ("abc", NotANumber),
            ("1e3", NotANumber),
            ("NaN", NotANumber),
            ("inf", NotANumber),
            ("-", NotANumber),
            (".", NotANumber),
            ("%", NotANumber),
            ("1.2.3", NotANumber),
            ("1 240", NotANumber),
            ("0x10", NotANumber),
            ("--1", NotANumber),
        ] {
            assert_eq!(parse(text), Err(kind), "{text:?}");
        }
        assert_eq!(parse(&"9".repeat(400)), Err(NotANumber), "overflow is not infinity");
    }

    #[test]
    fn writes_with_grouped_thousands() {
        for (value, text) in [
            (1240.0, "1,240"),
            (0.61, "0.61"),
            (999.9, "999.9"),
            (100_000.0, "100,000"),
            (-1240.5, "-1,240.5"),
        ] {
            assert_eq!(format(value), text);
        }
        assert_eq!(format_fixed(25.0, 1), "25.0");
        assert_eq!(format_fixed(1522.35, 0), "1,522");
        assert_eq!(format_fixed(-0.001, 1), "0.0");
    }

    proptest! {
        #[test]
        fn reading_back_what_was_written_gives_the_same_number(value in -1e15_f64..1e15) {
            prop_assert_eq!(parse(&format(value)), Ok(value));
        }

        #[test]
        fn full_width_text_reads_like_half_width(value in 0.0_f64..1e9) {
            let wide: String = format(value)
                .chars()
                .map(|c| char::from_u32(u32::from(c) + 0xFEE0).unwrap())
                .collect();
            prop_assert_eq!(parse(&wide), Ok(value));
        }

        #[test]
        fn no_text_panics_or_yields_a_non_number(text in "\\PC*") {
            if let Ok(value) = parse(&text) {
                prop_assert!(value.is_finite());
            }
        }

        #[test]
        fn number_like_text_is_read_or_refused(text in "[-+0-9.,% ０-９．，％]{0,14}") {
            if let Ok(value) = parse(&text) {
                prop_assert_eq!(parse(&format(value)), Ok(value));
            }
        }
    }
}

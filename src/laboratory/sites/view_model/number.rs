//! Numbers as the room writes them.

use shirube_numeric::decimal;

/// A count as a number; tables have far fewer than 2^53 rows.
#[expect(clippy::cast_precision_loss, reason = "tables have far fewer than 2^53 rows")]
pub fn as_f64(count: usize) -> f64 {
    count as f64
}

/// A whole number.
pub fn count(value: usize) -> String {
    decimal::format(as_f64(value))
}

/// A share, 0 to 1, as a percentage without its sign: with as many decimals as it takes to see something,
/// and never 100 for less than all.
pub fn percent(share: f64) -> String {
    let percent = 100.0 * share;
    // Sums of shares miss 1 by a few last digits.
    if (percent - 100.0).abs() < 1e-9 {
        return "100".to_owned();
    }
    let places = if percent >= 1.0 || percent == 0.0 { 1 } else { 2 };
    let text = decimal::format_fixed(percent, places);
    match text.as_str() {
        "100.0" => ">99.9".to_owned(),
        "0.00" => "<0.01".to_owned(),
        "0.0" => "0".to_owned(),
        _ => text,
    }
}

/// A share, 0 to 1, as a percentage in a sentence: whole where it is large.
pub fn percent_in_words(share: f64) -> String {
    let percent_value = 100.0 * share;
    if (10.0..99.5).contains(&percent_value) {
        decimal::format_fixed(percent_value, 0)
    } else {
        percent(share)
    }
}

/// An index: four decimals say more than any sample supports. The full number is in the exports.
pub fn index(value: f64) -> String {
    decimal::format_fixed(value, 4)
}

/// An abundance: whole numbers as they are, others with two decimals.
pub fn abundance(value: f64) -> String {
    if value.fract() == 0.0 { decimal::format(value) } else { decimal::format_fixed(value, 2) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_never_rounded_to_nothing_or_to_all() {
        for (share, text) in [
            (0.0, "0"),
            (0.000_01, "<0.01"),
            (0.000_5, "0.05"),
            (0.012_34, "1.2"),
            (0.256_281, "25.6"),
            (0.999_9, ">99.9"),
            (1.0, "100"),
            (1.0 - 1e-16, "100"),
        ] {
            assert_eq!(percent(share), text);
        }
        assert_eq!(percent_in_words(0.256_281), "26");
        assert_eq!(percent_in_words(0.997), "99.7");
        assert_eq!(percent_in_words(0.031), "3.1");
    }
}

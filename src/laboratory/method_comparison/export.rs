//! The comparison as a table for other programs: pure, in full precision and without a language.

use crate::laboratory::csv::push_row;
use crate::laboratory::made_with::made_with;
use shirube_clonality::method_comparison::{bland_altman, parse_pairs, passing_bablok};

/// What the numbers are.
const NOTE: &str =
    "A comparison of two methods. Trace clonality is not Cv, and no value is converted. Research use.";

/// Every number of the comparison, then the pairs.
pub fn csv(text: &str) -> String {
    let pairs = parse_pairs(text).pairs;
    let mut table = String::new();
    push_row(&mut table, ["item", "value", "low", "high", "trace_clonality", "reported_cv"]);
    for (name, value) in [("note", NOTE)].into_iter().chain(made_with()) {
        push_row(&mut table, [name, value, "", "", "", ""]);
    }
    let mut row = |item: &str, value: f64, (low, high): (f64, f64)| {
        push_row(&mut table, [item, &cell(value), &cell(low), &cell(high), "", ""]);
    };
    let none = (f64::NAN, f64::NAN);
    if let Ok(fit) = passing_bablok(&pairs) {
        row("passing_bablok_slope", fit.slope.value, (fit.slope.low, fit.slope.high));
        row("passing_bablok_intercept", fit.intercept.value, (fit.intercept.low, fit.intercept.high));
        row("cusum_statistic", fit.linearity.statistic, none);
    }
    if let Ok(found) = bland_altman(&pairs) {
        row("bland_altman_bias", found.bias.value, (found.bias.low, found.bias.high));
        row("standard_deviation_of_differences", found.standard_deviation, none);
        row("lower_limit_of_agreement", found.lower_limit.value, found.lower_limit.exact);
        row("upper_limit_of_agreement", found.upper_limit.value, found.upper_limit.exact);
        if let Some(slope) = found.proportional {
            row("slope_of_difference_over_mean", slope.value, (slope.low, slope.high));
        }
    }
    if let Ok(fit) = passing_bablok(&pairs) {
        push_row(&mut table, ["cusum_p", fit.linearity.class.code(), "", "", "", ""]);
    }
    for pair in pairs {
        push_row(&mut table, ["pair", "", "", "", &pair.x.to_string(), &pair.y.to_string()]);
    }
    table
}

/// A number, or nothing for what there is not.
fn cell(value: f64) -> String {
    if value.is_finite() { value.to_string() } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::super::EXAMPLE;
    use super::*;

    #[test]
    fn everything_on_screen_is_there_in_full() {
        let table = csv(EXAMPLE);
        let pairs = parse_pairs(EXAMPLE).pairs;
        let slope = passing_bablok(&pairs).unwrap().slope;
        assert!(table.contains(&format!(
            "\r\npassing_bablok_slope,{},{},{},,\r\n",
            slope.value, slope.low, slope.high
        )));
        assert!(table.contains("\r\nbland_altman_bias,"));
        assert!(table.contains("\r\npair,,,,0.08,0.11\r\n"));
        assert!(table.lines().all(|line| line.contains("NOTE") || line.matches(',').count() >= 5));
    }

    #[test]
    fn pairs_that_cannot_be_compared_are_written_all_the_same() {
        let table = csv("0.1 0.2\n");
        assert!(table.ends_with("pair,,,,0.1,0.2\r\n") && !table.contains("slope"));
    }
}

//! Indices and comparisons against their second implementation in exact arithmetic: `golden/*.json` are made by the
//! scripts in `tests/oracle` at the root, which say what they were made with.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test")]

use serde_json::Value;
use shirube_clonality::method_comparison::{
    ComparisonError, LinearityClass, Pair, bland_altman, parse_pairs, passing_bablok,
};
use shirube_clonality::sites::{Abundances, CompareOptions, SiteTable, TableOptions, compare, read_table};

fn golden(text: &str, list: &str) -> Vec<Value> {
    let value: Value = serde_json::from_str(text).unwrap();
    value[list].as_array().unwrap().clone()
}

/// A number of the oracle: text with 20 digits, or null.
fn number(value: &Value) -> Option<f64> {
    value.as_str().map(|text| text.parse().unwrap())
}

/// Relatively, and near zero as much as what is subtracted there (ones and numbers of their size) allows.
#[track_caller]
fn assert_close(found: f64, wanted: &Value, name: &str) {
    assert_within(found, wanted, 1e-12, name);
}

#[track_caller]
fn assert_within(found: f64, wanted: &Value, relative: f64, name: &str) {
    let wanted = number(wanted).unwrap_or_else(|| panic!("{name}: found {found}, wanted none"));
    assert!(
        found == wanted || (found - wanted).abs() <= relative * wanted.abs() + 4e-15,
        "{name}: found {found:e}, wanted {wanted:e}"
    );
}

#[test]
fn indices_are_those_of_exact_arithmetic() {
    let tables = golden(include_str!("golden/sites.json"), "tables");
    assert_eq!(tables.len(), 50);
    for table in tables {
        let texts: Vec<_> =
            table["abundances"].as_array().unwrap().iter().map(|text| text.as_str().unwrap()).collect();
        let found =
            Abundances::new(texts.iter().map(|text| text.parse().unwrap()).collect()).unwrap().indices();
        let wanted = &table["indices"];
        for (name, value) in [
            ("abundance", found.abundance),
            ("gini", found.gini),
            ("shannon", found.shannon),
            ("shannon_bits", found.shannon_bits),
            ("clonality", found.clonality),
            ("simpson", found.simpson),
            ("inverse_simpson", found.inverse_simpson),
            ("berger_parker", found.berger_parker),
            ("d50", found.d50),
        ] {
            assert_close(value, &wanted[name], &format!("{name} of {texts:?}"));
        }
        assert_eq!(found.gini_corrected.is_some(), wanted["gini_corrected"].is_string());
        if let Some(corrected) = found.gini_corrected {
            assert_close(corrected, &wanted["gini_corrected"], "gini_corrected");
        }
        assert_eq!(Some(found.sites as u64), wanted["sites"].as_u64());
        assert_eq!(Some(found.uc50 as u64), wanted["uc50"].as_u64(), "{texts:?}");
        let wanted = &wanted["counts"];
        assert_eq!(found.counts.is_err(), wanted.is_null());
        let Ok(counts) = found.counts else { continue };
        assert_eq!(Some(counts.singletons as u64), wanted["singletons"].as_u64());
        assert_eq!(Some(counts.doubletons as u64), wanted["doubletons"].as_u64());
        assert_close(counts.chao1, &wanted["chao1"], "chao1");
        assert_close(counts.chao1_bias_corrected, &wanted["chao1_bias_corrected"], "chao1_bias_corrected");
        assert_eq!(counts.simpson_unbiased.is_some(), wanted["simpson_unbiased"].is_string());
        if let Some(unbiased) = counts.simpson_unbiased {
            assert_close(unbiased, &wanted["simpson_unbiased"], "simpson_unbiased");
        }
    }
}

#[test]
fn two_time_points_compare_as_in_exact_arithmetic() {
    let table = |value: &Value| -> SiteTable {
        let rows: Vec<_> = value
            .as_object()
            .unwrap()
            .iter()
            .map(|(site, count)| format!("{site}\t{}", count.as_str().unwrap()))
            .collect();
        read_table(rows.join("\n").as_bytes(), &TableOptions::default()).unwrap()
    };
    let pairs = golden(include_str!("golden/sites.json"), "pairs");
    assert_eq!(pairs.len(), 4);
    for pair in pairs {
        let found = compare(&table(&pair["before"]), &table(&pair["after"]), CompareOptions::default());
        let wanted = &pair["comparison"];
        assert_eq!(Some(found.shared as u64), wanted["shared"].as_u64());
        assert_close(found.shared_before, &wanted["shared_before"], "shared_before");
        assert_close(found.shared_after, &wanted["shared_after"], "shared_after");
        assert_close(found.morisita_horn, &wanted["morisita_horn"], "morisita_horn");
    }
}

/// The samples with their pairs, as pasted text.
fn samples() -> Vec<(Vec<Pair>, Value)> {
    let samples = golden(include_str!("golden/method_comparison.json"), "samples");
    assert_eq!(samples.len(), 26);
    samples
        .into_iter()
        .map(|sample| {
            let lines: Vec<_> = sample["pairs"]
                .as_array()
                .unwrap()
                .iter()
                .map(|pair| format!("{}\t{}", pair[0].as_str().unwrap(), pair[1].as_str().unwrap()))
                .collect();
            let pasted = parse_pairs(&lines.join("\n"));
            assert_eq!((pasted.pairs.len(), pasted.errors.len()), (lines.len(), 0));
            (pasted.pairs, sample)
        })
        .collect()
}

#[test]
fn passing_bablok_is_that_of_exact_arithmetic() {
    let mut refused = 0;
    for (pairs, sample) in samples() {
        let wanted = &sample["passing_bablok"];
        let found = match passing_bablok(&pairs) {
            Ok(found) => found,
            Err(error) => {
                assert_eq!(error, ComparisonError::NoPositiveRelation);
                assert!(wanted.is_null(), "{pairs:?}");
                refused += 1;
                continue;
            }
        };
        for (name, estimate) in [("slope", found.slope), ("intercept", found.intercept)] {
            for (index, value) in [estimate.value, estimate.low, estimate.high].into_iter().enumerate() {
                if value.is_finite() {
                    // The values have up to seven digits; differences and quotients of them keep the rest.
                    assert_within(value, &wanted[name][index], 1e-10, name);
                } else {
                    assert!(wanted[name][index].is_null(), "{name} of {pairs:?}");
                }
            }
        }
        assert_close(found.linearity.statistic, &wanted["cusum"], "cusum");
        let rejected = match found.linearity.class {
            LinearityClass::NotRejected => 0,
            LinearityClass::Below5Percent => 5,
            LinearityClass::Below1Percent => 1,
        };
        assert_eq!(Some(rejected), wanted["rejected"].as_u64());
    }
    assert!((1..6).contains(&refused), "{refused}");
}

#[test]
fn bland_altman_is_that_of_exact_arithmetic() {
    for (pairs, sample) in samples() {
        let found = bland_altman(&pairs).unwrap();
        let wanted = &sample["bland_altman"];
        let close = |value: f64, name: &str| assert_within(value, &wanted[name], 1e-11, name);
        close(found.bias.value, "bias");
        close(found.standard_deviation, "standard_deviation");
        close(found.lower_limit.value, "lower");
        close(found.upper_limit.value, "upper");
        close((found.bias.high - found.bias.low) / 2.0, "bias_half");
        close((found.upper_limit.approximate.1 - found.upper_limit.approximate.0) / 2.0, "limit_half");
        // Here it is the oracle's own arithmetic that ends at ten digits.
        assert_within(found.upper_limit.exact.0, &wanted["upper_exact"][0], 1e-9, "exact, low");
        assert_within(found.upper_limit.exact.1, &wanted["upper_exact"][1], 1e-9, "exact, high");
        let slope = found.proportional.unwrap();
        assert_within(slope.value, &wanted["proportional"][0], 1e-10, "proportional");
        assert_within(
            (slope.high - slope.low) / 2.0,
            &wanted["proportional"][1],
            1e-10,
            "proportional, half",
        );
    }
}

//! Tables of integration sites: any bytes give a table whose numbers hold together, or an error. The same bytes are then
//! read as pairs of two methods.
#![no_main]

use libfuzzer_sys::fuzz_target;
use shirube_clonality::method_comparison::{bland_altman, parse_pairs, passing_bablok};
use shirube_clonality::sites::{CompareOptions, SampleChoice, TableOptions, compare, read_table};

fuzz_target!(|bytes: &[u8]| {
    for sample in [SampleChoice::Only, SampleChoice::Together] {
        let Ok(table) = read_table(bytes, &TableOptions { sample, ..TableOptions::default() }) else { continue };
        let indices = table.indices();
        assert!(indices.sites == table.sites().len() && indices.sites > 0);
        assert!((0.0..=1.0).contains(&indices.gini) && (0.0..=1.0).contains(&indices.clonality));
        assert!(indices.berger_parker > 0.0 && indices.berger_parker <= 1.0);
        assert!((1..=indices.sites).contains(&indices.uc50));
        assert!(table.abundances().lorenz_curve(20).len() <= 22);
        assert!(table.abundances().rank_curve(20).len() <= 22);
        let comparison = compare(&table, &table, CompareOptions { top: 3, tolerance: 2 });
        assert!((0.0..=1.0).contains(&comparison.morisita_horn));
    }
    if let Ok(text) = str::from_utf8(bytes) {
        let pairs = parse_pairs(text).pairs;
        if let Ok(line) = passing_bablok(&pairs) {
            assert!(line.slope.value > 0.0 && line.slope.low <= line.slope.value && line.slope.value <= line.slope.high);
        }
        if let Ok(agreement) = bland_altman(&pairs) {
            assert!(agreement.bias.low <= agreement.bias.high);
        }
    }
});

//! Tables of integration sites: any bytes give a table whose numbers hold together or an error.
#![no_main]

use libfuzzer_sys::fuzz_target;
use shirube_clonality::sites::{SampleChoice, TableOptions, read_table};

fuzz_target!(|bytes: &[u8]| {
    for sample in [SampleChoice::Only, SampleChoice::Together] {
        let Ok(table) = read_table(bytes, &TableOptions { sample, ..TableOptions::default() }) else {
            continue;
        };
        assert!(!table.sites().is_empty());
        assert!(table.sites().len() + table.rows_with_errors() <= table.rows());
        assert!(table.row_errors().len() <= table.rows_with_errors());
        assert!(table.sites().iter().all(|site| site.abundance > 0.0 && site.abundance.is_finite()));
        assert!(table.sites().is_sorted_by(|a, b| a.abundance >= b.abundance));
        std::hint::black_box(table.indices());
    }
});

//! Quantiles of the t distribution against `golden/student_t.tsv`, which `golden/student_t.py` made.
#![allow(clippy::unwrap_used, reason = "a test")]

use shirube_numeric::student_t::noncentral_quantile;

#[test]
fn quantiles_are_those_of_another_implementation() {
    let rows = include_str!("golden/student_t.tsv").lines().skip(2);
    let mut checked = 0;
    for row in rows {
        let cells: Vec<f64> = row.split('\t').map(|cell| cell.parse().unwrap()).collect();
        let &[p, degrees, noncentrality, wanted] = cells.as_slice() else { panic!("{row}") };
        let found = noncentral_quantile(p, degrees, noncentrality).unwrap();
        assert!((found - wanted).abs() <= 1e-12 * wanted.abs().max(1.0), "{row}: {found}");
        checked += 1;
    }
    assert_eq!(checked, 128);
}

//! Exact binomial limits.

use crate::ops;

/// The exact one-sided 95 % upper limit of a proportion when none of `n` people had the event:
/// `1 − 0.05^(1/n)`, from solving `(1 − p)^n = 0.05` (Clopper and Pearson, Biometrika 1934;26:404).
///
/// In `[0, 1]`. `None` when `n` is zero: nobody was looked at, so nothing is bounded.
pub fn upper_limit_none_seen(n: u32) -> Option<f64> {
    (n > 0).then(|| 1.0 - ops::pow(0.05, 1.0 / f64::from(n)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_looked_at_bounds_nothing() {
        assert_eq!(upper_limit_none_seen(0), None);
    }

    #[test]
    fn the_limit_solves_its_equation() {
        for n in 1..=500 {
            let p = upper_limit_none_seen(n).unwrap();
            let none_seen = ops::pow(1.0 - p, f64::from(n));
            assert!((none_seen - 0.05).abs() < 1e-13, "n = {n}: {none_seen}");
        }
    }

    #[test]
    fn one_person_bounds_almost_nothing() {
        assert!((upper_limit_none_seen(1).unwrap() - 0.95).abs() < 1e-15);
    }
}

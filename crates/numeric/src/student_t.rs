//! Quantiles of Student's t distribution, central and noncentral.

use std::f64::consts::SQRT_2;

use crate::ops;

/// The value below which a share `p` of Student's t distribution lies; `degrees` of freedom may be a fraction.
///
/// `None` unless `0 < p < 1` and `degrees` is from 1 to [`MOST_DEGREES`]. The error is a few units in the
/// thirteenth digit.
pub fn quantile(p: f64, degrees: f64) -> Option<f64> {
    noncentral_quantile(p, degrees, 0.0)
}

/// The same of the noncentral distribution: that of `(Z + noncentrality) / √(χ²/degrees)` with a standard
/// normal Z and an independent χ² with `degrees` degrees of freedom.
///
/// `None` unless `0 < p < 1`, `degrees` is from 1 to [`MOST_DEGREES`] and the noncentrality is at most
/// [`LARGEST_NONCENTRALITY`] either way; also where the quantile has more than 100 digits.
pub fn noncentral_quantile(p: f64, degrees: f64, noncentrality: f64) -> Option<f64> {
    let known = p > 0.0
        && p < 1.0
        && (1.0..=MOST_DEGREES).contains(&degrees)
        && noncentrality.abs() <= LARGEST_NONCENTRALITY;
    if !known {
        return None;
    }
    let spread = Spread::new(degrees, noncentrality);
    let is_below = |t: f64| spread.share_below(t, noncentrality) < p;
    let mut width = 1.0;
    let (mut low, mut high) = (noncentrality - width, noncentrality + width);
    while !is_below(low) || is_below(high) {
        width *= 2.0;
        if width > 1e100 {
            return None;
        }
        (low, high) = (noncentrality - width, noncentrality + width);
    }
    loop {
        let middle = f64::midpoint(low, high);
        if middle <= low || middle >= high {
            return Some(middle);
        }
        if is_below(middle) { low = middle } else { high = middle }
    }
}

/// Above this the distribution is the normal one for every purpose here.
pub const MOST_DEGREES: f64 = 1e7;

/// No larger noncentrality is read.
pub const LARGEST_NONCENTRALITY: f64 = 1e3;

/// `√(χ²/degrees)` on a grid even in its logarithm, with the weight of each value.
///
/// On that axis the density is analytic and falls off exponentially on both sides, so that the plain
/// trapezoidal sum converges faster than any power of the step (Trefethen and Weideman, SIAM Review
/// 2014;56:385). Dividing by the sum of the weights spares the constant of the density.
struct Spread {
    values: Vec<(f64, f64)>,
    total: f64,
}

impl Spread {
    fn new(degrees: f64, noncentrality: f64) -> Self {
        // The density's own width is 1/√(2·degrees); that of the normal share is 1/noncentrality.
        let step = (0.125 / (2.0 * degrees).sqrt()).min(0.25 / (1.0 + noncentrality.abs()));
        let at = |u: f64| (ops::exp(u), ops::exp(degrees * (u - 0.5 * ops::exp_m1(2.0 * u))));
        let side = |first: f64, step: f64| {
            std::iter::successors(Some(first), move |u| Some(u + step))
                .map(at)
                .take_while(|(_, weight)| *weight > 1e-18)
        };
        let values: Vec<_> = side(-step, -step).chain(side(0.0, step)).collect();
        let total = values.iter().map(|(_, weight)| weight).sum();
        Self { values, total }
    }

    /// The share of the distribution below `t`.
    fn share_below(&self, t: f64, noncentrality: f64) -> f64 {
        let normal_share = |x: f64| 0.5 * ops::erfc(-x / SQRT_2);
        let sum: f64 =
            self.values.iter().map(|(value, weight)| weight * normal_share(t * value - noncentrality)).sum();
        sum / self.total
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn close(found: f64, wanted: f64) -> bool {
        (found - wanted).abs() <= 2e-12 * wanted.abs().max(1.0)
    }

    /// With one and with two degrees of freedom the quantile has a closed form.
    #[test]
    fn closed_forms() {
        for p in [0.001_f64, 0.025, 0.2, 0.5, 0.8, 0.975, 0.999] {
            let one = -1.0 / libm::tan(std::f64::consts::PI * p);
            assert!(close(quantile(p, 1.0).unwrap(), one), "{p}");
            let two = (2.0 * p - 1.0) * (2.0 / (4.0 * p * (1.0 - p))).sqrt();
            assert!(close(quantile(p, 2.0).unwrap(), two), "{p}");
        }
    }

    #[test]
    fn what_is_no_distribution_has_no_quantile() {
        for (p, degrees) in [(0.0, 5.0), (1.0, 5.0), (f64::NAN, 5.0), (0.5, 0.9), (0.5, f64::NAN), (0.5, 1e8)]
        {
            assert_eq!(quantile(p, degrees), None);
        }
        assert_eq!(noncentral_quantile(0.5, 5.0, f64::INFINITY), None);
        assert_eq!(noncentral_quantile(0.5, 5.0, f64::NAN), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]

        #[test]
        fn the_distribution_is_its_own_mirror_image(p in 0.01_f64..0.99, degrees in 1.0_f64..3000.0, away in -40.0_f64..40.0) {
            let here = noncentral_quantile(p, degrees, away).unwrap();
            let there = noncentral_quantile(1.0 - p, degrees, -away).unwrap();
            prop_assert!((here + there).abs() < 1e-9 * here.abs().max(1.0), "{} {}", here, there);
        }
    }
}

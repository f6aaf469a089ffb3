//! Bland–Altman limits of agreement.

use shirube_numeric::student_t;
use shirube_numeric::sum::compensated;

use super::pairs::{ComparisonError, Pair, check};
use super::{Estimate, NORMAL_975, as_number};

/// How far the second method lies from the first (Bland and Altman, Lancet 1986;1:307; Stat. Methods Med. Res.
/// 1999;8:135). Differences are y − x and taken to be normal and alike over the whole range; `proportional` and the plot
/// tell whether they are.
#[derive(Debug, Clone, PartialEq)]
pub struct BlandAltman {
    /// Mean difference, with the t interval.
    pub bias: Estimate,
    /// Standard deviation of the differences (n − 1).
    pub standard_deviation: f64,
    /// Bias − 1.96 standard deviations.
    pub lower_limit: Limit,
    /// Bias + 1.96 standard deviations.
    pub upper_limit: Limit,
    /// Slope of the differences over the means, by least squares, with the t interval: an interval without 0 says that the
    /// difference grows or falls with the value (1999, section 3.2). `None` where all means are the same.
    pub proportional: Option<Estimate>,
    /// The plot, in the order of the pairs.
    pub points: Vec<DifferencePoint>,
}

/// A limit of agreement, with two 95 % intervals.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limit {
    /// The limit.
    pub value: f64,
    /// Exact for normal differences, from the noncentral t distribution (Carkeet, Optom. Vis. Sci. 2015;92:e71).
    pub exact: (f64, f64),
    /// The usual approximation: t · s · √(1/n + 1.96²/(2(n − 1))) either way (Bland and Altman 1999, section 2).
    pub approximate: (f64, f64),
}

/// A pair in the plot.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DifferencePoint {
    /// (x + y)/2
    pub mean: f64,
    /// y − x
    pub difference: f64,
}

/// Compares pairs in any order.
///
/// # Errors
/// See [`ComparisonError`]; never [`ComparisonError::NoSpread`] or [`ComparisonError::NoPositiveRelation`].
pub fn bland_altman(pairs: &[Pair]) -> Result<BlandAltman, ComparisonError> {
    check(pairs)?;
    let n = as_number(pairs.len());
    let points: Vec<_> = pairs
        .iter()
        .map(|pair| DifferencePoint { mean: f64::midpoint(pair.x, pair.y), difference: pair.y - pair.x })
        .collect();
    let bias = compensated(points.iter().map(|point| point.difference)) / n;
    let squares =
        compensated(points.iter().map(|point| (point.difference - bias) * (point.difference - bias)));
    let deviation = (squares / (n - 1.0)).sqrt();
    // The quantiles are there for every number of pairs that `check` lets through.
    let t = student_t::quantile(0.975, n - 1.0).unwrap_or(f64::INFINITY);
    let upper = Limit::above(bias, deviation, n, t);
    Ok(BlandAltman {
        bias: Estimate::around(bias, t * deviation / n.sqrt()),
        standard_deviation: deviation,
        lower_limit: upper.mirrored(bias),
        upper_limit: upper,
        proportional: proportional(&points),
        points,
    })
}

impl Limit {
    /// The upper limit.
    fn above(bias: f64, deviation: f64, n: f64, t: f64) -> Self {
        let value = bias + NORMAL_975 * deviation;
        let half = t * deviation * (1.0 / n + NORMAL_975 * NORMAL_975 / (2.0 * (n - 1.0))).sqrt();
        // (true limit − bias)/deviation is a noncentral t quantile over √n, with this noncentrality.
        let bound = |p: f64| {
            let quantile = student_t::noncentral_quantile(p, n - 1.0, NORMAL_975 * n.sqrt());
            bias + quantile.unwrap_or(f64::INFINITY) * deviation / n.sqrt()
        };
        Self { value, exact: (bound(0.025), bound(0.975)), approximate: (value - half, value + half) }
    }

    /// The limit as far on the other side of the bias.
    fn mirrored(self, bias: f64) -> Self {
        let other = |value: f64| bias - (value - bias);
        let swapped = |(low, high): (f64, f64)| (other(high), other(low));
        Self { value: other(self.value), exact: swapped(self.exact), approximate: swapped(self.approximate) }
    }
}

/// Least squares of difference on mean.
fn proportional(points: &[DifferencePoint]) -> Option<Estimate> {
    let n = as_number(points.len());
    let centre = compensated(points.iter().map(|point| point.mean)) / n;
    let bias = compensated(points.iter().map(|point| point.difference)) / n;
    let offset = |point: &DifferencePoint| (point.mean - centre, point.difference - bias);
    let spread = compensated(points.iter().map(offset).map(|(mean, _)| mean * mean));
    let together = compensated(points.iter().map(offset).map(|(mean, difference)| mean * difference));
    let has_spread = points.windows(2).any(|two| matches!(two, [a, b] if a.mean != b.mean));
    if !has_spread || spread <= 0.0 {
        return None;
    }
    let slope = together / spread;
    let left = compensated(points.iter().map(offset).map(|(mean, difference)| {
        let residual = difference - slope * mean;
        residual * residual
    }));
    let error = (left / (n - 2.0) / spread).sqrt();
    Some(Estimate::around(slope, student_t::quantile(0.975, n - 2.0)? * error))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Peak expiratory flow in L/min by two meters, the example of Bland and Altman 1986 (first measurements).
    const LARGE_METER: [f64; 17] = [
        494., 395., 516., 434., 476., 557., 413., 442., 650., 433., 417., 656., 267., 478., 178., 423., 427.,
    ];
    const MINI_METER: [f64; 17] = [
        512., 430., 520., 428., 500., 600., 364., 380., 658., 445., 432., 626., 260., 477., 259., 350., 451.,
    ];

    /// They print: mean difference (large − mini) −2.1, standard deviation 38.8, its interval −22.0 to 17.8; limits
    /// −79.7 and 75.5 with two standard deviations, their standard error √(3s²/n) = 16.3.
    #[test]
    fn the_published_example_gives_its_published_values() {
        let pairs: Vec<_> = MINI_METER.iter().zip(LARGE_METER).map(|(&x, y)| Pair { x, y }).collect();
        let found = bland_altman(&pairs).unwrap();
        let one_decimal = |value: f64| format!("{value:.1}");
        assert_eq!(one_decimal(found.bias.value), "-2.1");
        assert_eq!(one_decimal(found.standard_deviation), "38.8");
        // What they print of the rest was computed from these rounded values.
        assert!(
            (found.bias.low - -22.0).abs() < 0.1 && (found.bias.high - 17.8).abs() < 0.1,
            "{:?}",
            found.bias
        );
        let within = |found: f64, printed: f64, by: f64| assert!((found - printed).abs() < by, "{found}");
        within(found.bias.value + 2.0 * found.standard_deviation, 75.5, 0.15);
        within(found.bias.value - 2.0 * found.standard_deviation, -79.7, 0.15);
        // √(1/n + 1.96²/(2(n − 1))) instead of √(3/n): a standard error of 16.4 instead of 16.3.
        let half = (found.upper_limit.approximate.1 - found.upper_limit.approximate.0) / 2.0;
        assert!((half / 2.1199 - 16.4).abs() < 0.05, "{half}");
        // R 4.2.2 gives these for the same pairs: confint(lm(d ~ mean)), and qt() with its noncentrality.
        let slope = found.proportional.unwrap();
        for (value, by_r) in [
            (slope.value, 0.028_687_445_152_5),
            (slope.low, -0.159_320_063_684),
            (slope.high, 0.216_694_953_989_1),
            (found.upper_limit.exact.0, 48.859_637_3),
            (found.upper_limit.exact.1, 119.925_504_2),
        ] {
            within(value, by_r, 1e-7);
        }
    }

    #[test]
    fn methods_that_always_agree_have_no_width() {
        let pairs: Vec<_> = (0..12).map(|x| Pair { x: f64::from(x), y: f64::from(x) }).collect();
        let found = bland_altman(&pairs).unwrap();
        assert_eq!((found.bias.value, found.standard_deviation, found.upper_limit.value), (0.0, 0.0, 0.0));
        assert_eq!(found.upper_limit.exact, (0.0, 0.0));
        let same = vec![Pair { x: 1.0, y: 2.0 }; 12];
        assert_eq!(bland_altman(&same).unwrap().proportional, None);
    }

    #[test]
    fn a_difference_that_grows_is_seen() {
        let pairs: Vec<_> = (1..30)
            .map(|x| Pair { x: f64::from(x), y: 1.2 * f64::from(x) + if x % 2 == 0 { 0.1 } else { -0.1 } })
            .collect();
        let slope = bland_altman(&pairs).unwrap().proportional.unwrap();
        // y − x = 0.2x over (x + y)/2 = 1.1x.
        assert!((slope.value - 0.2 / 1.1).abs() < 0.01 && slope.low > 0.0, "{slope:?}");
    }

    proptest! {
        // Each case takes a hundred quantiles' worth of integrals.
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn intervals_hold_their_estimates(values in prop::collection::vec((-5.0_f64..5.0, -5.0_f64..5.0), 10..60)) {
            let pairs: Vec<_> = values.iter().map(|&(x, y)| Pair { x, y }).collect();
            let found = bland_altman(&pairs).unwrap();
            for limit in [found.lower_limit, found.upper_limit] {
                for (low, high) in [limit.exact, limit.approximate] {
                    prop_assert!(low <= limit.value && limit.value <= high);
                }
            }
            prop_assert!(found.bias.low <= found.bias.value && found.bias.value <= found.bias.high);
            // The other way round everything is mirrored.
            let swapped: Vec<_> = pairs.iter().map(|pair| Pair { x: pair.y, y: pair.x }).collect();
            let back = bland_altman(&swapped).unwrap();
            prop_assert!((back.upper_limit.exact.1 + found.lower_limit.exact.0).abs() < 1e-9);
        }
    }
}

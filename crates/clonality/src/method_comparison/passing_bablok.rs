//! Passing–Bablok regression.

use super::linearity::Linearity;
use super::pairs::{ComparisonError, Pair, check};
use super::{Estimate, NORMAL_975, as_number};

/// The line y = intercept + slope · x that treats both methods alike (Passing and Bablok, J. Clin. Chem. Clin.
/// Biochem. 1983;21:709).
///
/// The two methods are taken to agree where the interval of the slope holds 1 and that of the intercept 0.
#[derive(Debug, Clone, PartialEq)]
pub struct PassingBablok {
    /// Slope, above zero. Its upper limit is infinite where the pairs allow a vertical line.
    pub slope: Estimate,
    /// Intercept, in the unit of y. Its lower limit is minus infinity where the slope's upper limit is infinite.
    pub intercept: Estimate,
    /// Test of whether a straight line fits at all.
    pub linearity: Linearity,
}

/// Fits the line to pairs in any order.
///
/// The slopes between all pairs, sorted, are S₍₁₎ … S₍N₎. Pairs that are the same in both values have no slope, and slopes
/// of exactly −1 are left out; K is the number of slopes below −1. The slope is the median shifted by K, its limits are
/// S₍M₁₊K₎ and S₍M₂₊K₎ with M₁ = (N − C)/2 rounded, M₂ = N − M₁ + 1, C = 1.96·√(n(n − 1)(2n + 5)/18). The intercept
/// is the median of y − slope·x, its limits are the same with the limits of the slope.
///
/// # Errors
/// See [`ComparisonError`].
pub fn passing_bablok(pairs: &[Pair]) -> Result<PassingBablok, ComparisonError> {
    check(pairs)?;
    let is_constant =
        |value: fn(&Pair) -> f64| pairs.windows(2).all(|two| matches!(two, [a, b] if value(a) == value(b)));
    if is_constant(|pair| pair.x) || is_constant(|pair| pair.y) {
        return Err(ComparisonError::NoSpread);
    }
    let mut slopes = slopes(pairs);
    let count = slopes.len();
    let offset = slopes.iter().filter(|slope| **slope < -1.0).count();
    let mut at = |rank: Option<usize>| order_statistic(&mut slopes, rank?.checked_add(offset)?);
    let middle = (at(count.div_ceil(2).into()), at((count / 2 + 1).into()));
    let (Some(low_middle), Some(high_middle)) = middle else {
        return Err(ComparisonError::NoPositiveRelation);
    };
    let value = f64::midpoint(low_middle, high_middle);
    let rank = lower_rank(pairs.len(), count);
    let low = at(rank).unwrap_or(f64::NEG_INFINITY);
    // Beyond the last slope lie those steeper than a vertical line.
    let high = at(rank.map(|rank| count - rank + 1)).unwrap_or(f64::INFINITY);
    if !(value.is_finite() && value > 0.0) {
        return Err(ComparisonError::NoPositiveRelation);
    }
    let slope = Estimate { value, low, high };
    let intercept = Estimate {
        value: median_intercept(pairs, value),
        low: if high.is_finite() { median_intercept(pairs, high) } else { f64::NEG_INFINITY },
        high: if low.is_finite() { median_intercept(pairs, low) } else { f64::INFINITY },
    };
    let linearity = Linearity::test(pairs, value, intercept.value);
    Ok(PassingBablok { slope, intercept, linearity })
}

/// The slopes between all pairs of points, but those of the same point twice and those of exactly −1.
fn slopes(pairs: &[Pair]) -> Vec<f64> {
    let mut slopes = Vec::with_capacity(pairs.len() * pairs.len().saturating_sub(1) / 2);
    let mut rest = pairs;
    while let [first, others @ ..] = rest {
        slopes.extend(others.iter().filter_map(|other| slope(first, other)));
        rest = others;
    }
    slopes
}

fn slope(first: &Pair, second: &Pair) -> Option<f64> {
    let (run, rise) = (second.x - first.x, second.y - first.y);
    if run == 0.0 {
        // The paper gives a vertical slope the sign of the rise in the order of the samples. The sign changes nothing:
        // one more at the bottom is one more in the offset. So the order of the samples need not either.
        return (rise != 0.0).then_some(f64::INFINITY);
    }
    // Decimals such as 0.3 − 0.2 and 0.1 − 0.2 do not cancel to the last bit; by their digits the slope is −1.
    let size = first.x.abs().max(first.y.abs()).max(second.x.abs()).max(second.y.abs());
    if (run + rise).abs() <= 4.0 * f64::EPSILON * size && rise != 0.0 {
        return None;
    }
    Some(rise / run)
}

/// The value at a rank from 1.
fn order_statistic(values: &mut [f64], rank: usize) -> Option<f64> {
    let index = rank.checked_sub(1).filter(|index| *index < values.len())?;
    let (_, value, _) = values.select_nth_unstable_by(index, f64::total_cmp);
    Some(*value)
}

/// M₁; `None` if there are too few slopes for an interval.
fn lower_rank(pairs: usize, slopes: usize) -> Option<usize> {
    let n = as_number(pairs);
    let half_width = NORMAL_975 * (n * (n - 1.0) * (2.0 * n + 5.0) / 18.0).sqrt();
    let rank = ((as_number(slopes) - half_width) / 2.0).round();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "whole, positive, at most `slopes`"
    )]
    (rank >= 1.0).then_some(rank as usize)
}

fn median_intercept(pairs: &[Pair], slope: f64) -> f64 {
    let mut intercepts: Vec<f64> = pairs.iter().map(|pair| pair.y - slope * pair.x).collect();
    intercepts.sort_unstable_by(f64::total_cmp);
    let at = |index: usize| intercepts.get(index).copied().unwrap_or(f64::NAN);
    f64::midpoint(at((intercepts.len() - 1) / 2), at(intercepts.len() / 2))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::pairs::{FEWEST_PAIRS, MOST_PAIRS};
    use super::*;

    fn pairs(of: &[(f64, f64)]) -> Vec<Pair> {
        of.iter().map(|&(x, y)| Pair { x, y }).collect()
    }

    #[test]
    fn points_on_a_line_give_the_line() {
        let on_line: Vec<Pair> =
            (0..20).map(|x| Pair { x: f64::from(x), y: 3.0 + 2.0 * f64::from(x) }).collect();
        let found = passing_bablok(&on_line).unwrap();
        assert_eq!((found.slope.value, found.slope.low, found.slope.high), (2.0, 2.0, 2.0));
        assert_eq!((found.intercept.value, found.intercept.low, found.intercept.high), (3.0, 3.0, 3.0));
    }

    #[test]
    fn what_cannot_be_compared_is_refused() {
        let rising: Vec<Pair> = (0..20).map(|x| Pair { x: f64::from(x), y: f64::from(x) }).collect();
        let falling: Vec<Pair> = (0..20).map(|x| Pair { x: f64::from(x), y: -2.0 * f64::from(x) }).collect();
        let flat: Vec<Pair> = (0..20).map(|x| Pair { x: f64::from(x), y: 1.0 }).collect();
        let upright: Vec<Pair> = (0..20).map(|y| Pair { x: 1.0, y: f64::from(y) }).collect();
        let mut odd = rising.clone();
        odd[3].y = f64::NAN;
        let many = vec![Pair { x: 1.0, y: 1.0 }; MOST_PAIRS + 1];
        for (pairs, error) in [
            (&rising[..FEWEST_PAIRS - 1], ComparisonError::TooFew { found: FEWEST_PAIRS - 1 }),
            (&many[..], ComparisonError::TooMany),
            (&odd[..], ComparisonError::OutOfRange),
            (&flat[..], ComparisonError::NoSpread),
            (&upright[..], ComparisonError::NoSpread),
            (&falling[..], ComparisonError::NoPositiveRelation),
        ] {
            assert_eq!(passing_bablok(pairs), Err(error));
        }
        // Every slope is −1, so none is left.
        let mirrored: Vec<Pair> = (0..20).map(|x| Pair { x: f64::from(x), y: -f64::from(x) }).collect();
        assert_eq!(passing_bablok(&mirrored), Err(ComparisonError::NoPositiveRelation));
    }

    #[test]
    fn minus_one_is_found_in_decimals() {
        let steep = |a: (f64, f64), b: (f64, f64)| slope(&Pair { x: a.0, y: a.1 }, &Pair { x: b.0, y: b.1 });
        assert_eq!(steep((0.1, 0.3), (0.2, 0.2)), None);
        assert_eq!(steep((0.2, 0.2), (0.1, 0.3)), None);
        assert!(steep((0.1, 0.3), (0.2, 0.200_001)).is_some());
        assert_eq!(steep((0.1, 0.2), (0.1, 0.2)), None);
        assert_eq!(steep((0.1, 0.2), (0.3, 0.2)), Some(0.0));
    }

    #[test]
    fn a_vertical_line_within_the_limits_has_no_upper_limit() {
        let columns = [(0.0, [0.0, 1.0, 2.0, 5.0]), (1.0, [2.0, 3.0, 4.0, 1.0]), (2.0, [4.0, 5.0, 6.0, 3.0])];
        let of: Vec<(f64, f64)> = columns.iter().flat_map(|(x, ys)| ys.iter().map(|y| (*x, *y))).collect();
        let found = passing_bablok(&pairs(&of)).unwrap();
        assert!(found.slope.value.is_finite());
        assert_eq!(found.slope.high, f64::INFINITY);
        assert_eq!(found.intercept.low, f64::NEG_INFINITY);
    }

    #[test]
    fn mostly_vertical_lines_are_no_relation() {
        let mut of: Vec<(f64, f64)> = (0..8).map(|y| (0.0, f64::from(y))).collect();
        of.extend([(1.0, 9.0), (1.0, 12.0), (2.0, 15.0)]);
        assert_eq!(passing_bablok(&pairs(&of)), Err(ComparisonError::NoPositiveRelation));
    }

    fn scattered() -> impl Strategy<Value = Vec<Pair>> {
        // Two decimals, so that ties, vertical slopes and slopes of −1 are frequent.
        let point = (0_u32..100, -8_i32..8).prop_map(|(x, off)| {
            let x = f64::from(x);
            Pair { x: x / 100.0, y: (x + f64::from(off)) / 100.0 }
        });
        prop::collection::vec(point, 12..60)
    }

    proptest! {
        #[test]
        fn neither_the_order_of_samples_nor_that_of_methods_matters(pairs in scattered(), turn in 0_usize..60) {
            let Ok(found) = passing_bablok(&pairs) else { return Ok(()) };
            let mut turned = pairs.clone();
            turned.rotate_left(turn % pairs.len());
            prop_assert_eq!(&passing_bablok(&turned).unwrap().slope, &found.slope);
            turned.reverse();
            prop_assert_eq!(&passing_bablok(&turned).unwrap().slope, &found.slope);
            // Between the other way round the slope is the reciprocal one.
            let swapped: Vec<_> = pairs.iter().map(|pair| Pair { x: pair.y, y: pair.x }).collect();
            let back = passing_bablok(&swapped).unwrap();
            let close = |a: f64, b: f64| (a * b - 1.0).abs() < 1e-9;
            prop_assert!(close(back.slope.low, found.slope.high) || !found.slope.high.is_finite() || back.slope.low <= 0.0);
            prop_assert!(close(back.slope.high, found.slope.low) || !back.slope.high.is_finite() || found.slope.low <= 0.0);
        }

        #[test]
        fn the_estimate_lies_within_its_limits(pairs in scattered()) {
            let Ok(found) = passing_bablok(&pairs) else { return Ok(()) };
            prop_assert!(found.slope.low <= found.slope.value && found.slope.value <= found.slope.high);
            prop_assert!(found.intercept.low <= found.intercept.high);
        }
    }
}

//! The Cusum test of Passing and Bablok: does a straight line fit at all?

use super::as_number;
use super::pairs::Pair;

/// The Cusum test (Passing and Bablok 1983, section 5): points above the line count √(L/l), points below −√(l/L), with l
/// above and L below; these are summed in the order along the line. Where points on one side follow one another, the
/// sum runs away from zero.
///
/// The paper's rule keeps its 5 % only roughly. Pairs made up on a straight line (even over 0 to 1, both methods with a normal
/// error of 0.05) are rejected in 2 % of samples of 20, 3 % of 40, 7 % of 100, 9 % of 200 and 10 % of 400.
#[derive(Debug, Clone, PartialEq)]
pub struct Linearity {
    /// Largest distance of the sum from zero, divided by √(L + 1).
    pub statistic: f64,
    /// What that says.
    pub class: LinearityClass,
    /// The sum after each point along the line, for drawing.
    pub cusum: Vec<f64>,
}

/// The probability of such a statistic if the relation is straight, as far as it is tabulated: 1.36 and 1.63 are the 5 %
/// and 1 % points of Kolmogorov's distribution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LinearityClass {
    /// At least 5 %: nothing speaks against a straight line.
    NotRejected,
    /// Below 5 %, at least 1 %.
    Below5Percent,
    /// Below 1 %.
    Below1Percent,
}

impl LinearityClass {
    /// Name for files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotRejected => "p>=0.05",
            Self::Below5Percent => "p<0.05",
            Self::Below1Percent => "p<0.01",
        }
    }
}

impl Linearity {
    /// Tests the line y = `intercept` + `slope`·x; the slope is above zero.
    pub(super) fn test(pairs: &[Pair], slope: f64, intercept: f64) -> Self {
        let mut points: Vec<(f64, f64)> = pairs
            .iter()
            .map(|pair| {
                let along = (pair.y + pair.x / slope - intercept) / (1.0 + 1.0 / (slope * slope)).sqrt();
                (along, side(pair, slope, intercept))
            })
            .collect();
        // Points at the same place along the line: those below first, so that the order of the samples does not matter.
        points.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
        let above = as_number(points.iter().filter(|point| point.1 > 0.0).count());
        let below = as_number(points.iter().filter(|point| point.1 < 0.0).count());
        let (mut over, mut under) = (0.0, 0.0);
        let cusum: Vec<f64> = points
            .iter()
            .map(|(_, side)| {
                if *side > 0.0 {
                    over += 1.0;
                } else if *side < 0.0 {
                    under += 1.0;
                }
                // Counts and not a running sum of roots, so that it ends at zero. Without a point on one side there is
                // nothing to follow.
                if above > 0.0 && below > 0.0 {
                    (over * below - under * above) / (above * below).sqrt()
                } else {
                    0.0
                }
            })
            .collect();
        let largest = cusum.iter().fold(0.0_f64, |largest, sum| largest.max(sum.abs()));
        let statistic = largest / (below + 1.0).sqrt();
        let class = if statistic > 1.63 {
            LinearityClass::Below1Percent
        } else if statistic > 1.36 {
            LinearityClass::Below5Percent
        } else {
            LinearityClass::NotRejected
        };
        Self { statistic, class, cusum }
    }
}

/// 1 above the line, −1 below, 0 on it. What is on the line by its decimals may miss it by the last bits.
fn side(pair: &Pair, slope: f64, intercept: f64) -> f64 {
    let residual = pair.y - intercept - slope * pair.x;
    let size = pair.y.abs().max(intercept.abs()).max((slope * pair.x).abs());
    if residual.abs() <= 8.0 * f64::EPSILON * size { 0.0 } else { residual.signum() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn test(of: impl Iterator<Item = (f64, f64)>) -> Linearity {
        let pairs: Vec<_> = of.map(|(x, y)| Pair { x, y }).collect();
        Linearity::test(&pairs, 1.0, 0.0)
    }

    #[test]
    fn points_that_alternate_are_straight() {
        let found = test((0..40).map(|x| (f64::from(x), f64::from(x) + if x % 2 == 0 { 0.1 } else { -0.1 })));
        assert_eq!(found.class, LinearityClass::NotRejected);
        assert_eq!(found.cusum.last(), Some(&0.0));
        assert_eq!(found.statistic, 1.0 / 21.0_f64.sqrt());
    }

    #[test]
    fn points_that_bend_are_not() {
        // 20 below, then 20 above: the sum goes down to −20.
        let found = test((0..40).map(|x| (f64::from(x), f64::from(x) + if x < 20 { -0.1 } else { 0.1 })));
        assert_eq!(found.statistic, 20.0 / 21.0_f64.sqrt());
        assert_eq!(found.class, LinearityClass::Below1Percent);
    }

    #[test]
    fn points_on_the_line_are_on_no_side() {
        let found = test((0..20).map(|x| (f64::from(x) / 10.0, f64::from(x) / 10.0)));
        assert_eq!((found.statistic, found.class), (0.0, LinearityClass::NotRejected));
        let side_of = |x: f64, y: f64| side(&Pair { x, y }, 1.5, 0.05);
        // 0.05 + 1.5·0.1 is 0.2 in decimals and a bit more in doubles.
        assert_eq!((side_of(0.1, 0.2), side_of(0.1, 0.21), side_of(0.1, 0.19)), (0.0, 1.0, -1.0));
    }
}

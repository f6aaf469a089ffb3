//! Rank-abundance and Lorenz curves, thinned for drawing.

use shirube_numeric::ops;
use shirube_numeric::sum::Compensated;

use super::indices::{Abundances, as_number};

/// A clone in the rank-abundance curve.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RankPoint {
    /// 1 for the largest; clones that are alike follow one another.
    pub rank: usize,
    /// Its share of the abundance, above 0, at most 1.
    pub share: f64,
    /// Share of this clone and all before it; 1 at the last.
    pub cumulative: f64,
}

/// A point of the Lorenz curve, from (0, 0) to (1, 1).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LorenzPoint {
    /// Share of the clones, the smallest first.
    pub clones: f64,
    /// Their share of the abundance, at most that of the clones.
    pub abundance: f64,
}

impl Abundances {
    /// The rank-abundance curve (Whittaker, Science 1965;147:250), for axes of which both are logarithmic.
    ///
    /// At most about `most` points, both ends among them; all clones if they are no more than that.
    pub fn rank_curve(&self, most: usize) -> Vec<RankPoint> {
        let mut sum = Compensated::default();
        let sites = self.descending().len();
        let mut points: Vec<_> = self
            .descending()
            .iter()
            .zip(1..)
            .map(|(abundance, rank)| {
                sum.add(*abundance);
                RankPoint { rank, share: abundance / self.total(), cumulative: sum.total() / self.total() }
            })
            .collect();
        if let Some(last) = points.last_mut() {
            last.cumulative = 1.0;
        }
        let (Some(first), Some(last)) = (points.first().copied(), points.last().copied()) else {
            return points;
        };
        let (width, height) = (ops::ln(as_number(sites)), ops::ln(first.share / last.share));
        thinned(points, most, |from, to| {
            let right = ops::ln(as_number(to.rank) / as_number(from.rank)) / width;
            // Nothing goes down where all clones are alike.
            let down = if height > 0.0 { ops::ln(from.share / to.share) / height } else { 0.0 };
            right + down
        })
    }

    /// The Lorenz curve: the Gini coefficient is twice the area between it and the diagonal.
    ///
    /// At most about `most` points, both ends among them; one for each clone and the origin if that is no more.
    pub fn lorenz_curve(&self, most: usize) -> Vec<LorenzPoint> {
        let sites = as_number(self.descending().len());
        let mut sum = Compensated::default();
        let mut points = vec![LorenzPoint { clones: 0.0, abundance: 0.0 }];
        points.extend(self.descending().iter().rev().zip(1..).map(|(abundance, clones)| {
            sum.add(*abundance);
            LorenzPoint { clones: as_number(clones) / sites, abundance: sum.total() / self.total() }
        }));
        if let Some(last) = points.last_mut() {
            *last = LorenzPoint { clones: 1.0, abundance: 1.0 };
        }
        thinned(points, most, |from, to| (to.clones - from.clones) + (to.abundance - from.abundance))
    }
}

/// Leaves points out where the curve has hardly moved since the last one. `moved` tells how far, as a share of the
/// whole way right plus the whole way down (or up), so that nothing larger than `4 / most` of either is lost.
fn thinned<T: Copy>(points: Vec<T>, most: usize, moved: impl Fn(&T, &T) -> f64) -> Vec<T> {
    if points.len() <= most {
        return points;
    }
    let step = 4.0 / as_number(most.max(2));
    let mut kept: Vec<T> = Vec::new();
    let mut passed_over: Option<T> = None;
    for point in points {
        match kept.last() {
            Some(last) if moved(last, &point) < step => passed_over = Some(point),
            _ => {
                // A jump starts where it starts and not where the last point happened to be kept.
                kept.extend(passed_over.take());
                kept.push(point);
            }
        }
    }
    kept.extend(passed_over);
    kept
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn abundances(of: Vec<f64>) -> Abundances {
        Abundances::new(of).unwrap()
    }

    fn twice_the_area(points: &[LorenzPoint]) -> f64 {
        let under: f64 = points
            .windows(2)
            .map(|pair| (pair[1].clones - pair[0].clones) * (pair[1].abundance + pair[0].abundance))
            .sum();
        1.0 - under
    }

    #[test]
    fn small_tables_are_drawn_whole() {
        let table = abundances(vec![1.0, 3.0]);
        assert_eq!(
            table.rank_curve(100),
            [
                RankPoint { rank: 1, share: 0.75, cumulative: 0.75 },
                RankPoint { rank: 2, share: 0.25, cumulative: 1.0 },
            ]
        );
        let corner = |clones, abundance| LorenzPoint { clones, abundance };
        assert_eq!(table.lorenz_curve(100), [corner(0.0, 0.0), corner(0.5, 0.25), corner(1.0, 1.0)]);
    }

    #[test]
    fn one_clone_has_its_curves() {
        assert_eq!(abundances(vec![5.0]).rank_curve(0).len(), 1);
        assert_eq!(abundances(vec![5.0]).lorenz_curve(0).len(), 2);
    }

    proptest! {
        #[test]
        fn a_thinned_curve_keeps_ends_order_and_area(
            counts in prop::collection::vec(prop_oneof![4 => 1_u32..4, 1 => 1_u32..100_000], 1..3000),
            most in 8_usize..200,
        ) {
            let table = abundances(counts.into_iter().map(f64::from).collect());
            let lorenz = table.lorenz_curve(most);
            prop_assert!(lorenz.len() <= most + 2, "{}", lorenz.len());
            prop_assert_eq!(lorenz[0], LorenzPoint { clones: 0.0, abundance: 0.0 });
            prop_assert_eq!(*lorenz.last().unwrap(), LorenzPoint { clones: 1.0, abundance: 1.0 });
            prop_assert!(lorenz.is_sorted_by(|a, b| a.clones < b.clones && a.abundance <= b.abundance));
            let lost = table.indices().gini - twice_the_area(&lorenz);
            prop_assert!((-1e-9..=8.0 / as_number(most)).contains(&lost), "{}", lost);

            let ranks = table.rank_curve(most);
            prop_assert!(ranks.len() <= most + 2, "{}", ranks.len());
            prop_assert_eq!(ranks[0].rank, 1);
            prop_assert_eq!(ranks.last().unwrap().rank, table.descending().len());
            prop_assert!(ranks.is_sorted_by(|a, b| a.rank < b.rank && a.share >= b.share));
        }

        #[test]
        fn a_whole_lorenz_curve_gives_the_gini_coefficient(counts in prop::collection::vec(1_u32..1000, 1..60)) {
            let table = abundances(counts.into_iter().map(f64::from).collect());
            let area = twice_the_area(&table.lorenz_curve(usize::MAX));
            prop_assert!((area - table.indices().gini).abs() < 1e-12);
        }
    }
}

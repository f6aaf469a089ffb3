//! Indices of clonality from the abundances of clones.

use shirube_numeric::ops;
use shirube_numeric::sum::{Compensated, compensated};

/// Abundances of the clones of one sample, largest first: at least one, each above zero and at most
/// [`Abundances::LARGEST`].
#[derive(Debug, Clone, PartialEq)]
pub struct Abundances {
    descending: Vec<f64>,
    total: f64,
}

/// Why numbers are no abundances.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AbundanceError {
    /// There are none.
    None,
    /// One is zero or negative.
    NotPositive,
    /// One is not a number or infinite.
    NotFinite,
    /// One is above [`Abundances::LARGEST`].
    TooLarge,
}

impl Abundances {
    /// Larger numbers are taken for mistakes: whole numbers up to here, and sums of them, stay exact enough.
    pub const LARGEST: f64 = 1e15;

    /// Takes abundances in any order: cells, fragments, unique shear sites, reads or shares.
    ///
    /// # Errors
    /// See [`AbundanceError`].
    pub fn new(abundances: Vec<f64>) -> Result<Self, AbundanceError> {
        if abundances.is_empty() {
            return Err(AbundanceError::None);
        }
        for abundance in &abundances {
            if !abundance.is_finite() {
                return Err(AbundanceError::NotFinite);
            }
            if *abundance <= 0.0 {
                return Err(AbundanceError::NotPositive);
            }
            if *abundance > Self::LARGEST {
                return Err(AbundanceError::TooLarge);
            }
        }
        Ok(Self::of_checked(abundances))
    }

    /// The same for abundances that a table has already let through.
    pub(super) fn of_checked(mut abundances: Vec<f64>) -> Self {
        abundances.sort_unstable_by(|a, b| b.total_cmp(a));
        let total = compensated(abundances.iter().copied());
        Self { descending: abundances, total }
    }

    /// The abundances, largest first.
    pub fn descending(&self) -> &[f64] {
        &self.descending
    }

    /// Their sum, N.
    pub fn total(&self) -> f64 {
        self.total
    }

    /// Every index.
    pub fn indices(&self) -> Indices {
        let sites = self.descending.len();
        let count = as_number(sites);
        let gini = self.gini();
        let shannon = self.shannon();
        let simpson = compensated(self.shares().map(|share| share * share));
        let uc50 = self.uc50();
        Indices {
            abundance: self.total,
            sites,
            gini,
            gini_corrected: (sites > 1).then(|| (gini * count / (count - 1.0)).min(1.0)),
            shannon,
            shannon_bits: shannon / std::f64::consts::LN_2,
            clonality: if sites > 1 { (1.0 - shannon / ops::ln(count)).clamp(0.0, 1.0) } else { 1.0 },
            simpson,
            inverse_simpson: 1.0 / simpson,
            berger_parker: self.shares().next().unwrap_or_default(),
            uc50,
            d50: 100.0 * as_number(uc50) / count,
            counts: CountIndices::of(self),
        }
    }

    /// Shares of the whole, largest first.
    pub(super) fn shares(&self) -> impl ExactSizeIterator<Item = f64> + '_ {
        self.descending.iter().map(|abundance| abundance / self.total)
    }

    /// The usual 2·Σ i·n₍ᵢ₎ / (S·N) − (S + 1)/S, i ascending, with both parts in one sum: that way nothing
    /// cancels but equal abundances.
    fn gini(&self) -> f64 {
        let sites = as_number(self.descending.len());
        let weighted =
            self.descending.iter().zip(0_u32..).map(|(n, rank)| (sites - 1.0 - 2.0 * f64::from(rank)) * n);
        (compensated(weighted) / (sites * self.total)).clamp(0.0, 1.0)
    }

    fn shannon(&self) -> f64 {
        let others = compensated(self.descending.iter().skip(1).copied());
        let terms = self.shares().enumerate().map(|(rank, share)| {
            // The logarithm of a share near one is lost in the share's rounding; the others' abundance keeps it.
            let ln = if rank == 0 && share > 0.5 { ops::ln_1p(-others / self.total) } else { ops::ln(share) };
            -share * ln
        });
        // No negative zero for one clone.
        compensated(terms).max(0.0)
    }

    fn uc50(&self) -> usize {
        let half = 0.5 * self.total * (1.0 - SLACK_OF_HALF);
        let mut sum = Compensated::default();
        let below = self.descending.iter().take_while(|abundance| {
            sum.add(**abundance);
            sum.total() < half
        });
        below.count() + 1
    }
}

/// Shares that are written in decimals may miss one half by their last bits; this much, relatively, counts as half.
const SLACK_OF_HALF: f64 = 1e-12;

/// A number of clones; tables have far fewer than 2⁵³ rows.
#[expect(clippy::cast_precision_loss, reason = "tables have far fewer than 2^53 rows")]
pub(super) fn as_number(count: usize) -> f64 {
    count as f64
}

/// Indices of clonality. With nₖ the abundance of clone k, N their sum, S the number of clones, pₖ = nₖ/N.
///
/// One site alone gives `gini` 0 beside `berger_parker` and `clonality` 1: the Gini coefficient knows only how
/// unequal the clones that were found are, so it is never shown alone.
#[derive(Debug, Clone, PartialEq)]
pub struct Indices {
    /// N, in the unit of the table.
    pub abundance: f64,
    /// S: distinct sites, each taken for a clone.
    pub sites: usize,
    /// Gini coefficient of the population, 0 (all alike) to 1 − 1/S: 2·Σ i·n₍ᵢ₎ / (S·N) − (S + 1)/S with n₍ᵢ₎
    /// ascending. The oligoclonality index of Gillet (Blood 2011;117:3113) is the Gini coefficient; whether with
    /// the correction below is not known to us.
    pub gini: f64,
    /// The same times S/(S − 1), so that it can reach 1. `None` for one site.
    pub gini_corrected: Option<f64>,
    /// Shannon entropy H = −Σ p·ln p, in nat, 0 to ln S.
    pub shannon: f64,
    /// The same in bit: H / ln 2.
    pub shannon_bits: f64,
    /// 1 − H / ln S, 0 (all alike) to 1; 1 for one site, where the formula is undefined.
    pub clonality: f64,
    /// Simpson's D = Σ p², 1/S to 1: how often two cells drawn with replacement are of one clone.
    pub simpson: f64,
    /// 1/D, the effective number of clones, 1 to S.
    pub inverse_simpson: f64,
    /// Berger–Parker: the share of the largest clone, 1/S to 1.
    pub berger_parker: f64,
    /// The number of largest clones that together make up at least half of the abundance, 1 to S.
    pub uc50: usize,
    /// 100 · UC50 / S, in percent of the sites. (Others divide by another number, such as reads.)
    pub d50: f64,
    /// What only counts have.
    pub counts: Result<CountIndices, NotCounts>,
}

/// Some abundance is no whole number, so nothing can be said from how many clones were seen once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotCounts;

/// Indices of clonality that need counts, such as cells or unique shear sites.
#[derive(Debug, Clone, PartialEq)]
pub struct CountIndices {
    /// f₁: clones seen once.
    pub singletons: usize,
    /// f₂: clones seen twice.
    pub doubletons: usize,
    /// Chao's estimate of all clones, S + f₁²/(2·f₂), or S + f₁·(f₁ − 1)/2 where f₂ is zero (Chao, Scand. J.
    /// Stat. 1984;11:265).
    pub chao1: f64,
    /// Its bias-corrected form, S + f₁·(f₁ − 1) / (2·(f₂ + 1)).
    pub chao1_bias_corrected: f64,
    /// Σ n·(n − 1) / (N·(N − 1)), 0 to 1: how often two different cells are of one clone (Simpson, Nature
    /// 1949;163:688). `None` when there is one cell only.
    pub simpson_unbiased: Option<f64>,
}

impl CountIndices {
    fn of(abundances: &Abundances) -> Result<Self, NotCounts> {
        let counts = abundances.descending();
        if counts.iter().any(|count| count.fract() != 0.0) {
            return Err(NotCounts);
        }
        let seen = |times: f64| counts.iter().filter(|count| **count == times).count();
        let (singletons, doubletons) = (seen(1.0), seen(2.0));
        let (sites, f1, f2) = (as_number(counts.len()), as_number(singletons), as_number(doubletons));
        let pairs_of_singletons = f1 * (f1 - 1.0) / 2.0;
        let total = abundances.total();
        let same = compensated(counts.iter().map(|count| count * (count - 1.0)));
        Ok(Self {
            singletons,
            doubletons,
            chao1: sites + if doubletons > 0 { f1 * f1 / (2.0 * f2) } else { pairs_of_singletons },
            chao1_bias_corrected: sites + pairs_of_singletons / (f2 + 1.0),
            simpson_unbiased: (total > 1.0).then(|| (same / (total * (total - 1.0))).min(1.0)),
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn indices(abundances: &[f64]) -> Indices {
        Abundances::new(abundances.to_vec()).unwrap().indices()
    }

    /// Sample CTCF-1 of `griffithlab/htlv_integration_sites`.
    fn ctcf_1() -> Vec<f64> {
        let mut counts = vec![51.0, 36.0, 33.0, 18.0, 14.0, 8.0, 6.0, 4.0, 4.0];
        counts.extend([2.0; 4]);
        counts.extend([1.0; 17]);
        counts
    }

    #[test]
    fn a_published_sample_gives_its_known_values() {
        let found = indices(&ctcf_1());
        let counts = found.counts.as_ref().unwrap();
        assert_eq!((found.abundance, found.sites, found.uc50), (199.0, 30, 3));
        assert_eq!((counts.singletons, counts.doubletons), (17, 4));
        for (value, printed) in [
            (found.berger_parker, ".256281"),
            (found.gini, ".702345"),
            (found.shannon, "2.389236"),
            (found.simpson, ".143203"),
            (counts.chao1, "66.1250"),
        ] {
            let places = printed.split('.').next_back().unwrap().len();
            assert_eq!(format!("{value:.places$}").trim_start_matches('0'), printed);
        }
        assert_eq!(counts.chao1_bias_corrected, 30.0 + 17.0 * 16.0 / 10.0);
        assert_eq!(found.d50, 10.0);
    }

    #[test]
    fn one_site_is_monoclonal_though_its_gini_is_zero() {
        let found = indices(&[7.0]);
        assert_eq!((found.gini, found.gini_corrected), (0.0, None));
        assert_eq!((found.berger_parker, found.clonality, found.simpson, found.uc50), (1.0, 1.0, 1.0, 1));
        assert!(found.shannon.is_sign_positive() && found.shannon == 0.0);
        assert_eq!(found.counts.unwrap().simpson_unbiased, Some(1.0));
        assert_eq!(indices(&[1.0]).counts.unwrap().simpson_unbiased, None);
    }

    #[test]
    fn singletons_only_are_all_alike() {
        let found = indices(&[1.0; 40]);
        assert_eq!((found.gini, found.gini_corrected), (0.0, Some(0.0)));
        assert!(found.clonality < 1e-15);
        assert_eq!((found.uc50, found.d50), (20, 50.0));
        let counts = found.counts.unwrap();
        // Nothing was seen twice, so the other form of the estimate holds.
        assert_eq!(counts.chao1, 40.0 + 40.0 * 39.0 / 2.0);
        assert_eq!(counts.chao1_bias_corrected, counts.chao1);
        assert_eq!(counts.simpson_unbiased, Some(0.0));
    }

    #[test]
    fn half_is_reached_by_exactly_half() {
        assert_eq!(indices(&[2.0, 1.0, 1.0]).uc50, 1);
        assert_eq!(indices(&[2.0, 2.0, 1.0]).uc50, 2);
        assert_eq!(indices(&[1.0, 1.0, 1.0]).uc50, 2);
        // In doubles 0.3 + 0.2 is a little less than half of the sum of these.
        assert_eq!(indices(&[0.3, 0.2, 0.1, 0.1, 0.1, 0.1, 0.1]).uc50, 2);
    }

    #[test]
    fn fractions_have_no_estimate_from_counts() {
        assert_eq!(indices(&[1.5, 1.0]).counts, Err(NotCounts));
    }

    #[test]
    fn a_clone_that_is_nearly_all_keeps_its_digits() {
        // H = −(1 − e)·ln(1 − e) − e·ln e with e = 1e−15/(1 + 1e−15).
        let found = indices(&[1e15, 1.0]);
        let wanted = 1e-15 * (1.0 + 15.0 * std::f64::consts::LN_10);
        assert!((found.shannon / wanted - 1.0).abs() < 1e-13, "{}", found.shannon);
    }

    #[test]
    fn what_is_no_abundance_is_refused() {
        for (abundances, error) in [
            (vec![], AbundanceError::None),
            (vec![1.0, 0.0], AbundanceError::NotPositive),
            (vec![-1.0], AbundanceError::NotPositive),
            (vec![f64::NAN], AbundanceError::NotFinite),
            (vec![f64::INFINITY], AbundanceError::NotFinite),
            (vec![1.1e15], AbundanceError::TooLarge),
        ] {
            assert_eq!(Abundances::new(abundances), Err(error));
        }
    }

    fn some_abundances() -> impl Strategy<Value = Vec<f64>> {
        prop::collection::vec(
            prop_oneof![(1_u32..50).prop_map(f64::from), 1e-12_f64..1.0, 1.0_f64..1e15],
            1..80,
        )
    }

    proptest! {
        #[test]
        fn every_index_stays_in_its_range(abundances in some_abundances()) {
            let found = indices(&abundances);
            let sites = as_number(found.sites);
            let slack = 1.0 + 1e-12;
            prop_assert!((0.0..=1.0 - 1.0 / sites + 1e-12).contains(&found.gini));
            prop_assert!(found.gini_corrected.is_none_or(|gini| (0.0..=1.0).contains(&gini)));
            prop_assert!(found.shannon >= 0.0 && found.shannon <= ops::ln(sites) * slack + 1e-15);
            prop_assert!((0.0..=1.0).contains(&found.clonality));
            prop_assert!(found.simpson <= slack && found.simpson * slack >= 1.0 / sites);
            prop_assert!(found.berger_parker <= 1.0 && found.berger_parker * slack >= 1.0 / sites);
            // D lies between the square of the largest share and the largest share.
            prop_assert!(found.simpson * slack >= found.berger_parker * found.berger_parker);
            prop_assert!(found.simpson <= found.berger_parker * slack);
            prop_assert!((1..=found.sites).contains(&found.uc50));
        }

        #[test]
        fn order_and_unit_do_not_matter(mut abundances in some_abundances(), seed in any::<usize>()) {
            let first = indices(&abundances);
            let len = abundances.len();
            abundances.rotate_left(seed % len);
            prop_assert_eq!(&indices(&abundances), &first);
            // A power of two changes no digit.
            let scaled: Vec<f64> = abundances.iter().map(|abundance| abundance / 1024.0).collect();
            let scaled = indices(&scaled);
            prop_assert_eq!((scaled.gini, scaled.shannon, scaled.simpson, scaled.uc50), (first.gini, first.shannon, first.simpson, first.uc50));
        }
    }
}

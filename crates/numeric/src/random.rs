//! Chance that can be repeated: the same seed gives the same numbers in every build and browser.

use rand_pcg::Pcg32;
use rand_pcg::rand_core::{Rng, SeedableRng};

use crate::ops;

/// A seeded source of random numbers (PCG-XSH-RR 64/32; O'Neill, HMC-CS-2014-0905). For statistics and simulation,
/// not for secrets.
#[derive(Debug, Clone)]
pub struct Random {
    generator: Pcg32,
    /// The second of the last pair of normal deviates.
    spare: Option<f64>,
}

impl Random {
    /// The source of this seed.
    pub fn new(seed: u64) -> Self {
        Self { generator: Pcg32::seed_from_u64(seed), spare: None }
    }

    /// A number of 64 random bits, such as the seed of another source.
    pub fn bits(&mut self) -> u64 {
        self.generator.next_u64()
    }

    /// Uniform in `[0, 1)`, a multiple of 2⁻⁵³.
    #[expect(clippy::cast_precision_loss, reason = "53 bits fit")]
    pub fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Uniform whole number below `bound`; 0 if `bound` is 0.
    ///
    /// Multiplication and rejection (Lemire, ACM Trans Model Comput Simul 2019;29:3): no number is favoured.
    pub fn below(&mut self, bound: u32) -> u32 {
        let Some(excess) = bound.wrapping_neg().checked_rem(bound) else { return 0 };
        loop {
            let product = u64::from(self.generator.next_u32()) * u64::from(bound);
            let [high, low] = [product >> 32, product & u64::from(u32::MAX)];
            if low >= u64::from(excess) {
                return u32::try_from(high).unwrap_or(0);
            }
        }
    }

    /// Exponential with mean 1.
    pub fn exponential(&mut self) -> f64 {
        // 1 − u is never zero.
        -ops::ln(1.0 - self.unit())
    }

    /// Normal with mean 0 and standard deviation 1, by the polar method (Marsaglia and Bray, SIAM Rev 1964;6:260).
    pub fn normal(&mut self) -> f64 {
        if let Some(spare) = self.spare.take() {
            return spare;
        }
        loop {
            let [x, y] = [(); 2].map(|()| 2.0 * self.unit() - 1.0);
            let square = x * x + y * y;
            if square > 0.0 && square < 1.0 {
                let scale = (-2.0 * ops::ln(square) / square).sqrt();
                self.spare = Some(y * scale);
                return x * scale;
            }
        }
    }

    /// Which of several things, chosen in proportion to `weights`; the last if rounding leaves a gap, 0 if there is
    /// none. Weights are not negative.
    pub fn weighted(&mut self, weights: &[f64]) -> usize {
        let mut left = self.unit() * weights.iter().sum::<f64>();
        let chosen = weights.iter().position(|weight| {
            left -= weight;
            left < 0.0
        });
        chosen.unwrap_or(weights.len().saturating_sub(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Mean and variance of 100,000 draws.
    fn moments(mut draw: impl FnMut(&mut Random) -> f64) -> (f64, f64) {
        let mut random = Random::new(7);
        let draws: Vec<f64> = (0..100_000).map(|_| draw(&mut random)).collect();
        let mean = draws.iter().sum::<f64>() / 100_000.0;
        (mean, draws.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / 99_999.0)
    }

    /// The tolerance is five standard errors of a mean of 100,000 draws.
    fn near(found: f64, expected: f64, standard_deviation: f64) -> bool {
        (found - expected).abs() < 5.0 * standard_deviation / 100_000_f64.sqrt()
    }

    #[test]
    fn a_seed_gives_the_same_numbers_in_every_build() {
        let mut random = Random::new(1);
        assert_eq!(random.bits(), 0x7dbc_f3ee_33a7_0be6);
        assert_eq!([random.below(6), random.below(6), random.below(6)], [4, 0, 5]);
        assert_eq!(random.unit(), 0.865_916_205_607_501_7);
        assert_eq!(random.normal(), 1.027_462_486_692_028_6);
        assert_eq!(random.exponential(), 1.397_827_193_757_472);
    }

    #[test]
    fn draws_have_the_moments_of_their_distributions() {
        // The standard deviation of a squared deviate: √(κ − 1) variances, κ the kurtosis.
        let (mean, variance) = moments(Random::unit);
        assert!(near(mean, 0.5, 12_f64.sqrt().recip()), "{mean}");
        assert!(near(variance, 1.0 / 12.0, 0.8_f64.sqrt() / 12.0), "{variance}");
        let (mean, variance) = moments(Random::normal);
        assert!(near(mean, 0.0, 1.0), "{mean}");
        assert!(near(variance, 1.0, 2_f64.sqrt()), "{variance}");
        let (mean, variance) = moments(Random::exponential);
        assert!(near(mean, 1.0, 1.0), "{mean}");
        assert!(near(variance, 1.0, 8_f64.sqrt()), "{variance}");
        let (mean, _) = moments(|random| f64::from(random.below(7)));
        assert!(near(mean, 3.0, 2.0), "{mean}");
    }

    #[test]
    fn one_normal_deviate_in_twenty_lies_beyond_1_96() {
        let (share, _) = moments(|random| f64::from(random.normal().abs() > 1.959_964));
        assert!(near(share, 0.05, 0.0475_f64.sqrt()), "{share}");
    }

    #[test]
    fn weights_are_shares() {
        let weights = [0.0, 3.0, 1.0, 0.0];
        let (share, _) = moments(|random| f64::from(random.weighted(&weights) == 1));
        assert!(near(share, 0.75, 0.1875_f64.sqrt()), "{share}");
        let mut random = Random::new(3);
        assert!((0..1_000).all(|_| (1..=2).contains(&random.weighted(&weights))));
        assert_eq!(random.weighted(&[]), 0);
    }

    proptest! {
        #[test]
        fn draws_stay_in_their_ranges(seed: u64, bound: u32) {
            let mut random = Random::new(seed);
            prop_assert!((0.0..1.0).contains(&random.unit()));
            prop_assert!(random.below(bound) < bound.max(1));
            prop_assert!(random.exponential() >= 0.0);
            prop_assert!(random.normal().is_finite());
        }
    }
}

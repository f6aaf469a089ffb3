//! Illustrations drawn from one published time to progression.
//!
//! One number does not make a curve. If the rate of progression were constant, one number would
//! make exactly two: one if the number is a mean, one if it is a median. The source calls its
//! numbers a mean while "not reached" and whole months look like medians, so both readings are
//! always given. The band between them is not the study's uncertainty, which is not published.

use shirube_numeric::ops;

/// How a published time to progression may be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reading {
    /// The time is the mean: `F(t) = 1 − e^(−t/m)`.
    Mean,
    /// The time is the median: `F(t) = 1 − 2^(−t/m)`.
    Median,
}

/// A published time to progression in months: finite and greater than zero.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct PublishedTime(f64);

impl PublishedTime {
    /// `None` unless `months` is finite and greater than zero.
    pub fn from_months(months: f64) -> Option<Self> {
        (months.is_finite() && months > 0.0).then_some(Self(months))
    }

    /// The cumulative incidence in `[0, 1]` after `months` (≥ 0; negative or NaN counts as 0) at a
    /// constant rate, when the published time is read as `reading`.
    pub fn cumulative_incidence(self, reading: Reading, months: f64) -> f64 {
        let times = months.max(0.0) / self.0;
        match reading {
            Reading::Mean => -ops::exp_m1(-times),
            Reading::Median => 1.0 - ops::pow(2.0, -times),
        }
    }

    /// What both readings say of 100 people after `months`.
    pub fn out_of_100(self, months: f64) -> OutOf100 {
        // At a constant rate a median of m means a slower process than a mean of m at every time,
        // so the median is always the lower reading.
        let nearest = |reading| nearest_of_100(self.cumulative_incidence(reading, months));
        OutOf100 { lower: nearest(Reading::Median), upper: nearest(Reading::Mean) }
    }
}

/// The nearest whole number of 100 people, halves upwards.
fn nearest_of_100(fraction: f64) -> u8 {
    let people = (fraction.clamp(0.0, 1.0) * 100.0).round();
    // In 0..=100 after the clamp, so the conversion is exact.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let people = people as u8;
    people
}

/// Two readings of one published time, as people out of 100. Words, icons and table all read this.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutOf100 {
    /// People known to have progressed by the lower reading, `0..=100`.
    pub lower: u8,
    /// People known to have progressed by the higher reading, `lower..=100`.
    pub upper: u8,
}

impl OutOf100 {
    /// The other frame: people *not known* to have progressed. People who died or left the study
    /// are not counted as progressed, so this is not the number who stay well.
    #[must_use]
    pub fn not_known(self) -> Self {
        Self { lower: 100_u8.saturating_sub(self.upper), upper: 100_u8.saturating_sub(self.lower) }
    }
}

/// A whole number of 100 people that never claims nobody or everybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum People {
    /// Rounds to 0: said as "fewer than 1".
    FewerThan1,
    /// `1..=99`.
    Of100(u8),
    /// Rounds to 100: said as "more than 99".
    MoreThan99,
}

impl From<u8> for People {
    fn from(people: u8) -> Self {
        match people {
            0 => Self::FewerThan1,
            1..=99 => Self::Of100(people),
            100.. => Self::MoreThan99,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn months(m: f64) -> PublishedTime {
        PublishedTime::from_months(m).unwrap()
    }

    #[test]
    fn times_that_are_not_times_are_refused() {
        for bad in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(PublishedTime::from_months(bad), None);
        }
    }

    #[test]
    fn worked_examples() {
        assert_eq!(months(25.0).out_of_100(12.0), OutOf100 { lower: 28, upper: 38 });
        assert_eq!(months(156.0).out_of_100(12.0), OutOf100 { lower: 5, upper: 7 });
        assert_eq!(months(25.0).out_of_100(12.0).not_known(), OutOf100 { lower: 62, upper: 72 });
    }

    #[test]
    fn a_median_is_reached_by_half_and_a_mean_by_all_but_one_in_e() {
        assert!((months(25.0).cumulative_incidence(Reading::Median, 25.0) - 0.5).abs() < 1e-15);
        let mean = months(25.0).cumulative_incidence(Reading::Mean, 25.0);
        assert!((mean - (1.0 - 1.0 / std::f64::consts::E)).abs() < 1e-15);
    }

    #[test]
    fn the_ends_never_claim_nobody_or_everybody() {
        assert_eq!(People::from(0), People::FewerThan1);
        assert_eq!(People::from(1), People::Of100(1));
        assert_eq!(People::from(99), People::Of100(99));
        assert_eq!(People::from(100), People::MoreThan99);
    }

    proptest! {
        #[test]
        fn incidence_stays_in_range_rises_and_the_median_is_lower(
            m in 0.1_f64..1000.0, t in 0.0_f64..1000.0, later in 0.0_f64..100.0,
        ) {
            let time = months(m);
            for reading in [Reading::Mean, Reading::Median] {
                let now = time.cumulative_incidence(reading, t);
                prop_assert!((0.0..=1.0).contains(&now));
                prop_assert!(time.cumulative_incidence(reading, t + later) >= now);
            }
            let counts = time.out_of_100(t);
            prop_assert!(counts.lower <= counts.upper);
            let other = counts.not_known();
            prop_assert_eq!(counts.lower + other.upper, 100);
            prop_assert_eq!(counts.upper + other.lower, 100);
        }
    }
}

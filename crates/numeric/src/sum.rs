//! Sums that do not lose the small numbers beside the large ones.

/// A sum in the making, with the rounding error of each addition carried along (Neumaier, Z. Angew. Math.
/// Mech. 1974;54:39).
///
/// The error of the total is about that of one rounding, unless terms cancel. Not a number if a term is, or
/// if the sum overflows.
#[derive(Debug, Clone, Copy, Default)]
pub struct Compensated {
    sum: f64,
    lost: f64,
}

impl Compensated {
    /// Adds a term.
    pub fn add(&mut self, value: f64) {
        let next = self.sum + value;
        self.lost +=
            if self.sum.abs() >= value.abs() { (self.sum - next) + value } else { (value - next) + self.sum };
        self.sum = next;
    }

    /// What has been added so far.
    pub fn total(self) -> f64 {
        self.sum + self.lost
    }
}

/// The sum of `values`, as [`Compensated`] makes it.
pub fn compensated(values: impl IntoIterator<Item = f64>) -> f64 {
    let mut sum = Compensated::default();
    values.into_iter().for_each(|value| sum.add(value));
    sum.total()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn small_numbers_beside_large_ones_are_kept() {
        assert_eq!(compensated([1.0, 1e100, 1.0, -1e100]), 2.0);
        assert_eq!(compensated(std::iter::repeat_n(0.1, 10)), 1.0);
        assert_eq!(compensated([]), 0.0);
    }

    proptest! {
        #[test]
        fn whole_numbers_are_summed_exactly(values in prop::collection::vec(0..(1_u64 << 44), 0..200)) {
            let exact: u64 = values.iter().sum();
            #[expect(clippy::cast_precision_loss, reason = "below 2^53")]
            let (exact, values) = (exact as f64, values.into_iter().map(|value| value as f64));
            prop_assert_eq!(compensated(values), exact);
        }
    }
}

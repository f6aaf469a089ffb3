//! Small systems of linear equations.

/// A pivot below this makes the system unsolvable. Every system here has entries around one.
const SMALLEST_PIVOT: f64 = 1e-9;

/// Solves `matrix · x = right`, matrix by rows, by Gauss–Jordan elimination with row exchange. `None` where the
/// rows depend on each other or hold no numbers.
pub(super) fn solve<const N: usize>(matrix: [[f64; N]; N], right: [f64; N]) -> Option<[f64; N]> {
    let mut rows = [([0.0; N], 0.0); N];
    for (row, equation) in rows.iter_mut().zip(matrix.into_iter().zip(right)) {
        *row = equation;
    }
    for column in 0..N {
        let entry = |row: &([f64; N], f64)| row.0.get(column).map_or(0.0, |value| value.abs());
        let rest = rows.iter().enumerate().skip(column);
        let (largest, _) = rest.max_by(|(_, a), (_, b)| entry(a).total_cmp(&entry(b)))?;
        rows.swap(column, largest);
        let (before, rest) = rows.split_at_mut(column);
        let ((pivot_row, pivot_right), after) = rest.split_first_mut()?;
        let pivot = *pivot_row.get(column)?;
        if pivot.abs().is_nan() || pivot.abs() < SMALLEST_PIVOT {
            return None;
        }
        for value in pivot_row.iter_mut() {
            *value /= pivot;
        }
        *pivot_right /= pivot;
        for (row, row_right) in before.iter_mut().chain(after) {
            let factor = *row.get(column)?;
            for (value, pivot_value) in row.iter_mut().zip(pivot_row.iter()) {
                *value -= factor * pivot_value;
            }
            *row_right -= factor * *pivot_right;
        }
    }
    let solution = rows.map(|(_, value)| value);
    solution.iter().all(|value| value.is_finite()).then_some(solution)
}

/// A least-squares fit, fed one observation at a time.
#[derive(Debug, Clone)]
pub(super) struct LeastSquares<const N: usize> {
    squares: [[f64; N]; N],
    products: [f64; N],
    observations: usize,
}

impl<const N: usize> LeastSquares<N> {
    pub(super) const fn new() -> Self {
        Self { squares: [[0.0; N]; N], products: [0.0; N], observations: 0 }
    }

    /// Adds an observation `outcome ≈ coefficients · predictors`.
    pub(super) fn observe(&mut self, predictors: [f64; N], outcome: f64) {
        for ((row, product), left) in self.squares.iter_mut().zip(&mut self.products).zip(predictors) {
            for (value, right) in row.iter_mut().zip(predictors) {
                *value += left * right;
            }
            *product += left * outcome;
        }
        self.observations += 1;
    }

    /// Ties every coefficient to `prior` with the weight of so many observations.
    pub(super) fn tie(&mut self, prior: f64, weight: f64) {
        for (index, (row, product)) in self.squares.iter_mut().zip(&mut self.products).enumerate() {
            if let Some(diagonal) = row.get_mut(index) {
                *diagonal += weight;
            }
            *product += weight * prior;
        }
    }

    pub(super) const fn observations(&self) -> usize {
        self.observations
    }

    /// The coefficients with the least squares; `None` where the observations do not settle them.
    pub(super) fn coefficients(&self) -> Option<[f64; N]> {
        solve(self.squares, self.products)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn solves_with_row_exchange() {
        let solution = solve([[0.0, 2.0, 1.0], [1.0, 1.0, 1.0], [3.0, 0.0, -1.0]], [7.0, 6.0, 0.0]);
        let expected = [1.0, 2.0, 3.0];
        for (value, wanted) in solution.unwrap().into_iter().zip(expected) {
            assert!((value - wanted).abs() < 1e-12, "{value} {wanted}");
        }
    }

    #[test]
    fn dependent_rows_have_no_solution() {
        assert_eq!(solve([[1.0, 2.0], [2.0, 4.0]], [1.0, 2.0]), None);
        assert_eq!(solve([[f64::NAN, 2.0], [2.0, 4.0]], [1.0, 2.0]), None);
    }

    #[test]
    fn least_squares_of_a_line_and_of_a_tie() {
        let mut line = LeastSquares::<2>::new();
        for x in [0.0, 1.0, 2.0, 3.0] {
            line.observe([x, 1.0], 2.0 * x - 1.0);
        }
        let [slope, offset] = line.coefficients().unwrap();
        assert!((slope - 2.0).abs() < 1e-12 && (offset + 1.0).abs() < 1e-12);

        let mut tied = LeastSquares::<1>::new();
        tied.observe([1.0], 3.0);
        tied.tie(1.0, 1.0);
        assert_eq!(tied.coefficients(), Some([2.0]));
    }
}

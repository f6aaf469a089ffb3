//! How far two methods that measure the same samples agree.
//!
//! Text → [`parse_pairs`] → pairs → [`passing_bablok`] and [`bland_altman`]. This is a comparison of two methods. It
//! converts no value of one into a value of the other, and there is no function for it.
//!
//! ```
//! use shirube_clonality::method_comparison::{bland_altman, parse_pairs, passing_bablok};
//!
//! let text = "trace\tlaboratory\n0.10\t0.12\n0.20\t0.19\n0.30\t0.33\n0.40\t0.41\n0.50\t0.52\n\
//!             0.60\t0.58\n0.70\t0.73\n0.80\t0.84\n0.90\t0.89\n０．９５\t0.97\nlost\t0.4\n";
//! let pasted = parse_pairs(text);
//! assert_eq!(pasted.header, Some(["trace".to_owned(), "laboratory".to_owned()]));
//! assert_eq!((pasted.pairs.len(), pasted.errors[0].line), (10, 12));
//!
//! let line = passing_bablok(&pasted.pairs)?;
//! assert!(line.slope.low < 1.0 && 1.0 < line.slope.high);
//! let agreement = bland_altman(&pasted.pairs)?;
//! assert!(agreement.lower_limit.value < agreement.bias.value);
//! # Ok::<(), shirube_clonality::method_comparison::ComparisonError>(())
//! ```

mod bland_altman;
mod linearity;
mod pairs;
mod passing_bablok;

pub use bland_altman::{BlandAltman, DifferencePoint, Limit, bland_altman};
pub use linearity::{Linearity, LinearityClass};
pub use pairs::{
    ComparisonError, FEWEST_PAIRS, LARGEST_VALUE, MOST_PAIRS, Pair, PairError, PairErrorKind, PastedPairs,
    parse_pairs,
};
pub use passing_bablok::{PassingBablok, passing_bablok};

/// An estimate with its 95 % confidence interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The estimate.
    pub value: f64,
    /// Lower limit.
    pub low: f64,
    /// Upper limit.
    pub high: f64,
}

impl Estimate {
    /// The estimate plus and minus `half`.
    fn around(value: f64, half: f64) -> Self {
        Self { value, low: value - half, high: value + half }
    }
}

/// The standard normal quantile of 0.975.
const NORMAL_975: f64 = 1.959_963_984_540_054;

/// A number of pairs, which is at most [`MOST_PAIRS`], or of slopes between them.
#[expect(clippy::cast_precision_loss, reason = "far fewer than 2^53")]
fn as_number(count: usize) -> f64 {
    count as f64
}

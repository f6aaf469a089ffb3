//! Counts as numbers to compute with.

/// A count of bases, reads or clones.
#[expect(clippy::cast_precision_loss, reason = "counts here are far below 2^52")]
pub(crate) const fn as_f64(count: usize) -> f64 {
    count as f64
}

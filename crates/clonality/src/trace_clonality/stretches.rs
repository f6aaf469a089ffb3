//! Which base calls are constant, passed over, and measured.

use std::ops::Range;

use crate::chromatogram::BaseCall;
use crate::junction::{Junction, Strand};

/// The first calls of a read hold primer and dye blobs; they are used only within the anchor.
const POOR_START: usize = 25;
/// The correction is learned from so many bases next to the junction: near enough to be like the window. On the
/// public mixtures anything from 20 to 150 does equally well (`docs/trace-clonality.md`).
const CONSTANT_BASES: usize = 60;

/// Three stretches of a read, as indices of base calls.
#[derive(Debug)]
pub(super) struct Stretches {
    /// The constant part next to the junction, in the direction of reading.
    pub(super) constant: Range<usize>,
    /// Between junction and window, outward.
    pub(super) skipped: Vec<usize>,
    /// The window, outward; shorter than asked for where the read ends.
    pub(super) window: Vec<usize>,
}

impl Stretches {
    pub(super) fn around(junction: &Junction, calls: &[BaseCall], skip: usize, window: usize) -> Self {
        let (start, end) = junction.anchor;
        let (constant, host): (_, Box<dyn Iterator<Item = usize>>) = match junction.strand {
            Strand::Forward => {
                let first = end.saturating_sub(CONSTANT_BASES).max(POOR_START.min(start));
                (first..end, Box::new(end..calls.len()))
            }
            Strand::Reverse => {
                let last = start.saturating_add(CONSTANT_BASES).min(calls.len());
                (start..last, Box::new((0..start).rev()))
            }
        };
        let mut host = host;
        let skipped = host.by_ref().take(skip).collect();
        Self { constant, skipped, window: host.take(window).collect() }
    }
}

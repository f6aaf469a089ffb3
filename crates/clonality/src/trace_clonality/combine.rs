//! Several reads of one sample as one result.

use super::{TraceClonality, TraceReport, estimates};

/// What several reads of one sample say together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Combined {
    /// The estimates. Their intervals are narrower than one read's, but no narrower than what reads of one sample have
    /// in common.
    pub clonality: TraceClonality,
    /// Number of reads that were used.
    pub reads: usize,
}

/// Combines reads of one sample: the mean of what they measure, each read alike. Reads whose result is withheld are
/// left out; `None` where none is left.
///
/// For reads of the same junction on the same side. Reads of other amplifications of the sample have less in common,
/// and then the interval is wider than it need be.
pub fn combine(reports: &[TraceReport]) -> Option<Combined> {
    let measured: Vec<_> =
        reports.iter().filter(|report| report.result.is_ok()).filter_map(|report| report.measured).collect();
    let reads = measured.len();
    (reads > 0).then(|| Combined { clonality: estimates::estimate(&measured), reads })
}

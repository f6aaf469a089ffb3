//! Places in a trace that the picture marks, in scans.

use shirube_clonality::junction::Strand;
use shirube_clonality::{Chromatogram, TraceReport};

/// What is known of a trace before anything is measured.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    /// Borders between neighbouring base calls, from before the first to after the last.
    pub borders: Vec<f64>,
    /// A height that most peaks stay below.
    pub usual_peak: f64,
}

/// Share of the peaks that stay below the usual height: a blob of dye must not flatten all others.
const USUAL_SHARE: f64 = 0.98;

impl Grid {
    /// Measures a trace.
    pub fn of(chromatogram: &Chromatogram) -> Self {
        Self { borders: borders(chromatogram), usual_peak: usual_peak(chromatogram) }
    }

    /// The border before a base call (of the last border for any beyond).
    pub fn border(&self, call: usize) -> f64 {
        self.borders.get(call).or(self.borders.last()).copied().unwrap_or(0.0)
    }

    /// Index of the border nearest to a scan.
    pub fn nearest_border(&self, scan: f64) -> usize {
        let after = self.borders.partition_point(|&border| border < scan);
        let Some(before) = after.checked_sub(1) else { return 0 };
        if after >= self.borders.len() || scan - self.border(before) <= self.border(after) - scan {
            before
        } else {
            after
        }
    }

    /// Mean number of scans from one base to the next.
    pub fn spacing(&self) -> f64 {
        match (self.borders.first(), self.borders.last(), self.borders.len()) {
            (Some(first), Some(last), count) if count > 1 => (last - first) / as_f64(count - 1),
            _ => 1.0,
        }
    }

    /// The border that a junction is drawn at: next to its first host base, on the side of the virus.
    pub fn junction(&self, position: usize, strand: Strand) -> f64 {
        self.border(border_of(position, strand))
    }

    /// The first host base for a junction at the border nearest to a scan.
    pub fn host_base_at(&self, scan: f64, strand: Strand) -> usize {
        let border = self.nearest_border(scan);
        let calls = self.borders.len().saturating_sub(1);
        let base = if strand == Strand::Forward { border } else { border.saturating_sub(1) };
        base.min(calls.saturating_sub(1))
    }
}

fn border_of(position: usize, strand: Strand) -> usize {
    if strand == Strand::Forward { position } else { position + 1 }
}

fn borders(chromatogram: &Chromatogram) -> Vec<f64> {
    let scans: Vec<f64> = chromatogram.calls.iter().map(|call| f64::from(call.scan)).collect();
    let (Some(&first), Some(&last)) = (scans.first(), scans.last()) else { return Vec::new() };
    let middles: Vec<f64> =
        scans.iter().zip(scans.iter().skip(1)).map(|(a, b)| f64::midpoint(*a, *b)).collect();
    let before = middles.first().map_or(0.5, |middle| middle - first);
    let after = middles.last().map_or(0.5, |middle| last - middle);
    std::iter::once(first - before).chain(middles.iter().copied()).chain([last + after]).collect()
}

fn usual_peak(chromatogram: &Chromatogram) -> f64 {
    let height = |scan: u32| chromatogram.at(scan).into_iter().max().unwrap_or(0);
    let mut heights: Vec<i16> = chromatogram.calls.iter().map(|call| height(call.scan)).collect();
    heights.sort_unstable();
    // Float to integer casts saturate, and the product is not negative.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let place = (USUAL_SHARE * as_f64(heights.len().saturating_sub(1))).round() as usize;
    heights.get(place).map_or(1.0, |&height| f64::from(height).max(1.0))
}

/// A number of bases or pixels; none comes near 2^32.
pub fn as_f64(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// What a report marks.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Marks {
    /// Ends of the anchor.
    pub anchor: Option<(f64, f64)>,
    /// Ends of the measured window.
    pub window: Option<(f64, f64)>,
    /// The junction.
    pub junction: Option<f64>,
    /// Measured shares of A, C, G, T at each position: ends of the base, shares.
    pub shares: Vec<((f64, f64), [f64; 4])>,
}

impl Marks {
    /// The places in a report.
    pub fn of(report: &TraceReport, grid: &Grid) -> Self {
        let junction = &report.junction;
        let (first, end) = junction.anchor;
        let calls = || report.positions.iter().map(|position| position.call);
        let window = calls().min().zip(calls().max());
        let base = |call: usize| (grid.border(call), grid.border(call + 1));
        Self {
            anchor: (end > first).then(|| (grid.border(first), grid.border(end))),
            window: window.map(|(first, last)| (grid.border(first), grid.border(last + 1))),
            junction: Some(grid.junction(junction.position, junction.strand)),
            shares: report.positions.iter().map(|it| (base(it.call), it.corrected)).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::example::chromatogram;
    use super::*;

    #[test]
    fn borders_lie_half_way_between_bases() {
        let grid = Grid::of(&chromatogram("ACGTAC"));
        assert_eq!(grid.borders, [5.0, 15.0, 25.0, 35.0, 45.0, 55.0, 65.0]);
        assert_eq!(grid.spacing(), 10.0);
        assert_eq!([4.0, 9.9, 10.1, 24.0, 1e9].map(|scan| grid.nearest_border(scan)), [0, 0, 1, 2, 6]);
    }

    #[test]
    fn a_junction_lies_between_virus_and_host_on_either_strand() {
        let grid = Grid::of(&chromatogram("ACGTAC"));
        for strand in [Strand::Forward, Strand::Reverse] {
            for position in 0..6 {
                let border = grid.junction(position, strand);
                assert_eq!(grid.host_base_at(border, strand), position, "{strand:?}");
            }
        }
        assert_eq!(grid.junction(2, Strand::Forward), 25.0);
        assert_eq!(grid.junction(2, Strand::Reverse), 35.0);
    }

    #[test]
    fn a_trace_without_bases_has_no_borders() {
        let grid = Grid::of(&chromatogram(""));
        assert_eq!((grid.borders.len(), grid.border(3), grid.nearest_border(4.0)), (0, 0.0, 0));
        assert_eq!(grid.host_base_at(4.0, Strand::Reverse), 0);
    }
}

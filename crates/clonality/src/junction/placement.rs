//! Where a sequence lies within a longer one, with differences allowed.

use super::nucleotide_set::NucleotideSet;

/// The whole of an anchor laid along a stretch of a read at the least cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Placement {
    /// First base of the stretch.
    pub(super) start: usize,
    /// One past its last.
    pub(super) end: usize,
    pub(super) mismatches: usize,
    /// Bases of the read that the anchor lacks.
    pub(super) insertions: usize,
    /// Bases of the anchor that the read lacks.
    pub(super) deletions: usize,
}

impl Placement {
    const fn beginning_at(start: usize) -> Self {
        Self { start, end: start, mismatches: 0, insertions: 0, deletions: 0 }
    }

    /// Number of differences.
    pub(super) const fn edits(&self) -> usize {
        self.mismatches + self.insertions + self.deletions
    }

    /// What is least in the best placement: between equals a mismatch is likelier than a gap, and a gap that leaves
    /// every letter of the anchor in its place likelier than one that loses some.
    pub(super) const fn cost(&self) -> (usize, usize, usize) {
        (self.edits(), self.insertions + self.deletions, self.deletions)
    }

    /// Whether the two stretches share a base.
    pub(super) const fn overlaps(&self, other: &Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    const fn pair(self, agrees: bool) -> Self {
        Self { end: self.end + 1, mismatches: self.mismatches + !agrees as usize, ..self }
    }

    const fn insertion(self) -> Self {
        Self { end: self.end + 1, insertions: self.insertions + 1, ..self }
    }

    const fn deletion(self) -> Self {
        Self { deletions: self.deletions + 1, ..self }
    }
}

/// The best placement of `anchor` that ends after each base of `read`, in the order of the read.
///
/// Sellers' alignment: the read is free at both ends, the anchor at neither. Time is the product of the two
/// lengths; memory is that of the result.
pub(super) fn best_by_end(read: &[NucleotideSet], anchor: &[NucleotideSet]) -> Vec<Placement> {
    // Row i of a column: the first i + 1 letters of the anchor, ended by the base at hand.
    let mut column: Vec<Placement> = (1..=anchor.len())
        .map(|letters| Placement { deletions: letters, ..Placement::beginning_at(0) })
        .collect();
    let mut best = Vec::with_capacity(read.len());
    for (index, &base) in read.iter().enumerate() {
        let mut diagonal = Placement::beginning_at(index);
        let mut above = Placement::beginning_at(index + 1);
        for (cell, letter) in column.iter_mut().zip(anchor) {
            let left = *cell;
            let paired = diagonal.pair(letter.agrees_with(base));
            *cell = cheapest(paired, cheapest(left.insertion(), above.deletion()));
            diagonal = left;
            above = *cell;
        }
        best.push(above);
    }
    best
}

fn cheapest(first: Placement, second: Placement) -> Placement {
    if second.cost() < first.cost() { second } else { first }
}

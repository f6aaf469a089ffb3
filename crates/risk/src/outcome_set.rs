//! A set of a rule's results, in the rule's own order.

/// The results a rule can give. `ALL` is in the order in which results are listed, and holds each
/// value at the index that [`Outcome::index`] gives it; at most eight.
pub trait Outcome: Copy + PartialEq + 'static {
    /// Every result, in listing order.
    const ALL: &'static [Self];

    /// The position of this result in [`Outcome::ALL`].
    fn index(self) -> u8;
}

/// A set of results. Copying is free and iterating follows the listing order, so that two equal
/// sets are always written alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct OutcomeSet<R> {
    bits: u8,
    results: std::marker::PhantomData<R>,
}

impl<R: Outcome> OutcomeSet<R> {
    /// The set with nothing in it.
    pub const EMPTY: Self = Self { bits: 0, results: std::marker::PhantomData };

    /// Whether `result` is in the set.
    pub fn contains(self, result: R) -> bool {
        self.bits & (1 << result.index()) != 0
    }

    /// This set and `result`.
    #[must_use]
    pub fn with(self, result: R) -> Self {
        Self { bits: self.bits | (1 << result.index()), ..self }
    }

    /// The results that are here and not in `other`.
    #[must_use]
    pub fn without(self, other: Self) -> Self {
        Self { bits: self.bits & !other.bits, ..self }
    }

    /// Whether nothing is in the set.
    pub fn is_empty(self) -> bool {
        self.bits == 0
    }

    /// How many results are in the set.
    pub fn len(self) -> usize {
        self.bits.count_ones() as usize
    }

    /// The one result, if there is exactly one.
    pub fn single(self) -> Option<R> {
        if self.len() == 1 { self.iter().next() } else { None }
    }

    /// The results in listing order.
    pub fn iter(self) -> impl Iterator<Item = R> {
        R::ALL.iter().copied().filter(move |result| self.contains(*result))
    }
}

impl<R: Outcome> FromIterator<R> for OutcomeSet<R> {
    fn from_iter<I: IntoIterator<Item = R>>(results: I) -> Self {
        results.into_iter().fold(Self::EMPTY, Self::with)
    }
}

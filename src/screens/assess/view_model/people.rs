//! People out of 100, in words and as icons.

use crate::ui::icon_array::IconArray;
use crate::words::WordsAssessPeople;
use shirube_survival::published::{OutOf100, People};

/// Solid by both readings, hatched by the higher one only.
impl From<OutOf100> for IconArray {
    fn from(counts: OutOf100) -> Self {
        Self { solid: counts.lower, hatched: counts.upper.saturating_sub(counts.lower) }
    }
}

fn one(people: u8, words: &WordsAssessPeople) -> String {
    match People::from(people) {
        People::FewerThan1 => words.fewer_than_one.to_owned(),
        People::Of100(people) => words.one(&people.to_string()),
        People::MoreThan99 => words.more_than_99.to_owned(),
    }
}

/// Both readings in words: `28 or 38`, or one number where they agree.
pub(super) fn in_words(counts: OutOf100, words: &WordsAssessPeople) -> String {
    let (lower, upper) = (one(counts.lower, words), one(counts.upper, words));
    if lower == upper { lower } else { words.or(&lower, &upper) }
}

/// One reading in words.
pub(super) fn one_in_words(people: u8, words: &WordsAssessPeople) -> String {
    one(people, words)
}

//! The table as finished strings, and the order of its rows: pure.

use super::listing::{Counts, Listed, Listing, Phase};
use super::outcome::{Kind, Measured, Outcome};
use super::{export, reasons};
use crate::words::{LaboratoryWordsBatch, LaboratoryWordsBatchTable};
use shirube_clonality::junction::Strand;
use shirube_clonality::trace_clonality::{Estimate, TraceClonality};
use shirube_numeric::decimal;
use std::cmp::Ordering;

/// A column of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// Number of the trace.
    Number,
    /// Name of the file; only while names are shown.
    Name,
    /// Whether there is an estimate.
    Status,
    /// Where the host begins.
    Junction,
    /// Dominance.
    Dominance,
    /// Simpson index.
    Simpson,
    /// Effective number of clones.
    Clones,
    /// Purity of the constant part.
    Quality,
    /// Reasons and warnings.
    Notes,
}

impl Column {
    /// Every column from left to right.
    pub const ALL: [Self; 9] = [
        Self::Number,
        Self::Name,
        Self::Status,
        Self::Junction,
        Self::Dominance,
        Self::Simpson,
        Self::Clones,
        Self::Quality,
        Self::Notes,
    ];

    /// Name of its button and of its cells.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Name => "name",
            Self::Status => "status",
            Self::Junction => "junction",
            Self::Dominance => "dominance",
            Self::Simpson => "simpson",
            Self::Clones => "effective_clones",
            Self::Quality => "quality",
            Self::Notes => "notes",
        }
    }

    /// Its heading.
    pub const fn heading(self, words: &LaboratoryWordsBatchTable) -> &'static str {
        match self {
            Self::Number => words.number,
            Self::Name => words.name,
            Self::Status => words.status,
            Self::Junction => words.junction,
            Self::Dominance => words.dominance,
            Self::Simpson => words.simpson,
            Self::Clones => words.clones,
            Self::Quality => words.quality,
            Self::Notes => words.notes,
        }
    }
}

/// How the rows are ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Order {
    /// By which column.
    pub by: Column,
    /// From the largest down.
    pub descending: bool,
}

impl Order {
    /// As the files came.
    pub const FIRST: Self = Self { by: Column::Number, descending: false };

    /// After a press on a column's head: the same column turns round.
    pub fn pressed(self, column: Column) -> Self {
        Self { by: column, descending: self.by == column && !self.descending }
    }

    /// The column's `aria-sort`; `None` for a column that the rows are not ordered by.
    pub fn aria(self, column: Column) -> Option<&'static str> {
        (self.by == column).then_some(if self.descending { "descending" } else { "ascending" })
    }
}

/// Which rows there are: all, or those of one kind.
pub type Filter = Option<Kind>;

/// Every filter.
pub const FILTERS: [Filter; 4] = [None, Some(Kind::Estimate), Some(Kind::Withheld), Some(Kind::Failed)];

/// A row: index of the file and version of its outcome.
pub type RowKey = (usize, u32);

/// The rows of the files that have an outcome, in order. What has no value stands last in either direction.
pub fn rows(listing: &Listing, order: Order, filter: Filter) -> Vec<RowKey> {
    let mut rows: Vec<(RowKey, &Listed, &Outcome)> = Vec::new();
    for (index, file) in listing.files.iter().enumerate() {
        if let Some(outcome) = &file.outcome
            && filter.is_none_or(|kind| Kind::of(outcome) == kind)
        {
            rows.push(((index, file.version), file, outcome));
        }
    }
    let turn = |ordering: Ordering| if order.descending { ordering.reverse() } else { ordering };
    rows.sort_by(|(one_key, one_file, one), (other_key, other_file, other)| {
        let ordering = match order.by {
            Column::Number => turn(one_key.0.cmp(&other_key.0)),
            Column::Name => turn(one_file.path.cmp(&other_file.path)),
            Column::Status => turn(Kind::of(one).cmp(&Kind::of(other))),
            Column::Notes => missing_last(note_key(one), note_key(other), |a, b| turn(a.cmp(b))),
            column => missing_last(value(one, column), value(other, column), |a, b| turn(a.total_cmp(b))),
        };
        // Rows that are alike stay in the order of the files.
        ordering.then(one_key.0.cmp(&other_key.0))
    });
    rows.into_iter().map(|(key, ..)| key).collect()
}

fn missing_last<T>(one: Option<T>, other: Option<T>, compare: impl Fn(&T, &T) -> Ordering) -> Ordering {
    match (one, other) {
        (Some(one), Some(other)) => compare(&one, &other),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}

/// The number that a column is ordered by.
fn value(outcome: &Outcome, column: Column) -> Option<f64> {
    let estimate = |of: fn(&TraceClonality) -> Estimate| outcome.estimate().map(|it| of(it).value);
    match (column, outcome) {
        (Column::Dominance, _) => estimate(|it| it.dominance),
        (Column::Simpson, _) => estimate(|it| it.simpson),
        (Column::Clones, _) => estimate(|it| it.effective_clones),
        // No read has so many bases that one is lost here.
        (Column::Junction, Outcome::Measured(measured)) => {
            u32::try_from(measured.junction.position).ok().map(f64::from)
        }
        (Column::Quality, Outcome::Measured(measured)) => Some(measured.quality.constant_dominance),
        _ => None,
    }
}

/// Like remarks stand together; the language does not matter.
fn note_key(outcome: &Outcome) -> Option<&'static str> {
    let warning = || match outcome {
        Outcome::Measured(measured) => measured.warnings.first().map(|warning| warning.code()),
        _ => None,
    };
    export::codes(outcome).first().copied().or_else(warning)
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowView {
    /// What the trace is called here.
    pub title: String,
    /// Name of its file.
    pub name: String,
    /// What came of it.
    pub kind: Kind,
    /// The same in words.
    pub status: &'static str,
    /// Where the host begins; empty if that is not known, like all that follows.
    pub junction: String,
    /// Dominance.
    pub dominance: Number,
    /// Simpson index.
    pub simpson: Number,
    /// Effective number of clones.
    pub clones: Number,
    /// Purity of the constant part.
    pub quality: String,
    /// Reasons and warnings.
    pub notes: Vec<String>,
}

/// A number with its interval.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Number {
    /// The number.
    pub value: String,
    /// Its 95 % interval.
    pub interval: String,
}

/// The row of a file; `None` for one that has no outcome (any more).
pub fn row(listing: &Listing, index: usize, words: &LaboratoryWordsBatch) -> Option<RowView> {
    let file = listing.files.get(index)?;
    let outcome = file.outcome.as_ref()?;
    let measured = if let Outcome::Measured(measured) = outcome { Some(measured) } else { None };
    let estimate = |of: fn(&TraceClonality) -> Estimate, places| {
        outcome.estimate().map(|it| number(of(it), places)).unwrap_or_default()
    };
    let kind = Kind::of(outcome);
    Some(RowView {
        title: words.table.trace(&(index + 1).to_string()),
        name: file.path.clone(),
        kind,
        status: status(kind, &words.table),
        junction: measured.map(|measured| junction(measured, &words.table)).unwrap_or_default(),
        dominance: estimate(|it| it.dominance, 2),
        simpson: estimate(|it| it.simpson, 2),
        clones: estimate(|it| it.effective_clones, 1),
        quality: measured
            .map(|measured| decimal::format_fixed(measured.quality.constant_dominance, 2))
            .unwrap_or_default(),
        notes: reasons::remarks(outcome, &words.reason),
    })
}

/// A kind in words.
pub fn status(kind: Kind, words: &LaboratoryWordsBatchTable) -> &'static str {
    match kind {
        Kind::Estimate => words.estimate,
        Kind::Withheld => words.withheld,
        Kind::Failed => words.failed,
    }
}

fn junction(measured: &Measured, words: &LaboratoryWordsBatchTable) -> String {
    // People count bases from one.
    let base = (measured.junction.position + 1).to_string();
    match measured.junction.strand {
        Strand::Forward => words.junction_forward(&base),
        Strand::Reverse => words.junction_reverse(&base),
    }
}

fn number(Estimate { value, low, high }: Estimate, places: usize) -> Number {
    let text =
        |value: f64| if value.is_finite() { decimal::format_fixed(value, places) } else { "∞".to_owned() };
    Number { value: text(value), interval: [text(low), text(high)].join("–") }
}

/// What is said above the table.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SummaryView {
    /// How far the measuring has come, or why there is nothing.
    pub state: String,
    /// How many files have which outcome; empty as long as there are none.
    pub counts: String,
    /// Files measured and all files, while it goes on.
    pub progress: Option<(usize, usize)>,
    /// Whether what was left out can be measured.
    pub can_go_on: bool,
    /// For somebody who hears the page: changes a few times only while it goes on.
    pub spoken: String,
}

/// What is said above the table.
pub fn summary(listing: &Listing, words: &LaboratoryWordsBatchTable) -> SummaryView {
    let counts = listing.counts();
    let Counts { all, done, estimates, withheld, failed } = counts;
    let (all_text, done_text) = (all.to_string(), done.to_string());
    let state = match listing.phase {
        Phase::Still => words.ended(&all_text),
        Phase::Running => words.running(&all_text, &done_text),
        Phase::Cancelled => words.cancelled(&all_text, &done_text),
        Phase::Waiting => words.waiting.to_owned(),
        Phase::NoSettings => words.no_settings.to_owned(),
        Phase::Stopped => words.stopped.to_owned(),
    };
    let counts = if done == 0 {
        String::new()
    } else {
        words.summary(&estimates.to_string(), &failed.to_string(), &withheld.to_string())
    };
    let spoken = match listing.phase {
        Phase::Running => words.running(&all_text, &(done * 4 / all.max(1) * all / 4).to_string()),
        _ => [state.as_str(), &counts].join(" "),
    };
    SummaryView {
        progress: (listing.phase == Phase::Running).then_some((done, all)),
        can_go_on: matches!(listing.phase, Phase::Cancelled | Phase::Stopped)
            && !listing.unmeasured().is_empty(),
        state,
        counts,
        spoken,
    }
}

/// The words of a filter.
pub fn filter_label(filter: Filter, counts: Counts, words: &LaboratoryWordsBatchTable) -> String {
    match filter {
        None => words.show_all(&counts.done.to_string()),
        Some(Kind::Estimate) => words.show_estimate(&counts.estimates.to_string()),
        Some(Kind::Withheld) => words.show_withheld(&counts.withheld.to_string()),
        Some(Kind::Failed) => words.show_failed(&counts.failed.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::example;
    use super::*;
    use crate::words::Language;
    use shirube_clonality::FormatError;
    use shirube_clonality::trace_clonality::Withheld;

    fn words() -> &'static LaboratoryWordsBatch {
        &Language::En.laboratory_words().batch
    }

    /// Estimates of 0.3, 0.9 and 0.61 around a withheld, an unreadable and an unmeasured file.
    fn listing() -> Listing {
        let mut listing = Listing::default();
        listing.add(["f", "e", "d", "c", "b", "a"].map(str::to_owned));
        listing.record(vec![
            (0, example::estimate(0.3)),
            (1, Outcome::Format(FormatError::UnknownFormat)),
            (2, example::estimate(0.9)),
            (3, example::withheld(&[Withheld::WeakSignal, Withheld::Phasing])),
            (5, example::estimate(0.61)),
        ]);
        listing
    }

    fn order(by: Column, descending: bool, filter: Filter) -> Vec<usize> {
        rows(&listing(), Order { by, descending }, filter).into_iter().map(|(index, _)| index).collect()
    }

    #[test]
    fn rows_without_a_value_stand_last_in_either_direction() {
        assert_eq!(order(Column::Dominance, false, None), [0, 5, 2, 1, 3]);
        assert_eq!(order(Column::Dominance, true, None), [2, 5, 0, 1, 3]);
        assert_eq!(order(Column::Clones, false, None), [2, 5, 0, 1, 3]);
        assert_eq!(order(Column::Quality, true, None), [0, 2, 3, 5, 1]);
        assert_eq!(order(Column::Notes, false, None), [1, 3, 0, 2, 5]);
    }

    #[test]
    fn texts_and_kinds_are_ordered_and_filtered() {
        assert_eq!(order(Column::Number, true, None), [5, 3, 2, 1, 0]);
        assert_eq!(order(Column::Name, false, None), [5, 3, 2, 1, 0]);
        assert_eq!(order(Column::Status, false, None), [0, 2, 5, 3, 1]);
        assert_eq!(order(Column::Number, false, Some(Kind::Estimate)), [0, 2, 5]);
        assert_eq!(order(Column::Number, false, Some(Kind::Withheld)), [3]);
        assert_eq!(order(Column::Number, false, Some(Kind::Failed)), [1]);
    }

    #[test]
    fn a_second_press_turns_a_column_round_and_another_column_starts_from_the_smallest() {
        let once = Order::FIRST.pressed(Column::Simpson);
        assert_eq!((once.aria(Column::Simpson), once.aria(Column::Number)), (Some("ascending"), None));
        let twice = once.pressed(Column::Simpson);
        assert_eq!(twice.aria(Column::Simpson), Some("descending"));
        assert_eq!(twice.pressed(Column::Number), Order::FIRST);
    }

    #[test]
    fn a_row_says_what_the_outcome_holds() {
        let row = |index| row(&listing(), index, words());
        let estimate = row(5).unwrap();
        assert_eq!(estimate.title, "Trace 6");
        assert_eq!(
            (estimate.dominance.value.as_str(), estimate.dominance.interval.as_str()),
            ("0.61", "0.51–0.71")
        );
        assert_eq!((estimate.clones.value.as_str(), estimate.clones.interval.as_str()), ("2.7", "1.0–∞"));
        assert_eq!((estimate.junction.as_str(), estimate.quality.as_str()), ("before base 146", "0.98"));
        let withheld = row(3).unwrap();
        assert_eq!((withheld.dominance, withheld.notes.len()), (Number::default(), 2));
        assert_eq!(row(1).unwrap().notes, ["Neither ABIF nor SCF."]);
        assert_eq!(row(4), None);
        assert_eq!(row(99), None);
    }

    #[test]
    fn the_summary_counts_and_speaks_seldom() {
        let mut listing = listing();
        assert_eq!(
            summary(&listing, &words().table).counts,
            "With an estimate: 3. Withheld: 1. Not measured: 1."
        );
        listing.phase = Phase::Running;
        let running = summary(&listing, &words().table);
        assert_eq!((running.progress, running.state.as_str()), (Some((5, 6)), "5 of 6 measured."));
        let mut spoken = std::collections::BTreeSet::new();
        let mut many = Listing { phase: Phase::Running, ..Listing::default() };
        many.add((0..1000).map(|index| index.to_string()));
        for index in 0..1000 {
            many.record(vec![(index, Outcome::Unreadable)]);
            spoken.insert(summary(&many, &words().table).spoken);
        }
        assert_eq!(spoken.len(), 5);
    }

    #[test]
    fn what_was_cancelled_can_go_on() {
        let mut listing = listing();
        listing.phase = Phase::Cancelled;
        assert!(summary(&listing, &words().table).can_go_on);
        listing.record(vec![(4, Outcome::Unreadable)]);
        assert!(!summary(&listing, &words().table).can_go_on);
    }
}

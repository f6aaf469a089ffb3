//! What the room shows, as finished strings: numbers are formatted here, once.

mod course;
pub mod export;
mod figures;
mod index_table;
mod notes;
mod number;
mod reading;
#[cfg(test)]
mod tests;

pub use course::CourseView;
pub use index_table::{IndexGroup, IndexRow};
pub use reading::{ColumnMenu, Reading, ReadingView, read};

use super::form::ComparisonForm;
use crate::chart::Scene;
use crate::words::{LaboratoryWordsSites, Language};
use export::Content;
use figures::Curve;
use index_table::index_table;
use number::{count, percent_in_words};
use shirube_clonality::sites::{
    Abundances, CompareOptions, Comparison, FollowedClone, Indices, SiteTable, Standing, compare,
};
use shirube_numeric::decimal;

/// Large clones of either time point that are followed.
const FOLLOWED: usize = 10;

/// Everything the room shows for what was put in.
#[derive(Debug, Clone, PartialEq)]
pub struct SitesView {
    /// How each table was read.
    pub readings: [ReadingView; 2],
    /// What is wrong with the tolerance.
    pub tolerance_problem: Option<String>,
    /// The results, if there is a table.
    pub result: Option<ResultView>,
    /// What a screen reader is told.
    pub spoken: String,
}

impl SitesView {
    /// Whether a table cannot be used.
    pub fn has_error(&self) -> bool {
        self.readings.iter().any(|reading| reading.error.is_some())
    }

    /// The first sentence, for a line that stays in sight; empty without a result.
    pub fn in_short(&self) -> String {
        let first = self.result.as_ref().and_then(|result| result.sentences.first());
        first.map(|sentence| sentence.replace('*', "")).unwrap_or_default()
    }
}

/// The results.
#[derive(Debug, Clone, PartialEq)]
pub struct ResultView {
    /// The largest share, in short.
    pub badge: String,
    /// What matters most, with emphasis.
    pub sentences: Vec<String>,
    /// The rest of the answer.
    pub details: Vec<String>,
    /// What has to be known before the numbers are read.
    pub notes: Vec<String>,
    /// Rank and size.
    pub rank: Scene,
    /// Lorenz curve.
    pub lorenz: Scene,
    /// All indices.
    pub indices: Vec<IndexGroup>,
    /// The two time points compared.
    pub course: Option<CourseView>,
    /// What can be saved.
    pub export: Content,
}

/// A table that takes part in the results.
struct Sample<'a> {
    table: &'a SiteTable,
    sites: Abundances,
    indices: Indices,
}

impl<'a> Sample<'a> {
    fn of(table: &'a SiteTable) -> Self {
        let sites = table.abundances();
        let indices = sites.indices();
        Self { table, sites, indices }
    }
}

/// Builds the view. Pure: the same tables, choices and language always give the same view.
pub fn view(
    first: &Reading,
    second: &Reading,
    comparison: &ComparisonForm,
    positions_shown: bool,
    language: Language,
) -> SitesView {
    let words = &language.laboratory_words().sites;
    let both = if comparison.is_on { vec![first, second] } else { vec![first] };
    // An earlier table alone is a result, and a later one is none.
    let samples: Vec<_> = both.iter().map_while(|reading| reading.table()).map(Sample::of).collect();
    let compared = match (samples.as_slice(), comparison.tolerance()) {
        ([before, after], Some(tolerance)) => {
            Some(compare(before.table, after.table, CompareOptions { top: FOLLOWED, tolerance }))
        }
        _ => None,
    };
    let is_example = both.iter().any(|reading| reading.is_example);
    let result = (!samples.is_empty())
        .then(|| result(&samples, compared.as_ref(), is_example, positions_shown, language));
    let limits = || words.input.tolerance_range(&count(ComparisonForm::WIDEST.into()), "0");
    SitesView {
        readings: [first, second].map(|reading| reading::reading_view(reading, words)),
        tolerance_problem: comparison.tolerance().is_none().then(limits),
        spoken: result.as_ref().map(spoken).unwrap_or_default(),
        result,
    }
}

fn spoken(result: &ResultView) -> String {
    result
        .sentences
        .iter()
        .chain(&result.details)
        .map(|text| text.replace('*', ""))
        .collect::<Vec<_>>()
        .join(" ")
}

fn result(
    samples: &[Sample<'_>],
    compared: Option<&Comparison>,
    is_example: bool,
    positions_shown: bool,
    language: Language,
) -> ResultView {
    let words = &language.laboratory_words().sites;
    let names: &[[&'static str; 2]] = if samples.len() > 1 {
        &[[words.course.earlier, words.course.earlier_line], [words.course.later, words.course.later_line]]
    } else {
        &[["", ""]]
    };
    let curves: Vec<_> = names
        .iter()
        .zip(samples)
        .map(|(&[name, label], sample)| Curve { name, label, sites: &sample.sites })
        .collect();
    let found: Vec<_> = samples.iter().map(|sample| &sample.indices).collect();
    let tables: Vec<_> = samples.iter().map(|sample| (sample.table, &sample.sites)).collect();
    let indices = index_table(&found, &words.index);
    let single = |sample: &Sample<'_>| export::largest(sample.table, positions_shown);
    let places = (positions_shown && samples.len() == 1).then(|| samples.first()).flatten();
    ResultView {
        badge: badge(&found),
        sentences: sentences(samples, compared, words),
        details: compared
            .and_then(|found| where_from(found, words))
            .into_iter()
            .chain(details(samples, &curves, language))
            .collect(),
        notes: notes::notes(&tables, &words.note),
        rank: figures::rank_abundance(&curves, places.map(|sample| sample.table), &words.rank),
        lorenz: figures::lorenz(&curves, &words.lorenz),
        course: compared.map(|found| course::course(found, positions_shown, &words.course)),
        export: Content {
            is_example,
            times: exported_indices(&indices, samples.len()),
            comparison: compared.map(exported_comparison).unwrap_or_default(),
            clones: match compared {
                Some(found) => export::followed(found, positions_shown),
                None => samples.first().map(single).unwrap_or_default(),
            },
        },
        indices,
    }
}

fn badge(found: &[&Indices]) -> String {
    let shares = found.iter().map(|found| [percent_in_words(found.berger_parker), "%".to_owned()].concat());
    shares.collect::<Vec<_>>().join(" → ")
}

/// The first sentence: of one table its largest site, of two what became of it.
fn sentences(
    samples: &[Sample<'_>],
    compared: Option<&Comparison>,
    words: &LaboratoryWordsSites,
) -> Vec<String> {
    match (samples, compared) {
        ([sample], _) => vec![largest(sample, words)],
        (_, Some(found)) => vec![what_became(found, words)],
        _ => Vec::new(),
    }
}

fn largest(sample: &Sample<'_>, words: &LaboratoryWordsSites) -> String {
    let share = percent_in_words(sample.indices.berger_parker);
    match sample.indices.sites {
        1 => words.answer.one_site(&share),
        sites => words.answer.largest(&share, &count(sites)),
    }
}

fn what_became(found: &Comparison, words: &LaboratoryWordsSites) -> String {
    let words = &words.answer;
    let is_first = |at: &Standing| at.rank == 1;
    let was_first = found.clones.iter().find(|clone| clone.before.as_ref().is_some_and(is_first));
    match was_first {
        Some(FollowedClone { before: Some(before), after: Some(after) }) => {
            words.followed(&percent_in_words(after.share), &percent_in_words(before.share))
        }
        Some(FollowedClone { before: Some(before), after: None }) => {
            words.followed_gone(&percent_in_words(before.share))
        }
        _ => String::new(),
    }
}

/// Where the largest clone of the later time comes from.
fn where_from(found: &Comparison, words: &LaboratoryWordsSites) -> Option<String> {
    let words = &words.answer;
    let is_first = |at: &Standing| at.rank == 1;
    let now_first = found.clones.iter().find(|clone| clone.after.as_ref().is_some_and(is_first))?;
    Some(match &now_first.before {
        None => words.new_largest_unseen.to_owned(),
        Some(before) if before.rank == 1 => words.same_largest.to_owned(),
        Some(before) => words.new_largest(&count(before.rank)),
    })
}

fn details(samples: &[Sample<'_>], curves: &[Curve<'_>], language: Language) -> Vec<String> {
    let (words, gap) = (&language.laboratory_words().sites, language.sentence_gap());
    let of = |(sample, &Curve { name, .. }): (&Sample<'_>, &Curve<'_>)| {
        let half = words.answer.half(&count(sample.indices.uc50));
        let effective = words.answer.effective(&decimal::format_fixed(sample.indices.inverse_simpson, 1));
        if name.is_empty() {
            vec![[half.as_str(), gap, &effective].concat()]
        } else {
            vec![[name, words.answer.colon, &largest(sample, words), gap, &half].concat()]
        }
    };
    samples.iter().zip(curves).flat_map(of).collect()
}

fn exported_indices(groups: &[IndexGroup], times: usize) -> Vec<(&'static str, export::Values)> {
    let names: &[&'static str] = if times > 1 { &[export::EARLIER, export::LATER] } else { &[export::ONLY] };
    let of = |(place, &time): (usize, &&'static str)| {
        let rows = groups.iter().flat_map(|group| &group.rows);
        (time, rows.map(|row| (row.id, row.values.get(place).and_then(|value| value.exact))).collect())
    };
    names.iter().enumerate().map(of).collect()
}

fn exported_comparison(found: &Comparison) -> export::Values {
    vec![
        ("shared_sites", Some(number::as_f64(found.shared))),
        ("shared_share_earlier", Some(found.shared_before)),
        ("shared_share_later", Some(found.shared_after)),
        ("morisita_horn", Some(found.morisita_horn)),
    ]
}

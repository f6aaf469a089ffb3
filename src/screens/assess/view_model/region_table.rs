//! The table of all regions, and what "none seen" can tell.

use super::Case;
use super::answer::{Tone, group_label, people_count, published_months, region_rule};
use super::people::in_words;
use crate::words::WordsAssessNoneSeen;
use shirube_numeric::binomial::upper_limit_none_seen;
use shirube_risk::coded::CodedSet;
use shirube_risk::evidence::PEOPLE_CV_BELOW_CUT;
use shirube_risk::rules::cv_sil2r::Region;
use shirube_survival::published::PublishedTime;

/// All regions as rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegionTable {
    /// Heading of the column for people out of 100.
    pub at_month_heading: String,
    /// One row for each region.
    pub rows: Vec<RegionRow>,
}

/// One region.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegionRow {
    /// `R1` … `R4`.
    pub code: &'static str,
    /// The group in words.
    pub group: &'static str,
    /// Colour and shape.
    pub tone: Tone,
    /// Its condition.
    pub rule: String,
    /// The published time to progression.
    pub time: String,
    /// People out of 100 at the chosen time.
    pub at_month: String,
    /// "these values" or "possible", where it holds.
    pub mark: Option<&'static str>,
}

/// The exact upper limits for a group in which none were seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoneSeen {
    /// What is not published, and what it cannot exceed.
    pub text: String,
    /// One limit in a sentence.
    pub plain: String,
    /// People followed, and the limit.
    pub rows: Vec<(String, String)>,
}

impl Case {
    pub(super) fn region_table(&self, possible: CodedSet<Region>) -> RegionTable {
        let words = &self.words.assess.table;
        let mark = if possible.len() == 1 { words.here } else { words.possible };
        RegionTable {
            at_month_heading: words.at_month(&self.months.to_string()),
            rows: Region::ALL
                .iter()
                .map(|&region| RegionRow {
                    code: region.code(),
                    group: group_label(region.group(), self.words),
                    tone: region.group().into(),
                    rule: region_rule(region, self.words),
                    time: self.time_cell(region),
                    at_month: self.at_month_cell(region),
                    mark: possible.contains(region).then_some(mark),
                })
                .collect(),
        }
    }

    fn time_cell(&self, region: Region) -> String {
        let words = &self.words.assess.table;
        let months = region.published_time().map(published_months).unwrap_or_default();
        match region {
            Region::R1 => words.time_r1.to_owned(),
            Region::R2 => words.time_r2(&months),
            Region::R3 => words.time_r3.to_owned(),
            Region::R4 => words.time_r4(&months),
        }
    }

    fn at_month_cell(&self, region: Region) -> String {
        let words = &self.words.assess;
        let time = region.published_time().and_then(|fact| PublishedTime::from_months(fact.value));
        match (region, time) {
            (_, Some(time)) => in_words(time.out_of_100(f64::from(self.months)), &words.people),
            (Region::R1, None) => words.table.at_r1.to_owned(),
            (_, None) => words.table.at_r3.to_owned(),
        }
    }
}

impl NoneSeen {
    /// The limits for R1, whose number of people is not published.
    pub fn in_r1(words: &WordsAssessNoneSeen) -> Self {
        // R1 is a part of the people with a low Cv, so it cannot be larger than all of them.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let at_most = PEOPLE_CV_BELOW_CUT.value as u32;
        // Ten to show how little a small group tells; 28 is between; the last is the most possible.
        let limits: Vec<(String, String)> = [10, 28, at_most]
            .into_iter()
            .filter_map(|n| Some((n.to_string(), percent_rounded_up(upper_limit_none_seen(n)?))))
            .collect();
        let plain = limits.first().map(|(n, percent)| words.plain(n, percent)).unwrap_or_default();
        Self {
            text: words.text(&people_count(&PEOPLE_CV_BELOW_CUT)),
            plain,
            rows: limits.iter().map(|(n, percent)| (words.row_people(n), words.row_limit(percent))).collect(),
        }
    }
}

/// An upper limit is rounded up: rounding down would claim more than is known.
fn percent_rounded_up(fraction: f64) -> String {
    (fraction * 100.0).ceil().to_string()
}

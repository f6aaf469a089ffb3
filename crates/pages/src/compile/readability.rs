//! `content/readability.toml`: how easy each section reads, as the writing gate measured it.

use std::collections::BTreeMap;

use super::SourceFile;
use super::problem::Problem;
use super::toml_file::read;
use crate::{Bundle, Page, Score};

/// The file.
pub(super) const PATH: &str = "readability.toml";

/// Scores by language form, folder of the page, and section.
type Scores = BTreeMap<String, BTreeMap<String, BTreeMap<String, Score>>>;

/// Puts the scores into the bundles. A section without a score stays without: the gate tells.
pub(super) fn put_into(bundles: &mut [Bundle], file: &SourceFile, problems: &mut Vec<Problem>) {
    let scores: Scores = read(file, problems).unwrap_or_default();
    for bundle in bundles {
        let Some(of_form) = scores.get(bundle.form.code()) else { continue };
        let put = |folder: &str, page: &mut Page| {
            let Some(of_page) = of_form.get(&format!("{folder}/{}", page.id)) else { return };
            for section in &mut page.sections {
                section.score = of_page.get(&section.key).copied();
            }
        };
        bundle.topics.iter_mut().for_each(|page| put("learn", page));
        bundle.trial_pages.iter_mut().for_each(|page| put("trials", page));
    }
}

//! Trials: the finder, and a page for each trial.

use super::text::Context;

/// The heading of a section of a trial's page.
pub fn section_title(context: &Context, key: &str) -> &'static str {
    let words = &context.words().trials.section;
    match key {
        "in-short" => words.in_short,
        "why" => words.why,
        "who-can-join" => words.who_can_join,
        "what-happens" => words.what_happens,
        "visits-and-tests" => words.visits_and_tests,
        "side-effects" => words.side_effects,
        "results" => words.results,
        _ => words.what_happened_next,
    }
}

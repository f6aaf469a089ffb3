//! What a saved file says of a trace, with the names of `shirube trace`: for one trace and for many.

use super::json::Json;
use super::made_with::made_with;
use shirube_clonality::TraceSettings;
use shirube_clonality::junction::{Junction, Strand};
use shirube_clonality::trace_clonality::{Estimate, Quality, TraceClonality};

/// Values by name.
pub type Fields = Vec<(&'static str, Json)>;

/// What the numbers are and what they were made with, in every file.
pub fn origin() -> Fields {
    const NOTE: &str =
        "Trace clonality of Shirube: not Cv, not convertible to Cv, read by no risk rule. Research use.";
    let made_with = made_with().map(|(name, value)| (name, value.into()));
    [("note", NOTE.into())].into_iter().chain(made_with).collect()
}

/// How it was measured.
pub fn settings(settings: &TraceSettings) -> Fields {
    let letters: String = settings.anchor.letters().iter().copied().map(char::from).collect();
    vec![
        ("anchor", letters.as_str().into()),
        ("skip", settings.skip.into()),
        ("window", settings.window.into()),
        ("background", settings.background.into()),
    ]
}

/// Where the host begins; bases count from 0.
pub fn junction(junction: &Junction) -> Fields {
    let strand = if junction.strand == Strand::Forward { "forward" } else { "reverse" };
    vec![
        ("position", junction.position.into()),
        ("mismatches", junction.mismatches.into()),
        ("insertions", junction.insertions.into()),
        ("deletions", junction.deletions.into()),
        ("strand", strand.into()),
        ("anchor_start", junction.anchor.0.into()),
        ("anchor_end", junction.anchor.1.into()),
        ("confidence", junction.confidence.into()),
        ("by_hand", junction.by_hand.into()),
    ]
}

/// The qualities of the read.
pub fn quality(quality: &Quality) -> Fields {
    vec![
        ("signal", quality.signal.into()),
        ("constant_dominance_raw", quality.constant_dominance_raw.into()),
        ("constant_dominance", quality.constant_dominance.into()),
        ("skip_dominance_raw", quality.skip_dominance_raw.into()),
        ("phasing", quality.phasing.into()),
        ("saturated", quality.saturated.into()),
        ("constant_bases", quality.constant_bases.into()),
        ("window_bases", quality.window_bases.into()),
    ]
}

/// The estimates. A number of clones can be without end, which is then null.
pub fn estimates(result: &TraceClonality) -> Fields {
    let TraceClonality { dominance, simpson, entropy, effective_clones } = result;
    let with_value = |Estimate { value, low, high }: &Estimate| {
        Json::Object(vec![("value", (*value).into()), ("low", (*low).into()), ("high", (*high).into())])
    };
    let ends = vec![("low", effective_clones.low.into()), ("high", effective_clones.high.into())];
    vec![
        ("dominance", with_value(dominance)),
        ("simpson", with_value(simpson)),
        ("entropy", with_value(entropy)),
        ("effective_clones", effective_clones.value.into()),
        ("effective_clones_interval", Json::Object(ends)),
    ]
}

/// Names of kinds.
pub fn codes(codes: &[&'static str]) -> Json {
    Json::List(codes.iter().map(|code| Json::from(*code)).collect())
}

/// A value as it stands in a cell; nothing for what there is not.
pub fn plain(value: &Json) -> String {
    match value {
        Json::Null => String::new(),
        Json::Text(text) => text.clone(),
        Json::List(values) => values.iter().map(plain).collect::<Vec<_>>().join(" "),
        other => other.to_string(),
    }
}

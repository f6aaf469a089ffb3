//! Kinds of the core in the few words that fit a cell.

use super::outcome::Outcome;
use crate::words::LaboratoryWordsBatchReason;
use shirube_clonality::FormatError;
use shirube_clonality::trace_clonality::{TraceError, TraceWarning, Withheld};

/// What is to be said about an outcome, the weightiest first; nothing about a plain estimate.
pub fn remarks(outcome: &Outcome, words: &LaboratoryWordsBatchReason) -> Vec<String> {
    match outcome {
        Outcome::Measured(measured) => {
            let withheld =
                measured.result.as_ref().err().into_iter().flatten().map(|why| withheld(*why, words));
            let warnings = measured.warnings.iter().map(|it| warning(*it, words));
            withheld.chain(warnings).map(str::to_owned).collect()
        }
        Outcome::Format(error) => vec![format_error(error, words)],
        Outcome::Trace(error) => vec![trace_error(*error, words).to_owned()],
        Outcome::Unreadable => vec![words.unreadable.to_owned()],
        Outcome::Stopped => vec![words.stopped.to_owned()],
        Outcome::NotReached => vec![words.not_reached.to_owned()],
    }
}

fn format_error(error: &FormatError, words: &LaboratoryWordsBatchReason) -> String {
    match error {
        FormatError::UnknownFormat => words.unknown_format.to_owned(),
        FormatError::TooLarge => words.too_large.to_owned(),
        FormatError::UnsupportedVersion { version } => words.unsupported_version(&version.to_string()),
        FormatError::Truncated { what } => words.truncated(what),
        FormatError::Malformed { what } => words.malformed(what),
        FormatError::NotSequencing => words.not_sequencing.to_owned(),
        FormatError::Missing { what } => words.missing(what),
        FormatError::NoSignal => words.no_signal.to_owned(),
    }
}

fn trace_error(error: TraceError, words: &LaboratoryWordsBatchReason) -> &'static str {
    match error {
        TraceError::JunctionNotFound => words.junction_not_found,
        TraceError::JunctionOutside => words.junction_outside,
        TraceError::BadSettings => words.bad_settings,
    }
}

fn withheld(why: Withheld, words: &LaboratoryWordsBatchReason) -> &'static str {
    match why {
        Withheld::WeakSignal => words.weak_signal,
        Withheld::ConstantRegionImpure => words.constant_region_impure,
        Withheld::ConstantRegionTooShort => words.constant_region_too_short,
        Withheld::SkippedPartMixed => words.skipped_part_mixed,
        Withheld::Phasing => words.phasing,
        Withheld::Saturated => words.saturated,
        Withheld::WindowTooShort => words.window_too_short,
    }
}

fn warning(warning: TraceWarning, words: &LaboratoryWordsBatchReason) -> &'static str {
    match warning {
        TraceWarning::WindowShortened => words.window_shortened,
        TraceWarning::AnchorDiffers => words.anchor_differs,
        TraceWarning::AnchorAmbiguous => words.anchor_ambiguous,
        TraceWarning::WindowShort => words.window_short,
    }
}

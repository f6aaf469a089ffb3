//! Kinds of errors, gates and remarks of the core in words.

use super::view_model::Reason;
use crate::words::{LaboratoryWordsTrace, LaboratoryWordsTraceReport};
use shirube_clonality::FormatError;
use shirube_clonality::chromatogram::Remark;
use shirube_clonality::trace_clonality::{TraceError, TraceWarning, Withheld};

/// Why a file is no trace.
pub fn unreadable(error: &FormatError, words: &'static LaboratoryWordsTraceReport) -> Reason {
    let text = format_error(error, words);
    Reason { code: error.code(), heading: words.problem.unreadable, text }
}

/// Why a file is no trace, in a sentence.
pub fn format_error(error: &FormatError, words: &LaboratoryWordsTraceReport) -> String {
    let words = &words.format;
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

/// Why a trace cannot be measured.
pub fn failed(error: TraceError, words: &'static LaboratoryWordsTraceReport) -> Reason {
    let words = &words.problem;
    let (code, heading, text) = match error {
        TraceError::JunctionNotFound => {
            ("junction_not_found", words.junction_not_found, words.junction_not_found_says)
        }
        TraceError::JunctionOutside => {
            ("junction_outside", words.junction_outside, words.junction_outside_says)
        }
        TraceError::BadSettings => ("bad_settings", words.bad_settings, words.bad_settings_says),
    };
    Reason { code, heading, text: text.to_owned() }
}

/// Why no estimate is given.
pub fn withheld(why: Withheld, words: &'static LaboratoryWordsTraceReport) -> Reason {
    let words = &words.withheld;
    let (heading, text) = match why {
        Withheld::WeakSignal => (words.weak_signal, words.weak_signal_says),
        Withheld::ConstantRegionImpure => (words.constant_region_impure, words.constant_region_impure_says),
        Withheld::ConstantRegionTooShort => {
            (words.constant_region_too_short, words.constant_region_too_short_says)
        }
        Withheld::SkippedPartMixed => (words.skipped_part_mixed, words.skipped_part_mixed_says),
        Withheld::Phasing => (words.phasing, words.phasing_says),
        Withheld::Saturated => (words.saturated, words.saturated_says),
        Withheld::WindowTooShort => (words.window_too_short, words.window_too_short_says),
    };
    Reason { code: why.code(), heading, text: text.to_owned() }
}

/// What to mind.
pub fn warning(warning: TraceWarning, words: &LaboratoryWordsTraceReport) -> &'static str {
    let words = &words.warning;
    match warning {
        TraceWarning::WindowShortened => words.window_shortened,
        TraceWarning::AnchorDiffers => words.anchor_differs,
        TraceWarning::AnchorAmbiguous => words.anchor_ambiguous,
        TraceWarning::WindowShort => words.window_short,
    }
}

/// What was read around.
pub fn remarks(remarks: &[Remark], words: &LaboratoryWordsTrace) -> Vec<&'static str> {
    let words = &words.report.remark;
    let text = |remark: &Remark| match remark {
        Remark::DirectoryCutShort => words.directory_cut_short,
        Remark::CallsWereEdited => words.calls_were_edited,
        Remark::PeaksOutOfOrder => words.peaks_out_of_order,
        Remark::CalledFromPeaks => words.called_from_peaks,
        Remark::SignalClipped => words.signal_clipped,
        Remark::ChannelOrderAssumed => words.channel_order_assumed,
    };
    remarks.iter().map(text).collect()
}

//! Why a file gives no estimate, for people.

use shirube_clonality::FormatError;
use shirube_clonality::trace_clonality::{TraceError, TraceSettings, Withheld};
use shirube_clonality::trace_file::LARGEST_FILE;

/// What keeps a file from being read.
pub(crate) fn of_format(error: &FormatError) -> String {
    match error {
        FormatError::UnknownFormat => "neither ABIF (.ab1) nor SCF: export the trace again".to_owned(),
        FormatError::TooLarge => format!("larger than {} MiB, so no trace", LARGEST_FILE >> 20),
        FormatError::UnsupportedVersion { version } => {
            format!("version {version} of the format is not read")
        }
        FormatError::Truncated { what } => {
            format!("the file ends before {what}: copy it again from its source")
        }
        FormatError::Malformed { what } => format!("{what} has a type, size or place that cannot be"),
        FormatError::NotSequencing => "no sequencing trace; a fragment analysis has no bases".to_owned(),
        FormatError::Missing { what } => format!("{what} is missing, and every trace needs it"),
        FormatError::NoSignal => "no signal in which a peak could be found".to_owned(),
    }
}

/// What keeps a trace from being measured.
pub(crate) fn of_trace(error: TraceError) -> &'static str {
    match error {
        TraceError::JunctionNotFound => {
            "the anchor is not in the read, on either strand: check it, or name the junction with --junction"
        }
        TraceError::JunctionOutside => "the junction of the call lies outside the read",
        TraceError::BadSettings => "settings outside their ranges",
    }
}

/// Why an estimate is withheld.
pub(crate) fn of_reasons(reasons: &[Withheld]) -> String {
    let reasons: Vec<&str> = reasons.iter().map(|reason| of_reason(*reason)).collect();
    format!("no estimate: {}", reasons.join("; "))
}

fn of_reason(reason: Withheld) -> &'static str {
    match reason {
        Withheld::WeakSignal => "the signal is too weak",
        Withheld::ConstantRegionImpure => "the part before the junction is itself mixed or noisy",
        Withheld::ConstantRegionTooShort => "too few bases before the junction to learn the correction from",
        Withheld::SkippedPartMixed => "the bases passed over should be constant, but they are mixed",
        Withheld::Phasing => "the read is out of step with itself",
        Withheld::Saturated => "too many peaks at the detector's limit",
        Withheld::WindowTooShort => "the read ends before the window is long enough",
    }
}

/// What is wrong with settings; `None` if they can be used.
pub fn of_settings(settings: &TraceSettings) -> Option<String> {
    if settings.window < TraceSettings::SHORTEST_WINDOW {
        return Some(format!("a window has {} bases or more", TraceSettings::SHORTEST_WINDOW));
    }
    let sum: f64 = settings.background.iter().sum();
    let shares = settings.background.iter().all(|share| (0.0..0.99).contains(share));
    let usable = shares && (sum - 1.0).abs() <= 1e-6;
    (!usable).then(|| "a background is four shares of A, C, G and T below 0.99 that sum to 1".to_owned())
}

//! Codes of what a trace can give, for programs.

use schemars::JsonSchema;
use serde::Serialize;
use shirube_clonality::FormatError;
use shirube_clonality::chromatogram::Remark;
use shirube_clonality::junction::Strand;
use shirube_clonality::trace_clonality::{TraceError, TraceWarning, Withheld};

/// Defines the codes of an enumeration: one for each of its variants, and the compiler sees to it that none is
/// forgotten.
macro_rules! codes {
    ($(#[$doc:meta])* $name:ident of $type:ident { $($(#[$variant_doc:meta])* $variant:ident,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)*
        }

        impl From<$type> for $name {
            fn from(value: $type) -> Self {
                match value {
                    $($type::$variant => Self::$variant,)*
                }
            }
        }
    };
}

codes! {
    /// Which strand of the read holds the anchor.
    StrandCode of Strand {
        /// The host follows the anchor.
        Forward,
        /// The host comes before its reverse complement.
        Reverse,
    }
}

codes! {
    /// Why an estimate is withheld.
    ReasonCode of Withheld {
        /// The signal is too weak.
        WeakSignal,
        /// The part before the junction is itself mixed or noisy.
        ConstantRegionImpure,
        /// Too few constant bases before the junction to learn the correction.
        ConstantRegionTooShort,
        /// Many bases are passed over, so they should be constant, but they are mixed.
        SkippedPartMixed,
        /// The read is out of step with itself.
        Phasing,
        /// Too many peaks at the detector's limit.
        Saturated,
        /// The read ends before the window is long enough.
        WindowTooShort,
    }
}

codes! {
    /// What is to be known beside an estimate.
    WarningCode of TraceWarning {
        /// The read ends within the window, which was shortened.
        WindowShortened,
        /// The anchor was found with differences.
        AnchorDiffers,
        /// The anchor fits elsewhere nearly as well.
        AnchorAmbiguous,
        /// The window is short.
        WindowShort,
    }
}

codes! {
    /// Something unusual in a file that was read all the same.
    RemarkCode of Remark {
        /// Some entries of the directory lie beyond the end of the file.
        DirectoryCutShort,
        /// The instrument's base calls and the edited ones differ; the instrument's are used.
        CallsWereEdited,
        /// The bases from the first whose peak steps back were dropped.
        PeaksOutOfOrder,
        /// The file has no base calls: they were made from the peaks.
        CalledFromPeaks,
        /// Intensities above 32,767 were taken as that.
        SignalClipped,
        /// The file has no order of the channels; GATC was taken.
        ChannelOrderAssumed,
    }
}

/// Why a file gives no estimate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TraceErrorCode {
    /// The file cannot be opened or read.
    Unreadable,
    /// Neither ABIF nor SCF.
    UnknownFormat,
    /// Larger than any trace.
    TooLarge,
    /// A version of the format that is not read.
    UnsupportedVersion,
    /// The file ends before something it announces.
    Truncated,
    /// Something with a type, size or place that cannot be.
    Malformed,
    /// A trace of another kind, such as a fragment analysis.
    NotSequencing,
    /// Something that every trace needs is not there.
    Missing,
    /// No signal in which a peak could be found.
    NoSignal,
    /// The anchor is not in the read, on either strand.
    JunctionNotFound,
    /// The junction of the call lies outside the read.
    JunctionOutside,
    /// Settings outside their ranges.
    BadSettings,
    /// The read was measured, and nothing sure can be said; `reasons` tells why.
    Withheld,
    /// Of several files of one sample, none gives an estimate.
    NothingToCombine,
}

impl From<&FormatError> for TraceErrorCode {
    fn from(error: &FormatError) -> Self {
        match error {
            FormatError::UnknownFormat => Self::UnknownFormat,
            FormatError::TooLarge => Self::TooLarge,
            FormatError::UnsupportedVersion { .. } => Self::UnsupportedVersion,
            FormatError::Truncated { .. } => Self::Truncated,
            FormatError::Malformed { .. } => Self::Malformed,
            FormatError::NotSequencing => Self::NotSequencing,
            FormatError::Missing { .. } => Self::Missing,
            FormatError::NoSignal => Self::NoSignal,
        }
    }
}

impl From<TraceError> for TraceErrorCode {
    fn from(error: TraceError) -> Self {
        match error {
            TraceError::JunctionNotFound => Self::JunctionNotFound,
            TraceError::JunctionOutside => Self::JunctionOutside,
            TraceError::BadSettings => Self::BadSettings,
        }
    }
}

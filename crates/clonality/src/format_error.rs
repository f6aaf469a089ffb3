//! Why bytes are no trace that can be read.

/// Why a file cannot be read as a trace. Offsets are in bytes from the start of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormatError {
    /// Neither ABIF nor SCF.
    UnknownFormat,
    /// Larger than any trace: more bytes than [`crate::trace_file::LARGEST_FILE`].
    TooLarge,
    /// A version of the format that is not read.
    UnsupportedVersion {
        /// The version as the file writes it.
        version: u32,
    },
    /// The file ends before something it announces.
    Truncated {
        /// What is missing, as a tag such as `DATA9` or a part such as `directory`.
        what: String,
    },
    /// Something announced with a type, size or place that cannot be.
    Malformed {
        /// Where, as a tag or a part.
        what: String,
    },
    /// A trace of another kind, such as a fragment analysis: no processed channels or no bases.
    NotSequencing,
    /// Something that every trace needs is not there.
    Missing {
        /// The tag or part.
        what: String,
    },
    /// The channels hold no signal in which a peak could be found.
    NoSignal,
}

impl FormatError {
    pub(crate) fn truncated(what: &str) -> Self {
        Self::Truncated { what: what.to_owned() }
    }

    pub(crate) fn malformed(what: &str) -> Self {
        Self::Malformed { what: what.to_owned() }
    }

    /// Name of the kind, for programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::UnknownFormat => "unknown_format",
            Self::TooLarge => "too_large",
            Self::UnsupportedVersion { .. } => "unsupported_version",
            Self::Truncated { .. } => "truncated",
            Self::Malformed { .. } => "malformed",
            Self::NotSequencing => "not_sequencing",
            Self::Missing { .. } => "missing",
            Self::NoSignal => "no_signal",
        }
    }
}

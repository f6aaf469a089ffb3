//! What comes of one file: pure, and the same in the worker as in the page.

use shirube_clonality::junction::Junction;
use shirube_clonality::trace_clonality::{
    Quality, TraceClonality, TraceError, TraceWarning, Withheld, analyse,
};
use shirube_clonality::{FormatError, TraceReport, TraceSettings, trace_file};

/// What came of a file.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// It was read and measured.
    Measured(Box<Measured>),
    /// It cannot be read as a trace.
    Format(FormatError),
    /// It was read and cannot be measured.
    Trace(TraceError),
    /// The browser could not read the file.
    Unreadable,
    /// The program stopped at this file.
    Stopped,
    /// The program stopped at another file before this one was measured.
    NotReached,
}

/// A report without its single positions.
#[derive(Debug, Clone, PartialEq)]
pub struct Measured {
    /// Where the host begins.
    pub junction: Junction,
    /// Qualities of the read.
    pub quality: Quality,
    /// The estimate, or why there is none.
    pub result: Result<TraceClonality, Vec<Withheld>>,
    /// What to say beside it.
    pub warnings: Vec<TraceWarning>,
}

/// What a reader wants to tell apart at a glance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// There is an estimate.
    Estimate,
    /// The read was measured, and no estimate is given.
    Withheld,
    /// Nothing was measured.
    Failed,
}

impl Kind {
    /// Its name in files and controls.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Estimate => "estimate",
            Self::Withheld => "withheld",
            Self::Failed => "failed",
        }
    }

    /// The kind of an outcome.
    pub fn of(outcome: &Outcome) -> Self {
        match outcome {
            Outcome::Measured(measured) if measured.result.is_ok() => Self::Estimate,
            Outcome::Measured(_) => Self::Withheld,
            _ => Self::Failed,
        }
    }
}

impl Outcome {
    /// Reads and measures a file.
    pub fn of(file: &[u8], settings: &TraceSettings) -> Self {
        let chromatogram = match trace_file::read(file) {
            Ok(chromatogram) => chromatogram,
            Err(error) => return Self::Format(error),
        };
        match analyse(&chromatogram, settings) {
            Ok(TraceReport { junction, quality, result, warnings, .. }) => {
                Self::Measured(Box::new(Measured { junction, quality, result, warnings }))
            }
            Err(error) => Self::Trace(error),
        }
    }

    /// The estimate, if there is one.
    pub fn estimate(&self) -> Option<&TraceClonality> {
        match self {
            Self::Measured(measured) => measured.result.as_ref().ok(),
            _ => None,
        }
    }
}

//! One trace, measured as the reader wishes.

use super::OpenTrace;
use super::settings_form::SettingsForm;
use shirube_clonality::junction::Strand;
use shirube_clonality::trace_clonality::{TraceError, analyse};
use shirube_clonality::{FormatError, TraceReport, TraceSettings};
use shirube_numeric::decimal;

/// A junction put by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandJunction {
    /// Number, from 1, of the first base of the host, as typed.
    pub first_host_base: String,
    /// Strand of the anchor.
    pub strand: Strand,
}

impl HandJunction {
    /// At a base call, counted from 0.
    pub fn at(position: usize, strand: Strand) -> Self {
        Self { first_host_base: (position + 1).to_string(), strand }
    }

    /// Index of the first host base; `None` unless the text is a whole number from 1 to `calls`.
    pub fn position(&self, calls: usize) -> Option<usize> {
        let value = decimal::parse(&self.first_host_base).ok()?;
        (0..calls).find(|&position| u32::try_from(position + 1).is_ok_and(|base| f64::from(base) == value))
    }
}

/// What came of a trace.
#[derive(Debug, Clone, PartialEq)]
pub enum Analysis {
    /// The file is no trace.
    Unreadable(FormatError),
    /// An entry is wrong, so there is nothing to measure by.
    NoSettings,
    /// Settings and trace do not go together.
    Failed(TraceError),
    /// Measured.
    Done(Box<MeasuredTrace>),
}

/// A report, and what it was made with.
#[derive(Debug, Clone, PartialEq)]
pub struct MeasuredTrace {
    /// The settings.
    pub settings: TraceSettings,
    /// The report.
    pub report: TraceReport,
}

impl Analysis {
    /// Measures an opened trace.
    pub fn of(opened: &OpenTrace, form: &SettingsForm, by_hand: Option<&HandJunction>) -> Self {
        let chromatogram = match &opened.read {
            Ok(chromatogram) => chromatogram,
            Err(error) => return Self::Unreadable(error.clone()),
        };
        let Ok(mut settings) = form.read() else { return Self::NoSettings };
        if let Some(junction) = by_hand {
            let Some(position) = junction.position(chromatogram.calls.len()) else { return Self::NoSettings };
            settings.junction_by_hand = Some((position, junction.strand));
        }
        match analyse(chromatogram, &settings) {
            Ok(report) => Self::Done(Box::new(MeasuredTrace { settings, report })),
            Err(error) => Self::Failed(error),
        }
    }

    /// The report, if there is one.
    pub fn report(&self) -> Option<&TraceReport> {
        if let Self::Done(measured) = self { Some(&measured.report) } else { None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_is_counted_from_one_and_lies_in_the_read() {
        let typed =
            |text: &str| HandJunction { first_host_base: text.into(), strand: Strand::Forward }.position(300);
        assert_eq!(HandJunction::at(41, Strand::Reverse).position(300), Some(41));
        assert_eq!((typed("1"), typed("300"), typed("１２")), (Some(0), Some(299), Some(11)));
        for wrong in ["0", "301", "", "-1", "1.5", "ten", "5%"] {
            assert_eq!(typed(wrong), None, "{wrong:?}");
        }
    }
}

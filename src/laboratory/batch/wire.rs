//! Settings and outcomes as lists of texts, which is how they go to a worker and come back. Both ends are this
//! program, so a list is read exactly as it was written; anything else is nothing.

use super::export;
use super::outcome::{Measured, Outcome};
use shirube_clonality::FormatError;
use shirube_clonality::junction::{Anchor, Junction, Strand};
use shirube_clonality::trace_clonality::{
    Estimate, Quality, TraceClonality, TraceError, TraceSettings, TraceWarning, Withheld,
};
use std::str::FromStr;

/// Between names in one text.
const SEPARATOR: &str = " ";

/// Writes settings. A junction put by hand belongs to one trace and is left out.
pub fn settings_to_parts(settings: &TraceSettings) -> Vec<String> {
    let mut parts = vec![String::from_utf8_lossy(settings.anchor.letters()).into_owned()];
    parts.extend([settings.skip, settings.window].map(|count| count.to_string()));
    parts.extend(settings.background.map(|share| share.to_string()));
    parts
}

/// Reads settings.
pub fn settings_from_parts(parts: &[String]) -> Option<TraceSettings> {
    let mut parts = Parts(parts.iter());
    Some(TraceSettings {
        anchor: Anchor::parse(parts.text()?).ok()?,
        junction_by_hand: None,
        skip: parts.value()?,
        window: parts.value()?,
        background: parts.values()?,
    })
}

/// Writes an outcome.
pub fn outcome_to_parts(outcome: &Outcome) -> Vec<String> {
    match outcome {
        Outcome::Measured(measured) => measured_to_parts(measured),
        Outcome::Format(error) => {
            vec!["format".to_owned(), error.code().to_owned(), export::detail(outcome)]
        }
        Outcome::Trace(error) => vec!["trace".to_owned(), error.code().to_owned()],
        Outcome::Unreadable => vec!["unreadable".to_owned()],
        Outcome::Stopped => vec!["stopped".to_owned()],
        Outcome::NotReached => vec!["not_reached".to_owned()],
    }
}

/// Reads an outcome.
pub fn outcome_from_parts(parts: &[String]) -> Option<Outcome> {
    let mut parts = Parts(parts.iter());
    Some(match parts.text()? {
        "measured" => Outcome::Measured(Box::new(parts.measured()?)),
        "format" => Outcome::Format(parts.format_error()?),
        "trace" => Outcome::Trace(TraceError::from_code(parts.text()?)?),
        "unreadable" => Outcome::Unreadable,
        "stopped" => Outcome::Stopped,
        "not_reached" => Outcome::NotReached,
        _ => return None,
    })
}

fn measured_to_parts(measured: &Measured) -> Vec<String> {
    let Measured { junction, quality, result, warnings } = measured;
    let mut parts = vec!["measured".to_owned()];
    let strand = if junction.strand == Strand::Forward { "forward" } else { "reverse" };
    let counts = [
        junction.position,
        junction.anchor.0,
        junction.anchor.1,
        junction.mismatches,
        junction.insertions,
        junction.deletions,
        quality.constant_bases,
        quality.window_bases,
    ];
    parts.extend(counts.map(|count| count.to_string()));
    parts.push(strand.to_owned());
    parts.push(junction.by_hand.to_string());
    parts.push(junction.confidence.to_string());
    let Quality { signal, constant_dominance_raw, constant_dominance, phasing, saturated, .. } = *quality;
    let qualities = [signal, constant_dominance_raw, constant_dominance, phasing, saturated];
    parts.extend(qualities.map(|quality| quality.to_string()));
    parts.push(quality.skip_dominance_raw.map(|raw| raw.to_string()).unwrap_or_default());
    parts.push(warnings.iter().map(|warning| warning.code()).collect::<Vec<_>>().join(SEPARATOR));
    match result {
        Ok(TraceClonality { dominance, simpson, entropy, effective_clones }) => {
            parts.push("estimate".to_owned());
            for Estimate { value, low, high } in [dominance, simpson, entropy, effective_clones] {
                parts.extend([value, low, high].map(ToString::to_string));
            }
        }
        Err(reasons) => {
            parts.push("withheld".to_owned());
            parts.push(reasons.iter().map(|reason| reason.code()).collect::<Vec<_>>().join(SEPARATOR));
        }
    }
    parts
}

/// What is left to be read.
struct Parts<'a>(std::slice::Iter<'a, String>);

impl<'a> Parts<'a> {
    fn text(&mut self) -> Option<&'a str> {
        self.0.next().map(String::as_str)
    }

    fn value<T: FromStr>(&mut self) -> Option<T> {
        self.text()?.parse().ok()
    }

    fn values<const N: usize>(&mut self) -> Option<[f64; N]> {
        let mut values = [0.0; N];
        for value in &mut values {
            *value = self.value()?;
        }
        Some(values)
    }

    fn names<T>(&mut self, read: impl Fn(&str) -> Option<T>) -> Option<Vec<T>> {
        self.text()?.split(SEPARATOR).filter(|name| !name.is_empty()).map(read).collect()
    }

    fn estimate(&mut self) -> Option<Estimate> {
        let [value, low, high] = self.values()?;
        Some(Estimate { value, low, high })
    }

    fn format_error(&mut self) -> Option<FormatError> {
        let (code, detail) = (self.text()?, self.text()?);
        let what = || detail.to_owned();
        [
            FormatError::UnknownFormat,
            FormatError::TooLarge,
            FormatError::UnsupportedVersion { version: detail.parse().unwrap_or_default() },
            FormatError::Truncated { what: what() },
            FormatError::Malformed { what: what() },
            FormatError::NotSequencing,
            FormatError::Missing { what: what() },
            FormatError::NoSignal,
        ]
        .into_iter()
        .find(|error| error.code() == code)
    }

    fn measured(&mut self) -> Option<Measured> {
        let junction = Junction {
            position: self.value()?,
            anchor: (self.value()?, self.value()?),
            mismatches: self.value()?,
            insertions: self.value()?,
            deletions: self.value()?,
            strand: Strand::Forward,
            confidence: 1.0,
            by_hand: false,
        };
        let (constant_bases, window_bases) = (self.value()?, self.value()?);
        let strand = if self.text()? == "forward" { Strand::Forward } else { Strand::Reverse };
        let junction = Junction { strand, by_hand: self.value()?, confidence: self.value()?, ..junction };
        let [signal, constant_dominance_raw, constant_dominance, phasing, saturated] = self.values()?;
        let quality = Quality {
            signal,
            constant_dominance_raw,
            constant_dominance,
            skip_dominance_raw: self.text()?.parse().ok(),
            phasing,
            saturated,
            constant_bases,
            window_bases,
        };
        let warnings = self.names(TraceWarning::from_code)?;
        let result = if self.text()? == "estimate" {
            Ok(TraceClonality {
                dominance: self.estimate()?,
                simpson: self.estimate()?,
                entropy: self.estimate()?,
                effective_clones: self.estimate()?,
            })
        } else {
            Err(self.names(Withheld::from_code)?)
        };
        Some(Measured { junction, quality, result, warnings })
    }
}

#[cfg(test)]
mod tests {
    use super::super::example;
    use super::*;
    use proptest::prelude::*;
    use shirube_clonality::junction::Preset;

    fn there_and_back(outcome: &Outcome) -> Option<Outcome> {
        outcome_from_parts(&outcome_to_parts(outcome))
    }

    #[test]
    fn every_outcome_comes_back() {
        let what = || "DATA9 of the file".to_owned();
        let errors = [
            FormatError::UnknownFormat,
            FormatError::TooLarge,
            FormatError::UnsupportedVersion { version: 250 },
            FormatError::Truncated { what: what() },
            FormatError::Malformed { what: what() },
            FormatError::NotSequencing,
            FormatError::Missing { what: what() },
            FormatError::NoSignal,
        ];
        let mut outcomes: Vec<Outcome> = errors.into_iter().map(Outcome::Format).collect();
        outcomes.extend(TraceError::ALL.iter().copied().map(Outcome::Trace));
        outcomes.extend([Outcome::Unreadable, Outcome::Stopped, Outcome::NotReached]);
        outcomes.extend([example::estimate(0.61), example::withheld(Withheld::ALL)]);
        for outcome in outcomes {
            assert_eq!(there_and_back(&outcome), Some(outcome));
        }
    }

    #[test]
    fn settings_come_back_without_the_junction_of_one_trace() {
        for preset in Preset::ALL {
            let anchor = Anchor::parse(preset.sequence()).unwrap();
            let plain = TraceSettings {
                skip: 0,
                window: 33,
                background: [0.1, 0.2, 0.3, 0.4],
                ..TraceSettings::new(anchor)
            };
            let by_hand = TraceSettings { junction_by_hand: Some((4, Strand::Reverse)), ..plain.clone() };
            assert_eq!(settings_from_parts(&settings_to_parts(&by_hand)), Some(plain));
        }
    }

    #[test]
    fn what_was_not_written_here_is_nothing() {
        for parts in [vec![], vec![String::new()], vec!["measured".to_owned()], vec!["trace".to_owned()]] {
            assert_eq!(outcome_from_parts(&parts), None);
        }
    }

    proptest! {
        #[test]
        fn numbers_come_back_to_the_last_bit(value in 0.0..1.0_f64, confidence in 0.0..1.0_f64) {
            let Outcome::Measured(mut measured) = example::estimate(value) else { unreachable!() };
            measured.junction.confidence = confidence;
            measured.junction.strand = Strand::Reverse;
            measured.quality.skip_dominance_raw = Some(confidence);
            let outcome = Outcome::Measured(measured);
            prop_assert_eq!(there_and_back(&outcome), Some(outcome));
        }
    }
}

//! Phases and statuses as registries write them.

use crate::record::{Phase, StatusValue};

/// Small letters and digits, everything else as one gap.
fn words(text: &str) -> String {
    let plain = text.to_ascii_lowercase().replace(|letter: char| !letter.is_ascii_alphanumeric(), " ");
    plain.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The status; `None` for a word that we do not know. ICTRP's "not recruiting" may mean before, between or after, so it
/// tells us nothing.
pub(super) fn status(text: &str) -> Option<StatusValue> {
    let words = words(text);
    let name = words.replace(' ', "_");
    StatusValue::from_name(&name).or(match words.as_str() {
        "unknown status" | "not recruiting" => Some(StatusValue::Unknown),
        _ => None,
    })
}

/// The phase; `None` for words that we do not know. A trial of phases 1 and 2 is written `PHASE1|PHASE2`, `Phase 1/Phase 2`,
/// `Phase I/II` or `1-2`.
pub(super) fn phase(text: &str) -> Option<Phase> {
    let words = words(text).replace("phase", " ");
    let mut parts: Vec<&str> = words.split(' ').filter(|part| !part.is_empty()).collect();
    if matches!(parts.as_slice(), ["n", "a"] | ["na"] | ["not", "applicable" | "selected"]) {
        return Some(Phase::NotApplicable);
    }
    for part in &mut parts {
        *part = match *part {
            "i" => "1",
            "ii" => "2",
            "iia" => "2a",
            "iib" => "2b",
            "iii" => "3",
            "iv" => "4",
            other => other,
        };
    }
    match parts.as_slice() {
        ["early", "1"] | ["early1" | "0"] => Some(Phase::Early1),
        ["not", "found"] => Some(Phase::NotFound),
        [one, other] => Phase::from_name(&format!("{one}/{other}")),
        [one] => Phase::from_name(one),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phases_of_registries() {
        for (text, expected) in [
            ("PHASE1", Phase::One),
            ("Phase 1", Phase::One),
            ("1", Phase::One),
            ("Phase I", Phase::One),
            ("PHASE1|PHASE2", Phase::OneTwo),
            ("Phase 1/Phase 2", Phase::OneTwo),
            ("Phase I/II", Phase::OneTwo),
            ("1-2", Phase::OneTwo),
            ("Phase IIb", Phase::TwoB),
            ("2-3", Phase::TwoThree),
            ("PHASE2|PHASE3", Phase::TwoThree),
            ("Phase 4", Phase::Four),
            ("EARLY_PHASE1", Phase::Early1),
            ("Early Phase 1", Phase::Early1),
            ("NA", Phase::NotApplicable),
            ("N/A", Phase::NotApplicable),
            ("Not Applicable", Phase::NotApplicable),
        ] {
            assert_eq!(phase(text), Some(expected), "{text}");
        }
        for text in ["", "Phase 5", "later", "PHASE1|PHASE2|PHASE3", "early"] {
            assert_eq!(phase(text), None, "{text}");
        }
    }

    #[test]
    fn statuses_of_registries() {
        for (text, expected) in [
            ("RECRUITING", StatusValue::Recruiting),
            ("Recruiting", StatusValue::Recruiting),
            ("ACTIVE_NOT_RECRUITING", StatusValue::ActiveNotRecruiting),
            ("Active, not recruiting", StatusValue::ActiveNotRecruiting),
            ("Not Recruiting", StatusValue::Unknown),
            ("Unknown status", StatusValue::Unknown),
            ("Terminated", StatusValue::Terminated),
        ] {
            assert_eq!(status(text), Some(expected), "{text}");
        }
        assert_eq!(status("Maybe"), None);
    }
}

//! Anchors as a call names them: a preset or a sequence.

use shirube_clonality::junction::{Anchor, AnchorError, Preset};

/// Reads the name of a preset or a sequence.
///
/// # Errors
/// What is wrong and what to do, for people.
pub fn parse(text: &str) -> Result<Anchor, String> {
    let preset = Preset::ALL.into_iter().find(|preset| preset.code() == text);
    Anchor::parse(preset.map_or(text, |preset| preset.sequence())).map_err(message)
}

fn message(error: AnchorError) -> String {
    let presets = Preset::ALL.map(Preset::code).join(", ");
    match error {
        AnchorError::Empty => format!("empty: name one of {presets}, or write the sequence before the host"),
        AnchorError::TooShort => {
            let shortest = Anchor::SHORTEST;
            format!("neither one of {presets} nor a sequence of {shortest} letters or more")
        }
        AnchorError::TooLong => format!("longer than {} letters: its end alone is enough", Anchor::LONGEST),
        AnchorError::NotNucleotide { letter } => {
            format!("{letter:?} is no letter of a nucleotide; the names of anchors are {presets}")
        }
        AnchorError::TooAmbiguous => "so many ambiguous letters that it fits nearly everywhere".to_owned(),
    }
}

/// The anchor as a sequence.
pub fn letters(anchor: &Anchor) -> String {
    anchor.letters().iter().map(|letter| char::from(*letter)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn presets_go_by_their_names_and_sequences_as_they_stand() {
        for preset in Preset::ALL {
            assert_eq!(letters(&parse(preset.code()).unwrap()), preset.sequence());
        }
        assert_eq!(letters(&parse("acgtt acgtt").unwrap()), "ACGTTACGTT");
        assert!(parse("").unwrap_err().contains("htlv1-3ltr"));
    }
}

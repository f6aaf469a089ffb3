//! The words of every language form, checked and typed at build time from `content/`.

use std::fmt::Write as _;

/// A language form the reader can choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    /// Japanese.
    Ja,
    /// English.
    En,
}

impl Language {
    /// Every language form, in the order of the switch.
    pub const ALL: [Self; 2] = [Self::Ja, Self::En];

    /// The value of the language control and of `<html lang>`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ja => "ja",
            Self::En => "en",
        }
    }

    /// Its own name for itself.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Ja => "日本語",
            Self::En => "English",
        }
    }

    /// The first choice for a browser whose languages, most wanted first, are `tags`: the first that
    /// we have, else English.
    pub fn first_choice<'a>(tags: impl IntoIterator<Item = &'a str>) -> Self {
        let known = |tag: &str| {
            let primary = tag.split('-').next().unwrap_or("");
            Self::ALL.into_iter().find(|language| language.code().eq_ignore_ascii_case(primary))
        };
        tags.into_iter().find_map(known).unwrap_or(Self::En)
    }

    /// What stands between two sentences.
    pub const fn sentence_gap(self) -> &'static str {
        match self {
            Self::Ja => "",
            Self::En => " ",
        }
    }

    /// Its words.
    pub fn words(self) -> &'static Words {
        match self {
            Self::Ja => &JA,
            Self::En => &EN,
        }
    }

    /// Its words in the second program.
    pub fn clinic_words(self) -> &'static ClinicWords {
        match self {
            Self::Ja => &CLINIC_JA,
            Self::En => &CLINIC_EN,
        }
    }

    /// Its words in the third program.
    pub fn laboratory_words(self) -> &'static LaboratoryWords {
        match self {
            Self::Ja => &LABORATORY_JA,
            Self::En => &LABORATORY_EN,
        }
    }

    /// The language with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }
}

/// Puts values in the place of `{names}`. The build has checked that every name is there.
fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(template.len() + 16);
    let mut parts = template.split('{');
    out.push_str(parts.next().unwrap_or(""));
    for part in parts {
        let (name, rest) = part.split_once('}').unwrap_or((part, ""));
        let value = values.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value);
        // Writing to a String cannot fail.
        let _ = write!(out, "{value}{rest}");
    }
    out
}

include!(concat!(env!("OUT_DIR"), "/words.rs"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_known_language_wins() {
        assert_eq!(Language::first_choice(["fr-FR", "ja-JP", "en"]), Language::Ja);
        assert_eq!(Language::first_choice(["en-GB", "ja"]), Language::En);
        assert_eq!(Language::first_choice(["JA"]), Language::Ja);
        assert_eq!(Language::first_choice(["fr"]), Language::En);
        assert_eq!(Language::first_choice([]), Language::En);
    }

    #[test]
    fn placeholders_are_filled_wherever_they_stand() {
        assert_eq!(fill("{a}と{b}、{a}", &[("a", "1"), ("b", "2")]), "1と2、1");
        assert_eq!(fill("plain", &[]), "plain");
    }
}

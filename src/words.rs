//! The words of every language form, checked and typed at build time from `content/`.

use std::fmt::Write as _;
use std::sync::OnceLock;

/// A language form the reader can choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    /// Japanese.
    Ja,
    /// Easy Japanese, with the reading over each word in kanji.
    JaEasy,
    /// English.
    En,
}

impl Language {
    /// Every language form, in the order of the switch.
    pub const ALL: [Self; 3] = [Self::Ja, Self::JaEasy, Self::En];

    /// The value of the language control.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ja => "ja",
            Self::JaEasy => "ja-easy",
            Self::En => "en",
        }
    }

    /// The value of `<html lang>`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Ja | Self::JaEasy => "ja",
            Self::En => "en",
        }
    }

    /// Its own name for itself.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Ja => "日本語",
            Self::JaEasy => "やさしい日本語",
            Self::En => "English",
        }
    }

    /// The forms that this copy offers, in its order, from their codes; all if none can be read.
    pub fn offered(codes: &str) -> Vec<Self> {
        let offered: Vec<Self> = codes.split_whitespace().filter_map(Self::from_code).collect();
        if offered.is_empty() { Self::ALL.to_vec() } else { offered }
    }

    /// The first choice for a browser whose languages, most wanted first, are `tags`: the first that
    /// is offered, else English, else whatever is offered.
    pub fn first_choice<'a>(offered: &[Self], tags: impl IntoIterator<Item = &'a str>) -> Self {
        let find = |primary: &str| {
            offered.iter().find(|language| language.tag().eq_ignore_ascii_case(primary)).copied()
        };
        let known = |tag: &str| find(tag.split('-').next().unwrap_or(""));
        tags.into_iter()
            .find_map(known)
            .or_else(|| find(Self::En.tag()))
            .or(offered.first().copied())
            .unwrap_or(Self::En)
    }

    /// What stands between two sentences.
    pub const fn sentence_gap(self) -> &'static str {
        match self {
            Self::Ja | Self::JaEasy => "",
            Self::En => " ",
        }
    }

    /// Its words. Those of easy Japanese come at idle; until then Japanese stands in for them.
    pub fn words(self) -> &'static Words {
        match self {
            Self::Ja => &JA,
            Self::JaEasy => EASY.get().unwrap_or(&JA),
            Self::En => &EN,
        }
    }

    /// Its words in the second program, which is for professionals: it has no easy Japanese.
    pub fn clinic_words(self) -> &'static ClinicWords {
        match self {
            Self::Ja | Self::JaEasy => &CLINIC_JA,
            Self::En => &CLINIC_EN,
        }
    }

    /// Its words in the third program, which is for professionals: it has no easy Japanese.
    pub fn laboratory_words(self) -> &'static LaboratoryWords {
        match self {
            Self::Ja | Self::JaEasy => &LABORATORY_JA,
            Self::En => &LABORATORY_EN,
        }
    }

    /// Its words in the portal.
    pub fn portal_words(self) -> &'static PortalWords {
        match self {
            Self::Ja => &PORTAL_JA,
            Self::JaEasy => &PORTAL_JA_EASY,
            Self::En => &PORTAL_EN,
        }
    }

    /// The language with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }
}

/// The first program's words in easy Japanese, once they have come.
static EASY: OnceLock<Words> = OnceLock::new();

/// Takes the words in easy Japanese, in the order of [`EASY_WORDS`]; tells whether there are any now.
pub fn take_easy_words(words: Vec<String>) -> bool {
    // Taken once, and kept as long as the page is open.
    let words: Vec<&'static str> = words.into_iter().map(|word| &*word.leak()).collect();
    if let Ok(words) = words.as_slice().try_into() {
        EASY.get_or_init(|| JA.with_easy_words(words));
    }
    EASY.get().is_some()
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
        let first = |tags: &[&str]| Language::first_choice(&Language::ALL, tags.iter().copied());
        assert_eq!(first(&["fr-FR", "ja-JP", "en"]), Language::Ja);
        assert_eq!(first(&["en-GB", "ja"]), Language::En);
        assert_eq!(first(&["JA"]), Language::Ja);
        assert_eq!(first(&["fr"]), Language::En);
        assert_eq!(first(&[]), Language::En);
    }

    #[test]
    fn a_copy_offers_what_it_names() {
        assert_eq!(Language::offered("ja-easy en"), [Language::JaEasy, Language::En]);
        assert_eq!(Language::offered("xx"), Language::ALL);
        assert_eq!(Language::first_choice(&[Language::JaEasy, Language::Ja], ["ja"]), Language::JaEasy);
        assert_eq!(Language::first_choice(&[Language::Ja], ["en"]), Language::Ja);
    }

    #[test]
    fn easy_japanese_takes_its_words_and_leaves_the_others() {
        assert!(!take_easy_words(vec!["one word".into()]), "too few are refused");
        assert!(std::ptr::eq(Language::JaEasy.words(), &raw const JA), "Japanese stands in");
        assert!(take_easy_words(EASY_WORDS.map(String::from).to_vec()));
        let easy = Language::JaEasy.words();
        assert_ne!(easy.shell.standing, JA.shell.standing);
        assert!(easy.shell.standing.contains('《'), "with readings");
        assert_eq!(easy.shell.name, JA.shell.name);
    }

    #[test]
    fn placeholders_are_filled_wherever_they_stand() {
        assert_eq!(fill("{a}と{b}、{a}", &[("a", "1"), ("b", "2")]), "1と2、1");
        assert_eq!(fill("plain", &[]), "plain");
    }
}

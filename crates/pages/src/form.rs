//! The language forms.

use serde::{Deserialize, Serialize};

/// A language form: a language, and for Japanese also how easy it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// Japanese.
    Ja,
    /// Easy Japanese, with a reading at every kanji.
    JaEasy,
    /// English.
    En,
}

impl Form {
    /// Every form, Japanese first.
    pub const ALL: [Self; 3] = [Self::Ja, Self::JaEasy, Self::En];

    /// Its name in file names and in the control of the language.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ja => "ja",
            Self::JaEasy => "ja-easy",
            Self::En => "en",
        }
    }

    /// The form of this name.
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.code() == code)
    }
}

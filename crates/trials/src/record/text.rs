//! Text in one or both languages.

/// Text as it stands in each language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Text {
    /// Alike in both.
    Alike(String),
    /// One in each.
    Each {
        /// In Japanese.
        ja: String,
        /// In English.
        en: String,
    },
    /// Only in Japanese.
    Japanese(String),
    /// Only in English.
    English(String),
}

impl Text {
    /// In Japanese, if there is one.
    pub fn ja(&self) -> Option<&str> {
        match self {
            Self::Alike(text) | Self::Each { ja: text, .. } | Self::Japanese(text) => Some(text),
            Self::English(_) => None,
        }
    }

    /// In English, if there is one.
    pub fn en(&self) -> Option<&str> {
        match self {
            Self::Alike(text) | Self::Each { en: text, .. } | Self::English(text) => Some(text),
            Self::Japanese(_) => None,
        }
    }

    /// Each different wording once.
    pub fn parts(&self) -> impl Iterator<Item = &str> {
        let (first, second) = match self {
            Self::Alike(text) | Self::Japanese(text) | Self::English(text) => (text, None),
            Self::Each { ja, en } => (ja, Some(en)),
        };
        std::iter::once(first).chain(second).map(String::as_str)
    }

    /// From what a file says in its three places; `None` if they do not go together.
    pub(super) fn from_parts(ja: Option<String>, en: Option<String>, alike: Option<String>) -> Option<Self> {
        match (ja, en, alike) {
            (None, None, Some(alike)) => Some(Self::Alike(alike)),
            (Some(ja), Some(en), None) => Some(Self::Each { ja, en }),
            (Some(ja), None, None) => Some(Self::Japanese(ja)),
            (None, Some(en), None) => Some(Self::English(en)),
            _ => None,
        }
    }

    /// The three places of a file: Japanese, English, alike in both.
    pub(super) fn into_parts(self) -> [Option<String>; 3] {
        match self {
            Self::Alike(text) => [None, None, Some(text)],
            Self::Each { ja, en } => [Some(ja), Some(en), None],
            Self::Japanese(text) => [Some(text), None, None],
            Self::English(text) => [None, Some(text), None],
        }
    }
}

/// Ids of facts that a text names as `{id}`.
pub(super) fn facts(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|after| after.split_once('}')).map(|(id, _)| id)
}

/// The text without what stands for facts.
pub(crate) fn without_facts(text: &str) -> String {
    let mut pieces = text.split('{');
    let mut plain = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        // A brace that is never closed belongs to the text.
        plain.push(' ');
        plain.push_str(piece.split_once('}').map_or(piece, |(_, after)| after));
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_are_named_in_braces() {
        let text = "用量{dose_low}〜{dose_high}mg、{";
        assert_eq!(facts(text).collect::<Vec<_>>(), ["dose_low", "dose_high"]);
        assert_eq!(without_facts(text), "用量 〜 mg、 ");
        assert_eq!(without_facts("a { b"), "a   b");
    }
}

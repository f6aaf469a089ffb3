//! What an association sets for a copy of its own: `content/site.toml`.

use crate::{Form, TOPICS};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The settings of one copy of the app.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Site {
    /// Where this copy is public, for QR codes; empty if nowhere yet. Starts with `https://`.
    pub address: String,
    /// The language forms offered; at least one.
    pub languages: Vec<Form>,
    /// The topics shown; all if empty.
    pub topics: Vec<String>,
    /// The topics of the screen for a booth, unless the staff chooses others.
    pub booth: Vec<String>,
    /// Minutes without a touch after which everything entered is cleared, for a tablet that many people use; 0 for never.
    #[serde(default)]
    pub clear_after_minutes: u32,
    /// Who gives this copy out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub association: Option<Association>,
}

/// Who gives a copy out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Association {
    /// Its name.
    pub name: InForms,
    /// How to reach it.
    pub contact: InForms,
    /// Its pages elsewhere.
    #[serde(default, rename = "link")]
    pub links: Vec<SiteLink>,
}

/// A page of the association.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SiteLink {
    /// What it is called.
    pub name: InForms,
    /// Its address: starts with `https://`.
    pub url: String,
}

/// A text in the language forms; Japanese stands in for easy Japanese.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InForms {
    /// Japanese.
    pub ja: String,
    /// Easy Japanese, with readings as `漢字《かんじ》`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ja_easy: Option<String>,
    /// English.
    pub en: String,
}

impl InForms {
    /// The text in this form.
    pub fn of(&self, form: Form) -> &str {
        match form {
            Form::En => &self.en,
            Form::Ja => &self.ja,
            Form::JaEasy => self.ja_easy.as_deref().unwrap_or(&self.ja),
        }
    }
}

/// Why settings cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SiteError {
    /// An address does not start with `https://` or has a space.
    NotAnAddress(String),
    /// A topic of that name does not exist.
    UnknownTopic(String),
    /// The screen for a booth would show a topic that this copy does not have.
    HiddenTopic(String),
    /// No language form is offered.
    NoLanguage,
    /// A language form is named twice.
    LanguageTwice(Form),
    /// A text is empty.
    EmptyText(&'static str),
}

impl fmt::Display for SiteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAnAddress(text) => {
                write!(f, "`{text}` is no address: it must start with https:// and have no spaces")
            }
            Self::UnknownTopic(topic) => {
                write!(f, "there is no topic `{topic}`: the topics are the folders of content/learn")
            }
            Self::HiddenTopic(topic) => write!(f, "`booth` names `{topic}`, which `topics` leaves out"),
            Self::NoLanguage => write!(f, "`languages` is empty: name at least one of ja, ja-easy, en"),
            Self::LanguageTwice(form) => write!(f, "`languages` names {} twice", form.code()),
            Self::EmptyText(key) => {
                write!(f, "`{key}` is empty: write it in ja and en, or leave out [association]")
            }
        }
    }
}

impl std::error::Error for SiteError {}

/// Whether a text can be an address of the web.
pub fn is_address(text: &str) -> bool {
    text.strip_prefix("https://").is_some_and(|rest| !rest.is_empty()) && !text.contains(char::is_whitespace)
}

impl Site {
    /// Everything that is wrong with the settings.
    pub fn errors(&self) -> Vec<SiteError> {
        let mut errors = Vec::new();
        let links = self.association.iter().flat_map(|association| &association.links);
        let addresses =
            links.map(|link| &link.url).chain(Some(&self.address).filter(|address| !address.is_empty()));
        errors
            .extend(addresses.filter(|url| !is_address(url)).map(|url| SiteError::NotAnAddress(url.clone())));
        let unknown = |topic: &&String| !TOPICS.contains(&topic.as_str());
        errors.extend(
            self.topics.iter().chain(&self.booth).filter(unknown).cloned().map(SiteError::UnknownTopic),
        );
        let hidden = |topic: &&String| !self.topics.is_empty() && !self.topics.contains(topic);
        errors.extend(self.booth.iter().filter(hidden).cloned().map(SiteError::HiddenTopic));
        if self.languages.is_empty() {
            errors.push(SiteError::NoLanguage);
        }
        let twice = |form: &Form| self.languages.iter().filter(|other| *other == form).count() > 1;
        errors.extend(Form::ALL.into_iter().filter(twice).map(SiteError::LanguageTwice));
        for (key, text) in
            self.association.iter().flat_map(|who| [("name", &who.name), ("contact", &who.contact)])
        {
            if text.ja.trim().is_empty() || text.en.trim().is_empty() {
                errors.push(SiteError::EmptyText(key));
            }
        }
        errors
    }

    /// Whether this copy shows a topic.
    pub fn shows(&self, topic: &str) -> bool {
        self.topics.is_empty() || self.topics.iter().any(|shown| shown == topic)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> Site {
        Site {
            address: String::new(),
            languages: Form::ALL.to_vec(),
            topics: Vec::new(),
            booth: vec!["atl".into()],
            clear_after_minutes: 0,
            association: None,
        }
    }

    #[test]
    fn settings_are_checked_one_by_one() {
        assert_eq!(site().errors(), []);
        assert!(site().shows("ham"));
        let wrong = Site {
            address: "http://example.org".into(),
            languages: vec![Form::Ja, Form::Ja],
            topics: vec!["atl".into(), "flu".into()],
            booth: vec!["ham".into()],
            clear_after_minutes: 0,
            association: Some(Association {
                name: InForms { ja: "会".into(), ja_easy: None, en: " ".into() },
                contact: InForms { ja: "電話".into(), ja_easy: None, en: "phone".into() },
                links: vec![SiteLink {
                    name: InForms { ja: "頁".into(), ja_easy: None, en: "page".into() },
                    url: "https://a b".into(),
                }],
            }),
        };
        assert_eq!(
            wrong.errors(),
            [
                SiteError::NotAnAddress("https://a b".into()),
                SiteError::NotAnAddress("http://example.org".into()),
                SiteError::UnknownTopic("flu".into()),
                SiteError::HiddenTopic("ham".into()),
                SiteError::LanguageTwice(Form::Ja),
                SiteError::EmptyText("name"),
            ]
        );
        assert!(!wrong.shows("ham"));
        assert_eq!(Site { languages: vec![], ..site() }.errors(), [SiteError::NoLanguage]);
    }

    #[test]
    fn japanese_stands_in_for_easy_japanese() {
        let text = InForms { ja: "会".into(), ja_easy: None, en: "us".into() };
        assert_eq!([Form::Ja, Form::JaEasy, Form::En].map(|form| text.of(form)), ["会", "会", "us"]);
    }
}

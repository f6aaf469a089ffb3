//! The types of a bundle. They are kept short in JSON: single letters stand for what occurs thousands of times.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::Form;

/// Every long text in one language form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Bundle {
    /// The language form.
    pub form: Form,
    /// In the order of [`crate::TOPICS`].
    pub topics: Vec<Page>,
    /// In the order of [`crate::TRIALS`].
    pub trial_pages: Vec<Page>,
    /// In the order of their ids.
    pub glossary: Vec<Term>,
    /// In the order of the file.
    pub links: Vec<Link>,
    /// Questions to ask a doctor.
    pub questions: Vec<QuestionGroup>,
    /// What the texts leave out because its source was not read, a sentence each.
    pub being_checked: Vec<Vec<Inline>>,
    /// Every fact that may be shown, by id.
    pub facts: BTreeMap<String, Fact>,
    /// Where the facts were published, by id.
    pub sources: BTreeMap<String, Source>,
}

/// A topic or the page of a trial.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Page {
    /// Its folder, and the end of its address.
    pub id: String,
    /// Its title.
    pub title: Vec<Inline>,
    /// What the page gives, in a sentence.
    pub lead: Vec<Inline>,
    /// In the order of [`crate::TOPIC_SECTIONS`] or [`crate::TRIAL_SECTIONS`].
    pub sections: Vec<Section>,
}

/// A part of a page with a fixed key.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Section {
    /// One of [`crate::TOPIC_SECTIONS`] or [`crate::TRIAL_SECTIONS`].
    pub key: String,
    /// What stands in it.
    pub blocks: Vec<Block>,
    /// How easy it reads; absent until measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<Score>,
}

/// How easy a section reads, as the writing gate measured it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Score {
    /// English.
    English {
        /// Flesch–Kincaid grade.
        grade: f64,
        /// Words a sentence, in the mean.
        words: f64,
    },
    /// Japanese, easy or not.
    Japanese {
        /// Score of jReadability: the higher, the easier.
        readability: f64,
        /// Characters a sentence, in the mean.
        characters: f64,
        /// Kana among kana and kanji, in percent.
        kana: f64,
    },
}

/// What stands below each other in a section.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Block {
    /// A heading within the section.
    #[serde(rename = "h")]
    Heading(Vec<Inline>),
    /// A paragraph.
    #[serde(rename = "p")]
    Paragraph(Vec<Inline>),
    /// A list.
    #[serde(rename = "l")]
    List {
        /// Whether the order counts.
        ordered: bool,
        /// Its items.
        items: Vec<Vec<Inline>>,
    },
    /// A boxed remark.
    #[serde(rename = "n")]
    Note(Vec<Block>),
    /// A boxed example, made up and said to be so.
    #[serde(rename = "e")]
    Example(Vec<Block>),
    /// One of [`crate::FIGURES`].
    #[serde(rename = "f")]
    Figure(String),
    /// The links of this group.
    #[serde(rename = "k")]
    Links(String),
}

/// What stands beside each other in a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Inline {
    /// Text.
    #[serde(rename = "t")]
    Text(String),
    /// Text with its reading above it.
    #[serde(rename = "r")]
    Ruby {
        /// The text.
        #[serde(rename = "b")]
        base: String,
        /// How it is read, in kana.
        #[serde(rename = "r")]
        reading: String,
    },
    /// Something that matters more.
    #[serde(rename = "s")]
    Strong(Vec<Inline>),
    /// A term of the glossary.
    #[serde(rename = "g")]
    Term {
        /// Its id.
        #[serde(rename = "i")]
        id: String,
        /// How it is written here.
        #[serde(rename = "s")]
        shown: Vec<Inline>,
    },
    /// A number or date with a source.
    #[serde(rename = "f")]
    Fact {
        /// Its id.
        #[serde(rename = "i")]
        id: String,
        /// How it is written in this language form, without its unit.
        #[serde(rename = "s")]
        shown: Vec<Inline>,
    },
    /// A link within the app.
    #[serde(rename = "a")]
    Link {
        /// The address, a fragment.
        #[serde(rename = "h")]
        href: String,
        /// What it is called here.
        #[serde(rename = "s")]
        shown: Vec<Inline>,
    },
}

/// The text without readings and marks.
pub fn plain(inlines: &[Inline]) -> String {
    let mut text = String::new();
    push_plain(&mut text, inlines);
    text
}

fn push_plain(text: &mut String, inlines: &[Inline]) {
    for inline in inlines {
        match inline {
            Inline::Text(part) | Inline::Ruby { base: part, .. } => text.push_str(part),
            Inline::Strong(shown)
            | Inline::Term { shown, .. }
            | Inline::Fact { shown, .. }
            | Inline::Link { shown, .. } => push_plain(text, shown),
        }
    }
}

/// An entry of the glossary.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Vec<Inline>,
    /// How its Japanese name is read, in kana: for the order and the search.
    pub reading: String,
    /// Its name in the other language: for the search.
    pub other_name: String,
    /// What it means.
    pub meaning: Vec<Inline>,
}

/// An organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Its id.
    pub id: String,
    /// The groups it belongs to.
    pub groups: Vec<String>,
    /// Its name.
    pub name: Vec<Inline>,
    /// Its address.
    pub url: String,
    /// Its telephone number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// What it gives.
    pub what: Vec<Inline>,
    /// What a reader should know before going there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Vec<Inline>>,
    /// When we saw the page, as this form writes a date.
    pub seen: Vec<Inline>,
}

/// Questions on one subject.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionGroup {
    /// Its id.
    pub id: String,
    /// The subject.
    pub title: Vec<Inline>,
    /// The questions.
    pub questions: Vec<Question>,
}

/// A question to ask a doctor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Its id.
    pub id: String,
    /// The question.
    pub text: Vec<Inline>,
}

/// What a reader needs to judge a number. The keys are explained in `content/evidence/README.md`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// The number as published, or a date: `yyyy-mm-dd`, `yyyy-mm` or `--mm-dd`.
    pub value: String,
    /// Its unit.
    pub unit: String,
    /// How this language form writes it, without its unit.
    pub shown: Vec<Inline>,
    /// The people it is about; absent in a made-up example.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub population: Option<String>,
    /// How many people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub n: Option<u32>,
    /// How many of them had the event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub events: Option<u32>,
    /// The follow-up as published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    /// A key of [`Bundle::sources`]; absent in a made-up example.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// How it was checked: `read`, `derived`, `secondary` or `made_up`.
    pub verified: String,
}

/// A publication.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// What sort of publication it is.
    pub kind: String,
    /// Its title, in its own language.
    pub title: String,
    /// Journal or publisher.
    pub publication: String,
    /// Year, where it bears one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<u16>,
    /// Address, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

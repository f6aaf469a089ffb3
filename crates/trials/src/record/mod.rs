//! One trial as we know it, with the 24 items of the WHO Trial Registration Data Set (version 1.3.1).

mod content;
mod file_form;
mod problem;
mod text;
mod toml_form;
mod words;

pub use content::{Known, problems_in_content};
pub use file_form::RecordFile;
pub use problem::{Problem, ProblemKind};
pub use text::Text;
pub(crate) use text::without_facts;
pub use toml_form::to_toml;
pub use words::{ItemKey, Phase, ResultsKind, StatusValue, Who};

use std::collections::BTreeMap;

use crate::partial_date::PartialDate;

/// One trial. Written in files as [`RecordFile`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Its name in addresses and files.
    pub id: String,
    /// Whether everything in it is an explained example.
    pub made_up: bool,
    /// The short name that the trial gives itself.
    pub acronym: Option<String>,
    /// Our name for lists.
    pub title: Text,
    /// Concepts of the synonym table: what the people in it have. Only the most exact ones.
    pub diseases: Vec<String>,
    /// Concepts of the synonym table: what they are given.
    pub treatments: Vec<String>,
    /// Who can take part.
    pub who: Vec<Who>,
    /// How far the testing of the treatment is.
    pub phase: Phase,
    /// Records of ours: what came before.
    pub earlier: Vec<String>,
    /// Records of ours: what happened next.
    pub later: Vec<String>,
    /// Ids of all sources that the record uses, in the order to be shown.
    pub sources: Vec<String>,
    /// The day on which we last looked.
    pub checked_on: PartialDate,
    /// Whether people can join, at some time.
    pub status: Status,
    /// Whether results are known.
    pub results: Results,
    /// The 24 items.
    pub items: Items,
}

/// Whether people can join.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Status {
    /// A source says so.
    Known {
        /// What it says.
        value: StatusValue,
        /// When that was.
        as_of: PartialDate,
        /// Id of the source.
        source: String,
    },
    /// Not found by us.
    NotFound {
        /// The day on which we looked.
        looked_on: PartialDate,
    },
}

impl Status {
    /// When it was so, or when we looked.
    pub fn date(&self) -> PartialDate {
        match self {
            Self::Known { as_of, .. } => *as_of,
            Self::NotFound { looked_on } => *looked_on,
        }
    }

    /// What a source says, if one was found.
    pub fn value(&self) -> Option<StatusValue> {
        match self {
            Self::Known { value, .. } => Some(*value),
            Self::NotFound { .. } => None,
        }
    }
}

/// Whether results are known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Results {
    /// A source has them, or says that there are none yet.
    Known {
        /// Where they are.
        kind: ResultsKind,
        /// When they came out.
        as_of: PartialDate,
        /// Id of the source.
        source: String,
    },
    /// Not found by us.
    NotFound {
        /// The day on which we looked.
        looked_on: PartialDate,
    },
}

impl Results {
    /// Where they are, if a source was found.
    pub fn kind(&self) -> Option<ResultsKind> {
        match self {
            Self::Known { kind, .. } => Some(*kind),
            Self::NotFound { .. } => None,
        }
    }
}

/// What is known of one item of the data set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// A source says so.
    Known {
        /// What it says.
        text: Text,
        /// Id of the source.
        source: String,
    },
    /// Made up, in a record that is an example.
    Example(Text),
    /// Not found by us.
    NotFound {
        /// The day on which we looked.
        looked_on: PartialDate,
    },
}

impl Item {
    /// What is known or made up.
    pub fn text(&self) -> Option<&Text> {
        match self {
            Self::Known { text, .. } | Self::Example(text) => Some(text),
            Self::NotFound { .. } => None,
        }
    }
}

/// All 24 items of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Items(BTreeMap<ItemKey, Item>);

impl Items {
    /// Each item as `item` tells it.
    pub fn from_each(mut item: impl FnMut(ItemKey) -> Item) -> Self {
        Self(ItemKey::ALL.iter().map(|key| (*key, item(*key))).collect())
    }

    /// One of them; there always is one.
    pub fn get(&self, key: ItemKey) -> Option<&Item> {
        self.0.get(&key)
    }

    /// Text of one of them, if found.
    pub fn text(&self, key: ItemKey) -> Option<&Text> {
        self.get(key).and_then(Item::text)
    }

    /// All in the order of the data set.
    pub fn iter(&self) -> impl Iterator<Item = (ItemKey, &Item)> {
        self.0.iter().map(|(key, item)| (*key, item))
    }
}

impl Record {
    /// Every text of the record, with what it is.
    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        std::iter::once(&self.title).chain(self.items.iter().filter_map(|(_, item)| item.text()))
    }

    /// Ids of the facts that its texts name as `{id}`, each once.
    pub fn facts(&self) -> Vec<&str> {
        let mut facts: Vec<&str> = self.texts().flat_map(Text::parts).flat_map(text::facts).collect();
        facts.sort_unstable();
        facts.dedup();
        facts
    }

    /// Registry numbers such as `NCT03191526` and `UMIN000012655`, in capitals, without the prefix `JPRN-` of the WHO.
    pub fn registry_ids(&self) -> Vec<String> {
        let places = [ItemKey::PrimaryRegistry, ItemKey::SecondaryIds];
        let texts = places.iter().filter_map(|key| self.items.text(*key)).flat_map(Text::parts);
        let mut ids: Vec<String> = texts.flat_map(registry_ids).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }
}

/// Words of letters followed by at least six digits.
pub(crate) fn registry_ids(text: &str) -> impl Iterator<Item = String> {
    text.split(|letter: char| !letter.is_ascii_alphanumeric()).filter_map(|word| {
        let letters = word.bytes().take_while(u8::is_ascii_alphabetic).count();
        let digits = word.bytes().skip(letters);
        let is_id = letters >= 2 && digits.len() >= 6 && digits.into_iter().all(|byte| byte.is_ascii_digit());
        is_id.then(|| word.to_ascii_uppercase())
    })
}

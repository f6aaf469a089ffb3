//! The long texts as they were fetched, and as they are read.

use crate::words::Language;
use shirube_pages::Bundle;
use std::sync::{Arc, OnceLock};

/// The long texts of every language form. A form is read when it is first shown.
pub struct Texts(Vec<(String, OnceLock<Option<Arc<Bundle>>>)>);

impl Texts {
    /// `bundles` as fetched, in the order of [`Language::ALL`].
    pub fn new(bundles: Vec<String>) -> Self {
        Self(bundles.into_iter().map(|bundle| (bundle, OnceLock::new())).collect())
    }

    /// The texts of a language form; `None` where they cannot be read.
    pub fn of(&self, language: Language) -> Option<Arc<Bundle>> {
        let position = Language::ALL.into_iter().position(|known| known == language)?;
        let (bundle, read) = self.0.get(position)?;
        read.get_or_init(|| serde_json::from_str(bundle).ok().map(Arc::new)).clone()
    }
}

//! The 24 items of a record as they are shown, without the page.

use super::labels::{date_inlines, not_found};
use crate::portal::text::Context;
use crate::words::Language;
use shirube_pages::{Fact, Inline};
use shirube_trials::record::{Item, ItemKey, Record, Text};
use std::collections::BTreeMap;

/// An item and what is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemRow {
    /// The item.
    pub key: ItemKey,
    /// What is known of it.
    pub value: ItemValue,
}

/// What is known of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ItemValue {
    /// A source says so.
    Known {
        /// What it says.
        text: Wording,
        /// Id of the source.
        source: String,
    },
    /// Made up.
    Example(Wording),
    /// Not found: what is said of that.
    NotFound(String),
}

/// A text, and its language where it is not the reader's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// Words and facts.
    pub inlines: Vec<Inline>,
    /// The language, if another.
    pub lang: Option<&'static str>,
}

/// All items in their order.
pub fn items(context: &Context, record: &Record, is_opened: bool) -> Vec<ItemRow> {
    let row = |(key, item): (ItemKey, &Item)| {
        let value = match item {
            Item::Known { text, source } => {
                ItemValue::Known { text: item_wording(context, key, text), source: source.clone() }
            }
            Item::Example(text) => ItemValue::Example(item_wording(context, key, text)),
            Item::NotFound { looked_on } => ItemValue::NotFound(not_found(context, *looked_on, is_opened)),
        };
        ItemRow { key, value }
    };
    record.items.iter().map(row).collect()
}

/// A date is written as the reader writes dates; anything else stands as it is.
pub fn item_wording(context: &Context, key: ItemKey, text: &Text) -> Wording {
    if let (true, Some(day)) = (key.is_date(), text.en().and_then(|date| date.parse().ok())) {
        return Wording { inlines: date_inlines(context, day), lang: None };
    }
    wording(context, text)
}

/// A text in the reader's language, or in the other where there is none.
pub fn wording(context: &Context, text: &Text) -> Wording {
    let is_english = context.language == Language::En;
    let (own, other) = if is_english { (text.en(), text.ja()) } else { (text.ja(), text.en()) };
    let lang = own.is_none().then_some(if is_english { "ja" } else { "en" });
    let inlines = with_facts(own.or(other).unwrap_or_default(), &context.bundle.facts);
    Wording { inlines, lang }
}

/// Words of our own.
pub fn plain_wording(text: &str) -> Wording {
    Wording { inlines: vec![Inline::Text(text.to_owned())], lang: None }
}

/// The text with numbers in the place of `{fact_id}`. Braces around anything else are text.
fn with_facts(text: &str, facts: &BTreeMap<String, Fact>) -> Vec<Inline> {
    let mut found = Vec::new();
    let mut rest = text;
    let mut plain = String::new();
    while let Some((before, after)) = rest.split_once('{') {
        plain.push_str(before);
        let fact = after.split_once('}').and_then(|(id, after)| Some((id, facts.get(id)?, after)));
        if let Some((id, fact, after)) = fact {
            if !plain.is_empty() {
                found.push(Inline::Text(std::mem::take(&mut plain)));
            }
            found.push(Inline::Fact { id: id.to_owned(), shown: fact.shown.clone() });
            rest = after;
        } else {
            plain.push('{');
            rest = after;
        }
    }
    plain.push_str(rest);
    if !plain.is_empty() {
        found.push(Inline::Text(plain));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::portal::trials::library::tests::shipped;
    use shirube_pages::{Bundle, Form, Site};
    use std::sync::Arc;

    fn context(language: Language, form: Form) -> Context {
        let fact = Fact {
            value: "38".into(),
            unit: "people".into(),
            shown: vec![Inline::Text("38".into())],
            population: None,
            n: None,
            events: None,
            period: None,
            source: None,
            verified: "read".into(),
        };
        let bundle = Bundle {
            form,
            topics: Vec::new(),
            trial_pages: Vec::new(),
            glossary: Vec::new(),
            links: Vec::new(),
            questions: Vec::new(),
            being_checked: Vec::new(),
            facts: [("people".to_owned(), fact)].into(),
            sources: BTreeMap::new(),
        };
        let site = Site {
            address: String::new(),
            languages: Form::ALL.to_vec(),
            topics: Vec::new(),
            booth: Vec::new(),
            clear_after_minutes: 0,
            association: None,
        };
        Context { language, bundle: Arc::new(bundle), site: Arc::new(site) }
    }

    #[test]
    fn numbers_take_the_place_of_their_names_and_other_braces_stay() {
        let context = context(Language::En, Form::En);
        let text = |text: &str| Inline::Text(text.into());
        let fact = Inline::Fact { id: "people".into(), shown: vec![text("38")] };
        assert_eq!(with_facts("{people} people", &context.bundle.facts), [fact.clone(), text(" people")]);
        assert_eq!(with_facts("of {people}", &context.bundle.facts), [text("of "), fact]);
        assert_eq!(with_facts("a {b} { c", &context.bundle.facts), [text("a {b} { c")]);
        assert_eq!(with_facts("", &context.bundle.facts), []);
    }

    #[test]
    fn a_text_in_the_other_language_says_so() {
        let context = context(Language::Ja, Form::Ja);
        let each = Text::Each { ja: "日本".into(), en: "Japan".into() };
        assert_eq!(wording(&context, &each), plain_wording("日本"));
        let english = wording(&context, &Text::English("Japan".into()));
        assert_eq!((english.lang, english.inlines), (Some("en"), vec![Inline::Text("Japan".into())]));
        assert_eq!(wording(&context, &Text::Alike("NCT".into())).lang, None);
    }

    #[test]
    fn every_record_has_all_items_and_dates_are_written_out() {
        let context = context(Language::En, Form::En);
        let library = shipped();
        for record in library.records.iter().chain(&library.template) {
            let rows = items(&context, record, false);
            assert_eq!(rows.len(), ItemKey::ALL.len(), "{}", record.id);
            for row in rows {
                if let (true, ItemValue::Known { text, .. }) = (row.key.is_date(), &row.value) {
                    let shown = shirube_pages::plain(&text.inlines);
                    assert!(!shown.contains('-'), "{} {:?}: {shown}", record.id, row.key);
                }
            }
        }
    }
}

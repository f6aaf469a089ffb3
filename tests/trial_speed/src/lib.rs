//! What is measured: an index over made-up records, and one keystroke after the other in it.

use shirube_numeric::random::Random;
use shirube_trials::partial_date::PartialDate;
use shirube_trials::record::{Item, ItemKey, Items, Phase, Record, Results, Status, StatusValue, Text, Who};
use shirube_trials::search::{ConceptKind, Filters, Index, Synonyms};
use wasm_bindgen::prelude::wasm_bindgen;

/// The same records every time.
const SEED: u64 = 5;

/// What people type, letter by letter: each language, several words, mistakes, words of no name.
pub const TYPED: [&str; 16] = [
    "mogamulizumab",
    "モガムリズマブ",
    "mogamurizumabu",
    "mogamulizmab ham",
    "成人T細胞白血病・リンパ腫",
    "せいじんTさいぼうはっけつびょう",
    "くすぶり型ATLの治験",
    "smoldering adult T-cell leukemia",
    "HTLV-1関連脊髄症 第3相 募集中",
    "phase 2 trials of steroids in HAM/TSP",
    "NCT00001234",
    "kiraso tamemu",
    "視神経脊髄炎のリツキシマブ",
    "relapsed or refractory interferon azt watchful waiting",
    "副作用の少ない薬",
    "a very long question that somebody types into the box as if it were a person",
];

/// Full width and capitals: in the browser by the browser's own tables, as the app does it.
#[cfg(target_arch = "wasm32")]
fn normalise(text: &str) -> String {
    js_sys::JsString::from(text).normalize("NFKC").to_lower_case().into()
}

#[cfg(not(target_arch = "wasm32"))]
fn normalise(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    text.nfkc().collect::<String>().to_lowercase()
}

/// The finder over made-up records.
#[wasm_bindgen]
pub struct Finder {
    index: Index,
}

/// Records that were made up.
#[wasm_bindgen]
pub struct Trials {
    synonyms: Synonyms,
    records: Vec<Record>,
}

#[wasm_bindgen]
impl Trials {
    /// So many records; `synonyms` is the table as JSON.
    ///
    /// # Errors
    /// If it is no such table.
    #[wasm_bindgen(constructor)]
    pub fn new(synonyms: &str, count: usize) -> Result<Self, String> {
        let synonyms: Synonyms = serde_json::from_str(synonyms).map_err(|error| error.to_string())?;
        let mut made = Made { chance: Random::new(SEED), synonyms: &synonyms, words: Vec::new() };
        made.words = (0..3_000).map(|_| made.word()).collect();
        let records = (0..count).map(|number| made.record(number)).collect::<Option<_>>();
        Ok(Self { records: records.ok_or("an empty list to choose from")?, synonyms })
    }

    /// The index over them.
    pub fn finder(&self) -> Finder {
        Finder { index: Index::new(&self.records, &self.synonyms, normalise) }
    }

    /// Bytes of text in them.
    pub fn bytes(&self) -> usize {
        self.records.iter().flat_map(Record::texts).flat_map(Text::parts).map(str::len).sum()
    }
}

#[wasm_bindgen]
impl Finder {
    /// How many records what was typed finds.
    pub fn found(&self, typed: &str) -> usize {
        self.index.find(typed, &Filters::default()).hits.len()
    }
}

/// What is typed, one entry for each keystroke.
#[wasm_bindgen]
pub fn keystrokes() -> Vec<String> {
    let of = |text: &'static str| {
        text.char_indices().map(|(place, letter)| text[..place + letter.len_utf8()].to_owned())
    };
    TYPED.into_iter().flat_map(of).collect()
}

struct Made<'a> {
    chance: Random,
    synonyms: &'a Synonyms,
    words: Vec<String>,
}

impl Made<'_> {
    fn below(&mut self, bound: usize) -> usize {
        self.chance.below(u32::try_from(bound).unwrap_or(u32::MAX)) as usize
    }

    fn choose<'l, T>(&mut self, list: &'l [T]) -> Option<&'l T> {
        let place = self.below(list.len());
        list.get(place)
    }

    /// A word of two to five syllables.
    fn word(&mut self) -> String {
        const SYLLABLES: [&str; 24] = [
            "ka", "ri", "so", "ta", "me", "mu", "no", "ki", "ra", "te", "lo", "vi", "den", "tor", "al", "in",
            "ex", "pro", "ma", "si", "on", "ter", "ab", "ul",
        ];
        let count = 2 + self.below(4);
        (0..count).filter_map(|_| self.choose(&SYLLABLES).copied()).collect()
    }

    fn text(&mut self, count: usize) -> Option<String> {
        let chosen: Vec<usize> = (0..count).map(|_| self.below(self.words.len())).collect();
        let words: Option<Vec<&str>> =
            chosen.iter().map(|place| self.words.get(*place).map(String::as_str)).collect();
        Some(words?.join(" "))
    }

    /// Japanese of so many pieces, without gaps.
    fn japanese(&mut self, count: usize) -> Option<String> {
        const PIECES: [&str; 16] = [
            "患者さん",
            "を対象に",
            "有効性",
            "安全性",
            "について",
            "調べる",
            "投与",
            "検査値",
            "改善",
            "主要評価項目",
            "観察期間",
            "ウイルス量",
            "プロトコル",
            "血液検査",
            "歩行",
            "症状",
        ];
        (0..count).map(|_| self.choose(&PIECES).copied()).collect()
    }

    fn concept(&mut self, kind: ConceptKind) -> Option<(String, String, String)> {
        let concepts: Vec<_> = self.synonyms.concepts.iter().filter(|concept| concept.kind == kind).collect();
        let concept = *self.choose(&concepts)?;
        let [ja, en] = [self.choose(&concept.ja)?.clone(), self.choose(&concept.en)?.clone()];
        Some((concept.id.clone(), ja, en))
    }

    /// A record of about two thousand letters.
    fn record(&mut self, number: usize) -> Option<Record> {
        let (disease, disease_ja, disease_en) = self.concept(ConceptKind::Disease)?;
        let (treatment, treatment_ja, treatment_en) = self.concept(ConceptKind::Treatment)?;
        let day = PartialDate::new(2026, Some(11), Some(21)).ok()?;
        let title = Text::Each {
            ja: format!("{disease_ja}に対する{treatment_ja}の{}", self.japanese(3)?),
            en: format!("{treatment_en} in {disease_en}: {}", self.text(4)?),
        };
        let mut texts = Vec::new();
        for key in ItemKey::ALL {
            texts.push(match key {
                ItemKey::PrimaryRegistry => Text::Alike(format!("ClinicalTrials.gov: NCT{number:08}")),
                ItemKey::PublicTitle | ItemKey::ScientificTitle => title.clone(),
                ItemKey::Conditions => Text::Each { ja: disease_ja.clone(), en: disease_en.clone() },
                ItemKey::Interventions => Text::Each { ja: treatment_ja.clone(), en: treatment_en.clone() },
                ItemKey::Eligibility => Text::Each { ja: self.japanese(40)?, en: self.text(120)? },
                ItemKey::PrimaryOutcomes | ItemKey::SecondaryOutcomes => {
                    Text::Each { ja: self.japanese(8)?, en: self.text(12)? }
                }
                _ => Text::English(self.text(3)?),
            });
        }
        let mut texts = texts.into_iter();
        let items = Items::from_each(|_| match texts.next() {
            Some(text) => Item::Known { text, source: "registry".to_owned() },
            None => Item::NotFound { looked_on: day },
        });
        Some(Record {
            id: format!("nct{number:08}"),
            made_up: true,
            acronym: None,
            title,
            diseases: vec![disease],
            treatments: vec![treatment],
            who: vec![*self.choose(Who::ALL)?],
            phase: *self.choose(Phase::ALL)?,
            earlier: Vec::new(),
            later: Vec::new(),
            sources: vec!["registry".to_owned()],
            checked_on: day,
            status: Status::Known {
                value: *self.choose(StatusValue::ALL)?,
                as_of: day,
                source: "registry".to_owned(),
            },
            results: Results::NotFound { looked_on: day },
            items,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_finds_made_up_records() {
        let synonyms = r#"{"concept":[
            {"id":"ham","kind":"disease","ja":["脊髄症"],"en":["HAM"]},
            {"id":"mogamulizumab","kind":"treatment","ja":["モガムリズマブ"],"en":["mogamulizumab"]}]}"#;
        let finder = Trials::new(synonyms, 20).unwrap().finder();
        assert_eq!(finder.found("mogamurizumabu ham"), 20);
        assert_eq!(finder.found("NCT00000007"), 1);
        assert!(keystrokes().len() > 300);
    }

    #[test]
    fn another_table_is_told() {
        assert!(Trials::new("{}", 1).is_err());
    }
}

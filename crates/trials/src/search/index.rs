//! The index of all records, made once, and what is found in it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use super::folded::{Folded, Normalise, each_word};
use super::names::{ConceptNumber, Names};
use super::query::{Piece, pieces};
use super::sound::sound;
use super::synonyms::{ConceptKind, Synonyms};
use super::vocabulary::{Collector, Place, Vocabulary};
use crate::record::{ItemKey, Record, StatusValue, Text, Who, without_facts};

/// How much a place tells about a record.
mod weight {
    /// What the record is filed under.
    pub(super) const TAG: u16 = 8;
    /// Filed under something more exact.
    pub(super) const BROADER_TAG: u16 = 6;
    pub(super) const TITLE: u16 = 4;
    pub(super) const CONDITION: u16 = 3;
    pub(super) const OTHER: u16 = 1;
}

/// The index of some records.
#[derive(Debug)]
pub struct Index {
    synonyms: Synonyms,
    normalise: Normalise,
    names: Names,
    vocabulary: Vocabulary,
    /// Concepts by their ids.
    numbers: HashMap<String, ConceptNumber>,
    /// For each concept itself and all that are broader.
    wider: Vec<Vec<ConceptNumber>>,
    /// For each concept where it stands.
    concepts: Vec<Vec<Place>>,
    records: Vec<Filed>,
}

/// What filters ask for.
#[derive(Debug)]
struct Filed {
    diseases: Vec<ConceptNumber>,
    phases: Vec<ConceptNumber>,
    status: Option<StatusValue>,
    who: Vec<Who>,
}

/// Only records with one of each list; an empty list asks for nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filters {
    /// Ids of concepts that are diseases; narrower ones count.
    pub diseases: Vec<String>,
    /// Who can take part.
    pub who: Vec<Who>,
    /// Whether people can join; `None` is "not found by us".
    pub statuses: Vec<Option<StatusValue>>,
    /// Ids of concepts that are phases; `phase-1` and `phase-2` both hold a trial of phase 1/2.
    pub phases: Vec<String>,
}

/// One record that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// Its position in what the index was made of.
    pub record: usize,
    /// How much the places tell in which the words stand.
    pub score: u16,
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// The best first; with equal scores in the order of the records.
    pub hits: Vec<Hit>,
    /// Ids of the concepts that were understood, in the order typed.
    pub understood: Vec<String>,
    /// Words that stand in no record and were left out.
    pub strange: Vec<String>,
    /// How many records other filters would leave.
    pub facets: Facets,
}

/// How many of the records that fit words and other filters have a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count<T> {
    /// What a filter would ask for.
    pub value: T,
    /// How many records have it.
    pub records: usize,
}

/// For each filter what it could ask for; values that no record at all has are left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facets {
    /// Ids of diseases.
    pub diseases: Vec<Count<String>>,
    /// Who can take part.
    pub who: Vec<Count<Who>>,
    /// Whether people can join.
    pub statuses: Vec<Count<Option<StatusValue>>>,
    /// Ids of phases.
    pub phases: Vec<Count<String>>,
}

impl Index {
    /// The index of the records, in their order.
    pub fn new(records: &[Record], synonyms: &Synonyms, normalise: Normalise) -> Self {
        let mut index = Self {
            names: Names::new(synonyms, normalise),
            numbers: HashMap::new(),
            wider: Vec::new(),
            concepts: vec![Vec::new(); synonyms.concepts.len()],
            synonyms: synonyms.clone(),
            normalise,
            vocabulary: Vocabulary::default(),
            records: Vec::with_capacity(records.len()),
        };
        let ids = synonyms.concepts.iter().enumerate();
        index.numbers = ids.map(|(number, concept)| (concept.id.clone(), number)).collect();
        let wider =
            |id: &str| synonyms.with_broader(id).into_iter().filter_map(|id| index.number(id)).collect();
        index.wider = synonyms.concepts.iter().map(|concept| wider(&concept.id)).collect();
        let mut collector = Collector::default();
        for (position, record) in records.iter().enumerate() {
            index.file(position, record);
            index.read(position, record, &mut collector);
        }
        index.vocabulary = collector.finish();
        index
    }

    fn number(&self, id: &str) -> Option<ConceptNumber> {
        self.numbers.get(id).copied()
    }

    /// The concepts that the ids stand for and all that are broader.
    fn wider<'a>(&self, ids: impl Iterator<Item = &'a str>) -> Vec<ConceptNumber> {
        let of_ids = ids.filter_map(|id| self.wider.get(self.number(id)?));
        let mut numbers: Vec<ConceptNumber> = of_ids.flatten().copied().collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }

    fn stands(&mut self, concept: ConceptNumber, place: Place) {
        let Some(places) = self.concepts.get_mut(concept) else { return };
        match places.last_mut() {
            Some(last) if last.record == place.record => last.weight = last.weight.max(place.weight),
            _ => places.push(place),
        }
    }

    /// Files a record under what it says of itself.
    fn file(&mut self, position: usize, record: &Record) {
        let status = record.status.value();
        let tags = record.diseases.iter().chain(&record.treatments).map(String::as_str);
        let tags = tags.chain(record.phase.concept()).chain(status.map(StatusValue::name));
        let tags = tags.chain(record.who.iter().map(|who| who.name()));
        for tag in tags.filter_map(|tag| self.number(tag)).collect::<Vec<_>>() {
            for number in self.wider.get(tag).cloned().unwrap_or_default() {
                let weight = if number == tag { weight::TAG } else { weight::BROADER_TAG };
                self.stands(number, Place { record: position, weight });
            }
        }
        self.records.push(Filed {
            diseases: self.wider(record.diseases.iter().map(String::as_str)),
            phases: self.wider(record.phase.concept().into_iter()),
            status,
            who: record.who.clone(),
        });
    }

    /// Reads the texts of a record.
    fn read(&mut self, position: usize, record: &Record, collector: &mut Collector) {
        let title = record.title.parts().chain(record.acronym.as_deref());
        let title = title.map(|text| (weight::TITLE, true, text));
        let items = record.items.iter().filter_map(|(key, item)| Some((key, item.text()?)));
        let items = items.flat_map(|(key, text)| {
            let (weight, names_concepts) = match key {
                ItemKey::PublicTitle | ItemKey::ScientificTitle => (weight::TITLE, true),
                ItemKey::Conditions | ItemKey::Interventions => (weight::CONDITION, true),
                _ => (weight::OTHER, false),
            };
            Text::parts(text).map(move |text| (weight, names_concepts, text))
        });
        let id = std::iter::once((weight::TITLE, false, record.id.as_str()));
        for (weight, names_concepts, text) in title.chain(items).chain(id) {
            let place = Place { record: position, weight };
            let folded = Folded::new(&without_facts(text), self.normalise);
            if names_concepts {
                for named in self.names.written_in(&folded) {
                    for number in self.wider.get(named).cloned().unwrap_or_default() {
                        self.stands(number, place);
                    }
                }
            }
            each_word(&folded, |word| {
                if !word.is_ascii()
                    && let Some(sound) = sound_of(word)
                {
                    collector.add(&sound, place);
                }
                collector.add(word, place);
            });
        }
    }

    /// What was typed, looked up.
    pub fn find(&self, typed: &str, filters: &Filters) -> Found {
        let mut text = Folded::new(typed, self.normalise);
        let is_known = |word: &str| !self.vocabulary.places(word).is_empty();
        let mut found = Found::default();
        // 0 is left out.
        let mut scores: Vec<u16> = vec![1; self.records.len()];
        let mut all_strange = true;
        for piece in pieces(&mut text, &self.names, is_known) {
            if let Piece::Concepts(concepts) = &piece {
                found.understood.extend(self.ids(concepts));
            }
            match self.weights(&piece) {
                Answer::All => all_strange = false,
                Answer::Strange(word) => found.strange.push(word),
                Answer::Weights(weights) => {
                    all_strange = false;
                    for (score, weight) in scores.iter_mut().zip(&weights) {
                        *score = if *weight == 0 || *score == 0 { 0 } else { score.saturating_add(*weight) };
                    }
                }
            }
        }
        if all_strange && !found.strange.is_empty() {
            scores.fill(0);
        }
        let wanted = Wanted::new(self, filters);
        found.hits = scores
            .iter()
            .enumerate()
            .filter(|(record, score)| {
                **score > 0 && self.records.get(*record).is_some_and(|filed| wanted.all(filed))
            })
            .map(|(record, score)| Hit { record, score: *score })
            .collect();
        // Stable: equal ones stay in the order of the records.
        found.hits.sort_by_key(|hit| Reverse(hit.score));
        found.facets = self.facets(&scores, &wanted);
        found
    }

    fn ids<'a>(&'a self, concepts: &'a [ConceptNumber]) -> impl Iterator<Item = String> + 'a {
        let concepts = concepts.iter().filter_map(|number| self.synonyms.concepts.get(*number));
        concepts.filter(|concept| concept.kind != ConceptKind::Any).map(|concept| concept.id.clone())
    }

    /// For each record how much it has to do with a piece.
    fn weights(&self, piece: &Piece) -> Answer {
        let mut weights = Weights(vec![0; self.records.len()]);
        match piece {
            Piece::Concepts(concepts) => {
                if self.are_any(concepts) {
                    return Answer::All;
                }
                weights.add(self.places(concepts));
            }
            Piece::Beginning { letters, concepts } => {
                if self.are_any(concepts) {
                    return Answer::All;
                }
                let word: String = letters.iter().collect();
                weights.add(self.places(concepts));
                weights.add(self.vocabulary.places_of_beginning(&word));
                // Names that no record has yet may still be meant: nothing is strange here.
            }
            Piece::Word { letters, nearly, is_beginning } => {
                let word: String = letters.iter().collect();
                if *is_beginning && letters.len() == 1 && word.is_ascii() {
                    // The first letter of something.
                    return Answer::All;
                }
                weights.add(self.places(nearly));
                weights.add_word(&self.vocabulary, letters, *is_beginning);
                if nearly.is_empty() && weights.is_nothing() {
                    return Answer::Strange(word);
                }
            }
        }
        Answer::Weights(weights.0)
    }

    fn are_any(&self, concepts: &[ConceptNumber]) -> bool {
        let mut kinds = concepts.iter().filter_map(|number| self.synonyms.concepts.get(*number));
        kinds.any(|concept| concept.kind == ConceptKind::Any)
    }

    fn places<'a>(&'a self, concepts: &'a [ConceptNumber]) -> impl Iterator<Item = &'a Place> {
        concepts.iter().filter_map(|number| self.concepts.get(*number)).flatten()
    }

    fn facets(&self, scores: &[u16], wanted: &Wanted) -> Facets {
        let mut of_concepts: Vec<Option<usize>> = vec![None; self.synonyms.concepts.len()];
        let mut of_who: BTreeMap<Who, usize> = BTreeMap::new();
        let mut of_statuses: BTreeMap<Option<StatusValue>, usize> = BTreeMap::new();
        for (filed, score) in self.records.iter().zip(scores) {
            let fits = *score > 0;
            let [disease, phase, who, status] =
                wanted.all_but(filed).map(|fits_others| usize::from(fits && fits_others));
            for (numbers, count) in [(&filed.diseases, disease), (&filed.phases, phase)] {
                for number in numbers {
                    if let Some(records) = of_concepts.get_mut(*number) {
                        *records = Some(records.unwrap_or(0) + count);
                    }
                }
            }
            for one in &filed.who {
                *of_who.entry(*one).or_default() += who;
            }
            *of_statuses.entry(filed.status).or_default() += status;
        }
        let concepts_of = |kind: ConceptKind| {
            let concepts = self.synonyms.concepts.iter().zip(&of_concepts);
            let of_kind = concepts.filter(|(concept, _)| concept.kind == kind);
            of_kind
                .filter_map(|(concept, records)| {
                    Some(Count { value: concept.id.clone(), records: (*records)? })
                })
                .collect()
        };
        // "Not found by us" comes last, not first.
        let not_found = of_statuses.remove(&None).map(|records| Count { value: None, records });
        let found = of_statuses.into_iter().map(|(value, records)| Count { value, records });
        Facets {
            diseases: concepts_of(ConceptKind::Disease),
            who: of_who.into_iter().map(|(value, records)| Count { value, records }).collect(),
            statuses: found.chain(not_found).collect(),
            phases: concepts_of(ConceptKind::Phase),
        }
    }
}

/// What a piece says about the records.
enum Answer {
    /// It tells none from another.
    All,
    /// Nothing: it is not known.
    Strange(String),
    /// How much each has to do with it.
    Weights(Vec<u16>),
}

/// For each record the highest weight of a place.
struct Weights(Vec<u16>);

impl Weights {
    fn add<'a>(&mut self, places: impl Iterator<Item = &'a Place>) {
        for place in places {
            if let Some(weight) = self.0.get_mut(place.record) {
                *weight = place.weight.max(*weight);
            }
        }
    }

    fn is_nothing(&self) -> bool {
        self.0.iter().all(|weight| *weight == 0)
    }

    /// A word as it stands, how it sounds, or what begins with it; only if there is nothing of that, what is near.
    fn add_word(&mut self, vocabulary: &Vocabulary, letters: &[char], is_beginning: bool) {
        let word: String = letters.iter().collect();
        let is_japanese = letters.iter().any(|letter| !letter.is_ascii());
        if is_japanese && letters.len() > 2 {
            self.add_pairs(vocabulary, letters);
        }
        self.add(vocabulary.places(&word).iter());
        if let Some(sound) = sound_of(&word) {
            self.add(vocabulary.places(&sound).iter());
        }
        if is_beginning || (is_japanese && letters.len() == 1) {
            self.add(vocabulary.places_of_beginning(&word));
        }
        if self.is_nothing() {
            self.add(vocabulary.places_near(letters));
        }
    }

    /// Japanese writing that stands in a record: every two neighbours do.
    fn add_pairs(&mut self, vocabulary: &Vocabulary, letters: &[char]) {
        let mut all: Option<Self> = None;
        for pair in letters.windows(2) {
            let mut one = Self(vec![0; self.0.len()]);
            one.add(vocabulary.places(&pair.iter().collect::<String>()).iter());
            all = Some(match all {
                None => one,
                Some(all) => Self(all.0.iter().zip(&one.0).map(|(all, one)| *all.min(one)).collect()),
            });
        }
        for (weight, of_pairs) in self.0.iter_mut().zip(all.into_iter().flat_map(|all| all.0)) {
            *weight = of_pairs.max(*weight);
        }
    }
}

/// How a word of kana or Latin letters sounds. Only kana of the records stand in the vocabulary so, behind a mark that
/// keeps them apart from what is written.
fn sound_of(word: &str) -> Option<String> {
    let letters: Vec<char> = word.chars().collect();
    let is_kana = |letter: &char| matches!(letter, '\u{3041}'..='\u{3096}' | 'ー');
    let sounds =
        letters.len() >= 3 && letters.iter().all(|letter| is_kana(letter) || letter.is_ascii_lowercase());
    sounds.then(|| format!("~{}", sound(&letters)))
}

/// Filters with their concepts looked up.
struct Wanted<'a> {
    filters: &'a Filters,
    diseases: Vec<ConceptNumber>,
    phases: Vec<ConceptNumber>,
}

impl<'a> Wanted<'a> {
    fn new(index: &Index, filters: &'a Filters) -> Self {
        let numbers = |ids: &[String]| ids.iter().filter_map(|id| index.number(id)).collect();
        Self { filters, diseases: numbers(&filters.diseases), phases: numbers(&filters.phases) }
    }

    fn disease(&self, filed: &Filed) -> bool {
        self.filters.diseases.is_empty() || filed.diseases.iter().any(|number| self.diseases.contains(number))
    }

    fn phase(&self, filed: &Filed) -> bool {
        self.filters.phases.is_empty() || filed.phases.iter().any(|number| self.phases.contains(number))
    }

    fn who(&self, filed: &Filed) -> bool {
        self.filters.who.is_empty() || filed.who.iter().any(|who| self.filters.who.contains(who))
    }

    fn status(&self, filed: &Filed) -> bool {
        self.filters.statuses.is_empty() || self.filters.statuses.contains(&filed.status)
    }

    fn all(&self, filed: &Filed) -> bool {
        self.disease(filed) && self.phase(filed) && self.who(filed) && self.status(filed)
    }

    /// Whether it fits all filters but the one of disease, phase, who, status.
    fn all_but(&self, filed: &Filed) -> [bool; 4] {
        let [disease, phase, who, status] =
            [self.disease(filed), self.phase(filed), self.who(filed), self.status(filed)];
        [
            phase && who && status,
            disease && who && status,
            disease && phase && status,
            disease && phase && who,
        ]
    }
}

//! What the finder shows, without the page.

use super::library::Library;
use shirube_trials::record::{Record, StatusValue, Who};
use shirube_trials::search::{Count, Filters, Synonyms};

/// The four filters, by the names of their controls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filter {
    Disease,
    Who,
    Status,
    Phase,
}

/// The value of the control for a status that was not found.
const NOT_FOUND: &str = "not_found";

impl Filter {
    pub const ALL: [Self; 4] = [Self::Disease, Self::Who, Self::Status, Self::Phase];

    /// The name of the control.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Disease => "disease",
            Self::Who => "who",
            Self::Status => "status",
            Self::Phase => "phase",
        }
    }
}

/// What the reader asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// What stands in the box.
    pub typed: String,
    /// The chosen value of each filter; empty for any.
    disease: String,
    who: String,
    status: String,
    phase: String,
}

impl Asked {
    /// The chosen value; empty for any.
    pub fn chosen(&self, filter: Filter) -> &str {
        match filter {
            Filter::Disease => &self.disease,
            Filter::Who => &self.who,
            Filter::Status => &self.status,
            Filter::Phase => &self.phase,
        }
    }

    /// Chooses a value.
    pub fn choose(&mut self, filter: Filter, value: String) {
        let chosen = match filter {
            Filter::Disease => &mut self.disease,
            Filter::Who => &mut self.who,
            Filter::Status => &mut self.status,
            Filter::Phase => &mut self.phase,
        };
        *chosen = value;
    }

    /// Whether any filter is set.
    pub fn is_filtered(&self) -> bool {
        Filter::ALL.iter().any(|filter| !self.chosen(*filter).is_empty())
    }

    fn filters(&self) -> Filters {
        let chosen = |filter| Some(self.chosen(filter)).filter(|code| !code.is_empty());
        let id = |filter| chosen(filter).map(str::to_owned).into_iter().collect();
        let status = |name| match name {
            NOT_FOUND => Some(None),
            name => StatusValue::from_name(name).map(Some),
        };
        Filters {
            diseases: id(Filter::Disease),
            who: chosen(Filter::Who).and_then(Who::from_name).into_iter().collect(),
            statuses: chosen(Filter::Status).and_then(status).into_iter().collect(),
            phases: id(Filter::Phase),
        }
    }
}

/// What a filter can ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The control's value.
    pub value: Value,
    /// How many trials would be left.
    pub count: usize,
}

/// A value of a filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A disease or a phase, by the id of its concept.
    Concept(String),
    /// Who can take part.
    Who(Who),
    /// Whether people can join; `None` is "not found by us".
    Status(Option<StatusValue>),
}

impl Value {
    /// The control's value.
    pub fn code(&self) -> &str {
        match self {
            Self::Concept(id) => id,
            Self::Who(who) => who.name(),
            Self::Status(status) => status.map_or(NOT_FOUND, StatusValue::name),
        }
    }
}

/// Why a trial was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// Nothing was asked for.
    NothingTyped,
    /// It is filed under these concepts, by id.
    Concepts(Vec<String>),
    /// The words stand in its texts.
    Texts,
}

/// What the finder answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Positions in [`Library::records`], the best first.
    pub hits: Vec<usize>,
    /// Ids of the concepts that were understood.
    pub understood: Vec<String>,
    /// Words that stand in no record.
    pub strange: Vec<String>,
    /// For each of [`Filter::ALL`] what it can ask for.
    pub choices: [Vec<Choice>; 4],
}

/// Looks up what is asked for.
pub fn find(library: &Library, asked: &Asked) -> Answer {
    let found = library.index.find(&asked.typed, &asked.filters());
    let hits = found.hits.iter().map(|hit| hit.record).collect();
    let choices = [
        choices(found.facets.diseases, Value::Concept),
        choices(found.facets.who, Value::Who),
        choices(found.facets.statuses, Value::Status),
        choices(found.facets.phases, Value::Concept),
    ];
    Answer { hits, understood: found.understood, strange: found.strange, choices }
}

/// Why the record at a position was found by what was typed; `understood` are the concepts in that.
pub fn why(library: &Library, typed: &str, understood: &[String], position: usize) -> Why {
    let Some(record) = library.records.get(position).filter(|_| !typed.trim().is_empty()) else {
        return Why::NothingTyped;
    };
    let tags = tags(record, &library.synonyms);
    let matched: Vec<_> = understood.iter().filter(|id| tags.contains(&id.as_str())).cloned().collect();
    if matched.is_empty() { Why::Texts } else { Why::Concepts(matched) }
}

fn choices<T>(counts: Vec<Count<T>>, value: fn(T) -> Value) -> Vec<Choice> {
    counts.into_iter().map(|count| Choice { value: value(count.value), count: count.records }).collect()
}

/// The ids of all concepts that a record is filed under, the broader ones included.
fn tags<'a>(record: &'a Record, synonyms: &'a Synonyms) -> Vec<&'a str> {
    let of_lists = record.diseases.iter().chain(&record.treatments).map(String::as_str);
    let status = record.status.value().map(StatusValue::name);
    let who = record.who.iter().map(|who| who.name());
    let exact = of_lists.chain(record.phase.concept()).chain(status).chain(who);
    exact.flat_map(|id| synonyms.with_broader(id)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::portal::trials::library::tests::shipped;

    fn asked(typed: &str, chosen: &[(Filter, &str)]) -> Asked {
        let mut asked = Asked { typed: typed.into(), ..Asked::default() };
        for (filter, value) in chosen {
            asked.choose(*filter, (*value).into());
        }
        asked
    }

    fn names(library: &Library, answer: &Answer) -> Vec<String> {
        answer.hits.iter().map(|hit| library.name(*hit)).collect()
    }

    #[test]
    fn without_a_word_every_trial_is_found_and_the_template_is_none() {
        let library = shipped();
        let answer = find(&library, &Asked::default());
        assert_eq!(answer.hits.len(), library.records.len());
        assert_eq!(why(&library, " ", &answer.understood, 0), Why::NothingTyped);
        assert!(!names(&library, &answer).contains(&"template".to_owned()));
    }

    #[test]
    fn a_hit_tells_which_concepts_it_was_found_by() {
        let library = shipped();
        let answer = find(&library, &asked("ham モガムリズマブ", &[]));
        assert_eq!(
            names(&library, &answer),
            ["mogamulizumab-ham-phase1-2a", "mogamulizumab-ham-phase3"],
            "{answer:?}"
        );
        for hit in &answer.hits {
            let why = why(&library, "ham モガムリズマブ", &answer.understood, *hit);
            assert_eq!(why, Why::Concepts(vec!["ham".into(), "mogamulizumab".into()]));
        }
        let broader = find(&library, &asked("HTLV-1", &[]));
        let ham = broader.hits.iter().find(|hit| library.name(**hit) == "hamlet-p").unwrap();
        let why = why(&library, "HTLV-1", &broader.understood, *ham);
        assert_eq!(why, Why::Concepts(vec!["htlv-1".into()]), "HAM is a disease of HTLV-1");
    }

    #[test]
    fn a_word_of_no_record_is_told() {
        let library = shipped();
        let answer = find(&library, &asked("xqzvwk", &[]));
        assert_eq!((answer.hits.len(), answer.strange.len()), (0, 1));
    }

    #[test]
    fn every_choice_leaves_as_many_trials_as_it_says() {
        let library = shipped();
        for typed in ["", "ATL", "治験"] {
            for (filter, choices) in Filter::ALL.iter().zip(find(&library, &asked(typed, &[])).choices) {
                assert!(!choices.is_empty(), "{filter:?}");
                for choice in choices {
                    let chosen = asked(typed, &[(*filter, choice.value.code())]);
                    assert!(chosen.is_filtered());
                    let left = find(&library, &chosen).hits.len();
                    assert_eq!(left, choice.count, "{typed} {filter:?} {:?}", choice.value);
                }
            }
        }
    }

    #[test]
    fn a_status_that_was_not_found_can_be_asked_for() {
        let library = shipped();
        let answer = find(&library, &asked("", &[(Filter::Status, NOT_FOUND)]));
        let unknown = library.records.iter().filter(|record| record.status.value().is_none()).count();
        assert_eq!(answer.hits.len(), unknown);
    }
}

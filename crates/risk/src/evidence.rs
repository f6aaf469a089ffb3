//! The registry of every clinical number, made from `content/evidence/` at build time.

/// A published number, with what a reader needs to judge it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fact {
    /// Its key in `content/evidence/facts.toml`.
    pub id: &'static str,
    /// The number as published.
    pub value: f64,
    /// Its unit.
    pub unit: Unit,
    /// Where it was published.
    pub source: SourceId,
    /// The people it is about.
    pub population: Population,
    /// How many people, where published.
    pub n: Option<u32>,
    /// How many of them had the event, where published.
    pub events: Option<u32>,
    /// Follow-up as published, in months.
    pub period: Option<&'static str>,
    /// How the number was checked.
    pub verified: Verified,
}

/// How a fact was checked. A number that was only recalled has no constant at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verified {
    /// Read in the source itself.
    Read,
    /// Plain arithmetic on numbers that were read.
    Derived,
    /// Seen quoted elsewhere.
    Secondary,
}

/// A publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Source {
    /// What sort of publication it is.
    pub kind: SourceKind,
    /// Its title, in its own language.
    pub title: &'static str,
    /// Journal or publisher.
    pub publication: &'static str,
    /// Year, where the page bears one.
    pub year: Option<u16>,
    /// Address.
    pub url: &'static str,
}

/// What sort of publication a source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SourceKind {
    /// A peer-reviewed paper.
    Paper,
    /// A press release.
    PressRelease,
    /// A page or catalogue of a laboratory.
    LaboratoryPage,
    /// A chapter of a book.
    BookChapter,
    /// An entry of a trial registry.
    TrialRegistry,
    /// Another page of the web.
    WebPage,
}

include!(concat!(env!("OUT_DIR"), "/registry.rs"));

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn ids_are_unique_and_values_are_numbers() {
        let ids: BTreeSet<_> = ALL.iter().map(|fact| fact.id).collect();
        assert_eq!(ids.len(), ALL.len());
        assert!(ALL.iter().all(|fact| fact.value.is_finite()));
    }

    #[test]
    fn events_never_exceed_people() {
        for fact in ALL {
            if let (Some(n), Some(events)) = (fact.n, fact.events) {
                assert!(events <= n, "{}", fact.id);
            }
        }
    }

    #[test]
    fn the_people_of_the_study_add_up() {
        // 23 progressed + 61 did not = 84 followed; 84 + 41 seen once = 125 (press release).
        assert_eq!(PEOPLE_FOLLOWED.value + PEOPLE_ONE_TIME_POINT.value, PEOPLE_SMOLDERING.value);
        assert_eq!(PEOPLE_FOLLOWED.events, Some(23));
        // 65.6 % of 125 had Cv 0.50 or more.
        let share = (PEOPLE_SMOLDERING.value - PEOPLE_CV_BELOW_CUT.value) / PEOPLE_SMOLDERING.value;
        assert!((share - 0.656).abs() < 1e-12);
    }

    #[test]
    fn every_source_is_reachable_over_https() {
        for source in SourceId::ALL {
            assert!(source.source().url.starts_with("https://"), "{source:?}");
            assert!(!source.source().title.is_empty());
        }
    }
}

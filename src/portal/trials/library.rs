//! The records at hand, and the index over them.

use serde::Deserialize;
use shirube_pages::TRIALS;
use shirube_trials::import::{Imported, Origin};
use shirube_trials::record::{Record, RecordFile};
use shirube_trials::search::{Index, Normalise, Synonyms};

/// What the addresses of records from opened files begin with.
const OPENED: &str = "opened/";

/// What the build made of content/trials.
#[derive(Deserialize)]
struct Shipped {
    records: Vec<RecordFile>,
    synonyms: Synonyms,
}

/// The records at hand.
#[derive(Debug)]
pub struct Library {
    /// Those that the finder finds: the ones that came with the app in the order of its list, then opened ones.
    pub records: Vec<Record>,
    /// Where the opened ones come from; they are the last of the records.
    origins: Vec<Origin>,
    /// The made-up one, which tells how a page is read.
    pub template: Option<Record>,
    /// Every way of writing what they are about.
    pub synonyms: Synonyms,
    /// The index over the records.
    pub index: Index,
    normalise: Normalise,
}

impl Library {
    /// The records that come with the app; `None` if `json` has another shape.
    pub fn shipped(json: &str, normalise: Normalise) -> Option<Self> {
        let Shipped { records, synonyms } = serde_json::from_str(json).ok()?;
        let records = records.into_iter().map(Record::try_from).collect::<Result<Vec<_>, _>>().ok()?;
        let (mut templates, mut records): (Vec<_>, Vec<_>) =
            records.into_iter().partition(|record| record.made_up);
        records.sort_by_key(|record| TRIALS.iter().position(|id| *id == record.id).unwrap_or(TRIALS.len()));
        let index = Index::new(&records, &synonyms, normalise);
        Some(Self { records, origins: Vec::new(), template: templates.pop(), synonyms, index, normalise })
    }

    /// The same with more opened records; those of the same id take the place of earlier ones.
    pub fn with_opened(&self, more: Vec<Imported>) -> Self {
        let mut opened: Vec<Imported> = self.opened();
        opened.retain(|old| more.iter().all(|new| new.record.id != old.record.id));
        opened.extend(more);
        let (origins, opened): (Vec<_>, Vec<_>) =
            opened.into_iter().map(|Imported { record, origin }| (origin, record)).unzip();
        let records: Vec<_> = self.shipped_records().iter().cloned().chain(opened).collect();
        Self {
            index: Index::new(&records, &self.synonyms, self.normalise),
            records,
            origins,
            template: self.template.clone(),
            synonyms: self.synonyms.clone(),
            normalise: self.normalise,
        }
    }

    /// The same without opened records.
    pub fn without_opened(&self) -> Self {
        let records = self.shipped_records().to_vec();
        Self {
            index: Index::new(&records, &self.synonyms, self.normalise),
            records,
            origins: Vec::new(),
            template: self.template.clone(),
            synonyms: self.synonyms.clone(),
            normalise: self.normalise,
        }
    }

    /// The records that came with the app.
    pub fn shipped_records(&self) -> &[Record] {
        self.records.split_at(self.records.len() - self.origins.len()).0
    }

    /// The records of opened files.
    pub fn opened(&self) -> Vec<Imported> {
        let opened = self.records.iter().skip(self.shipped_records().len()).zip(&self.origins);
        opened.map(|(record, origin)| Imported { record: record.clone(), origin: origin.clone() }).collect()
    }

    /// Where the record at a position comes from; `None` for one that came with the app.
    pub fn origin(&self, position: usize) -> Option<&Origin> {
        self.origins.get(position.checked_sub(self.shipped_records().len())?)
    }

    /// The end of the address of the record at a position.
    pub fn name(&self, position: usize) -> String {
        let id = self.records.get(position).map_or("", |record| &record.id);
        if self.origin(position).is_some() { [OPENED, id].concat() } else { id.to_owned() }
    }

    /// The record at the end of an address, the made-up one included, and where it comes from.
    pub fn named(&self, name: &str) -> Option<(&Record, Option<&Origin>)> {
        if let Some(id) = name.strip_prefix(OPENED) {
            let opened = self.records.iter().skip(self.shipped_records().len()).zip(&self.origins);
            let mut opened = opened.filter(|(record, _)| record.id == id);
            return opened.next().map(|(record, origin)| (record, Some(origin)));
        }
        let mut shipped = self.shipped_records().iter().chain(&self.template);
        shipped.find(|record| record.id == name).map(|record| (record, None))
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use shirube_trials::import::{self, Context};
    use std::fs;

    /// Stands in for the browser's; the tables of NFKC are not what is tested here.
    pub fn normalise(text: &str) -> String {
        text.to_lowercase()
    }

    /// What comes with the app, read from its files.
    pub fn shipped() -> Library {
        let mut records: Vec<RecordFile> = Vec::new();
        for entry in fs::read_dir("content/trials").unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|end| end == "toml") && !path.ends_with("synonyms.toml") {
                records.push(toml::from_str(&fs::read_to_string(path).unwrap()).unwrap());
            }
        }
        let synonyms: Synonyms =
            toml::from_str(&fs::read_to_string("content/trials/synonyms.toml").unwrap()).unwrap();
        let json = serde_json::json!({ "records": records, "synonyms": synonyms }).to_string();
        Library::shipped(&json, normalise).unwrap()
    }

    fn opened(library: &Library, title: &str) -> Vec<Imported> {
        let json = format!(
            r#"{{"protocolSection":{{"identificationModule":{{"nctId":"NCT06698003","briefTitle":"{title}"}}}}}}"#
        );
        let today = "2026-11-21".parse().unwrap();
        let context = Context { today, synonyms: &library.synonyms, normalise };
        import::read(json.as_bytes(), &context).unwrap().records
    }

    #[test]
    fn records_stand_in_the_order_of_the_list() {
        let library = shipped();
        let ids: Vec<_> = library.records.iter().map(|record| record.id.as_str()).collect();
        let expected: Vec<_> = TRIALS.into_iter().filter(|id| *id != "template").collect();
        assert_eq!(ids, expected);
        assert!(library.named("template").unwrap().0.made_up);
        assert!(library.named("opened/rin-1").is_none());
    }

    #[test]
    fn opened_records_stand_beside_ours_under_their_own_address() {
        let shipped = shipped();
        let library = shipped.with_opened(opened(&shipped, "First"));
        assert_eq!(library.shipped_records(), shipped.records);
        let last = library.records.len() - 1;
        assert_eq!(library.name(last), "opened/nct06698003");
        assert_eq!(library.origin(last).unwrap().row, 1);
        assert_eq!(library.origin(0), None);
        assert_eq!(library.named("nct06698003").unwrap().1, None, "ours keeps its address");
        let again = library.with_opened(opened(&shipped, "Second"));
        assert_eq!(again.opened().len(), 1, "the later one takes the place");
        assert_eq!(again.named("opened/nct06698003").unwrap().0.title.en(), Some("Second"));
        assert_eq!(again.without_opened().records, shipped.records);
    }

    #[test]
    fn what_is_no_library_is_refused() {
        for json in ["", "{}", r#"{"records":[{}],"synonyms":{"concept":[]}}"#] {
            assert!(Library::shipped(json, normalise).is_none(), "{json}");
        }
    }
}

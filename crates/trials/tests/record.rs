//! Records in files: every fault is told, every record survives its file, and the shipped ones are complete.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use shirube_trials::partial_date::PartialDate;
use shirube_trials::record::{
    Item, ItemKey, Items, Known, Phase, Problem, ProblemKind, Record, RecordFile, Results, ResultsKind,
    Status, StatusValue, Text, Who, problems_in_content, to_toml,
};
use shirube_trials::search::Synonyms;

fn content() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content")
}

fn read(toml: &str) -> Result<Record, Vec<Problem>> {
    toml::from_str::<RecordFile>(toml).unwrap().try_into()
}

const COMPLETE: &str = include_str!("complete_record.toml");

/// The complete record with one thing changed.
fn changed(from: &str, to: &str) -> Result<Record, Vec<Problem>> {
    assert!(COMPLETE.contains(from), "{from}");
    read(&COMPLETE.replace(from, to))
}

fn problems(from: &str, to: &str) -> Vec<(String, ProblemKind)> {
    changed(from, to).unwrap_err().into_iter().map(|problem| (problem.place, problem.kind)).collect()
}

#[test]
fn a_complete_record_is_read() {
    let record = read(COMPLETE).unwrap();
    assert_eq!(record.phase, Phase::OneTwoA);
    assert_eq!(record.status.value(), Some(StatusValue::Completed));
    assert_eq!(record.items.iter().count(), 24);
    assert_eq!(record.registry_ids(), ["NCT01234567", "UMIN000000001"]);
    assert_eq!(record.facts(), ["example_people"]);
}

#[test]
fn it_survives_its_own_file() {
    let record = read(COMPLETE).unwrap();
    assert_eq!(to_toml(&record).unwrap(), COMPLETE);
    let json = serde_json::to_string(&RecordFile::from(record.clone())).unwrap();
    assert_eq!(Record::try_from(serde_json::from_str::<RecordFile>(&json).unwrap()).unwrap(), record);
}

#[test]
fn there_are_24_items_in_the_order_of_the_data_set() {
    assert_eq!(ItemKey::ALL.len(), 24);
    assert_eq!(ItemKey::ALL.first(), Some(&ItemKey::PrimaryRegistry));
    assert_eq!(ItemKey::ALL.last(), Some(&ItemKey::IpdSharing));
    assert!(ItemKey::ALL.is_sorted());
}

#[test]
fn every_item_must_be_there() {
    for key in ItemKey::ALL {
        let line = COMPLETE.lines().find(|line| line.starts_with(&format!("{} =", key.name()))).unwrap();
        let place = format!("items.{}", key.name());
        assert_eq!(problems(&format!("{line}\n"), ""), [(place, ProblemKind::Missing)]);
    }
}

#[test]
fn an_item_twice_is_no_toml() {
    let twice = COMPLETE.replace("[items]\n", "[items]\nipd_sharing = { not_found = \"2026-11-21\" }\n");
    assert!(toml::from_str::<RecordFile>(&twice).is_err());
}

#[test]
fn everything_wrong_is_told_where_it_is() {
    let at = |place: &str, kind: ProblemKind| vec![(place.to_owned(), kind)];
    let text = str::to_owned;
    for (from, to, expected) in [
        (
            "ipd_sharing =",
            "ipd_shared =",
            vec![
                ("items.ipd_sharing".to_owned(), ProblemKind::Missing),
                ("items".to_owned(), ProblemKind::Unknown(text("ipd_shared"))),
            ],
        ),
        ("\"1/2a\"", "\"5\"", at("phase", ProblemKind::Unknown(text("5")))),
        ("\"completed\"", "\"done\"", at("status.value", ProblemKind::Unknown(text("done")))),
        ("\"published\"", "\"somewhere\"", at("results.kind", ProblemKind::Unknown(text("somewhere")))),
        ("\"patients\"", "\"people\"", at("who", ProblemKind::Unknown(text("people")))),
        (
            "as_of = \"2018-02\"",
            "as_of = \"Feb 2018\"",
            at("results.as_of", ProblemKind::NotADate(text("Feb 2018"))),
        ),
        (
            "checked_on = \"2026-11-21\"",
            "checked_on = \"2026-11\"",
            at("checked_on", ProblemKind::NotAWholeDay(text("2026-11"))),
        ),
        (
            "{ not_found = \"2026-11-21\" }",
            "{ not_found = \"2026\" }",
            at("items.ipd_sharing", ProblemKind::NotAWholeDay(text("2026"))),
        ),
        ("\"2014-05\"", "\"2014-15\"", at("items.first_enrolment", ProblemKind::NotADate(text("2014-15")))),
        (
            "{ value = \"2014-05\"",
            "{ en = \"2014-05\"",
            at("items.first_enrolment", ProblemKind::NotADate(text("2014-05"))),
        ),
        ("en = \"Japan\"", "en = \" \"", at("items.countries", ProblemKind::Empty)),
        (
            "en = \"Japan\", source = \"paper\"",
            "en = \"Japan\"",
            at("items.countries", ProblemKind::SourceMissing),
        ),
        ("ja = \"日本\"", "value = \"日本\"", at("items.countries", ProblemKind::Contradiction)),
        (
            "ja = \"日本\", en = \"Japan\"",
            "not_found = \"2026-11-21\"",
            at("items.countries", ProblemKind::Contradiction),
        ),
        ("[\"ham\"]", "[\"ham\", \"ham\"]", at("diseases", ProblemKind::Twice(text("ham")))),
        ("id = \"example\"", "id = \"Example 1\"", at("id", ProblemKind::WrongId)),
        ("acronym = \"EX-1\"", "acronym = \"\"", at("acronym", ProblemKind::Empty)),
        (
            "value = \"completed\"",
            "value = \"not_found\"",
            vec![
                ("status.source".to_owned(), ProblemKind::SourceNotNeeded),
                ("status.as_of".to_owned(), ProblemKind::NotAWholeDay(text("2018"))),
            ],
        ),
    ] {
        assert_eq!(problems(from, to), expected, "{from} → {to}");
    }
}

#[test]
fn all_faults_are_told_at_once() {
    let wrong = COMPLETE
        .replace("\"1/2a\"", "\"5\"")
        .replace("\"completed\"", "\"done\"")
        .replace("\"2014-05\"", "\"x\"");
    assert_eq!(read(&wrong).unwrap_err().len(), 3);
}

fn synonyms() -> Synonyms {
    toml::from_str(&fs::read_to_string(content().join("trials/synonyms.toml")).unwrap()).unwrap()
}

#[test]
fn a_shipped_record_must_also_fit_the_rest_of_the_content() {
    let synonyms = synonyms();
    let sources = BTreeSet::from(["paper".to_owned(), "registry".to_owned()]);
    let trials = BTreeSet::from(["example".to_owned(), "later-example".to_owned()]);
    let known = Known { sources: &sources, synonyms: &synonyms, trials: &trials };
    let problems = |record: &Record| -> Vec<(String, ProblemKind)> {
        problems_in_content(record, "example", &known)
            .into_iter()
            .map(|problem| (problem.place, problem.kind))
            .collect()
    };
    let record = read(COMPLETE).unwrap();
    assert_eq!(problems(&record), []);
    let at = |place: &str, kind: ProblemKind| vec![(place.to_owned(), kind)];
    let text = str::to_owned;
    for (wrong, expected) in [
        (changed("[\"ham\"]", "[\"flu\"]"), at("diseases", ProblemKind::NoSuchConcept(text("flu")))),
        (changed("[\"ham\"]", "[\"placebo\"]"), at("diseases", ProblemKind::NoSuchConcept(text("placebo")))),
        (changed("[\"ham\"]", "[\"carrier\"]"), at("who", ProblemKind::Contradiction)),
        (changed("[\"ham\"]", "[]"), at("diseases", ProblemKind::Missing)),
        (changed("[\"later-example\"]", "[\"none\"]"), at("later", ProblemKind::NoSuchTrial(text("none")))),
        (
            changed("[\"later-example\"]", "[\"example\"]"),
            at("later", ProblemKind::NoSuchTrial(text("example"))),
        ),
        (
            changed("[\"paper\", \"registry\"]", "[\"paper\", \"registry\", \"gossip\"]"),
            at("sources", ProblemKind::SourceNotKnown(text("gossip"))),
        ),
        (changed("ja = \"日本\", en", "en"), at("countries", ProblemKind::LanguageMissing("ja"))),
        (
            changed(
                "{ ja = \"日本\", en = \"Japan\", source = \"paper\" }",
                "{ example_ja = \"日本\", example_en = \"Japan\" }",
            ),
            at("countries", ProblemKind::SourceMissing),
        ),
    ] {
        assert_eq!(problems(&wrong.unwrap()), expected);
    }
    let not_listed = changed("[\"paper\", \"registry\"]", "[\"paper\"]").unwrap();
    assert!(
        problems(&not_listed).iter().all(|(_, kind)| *kind == ProblemKind::SourceNotListed(text("registry")))
    );
    assert_eq!(problems_in_content(&record, "other", &known)[0].kind, ProblemKind::WrongId);
}

/// Ids of the tables of a TOML file.
fn tables(path: &Path) -> Vec<String> {
    let table: toml::Table = toml::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    table.into_iter().map(|(key, _)| key).collect()
}

#[test]
fn the_shipped_records_are_complete() {
    let folder = content().join("trials");
    let mut files: Vec<PathBuf> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| {
        path.extension().is_some_and(|extension| extension == "toml") && !path.ends_with("synonyms.toml")
    });
    files.sort();
    let name = |path: &Path| path.file_stem().unwrap().to_str().unwrap().to_owned();
    let evidence = content().join("evidence");
    let sources = ["sources.toml", "portal_sources.toml"]
        .iter()
        .flat_map(|file| tables(&evidence.join(file)))
        .collect();
    let facts: BTreeSet<String> =
        ["facts.toml", "portal_facts.toml"].iter().flat_map(|file| tables(&evidence.join(file))).collect();
    let trials = files.iter().map(|path| name(path)).collect();
    let synonyms = synonyms();
    let known = Known { sources: &sources, synonyms: &synonyms, trials: &trials };
    let mut wrong = Vec::new();
    for path in &files {
        let name = name(path);
        let text = fs::read_to_string(path).unwrap();
        match toml::from_str::<RecordFile>(&text) {
            Err(error) => wrong.push(format!("{name}: {error}")),
            Ok(file) => match Record::try_from(file) {
                Err(problems) => wrong.extend(problems.iter().map(|problem| format!("{name}: {problem}"))),
                Ok(record) => {
                    let problems = problems_in_content(&record, &name, &known);
                    wrong.extend(problems.iter().map(|problem| format!("{name}: {problem}")));
                    let strange =
                        record.facts().into_iter().filter(|fact| !facts.contains(*fact)).map(str::to_owned);
                    wrong.extend(strange.map(|fact| format!("{name}: no fact {fact}")));
                }
            },
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn date() -> impl Strategy<Value = PartialDate> {
    (1900_u16..2200, proptest::option::of((1_u8..=12, proptest::option::of(1_u8..=28)))).prop_map(
        |(year, rest)| {
            PartialDate::new(year, rest.map(|(month, _)| month), rest.and_then(|(_, day)| day)).unwrap()
        },
    )
}

fn day() -> impl Strategy<Value = PartialDate> {
    (1900_u16..2200, 1_u8..=12, 1_u8..=28)
        .prop_map(|(year, month, day)| PartialDate::new(year, Some(month), Some(day)).unwrap())
}

fn words() -> impl Strategy<Value = String> {
    // Quotation marks, line breaks, braces and letters of every script.
    "(\\PC|[\"'\\\\\n\t{}]){0,30}[a-z試]"
}

fn texts() -> impl Strategy<Value = Text> {
    prop_oneof![
        words().prop_map(Text::Alike),
        (words(), words()).prop_map(|(ja, en)| Text::Each { ja, en }),
        words().prop_map(Text::Japanese),
        words().prop_map(Text::English),
    ]
}

fn item() -> impl Strategy<Value = Item> {
    prop_oneof![
        (texts(), "[a-z_]{1,8}").prop_map(|(text, source)| Item::Known { text, source }),
        (words(), words()).prop_map(|(ja, en)| Item::Example(Text::Each { ja, en })),
        day().prop_map(|looked_on| Item::NotFound { looked_on }),
    ]
}

fn records() -> impl Strategy<Value = Record> {
    let status = prop_oneof![
        (proptest::sample::select(StatusValue::ALL), date()).prop_map(|(value, as_of)| Status::Known {
            value,
            as_of,
            source: "s".to_owned()
        }),
        day().prop_map(|looked_on| Status::NotFound { looked_on }),
    ];
    let results = prop_oneof![
        (proptest::sample::select(ResultsKind::ALL), date()).prop_map(|(kind, as_of)| Results::Known {
            kind,
            as_of,
            source: "s".to_owned()
        }),
        day().prop_map(|looked_on| Results::NotFound { looked_on }),
    ];
    let items = proptest::collection::vec((item(), date()), 24).prop_map(|list| {
        let mut list = list.into_iter();
        Items::from_each(|key| {
            let (item, date) = list.next().unwrap();
            match item {
                Item::Known { source, .. } if key.is_date() => {
                    Item::Known { text: Text::Alike(date.to_string()), source }
                }
                item => item,
            }
        })
    });
    let who = proptest::sample::subsequence(Who::ALL.to_vec(), 0..=Who::ALL.len());
    let head = ("[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}", any::<bool>(), proptest::option::of(words()), texts());
    (head, who, proptest::sample::select(Phase::ALL), day(), status, results, items).prop_map(
        |((id, made_up, acronym, title), who, phase, checked_on, status, results, items)| Record {
            id,
            made_up,
            acronym,
            title,
            diseases: vec!["ham".to_owned()],
            treatments: Vec::new(),
            who,
            phase,
            earlier: vec!["a".to_owned(), "b".to_owned()],
            later: Vec::new(),
            sources: vec!["s".to_owned()],
            checked_on,
            status,
            results,
            items,
        },
    )
}

proptest! {
    #[test]
    fn any_record_survives_its_file(record in records()) {
        let toml = to_toml(&record).unwrap();
        prop_assert_eq!(read(&toml), Ok(record));
    }
}

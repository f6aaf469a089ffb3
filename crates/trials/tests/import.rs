//! What registries export: good files are read in full, bad ones tell what is wrong and keep the rest, and no bytes do
//! harm.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use proptest::prelude::*;
use shirube_trials::import::{
    Context, Field, FieldState, FileError, Format, Import, LARGEST_FILE, LONGEST_FIELD, MOST_ROWS,
    RowErrorKind, differences, read, same_trial, source_toml,
};
use shirube_trials::record::{
    ItemKey, Phase, Record, RecordFile, ResultsKind, StatusValue, Text, Who, to_toml,
};
use shirube_trials::search::Synonyms;
use unicode_normalization::UnicodeNormalization;

static SYNONYMS: LazyLock<Synonyms> = LazyLock::new(|| {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/trials/synonyms.toml");
    toml::from_str(&fs::read_to_string(path).unwrap()).unwrap()
});

fn normalise(text: &str) -> String {
    text.nfkc().collect::<String>().to_lowercase()
}

fn import(bytes: &[u8]) -> Result<Import, FileError> {
    read(bytes, &Context { today: "2026-11-21".parse().unwrap(), synonyms: &SYNONYMS, normalise })
}

fn file(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name)).unwrap()
}

fn good(name: &str) -> Vec<Record> {
    let import = import(&file(name)).unwrap();
    assert_eq!(import.errors, [], "{name}");
    import.records.into_iter().map(|imported| imported.record).collect()
}

fn english(record: &Record, key: ItemKey) -> &str {
    record.items.text(key).and_then(Text::en).unwrap_or_default()
}

#[test]
fn a_page_of_clinical_trials_gov_is_read_in_full() {
    let records = good("files/page.json");
    let [first, second] = records.as_slice() else { panic!("two studies") };
    assert_eq!(first.id, "nct00000001");
    assert_eq!(first.acronym.as_deref(), Some("SAMPLE"));
    assert_eq!(first.diseases, ["ham"]);
    assert_eq!(first.treatments, ["mogamulizumab", "placebo"]);
    assert_eq!(first.who, [Who::Patients]);
    assert_eq!(first.phase, Phase::TwoThree);
    assert_eq!(first.status.value(), Some(StatusValue::ActiveNotRecruiting));
    assert_eq!(first.status.date().to_string(), "2026-06-02");
    assert_eq!(first.results.kind(), None);
    for (key, expected) in [
        (ItemKey::PrimaryRegistry, "ClinicalTrials.gov: NCT00000001"),
        (ItemKey::RegistrationDate, "2023-12-01"),
        (ItemKey::SecondaryIds, "UMIN000000001, SAMPLE-1"),
        (ItemKey::PrimarySponsor, "Sample University"),
        (ItemKey::SecondarySponsors, "Sample Company"),
        (ItemKey::ContactPublic, "Sample Contact, 000, sample@example.org"),
        (ItemKey::Countries, "Japan"),
        (ItemKey::Conditions, "HTLV-I-Associated Myelopathy"),
        (ItemKey::Interventions, "DRUG: Mogamulizumab (KW-0761)\nDRUG: Placebo"),
        (ItemKey::Eligibility, "Minimum age: 18 Years\nSex: ALL\nInclusion Criteria:\n* Walks 10 m"),
        (ItemKey::StudyType, "INTERVENTIONAL\nRANDOMIZED\nDOUBLE"),
        (ItemKey::FirstEnrolment, "2024-02"),
        (ItemKey::SampleSize, "40, ACTUAL"),
        (ItemKey::RecruitmentStatus, "ACTIVE_NOT_RECRUITING"),
        (ItemKey::PrimaryOutcomes, "Motor score [24 weeks]"),
        (ItemKey::SecondaryOutcomes, "Proviral load"),
        (ItemKey::CompletionDate, "2027-03-31"),
        (ItemKey::IpdSharing, "NO"),
        (ItemKey::EthicsReview, ""),
    ] {
        assert_eq!(english(first, key), expected, "{key:?}");
    }
    assert_eq!(second.who, [Who::Carriers, Who::Children, Who::HealthyVolunteers]);
    assert_eq!(second.diseases, ["carrier"]);
    assert_eq!(second.phase, Phase::NotApplicable);
    assert_eq!(second.results.kind(), Some(ResultsKind::Posted));
    assert_eq!(second.status.date().to_string(), "2026-11-21", "the file has no date of the status");
}

#[test]
fn one_study_and_a_list_of_studies_are_read_as_a_page_is() {
    let page: serde_json::Value = serde_json::from_slice(&file("files/page.json")).unwrap();
    let of_page = import(&file("files/page.json")).unwrap().records;
    let list = serde_json::to_vec(&page["studies"]).unwrap();
    assert_eq!(import(&list).unwrap().records, of_page);
    let one = serde_json::to_vec(&page["studies"][0]).unwrap();
    assert_eq!(import(&one).unwrap().records, of_page[..1]);
}

#[test]
fn xml_of_ictrp_is_read_in_full() {
    let records = good_but_for_one_date();
    let [first, second] = records.as_slice() else { panic!("two trials") };
    assert_eq!(first.id, "umin000000001");
    assert_eq!(first.registry_ids(), ["UMIN000000001"]);
    assert_eq!(first.diseases, ["smoldering-atl"]);
    assert_eq!(first.treatments, ["interferon", "zidovudine", "watchful-waiting"]);
    assert_eq!(first.who, [Who::Patients, Who::Children]);
    assert_eq!(first.phase, Phase::Three);
    assert_eq!(first.status.value(), Some(StatusValue::Unknown), "ICTRP's word says too little");
    assert_eq!(first.status.date().to_string(), "2026-09-21");
    assert_eq!(english(first, ItemKey::ScientificTitle), "Made-up & longer title of the same");
    assert_eq!(english(first, ItemKey::RegistrationDate), "2013-09-01");
    assert_eq!(
        english(first, ItemKey::Eligibility),
        "Minimum age: 15years-old\nMaximum age: 75years-old\nSex: Male and Female\n1. Symptoms\n2. No treatment"
    );
    assert_eq!(english(first, ItemKey::ContactPublic), "Sample Group", "a lone semicolon is no name");
    assert_eq!(english(first, ItemKey::EthicsReview), "Approved");
    assert_eq!(second.title.en(), Some("Made-up: Mogamulizumab in HAM"));
}

/// The sample has a date as UMIN writes it, year and month with a stroke.
fn good_but_for_one_date() -> Vec<Record> {
    let import = import(&file("files/ictrp.xml")).unwrap();
    let kinds: Vec<_> = import.errors.iter().map(|error| (error.row, error.is_kept, &error.kind)).collect();
    let wrong = RowErrorKind::WrongDate { field: "Date_enrollement".to_owned(), value: "2013/09".to_owned() };
    assert_eq!(kinds, [(1, true, &wrong)]);
    import.records.into_iter().map(|imported| imported.record).collect()
}

#[test]
fn tables_are_read_in_full() {
    let records = good("files/registry.csv");
    assert_eq!(records[0].title.en(), Some("Made-up: Mogamulizumab, HAM"));
    assert_eq!(records[0].phase, Phase::OneTwo);
    assert_eq!(records[0].status.date().to_string(), "2026-06-02");
    assert_eq!(english(&records[0], ItemKey::Countries), "Japan");
    assert_eq!(english(&records[0], ItemKey::Interventions), "DRUG: Mogamulizumab\nDRUG: Placebo");
    assert_eq!(records[1].who, [Who::Carriers, Who::Children]);
    assert_eq!(records[1].results.kind(), Some(ResultsKind::Posted));

    let records = good("files/ictrp.csv");
    assert_eq!(english(&records[0], ItemKey::ScientificTitle), "A longer; title");
    assert_eq!(english(&records[0], ItemKey::FirstEnrolment), "2024-02-01");

    let records = good("files/own.csv");
    assert_eq!(records[0].id, "own-example");
    assert_eq!(records[0].phase, Phase::OneTwoA);
    assert_eq!(
        records[0].items.text(ItemKey::Countries),
        Some(&Text::Each { ja: "日本".to_owned(), en: "Japan".to_owned() })
    );
    assert_eq!(records[0].registry_ids(), ["NCT00000009"]);
}

#[test]
fn the_form_is_known_by_the_content() {
    for (name, format) in [
        ("files/page.json", Format::ClinicalTrialsGovJson),
        ("files/ictrp.xml", Format::IctrpXml),
        ("files/registry.csv", Format::ClinicalTrialsGovCsv),
        ("files/ictrp.csv", Format::IctrpCsv),
        ("files/own.csv", Format::OwnCsv),
    ] {
        let import = import(&file(name)).unwrap();
        assert_eq!(import.format, format);
        let rows: Vec<usize> = import.records.iter().map(|imported| imported.origin.row).collect();
        assert_eq!(rows, (1..=rows.len()).collect::<Vec<_>>());
        assert!(import.records.iter().all(|imported| imported.origin.format == format));
    }
}

#[test]
fn an_imported_record_survives_the_file_it_is_saved_as() {
    for name in
        ["files/page.json", "files/ictrp.xml", "files/registry.csv", "files/ictrp.csv", "files/own.csv"]
    {
        for imported in import(&file(name)).unwrap().records {
            let saved = to_toml(&imported.record).unwrap();
            let read: RecordFile = toml::from_str(&saved).unwrap();
            assert_eq!(Record::try_from(read), Ok(imported.record.clone()), "{name}");
            let sources: toml::Table = toml::from_str(&source_toml(&imported).unwrap()).unwrap();
            assert!(imported.record.sources.iter().all(|source| sources.contains_key(source)));
        }
    }
}

/// What becomes of each file in tests/malformed: the error of the whole file, or the records kept and the errors by row.
#[test]
fn malformed_files_tell_what_is_wrong_and_keep_the_rest() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/malformed");
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert!(names.len() >= 20, "{}", names.len());
    let outcomes: Vec<String> = names
        .iter()
        .map(|name| match import(&file(&format!("malformed/{name}"))) {
            Err(error) => format!("{name}\n  {error:?}\n"),
            Ok(import) => {
                let kept: Vec<&str> =
                    import.records.iter().map(|imported| imported.record.id.as_str()).collect();
                let errors = import.errors.iter().map(|error| {
                    let kept = if error.is_kept { "without it" } else { "lost" };
                    format!("  row {}, {kept}: {:?}\n", error.row, error.kind)
                });
                format!("{name}\n  keeps {}\n{}", kept.join(" "), errors.collect::<String>())
            }
        })
        .collect();
    let expected = String::from_utf8(file("malformed_outcomes.txt")).unwrap();
    let found = outcomes.concat();
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/malformed_outcomes.txt"), &found)
            .unwrap();
    } else {
        assert_eq!(found, expected, "after a wanted change: UPDATE_GOLDEN=1, then read the file");
    }
}

#[test]
fn too_large_and_too_many_are_refused_in_time() {
    assert_eq!(import(&vec![b' '; LARGEST_FILE + 1]), Err(FileError::TooLarge));
    let long = "long ".repeat(LONGEST_FIELD / 5 + 1);
    let trial = |field: &str| {
        format!("<Trial><TrialID>NCT00000001</TrialID><Public_title>{field}</Public_title></Trial>")
    };
    let xml = format!(
        "<Trials_downloaded_from_ICTRP>{}{}</Trials_downloaded_from_ICTRP>",
        trial(&long),
        trial("Good")
    );
    let of_long_field = import(xml.as_bytes()).unwrap();
    assert_eq!(of_long_field.records.len(), 1);
    assert_eq!(of_long_field.errors[0].kind, RowErrorKind::FieldTooLong { field: "Public_title".to_owned() });
    let rows = (0..MOST_ROWS + 5).map(|number| format!("NCT{number:08},Study\n"));
    let table = format!("NCT Number,Study Title\n{}", rows.collect::<String>());
    let import = import(table.as_bytes()).unwrap();
    assert_eq!(import.records.len(), MOST_ROWS);
    assert_eq!(import.errors.len(), 1);
    assert_eq!(import.errors[0].kind, RowErrorKind::TooManyRows);
}

#[test]
fn differences_are_told_field_by_field() {
    let shipped = &good("files/registry.csv")[0];
    assert_eq!(differences(shipped, shipped), []);
    let newer = &good("files/page.json")[0];
    assert!(same_trial(shipped, newer));
    let found = differences(shipped, newer);
    let of = |field: Field| found.iter().find(|difference| difference.field == field);
    let status = of(Field::Status).unwrap();
    assert_eq!((status.shipped.as_str(), status.imported.as_str()), ("recruiting", "active_not_recruiting"));
    assert_eq!(status.state, FieldState::Changed);
    assert_eq!(of(Field::StatusDate), None, "the same day");
    assert_eq!(of(Field::Phase).unwrap().imported, "2/3");
    assert_eq!(of(Field::Item(ItemKey::IpdSharing)).unwrap().state, FieldState::New);
    assert_eq!(
        of(Field::Item(ItemKey::SourcesOfSupport)),
        None,
        "what the import does not say is no difference"
    );
    assert!(!same_trial(shipped, &good("files/own.csv")[0]));
}

/// Bytes that begin like one of the forms.
fn nearly_a_file() -> impl Strategy<Value = Vec<u8>> {
    let names =
        ["files/page.json", "files/ictrp.xml", "files/registry.csv", "files/ictrp.csv", "files/own.csv"];
    let whole = proptest::sample::select(names.to_vec()).prop_map(file);
    let change = (any::<prop::sample::Index>(), any::<u8>(), 0..4_u8);
    (whole, proptest::collection::vec(change, 1..8)).prop_map(|(mut bytes, changes)| {
        for (place, byte, kind) in changes {
            if bytes.is_empty() {
                break;
            }
            let place = place.index(bytes.len());
            match kind {
                0 => bytes[place] = byte,
                1 => bytes.insert(place, byte & 0x7f),
                2 => {
                    bytes.remove(place);
                }
                _ => bytes.truncate(place),
            }
        }
        bytes
    })
}

fn check(import: &Import) -> Result<(), TestCaseError> {
    let ids: BTreeSet<&str> = import.records.iter().map(|imported| imported.record.id.as_str()).collect();
    prop_assert_eq!(ids.len(), import.records.len());
    for imported in &import.records {
        let saved = to_toml(&imported.record).unwrap();
        let read: RecordFile = toml::from_str(&saved).unwrap();
        prop_assert_eq!(Record::try_from(read), Ok(imported.record.clone()));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn any_bytes_are_records_or_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        if let Ok(import) = import(&bytes) {
            check(&import)?;
        }
    }

    #[test]
    fn any_text_is_records_or_an_error(text in "[\\[{<N]?(\\PC|[\n\",;<>&{}\\[\\]:]){0,200}") {
        if let Ok(import) = import(text.as_bytes()) {
            check(&import)?;
        }
    }

    #[test]
    fn a_damaged_file_is_records_or_an_error(bytes in nearly_a_file()) {
        if let Ok(import) = import(&bytes) {
            check(&import)?;
        }
    }
}

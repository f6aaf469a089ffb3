//! The finder over the synonym table: every way of writing one concept finds the same, and a slip of the finger still
//! finds it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use proptest::prelude::*;
use shirube_trials::partial_date::PartialDate;
use shirube_trials::record::{Item, ItemKey, Items, Phase, Record, Results, Status, StatusValue, Text, Who};
use shirube_trials::search::{Concept, ConceptKind, Filters, Found, Index, Synonyms};
use unicode_normalization::UnicodeNormalization;
use wana_kana::ConvertJapanese;

fn normalise(text: &str) -> String {
    text.nfkc().collect::<String>().to_lowercase()
}

static SYNONYMS: LazyLock<Synonyms> = LazyLock::new(|| {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/trials/synonyms.toml");
    toml::from_str(&fs::read_to_string(path).unwrap()).unwrap()
});

static FINDER: LazyLock<Index> = LazyLock::new(|| Index::new(&records(), &SYNONYMS, normalise));

fn day() -> PartialDate {
    "2026-11-21".parse().unwrap()
}

fn record(id: &str) -> Record {
    Record {
        id: id.to_owned(),
        made_up: true,
        acronym: None,
        title: Text::Each { ja: format!("見本 {id}"), en: format!("Sample {id}") },
        diseases: Vec::new(),
        treatments: Vec::new(),
        who: vec![Who::Patients],
        phase: Phase::NotFound,
        earlier: Vec::new(),
        later: Vec::new(),
        sources: Vec::new(),
        checked_on: day(),
        status: Status::NotFound { looked_on: day() },
        results: Results::NotFound { looked_on: day() },
        items: Items::from_each(|_| Item::NotFound { looked_on: day() }),
    }
}

fn with_item(mut record: Record, key: ItemKey, text: &str) -> Record {
    let before = record.items.clone();
    record.items = Items::from_each(|each| match before.get(each) {
        _ if each == key => {
            Item::Known { text: Text::English(text.to_owned()), source: "registry".to_owned() }
        }
        Some(item) => item.clone(),
        None => unreachable!(),
    });
    record
}

fn known(value: StatusValue) -> Status {
    Status::Known { value, as_of: day(), source: "registry".to_owned() }
}

/// One record for each concept, filed under it or naming it, and a few that mix them.
fn records() -> Vec<Record> {
    let mut records: Vec<Record> = SYNONYMS.concepts.iter().map(of_concept).collect();
    let mixed = Record {
        diseases: vec!["ham".to_owned()],
        treatments: vec!["mogamulizumab".to_owned(), "placebo".to_owned()],
        phase: Phase::Three,
        status: known(StatusValue::Terminated),
        acronym: Some("HAMLET-P".to_owned()),
        ..record("mixed")
    };
    records.push(with_item(
        mixed,
        ItemKey::Eligibility,
        "Walks at least ten metres; interferons not allowed",
    ));
    let of_text = with_item(record("of-text"), ItemKey::Conditions, "Smouldering adult T-cell leukaemia");
    records.push(with_item(of_text, ItemKey::PrimaryRegistry, "jRCT2031210001"));
    records
}

fn of_concept(concept: &Concept) -> Record {
    let mut record = record(&format!("of-{}", concept.id.replace('_', "-")));
    let id = concept.id.clone();
    match concept.kind {
        ConceptKind::Disease => record.diseases.push(id),
        ConceptKind::Treatment => record.treatments.push(id),
        ConceptKind::Phase => {
            record.phase = *Phase::ALL.iter().rfind(|phase| phase.concept() == Some(&id)).unwrap();
        }
        ConceptKind::Status => record.status = known(StatusValue::from_name(&id).unwrap()),
        ConceptKind::Who => record.who.push(Who::from_name(&id).unwrap()),
        ConceptKind::Word | ConceptKind::Any => {
            record = with_item(record, ItemKey::ScientificTitle, &concept.en[0]);
        }
    }
    record
}

fn find(typed: &str) -> Found {
    FINDER.find(typed, &Filters::default())
}

fn found(typed: &str) -> BTreeSet<usize> {
    find(typed).hits.iter().map(|hit| hit.record).collect()
}

/// Every way of writing a concept: as listed, and as people type it.
fn ways(concept: &Concept) -> BTreeSet<String> {
    let listed: Vec<String> = concept.names().map(str::to_owned).collect();
    let mut ways: BTreeSet<String> = listed.iter().cloned().collect();
    for name in &listed {
        ways.insert(name.to_uppercase());
        ways.insert(name.to_lowercase());
        ways.insert(full_width(name));
        ways.insert(name.replace(['-', '/', '・'], " "));
        ways.insert(name.replace([' ', '-', '/', '・'], ""));
        if name.contains('相') || name.contains("phase ") || name.contains("HTLV-1") {
            ways.insert(name.replace('1', "I").replace('2', "II").replace('3', "III"));
        }
        ways.insert(name.to_hiragana_of_katakana());
        // The package writes フェ and ティ as nobody does; the crate's own tests have those.
        let is_plain =
            name.chars().all(|letter| !"ァィゥェォぁぃぅぇぉ".contains(letter) && !is_kanji(letter));
        if is_plain && name.contains_kana() {
            // Romaji with long vowels written, left out, and in the official spelling.
            let romaji = name.replace('ー', "").to_romaji();
            ways.insert(romaji.replace("ou", "o").replace("uu", "u"));
            ways.insert(
                romaji.replace("shi", "si").replace("chi", "ti").replace("tsu", "tu").replace("fu", "hu"),
            );
            ways.insert(romaji);
        }
    }
    ways
}

fn is_kanji(letter: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&letter)
}

fn full_width(text: &str) -> String {
    let wide = |letter: char| match letter {
        '!'..='~' => char::from_u32(u32::from(letter) + 0xfee0).unwrap(),
        ' ' => '\u{3000}',
        _ => letter,
    };
    text.chars().map(wide).collect()
}

trait Kana {
    fn contains_kana(&self) -> bool;
    fn to_hiragana_of_katakana(&self) -> String;
}

impl Kana for String {
    fn contains_kana(&self) -> bool {
        self.chars().any(|letter| ('\u{3041}'..='\u{30fa}').contains(&letter))
    }

    fn to_hiragana_of_katakana(&self) -> String {
        let as_hiragana = |letter: char| match letter {
            '\u{30a1}'..='\u{30f6}' => char::from_u32(u32::from(letter) - 0x60).unwrap(),
            _ => letter,
        };
        self.chars().map(as_hiragana).collect()
    }
}

#[test]
fn the_table_has_no_fault() {
    assert_eq!(SYNONYMS.problems(normalise), []);
}

#[test]
fn the_table_survives_its_bundle() {
    let json = serde_json::to_string(&*SYNONYMS).unwrap();
    assert_eq!(serde_json::from_str::<Synonyms>(&json).unwrap(), *SYNONYMS);
}

#[test]
fn the_table_has_every_phase_and_the_statuses_people_ask_for() {
    let concepts: BTreeSet<&str> = Phase::ALL.iter().filter_map(|phase| phase.concept()).collect();
    for concept in concepts {
        assert_eq!(SYNONYMS.concept(concept).unwrap().kind, ConceptKind::Phase);
    }
    for concept in SYNONYMS.concepts.iter().filter(|concept| concept.kind == ConceptKind::Status) {
        assert!(StatusValue::from_name(&concept.id).is_some(), "{}", concept.id);
    }
    for concept in SYNONYMS.concepts.iter().filter(|concept| concept.kind == ConceptKind::Who) {
        assert!(Who::from_name(&concept.id).is_some(), "{}", concept.id);
    }
}

#[test]
fn every_way_of_writing_a_concept_finds_the_same() {
    let mut tried = 0;
    let mut wrong = Vec::new();
    for (position, concept) in SYNONYMS.concepts.iter().enumerate() {
        let expected = found(&concept.ja[0]);
        assert!(expected.contains(&position), "{}: does not find its own record", concept.id);
        if concept.kind != ConceptKind::Any {
            assert!(expected.len() < SYNONYMS.concepts.len() / 2, "{}: finds too much", concept.id);
        }
        for way in ways(concept) {
            tried += 1;
            if found(&way) != expected {
                wrong.push(format!("{} as {way}: {:?}", concept.id, find(&way).understood));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {tried}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(tried > 1_000, "{tried}");
}

/// Places of the letters that stand in words of at least five letters; digits and shorter words are left alone.
fn letters_of_long_words(text: &[char]) -> Vec<usize> {
    let is_letter = |letter: &char| letter.is_alphabetic();
    let mut places = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let length = text[start..].iter().take_while(|letter| is_letter(letter)).count();
        if length >= 5 {
            places.extend(start..start + length);
        }
        start += length.max(1);
    }
    places
}

/// One edit: a letter left out, doubled by a strange one, replaced, or changed with its neighbour.
fn edited(text: &[char], place: usize, edit: usize, strange: char) -> String {
    let mut letters = text.to_vec();
    match edit {
        0 => {
            letters.remove(place);
        }
        1 => letters.insert(place, strange),
        2 => letters[place] = strange,
        _ if place + 1 < letters.len() && letters[place + 1].is_alphabetic() => {
            letters.swap(place, place + 1);
        }
        _ => letters[place] = strange,
    }
    letters.into_iter().collect()
}

/// A strange letter of the same writing.
fn strange_beside(letter: char, chance: usize) -> char {
    let choice = |letters: &str| letters.chars().nth(chance % letters.chars().count()).unwrap();
    match letter {
        '\u{3041}'..='\u{3096}' => choice("ぬゆねほむ"),
        '\u{30a1}'..='\u{30fa}' => choice("ヌユネホム"),
        'ー' => 'ー',
        _ if letter.is_ascii() => choice("qxzwkj"),
        _ => choice("鬱竜碁"),
    }
}

/// All names; but for readings of phases, in which one letter makes another number.
fn names() -> Vec<(usize, String)> {
    let concepts = SYNONYMS.concepts.iter().enumerate();
    let is_number = |concept: &Concept, name: &str| {
        concept.kind == ConceptKind::Phase && name.to_owned().contains_kana() && !name.contains('フ')
    };
    concepts
        .flat_map(|(position, concept)| {
            concept
                .names()
                .filter(|name| !is_number(concept, name))
                .map(move |name| (position, name.to_owned()))
        })
        .collect()
}

#[test]
fn one_edit_in_a_long_word_still_finds_the_concept() {
    let mut tried = 0;
    let mut wrong = Vec::new();
    for (position, name) in names() {
        let letters: Vec<char> = name.chars().collect();
        for place in letters_of_long_words(&letters) {
            // Each kind of edit in turn; all of them at once are tried at random below.
            let typed = edited(&letters, place, place % 4, strange_beside(letters[place], place));
            tried += 1;
            if !found(&typed).contains(&position) {
                wrong.push(format!("{name} typed {typed}: {:?}", find(&typed).understood));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {tried}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(tried > 4_000, "{tried}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(100) })]

    #[test]
    fn one_edit_anywhere_still_finds(name in 0..names().len(), place in 0..100_usize, edit in 0..4_usize, strange in 0..100_usize) {
        let (position, name) = names().swap_remove(name);
        let letters: Vec<char> = name.chars().collect();
        let places = letters_of_long_words(&letters);
        if !places.is_empty() {
            let place = places[place % places.len()];
            let typed = edited(&letters, place, edit, strange_beside(letters[place], strange));
            prop_assert!(found(&typed).contains(&position), "{} typed {}", name, typed);
        }
    }

    #[test]
    fn any_text_can_be_typed(typed in "\\PC{0,120}") {
        let found = find(&typed);
        let records: BTreeSet<usize> = found.hits.iter().map(|hit| hit.record).collect();
        prop_assert_eq!(records.len(), found.hits.len());
        prop_assert!(found.hits.windows(2).all(|pair| pair[0].score >= pair[1].score));
    }

    #[test]
    fn what_is_typed_on_the_way_to_a_name_shows_its_records(name in 0..names().len()) {
        let (position, name) = names().swap_remove(name);
        let letters: Vec<char> = name.chars().collect();
        // From three letters on; a shorter name inside may be meant until the next letter comes.
        let shown = (3..=letters.len()).filter(|count| {
            let typed: String = letters[..*count].iter().collect();
            found(&typed).contains(&position)
        }).count();
        prop_assert!(shown > 0 || letters.len() < 3, "{}", name);
    }
}

#[test]
fn romaji_of_loanwords_finds_what_the_katakana_finds() {
    for (katakana, romaji) in [
        ("インターフェロン", "intaferon"),
        ("インターフェロン", "intaaferon"),
        ("フェーズ2", "feezu 2"),
        ("フェーズ2", "fezu2"),
        ("ウォッチフルウェイティング", "wotchifuruweitingu"),
        ("メチルプレドニゾロン", "mechirupuredonizoron"),
        ("メチルプレドニゾロン", "metirupuredonizoron"),
    ] {
        assert_eq!(found(romaji), found(katakana), "{romaji}");
    }
}

#[test]
fn several_words_narrow() {
    let ham = found("HAM");
    let both = found("モガムリズマブ HAM");
    assert!(!both.is_empty() && both.is_subset(&ham) && both.len() < ham.len());
    for way in [
        "ハムのモガムリズマブの治験",
        "mogamulizumab in HAM",
        "ham mogamulizumab trial",
        "脊髄症 KW-0761",
        "hamu mogamurizumabu",
    ] {
        assert_eq!(found(way), both, "{way}");
    }
}

#[test]
fn a_broader_word_finds_the_narrower() {
    let smoldering = found("くすぶり型");
    assert!(smoldering.is_subset(&found("ATL")));
    assert!(found("ATL").is_subset(&found("HTLV-1")));
    assert!(found("第1/2相").is_subset(&found("phase 2")) && found("第1/2相").is_subset(&found("phase 1")));
}

#[test]
fn a_name_inside_another_word_is_not_meant() {
    let mixed = records().len() - 2;
    assert_eq!(found("hamlet-p"), BTreeSet::from([mixed]));
    assert_eq!(found("HAMLET"), BTreeSet::from([mixed]));
}

#[test]
fn words_of_the_texts_and_registry_numbers_are_found() {
    let mixed = records().len() - 2;
    assert_eq!(found("metres"), BTreeSet::from([mixed]));
    assert_eq!(found("metrse"), BTreeSet::from([mixed]));
    assert_eq!(found("jRCT2031210001"), BTreeSet::from([mixed + 1]));
    assert_eq!(found("jrct20312"), BTreeSet::from([mixed + 1]));
}

#[test]
fn words_in_other_items_do_not_file_a_record() {
    let mixed = records().len() - 2;
    assert!(!found("interferon").contains(&mixed), "interferon only excludes there");
}

#[test]
fn the_record_filed_under_it_comes_first() {
    let hits = find("smoldering ATL").hits;
    let position = SYNONYMS.concepts.iter().position(|concept| concept.id == "smoldering-atl").unwrap();
    assert_eq!(hits[0].record, position);
}

#[test]
fn strange_words_are_told_and_left_out() {
    let found_both = find("mogamulizumab xylophone");
    assert_eq!(found_both.strange, ["xylophone"]);
    assert_eq!(found_both.understood, ["mogamulizumab"]);
    assert_eq!(found("mogamulizumab xylophone"), found("mogamulizumab"));
    let found_none = find("xylophone");
    assert!(found_none.hits.is_empty());
    assert_eq!(found_none.strange, ["xylophone"]);
}

#[test]
fn nothing_typed_finds_all_in_their_order() {
    for typed in ["", "  ", "・", "治験", "clinical trials"] {
        let hits: Vec<usize> = find(typed).hits.iter().map(|hit| hit.record).collect();
        assert_eq!(hits, (0..records().len()).collect::<Vec<_>>(), "{typed}");
    }
}

#[test]
fn filters_narrow_and_facets_say_how_far() {
    let filters = Filters { diseases: vec!["atl".to_owned()], ..Filters::default() };
    let of_atl: BTreeSet<usize> = FINDER.find("", &filters).hits.iter().map(|hit| hit.record).collect();
    let ids: Vec<&str> = of_atl.iter().map(|record| SYNONYMS.concepts[*record].id.as_str()).collect();
    assert_eq!(
        ids,
        [
            "atl",
            "indolent-atl",
            "smoldering-atl",
            "chronic-atl",
            "aggressive-atl",
            "acute-atl",
            "lymphoma-atl"
        ]
    );

    let facets = find("").facets;
    let count = |id: &str| facets.diseases.iter().find(|count| count.value == id).unwrap().records;
    assert_eq!(count("atl"), 7);
    assert_eq!(count("ham"), 2);
    for disease in &facets.diseases {
        let filters = Filters { diseases: vec![disease.value.clone()], ..Filters::default() };
        assert_eq!(FINDER.find("", &filters).hits.len(), disease.records, "{}", disease.value);
    }
    for phase in &facets.phases {
        let filters = Filters { phases: vec![phase.value.clone()], ..Filters::default() };
        assert_eq!(FINDER.find("", &filters).hits.len(), phase.records, "{}", phase.value);
    }
    for status in &facets.statuses {
        let filters = Filters { statuses: vec![status.value], ..Filters::default() };
        assert_eq!(FINDER.find("", &filters).hits.len(), status.records, "{:?}", status.value);
    }
    for who in &facets.who {
        let filters = Filters { who: vec![who.value], ..Filters::default() };
        assert_eq!(FINDER.find("", &filters).hits.len(), who.records, "{:?}", who.value);
    }
}

#[test]
fn a_facet_does_not_count_its_own_filter() {
    let filters = Filters { statuses: vec![Some(StatusValue::Terminated)], ..Filters::default() };
    let facets = FINDER.find("", &filters).facets;
    assert_eq!(facets.statuses, find("").facets.statuses);
    let ham = facets.diseases.iter().find(|count| count.value == "ham").unwrap();
    assert_eq!(ham.records, 1);
}

//! What must hold of every word: no number without its source, no promise, both languages alike.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot read its files has failed"
)]

use std::{collections::BTreeMap, fs, path::Path};
use toml::{Table, Value};

const LANGUAGES: [&str; 2] = ["ja", "en"];

/// Every word of a language by its full key.
fn words(language: &str) -> BTreeMap<String, String> {
    let mut words = BTreeMap::new();
    read_folder("", &Path::new("content").join(language), &mut words);
    assert!(words.len() > 100, "the words were not found");
    assert!(words.contains_key("clinic.entries.more"), "the words of the second program were not found");
    words
}

/// Every file of a folder, and of the folders in it.
fn read_folder(prefix: &str, folder: &Path, words: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("{prefix}{}", path.file_stem().unwrap().to_str().unwrap());
        if path.is_dir() {
            read_folder(&format!("{name}."), &path, words);
        } else {
            let table: Table = fs::read_to_string(&path).unwrap().parse().unwrap();
            flatten(&name, &table, words);
        }
    }
}

fn flatten(prefix: &str, table: &Table, words: &mut BTreeMap<String, String>) {
    for (key, value) in table {
        let key = format!("{prefix}.{key}");
        match value {
            Value::Table(below) => flatten(&key, below, words),
            _ => drop(words.insert(key, value.as_str().unwrap().to_owned())),
        }
    }
}

/// The text without its placeholders.
fn plain(text: &str) -> String {
    let mut out = String::new();
    for part in text.split('{') {
        out.push_str(part.split_once('}').map_or(part, |(_, rest)| rest));
    }
    out
}

/// Numbers that are names, ranges by definition, or frames; everything else is a fact with a source.
const NOT_FACTS: [&str; 42] = [
    "HTLV-1",
    "RIN-1",
    "IL-2",
    "CXCL10",
    "R1",
    "R2",
    "R3",
    "R4",
    "Apache-2.0",
    // A size of paper.
    "A4",
    "0〜1",
    "0–1",
    "from 0 to 1",
    "100",
    "95％",
    "95%",
    "1人未満",
    "fewer than 1",
    "99人を超える",
    "more than 99",
    "0より大きい",
    "above 0",
    "MIT",
    "1単位",
    // Grades of the motor score, by definition.
    "5〜10m",
    "1〜5m",
    "5–10 m",
    "1–5 m",
    // The base of a logarithm; the time that a published share is about.
    "log₁₀",
    "10⁹/L",
    // The two ends of a virus.
    "3′ LTR",
    "5′ LTR",
    "5年後",
    "at 5 years",
    "0より大きく",
    // Names of indices, of what they count, of encodings.
    "UC50",
    "D50",
    "Chao1",
    "f₁",
    "f₂",
    "UTF-8",
    "UTF-16",
];

fn stray_digits(text: &str) -> bool {
    let text = NOT_FACTS.iter().fold(plain(text), |text, known| text.replace(known, ""));
    text.chars().any(char::is_numeric)
}

#[test]
fn numbers_come_from_the_evidence_and_not_from_the_words() {
    assert!(stray_digits("after 25 months") && !stray_digits("{months} months in R4"), "the check checks");
    for language in LANGUAGES {
        for (key, text) in words(language) {
            assert!(!stray_digits(&text), "{language} {key}: {text}");
        }
    }
}

#[test]
fn nothing_promises_safety_or_tells_how_to_treat() {
    let forbidden = [
        "安全です",
        "安心してください",
        "リスクはありません",
        "リスクなし",
        "治療を始めて",
        "治療をやめて",
        "stays R",
        "is safe",
        "no risk",
        "risk-free",
        "start treatment",
        "stop treatment",
        "CLOVA値",
    ];
    for language in LANGUAGES {
        for (key, text) in words(language) {
            for phrase in forbidden {
                assert!(!text.contains(phrase), "{language} {key} says {phrase:?}");
            }
        }
    }
}

#[test]
fn a_published_time_is_never_given_without_its_doubt() {
    for (language, doubt, short, footnote) in [
        ("ja", "平均か中央値か", "平均か中央値かは不明", "平均か中央値か"),
        ("en", "mean or median is not clear", "mean or median not clear", "means or medians is not clear"),
    ] {
        // Months that are not a published time to progression: the chosen time, the follow-up, and the
        // cells of the table, whose footnote carries the doubt.
        let others =
            ["people.", "curve.now", "curve.alt", "curve.control", "curve.followed_to", "assess.table."];
        for (key, text) in words(language) {
            let is_time = text.contains("{months}") && !others.iter().any(|other| key.contains(other));
            assert!(
                !is_time || text.contains(doubt) || key.ends_with("line_time"),
                "{language} {key}: {text}"
            );
        }
        assert!(words(language)["assess.table.footnote"].contains(footnote));
        assert!(words(language)["assess.answer.line_time"].contains(short));
    }
}

#[test]
fn sentences_are_short() {
    let average = |lengths: Vec<usize>| lengths.iter().sum::<usize>() / lengths.len();
    let japanese = words("ja").into_values().flat_map(|text| {
        plain(&text)
            .split(['。', '？'])
            .filter(|s| !s.is_empty())
            .map(|s| s.chars().count())
            .collect::<Vec<_>>()
    });
    assert!(average(japanese.collect()) <= 40);
    let english = words("en").into_values().flat_map(|text| {
        let sentences = plain(&text);
        let long_enough = |words: &usize| *words > 3;
        sentences.split(". ").map(|s| s.split_whitespace().count()).filter(long_enough).collect::<Vec<_>>()
    });
    assert!(average(english.collect()) <= 15);
}

#[test]
fn the_page_says_what_matters_before_the_app_starts() {
    let page = fs::read_to_string("index.html").unwrap();
    for language in LANGUAGES {
        assert!(page.contains(&words(language)["shell.standing"]), "the standing line in {language}");
    }
    assert!(page.contains("<noscript>"));
}

#[test]
fn the_content_security_policy_is_the_agreed_one() {
    let page = fs::read_to_string("index.html").unwrap();
    let policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
                  connect-src 'self'; img-src 'self' data: blob:; font-src 'self'; manifest-src 'self'; \
                  worker-src 'self' blob:; base-uri 'none'; form-action 'none'";
    assert!(page.contains(&format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">")));
}

#[test]
fn every_fact_is_described_where_it_is_kept() {
    let facts: Table = fs::read_to_string("content/evidence/facts.toml").unwrap().parse().unwrap();
    for (id, fact) in &facts {
        for key in ["value", "unit", "source", "population", "verified"] {
            assert!(fact.get(key).is_some(), "{id} lacks {key}");
        }
    }
}

//! The compiler on small texts, right and wrong.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that fails has to say so"
)]

use std::collections::BTreeMap;

use proptest::prelude::*;
use shirube_pages::compile::{Compiled, Kind, ProblemKind, SourceFile, compile};
use shirube_pages::{
    Block, Bundle, Form, Inline, Score, TOPIC_SECTIONS, TOPICS, TRIAL_SECTIONS, TRIALS, plain,
};

const FACTS: &str = r#"
carriers = { value = 658000, unit = "people", source = "survey", population = "japan", n = 7, period = "2020–21", verified = "read" }
fall = { value = 21.0, unit = "percent", source = "survey", population = "japan", verified = "derived" }
start = { value = "2022-06-20", unit = "date", source = "survey", population = "japan", verified = "read" }
heard = { value = 3, unit = "people", source = "survey", population = "japan", verified = "recalled" }
example_cv = { value = 0.61, unit = "fraction", verified = "made_up" }
"#;

const SOURCES: &str = "[survey]\nkind = \"paper\"\ntitle = \"T\"\npublication = \"P\"\nyear = 2023\n";

const GLOSSARY: &str = r#"
[virus]
ja = "ウイルス"
reading = "ういるす"
en = "virus"
jargon = false
written_ja = ["ウイルス"]
written_en = ["virus"]
plain_ja = "とても小さなものです。"
plain_easy = "とても小《ちい》さいです。"
plain_en = "A very small thing."

[clone]
ja = "感染細胞"
reading = "かんせんさいぼう"
en = "infected cell"
jargon = true
written_ja = ["感染細胞"]
written_en = ["infected cell"]
plain_ja = "[[virus]]をもつ細胞です。"
plain_easy = "[[virus]]が中《なか》にあります。"
plain_en = "A cell with the [[virus]] in it."
"#;

const LINKS: &str = r#"
[[link]]
id = "portal"
groups = ["japan"]
name_ja = "ポータル"
name_easy = "ポータル"
name_en = "Portal"
url = "https://example.org"
phone = "03-0000-0000"
what_ja = "説明です。"
what_easy = "くわしいです。"
what_en = "Explains."
seen = "2026-11-21"
"#;

const QUESTIONS: &str = r#"
[[group]]
id = "tests"
title_ja = "検査"
title_easy = "検査《けんさ》"
title_en = "Tests"
[[group.question]]
id = "what"
ja = "何の検査ですか。"
easy = "何《なん》の検査《けんさ》ですか。"
en = "What is this test?"
"#;

/// A whole content folder that compiles.
fn content() -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut put = |path: &str, text: &str| files.insert(path.to_owned(), text.to_owned());
    put("evidence/facts.toml", FACTS);
    put("evidence/sources.toml", SOURCES);
    put("glossary.toml", GLOSSARY);
    put("links.toml", LINKS);
    put("learn/questions.toml", QUESTIONS);
    put("evidence/being_checked.toml", "[[item]]\nja = \"未確認\"\nen = \"not read\"\n");
    for (folder, ids, sections) in
        [("learn", TOPICS.as_slice(), TOPIC_SECTIONS.as_slice()), ("trials", &TRIALS, &TRIAL_SECTIONS)]
    {
        for id in ids {
            for form in Form::ALL {
                put(&format!("{folder}/{id}/{}.md", form.code()), &page(sections, "かなです。"));
            }
        }
    }
    files
}

fn page(sections: &[&str], text: &str) -> String {
    let sections: Vec<String> = sections.iter().map(|key| format!("## {key}\n{text}\n")).collect();
    format!("# なまえ\n> みじかいです。\n\n{}", sections.concat())
}

fn compiled(files: &BTreeMap<String, String>) -> Result<Compiled, Vec<String>> {
    let files: Vec<SourceFile> = files.iter().map(|(path, text)| SourceFile { path, text }).collect();
    compile(&files).map_err(|problems| problems.iter().map(ToString::to_string).collect())
}

/// The bundle of a form when the first topic holds this text in its first section.
fn bundle_with(form: Form, text: &str) -> Result<Bundle, Vec<String>> {
    let mut files = content();
    let sections = TOPIC_SECTIONS.map(|key| if key == "one-minute" { text } else { "かなです。" });
    let body: Vec<String> =
        TOPIC_SECTIONS.iter().zip(sections).map(|(key, text)| format!("## {key}\n{text}\n")).collect();
    let page = format!("# なまえ\n> みじかいです。\n\n{}", body.concat());
    files.insert(format!("learn/htlv-1/{}.md", form.code()), page);
    let mut bundles = compiled(&files)?.bundles;
    let place = Form::ALL.iter().position(|each| *each == form).unwrap();
    Ok(bundles.remove(place))
}

fn blocks(form: Form, text: &str) -> Vec<Block> {
    let mut bundle = bundle_with(form, text).unwrap_or_else(|problems| panic!("{problems:#?}"));
    bundle.topics.remove(0).sections.remove(0).blocks
}

fn paragraph(form: Form, text: &str) -> Vec<Inline> {
    match blocks(form, text).remove(0) {
        Block::Paragraph(inlines) => inlines,
        other => panic!("{other:?}"),
    }
}

/// What is wrong when the text stands there; it must name the file and the line.
fn problem(form: Form, text: &str) -> String {
    let problems = bundle_with(form, text).expect_err(text);
    let place = format!("content/learn/htlv-1/{}.md:", form.code());
    assert!(problems[0].starts_with(&place), "{problems:?}");
    problems.join("\n")
}

fn text(text: &str) -> Inline {
    Inline::Text(text.to_owned())
}

fn ruby(base: &str, reading: &str) -> Inline {
    Inline::Ruby { base: base.to_owned(), reading: reading.to_owned() }
}

#[test]
fn every_page_is_there_in_its_place() {
    let Compiled { bundles, prose } = compiled(&content()).unwrap();
    for (bundle, form) in bundles.iter().zip(Form::ALL) {
        assert_eq!(bundle.form, form);
        assert!(bundle.topics.iter().map(|page| &page.id).eq(&TOPICS));
        assert!(bundle.trial_pages.iter().map(|page| &page.id).eq(&TRIALS));
        for page in &bundle.topics {
            assert!(page.sections.iter().map(|section| &section.key).eq(&TOPIC_SECTIONS));
        }
    }
    assert_eq!(prose.passages.iter().filter(|passage| passage.kind == Kind::Section).count(), 3 * (48 + 72));
    assert_eq!(prose.jargon.len(), 1);
}

#[test]
fn what_is_left_out_is_said_in_the_words_of_japanese_and_english() {
    let said = |form| plain(&bundle_with(form, "text").unwrap().being_checked[0]);
    assert_eq!([Form::Ja, Form::JaEasy, Form::En].map(said), ["未確認", "未確認", "not read"]);
}

#[test]
fn a_bundle_survives_json() {
    let mut files = content();
    files.insert(
        "readability.toml".to_owned(),
        "[ja.\"learn/atl\"]\none-minute = { readability = 4.2, characters = 18.0, kana = 70 }\n\
         [en.\"trials/rin-1\"]\nwhy = { grade = 6.1, words = 11.0 }\n"
            .to_owned(),
    );
    files.insert(
        "learn/cv/ja-easy.md".to_owned(),
        page(&TOPIC_SECTIONS, "- **{start}**と[[clone]]\n- [ここ](#/trials/rin-1)\n\n> note: {carriers}\n\n!links japan\n\n!figure cv-scale"),
    );
    for bundle in compiled(&files).unwrap().bundles {
        let json = serde_json::to_string(&bundle).unwrap();
        assert_eq!(serde_json::from_str::<Bundle>(&json).unwrap(), bundle);
        let score = match bundle.form {
            Form::Ja => bundle.topics[1].sections[0].score,
            Form::JaEasy => None,
            Form::En => bundle.trial_pages[3].sections[1].score,
        };
        assert_eq!(
            score,
            match bundle.form {
                Form::Ja => Some(Score::Japanese { readability: 4.2, characters: 18.0, kana: 70.0 }),
                Form::JaEasy => None,
                Form::En => Some(Score::English { grade: 6.1, words: 11.0 }),
            }
        );
    }
}

#[test]
fn marks_become_inlines() {
    let found = paragraph(
        Form::Ja,
        "**強い。**脾臓《ひぞう》と｜くすぶり型《がた》、[[clone]]、[[virus|小さな病原体]]。",
    );
    assert_eq!(found[0], Inline::Strong(vec![text("強い。")]));
    assert_eq!(found[1], ruby("脾臓", "ひぞう"));
    assert_eq!(found[3], ruby("くすぶり型", "がた"));
    assert_eq!(found[5], Inline::Term { id: "clone".into(), shown: vec![text("感染細胞")] });
    assert_eq!(found[7], Inline::Term { id: "virus".into(), shown: vec![text("小さな病原体")] });
    assert_eq!(plain(&found), "強い。脾臓とくすぶり型、感染細胞、小さな病原体。");
}

#[test]
fn facts_are_written_as_the_form_writes_them() {
    let source = "A {carriers} B {fall} C {start}";
    assert_eq!(plain(&paragraph(Form::En, source)), "A 658,000 B 21.0 C 20 June 2022");
    assert_eq!(plain(&paragraph(Form::Ja, source)), "A 65万8,000 B 21.0 C 2022年6月20日");
    let easy = paragraph(Form::JaEasy, source);
    let Inline::Fact { id, shown } = &easy[5] else { panic!("{easy:?}") };
    assert_eq!(id, "start");
    assert!(shown.contains(&ruby("20日", "はつか")), "{shown:?}");
}

#[test]
fn a_fact_brings_what_its_popover_shows() {
    let bundle = bundle_with(Form::En, "Text.").unwrap();
    let fact = &bundle.facts["carriers"];
    assert_eq!((fact.value.as_str(), fact.n, fact.source.as_deref()), ("658000", Some(7), Some("survey")));
    assert_eq!(bundle.facts["fall"].value, "21.0");
    assert_eq!(bundle.sources["survey"].year, Some(2023));
    assert!(!bundle.facts.contains_key("heard"), "a recalled fact is not for the app");
}

#[test]
fn easy_names_are_read_as_a_whole() {
    let found = paragraph(Form::JaEasy, "[[clone]]と[[virus]]");
    let Inline::Term { shown, .. } = &found[0] else { panic!("{found:?}") };
    assert_eq!(shown, &[ruby("感染細胞", "かんせんさいぼう")]);
    let Inline::Term { shown, .. } = &found[2] else { panic!("{found:?}") };
    assert_eq!(shown, &[text("ウイルス")]);
    let mut files = content();
    files.insert(
        "glossary.toml".to_owned(),
        GLOSSARY.replace("\"感染細胞\"\nreading", "\"感染《かんせん》細胞《さいぼう》\"\nreading"),
    );
    let bundles = compiled(&files).unwrap().bundles;
    let term = &bundles[1].glossary[0];
    assert_eq!(term.name, [ruby("感染", "かんせん"), ruby("細胞", "さいぼう")]);
    assert_eq!(term.other_name, "infected cell");
    assert_eq!(bundles[2].glossary[0].other_name, "感染細胞");
}

#[test]
fn blocks_of_every_kind() {
    let source = "First line\nsecond line.\n\n- one\n- two\n\n1. a\n2. b\n\n### Heading\n\n> note: A note.\n> - item\n>\n> example: Made up, {example_cv}.\n>\n> More {example_cv}.\n\n!figure cv-scale\n\n!links japan";
    let found = blocks(Form::En, source);
    assert_eq!(found[0], Block::Paragraph(vec![text("First line second line.")]));
    assert_eq!(found[1], Block::List { ordered: false, items: vec![vec![text("one")], vec![text("two")]] });
    assert!(matches!(&found[2], Block::List { ordered: true, items } if items.len() == 2));
    assert_eq!(found[3], Block::Heading(vec![text("Heading")]));
    let Block::Note(note) = &found[4] else { panic!("{found:?}") };
    assert_eq!(note[0], Block::Paragraph(vec![text("A note.")]));
    assert!(matches!(&note[1], Block::List { .. }));
    let Block::Example(example) = &found[5] else { panic!("{found:?}") };
    assert_eq!(example.len(), 2);
    assert_eq!(found[6], Block::Figure("cv-scale".into()));
    assert_eq!(found[7], Block::Links("japan".into()));
    let japanese = blocks(Form::Ja, "はじめの行、\nつぎの行。");
    assert_eq!(japanese[0], Block::Paragraph(vec![text("はじめの行、つぎの行。")]));
}

#[test]
fn what_is_wrong_is_named_with_file_and_line() {
    let cases = [
        ("{nothing}", "no fact `nothing`"),
        ("{heard}", "only recalled"),
        ("{example_cv}", "made up"),
        ("> note: {example_cv}", "made up"),
        ("[[nobody]]", "no term `nobody`"),
        ("!figure nothing", "no figure `nothing`"),
        ("!links nowhere", "in the group `nowhere`"),
        ("See !figure cv-scale", "stand alone"),
        ("[here](#/learn/nowhere)", "leads nowhere"),
        ("[here](https://example.org)", "leads nowhere"),
        ("It was 5 people.", "no fact: …It was 5 people"),
        ("### In 2022", "no fact"),
        ("- item 7", "no fact"),
        ("**open", "`**` is not closed"),
        ("[[virus", "`[[` is not closed"),
        ("{carriers", "`{` is not closed"),
        ("[text] (#/learn)", "`[` is not closed"),
        ("a } b", "`}` has no meaning"),
        ("a `b` c", "has no meaning"),
        ("a <b>c</b>", "`<` has no meaning"),
        ("> no box", "starts with `> note: `"),
        ("> note: box\noutside", "an empty line"),
        ("```\ncode\n```", "not in the format"),
        ("![picture](a.png)", "leads nowhere"),
        ("#### small", "not in the format"),
        ("- a\n  - b", "one paragraph"),
        ("[virus]: #/learn\n\nText.", "has no meaning"),
        ("***", "across the page"),
        ("> note: x\n> - item\n> example: y", "between a list and a box"),
    ];
    for (text, expected) in cases {
        let found = problem(Form::En, text);
        assert!(found.contains(expected), "{text}: {found}");
    }
    assert!(problem(Form::En, "One.\n\nTwo {nothing}.").contains("htlv-1/en.md:7:"));
}

#[test]
fn readings_are_judged() {
    for (form, text, expected) in [
        (Form::JaEasy, "血《ち》の中です。", "no reading: 中"),
        (Form::JaEasy, "[中](#/learn)です。", "no reading: 中"),
        (Form::JaEasy, "**中**です。", "no reading: 中"),
        (Form::Ja, "血《chi》です。", "written in kana"),
        (Form::Ja, "血《》です。", "written in kana"),
        (Form::Ja, "かな《かな》です。", "stands above nothing"),
        (Form::Ja, "血《ちです。", "`《` is not closed"),
        (Form::Ja, "｜血です。", "`｜` is not closed"),
        (Form::En, "blood｜b《ち》", "English has no readings"),
    ] {
        let found = problem(form, text);
        assert!(found.contains(expected), "{text}: {found}");
    }
}

#[test]
fn a_page_must_be_whole() {
    let whole = page(&TOPIC_SECTIONS, "かなです。");
    for (text, expected) in [
        (whole.replace("# なまえ\n", ""), "no title"),
        (whole.replace("> みじかいです。\n", ""), "no lead"),
        (whole.replace("## clinicians", "## doctors"), "no section `doctors`"),
        (whole.replace("## clinicians", "## doctors"), "`clinicians` is missing"),
        (whole.replace("five-minutes", "one-minute"), "there twice"),
        (whole.replace("## five-minutes\nかなです。\n", "## five-minutes\n"), "no words"),
        (whole.replace("# なまえ\n", "# なまえ\n\nかな\n"), "before the first section"),
        (
            page(&["five-minutes", "one-minute", "clinicians"], "かな"),
            "`five-minutes` is missing or not in its place",
        ),
    ] {
        let mut files = content();
        files.insert("learn/ham/ja.md".to_owned(), text.clone());
        let problems = compiled(&files).expect_err(&text).join("\n");
        assert!(problems.contains(expected) && problems.contains("learn/ham/ja.md"), "{text}\n{problems}");
    }
}

#[test]
fn every_file_must_be_there_and_known() {
    let whole = content();
    for path in whole.keys().filter(|path| !path.starts_with("evidence")) {
        let mut files = whole.clone();
        files.remove(path);
        let problems = compiled(&files).unwrap_err();
        assert!(
            problems.iter().any(|problem| problem == &format!("content/{path}:1: the file is missing")),
            "{path}"
        );
    }
    for path in ["learn/hmt/ja.md", "learn/ham/fr.md", "learn/ham.md", "trials/rin-2/en.md"] {
        let mut files = whole.clone();
        files.insert(path.to_owned(), String::new());
        assert_eq!(compiled(&files).unwrap_err().len(), 1, "{path}");
    }
    let mut files = whole;
    files.insert("trials/rin-1.toml".to_owned(), "a record is not ours to read".to_owned());
    files.insert("ja/home.toml".to_owned(), String::new());
    assert!(compiled(&files).is_ok());
}

#[test]
fn entries_in_toml_are_judged() {
    for (path, from, to, expected) in [
        ("evidence/facts.toml", "\"survey\"", "\"rumour\"", "no source `rumour`"),
        ("evidence/facts.toml", "658000", "6.58e5", "`6.58e5` is neither"),
        ("evidence/facts.toml", "2022-06-20", "June 2022", "neither a plain number"),
        ("evidence/facts.toml", "\"read\" }", "\"guessed\" }", "`verified` must be one of"),
        ("evidence/facts.toml", "n = 7", "m = 7", "unknown field `m`"),
        ("glossary.toml", "reading = \"ういるす\"", "reading = \"virus\"", "written in kana"),
        ("glossary.toml", "[[virus]]をもつ", "[[viruses]]をもつ", "no term `viruses`"),
        ("glossary.toml", "A very small thing.", "One of 7 things.", "no fact"),
        ("glossary.toml", "jargon = true", "", "missing field `jargon`"),
        ("links.toml", "https://example.org", "example.org", "leads nowhere"),
        ("links.toml", "2026-11-21", "today", "neither a plain number"),
        ("links.toml", "\"説明です。\"", "\"\"", "there are no words"),
        ("links.toml", "seen =", "note_ja = \"かな\"\nseen =", "every language form"),
        ("learn/questions.toml", "id = \"what\"", "id = \"tests\"", "there twice"),
        ("learn/questions.toml", "easy = \"何《なん》の", "easy = \"何の", "no reading: 何"),
    ] {
        let mut files = content();
        let text = files[path].replacen(from, to, 1);
        assert_ne!(text, files[path]);
        files.insert(path.to_owned(), text);
        let problems = compiled(&files).expect_err(to).join("\n");
        assert!(problems.contains(expected), "{to}: {problems}");
        assert!(problems.contains(&format!("content/{path}:")), "{to}: {problems}");
    }
}

#[test]
fn a_problem_is_told_once() {
    let mut files = content();
    files.insert("learn/questions.toml".to_owned(), "no toml".to_owned());
    assert_eq!(compiled(&files).unwrap_err().len(), 1);
}

#[test]
fn the_gate_knows_what_is_read_linked_and_a_heading() {
    let mut files = content();
    let text = "### みだし\n\n感染細胞《さいぼう》は[[clone]]、[血](#/learn)です。";
    files.insert("learn/atl/ja.md".to_owned(), page(&TOPIC_SECTIONS, text));
    let passages = compiled(&files).unwrap().prose.passages;
    let passage = passages
        .iter()
        .find(|passage| passage.file == "content/learn/atl/ja.md" && passage.place == "clinicians")
        .unwrap();
    assert!(passage.parts[0].heading && !passage.parts[1].heading);
    let pieces = &passage.parts[1].pieces;
    assert!(pieces[0].read && pieces[0].text == "感染細胞");
    assert_eq!(pieces[2].term.as_deref(), Some("clone"));
    assert!(pieces[4].link && !pieces[5].link);
}

#[test]
fn words_of_the_screens_are_passages() {
    let mut files = content();
    files.insert("ja-easy/assess.toml".to_owned(), "[a]\nb = \"*値《あたい》*は{n}です。\"\n".to_owned());
    let passages = compiled(&files).unwrap().prose.passages;
    let word = passages.iter().find(|passage| passage.place == "a.b").unwrap();
    let text: String = word.parts[0].pieces.iter().map(|piece| piece.text.as_str()).collect();
    assert_eq!((text.as_str(), word.kind, word.form), ("値は□です。", Kind::Screen, Form::JaEasy));
    files.insert("ja-easy/assess.toml".to_owned(), "b = \"値です。\"\n".to_owned());
    assert!(compiled(&files).unwrap_err()[0].contains("no reading: 値"));
}

#[test]
fn problems_have_kinds() {
    let mut files = content();
    files.remove("links.toml");
    let files: Vec<SourceFile> = files.iter().map(|(path, text)| SourceFile { path, text }).collect();
    assert_eq!(compile(&files).unwrap_err()[0].kind, ProblemKind::MissingFile);
}

/// Texts full of marks.
fn marked_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "\\PC{0,6}",
        prop::sample::select(vec![
            "#",
            "# ",
            "## one-minute\n",
            "### ",
            "> ",
            "> note: ",
            "> example: ",
            "- ",
            "1. ",
            "\n",
            "\n\n",
            "**",
            "[[",
            "]]",
            "|",
            "{",
            "}",
            "{carriers}",
            "{example_cv}",
            "[",
            "](",
            ")",
            "#/learn",
            "｜",
            "《",
            "》",
            "漢字",
            "かな",
            "[[virus]]",
            "!figure cv-scale",
            "!links japan",
            "```\n",
            "---\n",
            "<b>",
            "&amp;",
            "\\",
            "    ",
            "\t",
            "[a]: b\n",
            "HTLV-1",
            "NCT1",
            "*",
            "`",
            "![",
            "\r\n",
            "\0",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_text_gives_a_page_or_problems(text in marked_text(), whole in any::<bool>(), form in prop::sample::select(Form::ALL.to_vec())) {
        let mut files = content();
        let page = if whole { text } else { page(&TOPIC_SECTIONS, &text) };
        files.insert(format!("learn/atl/{}.md", form.code()), page);
        match compiled(&files) {
            Ok(compiled) => prop_assert_eq!(compiled.bundles.len(), 3),
            Err(problems) => prop_assert!(problems.iter().all(|problem| problem.contains("learn/atl/"))),
        }
    }

    #[test]
    fn any_toml_gives_bundles_or_problems(
        text in marked_text(),
        path in prop::sample::select(vec!["glossary.toml", "links.toml", "learn/questions.toml", "evidence/facts.toml", "readability.toml", "ja-easy/a.toml"]),
        key in prop::sample::select(vec!["value", "ja", "plain_en", "en", "x"]),
    ) {
        let mut files = content();
        files.insert(path.to_owned(), text.clone());
        let _ = compiled(&files);
        files.insert(path.to_owned(), format!("[a]\n{key} = {}\n", toml::Value::String(text)));
        let _ = compiled(&files);
    }
}

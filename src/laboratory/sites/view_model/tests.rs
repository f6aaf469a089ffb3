//! The view of tables: numbers, notes, both languages, and nothing shown that was not chosen.

use super::*;
use crate::laboratory::sites::example;
use crate::laboratory::sites::form::{Sample as Chosen, Source, TableForm};
use proptest::prelude::*;
use shirube_clonality::sites::Role;

/// Sample CTCF-1 of `griffithlab/htlv_integration_sites`, as its table writes it but for the positions.
fn ctcf_1() -> String {
    let counts = [51, 36, 33, 18, 14, 8, 6, 4, 4].into_iter().chain([2; 4]).chain([1; 17]);
    let rows = counts.zip(1..).map(|(count, site)| format!("chr7\t{}\t+\t{count}\n", 1000 * site));
    rows.collect::<Vec<_>>().concat()
}

fn form(text: &str) -> TableForm {
    let mut form = TableForm::default();
    form.edit(text.to_owned());
    form
}

fn off() -> ComparisonForm {
    ComparisonForm::default()
}

fn on() -> ComparisonForm {
    ComparisonForm { is_on: true, ..ComparisonForm::default() }
}

fn one(text: &str) -> SitesView {
    view(&read(&form(text)), &read(&TableForm::default()), &off(), false, Language::En)
}

fn two(before: &str, after: &str, comparison: &ComparisonForm, positions_shown: bool) -> SitesView {
    view(&read(&form(before)), &read(&form(after)), comparison, positions_shown, Language::En)
}

fn result_of(view: SitesView) -> ResultView {
    view.result.expect("there is a result")
}

fn value(result: &ResultView, id: &str) -> (String, Option<f64>) {
    let mut rows = result.indices.iter().flat_map(|group| &group.rows);
    let value = &rows.find(|row| row.id == id).unwrap().values[0];
    (value.text.clone(), value.exact)
}

#[test]
fn a_published_sample_shows_its_known_values() {
    let result = result_of(one(&ctcf_1()));
    for (id, text, printed) in [
        ("abundance", "199", "199"),
        ("sites", "30", "30"),
        ("berger_parker", "0.2563", "0.256281"),
        ("gini", "0.7023", "0.702345"),
        ("shannon", "2.3892", "2.389236"),
        ("simpson", "0.1432", "0.143203"),
        ("uc50", "3", "3"),
        ("d50", "10.0", "10"),
        ("chao1", "66.1", "66.125"),
        ("chao1_bias_corrected", "57.2", "57.2"),
    ] {
        let (shown, exact) = value(&result, id);
        let places = printed.split_once('.').map_or(0, |(_, places)| places.len());
        assert_eq!(
            (shown.as_str(), format!("{:.places$}", exact.unwrap()).as_str()),
            (text, printed),
            "{id}"
        );
    }
    assert_eq!(result.badge, "26%");
    assert!(result.sentences[0].contains("30 sites") && result.sentences[0].contains("*26%*"));
}

#[test]
fn every_index_has_its_words_in_every_language() {
    for language in Language::ALL {
        let view = view(&read(&form(&ctcf_1())), &read(&TableForm::default()), &off(), false, language);
        let groups = result_of(view).indices;
        let rows: Vec<_> = groups.iter().flat_map(|group| &group.rows).collect();
        assert_eq!(rows.len(), 15);
        assert!(
            rows.iter().all(|row| !row.name.is_empty() && !row.meaning.is_empty() && row.change.is_empty())
        );
    }
}

#[test]
fn nothing_put_in_is_no_result_and_no_error() {
    let view = one(" \n");
    assert_eq!((view.result, view.spoken.as_str()), (None, ""));
    assert_eq!(view.readings[0], ReadingView::default());
}

#[test]
fn bad_rows_are_told_by_line_and_the_rest_is_used() {
    let mut text = "chr\tpos\tstrand\tcount\nchr1\t10\t+\t5\nchr1\tx\t+\t2\nchr1\t20\t+\t-1\n".to_owned();
    for _ in 0..9 {
        text.push_str("chr1\t30\t+\t12 %\n");
    }
    let view = one(&text);
    let reading = &view.readings[0];
    assert_eq!(reading.left_out, "Rows that could not be used: 11");
    assert_eq!(reading.row_errors.len(), 9);
    assert_eq!(reading.row_errors[0], "Line 3, “x”: the position is not a whole number.");
    assert!(reading.row_errors[1].starts_with("Line 4, “-1”: ") && reading.row_errors[8].contains('3'));
    assert_eq!(value(&result_of(view), "sites").0, "1");
}

#[test]
fn a_single_site_is_not_called_even() {
    let result = result_of(one("chr1\t10\t+\t5"));
    assert_eq!(value(&result, "gini").0, "0.0000");
    assert_eq!(value(&result, "gini_corrected"), ("Not defined for one site".to_owned(), None));
    assert!(result.notes[0].starts_with("With one site only"));
    assert!(result.sentences[0].contains("*100%*"));
}

#[test]
fn ties_singletons_and_reads_are_pointed_out() {
    let first_note = |text: &str| result_of(one(text)).notes[0].clone();
    assert!(first_note("a\t1\nb\t1").starts_with("Every site was found only once"));
    assert!(first_note("a\t4\nb\t4").starts_with("All sites have the same amount"));
    assert!(first_note("a\t4\nb\t4\nc\t1").contains("largest amount: 2"));
    assert!(first_note("clone,reads\na,9\nb,2").contains("“reads”"));
    assert!(first_note("clone,count\na,9\nb,2").starts_with("Counts of reads are not counts of cells"));
    for name in ["cells", "fragments", "fragmentEstimate", "細胞数", "断片数"] {
        assert_eq!(result_of(one(&format!("clone,{name}\na,9\nb,2"))).notes, [""; 0], "{name}");
    }
}

#[test]
fn the_lorenz_curve_tells_sites_as_sites_and_shares_as_shares() {
    let told = |language| {
        let view = view(&read(&form("a\t6\nb\t2")), &read(&TableForm::default()), &off(), false, language);
        let lorenz = result_of(view).lorenz;
        (lorenz.alt, lorenz.table.rows[0][1].clone())
    };
    let (alt, cell) = told(Language::En);
    assert_eq!(alt, "The smaller half of the sites (1) holds 25.0% of the whole.");
    assert_eq!(cell, "75.0% (sites: 1)");
    assert_eq!(told(Language::Ja).0, "小さい方の1か所を合わせて、全体の25.0%です。");
}

#[test]
fn fractions_have_no_chao1_and_say_why() {
    let result = result_of(one("a\t1.5\nb\t0.5"));
    for id in ["chao1", "chao1_bias_corrected", "simpson_unbiased"] {
        assert_eq!(value(&result, id), ("Needs whole numbers; some amounts are fractions".to_owned(), None));
    }
}

#[test]
fn the_abundance_can_be_chosen_where_it_is_not_clear() {
    let mut unclear = form("clone\tx\ty\na\t1\t8\nb\t3\t2\n");
    let reading = read(&unclear);
    let shown = view(&reading, &reading, &off(), false, Language::En);
    assert!(shown.result.is_none() && shown.readings[0].needs_column);
    assert_eq!(shown.readings[0].columns[3].options, ["1. clone", "2. x", "3. y"]);
    unclear.choice.columns.insert(Role::Abundance, 3);
    let result = result_of(view(&read(&unclear), &reading, &off(), false, Language::En));
    assert_eq!(value(&result, "abundance").0, "10");
}

#[test]
fn one_of_several_samples_is_chosen_and_the_others_stay_on_offer() {
    let mut several = form("sample,site,count\nm1,a,5\nm1,b,5\nm2,a,9\n");
    let shown =
        |form: &TableForm| view(&read(form), &read(&TableForm::default()), &off(), false, Language::En);
    let names =
        |view: &SitesView| view.readings[0].samples.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert!(shown(&several).result.is_none());
    for (sample, total) in [(Chosen::One("m2".to_owned()), "9"), (Chosen::All, "19")] {
        several.choice.sample = Some(sample);
        assert_eq!(names(&shown(&several)), ["m1", "m2"]);
        assert_eq!(value(&result_of(shown(&several)), "abundance").0, total);
    }
}

#[test]
fn two_time_points_tell_what_became_of_the_largest() {
    let result = result_of(two(example::EARLIER, example::LATER, &on(), false));
    let course = result.course.as_ref().unwrap();
    assert_eq!(result.sentences.len(), 1);
    assert!(result.sentences[0].contains("clone that was largest"));
    assert_eq!(course.rows.iter().filter(|row| row.direction == "appeared").count(), 2);
    let change = |id: &str| {
        let mut rows = result.indices.iter().flat_map(|group| &group.rows);
        rows.find(|row| row.id == id).unwrap().change.clone()
    };
    assert!(change("berger_parker").starts_with('+') && change("shannon").starts_with('−'));
}

#[test]
fn the_tolerance_makes_shifted_sites_the_same() {
    let shared = |tolerance: &str| {
        let comparison = ComparisonForm { is_on: true, tolerance: tolerance.to_owned() };
        let result =
            result_of(two("chr1:10:+ 5\nchr2:10:+ 3", "chr1:12:+ 5\nchr2:10:+ 4", &comparison, false));
        result.course.map(|course| course.numbers[0].1.clone())
    };
    assert_eq!([shared("1"), shared("2")].map(Option::unwrap), ["1", "2"]);
    assert_eq!(shared("x"), None, "what cannot be read removes what reads it");
}

#[test]
fn a_later_table_alone_is_no_result() {
    assert_eq!(two("", example::LATER, &on(), false).result, None);
    assert!(result_of(two(example::EARLIER, "x", &on(), false)).course.is_none());
}

#[test]
fn positions_are_told_only_when_chosen() {
    for (before, after, comparison) in
        [(example::EARLIER, "", off()), (example::EARLIER, example::LATER, on())]
    {
        for (shown, language) in
            [(false, Language::En), (true, Language::En), (false, Language::Ja), (true, Language::Ja)]
        {
            let view = view(&read(&form(before)), &read(&form(after)), &comparison, shown, language);
            let result = result_of(view.clone());
            let everything =
                [export::csv(&result.export), export::json(&result.export), format!("{result:?}")];
            for text in everything {
                assert_eq!(text.contains("21354023"), shown);
            }
        }
    }
}

#[test]
fn files_hold_every_index_in_full_and_the_name_of_no_sample() {
    let mut named = form("sample,site,count\nTaro Yamada,chr1:5:+,5\nTaro Yamada,chr1:9:+,3\n");
    named.choice.sample = Some(Chosen::All);
    let result = result_of(view(&read(&named), &read(&TableForm::default()), &off(), true, Language::En));
    let (csv, json) = (export::csv(&result.export), export::json(&result.export));
    assert!(csv.contains("index,only,gini,0.125\n") && json.contains("\"gini\":0.125,"));
    assert!(csv.contains("clone_1,,position,\"chr1:5:+\"\n") && json.contains("\"position\":\"chr1:5:+\""));
    assert!(!csv.contains("Yamada") && !json.contains("Yamada"));
    assert!(csv.lines().skip(1).all(|line| line.starts_with("about,") || line.matches(',').count() == 3));
}

#[test]
fn a_name_that_is_a_formula_or_has_quotes_stays_text() {
    let result = result_of(view(
        &read(&form("=cmd(),5\n\"a\"\"b\",3\n")),
        &read(&TableForm::default()),
        &off(),
        true,
        Language::En,
    ));
    let (csv, json) = (export::csv(&result.export), export::json(&result.export));
    assert!(csv.contains("\"'=cmd()\"") && csv.contains("\"a\"\"b\""), "{csv}");
    assert!(json.contains("\"position\":\"=cmd()\"") && json.contains(r#""position":"a\"b""#));
}

proptest! {
    #[test]
    fn any_bytes_give_a_view(first in prop::collection::vec(any::<u8>(), 0..200), second in "[a-c0-9\t,\n+.%-]{0,80}") {
        let mut file = TableForm::default();
        file.replace(Source::from_file(first), false);
        for (one, other) in [(&file, &form(&second)), (&form(&second), &file)] {
            for language in Language::ALL {
                let view = view(&read(one), &read(other), &on(), true, language);
                prop_assert_eq!(view.result.is_some(), read(one).table().is_some());
            }
        }
    }

    #[test]
    fn figures_hold_every_table(counts in prop::collection::vec(prop_oneof![Just(1_u64), 1..1_000_000_000_000_u64], 1..200)) {
        let text = counts.iter().map(|count| format!("{count}\n")).collect::<Vec<_>>().concat();
        let result = result_of(one(&text));
        for scene in [&result.rank, &result.lorenz] {
            prop_assert!(scene.x.max > scene.x.min && scene.y.max > scene.y.min);
            for line in &scene.lines {
                let inside = |&(x, y): &(f64, f64)| {
                    (scene.x.min..=scene.x.max).contains(&x) && y <= scene.y.max * (1.0 + 1e-9)
                };
                prop_assert!(line.points.iter().all(inside), "{:?} {:?}", line.points.first(), line.points.last());
            }
        }
    }
}

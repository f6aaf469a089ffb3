//! Every figure in every language form, with the facts of `content/evidence/`.

use super::*;
use crate::ui::rich_text::{Part, parts, plain_text};
use std::cell::RefCell;
use std::collections::BTreeSet;

/// The facts that are numbers, of both files.
fn evidence() -> toml::Table {
    let read = |text: &str| text.parse::<toml::Table>().unwrap();
    let mut facts = read(include_str!("../../../content/evidence/facts.toml"));
    facts.extend(read(include_str!("../../../content/evidence/portal_facts.toml")));
    facts
}

/// A context that notes which facts it is asked for.
fn context(language: Language) -> (FigureContext, Rc<RefCell<BTreeSet<String>>>) {
    let (facts, asked) = (evidence(), Rc::new(RefCell::new(BTreeSet::new())));
    let seen = Rc::clone(&asked);
    let facts = move |id: &str| {
        seen.borrow_mut().insert(id.to_owned());
        // A date is no number: the texts have it, a figure cannot.
        let value: f64 = facts.get(id)?["value"].to_string().parse().ok()?;
        Some(FactNumber { value, shown: shirube_numeric::decimal::format(value) })
    };
    (FigureContext { language, facts: Rc::new(facts) }, asked)
}

fn view(id: &str, language: Language) -> FigureView {
    (find(id).unwrap().build)(&context(language).0).unwrap_or_else(|| panic!("{id} in {language:?}"))
}

/// Every word of a view.
fn words(view: &FigureView) -> Vec<String> {
    match view {
        FigureView::Picture(picture) => {
            let signs = picture.key.iter().chain(picture.parts.iter().flat_map(|part| &part.signs));
            let parts = picture.parts.iter().flat_map(|part| part.text.iter().chain([&part.heading]));
            let about = [&picture.title].into_iter().chain(&picture.lead).chain(&picture.notes);
            signs
                .map(|sign| &sign.words)
                .filter(|words| !words.is_empty())
                .chain(parts)
                .chain(about)
                .cloned()
                .collect()
        }
        FigureView::Chart(chart) => {
            let about =
                [&chart.title, &chart.note].into_iter().chain(&chart.first).chain(&chart.after).cloned();
            about.chain(scene_words(&chart.scene)).collect()
        }
        FigureView::People(people) => {
            let key = people.key.iter().flat_map(|(count, meaning)| [count, meaning]);
            key.chain([&people.title, &people.alt]).chain(&people.notes).cloned().collect()
        }
        FigureView::Limits(limits) => {
            let rows = limits.rows.iter().flat_map(|(people, limit)| [people, limit]);
            rows.chain([&limits.text, &limits.plain]).cloned().collect()
        }
        FigureView::Practice(practice) => {
            let options = practice.options.iter().flat_map(|option| [&option.label, &option.feedback]);
            let about = [&practice.title, &practice.made_up, &practice.question];
            let all = options.chain(about).chain(&practice.lesson).cloned();
            all.chain(scene_words(&practice.scene)).collect()
        }
    }
}

fn scene_words(scene: &crate::chart::Scene) -> Vec<String> {
    let table = &scene.table;
    let labels = scene.labels.iter().map(|label| label.text.clone());
    let cells = table.rows.iter().flatten().chain(&table.header);
    labels.chain(cells.chain([&scene.alt, &table.caption, &scene.x.title]).cloned()).collect()
}

#[test]
fn every_figure_of_the_texts_is_here_and_nothing_else() {
    let ours: BTreeSet<_> = FIGURES.iter().map(|figure| figure.id).collect();
    assert_eq!(ours, shirube_pages::FIGURES.into_iter().collect());
    assert!(find("no-such-figure").is_none());
    assert!(facts_of("no-such-figure").is_empty());
}

#[test]
fn every_figure_has_its_words_in_every_form() {
    for language in Language::ALL {
        for Figure { id, .. } in &FIGURES {
            for text in words(&view(id, language)) {
                assert!(!text.trim().is_empty(), "{id} in {language:?} has an empty word");
                assert!(!text.contains(['{', '}']), "{id} in {language:?}: {text}");
            }
        }
    }
}

#[test]
fn a_figure_lists_the_facts_it_asks_for_and_each_is_kept() {
    let kept = evidence();
    for Figure { id, build, facts } in &FIGURES {
        let (context, asked) = context(Language::En);
        assert!(build(&context).is_some(), "{id}");
        let listed: BTreeSet<String> = facts.iter().map(|&fact| fact.to_owned()).collect();
        assert!(asked.borrow().is_subset(&listed), "{id} asks for {:?}", asked.borrow());
        assert!(facts.iter().all(|fact| kept.contains_key(*fact)), "{id}");
    }
}

#[test]
fn without_its_facts_a_figure_is_not_shown() {
    for Figure { id, build, .. } in &FIGURES {
        let (full, asked) = context(Language::Ja);
        assert!(build(&full).is_some());
        let needed = asked.take();
        for missing in needed {
            let facts = Rc::clone(&full.facts);
            let facts = move |id: &str| (id != missing).then(|| facts(id)).flatten();
            let context = FigureContext { language: Language::Ja, facts: Rc::new(facts) };
            assert_eq!(build(&context), None, "{id}");
        }
    }
}

#[test]
fn easy_japanese_has_every_word_and_a_reading_over_each_kanji() {
    let read = |text: &str| text.parse::<toml::Table>().unwrap();
    let easy = read(include_str!("../../../content/ja-easy/portal/figures.toml"));
    for (section, words) in &read(include_str!("../../../content/ja/portal/figures.toml")) {
        let Some(words) = words.as_table() else { continue };
        for (key, word) in words {
            let word = easy[section].get(key).unwrap_or(word).as_str().unwrap();
            for part in parts(word) {
                let Part::Plain(text) = part else { continue };
                assert!(
                    !text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)),
                    "{section}.{key}: {text}"
                );
            }
        }
    }
}

#[test]
fn the_numbers_of_a_chart_are_in_its_words_and_its_table() {
    let FigureView::Chart(changes) = view("mogamulizumab-changes", Language::Ja) else { panic!() };
    for (number, low, high) in [("64.9", "51.7", "78.1"), ("37.3", "24.8", "49.8"), ("21", "10.7", "31.4")] {
        assert!([number, low, high].iter().all(|one| changes.scene.alt.contains(one)), "{number}");
        let row = changes.scene.table.rows.iter().find(|row| row[1] == format!("−{number}％")).unwrap();
        assert_eq!(row[2], format!("−{high}〜−{low}％"), "from the lower end to the higher");
        let value = -number.parse::<f64>().unwrap();
        assert!(changes.scene.marks.iter().any(|mark| mark.at.0 == value), "{number} is drawn");
    }
    let FigureView::Chart(phase3) = view("mogamulizumab-phase3", Language::En) else { panic!() };
    assert!(phase3.first[0].contains("missed its most important goal"), "first, and in words");
    assert_eq!(phase3.scene.table.rows[0][1], "−59.39%");
    assert_eq!(phase3.scene.table.rows[1][1], "+2.32%");
    assert!(phase3.scene.alt.contains("59.39") && phase3.scene.alt.contains("2.32"));
    assert!(phase3.note.contains("not confidence intervals"));
}

#[test]
fn people_are_the_same_in_icons_and_words() {
    for (id, solid, hatched, words) in
        [("people-r4", 28, 10, ["28 or 38", "62 or 72"]), ("people-r2", 5, 2, ["5 or 7", "93 or 95"])]
    {
        let FigureView::People(people) = view(id, Language::En) else { panic!() };
        assert_eq!((people.icons.solid, people.icons.hatched), (solid, hatched));
        assert_eq!([people.key[0].0.as_str(), people.key[1].0.as_str()], words);
        assert!(words.iter().all(|words| people.alt.contains(words)));
        assert!(people.notes.iter().any(|note| note.contains("If the rate were constant")));
    }
    let FigureView::People(carriers) = view("carriers-of-100", Language::En) else { panic!() };
    assert_eq!((carriers.icons.solid, carriers.icons.hatched), (5, 0));
    assert!(carriers.alt.contains("about 5") && carriers.alt.contains("95"));
}

#[test]
fn the_examples_of_two_kits_follow_from_the_comparison() {
    let fact = |id| context(Language::En).0.fact(id).unwrap().value;
    let stated = fact("kit_example_eia");
    assert_eq!(shirube_risk::kit_scale::eia_as_cleia(stated).round(), fact("kit_example_cleia"));
    assert_eq!(shirube_risk::kit_scale::cleia_as_eia(stated).round(), fact("kit_example_eia_of_cleia"));
}

#[test]
fn one_answer_of_the_practice_is_right_and_each_says_why() {
    let FigureView::Practice(practice) = view("curve-practice", Language::En) else { panic!() };
    let right: Vec<_> = practice.options.iter().filter(|option| option.is_right).collect();
    assert_eq!(right.len(), 1);
    assert_eq!(right[0].label, "30 people");
    let labels: BTreeSet<_> = practice.options.iter().map(|option| &option.label).collect();
    assert_eq!(labels.len(), 4, "no answer twice");
    // The curve itself gives the right answer and the end, and never falls.
    let points = &practice.scene.lines.last().unwrap().points;
    assert!(points.contains(&(12.0, 30.0)) && points.last() == Some(&(24.0, 40.0)));
    assert!(points.windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1 <= pair[1].1));
    assert!(practice.lesson[1].contains("30 people") && practice.lesson[1].contains("10 more"));
}

#[test]
fn rin_1_shows_its_design_and_no_result() {
    let FigureView::Picture(picture) = view("rin-1-design", Language::Ja) else { panic!() };
    let Some(art::Art::Rin(course)) = &picture.whole else { panic!() };
    assert_eq!(course.infusions, [0.0, 1.0, 2.0, 3.0, 24.0, 26.0, 48.0, 50.0]);
    assert_eq!(course.weeks, 72.0);
    assert!(picture.notes.iter().any(|note| plain_text(note).contains("のせません")));
}

#[test]
fn doses_rise_and_their_circles_with_them() {
    let FigureView::Picture(picture) = view("mogamulizumab-doses", Language::En) else { panic!() };
    let shares: Vec<f64> = picture
        .parts
        .iter()
        .map(|part| match part.signs[0].art {
            art::Art::Dose { of_largest } => of_largest,
            _ => f64::NAN,
        })
        .collect();
    assert!((shares[0] - 0.01).abs() < 1e-12 && shares[4] == 1.0);
    assert!(shares.windows(2).all(|pair| pair[0] < pair[1]));
    assert_eq!(picture.parts[4].heading, "0.3 mg/kg");
}

#[test]
fn a_place_on_the_page_has_its_own_ids() {
    assert_ne!(unique("people-r4"), unique("people-r4"));
}

#[test]
fn a_drawing_is_to_scale_and_inside_its_frame() {
    use art::drawing::Shape;
    let starts = |art: &art::Art| {
        let drawing = art::draw(art);
        let path = |shape: &Shape| match shape {
            Shape::Path(class, path) => Some((*class, path.clone())),
            Shape::Text { .. } => None,
        };
        drawing.shapes.iter().filter_map(path).collect::<Vec<_>>()
    };
    // A dose of a hundredth has a circle of a tenth of the radius.
    let radius = |of_largest| {
        let (_, path) = starts(&art::Art::Dose { of_largest }).remove(0);
        path.split(['a', ' ']).nth(2).unwrap().parse::<f64>().unwrap()
    };
    assert_eq!((radius(1.0), radius(0.01)), (26.0, 2.6));
    for language in Language::ALL {
        for Figure { id, .. } in &FIGURES {
            let FigureView::Picture(picture) = view(id, language) else { continue };
            let signs = picture.key.iter().chain(picture.parts.iter().flat_map(|part| &part.signs));
            for art in signs.map(|sign| &sign.art).chain(&picture.whole) {
                let (drawing, paths) = (art::draw(art), starts(art));
                assert!(!paths.is_empty(), "{id}");
                for (class, path) in paths {
                    let start = path
                        .trim_start_matches('M')
                        .split(['c', 'a', 'h', 'v', 'q', 'l', 'L'])
                        .next()
                        .unwrap();
                    let (x, y) = start.trim().split_once(' ').unwrap();
                    let (x, y): (f64, f64) = (x.parse().unwrap(), y.parse().unwrap());
                    let inside = (0.0..=drawing.width).contains(&x) && (0.0..=drawing.height).contains(&y);
                    assert!(inside && class.starts_with("figure-"), "{id}: {class} {path}");
                }
            }
        }
    }
}

use super::*;
use crate::clinic::form::NumberEntry;
use shirube_risk::inputs::{Involvement, Omds, Organ};

fn first(condition: Condition, sil2r: &str) -> Form {
    Form { condition: Some(condition), sil2r: sil2r.into(), ..Form::default() }
}

fn more(texts: &[(NumberEntry, &str)]) -> MoreForm {
    let mut form = MoreForm::default();
    for (entry, text) in texts {
        form.set_text(*entry, (*text).to_owned());
    }
    form
}

/// Somebody who fits chronic type: many lymphocytes, most of them T.
fn chronic_values() -> MoreForm {
    let mut form = more(&[
        (NumberEntry::Lymphocytes, "8000"),
        (NumberEntry::TLymphocytes, "7000"),
        (NumberEntry::AbnormalLymphocytes, "12"),
        (NumberEntry::Ldh, "210"),
        (NumberEntry::LdhLimit, "222"),
        (NumberEntry::Calcium, "9.8"),
    ]);
    for organ in Organ::ALL {
        form.set_organ(organ, Some(Involvement::No));
    }
    form
}

fn rule<'a>(view: &'a ClinicView, id: &str) -> Option<&'a RuleView> {
    view.rules.iter().chain(&view.survival).find(|rule| rule.id == id)
}

#[test]
fn each_situation_meets_the_rules_that_are_about_it() {
    for (condition, expected) in [
        (Condition::Carrier, "cv_class pvl_carrier"),
        (Condition::HamTsp, "cv_class omds"),
        (Condition::SmolderingAtl, "cv_sil2r shimoyama / iatl_pi_2017 iatl_pi_2025"),
        (Condition::ChronicAtl, "shimoyama chronic_unfavorable / iatl_pi_2017 iatl_pi_2025"),
        (Condition::UnfavorableChronicAtl, "shimoyama / iatl_pi_2017"),
        (Condition::AcuteAtl, "shimoyama / atl_pi"),
        (Condition::Unknown, "shimoyama"),
    ] {
        let view = view(&first(condition, "1240"), &MoreForm::default(), Language::Ja);
        let ids = |rules: &[RuleView]| rules.iter().map(|rule| rule.id).collect::<Vec<_>>().join(" ");
        let found = match ids(&view.survival).as_str() {
            "" => ids(&view.rules),
            survival => [&ids(&view.rules), " / ", survival].concat(),
        };
        assert_eq!(found, expected, "{condition:?}");
        assert!(view.survival.iter().all(|rule| rule.is_about_survival));
    }
}

#[test]
fn nothing_is_shown_before_a_situation_is_chosen() {
    let view = view(&Form::default(), &chronic_values(), Language::En);
    assert!(view.rules.is_empty() && view.survival.is_empty() && view.conflict.is_none());
}

#[test]
fn the_subtype_follows_from_the_values_and_a_conflict_is_told() {
    let smoldering = view(&first(Condition::SmolderingAtl, "1240"), &chronic_values(), Language::En);
    let subtype = rule(&smoldering, "shimoyama").unwrap();
    assert_eq!((subtype.status, subtype.possible.as_str()), ("determined", "chronic"));
    let conflict = smoldering.conflict.as_deref().unwrap();
    assert!(conflict.contains("*chronic type*") && conflict.contains("*smoldering type*"), "{conflict}");
    let chronic = view(&first(Condition::ChronicAtl, "1240"), &chronic_values(), Language::En);
    assert_eq!(chronic.conflict, None);
    assert!(smoldering.spoken(false).starts_with(&conflict.replace('*', "")));
    assert!(!smoldering.spoken(false).contains("iATL-PI") && smoldering.spoken(true).contains("iATL-PI"));
}

#[test]
fn a_value_that_cannot_be_read_removes_every_answer_that_reads_it() {
    let mut values = chronic_values();
    values.set_text(NumberEntry::Ldh, "2l0".into());
    let view = view(&first(Condition::SmolderingAtl, "1240"), &values, Language::En);
    let subtype = rule(&view, "shimoyama").unwrap();
    assert_eq!((subtype.status, subtype.possible.as_str()), ("invalid", ""));
    assert!(subtype.details.is_empty() && view.conflict.is_none());
    assert!(view.problem(NumberEntry::Ldh).is_some());
    assert_eq!(rule(&view, "iatl_pi_2017").unwrap().status, "determined", "reads sIL-2R alone");
}

#[test]
fn a_sil2r_that_cannot_be_read_removes_the_indices() {
    let view = view(&first(Condition::SmolderingAtl, "1240 pg/mL"), &MoreForm::default(), Language::Ja);
    assert!(view.survival.iter().all(|rule| rule.status == "invalid" && rule.number.is_empty()));
}

#[test]
fn what_is_missing_is_named() {
    let values = more(&[(NumberEntry::Ldh, "210"), (NumberEntry::Albumin, "4.2")]);
    let view = view(&first(Condition::ChronicAtl, ""), &values, Language::En);
    let kind = rule(&view, "chronic_unfavorable").unwrap();
    assert_eq!(kind.status, "undetermined");
    assert_eq!(kind.settled_by, "labs.ldh.upper_limit labs.albumin.lower_limit labs.bun");
    assert!(
        kind.sentence.contains("Upper limit of LDH, Lower limit of albumin, Urea nitrogen"),
        "{}",
        kind.sentence
    );
    assert_eq!(rule(&view, "iatl_pi_2025").unwrap().status, "withheld");
}

#[test]
fn the_difference_that_applies_to_the_value_is_marked() {
    let marked = |sil2r: &str| {
        let view = view(&first(Condition::SmolderingAtl, sil2r), &MoreForm::default(), Language::En);
        view.differences.iter().map(|difference| difference.is_here).collect::<Vec<_>>()
    };
    assert_eq!(marked("999"), [false; 5]);
    assert_eq!(marked("1000"), [false, true, false, false, false]);
    assert_eq!(marked("1240"), [false, false, true, false, false]);
    assert_eq!(marked("6000"), [false, false, false, true, false]);
    assert_eq!(marked("6001"), [false; 5]);
}

#[test]
fn a_grade_is_described_and_no_more() {
    let mut form = MoreForm::default();
    form.omds = Omds::new(5);
    let view = view(&first(Condition::HamTsp, ""), &form, Language::En);
    let grade = rule(&view, "omds").unwrap();
    assert_eq!((grade.status, grade.number.as_str()), ("determined", "5"));
    assert!(grade.sentence.contains("cane"));
    assert!(grade.possible.is_empty());
}

#[test]
fn none_seen_is_never_no_risk() {
    for (language, words) in
        [(Language::En, "does not mean zero"), (Language::Ja, "ゼロという意味ではありません")]
    {
        let view = view(&first(Condition::Carrier, ""), &more(&[(NumberEntry::ProviralLoad, "2")]), language);
        let load = rule(&view, "pvl_carrier").unwrap();
        assert_eq!(load.possible, "below_4");
        assert!(load.details.iter().any(|detail| detail.contains(words)), "{:?}", load.details);
    }
}

#[test]
fn the_natural_course_gives_the_published_years() {
    for language in Language::ALL {
        let Course { scene, note, sources } = course(language);
        assert!(note.contains("383") && note.contains("346"));
        assert_eq!(sources.len(), 2);
        for number in ["8", "12.5", "18", "0.20", "0.14", "0.25"] {
            assert!(scene.alt.contains(number), "{number}: {}", scene.alt);
            assert!(scene.table.rows.iter().flatten().any(|cell| cell.contains(number)), "{number}");
        }
        assert_eq!(scene.marks.len(), 3);
    }
}

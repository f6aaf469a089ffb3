//! The view as a reader meets it, in both languages.

use super::*;
use crate::ui::icon_array::IconArray;
use crate::words::Language;
use proptest::prelude::*;
use shirube_risk::analytes::{CvMethod, Kit};
use shirube_risk::units::Sil2rUnit;

fn form(condition: Condition, cv: &str, sil2r: &str) -> Form {
    Form {
        condition: Some(condition),
        cv: cv.into(),
        cv_method: Some(CvMethod::RaisingClova),
        sil2r: sil2r.into(),
        kit: Some(Kit::Cleia),
        ..Form::default()
    }
}

fn smoldering(cv: &str, sil2r: &str) -> AssessView {
    view(&form(Condition::SmolderingAtl, cv, sil2r), FIRST_MONTHS, Language::En)
}

#[test]
fn high_and_high_is_r4_with_both_readings() {
    let view = smoldering("0.61", "1,240");
    assert_eq!(view.primary.status, "determined");
    assert_eq!((view.primary.possible.as_str(), view.primary.group.as_str()), ("R4", "high"));
    assert_eq!(view.primary.nearby, "");
    assert!(view.answer.numbers[0].contains("25.0 months"));
    assert!(view.answer.numbers[0].contains("mean or median is not clear"));
    let over = view.over_time.unwrap();
    assert_eq!(over.progressed, "28 or 38");
    assert_eq!(over.not_known, "62 or 72");
    assert_eq!(over.icons, IconArray { solid: 28, hatched: 10 });
    assert!(over.reading.contains("28 or 38 of 100 at 12 months"));
}

#[test]
fn r2_has_the_joint_time_and_another_kit_nearby() {
    let view = smoldering("0.61", "980");
    assert_eq!((view.primary.possible.as_str(), view.primary.nearby.as_str()), ("R2", "R4"));
    assert!(view.answer.numbers[0].contains("R2 and R3 together"));
    assert!(view.answer.numbers[0].contains("156.0"));
    assert!(view.notes.iter().any(|note| note.is_caution && note.text.contains("R4")));
}

#[test]
fn r1_is_never_a_bare_zero() {
    let view = smoldering("0.31", "400");
    assert_eq!(view.primary.possible, "R1");
    assert!(view.over_time.is_none());
    let limits = view.none_seen.unwrap().rows;
    let expected = [("10", "26%"), ("28", "11%"), ("43", "7%")];
    assert_eq!(limits, expected.map(|(n, percent)| (n.to_owned(), percent.to_owned())));
    assert!(view.answer.sentence.contains("does not mean zero"), "also when numbers are hidden");
    assert!(view.answer.one_line(true).contains("does not mean zero"));
}

#[test]
fn r3_has_its_sentence_and_no_curve() {
    let view = smoldering("0.31", "5000");
    assert_eq!((view.primary.possible.as_str(), view.primary.group.as_str()), ("R3", "intermediate"));
    assert!(view.over_time.is_none() && view.none_seen.is_none());
    assert!(view.answer.sentence.contains("Nobody with Cv below 0.50 progressed"));
    assert!(view.answer.sentence.contains("not published"));
    assert!(view.answer.one_line(true).contains("nobody progressed"));
}

#[test]
fn one_value_gives_a_set_what_settles_it_and_its_own_number() {
    let view = smoldering("0.61", "");
    assert_eq!((view.primary.status, view.primary.possible.as_str()), ("undetermined", "R2 R4"));
    assert!(view.answer.numbers[0].contains("99.0"));
    assert!(view.answer.sentence.contains("Knowing sIL-2R would settle it"));
    assert!(view.over_time.is_none() && view.plane.is_some() && view.table.is_some());
    let view = smoldering("", "5,000");
    assert_eq!(view.primary.possible, "R3 R4");
    assert!(view.answer.numbers[0].contains("44.0"));
    assert!(smoldering("0.2", "").answer.numbers[0].contains("Nobody with Cv below 0.50"));
}

#[test]
fn rounding_is_noted() {
    let view = smoldering("0.505", "1240");
    assert_eq!((view.primary.possible.as_str(), view.primary.nearby.as_str()), ("R4", "R3"));
}

#[test]
fn an_invalid_entry_takes_away_only_what_reads_it() {
    let view = smoldering("0.61", "12,40");
    assert_eq!((view.primary.status, view.primary.possible.as_str()), ("invalid", ""));
    assert!(view.plane.is_none() && view.table.is_none() && view.why.is_none());
    assert!(view.entries.sil2r_error.is_some() && view.entries.cv_error.is_none());
    let carrier = view_of(&form(Condition::Carrier, "0.61", "12,40"));
    assert_eq!((carrier.primary.name, carrier.primary.status), ("cv_class", "determined"));
    assert!(carrier.entries.sil2r_error.is_some());
}

fn view_of(form: &Form) -> AssessView {
    view(form, FIRST_MONTHS, Language::Ja)
}

#[test]
fn every_condition_answers_or_says_why_not() {
    for condition in Condition::ALL {
        let view = view_of(&form(condition, "0.61", "1240"));
        let expected = match condition {
            Condition::SmolderingAtl => ("cv_sil2r", "determined"),
            Condition::Carrier | Condition::HamTsp => ("cv_class", "determined"),
            _ => ("cv_sil2r", "withheld"),
        };
        assert_eq!((view.primary.name, view.primary.status), expected, "{condition:?}");
        assert_ne!(view.primary.name, view.secondary.name);
        assert_eq!(view.secondary.status, "withheld");
    }
    assert_eq!(view_of(&Form::default()).primary.status, "empty");
    assert_eq!(view_of(&form(Condition::SmolderingAtl, "", "")).primary.status, "empty");
    assert_eq!(view_of(&form(Condition::Carrier, "", "1240")).primary.status, "empty");
}

#[test]
fn another_unit_and_a_rare_value_give_no_result() {
    let mut entry = form(Condition::SmolderingAtl, "0.61", "1240");
    entry.sil2r_unit = Sil2rUnit::PicogramsPerMl;
    let refused = view_of(&entry);
    assert_eq!(refused.primary.status, "invalid");
    assert!(refused.entries.sil2r_error.unwrap().contains("pg/mL"));
    let rare = form(Condition::SmolderingAtl, "0.61", "20");
    assert!(view_of(&rare).entries.asks_unit);
    assert_eq!(view_of(&rare).primary.status, "invalid");
    let confirmed = Form { unit_confirmed_for: Some("20".into()), ..rare };
    assert_eq!(view_of(&confirmed).primary.possible, "R2");
}

#[test]
fn a_number_from_another_method_is_withheld() {
    let mut entry = form(Condition::SmolderingAtl, "0.61", "1240");
    entry.cv_method = Some(CvMethod::Other);
    assert_eq!(view_of(&entry).primary.status, "withheld");
    entry.cv_method = None;
    let view = view_of(&entry);
    assert_eq!(view.primary.status, "determined");
    assert_eq!(view.notes[0].heading, Language::Ja.words().assess.note.method_heading);
}

#[test]
fn time_stops_at_the_mean_follow_up() {
    assert_eq!(last_months(), 56);
    let entry = form(Condition::SmolderingAtl, "0.61", "1240");
    let late = view(&entry, 200, Language::En).over_time.unwrap();
    assert_eq!(late.months, "56 months");
}

/// Every number of people that any part of the view gives for the chosen time.
fn same_people_everywhere(view: &AssessView) -> Result<(), TestCaseError> {
    let Some(over) = &view.over_time else { return Ok(()) };
    let row = view.table.as_ref().unwrap().rows.iter().find(|row| row.mark.is_some()).unwrap();
    prop_assert_eq!(&row.at_month, &over.progressed);
    prop_assert!(over.reading.contains(&over.progressed));
    prop_assert!(over.scene.alt.contains(&over.progressed));
    prop_assert!(over.icons_alt.contains(&over.progressed) && over.icons_alt.contains(&over.not_known));
    prop_assert!(over.scene.labels.iter().any(|label| label.text.contains(&over.progressed)));
    let in_table = &over.scene.table.rows[over.scene.table.current.unwrap()];
    prop_assert!(over.progressed.contains(&in_table[1]) && over.progressed.contains(&in_table[2]));
    Ok(())
}

proptest! {
    #[test]
    fn all_views_agree(cv in 0.0_f64..=1.0, sil2r in 50.0_f64..200_000.0, months in 1_u8..=56, english: bool) {
        let language = if english { Language::En } else { Language::Ja };
        let mut entry = form(Condition::SmolderingAtl, &cv.to_string(), &sil2r.to_string());
        entry.normalise();
        let view = view(&entry, months, language);
        prop_assert_eq!(view.primary.status, "determined");
        same_people_everywhere(&view)?;
        let plane = view.plane.as_ref().unwrap();
        prop_assert!(plane.scene.alt.contains(&view.primary.possible));
        prop_assert!(view.answer.one_line(true).contains(&view.primary.possible));
        prop_assert!(view.table.as_ref().unwrap().rows.iter().any(|row| row.mark.is_some() && row.code == view.primary.possible));
    }

    #[test]
    fn no_entry_panics_and_an_invalid_one_leaves_no_result(cv in "\\PC{0,12}", sil2r in "[0-9０-９,.% -]{0,9}") {
        let entry = form(Condition::SmolderingAtl, &cv, &sil2r);
        let view = view_of(&entry);
        if view.entries.cv_error.is_some() || view.entries.sil2r_error.is_some() {
            prop_assert_eq!(view.primary.status, "invalid");
            prop_assert_eq!(view.primary.possible.as_str(), "");
            prop_assert!(view.table.is_none() && view.plane.is_none() && view.over_time.is_none());
        }
    }
}

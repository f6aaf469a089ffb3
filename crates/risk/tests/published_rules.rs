//! What the published rules say, at and around every boundary.
#![allow(clippy::unwrap_used, reason = "a test without its values has failed")]

use proptest::prelude::*;
use shirube_risk::analytes::{Condition, Cv, CvMethod, Kit, Sil2r};
use shirube_risk::answer::{Answer, Reason, Status, Warning};
use shirube_risk::assessment::assess;
use shirube_risk::coded::CodedSet;
use shirube_risk::evidence::{CV_CUT_HIGH, CV_CUT_INTERMEDIATE, SIL2R_CUT_HIGH};
use shirube_risk::inputs::{Field, Inputs};
use shirube_risk::kit_scale::kit_bar;
use shirube_risk::rules::cv_class::{CvClass, rounding_cut};
use shirube_risk::rules::cv_sil2r::{Group, Region, SingleMarker, single_marker};

fn smoldering(cv: Option<f64>, sil2r: Option<(f64, Kit)>) -> Inputs {
    Inputs {
        cv: cv.map(|cv| Cv::new(cv).unwrap()),
        cv_method: CvMethod::RaisingClova,
        sil2r: sil2r.map(|(value, kit)| Sil2r::new(value, kit).unwrap()),
        ..Inputs::new(Condition::SmolderingAtl)
    }
}

fn carrier(cv: f64) -> Inputs {
    Inputs { condition: Condition::Carrier, ..smoldering(Some(cv), None) }
}

fn regions(regions: &[Region]) -> CodedSet<Region> {
    regions.iter().copied().collect()
}

fn both(cv: f64, sil2r: f64, kit: Kit) -> Answer<Region> {
    assess(&smoldering(Some(cv), Some((sil2r, kit)))).cv_sil2r
}

#[test]
fn worked_examples_of_smoldering_atl() {
    let r4 = both(0.61, 1240.0, Kit::Cleia);
    assert_eq!(r4.possible.single(), Some(Region::R4));
    assert_eq!(Region::R4.group(), Group::High);
    assert!(r4.nearby_by_kit.is_empty() && r4.nearby_by_rounding.is_empty());

    let r2 = both(0.61, 980.0, Kit::Cleia);
    assert_eq!(r2.possible.single(), Some(Region::R2));
    assert_eq!(r2.nearby_by_kit, regions(&[Region::R4]));
    assert_eq!(Region::R2.published_time().map(|fact| fact.value), Some(156.0));

    let rounded = both(0.505, 1240.0, Kit::Cleia);
    assert_eq!(rounded.possible.single(), Some(Region::R4));
    assert_eq!(rounded.nearby_by_rounding, regions(&[Region::R3]));
    assert!(rounded.nearby_by_kit.is_empty());

    assert_eq!(both(0.31, 400.0, Kit::Cleia).possible.single(), Some(Region::R1));
    assert_eq!(both(0.31, 5000.0, Kit::Cleia).possible.single(), Some(Region::R3));
}

#[test]
fn each_region_has_its_own_group_and_time() {
    let groups = [Group::Low, Group::Intermediate, Group::Intermediate, Group::High];
    assert_eq!(Region::ALL.map(Region::group), groups);
    let months = Region::ALL.map(|region| region.published_time().map(|fact| fact.value));
    assert_eq!(months, [None, Some(156.0), None, Some(25.0)]);
}

#[test]
fn impossible_values_are_not_taken() {
    for (value, taken) in
        [(-f64::MIN_POSITIVE, false), (0.0, true), (1.0, true), (1.0_f64.next_up(), false), (f64::NAN, false)]
    {
        assert_eq!(Cv::new(value).is_some(), taken, "{value}");
    }
    for (value, taken) in
        [(0.0, false), (f64::MIN_POSITIVE, true), (1e6, true), (1e6_f64.next_up(), false), (f64::NAN, false)]
    {
        assert_eq!(Sil2r::new(value, Kit::Eia).is_some(), taken, "{value}");
    }
}

#[test]
fn no_reading_of_a_kit_is_negative() {
    assert_eq!(kit_bar(Sil2r::new(0.1, Kit::Cleia).unwrap()).low, 0.0);
}

#[test]
fn both_cut_offs_are_inclusive() {
    for (cv, high) in [(0.4999, false), (0.5_f64.next_down(), false), (0.5, true), (0.505, true)] {
        let region = both(cv, 400.0, Kit::Cleia).possible.single().unwrap();
        assert_eq!(region.cv_is_high(), high, "Cv {cv}");
    }
    for (sil2r, high) in [(999.9, false), (1000.0_f64.next_down(), false), (1000.0, true), (1000.1, true)] {
        let region = both(0.1, sil2r, Kit::Cleia).possible.single().unwrap();
        assert_eq!(region.sil2r_is_high(), high, "sIL-2R {sil2r}");
    }
}

#[test]
fn another_kit_may_reach_the_other_side() {
    for (sil2r, kit, reaches) in [
        (815.8, Kit::Cleia, false),
        (815.9, Kit::Cleia, true),
        (999.9, Kit::Cleia, true),
        (1000.0, Kit::Cleia, false),
        (999.9, Kit::Eia, false),
        (1000.0, Kit::Eia, true),
        (1226.7, Kit::Eia, true),
        (1226.8, Kit::Eia, false),
        (815.8, Kit::Unknown, false),
        (815.9, Kit::Unknown, true),
        (1226.7, Kit::Other, true),
        (1226.8, Kit::Other, false),
    ] {
        let answer = both(0.61, sil2r, kit);
        assert_eq!(!answer.nearby_by_kit.is_empty(), reaches, "{sil2r} {kit:?}");
        assert!(answer.nearby_by_rounding.is_empty());
    }
}

#[test]
fn the_rounding_note_stands_on_closed_intervals() {
    for (cv, noted) in [
        (0.4949, false),
        (0.495_f64.next_down(), false),
        (0.495, true),
        (0.5, true),
        (0.505, true),
        (0.505_f64.next_up(), false),
    ] {
        assert_eq!(!both(cv, 400.0, Kit::Cleia).nearby_by_rounding.is_empty(), noted, "{cv}");
    }
    for (cv, noted) in [
        (0.245_f64.next_down(), false),
        (0.245, true),
        (0.255, true),
        (0.255_f64.next_up(), false),
        (0.35, false),
        (0.495_f64.next_down(), false),
        (0.495, true),
        (0.505, true),
        (0.505_f64.next_up(), false),
    ] {
        assert_eq!(!assess(&carrier(cv)).cv_class.nearby_by_rounding.is_empty(), noted, "{cv}");
    }
}

#[test]
fn rounding_names_the_cut_off_and_the_class_beyond_it() {
    for (cv, beyond, cut) in [
        (0.245, CvClass::Intermediate, CV_CUT_INTERMEDIATE),
        (0.255, CvClass::Low, CV_CUT_INTERMEDIATE),
        (0.495, CvClass::High, CV_CUT_HIGH),
        (0.505, CvClass::Intermediate, CV_CUT_HIGH),
    ] {
        assert_eq!(assess(&carrier(cv)).cv_class.nearby_by_rounding.single(), Some(beyond), "{cv}");
        assert_eq!(rounding_cut(Cv::new(cv).unwrap()), Some(&cut), "{cv}");
    }
}

#[test]
fn classes_of_carriers_and_ham() {
    for (cv, class) in [
        (0.0, CvClass::Low),
        (0.2449, CvClass::Low),
        (0.245, CvClass::Low),
        (0.25_f64.next_down(), CvClass::Low),
        (0.25, CvClass::Intermediate),
        (0.4949, CvClass::Intermediate),
        (0.5_f64.next_down(), CvClass::Intermediate),
        (0.5, CvClass::High),
        (1.0, CvClass::High),
    ] {
        for condition in [Condition::Carrier, Condition::HamTsp] {
            let answer = assess(&Inputs { condition, ..carrier(cv) });
            assert_eq!(answer.cv_class.possible.single(), Some(class), "{cv}");
            assert_eq!(answer.cv_sil2r.reason, Some(Reason::OutOfScope));
        }
    }
}

#[test]
fn a_missing_value_leaves_a_set_and_says_what_settles_it() {
    let cv_only = assess(&smoldering(Some(0.61), None)).cv_sil2r;
    assert_eq!(cv_only.status(), Status::Undetermined);
    assert_eq!(cv_only.possible, regions(&[Region::R2, Region::R4]));
    assert_eq!(cv_only.settled_by, CodedSet::of(Field::Sil2r));
    let sil2r_only = assess(&smoldering(None, Some((5000.0, Kit::Cleia)))).cv_sil2r;
    assert_eq!(sil2r_only.possible, regions(&[Region::R3, Region::R4]));
    assert_eq!(sil2r_only.settled_by, CodedSet::of(Field::Cv));
    let neither = assess(&smoldering(None, None)).cv_sil2r;
    assert_eq!(neither.possible, regions(&Region::ALL));
    assert_eq!(neither.settled_by, CodedSet::of(Field::Cv).with(Field::Sil2r));
}

#[test]
fn one_marker_alone_has_its_own_published_number() {
    let marker = |cv, sil2r| {
        let inputs = smoldering(cv, sil2r);
        single_marker(inputs.cv, inputs.sil2r)
    };
    assert!(matches!(marker(Some(0.5), None), Some(SingleMarker::CvHigh(fact)) if fact.value == 99.0));
    assert_eq!(marker(Some(0.49), None), Some(SingleMarker::CvLow));
    assert!(
        matches!(marker(None, Some((1000.0, Kit::Eia))), Some(SingleMarker::Sil2rHigh(fact)) if fact.value == 44.0)
    );
    assert_eq!(marker(None, Some((999.9, Kit::Eia))), Some(SingleMarker::Sil2rLow));
    assert_eq!(marker(None, None), None);
    assert_eq!(marker(Some(0.5), Some((999.9, Kit::Eia))), None);
}

#[test]
fn rules_are_silent_outside_their_scope() {
    for condition in Condition::ALL {
        let answer = assess(&Inputs { condition, ..smoldering(Some(0.61), Some((1240.0, Kit::Cleia))) });
        let smoldering = condition == Condition::SmolderingAtl;
        let class = matches!(condition, Condition::Carrier | Condition::HamTsp);
        assert_eq!(answer.cv_sil2r.reason, (!smoldering).then_some(Reason::OutOfScope), "{condition:?}");
        assert_eq!(answer.cv_class.reason, (!class).then_some(Reason::OutOfScope), "{condition:?}");
        assert_eq!(Condition::from_code(condition.code()), Some(condition));
    }
}

#[test]
fn another_method_is_withheld_and_an_unknown_one_warned_of() {
    let mut inputs = smoldering(Some(0.61), Some((1240.0, Kit::Cleia)));
    inputs.cv_method = CvMethod::Other;
    assert_eq!(assess(&inputs).cv_sil2r.reason, Some(Reason::MethodNotStudied));
    assert_eq!(assess(&inputs).cv_class.reason, Some(Reason::OutOfScope));
    inputs.cv_method = CvMethod::Unknown;
    let answer = assess(&inputs).cv_sil2r;
    assert_eq!(answer.possible.single(), Some(Region::R4));
    assert_eq!(answer.warnings, CodedSet::of(Warning::CvMethodUnknown));
    inputs.cv = None;
    assert!(assess(&inputs).cv_sil2r.warnings.is_empty());
    let class = |cv, cv_method| assess(&Inputs { cv, cv_method, ..carrier(0.61) }).cv_class;
    let cv = Cv::new(0.61);
    assert_eq!(class(cv, CvMethod::Other).reason, Some(Reason::MethodNotStudied));
    assert_eq!(class(cv, CvMethod::Unknown).warnings, CodedSet::of(Warning::CvMethodUnknown));
    assert!(class(cv, CvMethod::RaisingClova).warnings.is_empty());
    assert!(class(None, CvMethod::Unknown).warnings.is_empty());
    assert_eq!(Inputs::new(Condition::Carrier).cv_method, CvMethod::Unknown);
}

#[test]
fn a_rare_sil2r_is_marked() {
    for (value, warned) in
        [(50.0_f64.next_down(), true), (50.0, false), (200_000.0, false), (200_000.0_f64.next_up(), true)]
    {
        assert_eq!(both(0.61, value, Kit::Cleia).warnings.contains(Warning::Implausible), warned);
    }
}

fn kits() -> impl Strategy<Value = Kit> {
    prop::sample::select(&Kit::ALL[..])
}

/// Values that crowd around the cut-offs as well as the whole range.
fn cvs() -> impl Strategy<Value = f64> {
    prop_oneof![0.0_f64..=1.0, 0.49_f64..0.51, 0.24_f64..0.26, Just(0.5), Just(0.495), Just(0.505)]
}

fn sil2rs() -> impl Strategy<Value = f64> {
    prop_oneof![0.1_f64..1e6, 800.0_f64..1250.0, Just(1000.0), Just(999.999_999_999)]
}

/// A grid that meets both sides of every cut-off.
const CV_GRID: [f64; 8] = [0.0, 0.2449, 0.25, 0.4949, 0.4999, 0.5, 0.505, 1.0];
const SIL2R_GRID: [f64; 7] = [0.1, 815.8, 999.9, 1000.0, 1000.1, 1226.8, 1e6];

proptest! {
    #[test]
    fn possible_is_the_union_over_every_completion(cv in cvs(), sil2r in sil2rs(), kit in kits()) {
        let union = |answers: Vec<Answer<Region>>| -> CodedSet<Region> {
            answers.into_iter().flat_map(|answer| answer.possible.iter().collect::<Vec<_>>()).collect()
        };
        let cv_only = assess(&smoldering(Some(cv), None)).cv_sil2r;
        prop_assert_eq!(cv_only.possible, union(SIL2R_GRID.iter().map(|&s| both(cv, s, kit)).collect()));
        prop_assert!(!both(cv, sil2r, kit).possible.without(cv_only.possible).iter().any(|_| true));
        let sil2r_only = assess(&smoldering(None, Some((sil2r, kit)))).cv_sil2r;
        prop_assert_eq!(sil2r_only.possible, union(CV_GRID.iter().map(|&c| both(c, sil2r, kit)).collect()));
    }

    #[test]
    fn the_group_never_falls_when_a_marker_rises(
        cv in cvs(), higher_cv in cvs(), sil2r in sil2rs(), higher_sil2r in sil2rs(), kit in kits(),
    ) {
        let (cv, higher_cv) = (cv.min(higher_cv), cv.max(higher_cv));
        let (sil2r, higher_sil2r) = (sil2r.min(higher_sil2r), sil2r.max(higher_sil2r));
        let group = |cv, sil2r| both(cv, sil2r, kit).possible.single().map(Region::group);
        prop_assert!(group(cv, sil2r) <= group(higher_cv, sil2r));
        prop_assert!(group(cv, sil2r) <= group(cv, higher_sil2r));
        let class = |cv| assess(&carrier(cv)).cv_class.possible.single();
        prop_assert!(class(cv) <= class(higher_cv));
    }

    #[test]
    fn nearby_by_kit_agrees_with_the_kit_bar(cv in cvs(), sil2r in sil2rs(), kit in kits()) {
        let bar = kit_bar(Sil2r::new(sil2r, kit).unwrap());
        let cut = SIL2R_CUT_HIGH.value;
        let crosses = (bar.low < cut) != (bar.high < cut);
        let answer = both(cv, sil2r, kit);
        prop_assert_eq!(!answer.nearby_by_kit.is_empty(), crosses);
        for region in answer.nearby_by_kit.iter() {
            let here = answer.possible.single().unwrap();
            prop_assert_eq!(region.cv_is_high(), here.cv_is_high());
            prop_assert_ne!(region.sil2r_is_high(), here.sil2r_is_high());
        }
    }

    #[test]
    fn kit_and_rounding_never_change_what_is_possible(cv in cvs(), sil2r in sil2rs()) {
        let expected = both(cv, sil2r, Kit::Cleia).possible;
        for kit in Kit::ALL {
            let answer = both(cv, sil2r, kit);
            prop_assert_eq!(answer.possible, expected);
            prop_assert_eq!(answer.nearby_by_kit.without(answer.possible), answer.nearby_by_kit);
            prop_assert_eq!(answer.nearby_by_rounding.without(answer.possible), answer.nearby_by_rounding);
        }
    }
}

//! Survival indices, subtype, proviral load and motor score, at and around every boundary.
#![allow(clippy::unwrap_used, reason = "a test without its values has failed")]

mod people;

use people::{completions, without};
use shirube_risk::analytes::{Condition, Kit, Sil2r};
use shirube_risk::answer::{Reason, Status, Warning};
use shirube_risk::assessment::assess;
use shirube_risk::coded::{Coded, CodedSet};
use shirube_risk::inputs::{
    Age, AnnArborStage, Field, Inputs, Involvement, Labs, Omds, Organ, Percent, PerformanceStatus,
};
use shirube_risk::quantity::{
    Albumin, AlbuminUnit, Bun, Calcium, CalciumUnit, CellCount, CellCountUnit, Ldh, LdhUnit, LimitedAlbumin,
    Lymphocytes, ProviralLoad, ProviralLoadUnit, Unit, UreaUnit, ValidRange,
};
use shirube_risk::rules::atl_pi::{self, ScoreRange};
use shirube_risk::rules::shimoyama::{self, Subtype};
use shirube_risk::rules::{
    self, Comparator, chronic_unfavorable::Factors, iatl_pi_2017, iatl_pi_2025, omds, pvl_carrier::Load,
};

fn with_sil2r(condition: Condition, value: f64) -> Inputs {
    Inputs { sil2r: Sil2r::new(value, Kit::Cleia), ..Inputs::new(condition) }
}

fn codes<R: Coded>(set: CodedSet<R>) -> Vec<&'static str> {
    set.iter().map(Coded::code).collect()
}

#[test]
fn each_survival_index_keeps_its_own_comparators() {
    for (value, of_2017, of_2025) in [
        (1000.0_f64.next_down(), "low", "low"),
        (1000.0, "low", "low_intermediate"),
        (1000.0_f64.next_up(), "intermediate", "low_intermediate"),
        (3000.0_f64.next_down(), "intermediate", "low_intermediate"),
        (3000.0, "intermediate", "high_intermediate"),
        (6000.0_f64.next_down(), "intermediate", "high_intermediate"),
        (6000.0, "intermediate", "high"),
        (6000.0_f64.next_up(), "high", "high"),
    ] {
        let all = assess(&with_sil2r(Condition::SmolderingAtl, value));
        assert_eq!(codes(all.iatl_pi_2017.possible), [of_2017], "{value}");
        assert_eq!(codes(all.iatl_pi_2025.possible), [of_2025], "{value}");
    }
}

#[test]
fn each_group_has_its_own_published_number() {
    let years = iatl_pi_2017::RiskGroup::ALL.map(|group| group.median_survival().map(|fact| fact.value));
    assert_eq!(years, [None, Some(5.5), Some(1.6)]);
    let percent = iatl_pi_2025::RiskGroup::ALL.map(|group| group.five_year_survival().value);
    assert_eq!(percent, [88.9, 67.5, 34.0, 17.0]);
    let months = atl_pi::RiskGroup::ALL.map(|group| group.median_survival().value);
    assert_eq!(months, [16.0, 7.0, 5.0]);
    let milestones = omds::MILESTONES.map(|(grade, fact)| (grade, fact.value));
    assert_eq!(milestones, [(5, 8.0), (6, 12.5), (9, 18.0)]);
}

#[test]
fn the_index_is_given_where_the_rule_applies() {
    let index = |condition, value| assess(&with_sil2r(condition, value)).iatl_pi_2017_index;
    // python3 -c "import math; print(repr(1.51 * math.log10(1240)))"
    let expected = 4.671_066_744_594_975;
    let found = index(Condition::ChronicAtl, 1240.0).unwrap();
    assert!((found - expected).abs() <= 1e-12, "{found}");
    assert_eq!(index(Condition::SmolderingAtl, 1.0), Some(0.0));
    assert!((index(Condition::SmolderingAtl, 1e6).unwrap() - 9.06).abs() < 1e-12);
    assert_eq!(index(Condition::AcuteAtl, 1240.0), None);
    assert_eq!(assess(&Inputs::new(Condition::SmolderingAtl)).iatl_pi_2017_index, None);
}

#[test]
fn scopes_of_the_survival_indices() {
    for condition in Condition::ALL {
        let all = assess(&with_sil2r(condition, 1240.0));
        let chronic = matches!(
            condition,
            Condition::ChronicAtl | Condition::FavorableChronicAtl | Condition::UnfavorableChronicAtl
        );
        let smoldering = condition == Condition::SmolderingAtl;
        let out_of_scope = |applies: bool| (!applies).then_some(Reason::OutOfScope);
        assert_eq!(all.iatl_pi_2017.reason, out_of_scope(smoldering || chronic), "{condition:?}");
        let reason = match condition {
            Condition::SmolderingAtl | Condition::FavorableChronicAtl => None,
            Condition::ChronicAtl => Some(Reason::NeedsFavorableChronic),
            _ => Some(Reason::OutOfScope),
        };
        assert_eq!(all.iatl_pi_2025.reason, reason, "{condition:?}");
        let aggressive = matches!(condition, Condition::AcuteAtl | Condition::LymphomaAtl);
        assert_eq!(all.atl_pi.reason, out_of_scope(aggressive), "{condition:?}");
        assert_eq!(all.atl_pi_score.is_some(), aggressive, "{condition:?}");
        let has_no_atl = matches!(condition, Condition::Carrier | Condition::HamTsp);
        assert_eq!(all.shimoyama.reason, out_of_scope(!has_no_atl), "{condition:?}");
    }
}

#[test]
fn a_rare_sil2r_is_marked_in_each_rule_that_reads_it() {
    for (value, warnings) in
        [(50.0_f64.next_down(), CodedSet::of(Warning::Implausible)), (50.0, CodedSet::EMPTY)]
    {
        let smoldering = assess(&with_sil2r(Condition::SmolderingAtl, value));
        assert_eq!(smoldering.iatl_pi_2017.warnings, warnings, "{value}");
        assert_eq!(smoldering.iatl_pi_2025.warnings, warnings, "{value}");
        assert_eq!(assess(&with_sil2r(Condition::AcuteAtl, value)).atl_pi.warnings, warnings, "{value}");
    }
}

#[test]
fn chronic_atl_reaches_the_revised_index_once_it_is_favorable() {
    let mut inputs = with_sil2r(Condition::ChronicAtl, 1240.0);
    inputs.labs = labs(210.0, 4.2, 14.0);
    let all = assess(&inputs);
    assert_eq!(codes(all.chronic_unfavorable.possible), ["favorable"]);
    assert_eq!(codes(all.iatl_pi_2025.possible), ["low_intermediate"]);
    inputs.labs = labs(223.0, 4.2, 14.0);
    assert_eq!(assess(&inputs).iatl_pi_2025.reason, Some(Reason::OutOfScope));
}

/// LDH, albumin and urea nitrogen with one laboratory's limits of 222, 4.1 and 20.
fn labs(ldh: f64, albumin: f64, bun: f64) -> Labs {
    Labs {
        ldh: Ldh::new(Some(ldh), Some(222.0), LdhUnit::UnitsPerL).unwrap(),
        albumin: LimitedAlbumin::new(Some(albumin), Some(4.1), AlbuminUnit::GramsPerDl).unwrap(),
        bun: Bun::new(Some(bun), Some(20.0), UreaUnit::MilligramsPerDl).unwrap(),
        ..Labs::default()
    }
}

#[test]
fn any_factor_beyond_the_limit_makes_chronic_atl_unfavorable() {
    let kind = |labs| {
        let inputs = Inputs { labs, ..Inputs::new(Condition::ChronicAtl) };
        assess(&inputs).chronic_unfavorable.possible.single()
    };
    assert_eq!(kind(labs(222.0, 4.1, 20.0)), Some(Factors::Favorable), "at the limits");
    let present = |labs| codes(rules::chronic_unfavorable::present(&labs));
    assert!(present(labs(222.0, 4.1, 20.0)).is_empty());
    assert_eq!(present(labs(223.0, 4.1, 21.0)), ["labs.ldh", "labs.bun"]);
    assert_eq!(present(labs(222.0, 4.0, 20.0)), ["labs.albumin"]);
    assert_eq!(kind(labs(222.0_f64.next_up(), 4.1, 20.0)), Some(Factors::Unfavorable));
    assert_eq!(kind(labs(222.0, 4.1_f64.next_down(), 20.0)), Some(Factors::Unfavorable));
    assert_eq!(kind(labs(222.0, 4.1, 20.0_f64.next_up())), Some(Factors::Unfavorable));
}

#[test]
fn one_factor_decides_and_a_missing_limit_is_asked_for() {
    let mut inputs = Inputs::new(Condition::ChronicAtl);
    let all = assess(&inputs);
    assert_eq!(codes(all.chronic_unfavorable.settled_by), ["labs.ldh", "labs.albumin", "labs.bun"]);
    inputs.labs.ldh = Ldh::new(Some(300.0), None, LdhUnit::UnitsPerL).unwrap();
    inputs.labs.bun = Bun::new(None, Some(20.0), UreaUnit::MilligramsPerDl).unwrap();
    let all = assess(&inputs);
    assert_eq!(
        codes(all.chronic_unfavorable.settled_by),
        ["labs.ldh.upper_limit", "labs.albumin", "labs.bun.value"]
    );
    inputs.labs.ldh = Ldh::new(None, Some(222.0), LdhUnit::UnitsPerL).unwrap();
    inputs.labs.albumin = albumin(4.2);
    inputs.labs.bun = Bun::new(Some(14.0), None, UreaUnit::MilligramsPerDl).unwrap();
    let all = assess(&inputs);
    assert_eq!(
        codes(all.chronic_unfavorable.settled_by),
        ["labs.ldh.value", "labs.albumin.lower_limit", "labs.bun.upper_limit"]
    );
    inputs.labs.ldh = ldh(300.0);
    let all = assess(&inputs);
    assert_eq!(all.chronic_unfavorable.possible.single(), Some(Factors::Unfavorable));
    assert_eq!(all.chronic_unfavorable.status(), Status::Determined);
}

#[test]
fn a_limit_beyond_every_value_cannot_be_crossed() {
    let kind = |ldh_limit, albumin_limit| {
        let mut inputs = Inputs::new(Condition::ChronicAtl);
        inputs.labs = labs(200.0, 4.2, 14.0);
        inputs.labs.ldh = Ldh::new(None, Some(ldh_limit), LdhUnit::UnitsPerL).unwrap();
        inputs.labs.albumin =
            LimitedAlbumin::new(Some(4.2), Some(albumin_limit), AlbuminUnit::GramsPerDl).unwrap();
        codes(assess(&inputs).chronic_unfavorable.possible)
    };
    assert_eq!(kind(1e5, 4.1), ["favorable"]);
    assert_eq!(kind(1e5_f64.next_down(), 4.1), ["favorable", "unfavorable"]);
    let mut inputs = Inputs::new(Condition::ChronicAtl);
    inputs.labs = labs(200.0, 4.2, 14.0);
    inputs.labs.albumin = LimitedAlbumin::new(None, Some(10.0), AlbuminUnit::GramsPerDl).unwrap();
    assert_eq!(codes(assess(&inputs).chronic_unfavorable.possible), ["favorable", "unfavorable"]);
    inputs.labs.albumin =
        LimitedAlbumin::new(None, Some(10.0_f64.next_up()), AlbuminUnit::GramsPerDl).unwrap();
    assert_eq!(codes(assess(&inputs).chronic_unfavorable.possible), ["unfavorable"]);
    inputs.labs.albumin = LimitedAlbumin::new(None, Some(100.0), AlbuminUnit::GramsPerL).unwrap();
    assert_eq!(codes(assess(&inputs).chronic_unfavorable.possible), ["favorable", "unfavorable"]);
    inputs.labs.ldh = Ldh::new(None, Some(1e5), LdhUnit::UnitsPerL).unwrap();
    inputs.labs.albumin = LimitedAlbumin::default();
    assert_eq!(codes(assess(&inputs).chronic_unfavorable.settled_by), ["labs.albumin"]);
}

#[test]
fn the_kind_of_chronic_atl_is_not_asked_where_it_was_stated() {
    for (condition, reason) in [
        (Condition::ChronicAtl, None),
        (Condition::FavorableChronicAtl, Some(Reason::SubtypeGiven)),
        (Condition::UnfavorableChronicAtl, Some(Reason::SubtypeGiven)),
        (Condition::SmolderingAtl, Some(Reason::OutOfScope)),
        (Condition::Unknown, Some(Reason::OutOfScope)),
    ] {
        assert_eq!(assess(&Inputs::new(condition)).chronic_unfavorable.reason, reason, "{condition:?}");
    }
}

/// Somebody with acute ATL in whom every factor is absent, each just so.
fn acute() -> Inputs {
    let mut inputs = Inputs {
        age: Age::new(70.0),
        performance_status: PerformanceStatus::new(1),
        stage: Some(AnnArborStage::II),
        ..with_sil2r(Condition::AcuteAtl, 20_000.0)
    };
    inputs.labs.albumin = albumin(3.5);
    inputs
}

fn albumin(value: f64) -> LimitedAlbumin {
    LimitedAlbumin::new(Some(value), None, AlbuminUnit::GramsPerDl).unwrap()
}

#[test]
fn each_factor_of_the_atl_pi_has_its_points() {
    let score = |inputs: &Inputs| assess(inputs).atl_pi_score.unwrap();
    let base = acute();
    assert_eq!(score(&base), ScoreRange { min: 0, max: 0 });
    let older = Inputs { age: Age::new(70.0_f64.next_up()), ..base };
    let weaker = Inputs { performance_status: PerformanceStatus::new(2), ..base };
    let higher = Inputs { sil2r: Sil2r::new(20_000.0_f64.next_up(), Kit::Eia), ..base };
    let mut thinner = base;
    thinner.labs.albumin = albumin(3.5_f64.next_down());
    for inputs in [older, weaker, higher, thinner] {
        assert_eq!(score(&inputs), ScoreRange { min: 1, max: 1 });
    }
    for (stage, points) in
        [(AnnArborStage::I, 0), (AnnArborStage::II, 0), (AnnArborStage::III, 2), (AnnArborStage::IV, 2)]
    {
        assert_eq!(score(&Inputs { stage: Some(stage), ..base }).min, points);
    }
}

#[test]
fn groups_of_the_atl_pi() {
    let mut inputs = acute();
    let mut groups = Vec::new();
    let mut note = |inputs: &Inputs| {
        groups.push((
            assess(inputs).atl_pi_score.unwrap().max,
            codes(assess(inputs).atl_pi.possible).join(" "),
        ));
    };
    note(&inputs);
    inputs.age = Age::new(71.0);
    note(&inputs);
    inputs.performance_status = PerformanceStatus::new(4);
    note(&inputs);
    inputs.sil2r = Sil2r::new(20_001.0, Kit::Cleia);
    note(&inputs);
    inputs.labs.albumin = albumin(3.4);
    note(&inputs);
    inputs.stage = Some(AnnArborStage::III);
    note(&inputs);
    inputs.age = Age::new(70.0);
    note(&inputs);
    let expected = [
        (0, "low"),
        (1, "low"),
        (2, "low"),
        (3, "intermediate"),
        (4, "intermediate"),
        (6, "high"),
        (5, "high"),
    ];
    assert_eq!(groups, expected.map(|(score, group)| (score, group.to_owned())));
}

#[test]
fn the_atl_pi_names_only_what_can_change_the_group() {
    let mut inputs = acute();
    inputs.age = None;
    assert_eq!(assess(&inputs).atl_pi.status(), Status::Determined, "0 or 1 point: low either way");
    assert_eq!(assess(&inputs).atl_pi_score, Some(ScoreRange { min: 0, max: 1 }));
    inputs.stage = None;
    let all = assess(&inputs);
    assert_eq!(codes(all.atl_pi.possible), ["low", "intermediate"]);
    assert_eq!(codes(all.atl_pi.settled_by), ["age_years", "ann_arbor_stage"]);
    let nothing = assess(&Inputs::new(Condition::LymphomaAtl));
    assert_eq!(codes(nothing.atl_pi.possible), ["low", "intermediate", "high"]);
    assert_eq!(nothing.atl_pi_score, Some(ScoreRange { min: 0, max: 6 }));
    let settled_by = ["sil2r", "age_years", "performance_status", "ann_arbor_stage", "labs.albumin"];
    assert_eq!(codes(nothing.atl_pi.settled_by), settled_by);
    let mut limit_only = Inputs::new(Condition::LymphomaAtl);
    limit_only.labs.albumin = LimitedAlbumin::new(None, Some(4.1), AlbuminUnit::GramsPerDl).unwrap();
    assert!(assess(&limit_only).atl_pi.settled_by.contains(Field::AlbuminValue));
}

#[test]
fn albumin_per_litre_is_the_same_albumin() {
    let per_l = |value| Albumin::new(value, AlbuminUnit::GramsPerL).map(Albumin::grams_per_dl);
    assert_eq!(per_l(35.0), Some(3.5));
    let mut inputs = acute();
    inputs.labs.albumin =
        LimitedAlbumin::new(Some(35.0_f64.next_down()), None, AlbuminUnit::GramsPerL).unwrap();
    assert_eq!(assess(&inputs).atl_pi_score.unwrap().min, 1);
}

#[test]
fn proviral_load_of_carriers_in_every_unit() {
    use ProviralLoadUnit::{Per10Thousand, Per100, Per100Thousand, Percent as PercentUnit};
    for (cut, unit) in [(4.0, Per100), (4.0, PercentUnit), (400.0, Per10Thousand), (4000.0, Per100Thousand)] {
        for (value, load) in
            [(f64::next_down(cut), Load::Below4), (cut, Load::AtLeast4), (f64::next_up(cut), Load::AtLeast4)]
        {
            let inputs =
                Inputs { proviral_load: ProviralLoad::new(value, unit), ..Inputs::new(Condition::Carrier) };
            assert_eq!(assess(&inputs).pvl_carrier.possible.single(), Some(load), "{value} {unit:?}");
        }
        let rare = cut * 25.0;
        for (value, warned) in [(rare, false), (rare.next_up(), true)] {
            let inputs =
                Inputs { proviral_load: ProviralLoad::new(value, unit), ..Inputs::new(Condition::Carrier) };
            let warnings = assess(&inputs).pvl_carrier.warnings;
            assert_eq!(warnings.contains(Warning::Implausible), warned, "{value} {unit:?}");
        }
    }
    assert!(ProviralLoad::new(-0.1, Per100).is_none());
    assert_eq!(assess(&Inputs::new(Condition::HamTsp)).pvl_carrier.reason, Some(Reason::OutOfScope));
}

#[test]
fn the_motor_score_is_a_grade_and_nothing_more() {
    let grade = |condition, omds| assess(&Inputs { omds, ..Inputs::new(condition) });
    let known = grade(Condition::HamTsp, Omds::new(5));
    assert_eq!((known.omds.status(), known.omds_grade), (Status::Determined, Omds::new(5)));
    assert!(known.omds.possible.is_empty());
    let missing = grade(Condition::HamTsp, None);
    assert_eq!(missing.omds.status(), Status::Undetermined);
    assert_eq!(missing.omds.settled_by, CodedSet::of(Field::Omds));
    let carrier = grade(Condition::Carrier, Omds::new(5));
    assert_eq!((carrier.omds.reason, carrier.omds_grade), (Some(Reason::OutOfScope), None));
    assert_eq!((Omds::new(13).is_some(), Omds::new(14)), (true, None));
    assert_eq!([0.0, 5.0, 13.0].map(Omds::from_number), [0, 5, 13].map(Omds::new));
    assert_eq!((Omds::MAX, PerformanceStatus::MAX), (13, 4));
    assert_eq!([5.5, -1.0, 14.0, f64::NAN].map(Omds::from_number), [None; 4]);
}

#[test]
fn each_unit_has_its_own_range() {
    let from_zero = |high| ValidRange { low: 0.0, includes_low: true, high };
    let above_zero = |high| ValidRange { low: 0.0, includes_low: false, high };
    assert_eq!(CellCountUnit::ALL.map(Unit::range), [2000.0, 2e6].map(from_zero));
    assert_eq!(ProviralLoadUnit::ALL.map(Unit::range), [f64::INFINITY; 4].map(from_zero));
    assert_eq!(CalciumUnit::ALL.map(Unit::range), [30.0, 7.485, 14.97].map(above_zero));
    assert_eq!(AlbuminUnit::ALL.map(Unit::range), [10.0, 100.0].map(above_zero));
    assert_eq!(UreaUnit::ALL.map(Unit::range), [500.0, 178.5].map(above_zero));
    assert_eq!(LdhUnit::ALL.map(Unit::range), [1e5].map(above_zero));
    assert_eq!([ValidRange::AGE_YEARS, ValidRange::PERCENT], [120.0, 100.0].map(from_zero));
    assert_eq!((Age::new(120.0_f64.next_up()), Percent::new(100.0_f64.next_up())), (None, None));
}

#[test]
fn a_value_with_a_limit_is_empty_when_both_are_missing() {
    let is_empty = |value, limit| Ldh::new(value, limit, LdhUnit::UnitsPerL).unwrap().is_empty();
    assert!(is_empty(None, None));
    assert!(
        !is_empty(Some(210.0), None) && !is_empty(None, Some(222.0)) && !is_empty(Some(210.0), Some(222.0))
    );
}

/// Somebody who fits smoldering type, each value just so, and every organ looked at.
fn smoldering() -> Inputs {
    let mut inputs = Inputs::new(Condition::Unknown);
    inputs.labs = Labs {
        lymphocytes: counts(4.0_f64.next_down(), 1.0),
        abnormal_lymphocytes: Percent::new(5.0),
        ldh: ldh(333.0),
        calcium: Calcium::new(2.74_f64.next_down(), CalciumUnit::MillimolesPerL),
        ..Labs::default()
    };
    for organ in Organ::ALL {
        inputs.organs = inputs.organs.with(organ, Some(Involvement::No));
    }
    inputs
}

/// LDH with an upper limit of 222.
fn ldh(value: f64) -> Ldh {
    Ldh::new(Some(value), Some(222.0), LdhUnit::UnitsPerL).unwrap()
}

fn counts(all: f64, t: f64) -> Lymphocytes {
    let count = |value| CellCount::new(value, CellCountUnit::Billions);
    Lymphocytes::new(count(all), count(t)).unwrap()
}

/// Somebody who fits chronic type, each value just so.
fn chronic() -> Inputs {
    let mut inputs = smoldering();
    inputs.labs.lymphocytes = counts(4.0, 3.5_f64.next_up());
    inputs.labs.ldh = ldh(444.0);
    for organ in [Organ::LymphNode, Organ::Liver, Organ::Spleen, Organ::Skin, Organ::Lung] {
        inputs.organs = inputs.organs.with(organ, Some(Involvement::Yes));
    }
    inputs
}

fn subtype(inputs: &Inputs) -> Option<Subtype> {
    assess(inputs).shimoyama.possible.single()
}

fn changed(mut inputs: Inputs, change: impl FnOnce(&mut Inputs)) -> Inputs {
    change(&mut inputs);
    inputs
}

fn with_organ(inputs: &Inputs, organ: Organ, involvement: Involvement) -> Inputs {
    Inputs { organs: inputs.organs.with(organ, Some(involvement)), ..*inputs }
}

#[test]
fn smoldering_type_and_its_edges() {
    let base = smoldering();
    assert_eq!(subtype(&base), Some(Subtype::Smoldering));
    let beyond = [
        changed(base, |i| i.labs.lymphocytes = counts(4.0, 1.0)),
        changed(base, |i| i.labs.ldh = ldh(333.0_f64.next_up())),
        changed(base, |i| i.labs.calcium = Calcium::new(2.74, CalciumUnit::MillimolesPerL)),
        with_organ(&base, Organ::LymphNode, Involvement::Yes),
        with_organ(&base, Organ::Liver, Involvement::Yes),
        with_organ(&base, Organ::Spleen, Involvement::Yes),
        with_organ(&base, Organ::Cns, Involvement::Yes),
        with_organ(&base, Organ::Bone, Involvement::Yes),
        with_organ(&base, Organ::Gi, Involvement::Yes),
        with_organ(&base, Organ::Ascites, Involvement::Yes),
        with_organ(&base, Organ::PleuralEffusion, Involvement::Yes),
    ];
    for (place, inputs) in beyond.iter().enumerate() {
        assert_eq!(subtype(inputs), Some(Subtype::Acute), "case {place}");
    }
    for organ in [Organ::Skin, Organ::Lung] {
        let involved = with_organ(&base, organ, Involvement::Yes);
        assert_eq!(subtype(&involved), Some(Subtype::Smoldering));
        let few = changed(involved, |i| i.labs.abnormal_lymphocytes = Percent::new(5.0_f64.next_down()));
        assert_eq!(subtype(&few), Some(Subtype::DoesNotFit));
        let proven = with_organ(&few, organ, Involvement::HistologyProven);
        assert_eq!(subtype(&proven), Some(Subtype::Smoldering));
    }
}

#[test]
fn calcium_is_compared_in_the_unit_entered() {
    for (cut, unit) in [
        (2.74, CalciumUnit::MillimolesPerL),
        (5.5, CalciumUnit::MilliequivalentsPerL),
        (11.0, CalciumUnit::MilligramsPerDl),
    ] {
        let with = |value| changed(smoldering(), |i| i.labs.calcium = Calcium::new(value, unit));
        assert_eq!(subtype(&with(f64::next_down(cut))), Some(Subtype::Smoldering), "{unit:?}");
        assert_eq!(subtype(&with(cut)), Some(Subtype::Acute), "{unit:?}");
    }
}

#[test]
fn chronic_type_and_its_edges() {
    let base = chronic();
    assert_eq!(subtype(&base), Some(Subtype::Chronic));
    let beyond = [
        changed(base, |i| i.labs.lymphocytes = counts(4.0, 3.5)),
        changed(base, |i| i.labs.ldh = ldh(444.0_f64.next_up())),
        changed(base, |i| i.labs.calcium = Calcium::new(2.74, CalciumUnit::MillimolesPerL)),
        with_organ(&base, Organ::Cns, Involvement::Yes),
        with_organ(&base, Organ::PleuralEffusion, Involvement::Yes),
    ];
    for (place, inputs) in beyond.iter().enumerate() {
        assert_eq!(subtype(inputs), Some(Subtype::Acute), "case {place}");
    }
    let few = changed(base, |i| i.labs.abnormal_lymphocytes = Percent::new(4.9));
    assert_eq!(subtype(&few), Some(Subtype::DoesNotFit));
    for organ in [Organ::LymphNode, Organ::Liver, Organ::Spleen, Organ::Skin, Organ::Lung] {
        let proven = with_organ(&few, organ, Involvement::HistologyProven);
        assert_eq!(subtype(&proven), Some(Subtype::Chronic), "{organ:?}");
    }
    assert_eq!(subtype(&with_organ(&few, Organ::Gi, Involvement::HistologyProven)), Some(Subtype::Acute));
}

#[test]
fn lymphoma_type_and_its_edges() {
    let base = changed(smoldering(), |i| i.labs.abnormal_lymphocytes = Percent::new(1.0));
    let lymphoma = with_organ(&base, Organ::LymphNode, Involvement::HistologyProven);
    assert_eq!(subtype(&lymphoma), Some(Subtype::Lymphoma));
    let everywhere = Organ::ALL
        .into_iter()
        .fold(lymphoma, |inputs, organ| with_organ(&inputs, organ, Involvement::HistologyProven));
    assert_eq!(subtype(&everywhere), Some(Subtype::Lymphoma));
    let more = changed(lymphoma, |i| i.labs.abnormal_lymphocytes = Percent::new(1.0_f64.next_up()));
    assert_eq!(subtype(&more), Some(Subtype::Acute));
    let many = changed(lymphoma, |i| i.labs.lymphocytes = counts(4.0, 1.0));
    assert_eq!(subtype(&many), Some(Subtype::Acute));
    let unproven = with_organ(&lymphoma, Organ::LymphNode, Involvement::Yes);
    assert_eq!(subtype(&unproven), Some(Subtype::DoesNotFit));
}

#[test]
fn acute_type_says_that_it_is_by_exclusion() {
    let acute = with_organ(&smoldering(), Organ::Cns, Involvement::Yes);
    assert!(assess(&acute).shimoyama.warnings.contains(Warning::ByExclusion));
    assert!(assess(&smoldering()).shimoyama.warnings.is_empty());
}

#[test]
fn more_t_lymphocytes_than_a_few_lymphocytes_could_hold_settle_the_count() {
    let t_only = changed(chronic(), |i| {
        i.labs.lymphocytes = Lymphocytes::new(None, CellCount::new(4.0, CellCountUnit::Billions)).unwrap();
    });
    assert_eq!(subtype(&t_only), Some(Subtype::Chronic), "at least 4.0 lymphocytes");
    let fewer = changed(chronic(), |i| {
        let t = CellCount::new(4.0_f64.next_down(), CellCountUnit::Billions);
        i.labs.lymphocytes = Lymphocytes::new(None, t).unwrap();
    });
    let all = assess(&fewer);
    assert_eq!(codes(all.shimoyama.possible), ["chronic", "acute"]);
    assert_eq!(codes(all.shimoyama.settled_by), ["labs.lymphocytes"]);
}

/// What the subtype is read from.
const READ: [Field; 17] = [
    Field::Lymphocytes,
    Field::TLymphocytes,
    Field::AbnormalLymphocytes,
    Field::Ldh,
    Field::LdhValue,
    Field::LdhLimit,
    Field::Calcium,
    Field::LymphNode,
    Field::Skin,
    Field::Lung,
    Field::Liver,
    Field::Spleen,
    Field::Cns,
    Field::Bone,
    Field::Gi,
    Field::Ascites,
    Field::PleuralEffusion,
];

/// The subtypes for each way to fill in `one` and, with each of them, `other`.
fn completed(inputs: &Inputs, one: Field, other: Field) -> Vec<Vec<Option<Subtype>>> {
    let (ones, others) = (completions(inputs, one), completions(inputs, other));
    let subtype = |inputs: Inputs| shimoyama::answer(&inputs).possible.single();
    ones.iter()
        .map(|one| others.iter().map(|other| one(*inputs).and_then(other).and_then(subtype)).collect())
        .collect()
}

#[test]
fn subtypes_are_exact_where_one_or_two_values_are_missing() {
    let few = changed(smoldering(), |i| i.labs.abnormal_lymphocytes = Percent::new(1.0));
    let people = [
        smoldering(),
        chronic(),
        few,
        with_organ(&few, Organ::Skin, Involvement::HistologyProven),
        with_organ(&few, Organ::LymphNode, Involvement::HistologyProven),
        with_organ(&smoldering(), Organ::Cns, Involvement::Yes),
        changed(chronic(), |i| i.labs.abnormal_lymphocytes = Percent::new(1.0)),
    ];
    let varies = |subtypes: &mut dyn Iterator<Item = &Option<Subtype>>| {
        subtypes.flatten().copied().collect::<CodedSet<_>>().len() > 1
    };
    for known in people {
        for (place, &one) in READ.iter().enumerate() {
            for &other in &READ[place..] {
                // Two parts of one value are one field when both are missing.
                if one != other && [one, other].iter().all(|field| field.code().starts_with("labs.ldh")) {
                    continue;
                }
                let inputs = without(without(known, one), other);
                let subtypes = completed(&inputs, one, other);
                let mut settled_by = CodedSet::EMPTY;
                if subtypes.iter().any(|row| varies(&mut row.iter())) {
                    settled_by = settled_by.with(other);
                }
                if (0..subtypes[0].len()).any(|column| varies(&mut subtypes.iter().map(|row| &row[column]))) {
                    settled_by = settled_by.with(one);
                }
                let answer = shimoyama::answer(&inputs);
                let possible: CodedSet<_> = subtypes.iter().flatten().flatten().copied().collect();
                assert_eq!(codes(answer.possible), codes(possible), "{one:?} {other:?} {inputs:?}");
                assert_eq!(codes(answer.settled_by), codes(settled_by), "{one:?} {other:?} {inputs:?}");
            }
        }
    }
}

#[test]
fn a_stated_subtype_is_the_one_it_names() {
    let stated = Condition::ALL.map(shimoyama::stated);
    let chronic = Some(Subtype::Chronic);
    let (lymphoma, acute) = (Some(Subtype::Lymphoma), Some(Subtype::Acute));
    let expected = [Some(Subtype::Smoldering), None, None, chronic, chronic, chronic, lymphoma, acute, None];
    assert_eq!(stated, expected);
}

#[test]
fn a_subtype_that_does_not_fit_marks_every_rule_about_subtypes() {
    let mut inputs = chronic();
    inputs.condition = Condition::SmolderingAtl;
    let all = assess(&inputs);
    let conflict = |warnings: CodedSet<Warning>| warnings.contains(Warning::SubtypeConflict);
    assert!(conflict(all.cv_sil2r.warnings) && conflict(all.iatl_pi_2017.warnings));
    assert!(conflict(all.iatl_pi_2025.warnings) && conflict(all.atl_pi.warnings));
    assert!(conflict(all.chronic_unfavorable.warnings));
    assert!(!conflict(all.cv_class.warnings) && !conflict(all.shimoyama.warnings));
    assert!(!conflict(all.pvl_carrier.warnings) && !conflict(all.omds.warnings));
    for condition in [Condition::ChronicAtl, Condition::UnfavorableChronicAtl, Condition::Unknown] {
        assert!(!conflict(assess(&Inputs { condition, ..inputs }).iatl_pi_2017.warnings), "{condition:?}");
    }
    for condition in [Condition::LymphomaAtl, Condition::AcuteAtl] {
        assert!(conflict(assess(&Inputs { condition, ..inputs }).atl_pi.warnings), "{condition:?}");
    }
    inputs.labs.lymphocytes = Lymphocytes::default();
    inputs.organs = shirube_risk::inputs::Organs::UNKNOWN;
    inputs.labs.ldh = Ldh::default();
    assert!(!conflict(assess(&inputs).cv_sil2r.warnings), "smoldering is still possible");
}

#[test]
fn every_rule_lists_its_cut_offs_with_their_comparators() {
    let listed = rules::ALL.map(|rule| {
        let cut_offs = rule.cut_offs.iter().map(|cut| {
            let sign = match cut.comparator {
                Comparator::AtLeast => "≥",
                Comparator::Above => ">",
            };
            format!("{sign} {}", cut.fact.value)
        });
        (rule.id, cut_offs.collect::<Vec<_>>().join(", "))
    });
    let expected = [
        ("cv_class", "≥ 0.25, ≥ 0.5"),
        ("cv_sil2r", "≥ 0.5, ≥ 1000"),
        ("iatl_pi_2017", "> 1000, > 6000"),
        ("iatl_pi_2025", "≥ 1000, ≥ 3000, ≥ 6000"),
        ("atl_pi", "> 1, > 70, ≥ 3.5, > 20000"),
        ("pvl_carrier", "≥ 4"),
        ("shimoyama", "≥ 4, > 3.5, ≥ 5, > 1, > 1.5, > 2, ≥ 11, ≥ 2.74, ≥ 5.5"),
        ("chronic_unfavorable", ""),
        ("omds", ""),
    ];
    assert_eq!(listed, expected.map(|(id, cut_offs)| (id, cut_offs.to_owned())));
}

#[test]
fn every_rule_has_its_own_id_and_a_version() {
    let ids: std::collections::BTreeSet<_> = rules::ALL.iter().map(|rule| rule.id).collect();
    assert_eq!(ids.len(), rules::ALL.len());
    assert!(rules::ALL.iter().all(|rule| !rule.version.is_empty()));
}

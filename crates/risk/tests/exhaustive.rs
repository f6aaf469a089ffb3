//! Set-valued answers are exact, checked by enumeration for the rules with few inputs.
//!
//! For every pattern of missing values, beside every combination of known ones on a grid: what is possible is
//! the union over all completions, and a set of missing values settles the answer, whatever they turn out
//! to be, exactly if it holds all of `settled_by`. The grids have every boundary with both its neighbours,
//! the ends of what is taken, and so at least one value of each class.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test without its values has failed")]

use shirube_risk::analytes::{Condition, Cv, CvMethod, Kit, Sil2r};
use shirube_risk::answer::{Answer, Reason};
use shirube_risk::coded::{Coded, CodedSet};
use shirube_risk::inputs::{Age, AnnArborStage, Field, Inputs, PerformanceStatus};
use shirube_risk::quantity::{
    AlbuminUnit, Bun, Ldh, LdhUnit, Limited, LimitedAlbumin, ProviralLoad, ProviralLoadUnit, Unit, UreaUnit,
};
use shirube_risk::rules::{
    atl_pi, chronic_unfavorable, cv_class, cv_sil2r, iatl_pi_2017, iatl_pi_2025, pvl_carrier,
};

/// What a rule says: a bit for each result, and one for each reason to be silent.
type Said = u32;

const FIRST_REASON: u8 = 16;
const RESULTS: Said = (1 << FIRST_REASON) - 1;

fn silent(reason: Reason) -> Said {
    1 << (FIRST_REASON + reason.index())
}

fn said<R: Coded>(answer: &Answer<R>) -> (Said, CodedSet<Field>) {
    let results: Said = answer.possible.iter().map(|result| 1 << result.index()).sum();
    (results | answer.reason.map_or(0, silent), answer.settled_by)
}

/// What is known of one value, or of a value with its limit.
struct State {
    enter: Box<dyn Fn(&mut Inputs)>,
    missing: Option<Field>,
    /// The states of the same list in which nothing is missing any more; this one if nothing is.
    completions: Vec<usize>,
}

/// A value that is missing, or one of `values`.
fn single<T: Copy + 'static>(field: Field, values: &[T], enter: fn(&mut Inputs, T)) -> Vec<State> {
    let missing =
        State { enter: Box::new(|_| {}), missing: Some(field), completions: (1..=values.len()).collect() };
    let known = values.iter().zip(1..).map(|(&value, place)| State {
        enter: Box::new(move |inputs| enter(inputs, value)),
        missing: None,
        completions: vec![place],
    });
    std::iter::once(missing).chain(known).collect()
}

/// Below the known values and limits of every grid, so that there are completions on both sides of each.
/// Floating-point numbers have a smallest one and no completion below it; the quantities do not.
const BELOW_ALL: f64 = SMALLEST / 2.0;
const SMALLEST: f64 = f64::MIN_POSITIVE;

/// A value with its limit, of which each may be missing.
fn pair<U: Unit>(
    [both, only_value, only_limit]: [Field; 3],
    unit: U,
    values: &[f64],
    limits: &[f64],
    enter: fn(&mut Inputs, Limited<U>),
) -> Vec<State> {
    let options = |known: &[f64]| -> Vec<Option<f64>> {
        [None, Some(BELOW_ALL)].into_iter().chain(known.iter().copied().map(Some)).collect()
    };
    let limits = options(limits);
    let all: Vec<(Option<f64>, Option<f64>)> = options(values)
        .into_iter()
        .flat_map(|value| limits.iter().map(move |&limit| (value, limit)))
        .filter(|&pair| pair != (Some(BELOW_ALL), None) && pair != (None, Some(BELOW_ALL)))
        .collect();
    let agree = |known: Option<f64>, full: Option<f64>| full.is_some() && (known.is_none() || known == full);
    all.iter()
        .map(|&(value, limit)| {
            let entered = Limited::new(value, limit, unit).unwrap();
            State {
                enter: Box::new(move |inputs| enter(inputs, entered)),
                missing: match (value, limit) {
                    (None, None) => Some(both),
                    (None, Some(_)) => Some(only_value),
                    (Some(_), None) => Some(only_limit),
                    (Some(_), Some(_)) => None,
                },
                completions: (0..all.len())
                    .filter(|&place| agree(value, all[place].0) && agree(limit, all[place].1))
                    .collect(),
            }
        })
        .collect()
}

/// Every combination of states, numbered, with what the rule says of each and what its completions come to.
struct Grid<'a> {
    slots: &'a [Vec<State>],
    /// For each slot, how far apart the numbers of neighbouring states are.
    strides: Vec<usize>,
    said: Vec<(Said, CodedSet<Field>)>,
    images: Vec<Said>,
}

impl<'a> Grid<'a> {
    fn new<R: Coded>(base: &Inputs, slots: &'a [Vec<State>], rule: fn(&Inputs) -> Answer<R>) -> Self {
        let mut strides = Vec::new();
        let mut size = 1;
        for slot in slots {
            strides.push(size);
            size *= slot.len();
        }
        let mut grid = Self { slots, strides, said: Vec::new(), images: vec![0; size] };
        for number in 0..size {
            let mut inputs = *base;
            for slot in 0..slots.len() {
                (grid.state(number, slot).enter)(&mut inputs);
            }
            grid.said.push(said(&rule(&inputs)));
        }
        for number in 0..size {
            grid.image(number);
        }
        grid
    }

    fn place(&self, number: usize, slot: usize) -> usize {
        number / self.strides[slot] % self.slots[slot].len()
    }

    fn state(&self, number: usize, slot: usize) -> &'a State {
        &self.slots[slot][self.place(number, slot)]
    }

    fn missing(&self, number: usize) -> Vec<usize> {
        (0..self.slots.len()).filter(|&slot| self.state(number, slot).missing.is_some()).collect()
    }

    /// The numbers of the combinations in which `slot` is filled in.
    fn filled(&self, number: usize, slot: usize) -> impl Iterator<Item = usize> + use<'a> {
        let stride = self.strides[slot];
        let rest = number - self.place(number, slot) * stride;
        self.state(number, slot).completions.iter().map(move |place| rest + place * stride)
    }

    /// What the rule says of all completions. Each is found once and kept.
    fn image(&mut self, number: usize) -> Said {
        if self.images[number] == 0 {
            self.images[number] = match self.missing(number).first() {
                None => self.said[number].0,
                Some(&slot) => self.filled(number, slot).fold(0, |all, number| all | self.image(number)),
            };
        }
        self.images[number]
    }

    /// Whether one result is left whenever all of `slots` are filled in.
    fn settles(&self, number: usize, slots: &[usize]) -> bool {
        match slots.split_first() {
            None => self.images[number].is_power_of_two(),
            Some((&slot, rest)) => self.filled(number, slot).all(|number| self.settles(number, rest)),
        }
    }

    fn check(&self, number: usize) {
        let (said, settled_by) = self.said[number];
        let image = self.images[number];
        let missing = self.missing(number);
        let known: Vec<usize> = (0..self.slots.len()).map(|slot| self.place(number, slot)).collect();
        if missing.is_empty() {
            assert!(said.is_power_of_two(), "{known:?}");
        }
        // A rule that may or may not be about this person is silent until that is known.
        let expected = match (image & RESULTS, image & !RESULTS) {
            (0, _) | (_, 0) => image,
            _ => silent(Reason::NeedsFavorableChronic),
        };
        assert_eq!(said, expected, "{known:?}");
        if said & RESULTS == 0 {
            assert!(settled_by.is_empty(), "{known:?}");
            return;
        }
        let field_of = |slot: usize| self.state(number, slot).missing;
        let all: CodedSet<Field> = missing.iter().filter_map(|&slot| field_of(slot)).collect();
        assert!(settled_by.without(all).is_empty(), "only missing values are named: {known:?}");
        for chosen in 0..1_u32 << missing.len() {
            let slots: Vec<usize> = (0..)
                .zip(&missing)
                .filter(|&(bit, _)| chosen >> bit & 1 == 1)
                .map(|(_, &slot)| slot)
                .collect();
            let given: CodedSet<Field> = slots.iter().filter_map(|&slot| field_of(slot)).collect();
            let holds_all = settled_by.without(given).is_empty();
            assert_eq!(self.settles(number, &slots), holds_all, "{known:?} {given:?}");
        }
    }
}

/// Checks a rule on every combination of states; how many these are.
fn check<R: Coded>(base: &Inputs, slots: &[Vec<State>], rule: fn(&Inputs) -> Answer<R>) -> usize {
    let grid = Grid::new(base, slots, rule);
    for number in 0..grid.said.len() {
        grid.check(number);
    }
    grid.said.len()
}

/// Every situation with every method of measuring Cv.
fn situations() -> impl Iterator<Item = Inputs> {
    Condition::ALL.into_iter().flat_map(|condition| {
        CvMethod::ALL.into_iter().map(move |cv_method| Inputs { cv_method, ..Inputs::new(condition) })
    })
}

fn around(boundary: f64) -> [f64; 3] {
    [boundary.next_down(), boundary, boundary.next_up()]
}

fn grid(ends: [f64; 2], boundaries: &[f64]) -> Vec<f64> {
    ends.into_iter().chain(boundaries.iter().flat_map(|&boundary| around(boundary))).collect()
}

fn cv() -> Vec<State> {
    // The last four are the ends of what rounding to two decimals may have moved.
    let values: Vec<Cv> = grid([0.0, 1.0], &[0.25, 0.5, 0.245, 0.255, 0.495, 0.505])
        .into_iter()
        .map(|value| Cv::new(value).unwrap())
        .collect();
    single(Field::Cv, &values, |inputs, value| inputs.cv = Some(value))
}

fn sil2r(kits: &[Kit], cut_offs: &[f64]) -> Vec<State> {
    let values: Vec<Sil2r> = grid([SMALLEST, Sil2r::LARGEST], cut_offs)
        .into_iter()
        .flat_map(|value| kits.iter().map(move |&kit| Sil2r::new(value, kit).unwrap()))
        .collect();
    single(Field::Sil2r, &values, |inputs, value| inputs.sil2r = Some(value))
}

/// LDH, albumin and urea nitrogen. `grid` gives the known values and limits of each from a usual limit and
/// the largest value that is taken.
fn factors(grid: fn(f64, f64) -> [Vec<f64>; 2]) -> Vec<Vec<State>> {
    let [values, limits] = grid(222.0, LdhUnit::UnitsPerL.range().high);
    let ldh = pair(
        [Field::Ldh, Field::LdhValue, Field::LdhLimit],
        LdhUnit::UnitsPerL,
        &values,
        &limits,
        |inputs, ldh: Ldh| inputs.labs.ldh = ldh,
    );
    let [values, limits] = grid(41.0, AlbuminUnit::GramsPerL.range().high);
    let albumin = pair(
        [Field::Albumin, Field::AlbuminValue, Field::AlbuminLimit],
        AlbuminUnit::GramsPerL,
        &values,
        &limits,
        |inputs, albumin: LimitedAlbumin| inputs.labs.albumin = albumin,
    );
    let [values, limits] = grid(20.0, UreaUnit::MilligramsPerDl.range().high);
    let bun = pair(
        [Field::Bun, Field::BunValue, Field::BunLimit],
        UreaUnit::MilligramsPerDl,
        &values,
        &limits,
        |inputs, bun: Bun| inputs.labs.bun = bun,
    );
    vec![ldh, albumin, bun]
}

/// Values at and next to one limit, and one limit that no value reaches.
fn few_factors() -> Vec<Vec<State>> {
    factors(|usual, _| [around(usual).to_vec(), vec![usual, f64::MAX]])
}

#[test]
fn cv_class_is_exact() {
    let slots = [cv()];
    let cases: usize = situations().map(|base| check(&base, &slots, cv_class::answer)).sum();
    assert_eq!(cases, 27 * 21);
}

#[test]
fn cv_sil2r_is_exact() {
    // Beside the cut-off, the readings that another kit may carry across it.
    let slots = [cv(), sil2r(&Kit::ALL, &[1000.0, 0.812 * 1000.0 + 3.852, (1000.0 - 3.852) / 0.812])];
    let cases: usize = situations().map(|base| check(&base, &slots, cv_sil2r::answer)).sum();
    assert_eq!(cases, 27 * 21 * 45);
}

#[test]
fn iatl_pi_2017_is_exact() {
    let slots = [sil2r(&Kit::ALL, &[1000.0, 6000.0])];
    let cases: usize = situations().map(|base| check(&base, &slots, iatl_pi_2017::answer)).sum();
    assert_eq!(cases, 27 * 33);
}

#[test]
fn iatl_pi_2025_and_its_scope_are_exact() {
    let mut slots = few_factors();
    slots.push(sil2r(&[Kit::Cleia], &[1000.0, 3000.0, 6000.0]));
    let cases: usize = Condition::ALL
        .into_iter()
        .map(|condition| check(&Inputs::new(condition), &slots, iatl_pi_2025::answer))
        .sum();
    assert_eq!(cases, 9 * 18_usize.pow(3) * 12);
}

#[test]
fn atl_pi_is_exact() {
    let ages: Vec<Age> =
        grid([0.0, 120.0], &[70.0]).into_iter().map(|years| Age::new(years).unwrap()).collect();
    let statuses: Vec<_> = (0..=4).map(|status| PerformanceStatus::new(status).unwrap()).collect();
    let mut cases = 0;
    for (unit, cut) in [(AlbuminUnit::GramsPerDl, 3.5), (AlbuminUnit::GramsPerL, 35.0)] {
        for limit in [None, Some(cut)] {
            let albumins: Vec<LimitedAlbumin> = grid([SMALLEST, unit.range().high], &[cut])
                .into_iter()
                .map(|value| LimitedAlbumin::new(Some(value), limit, unit).unwrap())
                .collect();
            let albumin = if limit.is_some() { Field::AlbuminValue } else { Field::Albumin };
            let slots = [
                sil2r(&[Kit::Cleia], &[20_000.0]),
                single(Field::Age, &ages, |inputs, age| inputs.age = Some(age)),
                single(Field::PerformanceStatus, &statuses, |inputs, status| {
                    inputs.performance_status = Some(status);
                }),
                single(Field::Stage, &AnnArborStage::ALL, |inputs, stage| inputs.stage = Some(stage)),
                single(albumin, &albumins, |inputs, albumin| inputs.labs.albumin = albumin),
            ];
            for condition in [Condition::AcuteAtl, Condition::LymphomaAtl, Condition::Unknown] {
                let mut base = Inputs::new(condition);
                base.labs.albumin = LimitedAlbumin::new(None, limit, unit).unwrap();
                cases += check(&base, &slots, atl_pi::answer);
            }
        }
    }
    assert_eq!(cases, 4 * 3 * 6 * 6 * 6 * 5 * 6);
}

#[test]
fn pvl_carrier_is_exact() {
    let loads: Vec<ProviralLoad> = ProviralLoadUnit::ALL
        .into_iter()
        .zip([4.0, 4.0, 400.0, 4000.0])
        .flat_map(|(unit, cut)| {
            grid([0.0, f64::MAX], &[cut]).into_iter().map(move |load| ProviralLoad::new(load, unit).unwrap())
        })
        .collect();
    let slots = [single(Field::ProviralLoad, &loads, |inputs, load| inputs.proviral_load = Some(load))];
    let cases: usize = situations().map(|base| check(&base, &slots, pvl_carrier::answer)).sum();
    assert_eq!(cases, 27 * 21);
}

#[test]
fn chronic_unfavorable_is_exact() {
    // Beside a usual limit, limits at both ends of the values that are taken and beyond them.
    let slots = factors(|usual, largest| {
        let limits = vec![SMALLEST, usual, largest.next_down(), largest, largest.next_up(), f64::MAX];
        [grid([SMALLEST, largest], &[usual]), limits]
    });
    let base = Inputs::new(Condition::ChronicAtl);
    assert_eq!(check(&base, &slots, chronic_unfavorable::answer), 54_usize.pow(3));
    let slots = few_factors();
    let cases: usize = Condition::ALL
        .into_iter()
        .map(|condition| check(&Inputs::new(condition), &slots, chronic_unfavorable::answer))
        .sum();
    assert_eq!(cases, 9 * 18_usize.pow(3));
}

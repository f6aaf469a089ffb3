//! People made of values at, just below and just above every boundary of every rule.
#![allow(dead_code, clippy::unwrap_used, reason = "shared by tests that each use a part of it")]

use proptest::prelude::*;
use shirube_risk::analytes::{Condition, Cv, CvMethod, Kit, Sil2r};
use shirube_risk::coded::Coded;
use shirube_risk::inputs::{
    Age, AnnArborStage, Field, Inputs, Involvement, Omds, Organ, Percent, PerformanceStatus,
};
use shirube_risk::quantity::{
    AlbuminUnit, Bun, Calcium, CalciumUnit, CellCount, CellCountUnit, Ldh, LdhUnit, LimitedAlbumin,
    Lymphocytes, ProviralLoad, ProviralLoadUnit, Quantity, Unit, UreaUnit,
};

pub const LDH_LIMIT: f64 = 222.0;
pub const ALBUMIN_LIMIT: f64 = 4.1;
pub const BUN_LIMIT: f64 = 20.0;

/// A boundary with both its neighbours.
fn around(boundary: f64) -> [f64; 3] {
    [boundary.next_down(), boundary, boundary.next_up()]
}

fn grid(ends: [f64; 2], boundaries: &[f64]) -> Vec<f64> {
    ends.into_iter().chain(boundaries.iter().flat_map(|&boundary| around(boundary))).collect()
}

/// One way to fill in a missing value; `None` when it contradicts another value.
pub type Fill = Box<dyn Fn(Inputs) -> Option<Inputs>>;

fn fills<T: Copy + 'static>(values: Vec<T>, fill: fn(Inputs, T) -> Option<Inputs>) -> Vec<Fill> {
    values.into_iter().map(|value| -> Fill { Box::new(move |inputs| fill(inputs, value)) }).collect()
}

/// The values of a grid, each in one unit after another; `turn` is the unit to begin with.
///
/// A grid in all units at once would be too long for the tests that try every completion.
fn in_units<T: Copy, U: Copy, const N: usize>(
    turn: u8,
    units: [U; N],
    grid: impl Fn(U) -> Vec<T>,
) -> Vec<(T, U)> {
    (0..)
        .zip(units.into_iter().cycle().skip(usize::from(turn)))
        .map_while(|(place, unit)| grid(unit).get(place).map(|&value| (value, unit)))
        .collect()
}

/// Values with their limits: around each of `boundaries` at the usual limit, and the largest value at
/// limits around each of `last_limits`, beyond which there is nothing.
fn with_limits(limit: f64, ends: [f64; 2], boundaries: &[f64], last_limits: &[f64]) -> Vec<(f64, f64)> {
    let values = grid(ends, boundaries).into_iter().map(|value| (value, limit));
    let limits = last_limits.iter().flat_map(|&limit| around(limit));
    values.chain(limits.map(|limit| (ends[1], limit))).collect()
}

/// LDH is judged at the limit and at 1.5 and 2 times the limit.
fn ldh_boundaries(limit: f64) -> [f64; 3] {
    [limit, 1.5 * limit, 2.0 * limit]
}

/// The limits at which a value of LDH is at a boundary.
fn ldh_limits(value: f64) -> [f64; 3] {
    [value, value / 1.5, value / 2.0]
}

fn with_ldh(mut inputs: Inputs, value: Option<f64>, limit: Option<f64>) -> Option<Inputs> {
    inputs.labs.ldh = Ldh::new(value, limit, LdhUnit::UnitsPerL)?;
    Some(inputs)
}

fn with_albumin(
    mut inputs: Inputs,
    value: Option<f64>,
    limit: Option<f64>,
    unit: AlbuminUnit,
) -> Option<Inputs> {
    inputs.labs.albumin = LimitedAlbumin::new(value, limit, unit)?;
    Some(inputs)
}

fn with_bun(mut inputs: Inputs, value: Option<f64>, limit: Option<f64>, unit: UreaUnit) -> Option<Inputs> {
    inputs.labs.bun = Bun::new(value, limit, unit)?;
    Some(inputs)
}

fn with_counts(mut inputs: Inputs, all: Option<CellCount>, t: Option<CellCount>) -> Option<Inputs> {
    inputs.labs.lymphocytes = Lymphocytes::new(all, t)?;
    Some(inputs)
}

fn counts(turn: u8) -> Vec<Option<CellCount>> {
    let grid = |unit: CellCountUnit| match unit {
        CellCountUnit::Billions => grid([0.0, unit.range().high], &[3.5, 4.0]),
        CellCountUnit::PerMicrolitre => grid([0.0, unit.range().high], &[3500.0, 4000.0]),
    };
    in_units(turn, CellCountUnit::ALL, grid)
        .into_iter()
        .map(|(value, unit)| CellCount::new(value, unit))
        .collect()
}

/// How many of the unit make one gram per decilitre.
fn per_gram(unit: AlbuminUnit) -> f64 {
    match unit {
        AlbuminUnit::GramsPerDl => 1.0,
        AlbuminUnit::GramsPerL => 10.0,
    }
}

fn bun_limit(unit: UreaUnit) -> f64 {
    match unit {
        UreaUnit::MilligramsPerDl => BUN_LIMIT,
        UreaUnit::MillimolesPerL => 7.0,
    }
}

/// Every completion of one field on the grid.
///
/// The grid of a value whose limit is known lies around that limit, and the grid of a limit around what
/// the value would be judged at. Units and kits change from one situation to the next.
pub fn completions(inputs: &Inputs, field: Field) -> Vec<Fill> {
    let turn = inputs.condition.index();
    match field {
        Field::Cv => fills(grid([0.0, 1.0], &[0.25, 0.5]), |mut inputs, value| {
            inputs.cv = Some(Cv::new(value)?);
            Some(inputs)
        }),
        Field::Sil2r => {
            let values = in_units(turn, Kit::ALL, |_| grid([0.1, Sil2r::LARGEST], &[1e3, 3e3, 6e3, 2e4]));
            fills(values, |mut inputs, (value, kit)| {
                inputs.sil2r = Some(Sil2r::new(value, kit)?);
                Some(inputs)
            })
        }
        Field::ProviralLoad => fills(
            in_units(turn, ProviralLoadUnit::ALL, |unit| match unit {
                ProviralLoadUnit::Per100 | ProviralLoadUnit::Percent => grid([0.0, 150.0], &[4.0]),
                ProviralLoadUnit::Per10Thousand => grid([0.0, 15e3], &[400.0]),
                ProviralLoadUnit::Per100Thousand => grid([0.0, 15e4], &[4000.0]),
            }),
            |mut inputs, (value, unit)| {
                inputs.proviral_load = Some(ProviralLoad::new(value, unit)?);
                Some(inputs)
            },
        ),
        Field::Age => fills(grid([0.0, 120.0], &[70.0]), |mut inputs, value| {
            inputs.age = Some(Age::new(value)?);
            Some(inputs)
        }),
        Field::PerformanceStatus => fills((0..=4).collect(), |mut inputs, value| {
            inputs.performance_status = Some(PerformanceStatus::new(value)?);
            Some(inputs)
        }),
        Field::Stage => fills(AnnArborStage::ALL.to_vec(), |mut inputs, value| {
            inputs.stage = Some(value);
            Some(inputs)
        }),
        Field::Lymphocytes => {
            fills(counts(turn), |inputs, value| with_counts(inputs, value, inputs.labs.lymphocytes.t()))
        }
        Field::TLymphocytes => {
            fills(counts(turn), |inputs, value| with_counts(inputs, inputs.labs.lymphocytes.all(), value))
        }
        Field::AbnormalLymphocytes => fills(grid([0.0, 100.0], &[1.0, 5.0]), |mut inputs, value| {
            inputs.labs.abnormal_lymphocytes = Some(Percent::new(value)?);
            Some(inputs)
        }),
        Field::Calcium => fills(
            in_units(turn, CalciumUnit::ALL, |unit| {
                let cut = match unit {
                    CalciumUnit::MilligramsPerDl => 11.0,
                    CalciumUnit::MillimolesPerL => 2.74,
                    CalciumUnit::MilliequivalentsPerL => 5.5,
                };
                grid([0.1, unit.range().high], &[cut])
            }),
            |mut inputs, (value, unit)| {
                inputs.labs.calcium = Some(Calcium::new(value, unit)?);
                Some(inputs)
            },
        ),
        Field::Omds => fills((0..=13).collect(), |mut inputs, value| {
            inputs.omds = Some(Omds::new(value)?);
            Some(inputs)
        }),
        Field::Ldh | Field::LdhValue | Field::LdhLimit => ldh_completions(inputs, field),
        Field::Albumin | Field::AlbuminValue | Field::AlbuminLimit => albumin_completions(inputs, field),
        Field::Bun | Field::BunValue | Field::BunLimit => bun_completions(inputs, field),
        _ => {
            let organ = organ_of(field);
            Involvement::ALL
                .into_iter()
                .map(|involvement| -> Fill {
                    Box::new(move |mut inputs: Inputs| {
                        inputs.organs = inputs.organs.with(organ, Some(involvement));
                        Some(inputs)
                    })
                })
                .collect()
        }
    }
}

fn ldh_completions(inputs: &Inputs, field: Field) -> Vec<Fill> {
    let ldh = inputs.labs.ldh;
    let ends = [1.0, ldh.unit().range().high];
    match (field, ldh.value(), ldh.limit()) {
        (Field::LdhValue, _, Some(limit)) => fills(grid(ends, &ldh_boundaries(limit)), |inputs, value| {
            with_ldh(inputs, Some(value), inputs.labs.ldh.limit())
        }),
        (Field::LdhLimit, Some(value), _) => {
            fills(grid([1e-9, 1e9], &ldh_limits(value.value())), |inputs, limit| {
                with_ldh(inputs, inputs.labs.ldh.value().map(Quantity::value), Some(limit))
            })
        }
        _ => {
            let pairs = with_limits(LDH_LIMIT, ends, &ldh_boundaries(LDH_LIMIT), &ldh_limits(ends[1]));
            fills(pairs, |inputs, (value, limit)| with_ldh(inputs, Some(value), Some(limit)))
        }
    }
}

fn albumin_completions(inputs: &Inputs, field: Field) -> Vec<Fill> {
    let albumin = inputs.labs.albumin;
    let ends = |unit: AlbuminUnit| [0.1, unit.range().high];
    match (field, albumin.value(), albumin.limit()) {
        (Field::AlbuminValue, _, Some(limit)) => {
            let cut = 3.5 * per_gram(albumin.unit());
            fills(grid(ends(albumin.unit()), &[cut, limit]), |inputs, value| {
                let albumin = inputs.labs.albumin;
                with_albumin(inputs, Some(value), albumin.limit(), albumin.unit())
            })
        }
        (Field::AlbuminLimit, Some(value), _) => {
            fills(grid([1e-9, 1e9], &[value.value()]), |inputs, limit| {
                let albumin = inputs.labs.albumin;
                with_albumin(inputs, albumin.value().map(Quantity::value), Some(limit), albumin.unit())
            })
        }
        _ => {
            let pairs = |unit: AlbuminUnit| {
                let [cut, limit] = [3.5, ALBUMIN_LIMIT].map(|value| value * per_gram(unit));
                with_limits(limit, ends(unit), &[cut, limit], &[unit.range().high])
            };
            fills(
                in_units(inputs.condition.index(), AlbuminUnit::ALL, pairs),
                |inputs, ((value, limit), unit)| with_albumin(inputs, Some(value), Some(limit), unit),
            )
        }
    }
}

fn bun_completions(inputs: &Inputs, field: Field) -> Vec<Fill> {
    let bun = inputs.labs.bun;
    let ends = |unit: UreaUnit| [0.1, unit.range().high];
    match (field, bun.value(), bun.limit()) {
        (Field::BunValue, _, Some(limit)) => fills(grid(ends(bun.unit()), &[limit]), |inputs, value| {
            let bun = inputs.labs.bun;
            with_bun(inputs, Some(value), bun.limit(), bun.unit())
        }),
        (Field::BunLimit, Some(value), _) => fills(grid([1e-9, 1e9], &[value.value()]), |inputs, limit| {
            let bun = inputs.labs.bun;
            with_bun(inputs, bun.value().map(Quantity::value), Some(limit), bun.unit())
        }),
        _ => {
            let pairs = |unit: UreaUnit| {
                let limit = bun_limit(unit);
                with_limits(limit, ends(unit), &[limit], &[unit.range().high])
            };
            fills(
                in_units(inputs.condition.index(), UreaUnit::ALL, pairs),
                |inputs, ((value, limit), unit)| with_bun(inputs, Some(value), Some(limit), unit),
            )
        }
    }
}

/// The same person with one of the values that the subtype is read from missing.
pub fn without(mut inputs: Inputs, field: Field) -> Inputs {
    let labs = &mut inputs.labs;
    let (counts, ldh) = (labs.lymphocytes, labs.ldh);
    match field {
        Field::Lymphocytes => labs.lymphocytes = Lymphocytes::new(None, counts.t()).unwrap(),
        Field::TLymphocytes => labs.lymphocytes = Lymphocytes::new(counts.all(), None).unwrap(),
        Field::AbnormalLymphocytes => labs.abnormal_lymphocytes = None,
        Field::Ldh => labs.ldh = Ldh::default(),
        Field::LdhValue => labs.ldh = Ldh::new(None, ldh.limit(), ldh.unit()).unwrap(),
        Field::LdhLimit => {
            labs.ldh = Ldh::new(ldh.value().map(Quantity::value), None, ldh.unit()).unwrap();
        }
        Field::Calcium => labs.calcium = None,
        _ => inputs.organs = inputs.organs.with(organ_of(field), None),
    }
    inputs
}

fn organ_of(field: Field) -> Organ {
    Organ::ALL.into_iter().find(|&organ| Field::of_organ(organ) == field).unwrap()
}

/// Every value that is missing, by its field; a value with a limit is one field if both are missing.
pub fn missing(inputs: &Inputs) -> Vec<Field> {
    let labs = &inputs.labs;
    let pair = |value: bool, limit: bool, [both, only_value, only_limit]: [Field; 3]| match (value, limit) {
        (false, false) => Some(both),
        (false, true) => Some(only_value),
        (true, false) => Some(only_limit),
        (true, true) => None,
    };
    let single = |missing: bool, field: Field| missing.then_some(field);
    let mut fields: Vec<Field> = [
        single(inputs.cv.is_none(), Field::Cv),
        single(inputs.sil2r.is_none(), Field::Sil2r),
        single(inputs.proviral_load.is_none(), Field::ProviralLoad),
        single(inputs.age.is_none(), Field::Age),
        single(inputs.performance_status.is_none(), Field::PerformanceStatus),
        single(inputs.stage.is_none(), Field::Stage),
        single(labs.lymphocytes.all().is_none(), Field::Lymphocytes),
        single(labs.lymphocytes.t().is_none(), Field::TLymphocytes),
        single(labs.abnormal_lymphocytes.is_none(), Field::AbnormalLymphocytes),
        pair(
            labs.ldh.value().is_some(),
            labs.ldh.limit().is_some(),
            [Field::Ldh, Field::LdhValue, Field::LdhLimit],
        ),
        single(labs.calcium.is_none(), Field::Calcium),
        pair(
            labs.albumin.value().is_some(),
            labs.albumin.limit().is_some(),
            [Field::Albumin, Field::AlbuminValue, Field::AlbuminLimit],
        ),
        pair(
            labs.bun.value().is_some(),
            labs.bun.limit().is_some(),
            [Field::Bun, Field::BunValue, Field::BunLimit],
        ),
        single(inputs.omds.is_none(), Field::Omds),
    ]
    .into_iter()
    .flatten()
    .collect();
    fields.extend(
        Organ::ALL.into_iter().filter(|&organ| inputs.organs.get(organ).is_none()).map(Field::of_organ),
    );
    fields
}

/// The fields that are filled or left open; the parts of pairs are left open at times as well.
const FIELDS: [Field; 24] = [
    Field::Cv,
    Field::Sil2r,
    Field::ProviralLoad,
    Field::Age,
    Field::PerformanceStatus,
    Field::Stage,
    Field::Lymphocytes,
    Field::TLymphocytes,
    Field::AbnormalLymphocytes,
    Field::Ldh,
    Field::Calcium,
    Field::Albumin,
    Field::Bun,
    Field::Omds,
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

/// People with any part of their values missing: `share` is how much is missing, of 100.
pub fn people(share: std::ops::Range<u32>) -> impl Strategy<Value = Inputs> {
    let choice = (any::<prop::sample::Index>(), 0..100_u32);
    let situation = (prop::sample::select(&Condition::ALL[..]), prop::sample::select(&CvMethod::ALL[..]));
    (situation, share, prop::collection::vec(choice, FIELDS.len()), 0..8_u8).prop_map(
        |((condition, cv_method), share, choices, parts)| {
            let mut inputs = Inputs { cv_method, ..Inputs::new(condition) };
            for (field, (value, luck)) in FIELDS.into_iter().zip(choices) {
                let fills = completions(&inputs, field);
                if luck >= share {
                    inputs = value.get(&fills)(inputs).unwrap_or(inputs);
                }
            }
            without_parts(&inputs, parts)
        },
    )
}

/// Takes the limit, or the value, of some pairs away.
fn without_parts(inputs: &Inputs, parts: u8) -> Inputs {
    let labs = inputs.labs;
    match parts {
        1 => with_ldh(*inputs, labs.ldh.value().map(Quantity::value), None),
        2 => with_ldh(*inputs, None, labs.ldh.limit()),
        3 => with_albumin(*inputs, labs.albumin.value().map(Quantity::value), None, labs.albumin.unit()),
        4 => with_albumin(*inputs, None, labs.albumin.limit(), labs.albumin.unit()),
        5 => with_bun(*inputs, labs.bun.value().map(Quantity::value), None, labs.bun.unit()),
        6 => with_bun(*inputs, None, labs.bun.limit(), labs.bun.unit()),
        _ => None,
    }
    .unwrap_or(*inputs)
}

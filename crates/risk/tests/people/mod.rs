//! People made of values at, just below and just above every boundary of every rule.
#![allow(dead_code, clippy::unwrap_used, reason = "shared by tests that each use a part of it")]

use proptest::prelude::*;
use shirube_risk::analytes::{Condition, Cv, CvMethod, Kit, Sil2r};
use shirube_risk::inputs::{
    Age, AnnArborStage, Field, Inputs, Involvement, Omds, Organ, Percent, PerformanceStatus,
};
use shirube_risk::quantity::{
    AlbuminUnit, Bun, Calcium, CalciumUnit, CellCount, CellCountUnit, Ldh, LdhUnit, LimitedAlbumin,
    Lymphocytes, ProviralLoad, ProviralLoadUnit, Quantity, UreaUnit,
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

fn with_ldh(mut inputs: Inputs, value: Option<f64>, limit: Option<f64>) -> Option<Inputs> {
    inputs.labs.ldh = Ldh::new(value, limit, LdhUnit::UnitsPerL)?;
    Some(inputs)
}

fn with_albumin(mut inputs: Inputs, value: Option<f64>, limit: Option<f64>) -> Option<Inputs> {
    inputs.labs.albumin = LimitedAlbumin::new(value, limit, AlbuminUnit::GramsPerDl)?;
    Some(inputs)
}

fn with_bun(mut inputs: Inputs, value: Option<f64>, limit: Option<f64>) -> Option<Inputs> {
    inputs.labs.bun = Bun::new(value, limit, UreaUnit::MilligramsPerDl)?;
    Some(inputs)
}

fn with_counts(mut inputs: Inputs, all: Option<CellCount>, t: Option<CellCount>) -> Option<Inputs> {
    inputs.labs.lymphocytes = Lymphocytes::new(all, t)?;
    Some(inputs)
}

fn count(value: f64) -> Option<CellCount> {
    CellCount::new(value, CellCountUnit::Billions)
}

/// Every completion of one field on the grid.
pub fn completions(field: Field) -> Vec<Fill> {
    let ldh_values = grid([1.0, 1e5], &[LDH_LIMIT, 1.5 * LDH_LIMIT, 2.0 * LDH_LIMIT]);
    match field {
        Field::Cv => fills(grid([0.0, 1.0], &[0.25, 0.5]), |mut inputs, value| {
            inputs.cv = Some(Cv::new(value)?);
            Some(inputs)
        }),
        Field::Sil2r => fills(grid([0.1, 1e6], &[1e3, 3e3, 6e3, 2e4]), |mut inputs, value| {
            inputs.sil2r = Some(Sil2r::new(value, Kit::Cleia)?);
            Some(inputs)
        }),
        Field::ProviralLoad => fills(grid([0.0, 150.0], &[4.0]), |mut inputs, value| {
            inputs.proviral_load = Some(ProviralLoad::new(value, ProviralLoadUnit::Per100)?);
            Some(inputs)
        }),
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
        Field::Lymphocytes => fills(grid([0.0, 2000.0], &[3.5, 4.0]), |inputs, value| {
            with_counts(inputs, count(value), inputs.labs.lymphocytes.t())
        }),
        Field::TLymphocytes => fills(grid([0.0, 2000.0], &[3.5, 4.0]), |inputs, value| {
            with_counts(inputs, inputs.labs.lymphocytes.all(), count(value))
        }),
        Field::AbnormalLymphocytes => fills(grid([0.0, 100.0], &[1.0, 5.0]), |mut inputs, value| {
            inputs.labs.abnormal_lymphocytes = Some(Percent::new(value)?);
            Some(inputs)
        }),
        Field::Ldh => fills(ldh_values, |inputs, value| with_ldh(inputs, Some(value), Some(LDH_LIMIT))),
        Field::LdhValue => {
            fills(ldh_values, |inputs, value| with_ldh(inputs, Some(value), inputs.labs.ldh.limit()))
        }
        Field::LdhLimit => fills(vec![1e-9, 140.0, 190.0, 200.0, 222.0, 1e9], |inputs, limit| {
            with_ldh(inputs, inputs.labs.ldh.value().map(Quantity::value), Some(limit))
        }),
        Field::Calcium => fills(grid([0.1, 7.4], &[2.74]), |mut inputs, value| {
            inputs.labs.calcium = Some(Calcium::new(value, CalciumUnit::MillimolesPerL)?);
            Some(inputs)
        }),
        Field::Albumin => fills(grid([0.1, 10.0], &[3.5, ALBUMIN_LIMIT]), |inputs, value| {
            with_albumin(inputs, Some(value), Some(ALBUMIN_LIMIT))
        }),
        Field::AlbuminValue => fills(grid([0.1, 10.0], &[3.5, ALBUMIN_LIMIT]), |inputs, value| {
            with_albumin(inputs, Some(value), inputs.labs.albumin.limit())
        }),
        Field::AlbuminLimit => fills(vec![1e-9, 3.5, 4.1, 1e9], |inputs, limit| {
            with_albumin(inputs, inputs.labs.albumin.value().map(Quantity::value), Some(limit))
        }),
        Field::Bun => fills(grid([0.1, 500.0], &[BUN_LIMIT]), |inputs, value| {
            with_bun(inputs, Some(value), Some(BUN_LIMIT))
        }),
        Field::BunValue => fills(grid([0.1, 500.0], &[BUN_LIMIT]), |inputs, value| {
            with_bun(inputs, Some(value), inputs.labs.bun.limit())
        }),
        Field::BunLimit => fills(vec![1e-9, 14.0, 20.0, 1e9], |inputs, limit| {
            with_bun(inputs, inputs.labs.bun.value().map(Quantity::value), Some(limit))
        }),
        Field::Omds => fills((0..=13).collect(), |mut inputs, value| {
            inputs.omds = Some(Omds::new(value)?);
            Some(inputs)
        }),
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
    (prop::sample::select(&Condition::ALL[..]), share, prop::collection::vec(choice, FIELDS.len()), 0..8_u8)
        .prop_map(|(condition, share, choices, parts)| {
            let mut inputs = Inputs::new(condition);
            inputs.cv_method = CvMethod::RaisingClova;
            for (field, (value, luck)) in FIELDS.into_iter().zip(choices) {
                let fills = completions(field);
                if luck >= share {
                    inputs = value.get(&fills)(inputs).unwrap_or(inputs);
                }
            }
            without_parts(&inputs, parts)
        })
}

/// Takes the limit, or the value, of some pairs away.
fn without_parts(inputs: &Inputs, parts: u8) -> Inputs {
    let labs = inputs.labs;
    match parts {
        1 => with_ldh(*inputs, labs.ldh.value().map(Quantity::value), None),
        2 => with_ldh(*inputs, None, labs.ldh.limit()),
        3 => with_albumin(*inputs, labs.albumin.value().map(Quantity::value), None),
        4 => with_albumin(*inputs, None, labs.albumin.limit()),
        5 => with_bun(*inputs, labs.bun.value().map(Quantity::value), None),
        _ => None,
    }
    .unwrap_or(*inputs)
}

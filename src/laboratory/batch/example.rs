//! Made-up outcomes, for tests.

use super::outcome::{Measured, Outcome};
use shirube_clonality::junction::{Junction, Strand};
use shirube_clonality::trace_clonality::{Estimate, Quality, TraceClonality, Withheld};

fn measured(result: Result<TraceClonality, Vec<Withheld>>) -> Outcome {
    Outcome::Measured(Box::new(Measured {
        junction: Junction {
            position: 145,
            anchor: (100, 145),
            strand: Strand::Forward,
            mismatches: 1,
            insertions: 0,
            deletions: 0,
            confidence: 0.999,
            by_hand: false,
        },
        quality: Quality {
            signal: 812.5,
            constant_dominance_raw: 0.93,
            constant_dominance: 0.985,
            skip_dominance_raw: None,
            phasing: 0.031,
            saturated: 0.0,
            constant_bases: 90,
            window_bases: 40,
        },
        result,
        warnings: Vec::new(),
    }))
}

/// A trace of this dominance.
pub fn estimate(dominance: f64) -> Outcome {
    let around = |value: f64| Estimate { value, low: value - 0.1, high: value + 0.1 };
    measured(Ok(TraceClonality {
        dominance: around(dominance),
        simpson: around(dominance * dominance),
        entropy: around(dominance / 2.0),
        effective_clones: Estimate { value: 1.0 / (dominance * dominance), low: 1.0, high: f64::INFINITY },
    }))
}

/// A trace without an estimate.
pub fn withheld(reasons: &[Withheld]) -> Outcome {
    measured(Err(reasons.to_vec()))
}

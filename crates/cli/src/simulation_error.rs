//! Why nothing can be simulated, for people.

use shirube_clonality::simulate::mixture::Mixture;
use shirube_clonality::simulate::{SimulationError, SimulationSettings};

/// What is wrong, and what is allowed.
pub fn message(error: SimulationError) -> String {
    match error {
        SimulationError::BadFractions => {
            "shares of clones are from 0 to 1, sum to 1 at most, and a rest needs at least one clone".to_owned()
        }
        SimulationError::TooManyClones => format!("more than {} clones", Mixture::MOST_CLONES),
        SimulationError::BadComposition => "the shares of A, C, G and T must sum to 1".to_owned(),
        SimulationError::ReadTooShort => {
            "the read must hold lead, anchor, skip and a window of one base or more: make it longer, or these \
             shorter"
                .to_owned()
        }
        SimulationError::ReadTooLong => {
            format!("a read has {} bases at most", SimulationSettings::LONGEST_READ)
        }
        SimulationError::BadSignal(property) => {
            let (name, range) = (property.name(), property.range());
            format!("{name} is out of range: allowed is from {} to {}", range.start(), range.end())
        }
    }
}

//! What a registry says otherwise than a record of ours.

use crate::record::{ItemKey, Record, Results, Text};

/// A part of a record that may differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// Whether people can join.
    Status,
    /// When that was so.
    StatusDate,
    /// How far the testing is.
    Phase,
    /// Whether there are results.
    Results,
    /// An item of the data set.
    Item(ItemKey),
}

/// How it differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldState {
    /// We have not found it.
    New,
    /// We say something else.
    Changed,
}

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Where.
    pub field: Field,
    /// How.
    pub state: FieldState,
    /// What we say; empty if new. Names of the fixed vocabularies stand as in files.
    pub shipped: String,
    /// What the registry says.
    pub imported: String,
}

/// Whether both have a registry number in common.
pub fn same_trial(one: &Record, other: &Record) -> bool {
    let numbers = other.registry_ids();
    one.registry_ids().iter().any(|number| numbers.contains(number))
}

/// Everything that the imported record says otherwise than the shipped one. What the import does not say is no
/// difference. Our texts are our own words, so most of them differ.
pub fn differences(shipped: &Record, imported: &Record) -> Vec<Difference> {
    let status = |record: &Record| record.status.value().map(|value| value.name().to_owned());
    let status_date = |record: &Record| record.status.value().map(|_| record.status.date().to_string());
    let results = |record: &Record| match &record.results {
        Results::Known { kind, .. } => Some(kind.name().to_owned()),
        Results::NotFound { .. } => None,
    };
    let phase = |record: &Record| record.phase.concept().map(|_| record.phase.name().to_owned());
    let named = [
        (Field::Status, status(shipped), status(imported)),
        (Field::StatusDate, status_date(shipped), status_date(imported)),
        (Field::Phase, phase(shipped), phase(imported)),
        (Field::Results, results(shipped), results(imported)),
    ];
    let of_names = named.into_iter().filter_map(|(field, shipped, imported)| {
        let imported = imported?;
        let state = match &shipped {
            None => FieldState::New,
            Some(shipped) if *shipped == imported => return None,
            Some(_) => FieldState::Changed,
        };
        Some(Difference { field, state, shipped: shipped.unwrap_or_default(), imported })
    });
    let of_items = ItemKey::ALL.iter().filter_map(|key| {
        let told = imported.items.text(*key)?;
        let ours = shipped.items.text(*key);
        let state = match ours {
            None => FieldState::New,
            Some(ours) if are_alike(ours, told) => return None,
            Some(_) => FieldState::Changed,
        };
        let words = |text: &Text| text.en().or(text.ja()).unwrap_or_default().to_owned();
        let shipped = ours.map(words).unwrap_or_default();
        Some(Difference { field: Field::Item(*key), state, shipped, imported: words(told) })
    });
    of_names.chain(of_items).collect()
}

/// Whether any wording is the same, but for capitals and gaps.
fn are_alike(one: &Text, other: &Text) -> bool {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_ascii_lowercase();
    one.parts().any(|one| other.parts().any(|other| plain(one) == plain(other)))
}

//! What has to be known before the numbers are read.

use super::number::count;
use crate::words::LaboratoryWordsSitesNote;
use shirube_clonality::sites::{Abundances, Role, SiteTable};

/// Notes on all tables, each once, the most particular first.
pub fn notes(tables: &[(&SiteTable, &Abundances)], words: &LaboratoryWordsSitesNote) -> Vec<String> {
    let mut notes: Vec<String> = Vec::new();
    let particular = tables.iter().filter_map(|(_, sites)| shape(sites.descending(), words));
    let reads =
        tables.iter().filter_map(|(table, _)| reads_column(table)).map(|name| words.reads_chosen(name));
    let depth = (tables.len() > 1).then(|| words.depth.to_owned());
    let caution = (!tables.iter().all(|(table, _)| counts_cells(table))).then(|| words.reads.to_owned());
    for note in particular.chain(reads).chain(caution).chain(depth) {
        if !notes.contains(&note) {
            notes.push(note);
        }
    }
    notes
}

/// Tables for which an index or a rank misleads.
fn shape(sites: &[f64], words: &LaboratoryWordsSitesNote) -> Option<String> {
    let (largest, smallest) = (sites.first()?, sites.last()?);
    let tied = sites.iter().take_while(|abundance| *abundance == largest).count();
    if sites.len() == 1 {
        Some(words.one_site.to_owned())
    } else if largest == smallest {
        Some(if *largest == 1.0 { words.all_singletons } else { words.all_alike }.to_owned())
    } else if tied > 1 {
        Some(words.tied_largest(&count(tied)))
    } else {
        None
    }
}

/// The name of the column of abundances, if it has one.
fn abundance_column(table: &SiteTable) -> Option<&str> {
    table.layout().header.as_ref()?;
    table.columns().get(*table.layout().columns.get(&Role::Abundance)?).map(String::as_str)
}

/// A name without what does not matter.
fn bare(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The name of the column of abundances, if it says that they are reads.
fn reads_column(table: &SiteTable) -> Option<&str> {
    abundance_column(table).filter(|name| {
        let bare = bare(name);
        bare.contains("read")
            || bare.contains("リード")
            || bare.starts_with("seqcount")
            || bare.starts_with("sequencecount")
    })
}

/// Whether the column of abundances says that it holds cells or fragments.
fn counts_cells(table: &SiteTable) -> bool {
    const WORDS: [&str; 4] = ["cell", "fragment", "細胞", "断片"];
    let says = |name: &str| WORDS.iter().any(|word| bare(name).contains(word));
    reads_column(table).is_none() && abundance_column(table).is_some_and(says)
}

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
    for note in particular.chain(reads).chain([words.reads.to_owned()]).chain(depth) {
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

/// The name of the column of abundances, if it says that they are reads.
fn reads_column(table: &SiteTable) -> Option<&str> {
    table.layout().header.as_ref()?;
    let name = table.columns().get(*table.layout().columns.get(&Role::Abundance)?)?;
    let bare: String =
        name.chars().filter(char::is_ascii_alphabetic).collect::<String>().to_ascii_lowercase();
    let is_reads = bare.contains("read") || bare.starts_with("seqcount") || bare.starts_with("sequencecount");
    is_reads.then_some(name)
}

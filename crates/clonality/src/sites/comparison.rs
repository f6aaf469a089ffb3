//! Two time points of one person: the same clones, followed.

use std::collections::HashMap;

use shirube_numeric::sum::compensated;

use super::indices::Indices;
use super::place::{Key, Place};
use super::table::{Site, SiteTable};

/// How to compare two tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CompareOptions {
    /// The clones followed: this many of the largest of either time.
    pub top: usize,
    /// Sites of one chromosome and strand are the same if no more than this many bases apart, each with one other,
    /// the nearest pairs first and among these the larger clones. 0: only the same position.
    pub tolerance: u8,
}

impl Default for CompareOptions {
    fn default() -> Self {
        Self { top: 10, tolerance: 0 }
    }
}

/// What became of the clones between two time points.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// Indices of the first table.
    pub before: Indices,
    /// Indices of the second.
    pub after: Indices,
    /// Sites found at both times.
    pub shared: usize,
    /// Their share of the abundance before, 0 to 1.
    pub shared_before: f64,
    /// Their share of the abundance after, 0 to 1.
    pub shared_after: f64,
    /// Morisita–Horn overlap, 2·Σ p·q / (Σ p² + Σ q²) with p and q the shares of a clone before and after: 0, no clone
    /// in common, to 1, the same shares (Horn, Am. Nat. 1966;100:419). Large clones decide it.
    pub morisita_horn: f64,
    /// The clones that are followed, by the larger of their two shares.
    pub clones: Vec<FollowedClone>,
}

/// A clone at two times; at least at one of them it was found.
#[derive(Debug, Clone, PartialEq)]
pub struct FollowedClone {
    /// Where it stood before.
    pub before: Option<Standing>,
    /// Where it stands after.
    pub after: Option<Standing>,
}

/// A clone among those of its time.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// Its site, as that table has it.
    pub place: Place,
    /// Abundance, in the unit of that table.
    pub abundance: f64,
    /// Share of all abundance of that time, above 0, at most 1.
    pub share: f64,
    /// One more than the number of larger clones; clones that are alike share a rank.
    pub rank: usize,
}

/// What became of the share of a clone. Chance is not taken into account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Change {
    /// Found after only. Before it may have been too rare to be found.
    Appeared,
    /// Found before only. After it may be too rare to be found.
    Gone,
    /// Its share is larger after.
    Grown,
    /// Its share is smaller after.
    Shrunk,
    /// Its share is the same.
    Unchanged,
}

impl Change {
    /// Name of the kind, for programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Appeared => "appeared",
            Self::Gone => "gone",
            Self::Grown => "grown",
            Self::Shrunk => "shrunk",
            Self::Unchanged => "unchanged",
        }
    }
}

impl FollowedClone {
    /// What became of its share.
    pub fn change(&self) -> Change {
        match (&self.before, &self.after) {
            (None, _) => Change::Appeared,
            (_, None) => Change::Gone,
            (Some(before), Some(after)) if after.share > before.share => Change::Grown,
            (Some(before), Some(after)) if after.share < before.share => Change::Shrunk,
            _ => Change::Unchanged,
        }
    }

    fn largest_share(&self) -> f64 {
        let share = |standing: &Option<Standing>| standing.as_ref().map_or(0.0, |standing| standing.share);
        share(&self.before).max(share(&self.after))
    }
}

/// Compares the clones of two tables.
pub fn compare(before: &SiteTable, after: &SiteTable, options: CompareOptions) -> Comparison {
    let (first, second) = (Standings::new(before), Standings::new(after));
    let pairs = paired(before.sites(), after.sites(), options.tolerance);
    let shares = |pair: &(usize, usize)| (first.share(pair.0), second.share(pair.1));
    let overlap = compensated(pairs.iter().map(shares).map(|(p, q)| p * q));
    let squares = compensated(first.shares().chain(second.shares()).map(|share| share * share));
    Comparison {
        shared: pairs.len(),
        shared_before: compensated(pairs.iter().map(|pair| shares(pair).0)).min(1.0),
        shared_after: compensated(pairs.iter().map(|pair| shares(pair).1)).min(1.0),
        morisita_horn: (2.0 * overlap / squares).min(1.0),
        clones: followed(&first, &second, &pairs, options.top),
        before: before.indices(),
        after: after.indices(),
    }
}

impl SiteTable {
    /// The `top` largest clones with their shares and ranks, the largest first.
    pub fn largest(&self, top: usize) -> Vec<Standing> {
        let standings = Standings::new(self);
        (0..self.sites().len().min(top)).filter_map(|index| standings.standing(index)).collect()
    }
}

/// The sites of a table with their shares and ranks.
struct Standings<'a> {
    sites: &'a [Site],
    total: f64,
    ranks: Vec<usize>,
}

impl<'a> Standings<'a> {
    fn new(table: &'a SiteTable) -> Self {
        let sites = table.sites();
        let mut ranks: Vec<usize> = Vec::with_capacity(sites.len());
        let mut above: Option<(f64, usize)> = None;
        for (site, place) in sites.iter().zip(1..) {
            let rank =
                above.filter(|(abundance, _)| *abundance == site.abundance).map_or(place, |(_, rank)| rank);
            ranks.push(rank);
            above = Some((site.abundance, rank));
        }
        Self { sites, total: table.abundances().total(), ranks }
    }

    fn shares(&self) -> impl Iterator<Item = f64> + '_ {
        self.sites.iter().map(|site| site.abundance / self.total)
    }

    fn share(&self, index: usize) -> f64 {
        self.sites.get(index).map_or(0.0, |site| site.abundance / self.total)
    }

    fn standing(&self, index: usize) -> Option<Standing> {
        let site = self.sites.get(index)?;
        Some(Standing {
            place: site.place.clone(),
            abundance: site.abundance,
            share: site.abundance / self.total,
            rank: *self.ranks.get(index)?,
        })
    }
}

fn followed(
    first: &Standings,
    second: &Standings,
    pairs: &[(usize, usize)],
    top: usize,
) -> Vec<FollowedClone> {
    let there: HashMap<usize, usize> = pairs.iter().copied().collect();
    let back: HashMap<usize, usize> = pairs.iter().map(|(before, after)| (*after, *before)).collect();
    let clone = |before: Option<usize>, after: Option<usize>| FollowedClone {
        before: before.and_then(|index| first.standing(index)),
        after: after.and_then(|index| second.standing(index)),
    };
    let of_first =
        (0..first.sites.len().min(top)).map(|index| clone(Some(index), there.get(&index).copied()));
    let of_second = (0..second.sites.len().min(top)).filter_map(|index| {
        let before = back.get(&index).copied();
        // Those that are among the largest of both times are already there.
        before.is_none_or(|before| before >= top).then(|| clone(before, Some(index)))
    });
    let mut clones: Vec<_> = of_first.chain(of_second).collect();
    clones.sort_by(|a, b| b.largest_share().total_cmp(&a.largest_share()));
    clones
}

/// Indices of sites that are the same, each in one pair at most.
fn paired(before: &[Site], after: &[Site], tolerance: u8) -> Vec<(usize, usize)> {
    let mut free: HashMap<Key, usize> = places(after).map(|(index, key)| (key, index)).collect();
    let mut waiting: Vec<_> = places(before).collect();
    let mut pairs = Vec::new();
    for distance in 0..=u64::from(tolerance) {
        waiting.retain(|(index, key)| {
            let found = neighbours(*key, distance).into_iter().flatten().find_map(|key| free.remove(&key));
            pairs.extend(found.map(|other| (*index, other)));
            found.is_none()
        });
    }
    pairs
}

/// The sites that can be found again: a row without name or position is like no other.
fn places(sites: &[Site]) -> impl Iterator<Item = (usize, Key<'_>)> {
    let keys = sites.iter().map(|site| site.place.key()).enumerate();
    keys.filter(|(_, key)| !matches!(key, Key::Line(_)))
}

/// The places at exactly this distance.
fn neighbours(key: Key, distance: u64) -> [Option<Key>; 2] {
    match key {
        _ if distance == 0 => [Some(key), None],
        Key::Position(chromosome, base, strand) => {
            let at = |base: Option<u64>| base.map(|base| Key::Position(chromosome, base, strand));
            [at(base.checked_sub(distance)), at(base.checked_add(distance))]
        }
        Key::Name(_) | Key::Line(_) => [None, None],
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeSet, HashSet};

    use proptest::prelude::*;

    use super::super::{TableOptions, read_table};
    use super::*;

    fn table(text: &str) -> SiteTable {
        read_table(text.as_bytes(), &TableOptions::default()).unwrap()
    }

    fn changes(comparison: &Comparison) -> Vec<(String, &'static str)> {
        let place = |clone: &FollowedClone| {
            let standing = clone.before.as_ref().or(clone.after.as_ref());
            standing.unwrap().place.to_string()
        };
        comparison.clones.iter().map(|clone| (place(clone), clone.change().code())).collect()
    }

    #[test]
    fn clones_are_followed() {
        let before = table("chr1:5:+,50\nchr2:7:-,30\nchr3:9:+,10\nchr4:1:+,10\n");
        let after = table("1:5:+,90\nchr2:7:-,6\nchr5:2:+,2\nchr4:1:+,2\n");
        let found = compare(&before, &after, CompareOptions { top: 3, tolerance: 0 });
        let owned = |place: &str, change| (place.to_owned(), change);
        assert_eq!(
            changes(&found),
            [
                owned("chr1:5:+", "grown"),
                owned("chr2:7:-", "shrunk"),
                owned("chr3:9:+", "gone"),
                owned("chr5:2:+", "appeared"),
            ]
        );
        assert_eq!((found.shared, found.shared_before, found.shared_after), (3, 0.9, 0.98));
        // p = .5 .3 .1 .1, q = .9 .06 .02 .02: 2·(.45 + .018 + .002) / (.36 + .8144).
        assert!((found.morisita_horn - 0.94 / 1.1744).abs() < 1e-15);
        let ranks: Vec<_> =
            found.clones.iter().filter_map(|clone| Some(clone.after.as_ref()?.rank)).collect();
        assert_eq!(ranks, [1, 2, 3]);
    }

    #[test]
    fn near_sites_are_the_same_only_if_asked_for() {
        let before = table("chr1:100:+,5\nchr1:104:+,4\nchr1:100:-,1\n");
        let after = table("chr1:102:+,5\nchr1:105:+,4\nchr1:900:-,1\n");
        let shared = |tolerance| compare(&before, &after, CompareOptions { top: 9, tolerance }).shared;
        assert_eq!((shared(0), shared(1), shared(2), shared(255)), (0, 1, 2, 2));
        // 104 goes to its nearest, 105; 100 gets 102.
        let found = compare(&before, &after, CompareOptions { top: 9, tolerance: 5 });
        let partner = found.clones[1].after.as_ref().unwrap();
        assert_eq!(partner.place.to_string(), "chr1:105:+");
    }

    #[test]
    fn rows_without_a_place_are_never_the_same() {
        let counts = table("5\n4\n");
        assert_eq!(compare(&counts, &counts, CompareOptions::default()).shared, 0);
        let names = table("a,5\nb,4\n");
        assert_eq!(compare(&names, &names, CompareOptions::default()).shared, 2);
    }

    proptest! {
        #[test]
        fn a_table_is_like_itself(counts in prop::collection::vec(1_u32..1000, 1..50), tolerance: u8) {
            let rows: Vec<_> = counts.iter().zip(1_u32..).map(|(count, base)| format!("chr1:{base}:+,{count}")).collect();
            let table = table(&rows.join("
    "));
            let found = compare(&table, &table, CompareOptions { top: 5, tolerance });
            prop_assert_eq!(found.shared, counts.len());
            prop_assert!((found.morisita_horn - 1.0).abs() < 1e-12);
            prop_assert_eq!(found.clones.len(), counts.len().min(5));
            prop_assert!(found.clones.iter().all(|clone| clone.change() == Change::Unchanged));
        }

        #[test]
        fn no_site_has_two_partners(
            before in prop::collection::btree_set(1_u32..300, 1..40),
            after in prop::collection::btree_set(1_u32..300, 1..40),
            tolerance in 0_u8..20,
        ) {
            let rows = |bases: &BTreeSet<u32>| {
                let rows: Vec<_> = bases.iter().map(|base| format!("chr1:{base}:+,1")).collect();
                rows.join("
    ")
            };
            let (one, other) = (table(&rows(&before)), table(&rows(&after)));
            let pairs = paired(one.sites(), other.sites(), tolerance);
            let firsts: HashSet<_> = pairs.iter().map(|pair| pair.0).collect();
            let seconds: HashSet<_> = pairs.iter().map(|pair| pair.1).collect();
            prop_assert_eq!((firsts.len(), seconds.len()), (pairs.len(), pairs.len()));
            for (first, second) in pairs {
                let (Place::Position(a), Place::Position(b)) = (&one.sites()[first].place, &other.sites()[second].place) else { panic!() };
                prop_assert!(a.base.abs_diff(b.base) <= u64::from(tolerance));
            }
        }
    }
}

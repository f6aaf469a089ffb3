//! Clonality from tables of integration sites: each site is one clone, its abundance the clone's size.
//!
//! Bytes → [`read_table`] → [`SiteTable`] → [`SiteTable::indices`], [`Abundances::rank_curve`],
//! [`Abundances::lorenz_curve`]; two tables → [`compare`].
//!
//! ```
//! use shirube_clonality::sites::{CompareOptions, TableOptions, compare, read_table};
//!
//! let options = TableOptions::default();
//! let before = read_table(b"chr,position,strand,count\nchr3,148398277,+,6\nchr7,55,-,2\n", &options)?;
//! let after = read_table(b"chr3:148398277:+;9\nchr1:12:-;1\nchr1:x:-;a\n", &options)?;
//!
//! let indices = before.indices();
//! assert_eq!((indices.sites, indices.berger_parker, indices.gini), (2, 0.75, 0.25));
//!
//! // A row that cannot be used is told, and the others are.
//! assert_eq!(after.sites().len(), 2);
//! assert_eq!((after.row_errors()[0].line, after.row_errors()[0].kind.code()), (3, "not_a_number"));
//!
//! let comparison = compare(&before, &after, CompareOptions::default());
//! assert_eq!(comparison.shared, 1);
//! assert_eq!(comparison.clones[0].change().code(), "grown");
//!
//! // Points for charts; both ends are exact, however few there are.
//! assert_eq!(before.abundances().lorenz_curve(2000).len(), 3);
//! # Ok::<(), shirube_clonality::sites::TableError>(())
//! ```
//!
//! A form that lets the reader choose columns offers [`SiteTable::layout`] (or the columns that
//! [`TableError::NoAbundance`] lists) and puts the choices into [`TableOptions::columns`]. Where the answer is
//! [`TableError::SeveralSamples`], it offers those and puts one into [`TableOptions::sample`].

mod cell;
mod columns;
mod comparison;
mod curves;
mod indices;
mod place;
mod table;
mod table_error;
mod table_text;

pub use columns::{ColumnChoice, Layout, Role};
pub use comparison::{Change, CompareOptions, Comparison, FollowedClone, Standing, compare};
pub use curves::{LorenzPoint, RankPoint};
pub use indices::{AbundanceError, Abundances, CountIndices, Indices, NotCounts};
pub use place::{Place, Position, Strand};
pub use table::{
    MOST_ROW_ERRORS, MOST_ROWS, MOST_SAMPLES, SampleChoice, Site, SiteTable, TableOptions, read_table,
};
pub use table_error::{Encoding, Remark, RowError, RowErrorKind, TableError};
pub use table_text::{LARGEST_FILE, Separator};

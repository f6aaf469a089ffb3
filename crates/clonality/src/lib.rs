//! Clonality from the laboratory's own files: Sanger traces and tables of integration sites.
//!
//! Bytes → [`trace_file::read`] → [`Chromatogram`] → [`trace_clonality::analyse`] → [`TraceReport`].
//!
//! What a trace gives is *trace clonality*: an open estimate of our own. It is not the clonality value
//! (Cv) of RAISING-CLOVA, whose formula is not public, and nothing here converts one to the other.
//!
//! A table of integration sites → [`sites::read_table`] → [`sites::Indices`]. Pairs of values from two
//! methods → [`method_comparison`], which says how far they agree and converts nothing.

pub mod abif;
pub mod abif_writer;
mod base_calling;
mod big_endian;
pub mod chromatogram;
mod count;
mod file_text;
pub mod format_error;
pub mod junction;
pub mod method_comparison;
mod moment;
mod scf;
pub mod simulate;
pub mod sites;
mod stored_calls;
pub mod trace_clonality;
pub mod trace_file;

pub use chromatogram::{Base, Chromatogram};
pub use format_error::FormatError;
pub use trace_clonality::{TraceReport, TraceSettings};

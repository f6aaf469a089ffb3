//! Trials: records that hold the WHO Trial Registration Data Set, the finder over them, and the import of what
//! registries export.
//!
//! The crate reads no clock: whoever asks says which day it is.

mod named;

pub mod import;
pub mod partial_date;
pub mod record;
pub mod search;

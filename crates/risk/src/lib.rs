//! Published HTLV-1 risk rules as pure, set-valued functions.
//!
//! An [`assessment`] takes typed [`analytes`] and gives, for each rule, every result still
//! possible: a missing value never becomes a default. Text becomes analytes in [`units`]. Every
//! number of a rule comes from the [`evidence`] registry.
//!
//! Nothing here panics on any input. Errors are kinds; the words for them are the caller's.

pub mod analytes;
pub mod answer;
pub mod assessment;
pub mod coded;
pub mod evidence;
pub mod inputs;
pub mod kit_scale;
pub mod quantity;
pub mod rules;
pub mod units;

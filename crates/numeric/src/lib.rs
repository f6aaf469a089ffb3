//! Numbers as people type and read them, and the arithmetic every other core crate shares.
//!
//! Nothing here panics on any input, and nothing here knows of a browser, a clock or a locale.

pub mod binomial;
pub mod decimal;
pub mod ops;
pub mod random;
pub mod student_t;
pub mod sum;

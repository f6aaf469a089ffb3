//! Trace clonality beside the Cv that a laboratory reported, pair by pair: a comparison of two methods. No
//! value is converted.

use crate::words::Language;
use leptos::prelude::*;

/// Pairs as pasted.
#[derive(Clone, Copy)]
pub struct ComparisonState {}

impl ComparisonState {
    /// No pairs.
    pub fn new() -> Self {
        Self {}
    }
}

/// The part of the room.
pub fn comparison(_language: Language, _state: ComparisonState) -> impl IntoView {}

//! How to measure, as the reader types and chooses it.

use super::TraceState;
use crate::words::Language;
use leptos::prelude::*;

/// The settings as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SettingsForm {}

/// The form.
pub fn settings(_language: Language, _state: TraceState) -> impl IntoView {}

//! The design system: parts of any screen, without a word of the domain.

pub mod choice;
pub mod dynamic;
pub mod field;
pub mod icon_array;
pub mod live_region;
pub mod rich_text;

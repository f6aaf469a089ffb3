//! One screen for each thing a reader comes to do.

pub mod assess;
pub mod confirm;
pub mod home;
pub mod rooms;

//! Curves from published statistics.
//!
//! Individual follow-up times are not public here. What is public is one time for each group; what
//! that time allows one to say, and no more, is computed in [`published`].

pub mod published;

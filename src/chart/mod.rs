//! Figures: a pure `Scene`, drawn with plotters on a canvas, with its words and its table.
//!
//! `scene` (pure) → `layout` (pure, CSS pixels) → `draw` (any plotters backend) → `canvas` (the
//! browser's, at the device's resolution) → `figure` (the component that redraws when needed).

pub mod canvas;
pub mod draw;
#[cfg(test)]
mod example;
pub mod figure;
pub mod geometry;
mod layout;
pub mod palette;
pub mod scene;
mod shape;
pub mod svg;
mod words;

pub use figure::{ChartFigure, plot, title_id};
pub use scene::{
    Anchor, Area, Axis, Dash, Fade, Ink, Label, Line, Mark, MarkShape, Scale, Scene, Side, Table, Tick,
};
pub use shape::Shape;

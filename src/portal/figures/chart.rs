//! Figures with axes: the scenes of `crate::chart`, with what stands before and after them.

use super::picture::paragraphs;
use crate::chart::{ChartFigure, Scene};
use crate::words::PortalWordsFigures;
use leptos::prelude::*;

/// A chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// Its name.
    pub title: String,
    /// What must be read before it.
    pub first: Vec<String>,
    /// The drawing, its text alternative and its table.
    pub scene: Scene,
    /// What the reader must know of it.
    pub note: String,
    /// What stands after it.
    pub after: Vec<String>,
}

/// Shows a chart.
pub fn show(words: &'static PortalWordsFigures, chart: Chart, id: String) -> AnyView {
    let Chart { title, first, scene, note, after } = chart;
    view! {
        <div class="figure-frame figure-chart">
            {paragraphs("figure-first", &first)}
            {scene_figure(words, id, title, scene, note)}
            {paragraphs("figure-note", &after)}
        </div>
    }
    .into_any()
}

/// A scene that does not change.
pub fn scene_figure(
    words: &'static PortalWordsFigures,
    id: String,
    title: String,
    scene: Scene,
    note: String,
) -> AnyView {
    view! {
        <ChartFigure
            scene=Signal::stored(scene)
            id
            title
            in_text=true
            note=Signal::stored(note)
            table_label=words.as_table
        />
    }
    .into_any()
}

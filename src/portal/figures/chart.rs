//! Figures with axes: the scenes of `crate::chart`, with what stands before and after them.

use super::picture::paragraphs;
use crate::chart::{Scene, plot, title_id};
use crate::ui::rich_text::rich_text;
use crate::words::PortalWordsFigures;
use leptos::prelude::*;

/// A chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// The class of its own style; none if empty.
    pub class: &'static str,
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
pub fn show(words: &'static PortalWordsFigures, chart: Chart, id: &str) -> AnyView {
    let Chart { class, title, first, scene, note, after } = chart;
    view! {
        <div class=["figure-frame figure-chart ", class].concat()>
            {paragraphs("figure-first", &first)}
            <p class="figure-title" id=title_id(id)>{rich_text(&title)}</p>
            <p class="figure-note">{rich_text(&note)}</p>
            {plot(Signal::stored(scene), id, words.as_table)}
            {paragraphs("figure-note", &after)}
        </div>
    }
    .into_any()
}

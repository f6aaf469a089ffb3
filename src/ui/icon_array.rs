//! A picture of 100 people.

use leptos::prelude::*;

/// How many of the 100 are marked, and how: the first `solid`, then the next `hatched`. The others are outlines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IconArray {
    /// Filled.
    pub solid: u8,
    /// Filled with lines: people who may belong to either side.
    pub hatched: u8,
}

/// Ten rows of ten people. `tone` is the class that gives the colour; ids of parts are built from `id`, which is
/// unique on the page.
pub fn icon_array(icons: IconArray, tone: &str, id: &str) -> AnyView {
    let (person, hatch) = (format!("{id}-person"), format!("{id}-hatch"));
    let (one, lines) = (format!("#{person}"), format!("url(#{hatch})"));
    let people = (0..100).map(|index: u8| {
        let class = if index < icons.solid {
            "person solid"
        } else if index < icons.solid + icons.hatched {
            "person hatched"
        } else {
            "person"
        };
        let fill = (class == "person hatched").then(|| lines.clone());
        let (column, row) = (u32::from(index % 10), u32::from(index / 10));
        view! { <use href=one.clone() class=class fill=fill x=column * 30 y=row * 30 /> }
    });
    view! {
        <svg class=format!("icon-array {tone}") viewBox="0 0 300 300" aria-hidden="true">
            <defs>
                <pattern id=hatch width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                    <rect class="hatch-ground" width="5" height="5" />
                    <rect class="hatch-line" width="2.4" height="5" />
                </pattern>
                <symbol id=person viewBox="0 0 30 30" width="30" height="30">
                    <circle cx="15" cy="9" r="4.6" />
                    <path d="M7 26v-4a8 7.4 0 0 1 16 0v4z" />
                </symbol>
            </defs>
            {people.collect_view()}
        </svg>
    }
    .into_any()
}

//! Blood, its cells, lymph nodes.

use super::{Swollen, frame};
use leptos::prelude::*;

/// Places of cells in the blood, so that any first few look scattered.
const PLACES: [(i32, i32); 14] = [
    (36, 28),
    (62, 58),
    (58, 24),
    (30, 54),
    (46, 42),
    (70, 40),
    (24, 40),
    (47, 68),
    (48, 14),
    (66, 74),
    (76, 56),
    (32, 70),
    (76, 24),
    (20, 26),
];

pub fn blood(usual: usize, abnormal: usize) -> AnyView {
    let cells = PLACES.into_iter().take(usual + abnormal).enumerate();
    let cells = cells.map(|(index, at)| if index < abnormal { abnormal_cell(at) } else { usual_cell(at) });
    let shapes = view! {
        <circle class="figure-ground" cx="48" cy="44" r="42" />
        {cells.collect_view()}
    };
    frame("figure-blood", 96, 88, shapes.into_any())
}

pub fn one_cell(abnormal: bool) -> AnyView {
    let cell = if abnormal { abnormal_cell((10, 10)) } else { usual_cell((10, 10)) };
    frame("figure-cell", 20, 20, cell)
}

fn usual_cell((x, y): (i32, i32)) -> AnyView {
    view! { <circle class="figure-outline" cx=x cy=y r="5.5" /> }.into_any()
}

/// The nucleus of an abnormal lymphocyte has deep folds: a flower with five leaves.
fn abnormal_cell((x, y): (i32, i32)) -> AnyView {
    let leaves = [(0, -4), (4, -1), (2, 4), (-2, 4), (-4, -1)]
        .map(|(dx, dy)| view! { <circle class="figure-fill" cx=x + dx cy=y + dy r="3.4" /> });
    leaves.collect_view().into_any()
}

/// A small lymph node, a large one, or both where it may be swollen.
pub fn node(swollen: Swollen) -> AnyView {
    let ellipse =
        |class: &'static str, rx: u8, ry: u8| view! { <ellipse class=class cx="48" cy="44" rx=rx ry=ry /> };
    let shapes = view! {
        <path class="figure-line" d="M4 44h88" />
        {(swollen == Swollen::Maybe).then(|| ellipse("figure-may", 32, 26))}
        {if swollen == Swollen::Yes { ellipse("figure-fill", 32, 26) } else { ellipse("figure-outline", 14, 11) }}
    };
    frame("figure-node", 96, 88, shapes.into_any())
}

//! Blood, its cells, lymph nodes.

use super::Swollen;
use super::drawing::{Drawing, Shape};

/// Places of cells in the blood, so that any first few look scattered.
const PLACES: [(f64, f64); 14] = [
    (36.0, 28.0),
    (62.0, 58.0),
    (58.0, 24.0),
    (30.0, 54.0),
    (46.0, 42.0),
    (70.0, 40.0),
    (24.0, 40.0),
    (47.0, 68.0),
    (48.0, 14.0),
    (66.0, 74.0),
    (76.0, 56.0),
    (32.0, 70.0),
    (76.0, 24.0),
    (20.0, 26.0),
];

pub fn blood(usual: usize, abnormal: usize) -> Drawing {
    let mut shapes = vec![Shape::circle("figure-ground", (48.0, 44.0), 42.0)];
    for (index, at) in PLACES.into_iter().take(usual + abnormal).enumerate() {
        shapes.extend(cell(at, index < abnormal));
    }
    Drawing { class: "figure-blood", width: 96.0, height: 88.0, shapes }
}

pub fn one_cell(abnormal: bool) -> Drawing {
    Drawing { class: "figure-cell", width: 20.0, height: 20.0, shapes: cell((10.0, 10.0), abnormal) }
}

/// The nucleus of an abnormal lymphocyte has deep folds: a flower with five leaves.
fn cell((x, y): (f64, f64), abnormal: bool) -> Vec<Shape> {
    if !abnormal {
        return vec![Shape::circle("figure-outline", (x, y), 5.5)];
    }
    [(0.0, -4.0), (4.0, -1.0), (2.0, 4.0), (-2.0, 4.0), (-4.0, -1.0)]
        .map(|(dx, dy)| Shape::circle("figure-fill", (x + dx, y + dy), 3.4))
        .to_vec()
}

/// A small lymph node, a large one, or both where it may be swollen.
pub fn node(swollen: Swollen) -> Drawing {
    let (at, small, large) = ((48.0, 44.0), (14.0, 11.0), (32.0, 26.0));
    let mut shapes = vec![Shape::line("figure-line", (4.0, 44.0), (92.0, 44.0))];
    match swollen {
        Swollen::No => shapes.push(Shape::ellipse("figure-outline", at, small)),
        Swollen::Maybe => {
            shapes.push(Shape::ellipse("figure-may", at, large));
            shapes.push(Shape::ellipse("figure-outline", at, small));
        }
        Swollen::Yes => shapes.push(Shape::ellipse("figure-fill", at, large)),
    }
    Drawing { class: "figure-node", width: 96.0, height: 88.0, shapes }
}

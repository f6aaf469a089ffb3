//! A whole trace on one page: the same picture as on screen, in rows one below the other.

use super::marks::as_f64;
use super::picture::Picture;
use super::span::Span;
use crate::chart::Shape;

/// Width of a row and bases in it.
const ROW_WIDTH: f64 = 1200.0;
const ROW_BASES: f64 = 100.0;
/// Between two rows.
const GAP: f64 = 24.0;

/// Every row, and the size of the page. `picture` gives all but the stretch and the width.
pub fn rows(picture: &Picture) -> (Vec<Shape>, (f64, f64)) {
    let scans = as_f64(picture.chromatogram.scans());
    let width = (picture.grid.spacing() * ROW_BASES).max(1.0);
    let height = picture.size.1;
    let mut shapes = Vec::new();
    let (mut start, mut top) = (0.0, 0.0);
    while start < scans {
        // The last row has the scale of the others.
        let span = Span { start, end: start + width };
        let row = Picture { span, size: (ROW_WIDTH, height), ..*picture };
        shapes.extend(row.shapes().into_iter().map(|shape| shape.moved_down(top)));
        start += width;
        top += height + GAP;
    }
    let size = (ROW_WIDTH, (top - GAP).max(1.0));
    shapes.insert(0, Shape::rectangle((0.0, 0.0), size, picture.colours.card));
    (shapes, size)
}

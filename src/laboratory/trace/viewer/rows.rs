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

#[cfg(test)]
mod tests {
    use super::super::example;
    use super::super::marks::{Grid, Marks};
    use super::super::picture::{Colours, PictureWords, Shown};
    use super::*;
    use crate::chart::palette::Rgb;

    #[test]
    fn every_base_stands_in_one_row() {
        let chromatogram = example::chromatogram(&"ACGT".repeat(60));
        let grid = Grid::of(&chromatogram);
        let grey = Rgb(9, 9, 9);
        let colours = Colours {
            card: grey,
            ink: grey,
            muted: grey,
            line: grey,
            junction: grey,
            anchor: grey,
            window: grey,
            bases: [grey; 4],
        };
        let name = String::new;
        let words = PictureWords {
            anchor: name(),
            window: name(),
            junction: name(),
            quality: name(),
            shares: name(),
            scan: name(),
        };
        let picture = Picture {
            chromatogram: &chromatogram,
            grid: &grid,
            marks: &Marks::default(),
            shown: Shown::default(),
            span: Span::whole(2410.0),
            size: (333.0, 400.0),
            colours: &colours,
            words: &words,
        };
        let (shapes, size) = rows(&picture);
        assert_eq!(size, (1200.0, 3.0 * 400.0 + 2.0 * 24.0), "240 bases, 100 in a row");
        let mut in_row = [0, 0, 0];
        for shape in shapes {
            if let Shape::Words { at, text, strong: true, .. } = shape
                && "ACGT".contains(&text)
                && (0.0..1200.0).contains(&at.0)
            {
                let row = in_row
                    .iter()
                    .enumerate()
                    .map(|(row, _)| as_f64(row) * 424.0)
                    .rposition(|top| at.1 >= top);
                in_row[row.unwrap()] += 1;
            }
        }
        assert_eq!(in_row, [99, 100, 41], "the first base stands ten scans from the start");
    }
}

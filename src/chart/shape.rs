//! What a finished drawing consists of, for every surface it is made on.

use super::geometry::Point;
use super::palette::Rgb;
use super::scene::Anchor;

/// A shape in CSS pixels, ready to paint.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A filled polygon, closed by itself.
    Fill {
        /// Its corners.
        corners: Vec<Point>,
        /// Its colour.
        colour: Rgb,
    },
    /// A line through points.
    Stroke {
        /// The points.
        points: Vec<Point>,
        /// Width.
        width: f64,
        /// Its colour.
        colour: Rgb,
    },
    /// A filled circle.
    Disc {
        /// Its centre.
        centre: Point,
        /// Its radius.
        radius: f64,
        /// Its colour.
        colour: Rgb,
    },
    /// One line of text.
    Words {
        /// Its end named by `anchor`, at half its height.
        at: Point,
        /// Which end is at the point.
        anchor: Anchor,
        /// The text.
        text: String,
        /// Height of the letters' body.
        size: f64,
        /// Bold.
        strong: bool,
        /// Its colour.
        colour: Rgb,
    },
}

impl Shape {
    /// The rectangle between two corners.
    pub fn rectangle((x0, y0): Point, (x1, y1): Point, colour: Rgb) -> Self {
        Self::Fill { corners: vec![(x0, y0), (x1, y0), (x1, y1), (x0, y1)], colour }
    }

    /// The same shape, lower on the page.
    #[must_use]
    pub fn moved_down(mut self, by: f64) -> Self {
        match &mut self {
            Self::Fill { corners: points, .. } | Self::Stroke { points, .. } => {
                for point in points {
                    point.1 += by;
                }
            }
            Self::Disc { centre: at, .. } | Self::Words { at, .. } => at.1 += by,
        }
        self
    }
}

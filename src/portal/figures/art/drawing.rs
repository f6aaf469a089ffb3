//! A drawing as data: paths and a few digits, which one small view shows.

use leptos::prelude::*;
use shirube_numeric::decimal;

/// A drawing in its own units.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    /// The class that sizes it on the page.
    pub class: &'static str,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
    /// From the back to the front.
    pub shapes: Vec<Shape>,
}

/// A part of a drawing. Classes give colour and motion.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// An outline.
    Path(&'static str, String),
    /// Digits or letters around a place, or beginning at it.
    Text { class: &'static str, at: (f64, f64), centred: bool, text: String },
}

impl Drawing {
    /// The drawing on the page. What it says stands in words beside it.
    pub fn show(self) -> AnyView {
        let class = ["figure-art ", self.class].concat();
        let view_box = ["0 0", &number(self.width), &number(self.height)].join(" ");
        let shapes = self.shapes.into_iter().map(Shape::show).collect_view();
        view! { <svg class=class viewBox=view_box aria-hidden="true" focusable="false">{shapes}</svg> }
            .into_any()
    }
}

impl Shape {
    /// A path as SVG writes it.
    pub fn path(class: &'static str, path: impl Into<String>) -> Self {
        Self::Path(class, path.into())
    }

    /// An ellipse around a place.
    pub fn ellipse(class: &'static str, (x, y): (f64, f64), (rx, ry): (f64, f64)) -> Self {
        let arc = |width: f64| ["a", &number(rx), " ", &number(ry), " 0 1 0 ", &number(width), " 0"].concat();
        Self::Path(class, [&start(x - rx, y), &arc(2.0 * rx), &arc(-2.0 * rx), "z"].concat())
    }

    /// A circle around a place.
    pub fn circle(class: &'static str, at: (f64, f64), radius: f64) -> Self {
        Self::ellipse(class, at, (radius, radius))
    }

    /// A rectangle from its upper left corner.
    pub fn rectangle(class: &'static str, (x, y): (f64, f64), (width, height): (f64, f64)) -> Self {
        let sides = ["h", &number(width), "v", &number(height), "h", &number(-width), "z"].concat();
        Self::Path(class, [start(x, y), sides].concat())
    }

    /// A line from one place to another.
    pub fn line(class: &'static str, (x, y): (f64, f64), (to_x, to_y): (f64, f64)) -> Self {
        Self::Path(class, [&start(x, y), "L", &number(to_x), " ", &number(to_y)].concat())
    }

    /// Digits in the middle below a place.
    pub fn digits(at: (f64, f64), text: impl Into<String>) -> Self {
        Self::Text { class: "figure-digits", at, centred: true, text: text.into() }
    }

    fn show(self) -> AnyView {
        match self {
            Self::Path(class, path) => view! { <path class=class d=path></path> }.into_any(),
            Self::Text { class, at: (x, y), centred, text } => {
                let anchor = if centred { "middle" } else { "start" };
                view! { <text class=class x=number(x) y=number(y) text-anchor=anchor>{text}</text> }
                    .into_any()
            }
        }
    }
}

/// The start of a path.
pub fn start(x: f64, y: f64) -> String {
    ["M", &number(x), " ", &number(y)].concat()
}

/// A length to a tenth of a unit.
pub fn number(value: f64) -> String {
    decimal::format_fixed(value, 1).replace(',', "")
}

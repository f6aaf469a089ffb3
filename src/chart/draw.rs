//! Painting a scene with plotters, on any of its backends.
//!
//! All decisions are made by the layout, which is not generic; this file only hands the finished
//! shapes on. Each backend therefore costs a few calls of code size, not a copy of the layout.

use std::fmt;

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind, IntoDrawingArea};
use plotters::element::{Circle, PathElement, Polygon, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, RGBColor, ShapeStyle, TextStyle};
use plotters_backend::{BackendCoord, DrawingBackend};

use super::geometry::Point;
use super::layout::lay_out;
use super::palette::{Palette, Rgb};
use super::scene::{Anchor, Scene};
use super::shape::Shape;

/// How a scene is to look on one surface.
#[derive(Clone, Debug, PartialEq)]
pub struct Style {
    /// Colours of the theme.
    pub palette: Palette,
    /// CSS font family list.
    pub font_family: String,
    /// Backend units per CSS pixel. Backends count in whole units, so one unit per pixel would make
    /// curves wobble.
    pub units: f64,
}

/// Why a figure could not be drawn. The text alternative and the table remain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DrawError {
    /// The surface leaves no room for a plot between the axis labels.
    NoRoom,
    /// The theme lacks a usable colour under this custom property.
    Colour(String),
    /// The backend or the browser refused.
    Backend(String),
}

impl fmt::Display for DrawError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (what, detail) = match self {
            Self::NoRoom => ("no room for the plot", ""),
            Self::Colour(name) => ("no usable colour in ", name.as_str()),
            Self::Backend(reason) => ("drawing failed: ", reason.as_str()),
        };
        f.write_str(what)?;
        f.write_str(detail)
    }
}

impl std::error::Error for DrawError {}

/// Draws `scene` over the whole of `backend`.
///
/// # Errors
///
/// If the surface is too small for a plot, or the backend fails.
pub fn draw<B: DrawingBackend>(scene: &Scene, backend: B, style: &Style) -> Result<(), DrawError> {
    let area = backend.into_drawing_area();
    let (width, height) = area.dim_in_pixel();
    let size = (f64::from(width) / style.units, f64::from(height) / style.units);
    let measure = |text: &str, size: f64, strong: bool| {
        let font = text_style(&style.font_family, size * style.units, strong, Rgb(0, 0, 0), Anchor::Start);
        let (units, _) = area.estimate_text_size(text, &font).map_err(|error| failed::<B>(&error))?;
        Ok(f64::from(units) / style.units)
    };
    for shape in &lay_out(scene, size, &style.palette, &measure)?.shapes {
        paint(&area, shape, &style.font_family, style.units)?;
    }
    area.present().map_err(|error| failed::<B>(&error))
}

/// Draws finished shapes, in order, over what `backend` shows. Backends count in whole `units` of a CSS pixel.
///
/// # Errors
///
/// If the backend fails.
pub fn draw_shapes<B: DrawingBackend>(
    shapes: &[Shape],
    backend: B,
    font_family: &str,
    units: f64,
) -> Result<(), DrawError> {
    let area = backend.into_drawing_area();
    for shape in shapes {
        paint(&area, shape, font_family, units)?;
    }
    area.present().map_err(|error| failed::<B>(&error))
}

/// Hands one shape to the backend.
fn paint<B: DrawingBackend>(
    area: &DrawingArea<B, Shift>,
    shape: &Shape,
    font_family: &str,
    units: f64,
) -> Result<(), DrawError> {
    let painted = match shape {
        Shape::Fill { corners, colour } => {
            area.draw(&Polygon::new(in_units(corners, units), ink(*colour).filled()))
        }
        Shape::Stroke { points, width, colour } => {
            let stroke = ShapeStyle::from(ink(*colour)).stroke_width(length(*width, units));
            area.draw(&PathElement::new(in_units(points, units), stroke))
        }
        Shape::Disc { centre, radius, colour } => {
            area.draw(&Circle::new(point(*centre, units), length(*radius, units), ink(*colour).filled()))
        }
        Shape::Words { at, anchor, text, size, strong, colour } => {
            let style = text_style(font_family, *size * units, *strong, *colour, *anchor);
            area.draw(&Text::new(text.as_str(), point(*at, units), style))
        }
    };
    painted.map_err(|error| failed::<B>(&error))
}

/// The style of one line of text, its size in backend units; its point is at mid-height.
fn text_style(font_family: &str, size: f64, strong: bool, colour: Rgb, anchor: Anchor) -> TextStyle<'_> {
    let weight = if strong { FontStyle::Bold } else { FontStyle::Normal };
    let font = FontDesc::new(FontFamily::Name(font_family), size, weight);
    let at = match anchor {
        Anchor::Start => HPos::Left,
        Anchor::Middle => HPos::Center,
        Anchor::End => HPos::Right,
    };
    font.color(&ink(colour)).pos(Pos::new(at, VPos::Center))
}

fn ink(Rgb(red, green, blue): Rgb) -> RGBColor {
    RGBColor(red, green, blue)
}

fn in_units(points: &[Point], units: f64) -> Vec<BackendCoord> {
    points.iter().map(|&at| point(at, units)).collect()
}

fn point((x, y): Point, units: f64) -> BackendCoord {
    // Float to integer casts saturate; no surface comes near the limits.
    #[allow(clippy::cast_possible_truncation)]
    let unit = |pixels: f64| (pixels * units).round() as i32;
    (unit(x), unit(y))
}

fn length(pixels: f64, units: f64) -> u32 {
    // Float to integer casts saturate, and lengths are not negative.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let whole = (pixels * units).round() as u32;
    whole
}

fn failed<B: DrawingBackend>(error: &DrawingAreaErrorKind<B::ErrorType>) -> DrawError {
    DrawError::Backend(error.to_string())
}

/// Draws to SVG through plotters' own backend and compares with the files in `tests/golden`.
#[cfg(test)]
mod tests {
    use super::super::example::{dark, light, text_width};
    use super::*;
    use crate::screens::assess::example_figures;
    use plotters::prelude::SVGBackend;
    use plotters_backend::{
        BackendColor, BackendStyle, BackendTextStyle, DrawingErrorKind, FontTransform, text_anchor,
    };

    const UNITS: f64 = 8.0;

    type Outcome = Result<(), DrawingErrorKind<std::io::Error>>;

    /// SVG with the text sizes a browser's canvas would use.
    struct Svg<'a>(SVGBackend<'a>);

    /// A text style whose size is not reduced by the SVG backend's own divisor.
    struct TrueSize<'a, S>(&'a S);

    impl<S: BackendTextStyle> BackendTextStyle for TrueSize<'_, S> {
        type FontError = S::FontError;
        fn color(&self) -> BackendColor {
            self.0.color()
        }
        fn size(&self) -> f64 {
            self.0.size() * 1.24
        }
        fn transform(&self) -> FontTransform {
            self.0.transform()
        }
        fn style(&self) -> FontStyle {
            self.0.style()
        }
        fn anchor(&self) -> text_anchor::Pos {
            self.0.anchor()
        }
        fn family(&self) -> FontFamily<'_> {
            self.0.family()
        }
        fn layout_box(&self, text: &str) -> Result<((i32, i32), (i32, i32)), Self::FontError> {
            self.0.layout_box(text)
        }
        fn draw<E, F: FnMut(i32, i32, BackendColor) -> Result<(), E>>(
            &self,
            text: &str,
            at: BackendCoord,
            draw: F,
        ) -> Result<Result<(), E>, Self::FontError> {
            self.0.draw(text, at, draw)
        }
    }

    impl DrawingBackend for Svg<'_> {
        type ErrorType = std::io::Error;
        fn get_size(&self) -> (u32, u32) {
            self.0.get_size()
        }
        fn ensure_prepared(&mut self) -> Outcome {
            self.0.ensure_prepared()
        }
        fn present(&mut self) -> Outcome {
            self.0.present()
        }
        fn draw_pixel(&mut self, at: BackendCoord, colour: BackendColor) -> Outcome {
            self.0.draw_pixel(at, colour)
        }
        fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
            &mut self,
            path: I,
            s: &S,
        ) -> Outcome {
            self.0.draw_path(path, s)
        }
        fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
            &mut self,
            path: I,
            s: &S,
        ) -> Outcome {
            self.0.fill_polygon(path, s)
        }
        fn draw_circle<S: BackendStyle>(&mut self, at: BackendCoord, r: u32, s: &S, fill: bool) -> Outcome {
            self.0.draw_circle(at, r, s, fill)
        }
        fn draw_text<S: BackendTextStyle>(&mut self, text: &str, s: &S, at: BackendCoord) -> Outcome {
            self.0.draw_text(text, &TrueSize(s), at)
        }
        fn estimate_text_size<S: BackendTextStyle>(
            &self,
            text: &str,
            s: &S,
        ) -> Result<(u32, u32), DrawingErrorKind<std::io::Error>> {
            let width = text_width(text, s.size(), matches!(s.style(), FontStyle::Bold));
            Ok((length(width, 1.0), length(s.size(), 1.0)))
        }
    }

    fn svg(scene: &Scene, palette: Palette, width: u32, height: u32) -> String {
        let mut text = String::new();
        let backend = Svg(SVGBackend::with_string(&mut text, (width * 8, height * 8)));
        let style = Style { palette, font_family: "system-ui, sans-serif".into(), units: UNITS };
        draw(scene, backend, &style).unwrap();
        text
    }

    fn check(name: &str, scene: &Scene, palette: Palette, width: u32, height: u32) {
        let drawn = format!(
            "<!-- {width} by {height} CSS pixels, eight units each. Made by the tests of src/chart/draw.rs: \
             UPDATE_GOLDEN=1 cargo test chart -->\n{}",
            svg(scene, palette, width, height)
        );
        let path = format!("{}/tests/golden/{name}.svg", env!("CARGO_MANIFEST_DIR"));
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::write(&path, &drawn).unwrap();
        }
        let golden = std::fs::read_to_string(&path).unwrap();
        let line = drawn.lines().zip(golden.lines()).position(|(a, b)| a != b);
        assert!(drawn == golden, "{path} differs at line {line:?}; UPDATE_GOLDEN=1 accepts the change");
    }

    fn plane(sil2r: &str) -> Scene {
        example_figures(sil2r).0
    }

    fn curve() -> Scene {
        example_figures("1240").1
    }

    #[test]
    fn plane_on_a_phone_in_light() {
        check("plane-phone-light", &plane("1240"), light(), 340, 265);
    }

    #[test]
    fn plane_on_a_desktop_in_dark() {
        check("plane-desktop-dark", &plane("1240"), dark(), 620, 484);
    }

    #[test]
    fn plane_with_a_value_off_the_axis() {
        check("plane-beyond-light", &plane("250000"), light(), 340, 265);
    }

    #[test]
    fn curve_on_a_phone_in_dark() {
        check("curve-phone-dark", &curve(), dark(), 340, 265);
    }

    #[test]
    fn curve_on_a_desktop_in_light() {
        check("curve-desktop-light", &curve(), light(), 620, 484);
    }

    #[test]
    fn regions_come_before_lines_and_lines_before_the_point() {
        let text = svg(&plane("1240"), light(), 340, 265);
        assert_eq!(text.matches("<polygon").count(), 4);
        assert_eq!(text.matches("<circle").count(), 2);
        let first = |tag: &str| text.find(tag).unwrap();
        let last = |tag: &str| text.rfind(tag).unwrap();
        assert!(last("<polygon") < first("<polyline") && last("<polyline") < first("<circle"));
        for name in ["R1", "R2", "R3", "R4", "100,000", "1.00"] {
            assert!(text.contains(&format!(">\n{name}\n")), "{name}");
        }
    }

    #[test]
    fn no_room_is_an_error_with_words() {
        let mut text = String::new();
        let backend = Svg(SVGBackend::with_string(&mut text, (80, 80)));
        let style = Style { palette: light(), font_family: "sans-serif".into(), units: UNITS };
        let error = draw(&plane("1240"), backend, &style).unwrap_err();
        assert_eq!(error, DrawError::NoRoom);
        assert_eq!(error.to_string(), "no room for the plot");
    }
}

//! Drawing on an HTML canvas at the resolution of the screen or the printer.
//!
//! plotters' own canvas backend knows whole CSS pixels only and measures text by inserting a styled
//! element, which the page's content security policy forbids. The backend here counts in eighths of
//! a CSS pixel, lets the canvas scale them to device pixels, and asks the canvas for text widths.

use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};
use plotters_canvas::CanvasBackend;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, CssStyleDeclaration, HtmlCanvasElement};

use super::draw::{DrawError, Style, draw};
use super::palette::{Palette, Rgb};
use super::scene::Scene;

/// Backend units per CSS pixel: coordinates are whole numbers, and curves must not wobble.
const UNITS: f64 = 8.0;

/// Device pixels per CSS pixel beyond which nothing is gained but memory.
const SHARPEST: f64 = 4.0;

type Outcome = Result<(), DrawingErrorKind<DrawError>>;
type InnerError = DrawingErrorKind<<CanvasBackend as DrawingBackend>::ErrorType>;

/// Draws `scene` over the whole canvas, in the colours and font of its computed style.
///
/// `pixel_ratio` is the number of device pixels per CSS pixel. A canvas without a size, such as one
/// in a closed section, is left alone.
///
/// # Errors
///
/// If the theme lacks a colour, the canvas leaves no room for a plot, or the browser refuses.
pub fn paint(canvas: &HtmlCanvasElement, scene: &Scene, pixel_ratio: f64) -> Result<(), DrawError> {
    let bounds = canvas.get_bounding_client_rect();
    let (width, height) = (bounds.width(), bounds.height());
    if width <= 0.0 || height <= 0.0 {
        return Ok(());
    }
    let context = context_of(canvas)?;
    let style = read_style(canvas, &context)?;
    let ratio = pixel_ratio.min(SHARPEST);
    let (across, down) = (whole(width * ratio), whole(height * ratio));
    // Setting the size also clears the canvas and resets its state.
    canvas.set_width(across);
    canvas.set_height(down);
    let scale = (f64::from(across) / (width * UNITS), f64::from(down) / (height * UNITS));
    context.set_transform(scale.0, 0.0, 0.0, scale.1, 0.0, 0.0).map_err(|error| refused(&error))?;
    context.set_line_join("round");
    let inner = CanvasBackend::with_canvas_object(canvas.clone()).ok_or_else(no_context)?;
    let backend = SharpCanvas { inner, context, size: (whole(width * UNITS), whole(height * UNITS)) };
    draw(scene, backend, &style)
}

fn context_of(canvas: &HtmlCanvasElement) -> Result<CanvasRenderingContext2d, DrawError> {
    let context = canvas.get_context("2d").map_err(|error| refused(&error))?.ok_or_else(no_context)?;
    context.dyn_into().map_err(|_| no_context())
}

/// The theme as the stylesheet resolves it at this canvas.
fn read_style(canvas: &HtmlCanvasElement, context: &CanvasRenderingContext2d) -> Result<Style, DrawError> {
    let window = canvas.owner_document().and_then(|document| document.default_view());
    let computed = match window {
        Some(window) => window.get_computed_style(canvas).map_err(|error| refused(&error))?,
        None => None,
    };
    let computed = computed.ok_or_else(|| DrawError::Backend("no computed style".to_owned()))?;
    Ok(Style {
        palette: Palette::from_properties(|name| read_colour(&computed, context, name))?,
        font_family: computed.get_property_value("font-family").map_err(|error| refused(&error))?,
        units: UNITS,
    })
}

fn read_colour(
    computed: &CssStyleDeclaration,
    context: &CanvasRenderingContext2d,
    name: &str,
) -> Result<Rgb, DrawError> {
    let text = computed.get_property_value(name).map_err(|error| refused(&error))?;
    Rgb::parse(&text)
        .or_else(|_| Rgb::parse(&resolve(context, text.trim())))
        .map_err(|_| DrawError::Colour(name.to_owned()))
}

/// Lets the canvas turn a colour such as `CanvasText`, used with forced colours, into numbers.
///
/// A canvas keeps its last colour when it does not know the new one: the result counts only if two
/// different starting points agree.
fn resolve(context: &CanvasRenderingContext2d, colour: &str) -> String {
    let after = |start: &str| {
        context.set_fill_style_str(start);
        context.set_fill_style_str(colour);
        context.fill_style().as_string()
    };
    let (first, second) = (after("#000000"), after("#ffffff"));
    if first == second { first.unwrap_or_default() } else { String::new() }
}

/// A canvas whose coordinates are eighths of a CSS pixel.
struct SharpCanvas {
    inner: CanvasBackend,
    context: CanvasRenderingContext2d,
    size: (u32, u32),
}

impl DrawingBackend for SharpCanvas {
    type ErrorType = DrawError;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Outcome {
        Ok(())
    }

    fn present(&mut self) -> Outcome {
        Ok(())
    }

    fn draw_pixel(&mut self, at: BackendCoord, colour: BackendColor) -> Outcome {
        self.inner.draw_pixel(at, colour).map_err(|error| own(&error))
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Outcome {
        self.inner.draw_path(path, style).map_err(|error| own(&error))
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Outcome {
        self.inner.fill_polygon(path, style).map_err(|error| own(&error))
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        centre: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Outcome {
        self.inner.draw_circle(centre, radius, style, fill).map_err(|error| own(&error))
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Outcome {
        self.inner.draw_text(text, style, at).map_err(|error| own(&error))
    }

    /// Must never fall back to the trait's default, which inserts an element with a style attribute.
    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<DrawError>> {
        // The same words as in plotters-canvas' `draw_text`, or widths would not be those drawn.
        let (weight, family) = (style.style(), style.family());
        let font = [weight.as_str(), " ", &style.size().to_string(), "px ", family.as_str()].concat();
        self.context.set_font(&font);
        let metrics = self.context.measure_text(text);
        let width = metrics.map_err(|error| DrawingErrorKind::DrawingError(refused(&error)))?.width();
        Ok((whole(width.ceil()), whole(style.size())))
    }
}

fn own(error: &InnerError) -> DrawingErrorKind<DrawError> {
    DrawingErrorKind::DrawingError(DrawError::Backend(error.to_string()))
}

fn refused(error: &JsValue) -> DrawError {
    let message = error.dyn_ref::<js_sys::Error>().map(|error| String::from(error.message()));
    DrawError::Backend(message.or_else(|| error.as_string()).unwrap_or_default())
}

fn no_context() -> DrawError {
    DrawError::Backend("no 2d context".to_owned())
}

fn whole(length: f64) -> u32 {
    // Float to integer casts saturate, and lengths are not negative.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let rounded = length.round() as u32;
    rounded
}

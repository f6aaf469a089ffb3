//! Drawing on an HTML canvas at the resolution of the screen or the printer.
//!
//! plotters' own canvas backend knows whole CSS pixels only and measures text by inserting a styled
//! element, which the page's content security policy forbids. The backend here counts in eighths of
//! a CSS pixel, lets the canvas scale them to device pixels, and asks the canvas for text widths.

use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};
use plotters_canvas::CanvasBackend;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, CanvasRenderingContext2d, CssStyleDeclaration, HtmlCanvasElement};

use super::draw::{DrawError, Style, draw, draw_shapes};
use super::palette::{Palette, Rgb};
use super::scene::Scene;
use super::shape::Shape;

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
    let Some(surface) = Surface::of(canvas, pixel_ratio)? else { return Ok(()) };
    let palette = Palette::from_properties(|name| surface.colour(name))?;
    draw(scene, surface.backend()?, &Style { palette, font_family: surface.font_family()?, units: UNITS })
}

/// A canvas on the page, and the theme as the style sheet resolves it there.
pub struct Surface {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    computed: CssStyleDeclaration,
    size: (f64, f64),
    pixel_ratio: f64,
}

impl Surface {
    /// Reads size and theme of a canvas; `None` if it has no size, as in a closed section.
    ///
    /// # Errors
    ///
    /// If the browser refuses.
    pub fn of(canvas: &HtmlCanvasElement, pixel_ratio: f64) -> Result<Option<Self>, DrawError> {
        let bounds = canvas.get_bounding_client_rect();
        let size = (bounds.width(), bounds.height());
        if size.0 <= 0.0 || size.1 <= 0.0 {
            return Ok(None);
        }
        let context = context_of(canvas)?;
        let window = canvas.owner_document().and_then(|document| document.default_view());
        let computed = match window {
            Some(window) => window.get_computed_style(canvas).map_err(|error| refused(&error))?,
            None => None,
        };
        let computed = computed.ok_or_else(|| DrawError::Backend("no computed style".to_owned()))?;
        Ok(Some(Self { canvas: canvas.clone(), context, computed, size, pixel_ratio }))
    }

    /// Width and height in CSS pixels.
    pub fn size(&self) -> (f64, f64) {
        self.size
    }

    /// The colour of a custom property such as `--ink`.
    ///
    /// # Errors
    ///
    /// If it is no colour.
    pub fn colour(&self, name: &str) -> Result<Rgb, DrawError> {
        read_colour(&self.computed, &self.context, name)
    }

    /// The font family list.
    ///
    /// # Errors
    ///
    /// If the browser refuses.
    pub fn font_family(&self) -> Result<String, DrawError> {
        self.computed.get_property_value("font-family").map_err(|error| refused(&error))
    }

    /// Draws finished shapes on the emptied canvas.
    ///
    /// # Errors
    ///
    /// If the browser refuses.
    pub fn draw(&self, shapes: &[Shape]) -> Result<(), DrawError> {
        draw_shapes(shapes, self.backend()?, &self.font_family()?, UNITS)
    }

    fn backend(&self) -> Result<SharpCanvas, DrawError> {
        SharpCanvas::empty(&self.canvas, &self.context, self.size, self.pixel_ratio)
    }
}

/// Makes a PNG of finished shapes, `sharpness` pixels for each CSS pixel, without showing it. Nothing
/// comes of it if the browser cannot make a picture of this size.
///
/// # Errors
///
/// If the browser refuses.
pub fn png(
    shapes: &[Shape],
    size: (f64, f64),
    sharpness: f64,
    font_family: &str,
    done: impl FnOnce(Blob) + 'static,
) -> Result<(), DrawError> {
    let document = web_sys::window().and_then(|window| window.document()).ok_or_else(no_context)?;
    let canvas = document.create_element("canvas").map_err(|error| refused(&error))?;
    let canvas: HtmlCanvasElement = canvas.dyn_into().map_err(|_| no_context())?;
    let context = context_of(&canvas)?;
    draw_shapes(shapes, SharpCanvas::empty(&canvas, &context, size, sharpness)?, font_family, UNITS)?;
    let made = Closure::once_into_js(move |blob: Option<Blob>| {
        if let Some(blob) = blob {
            done(blob);
        }
    });
    canvas.to_blob(made.unchecked_ref()).map_err(|error| refused(&error))
}

fn context_of(canvas: &HtmlCanvasElement) -> Result<CanvasRenderingContext2d, DrawError> {
    let context = canvas.get_context("2d").map_err(|error| refused(&error))?.ok_or_else(no_context)?;
    context.dyn_into().map_err(|_| no_context())
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

impl SharpCanvas {
    /// Gives a canvas its resolution and empties it.
    fn empty(
        canvas: &HtmlCanvasElement,
        context: &CanvasRenderingContext2d,
        (width, height): (f64, f64),
        pixel_ratio: f64,
    ) -> Result<Self, DrawError> {
        let ratio = pixel_ratio.min(SHARPEST);
        let (across, down) = (whole(width * ratio), whole(height * ratio));
        // Setting the size empties too, but makes a new store of pixels: too slow for every frame.
        if (canvas.width(), canvas.height()) == (across, down) {
            context.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0).map_err(|error| refused(&error))?;
            context.clear_rect(0.0, 0.0, f64::from(across), f64::from(down));
        } else {
            canvas.set_width(across);
            canvas.set_height(down);
        }
        let scale = (f64::from(across) / (width * UNITS), f64::from(down) / (height * UNITS));
        context.set_transform(scale.0, 0.0, 0.0, scale.1, 0.0, 0.0).map_err(|error| refused(&error))?;
        context.set_line_join("round");
        let inner = CanvasBackend::with_canvas_object(canvas.clone()).ok_or_else(no_context)?;
        Ok(Self { inner, context: context.clone(), size: (whole(width * UNITS), whole(height * UNITS)) })
    }
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

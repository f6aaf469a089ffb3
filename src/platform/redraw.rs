//! Tells a drawing when it must be made again: data, size, resolution, theme, print.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use gloo::events::EventListener;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, MediaQueryList, ResizeObserver, Window};

/// Class on the root element while printing; the stylesheet ties the light colours to it.
const PRINTING: &str = "printing";

/// Device pixels per CSS pixel for print, where the screen's resolution looks coarse.
const PRINT_RATIO: f64 = 3.0;

/// Preferences that change colours.
const THEMES: [&str; 3] =
    ["(prefers-color-scheme: dark)", "(forced-colors: active)", "(prefers-contrast: more)"];

/// Calls a drawing function whenever its result would look different.
///
/// Dropping it removes every listener and observer and cancels a drawing not yet made.
pub struct Redraw {
    core: Rc<Core>,
    observer: ResizeObserver,
    // Held only to be dropped with the rest.
    _resized: Closure<dyn FnMut()>,
    _listeners: Vec<EventListener>,
}

struct Core {
    window: Window,
    draw: Box<dyn Fn(f64)>,
    frame: Closure<dyn FnMut()>,
    pending: Cell<Option<i32>>,
    printing: Cell<bool>,
    /// The ratio waited on, and the listener that fires when the screen no longer has it.
    resolution: RefCell<Option<(f64, EventListener)>>,
}

impl Redraw {
    /// Watches `element` and its page. `draw` is given the device pixels per CSS pixel.
    ///
    /// The first drawing follows in the next frame.
    ///
    /// # Errors
    ///
    /// If the browser has no window or lacks an observer or media queries.
    pub fn watch(element: &Element, draw: impl Fn(f64) + 'static) -> Result<Self, JsValue> {
        let window = web_sys::window().ok_or(JsValue::UNDEFINED)?;
        let core = Core::new(window, draw);
        let weak = Rc::downgrade(&core);
        let resized = Closure::<dyn FnMut()>::new(move || with(&weak, Core::request));
        let observer = ResizeObserver::new(resized.as_ref().unchecked_ref())?;
        let listeners = core.listen()?;
        core.follow_resolution();
        // Reports the first size at once, and so causes the first drawing.
        observer.observe(element);
        Ok(Self { core, observer, _resized: resized, _listeners: listeners })
    }

    /// Asks for a drawing in the next frame; several calls before it make one drawing.
    pub fn request(&self) {
        self.core.request();
    }
}

impl Drop for Redraw {
    fn drop(&mut self) {
        self.observer.disconnect();
        if let Some(frame) = self.core.pending.take() {
            // A frame that cannot be cancelled finds its core gone and draws nothing.
            let _ = self.core.window.cancel_animation_frame(frame);
        }
    }
}

impl Core {
    fn new(window: Window, draw: impl Fn(f64) + 'static) -> Rc<Self> {
        Rc::new_cyclic(|weak: &Weak<Self>| {
            let weak = weak.clone();
            let frame = Closure::<dyn FnMut()>::new(move || with(&weak, Core::on_frame));
            Self {
                window,
                draw: Box::new(draw),
                frame,
                pending: Cell::new(None),
                printing: Cell::new(false),
                resolution: RefCell::new(None),
            }
        })
    }

    /// Listeners for the theme and for printing.
    fn listen(self: &Rc<Self>) -> Result<Vec<EventListener>, JsValue> {
        let mut listeners = Vec::new();
        for query in THEMES {
            if let Some(list) = self.window.match_media(query)? {
                listeners.push(self.on(&list, "change", Self::request));
            }
        }
        // Zooming, and on some systems a move to another screen.
        listeners.push(self.on(&self.window, "resize", Self::request));
        // Printing to a file may change the medium without the two events, and the other way round.
        if let Some(list) = self.window.match_media("print")? {
            let print = list.clone();
            listeners.push(self.on(&list, "change", move |core| core.set_printing(print.matches())));
        }
        listeners.push(self.on(&self.window, "beforeprint", |core| core.set_printing(true)));
        listeners.push(self.on(&self.window, "afterprint", |core| core.set_printing(false)));
        Ok(listeners)
    }

    /// A listener that does not keep the drawing alive.
    fn on(
        self: &Rc<Self>,
        target: &web_sys::EventTarget,
        event: &'static str,
        react: impl Fn(&Rc<Self>) + 'static,
    ) -> EventListener {
        let weak = Rc::downgrade(self);
        EventListener::new(target, event, move |_| with(&weak, &react))
    }

    fn request(self: &Rc<Self>) {
        if self.pending.get().is_none() {
            let callback = self.frame.as_ref().unchecked_ref();
            self.pending.set(self.window.request_animation_frame(callback).ok());
        }
    }

    fn on_frame(self: &Rc<Self>) {
        self.pending.set(None);
        self.follow_resolution();
        self.draw_now();
    }

    fn draw_now(&self) {
        let screen = self.window.device_pixel_ratio();
        (self.draw)(if self.printing.get() { screen.max(PRINT_RATIO) } else { screen });
    }

    /// Draws at once: the page is printed as soon as the event handler returns.
    fn set_printing(self: &Rc<Self>, printing: bool) {
        if self.printing.replace(printing) == printing {
            return;
        }
        if let Some(root) = self.window.document().and_then(|document| document.document_element()) {
            // Adding or removing a fixed, well-formed class name cannot fail.
            let _ = root.class_list().toggle_with_force(PRINTING, printing);
        }
        self.draw_now();
    }

    /// Waits for the resolution to change from its present value (zoom, or another screen).
    ///
    /// A media query can only tell that a given resolution is left, so each change needs a new one.
    /// Called from a frame, never from the listener it replaces.
    fn follow_resolution(self: &Rc<Self>) {
        let ratio = self.window.device_pixel_ratio();
        if self.resolution.borrow().as_ref().is_some_and(|(followed, _)| *followed == ratio) {
            return;
        }
        let query = ["(resolution: ", &ratio.to_string(), "dppx)"].concat();
        let list: Option<MediaQueryList> = self.window.match_media(&query).ok().flatten();
        let listener = list.map(|list| (ratio, self.on(&list, "change", Self::request)));
        self.resolution.replace(listener);
    }
}

fn with(core: &Weak<Core>, act: impl FnOnce(&Rc<Core>)) {
    if let Some(core) = core.upgrade() {
        act(&core);
    }
}

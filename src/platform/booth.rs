//! What a screen at a booth needs of the browser: the whole screen, every touch, and a way back that stays inside.

use super::idle::IdleWatch;
use super::page::{document, mark};
use gloo::events::{EventListener, EventListenerOptions};
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, Event};

/// Asks for the whole screen; `refused` is called where the browser does not give it. Only a press may ask.
pub fn fill_screen(refused: impl FnOnce() + 'static) {
    // The bindings leave out the promise, whose refusal somebody has to hear.
    let asked = document().and_then(|document| document.document_element()).and_then(|root| {
        let ask: Function = Reflect::get(&root, &"requestFullscreen".into()).ok()?.dyn_into().ok()?;
        ask.call0(&root).ok()?.dyn_into::<Promise>().ok()
    });
    spawn_local(async move {
        let given = match asked {
            Some(promise) => JsFuture::from(promise).await.is_ok(),
            None => false,
        };
        if !given {
            refused();
        }
    });
}

/// Gives the rest of the screen back.
pub fn leave_screen() {
    if let Some(document) = document().filter(|document| document.fullscreen_element().is_some()) {
        document.exit_fullscreen();
    }
}

/// Goes to a fragment in the place of the present one: there is no way back to it.
pub fn replace_fragment(fragment: &str) {
    if let Some(window) = web_sys::window() {
        // Only an address that cannot be read could fail.
        let _ = window.location().replace(fragment);
    }
}

/// Goes to a fragment; the way back leads to the present one.
pub fn add_fragment(fragment: &str) {
    if let Some(window) = web_sys::window() {
        // Only an address that cannot be read could fail.
        let _ = window.location().set_hash(fragment);
    }
}

/// Turns back whoever goes back.
pub fn go_forward() {
    if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
        // It fails only for a page that is not shown.
        let _ = history.forward();
    }
}

/// Whether the reader asked the system for less motion.
pub fn is_still() -> bool {
    let query =
        web_sys::window().and_then(|window| window.match_media("(prefers-reduced-motion: reduce)").ok());
    query.flatten().is_some_and(|query| query.matches())
}

/// Shows that the booth is on, where style sheets find it.
pub fn mark_booth(on: bool) {
    mark("data-booth", if on { "on" } else { "off" });
}

/// Watches the booth until dropped: calls `idle` each time nobody has touched the screen for `seconds`, and turns
/// every link into a step inside (`go`) or into nothing.
pub struct BoothWatch {
    _links: EventListener,
    _idle: IdleWatch,
}

impl BoothWatch {
    /// Begins to watch.
    pub fn new(seconds: u32, idle: impl Fn() + 'static, go: impl Fn(String) + 'static) -> Option<Self> {
        let options = EventListenerOptions::enable_prevent_default();
        let document = document()?;
        let links = EventListener::new_with_options(&document, "click", options, move |event| {
            if let Some(href) = link_of(event) {
                event.prevent_default();
                if href.starts_with('#') {
                    go(href);
                }
            }
        });
        let idle = IdleWatch::new(move |untouched| {
            let is_over = untouched >= f64::from(seconds);
            if is_over {
                idle();
            }
            is_over
        })?;
        Some(Self { _links: links, _idle: idle })
    }
}

/// The address of the link that was pressed.
fn link_of(event: &Event) -> Option<String> {
    event.target()?.dyn_into::<Element>().ok()?.closest("a[href]").ok()??.get_attribute("href")
}

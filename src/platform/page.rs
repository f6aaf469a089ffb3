//! The page as a whole: its language, title, focus, and the places kept for programs.

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Document, Event, HtmlElement, PageTransitionEvent};

pub(super) fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// A place kept for a program, emptied of what stood there before it came.
pub fn empty_place(id: &str) -> Option<HtmlElement> {
    let place: HtmlElement = document()?.get_element_by_id(id)?.dyn_into().ok()?;
    place.set_text_content(None);
    Some(place)
}

/// A new element of this kind and class, at the end of the first one that a selector finds: a place for a program where
/// the first program keeps none.
pub fn add_place(kind: &str, class: &str, selector: &str) -> Option<HtmlElement> {
    let document = document()?;
    let parent = document.query_selector(selector).ok()??;
    let place = document.create_element(kind).ok()?;
    place.set_class_name(class);
    parent.append_child(&place).ok()?;
    place.dyn_into().ok()
}

/// Calls `act` when the browser puts the page aside in such a way that it can come back as it was.
pub fn on_put_aside(act: impl Fn() + 'static) {
    if let Some(window) = web_sys::window() {
        let leave = move |event: &Event| {
            if event.dyn_ref::<PageTransitionEvent>().is_some_and(PageTransitionEvent::persisted) {
                act();
            }
        };
        EventListener::new(&window, "pagehide", leave).forget();
    }
}

/// Opens the browser's dialogue for printing.
pub fn print() {
    if let Some(window) = web_sys::window() {
        // It fails only where printing is forbidden; then there is nothing to do.
        let _ = window.print();
    }
}

/// The reader's languages, most wanted first.
pub fn browser_languages() -> Vec<String> {
    web_sys::window()
        .map(|window| window.navigator().languages().iter().filter_map(|tag| tag.as_string()).collect())
        .unwrap_or_default()
}

/// Tells browser and screen reader the language and the title of what is shown.
pub fn describe(language: &str, title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
        if let Some(root) = document.document_element() {
            // Only an attribute with an invalid name could fail.
            let _ = root.set_attribute("lang", language);
        }
    }
}

/// The value of an attribute of `<html>`; empty if it is not there.
pub fn marked(attribute: &str) -> String {
    let root = document().and_then(|document| document.document_element());
    root.and_then(|root| root.get_attribute(attribute)).unwrap_or_default()
}

/// Sets an attribute of `<html>`, where style sheets find it.
pub fn mark(attribute: &str, value: &str) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        // Only an attribute with an invalid name could fail.
        let _ = root.set_attribute(attribute, value);
    }
}

/// Moves the focus to the element with this id and scrolls it to the top.
pub fn focus(id: &str) {
    let element = document().and_then(|document| document.get_element_by_id(id));
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // A detached element cannot take the focus; then there is nothing to do.
        let _ = element.focus();
    }
}

/// Scrolls the element with this id to the top; the focus stays where it is.
pub fn scroll_to(id: &str) {
    if let Some(element) = document().and_then(|document| document.get_element_by_id(id)) {
        element.scroll_into_view();
    }
}

//! Attributes of `<html>` by which the page's scripts tell how far they are.

use super::page::document;
use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use web_sys::{MutationObserver, MutationObserverInit};

/// Calls `read` at each change of one of these attributes, for as long as the page is open.
pub fn follow(attributes: &[&str], read: impl Fn() + 'static) {
    let Some(root) = document().and_then(|document| document.document_element()) else { return };
    let read = Closure::<dyn Fn()>::new(read);
    let Ok(observer) = MutationObserver::new(read.as_ref().unchecked_ref()) else { return };
    let wanted = MutationObserverInit::new();
    wanted.set_attributes(true);
    wanted.set_attribute_filter(&attributes.iter().map(|&name| JsValue::from(name)).collect::<Array>());
    // Only settings that contradict each other could fail.
    let _ = observer.observe_with_options(&root, &wanted);
    // The browser keeps the observer while it watches.
    read.forget();
}

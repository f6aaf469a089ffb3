//! Plain messages between the programs of one page, as events of the document.

use super::page::document;
use gloo::events::EventListener;
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CustomEvent, CustomEventInit};

/// Sends a message. Whoever listens has read it when this returns.
pub fn send(name: &str, parts: &[String]) {
    let content = CustomEventInit::new();
    content.set_detail(&parts.iter().map(JsValue::from).collect::<Array>());
    if let (Some(document), Ok(event)) = (document(), CustomEvent::new_with_event_init_dict(name, &content)) {
        // Sending fails only for an event that is being sent already.
        let _ = document.dispatch_event(&event);
    }
}

/// Reads every message of this name until the listener is dropped.
pub fn on_message(name: &'static str, mut read: impl FnMut(Vec<String>) + 'static) -> Option<EventListener> {
    let document = document()?;
    Some(EventListener::new(&document, name, move |event| {
        if let Some(event) = event.dyn_ref::<CustomEvent>() {
            read(Array::from(&event.detail()).iter().filter_map(|part| part.as_string()).collect());
        }
    }))
}

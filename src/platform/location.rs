//! The fragment of the address.

use gloo::events::EventListener;

/// The fragment as it stands, with its `#`; empty if there is none.
pub fn fragment() -> String {
    web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

/// Calls `react` with the new fragment whenever it changes, for as long as the page is open.
pub fn on_fragment_change(react: impl Fn(String) + 'static) {
    if let Some(window) = web_sys::window() {
        EventListener::new(&window, "hashchange", move |_| react(fragment())).forget();
    }
}

//! The second program of the page, fetched at idle: see "Three programs" in `DESIGN.md`.

use wasm_bindgen::prelude::wasm_bindgen;

fn main() {
    console_error_panic_hook::set_once();
}

/// Starts it. `boot.js` calls this apart from loading, because what fails here is a fault of the
/// program, and what fails before is only a file that did not come.
#[wasm_bindgen]
pub fn start() {
    shirube_app::clinic::start();
}

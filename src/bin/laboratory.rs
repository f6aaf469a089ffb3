//! The third program of the page, fetched at idle: see "Three programs" in `DESIGN.md`. The same module
//! runs in the page and, without a page, in the worker that measures many traces.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

fn main() {
    console_error_panic_hook::set_once();
}

/// Starts it in the page. `module` is this program as compiled, `worker` the text of the worker's script:
/// both are kept, because after the start nothing is fetched any more.
#[wasm_bindgen]
pub fn start(module: JsValue, worker: String) {
    shirube_app::laboratory::start(module, worker);
}

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

/// Measures one file in the worker: its bytes, if the browser could read them, with the settings as the page
/// has written them. What comes back is for the page.
#[wasm_bindgen]
#[expect(clippy::needless_pass_by_value, reason = "values cross the border of JavaScript whole")]
pub fn measure(file: Option<Vec<u8>>, settings: Vec<String>) -> Vec<String> {
    shirube_app::laboratory::measure(file.as_deref(), &settings)
}

//! The fourth program of the page, fetched at idle: see "Four programs" in `DESIGN.md`.

use js_sys::Function;
use wasm_bindgen::prelude::wasm_bindgen;

fn main() {
    console_error_panic_hook::set_once();
}

/// Starts it. `texts` are the bundles of long texts as fetched, in the order of `Language::ALL`; `trials` the records
/// of the trials, `site` the settings of this copy, `try_to_break_out` the function of `public/break-out.js`. All are kept,
/// because after the start nothing is fetched any more.
#[wasm_bindgen]
#[expect(clippy::needless_pass_by_value, reason = "values cross the border of JavaScript whole")]
pub fn start(texts: Vec<String>, trials: String, site: String, try_to_break_out: Function) {
    shirube_app::portal::start(texts, &trials, &site, try_to_break_out);
}

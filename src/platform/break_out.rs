//! The function of `public/break-out.js`, which tries every way out of the page.

use js_sys::{Array, Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// Runs it; `told` gets what it tells, or nothing where it broke.
pub fn run(try_to_break_out: &Function, told: impl FnOnce(Option<Vec<String>>) + 'static) {
    let started =
        try_to_break_out.call0(&JsValue::UNDEFINED).ok().and_then(|made| made.dyn_into::<Promise>().ok());
    spawn_local(async move {
        let end = match started {
            Some(promise) => JsFuture::from(promise).await.ok(),
            None => None,
        };
        told(end.map(|parts| Array::from(&parts).iter().filter_map(|part| part.as_string()).collect()));
    });
}

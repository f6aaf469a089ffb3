//! Files of the reader: chosen or dropped by hand, and saved where the browser saves downloads. They never
//! leave the device.

use super::page::document;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, BlobPropertyBag, File, HtmlElement, Url};

/// Reads a file; `done` gets nothing if the browser cannot read it (any more).
pub fn read(file: &File, done: impl FnOnce(Option<Vec<u8>>) + 'static) {
    let bytes = bytes(file);
    spawn_local(async move { done(bytes.await) });
}

/// The bytes of a file, unless the browser cannot read it (any more).
pub fn bytes(file: &File) -> impl Future<Output = Option<Vec<u8>>> + use<> {
    let buffer = JsFuture::from(file.array_buffer());
    async move { buffer.await.ok().map(|buffer| Uint8Array::new(&buffer).to_vec()) }
}

/// Saves `content` under a name, as a download. Nothing happens if the browser refuses.
pub fn save(name: &str, media_type: &str, content: &[u8]) {
    let parts = Array::of1(&Uint8Array::from(content));
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    if let Ok(blob) = Blob::new_with_u8_array_sequence_and_options(&parts, &options) {
        save_blob(name, &blob);
    }
}

/// Saves a blob, such as a picture from a canvas, under a name.
pub fn save_blob(name: &str, blob: &Blob) {
    let Ok(address) = Url::create_object_url_with_blob(blob) else { return };
    let link = document().and_then(|document| document.create_element("a").ok());
    if let Some(link) = link.and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
        // Both are fixed, well-formed attribute names.
        let _ = link.set_attribute("href", &address);
        let _ = link.set_attribute("download", name);
        link.click();
    }
    // The download has its own hold on the blob; an address that is gone already is as good.
    let _ = Url::revoke_object_url(&address);
}

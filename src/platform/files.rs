//! Files of the reader: chosen or dropped by hand, and saved where the browser saves downloads. They never
//! leave the device.

use super::page::document;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, BlobPropertyBag, File, HtmlElement, Url};

/// Reads a file; see [`bytes`].
pub fn read(file: &File, largest: usize, done: impl FnOnce(Option<Vec<u8>>) + 'static) {
    let bytes = bytes(file, largest);
    spawn_local(async move { done(bytes.await) });
}

/// The bytes of a file, unless the browser cannot read it (any more).
///
/// Of a file with more than `largest` bytes one byte more than those is read: enough for its reader to see that it is too
/// large, and not so much that the memory of the page ends.
pub fn bytes(file: &File, largest: usize) -> impl Future<Output = Option<Vec<u8>>> + use<> {
    let end = u32::try_from(largest).map_or(f64::INFINITY, |largest| f64::from(largest) + 1.0);
    let part = file.slice_with_f64_and_f64(0.0, end.min(file.size()));
    async move {
        let buffer = JsFuture::from(part.ok()?.array_buffer()).await.ok()?;
        Some(Uint8Array::new(&buffer).to_vec())
    }
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

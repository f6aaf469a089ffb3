//! A worker whose script is a text at hand: nothing is fetched for it.

use gloo::events::{EventListener, EventListenerOptions};
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, MessageEvent, Url, Worker, WorkerOptions, WorkerType};

/// A worker. It ends at once when dropped.
pub struct TextWorker {
    worker: Worker,
    address: String,
    // Held only to be dropped with the rest.
    _listeners: [EventListener; 2],
}

impl TextWorker {
    /// Starts a worker with the text of a module. `failed` is told of an error that nothing in the worker
    /// has caught, such as a script that the browser refuses. `None` where there are no workers.
    pub fn start(
        script: &str,
        mut told: impl FnMut(JsValue) + 'static,
        mut failed: impl FnMut() + 'static,
    ) -> Option<Self> {
        let properties = BlobPropertyBag::new();
        properties.set_type("text/javascript");
        let parts = Array::of1(&JsValue::from_str(script));
        let blob = Blob::new_with_str_sequence_and_options(&parts, &properties).ok()?;
        let address = Url::create_object_url_with_blob(&blob).ok()?;
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let Ok(worker) = Worker::new_with_options(&address, &options) else {
            // What was made a moment ago is there to be given back.
            let _ = Url::revoke_object_url(&address);
            return None;
        };
        let listeners = [
            EventListener::new(&worker, "message", move |event| {
                if let Some(event) = event.dyn_ref::<MessageEvent>() {
                    told(event.data());
                }
            }),
            // Not passive: an error that is dealt with here is none of the page's.
            EventListener::new_with_options(
                &worker,
                "error",
                EventListenerOptions::enable_prevent_default(),
                move |event| {
                    event.prevent_default();
                    failed();
                },
            ),
        ];
        Some(Self { worker, address, _listeners: listeners })
    }

    /// Sends a message; whether the browser took it.
    pub fn tell(&self, message: &JsValue) -> bool {
        self.worker.post_message(message).is_ok()
    }
}

impl Drop for TextWorker {
    fn drop(&mut self) {
        self.worker.terminate();
        // It was made by this worker's start, so it is there to be given back.
        let _ = Url::revoke_object_url(&self.address);
    }
}

//! Waiting for a pause.

use gloo::timers::callback::Timeout;
use leptos::prelude::{LocalStorage, SetValue, StoredValue};

/// Runs the last given action once nothing new has come for a while. Lives with its owner.
#[derive(Clone, Copy)]
pub struct Pause {
    waiting: StoredValue<Option<Timeout>, LocalStorage>,
    milliseconds: u32,
}

impl Pause {
    /// A pause of this length.
    pub fn of(milliseconds: u32) -> Self {
        Self { waiting: StoredValue::new_local(None), milliseconds }
    }

    /// Forgets what was waiting and waits anew. Dropping a timeout cancels it.
    pub fn then(self, action: impl FnOnce() + 'static) {
        self.waiting.set_value(Some(Timeout::new(self.milliseconds, action)));
    }
}

//! Whether anybody is there.

use super::page::document;
use gloo::events::EventListener;
use gloo::timers::callback::Interval;
use js_sys::Date;
use std::cell::Cell;
use std::rc::Rc;

/// What a person at the screen does. Some helps for reading press buttons without a pointer or a key.
const TOUCHES: [&str; 6] = ["pointerdown", "pointermove", "keydown", "wheel", "input", "click"];

/// Watches for touches until dropped.
pub struct IdleWatch {
    _listeners: Vec<EventListener>,
    _interval: Interval,
}

impl IdleWatch {
    /// Calls `tick` each second, and at the next touch, with the seconds for which nobody has touched the screen. Once it
    /// answers `true`, it is called again only after a touch.
    pub fn new(tick: impl Fn(f64) -> bool + 'static) -> Option<Self> {
        let document = document()?;
        let touched = Rc::new(Cell::new(Some(Date::now())));
        // The clock and not the ticks: timers of a hidden page, or of a tablet that sleeps, stand still.
        let look: Rc<dyn Fn()> = {
            let touched = Rc::clone(&touched);
            Rc::new(move || {
                if touched.get().is_some_and(|since| tick((Date::now() - since) / 1_000.0)) {
                    touched.set(None);
                }
            })
        };
        let listeners = TOUCHES
            .into_iter()
            .map(|kind| {
                let (touched, look) = (Rc::clone(&touched), Rc::clone(&look));
                EventListener::new(&document, kind, move |_| {
                    // Who wakes a tablet is the next person.
                    look();
                    touched.set(Some(Date::now()));
                })
            })
            .collect();
        let interval = Interval::new(1_000, move || look());
        Some(Self { _listeners: listeners, _interval: interval })
    }
}

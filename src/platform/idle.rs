//! Whether anybody is there.

use super::page::document;
use gloo::events::EventListener;
use gloo::timers::callback::Interval;
use js_sys::Date;
use std::cell::Cell;
use std::rc::Rc;

/// What a person at the screen does.
const TOUCHES: [&str; 5] = ["pointerdown", "pointermove", "keydown", "wheel", "input"];

/// Watches for touches until dropped.
pub struct IdleWatch {
    _listeners: Vec<EventListener>,
    _interval: Interval,
}

impl IdleWatch {
    /// Calls `tick` each second with the seconds for which nobody has touched the screen; where it answers `true`, the
    /// count begins anew.
    pub fn new(tick: impl Fn(f64) -> bool + 'static) -> Option<Self> {
        let document = document()?;
        let touched = Rc::new(Cell::new(Date::now()));
        let listeners = TOUCHES
            .into_iter()
            .map(|kind| {
                let touched = Rc::clone(&touched);
                EventListener::new(&document, kind, move |_| touched.set(Date::now()))
            })
            .collect();
        // The clock and not the ticks: a browser lets timers of a hidden page sleep.
        let interval = Interval::new(1_000, move || {
            if tick((Date::now() - touched.get()) / 1_000.0) {
                touched.set(Date::now());
            }
        });
        Some(Self { _listeners: listeners, _interval: interval })
    }
}

//! The lock of the page: how it stands, what it is, whether it holds, and clearing what was entered.

mod clearing;
mod header;
mod notices;
mod report;
mod screen;

use crate::platform::{break_out, marks, page};
use js_sys::Function;
use leptos::prelude::*;
use report::Report;

pub use clearing::Clearing;
pub use header::header;
pub use notices::notices;
pub use screen::{build, screen};

/// The address of the screen about the lock.
pub const HREF: &str = "#/about/lock";

/// How the lock stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// The page still fetches what it needs.
    NotYet,
    /// The lock is on.
    Locked,
    /// A check found a way out.
    Broken,
}

/// How far the last check is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Check {
    /// None was asked for.
    None,
    /// It runs; the one before, if there was one, still counts.
    Running(Option<Report>),
    /// It ended.
    Ended(Report),
}

/// What the page's scripts tell of the lock, and what a check found.
#[derive(Clone, Copy)]
pub struct Lock {
    is_locked: RwSignal<bool>,
    check: RwSignal<Check>,
    /// How the copy for use without a network stands: empty, `ready`, `failed` or `none`.
    offline: RwSignal<String>,
    /// Whether there is a newer version: empty, `ready` or `other-windows`.
    update: RwSignal<String>,
    try_to_break_out: StoredValue<Function, LocalStorage>,
}

impl Lock {
    /// Follows what the scripts tell, for as long as the page is open.
    pub fn new(try_to_break_out: Function) -> Self {
        let lock = Self {
            is_locked: RwSignal::new(false),
            check: RwSignal::new(Check::None),
            offline: RwSignal::new(String::new()),
            update: RwSignal::new(String::new()),
            try_to_break_out: StoredValue::new_local(try_to_break_out),
        };
        let read = move || {
            lock.is_locked.set(page::marked("data-lock") == "locked");
            lock.offline.set(page::marked("data-offline"));
            lock.update.set(page::marked("data-update"));
        };
        read();
        marks::follow(&["data-lock", "data-offline", "data-update"], read);
        lock
    }

    /// How the lock stands; tracked.
    pub fn state(self) -> State {
        let has_hole = self.check.with(|check| match check {
            Check::None | Check::Running(None) => false,
            Check::Running(Some(report)) | Check::Ended(report) => report.out() > 0,
        });
        match (has_hole, self.is_locked.get()) {
            (true, _) => State::Broken,
            (false, true) => State::Locked,
            (false, false) => State::NotYet,
        }
    }

    /// Tries every way out.
    fn run_check(self) {
        let before = self.check.with_untracked(|check| match check {
            Check::Ended(report) => Ok(Some(report.clone())),
            Check::None => Ok(None),
            Check::Running(_) => Err(()),
        });
        // One at a time.
        let Ok(before) = before else { return };
        self.check.set(Check::Running(before));
        self.try_to_break_out.with_value(|try_to_break_out| {
            break_out::run(try_to_break_out, move |told| {
                let report = told.and_then(|parts| Report::from_parts(&parts)).unwrap_or_else(Report::broken);
                self.check.set(Check::Ended(report));
            });
        });
    }
}

//! Clearing what was entered in every program: on a press, and when nobody is there.

use crate::platform::booth::replace_fragment;
use crate::platform::idle::IdleWatch;
use crate::platform::page;
use crate::platform::timer::Pause;
use crate::screens::rooms::handover;
use leptos::prelude::*;
use std::rc::Rc;

/// Seconds for which the warning stands before everything is cleared.
pub const WARNING_SECONDS: u32 = 30;

/// Milliseconds for which the page says that everything was cleared, and for which the first press counts.
const TOLD_MILLISECONDS: u32 = 8_000;

/// What was just cleared, and by whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// Nothing.
    Nothing,
    /// Everything, by a press.
    ByPress,
    /// Everything, because nobody was there; whether somebody is there again.
    ByItself { is_seen: bool },
}

/// Clears everything, by a press or by itself.
#[derive(Clone, Copy)]
pub struct Clearing {
    /// Whether the button was pressed once.
    asked: RwSignal<bool>,
    done: RwSignal<Done>,
    told: Pause,
    /// Minutes without a touch after which everything is cleared; 0 for never.
    after_minutes: RwSignal<u32>,
    /// Seconds left while the warning stands.
    seconds_left: RwSignal<Option<u32>>,
    forget: StoredValue<Rc<dyn Fn()>, LocalStorage>,
    watch: StoredValue<Option<IdleWatch>, LocalStorage>,
}

impl Clearing {
    /// `forget` empties what the portal remembers of a person.
    pub fn new(after_minutes: u32, forget: Rc<dyn Fn()>) -> Self {
        let clearing = Self {
            asked: RwSignal::new(false),
            done: RwSignal::new(Done::Nothing),
            told: Pause::of(TOLD_MILLISECONDS),
            after_minutes: RwSignal::new(0),
            seconds_left: RwSignal::new(None),
            forget: StoredValue::new_local(forget),
            watch: StoredValue::new_local(None),
        };
        clearing.clear_after(after_minutes);
        // Whoever presses "back" in this browser later must not find what was entered.
        page::on_put_aside(move || clearing.clear());
        clearing
    }

    /// Whether the next press clears; tracked.
    pub fn is_asked(self) -> bool {
        self.asked.get()
    }

    /// What was just cleared; tracked.
    pub fn done(self) -> Done {
        self.done.get()
    }

    /// The seconds left while the warning stands; tracked.
    pub fn seconds_left(self) -> Option<u32> {
        self.seconds_left.get()
    }

    /// The minutes of [`Self::clear_after`]; tracked.
    pub fn after_minutes(self) -> u32 {
        self.after_minutes.get()
    }

    /// The first press asks, the second clears: a slip of the finger loses nothing.
    pub fn press(self) {
        if self.asked.get_untracked() {
            self.begin_anew(Done::ByPress);
            self.told.then(move || self.done.set(Done::Nothing));
        } else {
            self.done.set(Done::Nothing);
            self.asked.set(true);
            self.told.then(move || self.asked.set(false));
        }
    }

    /// Whoever turns to something else does not mean it any more.
    pub fn think_again(self) {
        self.asked.set(false);
    }

    /// Clears by itself after so many minutes without a touch; 0 for never.
    pub fn clear_after(self, minutes: u32) {
        self.after_minutes.set(minutes);
        self.seconds_left.set(None);
        let watch = (minutes > 0).then(|| IdleWatch::new(move |untouched| self.tick(untouched))).flatten();
        self.watch.set_value(watch);
    }

    fn tick(self, untouched: f64) -> bool {
        // A booth has a time of its own, and goes to its own start.
        if page::marked("data-booth") == "on" {
            return false;
        }
        let left = f64::from(self.after_minutes.get_untracked() * 60) - untouched;
        let is_over = left <= 0.0;
        if is_over {
            self.begin_anew(Done::ByItself { is_seen: false });
        } else if self.done.get_untracked() == (Done::ByItself { is_seen: false }) {
            // Whoever comes back reads why the page is empty.
            self.done.set(Done::ByItself { is_seen: true });
            self.told.then(move || self.done.set(Done::Nothing));
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 0 and the limit"
        )]
        let shown = (!is_over && left <= f64::from(WARNING_SECONDS)).then_some(left.ceil() as u32);
        if self.seconds_left.get_untracked() != shown {
            self.seconds_left.set(shown);
        }
        is_over
    }

    /// Clears, goes back to the doors and says so.
    fn begin_anew(self, done: Done) {
        self.clear();
        replace_fragment("#/");
        self.done.set(done);
    }

    fn clear(self) {
        self.asked.set(false);
        self.seconds_left.set(None);
        self.forget.with_value(|forget| forget());
        handover::tell_next_person();
    }
}

//! Telling a screen reader what changed, once, after a pause.

use crate::platform::timer::Pause;
use leptos::prelude::*;

/// Long enough that somebody who types is not interrupted at every key.
const PAUSE_MILLISECONDS: u32 = 1000;

/// Announces `message` when it has stayed the same for a second. Invisible.
#[component]
pub fn LiveRegion(
    /// What to announce.
    #[prop(into)]
    message: Signal<String>,
) -> impl IntoView {
    let announced = RwSignal::new(String::new());
    let pause = Pause::of(PAUSE_MILLISECONDS);
    Effect::new(move || {
        let message = message.get();
        pause.then(move || {
            // The screen may have been left while waiting.
            if announced.try_get_untracked().is_some_and(|before| before != message) {
                announced.set(message);
            }
        });
    });
    view! { <p class="visually-hidden" role="status" aria-live="polite">{announced}</p> }
}

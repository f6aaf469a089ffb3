//! Telling a screen reader what changed, once, after a pause.

use super::dynamic::effect;
use crate::platform::timer::Pause;
use leptos::prelude::*;

/// Long enough that somebody who types is not interrupted at every key.
const PAUSE_MILLISECONDS: u32 = 1000;

/// Announces `message` when it has stayed the same for a second. Invisible.
///
/// While it waits it says nothing: an old message would no longer belong to what is on screen.
#[component]
pub fn LiveRegion(
    /// What to announce.
    #[prop(into)]
    message: Signal<String>,
    /// Its role; a page has one `status`, other regions have none.
    role: Option<&'static str>,
) -> impl IntoView {
    let announced = RwSignal::new(String::new());
    let pause = Pause::of(PAUSE_MILLISECONDS);
    effect(move || {
        let message = message.get();
        announced.set(String::new());
        pause.then(move || {
            // The screen may have been left while waiting; then there is nobody to tell.
            announced.try_set(message);
        });
    });
    view! { <p class="visually-hidden" role=role aria-live="polite">{announced}</p> }
}

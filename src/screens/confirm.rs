//! The step before Assess, once a visit: a step, not a wall.

use crate::routes::Route;
use crate::words::Words;
use leptos::prelude::*;

/// Asks whether the reader is a health professional or reads together with one.
pub fn confirm(words: &'static Words, confirmed: RwSignal<bool>) -> impl IntoView {
    let words = &words.confirm;
    let go_on = move |_| {
        confirmed.set(true);
        crate::platform::page::focus("content");
    };
    view! {
        <div class="text-screen">
            <h1>{words.heading}</h1>
            <p class="lead">{words.text}</p>
            <div class="buttons">
                <button type="button" class="button primary" name="reader" value="professional" on:click=go_on>
                    {words.professional}
                </button>
                <button type="button" class="button" name="reader" value="together" on:click=go_on>
                    {words.together}
                </button>
            </div>
            <p class="quiet">{words.once}</p>
            <p><a href=Route::Home.href()>{words.back}</a></p>
        </div>
    }
}

//! The doors. A door is shown once its room is built.

use crate::routes::Route;
use crate::ui::rich_text::rich_text;
use crate::words::Words;
use leptos::prelude::*;

/// The first screen.
pub fn home(words: &'static Words) -> impl IntoView {
    let words = &words.home;
    view! {
        <div class="text-screen">
            <h1>{words.heading}</h1>
            <p class="lead">{words.lead}</p>
            <nav aria-label=words.doors>
                <ul class="doors">
                    <li>
                        <a class="door" href=Route::Assess.href()>
                            <strong>{words.door_clinician_title}</strong>
                            <span>{words.door_clinician_text}</span>
                            <span class="door-action">{words.door_clinician_action}</span>
                        </a>
                    </li>
                    <li>
                        <a class="door" href=Route::Trace.href()>
                            <strong>{words.door_laboratory_title}</strong>
                            <span>{words.door_laboratory_text}</span>
                            <span class="door-action">{words.door_laboratory_action}</span>
                        </a>
                    </li>
                </ul>
            </nav>
            <section>
                <h2>{words.promises}</h2>
                <ul>
                    <li>{rich_text(words.promise_source)}</li>
                    <li>{rich_text(words.promise_honest)}</li>
                    <li>{rich_text(words.promise_private)}</li>
                </ul>
            </section>
            <p><a href=Route::About.href()>{words.about_link}</a></p>
        </div>
    }
}

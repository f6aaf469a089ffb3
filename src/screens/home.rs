//! The doors.

use crate::routes::Route;
use crate::ui::rich_text::{plain_text, rich_text};
use crate::words::Words;
use leptos::prelude::*;

/// The first screen.
pub fn home(words: &'static Words) -> impl IntoView {
    let words = &words.home;
    let door = |to: Route, title: &'static str, text: &'static str, action: &'static str| {
        view! {
            <li>
                <a class="door" href=to.href()>
                    <strong>{rich_text(title)}</strong>
                    <span>{rich_text(text)}</span>
                    <span class="door-action">{rich_text(action)}</span>
                </a>
            </li>
        }
    };
    view! {
        <div class="text-screen">
            <h1>{rich_text(words.heading)}</h1>
            <p class="lead">{rich_text(words.lead)}</p>
            <nav aria-label=plain_text(words.doors)>
                <ul class="doors">
                    {door(Route::Assess, words.door_clinician_title, words.door_clinician_text, words.door_clinician_action)}
                    {door(Route::Learn, words.door_patient_title, words.door_patient_text, words.door_patient_action)}
                    {door(Route::Kit, words.door_association_title, words.door_association_text, words.door_association_action)}
                    {door(Route::Trace, words.door_laboratory_title, words.door_laboratory_text, words.door_laboratory_action)}
                </ul>
            </nav>
            <section>
                <h2>{rich_text(words.promises)}</h2>
                <ul>
                    <li>{rich_text(words.promise_source)}</li>
                    <li>{rich_text(words.promise_honest)}</li>
                    <li>{rich_text(words.promise_private)}</li>
                </ul>
            </section>
            <p><a href=Route::About.href()>{rich_text(words.about_link)}</a></p>
        </div>
    }
}

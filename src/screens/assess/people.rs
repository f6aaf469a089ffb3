//! The picture of 100 people, its words, and the choice of the time they are about.

use super::view_model::{AssessView, OverTime, last_months};
use crate::ui::dynamic::{dynamic, text};
use crate::ui::icon_array::icon_array;
use crate::ui::rich_text::{plain_text, rich_text};
use crate::words::Words;
use leptos::prelude::*;

/// The time control and the picture of 100 people. The control stays while all around it changes.
pub(super) fn people(words: &'static Words, view: RwSignal<AssessView>, months: RwSignal<u8>) -> AnyView {
    let over = move |read: fn(&OverTime) -> String| {
        text(move || plain_text(&view.with(|view| view.over_time.as_ref().map(read).unwrap_or_default())))
    };
    let with_over = move |make: fn(&OverTime) -> AnyView| {
        dynamic(move || view.with(|view| view.over_time.as_ref().map(make).into_any()))
    };
    let rich = move |read: fn(&OverTime) -> &str| {
        dynamic(move || {
            view.with(|view| view.over_time.as_ref().map(|over| rich_text(read(over))).into_any())
        })
    };
    let words = &words.assess;
    let key = |count: fn(&OverTime) -> &str, meaning: &'static str| {
        view! { <li><b>{rich(count)}</b>" "{rich_text(meaning)}</li> }
    };
    view! {
        <div class="card people" id="people">
            <figure>
                {with_over(|over| icon_array(over.icons, over.tone.class(), "people"))}
                <p class="visually-hidden">{over(|over| over.icons_alt.clone())}</p>
            </figure>
            <div class="people-text">
                <h2>{rich(|over| &over.people_heading)}</h2>
                <ul class="people-key">
                    {key(|over| &over.progressed, words.people.progressed)}
                    {key(|over| &over.not_known, words.people.not_known)}
                </ul>
                <p class="quiet">{rich_text(words.people.hatched)}</p>
                <p class="quiet reading">{rich(|over| &over.reading)}</p>
                <p class="quiet">{rich_text(words.people.not_known_note)}</p>
                <div class="time-control">
                    <label for="months">{rich_text(words.curve.control)}</label>
                    <input
                        id="months" name="months" type="range" min="1" max=last_months() step="1"
                        prop:value=text(move || months.get().to_string())
                        aria-valuetext=over(|over| over.months.clone())
                        on:input=move |event| {
                            if let Ok(chosen) = event_target_value(&event).parse() {
                                months.set(chosen);
                            }
                        }
                    />
                    <strong>{rich(|over| &over.months)}</strong>
                </div>
                <p class="quiet">{rich_text(&words.people.horizon(&last_months().to_string()))}</p>
            </div>
        </div>
    }
    .into_any()
}

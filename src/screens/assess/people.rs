//! The picture of 100 people, its words, and the choice of the time they are about.

use super::view_model::{AssessView, IconArray, OverTime, Tone, last_months};
use crate::ui::dynamic::{dynamic, text};
use crate::ui::rich_text::{plain_text, rich_text};
use crate::words::Words;
use leptos::prelude::*;

/// The time control and the picture of 100 people. The control stays while all around it changes.
pub(super) fn people(words: &'static Words, view: Memo<AssessView>, months: RwSignal<u8>) -> AnyView {
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
                {with_over(|over| icon_array(over.icons, over.tone))}
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
                    <label for="months">{words.curve.control}</label>
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
                    <strong>{over(|over| over.months.clone())}</strong>
                </div>
                <p class="quiet">{rich_text(&words.people.horizon(&last_months().to_string()))}</p>
            </div>
        </div>
    }
    .into_any()
}

/// Ten rows of ten people: solid, hatched, outlined.
fn icon_array(icons: IconArray, tone: Tone) -> AnyView {
    let person = move |index: u8| {
        let class = if index < icons.solid {
            "person solid"
        } else if index < icons.solid + icons.hatched {
            "person hatched"
        } else {
            "person"
        };
        let (column, row) = (u32::from(index % 10), u32::from(index / 10));
        view! { <use href="#person" class=class x=column * 30 y=row * 30 /> }
    };
    view! {
        <svg class=format!("icon-array {}", tone.class()) viewBox="0 0 300 300" aria-hidden="true">
            <defs>
                <pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                    <rect class="hatch-ground" width="5" height="5" />
                    <rect class="hatch-line" width="2.4" height="5" />
                </pattern>
                <symbol id="person" viewBox="0 0 30 30" width="30" height="30">
                    <circle cx="15" cy="9" r="4.6" />
                    <path d="M7 26v-4a8 7.4 0 0 1 16 0v4z" />
                </symbol>
            </defs>
            {(0..100).map(person).collect_view()}
        </svg>
    }
    .into_any()
}

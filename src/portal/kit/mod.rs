//! The kit for associations: leaflets to print, the screen for a booth, a copy with one's own name.

pub mod kiosk;
pub mod leaflet;

use super::learn;
use super::text::{Context, inlines};
use crate::ui::rich_text::rich_text;
use kiosk::{Booth, Forget};
use leaflet::Address;
use leptos::prelude::*;
use shirube_pages::Page;

/// The kit's screen.
pub fn kit(context: &Context, booth: Booth, address: Address, forget: Forget) -> AnyView {
    let words = &context.words().kit;
    let leaflet = |room: &'static str| {
        move |page: &Page| {
            let href = format!("#/kit/leaflet/{room}/{}", page.id);
            view! { <li><a href=href>{inlines(context, None, &page.title)}</a></li> }
        }
    };
    view! {
        <div class="portal-screen">
            <h1>{rich_text(words.heading)}</h1>
            <p class="lead">{rich_text(words.lead)}</p>
            <section id="leaflets">
                <h2>{rich_text(words.leaflets.heading)}</h2>
                <p>{rich_text(words.leaflets.lead)}</p>
                {leaflet::address_field(context, address)}
                <div class="kit-leaflets">
                    <section>
                        <h3>{rich_text(words.leaflets.topics)}</h3>
                        <ul>{learn::topics(context).into_iter().map(leaflet("learn")).collect_view()}</ul>
                    </section>
                    <section>
                        <h3>{rich_text(words.leaflets.trials)}</h3>
                        <ul>{context.bundle.trial_pages.iter().filter(|page| page.id != "template").map(leaflet("trials")).collect_view()}</ul>
                    </section>
                </div>
            </section>
            {kiosk::settings(context, booth, forget)}
            <section>
                <h2>{rich_text(words.update_heading)}</h2>
                <p>{rich_text(words.update)}</p>
                <p><a href="#/trials">{rich_text(words.update_link)}</a></p>
            </section>
            <section>
                <h2>{rich_text(words.own_copy_heading)}</h2>
                <p>{rich_text(words.own_copy)}</p>
            </section>
        </div>
    }
    .into_any()
}

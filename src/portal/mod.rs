//! The fourth program: plain words, trials, and the kit for associations. It is loaded at idle and fills the place
//! that the first program keeps for it.

mod about;
mod route;

use crate::platform::page::empty_place;
use crate::screens::rooms::Program;
use crate::screens::rooms::handover::{self, Handover};
use crate::words::EASY_WORDS;
use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyViewState;
use route::PortalRoute;

/// A view in its place; it leaves the page when dropped.
type Mounted = UnmountHandle<AnyViewState>;

/// Follows the reader, and lives in the rooms while they are in the page.
pub fn start(_texts: Vec<String>, _trials: String) {
    handover::tell_easy_words(&EASY_WORDS.map(str::to_owned));
    let mut mounted: Option<Mounted> = None;
    handover::follow(move |told| {
        // The old screen goes before the new one comes.
        drop(mounted.take());
        mounted = told.and_then(mount);
    });
}

/// Another program's room has no place for this one.
fn mount(Handover { language, fragment }: Handover) -> Option<Mounted> {
    let route = PortalRoute::parse(&fragment)?;
    let place = empty_place(Program::Portal.place())?;
    Some(mount_to(place, move || match route {
        _ => about::about(language).into_any(),
    }))
}

//! The third program: clonality from the laboratory's own files. It is loaded at idle and fills the place
//! that the first program keeps for it.

mod batch;
mod csv;
mod json;
mod made_with;
mod method_comparison;
mod sites;
mod trace;
mod trace_record;

use crate::platform::page;
use crate::routes::Route;
use crate::screens::rooms::Program as RoomOf;
use crate::screens::rooms::handover::{self, Handover};
use batch::Program;
use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyViewState;
use sites::SitesState;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use trace::TraceState;
use wasm_bindgen::JsValue;

pub use batch::measure;

/// A view in its place; it leaves the page when dropped.
type Mounted = UnmountHandle<AnyViewState>;

/// What the rooms remember: their views come and go with the screen.
#[derive(Clone, Copy)]
struct LaboratoryState {
    trace: TraceState,
    sites: SitesState,
}

/// Follows the reader, and lives in the rooms while they are in the page.
///
/// `module` is this program as compiled, `worker` the text of its worker's script.
pub fn start(module: JsValue, worker: String) {
    made_with::remember_build(page::marked("data-build"));
    // Outside of any view: nothing owns these signals, so they stay.
    let new_state = move || {
        let state = LaboratoryState { trace: TraceState::new(), sites: SitesState::new() };
        state.trace.batch.keep(Program { module: module.clone(), script: worker.clone() });
        state
    };
    let state = Rc::new(Cell::new(new_state()));
    let room: Rc<RefCell<Room>> = Rc::default();
    let (forgotten, open_room) = (Rc::clone(&state), Rc::clone(&room));
    handover::on_next_person(move || {
        // What is still being measured ends, and the files are let go.
        forgotten.get().trace.remove_all();
        forgotten.set(new_state());
        // A room that is open must not go on showing what was forgotten.
        let here = open_room.borrow().here.clone();
        open_room.borrow_mut().enter(here, &forgotten.get());
    });
    handover::follow(move |told| room.borrow_mut().enter(told, &state.get()));
}

/// Where the reader is, and the view there.
#[derive(Default)]
struct Room {
    here: Option<Handover>,
    mounted: Option<Mounted>,
}

impl Room {
    fn enter(&mut self, here: Option<Handover>, state: &LaboratoryState) {
        // The old view goes before the new one comes.
        drop(self.mounted.take());
        self.here.clone_from(&here);
        self.mounted = here.and_then(|here| mount(here, state));
    }
}

/// Another program's room has no place for this one.
fn mount(Handover { language, fragment }: Handover, state: &LaboratoryState) -> Option<Mounted> {
    let LaboratoryState { trace, sites } = *state;
    let place = page::empty_place(RoomOf::Laboratory.place())?;
    Some(mount_to(place, move || match Route::parse(&fragment) {
        Route::Sites => sites::room(language, sites).into_any(),
        _ => trace::room(language, trace).into_any(),
    }))
}

//! Files in, one row each: dropped or chosen, measured in a worker, listed in a table.

#[cfg(test)]
mod example;
mod export;
mod intake;
mod listing;
mod outcome;
mod reasons;
mod run;
mod table;
mod view_model;
mod wire;

pub use intake::intake;
pub use run::Program;
pub use table::table;

use super::trace::{OpenTrace, TraceState};
use crate::platform::dropped_files::FoundFile;
use crate::platform::files;
use leptos::prelude::*;
use listing::{Listing, Notice, Phase};
use outcome::Outcome;
use run::{Run, Told, is_too_large};
use shirube_clonality::trace_file;
use shirube_clonality::{FormatError, TraceSettings};
use std::sync::Arc;
use web_sys::File;

/// Fewer files need no table.
const FEWEST_ROWS: usize = 2;

/// Measures a file in a worker. All that comes in and goes out is written by this program.
pub fn measure(file: Option<&[u8]>, settings: &[String]) -> Vec<String> {
    let outcome = match (file, wire::settings_from_parts(settings)) {
        (None, _) => Outcome::Unreadable,
        (Some(_), None) => Outcome::Stopped,
        (Some(file), Some(settings)) => Outcome::of(file, &settings),
    };
    wire::outcome_to_parts(&outcome)
}

/// The files and what came of them.
#[derive(Clone, Copy)]
pub struct BatchState {
    /// What is known of the files.
    listing: RwSignal<Listing>,
    /// What is to be said about those that came last.
    notice: RwSignal<Option<Notice>>,
    /// The files themselves, in the order of the listing.
    files: StoredValue<Vec<File>, LocalStorage>,
    /// Index of the file that is to be in the viewer, from the moment it is asked for.
    wanted: StoredValue<Option<usize>>,
    /// The settings of every outcome in the listing; `None` as long as there are none that can be used.
    settings: StoredValue<Option<TraceSettings>>,
    /// This program, for its workers.
    program: StoredValue<Option<Program>, LocalStorage>,
    /// What is measuring.
    run: StoredValue<Option<Run>, LocalStorage>,
}

impl BatchState {
    /// No files.
    pub fn new() -> Self {
        Self {
            listing: RwSignal::new(Listing::default()),
            notice: RwSignal::new(None),
            files: StoredValue::new_local(Vec::new()),
            wanted: StoredValue::new(None),
            settings: StoredValue::new(None),
            program: StoredValue::new_local(None),
            run: StoredValue::new_local(None),
        }
    }

    /// Keeps what a worker needs.
    pub fn keep(self, program: Program) {
        self.program.set_value(Some(program));
    }

    /// Takes files that came together. A single one is opened at once.
    fn add(self, state: TraceState, found: Vec<FoundFile>) {
        let present = self.listing.with_untracked(|listing| listing.files.len());
        let (taken, notice) = listing::sift(found, present, |file: &FoundFile| &file.path);
        self.notice.set(Some(notice));
        if taken.is_empty() {
            return;
        }
        let single = taken.len() == 1;
        let (paths, files): (Vec<_>, Vec<_>) =
            taken.into_iter().map(|found| (found.path, found.file)).unzip();
        self.files.update_value(|all| all.extend(files));
        self.listing.update(|listing| listing.add(paths));
        if single {
            self.open(state, present, || {});
        }
        // Otherwise it starts when the settings have come to rest.
        if !matches!(self.phase(), Phase::Waiting | Phase::NoSettings) {
            self.start();
        }
    }

    /// Reads a file into the viewer, and then does what is to be done.
    fn open(self, state: TraceState, index: usize, then: impl FnOnce() + 'static) {
        let Some(file) = self.files.with_value(|files| files.get(index).cloned()) else { return };
        let path = self
            .listing
            .with_untracked(|listing| listing.files.get(index).map(|file| file.path.clone()))
            .unwrap_or_default();
        self.wanted.set_value(Some(index));
        let show = move |read| {
            state.opened.set(Some(OpenTrace { number: index + 1, file_name: path, read }));
            then();
        };
        if is_too_large(&file) {
            show(Err(FormatError::TooLarge));
            return;
        }
        files::read(&file, trace_file::LARGEST_FILE, move |bytes| {
            // Another file may have been asked for, or all removed, while the browser was reading.
            if self.wanted.get_value() != Some(index) {
                return;
            }
            match bytes {
                Some(bytes) => show(trace_file::read(&bytes).map(Arc::new)),
                None => self.notice.set(Some(Notice::Unreadable)),
            }
        });
    }

    /// No files any more, and none in the viewer.
    pub fn remove_all(self, state: TraceState) {
        self.run.set_value(None);
        self.wanted.set_value(None);
        self.files.set_value(Vec::new());
        self.notice.set(None);
        self.listing.update(|listing| {
            let phase = if listing.phase == Phase::NoSettings { Phase::NoSettings } else { Phase::Still };
            *listing = Listing { phase, ..Listing::default() };
        });
        state.opened.set(None);
    }

    fn phase(self) -> Phase {
        self.listing.with_untracked(|listing| listing.phase)
    }

    /// Takes the settings on screen, `None` if they cannot be used. Outcomes of others go at once; `true` when
    /// files wait to be measured.
    fn follow(self, settings: Option<TraceSettings>) -> bool {
        let changed = self.settings.with_value(|known| *known != settings);
        if changed || settings.is_none() {
            let phase = if settings.is_some() { Phase::Waiting } else { Phase::NoSettings };
            self.settings.set_value(settings);
            self.run.set_value(None);
            self.listing.update(|listing| {
                listing.forget_outcomes();
                listing.phase = phase;
            });
        }
        self.phase() == Phase::Waiting
    }

    /// Measures every file that has no outcome, if there are enough for a table.
    fn start(self) {
        self.run.set_value(None);
        let Some(settings) = self.settings.get_value() else { return };
        let left = self.listing.with_untracked(Listing::unmeasured);
        let all = self.listing.with_untracked(|listing| listing.files.len());
        if left.is_empty() || all < FEWEST_ROWS {
            self.listing.update(|listing| listing.phase = Phase::Still);
            return;
        }
        let left = self.files.with_value(|files| {
            let with_file = |index: usize| files.get(index).cloned().map(|file| (index, file));
            left.into_iter().filter_map(with_file).collect()
        });
        self.listing.update(|listing| listing.phase = Phase::Running);
        let tell = move |told| self.hear(told);
        let run = self.program.with_value(|program| Run::start(program.as_ref(), left, settings, tell));
        self.run.set_value(Some(run));
    }

    fn hear(self, told: Told) {
        match told {
            Told::Rows(rows) => self.listing.update(|listing| listing.record(rows)),
            Told::Ended => self.end(Phase::Still),
            Told::Stopped => {
                self.run.set_value(None);
                self.listing.update(Listing::stop);
            }
        }
    }

    /// Stops measuring; what is done stays.
    fn cancel(self) {
        self.end(Phase::Cancelled);
    }

    fn end(self, phase: Phase) {
        self.run.set_value(None);
        self.listing.update(|listing| listing.phase = phase);
    }
}

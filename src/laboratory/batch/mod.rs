//! Files in, one row each: dropped or chosen, measured in a worker, listed in a table.

mod intake;
mod listing;

pub use intake::intake;

use super::trace::{OpenTrace, TraceState};
use crate::platform::dropped_files::FoundFile;
use crate::platform::files;
use crate::words::Language;
use leptos::prelude::*;
use listing::{Listing, Notice};
use shirube_clonality::FormatError;
use shirube_clonality::trace_file::{self, LARGEST_FILE};
use std::sync::Arc;
use web_sys::File;

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
}

impl BatchState {
    /// No files.
    pub fn new() -> Self {
        Self {
            listing: RwSignal::new(Listing::default()),
            notice: RwSignal::new(None),
            files: StoredValue::new_local(Vec::new()),
            wanted: StoredValue::new(None),
        }
    }

    /// Takes files that came together. A single one is opened at once.
    fn add(self, state: TraceState, found: Vec<FoundFile>) {
        let present = self.listing.with_untracked(|listing| listing.paths.len());
        let (taken, notice) = listing::sift(found, present, |file: &FoundFile| &file.path);
        self.notice.set(Some(notice));
        let single = taken.len() == 1;
        if taken.is_empty() {
            return;
        }
        let (paths, files): (Vec<_>, Vec<_>) =
            taken.into_iter().map(|found| (found.path, found.file)).unzip();
        self.files.update_value(|all| all.extend(files));
        self.listing.update(|listing| listing.paths.extend(paths));
        if single {
            self.open(state, present);
        }
    }

    /// Reads a file into the viewer.
    fn open(self, state: TraceState, index: usize) {
        let Some(file) = self.files.with_value(|files| files.get(index).cloned()) else { return };
        let Some(path) = self.listing.with_untracked(|listing| listing.paths.get(index).cloned()) else {
            return;
        };
        self.wanted.set_value(Some(index));
        let show = move |read| {
            state.opened.set(Some(OpenTrace { number: index + 1, file_name: path, read }));
        };
        if is_too_large(&file) {
            show(Err(FormatError::TooLarge));
            return;
        }
        files::read(&file, move |bytes| {
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
    fn remove_all(self, state: TraceState) {
        self.wanted.set_value(None);
        self.files.set_value(Vec::new());
        self.notice.set(None);
        self.listing.set(Listing::default());
        state.opened.set(None);
    }
}

/// Whether a file is refused before it is read.
fn is_too_large(file: &File) -> bool {
    u32::try_from(LARGEST_FILE).is_ok_and(|largest| file.size() > f64::from(largest))
}

/// The table of many traces; nothing as long as there are fewer than two files.
pub fn table(_language: Language, _state: TraceState) -> impl IntoView {}

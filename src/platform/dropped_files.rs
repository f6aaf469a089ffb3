//! Files chosen by hand or let fall onto the page, folders with all that is in them.

use super::page::document;
use gloo::events::{EventListener, EventListenerOptions};
use js_sys::{Array, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    DataTransfer, DragEvent, File, FileList, FileSystemDirectoryEntry, FileSystemDirectoryReader,
    FileSystemEntry, FileSystemFileEntry, HtmlInputElement,
};

/// A file and the way to it inside its folder; its bare name outside of one.
#[derive(Debug, Clone)]
pub struct FoundFile {
    /// The file.
    pub file: File,
    /// Its name, with the folders above it as far as the browser tells them.
    pub path: String,
}

impl FoundFile {
    fn new(file: File) -> Self {
        // Known to every browser that can choose a folder, and missing from the bindings.
        let relative = Reflect::get(&file, &JsValue::from_str("webkitRelativePath"));
        let relative = relative.ok().and_then(|path| path.as_string()).filter(|path| !path.is_empty());
        Self { path: relative.unwrap_or_else(|| file.name()), file }
    }
}

/// What a chooser holds. It is emptied, so that the same files can be chosen again.
pub fn chosen(input: &HtmlInputElement) -> Vec<FoundFile> {
    let found = input.files().map(|files| listed(&files)).unwrap_or_default();
    input.set_value("");
    found
}

fn listed(files: &FileList) -> Vec<FoundFile> {
    (0..files.length()).filter_map(|index| files.get(index)).map(FoundFile::new).collect()
}

/// What happens to files that are dragged over the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drag {
    /// They are over it.
    Over,
    /// They have left it, or were let fall.
    Gone,
}

/// What is done at an event of dragging, with what is carried.
type React = Box<dyn FnMut(&DragEvent, DataTransfer)>;

/// Takes every file that is let fall anywhere on the page, until the listeners are dropped. A folder is
/// read to its end before `take` is told, so that may be a while.
pub fn watch(
    show: impl Fn(Drag) + Clone + 'static,
    take: impl Fn(Vec<FoundFile>) + Clone + 'static,
) -> Vec<EventListener> {
    let Some(document) = document() else { return Vec::new() };
    let listen = |name: &'static str, mut react: React| {
        // Not passive: a page that does not refuse the browser's own way is left for the file.
        let options = EventListenerOptions::enable_prevent_default();
        EventListener::new_with_options(&document, name, options, move |event| {
            let event: &DragEvent = event.unchecked_ref();
            if let Some(carried) = event.data_transfer().filter(holds_files) {
                event.prevent_default();
                react(event, carried);
            }
        })
    };
    let (over, left, fallen) = (show.clone(), show.clone(), show);
    vec![
        listen("dragover", Box::new(move |_, _| over(Drag::Over))),
        listen(
            "dragleave",
            Box::new(move |event, _| {
                // Between two elements of the page there is a related one.
                if event.related_target().is_none() {
                    left(Drag::Gone);
                }
            }),
        ),
        listen(
            "drop",
            Box::new(move |_, carried| {
                fallen(Drag::Gone);
                let things = carried_things(&carried);
                let take = take.clone();
                spawn_local(async move { take(all_files(things).await) });
            }),
        ),
    ]
}

/// Text and pictures can be dragged too; they are none of our business.
fn holds_files(carried: &DataTransfer) -> bool {
    carried.types().iter().any(|kind| kind.as_string().as_deref() == Some("Files"))
}

enum Thing {
    File(FoundFile),
    Entry(FileSystemEntry),
}

/// What was let fall. It can be asked for only while the event is handled.
fn carried_things(carried: &DataTransfer) -> Vec<Thing> {
    let items = carried.items();
    let thing = |index| {
        let item = items.get(index).filter(|item| item.kind() == "file")?;
        let entry = item.webkit_get_as_entry().ok().flatten().filter(FileSystemEntry::is_directory);
        match entry {
            Some(folder) => Some(Thing::Entry(folder)),
            None => item.get_as_file().ok().flatten().map(FoundFile::new).map(Thing::File),
        }
    };
    (0..items.length()).filter_map(thing).collect()
}

/// The files among things, and those in folders however deep. What cannot be read is left out.
async fn all_files(mut things: Vec<Thing>) -> Vec<FoundFile> {
    let mut found = Vec::new();
    things.reverse();
    while let Some(thing) = things.pop() {
        match thing {
            Thing::File(file) => found.push(file),
            Thing::Entry(entry) if entry.is_directory() => {
                things.extend(content(&entry.unchecked_into()).await.into_iter().rev().map(Thing::Entry));
            }
            Thing::Entry(entry) => {
                let path = entry.full_path().trim_start_matches('/').to_owned();
                found.extend(file_of(&entry.unchecked_into()).await.map(|file| FoundFile { file, path }));
            }
        }
    }
    found
}

/// What is in a folder. A reader gives a part at a time, and nothing at the end.
async fn content(folder: &FileSystemDirectoryEntry) -> Vec<FileSystemEntry> {
    let reader = folder.create_reader();
    let mut entries = Vec::new();
    while let Some(part) = next_part(&reader).await.filter(|part| part.length() > 0) {
        entries.extend(part.iter().map(JsCast::unchecked_into::<FileSystemEntry>));
    }
    entries
}

async fn next_part(reader: &FileSystemDirectoryReader) -> Option<Array> {
    let part = Promise::new(&mut |done, failed| {
        if let Err(error) = reader.read_entries_with_callback_and_callback(&done, &failed) {
            // Nobody else can be told.
            let _ = failed.call1(&JsValue::UNDEFINED, &error);
        }
    });
    JsFuture::from(part).await.ok().map(JsCast::unchecked_into)
}

async fn file_of(entry: &FileSystemFileEntry) -> Option<File> {
    let file = Promise::new(&mut |done, failed| entry.file_with_callback_and_callback(&done, &failed));
    JsFuture::from(file).await.ok().map(JsCast::unchecked_into)
}

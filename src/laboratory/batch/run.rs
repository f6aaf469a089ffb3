//! Measuring many files: in workers, or a little at a time in the page where there are none.

use super::outcome::Outcome;
use super::wire;
use crate::platform::files;
use crate::platform::text_worker::TextWorker;
use js_sys::{Array, Object, Reflect};
use shirube_clonality::trace_file::LARGEST_FILE;
use shirube_clonality::{FormatError, TraceSettings};
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::{Rc, Weak};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::File;

/// So often the page is told of new rows when it measures by itself.
const TOLD_EVERY_MILLISECONDS: f64 = 50.0;
/// A worker costs some megabytes and some milliseconds: fewer files are not worth another one.
const FILES_FOR_A_WORKER: usize = 50;
/// More workers than that wait for each other at the disk.
const MOST_WORKERS: u8 = 4;
/// Files that a worker gets at a time. To hand one over, the browser looks at the disk, and the page stands still
/// for so long.
const PORTION: usize = 24;

/// This program, as a worker needs it.
#[derive(Clone)]
pub struct Program {
    /// The compiled program.
    pub module: JsValue,
    /// The text of the worker's script.
    pub script: String,
}

/// What a run tells.
pub enum Told {
    /// Outcomes, by index of the file.
    Rows(Vec<(usize, Outcome)>),
    /// Every file has its outcome.
    Ended,
    /// The program stopped, and the other files have no outcome.
    Stopped,
}

/// A run. It stops at once when dropped, and then tells nothing more.
pub struct Run {
    _shared: Rc<Shared>,
}

struct Shared {
    tell: Box<dyn Fn(Told)>,
    settings: TraceSettings,
    /// Files that nobody has yet, each with its index.
    waiting: RefCell<VecDeque<(usize, File)>>,
    /// By number of the worker.
    workers: RefCell<Vec<Option<TextWorker>>>,
    /// How many are measuring: workers, and the page in the place of one.
    measuring: Cell<usize>,
}

impl Run {
    /// Measures `files`. Nothing is told before this returns.
    pub fn start(
        program: Option<&Program>,
        files: Vec<(usize, File)>,
        settings: TraceSettings,
        tell: impl Fn(Told) + 'static,
    ) -> Self {
        let count = program.map_or(1, |_| (files.len() / FILES_FOR_A_WORKER).clamp(1, most_workers()));
        let shared = Rc::new(Shared {
            tell: Box::new(tell),
            settings,
            waiting: RefCell::new(files.into()),
            workers: RefCell::default(),
            measuring: Cell::new(count),
        });
        for number in 0..count {
            let worker = program.and_then(|program| start_worker(&shared, program, number));
            if worker.is_none() {
                measure_here(Rc::downgrade(&shared));
            }
            shared.workers.borrow_mut().push(worker);
        }
        Self { _shared: shared }
    }
}

/// Whether a file is refused before it is read. The answer can take a moment.
pub fn is_too_large(file: &File) -> bool {
    file.size() > largest_file()
}

/// The size of the largest file that is read.
fn largest_file() -> f64 {
    u32::try_from(LARGEST_FILE).map_or(f64::INFINITY, f64::from)
}

/// As many as the machine has cores, but for the one that the page needs.
fn most_workers() -> usize {
    let cores = web_sys::window().map_or(1.0, |window| window.navigator().hardware_concurrency());
    (1..=MOST_WORKERS).rev().find(|&others| cores > f64::from(others)).map_or(1, usize::from)
}

fn start_worker(shared: &Rc<Shared>, program: &Program, number: usize) -> Option<TextWorker> {
    let started = Rc::new(Cell::new(false));
    let (for_message, for_error) = (Rc::downgrade(shared), Rc::downgrade(shared));
    let has_started = started.clone();
    let worker = TextWorker::start(
        &program.script,
        move |message| {
            started.set(true);
            if let Some(shared) = for_message.upgrade() {
                shared.hear(&message, number);
            }
        },
        move || match for_error.upgrade() {
            // A browser that starts no such worker: what it would have done is done here.
            Some(_) if !has_started.replace(true) => measure_here(for_error.clone()),
            Some(shared) => (shared.tell)(Told::Stopped),
            None => {}
        },
    )?;
    worker.tell(&order(program, &shared.settings)).then_some(worker)
}

/// What a worker is told first, see `public/laboratory-worker.js`.
fn order(program: &Program, settings: &TraceSettings) -> JsValue {
    let list = |parts: Vec<String>| parts.iter().map(JsValue::from).collect::<Array>();
    let too_large = Outcome::Format(FormatError::TooLarge);
    object(&[
        ("module", &program.module),
        ("settings", &list(wire::settings_to_parts(settings))),
        ("largest", &largest_file().into()),
        ("tooLarge", &list(wire::outcome_to_parts(&too_large))),
    ])
}

fn object(fields: &[(&str, &JsValue)]) -> JsValue {
    let object = Object::new();
    for (key, value) in fields {
        // Setting a property of a plain object cannot fail.
        let _ = Reflect::set(&object, &JsValue::from_str(key), value);
    }
    object.into()
}

impl Shared {
    /// Takes what a worker tells.
    fn hear(&self, message: &JsValue, number: usize) {
        let part = |key| Reflect::get(message, &JsValue::from_str(key)).unwrap_or(JsValue::UNDEFINED);
        if let Ok(rows) = part("rows").dyn_into::<Array>() {
            (self.tell)(Told::Rows(rows.iter().filter_map(|row| row_of(&row)).collect()));
        } else if part("started").is_truthy() || part("more").is_truthy() {
            self.hand_over(number);
        } else if let Some(index) = index_of(&part("stoppedAt")) {
            (self.tell)(Told::Rows(vec![(index, Outcome::Stopped)]));
            (self.tell)(Told::Stopped);
        } else if part("ended").is_truthy() {
            self.end_one();
        }
    }

    /// Gives a worker its next files; none when there are none.
    fn hand_over(&self, number: usize) {
        let file = |(index, file): (usize, File)| Array::of2(&index.to_string().into(), &file);
        let next = || self.waiting.borrow_mut().pop_front();
        let files: Array = std::iter::from_fn(next).take(PORTION).map(file).collect();
        let workers = self.workers.borrow();
        let worker = workers.get(number).and_then(Option::as_ref);
        if !worker.is_some_and(|worker| worker.tell(&object(&[("files", &files)]))) {
            (self.tell)(Told::Stopped);
        }
    }

    /// One of those that measure has no more files.
    fn end_one(&self) {
        self.measuring.set(self.measuring.get().saturating_sub(1));
        if self.measuring.get() == 0 {
            (self.tell)(Told::Ended);
        }
    }
}

fn index_of(value: &JsValue) -> Option<usize> {
    value.as_string()?.parse().ok()
}

fn row_of(row: &JsValue) -> Option<(usize, Outcome)> {
    let row: &Array = row.dyn_ref()?;
    let parts: Vec<String> = row.iter().skip(1).filter_map(|part| part.as_string()).collect();
    Some((index_of(&row.get(0))?, wire::outcome_from_parts(&parts)?))
}

/// Measures in the page itself. Between two files the browser has time for other things.
fn measure_here(shared: Weak<Shared>) {
    spawn_local(async move {
        let mut rows = Vec::new();
        let mut told = js_sys::Date::now();
        // The run may have been dropped while a file was fetched.
        while let Some((index, file)) = next_file(&shared) {
            let too_large = is_too_large(&file);
            let bytes = if too_large { None } else { files::bytes(&file, LARGEST_FILE).await };
            let Some(shared) = shared.upgrade() else { return };
            let outcome = match bytes {
                _ if too_large => Outcome::Format(FormatError::TooLarge),
                None => Outcome::Unreadable,
                Some(bytes) => Outcome::of(&bytes, &shared.settings),
            };
            rows.push((index, outcome));
            if js_sys::Date::now() - told >= TOLD_EVERY_MILLISECONDS {
                (shared.tell)(Told::Rows(std::mem::take(&mut rows)));
                told = js_sys::Date::now();
            }
        }
        if let Some(shared) = shared.upgrade() {
            (shared.tell)(Told::Rows(rows));
            shared.end_one();
        }
    });
}

fn next_file(shared: &Weak<Shared>) -> Option<(usize, File)> {
    shared.upgrade()?.waiting.borrow_mut().pop_front()
}

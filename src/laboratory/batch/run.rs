//! Measuring many files: in workers, or a little at a time in the page where there are none.

use super::outcome::Outcome;
use super::wire;
use crate::platform::files;
use crate::platform::text_worker::TextWorker;
use js_sys::{Array, Object, Reflect};
use shirube_clonality::trace_file::LARGEST_FILE;
use shirube_clonality::{FormatError, TraceSettings};
use std::cell::{Cell, RefCell};
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
    workers: RefCell<Vec<TextWorker>>,
    /// Shares of files that are not done.
    unfinished: Cell<usize>,
}

/// Files of one worker, each with its index.
type Share = Rc<Vec<(usize, File)>>;

impl Run {
    /// Measures `files`. Nothing is told before this returns.
    pub fn start(
        program: Option<&Program>,
        files: Vec<(usize, File)>,
        settings: TraceSettings,
        tell: impl Fn(Told) + 'static,
    ) -> Self {
        let count = match program {
            Some(_) => (files.len() / FILES_FOR_A_WORKER).clamp(1, most_workers()),
            None => 1,
        };
        let parts: Vec<Share> = share_out(files, count).into_iter().map(Rc::new).collect();
        let shared = Rc::new(Shared {
            tell: Box::new(tell),
            settings,
            workers: RefCell::default(),
            unfinished: Cell::new(parts.len()),
        });
        for share in parts {
            let worker = program.and_then(|program| start_worker(&shared, program, &share));
            match worker {
                Some(worker) => shared.workers.borrow_mut().push(worker),
                None => measure_here(Rc::downgrade(&shared), share),
            }
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

/// Deals the files out like cards, so that rows come roughly in order.
fn share_out<T>(things: Vec<T>, count: usize) -> Vec<Vec<T>> {
    let mut shares: Vec<Vec<T>> = (0..count).map(|_| Vec::new()).collect();
    for (place, thing) in things.into_iter().enumerate() {
        if let Some(share) = shares.get_mut(place % count) {
            share.push(thing);
        }
    }
    shares
}

fn start_worker(shared: &Rc<Shared>, program: &Program, share: &Share) -> Option<TextWorker> {
    let started = Rc::new(Cell::new(false));
    let (for_message, for_error) = (Rc::downgrade(shared), Rc::downgrade(shared));
    let (has_started, left_over) = (started.clone(), share.clone());
    let worker = TextWorker::start(
        &program.script,
        move |message| {
            started.set(true);
            if let Some(shared) = for_message.upgrade() {
                shared.hear(&message);
            }
        },
        move || match for_error.upgrade() {
            // A browser that starts no such worker: what it would have done is done here.
            Some(_) if !has_started.replace(true) => measure_here(for_error.clone(), left_over.clone()),
            Some(shared) => shared.stop(),
            None => {}
        },
    )?;
    worker.tell(&order(program, &shared.settings, share)).then_some(worker)
}

/// What a worker is told, see `public/laboratory-worker.js`.
fn order(program: &Program, settings: &TraceSettings, share: &Share) -> JsValue {
    let settings: Array = wire::settings_to_parts(settings).iter().map(JsValue::from).collect();
    let file = |(index, file): &(usize, File)| Array::of2(&index.to_string().into(), file);
    let files: Array = share.iter().map(file).collect();
    // The worker asks for the sizes: for a file fresh from the disk that takes a moment.
    let too_large: Array =
        wire::outcome_to_parts(&Outcome::Format(FormatError::TooLarge)).iter().map(JsValue::from).collect();
    let order = Object::new();
    for (key, value) in [
        ("module", program.module.clone()),
        ("settings", settings.into()),
        ("files", files.into()),
        ("largest", largest_file().into()),
        ("tooLarge", too_large.into()),
    ] {
        // Setting a property of a plain object cannot fail.
        let _ = Reflect::set(&order, &JsValue::from_str(key), &value);
    }
    order.into()
}

impl Shared {
    /// Takes what a worker tells.
    fn hear(&self, message: &JsValue) {
        let part = |key| Reflect::get(message, &JsValue::from_str(key)).unwrap_or(JsValue::UNDEFINED);
        if let Ok(rows) = part("rows").dyn_into::<Array>() {
            (self.tell)(Told::Rows(rows.iter().filter_map(|row| row_of(&row)).collect()));
        } else if let Some(index) = index_of(&part("stoppedAt")) {
            (self.tell)(Told::Rows(vec![(index, Outcome::Stopped)]));
            self.stop();
        } else if part("ended").is_truthy() {
            self.end_share();
        }
    }

    fn end_share(&self) {
        self.unfinished.set(self.unfinished.get().saturating_sub(1));
        if self.unfinished.get() == 0 {
            (self.tell)(Told::Ended);
        }
    }

    fn stop(&self) {
        (self.tell)(Told::Stopped);
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
fn measure_here(shared: Weak<Shared>, share: Share) {
    spawn_local(async move {
        let mut rows = Vec::new();
        let mut told = js_sys::Date::now();
        for (index, file) in share.iter() {
            let too_large = is_too_large(file);
            let bytes = if too_large { None } else { files::bytes(file).await };
            // The run may have been dropped in the meantime.
            let Some(shared) = shared.upgrade() else { return };
            let outcome = match bytes {
                _ if too_large => Outcome::Format(FormatError::TooLarge),
                None => Outcome::Unreadable,
                Some(bytes) => Outcome::of(&bytes, &shared.settings),
            };
            rows.push((*index, outcome));
            if js_sys::Date::now() - told >= TOLD_EVERY_MILLISECONDS {
                (shared.tell)(Told::Rows(std::mem::take(&mut rows)));
                told = js_sys::Date::now();
            }
        }
        if let Some(shared) = shared.upgrade() {
            (shared.tell)(Told::Rows(rows));
            shared.end_share();
        }
    });
}

#[cfg(test)]
mod tests {
    use super::share_out;

    #[test]
    fn every_file_is_in_one_share() {
        assert_eq!(share_out(vec![0, 1, 2, 3, 4], 2), [vec![0, 2, 4], vec![1, 3]]);
        assert_eq!(share_out(vec![0], 1), [vec![0]]);
        assert_eq!(share_out(Vec::<u8>::new(), 2), [Vec::<u8>::new(), Vec::new()]);
    }
}

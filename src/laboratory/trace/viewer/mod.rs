//! The chromatogram: looked at, moved, zoomed, and its junction moved by hand.

pub mod controls;
#[cfg(test)]
mod example;
mod gestures;
pub mod marks;
pub mod picture;
pub mod rows;
pub mod span;

use super::analysis::{Analysis, HandJunction};
use super::{TraceKey, ViewState};
use crate::chart::Shape;
use crate::chart::canvas::Surface;
use crate::chart::draw::DrawError;
use crate::platform::redraw::Redraw;
use crate::ui::dynamic::effect;
use crate::words::{LaboratoryWordsTrace, Language};
use gestures::{Pointers, Wish};
use leptos::html;
use leptos::prelude::*;
use marks::{Grid, Marks, as_f64};
use picture::{Colours, HANDLE_REACH, OVERVIEW_HEIGHT, Picture, PictureWords};
use shirube_clonality::Chromatogram;
use shirube_clonality::junction::Strand;
use span::Span;
use std::sync::Arc;
use web_sys::{HtmlCanvasElement, KeyboardEvent, PointerEvent, WheelEvent};

/// Width of a base when a trace is opened.
const FIRST_BASE_WIDTH: f64 = 12.0;
/// Fewest and most bases seen when a trace is opened.
const FIRST_BASES: (f64, f64) = (24.0, 110.0);
/// Where the junction then stands: more is seen of the host than of the virus.
const JUNCTION_SHARE: f64 = 0.3;
/// A width until the canvas is in the page.
const USUAL_WIDTH: f64 = 800.0;

/// A trace and what is measured of it once.
struct Source {
    chromatogram: Arc<Chromatogram>,
    grid: Grid,
}

/// The viewer of one opened trace.
#[derive(Clone, Copy)]
pub struct Viewer {
    words: &'static LaboratoryWordsTrace,
    state: ViewState,
    key: TraceKey,
    source: StoredValue<Arc<Source>>,
    analysis: Memo<Analysis>,
    marks: Memo<Marks>,
    canvas: NodeRef<html::Canvas>,
    overview: NodeRef<html::Canvas>,
    pointers: StoredValue<Pointers>,
    /// Width of the picture in CSS pixels, as last drawn.
    width: RwSignal<f64>,
    failed: RwSignal<bool>,
}

impl Viewer {
    /// The viewer of a trace, not in the page yet.
    pub fn new(
        language: Language,
        state: ViewState,
        key: TraceKey,
        chromatogram: Arc<Chromatogram>,
        analysis: Memo<Analysis>,
    ) -> Self {
        let grid = Grid::of(&chromatogram);
        let source = StoredValue::new(Arc::new(Source { chromatogram, grid }));
        let marks = Memo::new(move |_| {
            analysis.with(|analysis| match analysis.report() {
                Some(report) => source.with_value(|source| Marks::of(report, &source.grid)),
                None => Marks::default(),
            })
        });
        Self {
            words: &language.laboratory_words().trace,
            state,
            key,
            source,
            analysis,
            marks,
            canvas: NodeRef::new(),
            overview: NodeRef::new(),
            pointers: StoredValue::new(Pointers::default()),
            width: RwSignal::new(USUAL_WIDTH),
            failed: RwSignal::new(false),
        }
    }

    fn scans(self) -> f64 {
        self.source.with_value(|source| as_f64(source.chromatogram.scans()))
    }

    /// The visible stretch: what the reader chose, else the surroundings of the junction.
    fn span(self) -> Span {
        let chosen = self.state.span.with(|span| span.filter(|(key, _)| *key == self.key));
        chosen.map_or_else(|| self.first_span(), |(_, span)| span)
    }

    fn first_span(self) -> Span {
        let spacing = self.source.with_value(|source| source.grid.spacing());
        let (fewest, most) = FIRST_BASES;
        let width = (self.width.get() / FIRST_BASE_WIDTH).clamp(fewest, most) * spacing;
        let Some(junction) = self.marks.with(|marks| marks.junction) else {
            return Span::around(width / 2.0, width, self.scans());
        };
        let share = if self.strand() == Strand::Forward { JUNCTION_SHARE } else { 1.0 - JUNCTION_SHARE };
        Span::around(junction + (0.5 - share) * width, width, self.scans())
    }

    fn show(self, span: Span) {
        self.state.span.set(Some((self.key, span)));
    }

    /// Strand of the junction; as read where there is none.
    fn strand(self) -> Strand {
        let found = self.analysis.with(|analysis| analysis.report().map(|report| report.junction.strand));
        found.or_else(|| self.by_hand().map(|junction| junction.strand)).unwrap_or(Strand::Forward)
    }

    /// The junction put by hand, if it is for this trace.
    fn by_hand(self) -> Option<HandJunction> {
        self.state
            .by_hand
            .with(|kept| kept.as_ref().filter(|(key, _)| *key == self.key).map(|(_, it)| it.clone()))
    }

    fn put_junction(self, junction: Option<HandJunction>) {
        // What is seen must not jump along.
        self.show(self.span());
        self.state.by_hand.set(junction.map(|junction| (self.key, junction)));
    }

    /// Index of the first host base as it stands.
    fn host_base(self) -> Option<usize> {
        self.analysis.with(|analysis| analysis.report().map(|report| report.junction.position))
    }

    fn put_host_base(self, base: usize) {
        if self.host_base() != Some(base) {
            self.put_junction(Some(HandJunction::at(base, self.strand())));
        }
    }

    fn calls(self) -> usize {
        self.source.with_value(|source| source.chromatogram.calls.len())
    }

    /// Does what the reader wants.
    fn follow(self, wish: Wish) {
        let (span, all, width) = (untrack(|| self.span()), self.scans(), self.width.get_untracked());
        let per_pixel = span.width() / width;
        let share = |at: f64| if at.is_nan() { 0.5 } else { at / width };
        match wish {
            Wish::Move(by) => self.show(span.moved(by * per_pixel, all)),
            Wish::Page(by) => self.show(span.moved(by * span.width(), all)),
            Wish::Zoom { factor, at } => self.show(span.zoomed(factor, share(at), all)),
            Wish::Pinch { factor, at, by } => {
                let zoomed = span.zoomed(factor, share(at), all);
                self.show(zoomed.moved(by * zoomed.width() / width, all));
            }
            Wish::Home => self.show(span.moved(-all, all)),
            Wish::End => self.show(span.moved(all, all)),
            Wish::Whole => self.show(Span::whole(all)),
            Wish::FindJunction => self.show(untrack(|| self.first_span())),
            Wish::Junction(at) => {
                let place = span.at(share(at));
                let strand = untrack(|| self.strand());
                let base = self.source.with_value(|source| source.grid.host_base_at(place, strand));
                untrack(|| self.put_host_base(base));
            }
            Wish::Step(by) => untrack(|| self.step(by)),
        }
    }

    fn step(self, by: i32) {
        let Some(base) = self.host_base() else { return };
        let last = self.calls().saturating_sub(1);
        let step = usize::try_from(by.unsigned_abs()).unwrap_or(0);
        let moved = if by < 0 { base.saturating_sub(step) } else { base.saturating_add(step).min(last) };
        self.put_host_base(moved);
    }

    fn on_key(self, event: &KeyboardEvent) {
        if event.ctrl_key() || event.alt_key() || event.meta_key() {
            return;
        }
        if let Some(wish) = gestures::key(&event.key(), event.shift_key()) {
            event.prevent_default();
            self.follow(wish);
        }
    }

    fn on_wheel(self, event: &WheelEvent) {
        event.prevent_default();
        let turn = (event.delta_x(), event.delta_y());
        let at = f64::from(event.offset_x());
        self.follow(gestures::wheel(turn, event.delta_mode(), event.shift_key(), at));
    }

    /// Whether a pointer is on the handle of the junction.
    fn is_on_handle(self, event: &PointerEvent) -> bool {
        let (across, down) = HANDLE_REACH;
        let marked = self.marks.with_untracked(|marks| marks.junction);
        let span = untrack(|| self.span());
        marked.is_some_and(|scan| {
            let x = (scan - span.start) / span.width() * self.width.get_untracked();
            (x - f64::from(event.offset_x())).abs() <= across && f64::from(event.offset_y()) <= down
        })
    }

    fn on_press(self, event: &PointerEvent) {
        if event.button() != 0 {
            return;
        }
        let on_handle = self.is_on_handle(event);
        self.pointers.update_value(|it| it.press(event.pointer_id(), f64::from(event.offset_x()), on_handle));
        if let Some(canvas) = self.canvas.get_untracked() {
            // Without it a drag ends at the edge of the picture.
            let _ = canvas.set_pointer_capture(event.pointer_id());
        }
    }

    fn on_move(self, event: &PointerEvent) {
        let x = f64::from(event.offset_x());
        let wish = self.pointers.try_update_value(|it| it.moved(event.pointer_id(), x)).flatten();
        if let Some(wish) = wish {
            self.follow(wish);
        }
        let grips = self.pointers.with_value(Pointers::holds_junction) || self.is_on_handle(event);
        if let Some(canvas) = self.canvas.get_untracked() {
            // A fixed, well-formed attribute name.
            let _ = canvas.toggle_attribute_with_force("data-grip", grips);
        }
    }

    fn on_release(self, event: &PointerEvent) {
        self.pointers.update_value(|it| it.release(event.pointer_id()));
    }

    /// Puts the middle of the picture where the strip was pressed.
    fn on_overview(self, event: &PointerEvent) {
        if event.buttons() & 1 == 0 {
            return;
        }
        if let Some(strip) = self.overview.get_untracked() {
            let _ = strip.set_pointer_capture(event.pointer_id());
            let share = f64::from(event.offset_x()) / f64::from(strip.client_width().max(1));
            let span = untrack(|| self.span());
            self.show(Span::around(share * self.scans(), span.width(), self.scans()));
        }
    }

    /// Gives a picture of what is visible to `draw`.
    fn with_picture<T>(
        self,
        size: (f64, f64),
        surface: &Surface,
        draw: impl FnOnce(&Picture) -> T,
    ) -> Result<T, DrawError> {
        let colours = Colours::from_properties(|name| surface.colour(name))?;
        let words = untrack(|| self.picture_words());
        let span = untrack(|| self.span());
        Ok(self.marks.with_untracked(|marks| {
            self.source.with_value(|source| {
                draw(&Picture {
                    chromatogram: &source.chromatogram,
                    grid: &source.grid,
                    marks,
                    shown: self.state.shown.get_untracked(),
                    span,
                    size,
                    colours: &colours,
                    words: &words,
                })
            })
        }))
    }

    fn picture_words(self) -> PictureWords {
        let words = &self.words.picture;
        let is_by_hand = self.by_hand().is_some();
        PictureWords {
            anchor: words.anchor.to_owned(),
            window: words.window.to_owned(),
            junction: if is_by_hand { words.junction_by_hand } else { words.junction }.to_owned(),
            quality: words.quality.to_owned(),
            shares: words.shares.to_owned(),
            scan: words.scan.to_owned(),
        }
    }

    /// Draws picture and strip.
    fn draw(self, canvas: &HtmlCanvasElement, ratio: f64) -> Result<(), DrawError> {
        let Some(surface) = Surface::of(canvas, ratio)? else { return Ok(()) };
        if self.width.get_untracked() != surface.size().0 {
            self.width.set(surface.size().0);
        }
        let strip = self.overview.get_untracked();
        let strip = strip.map(|strip| Surface::of(&strip, ratio)).transpose()?.flatten();
        let (shapes, small) = self.with_picture(surface.size(), &surface, |picture| {
            let width = strip.as_ref().map_or(0.0, |strip| strip.size().0);
            (picture.shapes(), picture.overview((width, OVERVIEW_HEIGHT)))
        })?;
        surface.draw(&shapes)?;
        strip.map_or(Ok(()), |strip| strip.draw(&small))
    }

    /// The picture as it is on screen, or the whole trace in rows, for a file: shapes, size, font.
    ///
    /// # Errors
    /// If the picture cannot be drawn on screen either.
    pub fn for_file(self, whole: bool) -> Result<Option<FilePicture>, DrawError> {
        let Some(canvas) = self.canvas.get_untracked() else { return Ok(None) };
        // The resolution is the file's own matter.
        let Some(surface) = Surface::of(&canvas, 1.0)? else { return Ok(None) };
        let (shapes, size) = self.with_picture(surface.size(), &surface, |picture| {
            if whole { rows::rows(picture) } else { (picture.shapes(), picture.size) }
        })?;
        Ok(Some(FilePicture { shapes, size, font_family: surface.font_family()? }))
    }

    /// Keeps the picture drawn while the viewer is in the page.
    fn draw_when_needed(self) {
        let redraw = StoredValue::new_local(None::<Redraw>);
        let report = move |outcome: Result<(), String>| {
            if let Err(reason) = &outcome {
                leptos::logging::error!("{reason}");
            }
            if self.failed.get_untracked() != outcome.is_err() {
                self.failed.set(outcome.is_err());
            }
        };
        effect(move || {
            let Some(canvas) = self.canvas.get() else { return };
            let drawn = canvas.clone();
            let watched = Redraw::watch(&canvas, move |ratio| {
                report(self.draw(&drawn, ratio).map_err(|error| error.to_string()));
            });
            match watched {
                Ok(watched) => redraw.set_value(Some(watched)),
                Err(error) => report(Err(format!("{error:?}"))),
            }
        });
        effect(move || {
            self.state.span.track();
            self.state.shown.track();
            self.state.by_hand.track();
            self.marks.track();
            redraw.with_value(|redraw| redraw.iter().for_each(Redraw::request));
        });
        on_cleanup(move || drop(redraw.try_update_value(Option::take)));
    }
}

/// A picture for a file.
pub struct FilePicture {
    /// What it consists of.
    pub shapes: Vec<Shape>,
    /// Width and height in CSS pixels.
    pub size: (f64, f64),
    /// The page's font family list.
    pub font_family: String,
}

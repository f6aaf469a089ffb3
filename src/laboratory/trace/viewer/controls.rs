//! The viewer in the page: picture, strip, and for every gesture a control that does the same.

use super::gestures::{SMALL_PAGE, Wish, ZOOM_STEP};
use super::picture::Shown;
use super::{HandJunction, Viewer};
use crate::laboratory::trace::settings::letter;
use crate::ui::dynamic::{text, when};
use crate::ui::field::NumberField;
use crate::ui::live_region::LiveRegion;
use leptos::prelude::*;
use shirube_clonality::chromatogram::Base;
use shirube_clonality::junction::Strand;
use shirube_numeric::decimal;
use web_sys::{KeyboardEvent, PointerEvent, WheelEvent};

/// Least and greatest height of the peaks, and the step between.
const HEIGHTS: (&str, &str, &str) = ("1", "10", "0.5");

impl Viewer {
    /// Everything, and drawing from then on.
    pub fn view(self, number: usize) -> AnyView {
        let words = &self.words.viewer;
        self.draw_when_needed();
        let failed = move || self.failed.get();
        view! {
            <div class="viewer">
                {self.toolbar()}
                <div
                    class="viewer-picture"
                    role="application"
                    tabindex="0"
                    aria-label=words.picture(&number.to_string())
                    aria-describedby="viewer-seen viewer-keys"
                    on:keydown=move |event: KeyboardEvent| self.on_key(&event)
                >
                    <canvas
                        class="viewer-canvas"
                        aria-hidden="true"
                        node_ref=self.canvas
                        on:wheel=move |event: WheelEvent| self.on_wheel(&event)
                        on:pointerdown=move |event: PointerEvent| self.on_press(&event)
                        on:pointermove=move |event: PointerEvent| self.on_move(&event)
                        on:pointerup=move |event: PointerEvent| self.on_release(&event)
                        on:pointercancel=move |event: PointerEvent| self.on_release(&event)
                    ></canvas>
                </div>
                // The same can be done with the keys of the picture and with the buttons.
                <canvas
                    class="viewer-overview"
                    aria-hidden="true"
                    title=words.overview
                    node_ref=self.overview
                    on:pointerdown=move |event: PointerEvent| self.on_overview(&event)
                    on:pointermove=move |event: PointerEvent| self.on_overview(&event)
                ></canvas>
                <p class="viewer-seen" id="viewer-seen">{text(move || self.seen())}</p>
                <LiveRegion message=Signal::derive(move || self.seen()) role=None />
                {when(failed, move || view! { <p class="note caution">{words.failed}</p> }.into_any())}
                <p class="hint">{words.instructions}</p>
                <details class="viewer-help">
                    <summary>{words.keys_summary}</summary>
                    <p id="viewer-keys">{words.keys}</p>
                </details>
                {self.junction_controls()}
            </div>
        }
        .into_any()
    }

    /// Which bases are in sight.
    fn seen(self) -> String {
        let words = &self.words.viewer;
        let span = self.span();
        self.source.with_value(|source| {
            let calls = &source.chromatogram.calls;
            let count = |end: f64| calls.partition_point(|call| f64::from(call.scan) <= end);
            let (first, last) = (count(span.start) + 1, count(span.end));
            if calls.is_empty() {
                return words.seen_none.to_owned();
            }
            words.seen(&calls.len().to_string(), &first.min(last.max(1)).to_string(), &last.to_string())
        })
    }

    fn button(self, name: &'static str, sign: &'static str, label: &'static str, wish: Wish) -> AnyView {
        view! {
            <button
                type="button"
                class="button tool"
                name=name
                title=label
                aria-label=label
                on:click=move |_| self.follow(wish)
            >
                {sign}
            </button>
        }
        .into_any()
    }

    fn toolbar(self) -> AnyView {
        let words = &self.words.viewer;
        let middle = f64::NAN;
        view! {
            <div class="viewer-tools">
                <div class="tool-group">
                    {self.button("move_left", "←", words.left, Wish::Page(-SMALL_PAGE * 3.0))}
                    {self.button("move_right", "→", words.right, Wish::Page(SMALL_PAGE * 3.0))}
                    {self.button("zoom_out", "−", words.zoom_out, Wish::Zoom { factor: ZOOM_STEP, at: middle })}
                    {self.button("zoom_in", "+", words.zoom_in, Wish::Zoom { factor: 1.0 / ZOOM_STEP, at: middle })}
                    <button type="button" class="button" name="show_whole" on:click=move |_| self.follow(Wish::Whole)>
                        {words.whole}
                    </button>
                    <button
                        type="button"
                        class="button"
                        name="show_junction"
                        disabled=move || self.marks.with(|marks| marks.junction.is_none())
                        on:click=move |_| self.follow(Wish::FindJunction)
                    >
                        {words.to_junction}
                    </button>
                </div>
                <fieldset class="tool-group">
                    <legend>{words.channels}</legend>
                    {Base::ALL.map(|base| self.channel(base)).into_iter().collect_view()}
                </fieldset>
                <label class="tool-group peak-height">
                    <span>{words.height}</span>
                    <input
                        type="range"
                        name="peak_height"
                        min=HEIGHTS.0
                        max=HEIGHTS.1
                        step=HEIGHTS.2
                        prop:value=move || self.state.shown.get().height.to_string()
                        aria-valuetext=text(move || self.height_text())
                        on:input=move |event| {
                            if let Ok(height) = decimal::parse(&event_target_value(&event)) {
                                self.state.shown.update(|shown| shown.height = height);
                            }
                        }
                    />
                    <output class="peak-height-value" aria-hidden="true">{text(move || self.height_text())}</output>
                </label>
            </div>
        }
        .into_any()
    }

    fn height_text(self) -> String {
        self.words.viewer.times(&decimal::format(self.state.shown.get().height))
    }

    fn channel(self, base: Base) -> AnyView {
        let index = base as usize;
        let (name, swatch) = match base {
            Base::A => ("channel_a", "swatch base-a"),
            Base::C => ("channel_c", "swatch base-c"),
            Base::G => ("channel_g", "swatch base-g"),
            Base::T => ("channel_t", "swatch base-t"),
        };
        let is_shown = move |shown: &Shown| shown.channels.get(index).copied().unwrap_or(true);
        view! {
            <label class="channel">
                <input
                    type="checkbox"
                    name=name
                    prop:checked=move || self.state.shown.with(is_shown)
                    on:change=move |event| {
                        let shows = event_target_checked(&event);
                        self.state.shown.update(|shown| {
                            if let Some(channel) = shown.channels.get_mut(index) {
                                *channel = shows;
                            }
                        });
                    }
                />
                <span class=swatch aria-hidden="true"></span>
                {letter(base)}
            </label>
        }
        .into_any()
    }

    /// The junction by number, strand and single bases, and the way back.
    fn junction_controls(self) -> AnyView {
        let words = &self.words.viewer;
        let has_junction = move || self.marks.with(|marks| marks.junction.is_some());
        view! {
            <fieldset class="junction-controls">
                <legend>{words.junction_heading}</legend>
                <p class="hint">{words.junction_hint}</p>
                <div class="setting-row">
                    {self.junction_field()}
                    {self.strand_select()}
                    <div class="buttons">
                        <button
                            type="button"
                            class="button"
                            name="junction_left"
                            disabled=move || !has_junction()
                            on:click=move |_| self.follow(Wish::Step(-1))
                        >
                            {words.one_left}
                        </button>
                        <button
                            type="button"
                            class="button"
                            name="junction_right"
                            disabled=move || !has_junction()
                            on:click=move |_| self.follow(Wish::Step(1))
                        >
                            {words.one_right}
                        </button>
                    </div>
                </div>
                {when(move || self.by_hand().is_some(), move || view! {
                    <div class="by-hand">
                        <p>{words.by_hand}</p>
                        <button
                            type="button"
                            class="button"
                            name="junction_found"
                            on:click=move |_| self.put_junction(None)
                        >
                            {words.found_again}
                        </button>
                    </div>
                }.into_any())}
            </fieldset>
        }
        .into_any()
    }

    /// The first host base as typed, else as it stands.
    fn host_base_text(self) -> String {
        let found = || self.host_base().map(|base| (base + 1).to_string()).unwrap_or_default();
        self.by_hand().map_or_else(found, |junction| junction.first_host_base)
    }

    fn junction_field(self) -> AnyView {
        let words = &self.words.viewer;
        let problem = move || {
            let wrong = self.by_hand().is_some_and(|junction| junction.position(self.calls()).is_none());
            wrong.then(|| words.first_host_base_problem("1", &self.calls().to_string()))
        };
        view! {
            <NumberField
                name="junction_base"
                label=words.first_host_base
                value=Signal::derive(move || self.host_base_text())
                on_text=move |first_host_base: String| {
                    self.put_junction(Some(HandJunction { first_host_base, strand: self.strand() }));
                }
                on_leave=move |()| {
                    if let Some(base) = self.by_hand().and_then(|junction| junction.position(self.calls())) {
                        self.put_junction(Some(HandJunction::at(base, self.strand())));
                    }
                }
                error=Signal::derive(problem)
                unit=().into_any()
                below=None
            />
        }
        .into_any()
    }

    fn strand_select(self) -> AnyView {
        let words = &self.words.viewer;
        let option = move |strand: Strand| {
            let label = if strand == Strand::Forward { words.forward } else { words.reverse };
            let chosen = move || self.chosen_strand() == strand;
            view! { <option value=strand_code(strand) prop:selected=chosen>{label}</option> }
        };
        view! {
            <div class="entry">
                <label for="junction_strand">{words.strand}</label>
                <select
                    class="select-field"
                    id="junction_strand"
                    name="junction_strand"
                    on:change=move |event| {
                        let is_reverse = event_target_value(&event) == strand_code(Strand::Reverse);
                        let strand = if is_reverse { Strand::Reverse } else { Strand::Forward };
                        let first_host_base = self.host_base_text();
                        self.put_junction(Some(HandJunction { first_host_base, strand }));
                    }
                >
                    {[Strand::Forward, Strand::Reverse].map(option).into_iter().collect_view()}
                </select>
            </div>
        }
        .into_any()
    }

    fn chosen_strand(self) -> Strand {
        self.by_hand().map_or_else(|| self.strand(), |junction| junction.strand)
    }
}

/// Value of the control.
fn strand_code(strand: Strand) -> &'static str {
    if strand == Strand::Forward { "forward" } else { "reverse" }
}

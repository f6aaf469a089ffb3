//! A figure on the page: heading, canvas, text alternative, note and data table.

use leptos::html;
use leptos::prelude::*;

use super::canvas::paint;
use super::scene::{Scene, Table};
use crate::platform::redraw::Redraw;
use crate::ui::dynamic::{dynamic, effect, text};
use crate::ui::rich_text::{plain_text, rich_text};

/// Shows a scene under its heading and its note.
#[component]
pub fn ChartFigure(
    /// What to show.
    #[prop(into)]
    scene: Signal<Scene>,
    /// Unique on the page; ids of parts are built from it.
    id: &'static str,
    /// Heading, and the figure's name for assistive technology.
    title: &'static str,
    /// What the reader must know of the figure; stands above it.
    #[prop(into)]
    note: Signal<String>,
    /// Words that open the data table.
    table_label: &'static str,
) -> impl IntoView {
    view! {
        <div class="chart" id=id>
            <h2 class="chart-title" id=title_id(id)>{rich_text(title)}</h2>
            <p class="chart-note">{dynamic(move || rich_text(&note.get()))}</p>
            {plot(scene, id, table_label)}
        </div>
    }
}

/// The id of what names the plot with this id.
pub fn title_id(id: &str) -> String {
    format!("{id}-title")
}

/// Shows a scene as a drawing, as a sentence for those who do not see it, and as a table. Its name has the id
/// [`title_id`] of `id`, which is unique on the page.
///
/// The drawing is made again when the scene, its size, the screen's resolution or the theme changes,
/// and for print. The canvas is hidden from assistive technology, which reads the sentence instead;
/// the sentence becomes visible if drawing fails.
pub fn plot(scene: Signal<Scene>, id: &str, table_label: &'static str) -> AnyView {
    let canvas = NodeRef::<html::Canvas>::new();
    let failed = draw_when_needed(canvas, scene);
    let alt_class = move || if failed.get() { "chart-fallback" } else { "visually-hidden" }.to_owned();
    let caption_id = format!("{id}-caption");
    view! {
        <figure class="chart-figure" aria-labelledby=title_id(id)>
            <div class="chart-box">
                <canvas class="chart-canvas" aria-hidden="true" node_ref=canvas></canvas>
            </div>
            <p class=text(alt_class)>{text(move || scene.with(|scene| plain_text(&scene.alt)))}</p>
        </figure>
        <details class="chart-data">
            <summary>{rich_text(table_label)}</summary>
            {dynamic(move || scene.with(|scene| data_table(&caption_id, &scene.table)))}
        </details>
    }
    .into_any()
}

/// Keeps the canvas drawn while the component lives; the result tells whether drawing failed.
fn draw_when_needed(canvas: NodeRef<html::Canvas>, scene: Signal<Scene>) -> ReadSignal<bool> {
    let (failed, set_failed) = signal(false);
    let redraw = StoredValue::new_local(None::<Redraw>);
    let report = move |outcome: Result<(), String>| {
        if let Err(reason) = &outcome {
            leptos::logging::error!("{reason}");
        }
        if failed.get_untracked() != outcome.is_err() {
            set_failed.set(outcome.is_err());
        }
    };
    effect(move || {
        let Some(canvas) = canvas.get() else { return };
        let drawn = canvas.clone();
        let watched = Redraw::watch(&canvas, move |ratio| {
            let outcome = scene.with_untracked(|scene| paint(&drawn, &scene.without_readings(), ratio));
            report(outcome.map_err(|error| error.to_string()));
        });
        match watched {
            Ok(watched) => redraw.set_value(Some(watched)),
            Err(error) => report(Err(format!("{error:?}"))),
        }
    });
    let mut is_first = true;
    effect(move || {
        scene.track();
        // The first drawing comes with the first report of the size.
        if !std::mem::take(&mut is_first) {
            redraw.with_value(|redraw| redraw.iter().for_each(Redraw::request));
        }
    });
    on_cleanup(move || drop(redraw.try_update_value(Option::take)));
    failed
}

/// The scene's table. It scrolls in its own box on narrow screens, also by keyboard.
fn data_table(caption_id: &str, table: &Table) -> AnyView {
    let (caption_id, named_by) = (caption_id.to_owned(), caption_id.to_owned());
    let header: Vec<_> =
        table.header.iter().map(|text| view! { <th scope="col">{rich_text(text)}</th> }).collect();
    let rows: Vec<_> = table
        .rows
        .iter()
        .enumerate()
        .map(|(index, row)| data_row(row, table.current == Some(index)))
        .collect();
    view! {
        <div class="table-scroll" tabindex="0" role="group" aria-labelledby=named_by>
            <table>
                <caption id=caption_id>{rich_text(&table.caption)}</caption>
                <thead>
                    <tr>{header}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// One row; its first cell is its heading.
fn data_row(row: &[String], current: bool) -> impl IntoView + use<> {
    let mut cells = row.iter();
    let heading = cells.next().map(|text| rich_text(text));
    let cells: Vec<_> = cells.map(|text| view! { <td>{rich_text(text)}</td> }).collect();
    view! {
        <tr class:current=current aria-current=current.then_some("true")>
            <th scope="row">{heading}</th>
            {cells}
        </tr>
    }
}

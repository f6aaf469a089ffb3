//! The table of many traces: progress, filter, rows, export.

use super::listing::Listing;
use super::outcome::Kind;
use super::view_model::{self, Column, FILTERS, Filter, Number, Order, RowKey, RowView};
use super::{BatchState, FEWEST_ROWS, export};
use crate::laboratory::trace::TraceState;
use crate::platform::timer::Pause;
use crate::platform::{files, page};
use crate::ui::dynamic::{dynamic, effect, text, when};
use crate::ui::live_region::LiveRegion;
use crate::ui::rich_text::rich_text;
use crate::words::{LaboratoryWordsBatch, Language};
use leptos::prelude::*;
use shirube_clonality::TraceSettings;

/// Long enough that nothing is measured while somebody types a number.
const SETTINGS_REST_MILLISECONDS: u32 = 400;

/// Rows that come into the page in one frame: a thousand at once would stop it for a moment.
const ROWS_A_FRAME: usize = 60;

/// The heading of the table.
const HEADING: &str = "batch-heading";

/// Where the opened trace begins.
const VIEWER: &str = "opened-trace";

/// The table; nothing as long as there are fewer than two files.
pub fn table(language: Language, state: TraceState) -> impl IntoView {
    let words = &language.laboratory_words().batch;
    let batch = state.batch;
    let rest = Pause::of(SETTINGS_REST_MILLISECONDS);
    effect(move || {
        if batch.follow(settings_on_screen(state)) {
            rest.then(move || batch.start());
        }
    });
    let enough = move || batch.listing.with(|listing| listing.files.len() >= FEWEST_ROWS);
    when(enough, move || section(words, state))
}

/// The settings as typed; `None` if they cannot be used.
fn settings_on_screen(state: TraceState) -> Option<TraceSettings> {
    state.settings.with(|form| form.read().ok())
}

fn section(words: &'static LaboratoryWordsBatch, state: TraceState) -> AnyView {
    let batch = state.batch;
    let summary =
        Memo::new(move |_| batch.listing.with(|listing| view_model::summary(listing, &words.table)));
    let spoken = Memo::new(move |_| summary.with(|summary| summary.spoken.clone()));
    let running = move || summary.with(|summary| summary.progress.is_some());
    let can_go_on = move || summary.with(|summary| summary.can_go_on);
    let any_rows = move || batch.listing.with(|listing| listing.counts().done > 0);
    view! {
        <section class="card batch" aria-labelledby="batch-heading">
            <LiveRegion message=spoken role=None />
            <h2 id=HEADING tabindex="-1">{words.table.heading}</h2>
            <p class="hint">{rich_text(words.table.standing)}</p>
            <div class="batch-state">
                <p class="batch-phase">{text(move || summary.with(|summary| summary.state.clone()))}</p>
                {when(running, move || progress(words, batch, summary))}
                {when(can_go_on, move || go_on(words, batch))}
            </div>
            <p class="batch-counts">{text(move || summary.with(|summary| summary.counts.clone()))}</p>
            {when(any_rows, move || filled(words, state))}
        </section>
    }
    .into_any()
}

fn progress(
    words: &'static LaboratoryWordsBatch,
    batch: BatchState,
    summary: Memo<view_model::SummaryView>,
) -> AnyView {
    let done = move || summary.with(|summary| summary.progress.unwrap_or_default());
    view! {
        <progress
            aria-label=words.table.progress
            max=text(move || done().1.to_string())
            prop:value=move || done().0.to_string()
        ></progress>
        <button type="button" class="button" name="cancel_batch" on:click=move |_| {
            batch.cancel();
            // The button leaves the page, and must not take the focus along.
            page::focus(HEADING);
        }>
            {words.table.cancel}
        </button>
    }
    .into_any()
}

fn go_on(words: &'static LaboratoryWordsBatch, batch: BatchState) -> AnyView {
    view! {
        <button type="button" class="button" name="go_on" on:click=move |_| {
            batch.start();
            page::focus(HEADING);
        }>
            {words.table.go_on}
        </button>
    }
    .into_any()
}

/// The filter, the table and the export, when there is something to show.
fn filled(words: &'static LaboratoryWordsBatch, state: TraceState) -> AnyView {
    let filter = RwSignal::new(None);
    let order = RwSignal::new(Order::FIRST);
    view! {
        {filters(words, state.batch, filter)}
        <p class="hint">{words.table.hint}</p>
        {dynamic(move || grid(words, state, order, filter, state.names_shown.get()))}
        {exports(words, state)}
    }
    .into_any()
}

fn filters(words: &'static LaboratoryWordsBatch, batch: BatchState, filter: RwSignal<Filter>) -> AnyView {
    let counts = Memo::new(move |_| batch.listing.with(Listing::counts));
    let choice = move |kind: Filter| {
        view! {
            <label>
                <input
                    type="radio"
                    name="batch_filter"
                    value=kind.map_or("all", Kind::code)
                    prop:checked=move || filter.get() == kind
                    on:change=move |_| filter.set(kind)
                />
                <span>{text(move || view_model::filter_label(kind, counts.get(), &words.table))}</span>
            </label>
        }
    };
    view! {
        <fieldset class="entry">
            <legend>{words.table.show}</legend>
            <div class="segments">{FILTERS.map(choice).into_iter().collect_view()}</div>
        </fieldset>
    }
    .into_any()
}

/// The table itself. It is made anew when names come or go.
fn grid(
    words: &'static LaboratoryWordsBatch,
    state: TraceState,
    order: RwSignal<Order>,
    filter: RwSignal<Filter>,
    names_shown: bool,
) -> AnyView {
    let rows = shown_rows(state.batch, order, filter);
    let opened = Selector::new(move || state.opened.with(|opened| opened.as_ref().map(|trace| trace.number)));
    let columns = Column::ALL.into_iter().filter(move |column| names_shown || *column != Column::Name);
    let make = move |(index, _): RowKey| {
        let view = state.batch.listing.with_untracked(|listing| view_model::row(listing, index, words));
        view.map(|view| row(words, view, index, state, opened.clone(), names_shown)).into_any()
    };
    let nothing = move || rows.with(Vec::is_empty);
    view! {
        <div class="table-scroll" tabindex="0" role="group" aria-labelledby="batch-caption">
            <table role="table" class=if names_shown { "batch-table with-names" } else { "batch-table" }>
                <caption id="batch-caption">{words.table.caption}</caption>
                // Roles are said because the style makes boxes of the parts, which takes them away in some browsers.
                <thead role="rowgroup">
                    <tr role="row">{columns.map(|column| head(words, column, order)).collect_view()}</tr>
                </thead>
                <tbody role="rowgroup">
                    <For each=move || rows.get() key=|key| *key children=make />
                </tbody>
            </table>
        </div>
        {when(nothing, move || view! { <p>{words.table.no_rows}</p> }.into_any())}
    }
    .into_any()
}

/// The rows in order, as many as are in the page by now: a few more come with every frame.
fn shown_rows(batch: BatchState, order: RwSignal<Order>, filter: RwSignal<Filter>) -> Memo<Vec<RowKey>> {
    let all = Memo::new(move |_| {
        batch.listing.with(|listing| view_model::rows(listing, order.get(), filter.get()))
    });
    // For which filter, and how many: after a change of the filter it begins anew.
    let reached = RwSignal::new((None, ROWS_A_FRAME));
    let limit = move || {
        let (of, count) = reached.get();
        if of == filter.get() { count } else { ROWS_A_FRAME }
    };
    effect(move || {
        let (filter, limit) = (filter.get(), limit());
        if all.with(Vec::len) > limit {
            request_animation_frame(move || {
                // The room may have been left before the frame came.
                reached.try_set((filter, limit + ROWS_A_FRAME));
            });
        }
    });
    Memo::new(move |_| all.with(|all| all.iter().take(limit()).copied().collect()))
}

fn head(words: &'static LaboratoryWordsBatch, column: Column, order: RwSignal<Order>) -> AnyView {
    view! {
        <th scope="col" role="columnheader" class=["is-", column.code()].concat() aria-sort=move || order.get().aria(column)>
            <button
                type="button"
                name=["sort_", column.code()].concat()
                on:click=move |_| order.update(|order| *order = order.pressed(column))
            >
                {column.heading(&words.table)}
            </button>
        </th>
    }
    .into_any()
}

fn row(
    words: &'static LaboratoryWordsBatch,
    view: RowView,
    index: usize,
    state: TraceState,
    opened: Selector<Option<usize>>,
    names_shown: bool,
) -> AnyView {
    let is_open = move || opened.selected(&Some(index + 1));
    let open = move |_| {
        state.batch.open(state, index, || {
            // The viewer comes into the page with the next frame.
            request_animation_frame(|| page::scroll_to(VIEWER));
        });
    };
    let notes = view.notes.into_iter().map(|note| view! { <p>{note}</p> }).collect_view();
    let cell = |column, content| cell(words, column, content);
    view! {
        <tr role="row" data-result=view.kind.code() aria-current=move || is_open().then_some("true")>
            <th scope="row" role="rowheader">
                <button type="button" name="open_trace" on:click=open>
                    {view.title}
                </button>
            </th>
            {names_shown.then(|| cell(Column::Name, view.name.into_any()))}
            {cell(Column::Status, view.status.into_any())}
            {cell(Column::Junction, view.junction.into_any())}
            {cell(Column::Dominance, number(view.dominance))}
            {cell(Column::Simpson, number(view.simpson))}
            {cell(Column::Clones, number(view.clones))}
            {cell(Column::Quality, view.quality.into_any())}
            {cell(Column::Notes, notes.into_any())}
        </tr>
    }
    .into_any()
}

/// A cell with the name of its column, which stands before it on a narrow screen.
fn cell(words: &'static LaboratoryWordsBatch, column: Column, content: AnyView) -> AnyView {
    view! {
        <td role="cell" class=["is-", column.code()].concat() data-label=column.heading(&words.table)>
            {content}
        </td>
    }
    .into_any()
}

fn number(Number { value, interval }: Number) -> AnyView {
    (!value.is_empty()).then(|| view! { {value}" "<small>{interval}</small> }).into_any()
}

fn exports(words: &'static LaboratoryWordsBatch, state: TraceState) -> AnyView {
    let save = move |name: &str, media_type: &str, write: fn(&Listing, &TraceSettings, bool) -> String| {
        let Some(settings) = state.batch.settings.get_value() else { return };
        let names_shown = state.names_shown.get_untracked();
        let content = state.batch.listing.with_untracked(|listing| write(listing, &settings, names_shown));
        files::save(name, media_type, content.as_bytes());
    };
    let names = move || {
        if state.names_shown.get() { words.table.export_names_shown } else { words.table.export_names_hidden }
            .to_owned()
    };
    view! {
        <div class="batch-export" role="group" aria-labelledby="batch-export-heading">
            <h3 id="batch-export-heading">{words.table.export}</h3>
            <p class="hint">{words.table.export_hint}" "{text(names)}</p>
            <div class="buttons">
                <button
                    type="button"
                    class="button"
                    name="batch_csv"
                    on:click=move |_| save("trace-clonality.csv", "text/csv", export::csv)
                >
                    {words.table.csv}
                </button>
                <button
                    type="button"
                    class="button"
                    name="batch_json"
                    on:click=move |_| save("trace-clonality.json", "application/json", export::json)
                >
                    {words.table.json}
                </button>
            </div>
        </div>
    }
    .into_any()
}

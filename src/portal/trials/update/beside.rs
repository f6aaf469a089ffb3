//! An opened record beside the one of ours, field by field, and what saves it for content/trials.

use crate::platform::files;
use crate::portal::text::Context;
use crate::portal::trials::library::Library;
use crate::portal::trials::record_view_model::{Wording, item_wording, plain_wording};
use crate::portal::trials::{href, labels, record_title, worded};
use crate::ui::rich_text::{plain_text, rich_text};
use leptos::prelude::*;
use shirube_trials::import::{
    Difference, Field, FieldState, Imported, Origin, differences, same_trial, source_toml,
};
use shirube_trials::record::{Record, to_toml};

/// How an opened record differs from ours, and what saves it.
pub fn beside_shipped(context: &Context, library: &Library, record: &Record, origin: &Origin) -> AnyView {
    let words = &context.words().trials.update;
    let shipped = library.shipped_records().iter().find(|shipped| same_trial(shipped, record));
    let compared = match shipped {
        Some(shipped) => compared(context, shipped, record),
        None => view! { <p>{rich_text(words.is_new)}</p> }.into_any(),
    };
    let address = origin
        .address
        .as_ref()
        .map(|address| view! { <p class="quiet link-address">{words.address(address)}</p> });
    view! {
        <section class="card beside" aria-labelledby="beside-heading">
            <h2 id="beside-heading">{rich_text(words.beside)}</h2>
            {compared}
            {address}
            {saving(context, record, origin)}
        </section>
    }
    .into_any()
}

fn compared(context: &Context, shipped: &Record, record: &Record) -> AnyView {
    let words = &context.words().trials.update;
    let found = differences(shipped, record);
    let lead = view! {
        <p>
            {rich_text(words.beside_lead)}" "
            <a href=href(&shipped.id)>{record_title(context, shipped, None)}</a>
        </p>
    };
    if found.is_empty() {
        return view! { {lead}<p>{rich_text(words.beside_none)}</p> }.into_any();
    }
    let rows = found.iter().map(|difference| {
        let side = |of: &Record, is_opened| match side(context, of, is_opened, difference.field) {
            Some(wording) => worded(context, &wording),
            None => view! { <span class="quiet">{rich_text(words.beside_nothing)}</span> }.into_any(),
        };
        let (kind, state) = match difference.state {
            FieldState::New => ("new", words.beside_added),
            FieldState::Changed => ("changed", words.beside_changed),
        };
        view! {
            <li data-difference=field_name(difference) data-state=kind>
                <h3>
                    {rich_text(label(context, difference.field))}
                    " "
                    <span class="difference-state">{rich_text(state)}</span>
                </h3>
                <dl>
                    <div><dt>{rich_text(words.beside_ours)}</dt><dd>{side(shipped, false)}</dd></div>
                    <div><dt>{rich_text(words.beside_theirs)}</dt><dd><mark>{side(record, true)}</mark></dd></div>
                </dl>
            </li>
        }
    });
    view! {
        {lead}
        <ul class="differences">{rows.collect_view()}</ul>
    }
    .into_any()
}

fn field_name(difference: &Difference) -> &'static str {
    match difference.field {
        Field::Status => "status",
        Field::StatusDate => "status_date",
        Field::Phase => "phase",
        Field::Results => "results",
        Field::Item(key) => key.name(),
    }
}

fn label(context: &Context, field: Field) -> &'static str {
    let words = &context.words().trials;
    match field {
        Field::Status => words.page.status,
        Field::StatusDate => words.update.status_date,
        Field::Phase => words.page.phase,
        Field::Results => words.page.results,
        Field::Item(key) => labels::item(context.words(), key),
    }
}

/// What a record says there, if anything.
fn side(context: &Context, record: &Record, is_opened: bool, field: Field) -> Option<Wording> {
    let words = context.words();
    let plain = |text: String| Some(plain_wording(&plain_text(&text)));
    match field {
        Field::Status => plain(labels::status_value(words, record.status.value()?).to_owned()),
        Field::StatusDate => {
            record.status.value().and_then(|_| plain(labels::dated(context, record.status.date())))
        }
        Field::Phase => record.phase.concept().and_then(|_| plain(labels::phase(words, record.phase))),
        Field::Results => {
            record.results.kind().and_then(|_| plain(labels::results(context, record, is_opened)))
        }
        Field::Item(key) => record.items.text(key).map(|text| item_wording(context, key, text)),
    }
}

fn saving(context: &Context, record: &Record, origin: &Origin) -> AnyView {
    let words = &context.words().trials.update;
    let save = |name: &'static str, label: &'static str, file: String, content: Option<String>| {
        content.map(|content| {
            view! {
                <button
                    type="button"
                    class="button"
                    name=name
                    on:click=move |_| files::save(&file, "application/toml", content.as_bytes())
                >{rich_text(label)}</button>
            }
        })
    };
    let imported = Imported { record: record.clone(), origin: origin.clone() };
    let id = &record.id;
    view! {
        <div class="buttons no-print">
            {save("save_trial", words.save, format!("{id}.toml"), to_toml(record).ok())}
            {save("save_trial_source", words.save_source, format!("{id}-source.toml"), source_toml(&imported).ok())}
        </div>
        <p class="hint no-print">{rich_text(words.save_hint)}</p>
    }
    .into_any()
}

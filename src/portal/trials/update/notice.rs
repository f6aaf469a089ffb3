//! What became of each file that was opened.

use super::error_words::{file_error, row_error};
use super::format_name;
use crate::portal::text::Context;
use crate::ui::rich_text::rich_text;
use leptos::prelude::*;
use shirube_trials::import::{FileError, Format, RowError};

/// More than these are counted only.
const MOST_ROWS_TOLD: usize = 100;

/// What became of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// The browser could not read it.
    Unreadable,
    /// Nothing of it can be used.
    Refused(FileError),
    /// What was read, and what not.
    Read {
        /// Form of the file.
        format: Format,
        /// Records that were read.
        count: usize,
        /// What could not be read.
        errors: Vec<RowError>,
    },
}

/// All notices, one for each file in the order they came.
pub fn notices(context: &Context, notices: &[Notice]) -> AnyView {
    let words = &context.words().trials.update;
    let told = notices.iter().enumerate().map(|(position, notice)| {
        let kind = match notice {
            Notice::Read { .. } => "read",
            Notice::Unreadable | Notice::Refused(_) => "refused",
        };
        view! {
            <li class="update-notice" data-file=kind>
                <p><strong>{rich_text(&words.file(&(position + 1).to_string()))}</strong></p>
                {one(context, notice)}
            </li>
        }
    });
    view! { <ul>{told.collect_view()}</ul> }.into_any()
}

fn one(context: &Context, notice: &Notice) -> AnyView {
    let words = &context.words().trials.update;
    match notice {
        Notice::Unreadable => {
            view! { <p class="error">{rich_text(words.file_error.unreadable)}</p> }.into_any()
        }
        Notice::Refused(error) => {
            // Parts of the file stand in the sentence as they are.
            view! { <p class="error">{file_error(words, error)}</p> }.into_any()
        }
        Notice::Read { format, count, errors } => {
            let read = words.read(&count.to_string(), format_name(context, *format));
            let rows = errors.iter().take(MOST_ROWS_TOLD).map(|error| {
                let what = row_error(words, &error.kind);
                let outcome = if error.is_kept { words.kept } else { words.lost };
                let gap = context.language.sentence_gap();
                let line = words.row(&error.row.to_string(), &[&what, gap, outcome].concat());
                view! { <li data-row=error.row.to_string() data-kept=error.is_kept.to_string()>{line}</li> }
            });
            let left = errors.len().saturating_sub(MOST_ROWS_TOLD);
            let more = (left > 0).then(|| view! { <p>{words.more_rows(&left.to_string())}</p> });
            let list = (!errors.is_empty()).then(|| {
                view! {
                    <p>{words.rows(&errors.len().to_string())}</p>
                    <ul class="row-errors">{rows.collect_view()}</ul>
                    {more}
                }
            });
            view! { <p>{read}</p>{list} }.into_any()
        }
    }
}

//! Words with emphasis.

use leptos::prelude::*;

/// Shows `text`, with what stands between two `*` emphasised.
pub fn rich_text(text: &str) -> impl IntoView + use<> {
    text.split('*')
        .enumerate()
        .map(|(index, part)| {
            let part = part.to_owned();
            if index % 2 == 1 { view! { <em>{part}</em> }.into_any() } else { part.into_any() }
        })
        .collect_view()
}

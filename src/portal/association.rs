//! Who gives this copy out, as `content/site.toml` has it.

use super::text::Context;
use crate::ui::rich_text::rich_text;
use leptos::prelude::*;

/// Name, contact and links; nothing where none are set.
pub fn association(context: &Context) -> Option<AnyView> {
    let association = context.site.association.as_ref()?;
    let form = context.bundle.form;
    let links = association
        .links
        .iter()
        .map(|link| {
            let name = rich_text(link.name.of(form));
            view! { <li><a href=link.url.clone() target="_blank" rel="noopener noreferrer">{name}</a></li> }
        })
        .collect_view();
    let label = context.words().kit.leaflets.contact;
    Some(
        view! {
            <div class="association">
                <p><strong>{rich_text(association.name.of(form))}</strong></p>
                <p>{rich_text(label)}" "{rich_text(association.contact.of(form))}</p>
                <ul>{links}</ul>
            </div>
        }
        .into_any(),
    )
}

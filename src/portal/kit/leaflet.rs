//! One page of Learn or Trials as a leaflet of A4, with its date, its version and the way to the page itself.

use crate::platform::{clock, page};
use crate::portal::association::association;
use crate::portal::lock;
use crate::portal::text::{Context, blocks, inlines};
use crate::ui::dynamic::{dynamic, when};
use crate::ui::rich_text::{plain_text, rich_text};
use fast_qr::convert::{Builder, Shape, svg::SvgBuilder};
use fast_qr::{ECL, QRBuilder};
use leptos::prelude::*;
use shirube_pages::{Block, Page, is_address};

/// The address for QR codes as typed; at first the one of this copy.
pub type Address = RwSignal<String>;

/// Longer addresses make codes that a phone cannot read from paper.
const LONGEST: usize = 200;
/// The sections of a trial's page that a leaflet has.
const OF_TRIAL: [&str; 4] = ["in-short", "who-can-join", "results", "what-happened-next"];

/// What a leaflet is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// A topic of Learn.
    Topic(String),
    /// A trial.
    Trial(String),
}

impl Subject {
    fn page<'a>(&self, context: &'a Context) -> Option<&'a Page> {
        let (pages, id) = match self {
            Self::Topic(id) => (&context.bundle.topics, id),
            Self::Trial(id) => (&context.bundle.trial_pages, id),
        };
        pages.iter().find(|page| page.id == *id && (matches!(self, Self::Trial(_)) || context.site.shows(id)))
    }

    /// Where the page is in the app.
    fn href(&self) -> String {
        match self {
            Self::Topic(id) => format!("#/learn/{id}"),
            Self::Trial(id) => format!("#/trials/{id}"),
        }
    }
}

/// Whether a typed address can be used.
fn is_usable(address: &str) -> bool {
    is_address(address) && address.chars().count() <= LONGEST
}

/// The address in full: that of this copy, and the page's own part.
fn full_address(address: &str, subject: &Subject) -> Option<String> {
    let address = address.trim();
    is_usable(address).then(|| {
        let base = address.split('#').next().unwrap_or(address);
        [base, &subject.href()].concat()
    })
}

/// The field for the address of the QR codes.
pub fn address_field(context: &Context, address: Address) -> AnyView {
    let words = &context.words().kit.leaflets;
    let is_wrong = move || address.with(|address| !address.trim().is_empty() && !is_usable(address.trim()));
    let error = words.address_error(&LONGEST.to_string());
    view! {
        <div class="entry no-print">
            <label for="public_address">{rich_text(words.address)}</label>
            <input
                id="public_address"
                class="kit-address"
                name="public_address"
                type="url"
                inputmode="url"
                autocomplete="off"
                aria-describedby="public_address-error public_address-hint"
                aria-invalid=move || is_wrong().to_string()
                prop:value=address
                on:input=move |event| address.set(event_target_value(&event))
            />
            <p class="hint" id="public_address-hint">{rich_text(words.address_hint)}</p>
            {when(is_wrong, move || view! { <p class="error" role="alert" id="public_address-error">{rich_text(&error)}</p> }.into_any())}
        </div>
    }
    .into_any()
}

/// The leaflet and, on the screen only, what prints it; `None` where there is no such page.
pub fn leaflet(context: &Context, subject: &Subject, address: Address) -> Option<AnyView> {
    let words = &context.words().kit;
    let page = subject.page(context)?;
    let code = {
        let (context, subject) = (context.clone(), subject.clone());
        dynamic(move || address.with(|address| qr_code(&context, full_address(address, &subject).as_deref())))
    };
    let (year, month, day) = clock::today();
    let date = format!("{year}-{month:02}-{day:02}");
    Some(
        view! {
            <div class="portal-screen leaflet-screen">
                <p class="no-print"><a class="back" href="#/kit">{rich_text(words.back)}</a></p>
                {address_field(context, address)}
                <div class="buttons no-print">
                    <button type="button" class="button primary" name="print_leaflet" on:click=move |_| page::print()>
                        {rich_text(words.leaflets.print)}
                    </button>
                </div>
                <article class="leaflet">
                    <h1>{inlines(context, None, &page.title)}</h1>
                    <p class="lead">{inlines(context, None, &page.lead)}</p>
                    <div class="text-body">{text(context, subject, page)}</div>
                    <footer class="leaflet-foot">
                        <div>
                            {association(context)}
                            <p>{rich_text(words.leaflets.standing)}</p>
                            <p>{rich_text(&words.leaflets.dated(&date, env!("CARGO_PKG_VERSION")))}" "{lock::build(context.language)}</p>
                        </div>
                        {code}
                    </footer>
                </article>
            </div>
        }
        .into_any(),
    )
}

fn text(context: &Context, subject: &Subject, page: &Page) -> AnyView {
    let section = |key: &str| page.sections.iter().find(|section| section.key == key);
    match subject {
        Subject::Topic(_) => section("one-minute").map(|section| blocks(context, &section.blocks)).into_any(),
        Subject::Trial(_) => OF_TRIAL
            .iter()
            .filter_map(|key| section(key))
            .map(|section| {
                let heading = crate::portal::trials::section_title(context, &section.key);
                // One sheet: the numbers stand in the words, the figures on the page that the code leads to.
                let is_text = |block: &&Block| !matches!(block, Block::Figure(_));
                let text: Vec<Block> = section.blocks.iter().filter(is_text).cloned().collect();
                view! { <h2>{rich_text(heading)}</h2>{blocks(context, &text)} }
            })
            .collect_view()
            .into_any(),
    }
}

/// The code as a picture whose words are the address.
fn qr_code(context: &Context, address: Option<&str>) -> AnyView {
    let words = &context.words().kit.leaflets;
    let drawn = address.and_then(|address| {
        let code = QRBuilder::new(address).ecl(ECL::M).build().ok()?;
        Some((SvgBuilder::default().shape(Shape::Square).margin(2).to_str(&code), address))
    });
    match drawn {
        Some((svg, address)) => {
            let alt = plain_text(&words.qr_alt(address));
            view! {
                <figure class="leaflet-code">
                    <div role="img" aria-label=alt inner_html=svg></div>
                    <figcaption>{address.to_owned()}</figcaption>
                </figure>
            }
            .into_any()
        }
        None => view! { <p class="quiet no-print leaflet-code">{rich_text(words.no_address)}</p> }.into_any(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_code_leads_to_the_page_itself() {
        let subject = Subject::Topic("atl".into());
        let full = |address: &str| full_address(address, &subject);
        assert_eq!(
            full("https://example.org/shirube/"),
            Some("https://example.org/shirube/#/learn/atl".into())
        );
        assert_eq!(full(" https://example.org/#/kit "), Some("https://example.org/#/learn/atl".into()));
        assert_eq!(full("http://example.org/"), None);
        assert_eq!(full("https://exam ple.org/"), None);
        assert_eq!(full(""), None);
    }

    proptest! {
        #[test]
        fn every_usable_address_has_a_code(rest in "[!-~]{1,180}") {
            let address = format!("https://{rest}");
            prop_assume!(is_usable(&address));
            prop_assert!(QRBuilder::new(address).ecl(ECL::M).build().is_ok());
        }
    }
}

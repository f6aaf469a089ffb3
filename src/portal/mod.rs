//! The fourth program: plain words, trials, and the kit for associations. It is loaded at idle and fills the place
//! that the first program keeps for it.

mod about;
mod association;
mod figures;
mod kit;
mod learn;
mod lock;
mod reading_aids;
mod route;
mod sources;
mod text;
mod texts;
mod trials;

use crate::platform::page::{self, empty_place};
use crate::screens::rooms::Program;
use crate::screens::rooms::handover::{self, Handover};
use crate::ui::dynamic::text;
use crate::ui::rich_text::{plain_text, rich_text};
use crate::words::{EASY_WORDS, Language, take_easy_words};
use js_sys::Function;
use kit::kiosk::Booth;
use kit::leaflet::Address;
use learn::{Depth, QuestionList};
use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyViewState;
use lock::{Clearing, Lock};
use reading_aids::ReadingAids;
use route::PortalRoute;
use shirube_pages::Site;
use std::rc::Rc;
use std::sync::Arc;
use text::Context;
use texts::Texts;
use trials::TrialsState;

/// A view in its place; it leaves the page when dropped.
type Mounted = UnmountHandle<AnyViewState>;

/// What the portal remembers while the page is open: its views come and go with the screen.
#[derive(Clone)]
struct PortalState {
    texts: Arc<Texts>,
    depth: RwSignal<Depth>,
    term_search: RwSignal<String>,
    questions: QuestionList,
    trials: TrialsState,
    address: Address,
    booth: Booth,
    site: Arc<Site>,
    aids: ReadingAids,
    lock: Lock,
}

impl PortalState {
    fn new(texts: Vec<String>, trials: TrialsState, site: Site, lock: Lock) -> Self {
        Self {
            texts: Arc::new(Texts::new(texts)),
            depth: RwSignal::new(Depth::OneMinute),
            term_search: RwSignal::new(String::new()),
            questions: RwSignal::default(),
            trials,
            address: RwSignal::new(site.address.clone()),
            booth: Booth::new(site.booth.clone()),
            site: Arc::new(site),
            aids: ReadingAids::new(),
            lock,
        }
    }

    /// What a reader has entered and chosen is no more; what the staff has set stays.
    fn forget(&self) {
        self.depth.set(Depth::OneMinute);
        self.term_search.set(String::new());
        self.questions.set(learn::Chosen::default());
        self.trials.forget();
        self.aids.reset();
    }
}

/// Follows the reader, and lives in the rooms while they are in the page.
///
/// `texts` are the bundles of long texts as fetched, in the order of [`Language::ALL`], `trials` the records of the
/// trials, `site` the settings of this copy.
pub fn start(texts: Vec<String>, trials: &str, site: &str, try_to_break_out: Function) {
    // For this program's own figures, and for the first program.
    take_easy_words(EASY_WORDS.map(str::to_owned).to_vec());
    handover::tell_easy_words(&EASY_WORDS.map(str::to_owned));
    // The build has checked both; with others the page would not be this copy.
    let (Ok(site), Some(trials)) = (serde_json::from_str(site), TrialsState::new(trials)) else { return };
    // Outside of any view: nothing owns these signals, so they stay.
    let state = PortalState::new(texts, trials, site, Lock::new(try_to_break_out));
    let (aids, lock) = (state.aids, state.lock);
    let clearing = {
        let state = state.clone();
        Clearing::new(state.site.clear_after_minutes, Rc::new(move || state.forget()))
    };
    let language = RwSignal::new(Language::Ja);
    handover::follow_language(move |told| language.set(told));
    if let Some(place) = empty_place("reading-aids") {
        mount_to(place, move || reading_aids::reading_aids(language, aids)).forget();
    }
    if let Some(place) = page::add_place("span", "lock-line", ".standing-line") {
        mount_to(place, move || lock::header(language, lock, clearing)).forget();
    }
    if let Some(place) = page::add_place("div", "notices no-print", "body > #app > header") {
        mount_to(place, move || lock::notices(language, lock, clearing)).forget();
    }
    if let Some(place) = page::add_place("p", "build", ".site-footer") {
        mount_to(place, move || text(move || lock::build(language.get()))).forget();
    }
    let mut mounted: Option<Mounted> = None;
    let mut last_seen = String::new();
    handover::follow(move |told| {
        // The old screen goes before the new one comes.
        drop(mounted.take());
        let Some(here) = told else { return };
        mounted = mount(&here, &state, clearing);
        // Another page begins at its top; another language stays where the reader is.
        if mounted.is_some() && here.fragment != last_seen {
            page::scroll_to("app");
            last_seen = here.fragment;
        }
    });
}

/// Another program's room has no place for this one.
fn mount(
    Handover { language, fragment }: &Handover,
    state: &PortalState,
    clearing: Clearing,
) -> Option<Mounted> {
    let route = PortalRoute::parse(fragment)?;
    let place = empty_place(Program::Portal.place())?;
    let (language, state) = (*language, state.clone());
    Some(mount_to(place, move || screen(language, &route, &state, clearing)))
}

fn screen(language: Language, route: &PortalRoute, state: &PortalState, clearing: Clearing) -> AnyView {
    let shell = &language.words().shell;
    let titled = |title: &str| page::describe(language.tag(), &shell.document_title(&plain_text(title)));
    let words = language.portal_words();
    let Some(bundle) = state.texts.of(language) else {
        return view! { <p role="alert">{language.words().rooms.failed}</p> }.into_any();
    };
    let context = Context { language, bundle, site: Arc::clone(&state.site) };
    let forget = {
        let state = state.clone();
        move || state.forget()
    };
    let shown = match route {
        PortalRoute::Learn => Some(learn::learn(&context)),
        PortalRoute::Topic(id) if id == learn::GLOSSARY => {
            titled(words.learn.glossary.heading);
            Some(learn::glossary(&context, state.term_search))
        }
        PortalRoute::Topic(id) => {
            if let Some(topic) =
                context.bundle.topics.iter().find(|page| page.id == *id && state.site.shows(id))
            {
                titled(&shirube_pages::plain(&topic.title));
            }
            learn::topic(&context, id, state.depth, state.questions)
        }
        PortalRoute::About => Some(about::about(&context).into_any()),
        PortalRoute::Lock => {
            titled(words.lock.heading);
            Some(lock::screen(language, state.lock, clearing).into_any())
        }
        PortalRoute::Leaflet(subject) => kit::leaflet::leaflet(&context, subject, state.address),
        PortalRoute::Booth if state.booth.is_on() => Some(kit::kiosk::start_screen(&context, state.booth)),
        PortalRoute::BoothGuard if state.booth.is_on() => {
            kit::kiosk::turn_back();
            Some(().into_any())
        }
        PortalRoute::Kit | PortalRoute::Booth | PortalRoute::BoothGuard => {
            Some(kit::kit(&context, state.booth, state.address, Rc::new(forget)))
        }
        PortalRoute::Trials => Some(trials::finder(&context, state.trials)),
        PortalRoute::Trial(name) => {
            // What an opened file says stays out of the title.
            let is_ours = context.bundle.trial_pages.iter().any(|page| page.id == *name);
            if let Some(title) = trials::title(&context, state.trials, name).filter(|_| is_ours) {
                titled(&title);
            }
            Some(trials::trial(&context, state.trials, name))
        }
    };
    let bar = state.booth.is_on().then(|| kit::kiosk::bar(&context, state.booth));
    view! { {shown.unwrap_or_else(|| unknown(language))}{bar} }.into_any()
}

fn unknown(language: Language) -> AnyView {
    let words = &language.portal_words().learn;
    view! {
        <div class="portal-screen">
            <h1>{rich_text(words.unknown_page)}</h1>
            <p><a class="back" href="#/learn">{rich_text(words.back)}</a></p>
        </div>
    }
    .into_any()
}

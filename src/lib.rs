//! Shirube, the app: presentation only. Every formula is in `crates/`.
//!
//! Here language, route and state meet; see `ARCHITECTURE.md`.

mod chart;
pub mod clinic;
pub mod laboratory;
mod platform;
pub mod portal;
mod routes;
mod screens;
mod ui;
mod words;

use leptos::prelude::*;
use routes::Route;
use screens::assess::AssessState;
use screens::rooms::{Program, handover, room};
use ui::choice::{Choice, Segments};
use ui::dynamic::{dynamic, effect, text};
use ui::rich_text::{plain_text, rich};
use words::{Language, Words};

/// Replaces the static shell of the page by the app.
pub fn start() {
    if let Some(place) = platform::page::empty_place("app") {
        leptos::mount::mount_to(place, App).forget();
    }
}

/// The whole app.
#[component]
pub fn App() -> impl IntoView {
    let offered = Language::offered(&platform::page::marked("data-languages"));
    let first_language = {
        let offered = offered.clone();
        move || {
            Language::first_choice(&offered, platform::page::browser_languages().iter().map(String::as_str))
        }
    };
    let language = RwSignal::new(first_language());
    let fragment = RwSignal::new(platform::location::fragment());
    // A room follows its own part of the address; the screen changes only with the first part.
    let route = Memo::new(move |_| fragment.with(|fragment| Route::parse(fragment)));
    let confirmed = RwSignal::new(false);
    let assess = AssessState::new();
    platform::location::on_fragment_change(move |to| {
        fragment.set(to);
        platform::page::focus("content");
    });
    handover::on_easy_words(move |words| {
        if words::take_easy_words(words) && language.get_untracked() == Language::JaEasy {
            // The same language with other words.
            language.notify();
        }
    });
    handover::on_next_person(move || {
        assess.forget();
        confirmed.set(false);
        language.set(first_language());
    });
    handover::on_language_wanted(move || handover::tell_language(language.get_untracked()));
    effect(move || handover::tell_language(language.get()));
    let words = move || language.get().words();
    effect(move || {
        let words = words();
        let title = words.shell.document_title(&plain_text(screen_title(route.get(), words)));
        platform::page::describe(language.get().tag(), &title);
    });
    view! {
        <a class="skip-link" href="#content" on:click=move |event| {
            // The fragment is the route; a jump within the page must not change it.
            event.prevent_default();
            platform::page::focus("content");
        }>{text(move || plain_text(words().shell.skip_to_content))}</a>
        <Header language offered route />
        <main id="content" tabindex="-1">
            {dynamic(move || {
                let words = words();
                match (route.get(), confirmed.get()) {
                    (Route::Home, _) => screens::home::home(words).into_any(),
                    (Route::Assess, false) => screens::confirm::confirm(words, confirmed).into_any(),
                    (Route::Assess, true) => screens::assess::assess(language.get(), assess).into_any(),
                    (route, _) => {
                        let program = match route {
                            Route::Trace | Route::Sites => Program::Laboratory,
                            _ => Program::Portal,
                        };
                        room(program, language.get(), fragment, screen_title(route, words), &words.rooms).into_any()
                    }
                }
            })}
        </main>
        <footer class="site-footer">
            <p>{text(move || words().shell.version(env!("CARGO_PKG_VERSION")))}</p>
        </footer>
    }
}

fn screen_title(route: Route, words: &Words) -> &'static str {
    match route {
        Route::Home => words.home.screen,
        Route::Learn => words.rooms.learn,
        Route::Trials => words.rooms.trials,
        Route::Assess => words.assess.screen,
        Route::Kit => words.rooms.kit,
        Route::Trace => words.rooms.trace,
        Route::Sites => words.rooms.sites,
        Route::About => words.rooms.about,
    }
}

/// Name, rooms, what happens to the values, language. It is never rebuilt, so that the language
/// control keeps the focus while everything else changes its words.
#[component]
fn Header(language: RwSignal<Language>, offered: Vec<Language>, route: Memo<Route>) -> impl IntoView {
    let words = move || language.get().words();
    let link = move |to: Route| {
        let current = move || (route.get() == to).then_some("page");
        view! { <a href=to.href() aria-current=current>{rich(move || screen_title(to, words()))}</a> }
    };
    let languages = offered
        .into_iter()
        .map(|language| Choice { code: language.code(), label: language.own_name() })
        .collect::<Vec<_>>();
    view! {
        <header>
        <div class="site-header">
            <a class="brand" href=Route::Home.href()>
                <span>{text(move || words().shell.name.to_owned())}</span>
                <small>{text(move || words().shell.name_other.to_owned())}</small>
            </a>
            <nav class="site-nav" aria-label=text(move || plain_text(words().shell.navigation))>
                {Route::ALL.into_iter().skip(1).map(link).collect_view()}
            </nav>
            // The portal fills this: sizes, spacing, contrast, readings.
            <div id="reading-aids"></div>
            <div class="language-switch">
                <Segments
                    name="language"
                    legend=Signal::derive(move || words().shell.language.to_owned())
                    legend_hidden=true
                    choices=languages
                    chosen=Signal::derive(move || Some(language.get().code()))
                    on_choice=move |code: String| {
                        if let Some(chosen) = Language::from_code(&code) {
                            language.set(chosen);
                        }
                    }
                />
            </div>
        </div>
        <p class="standing-line">
            <span>{rich(move || words().shell.standing)}</span>
            <span class="on-device">{text(move || words().shell.not_locked.to_owned())}</span>
        </p>
        </header>
    }
}

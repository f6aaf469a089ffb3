//! The screen for a booth: a few pages in large type, and nothing left of the last person.

use crate::platform::{booth, page};
use crate::portal::learn;
use crate::portal::text::{Context, inlines};
use crate::routes::Route;
use crate::screens::rooms::handover;
use crate::ui::dynamic::{dynamic, when};
use crate::ui::rich_text::{plain_text, rich_text};
use leptos::prelude::*;
use shirube_pages::Page;
use std::rc::Rc;

/// The start of the booth.
pub const START: &str = "#/kit/booth";
/// What lies before it on the way back: whoever gets here is turned back.
pub const GUARD: &str = "#/kit/booth-guard";

/// Seconds without a touch after which the booth starts anew: our own limits.
const SHORTEST_IDLE: u32 = 10;
const LONGEST_IDLE: u32 = 3_600;
/// Milliseconds that a picture of the loop stands.
const PICTURE: u32 = 7_000;

/// Empties what the portal remembers of a person. It outlives the screen on which the booth was started.
pub type Forget = Rc<dyn Fn()>;

/// What the staff has set, and whether the booth is on.
#[derive(Clone, Copy)]
pub struct Booth {
    /// Seconds as typed.
    idle: RwSignal<String>,
    /// The pages to show.
    route: RwSignal<Vec<String>>,
    on: RwSignal<bool>,
    /// Whether the browser kept its own frame around the page.
    refused: RwSignal<bool>,
    watch: StoredValue<Option<booth::BoothWatch>, LocalStorage>,
}

impl Booth {
    /// Not on; these pages are shown.
    pub fn new(route: Vec<String>) -> Self {
        Self {
            idle: RwSignal::new("90".to_owned()),
            route: RwSignal::new(route),
            on: RwSignal::new(false),
            refused: RwSignal::new(false),
            watch: StoredValue::new_local(None),
        }
    }

    /// The seconds, if what is typed is a whole number within the limits.
    fn seconds(self) -> Option<u32> {
        let typed = self.idle.get();
        let typed = shirube_numeric::decimal::parse(&typed).ok()?;
        let in_range = (f64::from(SHORTEST_IDLE)..=f64::from(LONGEST_IDLE)).contains(&typed);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "whole and within the limits"
        )]
        (in_range && typed.fract() == 0.0).then_some(typed as u32)
    }

    /// Fills the screen and watches it. `forget` empties what the portal remembers of a person.
    fn start(self, seconds: u32, forget: impl Fn() + 'static) {
        let begin_anew = move || {
            forget();
            handover::tell_next_person();
            booth::replace_fragment(START);
            page::scroll_to("app");
        };
        begin_anew();
        self.on.set(true);
        self.refused.set(false);
        booth::mark_booth(true);
        booth::fill_screen(move || {
            self.refused.try_set(true);
        });
        // Two steps: going back from the start leads to the guard, and from there back to the start.
        booth::replace_fragment(GUARD);
        booth::add_fragment(START);
        let go = |to: String| {
            if is_for_visitors(&to) {
                booth::replace_fragment(&to);
            }
        };
        self.watch.set_value(booth::BoothWatch::new(seconds, begin_anew, go));
    }

    /// Gives the screen back to the staff.
    fn end(self) {
        self.watch.set_value(None);
        self.on.set(false);
        booth::mark_booth(false);
        booth::leave_screen();
        booth::replace_fragment("#/kit");
    }

    /// Whether the booth is on; tracked.
    pub fn is_on(self) -> bool {
        self.on.get()
    }
}

/// Whether a visitor of the booth may go there: to texts and trials, and to no screen of the staff.
fn is_for_visitors(fragment: &str) -> bool {
    fragment == START || matches!(Route::parse(fragment), Route::Learn | Route::Trials)
}

/// The staff's settings on the kit's screen.
pub fn settings(context: &Context, booth: Booth, forget: Forget) -> AnyView {
    let words = &context.words().kit.kiosk;
    let (shortest, longest) = (SHORTEST_IDLE.to_string(), LONGEST_IDLE.to_string());
    let hint = words.idle_hint(&longest, &shortest);
    let idle_error = words.idle_error(&longest, &shortest);
    let pages =
        learn::topics(context).into_iter().map(|page| route_choice(context, page, booth)).collect_view();
    let is_wrong = move || booth.seconds().is_none();
    let has_no_page = move || booth.route.with(Vec::is_empty);
    view! {
        <section class="kit-booth no-print" id="booth">
            <h2>{rich_text(words.heading)}</h2>
            <p>{rich_text(words.lead)}</p>
            <fieldset class="entry">
                <legend>{rich_text(words.route)}</legend>
                <div class="kit-route">{pages}</div>
                {when(has_no_page, move || view! { <p class="error" role="alert">{rich_text(words.route_error)}</p> }.into_any())}
            </fieldset>
            <div class="entry">
                <label for="idle_seconds">{rich_text(words.idle)}</label>
                <input
                    id="idle_seconds"
                    class="kit-idle"
                    name="idle_seconds"
                    inputmode="numeric"
                    autocomplete="off"
                    aria-describedby="idle_seconds-error idle_seconds-hint"
                    aria-invalid=move || is_wrong().to_string()
                    prop:value=booth.idle
                    on:input=move |event| booth.idle.set(event_target_value(&event))
                />
                <p class="hint" id="idle_seconds-hint">{rich_text(&hint)}</p>
                {when(is_wrong, move || view! { <p class="error" role="alert" id="idle_seconds-error">{rich_text(&idle_error)}</p> }.into_any())}
            </div>
            <div class="buttons">
                <button
                    type="button"
                    class="button primary"
                    name="start_booth"
                    on:click=move |_| {
                        if let Some(seconds) = booth.seconds().filter(|_| !booth.route.with_untracked(Vec::is_empty)) {
                            let forget = Rc::clone(&forget);
                            booth.start(seconds, move || forget());
                        }
                    }
                >
                    {rich_text(words.start)}
                </button>
            </div>
        </section>
    }
    .into_any()
}

fn route_choice(context: &Context, page: &Page, booth: Booth) -> AnyView {
    let (id, chosen) = (page.id.clone(), page.id.clone());
    // The pages stand in the order of Learn, whatever the order of the presses.
    let all: Vec<String> = learn::topics(context).iter().map(|page| page.id.clone()).collect();
    let toggle = move |_| {
        booth.route.update(|route| {
            let was_there = route.contains(&id);
            let old = std::mem::take(route);
            *route = all
                .iter()
                .filter(|one| if **one == id { !was_there } else { old.contains(one) })
                .cloned()
                .collect();
        });
    };
    view! {
        <label class="check">
            <input
                type="checkbox"
                name="booth_page"
                value=page.id.clone()
                prop:checked=move || booth.route.with(|route| route.contains(&chosen))
                on:change=toggle
            />
            <span>{inlines(context, None, &page.title)}</span>
        </label>
    }
    .into_any()
}

/// The first screen of the booth: one page after the other as a picture, and all of them to choose from.
pub fn start_screen(context: &Context, booth: Booth) -> AnyView {
    let words = &context.words().kit.kiosk;
    let route = booth.route.get_untracked();
    let pages: Vec<Page> =
        learn::topics(context).into_iter().filter(|page| route.contains(&page.id)).cloned().collect();
    let links = pages
        .iter()
        .map(|page| {
            view! {
                <li>
                    <a class="topic" href=learn::href(&page.id)><strong>{inlines(context, None, &page.title)}</strong></a>
                </li>
            }
        })
        .collect_view();
    let refused = move || booth.refused.get();
    view! {
        <div class="portal-screen booth-start">
            <h1>{rich_text(words.touch)}</h1>
            {picture_loop(context, pages)}
            <h2>{rich_text(words.choose)}</h2>
            <ul class="topics">{links}</ul>
            <p class="quiet">{rich_text(words.wiped)}</p>
            {when(refused, move || view! { <p class="quiet" role="status">{rich_text(words.fullscreen_refused)}</p> }.into_any())}
        </div>
    }
    .into_any()
}

/// Titles that follow each other; the first stays where the reader asked for stillness. The list below says the same.
fn picture_loop(context: &Context, pages: Vec<Page>) -> AnyView {
    let at = RwSignal::new(0_usize);
    let words = &context.words().figures.measurement;
    let moves = RwSignal::new(!booth::is_still());
    let can_move = moves.get_untracked();
    if can_move {
        let count = pages.len().max(1);
        // Dropped with the screen.
        StoredValue::new_local(gloo::timers::callback::Interval::new(PICTURE, move || {
            if moves.try_get_untracked() == Some(true) {
                at.try_update(|at| *at = (*at + 1) % count);
            }
        }));
    }
    let pause = can_move.then(|| {
        view! {
            <p class="booth-pause">
                <button type="button" class="button" name="pause_pictures" on:click=move |_| moves.update(|moves| *moves = !*moves)>
                    {dynamic(move || rich_text(if moves.get() { words.stop } else { words.move_again }))}
                </button>
            </p>
        }
    });
    let context = context.clone();
    let picture = dynamic(move || {
        let picture = pages.get(at.get()).map(|page| {
            view! {
                <div class="booth-picture" aria-hidden="true">
                    <strong>{inlines(&context, None, &page.title)}</strong>
                    <span>{inlines(&context, None, &page.lead)}</span>
                </div>
            }
        });
        picture.into_any()
    });
    view! { {picture}{pause} }.into_any()
}

/// The bar that stands on every page of the booth.
pub fn bar(context: &Context, booth: Booth) -> AnyView {
    let words = &context.words().kit.kiosk;
    let asked = RwSignal::new(false);
    let press = move |_| if asked.get_untracked() { booth.end() } else { asked.set(true) };
    view! {
        <nav class="booth-bar no-print" aria-label=plain_text(words.heading)>
            <a class="button primary" href=START>{rich_text(words.home)}</a>
            <button type="button" class="button" name="end_booth" on:click=press>
                {dynamic(move || rich_text(if asked.get() { words.end_again } else { words.end }))}
            </button>
        </nav>
    }
    .into_any()
}

/// Turns back whoever went back out of the booth.
pub fn turn_back() {
    booth::go_forward();
    page::focus("content");
}

//! The screen about the lock: what it is, whether it holds, what it cannot do, and what stays.

use super::report::Report;
use super::{Check, Clearing, Lock, State};
use crate::platform::page;
use crate::ui::dynamic::{dynamic, text, when};
use crate::ui::rich_text::{plain_text, rich_text};
use crate::words::{Language, PortalWordsLock, PortalWordsLockCheck};
use leptos::prelude::*;

/// Minutes to choose from: our own limits. 0 is never.
const MINUTES: [u32; 5] = [0, 2, 5, 10, 30];

/// The screen.
pub fn screen(language: Language, lock: Lock, clearing: Clearing) -> impl IntoView {
    let words = &language.portal_words().lock;
    let state = move || {
        rich_text(match lock.state() {
            State::NotYet => words.state_not_yet,
            State::Locked => words.state_locked,
            State::Broken => words.state_broken,
        })
    };
    let kept = move || {
        let words = &words.kept;
        rich_text(match lock.offline.get().as_str() {
            "ready" => words.ready,
            "failed" => words.failed,
            "none" => words.none,
            _ => words.waiting,
        })
    };
    let (limits, yourself, server) = (&words.limits, &words.yourself, &words.server);
    view! {
        <div class="text-screen lock-screen">
            <h1>{rich_text(words.heading)}</h1>
            <p class="lead">{rich_text(words.lead)}</p>
            <p id="lock-state"><strong>{dynamic(state)}</strong></p>
            {check_section(words, lock)}
            {list(limits.heading, &[limits.navigation, limits.calls, limits.watchers])}
            <p>{rich_text(limits.held)}</p>
            {list(yourself.heading, &[yourself.airplane, yourself.tools, yourself.staff])}
            {list(server.heading, &[server.opened, server.update])}
            <section>
                <h2>{rich_text(words.kept.heading)}</h2>
                <ul>
                    <li id="offline-state">{dynamic(kept)}</li>
                    <li>{rich_text(words.kept.nothing)}</li>
                </ul>
            </section>
            {clearing_section(words, clearing)}
            <section>
                <h2>{rich_text(words.version.heading)}</h2>
                <ul>
                    <li>{words.version.line(env!("CARGO_PKG_VERSION"))}</li>
                    <li>{build(language)}</li>
                </ul>
            </section>
        </div>
    }
}

/// The build of the page, so that a result on paper tells by what it was made; empty where it has no number.
pub fn build(language: Language) -> String {
    let build = page::marked("data-build");
    if build.is_empty() { build } else { language.portal_words().lock.version.build(&build) }
}

fn list(heading: &'static str, items: &[&'static str]) -> impl IntoView + use<> {
    let items = items.iter().map(|&item| view! { <li>{rich_text(item)}</li> }).collect_view();
    view! { <section><h2>{rich_text(heading)}</h2><ul>{items}</ul></section> }
}

fn check_section(words: &'static PortalWordsLock, lock: Lock) -> impl IntoView {
    let check_words = &words.check;
    let cannot_yet = move || lock.state() == State::NotYet;
    // The sentence alone: nobody wants twelve rows read out.
    let spoken = move || {
        lock.check.with(|check| match check {
            Check::None => String::new(),
            Check::Running(_) => plain_text(check_words.running),
            Check::Ended(report) => plain_text(&summary(check_words, report)),
        })
    };
    let result = move || {
        lock.check.with(|check| match check {
            Check::None => ().into_any(),
            Check::Running(_) => view! { <p>{rich_text(check_words.running)}</p> }.into_any(),
            Check::Ended(report) => check_result(words, report),
        })
    };
    view! {
        <section id="check">
            <h2>{rich_text(check_words.heading)}</h2>
            <p>{rich_text(check_words.text)}</p>
            <p>
                <button
                    type="button"
                    class="button primary"
                    name="check_now"
                    disabled=cannot_yet
                    on:click=move |_| lock.run_check()
                >
                    {rich_text(check_words.button)}
                </button>
            </p>
            {when(cannot_yet, move || view! { <p class="hint">{rich_text(check_words.waits)}</p> }.into_any())}
            <p class="visually-hidden" role="status">{text(spoken)}</p>
            <div id="check-result">{dynamic(result)}</div>
        </section>
    }
}

fn summary(words: &PortalWordsLockCheck, report: &Report) -> String {
    let (tried, out) = (report.tried().to_string(), report.out());
    if out == 0 { words.all_blocked(&tried) } else { words.some_out(&out.to_string(), &tried) }
}

fn check_result(words: &'static PortalWordsLock, report: &Report) -> AnyView {
    let check = &words.check;
    let summary = summary(check, report);
    let class = if report.out() == 0 { "check-summary" } else { "check-summary alarming" };
    let rows = report.rows(&words.ways).into_iter().map(|(way, label, outcome)| {
        let ended = match outcome {
            super::report::Outcome::Blocked => check.blocked,
            super::report::Outcome::Out => check.out,
            super::report::Outcome::Unavailable => check.unavailable,
        };
        view! {
            <tr data-way=way data-outcome=outcome.code()>
                <th scope="row">{rich_text(label)}</th>
                <td>{rich_text(ended)}</td>
            </tr>
        }
    });
    let (count, after) = &report.requests;
    view! {
        <p class=class><strong>{rich_text(&summary)}</strong></p>
        <p>{rich_text(&words.requests(after, count))}</p>
        <div class="table-scroll">
            <table class="check-table">
                <caption>{rich_text(check.caption)}</caption>
                <thead>
                    <tr><th scope="col">{rich_text(check.way)}</th><th scope="col">{rich_text(check.result)}</th></tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn clearing_section(words: &'static PortalWordsLock, clearing: Clearing) -> impl IntoView {
    let words = &words.clearing;
    // What this copy sets for good may be none of these.
    let mut offered = MINUTES.to_vec();
    let set = clearing.after_minutes();
    if !offered.contains(&set) {
        offered.push(set);
        offered.sort_unstable();
    }
    let options = offered.into_iter().map(|minutes| {
        let label = if minutes == 0 { words.never.to_owned() } else { words.after(&minutes.to_string()) };
        // An option holds no markup.
        let label = plain_text(&label);
        view! { <option value=minutes.to_string() selected=move || clearing.after_minutes() == minutes>{label}</option> }
    });
    view! {
        <section id="clearing" class="no-print">
            <h2>{rich_text(words.heading)}</h2>
            <p>{rich_text(words.text)}</p>
            <div class="entry">
                <label for="clear_after">{rich_text(words.by_itself)}</label>
                <select
                    id="clear_after"
                    name="clear_after"
                    on:change=move |event| {
                        if let Ok(minutes) = event_target_value(&event).parse() {
                            clearing.clear_after(minutes);
                        }
                    }
                >
                    {options.collect_view()}
                </select>
                <p class="hint">{rich_text(words.forgotten)}</p>
            </div>
        </section>
    }
}

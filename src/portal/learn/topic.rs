//! One topic, in the depth the reader has chosen.

use super::questions::{QuestionList, question_list};
use super::{href, topics};
use crate::platform::page;
use crate::portal::text::{Context, blocks, foot, inlines};
use crate::ui::choice::{Choice, Segments};
use crate::ui::dynamic::dynamic;
use crate::ui::rich_text::rich_text;
use crate::words::PortalWordsLearn;
use leptos::prelude::*;
use shirube_pages::Page;

/// How deep a topic is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// What matters most.
    OneMinute,
    /// The whole for patients and families.
    FiveMinutes,
    /// What a clinician wants to know.
    Clinicians,
}

impl Depth {
    const ALL: [Self; 3] = [Self::OneMinute, Self::FiveMinutes, Self::Clinicians];

    /// The name of its section in the texts.
    pub const fn code(self) -> &'static str {
        match self {
            Self::OneMinute => "one-minute",
            Self::FiveMinutes => "five-minutes",
            Self::Clinicians => "clinicians",
        }
    }

    /// What it is called.
    const fn label(self, words: &PortalWordsLearn) -> &'static str {
        match self {
            Self::OneMinute => words.depth_one_minute,
            Self::FiveMinutes => words.depth_five_minutes,
            Self::Clinicians => words.depth_clinicians,
        }
    }
}

/// A topic; `None` where there is none of this name.
pub fn topic(
    context: &Context,
    id: &str,
    depth: RwSignal<Depth>,
    questions: QuestionList,
) -> Option<AnyView> {
    let shown = topics(context).into_iter().find(|page| page.id == id)?.clone();
    let words = &context.words().learn;
    let choices = Depth::ALL.map(|depth| Choice { code: depth.code(), label: depth.label(words) }).to_vec();
    let leaflet = format!("#/kit/leaflet/learn/{id}");
    let tool = (id == "questions").then(|| question_list(context, questions));
    let around = around(context, id);
    let head = view! {
        <p><a class="back" href="#/learn">{rich_text(words.back)}</a></p>
        <h1>{inlines(context, None, &shown.title)}</h1>
        <p class="lead">{inlines(context, None, &shown.lead)}</p>
    };
    let context = context.clone();
    Some(
        view! {
            <article class="portal-screen text">
                {head}
                <div class="depth">
                    <Segments
                        name="depth"
                        legend=words.depth.to_owned()
                        choices
                        chosen=Signal::derive(move || Some(depth.get().code()))
                        on_choice=move |code: String| {
                            if let Some(chosen) = Depth::ALL.into_iter().find(|depth| depth.code() == code) {
                                depth.set(chosen);
                            }
                        }
                    />
                </div>
                {dynamic(move || section(&context, &shown, depth.get()))}
                {tool}
                <div class="buttons no-print">
                    <button type="button" class="button" name="print" on:click=move |_| page::print()>
                        {rich_text(words.print)}
                    </button>
                    <a class="button" href=leaflet>{rich_text(words.leaflet)}</a>
                </div>
                {around}
            </article>
        }
        .into_any(),
    )
}

fn section(context: &Context, page: &Page, depth: Depth) -> AnyView {
    let Some(section) = page.sections.iter().find(|section| section.key == depth.code()) else {
        return ().into_any();
    };
    view! {
        <h2 class="visually-hidden">{rich_text(depth.label(&context.words().learn))}</h2>
        <div class="text-body" data-depth=depth.code()>{blocks(context, &section.blocks)}</div>
        {foot(context, std::slice::from_ref(section))}
    }
    .into_any()
}

/// The topics before and after.
fn around(context: &Context, id: &str) -> AnyView {
    let words = &context.words().learn;
    let all = topics(context);
    let position = all.iter().position(|page| page.id == id);
    let link = |label: &'static str, position: Option<usize>| {
        let page = all.get(position?)?;
        let title = inlines(context, None, &page.title);
        Some(
            view! { <li><a href=href(&page.id)><span class="quiet">{rich_text(label)}</span>{title}</a></li> },
        )
    };
    let (previous, next) = (position.and_then(|at| at.checked_sub(1)), position.map(|at| at + 1));
    view! {
        <nav class="around no-print" aria-label=crate::ui::rich_text::plain_text(words.pages)>
            <ul>{link(words.previous, previous)}{link(words.next, next)}</ul>
        </nav>
    }
    .into_any()
}

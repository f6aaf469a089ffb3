//! A list of questions to take to the doctor: chosen, put in order, printed. It is kept while the page is open.

use crate::platform::page;
use crate::portal::text::{Context, inlines};
use crate::ui::dynamic::dynamic;
use crate::ui::live_region::LiveRegion;
use crate::ui::rich_text::{plain_text, rich_text};
use leptos::prelude::*;
use shirube_pages::{Question, plain};

/// The ids of the chosen questions, in the reader's order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chosen(Vec<String>);

impl Chosen {
    fn has(&self, id: &str) -> bool {
        self.0.iter().any(|chosen| chosen == id)
    }

    fn toggle(&mut self, id: &str) {
        if self.has(id) { self.0.retain(|chosen| chosen != id) } else { self.0.push(id.to_owned()) }
    }

    /// Moves a question one place up or down; at the end it stays. Gives its place, counted from one.
    fn shift(&mut self, id: &str, up: bool) -> Option<usize> {
        let from = self.0.iter().position(|chosen| chosen == id)?;
        let to = if up { from.checked_sub(1)? } else { from + 1 };
        (to < self.0.len()).then(|| {
            self.0.swap(from, to);
            to + 1
        })
    }
}

/// The reader's list.
pub type QuestionList = RwSignal<Chosen>;

/// The questions to choose from, and the list.
pub fn question_list(context: &Context, list: QuestionList) -> AnyView {
    let words = &context.words().learn.questions;
    let told = RwSignal::new(String::new());
    let groups = context
        .bundle
        .questions
        .iter()
        .map(|group| {
            let questions =
                group.questions.iter().map(|question| choice(context, question, list)).collect_view();
            view! {
                <fieldset class="entry questions">
                    <legend>{inlines(context, None, &group.title)}</legend>
                    {questions}
                </fieldset>
            }
        })
        .collect_view();
    let shown = context.clone();
    view! {
        <section class="question-tool">
            <h2>{rich_text(words.heading)}</h2>
            <p class="no-print">{rich_text(words.lead)}</p>
            <div class="no-print">{groups}</div>
            <h3>{rich_text(words.chosen)}</h3>
            {dynamic(move || chosen(&shown, list, told))}
            <LiveRegion message=told role=None />
        </section>
    }
    .into_any()
}

fn choice(context: &Context, question: &Question, list: QuestionList) -> AnyView {
    let id = question.id.clone();
    let (is_chosen, toggled) = (id.clone(), id.clone());
    view! {
        <label class="check">
            <input
                type="checkbox"
                name="question"
                value=id
                prop:checked=move || list.with(|list| list.has(&is_chosen))
                on:change=move |_| list.update(|list| list.toggle(&toggled))
            />
            <span>{inlines(context, None, &question.text)}</span>
        </label>
    }
    .into_any()
}

fn chosen(context: &Context, list: QuestionList, told: RwSignal<String>) -> AnyView {
    let words = &context.words().learn.questions;
    let questions = || context.bundle.questions.iter().flat_map(|group| &group.questions);
    let ids = list.get().0;
    if ids.is_empty() {
        return view! { <p class="quiet">{rich_text(words.none_chosen)}</p> }.into_any();
    }
    let row = |id: &String| {
        let question = questions().find(|question| question.id == *id)?;
        let spoken = plain(&question.text);
        let button = |name: &'static str, sign: &'static str, label: String, up: Option<bool>| {
            let (element, id) = (format!("{name}-{id}"), id.clone());
            let act = {
                let element = element.clone();
                move |_| {
                    match up {
                        Some(up) => {
                            if let Some(position) = list.try_update(|list| list.shift(&id, up)).flatten() {
                                told.set(plain_text(&words.moved(&position.to_string())));
                            }
                        }
                        None => list.update(|list| list.toggle(&id)),
                    }
                    // The list was made anew; the button is where the question went.
                    page::focus(&element);
                }
            };
            view! {
                <button type="button" class="button small" id=element name=name aria-label=label on:click=act>{sign}</button>
            }
        };
        Some(view! {
            <li>
                <span>{inlines(context, None, &question.text)}</span>
                <span class="row-buttons no-print">
                    {button("question_up", "↑", plain_text(&words.up(&spoken)), Some(true))}
                    {button("question_down", "↓", plain_text(&words.down(&spoken)), Some(false))}
                    {button("question_remove", "×", plain_text(&words.remove(&spoken)), None)}
                </span>
                <span class="answer-space">{rich_text(words.answer_space)}</span>
            </li>
        })
    };
    view! {
        <ol class="chosen-questions">{ids.iter().map(row).collect_view()}</ol>
        <div class="buttons no-print">
            <button type="button" class="button primary" name="print_questions" on:click=move |_| page::print()>
                {rich_text(words.print)}
            </button>
            <button type="button" class="button" name="clear_questions" on:click=move |_| list.set(Chosen::default())>
                {rich_text(words.clear)}
            </button>
        </div>
        <p class="quiet no-print" role="status">{rich_text(&words.count(&ids.len().to_string()))}</p>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_are_chosen_put_in_order_and_removed() {
        let mut list = Chosen::default();
        for id in ["a", "b", "c"] {
            list.toggle(id);
        }
        assert_eq!(list.shift("c", true), Some(2));
        assert_eq!(list.0, ["a", "c", "b"]);
        assert_eq!(list.shift("a", true), None, "the first stays first");
        assert_eq!(list.shift("b", false), None, "the last stays last");
        assert_eq!(list.shift("none", true), None);
        list.toggle("c");
        assert_eq!(list.0, ["a", "b"]);
    }
}

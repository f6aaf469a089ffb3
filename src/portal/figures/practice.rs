//! A made-up curve with one question. Nothing is kept, nothing is counted.

use super::{FigureContext, FigureView};
use crate::chart::{Axis, Dash, Ink, Line, Scene, Table, Tick, plot, title_id};
use crate::ui::dynamic::dynamic;
use crate::ui::rich_text::rich_text;
use crate::words::{PortalWordsFigures, PortalWordsFiguresPractice};
use leptos::prelude::*;
use shirube_numeric::decimal;

/// The made-up curve: months, and people of 100 whose disease progressed.
const CURVE: [(f64, f64); 7] =
    [(0.0, 0.0), (3.0, 9.0), (6.0, 18.0), (9.0, 25.0), (12.0, 30.0), (18.0, 36.0), (24.0, 40.0)];
/// The point the question asks for.
const ASKED: (f64, f64) = (12.0, 30.0);
/// The end of the curve.
const END: (f64, f64) = (24.0, 40.0);

/// The practice.
#[derive(Debug, Clone, PartialEq)]
pub struct Practice {
    /// Its name.
    pub title: String,
    /// That the curve is made up.
    pub made_up: String,
    /// The curve.
    pub scene: Scene,
    /// The question.
    pub question: String,
    /// What can be answered.
    pub options: Vec<AnswerOption>,
    /// What the curve says at the point asked for, and over time: told after any answer.
    pub lesson: [String; 2],
}

/// One possible answer.
#[derive(Debug, Clone, PartialEq)]
pub struct AnswerOption {
    /// The answer.
    pub label: String,
    /// What is said to whoever chooses it.
    pub feedback: String,
    /// Whether it is the right one.
    pub is_right: bool,
}

/// The practice of reading a curve.
#[expect(clippy::unnecessary_wraps, reason = "one of several builders")]
pub fn curve_practice(context: &FigureContext) -> Option<FigureView> {
    let words = &context.words().practice;
    let number = decimal::format;
    let ((months, people), (last, at_end)) = (ASKED, END);
    let option = |people: f64, is_right, feedback: String| AnswerOption {
        label: words.option(&number(people)),
        feedback,
        is_right,
    };
    let gap = context.language.sentence_gap();
    let right = [words.right, &words.right_how(&number(months), &number(people))].join(gap);
    Some(FigureView::Practice(Practice {
        title: words.title.to_owned(),
        made_up: words.made_up.to_owned(),
        scene: curve(words),
        question: words.question(&number(months)),
        options: vec![
            option(months, false, words.wrong_month(&number(months))),
            option(people, true, right),
            option(at_end, false, words.wrong_end(&number(last), &number(months))),
            option(100.0 - people, false, words.wrong_other.to_owned()),
        ],
        lesson: [
            words.both(&number(months), &number(100.0 - people), &number(people)),
            words.change(&number(people), &number(at_end - people), &number(last - months), &number(months)),
        ],
    }))
}

fn curve(words: &PortalWordsFiguresPractice) -> Scene {
    let number = decimal::format;
    let point = |&(months, people): &(f64, f64)| words.point(&number(months), &number(people));
    let points = CURVE.iter().map(point).collect::<Vec<_>>().join(words.separator);
    let axis = |title: &str, max: f64, ticks: &[f64]| Axis {
        title: title.to_owned(),
        max,
        ticks: ticks.iter().map(|&value| Tick::new(value, number(value))).collect(),
        ..Axis::default()
    };
    Scene {
        x: axis(words.x_title, END.0, &[0.0, 6.0, 12.0, 18.0, 24.0]),
        y: axis(words.y_title, 100.0, &[0.0, 10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 90.0, 100.0]),
        lines: vec![
            Line::new(vec![(ASKED.0, 0.0), (ASKED.0, 100.0)], Ink::Muted, 1.4).dashed(Dash::Dashed),
            Line::new(CURVE.to_vec(), Ink::Text, 3.0),
        ],
        alt: words.alt(&points),
        table: Table {
            caption: words.caption.to_owned(),
            header: [words.month, words.progressed].map(str::to_owned).to_vec(),
            rows: CURVE.iter().map(|&(months, people)| vec![number(months), number(people)]).collect(),
            current: None,
        },
        ..Scene::default()
    }
}

/// Shows the practice; a reader may skip it and come back.
pub fn show(words: &'static PortalWordsFigures, practice: Practice, id: String) -> AnyView {
    let skipped = RwSignal::new(false);
    let practice_words = &words.practice;
    let name = title_id(&id);
    let named_by = name.clone();
    let title = practice.title.clone();
    let body = move || {
        if skipped.get() {
            view! { <p class="figure-note">{rich_text(practice_words.skipped)}</p> }.into_any()
        } else {
            exercise(words, &practice, &id)
        }
    };
    let toggle = move || rich_text(if skipped.get() { practice_words.again } else { practice_words.skip });
    view! {
        <section class="figure-frame figure-practice" aria-labelledby=named_by>
            <p class="figure-title" id=name>{rich_text(&title)}</p>
            <button type="button" class="button no-print" name="skip-practice" on:click=move |_| skipped.update(|skipped| *skipped = !*skipped)>
                {dynamic(toggle)}
            </button>
            {dynamic(body)}
        </section>
    }
    .into_any()
}

fn exercise(words: &'static PortalWordsFigures, practice: &Practice, id: &str) -> AnyView {
    let chosen = RwSignal::new(None::<usize>);
    let option = |(index, option): (usize, &AnswerOption)| {
        view! {
            <label class="figure-option">
                <input type="radio" name=id.to_owned() value=index on:change=move |_| chosen.set(Some(index)) />
                <span>{rich_text(&option.label)}</span>
            </label>
        }
    };
    let options = practice.options.iter().enumerate().map(option).collect_view();
    let feedback = {
        let Practice { options, lesson, .. } = practice.clone();
        move || {
            let answer = chosen.get().and_then(|index| options.get(index));
            answer.map(|answer| answered(answer, &lesson)).into_any()
        }
    };
    view! {
        <p class="figure-made-up">{rich_text(&practice.made_up)}</p>
        {plot(Signal::stored(practice.scene.clone()), id, words.as_table)}
        <fieldset class="figure-question">
            <legend>{rich_text(&practice.question)}</legend>
            <div class="figure-options">{options}</div>
        </fieldset>
        <div class="figure-feedback" aria-live="polite">{dynamic(feedback)}</div>
        <p class="figure-note">{rich_text(words.practice.private)}</p>
    }
    .into_any()
}

fn answered(answer: &AnswerOption, lesson: &[String; 2]) -> AnyView {
    let lesson = lesson.iter().map(|sentence| view! { <p>{rich_text(sentence)}</p> }).collect_view();
    let class = if answer.is_right { "figure-answer figure-right" } else { "figure-answer" };
    view! {
        <div class=class>
            <p class="figure-said">{rich_text(&answer.feedback)}</p>
            {lesson}
        </div>
    }
    .into_any()
}

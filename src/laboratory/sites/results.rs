//! What the tables say: an answer in words, notes, figures, indices, and files to keep.

use super::SitesState;
use super::example;
use super::view_model::{CourseView, IndexGroup, IndexRow, ResultView, SitesView, export};
use crate::chart::{ChartFigure, Scene};
use crate::platform::{files, page};
use crate::ui::dynamic::{dynamic, text, when};
use crate::ui::live_region::LiveRegion;
use crate::ui::rich_text::rich_text;
use crate::words::{LaboratoryWordsSites, Language};
use leptos::prelude::*;

/// Lines that show what a table looks like.
const SAMPLE_LINES: usize = 4;

/// The results, or a word that there are none yet.
pub fn results(language: Language, state: SitesState, view: Memo<SitesView>) -> AnyView {
    let words = &language.laboratory_words().sites;
    let has_result = move || view.with(|view| view.result.is_some());
    let spoken = Memo::new(move |_| view.with(|view| view.spoken.clone()));
    view! {
        <div class="results sites-results">
            <LiveRegion message=spoken role=Some("status") />
            {when(move || !has_result(), move || empty(words, view))}
            {when(has_result, move || filled(language, state, view))}
        </div>
    }
    .into_any()
}

fn empty(words: &'static LaboratoryWordsSites, view: Memo<SitesView>) -> AnyView {
    let lines = example::EARLIER.split_inclusive('\n').take(SAMPLE_LINES).collect::<String>();
    let why = move || {
        let is_wrong = view.with(SitesView::has_error);
        if is_wrong { words.answer.no_result } else { words.answer.empty }.to_owned()
    };
    view! {
        <section class="card sites-empty">
            <p>{text(why)}</p>
            <p class="hint">{words.answer.form}</p>
            <pre>{lines}</pre>
        </section>
    }
    .into_any()
}

/// A part of the result, made anew when it changes.
fn part<T: Clone + PartialEq + Send + Sync + 'static>(
    view: Memo<SitesView>,
    read: fn(&ResultView) -> T,
    make: impl Fn(T) -> AnyView + Send + 'static,
) -> AnyView {
    let part = Memo::new(move |_| view.with(|view| view.result.as_ref().map(read)));
    dynamic(move || part.get().map(&make).into_any())
}

fn filled(language: Language, state: SitesState, view: Memo<SitesView>) -> AnyView {
    let words = &language.laboratory_words().sites;
    let has_course =
        move || view.with(|view| view.result.as_ref().is_some_and(|result| result.course.is_some()));
    view! {
        {part(view, |result| (result.badge.clone(), result.sentences.clone(), result.details.clone()),
            move |(badge, sentences, details)| answer(words, badge, &sentences, &details))}
        {part(view, |result| result.notes.clone(), move |notes| note(words, notes))}
        {when(has_course, move || course(words, view))}
        <div class="figures">
            <section class="card">
                <ChartFigure
                    scene=scene(view, |result| &result.rank)
                    id="rank-abundance"
                    title=words.rank.title
                    note=words.rank.note.to_owned()
                    table_label=words.rank.data
                />
            </section>
            <section class="card">
                <ChartFigure
                    scene=scene(view, |result| &result.lorenz)
                    id="lorenz"
                    title=words.lorenz.title
                    note=words.lorenz.note.to_owned()
                    table_label=words.lorenz.data
                />
            </section>
        </div>
        {part(view, |result| result.indices.clone(), move |groups| indices(words, &groups))}
        {saving(words, state, view)}
    }
    .into_any()
}

fn scene(view: Memo<SitesView>, read: fn(&ResultView) -> &Scene) -> Signal<Scene> {
    Memo::new(move |_| {
        view.with(|view| view.result.as_ref().map(|result| read(result).clone()).unwrap_or_default())
    })
    .into()
}

fn answer(
    words: &'static LaboratoryWordsSites,
    badge: String,
    sentences: &[String],
    details: &[String],
) -> AnyView {
    let sentences =
        sentences.iter().map(|text| view! { <p class="sentence">{rich_text(text)}</p> }).collect_view();
    let details = details.iter().map(|text| view! { <p class="detail">{rich_text(text)}</p> }).collect_view();
    view! {
        <section class="card answer neutral" id="sites-answer">
            <p class="badge">
                <span class="badge-code">{badge}</span>
                <span class="badge-label">{words.answer.badge}</span>
            </p>
            <div class="answer-text">
                {sentences}
                {details}
                <p class="standing">{words.standing}</p>
            </div>
        </section>
    }
    .into_any()
}

fn note(words: &'static LaboratoryWordsSites, notes: Vec<String>) -> AnyView {
    let notes = notes.into_iter().map(|note| view! { <li>{note}</li> }).collect_view();
    view! {
        <section class="note caution" id="sites-notes">
            <h2>{words.note.heading}</h2>
            <ul>{notes}</ul>
        </section>
    }
    .into_any()
}

fn course(words: &'static LaboratoryWordsSites, view: Memo<SitesView>) -> AnyView {
    let words = &words.course;
    let scene = Memo::new(move |_| {
        let course = |view: &SitesView| Some(view.result.as_ref()?.course.as_ref()?.scene.clone());
        view.with(|view| course(view).unwrap_or_default())
    });
    let numbers = part(
        view,
        |result| result.course.as_ref().map(|course| course.numbers.clone()),
        |numbers| {
            let number = |(what, value): (&'static str, String)| {
                view! { <div><dt>{what}</dt><dd>{value}</dd></div> }
            };
            numbers.unwrap_or_default().into_iter().map(number).collect_view().into_any()
        },
    );
    view! {
        <section class="card course-card" aria-labelledby="course-heading">
            <h2 id="course-heading">{words.heading}</h2>
            <dl class="key-numbers">{numbers}</dl>
            <div class="course-parts">
                <ChartFigure
                    scene
                    id="course"
                    title=words.title
                    note=words.note.to_owned()
                    table_label=words.data
                />
                {part(view, |result| result.course.clone(), |course| course.as_ref().map(followed).into_any())}
            </div>
            <p class="hint">{words.overlap_note}</p>
            <p class="hint">{words.unseen_note}</p>
        </section>
    }
    .into_any()
}

/// The clones that were large at either time, as a table.
fn followed(course: &CourseView) -> AnyView {
    let header =
        course.header.iter().copied().map(|text| view! { <th scope="col">{text}</th> }).collect_view();
    let class = if course.has_places { "followed with-places" } else { "followed" };
    let rows = course.rows.iter().map(|row| {
        let cells = row.cells.iter().cloned().map(|text| view! { <td>{text}</td> }).collect_view();
        view! {
            <tr>
                {cells}
                <td><span class=["direction ", row.direction].concat()>{row.word}</span></td>
            </tr>
        }
    });
    view! {
        <div class="table-scroll" tabindex="0" role="group" aria-labelledby="followed-caption">
            <table class=class>
                <caption id="followed-caption">{course.caption}</caption>
                <thead><tr>{header}</tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn indices(words: &'static LaboratoryWordsSites, groups: &[IndexGroup]) -> AnyView {
    let count = groups.first().and_then(|group| group.rows.first()).map_or(0, |row| row.values.len());
    let headings = if count > 1 {
        vec![words.course.earlier, words.course.later, words.index.change]
    } else {
        vec![words.index.value]
    };
    let columns = headings.len() + 2;
    let head =
        headings.iter().map(|&text| view! { <th scope="col" class="number-cell">{text}</th> }).collect_view();
    let groups = groups.iter().map(|group| {
        let rows = group.rows.iter().map(|row| index_row(row, &headings)).collect_view();
        view! {
            <tbody>
                <tr class="group-row"><th scope="colgroup" colspan=columns.to_string()>{group.heading}</th></tr>
                {rows}
            </tbody>
        }
    });
    view! {
        <section class="card" id="indices" aria-labelledby="indices-heading">
            <h2 id="indices-heading">{words.index.heading}</h2>
            <table class="indices">
                <caption>{words.index.caption}</caption>
                <thead>
                    <tr>
                        <th scope="col">{words.index.index}</th>
                        {head}
                        <th scope="col">{words.index.tells}</th>
                    </tr>
                </thead>
                {groups.collect_view()}
            </table>
        </section>
    }
    .into_any()
}

/// One index; its exact value is an attribute, the same number that the files hold.
fn index_row(row: &IndexRow, headings: &[&'static str]) -> AnyView {
    let values = row.values.iter().zip(headings).map(|(value, &heading)| {
        let class = if value.exact.is_some() { "number-cell" } else { "number-cell missing" };
        let exact = value.exact.map(|exact| exact.to_string());
        let text = value.text.clone();
        view! { <td class=class data-label=heading><data value=exact>{text}</data></td> }
    });
    let change = (row.values.len() > 1).then(|| {
        let heading = headings.last().copied();
        view! { <td class="number-cell" data-label=heading>{row.change.clone()}</td> }
    });
    let formula = (!row.formula.is_empty()).then(|| view! { <small class="formula">{row.formula}</small> });
    view! {
        <tr data-index=row.id>
            <th scope="row">{row.name}{formula}</th>
            {values.collect_view()}
            {change}
            <td class="meaning">{row.meaning}</td>
        </tr>
    }
    .into_any()
}

fn saving(words: &'static LaboratoryWordsSites, state: SitesState, view: Memo<SitesView>) -> AnyView {
    let words = &words.export;
    let save = move |name: &'static str, media_type: &'static str, write: fn(&export::Content) -> String| {
        let content = view.with_untracked(|view| view.result.as_ref().map(|result| write(&result.export)));
        if let Some(content) = content {
            files::save(name, media_type, content.as_bytes());
        }
    };
    let promise = move || {
        if state.positions_shown.get() { words.with_positions } else { words.without_positions }.to_owned()
    };
    view! {
        <section class="card saving" aria-labelledby="saving-heading">
            <h2 id="saving-heading">{words.heading}</h2>
            <p class="hint" id="saving-promise">{text(promise)}</p>
            <div class="buttons">
                <button
                    type="button"
                    class="button"
                    name="save_csv"
                    aria-describedby="saving-promise"
                    on:click=move |_| save("shirube-sites.csv", "text/csv;charset=utf-8", export::csv)
                >{words.csv}</button>
                <button
                    type="button"
                    class="button"
                    name="save_json"
                    aria-describedby="saving-promise"
                    on:click=move |_| save("shirube-sites.json", "application/json", export::json)
                >{words.json}</button>
                <button type="button" class="button" name="print" on:click=move |_| page::print()>
                    {words.print}
                </button>
            </div>
            <p class="hint">{words.hint}</p>
        </section>
    }
    .into_any()
}

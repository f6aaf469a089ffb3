//! Where tables are put in: one, or one for each of two time points, and how they were read.

use super::example;
use super::form::{ComparisonForm, FileProblem, Sample, Source, TableForm};
use super::view_model::{ColumnMenu, ReadingView, SitesView};
use super::{SitesState, TimePoint};
use crate::platform::{files, page};
use crate::ui::dynamic::{dynamic, effect, text, when};
use crate::ui::field::NumberField;
use crate::words::{LaboratoryWordsSites, Language};
use leptos::html;
use leptos::prelude::*;
use shirube_clonality::sites::LARGEST_FILE;
use web_sys::{DragEvent, FileList, HtmlInputElement};

/// The value of the menu of samples for all of them; a name of a sample stands behind its number.
const ALL: &str = "all";

/// The cards on the left.
pub fn intake(language: Language, state: SitesState, view: Memo<SitesView>) -> AnyView {
    let words = &language.laboratory_words().sites;
    let comparison = state.comparison;
    let is_on = move || comparison.with(|comparison| comparison.is_on);
    let toggle = move || if is_on() { words.input.remove } else { words.input.add }.to_owned();
    view! {
        <div class="sites-entries">
            {table_entry(words, state, view, TimePoint::First)}
            {when(is_on, move || table_entry(words, state, view, TimePoint::Second))}
            <button
                type="button"
                class="button"
                name="second_time"
                aria-expanded=text(move || is_on().to_string())
                on:click=move |_| comparison.update(|comparison| comparison.is_on = !comparison.is_on)
            >{text(toggle)}</button>
            {when(is_on, move || tolerance(words, comparison, view))}
            {positions(words, state)}
        </div>
    }
    .into_any()
}

fn tolerance(
    words: &'static LaboratoryWordsSites,
    comparison: RwSignal<ComparisonForm>,
    view: Memo<SitesView>,
) -> AnyView {
    let words = &words.input;
    view! {
        <div class="card tolerance">
            <NumberField
                name="tolerance"
                label=words.tolerance
                value=Signal::derive(move || comparison.with(|comparison| comparison.tolerance.clone()))
                on_text=move |text: String| comparison.update(|comparison| comparison.tolerance = text)
                on_leave=move |()| {}
                error=Signal::derive(move || view.with(|view| view.tolerance_problem.clone()))
                unit=words.tolerance_unit.into_any()
                below=None
            />
            <p class="hint">{words.tolerance_hint}</p>
        </div>
    }
    .into_any()
}

fn positions(words: &'static LaboratoryWordsSites, state: SitesState) -> AnyView {
    let shown = state.positions_shown;
    view! {
        <section class="card privacy" aria-labelledby="privacy-heading">
            <h2 id="privacy-heading">{words.privacy.heading}</h2>
            <p>{words.privacy.text}</p>
            <label class="check">
                <input
                    type="checkbox"
                    name="positions"
                    aria-describedby="positions-hint"
                    prop:checked=move || shown.get()
                    on:change=move |event| shown.set(event_target_checked(&event))
                />
                <span>{words.input.show_positions}</span>
            </label>
            <p class="hint" id="positions-hint">{words.input.show_positions_hint}</p>
        </section>
    }
    .into_any()
}

/// What the card of one table needs.
#[derive(Clone, Copy)]
struct Entry {
    words: &'static LaboratoryWordsSites,
    state: SitesState,
    view: Memo<SitesView>,
    time: TimePoint,
}

fn table_entry(
    words: &'static LaboratoryWordsSites,
    state: SitesState,
    view: Memo<SitesView>,
    time: TimePoint,
) -> AnyView {
    let entry = Entry { words, state, view, time };
    let form = entry.form();
    let heading = move || match time {
        TimePoint::Second => words.input.later,
        TimePoint::First if state.comparison.with(|comparison| comparison.is_on) => words.input.earlier,
        TimePoint::First => words.input.one,
    };
    let heading_id = entry.id("heading");
    let named_by = heading_id.clone();
    let dragged = RwSignal::new(false);
    let class =
        move || if dragged.get() { "card table-entry dragged" } else { "card table-entry" }.to_owned();
    view! {
        <section
            class=text(class)
            id=entry.id("entry")
            aria-labelledby=named_by
            on:dragover=move |event: DragEvent| {
                // Else the browser opens the file in place of the page.
                event.prevent_default();
                dragged.set(true);
            }
            on:dragleave=move |_| dragged.set(false)
            on:drop=move |event: DragEvent| {
                event.prevent_default();
                dragged.set(false);
                entry.take_files(event.data_transfer().and_then(|dropped| dropped.files()));
            }
        >
            <h2 id=heading_id>{text(move || heading().to_owned())}</h2>
            {when(
                move || form.with(|form| form.is_example),
                move || view! { <p class="example-mark">{words.input.example_mark}</p> }.into_any(),
            )}
            {entry.table()}
            {entry.buttons()}
            <p class="hint drop-hint">{words.input.drop}</p>
            {dynamic(move || {
                let problem = form.with(|form| form.file_problem).map(|problem| match problem {
                    FileProblem::Unreadable => words.input.unreadable,
                    FileProblem::Several => words.input.several,
                });
                problem.map(alert).into_any()
            })}
            {entry.reading()}
        </section>
    }
    .into_any()
}

/// What has to be put right.
fn alert(message: impl Into<String>) -> AnyView {
    view! { <div class="error" role="alert"><p>{message.into()}</p></div> }.into_any()
}

impl Entry {
    fn form(self) -> RwSignal<TableForm> {
        match self.time {
            TimePoint::First => self.state.first,
            TimePoint::Second => self.state.second,
        }
    }

    /// Name of a part or control of this card.
    fn id(self, part: &str) -> String {
        let time = match self.time {
            TimePoint::First => "first",
            TimePoint::Second => "second",
        };
        [time, "_", part].concat()
    }

    fn read<T: PartialEq + Send + Sync + 'static>(
        self,
        read: impl Fn(&ReadingView) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        let Self { view, time, .. } = self;
        Memo::new(move |_| view.with(|view| read(time.of(&view.readings))))
    }

    /// The text field, or what stands for a table that is too long for it.
    fn table(self) -> AnyView {
        let (form, words) = (self.form(), &self.words.input);
        let id = self.id("table");
        let hint = self.id("hint");
        let described_by = hint.clone();
        let size = move || {
            form.with(|form| match &form.source {
                Source::File(content) => Some(content.len()),
                Source::Text(_) => None,
            })
        };
        let is_file = Memo::new(move |_| size().is_some());
        let typed = move || {
            form.with(|form| match &form.source {
                Source::Text(text) => text.clone(),
                Source::File(_) => String::new(),
            })
        };
        let field = move || {
            view! {
                <textarea
                    id=id.clone()
                    name=id.clone()
                    rows="9"
                    wrap="off"
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    aria-describedby=described_by.clone()
                    prop:value=text(typed)
                    on:input=move |event| {
                        form.update(|form| form.edit(event_target_value(&event)));
                        // The field goes when a long table was pasted: what stands in its place takes the focus.
                        if is_file.get_untracked() {
                            page::focus(&self.id("long"));
                        }
                    }
                ></textarea>
            }
            .into_any()
        };
        let long = move || {
            let kilobytes = size().unwrap_or_default().div_ceil(1000).to_string();
            view! { <p class="long-table" id=self.id("long") tabindex="-1">{words.long(&kilobytes)}</p> }
                .into_any()
        };
        view! {
            <div class="entry">
                <label for=self.id("table")>{words.label}</label>
                <p class="hint" id=hint>{words.hint}</p>
                {dynamic(move || if is_file.get() { long() } else { field() })}
            </div>
        }
        .into_any()
    }

    fn buttons(self) -> AnyView {
        let (form, words) = (self.form(), &self.words.input);
        let input = NodeRef::<html::Input>::new();
        let example = if self.time == TimePoint::First { example::EARLIER } else { example::LATER };
        let can_copy =
            move || self.time == TimePoint::Second && self.state.first.with(|first| !first.source.is_empty());
        // The field takes the focus, because the button may go.
        let focus = move || page::focus(&self.id("table"));
        view! {
            <div class="buttons">
                <label class="button file-button">
                    <input
                        type="file"
                        class="visually-hidden"
                        name=self.id("file")
                        node_ref=input
                        on:change=move |_| {
                            if let Some(input) = input.get_untracked() {
                                let input: &HtmlInputElement = &input;
                                self.take_files(input.files());
                                // The same file can be chosen again after it was changed.
                                input.set_value("");
                            }
                        }
                    />
                    <span>{words.choose}</span>
                </label>
                <button
                    type="button"
                    class="button"
                    name=self.id("example")
                    on:click=move |_| form.update(|form| form.replace(Source::Text(example.to_owned()), true))
                >{words.example}</button>
                {when(can_copy, move || view! {
                    <button
                        type="button"
                        class="button"
                        name=self.id("copy")
                        on:click=move |_| self.copy_first()
                    >{words.copy}</button>
                }.into_any())}
                {when(move || form.with(|form| !form.source.is_empty()), move || view! {
                    <button
                        type="button"
                        class="button"
                        name=self.id("clear")
                        on:click=move |_| {
                            form.update(|form| form.replace(Source::default(), false));
                            focus();
                        }
                    >{words.clear}</button>
                }.into_any())}
                {when(move || form.with(TableForm::can_undo), move || view! {
                    <button
                        type="button"
                        class="button"
                        name=self.id("undo")
                        on:click=move |_| {
                            form.update(TableForm::undo);
                            focus();
                        }
                    >{words.undo}</button>
                }.into_any())}
            </div>
        }
        .into_any()
    }

    /// The same table with the next sample, for tables that hold both time points.
    fn copy_first(self) {
        let first = self.state.first.get_untracked();
        let samples = self.view.with_untracked(|view| {
            let [first, _] = &view.readings;
            first.samples.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>()
        });
        self.form().update(|form| {
            form.replace(first.source, first.is_example);
            form.choice = first.choice;
            if let Some(Sample::One(taken)) = &form.choice.sample {
                let after = samples.iter().skip_while(|name| *name != taken).nth(1);
                form.choice.sample = after.cloned().map(Sample::One);
            }
        });
    }

    fn take_files(self, files: Option<FileList>) {
        let Some(files) = files else { return };
        let Some(file) = files.get(0) else { return };
        let several = (files.length() > 1).then_some(FileProblem::Several);
        let form = self.form();
        files::read(&file, LARGEST_FILE, move |content| {
            form.update(|form| match content {
                Some(content) => {
                    form.replace(Source::from_file(content), false);
                    form.file_problem = several;
                }
                None => form.file_problem = Some(FileProblem::Unreadable),
            });
        });
    }

    /// How the table was read, and what can be chosen where it could be read in another way.
    fn reading(self) -> AnyView {
        let words = self.words;
        let error = self.read(|reading| reading.error.clone());
        let summary = self
            .read(|reading| (reading.rows.clone(), reading.columns_used.clone(), reading.remarks.clone()));
        let left_out = self.read(|reading| (reading.left_out.clone(), reading.row_errors.clone()));
        let preview = self.read(|reading| (reading.preview_caption.clone(), reading.preview.clone()));
        let preview_id = self.id("preview");
        view! {
            <div class="table-reading" id=self.id("reading")>
                {dynamic(move || error.get().map(alert).into_any())}
                {self.sample_menu()}
                {dynamic(move || {
                    let (rows, columns, remarks) = summary.get();
                    rows.map(|rows| view! {
                        <h3>{words.reading.heading}</h3>
                        <p class="reading-rows">{rows}</p>
                        <p class="hint">{columns}</p>
                        {remarks.into_iter().map(|remark| view! { <p class="hint">{remark}</p> }).collect_view()}
                    }).into_any()
                })}
                {dynamic(move || { let (heading, rows) = left_out.get(); left_out_rows(heading, rows) })}
                {dynamic(move || {
                    let (caption, rows) = preview.get();
                    preview_table(words, preview_id.clone(), caption, rows)
                })}
                {self.column_menus()}
            </div>
        }
        .into_any()
    }

    fn sample_menu(self) -> AnyView {
        let (form, words) = (self.form(), &self.words.reading);
        let samples = self.read(|reading| reading.samples.clone());
        let id = self.id("sample");
        dynamic(move || {
            let samples = samples.get();
            if samples.is_empty() {
                return ().into_any();
            }
            let names: Vec<String> = samples.iter().map(|(name, _)| name.clone()).collect();
            let chosen = move |is: &dyn Fn(&Sample) -> bool| {
                form.with(|form| form.choice.sample.as_ref().is_some_and(is))
            };
            let option = |(index, (name, label)): (usize, (String, String))| {
                let is_chosen = move || chosen(&|sample| *sample == Sample::One(name.clone()));
                view! { <option value=index.to_string() prop:selected=is_chosen>{label}</option> }
            };
            let options = samples.into_iter().enumerate().map(option).collect_view();
            let all = move || chosen(&|sample| *sample == Sample::All);
            let none = move || form.with(|form| form.choice.sample.is_none());
            view! {
                <div class="entry">
                    <label for=id.clone()>{words.chosen_sample}</label>
                    <select class="select-field" id=id.clone() name=id.clone() on:change=move |event| {
                        let code = event_target_value(&event);
                        let name = code.parse().ok().and_then(|index: usize| names.get(index));
                        let sample = name.cloned().map(Sample::One).or((code == ALL).then_some(Sample::All));
                        form.update(|form| form.choice.sample = sample);
                    }>
                        <option value="" prop:selected=none>{words.not_chosen}</option>
                        {options}
                        <option value=ALL prop:selected=all>{words.all_samples}</option>
                    </select>
                </div>
            }
            .into_any()
        })
    }

    fn column_menus(self) -> AnyView {
        let words = &self.words.reading;
        let menus = self.read(|reading| reading.columns.clone());
        let is_needed = self.read(|reading| reading.needs_column);
        let open = RwSignal::new(false);
        effect(move || {
            if is_needed.get() {
                open.set(true);
            }
        });
        let has_menus = move || menus.with(|menus| !menus.is_empty());
        let form = self.form();
        let menu = move |menu: ColumnMenu| {
            let id = self.id(&["column_", menu.role.code()].concat());
            let role = menu.role;
            let chosen = move |number: usize| {
                form.with(|form| form.choice.columns.get(&role).copied().unwrap_or_default() == number)
            };
            let automatic = std::iter::once(words.automatic.to_owned());
            let option = |(number, label): (usize, String)| {
                let value = if number == 0 { String::new() } else { number.to_string() };
                view! { <option value=value prop:selected=move || chosen(number)>{label}</option> }
            };
            let options = automatic.chain(menu.options).enumerate().map(option).collect_view();
            view! {
                <div class="entry">
                    <label for=id.clone()>{menu.label}</label>
                    <select class="select-field" id=id.clone() name=id on:change=move |event| {
                        let number = event_target_value(&event).parse().ok();
                        form.update(|form| {
                            match number {
                                Some(number) => form.choice.columns.insert(role, number),
                                None => form.choice.columns.remove(&role),
                            };
                        });
                    }>
                        {options}
                    </select>
                </div>
            }
        };
        when(has_menus, move || {
            view! {
                <details class="columns" prop:open=move || open.get()>
                    <summary>{words.columns}</summary>
                    <div class="entry-pair">
                        {dynamic(move || menus.get().into_iter().map(menu).collect_view().into_any())}
                    </div>
                </details>
            }
            .into_any()
        })
    }
}

/// The rows that could not be used.
fn left_out_rows(heading: String, rows: Vec<String>) -> AnyView {
    if rows.is_empty() {
        return ().into_any();
    }
    let rows = rows.into_iter().map(|row| view! { <li>{row}</li> }).collect_view();
    view! {
        <div class="left-out">
            {(!heading.is_empty()).then(|| view! { <h3>{heading}</h3> })}
            <ul>{rows}</ul>
        </div>
    }
    .into_any()
}

/// The largest sites as they were understood.
fn preview_table(
    words: &'static LaboratoryWordsSites,
    id: String,
    caption: String,
    rows: Vec<[String; 2]>,
) -> AnyView {
    if rows.is_empty() {
        return ().into_any();
    }
    let words = &words.reading;
    let named_by = id.clone();
    let row = |[place, amount]: [String; 2]| {
        view! { <tr><th scope="row">{place}</th><td class="number-cell">{amount}</td></tr> }
    };
    let rows = rows.into_iter().map(row).collect_view();
    view! {
        <div class="table-scroll" tabindex="0" role="group" aria-labelledby=named_by>
            <table>
                <caption id=id>{caption}</caption>
                <thead>
                    <tr><th scope="col">{words.place}</th><th scope="col" class="number-cell">{words.amount}</th></tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

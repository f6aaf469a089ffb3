//! Texts in TOML: the glossary, the links and the questions.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use toml::Spanned;

use super::SourceFile;
use super::markup::{Markup, is_kana, is_kanji};
use super::problem::{Problem, ProblemKind};
use super::prose::Jargon;
use super::published::Published;
use super::toml_file::{line_at, read};
use crate::{Form, Inline, Link, Question, QuestionGroup, Term, plain};

type Text = Spanned<String>;

/// What `content/glossary.toml` says of a term.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TermEntry {
    ja: Text,
    reading: Text,
    en: Text,
    jargon: bool,
    written_ja: Vec<String>,
    written_en: Vec<String>,
    plain_ja: Text,
    plain_easy: Text,
    plain_en: Text,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct LinksFile {
    link: Vec<LinkEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LinkEntry {
    id: Text,
    groups: Vec<String>,
    name_ja: Text,
    name_easy: Text,
    name_en: Text,
    url: Text,
    phone: Option<String>,
    what_ja: Text,
    what_easy: Text,
    what_en: Text,
    seen: Text,
    note_ja: Option<Text>,
    note_easy: Option<Text>,
    note_en: Option<Text>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct BeingCheckedFile {
    item: Vec<BeingCheckedEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BeingCheckedEntry {
    ja: Text,
    en: Text,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct QuestionsFile {
    group: Vec<GroupEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GroupEntry {
    id: Text,
    title_ja: Text,
    title_easy: Text,
    title_en: Text,
    question: Vec<QuestionEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct QuestionEntry {
    id: Text,
    ja: Text,
    easy: Text,
    en: Text,
}

/// What belongs to a form.
fn of_form<'t, T>(form: Form, ja: &'t T, easy: &'t T, en: &'t T) -> &'t T {
    match form {
        Form::Ja => ja,
        Form::JaEasy => easy,
        Form::En => en,
    }
}

/// Reads texts of one file.
struct Reader<'a, 'p> {
    file: &'a SourceFile<'a>,
    problems: &'p mut Vec<Problem>,
}

impl Reader<'_, '_> {
    fn wrong(&mut self, text: &Text, kind: ProblemKind) {
        let line = line_at(self.file.text, text.span().start);
        self.problems.push(Problem { path: self.file.path.to_owned(), line, kind });
    }

    fn marks(&mut self, markup: Markup, text: &Text) -> Vec<Inline> {
        let (inlines, problems) = markup.read(text.get_ref());
        for problem in problems {
            self.wrong(text, problem);
        }
        if inlines.is_empty() {
            self.wrong(text, ProblemKind::Empty);
        }
        inlines
    }

    /// Notes an id that was there before.
    fn id(&mut self, id: &Text, seen: &mut BTreeSet<String>) -> String {
        if !seen.insert(id.get_ref().clone()) {
            self.wrong(id, ProblemKind::Twice(id.get_ref().clone()));
        }
        id.get_ref().clone()
    }
}

/// The glossary's file.
pub(super) struct Glossary<'a> {
    file: &'a SourceFile<'a>,
    entries: BTreeMap<String, TermEntry>,
}

impl<'a> Glossary<'a> {
    pub(super) fn read(file: &'a SourceFile<'a>, problems: &mut Vec<Problem>) -> Self {
        let entries: BTreeMap<String, TermEntry> = read(file, problems).unwrap_or_default();
        let mut reader = Reader { file, problems };
        for entry in entries.values() {
            if !is_kana(entry.reading.get_ref()) {
                reader.wrong(&entry.reading, ProblemKind::NotKana(entry.reading.get_ref().clone()));
            }
        }
        Self { file, entries }
    }

    /// The name of each term. `markup` knows no names yet.
    pub(super) fn names(&self, markup: Markup, problems: &mut Vec<Problem>) -> BTreeMap<String, Vec<Inline>> {
        let mut reader = Reader { file: self.file, problems };
        let named = self.entries.iter().map(|(id, entry)| (id.clone(), name(entry, markup, &mut reader)));
        named.collect()
    }

    pub(super) fn terms(&self, markup: Markup, problems: &mut Vec<Problem>) -> Vec<Term> {
        let mut reader = Reader { file: self.file, problems };
        let terms = self.entries.iter().map(|(id, entry)| {
            let meaning = of_form(markup.form, &entry.plain_ja, &entry.plain_easy, &entry.plain_en);
            Term {
                id: id.clone(),
                name: markup.names.get(id).cloned().unwrap_or_default(),
                reading: entry.reading.get_ref().clone(),
                other_name: other_name(entry, markup),
                meaning: reader.marks(markup, meaning),
            }
        });
        terms.collect()
    }

    /// What may not stand in a text without a link to its term.
    pub(super) fn jargon(&self) -> Vec<Jargon> {
        let marked = self.entries.iter().filter(|(_, entry)| entry.jargon);
        marked
            .map(|(id, entry)| Jargon {
                id: id.clone(),
                written_ja: entry.written_ja.clone(),
                written_en: entry.written_en.clone(),
            })
            .collect()
    }
}

/// The name in this form. Easy Japanese reads the whole name where the glossary marks no readings in it.
fn name(entry: &TermEntry, markup: Markup, reader: &mut Reader) -> Vec<Inline> {
    if markup.form == Form::En {
        return reader.marks(markup, &entry.en);
    }
    let base = entry.ja.get_ref();
    if markup.form == Form::JaEasy && base.contains(is_kanji) && !base.contains('《') {
        return vec![Inline::Ruby { base: base.clone(), reading: entry.reading.get_ref().clone() }];
    }
    reader.marks(markup, &entry.ja)
}

/// What is wrong in it is told where it is the name.
fn other_name(entry: &TermEntry, markup: Markup) -> String {
    let (form, other) = if markup.form == Form::En { (Form::Ja, &entry.ja) } else { (Form::En, &entry.en) };
    plain(&Markup { form, ..markup }.read(other.get_ref()).0)
}

/// The links' file.
pub(super) struct Links<'a> {
    file: &'a SourceFile<'a>,
    entries: Vec<LinkEntry>,
}

impl<'a> Links<'a> {
    pub(super) fn read(file: &'a SourceFile<'a>, problems: &mut Vec<Problem>) -> Self {
        let entries = read::<LinksFile>(file, problems).unwrap_or_default().link;
        let mut reader = Reader { file, problems };
        let mut seen = BTreeSet::new();
        for entry in &entries {
            reader.id(&entry.id, &mut seen);
            if !entry.url.get_ref().starts_with("https://") {
                reader.wrong(&entry.url, ProblemKind::DeadLink(entry.url.get_ref().clone()));
            }
            let notes = [&entry.note_ja, &entry.note_easy, &entry.note_en];
            if notes.iter().any(|note| note.is_some()) && notes.iter().any(|note| note.is_none()) {
                reader.wrong(&entry.id, ProblemKind::NoteInSomeForms);
            }
            if Published::date(entry.seen.get_ref()).is_none() {
                reader.wrong(&entry.seen, ProblemKind::NotPublished(entry.seen.get_ref().clone()));
            }
        }
        Self { file, entries }
    }

    /// The groups that have a link.
    pub(super) fn groups(&self) -> BTreeSet<String> {
        self.entries.iter().flat_map(|entry| entry.groups.iter().cloned()).collect()
    }

    pub(super) fn of_form(&self, markup: Markup, problems: &mut Vec<Problem>) -> Vec<Link> {
        let mut reader = Reader { file: self.file, problems };
        let links = self.entries.iter().map(|entry| {
            let name = of_form(markup.form, &entry.name_ja, &entry.name_easy, &entry.name_en);
            let note = of_form(markup.form, &entry.note_ja, &entry.note_easy, &entry.note_en);
            let what = of_form(markup.form, &entry.what_ja, &entry.what_easy, &entry.what_en);
            Link {
                id: entry.id.get_ref().clone(),
                groups: entry.groups.clone(),
                name: reader.marks(markup, name),
                url: entry.url.get_ref().clone(),
                phone: entry.phone.clone(),
                what: reader.marks(markup, what),
                note: note.as_ref().map(|note| reader.marks(markup, note)),
                seen: Published::date(entry.seen.get_ref())
                    .map(|date| date.shown(markup.form))
                    .unwrap_or_default(),
            }
        });
        links.collect()
    }
}

/// The questions in this form.
/// What the texts leave out. About is for every reader, so easy Japanese has the words of Japanese.
pub(super) fn being_checked(
    file: &SourceFile,
    markup: Markup,
    problems: &mut Vec<Problem>,
) -> Vec<Vec<Inline>> {
    let items = read::<BeingCheckedFile>(file, problems).unwrap_or_default().item;
    let mut reader = Reader { file, problems };
    let form = if markup.form == Form::JaEasy { Form::Ja } else { markup.form };
    let markup = Markup { form, ..markup };
    items.iter().map(|item| reader.marks(markup, of_form(form, &item.ja, &item.ja, &item.en))).collect()
}

pub(super) fn questions(
    file: &SourceFile,
    markup: Markup,
    problems: &mut Vec<Problem>,
) -> Vec<QuestionGroup> {
    let groups = read::<QuestionsFile>(file, problems).unwrap_or_default().group;
    let mut reader = Reader { file, problems };
    let mut seen = BTreeSet::new();
    let groups = groups.iter().map(|group| {
        let title = of_form(markup.form, &group.title_ja, &group.title_easy, &group.title_en);
        let questions = group.question.iter().map(|question| Question {
            id: reader.id(&question.id, &mut seen),
            text: reader.marks(markup, of_form(markup.form, &question.ja, &question.easy, &question.en)),
        });
        let questions = questions.collect();
        QuestionGroup { id: reader.id(&group.id, &mut seen), title: reader.marks(markup, title), questions }
    });
    groups.collect()
}

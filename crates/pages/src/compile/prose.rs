//! The texts as the writing gate reads them: without layout, each piece with what the rules ask of it.

use serde::Serialize;

use crate::{Block, Bundle, Form, Inline, Page};

/// Everything that the gate checks.
#[derive(Debug, Serialize)]
pub struct Prose {
    /// The texts.
    pub passages: Vec<Passage>,
    /// What may not stand in a text without a link to the glossary.
    pub jargon: Vec<Jargon>,
}

/// A term that a reader may not know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Jargon {
    /// Its id in the glossary.
    pub id: String,
    /// How Japanese writes it.
    pub written_ja: Vec<String>,
    /// How English writes it.
    pub written_en: Vec<String>,
}

/// A text that is judged as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Passage {
    /// The file.
    pub file: String,
    /// The language form.
    pub form: Form,
    /// The section's key, or what else it is within the file.
    pub place: String,
    /// What it is.
    pub kind: Kind,
    /// Its paragraphs, items and headings.
    pub parts: Vec<Part>,
}

/// What a passage is; the rules differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A section of a page: it has a score, and links its jargon.
    Section,
    /// A few words: a title, a name, a heading.
    Words,
    /// Sentences elsewhere: a lead, a meaning, a question.
    Sentences,
    /// What a screen says, in whole sentences or not.
    Screen,
}

/// A paragraph, item or heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    /// Headings are no sentences.
    pub heading: bool,
    /// Its pieces.
    pub pieces: Vec<Piece>,
}

/// Text of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// Whether a reading stands above it.
    pub read: bool,
    /// The term it is a link to.
    pub term: Option<String>,
    /// Whether it is a link to another page.
    pub link: bool,
    /// The fact it is the number of.
    pub fact: Option<String>,
}

/// The texts of a bundle.
pub(super) fn passages(bundle: &Bundle) -> Vec<Passage> {
    let mut found = Vec::new();
    let form = bundle.form;
    for (folder, pages) in [("learn", &bundle.topics), ("trials", &bundle.trial_pages)] {
        for page in pages {
            found.extend(of_page(&format!("content/{folder}/{}/{}.md", page.id, form.code()), page, form));
        }
    }
    let mut add = |file: &str, place: String, kind, inlines: &[Inline]| {
        found.push(one(file, form, place, kind, inlines));
    };
    for term in &bundle.glossary {
        let file = "content/glossary.toml";
        add(file, format!("{}, name", term.id), Kind::Words, &term.name);
        add(file, term.id.clone(), Kind::Sentences, &term.meaning);
    }
    for link in &bundle.links {
        let file = "content/links.toml";
        add(file, format!("{}, name", link.id), Kind::Words, &link.name);
        add(file, link.id.clone(), Kind::Sentences, &link.what);
        if let Some(note) = &link.note {
            add(file, format!("{}, note", link.id), Kind::Sentences, note);
        }
    }
    for group in &bundle.questions {
        let file = "content/learn/questions.toml";
        add(file, format!("{}, title", group.id), Kind::Words, &group.title);
        for question in &group.questions {
            add(file, question.id.clone(), Kind::Sentences, &question.text);
        }
    }
    found
}

pub(super) fn one(file: &str, form: Form, place: String, kind: Kind, inlines: &[Inline]) -> Passage {
    Passage { file: file.to_owned(), form, place, kind, parts: vec![part(inlines, false)] }
}

fn of_page(file: &str, page: &Page, form: Form) -> Vec<Passage> {
    let mut found = vec![
        one(file, form, "title".to_owned(), Kind::Words, &page.title),
        one(file, form, "lead".to_owned(), Kind::Sentences, &page.lead),
    ];
    for section in &page.sections {
        let mut parts = Vec::new();
        add_parts(&mut parts, &section.blocks);
        let place = section.key.clone();
        found.push(Passage { file: file.to_owned(), form, place, kind: Kind::Section, parts });
    }
    found
}

fn add_parts(parts: &mut Vec<Part>, blocks: &[Block]) {
    for block in blocks {
        match block {
            Block::Heading(inlines) => parts.push(part(inlines, true)),
            Block::Paragraph(inlines) => parts.push(part(inlines, false)),
            Block::List { items, .. } => parts.extend(items.iter().map(|item| part(item, false))),
            Block::Note(inner) | Block::Example(inner) => add_parts(parts, inner),
            Block::Figure(_) | Block::Links(_) => {}
        }
    }
}

fn part(inlines: &[Inline], heading: bool) -> Part {
    let mut pieces = Vec::new();
    let outside = Piece { text: String::new(), read: false, term: None, link: false, fact: None };
    add_pieces(&mut pieces, inlines, &outside);
    Part { heading, pieces }
}

/// Adds what stands within `around`.
fn add_pieces(pieces: &mut Vec<Piece>, inlines: &[Inline], around: &Piece) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => pieces.push(Piece { text: text.clone(), ..around.clone() }),
            Inline::Ruby { base, .. } => {
                pieces.push(Piece { text: base.clone(), read: true, ..around.clone() });
            }
            Inline::Strong(shown) => add_pieces(pieces, shown, around),
            Inline::Fact { id, shown } => {
                add_pieces(pieces, shown, &Piece { fact: Some(id.clone()), ..around.clone() });
            }
            Inline::Term { id, shown } => {
                add_pieces(pieces, shown, &Piece { term: Some(id.clone()), ..around.clone() });
            }
            Inline::Link { shown, .. } => add_pieces(pieces, shown, &Piece { link: true, ..around.clone() }),
        }
    }
}

//! Marks within a line: `**strong**`, `[[term]]`, `{fact}`, `漢字《かんじ》`, `[text](#/address)`.

use std::collections::BTreeMap;
use std::mem;

use super::evidence::Evidence;
use super::problem::ProblemKind;
use crate::{Form, Inline, SCREENS, TOPICS, TRIALS};

/// Reads the marks of one language form.
#[derive(Clone, Copy)]
pub(super) struct Markup<'a> {
    pub(super) form: Form,
    pub(super) evidence: &'a Evidence,
    /// The name of each term by its id.
    pub(super) names: &'a BTreeMap<String, Vec<Inline>>,
    /// Whether the text stands in a box that says its numbers are made up.
    pub(super) is_example: bool,
}

/// What a text stands in; marks do not hold marks of their own kind, nor a link another link.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Line,
    Strong,
    Linked,
}

impl Markup<'_> {
    /// The marks of a text, and what is wrong in it.
    pub(super) fn read(&self, text: &str) -> (Vec<Inline>, Vec<ProblemKind>) {
        let mut problems = Vec::new();
        let inlines = self.inlines(text, Within::Line, &mut problems);
        if self.form == Form::JaEasy {
            find_unread(&inlines, &mut problems);
        }
        if let Some(around) = super::digits::outside_names(&without_facts(&inlines)) {
            problems.push(ProblemKind::Digit(around));
        }
        (inlines, problems)
    }

    fn inlines(&self, text: &str, within: Within, problems: &mut Vec<ProblemKind>) -> Vec<Inline> {
        let mut out = Inlines::default();
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            rest = self.one(rest, first, within, &mut out, problems);
        }
        out.finish()
    }

    /// Reads the mark or the character that the text starts with; returns what follows.
    fn one<'t>(
        &self,
        text: &'t str,
        first: char,
        within: Within,
        out: &mut Inlines,
        problems: &mut Vec<ProblemKind>,
    ) -> &'t str {
        let after_first = text.get(first.len_utf8()..).unwrap_or_default();
        if let Some(after) = text.strip_prefix("**").filter(|_| within == Within::Line) {
            if let Some((strong, after)) = after.split_once("**") {
                out.push(Inline::Strong(self.inlines(strong, Within::Strong, problems)));
                return after;
            }
            problems.push(ProblemKind::Unclosed("**"));
            return after;
        }
        if let Some(after) = text.strip_prefix("[[").filter(|_| within != Within::Linked) {
            let Some((mark, after)) = after.split_once("]]") else {
                problems.push(ProblemKind::Unclosed("[["));
                return after;
            };
            out.push(self.term(mark, problems));
            return after;
        }
        match first {
            '[' if within != Within::Linked => {
                let parts = after_first.split_once("](").and_then(|(shown, rest)| {
                    let (href, after) = rest.split_once(')')?;
                    Some((shown, href, after))
                });
                let Some((shown, href, after)) = parts else {
                    problems.push(ProblemKind::Unclosed("["));
                    return after_first;
                };
                if !leads_somewhere(href) {
                    problems.push(ProblemKind::DeadLink(href.to_owned()));
                }
                let shown = self.inlines(shown, Within::Linked, problems);
                if shown.is_empty() {
                    problems.push(ProblemKind::Empty);
                }
                out.push(Inline::Link { href: href.to_owned(), shown });
                after
            }
            '{' => {
                let Some((id, after)) = after_first.split_once('}') else {
                    problems.push(ProblemKind::Unclosed("{"));
                    return after_first;
                };
                match self.evidence.shown(id, self.form, self.is_example) {
                    Ok(shown) => out.push(Inline::Fact { id: id.to_owned(), shown }),
                    Err(problem) => problems.push(problem),
                }
                after
            }
            '｜' => {
                let Some((base, rest)) = after_first.split_once('《') else {
                    problems.push(ProblemKind::Unclosed("｜"));
                    return after_first;
                };
                self.ruby(base.to_owned(), rest, out, problems)
            }
            '《' => {
                let base = out.take_kanji();
                self.ruby(base, after_first, out, problems)
            }
            '[' | ']' | '}' | '》' | '*' | '`' | '\\' => {
                problems.push(ProblemKind::Stray(first.to_string()));
                after_first
            }
            '<' if after_first.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') => {
                problems.push(ProblemKind::Stray("<".to_owned()));
                after_first
            }
            '!' if ["figure ", "links "].iter().any(|mark| after_first.starts_with(mark)) => {
                problems.push(ProblemKind::Block("a figure or links stand alone, between empty lines"));
                after_first
            }
            _ => {
                out.text.push(first);
                after_first
            }
        }
    }

    /// `id` or `id|as written here`.
    fn term(&self, mark: &str, problems: &mut Vec<ProblemKind>) -> Inline {
        let (id, shown) = match mark.split_once('|') {
            Some((id, shown)) => (id, Some(shown)),
            None => (mark, None),
        };
        let name = self.names.get(id);
        if name.is_none() {
            problems.push(ProblemKind::UnknownTerm(id.to_owned()));
        }
        let shown = match shown {
            Some(shown) => self.inlines(shown, Within::Linked, problems),
            None => name.cloned().unwrap_or_default(),
        };
        if shown.is_empty() && name.is_some() {
            problems.push(ProblemKind::Empty);
        }
        Inline::Term { id: id.to_owned(), shown }
    }

    /// Reads the reading that the text starts with and its closing mark.
    fn ruby<'t>(
        &self,
        base: String,
        text: &'t str,
        out: &mut Inlines,
        problems: &mut Vec<ProblemKind>,
    ) -> &'t str {
        let Some((reading, after)) = text.split_once('》') else {
            problems.push(ProblemKind::Unclosed("《"));
            return text;
        };
        if self.form == Form::En {
            problems.push(ProblemKind::RubyInEnglish(base.clone()));
        }
        if base.is_empty() {
            problems.push(ProblemKind::NoBase(reading.to_owned()));
        }
        if !is_kana(reading) {
            problems.push(ProblemKind::NotKana(format!("{base}《{reading}》")));
        }
        if base.contains(['[', ']', '{', '}', '*', '｜']) {
            problems.push(ProblemKind::Stray(base.clone()));
        }
        out.push(Inline::Ruby { base, reading: reading.to_owned() });
        after
    }
}

/// Inlines in the making: text is gathered until a mark comes.
#[derive(Default)]
struct Inlines {
    done: Vec<Inline>,
    text: String,
}

impl Inlines {
    fn push(&mut self, inline: Inline) {
        self.end_text();
        self.done.push(inline);
    }

    /// Takes back the kanji that the text ends with.
    fn take_kanji(&mut self) -> String {
        let kept = self.text.trim_end_matches(is_kanji).len();
        self.text.split_off(kept)
    }

    fn end_text(&mut self) {
        if !self.text.is_empty() {
            self.done.push(Inline::Text(mem::take(&mut self.text)));
        }
    }

    fn finish(mut self) -> Vec<Inline> {
        self.end_text();
        self.done
    }
}

/// Whether it is a kanji, or the mark that repeats one.
pub(super) fn is_kanji(c: char) -> bool {
    matches!(c, '々' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Whether a text can stand as a reading.
pub(super) fn is_kana(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー' | '・'))
}

fn leads_somewhere(href: &str) -> bool {
    SCREENS.contains(&href)
        || href.strip_prefix("#/learn/").is_some_and(|topic| TOPICS.contains(&topic))
        || href.strip_prefix("#/trials/").is_some_and(|trial| TRIALS.contains(&trial))
}

fn find_unread(inlines: &[Inline], problems: &mut Vec<ProblemKind>) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => {
                let runs = text.split(|c| !is_kanji(c)).filter(|run| !run.is_empty());
                problems.extend(runs.map(|run| ProblemKind::NoReading(run.to_owned())));
            }
            Inline::Ruby { .. } => {}
            Inline::Strong(shown)
            | Inline::Term { shown, .. }
            | Inline::Fact { shown, .. }
            | Inline::Link { shown, .. } => find_unread(shown, problems),
        }
    }
}

/// The plain text, with a mark where a fact stands.
fn without_facts(inlines: &[Inline]) -> String {
    inlines
        .iter()
        .map(|inline| match inline {
            Inline::Fact { .. } => "\u{FFFC}".to_owned(),
            Inline::Text(text) | Inline::Ruby { base: text, .. } => text.clone(),
            Inline::Strong(shown) | Inline::Term { shown, .. } | Inline::Link { shown, .. } => {
                without_facts(shown)
            }
        })
        .collect()
}

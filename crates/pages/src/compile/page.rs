//! A page: its title, its lead and its sections, block by block. `pulldown-cmark` finds the blocks; the marks within
//! a line are ours (`markup`), because Markdown's do not work between Japanese letters.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag};

use super::SourceFile;
use super::markup::Markup;
use super::problem::{Problem, ProblemKind};
use super::toml_file::line_at;
use crate::{Block, FIGURES, Form, Inline, Page, Section};

/// Reads a page that must have these sections.
pub(super) fn read(
    file: &SourceFile,
    id: &str,
    keys: &[&'static str],
    markup: Markup,
    link_groups: &BTreeSet<String>,
    problems: &mut Vec<Problem>,
) -> Page {
    let parser = Parser::new_ext(file.text, Options::empty());
    // Markdown takes `[word]: address` out of the text without a trace.
    let definitions: Vec<usize> =
        parser.reference_definitions().iter().map(|(_, definition)| definition.span.start).collect();
    let mut reader = Reader {
        file,
        markup,
        link_groups,
        problems,
        events: parser.into_offset_iter().collect::<Vec<_>>().into_iter(),
        is_quoted: false,
    };
    for start in definitions {
        reader.wrong(start, ProblemKind::Stray("]:".to_owned()));
    }
    let page = reader.page(id);
    reader.check_sections(&page, keys);
    page
}

type Located<'t> = (Event<'t>, Range<usize>);

struct Reader<'a, 'p> {
    file: &'a SourceFile<'a>,
    markup: Markup<'a>,
    link_groups: &'a BTreeSet<String>,
    problems: &'p mut Vec<Problem>,
    events: std::vec::IntoIter<Located<'a>>,
    /// Whether every line starts with `>`.
    is_quoted: bool,
}

/// A line of a text with the byte where it starts.
type Line<'t> = (usize, &'t str);

impl<'a> Reader<'a, '_> {
    fn wrong(&mut self, byte: usize, kind: ProblemKind) {
        let line = line_at(self.file.text, byte);
        self.problems.push(Problem { path: self.file.path.to_owned(), line, kind });
    }

    fn page(&mut self, id: &str) -> Page {
        let mut title = None;
        let mut lead = None;
        let mut sections: Vec<Section> = Vec::new();
        while let Some((event, range)) = self.events.next() {
            let blocks = match event {
                Event::Start(Tag::Heading { level: HeadingLevel::H1, .. })
                    if title.is_none() && sections.is_empty() =>
                {
                    let lines = self.leaf();
                    title = Some(self.text(&lines));
                    continue;
                }
                Event::Start(Tag::Heading { level: HeadingLevel::H2, .. }) => {
                    let key = self.leaf().into_iter().map(|(_, line)| line).collect();
                    sections.push(Section { key, blocks: Vec::new(), score: None });
                    continue;
                }
                Event::Start(Tag::BlockQuote(_)) if sections.is_empty() => {
                    let lines = self.quoted_paragraph(&range);
                    if lead.is_some() {
                        self.wrong(range.start, ProblemKind::Block("a second lead"));
                    }
                    lead = Some(self.text(&lines));
                    continue;
                }
                Event::Start(tag) => self.block(&tag, &range),
                // A line across the page is the only block without an end.
                _ => {
                    self.wrong(
                        range.start,
                        ProblemKind::Block("a line across the page is not in the format"),
                    );
                    continue;
                }
            };
            match sections.last_mut() {
                Some(section) => section.blocks.extend(blocks),
                None => self.wrong(range.start, ProblemKind::Block("text before the first section")),
            }
        }
        if title.is_none() {
            self.wrong(0, ProblemKind::NoTitle);
        }
        if lead.is_none() {
            self.wrong(0, ProblemKind::NoLead);
        }
        Page { id: id.to_owned(), title: title.unwrap_or_default(), lead: lead.unwrap_or_default(), sections }
    }

    /// Every section must be there, in order, with something in it.
    fn check_sections(&mut self, page: &Page, keys: &[&'static str]) {
        let found: Vec<&str> = page.sections.iter().map(|section| section.key.as_str()).collect();
        for section in &page.sections {
            let key = section.key.as_str();
            let start = self.file.text.find(&format!("## {key}")).unwrap_or(0);
            if !keys.contains(&key) {
                self.wrong(start, ProblemKind::UnknownSection(key.to_owned()));
            } else if section.blocks.is_empty() {
                self.wrong(start, ProblemKind::Empty);
            }
        }
        let mut place = 0;
        for key in keys {
            match found.get(place..).unwrap_or_default().iter().position(|found| found == key) {
                Some(distance) => place += distance + 1,
                None => self.wrong(0, ProblemKind::MissingSection(key)),
            }
        }
        for (index, key) in found.iter().enumerate() {
            if found.iter().take(index).any(|before| before == key) {
                self.wrong(0, ProblemKind::Twice((*key).to_owned()));
            }
        }
    }

    /// The blocks that this one becomes: none if it is not in the format, two for two boxes without a space between.
    fn block(&mut self, tag: &Tag, range: &Range<usize>) -> Vec<Block> {
        match tag {
            Tag::Paragraph => self.paragraph(),
            Tag::Heading { level: HeadingLevel::H3, .. } => {
                let lines = self.leaf();
                vec![Block::Heading(self.text(&lines))]
            }
            Tag::List(first) => vec![self.list(first.is_some())],
            Tag::BlockQuote(_) => self.boxes(range),
            _ => {
                self.skip();
                let what = "not in the format: only paragraphs, lists, `###` headings and boxes";
                self.wrong(range.start, ProblemKind::Block(what));
                Vec::new()
            }
        }
    }

    /// A paragraph, or the figure or links that it places.
    fn paragraph(&mut self) -> Vec<Block> {
        let lines = self.leaf();
        let [(start, line)] = lines.as_slice() else {
            return vec![Block::Paragraph(self.text(&lines))];
        };
        if let Some(figure) = line.strip_prefix("!figure ") {
            if !FIGURES.contains(&figure) {
                self.wrong(*start, ProblemKind::UnknownFigure(figure.to_owned()));
            }
            return vec![Block::Figure(figure.to_owned())];
        }
        if let Some(group) = line.strip_prefix("!links ") {
            if !self.link_groups.contains(group) {
                self.wrong(*start, ProblemKind::UnknownLinks(group.to_owned()));
            }
            return vec![Block::Links(group.to_owned())];
        }
        vec![Block::Paragraph(self.text(&lines))]
    }

    /// A list whose items are one paragraph each.
    fn list(&mut self, ordered: bool) -> Block {
        let mut items = Vec::new();
        while let Some((Event::Start(Tag::Item), range)) = self.events.next() {
            let lines = self.leaf();
            if lines.is_empty() {
                self.wrong(range.start, ProblemKind::Empty);
            }
            // Markdown adds it to the item.
            let swallowed = lines.iter().find(|(_, line)| self.is_quoted && opened_box(line).is_some());
            if let Some((start, _)) = swallowed {
                self.wrong(*start, ProblemKind::Block("an empty line belongs between a list and a box"));
            }
            items.push(self.text(&lines));
        }
        Block::List { ordered, items }
    }

    /// The only paragraph of a quote.
    fn quoted_paragraph(&mut self, range: &Range<usize>) -> Vec<Line<'a>> {
        let mut lines = Vec::new();
        let mut paragraphs = 0;
        self.is_quoted = true;
        while let Some((event, inner)) = self.events.next() {
            match event {
                Event::Start(Tag::Paragraph) => {
                    lines = self.leaf();
                    paragraphs += 1;
                }
                Event::Start(_) => {
                    self.skip();
                    self.wrong(inner.start, ProblemKind::Block("a lead is one paragraph"));
                }
                Event::End(_) => break,
                _ => {}
            }
        }
        self.is_quoted = false;
        if paragraphs != 1 {
            self.wrong(range.start, ProblemKind::Block("a lead is one paragraph"));
        }
        lines
    }

    /// The boxes of a quote. A line that starts with `note:` or `example:` opens a box.
    fn boxes(&mut self, range: &Range<usize>) -> Vec<Block> {
        let mut boxes: Vec<Block> = Vec::new();
        let is_example = self.markup.is_example;
        self.is_quoted = true;
        while let Some((event, inner)) = self.events.next() {
            match event {
                Event::Start(Tag::Paragraph) => {
                    let lines = self.leaf();
                    self.boxed_paragraph(&lines, &mut boxes);
                }
                Event::Start(Tag::List(first)) => {
                    let list = self.list(first.is_some());
                    self.put(inner.start, list, &mut boxes);
                }
                Event::Start(_) => {
                    self.skip();
                    self.wrong(inner.start, ProblemKind::Block("a box holds paragraphs and lists"));
                }
                Event::End(_) => break,
                _ => {}
            }
        }
        self.markup.is_example = is_example;
        self.is_quoted = false;
        if boxes.is_empty() {
            self.wrong(range.start, ProblemKind::Empty);
        }
        boxes
    }

    fn boxed_paragraph(&mut self, lines: &[Line], boxes: &mut Vec<Block>) {
        let mut paragraph: Vec<Line> = Vec::new();
        for (start, line) in lines {
            match opened_box(line) {
                Some((rest, block)) => {
                    self.put_paragraph(&paragraph, boxes);
                    paragraph = if rest.is_empty() { Vec::new() } else { vec![(*start, rest)] };
                    self.markup.is_example = matches!(block, Block::Example(_));
                    boxes.push(block);
                }
                None => paragraph.push((*start, line)),
            }
        }
        self.put_paragraph(&paragraph, boxes);
    }

    fn put_paragraph(&mut self, lines: &[Line], boxes: &mut [Block]) {
        if let Some((start, _)) = lines.first() {
            let paragraph = Block::Paragraph(self.text(lines));
            self.put(*start, paragraph, boxes);
        }
    }

    /// Puts a block into the last box.
    fn put(&mut self, start: usize, block: Block, boxes: &mut [Block]) {
        match boxes.last_mut() {
            Some(Block::Note(blocks) | Block::Example(blocks)) => blocks.push(block),
            _ => self.wrong(start, ProblemKind::Block("a box starts with `> note: ` or `> example: `")),
        }
    }

    /// The lines up to the end of the block that was just opened, as they are written.
    fn leaf(&mut self) -> Vec<Line<'a>> {
        let mut depth = 0_usize;
        let mut paragraphs = 0;
        let mut text: Option<Range<usize>> = None;
        while let Some((event, range)) = self.events.next() {
            match event {
                // A loose list has a paragraph in each item.
                Event::Start(Tag::Paragraph) if paragraphs == 0 => {
                    paragraphs += 1;
                    depth += 1;
                    continue;
                }
                Event::Start(
                    Tag::Paragraph
                    | Tag::List(_)
                    | Tag::BlockQuote(_)
                    | Tag::CodeBlock(_)
                    | Tag::HtmlBlock
                    | Tag::Heading { .. },
                ) => {
                    self.wrong(range.start, ProblemKind::Block("an item of a list is one paragraph"));
                    self.skip();
                    continue;
                }
                Event::Start(_) => depth += 1,
                Event::End(end) => {
                    if depth == 0 {
                        break;
                    }
                    depth -= 1;
                    if end == pulldown_cmark::TagEnd::Paragraph {
                        continue;
                    }
                }
                _ => {}
            }
            let so_far = text.get_or_insert_with(|| range.clone());
            *so_far = so_far.start.min(range.start)..so_far.end.max(range.end);
        }
        text.map_or_else(Vec::new, |range| self.lines(range))
    }

    /// The lines of a stretch of the file, without the marks of a quote.
    fn lines(&mut self, range: Range<usize>) -> Vec<Line<'a>> {
        let text = self.file.text.get(range.clone()).unwrap_or_default();
        let mut start = range.start;
        let mut lines = Vec::new();
        for line in text.split('\n') {
            let inner = line.trim().trim_start_matches('>').trim_start();
            // Markdown adds it to the quote all the same.
            if self.is_quoted && start > range.start && !inner.is_empty() && inner == line.trim() {
                self.wrong(start, ProblemKind::Block("an empty line belongs between a box and a paragraph"));
            }
            if !inner.is_empty() {
                lines.push((start, inner));
            }
            start += line.len() + 1;
        }
        lines
    }

    /// Passes over what is left of a block.
    fn skip(&mut self) {
        let mut depth = 0_usize;
        for (event, _) in self.events.by_ref() {
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) if depth == 0 => break,
                Event::End(_) => depth -= 1,
                _ => {}
            }
        }
    }

    /// The lines as one text with its marks read. Japanese has no space between words, so none at the end of a line.
    fn text(&mut self, lines: &[Line]) -> Vec<Inline> {
        let space = if self.markup.form == Form::En { " " } else { "" };
        let whole = lines.iter().map(|(_, line)| *line).collect::<Vec<_>>().join(space);
        let (inlines, problems) = self.markup.read(&whole);
        for problem in problems {
            // The line that holds what is wrong is not known: the first of the text is named.
            self.wrong(lines.first().map_or(0, |(start, _)| *start), problem);
        }
        inlines
    }
}

/// The box that a line opens, and what stands behind its mark.
fn opened_box(line: &str) -> Option<(&str, Block)> {
    let marks = [("note:", Block::Note(Vec::new())), ("example:", Block::Example(Vec::new()))];
    marks.into_iter().find_map(|(mark, block)| line.strip_prefix(mark).map(|rest| (rest.trim_start(), block)))
}

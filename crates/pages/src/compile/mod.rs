//! The compiler: the files of `content/` in, one bundle for each language form out, or everything that is wrong.

mod digits;
mod easy_words;
mod entries;
mod evidence;
mod markup;
mod page;
mod problem;
mod prose;
mod published;
mod readability;
mod toml_file;

use std::collections::{BTreeMap, BTreeSet};

use crate::{Bundle, Form, Page, TOPIC_SECTIONS, TOPICS, TRIAL_SECTIONS, TRIALS};
use entries::{Glossary, Links};
use evidence::Evidence;
use markup::Markup;
pub use problem::{Problem, ProblemKind};
pub use prose::{Jargon, Kind, Part, Passage, Piece, Prose};

/// A file of `content/`.
#[derive(Debug, Clone, Copy)]
pub struct SourceFile<'a> {
    /// Its path from `content/` on, with `/`.
    pub path: &'a str,
    /// What it holds.
    pub text: &'a str,
}

/// The texts, compiled.
#[derive(Debug)]
pub struct Compiled {
    /// One for each of [`Form::ALL`].
    pub bundles: Vec<Bundle>,
    /// What the writing gate reads.
    pub prose: Prose,
}

/// Compiles the texts. Files that hold none are passed over.
///
/// # Errors
///
/// Everything that is wrong, in the order of the files.
pub fn compile(files: &[SourceFile]) -> Result<Compiled, Vec<Problem>> {
    let mut problems = unknown_files(files);
    let evidence = Evidence::read(files, &mut problems);
    let glossary = required(files, "glossary.toml", &mut problems);
    let glossary = Glossary::read(&glossary, &mut problems);
    let links = required(files, "links.toml", &mut problems);
    let links = Links::read(&links, &mut problems);
    let mut bundles = Vec::new();
    for form in Form::ALL {
        let nameless = Markup { form, evidence: &evidence, names: &BTreeMap::new(), is_example: false };
        let names = glossary.names(nameless, &mut problems);
        let markup = Markup { names: &names, ..nameless };
        let mut pages = Pages { files, markup, link_groups: links.groups(), problems: &mut problems };
        let topics = pages.of_folder("learn", &TOPICS, &TOPIC_SECTIONS);
        let trial_pages = pages.of_folder("trials", &TRIALS, &TRIAL_SECTIONS);
        let questions = required(files, "learn/questions.toml", &mut problems);
        let being_checked = required(files, "evidence/being_checked.toml", &mut problems);
        bundles.push(Bundle {
            form,
            topics,
            trial_pages,
            glossary: glossary.terms(markup, &mut problems),
            links: links.of_form(markup, &mut problems),
            questions: entries::questions(&questions, markup, &mut problems),
            being_checked: entries::being_checked(&being_checked, markup, &mut problems),
            facts: evidence.facts(form),
            sources: evidence.sources(),
        });
    }
    if let Some(scores) = files.iter().find(|file| file.path == readability::PATH) {
        readability::put_into(&mut bundles, scores, &mut problems);
    }
    let mut passages: Vec<Passage> = bundles.iter().flat_map(prose::passages).collect();
    passages.extend(easy_words::passages(files, &evidence, &mut problems));
    if problems.is_empty() {
        return Ok(Compiled { bundles, prose: Prose { passages, jargon: glossary.jargon() } });
    }
    // What is wrong in a file for all forms was found once for each.
    problems.sort();
    problems.dedup();
    Err(problems)
}

/// Files among the texts that belong to nothing: most likely a folder or a file with a wrong name.
fn unknown_files(files: &[SourceFile]) -> Vec<Problem> {
    let is_unknown = |file: &&SourceFile| {
        let (ids, rest) = match (file.path.strip_prefix("learn/"), file.path.strip_prefix("trials/")) {
            (Some(rest), _) => (TOPICS.as_slice(), rest),
            (_, Some(rest)) => (TRIALS.as_slice(), rest),
            _ => return false,
        };
        let Some((id, name)) = rest.split_once('/') else { return rest.strip_suffix(".toml").is_none() };
        !ids.contains(&id) || name.strip_suffix(".md").and_then(Form::of).is_none()
    };
    let unknown = files.iter().filter(is_unknown);
    unknown
        .map(|file| Problem { path: file.path.to_owned(), line: 1, kind: ProblemKind::UnknownFile })
        .collect()
}

/// The file of this path; an empty one, and a problem, where it is missing.
fn required<'a>(files: &[SourceFile<'a>], path: &'a str, problems: &mut Vec<Problem>) -> SourceFile<'a> {
    files.iter().find(|file| file.path == path).copied().unwrap_or_else(|| {
        problems.push(Problem { path: path.to_owned(), line: 1, kind: ProblemKind::MissingFile });
        SourceFile { path, text: "" }
    })
}

/// Reads the pages of one language form.
struct Pages<'a, 'p> {
    files: &'a [SourceFile<'a>],
    markup: Markup<'a>,
    link_groups: BTreeSet<String>,
    problems: &'p mut Vec<Problem>,
}

impl Pages<'_, '_> {
    fn of_folder(&mut self, folder: &str, ids: &[&str], sections: &[&'static str]) -> Vec<Page> {
        let mut pages = Vec::new();
        for id in ids {
            let path = format!("{folder}/{id}/{}.md", self.markup.form.code());
            match self.files.iter().find(|file| file.path == path) {
                Some(file) => {
                    pages.push(page::read(file, id, sections, self.markup, &self.link_groups, self.problems));
                }
                None => self.problems.push(Problem { path, line: 1, kind: ProblemKind::MissingFile }),
            }
        }
        pages
    }
}

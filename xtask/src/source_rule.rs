//! The page's content policy blocks inline styles and scripts; here they fail before a browser sees them.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::file_tree::files_below;
use crate::source_text::{line_number, without_html_comments, without_line_comments};
use crate::workspace::Workspace;

/// Lists every breach in src/ and index.html.
pub(crate) fn breaches(workspace: &Workspace) -> Result<Vec<String>> {
    let mut files = files_below(&workspace.root().join("src"))?;
    files.push(workspace.root().join("index.html"));
    let mut found = Vec::new();
    for file in files {
        let Some(language) = Language::of(&file) else { continue };
        let text = fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))?;
        let name = file.strip_prefix(workspace.root())?.display();
        found.extend(breaches_in(&text, language).into_iter().map(|breach| format!("{name}:{breach}")));
    }
    Ok(found)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Language {
    Rust,
    Html,
}

impl Language {
    fn of(file: &Path) -> Option<Self> {
        match file.extension()?.to_str()? {
            "rs" => Some(Self::Rust),
            "html" => Some(Self::Html),
            _ => None,
        }
    }
}

/// Breaches as `line: what`.
fn breaches_in(text: &str, language: Language) -> Vec<String> {
    let text = match language {
        Language::Rust => without_line_comments(text),
        // Names of elements and attributes have no case in HTML; in `view!` a capital means a component.
        Language::Html => without_html_comments(text).to_ascii_lowercase(),
    };
    let mut found = Vec::new();
    for (start, _) in text.match_indices('<') {
        let tag = tag_at(&text, start);
        if is_element(tag, "style") || (is_element(tag, "script") && !has_attribute(tag, "src")) {
            found.push((start, "an inline <script> or <style>: the content policy blocks it; use a file"));
        }
    }
    for (equals, _) in text.match_indices('=') {
        found.extend(attribute_breach(&text, equals));
    }
    for (start, _) in text.match_indices("set_attribute(\"style\"") {
        found.push((start, STYLE_ATTRIBUTE));
    }
    found.sort_unstable();
    found.into_iter().map(|(position, what)| format!("{}: {what}", line_number(&text, position))).collect()
}

const STYLE_ATTRIBUTE: &str =
    "a style attribute: the content policy blocks it; use a class or `style:property=`";

/// Judges the attribute name that ends at an equals sign.
///
/// In Rust, assignments have a space there (rustfmt), so that only attributes of `view!` look like this.
fn attribute_breach(text: &str, equals: usize) -> Option<(usize, &'static str)> {
    let before = text.get(..equals)?;
    let start = before.rfind(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '<' | '(' | '{'))? + 1;
    let name = before.get(start..)?;
    // A name at the very start of a string literal, such as a query in a test, is no attribute.
    if !text.get(..start)?.ends_with(|c: char| c.is_whitespace()) || text.get(equals + 1..)?.starts_with('=')
    {
        return None;
    }
    let name = name.strip_prefix("attr:").unwrap_or(name);
    if name == "style" {
        return Some((start, STYLE_ATTRIBUTE));
    }
    let event = name.strip_prefix("on")?;
    let is_handler = event.len() > 2 && event.bytes().all(|byte| byte.is_ascii_lowercase());
    is_handler.then_some((start, "an inline event handler: the content policy blocks it; use `on:event=`"))
}

/// The text of a tag from its `<` to its `>`.
fn tag_at(text: &str, start: usize) -> &str {
    let rest = text.get(start..).unwrap_or_default();
    rest.find('>').and_then(|end| rest.get(..=end)).unwrap_or(rest)
}

fn is_element(tag: &str, name: &str) -> bool {
    let Some(start) = tag.get(1..=name.len()) else { return false };
    start == name
        && tag
            .get(1 + name.len()..)
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_whitespace() || c == '>'))
}

fn has_attribute(tag: &str, name: &str) -> bool {
    tag.split_whitespace().any(|part| part.split_once('=').is_some_and(|(attribute, _)| attribute == name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rust(text: &str) -> Vec<String> {
        breaches_in(text, Language::Rust)
    }

    fn html(text: &str) -> Vec<String> {
        breaches_in(text, Language::Html)
    }

    #[test]
    fn finds_style_attributes_of_views_with_their_line() {
        let found =
            rust("view! {\n    <p style=\"color:red\">\"x\"</p>\n    <p\n        style=colour\n    />\n}");
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].starts_with("2: a style attribute"), "{found:?}");
        assert!(found[1].starts_with("4: a style attribute"), "{found:?}");
    }

    #[test]
    fn finds_style_attributes_set_by_hand() {
        assert_eq!(rust("element.set_attribute(\"style\", \"color:red\")").len(), 1);
        assert_eq!(rust("<p attr:style=colour/>").len(), 1);
    }

    #[test]
    fn allows_style_properties_events_and_plain_rust() {
        let text = "view! { <p style:width=width on:click=go class=\"style=\" on=\"x\"/> }\n\
                    let style = 1; if style == 2 { } let style=='x';\n\
                    // <p style=\"a comment\">\n\
                    fn f() -> Option<Style> { x.online_count = 3; }";
        assert!(rust(text).is_empty(), "{:?}", rust(text));
    }

    #[test]
    fn finds_inline_handlers() {
        assert_eq!(rust("view! { <button onclick=\"go()\"/> }").len(), 1);
        assert_eq!(html("<body onload=\"go()\">").len(), 1);
    }

    #[test]
    fn finds_inline_scripts_and_styles() {
        assert_eq!(html("<script>go()</script>").len(), 1);
        assert_eq!(html("<script type=\"module\">go()</script>").len(), 1);
        assert_eq!(html("<style>p{}</style>").len(), 1);
        assert_eq!(rust("view! { <script>\"go()\"</script> }").len(), 1);
    }

    #[test]
    fn allows_script_files_and_comments() {
        let text = "<!-- <script>\n</script> --><script type=\"module\" src=\"boot.js\"></script>\n<p>";
        assert!(html(text).is_empty(), "{:?}", html(text));
    }

    #[test]
    fn counts_lines_through_comments() {
        assert!(html("<!-- a\nb -->\n<p style=\"x\">")[0].starts_with("3:"));
    }
}

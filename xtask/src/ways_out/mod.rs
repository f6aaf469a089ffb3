//! Ways by which something could leave the page, or stay on the device: our code uses none of them.
//!
//! The browser's lock blocks most of them too, but not all: nothing stops a page from navigating or from WebRTC. So
//! the interfaces themselves are forbidden, in the sources and in the finished programs. This finds what is
//! written; it is no proof against somebody who hides it. The packages are judged by what the finished programs can
//! call: a program reaches the browser only through the interfaces that its glue hands to it.

mod finished;
mod table;

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use anyhow::{Context, Result};
use regex::{Regex, RegexBuilder};

pub(crate) use finished::breaches as breaches_in_build;

use crate::file_tree::files_below;
use crate::source_text::{
    line_number, without_html_comments, without_line_comments, without_script_comments,
};
use crate::workspace::Workspace;
use table::{FEATURES, FEATURES_OF_GLOO, WAYS, Way};

/// Lists every use in our own sources, and every feature that would allow one.
pub(crate) fn breaches(workspace: &Workspace) -> Result<Vec<String>> {
    let root = workspace.root();
    let mut files = vec![root.join("index.html")];
    for folder in ["src", "crates", "public"] {
        // What only tests run reaches nobody.
        files.extend(files_below(&root.join(folder))?.into_iter().filter(|file| !is_test(file)));
    }
    let mut found = Vec::new();
    for file in files {
        let Some(language) = Language::of(&file) else { continue };
        let text = fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))?;
        let name = file.strip_prefix(root)?.to_string_lossy();
        found.extend(breaches_in(&text, language, &name));
    }
    let manifest = fs::read_to_string(root.join("Cargo.toml")).context("reading Cargo.toml")?;
    found.extend(features(&manifest)?);
    Ok(found)
}

fn is_test(file: &Path) -> bool {
    file.components().any(|part| part.as_os_str() == "tests")
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Language {
    Rust,
    Script,
    Html,
}

impl Language {
    fn of(file: &Path) -> Option<Self> {
        match file.extension()?.to_str()? {
            "rs" => Some(Self::Rust),
            "js" | "mjs" => Some(Self::Script),
            "html" => Some(Self::Html),
            _ => None,
        }
    }

    fn without_comments(self, text: &str) -> String {
        match self {
            Self::Rust => without_line_comments(text),
            Self::Script => without_script_comments(text),
            Self::Html => without_html_comments(text),
        }
    }
}

/// Breaches as `file:line: what`; `name` decides what the file may.
fn breaches_in(text: &str, language: Language, name: &str) -> Vec<String> {
    let text = language.without_comments(text);
    let mut found = Vec::new();
    for (way, written) in PATTERNS.iter() {
        if way.except.contains(&name) {
            continue;
        }
        for found_here in written.iter().flat_map(|pattern| pattern.find_iter(&text)) {
            let what = format!("`{}`: {}: {}", found_here.as_str().trim(), way.name, way.why);
            // The pattern may begin with the end of the line before.
            found.push((found_here.end(), what));
        }
    }
    found.extend(links_to_new_windows(&text).map(|end| {
        (
            end,
            "a link to a new window without rel=\"noreferrer\": the other page learns where it was"
                .to_owned(),
        )
    }));
    found.sort_unstable();
    found.dedup();
    found.into_iter().map(|(end, what)| format!("{name}:{}: {what}", line_number(&text, end))).collect()
}

static PATTERNS: LazyLock<Vec<(&Way, Vec<Regex>)>> = LazyLock::new(|| {
    let compiled = |way: &'static Way| way.written.iter().filter_map(|text| pattern(text).ok()).collect();
    WAYS.iter().map(|way| (way, compiled(way))).collect()
});

fn pattern(text: &str) -> Result<Regex, regex::Error> {
    RegexBuilder::new(text).multi_line(true).build()
}

/// Where a link that opens a window tells the other page where it was.
fn links_to_new_windows(text: &str) -> impl Iterator<Item = usize> {
    text.match_indices("_blank").filter_map(|(position, _)| {
        let before = text.get(..position)?.rfind('<')?;
        let after = position + text.get(position..)?.find('>')?;
        (!text.get(before..after)?.contains("noreferrer")).then_some(position)
    })
}

/// Features of the browser's packages that would give such an interface to the app.
fn features(manifest: &str) -> Result<Vec<String>> {
    let manifest: toml::Table = manifest.parse().context("Cargo.toml is not valid TOML")?;
    let forbidden = pattern(FEATURES)?;
    let mut found = Vec::new();
    for feature in features_of(&manifest, "web-sys") {
        if forbidden.is_match(feature) {
            found.push(format!(
                "Cargo.toml: web-sys has the feature {feature}, and something could leave by it"
            ));
        }
    }
    for feature in features_of(&manifest, "gloo") {
        if !FEATURES_OF_GLOO.contains(&feature) {
            found.push(format!(
                "Cargo.toml: gloo has the feature {feature}; only {FEATURES_OF_GLOO:?} are needed"
            ));
        }
    }
    Ok(found)
}

fn features_of<'a>(manifest: &'a toml::Table, package: &str) -> Vec<&'a str> {
    let features = manifest
        .get("dependencies")
        .and_then(|packages| packages.get(package))
        .and_then(|package| package.get("features"))
        .and_then(toml::Value::as_array);
    features.into_iter().flatten().filter_map(toml::Value::as_str).collect()
}

#[cfg(test)]
mod tests;

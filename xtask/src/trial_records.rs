//! The records of content/trials, read, checked and written beside the long texts.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::json;
use shirube_trials::record::{Known, Record, RecordFile, problems_in_content};
use shirube_trials::search::Synonyms;

use crate::idle_files;
use crate::workspace::Workspace;

/// What the portal reads, before its name carries a hash.
const FILE: &str = "portal-trials.json";
/// The words of the finder, beside the records.
const SYNONYMS: &str = "synonyms";
/// The files of content/evidence that hold sources.
const SOURCES: [&str; 2] = ["sources.toml", "portal_sources.toml"];

/// Writes all records and the finder's words into the finished app.
pub(crate) fn write(workspace: &Workspace) -> Result<()> {
    let content = workspace.root().join("content");
    let synonyms = synonyms(&content)?;
    let records: Vec<RecordFile> = records(&content, &synonyms)?.into_iter().map(RecordFile::from).collect();
    let json = serde_json::to_vec(&json!({ "records": records, "synonyms": synonyms }))
        .with_context(|| format!("writing {FILE}"))?;
    fs::write(workspace.dist().join(idle_files::FOLDER).join(FILE), json)
        .with_context(|| format!("writing {FILE}"))
}

fn synonyms(content: &Path) -> Result<Synonyms> {
    let file = content.join("trials").join(SYNONYMS).with_extension("toml");
    toml::from_str(&read(&file)?).with_context(|| format!("{} cannot be read", file.display()))
}

/// Reads the records in the order of their files; everything that is wrong is printed.
fn records(content: &Path, synonyms: &Synonyms) -> Result<Vec<Record>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(content.join("trials")).context("listing content/trials")? {
        let path = entry?.path();
        let name = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        if path.extension().is_some_and(|extension| extension == "toml") && name != SYNONYMS {
            files.push((name, path));
        }
    }
    files.sort();
    let known = Known {
        sources: &sources(content)?,
        synonyms,
        trials: &files.iter().map(|(name, _)| name.clone()).collect(),
    };
    let mut records = Vec::new();
    let mut wrong = 0;
    for (name, path) in &files {
        let file: RecordFile =
            toml::from_str(&read(path)?).with_context(|| format!("{} cannot be read", path.display()))?;
        let problems = match Record::try_from(file) {
            Ok(record) => {
                let problems = problems_in_content(&record, name, &known);
                records.push(record);
                problems
            }
            Err(problems) => problems,
        };
        for problem in &problems {
            println!("  trials/{name}.toml: {problem}");
        }
        wrong += problems.len();
    }
    if wrong > 0 {
        bail!("{wrong} problems in the records of trials");
    }
    Ok(records)
}

/// The ids of all sources.
fn sources(content: &Path) -> Result<BTreeSet<String>> {
    let mut ids = BTreeSet::new();
    for name in SOURCES {
        let file = content.join("evidence").join(name);
        let table: toml::Table =
            read(&file)?.parse().with_context(|| format!("{} cannot be read", file.display()))?;
        ids.extend(table.into_iter().map(|(id, _)| id));
    }
    Ok(ids)
}

fn read(file: &Path) -> Result<String> {
    fs::read_to_string(file).with_context(|| format!("reading {}", file.display()))
}

//! The long texts of content/: read, compiled, and written beside the programs that come at idle.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use shirube_pages::compile::{Compiled, Problem, SourceFile, compile};

use crate::file_tree::files_below;
use crate::idle_files;
use crate::workspace::Workspace;

/// Compiles the texts; every problem is printed.
pub(crate) fn compiled(workspace: &Workspace) -> Result<Compiled> {
    let texts = read(&workspace.root().join("content"))?;
    let files: Vec<SourceFile> = texts.iter().map(|(path, text)| SourceFile { path, text }).collect();
    compile(&files).or_else(|problems| refuse(&problems))
}

/// Writes a bundle for each language form into the finished app.
pub(crate) fn write(workspace: &Workspace) -> Result<()> {
    for bundle in compiled(workspace)?.bundles {
        let name = format!("portal-{}.json", bundle.form.code());
        let json = serde_json::to_vec(&bundle).with_context(|| format!("writing {name}"))?;
        fs::write(workspace.dist().join(idle_files::FOLDER).join(&name), json)
            .with_context(|| format!("writing {name}"))?;
    }
    Ok(())
}

/// Every text file of a folder, with its path from there on.
fn read(folder: &Path) -> Result<Vec<(String, String)>> {
    let mut texts = Vec::new();
    for file in files_below(folder)? {
        if !file.extension().is_some_and(|extension| extension == "md" || extension == "toml") {
            continue;
        }
        let parts: Option<Vec<&str>> =
            file.strip_prefix(folder)?.components().map(|part| part.as_os_str().to_str()).collect();
        let path = parts.with_context(|| format!("{} has no UTF-8 name", file.display()))?.join("/");
        let text = fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))?;
        texts.push((path, text));
    }
    Ok(texts)
}

fn refuse(problems: &[Problem]) -> Result<Compiled> {
    for problem in problems {
        println!("  {problem}");
    }
    bail!("{} problems in the long texts; content/README.md tells how they are written", problems.len())
}

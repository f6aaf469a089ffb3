//! The list of files that the service worker keeps, and the digest of the build, written into the finished app.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use data_encoding::BASE64;
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::build_digest::{self, PAGE, WORKER};
use crate::precompress;

/// What a page can ask for. Anything else in the folder (a list of parts, a host's own settings) is not kept.
const OF_THE_PAGE: [&str; 7] = ["css", "html", "js", "json", "png", "wasm", "webmanifest"];

/// Writes both; gives the files that changed.
pub(crate) fn write(dist: &Path) -> Result<Vec<PathBuf>> {
    let digest = build_digest::of(dist)?;
    let (page, worker) = (dist.join(PAGE), dist.join(WORKER));
    let html = fs::read_to_string(&page).context("reading the finished index.html")?;
    fs::write(&page, build_digest::with_attribute(&html, &digest)?)
        .context("writing the finished index.html")?;
    let script = fs::read_to_string(&worker).with_context(|| format!("there is no {WORKER}"))?;
    let list = json!({ "build": digest, "files": list(dist)? });
    fs::write(&worker, build_digest::with_list(&script, &list.to_string())?)
        .with_context(|| format!("writing {WORKER}"))?;
    Ok(vec![page, worker])
}

/// The same for a folder whose files were changed, with its compressed copies.
pub(crate) fn stamp(dist: &Path) -> Result<()> {
    if !dist.join(PAGE).is_file() {
        bail!("{} holds no finished app", dist.display());
    }
    write(dist)?;
    precompress::refresh(dist)
}

/// Each file with its digest as a browser reads it. A host may answer `index.html` with a way to the folder itself, so the
/// page is asked for by the folder's name.
fn list(dist: &Path) -> Result<BTreeMap<String, String>> {
    let mut list = BTreeMap::new();
    for (name, file) in build_digest::files(dist)? {
        if name == WORKER || !is_of_the_page(&name) {
            continue;
        }
        let content = fs::read(&file).with_context(|| format!("reading {}", file.display()))?;
        let address = if name == PAGE { "./".to_owned() } else { name };
        list.insert(address, format!("sha256-{}", BASE64.encode(&Sha256::digest(&content))));
    }
    Ok(list)
}

fn is_of_the_page(name: &str) -> bool {
    let of_the_host = name.split('/').any(|part| part.starts_with(['.', '_']));
    let extension = Path::new(name).extension().and_then(|extension| extension.to_str());
    !of_the_host && !name.ends_with(".cdx.json") && extension.is_some_and(|name| OF_THE_PAGE.contains(&name))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A small finished app, made anew.
    fn app(name: &str) -> PathBuf {
        let dist = std::env::temp_dir().join(format!("shirube-offline-copy-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&dist);
        fs::create_dir_all(dist.join("idle")).unwrap();
        for (file, content) in [
            (PAGE, "<html>"),
            (WORKER, "//\nconst COPY = {};\nrest"),
            ("idle/a-0123456789abcdef.js", "a"),
            ("idle/a-0123456789abcdef.js.br", "compressed"),
            ("_headers", "of the host"),
            ("shirube.cdx.json", "parts"),
        ] {
            fs::write(dist.join(file), content).unwrap();
        }
        dist
    }

    /// The worker's list, as JSON.
    fn written(dist: &Path) -> serde_json::Value {
        let script = fs::read_to_string(dist.join(WORKER)).unwrap();
        let line = script.lines().find_map(|line| line.strip_prefix("const COPY = ")).unwrap();
        serde_json::from_str(line.trim_end_matches(';')).unwrap()
    }

    #[test]
    fn the_list_has_what_a_page_asks_for_and_its_digests() {
        let dist = app("list");
        write(&dist).unwrap();
        let list = written(&dist);
        let digest = build_digest::of(&dist).unwrap();
        assert_eq!(list["build"], digest.as_str());
        let files = list["files"].as_object().unwrap();
        assert_eq!(files.keys().collect::<Vec<_>>(), ["./", "idle/a-0123456789abcdef.js"]);
        // printf a | openssl dgst -sha256 -binary | base64
        let of_a = "sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs=";
        assert_eq!(files["idle/a-0123456789abcdef.js"], of_a);
        let html = fs::read_to_string(dist.join(PAGE)).unwrap();
        assert_eq!(html, format!("<html data-build=\"{digest}\">"));
        let of_page = format!("sha256-{}", BASE64.encode(&Sha256::digest(html.as_bytes())));
        assert_eq!(files["./"], of_page.as_str(), "the page is kept as it is served");
        fs::remove_dir_all(&dist).unwrap();
    }

    #[test]
    fn a_second_time_changes_nothing() {
        let dist = app("twice");
        write(&dist).unwrap();
        let first = fs::read_to_string(dist.join(WORKER)).unwrap();
        write(&dist).unwrap();
        assert_eq!(fs::read_to_string(dist.join(WORKER)).unwrap(), first);
        fs::remove_dir_all(&dist).unwrap();
    }

    #[test]
    fn a_folder_without_an_app_is_refused() {
        let dist = app("none");
        fs::remove_file(dist.join(PAGE)).unwrap();
        assert!(stamp(&dist).is_err());
        fs::remove_dir_all(&dist).unwrap();
    }
}

//! The digest of a finished app: sixteen digits that say which build a page, a copy or a folder is.
//!
//! It is made of a text with one line for each file, sorted by the bytes of the names: the SHA-256 of the content in
//! hexadecimal, two spaces, the path from the folder on with `/`. The digest is the first 16 digits of
//! this text's SHA-256. Two files carry the digest themselves and are read without it: `index.html` without the
//! attribute `data-build`, and `service-worker.js` with an empty list. Compressed copies (`.br`, `.gz`) are left out.
//! `docs/offline-and-lock.md` has the same as a shell script.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use crate::file_tree::files_below;

/// The page, which carries the digest.
pub(crate) const PAGE: &str = "index.html";
/// The worker, which carries the digest and the list of files.
pub(crate) const WORKER: &str = "service-worker.js";
/// How the line of the worker begins that has the list.
pub(crate) const LIST: &str = "const COPY = ";

const ATTRIBUTE: &str = " data-build=\"";
const DIGITS: usize = 16;

/// The digest of a finished app, whether or not it is written there already.
pub(crate) fn of(dist: &Path) -> Result<String> {
    let mut listing = String::new();
    for (name, file) in files(dist)? {
        let content = fs::read(&file).with_context(|| format!("reading {}", file.display()))?;
        let content = match name.as_str() {
            PAGE => without_attribute(&text(content)?)?.into_bytes(),
            WORKER => with_list(&text(content)?, "{}")?.into_bytes(),
            _ => content,
        };
        listing.push_str(&HEXLOWER.encode(&Sha256::digest(&content)));
        listing.push_str("  ");
        listing.push_str(&name);
        listing.push('\n');
    }
    let mut digest = HEXLOWER.encode(&Sha256::digest(listing.as_bytes()));
    digest.truncate(DIGITS);
    Ok(digest)
}

/// Every file but compressed copies, by its name from the folder on, in the order of the digest.
pub(crate) fn files(dist: &Path) -> Result<Vec<(String, std::path::PathBuf)>> {
    let mut files = Vec::new();
    for file in files_below(dist)? {
        if file.extension().is_some_and(|extension| extension == "br" || extension == "gz") {
            continue;
        }
        let parts: Option<Vec<&str>> =
            file.strip_prefix(dist)?.components().map(|part| part.as_os_str().to_str()).collect();
        let name = parts.with_context(|| format!("{} has no UTF-8 name", file.display()))?.join("/");
        files.push((name, file));
    }
    files.sort();
    Ok(files)
}

/// The page with the digest, in the place of an older one.
pub(crate) fn with_attribute(html: &str, digest: &str) -> Result<String> {
    let html = without_attribute(html)?;
    let (before, after) = html.split_once("<html").context("index.html has no <html>")?;
    Ok([before, "<html", ATTRIBUTE, digest, "\"", after].concat())
}

fn without_attribute(html: &str) -> Result<String> {
    let Some((before, rest)) = html.split_once(ATTRIBUTE) else { return Ok(html.to_owned()) };
    let (_, after) = rest.split_once('"').context("data-build is not closed")?;
    Ok([before, after].concat())
}

/// The worker's script with this list.
pub(crate) fn with_list(script: &str, list: &str) -> Result<String> {
    let start = script
        .match_indices(LIST)
        .map(|(start, _)| start)
        .find(|start| script.get(..*start).is_some_and(|before| before.ends_with('\n')));
    let Some(start) = start else { bail!("{WORKER} has no line `{LIST}…`") };
    let (before, rest) = script.split_at(start);
    let (_, after) = rest.split_once('\n').context("the list is not closed")?;
    Ok([before, LIST, list, ";\n", after].concat())
}

fn text(content: Vec<u8>) -> Result<String> {
    String::from_utf8(content).context("a file of text is not UTF-8")
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
        let dist = std::env::temp_dir().join(format!("shirube-build-digest-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&dist);
        fs::create_dir_all(dist.join("idle")).unwrap();
        for (file, content) in files {
            fs::write(dist.join(file), content).unwrap();
        }
        dist
    }

    fn digest(name: &str, files: &[(&str, &str)]) -> String {
        let dist = folder(name, files);
        let digest = of(&dist).unwrap();
        fs::remove_dir_all(&dist).unwrap();
        digest
    }

    const PAGE_TEXT: &str = "<html lang=\"ja\">";
    const WORKER_TEXT: &str = "// one\nconst COPY = {};\n// two\n";

    #[test]
    fn it_is_the_digest_of_what_sha256sum_prints() {
        // printf a | sha256sum, then the digest of "ca978…48bb  idle/a.js\n".
        let line = "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb  idle/a.js\n";
        let expected = HEXLOWER.encode(&Sha256::digest(line.as_bytes()));
        assert_eq!(digest("lines", &[("idle/a.js", "a")]), expected[..16]);
    }

    #[test]
    fn it_follows_names_and_contents_but_not_itself() {
        let plain =
            digest("plain", &[("index.html", PAGE_TEXT), ("service-worker.js", WORKER_TEXT), ("a", "1")]);
        let written = with_attribute(PAGE_TEXT, &plain).unwrap();
        let script = with_list(WORKER_TEXT, "{\"build\":\"x\"}").unwrap();
        assert_eq!(
            digest(
                "written",
                &[("index.html", &written), ("service-worker.js", &script), ("a", "1"), ("a.br", "x")]
            ),
            plain
        );
        for (name, changed) in [
            ("content", [("index.html", PAGE_TEXT), ("service-worker.js", WORKER_TEXT), ("a", "2")]),
            ("name", [("index.html", PAGE_TEXT), ("service-worker.js", WORKER_TEXT), ("b", "1")]),
            ("page", [("index.html", "<html>"), ("service-worker.js", WORKER_TEXT), ("a", "1")]),
            (
                "worker",
                [("index.html", PAGE_TEXT), ("service-worker.js", "\nconst COPY = {};\n"), ("a", "1")],
            ),
        ] {
            assert_ne!(digest(name, &changed), plain, "{name}");
        }
    }

    #[test]
    fn files_are_sorted_by_the_bytes_of_their_whole_names() {
        let dist = folder("sorted", &[("idle/a", ""), ("idle-b", ""), ("Z", "")]);
        let names: Vec<String> = files(&dist).unwrap().into_iter().map(|(name, _)| name).collect();
        fs::remove_dir_all(&dist).unwrap();
        assert_eq!(names, ["Z", "idle-b", "idle/a"]);
    }

    #[test]
    fn a_digest_is_replaced_and_not_added() {
        let once = with_attribute(PAGE_TEXT, "0123456789abcdef").unwrap();
        assert_eq!(once, "<html data-build=\"0123456789abcdef\" lang=\"ja\">");
        assert_eq!(with_attribute(&once, "fedcba9876543210").unwrap().matches("data-build").count(), 1);
        assert!(with_attribute("no page", "0").is_err());
        assert!(with_list("// const COPY = in a comment", "{}").is_err());
    }
}

//! Names for the files of the second program, which trunk leaves without a hash.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use anyhow::{Context, Result, bail};

/// The folder of what is fetched only when the page has nothing else to do.
pub(crate) const FOLDER: &str = "idle";

/// What trunk writes there, and the ending of the name that each file gets.
const FILES: [(&str, &str); 2] = [("clinic.js", "js"), ("clinic_bg.wasm", "wasm")];

/// Puts a hash of the content into the files' names, there and in index.html.
///
/// The two files are made for each other, so they share one hash.
pub(crate) fn name_by_content(dist: &Path) -> Result<()> {
    let folder = dist.join(FOLDER);
    let mut hasher = DefaultHasher::new();
    for (name, _) in FILES {
        let content =
            fs::read(folder.join(name)).with_context(|| format!("trunk wrote no {FOLDER}/{name}"))?;
        content.hash(&mut hasher);
    }
    let hash = hasher.finish();
    let page = dist.join("index.html");
    let mut html = fs::read_to_string(&page).context("reading the finished index.html")?;
    for (old, extension) in FILES {
        let new = format!("clinic-{hash:016x}.{extension}");
        let (old_address, new_address) = (format!("{FOLDER}/{old}"), format!("{FOLDER}/{new}"));
        if !html.contains(&old_address) {
            bail!("index.html does not name {old_address}: see the start script in Trunk.toml");
        }
        html = html.replace(&old_address, &new_address);
        fs::rename(folder.join(old), folder.join(&new)).with_context(|| format!("renaming {old_address}"))?;
    }
    fs::write(&page, html).context("writing the finished index.html")
}

#[cfg(test)]
mod tests {
    use std::env;
    use std::path::PathBuf;

    use super::*;

    /// A finished build with these two files; the folder is made anew.
    fn build(name: &str, js: &str, wasm: &str) -> PathBuf {
        let dist = env::temp_dir().join(format!("shirube-idle-files-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&dist);
        fs::create_dir_all(dist.join(FOLDER)).unwrap();
        fs::write(dist.join("index.html"), "js=./idle/clinic.js wasm=./idle/clinic_bg.wasm").unwrap();
        fs::write(dist.join("idle/clinic.js"), js).unwrap();
        fs::write(dist.join("idle/clinic_bg.wasm"), wasm).unwrap();
        dist
    }

    fn named_page(name: &str, js: &str, wasm: &str) -> String {
        let dist = build(name, js, wasm);
        name_by_content(&dist).unwrap();
        let html = fs::read_to_string(dist.join("index.html")).unwrap();
        for part in html.split(' ') {
            let (_, address) = part.split_once('=').unwrap();
            assert!(dist.join(address).is_file(), "{address} is there");
        }
        fs::remove_dir_all(&dist).unwrap();
        html
    }

    #[test]
    fn the_names_follow_the_content_of_both_files() {
        let names = named_page("first", "a", "b");
        assert_eq!(names, named_page("same", "a", "b"));
        assert_ne!(names, named_page("wasm", "a", "c"));
        assert_ne!(names, named_page("js", "c", "b"));
    }

    #[test]
    fn a_page_that_does_not_ask_for_the_files_is_refused() {
        let dist = build("unnamed", "a", "b");
        fs::write(dist.join("index.html"), "no script").unwrap();
        assert!(name_by_content(&dist).is_err());
        fs::remove_dir_all(&dist).unwrap();
    }
}

//! Names for the files that come at idle, which trunk leaves without a hash.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::file_tree::files_below;

/// The folder of what is fetched only when the page has nothing else to do.
pub(crate) const FOLDER: &str = "idle";

/// What is written there for one program, and the name that each file gets around the hash.
type Files = &'static [(&'static str, &'static str, &'static str)];

/// What loads the programs, the programs, and the long texts. The files of one are made for each other, so they share
/// one hash.
const PROGRAMS: [Files; 10] = [
    &[("programs.js", "programs", "js")],
    &[("break-out.js", "break-out", "js")],
    &[("clinic.js", "clinic", "js"), ("clinic_bg.wasm", "clinic", "wasm"), ("clinic.css", "clinic", "css")],
    &[
        ("laboratory.js", "laboratory", "js"),
        ("laboratory_bg.wasm", "laboratory", "wasm"),
        ("laboratory.css", "laboratory", "css"),
        ("laboratory-worker.js", "laboratory-worker", "js"),
    ],
    &[("portal.js", "portal", "js"), ("portal_bg.wasm", "portal", "wasm"), ("portal.css", "portal", "css")],
    &[("portal-ja.json", "portal-ja", "json")],
    &[("portal-ja-easy.json", "portal-ja-easy", "json")],
    &[("portal-en.json", "portal-en", "json")],
    &[("portal-trials.json", "portal-trials", "json")],
    SETTINGS,
];

/// What an association sets for its own copy.
const SETTINGS: Files = &[("portal-site.json", "portal-site", "json")];

/// Puts a hash of the content into the files' names, there and in index.html.
pub(crate) fn name_by_content(dist: &Path) -> Result<()> {
    let page = dist.join("index.html");
    let mut html = fs::read_to_string(&page).context("reading the finished index.html")?;
    for files in PROGRAMS {
        html = name_program(&dist.join(FOLDER), files, html)?;
    }
    fs::write(&page, html).context("writing the finished index.html")
}

/// The same for the settings alone; gives the files that got a name.
pub(crate) fn name_settings_by_content(dist: &Path) -> Result<Vec<PathBuf>> {
    let page = dist.join("index.html");
    let html = fs::read_to_string(&page).context("reading the finished index.html")?;
    let named = name_program(&dist.join(FOLDER), SETTINGS, html)?;
    fs::write(&page, named).context("writing the finished index.html")?;
    let is_settings = |file: &PathBuf| {
        let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        SETTINGS.iter().any(|(_, stem, _)| name.starts_with(stem))
    };
    Ok(files_below(&dist.join(FOLDER))?.into_iter().filter(is_settings).collect())
}

/// Renames the files of one program; tells the page that names them so.
fn name_program(folder: &Path, files: Files, mut html: String) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    for (name, ..) in files {
        let content = fs::read(folder.join(name)).with_context(|| format!("there is no {FOLDER}/{name}"))?;
        content.hash(&mut hasher);
    }
    let hash = hasher.finish();
    for (old, stem, extension) in files {
        let new = format!("{stem}-{hash:016x}.{extension}");
        let (old_address, new_address) = (format!("{FOLDER}/{old}"), format!("{FOLDER}/{new}"));
        if !html.contains(&old_address) {
            bail!("index.html does not name {old_address}: see the start script in Trunk.toml");
        }
        html = html.replace(&old_address, &new_address);
        fs::rename(folder.join(old), folder.join(&new)).with_context(|| format!("renaming {old_address}"))?;
    }
    Ok(html)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::env;
    use std::fmt::Write as _;

    use super::*;

    /// A finished build in which every file is empty but this one; the folder is made anew.
    fn build(name: &str, special: &str) -> PathBuf {
        let dist = env::temp_dir().join(format!("shirube-idle-files-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&dist);
        fs::create_dir_all(dist.join(FOLDER)).unwrap();
        let mut html = String::new();
        for (file, ..) in PROGRAMS.into_iter().flatten() {
            fs::write(dist.join(FOLDER).join(file), if *file == special { "changed" } else { "" }).unwrap();
            write!(html, "{file}=./{FOLDER}/{file} ").unwrap();
        }
        fs::write(dist.join("index.html"), html).unwrap();
        dist
    }

    /// The address that each file got.
    fn named(name: &str, special: &str) -> BTreeMap<String, String> {
        let dist = build(name, special);
        name_by_content(&dist).unwrap();
        let html = fs::read_to_string(dist.join("index.html")).unwrap();
        let mut addresses = BTreeMap::new();
        for part in html.split_whitespace() {
            let (file, address) = part.split_once('=').unwrap();
            assert!(dist.join(address).is_file(), "{address} is there");
            addresses.insert(file.to_owned(), address.to_owned());
        }
        fs::remove_dir_all(&dist).unwrap();
        addresses
    }

    #[test]
    fn the_names_of_a_program_follow_the_content_of_all_its_files() {
        let plain = named("plain", "");
        assert_eq!(plain, named("same", ""));
        for program in PROGRAMS {
            for (special, ..) in program {
                let changed = named(special, special);
                for (file, address) in &plain {
                    let of_program = program.iter().any(|(of_program, ..)| of_program == file);
                    assert_eq!(changed[file] != *address, of_program, "{special} changed, and {file}?");
                }
            }
        }
    }

    #[test]
    fn a_page_that_does_not_ask_for_the_files_is_refused() {
        let dist = build("unnamed", "");
        fs::write(dist.join("index.html"), "no script").unwrap();
        assert!(name_by_content(&dist).is_err());
        fs::remove_dir_all(&dist).unwrap();
    }
}

//! Names for the files that trunk leaves without a hash: what comes at idle, and the script that starts the app.

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
const PROGRAMS: [Files; 9] = [
    &[("programs.js", "programs", "js")],
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

/// What `programs.js` imports: the page does not name it.
const IMPORTED: [&str; 4] = ["break-out", "install-links", "lock", "offline-copy"];

/// The script that starts the app. A page of one version must never be answered with the script of another, so only
/// `index.html` and what belongs to the host keeps its name.
const BOOT: &str = "boot";

/// What an association sets for its own copy.
const SETTINGS: Files = &[("portal-site.json", "portal-site", "json")];

/// Puts a hash of the content into the files' names, there and in index.html.
pub(crate) fn name_by_content(dist: &Path) -> Result<()> {
    let page = dist.join("index.html");
    let mut html = fs::read_to_string(&page).context("reading the finished index.html")?;
    html = name_script(dist, BOOT, &html)?;
    name_imported(&dist.join(FOLDER))?;
    for files in PROGRAMS {
        html = name_program(&dist.join(FOLDER), files, html)?;
    }
    fs::write(&page, html).context("writing the finished index.html")
}

/// Renames what `programs.js` imports; its own name follows, because its content changes.
fn name_imported(folder: &Path) -> Result<()> {
    let importing = folder.join("programs.js");
    let mut script = fs::read_to_string(&importing).context("there is no idle/programs.js")?;
    for stem in IMPORTED {
        script = name_script(folder, stem, &script)?;
    }
    fs::write(&importing, script).context("writing idle/programs.js")
}

/// Renames one script; gives the text that names it with the new name.
fn name_script(folder: &Path, stem: &str, text: &str) -> Result<String> {
    let old = format!("{stem}.js");
    let content = fs::read(folder.join(&old)).with_context(|| format!("there is no {old}"))?;
    let mut hasher = DefaultHasher::new();
    content.hash(&mut hasher);
    let new = format!("{stem}-{:016x}.js", hasher.finish());
    let address = format!("./{old}");
    if !text.contains(&address) {
        bail!("nothing names {address}");
    }
    fs::rename(folder.join(&old), folder.join(&new)).with_context(|| format!("renaming {old}"))?;
    Ok(text.replace(&address, &format!("./{new}")))
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
        let mut html = "boot=./boot.js ".to_owned();
        let content = |file: &str| if file == special { "changed" } else { "" };
        for (file, ..) in PROGRAMS.into_iter().flatten() {
            fs::write(dist.join(FOLDER).join(file), content(file)).unwrap();
            write!(html, "{file}=./{FOLDER}/{file} ").unwrap();
        }
        fs::write(dist.join("boot.js"), content("boot.js")).unwrap();
        let mut programs = content("programs.js").to_owned();
        for stem in IMPORTED {
            let file = format!("{stem}.js");
            fs::write(dist.join(FOLDER).join(&file), content(&file)).unwrap();
            write!(programs, "import './{file}'; ").unwrap();
        }
        fs::write(dist.join(FOLDER).join("programs.js"), programs).unwrap();
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
    fn what_the_programs_import_and_the_first_script_are_named_too() {
        let plain = named("imports-plain", "");
        for stem in IMPORTED {
            let changed = named(stem, &format!("{stem}.js"));
            assert_ne!(changed["programs.js"], plain["programs.js"], "{stem}");
            assert_eq!(changed["boot"], plain["boot"], "{stem}");
        }
        assert_ne!(named("boot", "boot.js")["boot"], plain["boot"]);
    }

    #[test]
    fn a_page_that_does_not_ask_for_the_files_is_refused() {
        let dist = build("unnamed", "");
        fs::write(dist.join("index.html"), "no script").unwrap();
        assert!(name_by_content(&dist).is_err());
        fs::remove_dir_all(&dist).unwrap();
    }
}

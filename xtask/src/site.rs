//! An association's settings (`content/site.toml`) in the finished app.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use shirube_pages::Site;

use crate::file_tree::files_below;
use crate::idle_files;
use crate::offline_copy;
use crate::precompress;
use crate::workspace::Workspace;

/// What the portal reads, before its name carries a hash.
const FILE: &str = "portal-site.json";
/// Where the page names the language forms offered: the first program asks before the portal is there.
const LANGUAGES: &str = "data-languages=\"";

/// Writes the settings of `content/site.toml` into the finished app.
pub(crate) fn write(workspace: &Workspace) -> Result<()> {
    put_into(&workspace.dist(), &read(&workspace.root().join("content/site.toml"))?)
}

/// Copies the finished app into `out`, with the settings of another file.
pub(crate) fn build_copy(workspace: &Workspace, settings: &Path, out: &Path) -> Result<()> {
    let site = read(settings)?;
    let dist = workspace.dist();
    if out.exists() {
        bail!("{} exists already: name a folder that does not", out.display());
    }
    for file in files_below(&dist)? {
        let name = file.strip_prefix(&dist)?;
        let is_settings = |name: &str| name.starts_with(FILE.trim_end_matches(".json"));
        if name.file_name().and_then(|name| name.to_str()).is_some_and(is_settings) {
            continue;
        }
        let copy = out.join(name);
        fs::create_dir_all(copy.parent().unwrap_or(out))
            .with_context(|| format!("making {}", out.display()))?;
        fs::copy(&file, &copy).with_context(|| format!("copying {}", file.display()))?;
    }
    let page = out.join("index.html");
    let html = fs::read_to_string(&page).context("reading the finished index.html")?;
    fs::write(&page, with_plain_name(&html)?)?;
    put_into(out, &site)?;
    for file in idle_files::name_settings_by_content(out)? {
        precompress::file(&file)?;
    }
    // Another build: its own digest and its own list.
    offline_copy::write(out)?.iter().try_for_each(|file| precompress::file(file))
}

/// Reads settings; everything that is wrong is told at once.
fn read(file: &Path) -> Result<Site> {
    let text = fs::read_to_string(file).with_context(|| format!("reading {}", file.display()))?;
    let site: Site = toml::from_str(&text).with_context(|| format!("{} cannot be read", file.display()))?;
    let errors = site.errors();
    if !errors.is_empty() {
        let told: Vec<String> = errors.iter().map(|error| format!("  {error}")).collect();
        bail!("{} cannot be used:\n{}", file.display(), told.join("\n"));
    }
    Ok(site)
}

fn put_into(dist: &Path, site: &Site) -> Result<()> {
    let json = serde_json::to_vec(site).context("writing the settings")?;
    fs::write(dist.join(idle_files::FOLDER).join(FILE), json).context("writing the settings")?;
    let page = dist.join("index.html");
    let html = fs::read_to_string(&page).context("reading the finished index.html")?;
    let offered: Vec<&str> = site.languages.iter().map(|form| form.code()).collect();
    let (before, rest) = html.split_once(LANGUAGES).context("index.html has no data-languages")?;
    let (_, after) = rest.split_once('"').context("data-languages is not closed")?;
    fs::write(&page, [before, LANGUAGES, &offered.join(" "), "\"", after].concat())
        .context("writing the finished index.html")
}

/// The page with the settings' name as it was before it got a hash.
fn with_plain_name(html: &str) -> Result<String> {
    let stem = [idle_files::FOLDER, "/", FILE.trim_end_matches(".json"), "-"].concat();
    let (before, rest) = html.split_once(&stem).context("index.html does not name the settings")?;
    let (_, after) = rest.split_once(".json").context("index.html does not name the settings")?;
    Ok([before, idle_files::FOLDER, "/", FILE, after].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_settings_of_this_copy_can_be_used() {
        let site =
            read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../content/site.toml").as_path()).unwrap();
        assert_eq!(site.languages.len(), 3);
        assert!(site.association.is_none(), "nobody is named before somebody gives a copy out");
    }

    #[test]
    fn a_hash_is_taken_out_of_the_name() {
        let html = "<a data-portal-site=\"./idle/portal-site-0123456789abcdef.json\">";
        assert_eq!(with_plain_name(html).unwrap(), "<a data-portal-site=\"./idle/portal-site.json\">");
        assert!(with_plain_name("<a>").is_err());
    }
}

//! The same in the finished app: its scripts, what its programs can call, and what their bytes name.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use anyhow::{Context, Result};
use regex::Regex;

use super::table::{GLUE, NOT_IN_PROGRAMS};
use super::{Language, breaches_in};
use crate::file_tree::files_below;

/// Everything of the browser that the programs may call, one name a line; `#` begins a remark.
const INTERFACES: &str = include_str!("interfaces.txt");

/// Lists every breach in the finished app.
pub(crate) fn breaches(dist: &Path) -> Result<Vec<String>> {
    let mut found = Vec::new();
    let mut called = BTreeSet::new();
    for file in files_below(dist)? {
        let name = plain_name(file.strip_prefix(dist)?);
        match file.extension().and_then(|extension| extension.to_str()) {
            Some("js") => {
                let text = fs::read_to_string(&file).with_context(|| format!("reading {name}"))?;
                found.extend(script(&text, &name, &mut called));
            }
            Some("html") => {
                let text = fs::read_to_string(&file).with_context(|| format!("reading {name}"))?;
                found.extend(breaches_in(&text, Language::Html, &name));
            }
            Some("wasm") => {
                let program = fs::read(&file).with_context(|| format!("reading {name}"))?;
                found.extend(
                    names_in(&program).map(|held| format!("{name}: the program holds the name {held}")),
                );
            }
            _ => {}
        }
    }
    found.extend(listed().difference(&called).map(|name| {
        format!("xtask/src/ways_out/interfaces.txt: no program calls {name} any more: take it out")
    }));
    Ok(found)
}

/// Judges one script, and adds what its program can call.
fn script(text: &str, name: &str, called: &mut BTreeSet<String>) -> Vec<String> {
    let imports = imports(text);
    let is_glue = text.contains("__wbindgen");
    let mut found = breaches_in(text, Language::Script, if is_glue { GLUE } else { name });
    if is_glue {
        found = found.into_iter().map(|breach| format!("{name}, {breach}")).collect();
        if imports.is_empty() {
            found.push(format!(
                "{name}: what the program can call is written in a way that this check does not know"
            ));
        }
    }
    found.extend(
        imported(text)
            .filter(|address| !is_beside(address))
            .map(|address| format!("{name}: `{address}`: a script that this check does not see")),
    );
    for import in imports {
        if !listed().contains(&import) {
            found.push(format!(
                "{name}: the program can call {import}; if nothing can leave by it, \
                 name it in xtask/src/ways_out/interfaces.txt"
            ));
        }
        called.insert(import);
    }
    found
}

/// The names of what a program can call, as wasm-bindgen writes them: `__wbg_querySelector_0123456789abcdef`.
fn imports(glue: &str) -> BTreeSet<String> {
    let names = IMPORT.as_ref().into_iter().flat_map(|pattern| pattern.captures_iter(glue));
    // What begins so belongs to wasm-bindgen: types of values, memory, errors.
    let names =
        names.filter_map(|captures| captures.get(1)).filter(|name| !name.as_str().starts_with("__wbindgen"));
    names.map(|name| name.as_str().to_owned()).collect()
}

static IMPORT: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\b__wbg_(\w+)_[0-9a-f]{16}\s*:").ok());
static IMPORTED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#"(?m)^\s*(?:(?:import|export)\b[^;(]*\bfrom\s*|import\s*)['"]([^'"]*)['"]"#).ok()
});

/// The addresses of the scripts that one imports.
fn imported(text: &str) -> impl Iterator<Item = &str> {
    let found = IMPORTED.as_ref().map(|pattern| pattern.captures_iter(text));
    found.into_iter().flatten().filter_map(|import| Some(import.get(1)?.as_str()))
}

/// Whether a script lies in the same folder: then it is judged like every other.
fn is_beside(address: &str) -> bool {
    address.strip_prefix("./").is_some_and(|name| !name.contains(['/', ':']))
}

fn listed() -> BTreeSet<String> {
    let names = INTERFACES.lines().filter_map(|line| line.split('#').next()).map(str::trim);
    names.filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

fn names_in(program: &[u8]) -> impl Iterator<Item = &'static str> {
    NOT_IN_PROGRAMS
        .into_iter()
        .filter(|name| program.windows(name.len()).any(|bytes| bytes == name.as_bytes()))
}

/// The name of the source file that a finished file comes from: `idle/programs-0123456789abcdef.js` is
/// `public/programs.js`.
fn plain_name(finished: &Path) -> String {
    let name = finished.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if name == "index.html" {
        return name;
    }
    let plain = match (name.rsplit_once('-'), name.rsplit_once('.')) {
        (Some((stem, rest)), Some((_, extension))) if is_hash(rest) => format!("{stem}.{extension}"),
        _ => name,
    };
    format!("public/{plain}")
}

/// Whether this is a hash with what stands behind it.
fn is_hash(text: &str) -> bool {
    text.get(..16).is_some_and(|hash| hash.bytes().all(|byte| byte.is_ascii_hexdigit()))
        && !text.get(16..17).is_some_and(|next| next.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use std::env;

    use super::*;

    const PLAIN: &str =
        "const imports = { __wbg_click_c89c1daa29d67d4e: function(a) { a.click(); } };\n__wbindgen();\n";

    fn judged(text: &str) -> Vec<String> {
        script(text, "public/clinic.js", &mut BTreeSet::new())
    }

    #[test]
    fn a_listed_interface_is_allowed() {
        assert_eq!(judged(PLAIN), Vec::<String>::new());
    }

    #[test]
    fn an_unlisted_interface_is_found() {
        let found = judged(&PLAIN.replace("click_c", "sendBeacon_c"));
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].starts_with("public/clinic.js: the program can call sendBeacon;"), "{found:?}");
    }

    #[test]
    fn glue_of_an_unknown_form_is_found() {
        assert_eq!(judged("__wbindgen();").len(), 1);
    }

    #[test]
    fn a_script_from_elsewhere_is_found() {
        assert_eq!(judged(&format!("import {{ a }} from './snippets/a.js';\n{PLAIN}")).len(), 1);
        assert_eq!(judged(&format!("import '../a.js';\n{PLAIN}")).len(), 1);
        assert_eq!(judged(&format!("export * from 'https://example.org/a.js';\n{PLAIN}")).len(), 1);
        // Every script of the folder is judged by itself.
        assert_eq!(judged(&format!("import {{ a }} from './a.js';\nimport './b.js';\n{PLAIN}")).len(), 0);
        assert_eq!(judged(&format!("const url = import.meta.url;\n{PLAIN}")).len(), 0);
    }

    #[test]
    fn a_planted_way_is_found_in_every_kind_of_file() {
        let dist = env::temp_dir().join(format!("shirube-ways-out-{}", std::process::id()));
        let _ = fs::remove_dir_all(&dist);
        fs::create_dir_all(dist.join("idle")).unwrap();
        // Every listed name is called, so that nothing is left over.
        let imports: String =
            listed().iter().map(|name| ["__wbg_", name, "_0123456789abcdef: 0,\n"].concat()).collect();
        fs::write(dist.join("app-0123456789abcdef.js"), format!("__wbindgen({{{imports}}})")).unwrap();
        fs::write(dist.join("idle/programs-0123456789abcdef.js"), "fetch(address)").unwrap();
        assert_eq!(breaches(&dist).unwrap(), Vec::<String>::new());
        fs::write(dist.join("boot.js"), "navigator.sendBeacon('/x', text)").unwrap();
        fs::write(dist.join("index.html"), "<meta http-equiv=\"refresh\" content=\"0\">").unwrap();
        fs::write(dist.join("idle/clinic-0123456789abcdef.wasm"), b"\0asm\x01..localStorage..").unwrap();
        let found = breaches(&dist).unwrap();
        assert_eq!(found.len(), 3, "{found:?}");
        fs::write(dist.join("app-0123456789abcdef.js"), "").unwrap();
        assert!(breaches(&dist).unwrap().iter().any(|breach| breach.contains("no program calls")));
        fs::remove_dir_all(&dist).unwrap();
    }

    #[test]
    fn finished_files_are_known_by_their_sources() {
        for (finished, source) in [
            ("idle/programs-0123456789abcdef.js", "public/programs.js"),
            ("idle/laboratory-worker-0123456789abcdef.js", "public/laboratory-worker.js"),
            ("boot.js", "public/boot.js"),
            ("service-worker.js", "public/service-worker.js"),
            ("index.html", "index.html"),
        ] {
            assert_eq!(plain_name(Path::new(finished)), source);
        }
    }
}

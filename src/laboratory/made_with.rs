//! What a saved file was made with. It is the same for every file while the page is open.

use std::sync::OnceLock;

static BUILD: OnceLock<String> = OnceLock::new();

/// Remembers the digest of the page's build; the first one counts.
pub fn remember_build(build: String) {
    // A second start would be of the same page.
    let _ = BUILD.set(build);
}

/// Version and build, with the names that they have in files; the build is empty where the page has no digest.
pub fn made_with() -> [(&'static str, &'static str); 2] {
    let build = BUILD.get().map_or("", String::as_str);
    [("shirube", env!("CARGO_PKG_VERSION")), ("build", build)]
}

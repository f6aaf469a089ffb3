//! Remembers from what the app was built, so that an unchanged app is not built again.

use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::file_tree::files_below;
use crate::wasm_toolchain::WasmToolchain;
use crate::workspace::Workspace;

/// Everything that decides what the build contains.
const INPUTS: [&str; 22] = [
    ".cargo",
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "build.rs",
    "content",
    "crates",
    "index.html",
    "package-lock.json",
    "public",
    "rust-toolchain",
    "rust-toolchain.toml",
    "src",
    "style",
    "xtask/src/build_digest.rs",
    "xtask/src/idle_files.rs",
    "xtask/src/long_texts.rs",
    "xtask/src/offline_copy.rs",
    "xtask/src/precompress.rs",
    "xtask/src/sbom",
    "xtask/src/site.rs",
    "xtask/src/trial_records.rs",
];

/// The state of the inputs before a build.
pub(crate) struct BuildStamp {
    file: PathBuf,
    dist: PathBuf,
    inputs: u64,
}

impl BuildStamp {
    /// Reads all inputs.
    pub(crate) fn of(workspace: &Workspace, wasm: &WasmToolchain) -> Result<Self> {
        let mut hasher = DefaultHasher::new();
        wasm.description().hash(&mut hasher);
        for input in INPUTS {
            hash_path(&workspace.root().join(input), &mut hasher)?;
        }
        Ok(Self {
            file: workspace.web_target().join("dist.stamp"),
            dist: workspace.dist(),
            inputs: hasher.finish(),
        })
    }

    /// Whether the finished app on disk was made from these inputs and not touched since.
    pub(crate) fn is_current(&self) -> bool {
        match (fs::read_to_string(&self.file), self.text()) {
            (Ok(old), Ok(new)) => self.dist.join("index.html").is_file() && old == new,
            _ => false,
        }
    }

    /// Notes that the app on disk was made from these inputs.
    pub(crate) fn save(&self) -> Result<()> {
        fs::write(&self.file, self.text()?).with_context(|| format!("writing {}", self.file.display()))
    }

    fn text(&self) -> Result<String> {
        let mut hasher = DefaultHasher::new();
        hash_path(&self.dist, &mut hasher)?;
        Ok(format!("{:016x} {:016x}\n", self.inputs, hasher.finish()))
    }
}

/// Names and contents, so that a renamed or removed file counts as a change.
fn hash_path(path: &Path, hasher: &mut DefaultHasher) -> Result<()> {
    let mut contents = BTreeMap::new();
    if path.is_dir() {
        for file in files_below(path)? {
            contents.insert(file.strip_prefix(path)?.to_path_buf(), read(&file)?);
        }
    } else if path.is_file() {
        contents.insert(PathBuf::new(), read(path)?);
    }
    contents.hash(hasher);
    Ok(())
}

fn read(file: &Path) -> Result<Vec<u8>> {
    fs::read(file).with_context(|| format!("reading {}", file.display()))
}

//! Writes the few small files from which fuzzing starts: `cargo run --example make_corpus` in this folder.

#[path = "../../crates/clonality/tests/trace_bytes/mod.rs"]
mod trace_bytes;

use std::fs;
use std::path::Path;

fn main() -> std::io::Result<()> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    for folder in ["abif", "scf"] {
        fs::create_dir_all(corpus.join(folder))?;
    }
    for (name, file) in trace_bytes::small_abif_files() {
        fs::write(corpus.join("abif").join(name), file)?;
    }
    for (name, file) in trace_bytes::small_scf_files() {
        // The target puts the signature before them.
        fs::write(corpus.join("scf").join(name), &file[4..])?;
    }
    Ok(())
}

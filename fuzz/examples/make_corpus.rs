//! Writes the few small files from which fuzzing starts: `cargo run --example make_corpus` in this folder.

#[path = "../../crates/clonality/tests/trace_bytes/mod.rs"]
mod trace_bytes;

use std::fs;
use std::path::Path;

/// Tables of the kinds there are.
const TABLES: [(&str, &str); 5] = [
    ("comma", "chromosome,position,strand,abundance\nchr1,1000,+,12\nchrX,52345,-,3\nchr7,7,+,1\n"),
    (
        "tab",
        "\u{feff}# a comment\nchr\tintegration_locus\tstrand\tfragmentEstimate\tsample\n1\t5\t+\t4.5\tA\n2\t6\t-\t1\tB\n",
    ),
    ("semicolon", "\"site\";\"count\"\r\n\"chr3:99:+\";\"1.234,5\"\r\nchr4:100:-;2\r\n"),
    ("bed", "track name=sites\nchr1\t10\t11\tclone 1\t50\t+\nchr2\t20\t21\tclone 2\t5\t-\n"),
    ("blanks", "chr1 10 5\nchr1 10 6\nchr9 -3 x\n\nchr2 4 0\n"),
];

fn main() -> std::io::Result<()> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    for folder in ["abif", "scf", "sites"] {
        fs::create_dir_all(corpus.join(folder))?;
    }
    for (name, file) in trace_bytes::small_abif_files() {
        fs::write(corpus.join("abif").join(name), file)?;
    }
    for (name, file) in trace_bytes::small_scf_files() {
        // The target puts the signature before them.
        fs::write(corpus.join("scf").join(name), &file[4..])?;
    }
    for (name, table) in TABLES {
        fs::write(corpus.join("sites").join(name), table)?;
    }
    Ok(())
}

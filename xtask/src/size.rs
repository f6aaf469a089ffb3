//! What a visitor downloads before the first answer and at idle, against the budgets.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

use crate::file_tree::files_below;
use crate::idle_files;
use crate::precompress;
use crate::workspace::Workspace;

/// Bytes after brotli, about two seconds on a slow mobile line.
const BUDGET: u64 = 180_000;

/// Bytes after brotli of each program and each bundle of long texts that comes at idle, by the start of its files'
/// names, the longer of two first: nobody waits for them, but a mobile line is paid by its bytes.
const IDLE_BUDGETS: [(&str, u64); 17] = [
    ("programs", 2_000),
    ("break-out", 2_000),
    ("lock", 600),
    ("offline-copy", 2_000),
    ("install-links", 600),
    ("service-worker", 3_500),
    ("manifest", 800),
    ("apple-touch", 4_000),
    ("icon", 20_000),
    ("maskable", 14_000),
    ("clinic", 200_000),
    ("laboratory", 400_000),
    ("portal-ja-easy", 64_000),
    ("portal-ja", 72_000),
    ("portal-en", 68_000),
    ("portal-trials", 40_000),
    // It was 400,000 before the screens of the lock came, which take 14,000.
    ("portal", 415_000),
];

/// What lies beside the page and is fetched at idle all the same: the offline copy and what puts it on a home screen.
const IDLE_BESIDE_THE_PAGE: [&str; 3] =
    ["service-worker.js", "manifest.webmanifest", "manifest-en.webmanifest"];
// Not `icons`: Apache keeps this address for pictures of its own.
const ICONS: &str = "app-icons";

/// What the page loads by itself; pictures and texts for later do not delay the first answer.
const NEEDED_AT_START: [&str; 5] = ["wasm", "js", "mjs", "css", "html"];

/// Prints the tables; exceeding a budget is a failure.
pub(crate) fn run(workspace: &Workspace) -> Result<ExitCode> {
    let within = report(&workspace.dist())?;
    Ok(if within { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Prints the tables and tells whether the app keeps both budgets.
pub(crate) fn report(dist: &Path) -> Result<bool> {
    if !dist.join("index.html").is_file() {
        bail!("there is no ./dist: run `cargo xtask build` first");
    }
    let (at_start, mut at_idle) = measure(dist)?;
    println!("Before the first answer:");
    print_table(&at_start);
    println!("At idle:");
    print_table(&at_idle);
    let mut within = judge("before the first answer", &at_start, BUDGET);
    for (program, budget) in IDLE_BUDGETS {
        let (of_program, others) = at_idle.into_iter().partition(|file| file.is_of(program));
        at_idle = others;
        within &= judge(&format!("at idle for the {program}"), &of_program, budget);
    }
    if let Some(file) = at_idle.first() {
        bail!("{} belongs to no program with a budget", file.name);
    }
    Ok(within)
}

/// Says whether the files keep a budget.
fn judge(moment: &str, files: &[Measured], budget: u64) -> bool {
    let total = total_brotli(files);
    let within = total <= budget;
    let verdict = if within { "within" } else { "ABOVE" };
    println!("{total} bytes with brotli {moment}: {verdict} the budget of {budget}.");
    within
}

/// One file of the finished app.
#[derive(Debug, PartialEq, Eq)]
struct Measured {
    name: String,
    raw: u64,
    brotli: u64,
}

impl Measured {
    /// Whether it belongs to this program of the idle folder.
    fn is_of(&self, program: &str) -> bool {
        Path::new(&self.name)
            .file_name()
            .and_then(|name| name.to_str())
            .is_some_and(|name| name.starts_with(program))
    }
}

/// The files needed at the start and those fetched at idle.
fn measure(dist: &Path) -> Result<(Vec<Measured>, Vec<Measured>)> {
    let mut at_start = Vec::new();
    let mut at_idle = Vec::new();
    for file in files_below(dist)? {
        let name = file.strip_prefix(dist)?;
        match Moment::of(name) {
            Some(Moment::Start) => at_start.push(measure_file(&file, name)?),
            Some(Moment::Idle) => at_idle.push(measure_file(&file, name)?),
            None => {}
        }
    }
    Ok((at_start, at_idle))
}

fn measure_file(file: &Path, name: &Path) -> Result<Measured> {
    let content = fs::read(file).with_context(|| format!("reading {}", file.display()))?;
    let compressed: PathBuf = precompress::compressed_name(file, "br");
    // Compressing at this quality is slow; the build has usually done it.
    let brotli = match fs::metadata(&compressed) {
        Ok(metadata) => metadata.len(),
        Err(_) => precompress::brotli(&content)?.len() as u64,
    };
    Ok(Measured { name: name.display().to_string(), raw: content.len() as u64, brotli })
}

/// When a file is fetched.
#[derive(Debug, PartialEq, Eq)]
enum Moment {
    Start,
    Idle,
}

impl Moment {
    fn of(name: &Path) -> Option<Self> {
        let extension = name.extension()?.to_str()?;
        if matches!(extension, "br" | "gz") {
            return None;
        }
        let is_beside = name.to_str().is_some_and(|name| IDLE_BESIDE_THE_PAGE.contains(&name));
        if name.starts_with(idle_files::FOLDER) || name.starts_with(ICONS) || is_beside {
            return Some(Self::Idle);
        }
        NEEDED_AT_START.contains(&extension).then_some(Self::Start)
    }
}

fn total_brotli(files: &[Measured]) -> u64 {
    files.iter().map(|file| file.brotli).sum()
}

fn print_table(files: &[Measured]) {
    if files.is_empty() {
        println!("  nothing");
        return;
    }
    println!("  {:>9}  {:>9}  file", "raw", "brotli");
    for file in files {
        println!("  {:>9}  {:>9}  {}", file.raw, file.brotli, file.name);
    }
    let raw: u64 = files.iter().map(|file| file.raw).sum();
    println!("  {raw:>9}  {:>9}  total", total_brotli(files));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, brotli: u64) -> Measured {
        Measured { name: name.to_owned(), raw: 2 * brotli, brotli }
    }

    #[test]
    fn sums_the_compressed_sizes() {
        assert_eq!(total_brotli(&[file("a.wasm", 100_000), file("a.js", 7)]), 100_007);
        assert_eq!(total_brotli(&[]), 0);
    }

    #[test]
    fn a_budget_may_be_used_up_but_not_exceeded() {
        assert!(judge("at idle", &[file("a.wasm", 90), file("a.js", 10)], 100));
        assert!(!judge("at idle", &[file("a.wasm", 90), file("a.js", 11)], 100));
    }

    #[test]
    fn code_and_style_count_at_start_but_compressed_copies_do_not() {
        assert_eq!(Moment::of(Path::new("app_bg.wasm")), Some(Moment::Start));
        assert_eq!(Moment::of(Path::new("boot.js")), Some(Moment::Start));
        assert_eq!(Moment::of(Path::new("app_bg.wasm.br")), None);
        assert_eq!(Moment::of(Path::new("icon.svg")), None);
    }

    #[test]
    fn a_program_is_known_by_its_name() {
        assert!(file("idle/clinic-0a.wasm", 1).is_of("clinic"));
        assert!(file("idle/laboratory-worker-0a.js", 1).is_of("laboratory"));
        assert!(!file("idle/clinic-0a.wasm", 1).is_of("laboratory"));
    }

    #[test]
    fn the_idle_folder_counts_apart() {
        assert_eq!(Moment::of(Path::new("idle/glossary.json")), Some(Moment::Idle));
        assert_eq!(Moment::of(Path::new("idle/glossary.json.gz")), None);
        assert_eq!(Moment::of(Path::new("service-worker.js")), Some(Moment::Idle));
        assert_eq!(Moment::of(Path::new("app-icons/icon-192.png")), Some(Moment::Idle));
    }
}

//! `cargo xtask mutants`: makes one mistake at a time in a copy of the rules; a test must notice each.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::file_tree::files_below;
use crate::mutations::{Kind, Mutation, Names, of_code, of_facts};
use crate::process;
use crate::workspace::Workspace;

const PACKAGE: &str = "shirube-risk";

/// The crate of the rules and what it is made from.
const COPIED: [&str; 3] = ["crates/numeric", "crates/risk", "content/evidence"];

/// Where mistakes are made.
const CHANGED: [&str; 5] = [
    "crates/risk/src/rules/",
    "crates/risk/src/analytes.rs",
    "crates/risk/src/inputs.rs",
    "crates/risk/src/kit_scale.rs",
    "crates/risk/src/quantity.rs",
];
const FACTS: &str = "content/evidence/facts.toml";

/// Tests, and how many random cases those try that do not say it themselves. Examples notice nearly everything
/// and take no time; the rest is built and run only for what they let pass.
const STAGES: [(&[&str], &str); 2] =
    [(&["--test", "clinical_rules", "--test", "published_rules"], "1"), (&["--tests"], "256")];

/// A test takes seconds; with a mistake in it, it may never end.
const LIMIT: Duration = Duration::from_secs(120);

/// A mistake that changes no answer.
struct Equivalent {
    /// End of the file's name.
    file: &'static str,
    /// The line it is made in.
    line: &'static str,
    /// What stands there, and instead.
    change: [&'static str; 2],
    /// Why no answer changes.
    #[allow(dead_code, reason = "for whoever reads this list")]
    why: &'static str,
}

/// Everything that may survive. An entry that nothing matches fails the run.
const EQUIVALENT: [Equivalent; 4] = [
    Equivalent {
        file: "rules/atl_pi.rs",
        line: "(0..8).filter(move |score| bits & (1 << score) != 0)",
        change: ["8", "(8 - 1)"],
        why: "the highest score is 6",
    },
    Equivalent {
        file: "rules/shimoyama.rs",
        line: "inputs.labs.calcium.map_or(EITHER_CALCIUM, |calcium| only(u8::from(is_high(calcium)))),",
        change: ["EITHER_CALCIUM", "ANY"],
        why: "no combination of laboratory values has a third answer about calcium",
    },
    Equivalent {
        file: "rules/shimoyama_profiles.rs",
        line: "(0..3).filter(move |answer| answers & only(*answer) != 0)",
        change: ["3", "(3 + 1)"],
        why: "no set of answers has a fourth one",
    },
    Equivalent {
        file: "rules/shimoyama_profiles.rs",
        line: "let mut matters = [[false; 3]; 8];",
        change: ["false", "true"],
        why: "each is overwritten",
    },
];

/// One mistake.
struct Mutant {
    file: PathBuf,
    mutation: Mutation,
    line_number: usize,
    line: String,
    from: String,
}

impl Mutant {
    fn new(file: &Path, text: &str, mutation: Mutation) -> Self {
        let before = text.get(..mutation.place.start).unwrap_or_default();
        let start = before.rfind('\n').map_or(0, |end| end + 1);
        let line =
            text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default().trim().to_owned();
        Self {
            file: file.to_path_buf(),
            line_number: 1 + before.matches('\n').count(),
            line,
            from: text.get(mutation.place.clone()).unwrap_or_default().trim().to_owned(),
            mutation,
        }
    }

    fn equivalent(&self) -> Option<usize> {
        EQUIVALENT.iter().position(|known| {
            self.file.ends_with(known.file)
                && self.line == known.line
                && [self.from.as_str(), self.mutation.to.trim()] == known.change
        })
    }

    fn describe(&self) -> String {
        let Self { file, line_number, line, from, mutation } = self;
        format!("{}:{line_number}: `{from}` → `{}` in `{line}`", file.display(), mutation.to.trim())
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Killed,
    Survived,
    Equivalent,
    NotViable,
}

/// Tries every mistake, or those in files whose names contain `only`. Fails if one survives.
pub(crate) fn run(workspace: &Workspace, only: Option<&str>) -> Result<ExitCode> {
    let start = Instant::now();
    let copy = Copy { root: workspace.target().join("mutants") };
    copy.make(workspace)?;
    let mut mutants = copy.mutants()?;
    mutants.retain(|mutant| only.is_none_or(|only| mutant.file.to_string_lossy().contains(only)));
    if copy.outcome()? != Outcome::Survived {
        bail!("the tests must pass before anything is changed");
    }
    println!("{} mutants", mutants.len());
    let mut outcomes = Vec::new();
    let mut matched = BTreeSet::new();
    for (place, mutant) in mutants.iter().enumerate() {
        let outcome = match (copy.outcome_with(mutant)?, mutant.equivalent()) {
            (Outcome::Survived, Some(known)) => {
                matched.insert(known);
                Outcome::Equivalent
            }
            (Outcome::Survived, None) => {
                println!("survived: {}", mutant.describe());
                Outcome::Survived
            }
            (outcome, _) => outcome,
        };
        outcomes.push((mutant.mutation.kind, outcome));
        if (place + 1) % 50 == 0 {
            println!("{} after {} s", place + 1, start.elapsed().as_secs());
        }
    }
    print_table(&outcomes, start.elapsed());
    let stale = (0..EQUIVALENT.len()).filter(|known| only.is_none() && !matched.contains(known));
    let stale: Vec<_> = stale.filter_map(|known| EQUIVALENT.get(known)).collect();
    for known in &stale {
        println!("listed as equivalent, but no such mutant survives: {}: `{}`", known.file, known.line);
    }
    let survived = outcomes.iter().any(|&(_, outcome)| outcome == Outcome::Survived);
    Ok(if survived || !stale.is_empty() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn print_table(outcomes: &[(Kind, Outcome)], duration: Duration) {
    let row = |name: &str, is_in: &dyn Fn(Kind) -> bool| {
        let count = |of| outcomes.iter().filter(|&&(kind, outcome)| is_in(kind) && outcome == of).count();
        println!(
            "{name:<24} {:>7} {:>9} {:>11} {:>11}",
            count(Outcome::Killed),
            count(Outcome::Survived),
            count(Outcome::Equivalent),
            count(Outcome::NotViable)
        );
    };
    println!("\n{:<24} killed  survived  equivalent  not viable", "mutants of");
    for (kind, name) in Kind::ALL {
        row(name, &|of| of == kind);
    }
    row("all", &|_| true);
    println!("\n{} s", duration.as_secs());
}

/// A copy of what the rules are made from, as a workspace of its own.
struct Copy {
    root: PathBuf,
}

impl Copy {
    fn make(&self, workspace: &Workspace) -> Result<()> {
        for folder in COPIED {
            let copy = self.root.join(folder);
            if copy.exists() {
                fs::remove_dir_all(&copy).with_context(|| format!("removing {}", copy.display()))?;
            }
            for file in files_below(&workspace.root().join(folder))? {
                let copy = self.root.join(file.strip_prefix(workspace.root())?);
                fs::create_dir_all(copy.parent().context("a file lies in a folder")?)?;
                fs::copy(&file, &copy).with_context(|| format!("copying {}", file.display()))?;
            }
        }
        fs::copy(workspace.root().join("Cargo.lock"), self.root.join("Cargo.lock"))?;
        let manifest = fs::read_to_string(workspace.root().join("Cargo.toml"))?;
        fs::write(self.root.join("Cargo.toml"), manifest_of_copy(&manifest)?)?;
        Ok(())
    }

    fn mutants(&self) -> Result<Vec<Mutant>> {
        let read = |file: &Path| {
            fs::read_to_string(self.root.join(file)).with_context(|| format!("reading {}", file.display()))
        };
        let mut sources = Vec::new();
        for file in CHANGED {
            for path in files_of(&self.root.join(file))? {
                let path = path.strip_prefix(&self.root)?.to_path_buf();
                let text = read(&path)?;
                sources.push((path, text));
            }
        }
        let facts = read(Path::new(FACTS))?;
        let mut names = Names::default();
        for id in facts.parse::<toml::Table>().context("the facts are not valid TOML")?.keys() {
            names.add_fact(id);
        }
        for (_, text) in &sources {
            names.read(text);
        }
        let is_read = |name: &str| sources.iter().any(|(_, text)| text.contains(name));
        let mut mutants: Vec<Mutant> = of_facts(&facts, is_read)?
            .into_iter()
            .map(|mutation| Mutant::new(Path::new(FACTS), &facts, mutation))
            .collect();
        for (file, text) in &sources {
            let mutations = of_code(text, &names).into_iter();
            mutants.extend(mutations.map(|mutation| Mutant::new(file, text, mutation)));
        }
        Ok(mutants)
    }

    /// What the tests say of a mistake; afterwards the copy is as it was.
    fn outcome_with(&self, mutant: &Mutant) -> Result<Outcome> {
        let file = self.root.join(&mutant.file);
        let text = fs::read_to_string(&file)?;
        let mut changed = text.clone();
        changed.replace_range(mutant.mutation.place.clone(), &mutant.mutation.to);
        fs::write(&file, changed)?;
        let outcome = self.outcome();
        fs::write(&file, text)?;
        outcome
    }

    fn outcome(&self) -> Result<Outcome> {
        for (tests, random_cases) in STAGES {
            let Some(tests) = self.build(tests)? else { return Ok(Outcome::NotViable) };
            for test in tests {
                if !self.passes(&test, random_cases)? {
                    return Ok(Outcome::Killed);
                }
            }
        }
        Ok(Outcome::Survived)
    }

    /// Builds tests; `None` when the code is not valid.
    fn build(&self, tests: &[&str]) -> Result<Option<Vec<PathBuf>>> {
        let mut command = process::cargo();
        command.args(["test", "--no-run", "--quiet", "--message-format=json", "--package", PACKAGE]);
        command.args(tests).current_dir(&self.root);
        // Without what a debugger would read the tests are linked sooner.
        command.env("CARGO_TARGET_DIR", self.root.join("target")).env("CARGO_PROFILE_DEV_DEBUG", "0");
        let output = command.output().context("cargo cannot be started")?;
        if !output.status.success() {
            return Ok(None);
        }
        let messages = String::from_utf8(output.stdout).context("cargo did not write UTF-8")?;
        let mut executables = Vec::new();
        for message in messages.lines() {
            let message: serde_json::Value =
                serde_json::from_str(message).context("cargo did not write JSON")?;
            executables
                .extend(message.get("executable").and_then(serde_json::Value::as_str).map(PathBuf::from));
        }
        if executables.is_empty() {
            bail!("cargo names no test of {PACKAGE}");
        }
        Ok(Some(executables))
    }

    /// Random tests take the same way each time, and do not look for the simplest failure.
    fn passes(&self, test: &Path, random_cases: &str) -> Result<bool> {
        let mut command = Command::new(test);
        command.current_dir(self.root.join("crates/risk"));
        command.env("PROPTEST_RNG_SEED", "1").env("PROPTEST_MAX_SHRINK_ITERS", "0");
        command.env("PROPTEST_DISABLE_FAILURE_PERSISTENCE", "true").env("PROPTEST_CASES", random_cases);
        process::succeeds_silently_within(&mut command, LIMIT)
    }
}

fn files_of(path: &Path) -> Result<Vec<PathBuf>> {
    if path.is_dir() { files_below(path) } else { Ok(vec![path.to_path_buf()]) }
}

/// The manifest of the workspace without the app and whatever else is not copied.
fn manifest_of_copy(manifest: &str) -> Result<String> {
    let manifest: toml::Table = manifest.parse().context("Cargo.toml is not valid TOML")?;
    let mut workspace = manifest
        .get("workspace")
        .and_then(toml::Value::as_table)
        .context("Cargo.toml describes no workspace")?
        .clone();
    workspace.remove("default-members");
    workspace.insert("members".to_owned(), vec!["crates/*"].into());
    Ok(toml::to_string(&toml::Table::from_iter([("workspace".to_owned(), workspace.into())]))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_copy_is_a_workspace_of_its_crates_alone() {
        let manifest = "[package]\nname = \"app\"\n[workspace]\nmembers = [\"x\"]\ndefault-members = [\".\"]\n\
                        [workspace.dependencies]\na = \"1\"\n[profile.dev]\nopt-level = 0\n";
        let copy: toml::Table = manifest_of_copy(manifest).unwrap().parse().unwrap();
        let expected = "[workspace]\nmembers = [\"crates/*\"]\n[workspace.dependencies]\na = \"1\"\n";
        assert_eq!(copy, expected.parse::<toml::Table>().unwrap());
    }

    #[test]
    fn a_mutant_says_where_it_is() {
        let mutation = Mutation { kind: Kind::Comparator, place: 5..8, to: " > ".to_owned() };
        let mutant = Mutant::new(Path::new("f.rs"), "\n   a >= b\n", mutation);
        assert_eq!(mutant.describe(), "f.rs:2: `>=` → `>` in `a >= b`");
    }
}

//! How fast trials are found, one keystroke after the other: natively and as WebAssembly in the browser.

use std::fs;
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::native_build;
use crate::process;
use crate::setup::{self, Purpose};
use crate::system_packages;
use crate::wasm_module;
use crate::workspace::Workspace;

/// Records made up for the measurement: many times what a page will ever hold.
const RECORDS: usize = 5_000;

/// A keystroke must be answered within one frame of the screen, in milliseconds.
const GOAL: f64 = 16.0;

/// Measures and prints a table; fails if a keystroke in the browser takes longer than the goal.
pub(crate) fn run(workspace: &Workspace) -> Result<ExitCode> {
    let environment = setup::run(workspace, Purpose::Test)?;
    let folder = workspace.target().join("bench");
    fs::create_dir_all(&folder)?;
    let table: toml::Value =
        toml::from_str(&fs::read_to_string(workspace.root().join("content/trials/synonyms.toml"))?)?;
    let synonyms = folder.join("synonyms.json");
    fs::write(&synonyms, serde_json::to_string(&table)?)?;
    let count = RECORDS.to_string();

    let program = native_build::trials_per_keystroke(workspace)?;
    let native = measured(Command::new(program).arg(&synonyms).arg(&count))?;
    let module = folder.join("trials_web");
    wasm_module::build(workspace, &environment, wasm_module::TRIAL_SPEED, "web", &module)?;
    let browser = system_packages::browser().context("no chromium on PATH after the set-up")?;
    let mut node = Command::new("node");
    node.arg("tests/bench/trials.mjs").arg(module).arg(&synonyms).arg(&count);
    node.env("SHIRUBE_CHROMIUM", browser).current_dir(workspace.root());
    let chromium = measured(&mut node)?;

    if native.keystrokes.iter().map(|key| key.found).ne(chromium.keystrokes.iter().map(|key| key.found)) {
        bail!("the browser finds other records than the native build: the speed says nothing");
    }
    println!(
        "\n{} keystrokes over {RECORDS} records with {:.1} MB of text, milliseconds, the best of five each",
        native.keystrokes.len(),
        native.bytes / 1e6
    );
    println!("{:<24} {:>9} {:>9} {:>9} {:>9}  worst", "", "index", "median", "99 %", "worst");
    for (name, row) in [("native", &native), ("WebAssembly in Chromium", &chromium)] {
        let (worst, typed) = row.worst().context("nothing was typed")?;
        let [median, most] = [0.5, 0.99].map(|share| row.quantile(share));
        println!("{name:<24} {:>9.1} {median:>9.2} {most:>9.2} {worst:>9.2}  “{typed}”", row.index);
    }
    let (worst, _) = chromium.worst().context("nothing was typed")?;
    let is_met = worst <= GOAL;
    println!("Goal of {GOAL} ms a keystroke in the browser: {}", if is_met { "met" } else { "missed" });
    Ok(if is_met { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What one build took.
struct Measured {
    /// Milliseconds for the index.
    index: f64,
    bytes: f64,
    keystrokes: Vec<Keystroke>,
}

struct Keystroke {
    typed: String,
    milliseconds: f64,
    found: u64,
}

impl Measured {
    fn worst(&self) -> Option<(f64, &str)> {
        let worst =
            self.keystrokes.iter().max_by(|one, other| one.milliseconds.total_cmp(&other.milliseconds))?;
        Some((worst.milliseconds, &worst.typed))
    }

    /// The time within which this share of the keystrokes is answered.
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "some hundred"
    )]
    fn quantile(&self, share: f64) -> f64 {
        let mut times: Vec<f64> = self.keystrokes.iter().map(|key| key.milliseconds).collect();
        times.sort_by(f64::total_cmp);
        let place = (share * times.len() as f64).ceil() as usize;
        times.get(place.saturating_sub(1)).copied().unwrap_or(f64::NAN)
    }
}

fn measured(command: &mut Command) -> Result<Measured> {
    let said: Value = serde_json::from_str(&process::output(command)?)?;
    let number = |name: &str| said.get(name).and_then(Value::as_f64).with_context(|| format!("no {name}"));
    let keystrokes = said.get("keystrokes").and_then(Value::as_array).context("no keystrokes")?;
    let keystroke = |key: &Value| {
        Some(Keystroke {
            typed: key.get("typed")?.as_str()?.to_owned(),
            milliseconds: key.get("milliseconds")?.as_f64()?,
            found: key.get("found")?.as_u64()?,
        })
    };
    Ok(Measured {
        index: number("index_milliseconds")?,
        bytes: number("bytes")?,
        keystrokes: keystrokes
            .iter()
            .map(keystroke)
            .collect::<Option<_>>()
            .context("a keystroke without its figures")?,
    })
}

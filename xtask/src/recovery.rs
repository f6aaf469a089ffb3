//! How well the truth of simulated mixtures is recovered: `docs/recovery.md` and its chart.

use std::fmt::Write as _;
use std::fs;
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, available_parallelism};

use anyhow::{Context, Result, anyhow};
use shirube_clonality::junction::{Anchor, Preset};
use shirube_clonality::simulate::mixture::{Mixture, Rest};
use shirube_clonality::simulate::signal::{Crosstalk, SignalSettings};
use shirube_clonality::simulate::{SimulationSettings, simulate};
use shirube_clonality::trace_clonality::{Estimate, analyse};
use shirube_clonality::{TraceSettings, trace_file};

use crate::recovery_chart;
use crate::workspace::Workspace;

/// Reads of each mixture at each level.
const READS: u32 = 200;

/// Mixtures by name: shares of clones, and of how many clones the rest is made (endlessly many: `None`).
const MIXTURES: [(&str, &[f64], Option<u32>); 13] = [
    ("one clone", &[1.0], None),
    ("0.9 + polyclonal", &[0.9], None),
    ("0.75 + polyclonal", &[0.75], None),
    ("0.5 + polyclonal", &[0.5], None),
    ("0.5 + 50 × 0.01", &[0.5], Some(50)),
    ("0.25 + polyclonal", &[0.25], None),
    ("0.1 + polyclonal", &[0.1], None),
    ("polyclonal", &[], None),
    ("0.8, 0.2", &[0.8, 0.2], None),
    ("0.5, 0.5", &[0.5, 0.5], None),
    ("0.4, 0.3 + polyclonal", &[0.4, 0.3], None),
    ("5 × 0.2", &[0.2; 5], None),
    ("10 × 0.1", &[0.1; 10], None),
];

/// Factors on noise, crosstalk and phasing.
pub(crate) const LEVELS: [(&str, f64); 3] = [("half", 0.5), ("as measured", 1.0), ("twice", 2.0)];

/// One mixture at one level.
pub(crate) struct Recovered {
    pub(crate) mixture: &'static str,
    pub(crate) level: &'static str,
    /// Reads that give an estimate.
    given: usize,
    dominance: Errors,
    simpson: Errors,
}

impl Recovered {
    pub(crate) fn statistics(&self) -> [(&'static str, &Errors); 2] {
        [("Dominance", &self.dominance), ("Simpson", &self.simpson)]
    }
}

/// Estimates against truths.
pub(crate) struct Errors {
    /// Mean truth.
    truth: f64,
    /// Estimate minus truth of each read, rising.
    rising: Vec<f64>,
    /// Truths within their intervals.
    covered: usize,
}

impl Errors {
    pub(crate) fn mean(&self) -> f64 {
        mean(self.rising.iter().copied())
    }

    fn root_mean_square(&self) -> f64 {
        mean(self.rising.iter().map(|error| error * error)).sqrt()
    }

    /// Between these lie nine tenths of the errors.
    pub(crate) fn range(&self) -> (f64, f64) {
        let tail = self.rising.len() / 20;
        let at = |place: usize| self.rising.get(place).copied().unwrap_or(0.0);
        (at(tail), at(self.rising.len().saturating_sub(tail + 1)))
    }
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
    if count > 0.0 { sum / count } else { 0.0 }
}

/// Simulates, measures, and writes the document and its chart.
pub(crate) fn run(workspace: &Workspace) -> Result<ExitCode> {
    let all = recover_all()?;
    let folder = workspace.root().join("docs");
    fs::write(folder.join("recovery.svg"), recovery_chart::svg(&all))?;
    fs::write(folder.join("recovery.md"), document(&all))?;
    println!("docs/recovery.md and docs/recovery.svg are written");
    Ok(ExitCode::SUCCESS)
}

/// Every mixture at every level, on all cores.
fn recover_all() -> Result<Vec<Recovered>> {
    let cases = MIXTURES.len() * LEVELS.len();
    let next = AtomicUsize::new(0);
    let threads = available_parallelism().map_or(1, usize::from);
    let work = || {
        let mut done = Vec::new();
        loop {
            let case = next.fetch_add(1, Ordering::Relaxed);
            if case >= cases {
                return done;
            }
            done.push((case, recover(case)));
        }
    };
    let mut found = thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        let results =
            workers.into_iter().map(|worker| worker.join().map_err(|_| anyhow!("a thread broke down")));
        results.collect::<Result<Vec<_>>>()
    })?;
    let mut found: Vec<_> = found.drain(..).flatten().collect();
    found.sort_by_key(|(case, _)| *case);
    found.into_iter().map(|(_, recovered)| recovered).collect()
}

fn recover(case: usize) -> Result<Recovered> {
    let (mixture_number, level_number) = (case / LEVELS.len(), case % LEVELS.len());
    let (mixture, fractions, rest) = MIXTURES.get(mixture_number).copied().context("no such mixture")?;
    let (level, factor) = LEVELS.get(level_number).copied().context("no such level")?;
    let anchor = Anchor::parse(Preset::Htlv1ThreePrime.sequence()).map_err(|error| anyhow!("{error:?}"))?;
    let measuring = TraceSettings::new(anchor.clone());
    let mut pairs = Vec::new();
    for read in 0..READS {
        // The same mixtures at every level.
        let seed = 1_000 * u64::try_from(mixture_number)? + u64::from(read);
        let usual = SimulationSettings::new(Mixture::of_fractions(fractions), anchor.clone(), seed);
        let mixture = Mixture { rest: rest.map_or(Rest::Diverse, Rest::Clones), ..usual.mixture };
        let settings = SimulationSettings { mixture, signal: disturbed(factor), ..usual };
        let trace = simulate(&settings).map_err(|error| anyhow!("{error:?}"))?;
        // Through the file, as anyone would.
        let bytes = trace.to_abif().map_err(|error| anyhow!("{error:?}"))?;
        let read = trace_file::read(&bytes).map_err(|error| anyhow!("{error:?}"))?;
        if let Ok(Ok(found)) = analyse(&read, &measuring).map(|report| report.result) {
            pairs.push((found, trace.truth.statistics));
        }
    }
    Ok(Recovered {
        mixture,
        level,
        given: pairs.len(),
        dominance: errors(pairs.iter().map(|(found, truth)| (found.dominance, truth.dominance))),
        simpson: errors(pairs.iter().map(|(found, truth)| (found.simpson, truth.simpson))),
    })
}

fn disturbed(factor: f64) -> SignalSettings {
    let usual = SignalSettings::MEASURED;
    SignalSettings {
        noise: factor * usual.noise,
        crosstalk: match usual.crosstalk {
            Crosstalk::Drawn(mean) => Crosstalk::Drawn(factor * mean),
            matrix @ Crosstalk::Matrix(_) => matrix,
        },
        early: factor * usual.early,
        late: factor * usual.late,
        ..usual
    }
}

fn errors(pairs: impl Iterator<Item = (Estimate, f64)> + Clone) -> Errors {
    let mut rising: Vec<f64> = pairs.clone().map(|(estimate, truth)| estimate.value - truth).collect();
    rising.sort_by(f64::total_cmp);
    let within = |(estimate, truth): &(Estimate, f64)| estimate.low <= *truth && *truth <= estimate.high;
    Errors {
        truth: mean(pairs.clone().map(|(_, truth)| truth)),
        rising,
        covered: pairs.filter(within).count(),
    }
}

fn document(all: &[Recovered]) -> String {
    let mut text = format!(
        "# Recovery of simulated mixtures\n\
         \n\
         Made by `cargo xtask recovery`; do not edit. {READS} reads of each mixture at each level of disturbance were\n\
         simulated (`docs/simulate-command.md`), written as `.ab1`, read and measured with the usual settings: window\n\
         of 40 bases, 6 passed over. Errors are estimate minus truth, and the truth is that of the base shares in the\n\
         window of the same read. The levels multiply noise, crosstalk and phasing as measured on real reads; heights\n\
         of clones vary and amplification favours some of them as measured at every level.\n\
         \n\
         ![Errors by mixture](recovery.svg)\n\
         \n\
         What this shows is what the estimate makes of reads such as the simulator draws. How it does with real ones is in\n\
         `docs/trace-clonality.md`. “Given” are reads whose estimate is not withheld; “covered” are truths within the\n\
         95 % interval, as a share of those.\n",
    );
    for number in 0..2 {
        for (place, row) in all.iter().enumerate() {
            let Some((name, errors)) = row.statistics().into_iter().nth(number) else { continue };
            if place == 0 {
                let _ = write!(text, "\n## {name}\n\n{HEADER}");
            }
            // Writing to a String cannot fail.
            let _ = writeln!(
                text,
                "| {} | {} | {} | {:.3} | {:+.3} | {:.3} | {} |",
                row.mixture,
                row.level,
                row.given,
                errors.truth,
                errors.mean(),
                errors.root_mean_square(),
                percent(errors.covered, row.given),
            );
        }
    }
    text
}

const HEADER: &str = "| mixture | disturbance | given | truth | mean error | RMSE | covered |\n\
                      | --- | --- | ---: | ---: | ---: | ---: | ---: |\n";

fn percent(part: usize, whole: usize) -> String {
    (100 * part + whole / 2).checked_div(whole).map_or("–".to_owned(), |percent| format!("{percent} %"))
}

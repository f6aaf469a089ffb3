//! Trace clonality against sequencing: real mixtures with known base fractions.
//!
//! Whatever is learned from these reads is learned anew for each gene from all the others, so no read is judged by
//! numbers that saw it or a neighbour of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow};
use shirube_clonality::junction::Anchor;
use shirube_clonality::trace_clonality::interval::{NORMAL_95, SMALLEST_ERROR, Spread};
use shirube_clonality::trace_clonality::{Measured, MeasuredStatistic, analyse};
use shirube_clonality::{TraceReport, TraceSettings, trace_file};
use shirube_numeric::ops;

/// Largest leave-one-gene-out RMSE of dominance over the reads that pass the gates.
const GOAL_RMSE: f64 = 0.060;
/// Largest bias of any statistic, either way.
const GOAL_BIAS: f64 = 0.01;
/// Widest mean interval.
const GOAL_WIDTH: f64 = 0.24;
/// Share of truths within their intervals.
const GOAL_COVERAGE: std::ops::RangeInclusive<f64> = 0.90..=0.98;

/// A read and what sequencing of the same well says.
struct Mixture {
    file: String,
    gene: String,
    well: String,
    settings: TraceSettings,
    truth: [f64; 3],
    report: TraceReport,
    measured: Measured,
}

/// One of the three statistics.
struct Statistic {
    name: &'static str,
    shipped: Spread,
    of: fn(&Measured) -> MeasuredStatistic,
    truth: usize,
}

const STATISTICS: [Statistic; 3] = [
    Statistic { name: "dominance", shipped: Spread::DOMINANCE, of: |measured| measured.dominance, truth: 0 },
    Statistic { name: "simpson", shipped: Spread::SIMPSON, of: |measured| measured.simpson, truth: 1 },
    Statistic { name: "entropy", shipped: Spread::ENTROPY, of: |measured| measured.entropy, truth: 2 },
];

/// Prints the accuracy table and fails where a goal is missed. `data` is a folder with `truth.csv`,
/// `base_fractions.json` and the traces, or one with such a folder `traces` in it.
pub(crate) fn run(data: &Path) -> Result<bool> {
    let nested = data.join("traces");
    let folder = if nested.join("truth.csv").exists() { nested } else { data.to_owned() };
    let mixtures = read_mixtures(&folder)?;
    let fit: Vec<&Mixture> = mixtures.iter().filter(|mixture| mixture.report.result.is_ok()).collect();

    println!("{} reads, {} pass the gates. Withheld:", mixtures.len(), fit.len());
    for mixture in &mixtures {
        if let Err(reasons) = &mixture.report.result {
            let quality = &mixture.report.quality;
            let skipped = quality.skip_dominance_raw.map_or("-".into(), |value| format!("{value:.3}"));
            println!(
                "  {:<24} {reasons:?}; constant part {:.3} (as it stands {:.3}), skipped {skipped}",
                mixture.file, quality.constant_dominance, quality.constant_dominance_raw
            );
        }
    }
    let everyone: Vec<&Mixture> = mixtures.iter().collect();
    println!("\nstatistic  reads            n  r      bias    RMSE    coverage  width");
    let mut missed = Vec::new();
    for statistic in &STATISTICS {
        row(statistic.name, "all", &statistic.judge_each(statistic.shipped, &everyone));
        row(statistic.name, "fit", &statistic.judge_each(statistic.shipped, &fit));
        let left_out = leaving_genes_out(statistic, &fit);
        row(statistic.name, "gene left out", &left_out);
        let accuracy = Accuracy::of(&left_out);
        if statistic.name == "dominance" && accuracy.rmse > GOAL_RMSE {
            missed.push(format!("RMSE of {} is {:.4}", statistic.name, accuracy.rmse));
        }
        if accuracy.bias.abs() > GOAL_BIAS {
            missed.push(format!("bias of {} is {:.4}", statistic.name, accuracy.bias));
        }
        if accuracy.width > GOAL_WIDTH || !GOAL_COVERAGE.contains(&accuracy.coverage) {
            missed.push(format!("intervals of {} cover {:.3}", statistic.name, accuracy.coverage));
        }
        println!(
            "           spread {:.1}; these reads need {:.2}",
            statistic.shipped.0,
            fit_spread(statistic, &fit).0
        );
    }
    pairs(&fit);
    controls(&folder, &mixtures);
    if !missed.is_empty() {
        println!("\nmissed: {}", missed.join("; "));
    }
    Ok(missed.is_empty())
}

fn read_mixtures(folder: &Path) -> Result<Vec<Mixture>> {
    let table = read_text(&folder.join("truth.csv"))?;
    let fractions: BTreeMap<String, Vec<[f64; 4]>> =
        serde_json::from_str(&read_text(&folder.join("base_fractions.json"))?)
            .context("base_fractions.json")?;
    let mut lines = table.lines();
    let columns: Vec<&str> = lines.next().unwrap_or_default().split(',').collect();
    let mixtures = lines.map(|line| {
        let cells: Vec<&str> = line.split(',').collect();
        let cell = |name: &str| {
            let place = columns.iter().position(|column| *column == name);
            place.and_then(|place| cells.get(place)).copied().with_context(|| format!("{name} of {line}"))
        };
        let file = cell("file")?.to_owned();
        let settings = TraceSettings {
            skip: cell("skip")?.parse()?,
            window: cell("window")?.parse()?,
            ..TraceSettings::new(
                Anchor::parse(cell("anchor")?).map_err(|error| anyhow!("{file}: {error:?}"))?,
            )
        };
        let report = report(&folder.join(&file), &settings)?;
        Ok(Mixture {
            gene: cell("gene")?.to_owned(),
            well: cell("well")?.to_owned(),
            truth: [
                cell("dominance")?.parse()?,
                cell("simpson")?.parse()?,
                entropy_form(fractions.get(&file).with_context(|| format!("fractions of {file}"))?),
            ],
            measured: report.measured.with_context(|| format!("{file}: nothing measured"))?,
            settings,
            report,
            file,
        })
    });
    mixtures.collect()
}

fn report(file: &Path, settings: &TraceSettings) -> Result<TraceReport> {
    let bytes = fs::read(file).with_context(|| format!("reading {}", file.display()))?;
    let chromatogram = trace_file::read(&bytes).map_err(|error| anyhow!("{}: {error:?}", file.display()))?;
    analyse(&chromatogram, settings).map_err(|error| anyhow!("{}: {error:?}", file.display()))
}

fn read_text(file: &Path) -> Result<String> {
    fs::read_to_string(file).with_context(|| format!("reading {}", file.display()))
}

/// One minus the mean entropy in units of two bits.
fn entropy_form(fractions: &[[f64; 4]]) -> f64 {
    let present = fractions.iter().flatten().filter(|fraction| **fraction > 0.0);
    let bits: f64 =
        present.map(|fraction| -fraction * ops::log10(*fraction) / core::f64::consts::LOG10_2).sum();
    1.0 - bits / 2.0 / as_f64(fractions.len().max(1))
}

#[expect(clippy::cast_precision_loss, reason = "a few reads")]
const fn as_f64(count: usize) -> f64 {
    count as f64
}

/// An estimate beside the truth.
struct Judged {
    value: f64,
    low: f64,
    high: f64,
    truth: f64,
}

impl Statistic {
    fn judge(&self, spread: Spread, reads: &[&Mixture]) -> Judged {
        let measured: Vec<_> = reads.iter().map(|mixture| (self.of)(&mixture.measured)).collect();
        let estimate = spread.estimate(&measured);
        Judged {
            value: estimate.value,
            low: estimate.low,
            high: estimate.high,
            truth: reads.first().map_or(f64::NAN, |mixture| self.truth_of(mixture)),
        }
    }

    fn judge_each(&self, spread: Spread, mixtures: &[&Mixture]) -> Vec<Judged> {
        mixtures.iter().map(|mixture| self.judge(spread, &[mixture])).collect()
    }

    fn truth_of(&self, mixture: &Mixture) -> f64 {
        mixture.truth.get(self.truth).copied().unwrap_or(f64::NAN)
    }
}

struct Accuracy {
    correlation: f64,
    bias: f64,
    rmse: f64,
    coverage: f64,
    width: f64,
}

impl Accuracy {
    fn of(judged: &[Judged]) -> Self {
        let mean = |value: &dyn Fn(&Judged) -> f64| {
            judged.iter().map(value).sum::<f64>() / as_f64(judged.len().max(1))
        };
        let (value, truth) = (mean(&|j| j.value), mean(&|j| j.truth));
        let product = mean(&|j| (j.value - value) * (j.truth - truth));
        let spread = mean(&|j| (j.value - value).powi(2)) * mean(&|j| (j.truth - truth).powi(2));
        Self {
            correlation: product / spread.sqrt(),
            bias: mean(&|j| j.value - j.truth),
            rmse: mean(&|j| (j.value - j.truth).powi(2)).sqrt(),
            coverage: mean(&|j| f64::from(u8::from((j.low..=j.high).contains(&j.truth)))),
            width: mean(&|j| j.high - j.low),
        }
    }
}

fn row(statistic: &str, reads: &str, judged: &[Judged]) {
    let Accuracy { correlation, bias, rmse, coverage, width } = Accuracy::of(judged);
    println!(
        "{statistic:<10} {reads:<16} {:<2} {correlation:.3}  {bias:+.4} {rmse:.4}  {coverage:.3}     {width:.3}",
        judged.len()
    );
}

fn leaving_genes_out(statistic: &Statistic, mixtures: &[&Mixture]) -> Vec<Judged> {
    let judged = |mixture: &&Mixture| {
        let spread = without_gene(statistic, mixtures, &mixture.gene);
        statistic.judge(spread, &[mixture])
    };
    mixtures.iter().map(judged).collect()
}

fn without_gene(statistic: &Statistic, mixtures: &[&Mixture], gene: &str) -> Spread {
    let others: Vec<_> = mixtures.iter().copied().filter(|mixture| mixture.gene != gene).collect();
    fit_spread(statistic, &others)
}

/// The least spread whose intervals cover 95 % of these truths.
fn fit_spread(statistic: &Statistic, mixtures: &[&Mixture]) -> Spread {
    let needed = |mixture: &&Mixture| {
        let measured = (statistic.of)(&mixture.measured);
        let error = (measured.value.clamp(0.0, 1.0) - statistic.truth_of(mixture)) / NORMAL_95;
        (error.powi(2) - SMALLEST_ERROR.powi(2)).max(0.0).sqrt() / measured.standard_error
    };
    let mut spreads: Vec<f64> = mixtures.iter().map(needed).collect();
    spreads.sort_by(f64::total_cmp);
    let enough = (spreads.len() * 95).div_ceil(100).saturating_sub(1);
    Spread(spreads.get(enough).copied().unwrap_or(0.0))
}

/// Wells that were read twice: one read against both.
fn pairs(mixtures: &[&Mixture]) {
    let mut wells: BTreeMap<(&str, &str), Vec<&Mixture>> = BTreeMap::new();
    for mixture in mixtures {
        wells.entry((&mixture.gene, &mixture.well)).or_default().push(mixture);
    }
    wells.retain(|_, reads| reads.len() > 1);
    println!("\n{} wells read twice, gene left out", wells.len());
    for statistic in &STATISTICS {
        let (mut single, mut combined) = (Vec::new(), Vec::new());
        for ((gene, _), reads) in &wells {
            let spread = without_gene(statistic, mixtures, gene);
            single.extend(reads.iter().map(|read| statistic.judge(spread, &[read])));
            combined.push(statistic.judge(spread, reads));
        }
        row(statistic.name, "one read", &single);
        row(statistic.name, "both reads", &combined);
    }
}

/// Unedited wells: one sequence, so every statistic is 1.
fn controls(folder: &Path, mixtures: &[Mixture]) {
    println!("\nunedited controls as measured (truth 1)");
    let mut genes: BTreeMap<&str, &Mixture> = BTreeMap::new();
    for mixture in mixtures {
        genes.entry(&mixture.gene).or_insert(mixture);
    }
    for (gene, mixture) in genes {
        let file = format!("{gene}_unedited_control.ab1");
        if !folder.join(&file).exists() {
            continue;
        }
        match report(&folder.join(&file), &mixture.settings) {
            Ok(TraceReport { measured: Some(m), result, .. }) => {
                let values = [m.dominance.value, m.simpson.value, m.entropy.value];
                println!("  {gene:<8} {values:.3?} {:?}", result.err().unwrap_or_default());
            }
            Ok(report) => println!("  {gene:<8} {:?}", report.result.err().unwrap_or_default()),
            Err(error) => println!("  {gene:<8} {error:#}"),
        }
    }
}

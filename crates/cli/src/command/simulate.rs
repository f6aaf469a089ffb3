//! `shirube simulate`: traces of made-up mixtures, as files.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, anyhow, bail};
use clap::Args;
use shirube_cli::simulation_truth::{self, TruthRecord};
use shirube_cli::{anchor_text, simulation_error};
use shirube_clonality::junction::{Anchor, Strand};
use shirube_clonality::simulate::mixture::{Mixture, Rest};
use shirube_clonality::simulate::signal::{Crosstalk, SignalSettings};
use shirube_clonality::simulate::{SimulationSettings, simulate};

use super::output::UNUSABLE;

#[derive(Args)]
pub(crate) struct SimulateArguments {
    /// Folder for the files; made if it is not there
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// How many traces; each has the seed after that of the one before
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    count: u32,
    /// Seed of the first trace: the same call gives the same bytes
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Replace files that are there
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    mixture: MixtureArguments,
    #[command(flatten)]
    read: ReadArguments,
    #[command(flatten)]
    signal: SignalArguments,
}

#[derive(Args)]
struct MixtureArguments {
    /// Shares of the clones, such as 0.5,0.3; what they leave of 1 is polyclonal
    #[arg(long, value_delimiter = ',', default_value = "0.5")]
    clones: Vec<f64>,
    /// Share of the polyclonal rest, to be sure: with the clones it must sum to 1
    #[arg(long)]
    polyclonal: Option<f64>,
    /// Clones of equal size that make up the rest; endlessly many if not given
    #[arg(long)]
    rest_clones: Option<u32>,
}

#[derive(Args)]
struct ReadArguments {
    /// Constant sequence before the host: htlv1-3ltr, htlv1-5ltr, blv-3ltr, blv-5ltr or letters
    #[arg(long, default_value = "htlv1-3ltr", value_parser = anchor_text::parse)]
    anchor: Anchor,
    /// Made-up constant bases before the anchor
    #[arg(long, default_value_t = 120)]
    lead: usize,
    /// Read the other strand: the host first, then the anchor's reverse complement
    #[arg(long)]
    reverse: bool,
    /// Bases in a read
    #[arg(long, default_value_t = 300)]
    read_length: usize,
    /// Bases between the junction and the window of the truth
    #[arg(long, default_value_t = 6)]
    skip: usize,
    /// Bases in the window of the truth
    #[arg(long, default_value_t = 40)]
    window: usize,
    /// Shares of A,C,G,T in made-up sequences
    #[arg(long, value_delimiter = ',', default_value = "0.25,0.25,0.25,0.25")]
    composition: Vec<f64>,
}

/// Each as measured on real reads if not given.
#[derive(Args)]
struct SignalArguments {
    /// No disturbance at all, but for those that are given
    #[arg(long)]
    ideal: bool,
    /// Mean height of false peaks, as a share of the mean height of pure ones
    #[arg(long)]
    noise: Option<f64>,
    /// Mean share of a dye's light in each channel of the others
    #[arg(long)]
    crosstalk: Option<f64>,
    /// Share of the molecules that are one base short
    #[arg(long)]
    phasing: Option<f64>,
    /// Share of the molecules that lose a base, and share that gain one, at runs of 8 equal bases
    #[arg(long)]
    slippage: Option<f64>,
    /// Share of the signal that is lost in 100 bases
    #[arg(long)]
    decline: Option<f64>,
    /// Mean height of a pure peak; beyond the detector's limit of 32000 it is cut
    #[arg(long)]
    height: Option<f64>,
    /// Standard deviation of the logarithm of the heights
    #[arg(long)]
    height_variation: Option<f64>,
    /// Standard deviation of the logarithm of a clone's signal against its share
    #[arg(long)]
    amplification: Option<f64>,
    /// Standard deviation, from read to read, of the logarithms of noise, crosstalk and phasing
    #[arg(long)]
    spread: Option<f64>,
}

impl SignalArguments {
    fn settings(&self) -> SignalSettings {
        let usual = if self.ideal { SignalSettings::IDEAL } else { SignalSettings::MEASURED };
        SignalSettings {
            noise: self.noise.unwrap_or(usual.noise),
            crosstalk: self.crosstalk.map_or(usual.crosstalk, Crosstalk::Drawn),
            early: self.phasing.unwrap_or(usual.early),
            slippage: self.slippage.unwrap_or(usual.slippage),
            decline: self.decline.unwrap_or(usual.decline),
            height: self.height.unwrap_or(usual.height),
            height_variation: self.height_variation.unwrap_or(usual.height_variation),
            amplification: self.amplification.unwrap_or(usual.amplification),
            spread: self.spread.unwrap_or(usual.spread),
            ..usual
        }
    }
}

impl SimulateArguments {
    fn settings(&self) -> Result<SimulationSettings> {
        let mixture = Mixture {
            rest: self.mixture.rest_clones.map_or(Rest::Diverse, Rest::Clones),
            ..Mixture::of_fractions(&self.mixture.clones)
        };
        let rest = mixture.rest_fraction();
        if let Some(stated) = self.mixture.polyclonal
            && (stated.is_nan() || (stated - rest).abs() > 1e-6)
        {
            bail!("the clones leave {rest} for the polyclonal rest, not what --polyclonal says");
        }
        let composition = self.read.composition.as_slice().try_into();
        Ok(SimulationSettings {
            lead: self.read.lead,
            strand: if self.read.reverse { Strand::Reverse } else { Strand::Forward },
            read_length: self.read.read_length,
            skip: self.read.skip,
            window: self.read.window,
            composition: composition.context("--composition needs four shares: A,C,G,T")?,
            signal: self.signal.settings(),
            ..SimulationSettings::new(mixture, self.read.anchor.clone(), self.seed)
        })
    }

    fn run(&self) -> Result<()> {
        let settings = self.settings()?;
        let names: Vec<(u64, String)> =
            (0..self.count).map(|number| self.seed.wrapping_add(number.into())).map(named).collect();
        fs::create_dir_all(&self.out).with_context(|| format!("{}: cannot be made", self.out.display()))?;
        self.refuse_to_overwrite(names.iter().map(|(_, name)| name.as_str()).chain([TABLE, LINES]))?;
        let (mut table, mut lines) = (Vec::new(), Vec::new());
        simulation_truth::write_header(&mut table);
        for (seed, name) in &names {
            let settings = SimulationSettings { seed: *seed, ..settings.clone() };
            let trace = simulate(&settings).map_err(|error| anyhow!(simulation_error::message(error)))?;
            let bytes = trace.to_abif().map_err(|error| anyhow!("{name}: {error:?}"))?;
            self.write(name, &bytes)?;
            let record = TruthRecord::new(name, &settings, &trace.truth);
            record.write_row(&mut table);
            record.write_line(&mut lines);
        }
        self.write(TABLE, &table)?;
        self.write(LINES, &lines)
    }

    /// Before anything is written.
    fn refuse_to_overwrite<'a>(&self, mut names: impl Iterator<Item = &'a str>) -> Result<()> {
        match names.find(|name| !self.force && self.out.join(name).exists()) {
            Some(name) => bail!("{} is there already: --force replaces it", self.out.join(name).display()),
            None => Ok(()),
        }
    }

    fn write(&self, name: &str, bytes: &[u8]) -> Result<()> {
        let path: &Path = &self.out.join(name);
        let mut options = OpenOptions::new();
        options.write(true);
        // What appeared since the look around is not replaced either.
        if self.force {
            options.create(true).truncate(true)
        } else {
            options.create_new(true)
        };
        let written = options.open(path).and_then(|mut file| file.write_all(bytes));
        written.with_context(|| format!("{}: cannot be written", path.display()))
    }
}

const TABLE: &str = "truth.csv";
const LINES: &str = "truth.jsonl";

fn named(seed: u64) -> (u64, String) {
    (seed, format!("simulated-{seed:04}.ab1"))
}

/// Writes the files.
pub(crate) fn run(arguments: &SimulateArguments) -> ExitCode {
    match arguments.run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("shirube: {error:#}");
            ExitCode::from(UNUSABLE)
        }
    }
}

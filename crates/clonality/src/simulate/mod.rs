//! Synthetic traces of known clones: what a sequencer would show of a mixture that one has made up.
//!
//! A read is a constant sequence (a made-up lead and the anchor) followed by the host sequences of all clones at
//! once. [`simulate`] draws it as four channels, disturbs them as a sequencer does ([`signal`]), calls bases in
//! them ([`calls`]) and keeps what is true ([`truth`]). The same settings and seed give the same trace everywhere.

mod calls;
pub mod mixture;
pub mod signal;
pub mod truth;

use shirube_numeric::ops;
use shirube_numeric::random::Random;

use crate::abif_writer::{self, AbifContent, AbifWriteError};
use crate::chromatogram::{Base, CalledBy, Chromatogram, RunDetails};
use crate::junction::nucleotide_set::NucleotideSet;
use crate::junction::{Anchor, Strand};

use mixture::{Component, Mixture};
use signal::{Drawn, SignalSettings};
use truth::Truth;

/// What to simulate.
#[derive(Debug, Clone, PartialEq)]
pub struct SimulationSettings {
    /// The clones.
    pub mixture: Mixture,
    /// The constant sequence before the host; where a letter stands for several bases one is drawn.
    pub anchor: Anchor,
    /// Made-up bases before the anchor, the same in all clones.
    pub lead: usize,
    /// Which strand was read: `Reverse` gives the host first, then the reverse complement of the constant part.
    pub strand: Strand,
    /// Bases in the read.
    pub read_length: usize,
    /// Bases between the junction and the window of the truth.
    pub skip: usize,
    /// Bases in that window.
    pub window: usize,
    /// Share of A, C, G, T in made-up sequences; sums to 1.
    pub composition: [f64; 4],
    /// What the sequencer does to the signal.
    pub signal: SignalSettings,
    /// Everything drawn by chance follows from it.
    pub seed: u64,
}

/// Why nothing can be simulated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SimulationError {
    /// Fractions that are negative or no numbers, or that sum to more than 1.
    BadFractions,
    /// More than [`Mixture::MOST_CLONES`] clones.
    TooManyClones,
    /// A composition that does not sum to 1.
    BadComposition,
    /// The read ends before its window does, or the window is empty.
    ReadTooShort,
    /// More than [`SimulationSettings::LONGEST_READ`] bases.
    ReadTooLong,
    /// A property of the signal outside its range.
    BadSignal(signal::Property),
}

impl SimulationSettings {
    /// More bases than any read, and few enough for the 16 bits that ABIF has for the place of a peak.
    pub const LONGEST_READ: usize = 2_000;

    /// One trace of `mixture` behind `anchor`, with the lead, window and disturbances that are usual.
    pub fn new(mixture: Mixture, anchor: Anchor, seed: u64) -> Self {
        Self {
            mixture,
            anchor,
            lead: 120,
            strand: Strand::Forward,
            read_length: 300,
            skip: crate::TraceSettings::USUAL_SKIP,
            window: crate::TraceSettings::USUAL_WINDOW,
            composition: crate::TraceSettings::EVEN,
            signal: SignalSettings::MEASURED,
            seed,
        }
    }

    /// Bases before the host.
    pub fn constant_bases(&self) -> usize {
        self.lead.saturating_add(self.anchor.letters().len())
    }

    fn check(&self) -> Result<(), SimulationError> {
        if self.read_length > Self::LONGEST_READ {
            return Err(SimulationError::ReadTooLong);
        }
        let needed = self.constant_bases().saturating_add(self.skip).saturating_add(self.window);
        if self.window == 0 || needed > self.read_length {
            return Err(SimulationError::ReadTooShort);
        }
        let sum: f64 = self.composition.iter().sum();
        let shares = self.composition.iter().all(|share| (0.0..=1.0).contains(share));
        if !shares || (sum - 1.0).abs() > mixture::ROUNDING {
            return Err(SimulationError::BadComposition);
        }
        self.mixture.check()?;
        self.signal.check().map_err(SimulationError::BadSignal)
    }
}

/// A trace and what is true of it.
#[derive(Debug, Clone, PartialEq)]
pub struct SimulatedTrace {
    /// What a reader of the file sees.
    pub chromatogram: Chromatogram,
    /// The detector's four channels before any processing, in no order of bases; another number of scans.
    pub raw: [Vec<i16>; 4],
    /// What is true.
    pub truth: Truth,
}

impl SimulatedTrace {
    /// The bytes of its file.
    ///
    /// # Errors
    /// None with a spacing that [`simulate`] takes; see [`AbifWriteError`].
    pub fn to_abif(&self) -> Result<Vec<u8>, AbifWriteError> {
        let content = AbifContent::new(&self.chromatogram);
        abif_writer::write(&AbifContent { raw: Some(&self.raw), spacing: self.spacing(), ..content })
    }

    /// Mean number of scans between bases.
    fn spacing(&self) -> Option<f32> {
        let (first, last) = (self.chromatogram.calls.first()?, self.chromatogram.calls.last()?);
        let scans = u16::try_from(last.scan.checked_sub(first.scan)?).ok()?;
        let bases =
            u16::try_from(self.chromatogram.calls.len()).ok()?.checked_sub(1).filter(|bases| *bases > 0)?;
        Some(f32::from(scans) / f32::from(bases))
    }
}

/// Simulates one trace.
///
/// # Errors
/// See [`SimulationError`].
pub fn simulate(settings: &SimulationSettings) -> Result<SimulatedTrace, SimulationError> {
    settings.check()?;
    let mut random = Random::new(settings.seed);
    let constant = constant_part(settings, &mut random);
    let components: Vec<Component> = settings.mixture.components(settings, &constant, &mut random);
    let truth = Truth::of(settings, constant.len(), &components);
    let mut templates = components;
    amplify(&mut templates, settings.signal.amplification, &mut random);
    if settings.strand == Strand::Reverse {
        templates.iter_mut().for_each(Component::reverse_complement);
    }
    let Drawn { channels, raw, peaks } = signal::draw(&templates, &settings.signal, &mut random);
    let calls = calls::call(&channels, &peaks, &settings.signal);
    let chromatogram = Chromatogram {
        channels,
        calls,
        called_by: CalledBy::BaseCaller,
        run: run_details(settings),
        remarks: Vec::new(),
    };
    Ok(SimulatedTrace { chromatogram, raw, truth })
}

/// Clones gain or lose against their shares; all together stay 1.
fn amplify(components: &mut [Component], deviation: f64, random: &mut Random) {
    for component in components.iter_mut().filter(|component| component.is_clone()) {
        component.fraction *= ops::exp(deviation * random.normal());
    }
    let sum: f64 = components.iter().map(|component| component.fraction).sum();
    for component in components {
        component.fraction /= sum;
    }
}

/// The lead and the anchor.
fn constant_part(settings: &SimulationSettings, random: &mut Random) -> Vec<Base> {
    let lead = (0..settings.lead).map(|_| mixture::drawn_base(settings.composition, random));
    let mut constant: Vec<Base> = lead.collect();
    for letter in settings.anchor.letters() {
        let meant = NucleotideSet::of_letter(*letter).unwrap_or(NucleotideSet::ANY).members();
        constant.push(mixture::drawn_base(meant.map(f64::from), random));
    }
    constant
}

/// Nothing of a person or a machine: what a file must say, and the seed.
fn run_details(settings: &SimulationSettings) -> RunDetails {
    RunDetails {
        sample: Some(format!("simulated {}", settings.seed)),
        machine_model: Some("3730".to_owned()),
        machine_name: Some("Shirube simulator".to_owned()),
        run_name: Some("simulated".to_owned()),
        base_caller: Some("Shirube 1".to_owned()),
        dye_set: Some("simulated.mob".to_owned()),
        well: Some("A1".to_owned()),
        lane: Some(1),
        collected: Some("2000-01-01 00:00:00".to_owned()),
        signal: Some([settings.signal.height.min(settings.signal.limit.into()).round(); 4]),
        ..RunDetails::default()
    }
}

//! What a sequencer makes of molecules: peaks in four channels, and everything that disturbs them.
//!
//! [`SignalSettings::MEASURED`] is what was measured on 89 real reads; `docs/simulate-command.md` compares both.

use std::ops::RangeInclusive;

use shirube_numeric::ops;
use shirube_numeric::random::Random;

use super::mixture::{Column, Component};

/// What a sequencer does to the signal. Shares are of the mean height of a pure peak unless something else is said.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SignalSettings {
    /// Scans from one base to the next.
    pub spacing: f64,
    /// Standard deviation of a peak's place, of each base at each position by itself, in spacings.
    pub jitter: f64,
    /// Standard deviation of the shift of each dye against the others, in spacings.
    pub mobility: f64,
    /// Width of a peak at half its height in the middle of a read, in spacings.
    pub width: f64,
    /// How far peaks are wider at the start and the end of a read: 1 as measured, 0 not at all.
    pub widening: f64,
    /// Mean height of a pure peak, in the channels' own units.
    pub height: f64,
    /// Standard deviation of the logarithm of the heights; a height follows from its base and the three before it.
    pub height_variation: f64,
    /// Standard deviation of the logarithm of a clone's signal against its share: amplification favours some.
    pub amplification: f64,
    /// Share of the signal that is lost in 100 bases.
    pub decline: f64,
    /// Light of one dye in the channels of the others.
    pub crosstalk: Crosstalk,
    /// Mean height of the small false peaks that every channel has at every base.
    pub noise: f64,
    /// How far false peaks are higher in the first bases of a read: 1 as measured, 0 not at all.
    pub start_noise: f64,
    /// Standard deviation of the noise at each scan where there is no signal.
    pub detector_noise: f64,
    /// Standard deviation of the noise at each scan that comes with the signal, at the mean height of a pure peak; it
    /// grows with the root of the signal.
    pub shot_noise: f64,
    /// What is left of the baseline; negative where too much was taken off.
    pub baseline: f64,
    /// Share of the molecules that are short, so that their signal comes early: by one base or, a seventh of them, two.
    pub early: f64,
    /// Share of the molecules that are one base long.
    pub late: f64,
    /// Share of the molecules that lose a base, and share that gain one, at each run of [`SLIPPING_RUN`] equal bases.
    pub slippage: f64,
    /// Standard deviation, from read to read, of the logarithms of `crosstalk` (unless a matrix is given), `noise`,
    /// `early` and `late`; half of the variance is common to all four.
    pub spread: f64,
    /// The detector's limit: no intensity is above it.
    pub limit: i16,
}

/// Light of one dye in the channels of the others.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Crosstalk {
    /// Twelve shares drawn from an exponential distribution of this mean.
    Drawn(f64),
    /// `[dye][channel]`: share of the light of each dye, in the order A, C, G, T, in each channel. The diagonal is
    /// read as what the others leave of 1.
    Matrix([[f64; 4]; 4]),
}

/// A property of the signal, to say which is out of range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Property {
    /// [`SignalSettings::spacing`].
    Spacing,
    /// [`SignalSettings::jitter`].
    Jitter,
    /// [`SignalSettings::mobility`].
    Mobility,
    /// [`SignalSettings::width`].
    Width,
    /// [`SignalSettings::widening`].
    Widening,
    /// [`SignalSettings::height`].
    Height,
    /// [`SignalSettings::height_variation`].
    HeightVariation,
    /// [`SignalSettings::amplification`].
    Amplification,
    /// [`SignalSettings::decline`].
    Decline,
    /// [`SignalSettings::crosstalk`].
    Crosstalk,
    /// [`SignalSettings::noise`].
    Noise,
    /// [`SignalSettings::start_noise`].
    StartNoise,
    /// [`SignalSettings::detector_noise`].
    DetectorNoise,
    /// [`SignalSettings::shot_noise`].
    ShotNoise,
    /// [`SignalSettings::baseline`].
    Baseline,
    /// [`SignalSettings::early`].
    Early,
    /// [`SignalSettings::late`].
    Late,
    /// [`SignalSettings::slippage`].
    Slippage,
    /// [`SignalSettings::spread`].
    Spread,
    /// [`SignalSettings::limit`].
    Limit,
}

impl Property {
    /// Name of its field.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Spacing => "spacing",
            Self::Jitter => "jitter",
            Self::Mobility => "mobility",
            Self::Width => "width",
            Self::Widening => "widening",
            Self::Height => "height",
            Self::HeightVariation => "height_variation",
            Self::Amplification => "amplification",
            Self::Decline => "decline",
            Self::Crosstalk => "crosstalk",
            Self::Noise => "noise",
            Self::StartNoise => "start_noise",
            Self::DetectorNoise => "detector_noise",
            Self::ShotNoise => "shot_noise",
            Self::Baseline => "baseline",
            Self::Early => "early",
            Self::Late => "late",
            Self::Slippage => "slippage",
            Self::Spread => "spread",
            Self::Limit => "limit",
        }
    }

    /// The values that are taken.
    pub const fn range(self) -> RangeInclusive<f64> {
        match self {
            Self::Spacing => 6.0..=16.0,
            Self::Jitter | Self::Mobility => 0.0..=0.5,
            Self::Width => 0.1..=2.0,
            Self::Widening | Self::StartNoise | Self::Spread => 0.0..=2.0,
            Self::Height => 1.0..=100_000.0,
            Self::HeightVariation
            | Self::Amplification
            | Self::Noise
            | Self::DetectorNoise
            | Self::ShotNoise => 0.0..=1.0,
            Self::Decline => 0.0..=0.9,
            Self::Crosstalk => 0.0..=0.3,
            Self::Baseline => -1.0..=1.0,
            Self::Early | Self::Late | Self::Slippage => 0.0..=0.4,
            Self::Limit => 1.0..=32_767.0,
        }
    }
}

/// A polymerase slips on runs of so many equal bases and longer ones.
pub const SLIPPING_RUN: usize = 8;

impl SignalSettings {
    /// As measured on real reads.
    pub const MEASURED: Self = Self {
        spacing: 12.0,
        jitter: 0.062,
        mobility: 0.02,
        width: 0.515,
        widening: 1.0,
        height: 1_040.0,
        height_variation: 0.29,
        amplification: 0.12,
        decline: 0.0,
        crosstalk: Crosstalk::Drawn(0.007),
        noise: 0.014,
        start_noise: 1.0,
        detector_noise: 0.000_6,
        shot_noise: 0.003,
        baseline: -0.004,
        early: 0.052,
        late: 0.002,
        slippage: 0.15,
        spread: 0.55,
        limit: 32_000,
    };

    /// Nothing but narrow peaks: the shares of the bases can be read off the heights, to one part in 10,000.
    pub const IDEAL: Self = Self {
        jitter: 0.0,
        mobility: 0.0,
        width: 0.3,
        widening: 0.0,
        height: 30_000.0,
        height_variation: 0.0,
        amplification: 0.0,
        decline: 0.0,
        crosstalk: Crosstalk::Drawn(0.0),
        noise: 0.0,
        start_noise: 0.0,
        detector_noise: 0.0,
        shot_noise: 0.0,
        baseline: 0.0,
        early: 0.0,
        late: 0.0,
        slippage: 0.0,
        spread: 0.0,
        ..Self::MEASURED
    };

    /// The first property that is out of range.
    pub(super) fn check(&self) -> Result<(), Property> {
        let [least_crosstalk, most_crosstalk] = self.crosstalk.extremes();
        let values = [
            (Property::Spacing, self.spacing),
            (Property::Jitter, self.jitter),
            (Property::Mobility, self.mobility),
            (Property::Width, self.width),
            (Property::Widening, self.widening),
            (Property::Height, self.height),
            (Property::HeightVariation, self.height_variation),
            (Property::Amplification, self.amplification),
            (Property::Decline, self.decline),
            (Property::Crosstalk, least_crosstalk),
            (Property::Crosstalk, most_crosstalk),
            (Property::Noise, self.noise),
            (Property::StartNoise, self.start_noise),
            (Property::DetectorNoise, self.detector_noise),
            (Property::ShotNoise, self.shot_noise),
            (Property::Baseline, self.baseline),
            (Property::Early, self.early),
            (Property::Late, self.late),
            (Property::Slippage, self.slippage),
            (Property::Spread, self.spread),
            (Property::Limit, f64::from(self.limit)),
        ];
        let outside = values.into_iter().find(|(property, value)| !property.range().contains(value));
        outside.map_or(Ok(()), |(property, _)| Err(property))
    }

    /// The settings of one read among others.
    fn of_one_read(&self, random: &mut Random) -> Self {
        let common = random.normal();
        let mut varied = |typical: f64, property: Property| {
            let deviate = (common + random.normal()) * std::f64::consts::FRAC_1_SQRT_2;
            (typical * ops::exp(self.spread * deviate)).min(*property.range().end())
        };
        Self {
            crosstalk: match self.crosstalk {
                Crosstalk::Drawn(mean) => Crosstalk::Drawn(varied(mean, Property::Crosstalk)),
                matrix @ Crosstalk::Matrix(_) => matrix,
            },
            noise: varied(self.noise, Property::Noise),
            early: varied(self.early, Property::Early),
            late: varied(self.late, Property::Late),
            ..*self
        }
    }

    /// Scan of the middle of the peak at a position.
    fn centre(&self, position: usize) -> f64 {
        self.spacing * (as_f64(position) + 1.0)
    }

    /// Standard deviation of the Gaussian of a peak at a position, in scans.
    ///
    /// Widths measured on public reads, in spacings: 0.85 at base 17, 0.75 at 37, 0.62 at 75, 0.53 at 150 to 350, 0.67
    /// at 550, 0.83 at 650, 1.0 at 750, 1.15 at 850.
    fn deviation(&self, position: usize) -> f64 {
        let position = as_f64(position);
        let cube = (position / 800.0) * (position / 800.0) * (position / 800.0);
        let wider = 0.6 * ops::exp(-position / 30.0) + 0.47 * cube;
        self.spacing * (self.width + self.widening * wider) / FULL_WIDTH_AT_HALF_HEIGHT
    }

    /// By how much the false peaks at a position are higher than in the middle of the read: at the start of a read
    /// there is dye that was not used up.
    fn noise_factor(&self, position: usize) -> f64 {
        1.0 + self.start_noise * 12.0 * ops::exp(-as_f64(position) / 14.0)
    }

    /// Share of the signal that is left at a position.
    fn left(&self, position: usize) -> f64 {
        ops::pow(1.0 - self.decline, as_f64(position) / 100.0)
    }
}

/// Of a Gaussian, in standard deviations: 2 √(2 ln 2).
const FULL_WIDTH_AT_HALF_HEIGHT: f64 = 2.354_820_045_030_949_3;

impl Crosstalk {
    /// The smallest and the largest share; not numbers if one of them is none.
    fn extremes(self) -> [f64; 2] {
        let shares = match self {
            Self::Drawn(mean) => vec![mean],
            Self::Matrix(matrix) => off_diagonal(matrix).collect(),
        };
        if shares.iter().any(|share| share.is_nan()) {
            return [f64::NAN; 2];
        }
        [shares.iter().copied().fold(f64::INFINITY, f64::min), shares.into_iter().fold(0.0, f64::max)]
    }

    /// `[dye][channel]`, each row with sum 1.
    fn matrix(self, random: &mut Random) -> [[f64; 4]; 4] {
        let mut matrix = match self {
            Self::Drawn(mean) => {
                let most = *Property::Crosstalk.range().end();
                [[(); 4]; 4].map(|row| row.map(|()| (mean * random.exponential()).min(most)))
            }
            Self::Matrix(matrix) => matrix,
        };
        for (dye, row) in matrix.iter_mut().enumerate() {
            let others: f64 =
                row.iter().enumerate().filter(|(channel, _)| *channel != dye).map(|(_, share)| share).sum();
            if let Some(own) = row.get_mut(dye) {
                *own = 1.0 - others;
            }
        }
        matrix
    }
}

fn off_diagonal(matrix: [[f64; 4]; 4]) -> impl Iterator<Item = f64> {
    let rows = matrix.into_iter().enumerate();
    rows.flat_map(|(dye, row)| {
        row.into_iter().enumerate().filter(move |(channel, _)| *channel != dye).map(|(_, share)| share)
    })
}

/// What was drawn.
pub(super) struct Drawn {
    /// Processed channels in the order of the bases.
    pub(super) channels: [Vec<i16>; 4],
    /// The detector's channels.
    pub(super) raw: [Vec<i16>; 4],
    /// Scan of the middle of the peak at each position.
    pub(super) peaks: Vec<f64>,
}

/// Draws the channels of all components together; these are in the direction of reading.
pub(super) fn draw(components: &[Component], settings: &SignalSettings, random: &mut Random) -> Drawn {
    let settings = settings.of_one_read(random);
    let amounts = amounts(components, &settings, random);
    let peaks: Vec<f64> = (0..amounts.len()).map(|position| settings.centre(position)).collect();
    let scans = whole(settings.centre(amounts.len() + 1));
    let light = light(&amounts, scans, &settings, random);
    let matrix = settings.crosstalk.matrix(random);
    let channels = mixed(&light, matrix).map(|channel| processed(&channel, &settings, random));
    let raw = raw(&light, &settings, random);
    Drawn { channels, raw, peaks }
}

/// Light of each dye at each position, 1 for a pure peak of mean height: the molecules out of step included, and
/// before any light is lost.
fn amounts(components: &[Component], settings: &SignalSettings, random: &mut Random) -> Vec<[f64; 4]> {
    let heights = heights_by_context(settings, random);
    let length = components.iter().map(|component| component.columns.len()).max().unwrap_or(0);
    let mut sum = vec![[0.0; 4]; length];
    for component in components {
        let in_step = in_step(&component.columns, &heights);
        let mut steps = Steps::new(settings);
        let mut run = Run::default();
        for (position, (total, column)) in sum.iter_mut().zip(&component.columns).enumerate() {
            for (shift, share) in steps.shares() {
                let Some(shown) = position.checked_add_signed(shift).and_then(|shown| in_step.get(shown))
                else {
                    continue;
                };
                for (total, base) in total.iter_mut().zip(shown) {
                    *total += component.fraction * share * base;
                }
            }
            if run.ends_slipping(*column) {
                steps.slip(settings.slippage);
            }
        }
    }
    sum
}

/// Bases of a context: the base itself and three before it.
const CONTEXTS: usize = 256;

/// Height of a base in each context, with mean 1.
fn heights_by_context(settings: &SignalSettings, random: &mut Random) -> Vec<f64> {
    let deviation = settings.height_variation;
    (0..CONTEXTS).map(|_| ops::exp(deviation * random.normal() - deviation * deviation / 2.0)).collect()
}

/// Light of each dye at each position of one component if all its molecules were in step.
fn in_step(columns: &[Column], heights: &[f64]) -> Vec<[f64; 4]> {
    let mut context = 0;
    let light = columns.iter().map(|column| match column {
        Column::Base(base) => {
            context = (context * 4 + *base as usize) % CONTEXTS;
            let height = heights.get(context).copied().unwrap_or(1.0);
            column.shares().map(|share| share * height)
        }
        Column::Diverse(shares) => *shares,
    });
    light.collect()
}

/// How many molecules are how far out of step.
struct Steps {
    /// Shares of the molecules that show what belongs 3 bases earlier, 2, …, 3 later.
    shares: [f64; 7],
}

impl Steps {
    fn new(settings: &SignalSettings) -> Self {
        let SignalSettings { early, late, .. } = *settings;
        let by_two = early / 7.0;
        Self { shares: [0.0, 0.0, late, 1.0 - early - late, early - by_two, by_two, 0.0] }
    }

    fn shares(&self) -> impl Iterator<Item = (isize, f64)> {
        (-3..=3).zip(self.shares).filter(|(_, share)| *share > 0.0)
    }

    /// A share of the molecules loses a base and an equal share gains one; those at an end of the range stay.
    fn slip(&mut self, share: f64) {
        let mut slipped = [0.0; 7];
        for (place, molecules) in self.shares.into_iter().enumerate() {
            let moves =
                [(place.saturating_sub(1), share), (place, 1.0 - 2.0 * share), ((place + 1).min(6), share)];
            for (to, share) in moves {
                if let Some(to) = slipped.get_mut(to) {
                    *to += molecules * share;
                }
            }
        }
        self.shares = slipped;
    }
}

/// A run of equal bases.
#[derive(Default)]
struct Run {
    base: Option<Column>,
    length: usize,
}

impl Run {
    /// Whether the run is long enough to slip on, told once a run.
    fn ends_slipping(&mut self, column: Column) -> bool {
        self.length = if self.base == Some(column) { self.length + 1 } else { 1 };
        self.base = Some(column);
        matches!(column, Column::Base(_)) && self.length == SLIPPING_RUN
    }
}

/// Light of each dye at each scan.
fn light(
    amounts: &[[f64; 4]],
    scans: usize,
    settings: &SignalSettings,
    random: &mut Random,
) -> [Vec<f64>; 4] {
    let mut light = [(); 4].map(|()| vec![0.0; scans]);
    let shifts = [(); 4].map(|()| settings.mobility * settings.spacing * random.normal());
    for (position, amounts) in amounts.iter().enumerate() {
        let (centre, deviation) = (settings.centre(position), settings.deviation(position));
        let left = settings.left(position);
        for ((dye, amount), shift) in light.iter_mut().zip(amounts).zip(shifts) {
            let jitter = settings.jitter * settings.spacing * random.normal();
            add_peak(dye, centre + shift + jitter, deviation, amount * left * settings.height);
            let place = centre + settings.spacing * (random.unit() - 0.5);
            let height = settings.noise * settings.noise_factor(position) * random.exponential();
            add_peak(dye, place, deviation, height * settings.height);
        }
    }
    light
}

/// Adds a Gaussian, cut where it is below 2 · 10⁻⁸ of its height.
fn add_peak(dye: &mut [f64], centre: f64, deviation: f64, height: f64) {
    if height <= 0.0 {
        return;
    }
    let first = whole(centre - 6.0 * deviation);
    let last = whole(centre + 6.0 * deviation);
    // From one scan to the next a Gaussian changes by a factor that itself changes by a constant one.
    let start = (as_f64(first) - centre) / deviation;
    let mut light = height * ops::exp(-0.5 * start * start);
    let mut factor = ops::exp(-(start + 0.5 / deviation) / deviation);
    let change = ops::exp(-1.0 / (deviation * deviation));
    for sum in dye.iter_mut().take(last.saturating_add(1)).skip(first) {
        *sum += light;
        light *= factor;
        factor *= change;
    }
}

/// What each channel sees of the dyes.
fn mixed(light: &[Vec<f64>; 4], matrix: [[f64; 4]; 4]) -> [Vec<f64>; 4] {
    let scans = light.iter().map(Vec::len).min().unwrap_or(0);
    let mut channels = [(); 4].map(|()| vec![0.0; scans]);
    for (dye, shares) in light.iter().zip(matrix) {
        for (channel, share) in channels.iter_mut().zip(shares) {
            for (sum, light) in channel.iter_mut().zip(dye) {
                *sum += share * light;
            }
        }
    }
    channels
}

/// A channel with its noise and what is left of its baseline, in whole numbers from 0 to the limit.
fn processed(channel: &[f64], settings: &SignalSettings, random: &mut Random) -> Vec<i16> {
    let height = settings.height;
    let of_detector = settings.detector_noise * settings.detector_noise;
    let of_signal = settings.shot_noise * settings.shot_noise / height;
    let noisy = channel.iter().map(|light| {
        let deviation = height * (of_detector + of_signal * light).sqrt();
        light + settings.baseline * height + deviation * random.normal()
    });
    noisy.map(|intensity| intensity_of(intensity, 0, settings.limit)).collect()
}

/// What the detector saw: other numbers of scans, dyes that overlap, an offset in every channel, noise.
fn raw(light: &[Vec<f64>; 4], settings: &SignalSettings, random: &mut Random) -> [Vec<i16>; 4] {
    /// Scans before the first fragment arrives.
    const BEFORE: usize = 1_500;
    /// Share of each dye's light in its own detector channel, the next, …
    const OVERLAP: [f64; 4] = [0.6, 0.25, 0.05, 0.1];
    let row =
        |dye: usize| [0, 1, 2, 3].map(|channel| OVERLAP.get((channel + 4 - dye) % 4).copied().unwrap_or(0.0));
    let channels = mixed(light, [0, 1, 2, 3].map(row));
    channels.map(|channel| {
        let offset = 200.0 * random.unit();
        let seen = std::iter::repeat_n(0.0, BEFORE).chain(channel);
        seen.map(|light| intensity_of(light + offset + 8.0 * random.normal(), i16::MIN, settings.limit))
            .collect()
    })
}

#[expect(clippy::cast_possible_truncation, reason = "clamped to the range")]
fn intensity_of(intensity: f64, least: i16, most: i16) -> i16 {
    intensity.round().clamp(f64::from(least), f64::from(most)) as i16
}

#[expect(clippy::cast_precision_loss, reason = "places in a read are small")]
fn as_f64(place: usize) -> f64 {
    place as f64
}

/// The whole number below; 0 for negative numbers.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates")]
fn whole(place: f64) -> usize {
    place as usize
}

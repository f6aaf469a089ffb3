//! What is true of a simulated trace.

use shirube_numeric::ops;

use super::SimulationSettings;
use super::mixture::{Column, Component};
use crate::chromatogram::Base;
use crate::junction::Strand;

/// What is true of a simulated trace.
#[derive(Debug, Clone, PartialEq)]
pub struct Truth {
    /// Index of the first host base in the read, as in [`crate::junction::Junction::position`].
    pub junction: usize,
    /// Strand.
    pub strand: Strand,
    /// Each clone and its host sequence, outward from the junction, as far as the read goes.
    pub clones: Vec<CloneTruth>,
    /// Share of the diverse rest.
    pub diverse: f64,
    /// Shares of A, C, G, T at each position of the window, outward from the junction, in the letters of the read's
    /// own strand.
    pub window: Vec<[f64; 4]>,
    /// The statistics of these shares over the composition of the settings.
    pub statistics: WindowStatistics,
    /// Simpson index of the clones themselves, Σ p², which that of the window estimates; the diverse rest adds none.
    pub clone_simpson: f64,
}

/// One clone.
#[derive(Debug, Clone, PartialEq)]
pub struct CloneTruth {
    /// Its share.
    pub fraction: f64,
    /// Its host sequence.
    pub host: Vec<Base>,
}

/// Statistics of base shares, without any noise.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WindowStatistics {
    /// C1: by how much the largest share exceeds the background's, 1 for a single sequence.
    pub dominance: f64,
    /// C2: the same of the sum of squares.
    pub simpson: f64,
    /// C4: one minus the mean entropy in units of the background's.
    pub entropy: f64,
}

impl WindowStatistics {
    /// Of shares of A, C, G, T at each position, over those of an endlessly diverse mixture. All 0 if there is no
    /// position, or if the background is a single base.
    pub fn of(window: &[[f64; 4]], background: [f64; 4]) -> Self {
        let excess = |statistic: fn([f64; 4]) -> f64, pure: f64| {
            let floor = statistic(background);
            let mean = window.iter().map(|shares| statistic(*shares)).sum::<f64>() / count(window);
            let excess = (mean - floor) / (pure - floor);
            if excess.is_finite() { excess } else { 0.0 }
        };
        Self {
            dominance: excess(largest, 1.0),
            simpson: excess(square_sum, 1.0),
            entropy: excess(entropy, 0.0),
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "a window is no longer than a read")]
fn count(window: &[[f64; 4]]) -> f64 {
    window.len() as f64
}

fn largest(shares: [f64; 4]) -> f64 {
    shares.into_iter().fold(0.0, f64::max)
}

fn square_sum(shares: [f64; 4]) -> f64 {
    shares.into_iter().map(|share| share * share).sum()
}

/// Entropy in nats: the unit cancels.
fn entropy(shares: [f64; 4]) -> f64 {
    shares.into_iter().filter(|share| *share > 0.0).map(|share| -share * ops::ln(share)).sum()
}

impl Truth {
    /// Of components in the direction outward from the junction.
    pub(super) fn of(settings: &SimulationSettings, constant: usize, components: &[Component]) -> Self {
        let start = constant + settings.skip;
        let outward: Vec<[f64; 4]> =
            (start..start + settings.window).map(|position| shares_at(components, position)).collect();
        let clones: Vec<CloneTruth> = components
            .iter()
            .filter_map(|component| {
                let host = component.columns.get(constant..)?.iter().map(|column| match column {
                    Column::Base(base) => Some(*base),
                    Column::Diverse(_) => None,
                });
                Some(CloneTruth { fraction: component.fraction, host: host.collect::<Option<_>>()? })
            })
            .collect();
        let statistics = WindowStatistics::of(&outward, settings.composition);
        let (junction, window) = match settings.strand {
            Strand::Forward => (constant, outward),
            Strand::Reverse => {
                let complement = |[a, c, g, t]: [f64; 4]| [t, g, c, a];
                (settings.read_length - constant - 1, outward.into_iter().map(complement).collect())
            }
        };
        Self {
            junction,
            strand: settings.strand,
            diverse: 1.0 - clones.iter().map(|clone| clone.fraction).sum::<f64>(),
            clone_simpson: clones.iter().map(|clone| clone.fraction * clone.fraction).sum(),
            clones,
            window,
            statistics,
        }
    }
}

/// Shares of A, C, G, T at a position of all components together.
fn shares_at(components: &[Component], position: usize) -> [f64; 4] {
    let mut sum = [0.0; 4];
    for component in components {
        let shares = component.columns.get(position).map_or([0.0; 4], |column| column.shares());
        for (base, share) in sum.iter_mut().zip(shares) {
            *base += component.fraction * share;
        }
    }
    sum
}

//! Traces of known mixtures, small enough to see through: one Gaussian peak a base, nothing else unless asked for.

use crate::chromatogram::{BaseCall, CalledBy, Chromatogram, RunDetails};

/// Scans from one base to the next.
pub(super) const SPACING: u32 = 12;
/// Standard deviation of a peak: no signal of note reaches the neighbour.
const WIDTH: f64 = 2.5;

/// A chromatogram with these amounts of A, C, G, T at each base.
pub(super) fn chromatogram(amounts: &[[f64; 4]]) -> Chromatogram {
    let scans = (amounts.len() + 1) * SPACING as usize;
    let mut channels = [const { Vec::new() }; 4];
    for (base, channel) in channels.iter_mut().enumerate() {
        *channel = (0..scans)
            .map(|scan| {
                let near = scan / SPACING as usize;
                let heights = (near.saturating_sub(2)..(near + 2).min(amounts.len())).map(|call| {
                    let distance = f64::from(u32::try_from(scan).unwrap()) - f64::from(place(call));
                    amounts[call][base]
                        * shirube_numeric::ops::exp(-distance * distance / (2.0 * WIDTH * WIDTH))
                });
                #[expect(clippy::cast_possible_truncation, reason = "saturates")]
                let value = (heights.sum::<f64>() * 1000.0).round() as i16;
                value
            })
            .collect();
    }
    let calls = amounts.iter().enumerate().map(|(call, amounts)| {
        let largest = (0..4).max_by(|&a, &b| amounts[a].total_cmp(&amounts[b])).unwrap();
        BaseCall { letter: b"ACGT"[largest], scan: place(call), quality: None }
    });
    Chromatogram {
        calls: calls.collect(),
        channels,
        called_by: CalledBy::BaseCaller,
        run: RunDetails::default(),
        remarks: Vec::new(),
    }
}

fn place(call: usize) -> u32 {
    (u32::try_from(call).unwrap() + 1) * SPACING
}

/// One base at each position.
pub(super) fn pure(letters: &[u8]) -> Vec<[f64; 4]> {
    mixture(&[(1.0, letters)])
}

/// Clones with their shares, all of one length.
pub(super) fn mixture(clones: &[(f64, &[u8])]) -> Vec<[f64; 4]> {
    let length = clones.first().map_or(0, |(_, letters)| letters.len());
    let mut amounts = vec![[0.0; 4]; length];
    for (share, letters) in clones {
        for (amounts, letter) in amounts.iter_mut().zip(*letters) {
            amounts[b"ACGT".iter().position(|base| base == letter).unwrap()] += share;
        }
    }
    amounts
}

/// A clone with this share over an endlessly diverse rest.
pub(super) fn over_diverse_rest(share: f64, letters: &[u8]) -> Vec<[f64; 4]> {
    let mut amounts = mixture(&[(share, letters)]);
    for base in amounts.iter_mut().flatten() {
        *base += (1.0 - share) / 4.0;
    }
    amounts
}

/// The same amounts on the other strand.
pub(super) fn reverse_complement(amounts: &[[f64; 4]]) -> Vec<[f64; 4]> {
    amounts.iter().rev().map(|&[a, c, g, t]| [t, g, c, a]).collect()
}

/// Amounts as channels with crosstalk and unequal gains would show them.
pub(super) fn with_crosstalk(amounts: &[[f64; 4]], share: f64, gains: [f64; 4]) -> Vec<[f64; 4]> {
    let channels = |amounts: &[f64; 4]| {
        let total: f64 = amounts.iter().sum();
        let mut channels = amounts.map(|amount| amount * (1.0 - share) + share * (total - amount) / 3.0);
        channels.iter_mut().zip(gains).for_each(|(channel, gain)| *channel *= gain);
        channels
    };
    amounts.iter().map(channels).collect()
}

/// Amounts with a share of the next base's signal at each place.
pub(super) fn with_flanks(amounts: &[[f64; 4]], share: f64) -> Vec<[f64; 4]> {
    let next = amounts.iter().skip(1).chain([&[0.0; 4]]);
    let add =
        |(here, next): (&[f64; 4], &[f64; 4])| std::array::from_fn(|base| here[base] + share * next[base]);
    amounts.iter().zip(next).map(add).collect()
}

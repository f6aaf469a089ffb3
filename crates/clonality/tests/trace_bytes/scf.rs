//! SCF files.

use shirube_clonality::Base;

/// What becomes a file.
#[derive(Clone)]
pub struct Scf {
    /// Such as `3.00`; from 3 on the samples are second differences.
    pub version: [u8; 4],
    /// Bytes of a sample.
    pub sample_size: u32,
    /// A, C, G, T, as the bits stand in the file.
    pub channels: [Vec<u16>; 4],
    pub letters: Vec<u8>,
    pub scans: Vec<u32>,
    /// Of A, C, G, T, for each base.
    pub probabilities: Vec<[u8; 4]>,
    pub comments: Vec<u8>,
}

impl Scf {
    pub fn bytes(&self) -> Vec<u8> {
        let count = |items: usize| u32::try_from(items).unwrap().to_be_bytes();
        let (samples, bases) = if self.version[0] == b'3' {
            (self.samples_by_channel(), self.bases_by_property())
        } else {
            (self.samples_interleaved(), self.bases_interleaved())
        };
        let mut file = b".scf".to_vec();
        file.extend(count(self.channels[0].len()));
        file.extend(count(128));
        file.extend(count(self.letters.len()));
        file.extend([0; 8]);
        file.extend(count(128 + samples.len()));
        file.extend(count(self.comments.len()));
        file.extend(count(128 + samples.len() + bases.len()));
        file.extend(self.version);
        file.extend(self.sample_size.to_be_bytes());
        file.resize(128, 0);
        [file, samples, bases, self.comments.clone()].concat()
    }

    fn sample(&self, sample: u16) -> Vec<u8> {
        let [high, low] = sample.to_be_bytes();
        if self.sample_size == 2 { vec![high, low] } else { vec![low] }
    }

    fn samples_interleaved(&self) -> Vec<u8> {
        let scans = 0..self.channels[0].len();
        scans
            .flat_map(|scan| self.channels.iter().flat_map(move |channel| self.sample(channel[scan])))
            .collect()
    }

    /// As the manual of the format shows it: differences of differences, the first two of nothing.
    fn samples_by_channel(&self) -> Vec<u8> {
        let second_differences = |channel: &[u16]| {
            let at = |scan: Option<usize>| scan.map_or(0, |scan| channel[scan]);
            let difference = |scan: usize| {
                let (one, two) = (at(scan.checked_sub(1)), at(scan.checked_sub(2)));
                channel[scan].wrapping_sub(one.wrapping_mul(2)).wrapping_add(two)
            };
            (0..channel.len()).map(difference).collect::<Vec<_>>()
        };
        let channels = self.channels.iter().flat_map(|channel| second_differences(channel));
        channels.flat_map(|difference| self.sample(difference)).collect()
    }

    fn bases_interleaved(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for ((letter, scan), probabilities) in self.letters.iter().zip(&self.scans).zip(&self.probabilities) {
            bytes.extend(scan.to_be_bytes());
            bytes.extend(probabilities);
            bytes.extend([*letter, 0, 0, 0]);
        }
        bytes
    }

    fn bases_by_property(&self) -> Vec<u8> {
        let mut bytes: Vec<u8> = self.scans.iter().flat_map(|scan| scan.to_be_bytes()).collect();
        for base in Base::ALL {
            bytes.extend(self.probabilities.iter().map(|of_bases| of_bases[base as usize]));
        }
        bytes.extend(&self.letters);
        bytes.resize(12 * self.letters.len(), 0);
        bytes
    }
}

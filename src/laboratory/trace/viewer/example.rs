//! A small made-up trace for tests: one clean peak for each base, ten scans apart.

use shirube_clonality::Chromatogram;
use shirube_clonality::chromatogram::{Base, BaseCall, CalledBy, RunDetails};

pub fn chromatogram(bases: &str) -> Chromatogram {
    let scans = 10 * (bases.len() + 1);
    let mut channels = [(); 4].map(|()| vec![0_i16; scans]);
    let mut calls = Vec::new();
    for (index, letter) in bases.bytes().enumerate() {
        let scan = 10 * (index + 1);
        if let Some(base) = Base::ALL.into_iter().find(|base| base.letter() == letter) {
            for (offset, height) in [(0, 1000), (1, 700), (2, 300), (3, 80)] {
                channels[base as usize][scan - offset] = height;
                channels[base as usize][scan + offset] = height;
            }
        }
        calls.push(BaseCall { letter, scan: u32::try_from(scan).unwrap(), quality: Some(40) });
    }
    Chromatogram {
        channels,
        calls,
        called_by: CalledBy::BaseCaller,
        run: RunDetails::default(),
        remarks: Vec::new(),
    }
}

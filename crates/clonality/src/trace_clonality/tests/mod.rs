mod definitions;
mod gates;
mod mixtures;
mod recovery;

use super::*;

const ANCHOR: &str = "GACAGCCCATCCTATAGCACTCTCAGGAGAGAAATTTAGTACACA";

fn settings() -> TraceSettings {
    TraceSettings::new(Anchor::parse(ANCHOR).unwrap())
}

/// Letters that look random and are the same in every run.
fn letters(seed: u64, length: usize) -> Vec<u8> {
    let mut state = seed;
    let mut next = || {
        // splitmix64
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    };
    (0..length).map(|_| b"ACGT"[usize::try_from(next() >> 62).unwrap()]).collect()
}

/// The constant part: something of the virus, then the anchor.
fn constant() -> Vec<u8> {
    [letters(7, 60).as_slice(), ANCHOR.as_bytes()].concat()
}

/// A read of the constant part and then these amounts.
fn read_of(host: &[[f64; 4]]) -> Vec<[f64; 4]> {
    [mixtures::pure(&constant()), host.to_vec()].concat()
}

//! `trials_per_keystroke SYNONYMS COUNT` makes an index over so many made-up records, types into it and prints one line
//! of JSON.
#![allow(clippy::print_stdout, reason = "telling is what it is for")]

use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::time::Instant;

use serde_json::json;
use shirube_trial_speed::{Trials, keystrokes};

/// The best of so many, as others may use the machine.
const TIMES: usize = 5;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [synonyms, count] = arguments.as_slice() else {
        return Err("name the synonym table and a number".into());
    };
    let trials = Trials::new(&fs::read_to_string(synonyms)?, count.parse()?)?;
    let start = Instant::now();
    let finder = trials.finder();
    let index = start.elapsed().as_secs_f64() * 1e3;
    let measured = keystrokes().into_iter().map(|typed| {
        let mut best = f64::INFINITY;
        for _ in 0..TIMES {
            let start = Instant::now();
            black_box(finder.found(black_box(&typed)));
            best = best.min(start.elapsed().as_secs_f64() * 1e3);
        }
        let found = finder.found(&typed);
        json!({ "typed": typed, "milliseconds": best, "found": found })
    });
    let measured: Vec<_> = measured.collect();
    println!("{}", json!({ "index_milliseconds": index, "bytes": trials.bytes(), "keystrokes": measured }));
    Ok(())
}

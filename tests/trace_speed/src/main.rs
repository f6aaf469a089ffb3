//! `traces_per_second FILE…` reads each file from memory on one core and prints one line of JSON.
#![allow(clippy::print_stdout, reason = "telling is what it is for")]

use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::time::{Duration, Instant};

use serde_json::json;
use shirube_trace_speed::mean_second_share;

/// Long enough that one pass over the files comes undisturbed.
const LONG: Duration = Duration::from_secs(5);

#[allow(clippy::cast_precision_loss, reason = "few files")]
fn main() -> Result<(), Box<dyn Error>> {
    let files: Vec<Vec<u8>> = std::env::args_os().skip(1).map(fs::read).collect::<Result<_, _>>()?;
    let shares: Vec<f64> = files.iter().map(|file| mean_second_share(file)).collect();
    let (mut best, start) = (Duration::MAX, Instant::now());
    while start.elapsed() < LONG {
        let pass = Instant::now();
        for file in &files {
            black_box(mean_second_share(black_box(file)));
        }
        best = best.min(pass.elapsed());
    }
    println!("{}", json!({ "files_per_second": files.len() as f64 / best.as_secs_f64(), "shares": shares }));
    Ok(())
}

//! How fast the rules are on people in memory, on one core: `rows_per_second FILE` tells it of all rules, then of the
//! three that the JavaScript port has.
#![allow(clippy::print_stdout, reason = "telling is what it is for")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use shirube_cli::block::lines_of;
use shirube_cli::json_lines::read_person;
use shirube_cli::values;
use shirube_risk::assessment::assess;
use shirube_risk::inputs::Inputs;
use shirube_risk::rules::{cv_sil2r, iatl_pi_2017, iatl_pi_2025};

/// Long enough that starting and ending do not count.
const LONG: Duration = Duration::from_secs(3);

fn main() -> Result<()> {
    let file = std::env::args_os().nth(1).context("name a file of JSON lines")?;
    let text = std::fs::read(file)?;
    let inputs = |line| read_person(line).and_then(|person| values::inputs(&person)).ok();
    let people: Vec<Inputs> = lines_of(&text).filter_map(inputs).collect();
    println!("{:.0}", rows_per_second(&people, assess)?);
    println!("{:.0}", rows_per_second(&people, three_rules)?);
    Ok(())
}

fn rows_per_second<T>(people: &[Inputs], answer: impl Fn(&Inputs) -> T) -> Result<f64> {
    let (mut rows, start) = (0, Instant::now());
    while start.elapsed() < LONG {
        for inputs in people {
            black_box(answer(black_box(inputs)));
        }
        rows += u32::try_from(people.len())?;
    }
    Ok(f64::from(rows) / start.elapsed().as_secs_f64())
}

fn three_rules(inputs: &Inputs) -> impl Sized + use<> {
    let index = inputs.sil2r.map(iatl_pi_2017::index);
    (cv_sil2r::answer(inputs), iatl_pi_2017::answer(inputs), index, iatl_pi_2025::answer(inputs))
}

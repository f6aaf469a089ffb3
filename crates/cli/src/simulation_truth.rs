//! What is true of simulated traces, as lines and as a table.

use serde::Serialize;
use shirube_clonality::Base;
use shirube_clonality::junction::Strand;
use shirube_clonality::simulate::SimulationSettings;
use shirube_clonality::simulate::truth::Truth;

use crate::anchor_text;
use crate::csv_output::write_row;

/// What is true of one file.
#[derive(Debug, Serialize)]
pub struct TruthRecord<'a> {
    /// Name of the file.
    pub file: &'a str,
    /// Its seed.
    pub seed: u64,
    /// The constant sequence before the host.
    pub anchor: String,
    /// `forward`, or `reverse` if the read has the host first.
    pub strand: &'static str,
    /// Index of the first host base in the read.
    pub junction: usize,
    /// Bases between the junction and the window.
    pub skip: usize,
    /// Bases in the window.
    pub window: usize,
    /// C1 of the base shares in the window.
    pub dominance: f64,
    /// C2 of them.
    pub simpson: f64,
    /// C4 of them.
    pub entropy: f64,
    /// Σ p² of the clones.
    pub clone_simpson: f64,
    /// Share of the endlessly diverse rest.
    pub diverse: f64,
    /// The clones.
    pub clones: Vec<CloneRecord>,
    /// Shares of A, C, G, T at each position of the window, outward from the junction, in the letters of the read.
    pub positions: &'a [[f64; 4]],
}

/// One clone.
#[derive(Debug, Serialize)]
pub struct CloneRecord {
    /// Its share.
    pub fraction: f64,
    /// Its host sequence, outward from the junction.
    pub host: String,
}

/// Columns of the table: the record but for sequences and positions; the clones are their shares.
const COLUMNS: [&str; 13] = [
    "file",
    "seed",
    "anchor",
    "strand",
    "junction",
    "skip",
    "window",
    "dominance",
    "simpson",
    "entropy",
    "clone_simpson",
    "diverse",
    "clones",
];

impl<'a> TruthRecord<'a> {
    /// The record of `truth`, which came of `settings` and went into `file`.
    pub fn new(file: &'a str, settings: &SimulationSettings, truth: &'a Truth) -> Self {
        let clones = truth.clones.iter().map(|clone| CloneRecord {
            fraction: clone.fraction,
            host: clone.host.iter().map(|base| char::from(Base::letter(*base))).collect(),
        });
        Self {
            file,
            seed: settings.seed,
            anchor: anchor_text::letters(&settings.anchor),
            strand: match truth.strand {
                Strand::Forward => "forward",
                Strand::Reverse => "reverse",
            },
            junction: truth.junction,
            skip: settings.skip,
            window: settings.window,
            dominance: truth.statistics.dominance,
            simpson: truth.statistics.simpson,
            entropy: truth.statistics.entropy,
            clone_simpson: truth.clone_simpson,
            diverse: truth.diverse,
            clones: clones.collect(),
            positions: &truth.window,
        }
    }

    /// Appends it as a line of JSON.
    pub fn write_line(&self, out: &mut Vec<u8>) {
        // Writing to memory cannot fail, and every key is text.
        let _ = serde_json::to_writer(&mut *out, self);
        out.push(b'\n');
    }

    /// Appends it as a row of the table.
    pub fn write_row(&self, out: &mut Vec<u8>) {
        let fractions: Vec<String> = self.clones.iter().map(|clone| clone.fraction.to_string()).collect();
        let cells = [
            self.file.to_owned(),
            self.seed.to_string(),
            self.anchor.clone(),
            self.strand.to_owned(),
            self.junction.to_string(),
            self.skip.to_string(),
            self.window.to_string(),
            self.dominance.to_string(),
            self.simpson.to_string(),
            self.entropy.to_string(),
            self.clone_simpson.to_string(),
            self.diverse.to_string(),
            fractions.join(" "),
        ];
        write_row(cells.iter().map(String::as_str), out);
    }
}

/// Appends the names of the columns.
pub fn write_header(out: &mut Vec<u8>) {
    write_row(COLUMNS, out);
}

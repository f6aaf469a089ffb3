//! The batch assessment as WebAssembly, so that the same lines can go through it there.

use std::hint::black_box;

use shirube_cli::block::lines_of;
use shirube_cli::json_lines::{Place, assess_block, read_person};
use shirube_cli::values;
use shirube_risk::assessment::assess;
use shirube_risk::inputs::Inputs;
use wasm_bindgen::prelude::wasm_bindgen;

/// What `shirube assess` writes for these lines on standard input, of which the first is line `first`.
#[wasm_bindgen]
pub fn assess_lines(text: &str, first: u32) -> String {
    let mut out = Vec::new();
    assess_block(text.as_bytes(), Place { file: "-", line: first.into() }, &mut out);
    // Everything written is UTF-8.
    String::from_utf8(out).unwrap_or_default()
}

/// People in memory.
#[wasm_bindgen]
pub struct People(Vec<Inputs>);

#[wasm_bindgen]
impl People {
    /// Those of `text`, without the lines that cannot be used.
    pub fn read(text: &str) -> Self {
        let inputs = |line| read_person(line).and_then(|person| values::inputs(&person)).ok();
        Self(lines_of(text.as_bytes()).filter_map(inputs).collect())
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// Puts each of them through every rule, `rounds` times.
    pub fn assess_many(&self, rounds: u32) {
        for _ in 0..rounds {
            for inputs in &self.0 {
                black_box(assess(black_box(inputs)));
            }
        }
    }
}

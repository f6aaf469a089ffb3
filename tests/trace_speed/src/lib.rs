//! What is measured: a file read, its four channels, and at each base the second strongest beside the strongest.

use shirube_clonality::trace_file::read;
use wasm_bindgen::prelude::wasm_bindgen;

/// Mean over the bases of second strongest / strongest channel, 0 where nothing is above zero; not a number if the file
/// cannot be read.
#[wasm_bindgen]
#[allow(clippy::cast_precision_loss, reason = "a read has some hundred bases")]
pub fn mean_second_share(file: &[u8]) -> f64 {
    let Ok(trace) = read(file) else { return f64::NAN };
    let shares = trace.calls.iter().map(|call| {
        let [a, c, g, t] = trace.at(call.scan);
        let first = a.max(c).max(g.max(t));
        // The weaker one of the pair with the strongest, or the stronger one of the other pair.
        let second = a.max(c).min(g.max(t)).max(a.min(c)).max(g.min(t));
        if first > 0 { f64::from(second) / f64::from(first) } else { 0.0 }
    });
    shares.sum::<f64>() / trace.calls.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_trace_has_no_share() {
        assert!(mean_second_share(b"no trace").is_nan());
    }
}

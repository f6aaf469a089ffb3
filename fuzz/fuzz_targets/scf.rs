//! SCF: any bytes after the signature give a trace that holds together or an error.
#![no_main]

#[path = "../../crates/clonality/tests/trace_bytes/mod.rs"]
mod trace_bytes;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| trace_bytes::read_all(&[b".scf", bytes].concat()));

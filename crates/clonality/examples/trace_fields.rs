//! All that is read in trace files, one line of JSON for each: `trace_fields FILE…`.
#![allow(clippy::print_stdout, reason = "telling is what it is for")]

use std::error::Error;
use std::fs;

use serde_json::{Value, json};
use shirube_clonality::abif::{AbifFile, Date, Entry, Thumb, Time, Values};
use shirube_clonality::trace_file::read;
use shirube_clonality::{Chromatogram, FormatError};

fn main() -> Result<(), Box<dyn Error>> {
    for file in std::env::args_os().skip(1) {
        let bytes = fs::read(&file)?;
        let entries =
            AbifFile::parse(&bytes).map_or_else(|_| json!([]), |file| file.entries().map(entry).collect());
        println!(
            "{}",
            json!({ "file": file.to_string_lossy(), "trace": answer(read(&bytes)), "entries": entries })
        );
    }
    Ok(())
}

fn answer(trace: Result<Chromatogram, FormatError>) -> Value {
    match trace {
        Ok(trace) => json!({
            "letters": trace.calls.iter().map(|call| char::from(call.letter)).collect::<String>(),
            "scans": trace.calls.iter().map(|call| call.scan).collect::<Vec<_>>(),
            "qualities": trace.calls.iter().map(|call| call.quality).collect::<Vec<_>>(),
            "called_by": format!("{:?}", trace.called_by),
            "remarks": trace.remarks.iter().map(|remark| format!("{remark:?}")).collect::<Vec<_>>(),
            "channels": trace.channels,
            "sample": trace.run.sample,
            "comment": trace.run.comment,
            "machine_model": trace.run.machine_model,
            "machine_name": trace.run.machine_name,
            "run_name": trace.run.run_name,
            "base_caller": trace.run.base_caller,
            "dye_set": trace.run.dye_set,
            "user": trace.run.user,
            "well": trace.run.well,
            "lane": trace.run.lane,
            "collected": trace.run.collected,
            "signal": trace.run.signal,
        }),
        Err(error) => json!({ "error": error.code() }),
    }
}

fn entry(entry: Entry) -> Value {
    json!({
        "label": entry.label(),
        "element_type": entry.element_type,
        "element_size": entry.element_size,
        "count": entry.count,
        "size": entry.size,
        "data": entry.data().ok().map(hexadecimal),
        "values": entry.values().ok().map(values),
    })
}

fn values(values: Values) -> Value {
    match values {
        Values::Bytes(bytes) => json!(bytes),
        Values::Bools(bools) => bools.iter().map(|byte| *byte != 0).collect(),
        Values::Words(words) => words.iter().collect(),
        Values::Shorts(shorts) => shorts.iter().collect(),
        Values::Longs(longs) => longs.iter().collect(),
        Values::Floats(floats) => floats.iter().collect(),
        Values::Doubles(doubles) => doubles.iter().collect(),
        Values::Dates(dates) => {
            dates.iter().map(|Date { year, month, day }| json!([year, month, day])).collect()
        }
        Values::Times(times) => {
            let fields =
                |Time { hour, minute, second, hundredths }| json!([hour, minute, second, hundredths]);
            times.iter().map(fields).collect()
        }
        Values::Thumbs(thumbs) => thumbs.iter().map(|Thumb { d, u, c, n }| json!([d, u, c, n])).collect(),
        Values::Chars(text) | Values::PascalString(text) | Values::CString(text) | Values::Other(text) => {
            hexadecimal(text).into()
        }
        _ => Value::Null,
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        for digit in [byte >> 4, byte & 0xF] {
            text.push(char::from_digit(digit.into(), 16).unwrap_or_default());
        }
        text
    })
}

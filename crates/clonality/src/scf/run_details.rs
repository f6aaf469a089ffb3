//! What the comments of an SCF file say of sample and run.

use crate::chromatogram::RunDetails;
use crate::file_text;
use crate::moment::moment;

/// Lines of `NAME=value` with names of four letters.
pub(super) fn run_details(comments: &[u8]) -> RunDetails {
    let bytes = |name: &[u8]| {
        let mut lines = comments.split(|byte| *byte == b'\n');
        lines.find_map(|line| line.strip_prefix(name)?.strip_prefix(b"="))
    };
    let text = |name: &[u8]| bytes(name).and_then(file_text::decode);
    RunDetails {
        sample: text(b"NAME"),
        comment: text(b"COMM"),
        machine_model: text(b"MODL"),
        machine_name: text(b"MACH"),
        run_name: None,
        base_caller: match (text(b"BCAL").or_else(|| text(b"BCSW")), text(b"VER2")) {
            (Some(caller), Some(version)) => Some(format!("{caller} ({version})")),
            (caller, version) => caller.or(version),
        },
        dye_set: text(b"DYEP"),
        user: text(b"OPER"),
        well: None,
        lane: text(b"LANE").and_then(|lane| lane.parse().ok()),
        collected: bytes(b"RUND").and_then(start_of_run),
        signal: bytes(b"SIGN").and_then(signal),
    }
}

/// From the start of `YYYYMMDD.hhmmss - YYYYMMDD.hhmmss`.
fn start_of_run(run: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(run).ok()?;
    let (date, time) = text.get(..15)?.split_once('.')?;
    let number = |digits: Option<&str>| digits?.parse::<u16>().ok();
    let (year, month, day) = (number(date.get(..4))?, number(date.get(4..6))?, number(date.get(6..))?);
    let (hour, minute, second) = (number(time.get(..2))?, number(time.get(2..4))?, number(time.get(4..))?);
    moment(year.into(), [month, day, hour, minute, second])
}

/// `A=388,C=461,G=500,T=300`.
fn signal(text: &[u8]) -> Option<[f64; 4]> {
    let text = std::str::from_utf8(text).ok()?;
    let of = |base: char| {
        let value = text.split(',').find_map(|part| part.trim().strip_prefix(base)?.strip_prefix('='));
        value?.parse::<f64>().ok().filter(|value| value.is_finite())
    };
    Some([of('A')?, of('C')?, of('G')?, of('T')?])
}

//! What an ABIF file says of sample and run.

use super::{AbifFile, Date, Time, Values};
use crate::chromatogram::RunDetails;
use crate::file_text;
use crate::moment::moment;

/// `channels` are the places of A, C, G, T among the channels.
pub(super) fn run_details(file: &AbifFile, channels: [usize; 4]) -> RunDetails {
    let text = |name: &[u8; 4], number| text(file, *name, number);
    RunDetails {
        sample: text(b"SMPL", 1),
        comment: text(b"CMNT", 1),
        machine_model: text(b"MODL", 1),
        machine_name: text(b"MCHN", 1),
        run_name: text(b"RunN", 1),
        base_caller: match (text(b"SPAC", 2), text(b"SVER", 2)) {
            (Some(caller), Some(version)) => Some(format!("{caller} ({version})")),
            (caller, version) => caller.or(version),
        },
        dye_set: text(b"DySN", 1).or_else(|| text(b"PDMF", 2)).or_else(|| text(b"PDMF", 1)),
        user: text(b"User", 1),
        well: text(b"TUBE", 1),
        lane: lane(file),
        // 3 is the start of the data collection, 1 that of the run.
        collected: start(file, 3).or_else(|| start(file, 1)),
        signal: signal(file, channels),
    }
}

fn text(file: &AbifFile, name: [u8; 4], number: u32) -> Option<String> {
    file_text::decode(file.values(name, number)?.text()?)
}

fn lane(file: &AbifFile) -> Option<i32> {
    match file.values(*b"LANE", 1)? {
        Values::Shorts(lane) => lane.iter().next().map(i32::from),
        Values::Longs(lane) => lane.iter().next(),
        _ => None,
    }
}

fn start(file: &AbifFile, number: u32) -> Option<String> {
    let (Values::Dates(dates), Values::Times(times)) =
        (file.values(*b"RUND", number)?, file.values(*b"RUNT", number)?)
    else {
        return None;
    };
    let (Date { year, month, day }, Time { hour, minute, second, .. }) =
        (dates.iter().next()?, times.iter().next()?);
    moment(year.into(), [month, day, hour, minute, second].map(u16::from))
}

/// The file has them in the order of the channels.
fn signal(file: &AbifFile, channels: [usize; 4]) -> Option<[f64; 4]> {
    let Values::Shorts(signal) = file.values(*b"S/N%", 1)? else { return None };
    let [a, c, g, t] = channels.map(|place| signal.iter().nth(place).map(f64::from));
    Some([a?, c?, g?, t?])
}

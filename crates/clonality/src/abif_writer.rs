//! A trace as ABIF 1.01 (Applied Biosystems Genetic Analysis Data File Format, 2009): the tags of a called 3730 file
//! that readers use.
//!
//! Written for synthetic traces. Everything is big-endian; data of four bytes or less stand in the directory itself.

use crate::chromatogram::{Base, BaseCall, Chromatogram, RunDetails};

/// What goes into a file.
#[derive(Debug, Clone)]
pub struct AbifContent<'a> {
    /// Processed channels (`DATA9`–`12`), calls (`PBAS2`, `PLOC2`, `PCON2`), sample and run.
    pub chromatogram: &'a Chromatogram,
    /// Raw channels (`DATA1`–`4`), if there are any.
    pub raw: Option<&'a [Vec<i16>; 4]>,
    /// Calls as somebody edited them (`PBAS1`, `PLOC1`, `PCON1`); the caller's own if `None`.
    pub edited_calls: Option<&'a [BaseCall]>,
    /// Which base each of `DATA9`–`12` is of (`FWO_`).
    pub channel_order: [Base; 4],
    /// Mean number of scans between bases (`SPAC`), if it is known.
    pub spacing: Option<f32>,
}

impl<'a> AbifContent<'a> {
    /// A chromatogram alone, its channels in the usual order GATC.
    pub fn new(chromatogram: &'a Chromatogram) -> Self {
        Self {
            chromatogram,
            raw: None,
            edited_calls: None,
            channel_order: [Base::G, Base::A, Base::T, Base::C],
            spacing: None,
        }
    }
}

/// Why a trace cannot be written as ABIF.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AbifWriteError {
    /// A base lies at a scan beyond 32,767, the last that `PLOC` can hold.
    ScanTooLarge,
    /// More than 2 GiB.
    TooLarge,
}

/// The bytes of a file. Text beyond 255 bytes is cut.
///
/// # Errors
/// See [`AbifWriteError`].
pub fn write(content: &AbifContent) -> Result<Vec<u8>, AbifWriteError> {
    let mut entries = entries(content)?;
    entries.sort_by_key(|entry| (entry.name, entry.number));
    assemble(&entries).ok_or(AbifWriteError::TooLarge)
}

/// One entry of the directory.
struct Entry {
    name: [u8; 4],
    number: u32,
    kind: Kind,
    elements: usize,
    data: Vec<u8>,
}

/// Types of elements, by their numbers in ABIF.
#[derive(Clone, Copy)]
enum Kind {
    Char = 2,
    Short = 4,
    Long = 5,
    Float = 7,
    Date = 10,
    Time = 11,
    PascalString = 18,
    CString = 19,
}

impl Kind {
    const fn size(self) -> u16 {
        match self {
            Self::Char | Self::PascalString | Self::CString => 1,
            Self::Short => 2,
            Self::Long | Self::Float | Self::Date | Self::Time => 4,
        }
    }
}

impl Entry {
    fn chars(name: [u8; 4], number: u32, data: impl Into<Vec<u8>>) -> Self {
        let data = data.into();
        Self { name, number, kind: Kind::Char, elements: data.len(), data }
    }

    fn shorts(name: [u8; 4], number: u32, numbers: &[i16]) -> Self {
        let data = numbers.iter().flat_map(|number| number.to_be_bytes()).collect();
        Self { name, number, kind: Kind::Short, elements: numbers.len(), data }
    }

    fn long(name: [u8; 4], number: u32, value: i32) -> Self {
        Self { name, number, kind: Kind::Long, elements: 1, data: value.to_be_bytes().into() }
    }

    fn float(name: [u8; 4], number: u32, value: f32) -> Self {
        Self { name, number, kind: Kind::Float, elements: 1, data: value.to_be_bytes().into() }
    }

    /// Text after its length in one byte.
    fn pascal(name: [u8; 4], number: u32, text: &str) -> Self {
        let text = cut(text);
        let length = u8::try_from(text.len()).unwrap_or(u8::MAX);
        let data: Vec<u8> = [&[length], text.as_bytes()].concat();
        Self { name, number, kind: Kind::PascalString, elements: data.len(), data }
    }

    /// Text before a zero.
    fn c_string(name: [u8; 4], number: u32, text: &str) -> Self {
        let data: Vec<u8> = [cut(text).as_bytes(), &[0]].concat();
        Self { name, number, kind: Kind::CString, elements: data.len(), data }
    }
}

/// The first 255 bytes, or fewer to keep letters whole.
fn cut(text: &str) -> &str {
    let end = (0..=text.len().min(255)).rev().find(|end| text.is_char_boundary(*end));
    end.and_then(|end| text.get(..end)).unwrap_or_default()
}

fn entries(content: &AbifContent) -> Result<Vec<Entry>, AbifWriteError> {
    let AbifContent { chromatogram, .. } = *content;
    let mut entries = vec![
        Entry::chars(*b"FWO_", 1, content.channel_order.map(Base::letter)),
        Entry::shorts(*b"Dye#", 1, &[4]),
        Entry::long(*b"SCAN", 1, scans_of(content)),
    ];
    for (base, number) in content.channel_order.into_iter().zip(9..) {
        let [a, c, g, t] = &chromatogram.channels;
        let channel = match base {
            Base::A => a,
            Base::C => c,
            Base::G => g,
            Base::T => t,
        };
        entries.push(Entry::shorts(*b"DATA", number, channel));
    }
    for (channel, number) in content.raw.into_iter().flatten().zip(1..) {
        entries.push(Entry::shorts(*b"DATA", number, channel));
    }
    calls(content.edited_calls.unwrap_or(&chromatogram.calls), 1, &mut entries)?;
    calls(&chromatogram.calls, 2, &mut entries)?;
    if let Some(spacing) = content.spacing {
        entries.extend([Entry::float(*b"SPAC", 1, spacing), Entry::float(*b"SPAC", 3, spacing)]);
    }
    run(&chromatogram.run, content.channel_order, &mut entries);
    Ok(entries)
}

/// How many scans the detector made.
fn scans_of(content: &AbifContent) -> i32 {
    let [raw, ..] = content.raw.unwrap_or(&content.chromatogram.channels);
    i32::try_from(raw.len()).unwrap_or(i32::MAX)
}

/// Calls as number 1 (edited) or 2 (the caller's); none if there is no call, no qualities if one has none.
fn calls(calls: &[BaseCall], number: u32, entries: &mut Vec<Entry>) -> Result<(), AbifWriteError> {
    if calls.is_empty() {
        return Ok(());
    }
    let letters: Vec<u8> = calls.iter().map(|call| call.letter).collect();
    let scans: Result<Vec<i16>, _> = calls.iter().map(|call| i16::try_from(call.scan)).collect();
    entries.push(Entry::chars(*b"PBAS", number, letters));
    entries.push(Entry::shorts(*b"PLOC", number, &scans.map_err(|_| AbifWriteError::ScanTooLarge)?));
    if let Some(qualities) = calls.iter().map(|call| call.quality).collect::<Option<Vec<u8>>>() {
        entries.push(Entry::chars(*b"PCON", number, qualities));
    }
    Ok(())
}

/// Sample and run, as far as they are known.
fn run(run: &RunDetails, channel_order: [Base; 4], entries: &mut Vec<Entry>) {
    let pascal =
        |name, number, text: &Option<String>| text.as_deref().map(|text| Entry::pascal(name, number, text));
    entries.extend(pascal(*b"SMPL", 1, &run.sample));
    entries.extend(pascal(*b"CMNT", 1, &run.comment));
    entries.extend(pascal(*b"MCHN", 1, &run.machine_name));
    entries.extend(pascal(*b"SVER", 2, &run.base_caller));
    entries.extend(pascal(*b"PDMF", 1, &run.dye_set));
    entries.extend(pascal(*b"PDMF", 2, &run.dye_set));
    entries.extend(pascal(*b"User", 1, &run.user));
    entries.extend(pascal(*b"TUBE", 1, &run.well));
    entries.extend(run.run_name.as_deref().map(|name| Entry::c_string(*b"RunN", 1, name)));
    if let Some(model) = &run.machine_model {
        // Four letters, always.
        let mut letters = [b' '; 4];
        letters.iter_mut().zip(model.bytes()).for_each(|(letter, byte)| *letter = byte);
        entries.push(Entry::chars(*b"MODL", 1, letters));
    }
    if let Some(lane) = run.lane.and_then(|lane| i16::try_from(lane).ok()) {
        entries.push(Entry::shorts(*b"LANE", 1, &[lane]));
    }
    if let Some(signal) = run.signal {
        let signal = channel_order.map(|base| signal.get(base as usize).copied().map_or(0, short));
        entries.push(Entry::shorts(*b"S/N%", 1, &signal));
    }
    if let Some((date, time)) = run.collected.as_deref().and_then(date_and_time) {
        // Start and end of the run, start and end of data collection.
        for number in 1..=4 {
            let entry = |name: [u8; 4], kind, data: [u8; 4]| Entry {
                name,
                number,
                kind,
                elements: 1,
                data: data.into(),
            };
            entries.extend([entry(*b"RUND", Kind::Date, date), entry(*b"RUNT", Kind::Time, time)]);
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "saturates")]
fn short(value: f64) -> i16 {
    value.round() as i16
}

/// `YYYY-MM-DD hh:mm:ss` as year (two bytes), month, day and hour, minute, second, hundredths.
fn date_and_time(text: &str) -> Option<([u8; 4], [u8; 4])> {
    let (date, time) = text.split_once(' ')?;
    let mut date = date.split('-');
    let [high, low] = date.next()?.parse::<i16>().ok()?.to_be_bytes();
    let [month, day] = [date.next()?.parse().ok()?, date.next()?.parse().ok()?];
    let mut time = time.split(':').map(str::parse);
    let mut part = || time.next()?.ok();
    Some(([high, low, month, day], [part()?, part()?, part()?, 0]))
}

/// Bytes before the first data: the header and 47 reserved numbers of two bytes.
const HEADER: usize = 128;
const VERSION: u16 = 101;
/// Type and size of an entry of the directory.
const DIRECTORY_KIND: u16 = 1023;
const ENTRY_SIZE: u16 = 28;

/// Header, data, directory; `None` if a size does not fit.
fn assemble(entries: &[Entry]) -> Option<Vec<u8>> {
    let mut file = vec![0; HEADER];
    let mut directory = Vec::new();
    for entry in entries {
        // What fits in the place where it would be told where the data are stands there itself.
        let mut place = [0; 4];
        if entry.data.len() > place.len() {
            place = u32::try_from(file.len()).ok()?.to_be_bytes();
            file.extend_from_slice(&entry.data);
        } else {
            place.iter_mut().zip(&entry.data).for_each(|(to, byte)| *to = *byte);
        }
        let kind = (entry.kind as u16, entry.kind.size());
        let lengths = (entry.elements, entry.data.len());
        directory.extend(directory_entry(entry.name, entry.number, kind, lengths, place)?);
    }
    let start = u32::try_from(i32::try_from(file.len()).ok()?).ok()?.to_be_bytes();
    let kind = (DIRECTORY_KIND, ENTRY_SIZE);
    let of_directory = directory_entry(*b"tdir", 1, kind, (entries.len(), directory.len()), start)?;
    let header = [b"ABIF".as_slice(), &VERSION.to_be_bytes(), &of_directory].concat();
    file.splice(..header.len(), header);
    file.extend(directory);
    Some(file)
}

fn directory_entry(
    name: [u8; 4],
    number: u32,
    (kind, element_size): (u16, u16),
    (elements, bytes): (usize, usize),
    place: [u8; 4],
) -> Option<Vec<u8>> {
    let parts = [
        name.as_slice(),
        &number.to_be_bytes(),
        &kind.to_be_bytes(),
        &element_size.to_be_bytes(),
        &u32::try_from(elements).ok()?.to_be_bytes(),
        &u32::try_from(bytes).ok()?.to_be_bytes(),
        &place,
        // A handle, of no use in a file.
        &[0; 4],
    ];
    Some(parts.concat())
}

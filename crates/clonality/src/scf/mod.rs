//! SCF, the Standard Chromatogram Format of the Staden package, versions 1 to 3.
//!
//! Source: S. Dear and R. Staden, DNA Sequence 3:107–110, 1992; *SCF file format*, manual of the Staden package. All
//! numbers have their most significant byte first.

mod run_details;

use crate::FormatError;
use crate::big_endian::{Fields, part};
use crate::chromatogram::{Base, BaseCall, CalledBy, Chromatogram, Remark};
use crate::stored_calls::{iupac_letter, stored_or_own};
use run_details::run_details;

const SIGNATURE: &[u8; 4] = b".scf";

/// Bytes of a base: position, four probabilities, letter, three unused.
const BASE_SIZE: usize = 12;

/// Some programs write what lies below the base line as a negative number, others write no negative numbers at all.
/// From here on an unsigned number is taken for a negative one: no detector measures so much.
const NEGATIVE: u16 = 0xF000;

/// Whether bytes begin as an SCF file does.
pub(crate) fn is_announced_by(bytes: &[u8]) -> bool {
    bytes.starts_with(SIGNATURE)
}

/// Reads samples, bases and comments.
pub(crate) fn read(bytes: &[u8]) -> Result<Chromatogram, FormatError> {
    let header = Header::read(bytes).ok_or_else(|| FormatError::truncated("header"))?;
    let layout = header.layout()?;
    let mut remarks = Vec::new();
    let channels = header.channels(bytes, layout)?.map(|channel| in_range(channel, &mut remarks));
    let stored = (header.bases(bytes, layout)?.into_iter(), CalledBy::BaseCaller);
    let (calls, called_by) = stored_or_own(Some(stored), &channels, &mut remarks)?;
    let comments = part(bytes, header.comments_offset, header.comments_size as usize);
    Ok(Chromatogram { channels, calls, called_by, run: run_details(comments.unwrap_or_default()), remarks })
}

struct Header {
    samples: u32,
    samples_offset: u32,
    bases: u32,
    bases_offset: u32,
    comments_size: u32,
    comments_offset: u32,
    version: [u8; 4],
    sample_size: u32,
}

/// How samples and bases are laid out.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Layout {
    /// Versions 1 and 2: sample by sample, base by base.
    Interleaved,
    /// Version 3: channel by channel as second differences, bases property by property.
    ByChannel,
}

impl Header {
    fn read(bytes: &[u8]) -> Option<Self> {
        let mut fields = Fields(bytes.get(SIGNATURE.len()..)?);
        let samples = fields.u32()?;
        let samples_offset = fields.u32()?;
        let bases = fields.u32()?;
        let _clips = fields.bytes::<8>()?;
        let bases_offset = fields.u32()?;
        let comments_size = fields.u32()?;
        let comments_offset = fields.u32()?;
        let version = fields.bytes()?;
        let sample_size = fields.u32()?;
        let _code_set_private_data_spare = fields.bytes::<84>()?;
        Some(Self {
            samples,
            samples_offset,
            bases,
            bases_offset,
            comments_size,
            comments_offset,
            version,
            sample_size,
        })
    }

    /// The version is text such as `3.10`.
    fn layout(&self) -> Result<Layout, FormatError> {
        match self.version {
            [b'1' | b'2', b'.', ..] => Ok(Layout::Interleaved),
            [b'3', b'.', ..] => Ok(Layout::ByChannel),
            other => Err(FormatError::UnsupportedVersion { version: u32::from_be_bytes(other) }),
        }
    }

    /// The four channels, without differences. Samples of any other size than two bytes have one byte: old files have
    /// nothing sensible in that place.
    fn channels(&self, bytes: &[u8], layout: Layout) -> Result<[Vec<u16>; 4], FormatError> {
        let sample_size = if self.sample_size == 2 { 2 } else { 1 };
        let all = table(bytes, self.samples_offset, self.samples, 4 * sample_size, "samples")?;
        Ok(match (layout, sample_size) {
            (Layout::Interleaved, 2) => by_channel(all.as_chunks().0, u16::from_be_bytes),
            (Layout::Interleaved, _) => by_channel(all.as_chunks().0, |[sample]: [u8; 1]| sample.into()),
            (Layout::ByChannel, 2) => quarters(all).map(|quarter| {
                undo_differences(quarter.as_chunks().0.iter().map(|sample| u16::from_be_bytes(*sample)))
            }),
            (Layout::ByChannel, _) => quarters(all).map(|quarter| {
                // One byte overflows at 256; the low byte of two does so at the same place.
                let mut channel = undo_differences(quarter.iter().map(|sample| u16::from(*sample)));
                for sample in &mut channel {
                    *sample &= 0xFF;
                }
                channel
            }),
        })
    }

    /// The bases. A file whose probabilities are all zero gives none.
    fn bases(&self, bytes: &[u8], layout: Layout) -> Result<Vec<BaseCall>, FormatError> {
        let all = table(bytes, self.bases_offset, self.bases, BASE_SIZE, "bases")?;
        let mut calls: Vec<BaseCall> = match layout {
            Layout::Interleaved => all
                .as_chunks()
                .0
                .iter()
                .map(|[s0, s1, s2, s3, a, c, g, t, letter, _, _, _]: &[u8; BASE_SIZE]| {
                    base_call([*s0, *s1, *s2, *s3], [*a, *c, *g, *t], *letter)
                })
                .collect(),
            Layout::ByChannel => {
                let bases = all.len() / BASE_SIZE;
                let (scans, properties) = all.split_at_checked(4 * bases).unwrap_or_default();
                let [a, c, g, t, letters] = [0, 1, 2, 3, 4]
                    .map(|property| properties.get(property * bases..).unwrap_or_default().iter().copied());
                let probabilities = a.zip(c).zip(g.zip(t));
                let scans = scans.as_chunks().0.iter();
                scans
                    .zip(probabilities.zip(letters))
                    .map(|(scan, (((a, c), (g, t)), letter))| base_call(*scan, [a, c, g, t], letter))
                    .collect()
            }
        };
        if calls.iter().all(|call| call.quality == Some(0)) {
            for call in &mut calls {
                call.quality = None;
            }
        }
        Ok(calls)
    }
}

/// `rows` of `row_size` bytes.
fn table<'a>(
    bytes: &'a [u8],
    offset: u32,
    rows: u32,
    row_size: usize,
    what: &str,
) -> Result<&'a [u8], FormatError> {
    let size = (rows as usize).checked_mul(row_size);
    size.and_then(|size| part(bytes, offset, size)).ok_or_else(|| FormatError::truncated(what))
}

/// Four equal parts.
fn quarters(all: &[u8]) -> [&[u8]; 4] {
    let size = all.len() / 4;
    [0, 1, 2, 3].map(|place| all.get(place * size..).and_then(|rest| rest.get(..size)).unwrap_or_default())
}

fn by_channel<const SIZE: usize>(
    samples: &[[u8; SIZE]],
    decode: impl Fn([u8; SIZE]) -> u16,
) -> [Vec<u16>; 4] {
    Base::ALL
        .map(|base| samples.iter().skip(base as usize).step_by(4).map(|sample| decode(*sample)).collect())
}

/// Sums twice what was subtracted twice; numbers overflow as they did then.
fn undo_differences(differences: impl Iterator<Item = u16>) -> Vec<u16> {
    let (mut slope, mut sample) = (0_u16, 0_u16);
    differences
        .map(|difference| {
            slope = slope.wrapping_add(difference);
            sample = sample.wrapping_add(slope);
            sample
        })
        .collect()
}

fn in_range(channel: Vec<u16>, remarks: &mut Vec<Remark>) -> Vec<i16> {
    let mut clipped = false;
    let sample = |sample: u16| match sample {
        NEGATIVE.. => sample.cast_signed(),
        _ => i16::try_from(sample).unwrap_or_else(|_| {
            clipped = true;
            i16::MAX
        }),
    };
    let channel = channel.into_iter().map(sample).collect();
    if clipped && !remarks.contains(&Remark::SignalClipped) {
        remarks.push(Remark::SignalClipped);
    }
    channel
}

/// The quality is the probability that stands beside the base; beside a letter for several, the highest.
fn base_call(scan: [u8; 4], probabilities: [u8; 4], letter: u8) -> BaseCall {
    let letter = iupac_letter(letter);
    let own = Base::ALL.iter().position(|base| base.letter() == letter);
    let quality = own.and_then(|place| probabilities.get(place)).or(probabilities.iter().max());
    BaseCall { letter, scan: u32::from_be_bytes(scan), quality: quality.copied() }
}

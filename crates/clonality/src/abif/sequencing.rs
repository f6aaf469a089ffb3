//! The chromatogram of a sequencing run.

use super::run_details::run_details;
use super::{AbifFile, Elements, Values, label};
use crate::FormatError;
use crate::chromatogram::{Base, BaseCall, CalledBy, Chromatogram, Remark};
use crate::stored_calls::{iupac_letter, stored_or_own};

/// The first of the four entries with processed channels.
const FIRST_PROCESSED: usize = 9;

/// Order of the channels by all instruments known, for files that do not tell it.
const USUAL_ORDER: &[u8] = b"GATC";

impl AbifFile<'_> {
    /// Processed channels, base calls and what the file says of its run.
    ///
    /// The calls are the instrument's (number 2), else those that can be edited (number 1), else our own.
    ///
    /// # Errors
    /// No sequencing run, or a channel that is not there, not whole or not as long as the others.
    pub fn chromatogram(&self) -> Result<Chromatogram, FormatError> {
        if !self.is_of_sequencing() {
            return Err(if self.is_directory_cut_short() {
                FormatError::truncated("directory")
            } else {
                FormatError::NotSequencing
            });
        }
        let mut remarks = Vec::new();
        if self.is_directory_cut_short() {
            remarks.push(Remark::DirectoryCutShort);
        }
        let places = self.channel_places(&mut remarks)?;
        let channels = self.channels(places)?;
        let stored = self.stored_calls(&mut remarks).map(|(calls, called_by)| (calls.iter(), called_by));
        let (calls, called_by) = stored_or_own(stored, &channels, &mut remarks)?;
        Ok(Chromatogram { channels, calls, called_by, run: run_details(self, places), remarks })
    }

    /// An analysis of fragments has neither bases nor an order of them.
    fn is_of_sequencing(&self) -> bool {
        [(*b"FWO_", 1), (*b"PBAS", 1), (*b"PBAS", 2)]
            .into_iter()
            .any(|(name, number)| self.find(name, number).is_some())
    }

    /// Places of A, C, G, T among the four channels.
    fn channel_places(&self, remarks: &mut Vec<Remark>) -> Result<[usize; 4], FormatError> {
        let order = if let Some(entry) = self.find(*b"FWO_", 1) {
            entry.data()?
        } else {
            remarks.push(Remark::ChannelOrderAssumed);
            USUAL_ORDER
        };
        let place = |base: Base| order.iter().position(|letter| letter.eq_ignore_ascii_case(&base.letter()));
        let [a, c, g, t] = Base::ALL.map(place);
        let places = || Some([a?, c?, g?, t?]);
        places().filter(|_| order.len() == 4).ok_or_else(|| FormatError::malformed(&label(*b"FWO_", 1)))
    }

    fn channels(&self, places: [usize; 4]) -> Result<[Vec<i16>; 4], FormatError> {
        let entries = places.map(|place| {
            let number = u32::try_from(FIRST_PROCESSED + place).unwrap_or(u32::MAX);
            self.shorts(*b"DATA", number).map(|samples| (number, samples))
        });
        let [a, c, g, t] = entries;
        let entries = [a?, c?, g?, t?];
        let [(_, first), ..] = entries;
        if let Some((number, _)) = entries.iter().find(|(_, samples)| samples.len() != first.len()) {
            return Err(FormatError::malformed(&label(*b"DATA", *number)));
        }
        Ok(entries.map(|(_, samples)| samples.iter().collect()))
    }

    fn stored_calls(&self, remarks: &mut Vec<Remark>) -> Option<(StoredCalls<'_>, CalledBy)> {
        let (instruments, editable) = (StoredCalls::find(self, 2), StoredCalls::find(self, 1));
        if let (Some(instruments), Some(editable)) = (&instruments, &editable)
            && !instruments.are_the_same_bases(editable)
        {
            remarks.push(Remark::CallsWereEdited);
        }
        let stored = instruments.map(|calls| (calls, CalledBy::BaseCaller));
        stored.or_else(|| editable.map(|calls| (calls, CalledBy::EditableCalls)))
    }
}

/// Base calls as the file has them.
#[derive(Clone, Copy)]
struct StoredCalls<'a> {
    letters: &'a [u8],
    /// A scan is never negative; read as unsigned, positions beyond 32,767 stay what they were.
    scans: Elements<'a, u16, 2>,
    qualities: &'a [u8],
}

impl<'a> StoredCalls<'a> {
    /// Letters with their positions; `None` if the file lacks either.
    fn find(file: &AbifFile<'a>, number: u32) -> Option<Self> {
        let data = |name: &[u8; 4]| file.find(*name, number)?.data().ok();
        let scans = match file.values(*b"PLOC", number)? {
            Values::Shorts(scans) => scans.unsigned(),
            Values::Words(scans) => scans,
            _ => return None,
        };
        let letters = data(b"PBAS")?;
        let qualities = data(b"PCON").unwrap_or_default();
        (!letters.is_empty() && !scans.is_empty()).then_some(Self { letters, scans, qualities })
    }

    fn are_the_same_bases(&self, other: &Self) -> bool {
        self.letters.eq_ignore_ascii_case(other.letters) && self.scans == other.scans
    }

    fn iter(self) -> impl ExactSizeIterator<Item = BaseCall> {
        let mut qualities = self.qualities.iter().copied();
        self.letters.iter().zip(self.scans.iter()).map(move |(letter, scan)| BaseCall {
            letter: iupac_letter(*letter),
            scan: scan.into(),
            quality: qualities.next(),
        })
    }
}

//! ABIF, the format of Applied Biosystems' instruments (.ab1, .abi, .fsa): a directory of named data.
//!
//! Source: Applied Biosystems, *Genetic Analysis Data File Format*, September 2009; and what instruments and
//! programs write in spite of it. All numbers have their most significant byte first.

mod run_details;
mod sequencing;
mod values;

use crate::FormatError;
use crate::big_endian::{Fields, part};

pub use values::{Date, Element, Elements, Thumb, Time, Values};

const SIGNATURE: &[u8] = b"ABIF";

/// Macintosh programs of old put their own header before a file.
const MAC_BINARY_HEADER: usize = 128;

const ENTRY_SIZE: usize = 28;

/// An ABIF file in memory: its directory. Data is looked at when it is asked for.
#[derive(Debug, Clone, Copy)]
pub struct AbifFile<'a> {
    bytes: &'a [u8],
    version: u16,
    directory: &'a [[u8; ENTRY_SIZE]],
    announced: u32,
}

impl<'a> AbifFile<'a> {
    /// Finds the directory.
    ///
    /// # Errors
    /// No ABIF file, another version than 1.x, or not a single entry of the directory within the file.
    pub fn parse(bytes: &'a [u8]) -> Result<Self, FormatError> {
        let bytes = without_mac_binary(bytes).ok_or(FormatError::UnknownFormat)?;
        let Header { version, name, entries, offset } =
            Header::read(bytes).ok_or_else(|| FormatError::truncated("header"))?;
        if version / 100 != 1 {
            return Err(FormatError::UnsupportedVersion { version: version.into() });
        }
        if &name != b"tdir" {
            return Err(FormatError::malformed("directory"));
        }
        let all = bytes.get(offset as usize..).unwrap_or_default().as_chunks().0;
        let directory = all.get(..entries as usize).unwrap_or(all);
        if directory.is_empty() {
            return Err(FormatError::truncated("directory"));
        }
        Ok(Self { bytes, version, directory, announced: entries })
    }

    /// Version times 100: 101 is 1.01.
    pub fn version(&self) -> u16 {
        self.version
    }

    /// Whether the directory announces entries that lie beyond the end of the file.
    pub fn is_directory_cut_short(&self) -> bool {
        self.directory.len() < self.announced as usize
    }

    /// The readable entries, in the order of the directory.
    pub fn entries(&self) -> impl Iterator<Item = Entry<'a>> + use<'a> {
        let bytes = self.bytes;
        self.directory.iter().filter_map(move |entry| Entry::read(entry, bytes))
    }

    /// The first entry of this name and number.
    pub fn find(&self, name: [u8; 4], number: u32) -> Option<Entry<'a>> {
        let wanted = (u64::from(u32::from_be_bytes(name)) << 32) | u64::from(number);
        let wanted = wanted.to_be_bytes();
        let entry = self.directory.iter().find(|entry| entry.first_chunk() == Some(&wanted))?;
        Entry::read(entry, self.bytes)
    }

    /// Its values; `None` if it is not there or lies beyond the end of the file.
    pub fn values(&self, name: [u8; 4], number: u32) -> Option<Values<'a>> {
        self.find(name, number)?.values().ok()
    }

    /// Signed 16-bit numbers, such as `DATA9` to `DATA12`, the processed channels, or `DATA1` to `DATA4`, the channels
    /// as the detector measured them.
    ///
    /// # Errors
    /// Not there, beyond the end of the file, or of another type.
    pub fn shorts(&self, name: [u8; 4], number: u32) -> Result<Elements<'a, i16, 2>, FormatError> {
        let entry = self.find(name, number).ok_or_else(|| self.lacks(&label(name, number)))?;
        match entry.values()? {
            Values::Shorts(elements) => Ok(elements),
            _ => Err(FormatError::malformed(&entry.label())),
        }
    }

    /// What is not in a directory that is cut short may have been in the rest.
    fn lacks(&self, what: &str) -> FormatError {
        if self.is_directory_cut_short() {
            FormatError::truncated("directory")
        } else {
            FormatError::Missing { what: what.to_owned() }
        }
    }
}

fn without_mac_binary(bytes: &[u8]) -> Option<&[u8]> {
    [Some(bytes), bytes.get(MAC_BINARY_HEADER..)]
        .into_iter()
        .flatten()
        .find(|file| file.starts_with(SIGNATURE))
}

/// The start of a file: the version, and an entry that tells where the directory is. Its number and type are not
/// looked at, as some programs exchange them.
struct Header {
    version: u16,
    name: [u8; 4],
    entries: u32,
    offset: u32,
}

impl Header {
    fn read(bytes: &[u8]) -> Option<Self> {
        let mut fields = Fields(bytes.get(SIGNATURE.len()..)?);
        let version = fields.u16()?;
        let name = fields.bytes()?;
        let _number_type_size = fields.bytes::<8>()?;
        let entries = fields.u32()?;
        let _size = fields.u32()?;
        Some(Self { version, name, entries, offset: fields.u32()? })
    }
}

/// One entry of the directory and its data.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Entry<'a> {
    /// Name, as a rule four printable characters.
    pub name: [u8; 4],
    /// Number among the entries of this name.
    pub number: u32,
    /// Type of the elements, see [`Values`].
    pub element_type: u16,
    /// Bytes of one element as the file tells it.
    pub element_size: u16,
    /// Number of elements as the file tells it.
    pub count: u32,
    /// Bytes of the data as the file tells it.
    pub size: u32,
    data: Option<&'a [u8]>,
}

impl<'a> Entry<'a> {
    /// Data of up to four bytes stands in the place of its offset.
    fn read(entry: &'a [u8; ENTRY_SIZE], file: &'a [u8]) -> Option<Self> {
        let mut fields = Fields(entry);
        let name = fields.bytes()?;
        let number = fields.u32()?;
        let element_type = fields.u16()?;
        let element_size = fields.u16()?;
        let count = fields.u32()?;
        let size = fields.u32()?;
        let place = fields.0;
        let offset = fields.u32()?;
        let data = if size <= 4 { place.get(..size as usize) } else { part(file, offset, size as usize) };
        Some(Self { name, number, element_type, element_size, count, size, data })
    }

    /// Name and number as one word, such as `DATA9`.
    pub fn label(&self) -> String {
        label(self.name, self.number)
    }

    /// The data as it stands in the file.
    ///
    /// # Errors
    /// It lies beyond the end of the file.
    pub fn data(&self) -> Result<&'a [u8], FormatError> {
        self.data.ok_or_else(|| FormatError::truncated(&self.label()))
    }

    /// The data by its type.
    ///
    /// # Errors
    /// It lies beyond the end of the file.
    pub fn values(&self) -> Result<Values<'a>, FormatError> {
        Ok(Values::of(self.element_type, self.data()?))
    }
}

fn label(name: [u8; 4], number: u32) -> String {
    format!("{}{number}", name.escape_ascii())
}

//! What the bytes of an entry mean.

use std::marker::PhantomData;

/// The data of an entry by its element type. Nothing is decoded before it is asked for.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum Values<'a> {
    /// Type 1: unsigned numbers of 8 bits.
    Bytes(&'a [u8]),
    /// Type 2: characters, or signed numbers of 8 bits.
    Chars(&'a [u8]),
    /// Type 3: unsigned numbers of 16 bits.
    Words(Elements<'a, u16, 2>),
    /// Type 4: signed numbers of 16 bits.
    Shorts(Elements<'a, i16, 2>),
    /// Type 5: signed numbers of 32 bits.
    Longs(Elements<'a, i32, 4>),
    /// Type 7: numbers of single precision.
    Floats(Elements<'a, f32, 4>),
    /// Type 8: numbers of double precision.
    Doubles(Elements<'a, f64, 8>),
    /// Type 10.
    Dates(Elements<'a, Date, 4>),
    /// Type 11.
    Times(Elements<'a, Time, 4>),
    /// Type 12.
    Thumbs(Elements<'a, Thumb, 10>),
    /// Type 13: true where not zero.
    Bools(&'a [u8]),
    /// Type 18: the text without the length before it.
    PascalString(&'a [u8]),
    /// Type 19: the text without the zero behind it.
    CString(&'a [u8]),
    /// Any other type, such as those from 1024 that users define: the bytes as they stand.
    Other(&'a [u8]),
}

impl<'a> Values<'a> {
    pub(super) fn of(element_type: u16, bytes: &'a [u8]) -> Self {
        match element_type {
            1 => Self::Bytes(bytes),
            2 => Self::Chars(bytes),
            3 => Self::Words(Elements::of(bytes)),
            4 => Self::Shorts(Elements::of(bytes)),
            5 => Self::Longs(Elements::of(bytes)),
            7 => Self::Floats(Elements::of(bytes)),
            8 => Self::Doubles(Elements::of(bytes)),
            10 => Self::Dates(Elements::of(bytes)),
            11 => Self::Times(Elements::of(bytes)),
            12 => Self::Thumbs(Elements::of(bytes)),
            13 => Self::Bools(bytes),
            18 => Self::PascalString(after_length(bytes)),
            19 => Self::CString(before_zero(bytes)),
            _ => Self::Other(bytes),
        }
    }

    /// The bytes of a text, whichever of the three ways it is written in.
    pub fn text(self) -> Option<&'a [u8]> {
        match self {
            Self::Chars(text) | Self::PascalString(text) | Self::CString(text) => Some(text),
            _ => None,
        }
    }
}

/// A length that says more than there is means all there is.
fn after_length(bytes: &[u8]) -> &[u8] {
    let Some((length, text)) = bytes.split_first() else { return bytes };
    text.get(..usize::from(*length)).unwrap_or(text)
}

fn before_zero(bytes: &[u8]) -> &[u8] {
    bytes.split(|byte| *byte == 0).next().unwrap_or(bytes)
}

/// Elements of `SIZE` bytes, decoded one by one.
#[derive(Debug, PartialEq)]
pub struct Elements<'a, T, const SIZE: usize> {
    chunks: &'a [[u8; SIZE]],
    element: PhantomData<T>,
}

impl<T, const SIZE: usize> Clone for Elements<'_, T, SIZE> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T, const SIZE: usize> Copy for Elements<'_, T, SIZE> {}

impl<'a, T: Element<SIZE>, const SIZE: usize> Elements<'a, T, SIZE> {
    /// Bytes at the end that are less than an element are left out.
    fn of(bytes: &'a [u8]) -> Self {
        Self { chunks: bytes.as_chunks().0, element: PhantomData }
    }

    /// How many there are.
    pub fn len(self) -> usize {
        self.chunks.len()
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.chunks.is_empty()
    }

    /// They in their order.
    pub fn iter(self) -> impl ExactSizeIterator<Item = T> + 'a
    where
        T: 'a,
    {
        self.chunks.iter().map(|chunk| T::decode(*chunk))
    }
}

impl<'a> Elements<'a, i16, 2> {
    /// The same bits as unsigned numbers.
    pub fn unsigned(self) -> Elements<'a, u16, 2> {
        Elements { chunks: self.chunks, element: PhantomData }
    }
}

/// Something with a fixed number of bytes in a file.
pub trait Element<const SIZE: usize> {
    /// It from its bytes.
    fn decode(bytes: [u8; SIZE]) -> Self;
}

impl Element<2> for u16 {
    fn decode(bytes: [u8; 2]) -> Self {
        Self::from_be_bytes(bytes)
    }
}

impl Element<2> for i16 {
    fn decode(bytes: [u8; 2]) -> Self {
        Self::from_be_bytes(bytes)
    }
}

impl Element<4> for i32 {
    fn decode(bytes: [u8; 4]) -> Self {
        Self::from_be_bytes(bytes)
    }
}

impl Element<4> for f32 {
    fn decode(bytes: [u8; 4]) -> Self {
        Self::from_be_bytes(bytes)
    }
}

impl Element<8> for f64 {
    fn decode(bytes: [u8; 8]) -> Self {
        Self::from_be_bytes(bytes)
    }
}

/// A day as an instrument's calendar has it; no field is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Date {
    /// Year.
    pub year: i16,
    /// Month, from 1.
    pub month: u8,
    /// Day of the month, from 1.
    pub day: u8,
}

impl Element<4> for Date {
    fn decode([high, low, month, day]: [u8; 4]) -> Self {
        Self { year: i16::from_be_bytes([high, low]), month, day }
    }
}

/// A time of day; no field is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Time {
    /// Hour.
    pub hour: u8,
    /// Minute.
    pub minute: u8,
    /// Second.
    pub second: u8,
    /// Hundredths of a second.
    pub hundredths: u8,
}

impl Element<4> for Time {
    fn decode([hour, minute, second, hundredths]: [u8; 4]) -> Self {
        Self { hour, minute, second, hundredths }
    }
}

/// An identifier that a file was stamped with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Thumb {
    /// First part.
    pub d: i32,
    /// Second part.
    pub u: i32,
    /// Third part.
    pub c: u8,
    /// Fourth part.
    pub n: u8,
}

impl Element<10> for Thumb {
    fn decode([d0, d1, d2, d3, u0, u1, u2, u3, c, n]: [u8; 10]) -> Self {
        Self { d: i32::from_be_bytes([d0, d1, d2, d3]), u: i32::from_be_bytes([u0, u1, u2, u3]), c, n }
    }
}

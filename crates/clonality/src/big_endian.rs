//! Numbers of a file in the order of its bytes, most significant first.

/// Takes fields from the front of some bytes; `None` once they are used up.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fields<'a>(pub(crate) &'a [u8]);

impl Fields<'_> {
    /// The next `N` bytes as they stand.
    pub(crate) fn bytes<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*taken)
    }

    /// An unsigned number of 16 bits.
    pub(crate) fn u16(&mut self) -> Option<u16> {
        self.bytes().map(u16::from_be_bytes)
    }

    /// An unsigned number of 32 bits.
    pub(crate) fn u32(&mut self) -> Option<u32> {
        self.bytes().map(u32::from_be_bytes)
    }
}

/// `size` bytes from `offset`; `None` where the file ends before them.
pub(crate) fn part(file: &[u8], offset: u32, size: usize) -> Option<&[u8]> {
    file.get(offset as usize..)?.get(..size)
}

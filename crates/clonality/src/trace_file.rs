//! A trace from bytes, whatever its format.

use crate::abif::AbifFile;
use crate::scf;
use crate::{Chromatogram, FormatError};

/// No trace is larger than this many bytes.
pub const LARGEST_FILE: usize = 64 * 1024 * 1024;

/// Reads ABIF (with or without a `MacBinary` header) or SCF (1 to 3).
///
/// Allocates no more than a small multiple of the bytes given.
///
/// # Errors
/// See [`FormatError`]; any bytes give a value or an error.
pub fn read(bytes: &[u8]) -> Result<Chromatogram, FormatError> {
    if bytes.len() > LARGEST_FILE {
        return Err(FormatError::TooLarge);
    }
    if scf::is_announced_by(bytes) { scf::read(bytes) } else { AbifFile::parse(bytes)?.chromatogram() }
}

//! Lines in blocks: enough of them to be worth handing to another thread, never a whole file.

use std::io::{self, BufRead, BufReader, ErrorKind, Read};

/// The longest line that is taken, in bytes. Longer ones are skipped without being held.
pub const LONGEST_LINE: usize = 1 << 20;

/// Of longer lines so much is kept that they are seen to be too long even if a CR is taken off.
const KEPT_OF_LINE: usize = LONGEST_LINE + 2;

/// A block ends at the first line end from here on.
const BLOCK: usize = 1 << 17;

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Reads blocks of whole lines.
pub struct BlockReader<R> {
    source: BufReader<R>,
    at_start: bool,
}

impl<R: Read> BlockReader<R> {
    /// From the start of a file.
    pub fn new(source: R) -> Self {
        Self { source: BufReader::with_capacity(BLOCK, source), at_start: true }
    }

    /// Some lines, each with its line end; empty at the end of the file.
    ///
    /// # Errors
    /// What reading gives.
    pub fn next_block(&mut self) -> io::Result<Vec<u8>> {
        let mut block = Vec::with_capacity(BLOCK + BLOCK / 8);
        // What has arrived is answered before waiting for more: somebody may wait for the answer.
        while self.next_line(&mut block)? && block.len() < BLOCK && !self.source.buffer().is_empty() {}
        Ok(block)
    }

    /// Appends one line with its line end; `false` at the end of the file.
    ///
    /// # Errors
    /// What reading gives.
    pub fn next_line(&mut self, block: &mut Vec<u8>) -> io::Result<bool> {
        let start = block.len();
        let mut room = KEPT_OF_LINE;
        let ended = loop {
            let arrived = match self.source.fill_buf() {
                Ok(arrived) => arrived,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            let end = memchr::memchr(b'\n', arrived);
            let part = arrived.get(..end.unwrap_or(arrived.len())).unwrap_or_default();
            let kept = part.get(..room).unwrap_or(part);
            block.extend_from_slice(kept);
            room -= kept.len();
            let used = part.len() + usize::from(end.is_some());
            self.source.consume(used);
            if end.is_some() || used == 0 {
                break end.is_some();
            }
        };
        if std::mem::take(&mut self.at_start)
            && block.get(start..).is_some_and(|line| line.starts_with(BYTE_ORDER_MARK))
        {
            block.drain(start..start + BYTE_ORDER_MARK.len());
        }
        let is_line = ended || block.len() > start;
        if is_line {
            block.push(b'\n');
        }
        Ok(is_line)
    }
}

/// The lines of a block without their ends (LF or CR LF). A last line without an end counts.
pub fn lines_of(block: &[u8]) -> impl Iterator<Item = &[u8]> {
    let lines = block.strip_suffix(b"\n").unwrap_or(block);
    // An empty block has no lines, an empty line is one.
    let none = block.is_empty();
    lines
        .split(|&byte| byte == b'\n')
        .filter(move |_| !none)
        .map(|line| line.strip_suffix(b"\r").unwrap_or(line))
}

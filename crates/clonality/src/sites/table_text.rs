//! The bytes of a table as lines, and lines as cells.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::table_error::{Encoding, RowErrorKind, TableError};

/// No table is larger than this many bytes.
pub const LARGEST_FILE: usize = 128 * 1024 * 1024;

/// What stands between two cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Separator {
    /// `,`
    Comma,
    /// A tabulator.
    Tab,
    /// `;`
    Semicolon,
    /// Any white space.
    Space,
}

impl Separator {
    /// The separator of a line: a tabulator or a semicolon wherever there is one, because commas may stand in
    /// numbers; then a comma, then white space.
    pub(super) fn of(line: &str) -> Self {
        let mut quoted = false;
        let mut seen = [false; 3];
        for byte in line.bytes() {
            quoted ^= byte == b'"';
            let [tab, semicolon, comma] = &mut seen;
            match byte {
                b'\t' if !quoted => *tab = true,
                b';' if !quoted => *semicolon = true,
                b',' if !quoted => *comma = true,
                _ => {}
            }
        }
        match seen {
            [true, ..] => Self::Tab,
            [_, true, _] => Self::Semicolon,
            [.., true] => Self::Comma,
            _ => Self::Space,
        }
    }
}

/// The text of a file, without its byte order mark.
pub(super) fn decode(bytes: &[u8]) -> Result<&str, TableError> {
    if bytes.len() > LARGEST_FILE {
        return Err(TableError::TooLarge);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        return Err(TableError::Spreadsheet);
    }
    if bytes.starts_with(b"\x1F\x8B") || bytes.starts_with(b"BZh") || bytes.starts_with(b"\xFD7zXZ") {
        return Err(TableError::Compressed);
    }
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        return Err(TableError::NotUtf8 { looks_like: Encoding::Utf16 });
    }
    if bytes.contains(&0) {
        return Err(TableError::NotText);
    }
    let looks_like = || if is_shift_jis(bytes) { Encoding::ShiftJis } else { Encoding::Other };
    let text = str::from_utf8(bytes).map_err(|_| TableError::NotUtf8 { looks_like: looks_like() })?;
    Ok(text.strip_prefix('\u{FEFF}').unwrap_or(text))
}

/// Whether every byte has its place in Shift JIS as Windows writes it (JIS X 0208 and the extensions).
fn is_shift_jis(bytes: &[u8]) -> bool {
    let mut rest = bytes.iter();
    while let Some(byte) = rest.next() {
        let is_letter = match byte {
            0x81..=0x9F | 0xE0..=0xFC => {
                rest.next().is_some_and(|second| matches!(second, 0x40..=0x7E | 0x80..=0xFC))
            }
            _ => matches!(byte, 0x00..=0x7F | 0xA1..=0xDF),
        };
        if !is_letter {
            return false;
        }
    }
    true
}

/// The lines of a text, each with its number from 1. A line ends with LF, CR LF or CR.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (u64, &str)> {
    let mut rest = Some(text);
    let lines = std::iter::from_fn(move || {
        let text = rest?;
        let Some(end) = text.find(['\n', '\r']) else {
            rest = None;
            return Some(text);
        };
        let (line, after) = text.split_at(end);
        let after = after.strip_prefix("\r\n").or_else(|| after.get(1..)).unwrap_or_default();
        rest = (!after.is_empty()).then_some(after);
        Some(line)
    });
    (1..).zip(lines)
}

/// Splits lines into cells, without new memory for each.
pub(super) struct Splitter {
    separator: Separator,
    reader: Reader,
    text: Vec<u8>,
    ends: Vec<usize>,
}

impl Splitter {
    pub(super) fn new(separator: Separator) -> Self {
        let delimiter = match separator {
            Separator::Comma | Separator::Space => b',',
            Separator::Tab => b'\t',
            Separator::Semicolon => b';',
        };
        let reader = ReaderBuilder::new().delimiter(delimiter).build();
        Self { separator, reader, text: Vec::new(), ends: Vec::new() }
    }

    /// The cells of a line without the white space around them and without empty ones at the end.
    pub(super) fn cells<'a>(
        &'a mut self,
        line: &'a str,
        cells: &mut Vec<&'a str>,
    ) -> Result<(), RowErrorKind> {
        cells.clear();
        if self.separator == Separator::Space {
            cells.extend(line.split_whitespace());
            return Ok(());
        }
        // A row is a line, so that an open quotation mark spoils its own row and no other.
        if line.bytes().filter(|byte| *byte == b'"').count() % 2 == 1 {
            return Err(RowErrorKind::OpenQuote);
        }
        let count = self.split(line.as_bytes());
        let mut start = 0;
        for end in self.ends.iter().take(count) {
            let cell = self.text.get(start..*end).unwrap_or_default();
            // The splitter cuts at ASCII only, so a cell of UTF-8 is UTF-8.
            cells.push(str::from_utf8(cell).unwrap_or_default().trim());
            start = *end;
        }
        while cells.last().is_some_and(|cell| cell.is_empty()) {
            cells.pop();
        }
        Ok(())
    }

    /// Splits into `text` and `ends`; tells how many cells there are.
    fn split(&mut self, line: &[u8]) -> usize {
        // Cells are never longer than their line, and there is at most one more than bytes.
        self.text.resize(self.text.len().max(line.len()), 0);
        self.ends.resize(self.ends.len().max(line.len() + 1), 0);
        self.reader.reset();
        let (result, _, written, ended) = self.reader.read_record(line, &mut self.text, &mut self.ends);
        match result {
            // The line has no line end; the end of input ends the record.
            ReadRecordResult::InputEmpty => {
                let text = self.text.get_mut(written..).unwrap_or_default();
                let ends = self.ends.get_mut(ended..).unwrap_or_default();
                let (_, _, _, last) = self.reader.read_record(b"", text, ends);
                ended + last
            }
            _ => ended,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cells(line: &str) -> Result<Vec<String>, RowErrorKind> {
        let mut splitter = Splitter::new(Separator::of(line));
        let mut cells = Vec::new();
        splitter.cells(line, &mut cells)?;
        Ok(cells.iter().map(|cell| (*cell).to_owned()).collect())
    }

    #[test]
    fn splits_at_what_the_line_is_separated_by() {
        for (line, wanted) in [
            ("a,b,c", vec!["a", "b", "c"]),
            ("a\tb,c\t d ", vec!["a", "b,c", "d"]),
            ("a;1,5;c", vec!["a", "1,5", "c"]),
            ("03 F  148398277", vec!["03", "F", "148398277"]),
            ("\"a,b\",\"say \"\"c\"\"\"", vec!["a,b", "say \"c\""]),
            ("\"a;b\",c", vec!["a;b", "c"]),
            ("a,,b,,", vec!["a", "", "b"]),
            ("染色体,位置", vec!["染色体", "位置"]),
            ("", vec![]),
            (",", vec![]),
        ] {
            assert_eq!(cells(line).unwrap(), wanted, "{line:?}");
        }
        assert_eq!(cells("a,\"b"), Err(RowErrorKind::OpenQuote));
    }

    #[test]
    fn lines_end_in_three_ways() {
        let found: Vec<_> = lines("a\nb\r\nc\rd\n\ne\n").collect();
        assert_eq!(found, [(1, "a"), (2, "b"), (3, "c"), (4, "d"), (5, ""), (6, "e")]);
        assert_eq!(lines("\r\n").collect::<Vec<_>>(), [(1, "")]);
    }

    #[test]
    fn what_is_no_utf8_text_is_named() {
        let not_utf8 = |looks_like| Err(TableError::NotUtf8 { looks_like });
        assert_eq!(decode(b"\xEF\xBB\xBFa"), Ok("a"));
        // 染色体 in Shift_JIS.
        assert_eq!(decode(b"\x90\xF5\x90\x46\x91\xCC,n\n"), not_utf8(Encoding::ShiftJis));
        assert_eq!(decode(b"\xFF\xFEa\0"), not_utf8(Encoding::Utf16));
        assert_eq!(decode(b"\x80\xFF"), not_utf8(Encoding::Other));
        assert_eq!(decode(b"PK\x03\x04..."), Err(TableError::Spreadsheet));
        assert_eq!(decode(b"\x1F\x8B\x08"), Err(TableError::Compressed));
        assert_eq!(decode(b"a\0b"), Err(TableError::NotText));
    }

    proptest! {
        #[test]
        fn quoted_cells_come_back(wanted in prop::collection::vec("[^\r\n]{0,12}", 1..8)) {
            let quoted: Vec<_> = wanted.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
            let mut wanted: Vec<_> = wanted.iter().map(|cell| cell.trim()).collect();
            while wanted.last().is_some_and(|cell| cell.is_empty()) {
                wanted.pop();
            }
            let line = quoted.join(",");
            let mut splitter = Splitter::new(Separator::Comma);
            let mut found = Vec::new();
            splitter.cells(&line, &mut found).unwrap();
            prop_assert_eq!(found, wanted);
        }

        #[test]
        fn no_character_is_lost_between_lines(text in "[ab\r\n]{0,30}") {
            let kept: String = lines(&text).map(|(_, line)| line).collect();
            prop_assert_eq!(kept, text.replace(['\r', '\n'], ""));
        }
    }
}

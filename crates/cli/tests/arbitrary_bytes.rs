//! Whatever the bytes: no panic, and one line of output for each line of input.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::naive_bytecount, reason = "a test")]

use std::io::{self, Read};

use proptest::prelude::*;
use serde_json::Value;
use shirube_cli::block::{BlockReader, lines_of};
use shirube_cli::csv_input::Header;
use shirube_cli::json_lines::{Place, assess_block};

const PLACE: Place = Place { file: "-", line: 1 };

/// Gives its bytes in pieces of one length, as a slow pipe does.
struct InPieces<'a>(&'a [u8], usize);

impl Read for InPieces<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.1.min(buffer.len());
        self.0.take(length as u64).read(buffer).inspect(|&read| self.0 = &self.0[read..])
    }
}

fn line_count(bytes: &[u8]) -> usize {
    let ends = bytes.iter().filter(|&&byte| byte == b'\n').count();
    ends + usize::from(!bytes.is_empty() && !bytes.ends_with(b"\n"))
}

/// Text that is nearly a record: fragments of one in any order.
fn nearly_json() -> impl Strategy<Value = Vec<u8>> {
    let fragment = prop::sample::select(vec![
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "\"",
        "\\",
        "\n",
        "\r\n",
        " ",
        "null",
        "1e309",
        "0.5",
        "-1",
        "NaN",
        "\"id\":\"a\"",
        "\"condition\":\"carrier\"",
        "\"cv\":",
        "\"sil2r\":{",
        "\"value\":",
        "\"unit\":\"U/mL\"",
        "\"labs\":{",
        "\u{feff}",
        "{\"condition\":\"smoldering_atl\"}",
        "\\u",
        "\u{0}",
        "é",
    ]);
    prop::collection::vec(fragment, 0..40).prop_map(|parts| parts.concat().into_bytes())
}

/// Tables that are nearly right, of the columns condition, id and cv.
fn nearly_csv() -> impl Strategy<Value = Vec<u8>> {
    let fragment = prop::sample::select(vec![
        "carrier",
        "carrier,a,0.5",
        "ham_tsp,b,",
        ",",
        "\n",
        "\r\n",
        "\r",
        "\"",
        "a",
        "0.5",
        " ",
        ";",
        "condition,id,cv",
    ]);
    prop::collection::vec(fragment, 0..20).prop_map(|parts| parts.concat().into_bytes())
}

/// Everything in a row that is taken is one of its cells: nothing was dropped.
fn check_row(line: &[u8], answer: &csv::StringRecord) -> Result<(), TestCaseError> {
    let text = String::from_utf8_lossy(line);
    // Cells with quotation marks are put together another way; the error code is the third cell from the end.
    if text.contains('"') || !answer[answer.len() - 3].is_empty() {
        return Ok(());
    }
    let cells: Vec<_> = text.trim_ascii_end().split(',').collect();
    prop_assert_eq!(cells.len(), 3, "{}", text);
    prop_assert_eq!(&answer[0], cells[1]);
    prop_assert!(["carrier", "ham_tsp"].contains(&cells[0].trim_ascii()), "{}", text);
    prop_assert!(cells[2].is_empty() || cells[2].trim_ascii().parse::<f64>().is_ok(), "{}", text);
    Ok(())
}

fn check(bytes: &[u8]) -> Result<(), TestCaseError> {
    let mut out = Vec::new();
    let bad = assess_block(bytes, PLACE, &mut out);
    let lines: Vec<Value> = lines_of(&out).map(|line| serde_json::from_slice(line).unwrap()).collect();
    prop_assert_eq!(lines.len(), line_count(bytes));
    prop_assert_eq!(lines.iter().filter(|line| line["error"].is_object()).count() as u64, bad);
    let mut table = Vec::new();
    Header::read(b"condition,id,cv").unwrap().assess_block(bytes, PLACE, &mut table);
    prop_assert_eq!(line_count(&table), line_count(bytes));
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(table.as_slice());
    for (line, answer) in lines_of(bytes).zip(reader.records()) {
        check_row(line, &answer.unwrap())?;
    }
    let is_header = Header::read(bytes).is_ok();
    prop_assert!(!(is_header && bytes.trim_ascii_end().contains(&b'\r')));
    Ok(())
}

proptest! {
    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        check(&bytes)?;
    }

    #[test]
    fn bytes_with_many_line_ends(bytes in prop::collection::vec(prop::sample::select(b"\n\r \"{,a".to_vec()), 0..60)) {
        check(&bytes)?;
    }

    #[test]
    fn nearly_tables(bytes in nearly_csv()) {
        check(&bytes)?;
    }

    #[test]
    fn nearly_records(bytes in nearly_json()) {
        check(&bytes)?;
    }

    #[test]
    fn blocks_hold_the_lines_of_the_file(
        lines in prop::collection::vec("[a-c\r]{0,5}", 0..30), ended: bool, piece in 1..20_usize,
    ) {
        let mut file = lines.join("\n").into_bytes();
        if ended && !lines.is_empty() {
            file.push(b'\n');
        }
        let mut reader = BlockReader::new(InPieces(&file, piece));
        let mut read = Vec::new();
        loop {
            let block = reader.next_block().unwrap();
            if block.is_empty() {
                break;
            }
            read.extend_from_slice(&block);
        }
        prop_assert!(lines_of(&read).eq(lines_of(&file)));
    }
}

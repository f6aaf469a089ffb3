//! Lines that cannot be used: each gives its own error and takes no other line with it.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::naive_bytecount,
    reason = "a test"
)]

mod lines;

use std::io::{Cursor, Read};

use serde_json::Value;
use shirube_cli::block::{BlockReader, LONGEST_LINE};
use shirube_cli::json_lines::{Place, assess_block};

/// What becomes of a file, by the way the program takes.
fn assess(file: impl Read) -> (Vec<Value>, u64) {
    let mut reader = BlockReader::new(file);
    let (mut out, mut bad, mut line) = (Vec::new(), 0, 1);
    loop {
        let block = reader.next_block().unwrap();
        if block.is_empty() {
            break;
        }
        bad += assess_block(&block, Place { file: "people.jsonl", line }, &mut out);
        line += block.iter().filter(|&&byte| byte == b'\n').count() as u64;
    }
    let text = String::from_utf8(out).unwrap();
    (text.lines().map(|line| serde_json::from_str(line).unwrap()).collect(), bad)
}

#[test]
fn each_malformed_line_gives_its_error_and_no_other_line_is_lost() {
    let malformed = lines::all();
    println!("{} malformed lines", malformed.len());
    assert!(malformed.len() >= 200, "only {}", malformed.len());
    let mut file = Vec::new();
    for (number, bad) in malformed.iter().enumerate() {
        file.extend_from_slice(&bad.line);
        file.extend_from_slice(b"\n");
        let good = format!("{{\"id\":\"good {number}\",\"condition\":\"carrier\",\"cv\":0.61}}\r\n");
        file.extend_from_slice(good.as_bytes());
    }
    let (output, bad) = assess(Cursor::new(file));
    assert_eq!(bad, malformed.len() as u64);
    assert_eq!(output.len(), 2 * malformed.len());
    for (number, (pair, malformed)) in output.chunks(2).zip(&malformed).enumerate() {
        let start: String = String::from_utf8_lossy(&malformed.line).chars().take(200).collect();
        let (error, good) = (&pair[0], &pair[1]);
        assert_eq!(error["error"]["code"], malformed.code, "{start}\n{error}");
        assert_eq!(error["error"]["field"].as_str(), malformed.field.as_deref(), "{start}\n{error}");
        assert_eq!(error["id"].as_str(), malformed.id, "{start}\n{error}");
        assert_eq!(error["file"], "people.jsonl");
        assert_eq!(error["line"], 2 * number + 1);
        let message = error["error"]["message"].as_str().unwrap();
        assert!((20..1000).contains(&message.len()), "{message}");
        assert_eq!(good["id"], format!("good {number}"));
        assert_eq!(good["rules"]["cv_class"]["possible"][0], "high");
    }
}

#[test]
fn messages_say_what_is_wrong_what_is_allowed_and_what_to_do() {
    for (members, message) in [
        (
            r#""cv":61"#,
            "61 is out of range: allowed is from 0 to 1; a percentage is divided by 100 first. \
                        Correct it, or leave it out if unknown",
        ),
        (
            r#""cv":"0.5, expected x""#,
            "found the string \"0.5, expected x\", expected a number; write the number alone, without quotation \
             marks, thousands comma, unit or sign, and with a point before decimals",
        ),
        (
            r#""age_years":"72歳""#,
            "found the string \"72歳\", expected a number; write the number alone, without quotation marks, \
             thousands comma, unit or sign, and with a point before decimals",
        ),
        (r#""cv":"unknown""#, "found the string \"unknown\", expected a number; leave it out if unknown"),
        (r#""cv":true"#, "found true, expected a number; leave it out if unknown"),
        (r#""sil2r":-5"#, "found -5, expected an object; leave it out if unknown"),
        (r#""sil2r":[]"#, "found an array, expected an object; leave it out if unknown"),
        (r#""cv":{}"#, "found an object, expected a number; leave it out if unknown"),
        (
            r#""sil2r":{"kit":"x"}"#,
            "unknown value \"x\", expected one of \"cleia\", \"eia\", \"other\", \"unknown\"",
        ),
        (r#""pvl":{"x":1}"#, "unknown key \"x\", expected \"value\" or \"unit\""),
        (
            r#""labs":{"ldh":{"unit":"U/L","value":1e300}}"#,
            "1e300 is out of range: allowed is above 0 and at most \
                        100000 U/L. Correct it, or leave it out if unknown",
        ),
    ] {
        let (output, _) = assess(Cursor::new(format!("{{\"condition\":\"carrier\",{members}}}")));
        assert_eq!(output[0]["error"]["message"], message);
    }
}

#[test]
fn nobody_is_told_to_leave_out_the_condition() {
    for line in
        ["{}", r#"{"condition":5}"#, r#"{"condition":null}"#, r#"{"condition":"x"}"#, r#"{"condition":[]}"#]
    {
        let (output, _) = assess(Cursor::new(line));
        assert_eq!(output[0]["error"]["field"], "condition");
        let message = output[0]["error"]["message"].as_str().unwrap();
        assert!(message.contains("\"unknown\"") && !message.contains("leave"), "{message}");
    }
}

#[test]
fn a_line_may_be_as_long_as_said_with_either_line_end() {
    for end in ["", "\n", "\r\n"] {
        let mut line = br#"{"id":"a","condition":"carrier"}"#.to_vec();
        line.resize(LONGEST_LINE, b' ');
        line.extend_from_slice(end.as_bytes());
        let (output, bad) = assess(Cursor::new(line));
        assert_eq!((output.len(), bad), (1, 0));
    }
}

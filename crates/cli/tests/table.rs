//! Tables: the same people as CSV and as JSON lines get the same answers.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test")]

use csv::StringRecord;
use serde_json::Value;
use shirube_cli::csv_input::{COLUMNS, Header, HeaderError};
use shirube_cli::csv_output;
use shirube_cli::json_lines::{Place, assess_block};

const PLACE: Place = Place { file: "people.csv", line: 2 };

/// The rows of output, by column.
fn assess_table(header: &str, rows: &[u8]) -> (Vec<Vec<(String, String)>>, u64) {
    let mut out = Vec::new();
    let bad = Header::read(header.as_bytes()).unwrap().assess_block(rows, PLACE, &mut out);
    let columns = csv_output::columns();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(out.as_slice());
    let rows = reader.records().map(|row| {
        let row: StringRecord = row.unwrap();
        assert_eq!(row.len(), columns.len());
        columns.iter().cloned().zip(row.iter().map(str::to_owned)).collect()
    });
    (rows.collect(), bad)
}

fn cell<'a>(row: &'a [(String, String)], column: &str) -> &'a str {
    &row.iter().find(|(name, _)| name == column).unwrap_or_else(|| panic!("no column {column}")).1
}

#[test]
fn a_row_gives_every_rule() {
    let header =
        "id,condition,cv,cv_method,sil2r.value,sil2r.unit,sil2r.kit,labs.ldh.upper_limit,labs.ldh.unit";
    let (rows, bad) = assess_table(header, b"\"x, \"\"y\"\"\",smoldering_atl,0.5,,1100,U/mL,cleia,,\n");
    let row = &rows[0];
    assert_eq!((bad, rows.len()), (0, 1));
    for (column, value) in [
        ("id", "x, \"y\""),
        ("file", "people.csv"),
        ("line", "2"),
        ("rules.cv_class.status", "withheld"),
        ("rules.cv_class.reason", "out_of_scope"),
        ("rules.cv_sil2r.possible", "R4"),
        ("rules.cv_sil2r.group", "high"),
        ("rules.cv_sil2r.nearby", "R3:rounding"),
        ("rules.cv_sil2r.warnings", "cv_method_unknown"),
        ("rules.iatl_pi_2017.index", "4.5925029545889196"),
        ("rules.atl_pi.score.min", ""),
        ("rules.shimoyama.possible", "smoldering chronic lymphoma acute does_not_fit"),
        ("rules.omds.grade", ""),
        ("error.code", ""),
    ] {
        assert_eq!(cell(row, column), value, "{column}");
    }
}

#[test]
fn a_bad_row_keeps_the_others() {
    let rows = b"a,carrier,0.5\nb,carrier\nc,carrier,0.5,1\n\nd,carrier,\"0.5\ne,carrier,x\nf,\xff,1\ng,,1\n\
                 h,carrier,NaN\ni,carrier,-inf\nj,carrier,1e309\nk,carrier,\"1,5\"\nl,carrier, +.5 \r\nm,carrier,\n";
    let (rows, bad) = assess_table("id,condition,cv", rows);
    let found: Vec<_> = rows
        .iter()
        .map(|row| [cell(row, "id"), cell(row, "line"), cell(row, "error.code"), cell(row, "error.field")])
        .collect();
    let expected = [
        ["a", "2", "", ""],
        ["b", "3", "wrong_columns", ""],
        ["c", "4", "wrong_columns", ""],
        ["", "5", "blank", ""],
        ["", "6", "syntax", ""],
        ["e", "7", "wrong_type", "cv"],
        ["f", "8", "encoding", ""],
        ["g", "9", "missing", "condition"],
        ["h", "10", "wrong_type", "cv"],
        ["i", "11", "wrong_type", "cv"],
        ["j", "12", "out_of_range", "cv"],
        ["k", "13", "wrong_type", "cv"],
        ["l", "14", "", ""],
        ["m", "15", "", ""],
    ];
    assert_eq!(found, expected);
    assert_eq!(bad, 11);
    assert_eq!(cell(&rows[12], "rules.cv_class.possible"), "high");
    assert_eq!(cell(&rows[13], "rules.cv_class.settled_by"), "cv");
}

#[test]
fn no_row_is_lost_behind_a_lone_carriage_return() {
    let rows = b"a,carrier,0.5\rgarbage,x,y\nb,carrier,0.5\r\nc,\"carrier\r\",0.5\nd,carrier,0.5\r\r\n";
    let (rows, bad) = assess_table("id,condition,cv", rows);
    let found: Vec<_> = rows.iter().map(|row| [cell(row, "id"), cell(row, "error.code")]).collect();
    assert_eq!((found, bad), (vec![["", "syntax"], ["b", ""], ["", "syntax"], ["d", ""]], 2));
    assert!(cell(&rows[0], "error.message").contains("LF"));
    let file = b"id,condition\ra,carrier\rb,ham_tsp\r";
    assert_eq!(Header::read(file), Err(HeaderError::CarriageReturn));
    assert!(Header::read(b"id,condition\r").is_ok());
}

#[test]
fn messages_speak_of_cells_and_keep_good_data() {
    let number = |found| {
        format!(
            "found {found}, expected a number: write the number alone, without thousands comma, unit or sign, and \
             with a point before decimals"
        )
    };
    for (row, message) in [
        ("carrier,\"1,240\"", number("1,240")),
        ("carrier,\"0,61\"", number("0,61")),
        ("carrier,61%", number("61%")),
        ("carrier,<50", number("<50")),
        ("carrier,1240 U/mL", number("1240 U/mL")),
        ("carrier,72歳", number("72歳")),
        ("carrier,NaN", "found NaN, expected a number: leave the cell empty if unknown".to_owned()),
        (
            "carrier,0,61",
            "3 cells, but the header has 2: cells are separated by commas, and numbers have none".to_owned(),
        ),
    ] {
        let (rows, _) = assess_table("condition,cv", row.as_bytes());
        assert_eq!(cell(&rows[0], "error.message"), message);
    }
    let (rows, _) = assess_table("cv,condition", b"0.5,carri\xe9r");
    assert_eq!(cell(&rows[0], "error.message"), "not UTF-8 from byte 10 on: save the file in UTF-8");
    let (rows, _) = assess_table("cv,condition", b"0.5,");
    assert!(!cell(&rows[0], "error.message").contains("leave"));
}

#[test]
fn a_header_names_known_columns_once_and_the_condition() {
    for (header, error) in [
        ("", HeaderError::Unreadable),
        ("\"condition", HeaderError::Unreadable),
        ("id;condition;cv", HeaderError::Separator("semicolons")),
        ("id\tcondition\tcv", HeaderError::Separator("tabs")),
        ("condition\rcarrier", HeaderError::CarriageReturn),
        ("condition,x", HeaderError::Unknown("x".to_owned())),
        ("condition,", HeaderError::Unknown(String::new())),
        ("condition,sil2r", HeaderError::Unknown("sil2r".to_owned())),
        ("condition,cv,cv", HeaderError::Duplicate("cv".to_owned())),
        ("id,cv", HeaderError::NoCondition),
    ] {
        assert_eq!(Header::read(header.as_bytes()), Err(error.clone()), "{header}");
        assert!(error.to_string().len() > 20);
    }
    assert!(Header::read(b" condition ,\"cv\"").is_ok());
    let error = Header::read("condition,年".as_bytes().split_last().unwrap().1).unwrap_err();
    assert_eq!(error.to_string(), "the header is not UTF-8: save the table as UTF-8");
}

/// Cells that are right, wrong and missing, for each kind of column.
fn value(path: &str, turn: usize) -> &'static str {
    let values: &[&str] = match path {
        "id" => &["a", "", "患者", " b "],
        "condition" => &["smoldering_atl", "carrier", "ham_tsp", "chronic_atl", "acute_atl", "unknown", "x"],
        "cv" => &["0.61", "", "0.5", "1e-3", "1.5"],
        "cv_method" => &["raising_clova", "", "other"],
        "sil2r.unit" => &["U/mL", "U/mL", "", "pg/mL"],
        "sil2r.kit" => &["cleia", "eia", ""],
        "pvl.unit" => &["%", "copies/10^4 PBMC", ""],
        "ann_arbor_stage" => &["III", "I", ""],
        "labs.ldh.unit" => &["U/L"],
        "labs.albumin.unit" => &["g/L"],
        path if path.ends_with("lymphocytes.unit") => &["10^9/L"],
        path if path.rsplit('.').next() == Some("unit") => &["mg/dL"],
        path if path.starts_with("organs.") => &["no", "yes", "histology_proven", ""],
        "performance_status" | "omds" => &["2", "", "3.0", "0"],
        "labs.t_lymphocytes.value" => &["1", "", "0.5"],
        _ => &["12", "", "9.75", "7"],
    };
    values[turn % values.len()]
}

/// The record that a row stands for, made another way than the program's.
fn json_of(row: &[&str]) -> String {
    let mut record = serde_json::json!({});
    for ((path, _), text) in COLUMNS.iter().zip(row).filter(|(_, text)| !text.is_empty()) {
        let mut place = &mut record;
        for key in path.split('.') {
            place = &mut place[key];
        }
        *place = match text.parse::<f64>() {
            Ok(number) => Value::from(number),
            Err(_) => Value::from(*text),
        };
    }
    record.to_string()
}

/// The cell that a leaf of the JSON output becomes.
fn cell_of(leaf: &Value) -> String {
    match leaf {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => {
            let words = items.iter().map(|item| match item.as_object() {
                Some(near) => format!("{}:{}", cell_of(&near["result"]), cell_of(&near["code"])),
                None => cell_of(item),
            });
            words.collect::<Vec<_>>().join(" ")
        }
        other => other.to_string(),
    }
}

#[test]
fn a_table_and_the_same_people_as_json_lines_get_the_same_answers() {
    let header: Vec<_> = COLUMNS.iter().map(|(path, _)| *path).collect();
    let (mut table, mut lines) = (Vec::new(), Vec::new());
    for turn in 0..500 {
        let row: Vec<_> = header
            .iter()
            .enumerate()
            .map(|(column, path)| value(path, turn * (2 * column + 1) + turn / 7))
            .collect();
        csv_output::write_row(row.iter().copied(), &mut table);
        lines.push(json_of(&row));
    }
    let (rows, bad) = assess_table(&header.join(","), &table);
    let mut out = Vec::new();
    assert_eq!(assess_block(lines.join("\n").as_bytes(), PLACE, &mut out), bad);
    assert!((50..450).contains(&bad), "{bad} of 500 are bad: too one-sided");
    for (row, line) in rows.iter().zip(str::from_utf8(&out).unwrap().lines()) {
        let answer: Value = serde_json::from_str(line).unwrap();
        for (column, cell) in row.iter().filter(|(column, _)| !["file", "line"].contains(&column.as_str())) {
            let leaf = column.split('.').fold(&answer, |place, key| &place[key]);
            assert_eq!(*cell, cell_of(leaf), "{column} of {line}");
        }
    }
}

//! The lines, each with the code and the field of its error.

use shirube_cli::block::LONGEST_LINE;

/// A line and what must be said of it.
pub struct Malformed {
    /// The line without its end.
    pub line: Vec<u8>,
    /// The code of its error.
    pub code: &'static str,
    /// The path at fault.
    pub field: Option<String>,
    /// What the output must give as the id.
    pub id: Option<&'static str>,
}

impl Malformed {
    fn new(line: impl Into<Vec<u8>>, code: &'static str, field: impl Into<Option<&'static str>>) -> Self {
        let (line, field) = (line.into(), field.into());
        let named = line.windows(7).any(|part| part == br#""id":"b"#);
        Self { line, code, field: field.map(str::to_owned), id: named.then_some("b") }
    }

    /// A record that is good but for one member; `members` may hold several.
    fn member(members: &str, code: &'static str, field: impl Into<Option<&'static str>>) -> Self {
        Self::new(format!(r#"{{{members},"condition":"chronic_atl","id":"b"}}"#), code, field)
    }

    fn without_id(mut self) -> Self {
        self.id = None;
        self
    }
}

/// Not one object, or nothing like it.
fn no_objects() -> Vec<Malformed> {
    let line = |text: &str, code| Malformed::new(text, code, None);
    let mut all: Vec<_> = ["", " ", "\t", "  \t  ", "\r"].map(|text| line(text, "blank")).into();
    all.extend(
        [
            "[]",
            "[1,2]",
            "5",
            "-0.5",
            "\"text\"",
            "\"\"",
            "true",
            "false",
            "null",
            " [ ] ",
            r#"["a","carrier"]"#,
        ]
        .map(|text| line(text, "not_an_object")),
    );
    all.push(Malformed::new("[".repeat(100_000) + &"]".repeat(100_000), "not_an_object", None));
    all.push(Malformed::new(r#"[{"id":"b","condition":"carrier"}]"#, "not_an_object", None).without_id());
    all.extend(
        [
            "{",
            "}",
            "[",
            "]",
            "{]",
            "nul",
            "NULL",
            "None",
            "True",
            "x",
            "condition=carrier",
            "{condition:1}",
            "{'condition':'carrier'}",
            "{\"condition\"}",
            "{\"condition\":}",
            "{\"condition\":\"carrier\"",
            "{\"condition\":\"carrier",
            "{\"condition\":\"carrier\",}",
            "{,}",
            "{\"condition\" \"carrier\"}",
            "{\"condition\":\"carrier\"}}",
            "{\"condition\":\"carrier\"} {}",
            "{\"condition\":\"carrier\"}x",
            "{\"condition\":\"carrier\"},",
            "\u{feff}{\"condition\":\"carrier\"}",
            "\u{a0}",
            "\u{3000}",
            "\0",
            "{\"condition\":\"carrier\"}\0",
            "{\"condition\":\"car\trier\"}",
            "// {}",
            "{} # no",
            "1e309 x",
            "\\",
            "{\"condition\":\"\\x\"}",
            "{\"condition\":\"\\u12\"}",
            "{\"condition\":\"\\ud800\"}",
            "{\"\\udc00\":1}",
            "{\"condition\":\"carrier\",\"cv\":.5}",
            "{\"condition\":\"carrier\",\"cv\":5.}",
            "{\"condition\":\"carrier\",\"cv\":+5}",
            "{\"condition\":\"carrier\",\"cv\":01}",
            "-",
            "--1",
            "1e",
            "0x10",
        ]
        .map(|text| line(text, "syntax")),
    );
    all.push(Malformed::new("[".repeat(100_000), "syntax", None));
    all.push(Malformed::new("{\"a\":".repeat(100_000), "syntax", None));
    for number in ["NaN", "-NaN", "Infinity", "-Infinity", "inf", "nan", "1,5", "1_000", "٣", "０.５"] {
        all.push(Malformed::member(&format!(r#""cv":{number}"#), "syntax", None));
    }
    all
}

/// Bytes that are no text.
fn no_text() -> Vec<Malformed> {
    let utf16: Vec<u8> = "{\"condition\":\"carrier\"} é".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut all = vec![
        Malformed::new(b"\xff".as_slice(), "encoding", None),
        Malformed::new(b"\x80\x81".as_slice(), "encoding", None),
        Malformed::new(b"{\"id\":\"b\",\"condition\":\"carri\xe9r\"}".as_slice(), "encoding", None),
        Malformed::new(b"{\"id\":\"b\",\"condition\":\"carrier\",\"x\xc3\":1}".as_slice(), "encoding", None),
        Malformed::new(b"{\"id\":\"b\",\"condition\":\"carrier\"}\xfe".as_slice(), "encoding", None),
        Malformed::new(b"{\"id\":\"\xff\",\"condition\":\"carrier\"}".as_slice(), "encoding", None),
        Malformed::new(b"{\"condition\":\"\xed\xa0\x80\"}".as_slice(), "encoding", None),
        Malformed::new(b"\xc0\xaf".as_slice(), "encoding", None),
        Malformed::new(b"\xf5\x80\x80\x80".as_slice(), "encoding", None),
        Malformed::new(b"\xef\xbb".as_slice(), "encoding", None),
    ];
    // UTF-16 is UTF-8 with zeros in between until a letter beyond ASCII comes.
    all.push(Malformed::new(utf16, "encoding", None));
    all
}

/// Keys that are not in the schema, or come twice.
fn keys() -> Vec<Malformed> {
    let unknown = |members: &str, field| Malformed::member(members, "unknown_key", field);
    let twice = |members: &str, field| Malformed::member(members, "duplicate_key", field);
    vec![
        unknown(r#""x":1"#, "x"),
        unknown(r#""":1"#, ""),
        unknown(r#""CV":0.5"#, "CV"),
        unknown(r#""cv ":0.5"#, "cv "),
        unknown(r#""sil2r_value":1240"#, "sil2r_value"),
        unknown(r#""patient":{"name":"x"}"#, "patient"),
        unknown(r#""x":null"#, "x"),
        unknown(r#""x":[[[]]]"#, "x"),
        unknown(r#""a.b":1"#, "a.b"),
        unknown(r#""患者":1"#, "患者"),
        unknown(r#""sil2r":{"x":1}"#, "sil2r.x"),
        unknown(r#""sil2r":{"value":1240,"unit":"U/mL","upper_limit":500}"#, "sil2r.upper_limit"),
        unknown(r#""pvl":{"kit":"eia"}"#, "pvl.kit"),
        unknown(r#""labs":{"x":1}"#, "labs.x"),
        unknown(r#""labs":{"cv":0.5}"#, "labs.cv"),
        unknown(r#""labs":{"lymphocytes":{"x":1}}"#, "labs.lymphocytes.x"),
        unknown(r#""labs":{"t_lymphocytes":{"percent":1}}"#, "labs.t_lymphocytes.percent"),
        unknown(r#""labs":{"ldh":{"lower_limit":1}}"#, "labs.ldh.lower_limit"),
        unknown(r#""labs":{"calcium":{"upper_limit":1}}"#, "labs.calcium.upper_limit"),
        unknown(r#""labs":{"albumin":{"upper_limit":1}}"#, "labs.albumin.upper_limit"),
        unknown(r#""labs":{"bun":{"limit":1}}"#, "labs.bun.limit"),
        unknown(r#""organs":{"kidney":"no"}"#, "organs.kidney"),
        unknown(r#""organs":{"Skin":"no"}"#, "organs.Skin"),
        twice(r#""cv":0.5,"cv":0.5"#, "cv"),
        twice(r#""cv":null,"cv":0.5"#, "cv"),
        twice(r#""cv":0.5,"c\u0076":0.5"#, "cv"),
        twice(r#""condition":"carrier""#, "condition"),
        Malformed::member(r#""id":"b""#, "duplicate_key", "id"),
        twice(r#""labs":{},"labs":{}"#, "labs"),
        twice(r#""organs":null,"organs":{}"#, "organs"),
        twice(r#""sil2r":{},"sil2r":null"#, "sil2r"),
        twice(r#""sil2r":{"value":1,"value":1}"#, "sil2r.value"),
        twice(r#""sil2r":{"unit":"U/mL","unit":"U/mL"}"#, "sil2r.unit"),
        twice(r#""pvl":{"unit":"%","unit":"%"}"#, "pvl.unit"),
        twice(r#""labs":{"ldh":{},"ldh":{}}"#, "labs.ldh"),
        twice(r#""labs":{"ldh":{"upper_limit":1,"upper_limit":1}}"#, "labs.ldh.upper_limit"),
        twice(r#""labs":{"albumin":{"lower_limit":1,"lower_limit":1}}"#, "labs.albumin.lower_limit"),
        twice(r#""organs":{"skin":"no","skin":"yes"}"#, "organs.skin"),
        twice(r#""omds":1,"omds":2"#, "omds"),
        twice(r#""age_years":1,"age_years":1"#, "age_years"),
    ]
}

/// Values of another type, unknown codes, missing parts.
fn kinds() -> Vec<Malformed> {
    let mut all = Vec::new();
    for (path, before, after) in [
        ("cv", r#""cv":"#, ""),
        ("age_years", r#""age_years":"#, ""),
        ("performance_status", r#""performance_status":"#, ""),
        ("omds", r#""omds":"#, ""),
        ("sil2r.value", r#""sil2r":{"unit":"U/mL","value":"#, "}"),
        ("labs.abnormal_lymphocytes_percent", r#""labs":{"abnormal_lymphocytes_percent":"#, "}"),
        ("labs.ldh.upper_limit", r#""labs":{"ldh":{"unit":"U/L","upper_limit":"#, "}}"),
    ] {
        for value in [r#""1""#, r#""""#, r#""NaN""#, "true", "[1]", "{}"] {
            all.push(Malformed::member(&format!("{before}{value}{after}"), "wrong_type", path));
        }
    }
    for (path, before, after) in [
        ("cv_method", r#""cv_method":"#, ""),
        ("ann_arbor_stage", r#""ann_arbor_stage":"#, ""),
        ("sil2r.kit", r#""sil2r":{"kit":"#, "}"),
        ("pvl.unit", r#""pvl":{"unit":"#, "}"),
        ("organs.skin", r#""organs":{"skin":"#, "}"),
    ] {
        for value in ["1", "false", r#"["no"]"#, "{}"] {
            all.push(Malformed::member(&format!("{before}{value}{after}"), "wrong_type", path));
        }
    }
    for path in ["sil2r", "pvl", "labs", "organs"] {
        for value in ["1", "0.5", r#""text""#, "[]", r#"[1240,"U/mL"]"#, "true"] {
            all.push(Malformed::member(&format!(r#""{path}":{value}"#), "wrong_type", path));
        }
    }
    all.push(Malformed::member(r#""labs":{"ldh":210}"#, "wrong_type", "labs.ldh"));
    all.push(Malformed::member(r#""labs":{"ldh":[210,"U/L",222]}"#, "wrong_type", "labs.ldh"));
    all.push(Malformed::new(r#"{"id":5,"condition":"carrier"}"#, "wrong_type", "id"));
    all.push(Malformed::new(r#"{"id":["b"],"condition":"carrier"}"#, "wrong_type", "id"));
    all.push(Malformed::new(r#"{"id":"b","condition":5}"#, "wrong_type", "condition"));
    all.push(Malformed::new(r#"{"id":"b","condition":["carrier"]}"#, "wrong_type", "condition"));
    all.push(Malformed::new(r#"{"id":"b","condition":null}"#, "missing", "condition"));
    all.push(Malformed::new(r#"{"id":"b"}"#, "missing", "condition"));
    all.push(Malformed::new("{}", "missing", "condition"));
    all.push(Malformed::new(r#"{"id":"b","cv":0.5}"#, "missing", "condition"));
    for condition in ["", "Carrier", "carrier ", "ATL", "smoldering", "くすぶり型"] {
        let line = format!(r#"{{"id":"b","condition":"{condition}"}}"#);
        all.push(Malformed::new(line, "unknown_value", "condition"));
    }
    all.push(Malformed::member(r#""cv_method":"clova""#, "unknown_value", "cv_method"));
    all.push(Malformed::member(r#""sil2r":{"kit":"CLEIA"}"#, "unknown_value", "sil2r.kit"));
    all.push(Malformed::member(r#""organs":{"skin":"maybe"}"#, "unknown_value", "organs.skin"));
    all.push(Malformed::member(
        r#""organs":{"pleural_effusion":""}"#,
        "unknown_value",
        "organs.pleural_effusion",
    ));
    all.push(Malformed::member(r#""ann_arbor_stage":"V""#, "out_of_range", "ann_arbor_stage"));
    all.push(Malformed::member(r#""ann_arbor_stage":"iii""#, "out_of_range", "ann_arbor_stage"));
    all
}

/// Units that are missing, unknown or not convertible.
fn units() -> Vec<Malformed> {
    let unit = |members: &str, code, field| Malformed::member(members, code, field);
    vec![
        unit(r#""sil2r":{"value":1240}"#, "missing", "sil2r.unit"),
        unit(r#""sil2r":{"value":1240,"unit":null}"#, "missing", "sil2r.unit"),
        unit(r#""pvl":{"value":4}"#, "missing", "pvl.unit"),
        unit(r#""labs":{"lymphocytes":{"value":4}}"#, "missing", "labs.lymphocytes.unit"),
        unit(r#""labs":{"t_lymphocytes":{"value":4}}"#, "missing", "labs.t_lymphocytes.unit"),
        unit(r#""labs":{"calcium":{"value":9}}"#, "missing", "labs.calcium.unit"),
        unit(r#""labs":{"ldh":{"value":210}}"#, "missing", "labs.ldh.unit"),
        unit(r#""labs":{"ldh":{"upper_limit":222}}"#, "missing", "labs.ldh.unit"),
        unit(r#""labs":{"albumin":{"lower_limit":4.1}}"#, "missing", "labs.albumin.unit"),
        unit(r#""labs":{"bun":{"value":14,"upper_limit":20}}"#, "missing", "labs.bun.unit"),
        unit(r#""sil2r":{"value":1240,"unit":"pg/mL"}"#, "unit_not_convertible", "sil2r.unit"),
        unit(r#""sil2r":{"value":1240,"unit":"ng/mL"}"#, "unit_not_convertible", "sil2r.unit"),
        unit(r#""sil2r":{"unit":"PG/ML"}"#, "unit_not_convertible", "sil2r.unit"),
        unit(r#""pvl":{"value":4,"unit":"copies/100 WBC"}"#, "unit_not_convertible", "pvl.unit"),
        unit(r#""pvl":{"value":4,"unit":"copies/10^3 leucocytes"}"#, "unit_not_convertible", "pvl.unit"),
        unit(r#""pvl":{"value":4,"unit":"copies/100 Leukocytes"}"#, "unit_not_convertible", "pvl.unit"),
        unit(
            r#""pvl":{"value":4,"unit":"copies/100 white blood cells"}"#,
            "unit_not_convertible",
            "pvl.unit",
        ),
        unit(r#""pvl":{"value":4,"unit":"コピー/100白血球"}"#, "unit_not_convertible", "pvl.unit"),
        unit(r#""sil2r":{"value":1240,"unit":"U/L"}"#, "unknown_unit", "sil2r.unit"),
        unit(r#""sil2r":{"value":1240,"unit":"u/ml"}"#, "unknown_unit", "sil2r.unit"),
        unit(r#""sil2r":{"value":1240,"unit":""}"#, "unknown_unit", "sil2r.unit"),
        unit(r#""pvl":{"value":4,"unit":"copies"}"#, "unknown_unit", "pvl.unit"),
        unit(r#""pvl":{"value":4,"unit":"copies/10^6 PBMC"}"#, "unknown_unit", "pvl.unit"),
        unit(r#""labs":{"lymphocytes":{"value":4,"unit":"/L"}}"#, "unknown_unit", "labs.lymphocytes.unit"),
        unit(r#""labs":{"t_lymphocytes":{"value":4,"unit":"%"}}"#, "unknown_unit", "labs.t_lymphocytes.unit"),
        unit(r#""labs":{"ldh":{"value":4,"unit":"IU/L"}}"#, "unknown_unit", "labs.ldh.unit"),
        unit(r#""labs":{"calcium":{"value":9,"unit":"g/dL"}}"#, "unknown_unit", "labs.calcium.unit"),
        unit(r#""labs":{"albumin":{"value":4,"unit":"g/l"}}"#, "unknown_unit", "labs.albumin.unit"),
        unit(r#""labs":{"bun":{"value":14,"unit":"furlong"}}"#, "unknown_unit", "labs.bun.unit"),
    ]
}

/// Numbers outside their ranges, and values that contradict each other.
fn ranges() -> Vec<Malformed> {
    let mut all = Vec::new();
    let mut out = |path: &'static str, before: &str, after: &str, values: &[&str]| {
        for value in values.iter().chain(&["1e309", "-1e309", "-1"]) {
            all.push(Malformed::member(&format!("{before}{value}{after}"), "out_of_range", path));
        }
    };
    out("cv", r#""cv":"#, "", &["1.0000000000000002", "-5e-324", "61"]);
    out("age_years", r#""age_years":"#, "", &["120.00000000000001"]);
    out("performance_status", r#""performance_status":"#, "", &["5", "5.5", "0.5", "1e300"]);
    out("omds", r#""omds":"#, "", &["14", "5.5", "12.999999999999998"]);
    out("sil2r.value", r#""sil2r":{"unit":"U/mL","value":"#, "}", &["0", "-0.0", "1000000.0000000001"]);
    out("pvl.value", r#""pvl":{"unit":"%","value":"#, "}", &["-5e-324"]);
    let percent = "labs.abnormal_lymphocytes_percent";
    out(percent, r#""labs":{"abnormal_lymphocytes_percent":"#, "}", &["100.00000000000001"]);
    for (path, key, unit, largest) in [
        ("labs.lymphocytes.value", "lymphocytes", "10^9/L", "2000.0000000000002"),
        ("labs.lymphocytes.value", "lymphocytes", "/uL", "2000000.0000000002"),
        ("labs.t_lymphocytes.value", "t_lymphocytes", "10^9/L", "2001"),
        ("labs.ldh.value", "ldh", "U/L", "100000.00000000001"),
        ("labs.calcium.value", "calcium", "mg/dL", "30.000000000000004"),
        ("labs.calcium.value", "calcium", "mmol/L", "7.486"),
        ("labs.calcium.value", "calcium", "mEq/L", "14.98"),
        ("labs.albumin.value", "albumin", "g/dL", "10.000000000000002"),
        ("labs.albumin.value", "albumin", "g/L", "100.00000000000001"),
        ("labs.bun.value", "bun", "mg/dL", "500.00000000000006"),
        ("labs.bun.value", "bun", "mmol/L", "178.50000000000003"),
    ] {
        let below = if key.ends_with("lymphocytes") { "-5e-324" } else { "0" };
        let before = format!(r#""labs":{{"{key}":{{"unit":"{unit}","value":"#);
        out(path, &before, "}}", &[largest, below]);
    }
    out("labs.ldh.upper_limit", r#""labs":{"ldh":{"unit":"U/L","upper_limit":"#, "}}", &["0"]);
    out("labs.albumin.lower_limit", r#""labs":{"albumin":{"unit":"g/L","lower_limit":"#, "}}", &["0"]);
    out("labs.bun.upper_limit", r#""labs":{"bun":{"unit":"mg/dL","value":14,"upper_limit":"#, "}}", &["-0"]);
    for (t, unit) in [("3.0000000000000004", "10^9/L"), ("3001", "/uL"), ("1500", "10^9/L")] {
        let labs = format!(
            r#""labs":{{"lymphocytes":{{"value":3,"unit":"10^9/L"}},"t_lymphocytes":{{"value":{t},"unit":"{unit}"}}}}"#
        );
        all.push(Malformed::member(&labs, "inconsistent", "labs.t_lymphocytes.value"));
    }
    all
}

/// The line that comes first among several errors is the one reported.
fn several_errors() -> Vec<Malformed> {
    vec![
        Malformed::member(r#""cv":"x","omds":99"#, "wrong_type", "cv"),
        Malformed::member(r#""omds":99,"cv":1.5"#, "out_of_range", "cv"),
        Malformed::member(r#""x":1,"cv":NaN"#, "syntax", None),
        Malformed::member(
            r#""age_years":121,"labs":{"bun":{"value":0,"unit":"mg/dL"}}"#,
            "out_of_range",
            "age_years",
        ),
    ]
}

/// Lines too long to be held, as long as they may be, and a little longer.
fn long_lines() -> Vec<Malformed> {
    let padded = |length: usize| {
        let mut line = br#"{"id":"b","condition":"carrier"}"#.to_vec();
        line.resize(length, b' ');
        line
    };
    vec![
        Malformed::new(padded(LONGEST_LINE + 1), "too_long", None),
        Malformed::new(padded(10 << 20), "too_long", None),
        Malformed::new(vec![b'['; 10 << 20], "too_long", None),
        Malformed::new(vec![0xff; LONGEST_LINE + 1], "too_long", None),
        Malformed::new(vec![b' '; LONGEST_LINE], "blank", None),
    ]
}

/// All of them.
pub fn all() -> Vec<Malformed> {
    [no_objects(), no_text(), keys(), kinds(), units(), ranges(), several_errors(), long_lines()]
        .into_iter()
        .flatten()
        .collect()
}

//! Tables of integration sites as laboratories and programs write them.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test")]

use std::collections::BTreeMap;

use proptest::prelude::*;
use shirube_clonality::sites::{
    ColumnChoice, Encoding, LARGEST_FILE, MOST_ROW_ERRORS, MOST_ROWS, Remark, Role, RowErrorKind,
    SampleChoice, Separator, SiteTable, TableError, TableOptions, read_table,
};

fn read(text: &str) -> SiteTable {
    read_table(text.as_bytes(), &TableOptions::default()).unwrap()
}

fn refusal(text: &str) -> TableError {
    read_table(text.as_bytes(), &TableOptions::default()).unwrap_err()
}

fn sites(table: &SiteTable) -> Vec<(String, f64)> {
    table.sites().iter().map(|site| (site.place.to_string(), site.abundance)).collect()
}

fn owned(sites: &[(&str, f64)]) -> Vec<(String, f64)> {
    sites.iter().map(|(place, abundance)| ((*place).to_owned(), *abundance)).collect()
}

fn errors(table: &SiteTable) -> Vec<(u64, RowErrorKind, &str)> {
    table.row_errors().iter().map(|error| (error.line, error.kind, error.text.as_str())).collect()
}

#[test]
fn one_table_in_every_format() {
    let wanted = owned(&[("chr3:148398277:+", 342.0), ("chrX:99:-", 7.5)]);
    for text in [
        "chr,integration_locus,strand,fragmentEstimate\nchr3,148398277,+,342\nchrX,99,-,7.5\n",
        "\u{FEFF}\"Chr\";\"Position\";\"Strand\";\"Count\"\r\n\"chr3\";\"148398277\";\"+\";\"342\"\r\n\"chrX\";\"99\";\"-\";\"7.5\"",
        "posid\testAbund\nchr3:148398277:+\t342\nchrX-99\t7.5\n",
        "chr3:148398277:+ 342\rchrX:99:- 7.5\r",
        "chr3,148398277,+,342\nchrX,99,-,7.5\n",
        "chr3 F 148398277 342\nchrX R 99 7.5\n",
        "browser position chr3\ntrack name=\"a, b\" useScore=1\n# made by hand\n\nchr3\t148398277\t148398278\ta\t342\t+\nchrX\t99\t100\tb\t7.5\t-\n",
        "#chrom\tchromStart\tchromEnd\tname\tscore\tstrand\nchr3\t148398277\t148398278\ta\t342\t+\nchrX\t99\t100\tb\t7.5\t-\n",
        "chr3 148398277 148398278 a 342 +\nchrX 99 100 b 7.5 -\n",
        "ｃｈｒ,pos,strand,count\nchr3,１４８３９８２７７,＋,３４２\nchrX,99,-,７．５\n",
        "\"chr\",\"pos\",\"strand\",\"n\"\n\"1\",\"chr3\",1.48398277e+08,\"+\",342\n\"2\",\"chrX\",99,\"-\",7.5\n",
    ] {
        let table = read(text);
        assert_eq!(errors(&table), [], "{text:?}");
        assert_eq!(sites(&table), wanted, "{text:?} {:?}", table.layout());
    }
}

#[test]
fn tables_without_strand_or_position_are_read() {
    assert_eq!(sites(&read("chr3,148398277,5\n")), owned(&[("chr3:148398277", 5.0)]));
    assert_eq!(sites(&read("track type=bedGraph\nchr3\t10\t11\t5\n")), owned(&[("chr3:10", 5.0)]));
    let named = read("clone,count\nTRBV-1,5\nTRBV-2,6\n");
    assert_eq!(sites(&named), owned(&[("TRBV-2", 6.0), ("TRBV-1", 5.0)]));
    assert_eq!(named.remarks(), [Remark::WithoutPosition { sites: 2 }]);
    let counts = read("51\n36\n36\n");
    assert_eq!(sites(&counts), owned(&[("#1", 51.0), ("#2", 36.0), ("#3", 36.0)]));
    assert_eq!(counts.layout().separator, Separator::Space);
}

#[test]
fn bad_rows_are_told_and_the_rest_is_read() {
    use RowErrorKind::{
        BadPosition, BadStrand, DecimalComma, Negative, NoPlace, NotANumber, NotFinite, OpenQuote, Percent,
        TooLarge, WrongCells,
    };
    let table = read(
        "chr\tpos\tstrand\tcount\nchr1\t10\t+\t3\nchr1\t11\t+\tmany\nchr1\t12\t+\t-1\nchr1\t13\t+\tNaN\n\
         chr1\t1.5\t+\t1\nchr1\t14\tup\t1\nchr1\t15\t+\t0,5\nchr1\t16\t+\t5%\nchr1\t17\t+\t1e16\n\t18\t+\t1\n\
         chr1\nchr1\t19\t+\t1\tx\nchr1\t20\t\"+\t1\nchr1\t21\t.\t4\n",
    );
    assert_eq!(
        errors(&table),
        [
            (3, NotANumber, "many"),
            (4, Negative, "-1"),
            (5, NotFinite, "NaN"),
            (6, BadPosition, "1.5"),
            (7, BadStrand, "up"),
            (8, DecimalComma, "0,5"),
            (9, Percent, "5%"),
            (10, TooLarge, "1e16"),
            (11, NoPlace, ""),
            (12, WrongCells, ""),
            (13, WrongCells, ""),
            (14, OpenQuote, ""),
        ]
    );
    assert_eq!((table.rows(), table.rows_with_errors()), (14, 12));
    assert_eq!(sites(&table), owned(&[("chr1:21", 4.0), ("chr1:10:+", 3.0)]));
}

#[test]
fn what_was_done_is_remarked() {
    let table = read(
        "chr,pos,reads,cells\nchr1,5,9,2\n1,5,9,3\nchr1,5,1,1\nchr2,6,9,0\nchr2,7,9,\nchr2,8,9,NA\nchr2,9,9,1\n",
    );
    assert_eq!(sites(&table), owned(&[("chr1:5", 6.0), ("chr2:9", 1.0)]));
    assert_eq!(
        table.remarks(),
        [
            Remark::SeveralAbundances { chosen: "cells".to_owned(), others: vec!["reads".to_owned()] },
            Remark::DuplicatesSummed { sites: 1, rows: 2 },
            Remark::ZeroAbundance { rows: 1 },
            Remark::EmptyAbundance { rows: 2 },
        ]
    );
}

const TWO_SAMPLES: &str = "chr,integration_locus,strand,GeneName,GeneStrand,CompleteAmplificationID,seqCount,fragmentEstimate\n\
    16,68182177,+,NFATC3,+,P1_0030,90,3.5\n4,129390130,+,LOC1,+,P1_0030,5,1\n16,68182177,+,NFATC3,+,P1_0060,9,2\n";

#[test]
fn one_of_several_samples_is_chosen() {
    let counts = || vec![("P1_0030".to_owned(), 2), ("P1_0060".to_owned(), 1)];
    let column = "CompleteAmplificationID".to_owned();
    assert_eq!(refusal(TWO_SAMPLES), TableError::SeveralSamples { column, samples: counts() });
    let with =
        |sample| read_table(TWO_SAMPLES.as_bytes(), &TableOptions { sample, ..TableOptions::default() });

    let first = with(SampleChoice::Named("P1_0030".to_owned())).unwrap();
    assert_eq!(sites(&first), owned(&[("16:68182177:+", 3.5), ("4:129390130:+", 1.0)]));
    assert_eq!(first.sample(), Some("P1_0030"));
    assert!(first.remarks().contains(&Remark::OtherSamples { rows: 1 }));

    let all = with(SampleChoice::Together).unwrap();
    assert_eq!(sites(&all), owned(&[("16:68182177:+", 5.5), ("4:129390130:+", 1.0)]));
    assert_eq!(all.sample(), None);
    assert!(all.remarks().contains(&Remark::SamplesSummed { samples: 2 }));

    let missing = with(SampleChoice::Named("P2".to_owned()));
    assert_eq!(missing, Err(TableError::NoSuchSample { samples: counts() }));
    let none = TableOptions { sample: SampleChoice::Named("P2".to_owned()), ..TableOptions::default() };
    assert_eq!(read_table(b"a,5\n", &none), Err(TableError::NoSuchSample { samples: vec![] }));
}

#[test]
fn columns_are_chosen() {
    let wide = "chr\tintegration_locus\tstrand\tGeneName\tS1\tS2\n1\t5\t+\tA\t3\t\n2\t6\t-\tB\t\t4\n";
    let TableError::NoAbundance { columns } = refusal(wide) else { panic!() };
    assert_eq!(columns, ["chr", "integration_locus", "strand", "GeneName", "S1", "S2"]);
    let chosen = |choice| {
        let columns = BTreeMap::from([(Role::Abundance, choice)]);
        read_table(wide.as_bytes(), &TableOptions { columns, ..TableOptions::default() })
    };
    assert_eq!(sites(&chosen(ColumnChoice::Named("S2".to_owned())).unwrap()), owned(&[("2:6:-", 4.0)]));
    assert_eq!(sites(&chosen(ColumnChoice::Number(5)).unwrap()), owned(&[("1:5:+", 3.0)]));
    let error = chosen(ColumnChoice::Number(7)).unwrap_err();
    assert_eq!(error.code(), "no_such_column");
}

#[test]
fn chromosomes_are_not_taken_for_clones_where_positions_may_stand() {
    for text in ["chr,wo,count\n1,500,3\n1,900,4\n", "Chromosom,Stelle,count\nchr1,500,3\nchrX,900,4\n"] {
        assert_eq!(refusal(text).code(), "no_position", "{text}");
        let columns = [(Role::Chromosome, 1), (Role::Position, 2)];
        let columns = columns.map(|(role, number)| (role, ColumnChoice::Number(number))).into();
        let table = read_table(text.as_bytes(), &TableOptions { columns, ..TableOptions::default() });
        assert_eq!(table.unwrap().sites().len(), 2);
    }
    // Numbered clones with several amounts; chromosomes without anything else are refused row by row.
    assert_eq!(read("clone,count,reads\n1,5,9\n2,3,8\n").sites().len(), 2);
    assert_eq!(refusal("chr,count\n1,5\n2,3\n").code(), "no_sites");
}

#[test]
fn columns_on_offer_are_counted_as_they_are_chosen() {
    // R writes the names of rows without a heading.
    let text = "clone x y\n1 a 5 7\n2 b 6 8\n";
    let TableError::NoAbundance { columns } = refusal(text) else { panic!() };
    assert_eq!(columns, ["", "clone", "x", "y"]);
    let columns = BTreeMap::from([(Role::Abundance, ColumnChoice::Number(4))]);
    let options = TableOptions { columns, ..TableOptions::default() };
    let table = read_table(text.as_bytes(), &options).unwrap();
    assert_eq!(table.columns(), ["", "clone", "x", "y"]);
    assert_eq!(sites(&table), owned(&[("b", 8.0), ("a", 7.0)]));
    assert_eq!(read("a 5\nb 6\n").columns(), ["a", "5"], "the first row where there is no header");
}

#[test]
fn a_bed_file_without_a_score_is_no_table_of_abundances() {
    assert_eq!(refusal("chr1\t5\t6\nchr1\t8\t9\n").code(), "no_abundance");
    assert_eq!(refusal("chr1\t5\t6\ta\nchr1\t8\t9\tb\n").code(), "no_abundance");
}

#[test]
fn what_is_no_table_is_refused() {
    for (bytes, code) in [
        (&b""[..], "empty"),
        (b"\xEF\xBB\xBF \r\n#\n", "empty"),
        (b"chr,pos,count\n", "no_sites"),
        (b"chr,pos,count\nchr1,5,0\n", "no_sites"),
        (b"PK\x03\x04 workbook", "spreadsheet"),
        (b"\x1F\x8B\x08 packed", "compressed"),
        (b"chr,pos\0,count\n", "not_text"),
        (b"a b c\nd e f\n", "no_abundance"),
    ] {
        assert_eq!(read_table(bytes, &TableOptions::default()).unwrap_err().code(), code, "{bytes:?}");
    }
    let shift_jis = b"\x90\xF5\x90\x46\x91\xCC,\x8D\xC0\x95\x57,\x90\x94\nchr1,5,6\n";
    let wanted = TableError::NotUtf8 { looks_like: Encoding::ShiftJis };
    assert_eq!(read_table(shift_jis, &TableOptions::default()), Err(wanted));
    let large = vec![b' '; LARGEST_FILE + 1];
    assert_eq!(read_table(&large, &TableOptions::default()), Err(TableError::TooLarge));
}

#[test]
fn limits_hold() {
    let many = "1\n".repeat(MOST_ROWS + 1);
    assert_eq!(refusal(&many), TableError::TooManyRows);
    let mut bad = "chr,pos,count\nchr1,5,6\n".to_owned();
    bad.push_str(&"chr1,x,6\n".repeat(MOST_ROW_ERRORS + 5));
    let table = read(&bad);
    assert_eq!((table.row_errors().len(), table.rows_with_errors()), (MOST_ROW_ERRORS, MOST_ROW_ERRORS + 5));
    // A cell is cut where it would fill a message.
    let long = read(&format!("chr,pos,count\nchr1,5,6\nchr1,6,{}\n", "多".repeat(500)));
    assert_eq!(long.row_errors()[0].text.chars().count(), 60);
}

fn any_table_text() -> impl Strategy<Value = Vec<u8>> {
    let cell = prop_oneof![
        "[0-9]{1,9}",
        "chr[0-9XYM]{1,2}",
        "[+-]",
        "[a-z]{0,6}",
        "chr[0-9]:[0-9]{1,6}:[+-]",
        "-?[0-9]+\\.[0-9]+",
        Just("NA".to_owned()),
        Just("\"".to_owned()),
        Just("１".to_owned()),
        Just("chr".to_owned()),
        Just("pos".to_owned()),
        Just("count".to_owned()),
        Just("sample".to_owned()),
        Just("1e309".to_owned()),
        Just("#".to_owned()),
    ];
    let row = prop::collection::vec(cell, 0..8);
    (prop::collection::vec(row, 0..12), "[,;\t ]", prop_oneof!["\n", "\r\n", "\r"]).prop_map(
        |(rows, between, end)| {
            let rows: Vec<_> = rows.into_iter().map(|row| row.join(&between)).collect();
            rows.join(&end).into_bytes()
        },
    )
}

proptest! {
    #[test]
    fn any_bytes_give_a_table_or_an_error(bytes in prop_oneof![prop::collection::vec(any::<u8>(), 0..400), any_table_text()]) {
        for sample in [SampleChoice::Only, SampleChoice::Together, SampleChoice::Named("1".to_owned())] {
            let Ok(table) = read_table(&bytes, &TableOptions { sample, ..TableOptions::default() }) else { continue };
            let found = table.indices();
            prop_assert!(found.sites >= 1 && found.sites == table.sites().len());
            prop_assert!(table.sites().is_sorted_by(|a, b| a.abundance >= b.abundance));
            prop_assert!(table.sites().iter().all(|site| site.abundance > 0.0));
            prop_assert!(found.gini.is_finite() && found.shannon.is_finite() && found.inverse_simpson.is_finite());
        }
    }

    /// What is written as a table comes back, whatever the separator.
    #[test]
    fn a_written_table_comes_back(
        rows in prop::collection::btree_map((1_u8..23, 1_u32..250_000_000, any::<bool>()), 1_u32..1000, 1..30),
        separator in prop_oneof![Just(','), Just('\t'), Just(';'), Just(' ')],
    ) {
        let mut text = ["chr", "pos", "strand", "count"].join(&separator.to_string());
        for ((chromosome, base, plus), count) in &rows {
            let cells = [format!("chr{chromosome}"), base.to_string(), if *plus { "+" } else { "-" }.to_owned(), count.to_string()];
            text.push('\n');
            text.push_str(&cells.join(&separator.to_string()));
        }
        let table = read(&text);
        prop_assert_eq!(table.rows_with_errors(), 0);
        prop_assert_eq!(table.remarks(), []);
        let found: BTreeMap<_, _> = table.sites().iter().map(|site| (site.place.to_string(), site.abundance)).collect();
        let wanted: BTreeMap<_, _> = rows.iter().map(|((chromosome, base, plus), count)| {
            (format!("chr{chromosome}:{base}:{}", if *plus { '+' } else { '-' }), f64::from(*count))
        }).collect();
        prop_assert_eq!(found, wanted);
    }
}

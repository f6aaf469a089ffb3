//! Output as a table: one column for each leaf of the JSON output, sets separated by spaces.

use std::borrow::Cow;
use std::fmt::Write;
use std::sync::LazyLock;

use shirube_risk::coded::Coded;

use crate::assessment_record::{
    AssessmentRecord, AtlPiRecord, ChronicUnfavorableRecord, CvClassRecord, CvSil2rRecord, IatlPi2017Record,
    IatlPi2025Record, Nearby, OmdsRecord, PvlCarrierRecord, RulesRecord, ScoreRecord, ShimoyamaRecord,
};
use crate::code::{Code, Codes};
use crate::line_error::ErrorRecord;

/// The cells of one row.
pub type Row = csv::StringRecord;

/// A part of a record that fills one or more cells.
pub trait Cells {
    /// Appends the names of its columns.
    fn columns(name: &str, columns: &mut Vec<String>) {
        columns.push(name.to_owned());
    }

    /// Appends its cells, as many as it has columns.
    fn fill(&self, row: &mut Row);
}

impl<T: Coded> Cells for Code<T> {
    fn fill(&self, row: &mut Row) {
        row.push_field(self.0.code());
    }
}

impl<T: Coded> Cells for Option<Code<T>> {
    fn fill(&self, row: &mut Row) {
        row.push_field(self.map_or("", |value| value.0.code()));
    }
}

impl<T: Coded> Cells for Codes<T> {
    fn fill(&self, row: &mut Row) {
        row.push_field(&spaced(self.0.iter().map(|value| value.code().into())));
    }
}

impl<R: Coded> Cells for Nearby<R> {
    fn fill(&self, row: &mut Row) {
        let each = self.iter().map(|near| format!("{}:{}", near.result.0.code(), near.code.0.code()).into());
        row.push_field(&spaced(each));
    }
}

impl Cells for &str {
    fn fill(&self, row: &mut Row) {
        row.push_field(self);
    }
}

impl Cells for Option<f64> {
    fn fill(&self, row: &mut Row) {
        row.push_field(&self.map(|number| number.to_string()).unwrap_or_default());
    }
}

impl Cells for Option<u8> {
    fn fill(&self, row: &mut Row) {
        row.push_field(&self.map(|number| number.to_string()).unwrap_or_default());
    }
}

impl Cells for Option<ScoreRecord> {
    fn columns(name: &str, columns: &mut Vec<String>) {
        columns.extend([format!("{name}.min"), format!("{name}.max")]);
    }

    fn fill(&self, row: &mut Row) {
        self.map(|score| score.min).fill(row);
        self.map(|score| score.max).fill(row);
    }
}

impl Cells for RulesRecord {
    fn columns(name: &str, columns: &mut Vec<String>) {
        CvClassRecord::columns(&format!("{name}.cv_class"), columns);
        CvSil2rRecord::columns(&format!("{name}.cv_sil2r"), columns);
        IatlPi2017Record::columns(&format!("{name}.iatl_pi_2017"), columns);
        IatlPi2025Record::columns(&format!("{name}.iatl_pi_2025"), columns);
        AtlPiRecord::columns(&format!("{name}.atl_pi"), columns);
        PvlCarrierRecord::columns(&format!("{name}.pvl_carrier"), columns);
        ShimoyamaRecord::columns(&format!("{name}.shimoyama"), columns);
        ChronicUnfavorableRecord::columns(&format!("{name}.chronic_unfavorable"), columns);
        OmdsRecord::columns(&format!("{name}.omds"), columns);
    }

    fn fill(&self, row: &mut Row) {
        self.cv_class.fill(row);
        self.cv_sil2r.fill(row);
        self.iatl_pi_2017.fill(row);
        self.iatl_pi_2025.fill(row);
        self.atl_pi.fill(row);
        self.pvl_carrier.fill(row);
        self.shimoyama.fill(row);
        self.chronic_unfavorable.fill(row);
        self.omds.fill(row);
    }
}

fn spaced<'a>(words: impl Iterator<Item = Cow<'a, str>>) -> String {
    words.fold(String::new(), |mut all, word| {
        let space = if all.is_empty() { "" } else { " " };
        // Writing to memory cannot fail.
        let _ = write!(all, "{space}{word}");
        all
    })
}

/// The names of all columns.
pub fn columns() -> &'static [String] {
    static COLUMNS: LazyLock<Vec<String>> = LazyLock::new(|| {
        let mut columns = ["id", "file", "line"].map(str::to_owned).to_vec();
        RulesRecord::columns("rules", &mut columns);
        columns.extend(["error.code", "error.field", "error.message"].map(str::to_owned));
        columns
    });
    &COLUMNS
}

/// Writes the row of their names.
pub fn write_header(out: &mut Vec<u8>) {
    write_row(columns().iter().map(String::as_str), out);
}

/// Writes the row of a line that could be used.
pub fn write_assessment(record: &AssessmentRecord, file: &str, line: u64, out: &mut Vec<u8>) {
    let mut row = Row::from(vec![record.id.unwrap_or_default(), file, &line.to_string()]);
    record.rules.fill(&mut row);
    for _ in 0..3 {
        row.push_field("");
    }
    write_row(&row, out);
}

/// Writes the row of a line that could not.
pub fn write_error(record: &ErrorRecord, out: &mut Vec<u8>) {
    let id = record.id.as_deref().unwrap_or_default();
    let mut row = Row::from(vec![id, record.file, &record.line.to_string()]);
    for _ in 6..columns().len() {
        row.push_field("");
    }
    row.push_field(record.error.code.0.code());
    row.push_field(record.error.field.as_deref().unwrap_or_default());
    row.push_field(&record.error.message);
    write_row(&row, out);
}

/// Appends one row with its line end.
pub fn write_row<'a>(cells: impl IntoIterator<Item = &'a str>, out: &mut Vec<u8>) {
    // Writing to memory cannot fail.
    let _ = csv::Writer::from_writer(out).write_record(cells);
}

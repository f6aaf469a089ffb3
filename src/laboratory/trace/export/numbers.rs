//! The numbers of one trace as JSON and CSV: pure. Names are in only when the reader chose to show them.

use crate::laboratory::csv;
use crate::laboratory::json::Json;
use crate::laboratory::trace::OpenTrace;
use crate::laboratory::trace::analysis::MeasuredTrace;
use crate::laboratory::trace::report::reasons;
use shirube_clonality::Chromatogram;
use shirube_clonality::chromatogram::Base;
use shirube_clonality::junction::Strand;
use shirube_clonality::trace_clonality::{Estimate, Quality, TraceClonality, WindowPosition};

/// What the numbers are, in every file.
const NOTE: &str =
    "Trace clonality of Shirube: not Cv, not convertible to Cv, read by no risk rule. Research use.";

/// Everything an export is made from.
#[derive(Clone, Copy)]
pub struct Numbers<'a> {
    /// The trace as opened.
    pub opened: &'a OpenTrace,
    /// The trace as read.
    pub trace: &'a Chromatogram,
    /// What was measured.
    pub measured: &'a MeasuredTrace,
    /// Whether names are to be in the file.
    pub names_shown: bool,
}

/// Three estimates by name; none where they are withheld.
fn estimates(result: Option<&TraceClonality>) -> [(&'static str, Option<Estimate>); 3] {
    [
        ("dominance", result.map(|result| result.dominance)),
        ("simpson", result.map(|result| result.simpson)),
        ("entropy", result.map(|result| result.entropy)),
    ]
}

/// The qualities by name.
fn qualities(quality: &Quality) -> [(&'static str, Json); 8] {
    [
        ("signal", quality.signal.into()),
        ("constant_dominance_raw", quality.constant_dominance_raw.into()),
        ("constant_dominance", quality.constant_dominance.into()),
        ("skip_dominance_raw", quality.skip_dominance_raw.into()),
        ("phasing", quality.phasing.into()),
        ("saturated", quality.saturated.into()),
        ("constant_bases", quality.constant_bases.into()),
        ("window_bases", quality.window_bases.into()),
    ]
}

fn letters(anchor: &[u8]) -> String {
    anchor.iter().copied().map(char::from).collect()
}

impl Numbers<'_> {
    fn withheld(&self) -> Vec<&'static str> {
        let why = self.measured.report.result.as_ref().err();
        why.into_iter().flatten().map(|&why| reasons::withheld_code(why)).collect()
    }

    fn warnings(&self) -> Vec<&'static str> {
        self.measured.report.warnings.iter().map(|&warning| reasons::warning_code(warning)).collect()
    }

    /// File and sample, if they are to be told.
    fn names(&self) -> Vec<(&'static str, Json)> {
        if !self.names_shown {
            return Vec::new();
        }
        let sample = self.trace.run.sample.as_deref();
        vec![("file", self.opened.file_name.as_str().into()), ("sample", sample.into())]
    }

    fn settings(&self) -> Vec<(&'static str, Json)> {
        let settings = &self.measured.settings;
        vec![
            ("anchor", letters(settings.anchor.letters()).as_str().into()),
            ("skip", settings.skip.into()),
            ("window", settings.window.into()),
            ("background", settings.background.into()),
        ]
    }

    fn junction(&self) -> Vec<(&'static str, Json)> {
        let junction = &self.measured.report.junction;
        let strand = if junction.strand == Strand::Forward { "forward" } else { "reverse" };
        vec![
            ("position", junction.position.into()),
            ("mismatches", junction.mismatches.into()),
            ("insertions", junction.insertions.into()),
            ("deletions", junction.deletions.into()),
            ("strand", strand.into()),
            ("anchor_start", junction.anchor.0.into()),
            ("anchor_end", junction.anchor.1.into()),
            ("confidence", junction.confidence.into()),
            ("by_hand", junction.by_hand.into()),
        ]
    }

    fn call(&self, position: &WindowPosition) -> String {
        self.trace.calls.get(position.call).map_or('N', |call| char::from(call.letter)).to_string()
    }

    /// One JSON object with the names of `shirube trace`; base calls count from 0.
    pub fn json(&self) -> String {
        let list = |codes: Vec<&'static str>| Json::List(codes.into_iter().map(Json::from).collect());
        let result = self.measured.report.result.as_ref().ok();
        let mut object = vec![("note", NOTE.into()), ("trace", self.opened.number.into())];
        object.extend(self.names());
        object.push(("settings", Json::Object(self.settings())));
        object.push(("junction", Json::Object(self.junction())));
        for (name, estimate) in estimates(result) {
            object.push((name, estimate.map_or(Json::Null, as_json)));
        }
        let clones = result.map(|result| result.effective_clones);
        object.push(("effective_clones", clones.map(|clones| clones.value).into()));
        object.push(("effective_clones_interval", clones.map_or(Json::Null, ends_as_json)));
        object.push(("withheld", list(self.withheld())));
        object.push(("quality", Json::Object(qualities(&self.measured.report.quality).into())));
        object.push(("warnings", list(self.warnings())));
        let positions = self.measured.report.positions.iter().map(|position| {
            Json::Object(vec![
                ("call", position.call.into()),
                ("base", self.call(position).as_str().into()),
                ("scan", f64::from(position.scan).into()),
                ("raw", position.raw.into()),
                ("corrected", position.corrected.into()),
            ])
        });
        object.push(("positions", Json::List(positions.collect())));
        [&Json::Object(object).to_string(), "\n"].concat()
    }

    /// One table: a row for each number, then one for each position of the window.
    pub fn csv(&self) -> String {
        let mut table = CsvTable::default();
        let shares =
            |kind: &'static str| Base::ALL.map(|base| format!("{kind}_{}", char::from(base.letter())));
        let mut header = ["item", "value", "low", "high", "base", "scan"].map(str::to_owned).to_vec();
        header.extend(shares("raw").into_iter().chain(shares("corrected")));
        table.row(&header);
        table.pair("note", &NOTE.into());
        table.pair("trace", &self.opened.number.into());
        for (name, value) in self.names().into_iter().chain(self.settings()) {
            table.pair(name, &value);
        }
        for (name, value) in self.junction() {
            table.pair(&["junction_", name].concat(), &value);
        }
        let result = self.measured.report.result.as_ref().ok();
        let clones = ("effective_clones", result.map(|result| result.effective_clones));
        for (name, estimate) in estimates(result).into_iter().chain([clones]) {
            let ends = estimate.map(|it| [it.value, it.low, it.high].map(|end| plain(&end.into())));
            let [value, low, high] = ends.unwrap_or_default();
            table.row(&[name.to_owned(), value, low, high]);
        }
        table.pair("withheld", &self.withheld().join(" ").as_str().into());
        for (name, value) in qualities(&self.measured.report.quality) {
            table.pair(name, &value);
        }
        table.pair("warnings", &self.warnings().join(" ").as_str().into());
        for position in &self.measured.report.positions {
            let mut row =
                vec!["position".to_owned(), position.call.to_string(), String::new(), String::new()];
            row.extend([self.call(position), position.scan.to_string()]);
            row.extend(position.raw.iter().chain(&position.corrected).map(f64::to_string));
            table.row(&row);
        }
        table.text
    }
}

fn as_json(estimate: Estimate) -> Json {
    let Estimate { value, low, high } = estimate;
    Json::Object(vec![("value", value.into()), ("low", low.into()), ("high", high.into())])
}

/// As `shirube trace` has it: a number of clones can be without end, which is then null.
fn ends_as_json(estimate: Estimate) -> Json {
    Json::Object(vec![("low", estimate.low.into()), ("high", estimate.high.into())])
}

/// A value as it stands in a cell; nothing for what there is not.
fn plain(value: &Json) -> String {
    match value {
        Json::Null => String::new(),
        Json::Text(text) => text.clone(),
        Json::List(values) => values.iter().map(plain).collect::<Vec<_>>().join(" "),
        other => other.to_string(),
    }
}

/// Number of columns: every row has all of them.
const COLUMNS: usize = 14;

/// A table being written.
#[derive(Default)]
struct CsvTable {
    text: String,
}

impl CsvTable {
    fn pair(&mut self, name: &str, value: &Json) {
        self.row(&[name.to_owned(), plain(value)]);
    }

    fn row(&mut self, cells: &[String]) {
        let cells = cells.iter().map(String::as_str).chain(std::iter::repeat(""));
        csv::push_row(&mut self.text, cells.take(COLUMNS));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::laboratory::trace::analysis::Analysis;
    use crate::laboratory::trace::example::{SECRET, measured};

    /// Both files of a trace with a clone of 60 %.
    fn files(names_shown: bool) -> (String, String, MeasuredTrace) {
        let (opened, analysis) = measured(0.6);
        let Analysis::Done(measured) = analysis else { panic!("{analysis:?}") };
        let trace = opened.read.as_ref().unwrap();
        let numbers = Numbers { opened: &opened, trace, measured: &measured, names_shown };
        (numbers.json(), numbers.csv(), *measured)
    }

    #[test]
    fn names_are_left_out_unless_chosen() {
        let (json, csv, _) = files(false);
        assert!(!json.contains(SECRET) && !csv.contains(SECRET));
        let (json, csv, _) = files(true);
        assert_eq!((json.matches(SECRET).count(), csv.matches(SECRET).count()), (2, 2), "file and sample");
    }

    #[test]
    fn every_number_can_be_read_back_exactly() {
        let (json, csv, measured) = files(false);
        let result = measured.report.result.unwrap();
        let Estimate { value, low, high } = result.dominance;
        assert!(json.contains(&format!("\"dominance\":{{\"value\":{value},\"low\":{low},\"high\":{high}}}")));
        assert!(csv.contains(&format!("\r\ndominance,{value},{low},{high},")));
        let rows: Vec<&str> = csv
            .lines()
            .filter(|line| line.starts_with("position,") && line.matches(",,").count() > 0)
            .collect();
        let last = measured.report.positions.last().unwrap();
        let found = rows.iter().find(|row| row.starts_with(&format!("position,{},,,", last.call))).unwrap();
        let numbers: Vec<f64> = found.split(',').skip(6).map(|cell| cell.parse().unwrap()).collect();
        assert_eq!(numbers, [last.raw, last.corrected].concat());
    }

    #[test]
    fn every_row_has_every_column() {
        let (_, csv, measured) = files(false);
        for line in csv.lines().skip(1).filter(|line| !line.contains('"')) {
            assert_eq!(line.split(',').count(), COLUMNS, "{line}");
        }
        assert_eq!(csv.lines().next().unwrap().split(',').count(), COLUMNS);
        assert!(csv.lines().count() > measured.report.positions.len());
    }
}

//! The numbers of one trace as JSON and CSV: pure. Names are in only when the reader chose to show them.

use crate::laboratory::csv;
use crate::laboratory::json::Json;
use crate::laboratory::trace::OpenTrace;
use crate::laboratory::trace::analysis::MeasuredTrace;
use crate::laboratory::trace_record::{self, Fields, plain};
use shirube_clonality::Chromatogram;
use shirube_clonality::chromatogram::Base;
use shirube_clonality::trace_clonality::WindowPosition;

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

impl Numbers<'_> {
    fn withheld(&self) -> Vec<&'static str> {
        let why = self.measured.report.result.as_ref().err();
        why.into_iter().flatten().map(|why| why.code()).collect()
    }

    fn warnings(&self) -> Vec<&'static str> {
        self.measured.report.warnings.iter().map(|warning| warning.code()).collect()
    }

    /// File and sample, if they are to be told.
    fn names(&self) -> Fields {
        if !self.names_shown {
            return Vec::new();
        }
        let sample = self.trace.run.sample.as_deref();
        vec![("file", self.opened.file_name.as_str().into()), ("sample", sample.into())]
    }

    fn call(&self, position: &WindowPosition) -> String {
        self.trace.calls.get(position.call).map_or('N', |call| char::from(call.letter)).to_string()
    }

    /// One JSON object with the names of `shirube trace`; base calls count from 0.
    pub fn json(&self) -> String {
        let report = &self.measured.report;
        let mut object = trace_record::origin();
        object.push(("trace", self.opened.number.into()));
        object.extend(self.names());
        object.push(("settings", Json::Object(trace_record::settings(&self.measured.settings))));
        object.push(("ok", report.result.is_ok().into()));
        object.push(("junction", Json::Object(trace_record::junction(&report.junction))));
        if let Ok(result) = &report.result {
            object.extend(trace_record::estimates(result));
        } else {
            let reasons = trace_record::codes(&self.withheld());
            object.push(("error", Json::Object(vec![("code", "withheld".into()), ("reasons", reasons)])));
        }
        object.push(("quality", Json::Object(trace_record::quality(&report.quality))));
        object.push(("warnings", trace_record::codes(&self.warnings())));
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
        let report = &self.measured.report;
        let head = trace_record::origin().into_iter().chain([("trace", self.opened.number.into())]);
        for (name, value) in head.chain(self.names()).chain(trace_record::settings(&self.measured.settings)) {
            table.pair(name, &value);
        }
        for (name, value) in trace_record::junction(&report.junction) {
            table.pair(&["junction_", name].concat(), &value);
        }
        if let Ok(result) = &report.result {
            let estimates = [
                ("dominance", result.dominance),
                ("simpson", result.simpson),
                ("entropy", result.entropy),
                ("effective_clones", result.effective_clones),
            ];
            for (name, estimate) in estimates {
                let ends = [estimate.value, estimate.low, estimate.high].map(|end| plain(&end.into()));
                let [value, low, high] = ends;
                table.row(&[name.to_owned(), value, low, high]);
            }
        }
        table.pair("withheld", &self.withheld().join(" ").as_str().into());
        for (name, value) in trace_record::quality(&report.quality) {
            table.pair(name, &value);
        }
        table.pair("warnings", &self.warnings().join(" ").as_str().into());
        for position in &self.measured.report.positions {
            let mut row =
                vec!["window_position".to_owned(), position.call.to_string(), String::new(), String::new()];
            row.extend([self.call(position), position.scan.to_string()]);
            row.extend(position.raw.iter().chain(&position.corrected).map(f64::to_string));
            table.row(&row);
        }
        table.text
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
    use shirube_clonality::trace_clonality::Estimate;

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
            .filter(|line| line.starts_with("window_position,") && line.matches(",,").count() > 0)
            .collect();
        let last = measured.report.positions.last().unwrap();
        let found =
            rows.iter().find(|row| row.starts_with(&format!("window_position,{},,,", last.call))).unwrap();
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

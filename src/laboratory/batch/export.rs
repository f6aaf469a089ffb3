//! The table as files for other programs: pure. The numbers are those on screen, before rounding, and the files
//! have no language. Rows stand in the order of the files.

use super::listing::{Listed, Listing};
use super::outcome::{Kind, Measured, Outcome};
use crate::laboratory::csv;
use crate::laboratory::json::Json;
use crate::laboratory::trace_record::{self, Fields, plain};
use shirube_clonality::TraceSettings;
use shirube_clonality::trace_clonality::TraceClonality;

/// One JSON object. Positions count from 0, as in `shirube trace`.
pub fn json(listing: &Listing, settings: &TraceSettings, names_shown: bool) -> String {
    let traces = measured_rows(listing).map(|(number, file, outcome)| {
        let mut fields = identity(number, file, names_shown);
        fields.push(("ok", (Kind::of(outcome) == Kind::Estimate).into()));
        match outcome {
            Outcome::Measured(measured) => {
                fields.push(("junction", Json::Object(trace_record::junction(&measured.junction))));
                match &measured.result {
                    Ok(result) => fields.extend(trace_record::estimates(result)),
                    Err(_) => fields.push(("error", error(outcome))),
                }
                fields.push(("quality", Json::Object(trace_record::quality(&measured.quality))));
                fields.push(("warnings", trace_record::codes(&warnings(measured))));
            }
            _ => fields.push(("error", error(outcome))),
        }
        Json::Object(fields)
    });
    let mut object = trace_record::origin();
    object.push(("settings", Json::Object(trace_record::settings(settings))));
    object.push(("traces", Json::List(traces.collect())));
    [&Json::Object(object).to_string(), "\n"].concat()
}

/// A table with a line of headings. An empty cell is a value that there is not.
pub fn csv(listing: &Listing, settings: &TraceSettings, names_shown: bool) -> String {
    let mut table = String::new();
    let mut headed = false;
    // Every row has the cells of a full one, so that headings and rows cannot come apart.
    for (number, file, outcome) in measured_rows(listing) {
        let mut cells = identity(number, file, names_shown);
        cells.push(("result", Kind::of(outcome).code().into()));
        let measured = if let Outcome::Measured(measured) = outcome { Some(measured.as_ref()) } else { None };
        cells.extend(estimate_cells(outcome.estimate()));
        cells.extend(measured_cells(measured));
        cells.push(("reasons", codes(outcome).join(" ").as_str().into()));
        cells.push(("detail", detail(outcome).as_str().into()));
        cells.push(("warnings", measured.map(warnings).unwrap_or_default().join(" ").as_str().into()));
        cells.extend(trace_record::settings(settings));
        cells.extend(trace_record::origin());
        if !headed {
            csv::push_row(&mut table, cells.iter().map(|(name, _)| name));
            headed = true;
        }
        csv::push_row(&mut table, cells.iter().map(|(_, value)| plain(value)));
    }
    table
}

/// Number, file and outcome of each row.
fn measured_rows(listing: &Listing) -> impl Iterator<Item = (usize, &Listed, &Outcome)> {
    let numbered = (1..).zip(&listing.files);
    numbered.filter_map(|(number, file)| file.outcome.as_ref().map(|outcome| (number, file, outcome)))
}

fn identity(number: usize, file: &Listed, names_shown: bool) -> Fields {
    let mut fields: Fields = vec![("trace", number.into())];
    if names_shown {
        fields.push(("file", file.path.as_str().into()));
    }
    fields
}

fn estimate_cells(result: Option<&TraceClonality>) -> Fields {
    let of = |of: fn(&TraceClonality) -> f64| result.map(of).into();
    vec![
        ("dominance", of(|it| it.dominance.value)),
        ("dominance_low", of(|it| it.dominance.low)),
        ("dominance_high", of(|it| it.dominance.high)),
        ("simpson", of(|it| it.simpson.value)),
        ("simpson_low", of(|it| it.simpson.low)),
        ("simpson_high", of(|it| it.simpson.high)),
        ("entropy", of(|it| it.entropy.value)),
        ("entropy_low", of(|it| it.entropy.low)),
        ("entropy_high", of(|it| it.entropy.high)),
        ("effective_clones", of(|it| it.effective_clones.value)),
        ("effective_clones_low", of(|it| it.effective_clones.low)),
        ("effective_clones_high", of(|it| it.effective_clones.high)),
    ]
}

/// Junction and qualities, each cell empty where nothing was measured.
fn measured_cells(measured: Option<&Measured>) -> Fields {
    const NAMES: [&str; 17] = [
        "junction_position",
        "junction_mismatches",
        "junction_insertions",
        "junction_deletions",
        "junction_strand",
        "junction_anchor_start",
        "junction_anchor_end",
        "junction_confidence",
        "junction_by_hand",
        "signal",
        "constant_dominance_raw",
        "constant_dominance",
        "skip_dominance_raw",
        "phasing",
        "saturated",
        "constant_bases",
        "window_bases",
    ];
    let values = measured
        .map(|of| [trace_record::junction(&of.junction), trace_record::quality(&of.quality)].concat());
    let values = values.into_iter().flatten().map(|(_, value)| value).chain(std::iter::repeat(Json::Null));
    NAMES.into_iter().zip(values).collect()
}

fn error(outcome: &Outcome) -> Json {
    let codes = codes(outcome);
    let (code, reasons) = match outcome {
        Outcome::Measured(_) => ("withheld", trace_record::codes(&codes)),
        _ => (codes.first().copied().unwrap_or_default(), Json::Null),
    };
    let detail = detail(outcome);
    let mut fields: Fields = vec![("code", code.into())];
    if reasons != Json::Null {
        fields.push(("reasons", reasons));
    }
    if !detail.is_empty() {
        fields.push(("detail", detail.as_str().into()));
    }
    Json::Object(fields)
}

/// Why there is no estimate.
pub fn codes(outcome: &Outcome) -> Vec<&'static str> {
    match outcome {
        Outcome::Measured(measured) => {
            measured.result.as_ref().err().into_iter().flatten().map(|reason| reason.code()).collect()
        }
        Outcome::Format(error) => vec![error.code()],
        Outcome::Trace(error) => vec![error.code()],
        Outcome::Unreadable => vec!["unreadable"],
        Outcome::Stopped => vec!["stopped"],
        Outcome::NotReached => vec!["not_reached"],
    }
}

/// Which part of a file is wrong, where that is known.
pub fn detail(outcome: &Outcome) -> String {
    use shirube_clonality::FormatError::{Malformed, Missing, Truncated, UnsupportedVersion};
    match outcome {
        Outcome::Format(Truncated { what } | Malformed { what } | Missing { what }) => what.clone(),
        Outcome::Format(UnsupportedVersion { version }) => version.to_string(),
        _ => String::new(),
    }
}

fn warnings(measured: &Measured) -> Vec<&'static str> {
    measured.warnings.iter().map(|warning| warning.code()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::example;
    use super::*;
    use shirube_clonality::FormatError;
    use shirube_clonality::junction::{Anchor, Preset};
    use shirube_clonality::trace_clonality::Withheld;

    fn listing() -> Listing {
        let mut listing = Listing::default();
        listing.add(["=HYPERLINK(1)", "b", "c", "d"].map(str::to_owned));
        listing.record(vec![
            (0, example::estimate(1.0 / 3.0)),
            (1, example::withheld(&[Withheld::WeakSignal, Withheld::Phasing])),
            (3, Outcome::Format(FormatError::Missing { what: "DATA9, or".to_owned() })),
        ]);
        listing
    }

    fn settings() -> TraceSettings {
        TraceSettings::new(Anchor::parse(Preset::BlvThreePrime.sequence()).unwrap())
    }

    /// Rows of unquoted cells: the second and later rows of these tests have no comma in a cell but the last ones.
    fn rows(table: &str) -> Vec<Vec<String>> {
        table.lines().map(|line| line.split(',').map(str::to_owned).collect()).collect()
    }

    #[test]
    fn every_row_of_the_table_has_every_column() {
        let table = csv(&listing(), &settings(), false);
        let rows = rows(&table);
        assert_eq!(rows.len(), 4, "a heading and three measured files");
        let column = |name: &str| rows[0].iter().position(|heading| heading == name).unwrap();
        assert_eq!(rows[1][column("dominance")], (1.0_f64 / 3.0).to_string());
        assert_eq!(rows[1][column("effective_clones_high")], "");
        assert_eq!(rows[1][column("junction_position")], "145");
        assert_eq!(rows[2][column("reasons")], "weak_signal phasing");
        assert_eq!((rows[2][column("trace")].as_str(), rows[3][column("trace")].as_str()), ("2", "4"));
        assert_eq!(rows[2][column("signal")], "812.5");
        assert_eq!(rows[3][column("signal")], "");
        assert!(rows.iter().all(|row| !row.contains(&"b".to_owned())), "names are hidden");
    }

    #[test]
    fn names_are_written_when_chosen_and_are_no_formulas() {
        let table = csv(&listing(), &settings(), true);
        assert!(table.contains("\n1,\"'=HYPERLINK(1)\",estimate,"), "{table}");
        assert!(table.contains("missing,\"DATA9, or\","), "{table}");
    }

    #[test]
    fn the_data_have_the_form_of_the_command() {
        let text = json(&listing(), &settings(), false);
        assert!(text.contains("\"settings\":{\"anchor\":\"CCGGCAAACA\",\"skip\":6,\"window\":40,"));
        assert!(text.contains("{\"trace\":1,\"ok\":true,\"junction\":{\"position\":145,\"mismatches\":1,"));
        assert!(text.contains("\"error\":{\"code\":\"withheld\",\"reasons\":[\"weak_signal\",\"phasing\"]}"));
        assert!(text.contains(
            "{\"trace\":4,\"ok\":false,\"error\":{\"code\":\"missing\",\"detail\":\"DATA9, or\"}}"
        ));
        assert!(!text.contains("file"), "names are hidden");
        assert!(json(&listing(), &settings(), true).contains("\"file\":\"=HYPERLINK(1)\""));
    }

    #[test]
    fn a_table_without_rows_is_empty() {
        assert_eq!(csv(&Listing::default(), &settings(), true), "");
    }
}

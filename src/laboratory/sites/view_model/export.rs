//! What is saved: every index in full and the large clones. Names of files and samples never, positions
//! only if the reader chose so. Programs read it, so it has no language.

use super::course::place;
use crate::laboratory::made_with::made_with;
use shirube_clonality::sites::{Comparison, FollowedClone, Site, SiteTable, Standing};
use std::fmt::Write as _;

/// Sites of a single table that are saved.
const LARGEST_SITES: usize = 10;

/// Stands in every file.
const REMARK: &str =
    "Clonality from integration sites, for research. Not Cv, never converted to Cv; feeds no risk rule.";

/// Names of indices with their values, where there is one.
pub type Values = Vec<(&'static str, Option<f64>)>;

/// Everything that is saved.
#[derive(Debug, Clone, PartialEq)]
pub struct Content {
    /// Whether a table is the made-up example.
    pub is_example: bool,
    /// Each time point with its indices.
    pub times: Vec<(&'static str, Values)>,
    /// What belongs to both time points.
    pub comparison: Values,
    /// The large clones.
    pub clones: Vec<LargeClone>,
}

/// A large clone.
#[derive(Debug, Clone, PartialEq)]
pub struct LargeClone {
    /// Its site, if positions were chosen.
    pub position: Option<String>,
    /// What became of it; empty where there is one time point.
    pub change: &'static str,
    /// Time point, rank, share and abundance, where it was found.
    pub standings: Vec<(&'static str, usize, f64, f64)>,
}

/// The clones that are followed.
pub fn followed(found: &Comparison, positions_shown: bool) -> Vec<LargeClone> {
    let clone = |clone: &FollowedClone| LargeClone {
        position: positions_shown.then(|| place(clone)),
        change: clone.change().code(),
        standings: [(EARLIER, &clone.before), (LATER, &clone.after)]
            .into_iter()
            .filter_map(|(time, at)| at.as_ref().map(|at| standing(time, at)))
            .collect(),
    };
    found.clones.iter().map(clone).collect()
}

fn standing(time: &'static str, at: &Standing) -> (&'static str, usize, f64, f64) {
    (time, at.rank, at.share, at.abundance)
}

/// The largest sites of a single table.
pub fn largest(table: &SiteTable, positions_shown: bool) -> Vec<LargeClone> {
    let total = table.abundances().total();
    let clone = |(rank, site): (usize, &Site)| LargeClone {
        position: positions_shown.then(|| site.place.to_string()),
        change: "",
        standings: vec![(ONLY, rank, site.abundance / total, site.abundance)],
    };
    (1..).zip(table.sites()).take(LARGEST_SITES).map(clone).collect()
}

/// Name of the only time point.
pub const ONLY: &str = "only";
/// Name of the earlier time point.
pub const EARLIER: &str = "earlier";
/// Name of the later time point.
pub const LATER: &str = "later";

/// One value a line: what it belongs to, time point, name, value.
pub fn csv(content: &Content) -> String {
    let mut out = String::from("record,time,name,value\n");
    let mut line = |record: &str, time: &str, name: &str, value: &str| {
        // Writing to a String cannot fail.
        let _ = writeln!(out, "{record},{time},{name},{value}");
    };
    line("about", "", "remark", &quoted(REMARK));
    for (name, value) in made_with() {
        line("about", "", name, value);
    }
    line("about", "", "made_up_example", if content.is_example { "true" } else { "false" });
    for (time, indices) in &content.times {
        for (name, value) in indices {
            line("index", time, name, &number(*value));
        }
    }
    for (name, value) in &content.comparison {
        line("comparison", "", name, &number(*value));
    }
    for (clone, place) in content.clones.iter().zip(1..) {
        let record = format!("clone_{place}");
        if let Some(position) = &clone.position {
            line(&record, "", "position", &quoted(position));
        }
        if !clone.change.is_empty() {
            line(&record, "", "change", clone.change);
        }
        for (time, rank, share, abundance) in &clone.standings {
            line(&record, time, "rank", &rank.to_string());
            line(&record, time, "share", &share.to_string());
            line(&record, time, "abundance", &abundance.to_string());
        }
    }
    out
}

fn number(value: Option<f64>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// In quotation marks; a text that a spreadsheet would run as a formula loses its force.
fn quoted(text: &str) -> String {
    let guard = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    ["\"", guard, &text.replace('"', "\"\""), "\""].concat()
}

/// The same as one JSON object.
pub fn json(content: &Content) -> String {
    let object = |values: &[(&'static str, Option<f64>)]| {
        let member = |(name, value): &(&'static str, Option<f64>)| {
            format!("\"{name}\":{}", value.map_or("null".to_owned(), |value| value.to_string()))
        };
        ["{", &values.iter().map(member).collect::<Vec<_>>().join(","), "}"].concat()
    };
    let time = |(time, indices): &(&'static str, Values)| format!("\"{time}\":{}", object(indices));
    let times = content.times.iter().map(time).collect::<Vec<_>>().join(",");
    let clones = content.clones.iter().map(json_clone).collect::<Vec<_>>().join(",");
    let comparison = if content.comparison.is_empty() {
        String::new()
    } else {
        [",\"comparison\":", &object(&content.comparison)].concat()
    };
    let (remark, is_example) = (json_text(REMARK), content.is_example);
    let made_with = made_with().map(|(name, value)| format!("\"{name}\":\"{value}\",")).concat();
    format!(
        "{{\"remark\":{remark},{made_with}\"made_up_example\":{is_example},\"indices\":{{{times}}}{comparison},\"clones\":[{clones}]}}\n"
    )
}

fn json_clone(clone: &LargeClone) -> String {
    let mut members = Vec::new();
    if let Some(position) = &clone.position {
        members.push(["\"position\":", &json_text(position)].concat());
    }
    if !clone.change.is_empty() {
        members.push(format!("\"change\":\"{}\"", clone.change));
    }
    for (time, rank, share, abundance) in &clone.standings {
        members.push(format!("\"{time}\":{{\"rank\":{rank},\"share\":{share},\"abundance\":{abundance}}}"));
    }
    ["{", &members.join(","), "}"].concat()
}

fn json_text(text: &str) -> String {
    let mut out = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            control if control < ' ' => {
                // Writing to a String cannot fail.
                let _ = write!(out, "\\u{:04x}", u32::from(control));
            }
            other => out.push(other),
        }
    }
    out.push('"');
    out
}

//! Errors of recovery by mixture, as a chart.

use std::fmt::Write as _;

use crate::recovery::{LEVELS, Recovered};

const WIDTH: f64 = 900.0;
const ROW: f64 = 34.0;
const TOP: f64 = 64.0;
/// Left edges of the panels for dominance and Simpson, and their width.
const PANELS: [f64; 2] = [190.0, 560.0];
const PANEL: f64 = 310.0;
/// The largest error shown on either side.
const LARGEST: f64 = 0.2;
/// One for each level; told apart by place as well.
const COLOURS: [&str; 3] = ["#4c78a8", "#222222", "#c0504d"];

/// Mean error (dot) and the range of nine tenths of the errors (bar) of each mixture at each level.
pub(crate) fn svg(all: &[Recovered]) -> String {
    let mixtures: Vec<&[Recovered]> = all.chunk_by(|a, b| a.mixture == b.mixture).collect();
    let height = TOP + ROW * as_f64(mixtures.len()) + 50.0;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" font-family=\"sans-serif\" \
         font-size=\"13\" role=\"img\" aria-label=\"Errors of recovery by mixture; the numbers are in recovery.md\">\n\
         <rect width=\"{WIDTH}\" height=\"{height}\" fill=\"#ffffff\"/>\n",
    );
    text(&mut out, 190.0, 24.0, "start", "Disturbance:");
    for (number, (level, _)) in LEVELS.iter().enumerate() {
        let left = 300.0 + 150.0 * as_f64(number);
        dot(&mut out, left, 20.0, number);
        text(&mut out, left + 12.0, 24.0, "start", level);
    }
    let bottom = TOP + ROW * as_f64(mixtures.len());
    for (name, left) in ["Dominance", "Simpson"].into_iter().zip(PANELS) {
        text(&mut out, left + PANEL / 2.0, 50.0, "middle", &format!("{name}: estimate minus truth"));
        for tick in [-0.2, -0.1, 0.0, 0.1, 0.2] {
            let x = place(left, tick);
            let colour = if tick == 0.0 { "#666666" } else { "#dddddd" };
            line(&mut out, (x, TOP), (x, bottom), colour, 1.0);
            text(&mut out, x, bottom + 20.0, "middle", &format!("{tick:+.1}").replace("+0.0", "0"));
        }
    }
    for (row, levels) in mixtures.iter().enumerate() {
        let middle = TOP + ROW * (as_f64(row) + 0.5);
        text(&mut out, 176.0, middle + 4.0, "end", levels.first().map_or("", |level| level.mixture));
        for (number, level) in levels.iter().enumerate() {
            let y = middle + 8.0 * (as_f64(number) - 1.0);
            for (left, (_, errors)) in PANELS.into_iter().zip(level.statistics()) {
                let (low, high) = errors.range();
                line(&mut out, (place(left, low), y), (place(left, high), y), colour(number), 2.0);
                dot(&mut out, place(left, errors.mean()), y, number);
            }
        }
    }
    let note = "dot: mean error; bar: nine tenths of the reads; beyond ±0.2 at the edge";
    text(&mut out, WIDTH / 2.0, bottom + 42.0, "middle", note);
    out + "</svg>\n"
}

/// Where an error stands in the panel that begins at `left`.
fn place(left: f64, error: f64) -> f64 {
    left + PANEL * (error.clamp(-LARGEST, LARGEST) / LARGEST + 1.0) / 2.0
}

fn colour(level: usize) -> &'static str {
    COLOURS.get(level).copied().unwrap_or("#000000")
}

// Writing to a String cannot fail.

fn line(out: &mut String, (x1, y1): (f64, f64), (x2, y2): (f64, f64), colour: &str, width: f64) {
    let _ = writeln!(
        out,
        "<line x1=\"{x1:.1}\" y1=\"{y1:.1}\" x2=\"{x2:.1}\" y2=\"{y2:.1}\" stroke=\"{colour}\" stroke-width=\"{width}\"/>"
    );
}

fn dot(out: &mut String, x: f64, y: f64, level: usize) {
    let _ = writeln!(out, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3.5\" fill=\"{}\"/>", colour(level));
}

fn text(out: &mut String, x: f64, y: f64, anchor: &str, text: &str) {
    let _ = writeln!(
        out,
        "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\" fill=\"#222222\">{text}</text>"
    );
}

#[expect(clippy::cast_precision_loss, reason = "rows of a chart")]
fn as_f64(number: usize) -> f64 {
    number as f64
}

//! From blood to one number, in five drawings. What moves has a class; standing still they are complete.

use super::MeasuringStep;
use super::drawing::{Drawing, Shape, number, start};

pub fn step(step: MeasuringStep) -> Drawing {
    let shapes = match step {
        MeasuringStep::Blood => blood(),
        MeasuringStep::Sites => sites(),
        MeasuringStep::Copies => copies(),
        MeasuringStep::Waves => waves(),
        MeasuringStep::Number => one_number(),
    };
    Drawing { class: "figure-step", width: 160.0, height: 100.0, shapes }
}

/// A tube that fills.
fn blood() -> Vec<Shape> {
    vec![
        Shape::path("figure-drop figure-fill", "M80 6q-8 11-8 15a8 8 0 0 0 16 0q0-4-8-15z"),
        Shape::path("figure-rise figure-fill", "M63 60h34v18a17 14 0 0 1-34 0z"),
        Shape::path("figure-line", "M56 36h48M62 36v42a18 16 0 0 0 36 0v-42"),
    ]
}

/// Five strands of DNA and where the virus sits in each: two share a place.
fn sites() -> Vec<Shape> {
    [(16.0, 40.0), (33.0, 92.0), (50.0, 64.0), (67.0, 92.0), (84.0, 118.0)]
        .into_iter()
        .flat_map(|(y, x)| {
            [
                Shape::line("figure-line", (14.0, y), (146.0, y)),
                Shape::rectangle("figure-virus figure-fill", (x - 9.0, y - 5.0), (18.0, 10.0)),
            ]
        })
        .collect()
}

/// The joint of virus (filled) and human DNA (line), copied.
fn copies() -> Vec<Shape> {
    let rows = [
        (18.0, ["figure-joint", "figure-copy-1", "figure-copy-1"]),
        (40.0, ["figure-copy-1", "figure-copy-2", "figure-copy-2"]),
        (62.0, ["figure-copy-2"; 3]),
        (84.0, ["figure-copy-2"; 3]),
    ];
    let joint = |x: f64, y: f64, class| {
        let (virus, human) = match class {
            "figure-copy-1" => ("figure-copy-1 figure-fill", "figure-copy-1 figure-line"),
            "figure-copy-2" => ("figure-copy-2 figure-fill", "figure-copy-2 figure-line"),
            _ => ("figure-fill", "figure-line"),
        };
        [
            Shape::rectangle(virus, (x, y - 5.0), (16.0, 10.0)),
            Shape::line(human, (x + 16.0, y), (x + 36.0, y)),
        ]
    };
    rows.into_iter()
        .flat_map(|(y, classes)| {
            [16.0, 62.0, 108.0].into_iter().zip(classes).flat_map(move |(x, class)| joint(x, y, class))
        })
        .collect()
}

/// Peaks of the four letters, told apart by their strokes.
fn waves() -> Vec<Shape> {
    let peaks = [
        ("figure-wave figure-wave-1", 28.0, 62.0),
        ("figure-wave figure-wave-2", 54.0, 44.0),
        ("figure-wave figure-wave-3", 80.0, 58.0),
        ("figure-wave figure-wave-4", 106.0, 36.0),
        ("figure-wave figure-wave-1", 132.0, 52.0),
        ("figure-wave figure-wave-4", 28.0, 16.0),
        ("figure-wave figure-wave-3", 54.0, 20.0),
        ("figure-wave figure-wave-1", 106.0, 20.0),
    ];
    // A bell: it leaves the base line level, arrives at the top level, and comes down as it went up.
    let peak = |(class, x, height): (&'static str, f64, f64)| {
        let (up, down) = (number(-height), number(height));
        let path = [&start(x - 13.0, 84.0), "c9 0 7 ", &up, " 13 ", &up, "s4 ", &down, " 13 ", &down];
        Shape::path(class, path.concat())
    };
    std::iter::once(Shape::line("figure-line", (10.0, 84.0), (150.0, 84.0))).chain(peaks.map(peak)).collect()
}

fn one_number() -> Vec<Shape> {
    vec![
        Shape::path("figure-line", "M20 62h120M20 54v16M140 54v16"),
        Shape::digits((20.0, 90.0), "0"),
        Shape::digits((140.0, 90.0), "1"),
        Shape::path("figure-pointer figure-fill", "M92 56l-9-16h18zM87 62a5 5 0 1 0 10 0a5 5 0 1 0-10 0z"),
        Shape::digits((92.0, 30.0), "Cv"),
    ]
}

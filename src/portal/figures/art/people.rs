//! People, and what happens with them in a trial or an association.

use super::Crowd;
use super::drawing::{Drawing, Shape, start};

/// A drawing of the size that most here have.
fn drawing(class: &'static str, shapes: Vec<Shape>) -> Drawing {
    Drawing { class, width: 120.0, height: 90.0, shapes }
}

/// A drawing of outlines as SVG writes them, each with its class.
fn outlines(class: &'static str, outlines: &[(&'static str, &str)]) -> Drawing {
    drawing(class, outlines.iter().map(|(class, path)| Shape::path(class, *path)).collect())
}

/// A person 16 wide and 22 high, from the upper left corner.
fn person(x: f64, y: f64) -> [Shape; 2] {
    let body = [&start(x + 1.0, y + 21.0), "v-3a7 7 0 0 1 14 0v3z"].concat();
    [Shape::circle("figure-fill", (x + 8.0, y + 5.0), 4.0), Shape::path("figure-fill", body)]
}

pub fn crowd(crowd: Crowd) -> Drawing {
    const THREE: [f64; 3] = [34.0, 52.0, 70.0];
    const SIX: [f64; 6] = [7.0, 25.0, 43.0, 61.0, 79.0, 97.0];
    let (columns, rows): (&[f64], &[f64]) = match crowd {
        Crowd::Few => (&THREE, &[34.0]),
        Crowd::More => (&SIX, &[22.0, 47.0]),
        Crowd::Many => (&SIX, &[10.0, 35.0, 60.0]),
    };
    let people = rows.iter().flat_map(|&y| columns.iter().flat_map(move |&x| person(x, y)));
    drawing("figure-crowd", people.collect())
}

/// People differ; here by shape and by filling, so that no colour is needed.
#[derive(Clone, Copy)]
enum Kind {
    Circle,
    Square,
    Triangle,
}

use Kind::{Circle, Square, Triangle};

/// One person of each kind.
const KINDS: [(Kind, bool); 6] =
    [(Circle, true), (Square, false), (Triangle, true), (Circle, false), (Square, true), (Triangle, false)];

/// Two of each kind, in no order.
const MIXED: [(Kind, bool); 12] = [
    (Circle, true),
    (Circle, false),
    (Square, false),
    (Square, true),
    (Triangle, true),
    (Triangle, false),
    (Square, true),
    (Square, false),
    (Triangle, false),
    (Circle, true),
    (Circle, false),
    (Triangle, true),
];

fn kind((kind, filled): (Kind, bool), (x, y): (f64, f64)) -> Shape {
    let class = if filled { "figure-fill" } else { "figure-outline" };
    match kind {
        Circle => Shape::circle(class, (x, y), 7.0),
        Square => Shape::rectangle(class, (x - 6.0, y - 6.0), (12.0, 12.0)),
        Triangle => Shape::path(class, [&start(x, y - 8.0), "l8 14h-16z"].concat()),
    }
}

/// Rows of people, so many in each.
fn rows(people: &[(Kind, bool)], in_row: usize, (left, top): (f64, f64), step: f64) -> Vec<Shape> {
    let mut shapes = Vec::new();
    let mut y = top;
    for row in people.chunks(in_row) {
        let mut x = left;
        for &one in row {
            shapes.push(kind(one, (x, y)));
            x += step;
        }
        y += 26.0;
    }
    shapes
}

pub fn everybody() -> Drawing {
    let shapes = rows(&MIXED, 6, (15.0, 32.0), 22.0);
    Drawing { class: "figure-lot-people", width: 140.0, height: 90.0, shapes }
}

pub fn group() -> Drawing {
    let mut shapes = vec![Shape::path(
        "figure-ground",
        "M13 8h64q10 0 10 10v54q0 10-10 10h-64q-10 0-10-10v-54q0-10 10-10z",
    )];
    shapes.extend(rows(&KINDS, 3, (22.0, 32.0), 23.0));
    Drawing { class: "figure-lot-group", width: 90.0, height: 90.0, shapes }
}

/// A box of lots, from which one is drawn.
pub fn lot() -> Drawing {
    outlines(
        "figure-draw",
        &[
            ("figure-ground", "M28 42h64v40h-64z"),
            ("figure-outline", "M50 14h20v32h-20z"),
            ("figure-line", "M46 42h28M55 24h10M55 31h10M84 26v-16M78 16l6-7 6 7"),
        ],
    )
}

pub fn blindfold() -> Drawing {
    outlines(
        "figure-blindfold",
        &[
            ("figure-outline", "M18 46q42-42 84 0q-42 42-84 0z"),
            ("figure-fill", "M48 46a12 12 0 1 0 24 0a12 12 0 1 0-24 0z"),
            ("figure-slash", "M26 78l68-64"),
            ("figure-line", "M26 78l68-64"),
        ],
    )
}

pub fn approval() -> Drawing {
    outlines(
        "figure-approval",
        &[
            ("figure-outline", "M32 8h42l16 16v60h-58z"),
            ("figure-line", "M74 8v16h16M42 34h36M42 44h36M42 54h18"),
            ("figure-fill", "M60 66a14 14 0 1 0 28 0a14 14 0 1 0-28 0z"),
            ("figure-check", "M67 66l5 6 9-11"),
        ],
    )
}

pub fn book() -> Drawing {
    outlines(
        "figure-role",
        &[
            ("figure-outline", "M60 24q-20-12-46-8v56q26-4 46 8q20-12 46-8v-56q-26-4-46 8z"),
            (
                "figure-line",
                "M60 24v56M24 32q14-1 26 4M24 44q14-1 26 4M24 56q14-1 26 4M96 32q-14-1-26 4M96 44q-14-1-26 4M96 56q-14-1-26 4",
            ),
        ],
    )
}

pub fn support() -> Drawing {
    outlines(
        "figure-role",
        &[
            ("figure-fill", "M28 24a12 12 0 1 0 24 0a12 12 0 1 0-24 0zM18 82v-14a22 22 0 0 1 44 0v14z"),
            ("figure-outline", "M68 24a12 12 0 1 0 24 0a12 12 0 1 0-24 0zM58 82v-14a22 22 0 0 1 44 0v14z"),
        ],
    )
}

pub fn house() -> Drawing {
    outlines(
        "figure-role",
        &[
            ("figure-outline", "M26 44v38h68v-38"),
            ("figure-fill", "M60 8l48 38h-96z"),
            ("figure-line", "M52 82v-22h16v22"),
        ],
    )
}

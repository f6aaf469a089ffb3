//! Scales, bars and lines of time. Places are worked out from the numbers they show.

use super::drawing::{Drawing, Shape, number, start};
use super::{Bar, RinCourse};
use shirube_numeric::decimal;

/// A drawing of the whole figure.
fn whole(height: f64, shapes: Vec<Shape>) -> Drawing {
    Drawing { class: "figure-whole", width: 320.0, height, shapes }
}

/// A sign beside words.
fn sign(shapes: Vec<Shape>) -> Drawing {
    Drawing { class: "figure-sign-art", width: 46.0, height: 26.0, shapes }
}

pub fn scale([low, high]: [f64; 2], [low_shown, high_shown]: &[String; 2]) -> Drawing {
    let x = |value: f64| 14.0 + 292.0 * value;
    let mut shapes = Vec::new();
    for (class, from, to) in [(0, 0.0, low), (1, low, high), (2, high, 1.0)] {
        shapes.extend(class_ground(class, (x(from), 12.0), (x(to) - x(from), 26.0)));
    }
    for (value, shown) in [(0.0, "0"), (low, low_shown), (high, high_shown), (1.0, "1")] {
        shapes.push(Shape::line("figure-line", (x(value), 8.0), (x(value), 44.0)));
        shapes.push(Shape::digits((x(value), 62.0), shown));
    }
    whole(68.0, shapes)
}

pub fn class_sign(class: usize) -> Drawing {
    sign(class_ground(class, (3.0, 3.0), (40.0, 20.0)))
}

/// The ground of a class of the scale: empty, lined or filled.
fn class_ground(class: usize, (x, y): (f64, f64), (width, height): (f64, f64)) -> Vec<Shape> {
    let name = if class == 2 { "figure-fill" } else { "figure-outline" };
    let mut shapes = vec![Shape::rectangle(name, (x, y), (width, height))];
    let mut line = x + 6.0;
    while class == 1 && line < x + width {
        shapes.push(Shape::line("figure-line", (line, y), (line, y + height)));
        line += 8.0;
    }
    shapes
}

pub fn bars(bars: &[Bar; 2], cut: f64) -> Drawing {
    let longest = bars.iter().map(|bar| bar.value).fold(cut, f64::max);
    let x = |value: f64| 54.0 + 190.0 * value / longest;
    let text =
        |at, text: &str| Shape::Text { class: "figure-digits", at, centred: false, text: text.to_owned() };
    let mut shapes = Vec::new();
    for (bar, (y, class)) in bars.iter().zip([(8.0, "figure-fill"), (42.0, "figure-soft")]) {
        shapes.push(text((2.0, y + 17.0), &bar.name));
        shapes.push(Shape::rectangle(class, (x(0.0), y), (x(bar.value) - x(0.0), 24.0)));
        shapes.push(text((x(longest) + 6.0, y + 17.0), &bar.shown));
    }
    shapes.push(Shape::line("figure-cut-off", (x(cut), 2.0), (x(cut), 72.0)));
    Drawing { class: "figure-bars", width: 300.0, height: 74.0, shapes }
}

pub fn years(at: &[f64]) -> Drawing {
    let last = at.iter().copied().fold(1.0, f64::max);
    let x = |years: f64| 14.0 + 286.0 * years / last;
    let mut shapes = vec![Shape::line("figure-line", (x(0.0), 20.0), (x(last), 20.0))];
    for years in std::iter::once(0.0).chain(at.iter().copied()) {
        let class = if years == 0.0 { "figure-outline" } else { "figure-fill" };
        shapes.push(Shape::circle(class, (x(years), 20.0), 8.0));
        shapes.push(Shape::digits((x(years), 50.0), decimal::format(years)));
    }
    whole(58.0, shapes)
}

/// A circle whose area is in proportion to the dose.
pub fn dose(of_largest: f64) -> Drawing {
    let radius = 26.0 * of_largest.clamp(0.0, 1.0).sqrt();
    let shapes = vec![Shape::circle("figure-fill", (28.0, 28.0), radius)];
    Drawing { class: "figure-dose", width: 56.0, height: 56.0, shapes }
}

pub fn rin(course: &RinCourse) -> Drawing {
    let x = |week: f64| 16.0 + 288.0 * week / course.weeks;
    let (first, last) = (x(0.0), x(course.weeks));
    let mut shapes = Vec::new();
    for &week in course.ticks.iter().chain(std::iter::once(&course.weeks)) {
        shapes.push(Shape::line("figure-grid", (x(week), 6.0), (x(week), 118.0)));
        shapes.push(Shape::digits((x(week), 138.0), decimal::format(week)));
    }
    shapes.extend(course.infusions.iter().map(|&week| infusion(x(week), 10.0)));
    // The source tells the doses at both ends, not when they were reached.
    let (bend, end) = (number(x(course.weeks * 0.6)), number(last));
    let taper = [&start(first, 42.0), "L", &bend, " 66H", &end, "V78H", &number(first), "z"].concat();
    shapes.push(Shape::path("figure-soft", taper));
    shapes.push(Shape::line("figure-line", (first, 102.0), (last, 102.0)));
    shapes.extend([first, last].map(|x| Shape::line("figure-line", (x, 94.0), (x, 110.0))));
    whole(144.0, shapes)
}

fn infusion(x: f64, y: f64) -> Shape {
    Shape::rectangle("figure-fill", (x - 1.3, y), (2.6, 22.0))
}

pub fn infusion_sign() -> Drawing {
    sign([14.0, 20.0, 26.0, 32.0].map(|x| infusion(x, 2.0)).to_vec())
}

pub fn taper_sign() -> Drawing {
    sign(vec![Shape::path("figure-soft", "M3 3l26 12h14v8h-40z")])
}

pub fn watch_sign() -> Drawing {
    sign(vec![Shape::path("figure-line", "M4 5v16M4 13h38M42 5v16")])
}

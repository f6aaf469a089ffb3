//! Scales, bars and lines of time. Places are worked out from the numbers they show.

use super::{Bar, RinCourse, frame};
use leptos::prelude::*;
use shirube_numeric::decimal;

/// A place in the units of a drawing, to a tenth.
fn place(value: f64) -> String {
    decimal::format_fixed(value, 1).replace(',', "")
}

/// Digits below a scale.
fn digits(x: f64, y: u16, text: &str) -> AnyView {
    view! { <text class="figure-digits" x=place(x) y=y text-anchor="middle">{text.to_owned()}</text> }
        .into_any()
}

pub fn scale(cuts: [f64; 2], shown: &[String; 2]) -> AnyView {
    let at = |value: f64| 14.0 + 292.0 * value;
    let [low, high] = cuts;
    let class = |class, from: f64, to: f64| {
        view! { <g>{class_ground(class, (at(from), 12.0), (at(to) - at(from), 26.0))}</g> }
    };
    let cut = |value: f64| view! { <path class="figure-line" d=format!("M{} 8v36", place(at(value))) /> };
    let [low_shown, high_shown] = shown;
    let shapes = view! {
        {class(0, 0.0, low)}
        {class(1, low, high)}
        {class(2, high, 1.0)}
        {[0.0, low, high, 1.0].map(cut).collect_view()}
        {digits(at(0.0), 62, "0")}
        {digits(at(low), 62, low_shown)}
        {digits(at(high), 62, high_shown)}
        {digits(at(1.0), 62, "1")}
    };
    frame("figure-whole", 320, 68, shapes.into_any())
}

/// A class of the scale: empty, lined or filled.
fn class_ground(class: usize, (x, y): (f64, f64), (width, height): (f64, f64)) -> AnyView {
    let name = if class == 2 { "figure-fill" } else { "figure-outline" };
    let upright = |line: f64| format!("M{} {}v{}", place(line), place(y), place(height));
    let lines =
        std::iter::successors(Some(x + 6.0), |line| Some(line + 8.0)).take_while(|line| *line < x + width);
    let lines = (class == 1).then(|| lines.map(upright).collect::<Vec<_>>().concat());
    view! {
        <rect class=name x=place(x) y=place(y) width=place(width) height=place(height) />
        {lines.map(|lines| view! { <path class="figure-line" d=lines /> })}
    }
    .into_any()
}

pub fn class_sign(class: usize) -> AnyView {
    frame("figure-class", 46, 26, class_ground(class, (3.0, 3.0), (40.0, 20.0)))
}

pub fn bars(bars: &[Bar; 2], cut: f64) -> AnyView {
    let longest = bars.iter().map(|bar| bar.value).fold(cut, f64::max);
    let length = |value: f64| 190.0 * value / longest;
    let bar = |(row, bar): (u16, &Bar)| {
        let y = 8 + row * 34;
        let class = if row == 0 { "figure-fill" } else { "figure-soft" };
        view! {
            <text class="figure-digits" x="2" y=y + 17>{bar.name.clone()}</text>
            <rect class=class x="54" y=y width=place(length(bar.value)) height="24" />
            <text class="figure-digits" x=place(60.0 + length(longest)) y=y + 17>{bar.shown.clone()}</text>
        }
    };
    let shapes = view! {
        {(0..).zip(bars).map(bar).collect_view()}
        <path class="figure-cut-off" d=format!("M{} 2v70", place(54.0 + length(cut))) />
    };
    frame("figure-bars", 300, 74, shapes.into_any())
}

pub fn years(at: &[f64]) -> AnyView {
    let last = at.iter().copied().fold(1.0, f64::max);
    let x = |years: f64| 14.0 + 286.0 * years / last;
    let mark = |(years, class): (f64, &'static str)| {
        view! {
            <circle class=class cx=place(x(years)) cy="20" r="8" />
            {digits(x(years), 50, &decimal::format(years))}
        }
    };
    let marks =
        std::iter::once((0.0, "figure-outline")).chain(at.iter().map(|&years| (years, "figure-fill")));
    let shapes = view! {
        <path class="figure-line" d="M14 20h286" />
        {marks.map(mark).collect_view()}
    };
    frame("figure-whole", 320, 58, shapes.into_any())
}

/// A circle whose area is in proportion to the dose.
pub fn dose(of_largest: f64) -> AnyView {
    let radius = 26.0 * of_largest.clamp(0.0, 1.0).sqrt();
    frame(
        "figure-dose",
        56,
        56,
        view! { <circle class="figure-fill" cx="28" cy="28" r=place(radius) /> }.into_any(),
    )
}

pub fn rin(course: &RinCourse) -> AnyView {
    let x = |week: f64| 16.0 + 288.0 * week / course.weeks;
    let infusion = |&week: &f64| view! { <rect class="figure-fill" x=place(x(week) - 1.3) y="10" width="2.6" height="22" /> };
    let tick = |&week: &f64| {
        view! {
            <path class="figure-grid" d=format!("M{} 6v112", place(x(week))) />
            {digits(x(week), 138, &decimal::format(week))}
        }
    };
    let taper = format!(
        "M{0} 42L{1} 66H{2}V78H{0}z",
        place(x(0.0)),
        place(x(course.weeks * 0.6)),
        place(x(course.weeks))
    );
    let ticks = course.ticks.iter().chain(std::iter::once(&course.weeks));
    let (start, end) = (place(x(0.0)), place(x(course.weeks)));
    let shapes = view! {
        {ticks.map(tick).collect_view()}
        {course.infusions.iter().map(infusion).collect_view()}
        <path class="figure-soft" d=taper />
        <path class="figure-line" d=format!("M{start} 94v16M{start} 102H{end}M{end} 94v16") />
    };
    frame("figure-whole", 320, 144, shapes.into_any())
}

pub fn infusion_sign() -> AnyView {
    let bars =
        [14, 20, 26, 32].map(|x| view! { <rect class="figure-fill" x=x y="2" width="2.6" height="22" /> });
    frame("figure-sign-art", 46, 26, bars.collect_view().into_any())
}

pub fn taper_sign() -> AnyView {
    frame(
        "figure-sign-art",
        46,
        26,
        view! { <path class="figure-soft" d="M3 3l26 12h14v8h-40z" /> }.into_any(),
    )
}

pub fn watch_sign() -> AnyView {
    frame(
        "figure-sign-art",
        46,
        26,
        view! { <path class="figure-line" d="M4 5v16M4 13h38M42 5v16" /> }.into_any(),
    )
}

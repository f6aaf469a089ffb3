//! From blood to one number, in five drawings. What moves has a class; standing still they are complete.

use super::{MeasuringStep, frame};
use leptos::prelude::*;

pub fn step(step: MeasuringStep) -> AnyView {
    let shapes = match step {
        MeasuringStep::Blood => blood(),
        MeasuringStep::Sites => sites(),
        MeasuringStep::Copies => copies(),
        MeasuringStep::Waves => waves(),
        MeasuringStep::Number => number(),
    };
    frame("figure-step", 160, 100, shapes)
}

/// A tube that fills.
fn blood() -> AnyView {
    view! {
        <path class="figure-drop figure-fill" d="M80 6q-8 11-8 15a8 8 0 0 0 16 0q0-4-8-15z" />
        <path class="figure-rise figure-fill" d="M63 60h34v18a17 14 0 0 1-34 0z" />
        <path class="figure-line" d="M56 36h48M62 36v42a18 16 0 0 0 36 0v-42" />
    }
    .into_any()
}

/// Where the virus sits in five strands: two share a place.
const SITES: [i32; 5] = [40, 92, 64, 92, 118];

fn sites() -> AnyView {
    let strands = (0..).zip(SITES).map(|(row, x)| {
        let y = 16 + row * 17;
        view! {
            <path class="figure-line" d=format!("M14 {y}h132") />
            <rect class="figure-virus figure-fill" x=x - 9 y=y - 5 width="18" height="10" rx="3" />
        }
    });
    strands.collect_view().into_any()
}

/// The joint of virus (filled) and human DNA (line), copied.
fn copies() -> AnyView {
    let joint = |index: i32| {
        let (x, y) = (16 + index % 3 * 46, 18 + index / 3 * 22);
        let class = match index {
            0 => "figure-joint",
            1..=3 => "figure-joint figure-copy-1",
            _ => "figure-joint figure-copy-2",
        };
        view! {
            <g class=class>
                <rect class="figure-fill" x=x y=y - 5 width="16" height="10" rx="3" />
                <path class="figure-line" d=format!("M{} {y}h20", x + 16) />
            </g>
        }
    };
    (0..12).map(joint).collect_view().into_any()
}

/// Peaks of the four letters, told apart by their strokes.
fn waves() -> AnyView {
    // A bell: half of it leaves the base line level and arrives at the top level, then the mirror of it.
    let peak = |class: &'static str, x: i32, height: i32| {
        let path = format!("M{} 84c9 0 7 -{height} 13 -{height}s4 {height} 13 {height}", x - 13);
        view! { <path class=class d=path /> }
    };
    let peaks = [
        ("figure-wave figure-wave-1", 28, 62),
        ("figure-wave figure-wave-2", 54, 44),
        ("figure-wave figure-wave-3", 80, 58),
        ("figure-wave figure-wave-4", 106, 36),
        ("figure-wave figure-wave-1", 132, 52),
        ("figure-wave figure-wave-4", 28, 16),
        ("figure-wave figure-wave-3", 54, 20),
        ("figure-wave figure-wave-1", 106, 20),
    ];
    view! {
        <path class="figure-line" d="M10 84h140" />
        <g class="figure-waves">{peaks.map(|(class, x, height)| peak(class, x, height)).collect_view()}</g>
    }
    .into_any()
}

fn number() -> AnyView {
    view! {
        <path class="figure-line" d="M20 62h120M20 54v16M140 54v16" />
        <text class="figure-digits" x="20" y="90" text-anchor="middle">"0"</text>
        <text class="figure-digits" x="140" y="90" text-anchor="middle">"1"</text>
        <g class="figure-pointer">
            <path class="figure-fill" d="M92 56l-9-16h18z" />
            <circle class="figure-fill" cx="92" cy="62" r="5" />
        </g>
        <text class="figure-digits figure-strong" x="92" y="30" text-anchor="middle">"Cv"</text>
    }
    .into_any()
}

//! People, and what happens with them in a trial or an association.

use super::{Crowd, frame};
use leptos::prelude::*;

/// A person at a place, 16 wide and 22 high.
fn person(class: &'static str, x: i32, y: i32) -> AnyView {
    let place = format!("translate({x} {y})");
    view! {
        <g class=class transform=place>
            <circle cx="8" cy="5" r="4" />
            <path d="M1 21v-3a7 7 0 0 1 14 0v3z" />
        </g>
    }
    .into_any()
}

pub fn crowd(crowd: Crowd) -> AnyView {
    let (rows, first_row) = match crowd {
        Crowd::Few => (1, 34),
        Crowd::More => (2, 22),
        Crowd::Many => (3, 10),
    };
    let in_row = if crowd == Crowd::Few { 3 } else { 6 };
    let left = 60 - in_row * 9;
    let people = (0..rows).flat_map(|row| {
        (0..in_row).map(move |column| person("figure-fill", left + column * 18 + 1, first_row + row * 25))
    });
    frame("figure-crowd", 120, 90, people.collect_view().into_any())
}

/// People differ; here by shape and by filling, so that no colour is needed.
const KINDS: [(Shape, bool); 6] = [
    (Shape::Circle, true),
    (Shape::Square, false),
    (Shape::Triangle, true),
    (Shape::Circle, false),
    (Shape::Square, true),
    (Shape::Triangle, false),
];

#[derive(Clone, Copy)]
enum Shape {
    Circle,
    Square,
    Triangle,
}

fn kind((shape, filled): (Shape, bool), x: i32, y: i32) -> AnyView {
    let class = if filled { "figure-fill" } else { "figure-outline" };
    match shape {
        Shape::Circle => view! { <circle class=class cx=x cy=y r="7" /> }.into_any(),
        Shape::Square => view! { <rect class=class x=x - 6 y=y - 6 width="12" height="12" /> }.into_any(),
        Shape::Triangle => {
            let path = format!("M{} {}l8 14h-16z", x, y - 8);
            view! { <path class=class d=path /> }.into_any()
        }
    }
}

/// Twelve people, two of each kind.
pub fn everybody() -> AnyView {
    // In no order, each kind twice.
    let people = (0_usize..12).zip([0, 3, 1, 4, 2, 5, 4, 1, 5, 0, 3, 2]).filter_map(|(place, which)| {
        let place = i32::try_from(place).ok()?;
        Some(kind(*KINDS.get(which)?, 15 + place % 6 * 22, 32 + place / 6 * 26))
    });
    frame("figure-lot-people", 140, 90, people.collect_view().into_any())
}

/// Six people, one of each kind.
pub fn group() -> AnyView {
    let people = (0..).zip(KINDS).map(|(place, which)| kind(which, 22 + place % 3 * 23, 30 + place / 3 * 26));
    let shapes = view! {
        <rect class="figure-ground" x="3" y="8" width="84" height="74" rx="10" />
        {people.collect_view()}
    };
    frame("figure-lot-group", 90, 90, shapes.into_any())
}

/// A box of lots, from which one is drawn.
pub fn lot() -> AnyView {
    let shapes = view! {
        <path class="figure-ground" d="M28 42h64v40h-64z" />
        <path class="figure-line" d="M46 42h28" />
        <path class="figure-outline" d="M50 14h20v32h-20z" />
        <path class="figure-line" d="M55 24h10M55 31h10" />
        <path class="figure-line" d="M84 26v-16M78 16l6-7 6 7" />
    };
    frame("figure-draw", 120, 90, shapes.into_any())
}

pub fn blindfold() -> AnyView {
    let shapes = view! {
        <path class="figure-outline" d="M18 46q42-42 84 0q-42 42-84 0z" />
        <circle class="figure-fill" cx="60" cy="46" r="12" />
        <path class="figure-slash" d="M26 78l68-64" />
        <path class="figure-line" d="M26 78l68-64" />
    };
    frame("figure-blindfold", 120, 90, shapes.into_any())
}

pub fn approval() -> AnyView {
    let shapes = view! {
        <path class="figure-outline" d="M32 8h42l16 16v60h-58z" />
        <path class="figure-line" d="M74 8v16h16M42 34h36M42 44h36M42 54h18" />
        <circle class="figure-fill" cx="74" cy="66" r="14" />
        <path class="figure-check" d="M67 66l5 6 9-11" />
    };
    frame("figure-approval", 120, 90, shapes.into_any())
}

pub fn book() -> AnyView {
    let shapes = view! {
        <path class="figure-outline" d="M60 24q-20-12-46-8v56q26-4 46 8q20-12 46-8v-56q-26-4-46 8z" />
        <path class="figure-line" d="M60 24v56M24 32q14-1 26 4M24 44q14-1 26 4M24 56q14-1 26 4M96 32q-14-1-26 4M96 44q-14-1-26 4M96 56q-14-1-26 4" />
    };
    frame("figure-role", 120, 90, shapes.into_any())
}

pub fn support() -> AnyView {
    let shapes = view! {
        <circle class="figure-fill" cx="40" cy="24" r="12" />
        <path class="figure-fill" d="M18 82v-14a22 22 0 0 1 44 0v14z" />
        <circle class="figure-outline" cx="80" cy="24" r="12" />
        <path class="figure-outline" d="M58 82v-14a22 22 0 0 1 44 0v14z" />
    };
    frame("figure-role", 120, 90, shapes.into_any())
}

pub fn house() -> AnyView {
    let shapes = view! {
        <path class="figure-outline" d="M26 44v38h68v-38" />
        <path class="figure-fill" d="M60 8l48 38h-96z" />
        <path class="figure-line" d="M52 82v-22h16v22" />
    };
    frame("figure-role", 120, 90, shapes.into_any())
}

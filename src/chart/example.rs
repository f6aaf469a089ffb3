//! The two figures of the Assess screen with invented but typical values, for tests.

use shirube_numeric::ops;

use super::palette::{Palette, Rgb};
use super::scene::{
    Anchor, Area, Axis, Dash, Fade, Ink, Label, Line, Mark, MarkShape, Scale, Scene, Table, Tick,
};

/// Rough width of a text in pixels: full-width letters are one em wide, others a little over half.
pub(super) fn text_width(text: &str, size: f64, strong: bool) -> f64 {
    let ems: f64 = text.chars().map(|c| if c < '\u{2e80}' { 0.58 } else { 1.0 }).sum();
    ems * size * if strong { 1.06 } else { 1.0 }
}

/// Light theme.
pub(super) fn light() -> Palette {
    Palette {
        text: Rgb(0x16, 0x23, 0x2d),
        muted: Rgb(0x52, 0x61, 0x6c),
        grid: Rgb(0xdb, 0xe1, 0xe4),
        card: Rgb(0xff, 0xff, 0xff),
        low: Rgb(0x1f, 0x7a, 0x9c),
        intermediate: Rgb(0x8a, 0x6a, 0x00),
        high: Rgb(0xb1, 0x43, 0x1b),
        low_tint: Rgb(0xe6, 0xf2, 0xf7),
        intermediate_tint: Rgb(0xfb, 0xf3, 0xd8),
        high_tint: Rgb(0xfb, 0xe9, 0xe1),
    }
}

/// Dark theme.
pub(super) fn dark() -> Palette {
    Palette {
        text: Rgb(0xe9, 0xef, 0xf2),
        muted: Rgb(0xa3, 0xb1, 0xba),
        grid: Rgb(0x2c, 0x3a, 0x44),
        card: Rgb(0x18, 0x22, 0x2a),
        low: Rgb(0x79, 0xc4, 0xe4),
        intermediate: Rgb(0xe6, 0xc5, 0x5a),
        high: Rgb(0xf0, 0x93, 0x6b),
        low_tint: Rgb(0x12, 0x30, 0x3d),
        intermediate_tint: Rgb(0x35, 0x2c, 0x10),
        high_tint: Rgb(0x3b, 0x21, 0x18),
    }
}

/// Cv against sIL-2R with four regions, the reader's point and the bar between two kits.
pub(super) fn plane(receptor: f64, other_kit: f64) -> Scene {
    let region = |at, edge, name: &str, note: &str, ink, room| Label {
        at,
        dx: if matches!(edge, Anchor::End) { -8.0 } else { 8.0 },
        dy: if at.1 > 0.5 { 16.0 } else { -16.0 },
        anchor: edge,
        text: name.into(),
        note: note.into(),
        ink,
        size: 15.0,
        strong: true,
        room: Some(room),
        ..Label::default()
    };
    let (left, right) = ((100.0, 1e3), (1e3, 1e5));
    Scene {
        x: Axis {
            title: "sIL-2R(U/mL、対数目盛)".into(),
            scale: Scale::Log10,
            min: 100.0,
            max: 1e5,
            ticks: vec![
                Tick::new(100.0, "100"),
                Tick::new(1e3, "1,000"),
                Tick::new(1e4, "10,000"),
                Tick::new(1e5, "100,000"),
            ],
        },
        y: Axis {
            title: "クロナリティ値(Cv)".into(),
            max: 1.0,
            ticks: ["0.00", "0.25", "0.50", "0.75", "1.00"]
                .map(|text| Tick::new(text.parse().unwrap(), text).without_grid())
                .into(),
            ..Axis::default()
        },
        areas: vec![
            Area::rectangle((100.0, 0.0), (1e3, 0.5), Ink::LowTint),
            Area::rectangle((1e3, 0.0), (1e5, 0.5), Ink::IntermediateTint),
            Area::rectangle((100.0, 0.5), (1e3, 1.0), Ink::IntermediateTint),
            Area::rectangle((1e3, 0.5), (1e5, 1.0), Ink::HighTint),
        ],
        lines: vec![
            Line::new(vec![(1e3, 0.0), (1e3, 1.0)], Ink::Text, 1.5).dashed(Dash::Dashed),
            Line::new(vec![(100.0, 0.5), (1e5, 0.5)], Ink::Text, 1.5).dashed(Dash::Dashed),
        ],
        marks: vec![
            Mark { at: (receptor, 0.61), ink: Ink::Text, shape: MarkShape::Bar { to: (other_kit, 0.61) } },
            Mark { at: (receptor, 0.61), ink: Ink::High, shape: MarkShape::Point },
        ],
        labels: vec![
            region((100.0, 0.0), Anchor::Start, "R1", "低リスク群", Ink::Low, left),
            region((100.0, 1.0), Anchor::Start, "R2", "中リスク群", Ink::Intermediate, left),
            region((1e5, 0.0), Anchor::End, "R3", "中リスク群", Ink::Intermediate, right),
            region((1e5, 1.0), Anchor::End, "R4", "高リスク群", Ink::High, right),
        ],
        alt: "Cv 0.61、sIL-2R 1,240 U/mL は R4(高リスク群)の領域にあります。".into(),
        table: Table::default(),
    }
}

/// Progression with 25.0 months read as a mean and as a median, at the chosen month.
pub(super) fn curve(month: f64) -> Scene {
    let median = |t: f64| 100.0 * (1.0 - ops::pow(0.5, t / 25.0));
    let mean = |t: f64| 100.0 * (1.0 - ops::pow(std::f64::consts::E, -t / 25.0));
    let trace =
        |of: &dyn Fn(f64) -> f64| (0..=167).map(|t| (f64::from(t), of(f64::from(t)))).collect::<Vec<_>>();
    let (low, high) = (trace(&median), trace(&mean));
    let fade = Some(Fade { from: 56.4, to: 167.0, remaining: 0.3 });
    let edge = |points| Line { fade, ..Line::new(points, Ink::High, 2.0) };
    let text = format!("{month}か月: {:.0} または {:.0}人", median(month), mean(month));
    Scene {
        x: Axis {
            title: "観察からの月数".into(),
            max: 167.0,
            ticks: [0, 12, 36, 60, 84, 108, 132, 156]
                .map(|t| Tick::new(f64::from(t), t.to_string()).without_grid())
                .into(),
            ..Axis::default()
        },
        y: Axis {
            title: "進行した人(100人中)".into(),
            max: 100.0,
            ticks: [0, 25, 50, 75, 100].map(|n| Tick::new(f64::from(n), n.to_string())).into(),
            ..Axis::default()
        },
        areas: vec![Area {
            opacity: 0.18,
            fade,
            ..Area::new(high.iter().chain(low.iter().rev()).copied().collect(), Ink::High)
        }],
        lines: vec![
            Line::new(vec![(56.4, 0.0), (56.4, 100.0)], Ink::Muted, 1.5).dashed(Dash::Dotted),
            edge(low),
            edge(high),
            Line::new(vec![(month, 0.0), (month, median(month))], Ink::Text, 1.0),
        ],
        marks: vec![Mark {
            at: (month, median(month)),
            ink: Ink::High,
            shape: MarkShape::Range { to: (month, mean(month)) },
        }],
        labels: vec![
            Label {
                at: (56.4, 0.0),
                dx: 6.0,
                dy: -12.0,
                text: "平均追跡 56.4か月".into(),
                ink: Ink::Muted,
                size: 12.0,
                ..Label::default()
            },
            Label {
                at: (month, median(month)),
                dx: 10.0,
                dy: 12.0,
                text,
                size: 14.0,
                strong: true,
                floating: true,
                ..Label::default()
            },
        ],
        alt: "高リスク群の進行の割合。12か月で100人中およそ28人から38人。".into(),
        table: Table::default(),
    }
}

//! The figures of an answer, as scenes.

use super::answer::{group_label, published_months, region_rule};
use super::people::{in_words, one_in_words};
use super::{Case, Plane, Tone};
use crate::chart::{
    Anchor, Area, Axis, Dash, Fade, Ink, Label, Line, Mark, MarkShape, Scale, Scene, Side, Table, Tick,
};
use crate::ui::icon_array::IconArray;
use crate::words::{Language, Words, WordsAssess};
use shirube_numeric::decimal;
use shirube_risk::coded::CodedSet;
use shirube_risk::evidence::{CV_CUT_HIGH, FOLLOW_UP_LONGEST, FOLLOW_UP_MEAN, SIL2R_CUT_HIGH};
use shirube_risk::kit_scale::kit_bar;
use shirube_risk::rules::cv_sil2r::Region;
use shirube_survival::published::{PublishedTime, Reading};

const LABEL_SIZE: f64 = 14.0;
/// Months between two points of a curve: fine enough to look smooth at any size.
const CURVE_STEP: f64 = 1.0;

/// Curve, icons and words for a chosen time: one rule, four forms.
#[derive(Debug, Clone, PartialEq)]
pub struct OverTime {
    /// The curve.
    pub scene: Scene,
    /// The words under the curve.
    pub note: String,
    /// The chosen time in words.
    pub months: String,
    /// Heading of the picture of 100 people.
    pub people_heading: String,
    /// The picture.
    pub icons: IconArray,
    /// The picture in words.
    pub icons_alt: String,
    /// People who progressed.
    pub progressed: String,
    /// People not known to have progressed.
    pub not_known: String,
    /// The full sentence with its condition.
    pub reading: String,
    /// Colour and shape.
    pub tone: Tone,
}

fn ink(tone: Tone) -> Ink {
    match tone {
        Tone::Low => Ink::Low,
        Tone::Intermediate => Ink::Intermediate,
        Tone::High => Ink::High,
        Tone::Neutral => Ink::Text,
    }
}

fn tint(tone: Tone) -> Ink {
    match tone {
        Tone::Low => Ink::LowTint,
        Tone::Intermediate => Ink::IntermediateTint,
        Tone::High => Ink::HighTint,
        Tone::Neutral => Ink::Card,
    }
}

impl Case {
    pub(super) fn plane(&self, possible: CodedSet<Region>) -> Plane {
        let mut scene = regions_plane(self.words, possible);
        scene.lines.extend(self.known_line(&scene));
        scene.marks = self.plane_marks(possible);
        scene.alt = self.plane_alt(possible);
        self.mark_in_table(&mut scene.table, possible);
        Plane { note: self.plane_note(&scene), scene }
    }

    /// The one value known, where only one is.
    fn known_line(&self, Scene { x, y, .. }: &Scene) -> Option<Line> {
        let points = match (self.cv, self.sil2r) {
            (Some(cv), None) => vec![(x.min, cv.value()), (x.max, cv.value())],
            (None, Some(sil2r)) => vec![(sil2r.units_per_ml(), y.min), (sil2r.units_per_ml(), y.max)],
            _ => return None,
        };
        Some(Line::new(points, Ink::Text, 3.0))
    }

    fn plane_marks(&self, possible: CodedSet<Region>) -> Vec<Mark> {
        let (Some(cv), Some(sil2r), Some(region)) = (self.cv, self.sil2r, possible.single()) else {
            return Vec::new();
        };
        let bar = kit_bar(sil2r);
        let cv = cv.value();
        vec![
            Mark { at: (bar.low, cv), ink: Ink::Text, shape: MarkShape::Bar { to: (bar.high, cv) } },
            Mark { at: (sil2r.units_per_ml(), cv), ink: ink(region.group().into()), shape: MarkShape::Point },
        ]
    }

    fn plane_alt(&self, possible: CodedSet<Region>) -> String {
        let words = &self.words.assess.plane;
        let cv = self.cv.map(|cv| decimal::format(cv.value()));
        let sil2r = self.sil2r.map(|sil2r| decimal::format(sil2r.units_per_ml()));
        let regions = possible.iter().map(Region::code).collect::<Vec<_>>().join(self.words.assess.note.or);
        match (cv, sil2r, possible.single()) {
            (Some(cv), Some(sil2r), Some(region)) => {
                let group = group_label(region.group(), self.words);
                let point = words.alt_point(&cv, group, region.code(), &sil2r);
                let bar = self.sil2r.map(kit_bar).map(|bar| {
                    words.alt_bar(&decimal::format_fixed(bar.high, 0), &decimal::format_fixed(bar.low, 0))
                });
                std::iter::once(point).chain(bar).collect::<Vec<_>>().join(self.language.sentence_gap())
            }
            (Some(cv), _, _) => words.alt_cv(&cv, &regions),
            (_, Some(sil2r), _) => words.alt_sil2r(&regions, &sil2r),
            _ => regions,
        }
    }

    /// A further column for the regions these values may be in.
    fn mark_in_table(&self, table: &mut Table, possible: CodedSet<Region>) {
        let here = self.words.assess.plane.you;
        table.header.push(here.to_owned());
        for (row, region) in table.rows.iter_mut().zip(Region::ALL) {
            row.push(if possible.contains(region) { here } else { "" }.to_owned());
        }
        let single = possible.single();
        table.current = Region::ALL.iter().position(|region| Some(*region) == single);
    }

    fn plane_note(&self, scene: &Scene) -> String {
        let words = &self.words.assess.plane;
        let off_the_map = self.sil2r.is_some_and(|s| scene.x.place(s.units_per_ml()).side != Side::Within);
        let known = if self.cv.is_some() && self.sil2r.is_some() { words.note_bar } else { words.note_line };
        let mut sentences = vec![words.note, known];
        sentences.extend(off_the_map.then_some(words.note_edge));
        sentences.join(self.language.sentence_gap())
    }
}

/// The plane of the four regions with nobody in it; its text alternative is left to the caller, who knows what it is for.
pub fn regions_plane(words: &Words, possible: CodedSet<Region>) -> Scene {
    let x = sil2r_axis(words.assess.plane.x_title);
    let y = cv_axis(words.assess.plane.y_title);
    let cut = |points| Line::new(points, Ink::Text, 1.4).dashed(Dash::Dashed);
    Scene {
        areas: region_areas(&x, &y, possible),
        lines: vec![
            cut(vec![(x.min, CV_CUT_HIGH.value), (x.max, CV_CUT_HIGH.value)]),
            cut(vec![(SIL2R_CUT_HIGH.value, y.min), (SIL2R_CUT_HIGH.value, y.max)]),
        ],
        labels: region_labels(words, &x, &y),
        table: regions_table(words),
        x,
        y,
        ..Scene::default()
    }
}

/// Names stand in the outer corners, away from the cut-offs and from most values.
fn region_labels(words: &Words, x: &Axis, y: &Axis) -> Vec<Label> {
    let label = |&region: &Region| Label {
        at: (
            if region.sil2r_is_high() { x.max } else { x.min },
            if region.cv_is_high() { y.max } else { y.min },
        ),
        dx: if region.sil2r_is_high() { -10.0 } else { 10.0 },
        dy: if region.cv_is_high() { 18.0 } else { -18.0 },
        anchor: if region.sil2r_is_high() { Anchor::End } else { Anchor::Start },
        text: region.code().to_owned(),
        note: group_label(region.group(), words).to_owned(),
        ink: ink(region.group().into()),
        size: LABEL_SIZE + 1.0,
        strong: true,
        room: Some(if region.sil2r_is_high() {
            (SIL2R_CUT_HIGH.value, x.max)
        } else {
            (x.min, SIL2R_CUT_HIGH.value)
        }),
        ..Label::default()
    };
    Region::ALL.iter().map(label).collect()
}

fn regions_table(words: &Words) -> Table {
    let row = |&region: &Region| {
        vec![
            region.code().to_owned(),
            group_label(region.group(), words).to_owned(),
            region_rule(region, words),
        ]
    };
    let headings = &words.assess.table;
    Table {
        caption: words.assess.plane.table_caption.to_owned(),
        header: [headings.region, headings.group, headings.rule].map(str::to_owned).to_vec(),
        rows: Region::ALL.iter().map(row).collect(),
        current: None,
    }
}

impl OverTime {
    /// What one published time says of a region after `months`; `None` for a region that has none of its own.
    pub fn of(region: Region, months: u8, language: Language) -> Option<Self> {
        let words = &language.words().assess;
        let fact = region.published_time()?;
        let time = PublishedTime::from_months(fact.value)?;
        let counts = time.out_of_100(f64::from(months));
        let scene = curve(words, region, time, months);
        let months = months.to_string();
        let progressed = in_words(counts, &words.people);
        let not_known = in_words(counts.not_known(), &words.people);
        let shared = (region == Region::R2).then(|| words.curve.note_r2_r3(&published_months(fact)));
        let joined = |first: String| {
            std::iter::once(first).chain(shared.clone()).collect::<Vec<_>>().join(language.sentence_gap())
        };
        Some(Self {
            scene,
            note: joined(words.curve.note.to_owned()),
            months: words.curve.control_value(&months),
            people_heading: words.people.heading(&months),
            icons: counts.into(),
            icons_alt: words.people.alt(&not_known, &progressed),
            reading: joined(words.people.reading(&months, &progressed)),
            progressed,
            not_known,
            tone: region.group().into(),
        })
    }
}

fn curve(words: &WordsAssess, region: Region, time: PublishedTime, at: u8) -> Scene {
    let tone = Tone::from(region.group());
    let now = f64::from(at);
    let people = in_words(time.out_of_100(now), &words.people);
    let months = at.to_string();
    let mean = published_months(&FOLLOW_UP_MEAN);
    let share = |reading| 100.0 * time.cumulative_incidence(reading, now);
    let (lower, upper) = (share(Reading::Median), share(Reading::Mean));
    Scene {
        x: months_axis(words.curve.x_title),
        y: people_axis(words.curve.y_title),
        areas: vec![band(time, tone)],
        lines: curve_lines(time, tone, now, lower),
        marks: vec![Mark { at: (now, lower), ink: ink(tone), shape: MarkShape::Range { to: (now, upper) } }],
        labels: vec![
            Label {
                at: (FOLLOW_UP_MEAN.value, 0.0),
                dx: 6.0,
                dy: -12.0,
                text: words.curve.followed_to(&mean),
                ink: Ink::Muted,
                size: 12.0,
                floating: true,
                ..Label::default()
            },
            Label {
                at: (now, f64::midpoint(lower, upper)),
                dx: 12.0,
                text: words.curve.now(&months, &people),
                ink: Ink::Text,
                size: LABEL_SIZE,
                strong: true,
                floating: true,
                ..Label::default()
            },
        ],
        alt: words.curve.alt(&mean, &months, &people),
        table: curve_table(words, time, at),
    }
}

fn curve_table(words: &WordsAssess, time: PublishedTime, at: u8) -> Table {
    let wanted = |months: &u8| months.is_multiple_of(12) || *months == at;
    let times: Vec<u8> = (1..=super::last_months()).filter(wanted).collect();
    let row = |&months: &u8| {
        let counts = time.out_of_100(f64::from(months));
        vec![
            months.to_string(),
            one_in_words(counts.lower, &words.people),
            one_in_words(counts.upper, &words.people),
        ]
    };
    Table {
        caption: words.curve.table_caption.to_owned(),
        header: [words.curve.month, words.curve.median_reading, words.curve.mean_reading]
            .map(str::to_owned)
            .to_vec(),
        current: times.iter().position(|&months| months == at),
        rows: times.iter().map(row).collect(),
    }
}

fn sil2r_axis(title: &str) -> Axis {
    let tick = |value: f64| Tick::new(value, decimal::format(value));
    Axis {
        title: title.to_owned(),
        scale: Scale::Log10,
        min: 100.0,
        max: 100_000.0,
        ticks: [100.0, 1000.0, 10_000.0, 100_000.0].map(tick).to_vec(),
    }
}

fn cv_axis(title: &str) -> Axis {
    let tick = |value: f64| Tick::new(value, decimal::format_fixed(value, 2)).without_grid();
    Axis {
        title: title.to_owned(),
        scale: Scale::Linear,
        min: 0.0,
        max: 1.0,
        ticks: [0.0, 0.25, 0.5, 0.75, 1.0].map(tick).to_vec(),
    }
}

fn months_axis(title: &str) -> Axis {
    let tick = |value: f64| Tick::new(value, decimal::format(value)).without_grid();
    Axis {
        title: title.to_owned(),
        scale: Scale::Linear,
        min: 0.0,
        max: FOLLOW_UP_LONGEST.value,
        ticks: [0.0, 12.0, 24.0, 36.0, 48.0, 60.0, 84.0, 108.0, 132.0, 156.0].map(tick).to_vec(),
    }
}

fn people_axis(title: &str) -> Axis {
    let tick = |value: f64| Tick::new(value, decimal::format(value));
    Axis {
        title: title.to_owned(),
        scale: Scale::Linear,
        min: 0.0,
        max: 100.0,
        ticks: [0.0, 25.0, 50.0, 75.0, 100.0].map(tick).to_vec(),
    }
}

fn region_areas(x: &Axis, y: &Axis, possible: CodedSet<Region>) -> Vec<Area> {
    let area = |&region: &Region| {
        let (left, right) = if region.sil2r_is_high() {
            (SIL2R_CUT_HIGH.value, x.max)
        } else {
            (x.min, SIL2R_CUT_HIGH.value)
        };
        let (bottom, top) =
            if region.cv_is_high() { (CV_CUT_HIGH.value, y.max) } else { (y.min, CV_CUT_HIGH.value) };
        let shown = possible.len() == 1 || possible.contains(region);
        let ground = Area::rectangle((left, bottom), (right, top), tint(region.group().into()));
        Area { opacity: if shown { 1.0 } else { 0.35 }, ..ground }
    };
    Region::ALL.iter().map(area).collect()
}

fn curve_points(time: PublishedTime, reading: Reading) -> Vec<(f64, f64)> {
    let last = FOLLOW_UP_LONGEST.value;
    let mut points = Vec::new();
    let mut months = 0.0;
    while months < last {
        points.push((months, 100.0 * time.cumulative_incidence(reading, months)));
        months += CURVE_STEP;
    }
    points.push((last, 100.0 * time.cumulative_incidence(reading, last)));
    points
}

/// Paling from the mean follow-up on: fewer and fewer people were watched that long.
fn fade() -> Fade {
    Fade { from: FOLLOW_UP_MEAN.value, to: FOLLOW_UP_LONGEST.value, remaining: 0.15 }
}

fn band(time: PublishedTime, tone: Tone) -> Area {
    let back = curve_points(time, Reading::Median).into_iter().rev();
    let outline = curve_points(time, Reading::Mean).into_iter().chain(back).collect();
    Area { opacity: 0.18, fade: Some(fade()), ..Area::new(outline, ink(tone)) }
}

fn curve_lines(time: PublishedTime, tone: Tone, now: f64, lower: f64) -> Vec<Line> {
    let edge =
        |reading| Line { fade: Some(fade()), ..Line::new(curve_points(time, reading), ink(tone), 2.0) };
    let upright = |at: f64, top: f64, ink, width| Line::new(vec![(at, 0.0), (at, top)], ink, width);
    vec![
        upright(FOLLOW_UP_MEAN.value, 100.0, Ink::Muted, 1.5).dashed(Dash::Dotted),
        edge(Reading::Mean),
        edge(Reading::Median),
        upright(now, lower, Ink::Text, 1.0),
    ]
}

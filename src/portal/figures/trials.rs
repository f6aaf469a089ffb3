//! How trials are made.

use super::art::{Art, Crowd, RinCourse};
use super::picture::{Part, Picture, Sign};
use super::{FigureContext, FigureView};

pub const RIN1_FACTS: [&str; 10] = [
    "rin1_doses_first",
    "rin1_doses_later",
    "rin1_later_interval",
    "rin1_week_second",
    "rin1_week_third",
    "rin1_weeks",
    "rin1_steroid_low",
    "rin1_steroid_high",
    "rin1_taper_low",
    "rin1_taper_high",
];

/// From the first people to approval.
#[expect(clippy::unnecessary_wraps, reason = "one of several builders")]
pub fn phases(context: &FigureContext) -> Option<FigureView> {
    let words = &context.words().phases;
    let phase = |number: u8, crowd, text: &str| {
        Part::new(Art::People(crowd), words.phase(&number.to_string()), &[text])
    };
    let parts = vec![
        phase(1, Crowd::Few, words.first),
        phase(2, Crowd::More, words.second),
        phase(3, Crowd::Many, words.third),
        Part::new(Art::Approval, words.approval, &[words.approval_text]),
    ];
    Some(FigureView::Picture(Picture {
        notes: vec![words.note.to_owned()],
        ..Picture::new("figure-phases", words.title, parts)
    }))
}

/// A draw, two groups, blinding.
#[expect(clippy::unnecessary_wraps, reason = "one of several builders")]
pub fn lot(context: &FigureContext) -> Option<FigureView> {
    let words = &context.words().lot;
    let group = |name: &str| Sign { art: Art::Group, words: name.to_owned() };
    let parts = vec![
        Part::new(Art::Everybody, words.people, &[words.people_text]),
        Part::new(Art::Draw, words.draw, &[words.draw_text]),
        Part {
            signs: vec![group(words.drug), group(words.placebo)],
            heading: words.groups.to_owned(),
            text: vec![words.drug_text.to_owned(), words.placebo_text.to_owned()],
        },
        Part::new(Art::Blindfold, words.hidden, &[words.hidden_text]),
    ];
    Some(FigureView::Picture(Picture {
        notes: vec![words.note.to_owned()],
        ..Picture::new("figure-lot", words.title, parts)
    }))
}

/// RIN-1 from its first infusion to its end.
pub fn rin1(context: &FigureContext) -> Option<FigureView> {
    let words = &context.words().rin1;
    let shown = |id| context.shown(id);
    let value = |id| context.fact(id).map(|fact| fact.value);
    let (second, third) = (value("rin1_week_second")?, value("rin1_week_third")?);
    let times = |start: f64, every: f64, count: f64| {
        std::iter::successors(Some(0.0), |index| Some(index + 1.0))
            .take_while(move |index| *index < count)
            .map(move |index| start + every * index)
    };
    let (first, later) = (value("rin1_doses_first")?, value("rin1_doses_later")?);
    let interval = value("rin1_later_interval")?;
    let infusions = times(0.0, 1.0, first)
        .chain(times(second, interval, later))
        .chain(times(third, interval, later))
        .collect();
    let infusion_text = words.infusion_text(
        &shown("rin1_doses_first")?,
        &shown("rin1_later_interval")?,
        &shown("rin1_doses_later")?,
        &shown("rin1_week_second")?,
        &shown("rin1_week_third")?,
    );
    let taper_text = words.taper_text(
        &shown("rin1_steroid_high")?,
        &shown("rin1_steroid_low")?,
        &shown("rin1_taper_high")?,
        &shown("rin1_taper_low")?,
    );
    let parts = vec![
        Part::new(Art::InfusionSign, words.infusion, &[&infusion_text]),
        Part::new(Art::TaperSign, words.taper, &[&taper_text]),
        Part::new(Art::WatchSign, words.relapse, &[words.relapse_text]),
    ];
    Some(FigureView::Picture(Picture {
        lead: vec![words.lead(&shown("rin1_weeks")?)],
        whole: Some(Art::Rin(RinCourse {
            infusions,
            ticks: vec![0.0, second, third],
            weeks: value("rin1_weeks")?,
        })),
        ordered: false,
        notes: vec![words.axis.to_owned(), words.note.to_owned()],
        ..Picture::new("figure-rin", words.title, parts)
    }))
}

//! What the Assess screen shows of the regions of Cv and sIL-2R, without a person's values.

use super::chart::Chart;
use super::people::People;
use super::{FigureContext, FigureView};
use crate::chart::Scene;
use crate::screens::assess::{FIRST_MONTHS, NoneSeen, OverTime, regions_plane};
use shirube_numeric::decimal;
use shirube_risk::coded::CodedSet;
use shirube_risk::evidence::{CV_CUT_HIGH, SIL2R_CUT_HIGH};
use shirube_risk::rules::cv_sil2r::Region;

/// The plane with its four regions.
#[expect(clippy::unnecessary_wraps, reason = "one of several builders")]
pub fn four_regions(context: &FigureContext) -> Option<FigureView> {
    let (words, all) = (&context.words().regions, context.language.words());
    let group = &all.assess.group;
    let cv = decimal::format_fixed(CV_CUT_HIGH.value, 2);
    let sil2r = decimal::format(SIL2R_CUT_HIGH.value);
    let alt = words.alt(&cv, group.high, group.intermediate, group.low, &sil2r);
    Some(FigureView::Chart(Chart {
        class: "",
        title: words.title.to_owned(),
        first: Vec::new(),
        scene: Scene { alt, ..regions_plane(all, CodedSet::all()) },
        note: words.note.to_owned(),
        after: vec![words.numbering.to_owned()],
    }))
}

/// 100 people of R4.
pub fn people_r4(context: &FigureContext) -> Option<FigureView> {
    people(context, Region::R4)
}

/// 100 people of R2.
pub fn people_r2(context: &FigureContext) -> Option<FigureView> {
    people(context, Region::R2)
}

fn people(context: &FigureContext, region: Region) -> Option<FigureView> {
    let words = &context.language.words().assess.people;
    let over = OverTime::of(region, FIRST_MONTHS, context.language)?;
    Some(FigureView::People(People {
        title: context.words().people.title(&over.people_heading, region.code()),
        icons: over.icons,
        tone: over.tone,
        alt: over.icons_alt,
        key: [
            (over.progressed, context.after_number(words.progressed)),
            (over.not_known, context.after_number(words.not_known)),
        ],
        notes: vec![words.hatched.to_owned(), over.reading, words.not_known_note.to_owned()],
    }))
}

/// The illustration of R4 over time.
pub fn curve_r4(context: &FigureContext) -> Option<FigureView> {
    let over = OverTime::of(Region::R4, FIRST_MONTHS, context.language)?;
    Some(FigureView::Chart(Chart {
        class: "",
        title: context.words().curve.title(Region::R4.code()),
        first: Vec::new(),
        scene: over.scene,
        note: over.note,
        after: Vec::new(),
    }))
}

/// The upper limits for a group in which none were seen.
#[expect(clippy::unnecessary_wraps, reason = "one of several builders")]
pub fn none_seen_limits(context: &FigureContext) -> Option<FigureView> {
    Some(FigureView::Limits(NoneSeen::in_r1(&context.language.words().assess.none_seen)))
}

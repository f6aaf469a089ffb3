//! What HTLV-1 can lead to.

use super::art::{Art, Swollen};
use super::people::People;
use super::picture::{Part, Picture, Sign};
use super::{FigureContext, FigureView};
use crate::screens::assess::Tone;
use crate::ui::icon_array::IconArray;
use shirube_numeric::decimal;
use shirube_risk::evidence::OMDS_5_AFTER;
use shirube_risk::rules::omds::MILESTONES;

pub const CARRIER_FACTS: &[&str] = &["carriers_ill_percent", "carriers_well_percent"];
pub const MILESTONE_FACTS: &[&str] = &["omds_5_after", "omds_6_after", "omds_9_after"];

/// How many of 100 carriers ever fall ill.
pub fn carriers(context: &FigureContext) -> Option<FigureView> {
    let words = &context.words().carriers;
    let (ill, well) = (context.fact("carriers_ill_percent")?, context.fact("carriers_well_percent")?);
    Some(FigureView::People(People {
        title: words.title.to_owned(),
        icons: IconArray { solid: of_100(ill.value), hatched: 0 },
        tone: Tone::Neutral,
        alt: words.alt(&ill.shown, &well.shown),
        key: [
            (words.people(&ill.shown), context.after_number(words.ill)),
            (words.people(&well.shown), context.after_number(words.well)),
        ],
        notes: vec![words.note.to_owned()],
    }))
}

/// A share in percent as whole people of 100.
fn of_100(percent: f64) -> u8 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 100 after the clamp")]
    let people = percent.clamp(0.0, 100.0).round() as u8;
    people
}

/// The four types of ATL.
#[expect(clippy::unnecessary_wraps, reason = "one of several builders")]
pub fn atl_types(context: &FigureContext) -> Option<FigureView> {
    let words = &context.words().types;
    // How the drawings differ: usual and abnormal cells in the blood, and whether nodes are swollen.
    let part = |heading: &str, text: &str, pace: &str, (usual, abnormal), swollen| Part {
        signs: vec![
            Sign { art: Art::Blood { usual, abnormal }, words: words.blood.to_owned() },
            Sign {
                art: Art::Node(swollen),
                words: match swollen {
                    Swollen::No => words.node,
                    Swollen::Maybe => words.node_maybe_swollen,
                    Swollen::Yes => words.node_swollen,
                }
                .to_owned(),
            },
        ],
        heading: heading.to_owned(),
        text: vec![text.to_owned(), ["*", pace, "*"].concat()],
    };
    let parts = vec![
        part(words.smoldering, words.smoldering_text, words.slow, (6, 2), Swollen::No),
        part(words.chronic, words.chronic_text, words.either, (5, 8), Swollen::Maybe),
        part(words.lymphoma, words.lymphoma_text, words.fast, (7, 0), Swollen::Yes),
        part(words.acute, words.acute_text, words.fast, (3, 11), Swollen::Maybe),
    ];
    Some(FigureView::Picture(Picture {
        ordered: false,
        key: vec![
            Sign { art: Art::Cell { abnormal: true }, words: words.abnormal.to_owned() },
            Sign { art: Art::Cell { abnormal: false }, words: words.usual.to_owned() },
        ],
        notes: vec![words.note.to_owned()],
        ..Picture::new("figure-types", words.title, parts)
    }))
}

/// When grades of the motor score were reached in a registry.
#[expect(clippy::unnecessary_wraps, reason = "one of several builders")]
pub fn ham_milestones(context: &FigureContext) -> Option<FigureView> {
    let words = &context.words().ham;
    let [one_hand, two_hands, crawl] = MILESTONES;
    let milestone = |(grade, after): (u8, shirube_risk::evidence::Fact), meaning: &str| {
        let years = words.years(&decimal::format(after.value));
        Part {
            signs: Vec::new(),
            heading: years,
            text: vec![["*", &words.grade(&grade.to_string()), "*"].concat(), meaning.to_owned()],
        }
    };
    let parts = vec![
        Part { signs: Vec::new(), heading: words.years("0"), text: vec![words.onset.to_owned()] },
        milestone(one_hand, words.one_hand),
        milestone(two_hands, words.two_hands),
        milestone(crawl, words.crawl),
    ];
    let people = OMDS_5_AFTER.n.map(|n| n.to_string()).unwrap_or_default();
    Some(FigureView::Picture(Picture {
        lead: vec![words.lead(&people)],
        whole: Some(Art::Years { at: MILESTONES.map(|(_, after)| after.value).to_vec() }),
        notes: vec![words.differ.to_owned(), words.treated.to_owned()],
        ..Picture::new("figure-milestones", words.title, parts)
    }))
}

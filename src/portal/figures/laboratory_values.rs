//! How values are measured, and what their scales mean.

use super::art::{Art, Bar, MeasuringStep};
use super::picture::{Part, Picture, Sign};
use super::{FactNumber, FigureContext, FigureView};
use shirube_numeric::decimal;
use shirube_risk::evidence::{CV_CUT_HIGH, CV_CUT_INTERMEDIATE, SIL2R_CUT_HIGH};

pub const KIT_FACTS: &[&str] = &[
    "kit_example_eia",
    "kit_example_cleia",
    "kit_example_eia_of_cleia",
    "kit_comparison_samples",
    "sil2r_cut_high",
];

/// From blood to one number.
#[expect(clippy::unnecessary_wraps, reason = "one of several builders")]
pub fn cv_measurement(context: &FigureContext) -> Option<FigureView> {
    let words = &context.words().measurement;
    let step = |step, heading: &str, text: &str| Part::new(Art::Measuring(step), heading, &[text]);
    let parts = vec![
        step(MeasuringStep::Blood, words.blood, words.blood_text),
        step(MeasuringStep::Sites, words.sites, words.sites_text),
        step(MeasuringStep::Copies, words.copies, words.copies_text),
        step(MeasuringStep::Waves, words.waves, words.waves_text),
        step(MeasuringStep::Number, words.number, words.number_text),
    ];
    Some(FigureView::Picture(Picture {
        notes: vec![words.note.to_owned()],
        moving: true,
        ..Picture::new("figure-measurement", words.title, parts)
    }))
}

/// The classes of Cv on their scale.
#[expect(clippy::unnecessary_wraps, reason = "one of several builders")]
pub fn cv_scale(context: &FigureContext) -> Option<FigureView> {
    let words = &context.words().scale;
    let cuts = [CV_CUT_INTERMEDIATE.value, CV_CUT_HIGH.value];
    let [low, high] = cuts.map(|cut| decimal::format_fixed(cut, 2));
    let class = |class, heading: &str, text: &str| Part::new(Art::ScaleClass(class), heading, &[text]);
    let parts = vec![
        class(0, words.low, &words.low_text(&low)),
        class(1, words.intermediate, &words.intermediate_text(&high, &low)),
        class(2, words.high, &words.high_text(&high)),
    ];
    Some(FigureView::Picture(Picture {
        lead: vec![words.ends.to_owned()],
        whole: Some(Art::Scale { cuts, shown: [low, high.clone()] }),
        notes: vec![words.other(&high), words.unknown.to_owned()],
        ..Picture::new("figure-scale", words.title, parts)
    }))
}

/// One blood, two kits, in both directions.
pub fn kit_difference(context: &FigureContext) -> Option<FigureView> {
    let words = &context.words().kits;
    let stated = context.fact("kit_example_eia")?;
    let as_cleia = context.fact("kit_example_cleia")?;
    let as_eia = context.fact("kit_example_eia_of_cleia")?;
    let bar = |kit: &str, fact: &FactNumber| Bar {
        name: kit.to_owned(),
        value: fact.value,
        shown: fact.shown.clone(),
    };
    let pair = |text: String, bars: [Bar; 2]| Part {
        signs: vec![Sign { art: Art::Bars { bars, cut: SIL2R_CUT_HIGH.value }, words: String::new() }],
        heading: text,
        text: Vec::new(),
    };
    let parts = vec![
        pair(
            words.eia_first(&as_cleia.shown, &stated.shown),
            [bar(words.eia, &stated), bar(words.cleia, &as_cleia)],
        ),
        pair(
            words.cleia_first(&stated.shown, &as_eia.shown),
            [bar(words.cleia, &stated), bar(words.eia, &as_eia)],
        ),
    ];
    Some(FigureView::Picture(Picture {
        lead: vec![words.lead(&context.shown("kit_comparison_samples")?)],
        ordered: false,
        notes: vec![words.cut(&decimal::format(SIL2R_CUT_HIGH.value)), words.unknown.to_owned()],
        ..Picture::new("figure-kits", words.title, parts)
    }))
}

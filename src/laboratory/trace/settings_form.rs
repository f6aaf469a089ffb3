//! How to measure, as typed and chosen, and read as settings of the core.

use shirube_clonality::TraceSettings;
use shirube_clonality::junction::{Anchor, AnchorError, Preset};
use shirube_numeric::decimal::{self, DecimalError};
use std::ops::RangeInclusive;

/// The constant sequence before the mixture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnchorChoice {
    /// A known end of a virus.
    Known(Preset),
    /// A sequence that the reader gives.
    Own,
}

impl AnchorChoice {
    /// Every choice, in listing order.
    pub const ALL: [Self; 5] = [
        Self::Known(Preset::Htlv1ThreePrime),
        Self::Known(Preset::Htlv1FivePrime),
        Self::Known(Preset::BlvThreePrime),
        Self::Known(Preset::BlvFivePrime),
        Self::Own,
    ];

    /// Value of the control.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Known(preset) => preset.code(),
            Self::Own => "own",
        }
    }

    /// The choice with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.code() == code)
    }
}

/// Share of the four bases in an endlessly diverse mixture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BackgroundChoice {
    /// A quarter each.
    Even,
    /// As in the human genome.
    Human,
    /// Four numbers that the reader gives.
    Own,
}

impl BackgroundChoice {
    /// Every choice, in listing order.
    pub const ALL: [Self; 3] = [Self::Even, Self::Human, Self::Own];

    /// Value of the control.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Even => "even",
            Self::Human => "human",
            Self::Own => "own",
        }
    }

    /// The choice with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.code() == code)
    }
}

/// Shares of A, C, G and T in the human genome, rounded: evidence on clonality, §2.
pub const HUMAN: [f64; 4] = [0.295, 0.205, 0.205, 0.295];

/// Bases that can be passed over.
pub const SKIPS: RangeInclusive<usize> = 0..=200;

/// Bases that can be measured.
pub const WINDOWS: RangeInclusive<usize> = TraceSettings::SHORTEST_WINDOW..=400;

/// How far the sum of four shares may be from one: people write two or three decimals.
const SUM_SLACK: f64 = 0.0105;

/// The settings as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingsForm {
    /// Which anchor.
    pub anchor: AnchorChoice,
    /// The reader's own anchor.
    pub own_anchor: String,
    /// Bases between junction and window.
    pub skip: String,
    /// Bases in the window.
    pub window: String,
    /// Which background.
    pub background: BackgroundChoice,
    /// The reader's own shares of A, C, G, T.
    pub own_background: [String; 4],
}

impl Default for SettingsForm {
    fn default() -> Self {
        Self {
            anchor: AnchorChoice::Known(Preset::Htlv1ThreePrime),
            own_anchor: String::new(),
            skip: TraceSettings::USUAL_SKIP.to_string(),
            window: TraceSettings::USUAL_WINDOW.to_string(),
            background: BackgroundChoice::Even,
            own_background: Default::default(),
        }
    }
}

/// An entry of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SettingsField {
    /// The reader's own anchor.
    Anchor,
    /// Bases between junction and window.
    Skip,
    /// Bases in the window.
    Window,
    /// The reader's own shares.
    Background,
}

/// What is wrong with an entry.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum SettingProblem {
    /// The text is no anchor.
    Anchor(AnchorError),
    /// No whole number from the first to the second.
    NotInRange(usize, usize),
    /// Not four numbers above 0, up to [`TraceSettings::MOST_OF_BACKGROUND`].
    NotShares,
    /// Four shares whose sum is this, and not 1.
    SumIsNotOne(f64),
}

/// An entry that cannot be used.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SettingError {
    /// Which.
    pub field: SettingsField,
    /// Why.
    pub problem: SettingProblem,
}

impl SettingsForm {
    /// The settings, or everything that is wrong.
    ///
    /// # Errors
    /// One error for each entry that cannot be used.
    pub fn read(&self) -> Result<TraceSettings, Vec<SettingError>> {
        let anchor = self.read_anchor();
        let skip = read_whole(SettingsField::Skip, &self.skip, &SKIPS);
        let window = read_whole(SettingsField::Window, &self.window, &WINDOWS);
        let background = self.read_background();
        match (anchor, skip, window, background) {
            (Ok(anchor), Ok(skip), Ok(window), Ok(background)) => {
                Ok(TraceSettings { skip, window, background, ..TraceSettings::new(anchor) })
            }
            (anchor, skip, window, background) => {
                Err([anchor.err(), skip.err(), window.err(), background.err()]
                    .into_iter()
                    .flatten()
                    .collect())
            }
        }
    }

    /// The anchor as it would be used, whether or not the rest can be read.
    pub fn anchor_text(&self) -> &str {
        match self.anchor {
            AnchorChoice::Known(preset) => preset.sequence(),
            AnchorChoice::Own => &self.own_anchor,
        }
    }

    fn read_anchor(&self) -> Result<Anchor, SettingError> {
        Anchor::parse(&decimal::half_width(self.anchor_text())).map_err(|error| SettingError {
            field: SettingsField::Anchor,
            problem: SettingProblem::Anchor(error),
        })
    }

    fn read_background(&self) -> Result<[f64; 4], SettingError> {
        match self.background {
            BackgroundChoice::Even => Ok(TraceSettings::EVEN),
            BackgroundChoice::Human => Ok(HUMAN),
            BackgroundChoice::Own => read_shares(&self.own_background)
                .map_err(|problem| SettingError { field: SettingsField::Background, problem }),
        }
    }

    /// Rewrites a number that could be read in its normal form, as when the reader leaves a field.
    pub fn normalise(&mut self) {
        for text in [&mut self.skip, &mut self.window].into_iter().chain(&mut self.own_background) {
            if let Ok(value) = decimal::parse(text) {
                *text = decimal::format(value);
            }
        }
    }
}

fn read_whole(
    field: SettingsField,
    text: &str,
    range: &RangeInclusive<usize>,
) -> Result<usize, SettingError> {
    let typed = decimal::parse(text);
    let is_typed = |whole: &usize| u32::try_from(*whole).is_ok_and(|whole| typed == Ok(f64::from(whole)));
    let problem = SettingProblem::NotInRange(*range.start(), *range.end());
    range.clone().find(is_typed).ok_or(SettingError { field, problem })
}

/// Four shares, scaled so that their sum is exactly what the core wants.
fn read_shares(texts: &[String; 4]) -> Result<[f64; 4], SettingProblem> {
    let mut shares = [0.0; 4];
    for (share, text) in shares.iter_mut().zip(texts) {
        let value = decimal::parse(text).map_err(|_: DecimalError| SettingProblem::NotShares)?;
        if !(value > 0.0 && value <= TraceSettings::MOST_OF_BACKGROUND) {
            return Err(SettingProblem::NotShares);
        }
        *share = value;
    }
    let sum: f64 = shares.iter().sum();
    if (sum - 1.0).abs() > SUM_SLACK {
        return Err(SettingProblem::SumIsNotOne(sum));
    }
    Ok(shares.map(|share| share / sum))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn errors(form: &SettingsForm) -> Vec<SettingsField> {
        form.read().err().unwrap_or_default().into_iter().map(|error| error.field).collect()
    }

    fn own_shares(shares: [&str; 4]) -> SettingsForm {
        SettingsForm {
            background: BackgroundChoice::Own,
            own_background: shares.map(str::to_owned),
            ..SettingsForm::default()
        }
    }

    #[test]
    fn untouched_it_is_the_usual_settings() {
        let preset = Anchor::parse(Preset::Htlv1ThreePrime.sequence()).unwrap();
        assert_eq!(SettingsForm::default().read(), Ok(TraceSettings::new(preset)));
    }

    #[test]
    fn every_preset_is_an_anchor() {
        for anchor in AnchorChoice::ALL {
            let form =
                SettingsForm { anchor, own_anchor: "TTAGTACACA".to_owned(), ..SettingsForm::default() };
            assert!(form.read().is_ok(), "{anchor:?}");
            assert_eq!(AnchorChoice::from_code(anchor.code()), Some(anchor));
        }
    }

    #[test]
    fn numbers_may_be_full_width_and_are_rewritten() {
        let mut form =
            SettingsForm { skip: "１２".into(), window: " 3０ ".into(), ..SettingsForm::default() };
        let settings = form.read().unwrap();
        assert_eq!((settings.skip, settings.window), (12, 30));
        form.normalise();
        assert_eq!((form.skip.as_str(), form.window.as_str()), ("12", "30"));
    }

    #[test]
    fn every_wrong_entry_is_named_and_nothing_is_measured() {
        for text in ["", "-1", "6.5", "201", "six", "1e1", "5%"] {
            let form = SettingsForm { skip: text.into(), ..SettingsForm::default() };
            assert_eq!(errors(&form), [SettingsField::Skip], "{text:?}");
        }
        for text in ["", "9", "401", "40,5"] {
            let form = SettingsForm { window: text.into(), ..SettingsForm::default() };
            assert_eq!(errors(&form), [SettingsField::Window], "{text:?}");
        }
        let form = SettingsForm {
            anchor: AnchorChoice::Own,
            skip: "x".into(),
            window: "x".into(),
            ..own_shares(["x"; 4])
        };
        assert_eq!(
            errors(&form),
            [SettingsField::Anchor, SettingsField::Skip, SettingsField::Window, SettingsField::Background]
        );
    }

    #[test]
    fn the_ends_of_the_ranges_are_taken() {
        for (skip, window) in [("0", "10"), ("200", "400")] {
            let form = SettingsForm { skip: skip.into(), window: window.into(), ..SettingsForm::default() };
            assert!(form.read().is_ok(), "{skip} {window}");
        }
    }

    #[test]
    fn shares_add_up_to_one() {
        let shares = own_shares(["0.3", "0.2", "０．２", ".3"]).read().unwrap().background;
        assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-15);
        // Two decimals each, as people write thirds.
        assert!(own_shares(["0.33", "0.33", "0.17", "0.16"]).read().is_ok());
        let problem = |shares| own_shares(shares).read().unwrap_err()[0].problem;
        assert_eq!(problem(["0.3", "0.3", "0.3", "0.3"]), SettingProblem::SumIsNotOne(1.2));
        for wrong in [
            ["0.5", "0.5", "0", "0"],
            ["30", "20", "20", "30"],
            ["30%", "20%", "20%", "30%"],
            ["0.6", "0.1", "0.1", "0.2"],
        ] {
            assert_eq!(problem(wrong), SettingProblem::NotShares, "{wrong:?}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(own_anchor in "\\PC*", skip in "\\PC{0,8}", share in "\\PC{0,8}") {
            let form = SettingsForm {
                anchor: AnchorChoice::Own,
                own_anchor,
                skip,
                background: BackgroundChoice::Own,
                own_background: [share.clone(), share.clone(), share.clone(), share],
                ..SettingsForm::default()
            };
            let _ = form.read();
        }
    }
}

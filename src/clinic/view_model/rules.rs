//! One rule's answer in words.

use super::Case;
use super::rule_words::rule_name;
use crate::clinic::form::NumberEntry;
use shirube_numeric::decimal;
use shirube_risk::analytes::Condition;
use shirube_risk::answer::{Answer, Reason, Status};
use shirube_risk::coded::{Coded, CodedSet};
use shirube_risk::evidence::{
    ATL_PI_CUT_AGE, ATL_PI_CUT_ALBUMIN, ATL_PI_CUT_HIGH, ATL_PI_CUT_INTERMEDIATE,
    ATL_PI_CUT_PERFORMANCE_STATUS, ATL_PI_CUT_SIL2R, ATL_PI_FACTOR_POINTS, ATL_PI_STAGE_POINTS,
    ATL_PI_SURVIVAL_LOW, Fact, IATL_2017_COEFFICIENT, PVL_CUT, PVL_CUT_OF_TRIAL, SHIMOYAMA_CUT_ABNORMAL,
    SHIMOYAMA_CUT_ABNORMAL_LYMPHOMA, SHIMOYAMA_CUT_CALCIUM_MEQ, SHIMOYAMA_CUT_CALCIUM_MG,
    SHIMOYAMA_CUT_CALCIUM_MMOL, SHIMOYAMA_CUT_LDH_CHRONIC, SHIMOYAMA_CUT_LDH_SMOLDERING,
    SHIMOYAMA_CUT_LYMPHOCYTES, SHIMOYAMA_CUT_T_LYMPHOCYTES, Source, SourceId,
};
use shirube_risk::inputs::{Omds, Organ};
use shirube_risk::rules::chronic_unfavorable::Factors;
use shirube_risk::rules::pvl_carrier::Load;
use shirube_risk::rules::shimoyama::Subtype;
use shirube_risk::rules::{
    Endpoint, Rule, atl_pi, chronic_unfavorable, cv_class, cv_sil2r, iatl_pi_2017, iatl_pi_2025, omds,
    pvl_carrier, shimoyama,
};

/// A rule that applies, and its answer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RuleView {
    /// Its id; the name of its output.
    pub id: &'static str,
    /// Its name and version.
    pub name: String,
    /// What it looks at.
    pub endpoint: &'static str,
    /// Whether that is survival.
    pub is_about_survival: bool,
    /// `determined`, `undetermined`, `withheld`, `empty` or `invalid`.
    pub status: &'static str,
    /// Codes of the results still possible.
    pub possible: String,
    /// Paths of the missing values that matter.
    pub settled_by: String,
    /// Codes of the warnings.
    pub warnings: String,
    /// Its index, score or grade, unrounded; empty where it has none.
    pub number: String,
    /// The answer; `*…*` marks emphasis.
    pub sentence: String,
    /// What stands with it.
    pub details: Vec<String>,
    /// How the rule works; empty where the screen tells it elsewhere.
    pub definition: Vec<String>,
    /// Where it was published, and where else a number of its answer comes from.
    pub sources: Vec<Source>,
}

/// What is particular to one rule.
#[derive(Default)]
struct Particulars {
    /// Whether any value that it reads was entered.
    entered: bool,
    /// Whether any value that it reads could not be read.
    invalid: bool,
    number: String,
    /// What stands with an answer.
    details: Vec<String>,
    definition: Vec<String>,
    /// Sources of numbers beside that of the rule itself.
    more_sources: Vec<SourceId>,
}

const CHRONIC_ENTRIES: [NumberEntry; 6] = [
    NumberEntry::Ldh,
    NumberEntry::LdhLimit,
    NumberEntry::Albumin,
    NumberEntry::AlbuminLimit,
    NumberEntry::Bun,
    NumberEntry::BunLimit,
];

const SUBTYPE_ENTRIES: [NumberEntry; 6] = [
    NumberEntry::Lymphocytes,
    NumberEntry::TLymphocytes,
    NumberEntry::AbnormalLymphocytes,
    NumberEntry::Ldh,
    NumberEntry::LdhLimit,
    NumberEntry::Calcium,
];

const ATL_PI_ENTRIES: [NumberEntry; 2] = [NumberEntry::Age, NumberEntry::Albumin];

impl Case<'_> {
    /// Every rule that applies, in the order of the rules.
    pub(super) fn rules(&self) -> Vec<RuleView> {
        [
            self.cv_class(),
            self.cv_sil2r(),
            self.iatl_pi_2017(),
            self.iatl_pi_2025(),
            self.atl_pi(),
            self.pvl_carrier(),
            self.shimoyama(),
            self.chronic_unfavorable(),
            self.omds(),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn cv_class(&self) -> Option<RuleView> {
        let particulars = Particulars {
            entered: !self.first.cv.trim().is_empty(),
            invalid: self.first.entries().cv.is_err(),
            ..Particulars::default()
        };
        self.rule(&cv_class::RULE, &self.all.cv_class, |class| self.level(class.code()), particulars)
    }

    fn cv_sil2r(&self) -> Option<RuleView> {
        let particulars = Particulars {
            entered: !self.first.cv.trim().is_empty() || self.sil2r_entered(),
            invalid: self.first.entries().cv.is_err() || self.sil2r_invalid(),
            ..Particulars::default()
        };
        let label = |region: cv_sil2r::Region| {
            [region.code(), " (", &self.level(region.group().code()), ")"].concat()
        };
        self.rule(&cv_sil2r::RULE, &self.all.cv_sil2r, label, particulars)
    }

    fn iatl_pi_2017(&self) -> Option<RuleView> {
        let words = &self.words.rules;
        let answer = &self.all.iatl_pi_2017;
        let survival = answer.possible.single().map(|group| {
            group.median_survival().map_or(words.detail.survival_not_reached.to_owned(), |years| {
                words.detail.survival_median_years(&value(years))
            })
        });
        let index = self.all.iatl_pi_2017_index;
        let index_line = index.map(|index| words.detail.index(&decimal::format_fixed(index, 2)));
        let [low, high] = [0, 1].map(|at| cut(&iatl_pi_2017::RULE, at));
        let particulars = Particulars {
            entered: self.sil2r_entered(),
            invalid: self.sil2r_invalid(),
            number: index.map(|index| index.to_string()).unwrap_or_default(),
            details: survival.into_iter().chain(index_line).collect(),
            definition: vec![words.define.iatl_pi_2017(&value(&IATL_2017_COEFFICIENT), &high, &low)],
            ..Particulars::default()
        };
        self.rule(&iatl_pi_2017::RULE, answer, |group| self.level(group.code()), particulars)
    }

    fn iatl_pi_2025(&self) -> Option<RuleView> {
        let words = &self.words.rules;
        let answer = &self.all.iatl_pi_2025;
        let survival = answer.possible.single().map(|group| {
            words.detail.survival_five_years(&decimal::format_fixed(group.five_year_survival().value, 1))
        });
        let reads_labs = self.condition == Condition::ChronicAtl;
        let [first, second, third] = [0, 1, 2].map(|at| cut(&iatl_pi_2025::RULE, at));
        let particulars = Particulars {
            entered: self.sil2r_entered(),
            invalid: self.sil2r_invalid() || reads_labs && self.entries.any_problem(&CHRONIC_ENTRIES),
            details: survival.into_iter().collect(),
            definition: vec![words.define.iatl_pi_2025(&first, &second, &third)],
            ..Particulars::default()
        };
        self.rule(&iatl_pi_2025::RULE, answer, |group| self.level(group.code()), particulars)
    }

    fn atl_pi(&self) -> Option<RuleView> {
        let words = &self.words.rules.detail;
        let answer = &self.all.atl_pi;
        let score = self.all.atl_pi_score;
        let (number, line) = score.map_or_else(Default::default, |score| {
            let (min, max) = (score.min.to_string(), score.max.to_string());
            if min == max {
                (min.clone(), words.score(&min))
            } else {
                ([min.as_str(), &max].join(" "), words.score_range(&max, &min))
            }
        });
        let survival = answer
            .possible
            .single()
            .map(|group| words.survival_median_months(&value(group.median_survival())));
        let particulars = Particulars {
            entered: self.sil2r_entered()
                || self.more.any_text(&ATL_PI_ENTRIES)
                || self.more.stage.is_some()
                || self.more.performance_status.is_some(),
            invalid: self.sil2r_invalid() || self.entries.any_problem(&ATL_PI_ENTRIES),
            number,
            details: std::iter::once(line).chain(survival).collect(),
            definition: vec![self.atl_pi_definition()],
            more_sources: vec![ATL_PI_SURVIVAL_LOW.source],
        };
        self.rule(&atl_pi::RULE, answer, |group| self.level(group.code()), particulars)
    }

    fn atl_pi_definition(&self) -> String {
        self.words.rules.define.atl_pi(
            &value(&ATL_PI_CUT_AGE),
            &value(&ATL_PI_CUT_ALBUMIN),
            &value(&ATL_PI_CUT_HIGH),
            &value(&ATL_PI_CUT_INTERMEDIATE),
            &value(&ATL_PI_FACTOR_POINTS),
            &value(&ATL_PI_CUT_SIL2R),
            &value(&ATL_PI_STAGE_POINTS),
            &value(&ATL_PI_CUT_PERFORMANCE_STATUS),
        )
    }

    fn pvl_carrier(&self) -> Option<RuleView> {
        let words = &self.words.rules;
        let answer = &self.all.pvl_carrier;
        let fact_cut = value(&PVL_CUT);
        let people = |count: Option<u32>| count.map(|count| count.to_string()).unwrap_or_default();
        let (events, n) = (people(PVL_CUT.events), people(PVL_CUT.n));
        let seen = answer.possible.single().map(|load| match load {
            Load::Below4 => words.detail.pvl_below(&fact_cut, &events, &n),
            Load::AtLeast4 => words.detail.pvl_at_least(&fact_cut, &events, &n),
        });
        let trial = PVL_CUT_OF_TRIAL.source.source().title;
        let particulars = Particulars {
            entered: self.more.any_text(&[NumberEntry::ProviralLoad]),
            invalid: self.entries.any_problem(&[NumberEntry::ProviralLoad]),
            details: seen
                .into_iter()
                .chain([words.detail.pvl_trial(&value(&PVL_CUT_OF_TRIAL), trial)])
                .collect(),
            definition: vec![words.define.pvl_carrier(&fact_cut)],
            more_sources: vec![PVL_CUT_OF_TRIAL.source],
            ..Particulars::default()
        };
        let label = |load| match load {
            Load::Below4 => words.result.below(&fact_cut),
            Load::AtLeast4 => words.result.at_least(&fact_cut),
        };
        self.rule(&pvl_carrier::RULE, answer, label, particulars)
    }

    fn shimoyama(&self) -> Option<RuleView> {
        let words = &self.words.rules;
        let answer = &self.all.shimoyama;
        let not_forced = answer.possible.contains(Subtype::DoesNotFit).then_some(words.detail.does_not_fit);
        let particulars = Particulars {
            entered: self.more.any_text(&SUBTYPE_ENTRIES)
                || Organ::ALL.into_iter().any(|organ| self.more.organs.get(organ).is_some()),
            invalid: self.subtype_is_invalid(),
            details: not_forced.into_iter().chain([words.detail.antibody]).map(str::to_owned).collect(),
            definition: self.shimoyama_definition(),
            more_sources: vec![SHIMOYAMA_CUT_CALCIUM_MG.source],
            ..Particulars::default()
        };
        let view = self.rule(&shimoyama::RULE, answer, |subtype| self.subtype_name(subtype), particulars)?;
        let fits_none = view.status == "determined" && view.possible == Subtype::DoesNotFit.code();
        Some(if fits_none { RuleView { sentence: words.result.fits_none.to_owned(), ..view } } else { view })
    }

    fn shimoyama_definition(&self) -> Vec<String> {
        let words = &self.words.rules.define;
        let lymphocytes = value(&SHIMOYAMA_CUT_LYMPHOCYTES);
        let abnormal = value(&SHIMOYAMA_CUT_ABNORMAL);
        let calcium = [SHIMOYAMA_CUT_CALCIUM_MEQ, SHIMOYAMA_CUT_CALCIUM_MG, SHIMOYAMA_CUT_CALCIUM_MMOL];
        let [meq, mg, mmol] = calcium.each_ref().map(value);
        vec![
            words.shimoyama.to_owned(),
            words.shimoyama_smoldering(&abnormal, &value(&SHIMOYAMA_CUT_LDH_SMOLDERING), &lymphocytes),
            words.shimoyama_chronic(
                &abnormal,
                &value(&SHIMOYAMA_CUT_LDH_CHRONIC),
                &lymphocytes,
                &value(&SHIMOYAMA_CUT_T_LYMPHOCYTES),
            ),
            words.shimoyama_lymphoma(&value(&SHIMOYAMA_CUT_ABNORMAL_LYMPHOMA), &lymphocytes),
            words.shimoyama_acute(&abnormal),
            words.shimoyama_calcium(&meq, &mg, &mmol),
        ]
    }

    /// Whether a value that the subtype rests on could not be read.
    pub(super) fn subtype_is_invalid(&self) -> bool {
        self.entries.any_problem(&SUBTYPE_ENTRIES)
    }

    fn chronic_unfavorable(&self) -> Option<RuleView> {
        let words = &self.words.rules;
        let present = chronic_unfavorable::present(&self.entries.inputs.labs);
        let particulars = Particulars {
            entered: self.more.any_text(&CHRONIC_ENTRIES),
            invalid: self.entries.any_problem(&CHRONIC_ENTRIES),
            details: (!present.is_empty())
                .then(|| words.detail.factors(&self.field_names(present)))
                .into_iter()
                .collect(),
            definition: vec![words.define.chronic_unfavorable.to_owned()],
            ..Particulars::default()
        };
        let label = |kind| match kind {
            Factors::Favorable => words.result.favorable.to_owned(),
            Factors::Unfavorable => words.result.unfavorable.to_owned(),
        };
        self.rule(&chronic_unfavorable::RULE, &self.all.chronic_unfavorable, label, particulars)
    }

    /// The grade itself is the answer.
    fn omds(&self) -> Option<RuleView> {
        let words = &self.words.rules;
        let grade = self.all.omds_grade.map(Omds::value);
        let (lowest, highest) = (decimal::format(0.0), Omds::MAX.to_string());
        let particulars = Particulars {
            entered: grade.is_some(),
            number: grade.map(|grade| grade.to_string()).unwrap_or_default(),
            definition: vec![words.define.omds(&highest, &lowest)],
            ..Particulars::default()
        };
        let view = self.rule(&omds::RULE, &self.all.omds, |class| match class {}, particulars)?;
        Some(match grade {
            Some(grade) => {
                let description = super::grade_description(grade, &self.words.entries.omds);
                RuleView { sentence: words.result.grade(description, &grade.to_string()), ..view }
            }
            None => view,
        })
    }

    /// The parts that all rules have alike; `None` where the rule does not apply.
    fn rule<R: Coded>(
        &self,
        rule: &Rule,
        answer: &Answer<R>,
        label: impl Fn(R) -> String,
        particulars: Particulars,
    ) -> Option<RuleView> {
        if matches!(answer.reason, Some(Reason::OutOfScope | Reason::SubtypeGiven)) {
            return None;
        }
        let words = &self.words.rules;
        let Particulars { entered, invalid, number, details, definition, more_sources } = particulars;
        // Whether chronic ATL is favorable may hang on the very value that cannot be read.
        let reads_entries = answer.reason != Some(Reason::MethodNotStudied);
        let (status, sentence) = match answer.status() {
            _ if invalid && reads_entries => ("invalid", words.invalid.to_owned()),
            Status::Withheld => (Status::Withheld.code(), self.withheld_sentence(rule, answer.reason)),
            _ if !entered => ("empty", words.fields_first(&self.field_names(answer.settled_by))),
            status => (status.code(), self.answer_sentence(answer, label)),
        };
        let has_answer = matches!(status, "determined" | "undetermined");
        let codes = |codes: Vec<&str>| if has_answer { codes.join(" ") } else { String::new() };
        let is_about_survival = rule.endpoint == Endpoint::OverallSurvival;
        let people = rule.cut_offs.first().and_then(|cut| cut.fact.n).filter(|_| is_about_survival);
        let people = people.map(|n| words.detail.people(&n.to_string()));
        let warnings = self.warning_sentences(rule, answer.warnings);
        // Where everything is still open there is nothing yet to explain.
        let explains = has_answer && !is_open(answer);
        Some(RuleView {
            id: rule.id,
            name: words.name_and_version(&rule_name(rule, &words.name), rule.version),
            endpoint: self.endpoint(rule.endpoint),
            is_about_survival,
            status,
            possible: codes(answer.possible.iter().map(Coded::code).collect()),
            settled_by: codes(answer.settled_by.iter().map(Coded::code).collect()),
            warnings: codes(answer.warnings.iter().map(Coded::code).collect()),
            number: if has_answer { number } else { String::new() },
            sentence,
            details: if explains {
                warnings.into_iter().chain(details).chain(people).collect()
            } else {
                Vec::new()
            },
            definition,
            sources: std::iter::once(rule.source).chain(more_sources).map(SourceId::source).collect(),
        })
    }

    fn sil2r_entered(&self) -> bool {
        !self.first.sil2r.trim().is_empty()
    }

    fn sil2r_invalid(&self) -> bool {
        self.first.entries().sil2r.is_err()
    }
}

/// A fact's value as a reader meets it.
pub(super) fn value(fact: &Fact) -> String {
    decimal::format(fact.value)
}

/// A rule's cut-off as a reader meets it.
fn cut(rule: &Rule, at: usize) -> String {
    rule.cut_offs.get(at).map(|cut| value(&cut.fact)).unwrap_or_default()
}

/// Whether a rule with more than two results has not excluded any.
pub(super) fn is_open<R: Coded>(answer: &Answer<R>) -> bool {
    answer.possible == CodedSet::all() && answer.possible.len() > 2
}

//! Why this answer: the rule, the inputs, the study, the sources, what is not known.

use super::Case;
use super::answer::{condition_name, cv_cut, people_count, published_months, sil2r_cut};
use shirube_numeric::decimal;
use shirube_risk::evidence::{
    AUC_CV, AUC_SIL2R, CV_CUT_HIGH, CV_CUT_INTERMEDIATE, FOLLOW_UP_MEAN, Fact, PEOPLE_ALL, PEOPLE_CARRIERS,
    PEOPLE_FOLLOWED, PEOPLE_HAM, PEOPLE_ONE_TIME_POINT, PEOPLE_PROGRESSED, PEOPLE_SMOLDERING, Population,
    SIL2R_CUT_HIGH, Source, SourceId, SourceKind, Unit,
};
use shirube_risk::rules::cv_sil2r::{Region, SingleMarker, single_marker};
use shirube_risk::rules::{Endpoint, Rule, cv_class, cv_sil2r};

/// The reasons, as headed lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Why {
    /// Heading and items.
    pub sections: Vec<(&'static str, Vec<String>)>,
    /// Where to read more.
    pub sources: Vec<SourceView>,
}

/// A source with what a reader needs to find it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceView {
    /// What sort of publication, in words.
    pub kind: &'static str,
    /// Its title, in its own language.
    pub title: &'static str,
    /// Journal or publisher, and year.
    pub publication: String,
    /// Address.
    pub url: &'static str,
}

impl SourceView {
    /// The words for a source.
    pub fn new(id: SourceId, words: &crate::words::Words) -> Self {
        let Source { kind, title, publication, year, url } = id.source();
        let year = year.map(|year| format!(" ({year})")).unwrap_or_default();
        Self {
            kind: match kind {
                SourceKind::Paper => words.why.kind.paper,
                SourceKind::BookChapter => words.why.kind.book_chapter,
                SourceKind::TrialRegistry => words.why.kind.trial_registry,
                SourceKind::WebPage => words.why.kind.web_page,
                SourceKind::PressRelease => words.why.kind.press_release,
                SourceKind::LaboratoryPage => words.why.kind.laboratory_page,
            },
            title,
            publication: format!("{publication}{year}"),
            url,
        }
    }
}

fn population_name(population: Population, words: &crate::words::Words) -> &'static str {
    let names = &words.why.population;
    match population {
        Population::Carriers => names.carriers,
        Population::CarriersAndHam => names.carriers_and_ham,
        Population::FollowUpNotSpecified => names.follow_up_not_specified,
        Population::HamTsp => names.ham_tsp,
        Population::KitComparisonSamples => names.kit_comparison_samples,
        Population::SmolderingAtl => names.smoldering_atl,
        Population::SmolderingAtlCvHigh => names.smoldering_atl_cv_high,
        Population::SmolderingAtlFollowed => names.smoldering_atl_followed,
        Population::SmolderingAtlR2R3 => names.smoldering_atl_r2_r3,
        Population::SmolderingAtlR4 => names.smoldering_atl_r4,
        Population::SmolderingAtlSil2rHigh => names.smoldering_atl_sil2r_high,
        Population::WholeStudy => names.whole_study,
        // People of other rules, which are named where those rules are shown.
        _ => "",
    }
}

impl Case {
    pub(super) fn why(&self) -> Why {
        let words = &self.words.why;
        let is_class = cv_class::applies_to(self.condition);
        let (rule, text) = if is_class {
            let (low, high) = (cv_cut(&CV_CUT_INTERMEDIATE), cv_cut(&CV_CUT_HIGH));
            (cv_class::RULE, words.rule_cv_class(&high, &low))
        } else {
            (cv_sil2r::RULE, words.rule_cv_sil2r(&cv_cut(&CV_CUT_HIGH), &sil2r_cut()))
        };
        let Rule { id, version, endpoint, population, .. } = rule;
        let endpoint = match endpoint {
            Endpoint::ProgressionToAggressiveAtl => words.endpoint_progression,
            _ => words.endpoint_onset,
        };
        let mut sections = vec![
            (words.rule, vec![words.rule_name(id, version), text]),
            (words.endpoint, vec![endpoint.to_owned(), population_name(population, self.words).to_owned()]),
            (words.inputs, self.input_items(is_class)),
            (words.numbers, self.facts().iter().map(|(what, fact)| self.fact_line(what, fact)).collect()),
            (words.study, self.study_items()),
            (words.not_known, self.unknown_items(is_class)),
        ];
        if !is_class {
            let also = vec![words.sil2r_also_text.to_owned(), words.same_day.to_owned()];
            sections.push((words.sil2r_also, also));
        }
        Why { sections, sources: self.sources(is_class) }
    }

    fn input_items(&self, is_class: bool) -> Vec<String> {
        let words = &self.words.why;
        let missing = |name: &str| words.input_missing(name);
        let cv = self.cv_text().unwrap_or_else(|| missing("Cv"));
        let sil2r = self.sil2r_text().unwrap_or_else(|| missing("sIL-2R"));
        let condition = condition_name(self.condition, &self.words.assess).to_owned();
        if is_class { vec![condition, cv] } else { vec![condition, cv, sil2r] }
    }

    /// The published numbers this answer rests on, each with what it is.
    fn facts(&self) -> Vec<(&'static str, &'static Fact)> {
        let words = &self.words.why;
        if cv_class::applies_to(self.condition) {
            return cv_class::RULE.cut_offs.iter().map(|cut| (words.fact_cv_cut, &cut.fact)).collect();
        }
        let time = match single_marker(self.cv, self.sil2r) {
            Some(SingleMarker::CvHigh(time) | SingleMarker::Sil2rHigh(time)) => Some(time),
            _ => self.cv_sil2r.possible.single().and_then(Region::published_time),
        };
        time.map(|time| (words.fact_time, time))
            .into_iter()
            .chain([
                (words.fact_cv_cut, &CV_CUT_HIGH),
                (words.fact_sil2r_cut, &SIL2R_CUT_HIGH),
                (words.fact_follow_up, &FOLLOW_UP_MEAN),
            ])
            .collect()
    }

    fn fact_line(&self, what: &str, fact: &Fact) -> String {
        let words = &self.words.why;
        let people = |count: Option<u32>| {
            count.map_or(words.fact_unpublished.to_owned(), |n| words.fact_people(&n.to_string()))
        };
        let value = match fact.unit {
            Unit::Months => words.value_months(&published_months(fact)),
            Unit::UnitsPerMl => words.value_units_per_ml(&decimal::format(fact.value)),
            Unit::Fraction => decimal::format_fixed(fact.value, 2),
            _ => decimal::format(fact.value),
        };
        let period = fact.period.map_or(words.fact_unpublished.to_owned(), |p| words.fact_months(p));
        let population = population_name(fact.population, self.words);
        words.fact(&people(fact.events), &people(fact.n), &period, population, &value, what)
    }

    fn study_items(&self) -> Vec<String> {
        let words = &self.words.why;
        vec![
            words.study_people(
                &people_count(&PEOPLE_FOLLOWED),
                &people_count(&PEOPLE_ONE_TIME_POINT),
                &people_count(&PEOPLE_PROGRESSED),
                &people_count(&PEOPLE_SMOLDERING),
            ),
            words.study_period(&published_months(&FOLLOW_UP_MEAN), FOLLOW_UP_MEAN.period.unwrap_or_default()),
            words.study_all(
                &people_count(&PEOPLE_ALL),
                &people_count(&PEOPLE_CARRIERS),
                &people_count(&PEOPLE_HAM),
            ),
            words.study_population.to_owned(),
        ]
    }

    fn unknown_items(&self, is_class: bool) -> Vec<String> {
        let words = &self.words.why;
        if is_class {
            return [words.not_known_class, words.not_known_method, words.not_known_repeat]
                .map(str::to_owned)
                .to_vec();
        }
        let auc = |value| decimal::format_fixed(value, 3);
        vec![
            words.not_known_time.to_owned(),
            words.not_known_groups.to_owned(),
            words.not_known_numbering.to_owned(),
            words.not_known_kit.to_owned(),
            words.not_known_method.to_owned(),
            words.not_known_repeat.to_owned(),
            words.not_known_better(
                &auc(AUC_CV.value),
                &auc(AUC_SIL2R.value),
                &people_count(&PEOPLE_FOLLOWED),
                &people_count(&PEOPLE_PROGRESSED),
            ),
        ]
    }

    fn sources(&self, is_class: bool) -> Vec<SourceView> {
        let mut ids =
            vec![SourceId::RaisingClovaRelease2025, SourceId::Haematologica2025, SourceId::Medience12975];
        ids.push(if is_class { SourceId::CommunBiol2022 } else { SourceId::OkayamaSil2rComparison });
        ids.into_iter().map(|id| SourceView::new(id, self.words)).collect()
    }
}

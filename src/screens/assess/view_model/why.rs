//! Why this answer: the rule, the inputs, the study, the sources, what is not known.

use super::Case;
use super::answer::{condition_name, cv_cut, people_count, published_months, sil2r_cut};
use shirube_numeric::decimal;
use shirube_risk::evidence::{
    AUC_CV, AUC_SIL2R, CV_CUT_HIGH, CV_CUT_INTERMEDIATE, FOLLOW_UP_MEAN, PEOPLE_ALL, PEOPLE_CARRIERS,
    PEOPLE_FOLLOWED, PEOPLE_HAM, PEOPLE_ONE_TIME_POINT, PEOPLE_PROGRESSED, PEOPLE_SMOLDERING, Source,
    SourceId, SourceKind,
};
use shirube_risk::rules::{Rule, cv_class, cv_sil2r};

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
                SourceKind::Paper => words.about.source_paper,
                SourceKind::PressRelease => words.about.source_press_release,
                SourceKind::LaboratoryPage => words.about.source_laboratory_page,
            },
            title,
            publication: format!("{publication}{year}"),
            url,
        }
    }
}

impl Case {
    pub(super) fn why(&self) -> Why {
        let words = &self.words.why;
        let is_class = cv_class::applies_to(self.condition);
        let (rule, text, endpoint) = if is_class {
            let (low, high) = (cv_cut(CV_CUT_INTERMEDIATE), cv_cut(CV_CUT_HIGH));
            (cv_class::RULE, words.rule_cv_class(&high, &low), words.endpoint_onset)
        } else {
            let text = words.rule_cv_sil2r(&cv_cut(CV_CUT_HIGH), &sil2r_cut());
            (cv_sil2r::RULE, text, words.endpoint_progression)
        };
        let Rule { id, version, .. } = rule;
        let mut sections = vec![
            (words.rule, vec![words.rule_name(id, version), text]),
            (words.endpoint, vec![endpoint.to_owned()]),
            (words.inputs, self.input_items(is_class)),
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
        let missing = |name: &str| format!("{name}: {}", words.input_missing);
        let cv = self.cv_text().unwrap_or_else(|| missing("Cv"));
        let sil2r = self.sil2r_text().unwrap_or_else(|| missing("sIL-2R"));
        let condition = condition_name(self.condition, &self.words.assess).to_owned();
        if is_class { vec![condition, cv] } else { vec![condition, cv, sil2r] }
    }

    fn study_items(&self) -> Vec<String> {
        let words = &self.words.why;
        vec![
            words.study_people(
                &people_count(PEOPLE_FOLLOWED),
                &people_count(PEOPLE_ONE_TIME_POINT),
                &people_count(PEOPLE_PROGRESSED),
                &people_count(PEOPLE_SMOLDERING),
            ),
            words.study_period(&published_months(FOLLOW_UP_MEAN), FOLLOW_UP_MEAN.period.unwrap_or_default()),
            words.study_all(
                &people_count(PEOPLE_ALL),
                &people_count(PEOPLE_CARRIERS),
                &people_count(PEOPLE_HAM),
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
                &people_count(PEOPLE_FOLLOWED),
                &people_count(PEOPLE_PROGRESSED),
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

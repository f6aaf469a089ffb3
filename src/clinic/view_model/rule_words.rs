//! The words around a rule's answer: its name, its endpoint, its sentence, the values it lacks.

use super::Case;
use super::rules::is_open;
use crate::words::ClinicWordsRulesName;
use shirube_risk::answer::{Answer, Reason, Warning};
use shirube_risk::coded::{Coded, CodedSet};
use shirube_risk::inputs::Field;
use shirube_risk::rules::shimoyama::Subtype;
use shirube_risk::rules::{
    Endpoint, Rule, atl_pi, chronic_unfavorable, cv_class, cv_sil2r, iatl_pi_2017, iatl_pi_2025, omds,
    pvl_carrier, shimoyama,
};

impl Case<'_> {
    pub(super) fn answer_sentence<R: Coded>(
        &self,
        answer: &Answer<R>,
        label: impl Fn(R) -> String,
    ) -> String {
        let words = &self.words.rules;
        let results = self.join_results(answer.possible, label);
        if answer.settled_by.is_empty() {
            return words.possible_one(&results);
        }
        let possible = match answer.possible.len() {
            _ if is_open(answer) => words.possible_all.to_owned(),
            2 => words.possible_two(&results),
            _ => words.possible_many(&results),
        };
        let settled = words.settled_by(&self.field_names(answer.settled_by));
        [possible, settled].join(self.language.sentence_gap())
    }

    pub(super) fn withheld_sentence(&self, rule: &Rule, reason: Option<Reason>) -> String {
        let words = &self.words.rules;
        match reason {
            Some(Reason::NeedsFavorableChronic) => words.needs_favorable(&rule_name(rule, &words.name)),
            _ => words.withheld_method.to_owned(),
        }
    }

    pub(super) fn warning_sentences(&self, rule: &Rule, warnings: CodedSet<Warning>) -> Vec<String> {
        let words = &self.words.rules.detail;
        let sentence = |warning| match warning {
            Warning::CvMethodUnknown => words.method_unknown,
            Warning::Implausible if rule.id == pvl_carrier::RULE.id => words.implausible_pvl,
            Warning::Implausible => words.implausible_sil2r,
            Warning::ByExclusion => words.by_exclusion,
            Warning::SubtypeConflict => words.conflict,
        };
        warnings.iter().map(sentence).map(str::to_owned).collect()
    }

    /// Sentences about the rules that do not apply.
    pub(super) fn silent_rules(&self) -> Vec<String> {
        let words = &self.words.rules;
        let all = &self.all;
        let reasons = [
            (cv_class::RULE, all.cv_class.reason),
            (cv_sil2r::RULE, all.cv_sil2r.reason),
            (iatl_pi_2017::RULE, all.iatl_pi_2017.reason),
            (iatl_pi_2025::RULE, all.iatl_pi_2025.reason),
            (atl_pi::RULE, all.atl_pi.reason),
            (pvl_carrier::RULE, all.pvl_carrier.reason),
            (shimoyama::RULE, all.shimoyama.reason),
            (chronic_unfavorable::RULE, all.chronic_unfavorable.reason),
            (omds::RULE, all.omds.reason),
        ];
        let named = |wanted: Reason| {
            let names = reasons.iter().filter(|(_, reason)| *reason == Some(wanted));
            let names: Vec<String> = names.map(|(rule, _)| rule_name(rule, &words.name)).collect();
            (!names.is_empty()).then(|| names.join(words.separator))
        };
        let not_applied = named(Reason::OutOfScope).map(|rules| words.not_applied(&rules));
        let given = named(Reason::SubtypeGiven).map(|rules| words.subtype_given(&rules));
        not_applied.into_iter().chain(given).collect()
    }

    pub(super) fn join_results<R: Coded>(&self, results: CodedSet<R>, label: impl Fn(R) -> String) -> String {
        let words = &self.words.rules;
        let mut names: Vec<String> = results.iter().map(label).collect();
        let last = names.pop().unwrap_or_default();
        if names.is_empty() {
            return last;
        }
        [names.join(words.result_separator), last].join(words.result_last)
    }

    pub(super) fn subtype_name(&self, subtype: Subtype) -> String {
        let words = &self.words.rules.result;
        match subtype {
            Subtype::Smoldering => words.smoldering,
            Subtype::Chronic => words.chronic,
            Subtype::Lymphoma => words.lymphoma,
            Subtype::Acute => words.acute,
            Subtype::DoesNotFit => words.does_not_fit,
        }
        .to_owned()
    }

    /// The word for a level of risk, by its code.
    pub(super) fn level(&self, code: &'static str) -> String {
        let words = &self.words.rules.result;
        match code {
            "low" => words.low,
            "low_intermediate" => words.low_intermediate,
            "intermediate" => words.intermediate,
            "high_intermediate" => words.high_intermediate,
            "high" => words.high,
            other => other,
        }
        .to_owned()
    }

    pub(super) fn endpoint(&self, endpoint: Endpoint) -> &'static str {
        let words = &self.words.rules.endpoint;
        match endpoint {
            Endpoint::ProgressionToAggressiveAtl => words.progression,
            Endpoint::OnsetOfAtl => words.onset,
            Endpoint::OverallSurvival => words.survival,
            Endpoint::Classification => words.classification,
            Endpoint::MotorDisability => words.motor,
        }
    }

    /// The names of missing values, as the form writes them.
    pub(super) fn field_names(&self, fields: CodedSet<Field>) -> String {
        let words = &self.words.entries;
        let name = |field| match field {
            Field::Cv => "Cv",
            Field::Sil2r => "sIL-2R",
            Field::ProviralLoad => words.field.pvl,
            Field::Age => words.field.age_years,
            Field::PerformanceStatus => words.field.performance_status,
            Field::Stage => words.field.ann_arbor_stage,
            Field::Lymphocytes => words.field.lymphocytes,
            Field::TLymphocytes => words.field.t_lymphocytes,
            Field::AbnormalLymphocytes => words.field.abnormal_lymphocytes_percent,
            Field::Ldh | Field::LdhValue => words.field.ldh,
            Field::LdhLimit => words.field.ldh_upper_limit,
            Field::Calcium => words.field.calcium,
            Field::Albumin | Field::AlbuminValue => words.field.albumin,
            Field::AlbuminLimit => words.field.albumin_lower_limit,
            Field::Bun | Field::BunValue => words.field.bun,
            Field::BunLimit => words.field.bun_upper_limit,
            Field::LymphNode => words.organ.lymph_node,
            Field::Skin => words.organ.skin,
            Field::Lung => words.organ.lung,
            Field::Liver => words.organ.liver,
            Field::Spleen => words.organ.spleen,
            Field::Cns => words.organ.cns,
            Field::Bone => words.organ.bone,
            Field::Gi => words.organ.gi,
            Field::Ascites => words.organ.ascites,
            Field::PleuralEffusion => words.organ.pleural_effusion,
            Field::Omds => words.section.motor,
        };
        fields.iter().map(name).collect::<Vec<_>>().join(self.words.rules.separator)
    }
}

/// A rule's name, with the year of its source where that tells two apart.
pub(super) fn rule_name(rule: &Rule, names: &ClinicWordsRulesName) -> String {
    let year = rule.source.source().year.map(|year| year.to_string()).unwrap_or_default();
    match rule.id {
        "cv_class" => names.cv_class.to_owned(),
        "cv_sil2r" => names.cv_sil2r.to_owned(),
        "iatl_pi_2017" => names.iatl_pi_2017(&year),
        "iatl_pi_2025" => names.iatl_pi_2025(&year),
        "atl_pi" => names.atl_pi(&year),
        "pvl_carrier" => names.pvl_carrier(&year),
        "shimoyama" => names.shimoyama(&year),
        "chronic_unfavorable" => names.chronic_unfavorable.to_owned(),
        "omds" => names.omds.to_owned(),
        other => other.to_owned(),
    }
}

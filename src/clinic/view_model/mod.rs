//! What the clinic shows, as finished strings: numbers are formatted here, once.

mod comparison;
mod course;
mod entries;
mod rule_words;
mod rules;
#[cfg(test)]
mod tests;

pub use comparison::Difference;
pub use course::Course;
pub use entries::unit_label;
pub use rules::RuleView;

use super::form::{MoreEntries, MoreForm, NumberEntry};
use crate::screens::assess::Form;
use crate::words::{ClinicWords, ClinicWordsEntriesOmds, Language};
use shirube_risk::analytes::Condition;
use shirube_risk::assessment::{Assessment, assess};
use shirube_risk::rules::chronic_unfavorable::{self, Factors};
use shirube_risk::rules::shimoyama;

/// Everything the clinic shows for one state of both forms.
#[derive(Debug, Clone, PartialEq)]
pub struct ClinicView {
    /// The chosen situation.
    pub condition: Option<Condition>,
    /// What is wrong with each number, by its place in [`NumberEntry::ALL`].
    problems: Vec<Option<String>>,
    /// What is doubtful about each number, likewise.
    doubts: Vec<Option<String>>,
    /// Rules that apply and are not about survival.
    pub rules: Vec<RuleView>,
    /// Rules that apply and are about survival.
    pub survival: Vec<RuleView>,
    /// How many those are, in words.
    pub survival_hidden: String,
    /// Rules that do not apply, and why, as sentences.
    pub silent: Vec<String>,
    /// The chosen subtype against the values.
    pub conflict: Option<String>,
    /// Where rules that read the same value differ.
    pub differences: Vec<Difference>,
}

impl ClinicView {
    /// What is wrong with a number, if anything.
    pub fn problem(&self, entry: NumberEntry) -> Option<String> {
        self.problems.get(entry as usize).cloned().flatten()
    }

    /// What is doubtful about a number that is taken, if anything.
    pub fn doubt(&self, entry: NumberEntry) -> Option<String> {
        self.doubts.get(entry as usize).cloned().flatten()
    }

    /// What a screen reader is told: the conflict, then every answer there is.
    pub fn spoken(&self, with_survival: bool) -> String {
        let survival = if with_survival { self.survival.as_slice() } else { &[] };
        let has_answer = |rule: &&RuleView| matches!(rule.status, "determined" | "undetermined");
        let answers = self.rules.iter().chain(survival).filter(has_answer);
        let answers = answers.map(|rule| [&rule.name, ": ", &rule.sentence].concat());
        self.conflict.iter().cloned().chain(answers).collect::<Vec<_>>().join(" ").replace('*', "")
    }
}

/// One case to be shown: what was entered, what the rules say.
struct Case<'a> {
    words: &'static ClinicWords,
    language: Language,
    first: &'a Form,
    more: &'a MoreForm,
    entries: MoreEntries,
    condition: Condition,
    all: Assessment,
}

/// Builds the view. Pure: the same forms and language always give the same view.
pub fn view(first: &Form, more: &MoreForm, language: Language) -> ClinicView {
    let words = language.clinic_words();
    let condition = first.condition.unwrap_or(Condition::Unknown);
    let entries = more.entries(first, condition);
    let all = assess(&entries.inputs);
    let case = Case { words, language, first, more, entries, condition, all };
    let (problems, doubts) = (case.problem_messages(), case.doubts());
    if first.condition.is_none() {
        return ClinicView {
            condition: None,
            problems,
            doubts,
            rules: Vec::new(),
            survival: Vec::new(),
            survival_hidden: String::new(),
            silent: Vec::new(),
            conflict: None,
            differences: Vec::new(),
        };
    }
    let (survival, rules): (Vec<_>, Vec<_>) =
        case.rules().into_iter().partition(|rule| rule.is_about_survival);
    ClinicView {
        condition: first.condition,
        problems,
        doubts,
        survival_hidden: words.rules.survival_hidden(&survival.len().to_string()),
        rules,
        survival,
        silent: case.silent_rules(),
        conflict: case.conflict(),
        differences: case.differences(),
    }
}

/// What a grade of the motor disability score means.
pub fn grade_description(grade: u8, words: &ClinicWordsEntriesOmds) -> &'static str {
    match grade {
        0 => words.g0,
        1 => words.g1,
        2 => words.g2,
        3 => words.g3,
        4 => words.g4,
        5 => words.g5,
        6 => words.g6,
        7 => words.g7,
        8 => words.g8,
        9 => words.g9,
        10 => words.g10,
        11 => words.g11,
        12 => words.g12,
        _ => words.g13,
    }
}

/// The natural course of HAM in the registry.
pub fn course(language: Language) -> Course {
    course::course(&language.clinic_words().rules.course)
}

impl Case<'_> {
    /// The chosen subtype, where the values rule it out.
    fn conflict(&self) -> Option<String> {
        let words = &self.words.rules.conflict;
        let possible = self.all.shimoyama.possible;
        let stated = shimoyama::stated(self.condition).filter(|&stated| !possible.contains(stated));
        match stated {
            Some(stated) if !self.subtype_is_invalid() => {
                let found = self.join_results(possible, |subtype| self.subtype_name(subtype));
                Some(words.text(&found, &self.subtype_name(stated)))
            }
            _ => self.kind_conflict(),
        }
    }

    /// The same for favorable and unfavorable chronic ATL.
    fn kind_conflict(&self) -> Option<String> {
        let words = &self.words.rules;
        let name = |kind| match kind {
            Factors::Favorable => words.result.favorable,
            Factors::Unfavorable => words.result.unfavorable,
        };
        let stated = match self.condition {
            Condition::FavorableChronicAtl => Factors::Favorable,
            Condition::UnfavorableChronicAtl => Factors::Unfavorable,
            _ => return None,
        };
        let found = chronic_unfavorable::factors(&self.entries.inputs.labs).single()?;
        (found != stated).then(|| words.conflict.text(name(found), name(stated)))
    }
}

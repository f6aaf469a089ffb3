//! `shimoyama`: the clinical subtype of ATL from laboratory values and organs alone.
//!
//! HTLV-1 antibodies are presumed. Smoldering, chronic and lymphoma type are defined; acute is what
//! fits none of them and has 5 % or more abnormal lymphocytes or a lesion proven by histology; whatever
//! is left does not fit and is never forced into a class. (Shimoyama, British Journal of Haematology
//! 1991;79:428-437.)
//!
//! A missing value leaves several [`Profiles`]; the answer is the set of their subtypes.

use super::shimoyama_profiles::{
    ANY, AT_MOST_1, Answers, EITHER_CALCIUM, FEW, FIVE_OR_MORE, LDH_CHRONIC, LDH_SMOLDERING, MANY_NOT_T,
    MANY_T, NORMAL_CALCIUM, NOT_INVOLVED, PROVEN, Profile, Profiles, Question, Survey, each, only,
};
use super::{CutOff, Endpoint, Rule};
use crate::analytes::Condition;
use crate::answer::{Answer, Reason, Warning};
use crate::coded::{Coded, CodedSet, coded};
use crate::evidence::{
    Population, SHIMOYAMA_CUT_ABNORMAL, SHIMOYAMA_CUT_ABNORMAL_LYMPHOMA, SHIMOYAMA_CUT_CALCIUM_MEQ,
    SHIMOYAMA_CUT_CALCIUM_MG, SHIMOYAMA_CUT_CALCIUM_MMOL, SHIMOYAMA_CUT_LDH_CHRONIC,
    SHIMOYAMA_CUT_LDH_SMOLDERING, SHIMOYAMA_CUT_LYMPHOCYTES, SHIMOYAMA_CUT_T_LYMPHOCYTES, SourceId,
};
use crate::inputs::{Field, Inputs, Involvement, LDH_FIELDS, Labs, Organ, Organs, missing_part};
use crate::quantity::{Calcium, CalciumUnit, CellCount, LdhUnit, Lymphocytes, Unit};

const LYMPHOCYTOSIS: CutOff = CutOff::at_least(SHIMOYAMA_CUT_LYMPHOCYTES);
const T_LYMPHOCYTOSIS: CutOff = CutOff::above(SHIMOYAMA_CUT_T_LYMPHOCYTES);
const MANY_ABNORMAL: CutOff = CutOff::at_least(SHIMOYAMA_CUT_ABNORMAL);
const SOME_ABNORMAL: CutOff = CutOff::above(SHIMOYAMA_CUT_ABNORMAL_LYMPHOMA);
const RAISED_LDH: CutOff = CutOff::above(SHIMOYAMA_CUT_LDH_SMOLDERING);
const HIGH_LDH: CutOff = CutOff::above(SHIMOYAMA_CUT_LDH_CHRONIC);
const HIGH_CALCIUM_MG: CutOff = CutOff::at_least(SHIMOYAMA_CUT_CALCIUM_MG);
const HIGH_CALCIUM_MMOL: CutOff = CutOff::at_least(SHIMOYAMA_CUT_CALCIUM_MMOL);
const HIGH_CALCIUM_MEQ: CutOff = CutOff::at_least(SHIMOYAMA_CUT_CALCIUM_MEQ);

/// The rule's standing data.
pub const RULE: Rule = Rule {
    id: "shimoyama",
    version: "1",
    endpoint: Endpoint::Classification,
    population: Population::Atl,
    cut_offs: &[
        LYMPHOCYTOSIS,
        T_LYMPHOCYTOSIS,
        MANY_ABNORMAL,
        SOME_ABNORMAL,
        RAISED_LDH,
        HIGH_LDH,
        HIGH_CALCIUM_MG,
        HIGH_CALCIUM_MMOL,
        HIGH_CALCIUM_MEQ,
    ],
    source: SourceId::Shimoyama1991,
};

coded! {
    /// A clinical subtype, or none.
    Subtype {
        /// Smoldering type.
        Smoldering = "smoldering",
        /// Chronic type.
        Chronic = "chronic",
        /// Lymphoma type.
        Lymphoma = "lymphoma",
        /// Acute type, by exclusion.
        Acute = "acute",
        /// None: a specialist must look.
        DoesNotFit = "does_not_fit",
    }
}

const ORGAN_GROUPS: [(Question, &[Organ]); 4] = [
    (Question::Node, &[Organ::LymphNode]),
    (Question::SkinLung, &[Organ::Skin, Organ::Lung]),
    (Question::LiverSpleen, &[Organ::Liver, Organ::Spleen]),
    (Question::Closed, &[Organ::Cns, Organ::Bone, Organ::Gi, Organ::Ascites, Organ::PleuralEffusion]),
];

impl Profile {
    const fn has_proven_lesion(self) -> bool {
        self.is(Question::Node, PROVEN)
            || self.is(Question::SkinLung, PROVEN)
            || self.is(Question::LiverSpleen, PROVEN)
            || self.is(Question::Closed, PROVEN)
    }

    const fn is_smoldering(self) -> bool {
        self.is(Question::Counts, FEW)
            && (self.is(Question::Abnormal, FIVE_OR_MORE) || self.is(Question::SkinLung, PROVEN))
            && self.is(Question::Ldh, LDH_SMOLDERING)
            && self.is(Question::Calcium, NORMAL_CALCIUM)
            && self.is(Question::Node, NOT_INVOLVED)
            && self.is(Question::LiverSpleen, NOT_INVOLVED)
            && self.is(Question::Closed, NOT_INVOLVED)
    }

    const fn is_chronic(self) -> bool {
        self.is(Question::Counts, MANY_T)
            && (self.is(Question::Abnormal, FIVE_OR_MORE) || self.has_proven_lesion())
            && self.answer_to(Question::Ldh) <= LDH_CHRONIC
            && self.is(Question::Calcium, NORMAL_CALCIUM)
            && self.is(Question::Closed, NOT_INVOLVED)
    }

    const fn is_lymphoma(self) -> bool {
        self.is(Question::Counts, FEW)
            && self.is(Question::Abnormal, AT_MOST_1)
            && self.is(Question::Node, PROVEN)
    }

    pub(super) const fn subtype(self) -> Subtype {
        if self.is_smoldering() {
            Subtype::Smoldering
        } else if self.is_chronic() {
            Subtype::Chronic
        } else if self.is_lymphoma() {
            Subtype::Lymphoma
        } else if self.is(Question::Abnormal, FIVE_OR_MORE) || self.has_proven_lesion() {
            Subtype::Acute
        } else {
            Subtype::DoesNotFit
        }
    }
}

impl Profiles {
    fn of(inputs: &Inputs) -> Self {
        let mut profiles = Self([
            counts(inputs.labs.lymphocytes),
            abnormal(&inputs.labs),
            ldh(&inputs.labs),
            inputs.labs.calcium.map_or(EITHER_CALCIUM, |calcium| only(u8::from(is_high(calcium)))),
            0,
            0,
            0,
            0,
        ]);
        for ((_, organs), answers) in ORGAN_GROUPS.iter().zip(profiles.0.iter_mut().skip(4)) {
            *answers = gravest(inputs.organs, organs, None);
        }
        profiles
    }
}

fn counts(lymphocytes: Lymphocytes) -> Answers {
    let many = lymphocytes.all().map(|all| LYMPHOCYTOSIS.is_reached(all.billions_per_l()));
    let t = lymphocytes.t().map(CellCount::billions_per_l);
    let of_t = match t.map(|t| T_LYMPHOCYTOSIS.is_reached(t)) {
        Some(true) => only(MANY_T),
        Some(false) => only(MANY_NOT_T),
        None => only(MANY_T) | only(MANY_NOT_T),
    };
    match many {
        Some(false) => only(FEW),
        Some(true) => of_t,
        // There are at least as many lymphocytes as T-lymphocytes.
        None if t.is_some_and(|t| LYMPHOCYTOSIS.is_reached(t)) => of_t,
        None => only(FEW) | of_t,
    }
}

fn abnormal(labs: &Labs) -> Answers {
    labs.abnormal_lymphocytes.map_or(ANY, |percent| {
        let reached = [SOME_ABNORMAL, MANY_ABNORMAL].map(|cut| cut.is_reached(percent.value()));
        only(reached.into_iter().map(u8::from).sum())
    })
}

/// LDH is judged as a multiple of the laboratory's upper limit.
fn ldh(labs: &Labs) -> Answers {
    let side =
        |ratio: f64| [RAISED_LDH, HIGH_LDH].into_iter().map(|cut| u8::from(cut.is_reached(ratio))).sum();
    match (labs.ldh.value(), labs.ldh.limit()) {
        (Some(value), Some(limit)) => only(side(value.value() / limit)),
        // Every side up to that of the largest value that is taken.
        (None, Some(limit)) => ANY >> (2 - side(LdhUnit::UnitsPerL.range().high / limit)),
        (_, None) => ANY,
    }
}

/// Calcium is compared in the unit it was entered in.
fn is_high(calcium: Calcium) -> bool {
    match calcium.unit() {
        CalciumUnit::MilligramsPerDl => HIGH_CALCIUM_MG,
        CalciumUnit::MillimolesPerL => HIGH_CALCIUM_MMOL,
        CalciumUnit::MilliequivalentsPerL => HIGH_CALCIUM_MEQ,
    }
    .is_reached(calcium.value())
}

fn answers_of(organ: Option<Involvement>) -> Answers {
    organ.map_or(ANY, |involvement| only(involvement.index()))
}

/// The gravest findings still possible among `organs`, those of `left_out` not counted.
fn gravest(known: Organs, organs: &[Organ], left_out: Option<Organ>) -> Answers {
    organs.iter().filter(|&&organ| Some(organ) != left_out).map(|&organ| answers_of(known.get(organ))).fold(
        only(NOT_INVOLVED),
        |so_far, organ| {
            each(so_far)
                .flat_map(|a| each(organ).map(move |b| only(a.max(b))))
                .fold(0, |all, answer| all | answer)
        },
    )
}

/// Whether the rule is about people in this situation.
pub fn applies_to(condition: Condition) -> bool {
    !matches!(condition, Condition::Carrier | Condition::HamTsp)
}

/// The subtypes; the stated condition does not decide among them.
pub fn answer(inputs: &Inputs) -> Answer<Subtype> {
    if !applies_to(inputs.condition) {
        return Answer::withheld(Reason::OutOfScope);
    }
    let profiles = Profiles::of(inputs);
    let survey = profiles.survey();
    Answer::new(survey.possible, settled_by(inputs, &survey))
        .warn_if(survey.possible.contains(Subtype::Acute), Warning::ByExclusion)
}

/// The subtype that a stated condition names.
pub fn stated(condition: Condition) -> Option<Subtype> {
    match condition {
        Condition::SmolderingAtl => Some(Subtype::Smoldering),
        Condition::ChronicAtl | Condition::FavorableChronicAtl | Condition::UnfavorableChronicAtl => {
            Some(Subtype::Chronic)
        }
        Condition::LymphomaAtl => Some(Subtype::Lymphoma),
        Condition::AcuteAtl => Some(Subtype::Acute),
        Condition::Carrier | Condition::HamTsp | Condition::Unknown => None,
    }
}

/// The missing values that matter.
fn settled_by(inputs: &Inputs, survey: &Survey) -> CodedSet<Field> {
    let Labs { lymphocytes, abnormal_lymphocytes, ldh, calcium, .. } = inputs.labs;
    let matters = |field: Option<Field>, matters: bool| -> CodedSet<Field> {
        field.filter(|_| matters).into_iter().collect()
    };
    let missing = |field: Field, missing: bool| missing.then_some(field);
    // T-lymphocytes matter only where there are many lymphocytes, whose own number moves a person
    // between few and many.
    let all_matter =
        survey.matters(Question::Counts, FEW, MANY_T) || survey.matters(Question::Counts, FEW, MANY_NOT_T);
    let t_matter = survey.matters(Question::Counts, MANY_T, MANY_NOT_T);
    let labs = [
        matters(missing(Field::Lymphocytes, lymphocytes.all().is_none()), all_matter),
        matters(missing(Field::TLymphocytes, lymphocytes.t().is_none()), t_matter),
        matters(
            missing(Field::AbnormalLymphocytes, abnormal_lymphocytes.is_none()),
            survey.matters_at_all(Question::Abnormal),
        ),
        matters(missing_part(ldh, LDH_FIELDS), survey.matters_at_all(Question::Ldh)),
        matters(missing(Field::Calcium, calcium.is_none()), survey.matters_at_all(Question::Calcium)),
    ];
    let organs = ORGAN_GROUPS.iter().flat_map(|&(question, organs)| {
        organs
            .iter()
            .filter(move |&&organ| organ_matters(inputs.organs, organ, organs, question, survey))
            .map(|&organ| CodedSet::of(Field::of_organ(organ)))
    });
    labs.into_iter().chain(organs).fold(CodedSet::EMPTY, CodedSet::union)
}

/// Whether two findings in `organ` can lead to different subtypes: beside a graver finding in its
/// group they cannot.
fn organ_matters(known: Organs, organ: Organ, group: &[Organ], question: Question, survey: &Survey) -> bool {
    known.get(organ).is_none()
        && each(gravest(known, group, Some(organ))).any(|rest| {
            each(ANY).any(|a| each(ANY).any(|b| survey.matters(question, a.max(rest), b.max(rest))))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_defined_types_never_overlap_and_each_can_occur() {
        let mut seen = CodedSet::EMPTY;
        for profile in Profile::all() {
            let fits = [profile.is_smoldering(), profile.is_chronic(), profile.is_lymphoma()];
            assert!(fits.into_iter().filter(|fits| *fits).count() <= 1);
            seen = seen.with(profile.subtype());
        }
        assert_eq!(seen, CodedSet::all());
    }
}

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
        let [node, skin_lung, liver_spleen, closed] =
            ORGAN_GROUPS.map(|(_, organs)| gravest(inputs.organs, organs));
        Self([
            counts(inputs.labs.lymphocytes),
            abnormal(&inputs.labs),
            ldh(&inputs.labs),
            inputs.labs.calcium.map_or(EITHER_CALCIUM, |calcium| only(u8::from(is_high(calcium)))),
            node,
            skin_lung,
            liver_spleen,
            closed,
        ])
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

/// The gravest findings still possible among `organs`.
fn gravest(known: Organs, organs: &[Organ]) -> Answers {
    organs.iter().map(|&organ| answers_of(known.get(organ))).fold(only(NOT_INVOLVED), |so_far, organ| {
        each(so_far)
            .flat_map(|a| each(organ).map(move |b| only(a.max(b))))
            .fold(0, |all, answer| all | answer)
    })
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

/// The answers between which the number of lymphocytes moves a person.
const MOVES_OF_ALL: [(u8, u8); 2] = [(FEW, MANY_T), (FEW, MANY_NOT_T)];
/// The same for T-lymphocytes: they matter only where there are many lymphocytes.
const MOVES_OF_T: [(u8, u8); 1] = [(MANY_T, MANY_NOT_T)];

/// The missing values that matter.
fn settled_by(inputs: &Inputs, survey: &Survey) -> CodedSet<Field> {
    let Labs { lymphocytes, abnormal_lymphocytes, ldh, calcium, .. } = inputs.labs;
    let matters = |field: Option<Field>, matters: bool| -> CodedSet<Field> {
        field.filter(|_| matters).into_iter().collect()
    };
    let missing = |field: Field, missing: bool| missing.then_some(field);
    let counts_matter =
        |moves: &[(u8, u8)]| moves.iter().any(|&(one, other)| survey.matters(Question::Counts, one, other));
    let labs = [
        matters(missing(Field::Lymphocytes, lymphocytes.all().is_none()), counts_matter(&MOVES_OF_ALL)),
        matters(missing(Field::TLymphocytes, lymphocytes.t().is_none()), counts_matter(&MOVES_OF_T)),
        matters(
            missing(Field::AbnormalLymphocytes, abnormal_lymphocytes.is_none()),
            survey.matters_at_all(Question::Abnormal),
        ),
        matters(missing_part(ldh, LDH_FIELDS), survey.matters_at_all(Question::Ldh)),
        matters(missing(Field::Calcium, calcium.is_none()), survey.matters_at_all(Question::Calcium)),
    ];
    // An organ not looked at can hold every finding that its group may still have: those as grave as what is
    // known of the others, or graver.
    let organs = ORGAN_GROUPS
        .iter()
        .filter(|&&(question, _)| survey.matters_at_all(question))
        .flat_map(|&(_, organs)| organs)
        .filter(|&&organ| inputs.organs.get(organ).is_none())
        .map(|&organ| CodedSet::of(Field::of_organ(organ)));
    labs.into_iter().chain(organs).fold(CodedSet::EMPTY, CodedSet::union)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inputs::Percent;
    use crate::quantity::{CellCountUnit, Ldh, Quantity};

    /// Every pair of different answers.
    const PAIRS: [(u8, u8); 3] = [(0, 1), (0, 2), (1, 2)];

    fn around(boundary: f64) -> [f64; 3] {
        [boundary.next_down(), boundary, boundary.next_up()]
    }

    /// Missing, or one of the values that are taken.
    fn or_missing<T: Copy>(values: &[T]) -> Vec<Option<T>> {
        std::iter::once(None).chain(values.iter().copied().map(Some)).collect()
    }

    /// What is known, or, where nothing is, every value.
    fn filled<T: Copy>(known: Option<T>, values: &[T]) -> Vec<Option<T>> {
        if known.is_some() { vec![known] } else { values.iter().copied().map(Some).collect() }
    }

    fn union(answers: impl Iterator<Item = Answers>) -> Answers {
        answers.fold(0, |all, answer| all | answer)
    }

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

    /// Both units, with the ends and both boundaries for all lymphocytes and for T-lymphocytes.
    fn cell_counts() -> Vec<CellCount> {
        [(CellCountUnit::Billions, 1.0), (CellCountUnit::PerMicrolitre, 1000.0)]
            .into_iter()
            .flat_map(|(unit, scale)| {
                [0.0, unit.range().high]
                    .into_iter()
                    .chain(around(3.5 * scale))
                    .chain(around(4.0 * scale))
                    .map(move |value| CellCount::new(value, unit).unwrap())
            })
            .collect()
    }

    #[test]
    fn counts_give_the_answers_of_their_completions_and_move_between_those_stated() {
        let values = cell_counts();
        let mut states = 0;
        for (all, t) in or_missing(&values)
            .into_iter()
            .flat_map(|all| or_missing(&values).into_iter().map(move |t| (all, t)))
        {
            let Some(known) = Lymphocytes::new(all, t) else { continue };
            states += 1;
            // One line for each number of lymphocytes, with an answer for each of T-lymphocytes.
            let answers: Vec<Vec<Option<Answers>>> = filled(all, &values)
                .into_iter()
                .map(|all| {
                    filled(t, &values).into_iter().map(|t| Lymphocytes::new(all, t).map(counts)).collect()
                })
                .collect();
            assert!(answers.iter().flatten().flatten().all(|answer| answer.is_power_of_two()));
            assert_eq!(counts(known), union(answers.iter().flatten().flatten().copied()), "{known:?}");

            let lines: Vec<Answers> =
                answers.iter().map(|line| union(line.iter().flatten().copied())).collect();
            let columns: Vec<Answers> = (0..answers[0].len())
                .map(|place| union(answers.iter().filter_map(|line| line[place])))
                .collect();
            for (one, other) in PAIRS {
                let both = only(one) | only(other);
                let possible = counts(known) & both == both;
                let moved_by = |answers: &[Answers]| answers.iter().any(|answers| answers & both == both);
                let among = |moves: &[(u8, u8)]| possible && moves.contains(&(one, other));
                assert_eq!(moved_by(&columns), all.is_none() && among(&MOVES_OF_ALL), "{known:?}");
                assert_eq!(moved_by(&lines), t.is_none() && among(&MOVES_OF_T), "{known:?}");
            }
        }
        assert_eq!(states, 177);
    }

    #[test]
    fn abnormal_lymphocytes_give_the_answers_of_their_completions() {
        let answer = |percent: Option<f64>| {
            abnormal(&Labs { abnormal_lymphocytes: percent.and_then(Percent::new), ..Labs::default() })
        };
        let values = [[0.0, 0.5, 100.0], around(1.0), around(5.0)].concat();
        let expected = [0, 0, 2, 0, 0, 1, 1, 2, 2].map(only);
        assert!(values.iter().map(|&value| answer(Some(value))).eq(expected));
        assert_eq!(answer(None), union(expected.into_iter()));
    }

    /// The largest value that is taken.
    const LARGEST_LDH: f64 = 1e5;
    /// Real numbers have no smallest; below this one the grid still has others.
    const SMALLEST: f64 = f64::MIN_POSITIVE;

    /// Values on every side of the limit, those that are not taken included.
    fn ldh_values(limit: f64) -> Vec<f64> {
        let boundaries = [limit / 4.0, limit, 1.5 * limit, 2.0 * limit].into_iter().flat_map(around);
        [SMALLEST, LARGEST_LDH].into_iter().chain(boundaries).collect()
    }

    /// Limits with the value on every side of them.
    fn ldh_limits(value: f64) -> Vec<f64> {
        let boundaries = [value, value / 1.5, value / 2.0, value / 4.0].into_iter().flat_map(around);
        [SMALLEST, f64::MAX].into_iter().chain(boundaries).collect()
    }

    #[test]
    fn ldh_gives_the_answers_of_its_completions() {
        let new = |value, limit| Ldh::new(value, limit, LdhUnit::UnitsPerL);
        let answer = |pair: Ldh| ldh(&Labs { ldh: pair, ..Labs::default() });
        let usual = 222.0;
        // Beyond these limits the largest value no longer reaches the next side.
        let last = [LARGEST_LDH, LARGEST_LDH / 1.5, LARGEST_LDH / 2.0].into_iter().flat_map(around);
        let limits: Vec<f64> = [SMALLEST, usual, f64::MAX].into_iter().chain(last).collect();
        let values: Vec<f64> = limits.iter().flat_map(|&limit| ldh_values(limit)).collect();
        let mut states = 0;
        for (value, limit) in or_missing(&values)
            .into_iter()
            .flat_map(|value| or_missing(&limits).into_iter().map(move |limit| (value, limit)))
        {
            let Some(known) = new(value, limit) else { continue };
            states += 1;
            let pairs: Vec<Ldh> = match (known.value().map(Quantity::value), known.limit()) {
                (Some(_), Some(_)) => vec![known],
                (None, Some(limit)) => {
                    ldh_values(limit).iter().filter_map(|&value| new(Some(value), Some(limit))).collect()
                }
                (Some(value), None) => {
                    ldh_limits(value).iter().filter_map(|&limit| new(Some(value), Some(limit))).collect()
                }
                (None, None) => {
                    ldh_values(usual).iter().filter_map(|&value| new(Some(value), Some(usual))).collect()
                }
            };
            assert!(pairs.iter().all(|&pair| answer(pair).is_power_of_two()));
            assert_eq!(answer(known), union(pairs.into_iter().map(answer)), "{known:?}");
        }
        assert_eq!(states, 1_560);
    }

    #[test]
    fn calcium_in_each_unit_gives_the_answers_of_its_completions() {
        for (unit, cut) in CalciumUnit::ALL.into_iter().zip([11.0, 2.74, 5.5]) {
            let values = [[SMALLEST, 0.5 * cut, unit.range().high], around(cut)].concat();
            let answers = values.into_iter().map(|value| is_high(Calcium::new(value, unit).unwrap()));
            assert!(answers.clone().eq([false, false, true, false, true, true]), "{unit:?}");
            // Missing calcium is either, whatever its unit would have been.
            assert_eq!(union(answers.map(|high| only(u8::from(high)))), EITHER_CALCIUM);
        }
    }

    /// Every way to fill in the findings that are missing among `organs`.
    fn completed(known: Organs, organs: &[Organ]) -> Vec<Organs> {
        organs.iter().fold(vec![known], |so_far, &organ| {
            let each = filled(known.get(organ), &Involvement::ALL);
            so_far.iter().flat_map(|known| each.iter().map(|&finding| known.with(organ, finding))).collect()
        })
    }

    #[test]
    fn each_group_of_organs_gives_the_gravest_findings_of_its_completions() {
        let mut states = 0;
        for (_, organs) in ORGAN_GROUPS {
            let all = organs.iter().fold(vec![Organs::UNKNOWN], |so_far, &organ| {
                let each = or_missing(&Involvement::ALL);
                so_far
                    .iter()
                    .flat_map(|known| each.iter().map(|&finding| known.with(organ, finding)))
                    .collect()
            });
            for known in all {
                states += 1;
                let completed = completed(known, organs);
                let gravest_of = |known: Organs| {
                    only(organs.iter().map(|&organ| known.get(organ).unwrap().index()).max().unwrap())
                };
                let possible = gravest(known, organs);
                assert_eq!(possible, union(completed.iter().copied().map(gravest_of)), "{known:?}");
                // An organ not looked at can move the group between any two answers that it still has.
                for &organ in organs.iter().filter(|&&organ| known.get(organ).is_none()) {
                    let moves = |both: Answers| {
                        completed.iter().any(|&known| {
                            let findings = Involvement::ALL.into_iter();
                            let answers =
                                findings.map(|finding| gravest_of(known.with(organ, Some(finding))));
                            union(answers) & both == both
                        })
                    };
                    for (one, other) in PAIRS {
                        let both = only(one) | only(other);
                        assert_eq!(moves(both), possible & both == both, "{organ:?} {known:?}");
                    }
                }
            }
        }
        assert_eq!(states, 4 + 16 + 16 + 1024);
    }
}

//! Profiles: people as the subtype criteria see them, and what sets of them come to.
//!
//! The criteria ask only on which side of a cut-off a value lies, so a person is one of a few thousand
//! profiles: an answer to each [`Question`]. A missing value leaves several profiles. So that large sets are
//! surveyed quickly, the profiles that differ only in laboratory values are the bits of one word; a table
//! made on first use has such words for every combination of findings in the organs.

use std::sync::LazyLock;

use super::shimoyama::Subtype;
use crate::coded::CodedSet;
use crate::inputs::Involvement;

/// What the criteria ask of a person. Each question has at most three answers, 0 to 2.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Question {
    /// [`FEW`], [`MANY_T`] or [`MANY_NOT_T`] lymphocytes.
    Counts,
    /// [`AT_MOST_1`], in between, or [`FIVE_OR_MORE`] percent abnormal lymphocytes.
    Abnormal,
    /// [`LDH_SMOLDERING`], [`LDH_CHRONIC`] or more.
    Ldh,
    /// [`NORMAL_CALCIUM`] or high.
    Calcium,
    /// The gravest finding in the lymph nodes, an [`Involvement`].
    Node,
    /// The gravest finding in skin and lung.
    SkinLung,
    /// The gravest finding in liver and spleen.
    LiverSpleen,
    /// The gravest finding in the organs that neither smoldering nor chronic type may involve.
    Closed,
}

pub(super) const FEW: u8 = 0;
pub(super) const MANY_T: u8 = 1;
pub(super) const MANY_NOT_T: u8 = 2;
pub(super) const AT_MOST_1: u8 = 0;
pub(super) const FIVE_OR_MORE: u8 = 2;
pub(super) const LDH_SMOLDERING: u8 = 0;
pub(super) const LDH_CHRONIC: u8 = 1;
pub(super) const NORMAL_CALCIUM: u8 = 0;
pub(super) const NOT_INVOLVED: u8 = Involvement::No as u8;
pub(super) const PROVEN: u8 = Involvement::HistologyProven as u8;

const QUESTIONS: [Question; 8] = [
    Question::Counts,
    Question::Abnormal,
    Question::Ldh,
    Question::Calcium,
    Question::Node,
    Question::SkinLung,
    Question::LiverSpleen,
    Question::Closed,
];

/// A person as the criteria see one: an answer to each question, as the digits of a number to the
/// base of three.
#[derive(Clone, Copy)]
pub(super) struct Profile(usize);

impl Profile {
    #[cfg(test)]
    pub(super) fn all() -> impl Iterator<Item = Self> {
        (0..3_usize.pow(8)).map(Self)
    }

    const fn unit(question: Question) -> usize {
        3_usize.pow(question as u32)
    }

    #[allow(clippy::cast_possible_truncation, reason = "a digit is 0, 1 or 2")]
    pub(super) const fn answer_to(self, question: Question) -> u8 {
        (self.0 / Self::unit(question) % 3) as u8
    }

    pub(super) const fn is(self, question: Question, answer: u8) -> bool {
        self.answer_to(question) == answer
    }

    /// The same person with another, higher answer.
    fn with_higher(self, question: Question, answer: u8) -> Self {
        Self(self.0 + usize::from(answer - self.answer_to(question)) * Self::unit(question))
    }
}

/// A set of profiles with the same findings in the organs: one bit for each combination of laboratory
/// values. Calcium comes last and has two answers, so that they are 54.
type LabSet = u64;

const LAB_PROFILES: usize = 2 * Profile::unit(Question::Calcium);
const ORGAN_PROFILES: usize = Profile::unit(Question::Node);

/// For the profiles with given findings in the organs: which have which subtype, and which get another one
/// when one answer changes.
#[derive(Clone, Copy)]
struct Row {
    subtypes: [LabSet; Subtype::ALL.len()],
    /// For each question and [`pair`] of answers.
    changes: [[LabSet; 3]; 8],
}

impl Row {
    const EMPTY: Self = Self { subtypes: [0; Subtype::ALL.len()], changes: [[0; 3]; 8] };

    fn of_organs(organs: usize) -> Self {
        let mut row = Self::EMPTY;
        for labs in 0..LAB_PROFILES {
            let profile = Profile(organs * ORGAN_PROFILES + labs);
            let subtype = profile.subtype();
            if let Some(set) = row.subtypes.get_mut(subtype as usize) {
                *set |= 1 << labs;
            }
            for (question, changes) in QUESTIONS.into_iter().zip(&mut row.changes) {
                let answer = profile.answer_to(question);
                for other in answer + 1..3 {
                    let change = profile.with_higher(question, other).subtype() != subtype;
                    if let Some(set) = changes.get_mut(pair(answer, other)).filter(|_| change) {
                        *set |= 1 << labs;
                    }
                }
            }
        }
        row
    }

    fn add(&mut self, other: &Self) {
        for (mine, others) in self.subtypes.iter_mut().zip(&other.subtypes) {
            *mine |= others;
        }
        for (mine, others) in self.changes.as_flattened_mut().iter_mut().zip(other.changes.as_flattened()) {
            *mine |= others;
        }
    }
}

/// One row for each combination of findings in the organs.
static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| (0..ORGAN_PROFILES).map(Row::of_organs).collect());

/// For each laboratory question and answer, the profiles that give it.
static LABS_WITH: LazyLock<[[LabSet; 3]; 4]> = LazyLock::new(|| {
    let with = |question: Question, answer| {
        (0..LAB_PROFILES)
            .filter(|&labs| Profile(labs).is(question, answer))
            .fold(0, |set, labs| set | 1 << labs)
    };
    [Question::Counts, Question::Abnormal, Question::Ldh, Question::Calcium]
        .map(|question| [0, 1, 2].map(|answer| with(question, answer)))
});

/// The place of a pair of different answers among the three there are.
const fn pair(one: u8, other: u8) -> usize {
    (one + other - 1) as usize
}

/// The answers still possible to one question, one bit each.
pub(super) type Answers = u8;

pub(super) const ANY: Answers = 0b111;
pub(super) const EITHER_CALCIUM: Answers = 0b11;

pub(super) const fn only(answer: u8) -> Answers {
    1 << answer
}

pub(super) fn each(answers: Answers) -> impl Iterator<Item = u8> + Clone {
    (0..3).filter(move |answer| answers & only(*answer) != 0)
}

/// A set of profiles: the answers still possible to each question. The questions are independent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Profiles(pub(super) [Answers; 8]);

impl Profiles {
    /// The combinations of laboratory values in the set.
    fn labs(self) -> LabSet {
        let with_any = |answers: Answers, with: &[LabSet; 3]| -> LabSet {
            (0..)
                .zip(with)
                .filter(|&(answer, _)| answers & only(answer) != 0)
                .fold(0, |all, (_, labs)| all | labs)
        };
        self.0
            .iter()
            .zip(LABS_WITH.iter())
            .fold(LabSet::MAX, |labs, (&answers, with)| labs & with_any(answers, with))
    }

    /// The rows of the combinations of findings in the set.
    fn rows(self) -> impl Iterator<Item = &'static Row> {
        let [_, _, _, _, node, skin_lung, liver_spleen, closed] = self.0;
        each(closed).flat_map(move |closed| {
            each(liver_spleen).flat_map(move |liver_spleen| {
                each(skin_lung).flat_map(move |skin_lung| {
                    each(node).filter_map(move |node| {
                        let digits = [closed, liver_spleen, skin_lung, node];
                        ROWS.get(digits.into_iter().fold(0, |row, digit| 3 * row + usize::from(digit)))
                    })
                })
            })
        })
    }

    /// What the set comes to.
    pub(super) fn survey(self) -> Survey {
        let labs = self.labs();
        let mut found = Row::EMPTY;
        for row in self.rows() {
            found.add(row);
        }
        let occurs =
            |subtype: &Subtype| found.subtypes.get(*subtype as usize).is_some_and(|of| of & labs != 0);
        let mut matters = [[false; 3]; 8];
        for ((matters, changes), &answers) in matters.iter_mut().zip(&found.changes).zip(&self.0) {
            for (one, other) in [(0, 1), (0, 2), (1, 2)] {
                let both = only(one) | only(other);
                let change = changes.get(pair(one, other)).is_some_and(|change| change & labs != 0);
                if let Some(matters) = matters.get_mut(pair(one, other)) {
                    *matters = change && answers & both == both;
                }
            }
        }
        Survey { possible: Subtype::ALL.into_iter().filter(occurs).collect(), matters }
    }
}

/// What a set of profiles comes to.
pub(super) struct Survey {
    /// The subtypes of the profiles.
    pub(super) possible: CodedSet<Subtype>,
    /// For each question and [`pair`] of answers: whether the subtype can change between them while all
    /// other answers stay.
    matters: [[bool; 3]; 8],
}

impl Survey {
    pub(super) fn matters(&self, question: Question, one: u8, other: u8) -> bool {
        one != other
            && self.matters.get(question as usize).and_then(|pairs| pairs.get(pair(one, other)))
                == Some(&true)
    }

    /// Whether any two answers to `question` lead to different subtypes.
    pub(super) fn matters_at_all(&self, question: Question) -> bool {
        self.matters.get(question as usize).is_some_and(|pairs| pairs.contains(&true))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The profile that gives these answers to the questions, in their order.
    fn giving(answers: [u8; 8]) -> Profile {
        Profile(answers.iter().rev().fold(0, |number, &answer| 3 * number + usize::from(answer)))
    }

    /// Every set of answers to four questions that have so many answers each.
    fn sets_of_answers(how_many: [u8; 4]) -> impl Iterator<Item = [Answers; 4]> {
        let [first, second, third, fourth] = how_many.map(|answers| 1..1 << answers);
        first.flat_map(move |a| {
            let (third, fourth) = (third.clone(), fourth.clone());
            second.clone().flat_map(move |b| {
                let fourth = fourth.clone();
                third.clone().flat_map(move |c| fourth.clone().map(move |d| [a, b, c, d]))
            })
        })
    }

    /// Every way to answer four questions with one of the answers allowed.
    fn members([a, b, c, d]: [Answers; 4]) -> impl Iterator<Item = [u8; 4]> {
        each(a).flat_map(move |a| {
            each(b).flat_map(move |b| each(c).flat_map(move |c| each(d).map(move |d| [a, b, c, d])))
        })
    }

    const ALL_LABS: [Answers; 4] = [ANY, ANY, ANY, EITHER_CALCIUM];
    const ALL_ORGANS: [Answers; 4] = [ANY; 4];

    // A survey adds up the rows of a set, word by word, and takes the bits of its laboratory values. It is
    // exact if each of the three is: what the rows hold, which rows are taken, which bits are taken.

    #[test]
    fn every_cell_of_the_table_is_what_its_profile_gives() {
        let mut cells = 0;
        for [node, skin_lung, liver_spleen, closed] in members(ALL_ORGANS) {
            let place = giving([node, skin_lung, liver_spleen, closed, 0, 0, 0, 0]).0;
            for [counts, abnormal, ldh, calcium] in members(ALL_LABS) {
                let answers = [counts, abnormal, ldh, calcium, node, skin_lung, liver_spleen, closed];
                let (row, profile) = (&ROWS[place], giving(answers));
                let bit = 1 << giving([counts, abnormal, ldh, calcium, 0, 0, 0, 0]).0;
                let is_set = |set: LabSet| set & bit != 0;
                for subtype in Subtype::ALL {
                    let fits = profile.subtype() == subtype;
                    assert_eq!(is_set(row.subtypes[subtype as usize]), fits, "{answers:?}");
                }
                for question in QUESTIONS {
                    assert_eq!(profile.answer_to(question), answers[question as usize]);
                    for (one, other) in [(0, 1), (0, 2), (1, 2)] {
                        let mut others = answers;
                        others[question as usize] = other;
                        let changes = answers[question as usize] == one
                            && giving(others).subtype() != profile.subtype();
                        let set = row.changes[question as usize][pair(one, other)];
                        assert_eq!(is_set(set), changes, "{answers:?} {question:?} {one} {other}");
                    }
                }
                cells += 1;
            }
        }
        assert_eq!(cells, 4_374);
    }

    #[test]
    fn every_set_of_findings_takes_the_rows_of_its_members() {
        let mut sets = 0;
        for organs in sets_of_answers([3; 4]) {
            let [node, skin_lung, liver_spleen, closed] = organs;
            let taken =
                Profiles([ANY, ANY, ANY, EITHER_CALCIUM, node, skin_lung, liver_spleen, closed]).rows();
            let mut taken: Vec<_> = taken.map(std::ptr::from_ref).collect();
            let mut expected: Vec<_> = members(organs)
                .map(|[a, b, c, d]| std::ptr::from_ref(&ROWS[giving([a, b, c, d, 0, 0, 0, 0]).0]))
                .collect();
            taken.sort_unstable();
            expected.sort_unstable();
            assert_eq!(taken, expected, "{organs:?}");
            sets += 1;
        }
        assert_eq!(sets, 2_401);
    }

    #[test]
    fn every_set_of_laboratory_answers_takes_the_bits_of_its_members() {
        let mut sets = 0;
        for labs in sets_of_answers([3, 3, 3, 2]) {
            let [counts, abnormal, ldh, calcium] = labs;
            let expected =
                members(labs).fold(0, |bits, [a, b, c, d]| bits | 1 << giving([a, b, c, d, 0, 0, 0, 0]).0);
            let taken = Profiles([counts, abnormal, ldh, calcium, ANY, ANY, ANY, ANY]).labs();
            assert_eq!(taken, expected, "{labs:?}");
            sets += 1;
        }
        assert_eq!(sets, 1_029);
    }

    /// The same, found by looking at one profile after another.
    fn survey_one_by_one(profiles: Profiles) -> (CodedSet<Subtype>, [[bool; 3]; 8]) {
        let (mut possible, mut matters) = (CodedSet::EMPTY, [[false; 3]; 8]);
        let allowed = |question: Question, answer| profiles.0[question as usize] & only(answer) != 0;
        for profile in Profile::all() {
            if !QUESTIONS.into_iter().all(|question| allowed(question, profile.answer_to(question))) {
                continue;
            }
            possible = possible.with(profile.subtype());
            for question in QUESTIONS {
                let answer = profile.answer_to(question);
                for other in (answer + 1..3).filter(|&other| allowed(question, other)) {
                    if profile.with_higher(question, other).subtype() != profile.subtype() {
                        matters[question as usize][pair(answer, other)] = true;
                    }
                }
            }
        }
        (possible, matters)
    }

    #[test]
    fn words_of_bits_give_what_single_profiles_give() {
        // Every question with every set of answers, beside sets of the others that go round differently.
        for step in 0..2_000_u32 {
            let answers = std::array::from_fn(|place| {
                let largest = if place == Question::Calcium as usize { 3 } else { 7 };
                let shift = 4 * u32::try_from(place).unwrap();
                let turn = step.wrapping_mul(2_654_435_761).rotate_left(shift) ^ step;
                1 + u8::try_from(turn % largest).unwrap()
            });
            let profiles = Profiles(answers);
            let survey = profiles.survey();
            assert_eq!((survey.possible, survey.matters), survey_one_by_one(profiles), "{answers:?}");
        }
    }
}

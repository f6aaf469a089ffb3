//! Set-valued answers as a whole: what is possible is what some completion gives, and what settles an
//! answer is the smallest set that does.
//!
//! These are samples: people drawn at random, with values at and next to every boundary and any part of them
//! missing. Every rule is looked at in the same person, in every situation. That answers are exact for
//! every pattern of missing values is checked by enumeration: in `exhaustive.rs` for the rules with few
//! inputs, and beside the code for the parts of the subtype.
#![allow(clippy::unwrap_used, reason = "a test without its values has failed")]

mod people;

use people::{completions, missing, people};
use proptest::prelude::*;
use shirube_risk::answer::{Answer, Reason, Status};
use shirube_risk::assessment::{Assessment, assess};
use shirube_risk::coded::{Coded, CodedSet};
use shirube_risk::inputs::{Field, Inputs};

/// Results and what settles them, whatever the rule's own type of result is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Outcome {
    possible: u32,
    settled_by: CodedSet<Field>,
    reason: Option<Reason>,
    status: Status,
}

fn outcome<R: Coded>(answer: &Answer<R>) -> Outcome {
    Outcome {
        possible: answer.possible.iter().map(|result| 1 << result.index()).sum(),
        settled_by: answer.settled_by,
        reason: answer.reason,
        status: answer.status(),
    }
}

/// Every rule, by name.
type Rule = (&'static str, fn(&Assessment) -> Outcome);

const RULES: [Rule; 8] = [
    ("cv_class", |all| outcome(&all.cv_class)),
    ("cv_sil2r", |all| outcome(&all.cv_sil2r)),
    ("iatl_pi_2017", |all| outcome(&all.iatl_pi_2017)),
    ("iatl_pi_2025", |all| outcome(&all.iatl_pi_2025)),
    ("atl_pi", |all| outcome(&all.atl_pi)),
    ("pvl_carrier", |all| outcome(&all.pvl_carrier)),
    ("shimoyama", |all| outcome(&all.shimoyama)),
    ("chronic_unfavorable", |all| outcome(&all.chronic_unfavorable)),
];

/// The completions of one field that contradict nothing.
fn completed(inputs: &Inputs, field: Field) -> Vec<Inputs> {
    completions(inputs, field).iter().filter_map(|fill| fill(*inputs)).collect()
}

/// Whether giving all of `fields` leaves one result, whatever they are.
fn settles(inputs: &Inputs, fields: &[Field], rule: Rule) -> bool {
    match fields.split_first() {
        None => rule.1(&assess(inputs)).possible.is_power_of_two(),
        Some((&field, rest)) => completed(inputs, field).iter().all(|inputs| settles(inputs, rest, rule)),
    }
}

fn subsets(fields: &[Field], size: usize) -> Vec<Vec<Field>> {
    match (size, fields.split_first()) {
        (0, _) => vec![Vec::new()],
        (_, None) => Vec::new(),
        (_, Some((&first, rest))) => {
            let mut with_first = subsets(rest, size - 1);
            for subset in &mut with_first {
                subset.insert(0, first);
            }
            with_first.extend(subsets(rest, size));
            with_first
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn one_more_value_leaves_exactly_what_was_possible(
        inputs in people(0..90), which in any::<prop::sample::Index>(),
    ) {
        let missing = missing(&inputs);
        prop_assume!(!missing.is_empty());
        let field = *which.get(&missing);
        let before = assess(&inputs);
        let after: Vec<Assessment> = completed(&inputs, field).iter().map(assess).collect();
        prop_assert!(!after.is_empty());
        for (name, rule) in RULES {
            let before = rule(&before);
            if before.reason.is_some() {
                continue;
            }
            let union = after.iter().fold(0, |union, all| union | rule(all).possible);
            prop_assert_eq!(before.possible, union, "{} {:?} {:?}", name, field, inputs);
            let known = before.settled_by.without(CodedSet::of(field));
            for all in &after {
                let left = rule(all).settled_by;
                prop_assert!(left.without(known).is_empty(), "{} {:?} {:?}", name, field, inputs);
            }
        }
    }

    #[test]
    fn with_everything_known_there_is_one_result(inputs in people(0..1)) {
        let all = assess(&inputs);
        if missing(&inputs).is_empty() {
            for (name, rule) in RULES {
                let Outcome { possible, settled_by, reason, status } = rule(&all);
                prop_assert_eq!(reason.is_none(), possible.is_power_of_two(), "{}", name);
                prop_assert!(settled_by.is_empty() && status != Status::Undetermined, "{}", name);
            }
        }
    }

    #[test]
    fn an_answer_is_determined_when_one_result_is_possible(inputs in people(0..90)) {
        let all = assess(&inputs);
        for (name, rule) in RULES {
            let Outcome { possible, settled_by, reason, status } = rule(&all);
            match status {
                Status::Withheld => prop_assert!(reason.is_some() && possible == 0, "{}", name),
                Status::Determined => prop_assert!(possible.is_power_of_two(), "{}", name),
                Status::Undetermined => prop_assert!(possible.count_ones() > 1, "{}", name),
            }
            prop_assert_eq!(status == Status::Undetermined, !settled_by.is_empty(), "{}", name);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn nothing_smaller_settles_an_answer(inputs in people(0..15)) {
        let before = assess(&inputs);
        for rule in RULES {
            let Outcome { settled_by, status, .. } = rule.1(&before);
            // Every completion is tried, so only few missing values can be.
            if status != Status::Undetermined || settled_by.len() > 3 {
                continue;
            }
            let fields: Vec<Field> = settled_by.iter().collect();
            prop_assert!(settles(&inputs, &fields, rule), "{} {:?} {:?}", rule.0, fields, inputs);
            let relevant: Vec<Field> = missing(&inputs);
            for smaller in subsets(&relevant, fields.len() - 1) {
                prop_assert!(!settles(&inputs, &smaller, rule), "{} {:?} {:?}", rule.0, smaller, inputs);
            }
        }
    }
}

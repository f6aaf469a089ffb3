//! The comparison as finished strings: pure.

use super::figures;
use crate::chart::Scene;
use crate::words::LaboratoryWordsComparison;
use shirube_clonality::method_comparison::{
    BlandAltman, ComparisonError, Estimate, FEWEST_PAIRS, LinearityClass, MOST_PAIRS, Pair, PairError,
    PairErrorKind, PassingBablok, bland_altman, parse_pairs, passing_bablok,
};
use shirube_numeric::decimal;

/// Decimals of every number: those of a clonality value and one more.
const PLACES: usize = 3;

/// Lines that are told one by one.
const MOST_LINES_TOLD: usize = 20;

/// What is said of the pairs.
#[derive(Debug, Clone, PartialEq)]
pub struct ComparisonView {
    /// How many pairs were read.
    pub pairs_read: String,
    /// That lines were left out, if any were.
    pub lines_left_out: Option<String>,
    /// These lines, each with its reason.
    pub left_out: Vec<String>,
    /// Passing–Bablok, or why not.
    pub line_fit: Result<Part, String>,
    /// Bland–Altman, or why not.
    pub agreement: Result<Part, String>,
    /// For somebody who hears the page.
    pub spoken: String,
}

/// One method of comparing.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// What it says.
    pub sentences: Vec<String>,
    /// Name, value and interval of each estimate.
    pub rows: Vec<[String; 3]>,
    /// Its figure.
    pub scene: Scene,
}

/// What is said of pasted text.
pub fn view(text: &str, words: &LaboratoryWordsComparison) -> ComparisonView {
    let pasted = parse_pairs(text);
    let pairs = &pasted.pairs;
    let pairs_read = words.pairs_read(&pairs.len().to_string());
    let left = pasted.errors.len();
    let mut left_out: Vec<String> =
        pasted.errors.iter().take(MOST_LINES_TOLD).map(|error| line(error, words)).collect();
    if left > MOST_LINES_TOLD {
        left_out.push(words.more_lines(&(left - MOST_LINES_TOLD).to_string()));
    }
    let line_fit =
        passing_bablok(pairs).map(|fit| line_part(&fit, pairs, words)).map_err(|error| problem(error, words));
    let agreement =
        bland_altman(pairs).map(|found| agreement_part(&found, words)).map_err(|error| problem(error, words));
    let lines_left_out = (left > 0).then(|| words.lines_left_out(&left.to_string()));
    let first = |part: &Result<Part, String>| match part {
        Ok(part) => part.sentences.first().cloned().unwrap_or_default(),
        Err(problem) => problem.clone(),
    };
    let mut told = vec![pairs_read.clone()];
    told.extend(lines_left_out.clone());
    told.extend([first(&line_fit), first(&agreement)]);
    // One and the same reason is told once.
    told.dedup();
    ComparisonView { pairs_read, lines_left_out, left_out, line_fit, agreement, spoken: told.join(" ") }
}

fn line(error: &PairError, words: &LaboratoryWordsComparison) -> String {
    let (problems, cell) = (&words.line_problem, error.text.as_str());
    let reason = match error.kind {
        PairErrorKind::NotTwo => problems.not_two.to_owned(),
        PairErrorKind::Empty => problems.empty.to_owned(),
        PairErrorKind::DecimalComma => problems.decimal_comma(cell),
        PairErrorKind::Percent => problems.percent(cell, "100"),
        PairErrorKind::NotANumber => problems.not_a_number(cell),
        PairErrorKind::OutOfRange => problems.out_of_range(cell),
    };
    words.line(&error.line.to_string(), &reason)
}

fn problem(error: ComparisonError, words: &LaboratoryWordsComparison) -> String {
    let words = &words.problem;
    match error {
        ComparisonError::TooFew { found } => words.too_few(&found.to_string(), &FEWEST_PAIRS.to_string()),
        ComparisonError::TooMany => words.too_many(&MOST_PAIRS.to_string()),
        ComparisonError::OutOfRange => words.out_of_range.to_owned(),
        ComparisonError::NoSpread => words.no_spread.to_owned(),
        ComparisonError::NoPositiveRelation => words.no_positive_relation.to_owned(),
    }
}

/// A number as it stands everywhere here.
pub fn number(value: f64, words: &LaboratoryWordsComparison) -> String {
    if value.is_finite() { decimal::format_fixed(value, PLACES) } else { words.unlimited.to_owned() }
}

fn interval(low: f64, high: f64, words: &LaboratoryWordsComparison) -> String {
    words.interval(&number(high, words), &number(low, words))
}

fn holds(estimate: Estimate, value: f64) -> bool {
    (estimate.low..=estimate.high).contains(&value)
}

fn line_part(fit: &PassingBablok, pairs: &[Pair], words: &LaboratoryWordsComparison) -> Part {
    let own = &words.line_fit;
    let (slope, intercept) = (number(fit.slope.value, words), number(fit.intercept.value, words));
    let of_slope = interval(fit.slope.low, fit.slope.high, words);
    let of_intercept = interval(fit.intercept.low, fit.intercept.high, words);
    let sentences = vec![
        if holds(fit.slope, 1.0) {
            own.slope_agrees(&of_slope, &slope)
        } else {
            own.slope_differs(&of_slope, &slope)
        },
        if holds(fit.intercept, 0.0) {
            own.intercept_agrees(&intercept, &of_intercept)
        } else {
            own.intercept_differs(&intercept, &of_intercept)
        },
        match fit.linearity.class {
            LinearityClass::NotRejected => own.straight("0.05"),
            LinearityClass::Below5Percent => own.not_straight("0.05"),
            LinearityClass::Below1Percent => own.not_straight("0.01"),
        },
    ];
    let rows =
        vec![[own.slope.to_owned(), slope, of_slope], [own.intercept.to_owned(), intercept, of_intercept]];
    Part { sentences, rows, scene: figures::line(fit, pairs, words) }
}

fn agreement_part(found: &BlandAltman, words: &LaboratoryWordsComparison) -> Part {
    let own = &words.agreement;
    let bias = number(found.bias.value, words);
    let of_bias = interval(found.bias.low, found.bias.high, words);
    let [lower, upper] = [found.lower_limit, found.upper_limit].map(|limit| number(limit.value, words));
    let of_limits = [found.lower_limit, found.upper_limit].map(|limit| {
        let (low, high) = limit.exact;
        interval(low, high, words)
    });
    let mut sentences = vec![
        if holds(found.bias, 0.0) {
            own.bias_none(&bias, &of_bias)
        } else if found.bias.value > 0.0 {
            own.bias_higher(&bias, &of_bias)
        } else {
            own.bias_lower(&bias, &of_bias)
        },
        own.limits(&lower, &upper),
    ];
    if found.proportional.is_some_and(|slope| !holds(slope, 0.0)) {
        sentences.push(own.grows.to_owned());
    }
    let [of_lower, of_upper] = of_limits;
    let rows = vec![
        [own.bias.to_owned(), bias, of_bias],
        [own.lower.to_owned(), lower, of_lower],
        [own.upper.to_owned(), upper, of_upper],
    ];
    Part { sentences, rows, scene: figures::differences(found, words) }
}

#[cfg(test)]
mod tests {
    use super::super::EXAMPLE;
    use super::*;
    use crate::words::Language;

    fn read(text: &str) -> ComparisonView {
        view(text, &Language::En.laboratory_words().comparison)
    }

    /// Twelve pairs y = intercept + slope · x with small errors of both signs.
    fn pairs(intercept: f64, slope: f64) -> String {
        let errors = [0.004, -0.006, 0.003, -0.002].into_iter().cycle();
        let pair = |(step, error): (u32, f64)| {
            let x = 0.05 + 0.05 * f64::from(step);
            [x.to_string(), (intercept + slope * x + error).to_string()].join("\t")
        };
        (0..12).zip(errors).map(pair).collect::<Vec<_>>().join("\n") + "\n"
    }

    fn sentences(part: &Result<Part, String>) -> String {
        part.as_ref().unwrap().sentences.join(" ")
    }

    #[test]
    fn the_example_gives_both_comparisons() {
        let view = read(EXAMPLE);
        assert_eq!(view.pairs_read, "Pairs read: 20.");
        assert_eq!((view.lines_left_out, view.left_out.len()), (None, 0));
        assert!(view.line_fit.is_ok() && view.agreement.is_ok());
    }

    #[test]
    fn what_the_intervals_hold_decides_what_is_said() {
        let alike = read(&pairs(0.0, 1.0));
        assert!(sentences(&alike.line_fit).contains("no difference in proportion"));
        assert!(sentences(&alike.line_fit).contains("no constant difference"));
        assert!(sentences(&alike.agreement).contains("neither method is shown to read higher"));
        let steeper = read(&pairs(0.1, 1.6));
        assert!(sentences(&steeper.line_fit).contains("the methods differ in proportion"));
        assert!(sentences(&steeper.line_fit).contains("differ by a constant amount"));
        assert!(sentences(&steeper.agreement).contains("the reported Cv reads higher"));
        assert!(sentences(&steeper.agreement).contains("changes with the size"));
        assert!(sentences(&read(&pairs(-0.02, 0.8)).agreement).contains("the reported Cv reads lower"));
    }

    #[test]
    fn bad_lines_are_told_with_their_number_and_the_rest_goes_on() {
        let text = format!("{}0.4\n0.5\tlost\n12%\t0.3\n", pairs(0.0, 1.0));
        let view = read(&text);
        assert_eq!(view.pairs_read, "Pairs read: 12.");
        assert_eq!(view.lines_left_out.unwrap(), "Lines left out: 3. The comparison goes on without them.");
        assert_eq!(view.left_out[0], "Line 13: two numbers are needed.");
        assert_eq!(view.left_out[1], "Line 14: “lost” is not a number.");
        assert!(view.left_out[2].starts_with("Line 15: “12%” is a percentage."));
        assert!(view.line_fit.is_ok());
    }

    #[test]
    fn too_many_bad_lines_are_counted_and_not_listed() {
        let view = read(&"lost\tlost\n".repeat(30));
        // The first line names the methods.
        assert_eq!((view.left_out.len(), view.left_out[20].as_str()), (21, "and 9 more"));
    }

    #[test]
    fn a_reason_is_told_where_nothing_can_be_compared() {
        let view = read("0.1 0.2\n0.2 0.3\n");
        let reason = "At least 10 pairs are needed, and there are 2. With fewer the intervals mean nothing.";
        assert_eq!(view.line_fit.unwrap_err(), reason);
        assert_eq!(view.spoken, format!("Pairs read: 2. {reason}"));
        let falling = (1..=12).map(|step| format!("{step} {}", 20 - step)).collect::<Vec<_>>();
        assert!(read(&falling.join("\n")).line_fit.unwrap_err().contains("does not rise"));
        assert!(read(&"0.5 0.5\n".repeat(12)).line_fit.unwrap_err().contains("the same"));
    }

    #[test]
    fn the_table_and_the_sentence_hold_the_same_numbers() {
        for language in Language::ALL {
            let view = view(EXAMPLE, &language.laboratory_words().comparison);
            for part in [view.line_fit.unwrap(), view.agreement.unwrap()] {
                for [name, value, _] in &part.rows {
                    assert!(part.sentences.join(" ").contains(value), "{name} {value}");
                    assert!(part.scene.alt.contains(value), "{}", part.scene.alt);
                }
            }
        }
    }
}

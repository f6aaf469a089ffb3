//! Pairs of values from two methods, as people paste them.

use shirube_numeric::decimal::{self, DecimalError};

/// Fewer pairs are not compared: the intervals rest on Kendall's statistic being about normal, which it is from
/// about ten on (Kendall and Gibbons, Rank Correlation Methods, 5th edition, 1990, chapter 4).
pub const FEWEST_PAIRS: usize = 10;

/// More pairs are not compared: the slopes between all of them fill memory.
pub const MOST_PAIRS: usize = 3000;

/// Values beyond this, either way, are taken for mistakes.
pub const LARGEST_VALUE: f64 = 1e12;

/// One sample measured by two methods.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// Value of the first method.
    pub x: f64,
    /// Value of the second.
    pub y: f64,
}

/// Why pairs cannot be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ComparisonError {
    /// Fewer than [`FEWEST_PAIRS`].
    TooFew {
        /// How many there are.
        found: usize,
    },
    /// More than [`MOST_PAIRS`].
    TooMany,
    /// A value is not a number or beyond [`LARGEST_VALUE`].
    OutOfRange,
    /// All values of one method are the same.
    NoSpread,
    /// The second method does not rise with the first, so no line can be fitted.
    NoPositiveRelation,
}

impl ComparisonError {
    /// Name of the kind, for programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::TooFew { .. } => "too_few",
            Self::TooMany => "too_many",
            Self::OutOfRange => "out_of_range",
            Self::NoSpread => "no_spread",
            Self::NoPositiveRelation => "no_positive_relation",
        }
    }
}

/// Refuses what no comparison can be made of.
pub(super) fn check(pairs: &[Pair]) -> Result<(), ComparisonError> {
    if pairs.len() < FEWEST_PAIRS {
        return Err(ComparisonError::TooFew { found: pairs.len() });
    }
    if pairs.len() > MOST_PAIRS {
        return Err(ComparisonError::TooMany);
    }
    let usable = |value: f64| value.is_finite() && value.abs() <= LARGEST_VALUE;
    if pairs.iter().all(|pair| usable(pair.x) && usable(pair.y)) {
        Ok(())
    } else {
        Err(ComparisonError::OutOfRange)
    }
}

/// What was pasted.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PastedPairs {
    /// The names of the two methods, if the first line has them.
    pub header: Option<[String; 2]>,
    /// The pairs, in the order of the text.
    pub pairs: Vec<Pair>,
    /// The lines that are no pairs, in the order of the text.
    pub errors: Vec<PairError>,
}

/// A line that is no pair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairError {
    /// Line of the text, from 1.
    pub line: usize,
    /// What is wrong.
    pub kind: PairErrorKind,
    /// The cell at fault, cut after 60 characters; empty where no single cell is.
    pub text: String,
}

/// What is wrong with a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PairErrorKind {
    /// Not two cells.
    NotTwo,
    /// A cell is empty.
    Empty,
    /// A comma where a decimal point belongs.
    DecimalComma,
    /// A percentage: it must be divided by 100, or the sign left out everywhere.
    Percent,
    /// A cell is no number.
    NotANumber,
    /// A number beyond [`LARGEST_VALUE`].
    OutOfRange,
}

impl PairErrorKind {
    /// Name of the kind, for programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotTwo => "not_two",
            Self::Empty => "empty",
            Self::DecimalComma => "decimal_comma",
            Self::Percent => "percent",
            Self::NotANumber => "not_a_number",
            Self::OutOfRange => "out_of_range",
        }
    }
}

/// Reads two columns of numbers: separated by tabulators, semicolons, white space or commas, full-width digits and
/// punctuation included. Empty lines are passed over; a first line of which neither cell is a number names the
/// methods. Numbers are read as in forms ([`shirube_numeric::decimal::parse`]).
pub fn parse_pairs(text: &str) -> PastedPairs {
    let mut pasted = PastedPairs::default();
    let lines = text.split('\n').flat_map(|line| line.strip_suffix('\r').unwrap_or(line).split('\r'));
    let mut is_first = true;
    for (line, text) in (1..).zip(lines) {
        if text.trim_matches(|letter: char| letter.is_whitespace() || letter == '\u{FEFF}').is_empty() {
            continue;
        }
        match parse_pair(text) {
            Ok(pair) => pasted.pairs.push(pair),
            Err(Unreadable { header: Some(header), .. }) if is_first => pasted.header = Some(header),
            Err(Unreadable { kind, text, .. }) => {
                pasted.errors.push(PairError { line, kind, text: text.chars().take(60).collect() });
            }
        }
        is_first = false;
    }
    pasted
}

/// A line that is no pair, and the names in it if it may be a header.
struct Unreadable {
    kind: PairErrorKind,
    text: String,
    header: Option<[String; 2]>,
}

fn parse_pair(line: &str) -> Result<Pair, Unreadable> {
    let narrow = decimal::half_width(line);
    let Some([x, y]) = two_cells(&narrow) else {
        return Err(Unreadable { kind: PairErrorKind::NotTwo, text: String::new(), header: None });
    };
    let error = |text: &str, kind| Unreadable { kind, text: text.to_owned(), header: None };
    match (parse_value(x), parse_value(y)) {
        (Ok(x), Ok(y)) => Ok(Pair { x, y }),
        (Err(PairErrorKind::NotANumber), Err(PairErrorKind::NotANumber)) => {
            // As written: what makes digits narrow would spoil words.
            let header =
                two_cells(line).map(|cells| cells.map(|cell| cell.trim_matches('\u{FEFF}').to_owned()));
            Err(Unreadable { header, ..error(x, PairErrorKind::NotANumber) })
        }
        (Err(kind), _) => Err(error(x, kind)),
        (_, Err(kind)) => Err(error(y, kind)),
    }
}

/// The two cells of a line. A comma separates only where nothing else does, because it may stand in a number.
fn two_cells(line: &str) -> Option<[&str; 2]> {
    for separator in ['\t', ';'] {
        if line.contains(separator) {
            return exactly_two(line.trim_end().trim_end_matches(separator).split(separator));
        }
    }
    let words = || line.split_whitespace();
    if let Some([x, y]) = exactly_two(words())
        && !y.starts_with(',')
    {
        return Some([x.strip_suffix(',').unwrap_or(x), y]);
    }
    exactly_two(line.split(','))
}

fn exactly_two<'a>(mut cells: impl Iterator<Item = &'a str>) -> Option<[&'a str; 2]> {
    match (cells.next(), cells.next(), cells.next()) {
        (Some(x), Some(y), None) => Some([x.trim(), y.trim()]),
        _ => None,
    }
}

fn parse_value(text: &str) -> Result<f64, PairErrorKind> {
    match decimal::parse(text) {
        Ok(value) if value.abs() <= LARGEST_VALUE => Ok(value),
        Ok(_) => Err(PairErrorKind::OutOfRange),
        Err(DecimalError::Empty) => Err(PairErrorKind::Empty),
        Err(DecimalError::DecimalComma) => Err(PairErrorKind::DecimalComma),
        Err(DecimalError::Percent) => Err(PairErrorKind::Percent),
        Err(DecimalError::NotANumber) => Err(PairErrorKind::NotANumber),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn reads_pairs_however_they_are_separated() {
        for line in [
            "0.61\t0.55",
            "0.61;0.55",
            "0.61 0.55",
            "0.61,0.55",
            "0.61, 0.55",
            "0.61 ,0.55",
            "0.61 , 0.55",
            "０．６１　０．５５",
            "０．６１，０．５５",
            " 0.61\t0.55 \r",
            "0.61\t0.55\t\t",
            "\u{FEFF}0.61 0.55",
        ] {
            let pasted = parse_pairs(line);
            assert_eq!(pasted.pairs, [Pair { x: 0.61, y: 0.55 }], "{line:?} {:?}", pasted.errors);
        }
        assert_eq!(parse_pairs("1,240 980").pairs, [Pair { x: 1240.0, y: 980.0 }]);
    }

    #[test]
    fn each_bad_line_is_told_and_the_rest_is_read() {
        use PairErrorKind::{DecimalComma, Empty, NotANumber, NotTwo, OutOfRange, Percent};
        let text = "x y\n1 2\n\n3\n4 5 6\n7\t\n\t\n8 nine\n0,5\t1\n50% 60%\n1\t2000000000000\r\n3 4\ra b";
        let pasted = parse_pairs(text);
        assert_eq!(pasted.header, Some(["x".to_owned(), "y".to_owned()]));
        assert_eq!(pasted.pairs, [Pair { x: 1.0, y: 2.0 }, Pair { x: 3.0, y: 4.0 }]);
        let errors: Vec<_> =
            pasted.errors.iter().map(|error| (error.line, error.kind, error.text.as_str())).collect();
        assert_eq!(
            errors,
            [
                (4, NotTwo, ""),
                (5, NotTwo, ""),
                (6, NotTwo, ""),
                (8, NotANumber, "nine"),
                (9, DecimalComma, "0,5"),
                (10, Percent, "50%"),
                (11, OutOfRange, "2000000000000"),
                (13, NotANumber, "a"),
            ]
        );
        assert_eq!(parse_pairs("1,,\n").errors[0].kind, NotTwo);
        assert_eq!(parse_pairs("\t5\n").errors[0].kind, Empty);
    }

    #[test]
    fn a_header_keeps_its_letters() {
        let pasted = parse_pairs("モノ\tサーバー\n0.1\t0.2\n");
        assert_eq!(pasted.header, Some(["モノ".to_owned(), "サーバー".to_owned()]));
        // A number in the first line makes it a bad row.
        assert_eq!(parse_pairs("0.1\tx\n").errors.len(), 1);
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "[0-9.,%;\t\r\n a０，．-]{0,60}") {
            let pasted = parse_pairs(&text);
            prop_assert!(pasted.pairs.iter().all(|pair| pair.x.abs() <= LARGEST_VALUE && pair.y.abs() <= LARGEST_VALUE));
        }
    }
}

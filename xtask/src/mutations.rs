//! Small wrong changes to the rules and to the numbers they read: each is a mistake somebody could make.
//!
//! They are found in plain text. That is enough because rustfmt writes one thing in one way: a binary
//! operator, for one, always stands between spaces, which no arrow, generic or closure does.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use anyhow::{Context, Result};

/// What a change is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Whether a value at a cut-off reaches it.
    Comparator,
    /// A number of the registry.
    Fact,
    /// A number in the code.
    Number,
    /// Which of several results, organs, fields or constants is meant.
    Name,
    /// And, or, any, all, yes, no.
    Logic,
}

impl Kind {
    /// Every kind, with what the table calls it.
    pub(crate) const ALL: [(Self, &str); 5] = [
        (Self::Comparator, "comparators"),
        (Self::Fact, "numbers of the registry"),
        (Self::Number, "numbers in the code"),
        (Self::Name, "names"),
        (Self::Logic, "logic"),
    ];
}

/// One wrong change to a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mutation {
    /// What it is about.
    pub(crate) kind: Kind,
    /// The bytes that are replaced.
    pub(crate) place: Range<usize>,
    /// What stands there instead.
    pub(crate) to: String,
}

/// What may stand for what, wherever the first stands.
const SWAPS: &[(Kind, &str, &[&str])] = &[
    (Kind::Comparator, "CutOff::at_least(", &["CutOff::above("]),
    (Kind::Comparator, "CutOff::above(", &["CutOff::at_least("]),
    (Kind::Comparator, "::from_zero(", &["::above_zero("]),
    (Kind::Comparator, "::above_zero(", &["::from_zero("]),
    (Kind::Comparator, "Self::above(", &["Self::below("]),
    (Kind::Comparator, "Self::below(", &["Self::above("]),
    (Kind::Comparator, " >= ", &[" > ", " < "]),
    (Kind::Comparator, " > ", &[" >= ", " <= "]),
    (Kind::Comparator, " <= ", &[" < ", " > "]),
    (Kind::Comparator, " < ", &[" <= ", " >= "]),
    (Kind::Comparator, " == ", &[" != "]),
    (Kind::Comparator, " != ", &[" == "]),
    (Kind::Comparator, "0..=", &["0.."]),
    (Kind::Logic, " && ", &[" || "]),
    (Kind::Logic, " || ", &[" && "]),
    (Kind::Logic, ".any(|", &[".all(|"]),
    (Kind::Logic, ".all(|", &[".any(|"]),
    (Kind::Logic, ".is_some()", &[".is_none()"]),
    (Kind::Logic, ".is_none()", &[".is_some()"]),
    (Kind::Logic, ".min(", &[".max("]),
    (Kind::Logic, ".max(", &[".min("]),
    (Kind::Logic, "f64::min", &["f64::max"]),
    (Kind::Logic, "f64::max", &["f64::min"]),
    (Kind::Logic, "true", &["false"]),
    (Kind::Logic, "false", &["true"]),
];

/// A shift that no published number can mean, and that a test at the boundary itself must notice.
const UP: f64 = 1.0 + 1e-9;
const DOWN: f64 = 1.0 - 1e-9;

/// Types whose values stand beside an answer and never decide it.
const DESCRIPTIVE: [&str; 3] = ["Endpoint", "Population", "SourceId"];

/// What the files name, so that one name can be put for another.
#[derive(Default)]
pub(crate) struct Names {
    /// `Type::Value`.
    values: BTreeSet<String>,
    /// The type of each constant.
    constants: BTreeMap<String, String>,
}

impl Names {
    /// Collects the names of a file.
    pub(crate) fn read(&mut self, text: &str) {
        let code = code_of(text);
        let values = words(&code).into_iter().filter_map(|place| code.get(place));
        self.values.extend(values.filter(|word| type_of(word).is_some()).map(str::to_owned));
        for (name, rest) in code.split("const ").filter_map(|rest| rest.split_once(": ")) {
            if let Some((kind, _)) = rest.split_once(" = ") {
                self.constants.insert(name.to_owned(), kind.to_owned());
            }
        }
    }

    /// Adds the constant of a fact.
    pub(crate) fn add_fact(&mut self, id: &str) {
        self.constants.insert(id.to_uppercase(), "Fact".to_owned());
    }

    /// What could be put for `word` by mistake in a file with this text.
    fn instead_of(&self, word: &str, text: &str) -> Vec<String> {
        if let Some(of) = type_of(word).filter(|of| !DESCRIPTIVE.contains(of)) {
            // `Self` is another type in each file.
            let same_type =
                |name: &&String| type_of(name) == Some(of) && (of != "Self" || text.contains(name.as_str()));
            return next(self.values.iter().filter(same_type), word).into_iter().collect();
        }
        match self.constants.get(word).map(String::as_str) {
            // Answers to a question of the subtype criteria: each of the other two.
            Some("u8") => vec![format!("(({word} + 1) % 3)"), format!("(({word} + 2) % 3)")],
            Some(of) => {
                let same_type =
                    self.constants.iter().filter(|(name, kind)| *kind == of && text.contains(*name));
                next(same_type.map(|(name, _)| name), word).into_iter().collect()
            }
            None => Vec::new(),
        }
    }
}

/// The name after `word`, in a circle.
fn next<'a>(names: impl Iterator<Item = &'a String> + Clone, word: &str) -> Option<String> {
    let mut others = names.filter(|name| *name != word);
    let first = others.clone().next();
    others.find(|name| name.as_str() > word).or(first).cloned()
}

/// `Type` of `Type::Value`.
fn type_of(word: &str) -> Option<&str> {
    let (of, value) = word.rsplit_once("::")?;
    let is_capital = |name: &str| name.starts_with(|c: char| c.is_ascii_uppercase());
    (is_capital(of) && is_capital(value)).then_some(of)
}

/// The changes to a file of code.
pub(crate) fn of_code(text: &str, names: &Names) -> Vec<Mutation> {
    let code = code_of(text);
    let mut mutations = Vec::new();
    for &(kind, from, instead) in SWAPS {
        for (start, _) in code.match_indices(from) {
            let place = start..start + from.len();
            mutations.extend(instead.iter().map(|to| Mutation {
                kind,
                place: place.clone(),
                to: (*to).to_owned(),
            }));
        }
    }
    for place in words(&code) {
        let (Some(word), Some(before), Some(after)) =
            (code.get(place.clone()), code.get(..place.start), code.get(place.end..))
        else {
            continue;
        };
        // `pair.0` is a field, and a declared name can be no other.
        let is_field = before.ends_with('.') && !before.ends_with("..");
        if is_field || before.ends_with("const ") {
            continue;
        }
        let (kind, instead) = if word.starts_with(|c: char| c.is_ascii_digit()) {
            (Kind::Number, numbers_instead_of(word))
        } else {
            (Kind::Name, names.instead_of(word, text))
        };
        mutations.extend(instead.into_iter().map(|to| Mutation { kind, place: place.clone(), to }));
        if word.starts_with("Organ::") && !after.starts_with(" =>") {
            mutations.push(Mutation {
                kind: Kind::Name,
                place: in_list(before, &place, after),
                to: String::new(),
            });
        }
    }
    mutations.sort_by_key(|mutation| mutation.place.start);
    mutations
}

/// The place of a word together with the comma that leaves a list with it.
fn in_list(before: &str, place: &Range<usize>, after: &str) -> Range<usize> {
    if after.starts_with(", ") {
        place.start..place.end + 2
    } else if before.ends_with(", ") {
        place.start - 2..place.end
    } else {
        place.clone()
    }
}

fn numbers_instead_of(number: &str) -> Vec<String> {
    if !number.contains('.') {
        vec![format!("({number} + 1)"), format!("({number} - 1)")]
    } else if number == "0.0" {
        vec!["1e-9".to_owned(), "-1e-9".to_owned()]
    } else {
        vec![format!("({number} * {UP:?})"), format!("({number} * {DOWN:?})")]
    }
}

/// The text with blanks for comments, strings, attributes, imports and whatever is only for tests.
fn code_of(text: &str) -> String {
    let mut code = String::new();
    let mut skipped_until: Option<String> = None;
    for line in text.split_inclusive('\n') {
        let (trimmed, written) = (line.trim(), line.trim_end());
        let indent = written.strip_suffix(trimmed).unwrap_or_default();
        if trimmed == "#[cfg(test)]" {
            skipped_until = Some(format!("{indent}}}"));
        } else if trimmed.starts_with("use ") && !trimmed.ends_with(';') {
            skipped_until = Some(format!("{indent}}};"));
        }
        let is_skipped =
            skipped_until.is_some() || ["#", "use "].iter().any(|start| trimmed.starts_with(start));
        skipped_until = skipped_until.filter(|end| end != written);
        let mut in_string = false;
        let mut in_comment = is_skipped;
        for (place, c) in line.char_indices() {
            in_comment |= !in_string && line.get(place..).is_some_and(|rest| rest.starts_with("//"));
            in_string ^= c == '"';
            if c == '\n' || !in_comment && !in_string && c.is_ascii() {
                code.push(c);
            } else {
                // As many bytes, for the places.
                code.extend(std::iter::repeat_n(' ', c.len_utf8()));
            }
        }
    }
    code
}

/// The places of names, paths and numbers.
fn words(code: &str) -> Vec<Range<usize>> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut places = Vec::new();
    let mut start = 0;
    while let Some(rest) = code.get(start..).filter(|rest| !rest.is_empty()) {
        let length = |text: &str| text.find(|c| !is_part(c)).unwrap_or(text.len());
        let is_number = rest.starts_with(|c: char| c.is_ascii_digit());
        let joint = if is_number { "." } else { "::" };
        let mut end = length(rest);
        while let Some(more) = rest.get(end..).and_then(|after| after.strip_prefix(joint)) {
            if !more.starts_with(|c: char| is_part(c) && c.is_ascii_digit() == is_number) {
                break;
            }
            end += joint.len() + length(more);
        }
        if end > 0 {
            places.push(start..start + end);
        }
        start += end.max(1);
    }
    places
}

/// The changes to the facts whose constants `is_read` by a rule.
pub(crate) fn of_facts(text: &str, is_read: impl Fn(&str) -> bool) -> Result<Vec<Mutation>> {
    let facts: toml::Table = text.parse().context("the facts are not valid TOML")?;
    let mut mutations = Vec::new();
    for (id, fact) in &facts {
        if !is_read(&id.to_uppercase()) {
            continue;
        }
        let entry = format!("\n[{id}]\nvalue = ");
        let start =
            text.find(&entry).with_context(|| format!("fact {id}: no value below its name"))? + entry.len();
        let written = text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        let value: f64 = written.parse().with_context(|| format!("fact {id}: `{written}` is no number"))?;
        // Points and grades are whole numbers: nothing lies between them.
        let is_whole = matches!(fact.get("unit").and_then(toml::Value::as_str), Some("points" | "grade"));
        let mut instead = if is_whole { Vec::new() } else { vec![value * UP, value * DOWN] };
        if value.fract() == 0.0 && value <= 100.0 {
            instead.extend([value + 1.0, value - 1.0]);
        }
        let place = start..start + written.len();
        mutations.extend(instead.into_iter().map(|value| Mutation {
            kind: Kind::Fact,
            place: place.clone(),
            to: format!("{value:?}"),
        }));
    }
    Ok(mutations)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The changed texts.
    fn changed(text: &str) -> Vec<String> {
        let mut names = Names::default();
        names.read(text);
        let with = |mutation: Mutation| {
            let mut text = text.to_owned();
            text.replace_range(mutation.place, &mutation.to);
            text
        };
        of_code(text, &names).into_iter().map(with).collect()
    }

    #[test]
    fn only_code_is_changed() {
        let text = "//! 1 >= 2\nuse a::{\n    B1,\n};\n#[allow(x, reason = \"1 && 2\")]\nfn f(x: &[T; N]) -> \
                    Option<bool> {\n    g(\"1 || é\", x.0) // 1\n}\n\n#[cfg(test)]\nmod tests {\n    const A: u8 = 1;\n}\n";
        assert_eq!(changed(text), [""; 0]);
        assert_eq!(code_of(text).len(), text.len());
    }

    #[test]
    fn comparators_have_two_neighbours() {
        assert_eq!(changed("a >= b"), ["a > b", "a < b"]);
        assert_eq!(changed("CutOff::above(A)"), ["CutOff::at_least(A)"]);
        assert_eq!(changed("a\n    && b"), ["a\n    || b"]);
    }

    #[test]
    fn numbers_move_a_little() {
        assert_eq!(changed("f(0.5)"), ["f((0.5 * 1.000000001))", "f((0.5 * 0.999999999))"]);
        assert_eq!(changed("x.0 + 0..8").len(), 4);
        assert_eq!(changed("high(0.0)"), ["high(1e-9)", "high(-1e-9)"]);
    }

    #[test]
    fn names_stand_for_others_of_their_type() {
        assert_eq!(
            changed("[Organ::Bone, Organ::Skin]"),
            ["[Organ::Skin, Organ::Skin]", "[Organ::Skin]", "[Organ::Bone]", "[Organ::Bone, Organ::Bone]"]
        );
        let codes = changed("const NO: u8 = a;\nis(NO)");
        assert_eq!(codes, ["const NO: u8 = a;\nis(((NO + 1) % 3))", "const NO: u8 = a;\nis(((NO + 2) % 3))"]);
        assert_eq!(changed("Endpoint::A, Endpoint::B"), [""; 0]);
    }

    #[test]
    fn facts_move_by_their_scale() {
        let text = "\n[cut]\nvalue = 0.50\nunit = \"fraction\"\n\n[points]\nvalue = 2\nunit = \"points\"\n";
        let to = |is_read: fn(&str) -> bool| -> Vec<String> {
            of_facts(text, is_read).unwrap().into_iter().map(|mutation| mutation.to).collect()
        };
        assert_eq!(to(|name| name == "CUT"), ["0.5000000005", "0.4999999995"]);
        assert_eq!(to(|name| name == "POINTS"), ["3.0", "1.0"]);
    }
}

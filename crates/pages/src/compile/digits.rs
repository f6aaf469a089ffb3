//! A number is a fact; only a few names and phrases have digits of their own.

/// The names and phrases, the longer of two first.
const ALLOWED: [&str; 36] = [
    "HTLV-1",
    "sIL-2R",
    "sIL2R",
    "IL-2",
    "CCR4",
    "CXCL10",
    "CD4",
    "R1",
    "R2",
    "R3",
    "R4",
    "RIN-1",
    "JCOG1111",
    "AQP4",
    "第1/2a相",
    "第2b相",
    "第1相",
    "第2相",
    "第3相",
    "phase 1/2a",
    "phase 2b",
    "phase 1",
    "phase 2",
    "phase 3",
    "Phase 1/2a",
    "Phase 2b",
    "Phase 1",
    "Phase 2",
    "Phase 3",
    "100人",
    "100 people",
    "of 100",
    "95％信頼区間",
    "95% confidence interval",
    "0〜1",
    "from 0 to 1",
];

/// Registers whose numbers are names: what follows these letters is any number of digits.
const REGISTERS: [&str; 4] = ["NCT", "UMIN", "jRCTs", "jRCT"];

/// The first digit that is neither in an allowed name nor a fact, with a few characters around it.
pub(super) fn outside_names(text: &str) -> Option<String> {
    let mut before = None;
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let is_start = !before.is_some_and(|before: char| before.is_ascii_alphanumeric());
        let allowed = if is_start { allowed_at_start(rest) } else { None };
        let (here, after) = rest.split_at_checked(allowed.unwrap_or(first.len_utf8()))?;
        if allowed.is_none() && is_digit(first) {
            let position = text.len() - rest.len();
            let start: Vec<char> = text.get(..position)?.chars().rev().take(12).collect();
            return Some(start.into_iter().rev().chain(rest.chars().take(12)).collect());
        }
        before = here.chars().next_back();
        rest = after;
    }
    None
}

/// A digit of any width, or one in a circle; the ² of a unit is none.
fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９' | '①'..='⑳')
}

/// The length of the allowed name that the text starts with.
fn allowed_at_start(text: &str) -> Option<usize> {
    let name = ALLOWED.iter().find(|name| {
        text.strip_prefix(**name).is_some_and(|after| !after.starts_with(|c: char| c.is_ascii_digit()))
    });
    if let Some(name) = name {
        return Some(name.len());
    }
    let number = REGISTERS.iter().find_map(|register| text.strip_prefix(register))?;
    let after = number.trim_start_matches(|c: char| c.is_ascii_digit());
    (after.len() < number.len()).then_some(text.len() - after.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_may_have_digits() {
        for text in [
            "HTLV-1とsIL-2R、CCR4",
            "R1–R4, the four regions",
            "JCOG1111C and JCOG1111",
            "NCT06698003, UMIN000012655, jRCTs031180293",
            "第1/2a相と第2b相",
            "Phase 1/2a came before phase 3.",
            "100人のうち、of 100 people",
            "95％信頼区間",
            "0〜1の値",
            "mg/m²",
        ] {
            assert_eq!(outside_names(text), None, "{text}");
        }
    }

    #[test]
    fn other_digits_are_found() {
        for text in
            ["5人", "HTLV-12", "CCR41", "xR1", "1000人", "1100人", "５人", "①", "NCT", "phase 4", "of 1000"]
        {
            assert_eq!(outside_names(text).is_some(), text != "NCT", "{text}");
        }
        assert_eq!(outside_names("だれでも、2人に").as_deref(), Some("だれでも、2人に"));
    }
}

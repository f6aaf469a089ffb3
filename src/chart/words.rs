//! Breaking a line of text that does not fit, in Japanese and in spaced languages.

use super::draw::DrawError;

/// Punctuation that may not start a line.
const CLOSING: &str = "、。，．・：；！？)）」』】〉》〕]}ーっゃゅょッャュョ々%％";
/// Punctuation that may not end a line.
const OPENING: &str = "(（「『【〈《〔[{";

/// Breaks `text` into lines no wider than `room`, where `width` measures one line.
///
/// A word longer than `room` is left whole: it is better seen sticking out than cut.
pub(super) fn wrap(
    text: &str,
    room: f64,
    width: &dyn Fn(&str) -> Result<f64, DrawError>,
) -> Result<Vec<String>, DrawError> {
    let mut lines = Vec::new();
    let mut rest = text.trim();
    while width(rest)? > room {
        let Some(cut) = last_fitting_break(rest, room, width)? else { break };
        let (line, more) = rest.split_at(cut);
        lines.push(line.trim_end().to_owned());
        rest = more.trim_start();
    }
    lines.push(rest.to_owned());
    Ok(lines)
}

/// Byte index of the last allowed break whose line fits; the first allowed one if none fits.
fn last_fitting_break(
    text: &str,
    room: f64,
    width: &dyn Fn(&str) -> Result<f64, DrawError>,
) -> Result<Option<usize>, DrawError> {
    let mut best = None;
    let mut before = ' ';
    for (index, next) in text.char_indices() {
        let allowed = index > 0 && may_break(before, next);
        before = next;
        if !allowed {
            continue;
        }
        let (line, _) = text.split_at(index);
        if width(line.trim_end())? > room {
            return Ok(best.or(Some(index)));
        }
        best = Some(index);
    }
    Ok(best)
}

/// Whether a line may end after `before` and the next one start with `next`.
fn may_break(before: char, next: char) -> bool {
    if CLOSING.contains(next) || OPENING.contains(before) || next == ' ' {
        return false;
    }
    before == ' ' || is_ideographic(before) || is_ideographic(next)
}

/// Scripts written without spaces: kana, kanji and full-width forms.
fn is_ideographic(letter: char) -> bool {
    letter >= '\u{2e80}'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, room: f64) -> Vec<String> {
        let width = |line: &str| Ok(line.chars().map(|c| if is_ideographic(c) { 2.0 } else { 1.0 }).sum());
        wrap(text, room, &width).unwrap()
    }

    #[test]
    fn short_text_stays_whole() {
        assert_eq!(lines("Cv", 10.0), ["Cv"]);
        assert_eq!(lines("", 10.0), [""]);
    }

    #[test]
    fn spaced_text_breaks_between_words() {
        assert_eq!(lines("Months since diagnosis", 13.0), ["Months since", "diagnosis"]);
        assert_eq!(lines("Intermediate risk", 4.0), ["Intermediate", "risk"]);
    }

    #[test]
    fn japanese_breaks_anywhere_but_before_closing_marks() {
        assert_eq!(lines("中リスク群です。", 10.0), ["中リスク群", "です。"]);
        assert_eq!(lines("観察からの月数。", 14.0), ["観察からの月", "数。"]);
        assert_eq!(lines("進行した人(100人中)", 10.0), ["進行した人", "(100人中)"]);
    }
}

//! Words with emphasis and with readings.

use super::dynamic::dynamic;
use leptos::prelude::*;

/// A part of a word: plain, or with its reading.
#[derive(Debug, PartialEq, Eq)]
pub enum Part<'a> {
    /// As it stands.
    Plain(&'a str),
    /// With the reading that stands above it.
    Ruby(&'a str, &'a str),
}

/// The parts of a text in which `漢字《かんじ》` gives a reading to the kanji before it, or to all since a `｜`: the
/// notation of Aozora Bunko.
pub fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    for piece in text.split('》') {
        let Some((before, reading)) = piece.split_once('《') else {
            parts.push(Part::Plain(piece));
            continue;
        };
        let (plain, base) = before.split_once('｜').unwrap_or_else(|| {
            let kanji = before.trim_end_matches(is_kanji);
            before.split_at(kanji.len())
        });
        parts.push(Part::Plain(plain));
        parts.push(Part::Ruby(base, reading));
    }
    parts.retain(|part| *part != Part::Plain(""));
    parts
}

fn is_kanji(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '々' | '〆' | 'ヶ')
}

/// The text alone, for where nothing can stand above it or be emphasised.
pub fn plain_text(text: &str) -> String {
    parts(text)
        .into_iter()
        .map(|part| match part {
            Part::Plain(text) | Part::Ruby(text, _) => text,
        })
        .collect::<String>()
        .replace('*', "")
}

/// A word with its reading. Only the word is spoken: the reading is for the eye.
pub fn ruby(base: String, reading: String) -> AnyView {
    view! { <ruby>{base}<rt aria-hidden="true">{reading}</rt></ruby> }.into_any()
}

/// Shows `text`, with what stands between two `*` emphasised, and readings above their words.
///
/// One type for every word on screen: Leptos compiles a view once for each type that stands in it.
pub fn rich_text(text: &str) -> AnyView {
    if !text.contains(['*', '《']) {
        return text.to_owned().into_any();
    }
    let mut views = Vec::new();
    for (index, emphasised) in text.split('*').enumerate() {
        let with_readings = parts(emphasised).into_iter().map(|part| match part {
            Part::Plain(text) => text.to_owned().into_any(),
            Part::Ruby(base, reading) => ruby(base.to_owned(), reading.to_owned()),
        });
        if index % 2 == 1 {
            views.push(view! { <em>{with_readings.collect::<Vec<_>>()}</em> }.into_any());
        } else {
            views.extend(with_readings);
        }
    }
    views.into_any()
}

/// The same for words that follow what they read.
pub fn rich(words: impl Fn() -> &'static str + Send + 'static) -> AnyView {
    dynamic(move || rich_text(words()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_reading_belongs_to_the_kanji_before_it() {
        assert_eq!(
            parts("この病気《びょうき》は｜くすぶり型《くすぶりがた》です"),
            [
                Part::Plain("この"),
                Part::Ruby("病気", "びょうき"),
                Part::Plain("は"),
                Part::Ruby("くすぶり型", "くすぶりがた"),
                Part::Plain("です"),
            ]
        );
        assert_eq!(plain_text("*病気《びょうき》* です"), "病気 です");
    }

    proptest! {
        #[test]
        fn text_without_readings_stays_as_it_is(text in "[^《》｜*]*") {
            prop_assert_eq!(plain_text(&text), text);
        }
    }
}

//! Text from files of instruments, which seldom say how it is encoded.

/// A longer text is none that anyone wrote; it would only fill the memory.
const LONGEST: usize = 4096;

/// UTF-8 if it is that, otherwise each byte the character of Latin-1; control characters become spaces, blanks at
/// the ends go, as does what follows after 4,096 bytes. `None` if nothing is left.
pub(crate) fn decode(bytes: &[u8]) -> Option<String> {
    let bytes = bytes.get(..LONGEST).unwrap_or(bytes);
    let readable = |character: char| if character.is_control() { ' ' } else { character };
    let text: String = match std::str::from_utf8(bytes) {
        Ok(text) => text.chars().map(readable).collect(),
        Err(_) => bytes.iter().map(|byte| readable(char::from(*byte))).collect(),
    };
    let trimmed = text.trim();
    if trimmed.is_empty() { None } else { Some(trimmed.to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_utf_8_or_latin_1() {
        assert_eq!(decode("Zürich 検体".as_bytes()).as_deref(), Some("Zürich 検体"));
        assert_eq!(decode(b"Z\xFCrich").as_deref(), Some("Zürich"));
    }

    #[test]
    fn blanks_and_control_characters_are_no_text() {
        assert_eq!(decode(b" a\0b\r\n\0").as_deref(), Some("a b"));
        assert_eq!(decode(b"\0 \t"), None);
    }

    #[test]
    fn the_rest_of_an_endless_text_is_left_out() {
        assert_eq!(decode("x".repeat(100_000).as_bytes()).map(|text| text.len()), Some(LONGEST));
    }
}

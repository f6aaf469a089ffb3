//! The id of a line that cannot be used, found without reading the rest.

/// The text of the key `id` in the outermost object, wherever it stands; `None` if it has none that can be
/// read. Only quotation marks and brackets are looked at, so that errors elsewhere in the line do no harm.
pub fn find(line: &[u8]) -> Option<String> {
    let mut depth = 0_u32;
    let mut rest = line;
    // Whether a string that begins here is a key: it follows a `{` or a `,`.
    let mut key_comes = false;
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        match byte {
            b'"' => {
                let (text, after) = string(after)?;
                rest = after;
                if key_comes && depth == 1 && unescaped(text).as_deref() == Some("id") {
                    return value(after);
                }
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.checked_sub(1)?,
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            key_comes = matches!(byte, b'{' | b',');
        }
    }
    None
}

/// The string value after a key.
fn value(after_key: &[u8]) -> Option<String> {
    let value = after_key.trim_ascii_start().strip_prefix(b":")?.trim_ascii_start().strip_prefix(b"\"")?;
    unescaped(string(value)?.0)
}

/// The inside of the string that begins here, and what follows it.
fn string(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let mut escaped = false;
    let end = text.iter().position(|&byte| {
        let ends = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    })?;
    Some((text.get(..end)?, text.get(end + 1..)?))
}

fn unescaped(inside: &[u8]) -> Option<String> {
    serde_json::from_slice(&[b"\"", inside, b"\""].concat()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_id_wherever_it_stands() {
        for (line, id) in [
            (r#"{"id":"a"}"#, Some("a")),
            (r#" { "id" : "a" , "cv":}"#, Some("a")),
            (r#"{"cv":NaN,"id":"a"}"#, Some("a")),
            (r#"{"labs":{"id":"inner"},"x":[{"id":"inner"}],"id":"a"}"#, Some("a")),
            (r#"{"cv":"id","id":"\u60a3\"者"#, None),
            (r#"{"cv":"id","\u0069d":"\u60a3\"者""#, Some("患\"者")),
            (r#"{"id":"a","id":"b"}"#, Some("a")),
            (r#"{"id":5}"#, None),
            (r#"{"id":"\ud800"}"#, None),
            (r#"["id","a"]"#, None),
            (r#"}"id":"a""#, None),
            ("", None),
        ] {
            assert_eq!(find(line.as_bytes()).as_deref(), id, "{line}");
        }
        assert_eq!(find(b"{\"id\":\"a\",\"x\":\"\xff\"").as_deref(), Some("a"));
        assert_eq!(find(b"{\"id\":\"\xff\"}"), None);
    }
}

//! Source files without their comments, with the numbers of their lines kept.

/// Blanks comment lines out and keeps the lines' numbers.
pub(crate) fn without_line_comments(text: &str) -> String {
    text.lines().fold(String::new(), |mut kept, line| {
        let is_comment = line.trim_start().starts_with("//");
        kept.push_str(if is_comment { "" } else { line });
        kept.push('\n');
        kept
    })
}

/// Removes comments but not their line ends, for the numbers of the lines.
pub(crate) fn without_html_comments(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("<!--") {
        let (comment, after) = after.split_once("-->").unwrap_or((after, ""));
        kept.push_str(before);
        kept.extend(comment.chars().filter(|c| *c == '\n'));
        rest = after;
    }
    kept + rest
}

/// The number of the line in which a position lies.
pub(crate) fn line_number(text: &str, position: usize) -> usize {
    1 + text.bytes().take(position).filter(|byte| *byte == b'\n').count()
}

/// Blanks out the block comments of scripts that begin a line.
pub(crate) fn without_script_comments(text: &str) -> String {
    let mut kept = String::new();
    let mut is_inside = false;
    for line in text.lines() {
        let begins = line.trim_start().starts_with("/*");
        let is_comment = is_inside || begins || line.trim_start().starts_with("//");
        let code = if is_comment { line.split_once("*/").map_or("", |(_, after)| after) } else { line };
        is_inside = (is_inside || begins) && !line.contains("*/");
        kept.push_str(code);
        kept.push('\n');
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_of_scripts_go_and_lines_stay() {
        let text = "a();\n/** one\n * two\n */ b();\n// three\nc('image/*');\nd('*/');\n";
        assert_eq!(without_script_comments(text), "a();\n\n\n b();\n\nc('image/*');\nd('*/');\n");
    }
}

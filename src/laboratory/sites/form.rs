//! What the reader has put in, exactly as put in: one table or two, and how they are to be compared.

use shirube_clonality::sites::Role;
use shirube_numeric::decimal;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Longer tables are kept, but not put into the text field: browsers get slow there.
const LONGEST_SHOWN: usize = 300_000;

/// Where a table comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// The text field.
    Text(String),
    /// What is too long for the text field, or no text.
    File(Arc<Vec<u8>>),
}

impl Default for Source {
    fn default() -> Self {
        Self::Text(String::new())
    }
}

impl Source {
    /// What was read from a file.
    pub fn from_file(content: Vec<u8>) -> Self {
        if content.len() > LONGEST_SHOWN {
            return Self::File(Arc::new(content));
        }
        match String::from_utf8(content) {
            Ok(text) => Self::Text(text),
            Err(error) => Self::File(Arc::new(error.into_bytes())),
        }
    }

    /// The table itself.
    pub fn bytes(&self) -> &[u8] {
        match self {
            Self::Text(text) => text.as_bytes(),
            Self::File(content) => content,
        }
    }

    /// Whether nothing was put in.
    pub fn is_empty(&self) -> bool {
        self.bytes().iter().all(u8::is_ascii_whitespace)
    }
}

/// What can be wrong with files before they are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileProblem {
    /// The browser cannot read it.
    Unreadable,
    /// There were several; the first was taken.
    Several,
}

/// One table and how to read it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TableForm {
    /// The table.
    pub source: Source,
    /// Which columns and which sample, as far as chosen.
    pub choice: Choices,
    /// Whether it is the made-up example, untouched.
    pub is_example: bool,
    /// What was wrong with the last file, apart from what it holds.
    pub file_problem: Option<FileProblem>,
    /// What stood here before it was replaced, and whether that was the example: nothing that was typed is lost.
    before: Option<(Source, bool)>,
}

/// What the reader chose where the table can be read in several ways.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choices {
    /// Columns by their numbers from 1.
    pub columns: BTreeMap<Role, usize>,
    /// The sample.
    pub sample: Option<Sample>,
}

/// Which rows of a table with several samples.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sample {
    /// Those of one.
    One(String),
    /// All of them, summed site by site.
    All,
}

impl TableForm {
    /// Takes a change made by hand in the text field; what is too long for it takes the place of what was there.
    pub fn edit(&mut self, text: String) {
        if text.len() > LONGEST_SHOWN {
            self.replace(Source::from_file(text.into_bytes()), false);
            return;
        }
        self.source = Source::Text(text);
        self.is_example = false;
        self.file_problem = None;
    }

    /// Puts another table in place of what is here, which can be brought back.
    pub fn replace(&mut self, source: Source, is_example: bool) {
        let before = std::mem::replace(&mut self.source, source);
        let keep = (!before.is_empty() && before != self.source).then_some((before, self.is_example));
        // A second replacement of nothing, such as clearing twice, loses nothing either.
        self.before = keep.or(self.before.take());
        self.choice = Choices::default();
        self.is_example = is_example;
        self.file_problem = None;
    }

    /// Whether there is something to bring back.
    pub fn can_undo(&self) -> bool {
        self.before.is_some()
    }

    /// Brings back what stood here before it was replaced, and keeps what it takes the place of.
    pub fn undo(&mut self) {
        if let Some((before, was_example)) = self.before.take() {
            self.replace(before, was_example);
        }
    }
}

/// How two tables are compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparisonForm {
    /// Whether there is a second table.
    pub is_on: bool,
    /// Distance in bases within which two positions are the same site, as typed.
    pub tolerance: String,
}

impl Default for ComparisonForm {
    fn default() -> Self {
        Self { is_on: false, tolerance: "0".to_owned() }
    }
}

impl ComparisonForm {
    /// The widest distance taken: beyond it different sites would be taken for one.
    pub const WIDEST: u8 = 100;

    /// The distance; `None` if it is no whole number from 0 to [`Self::WIDEST`].
    pub fn tolerance(&self) -> Option<u8> {
        let bases = decimal::half_width(self.tolerance.trim()).parse().ok()?;
        (bases <= Self::WIDEST).then_some(bases)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> TableForm {
        let mut form = TableForm::default();
        form.edit(text.to_owned());
        form
    }

    fn text(form: &TableForm) -> &str {
        std::str::from_utf8(form.source.bytes()).unwrap()
    }

    #[test]
    fn what_was_typed_comes_back_after_a_file_an_example_and_clearing() {
        let mut form = typed("chr1 5 3");
        form.replace(Source::from_file(b"chr2 6 4".to_vec()), false);
        form.undo();
        assert_eq!(text(&form), "chr1 5 3");
        form.replace(Source::default(), false);
        form.replace(Source::default(), false);
        assert!(form.can_undo());
        form.undo();
        assert_eq!(text(&form), "chr1 5 3");
    }

    #[test]
    fn an_example_that_was_touched_is_none() {
        let mut form = TableForm::default();
        form.replace(Source::Text("chr1 5 3".to_owned()), true);
        assert!(form.is_example && !form.can_undo());
        form.edit("chr1 5 4".to_owned());
        assert!(!form.is_example);
        form.replace(Source::Text("example".to_owned()), true);
        form.replace(Source::default(), false);
        form.undo();
        assert!(form.is_example);
    }

    #[test]
    fn another_table_is_read_anew() {
        let mut form = typed("a\tb");
        form.choice.columns.insert(Role::Abundance, 1);
        form.edit("a\tb\tc".to_owned());
        assert_eq!(form.choice.columns.len(), 1, "typing goes on");
        form.replace(Source::Text("c".to_owned()), false);
        assert_eq!(form.choice, Choices::default());
    }

    #[test]
    fn long_files_and_other_encodings_stay_out_of_the_text_field() {
        assert!(matches!(Source::from_file(vec![b'a'; 10]), Source::Text(_)));
        assert!(matches!(Source::from_file(vec![b'a'; LONGEST_SHOWN + 1]), Source::File(_)));
        assert!(matches!(Source::from_file(vec![0x93, 0xfa]), Source::File(_)));
    }

    #[test]
    fn a_long_paste_stays_out_of_the_text_field_and_loses_nothing() {
        let mut form = typed("chr1 5 3");
        form.edit("a".repeat(LONGEST_SHOWN));
        assert!(matches!(form.source, Source::Text(_)));
        form.edit("chr2 6 4".to_owned());
        form.edit("a".repeat(LONGEST_SHOWN + 1));
        assert!(matches!(&form.source, Source::File(content) if content.len() > LONGEST_SHOWN));
        form.undo();
        assert_eq!(text(&form), "chr2 6 4");
    }

    #[test]
    fn the_tolerance_is_a_whole_number_in_its_range() {
        let read = |text: &str| ComparisonForm { is_on: true, tolerance: text.to_owned() }.tolerance();
        assert_eq!(ComparisonForm::default().tolerance(), Some(0));
        assert_eq!([read("5"), read(" ５ "), read("100")], [Some(5), Some(5), Some(100)]);
        for text in ["", "-1", "101", "1000", "1.5", "x"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}

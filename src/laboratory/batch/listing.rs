//! The files that were taken, in the order of their numbers.

/// Files in the list at most: more rows than that no one reads, and a wrong folder can hold millions.
pub const MOST_FILES: usize = 5_000;

/// The list.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Listing {
    /// Name of each file with the folders above it. Personal data.
    pub paths: Vec<String>,
}

/// What is to be said about files that have just come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// They were taken.
    Taken {
        /// Hidden files among them, left out.
        hidden: usize,
        /// Files beyond [`MOST_FILES`], left out.
        beyond: usize,
    },
    /// There was no file.
    Nothing,
    /// The browser could not read the only one.
    Unreadable,
}

/// Takes from files that come together those that are not hidden, in the order of their names, as far as
/// there is room beside `present` others.
pub fn sift<F>(found: Vec<F>, present: usize, path: impl Fn(&F) -> &str) -> (Vec<F>, Notice) {
    let all = found.len();
    let mut kept: Vec<F> = found.into_iter().filter(|file| !is_hidden(path(file))).collect();
    let hidden = all - kept.len();
    kept.sort_by(|one, other| path(one).cmp(path(other)));
    let beyond = kept.len().saturating_sub(MOST_FILES.saturating_sub(present));
    kept.truncate(kept.len() - beyond);
    let notice = if all == 0 { Notice::Nothing } else { Notice::Taken { hidden, beyond } };
    (kept, notice)
}

/// Files that systems put into folders without being asked.
fn is_hidden(path: &str) -> bool {
    path.split('/').any(|part| {
        part.starts_with('.')
            || ["Thumbs.db", "desktop.ini", "__MACOSX"].iter().any(|known| part.eq_ignore_ascii_case(known))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(found: &[&str], present: usize) -> (Vec<String>, Notice) {
        sift(found.iter().map(ToString::to_string).collect(), present, String::as_str)
    }

    #[test]
    fn files_come_in_the_order_of_their_names() {
        let (kept, notice) = taken(&["plate/B01.ab1", "A01.ab1", "plate/A01.ab1"], 0);
        assert_eq!(kept, ["A01.ab1", "plate/A01.ab1", "plate/B01.ab1"]);
        assert_eq!(notice, Notice::Taken { hidden: 0, beyond: 0 });
    }

    #[test]
    fn hidden_files_are_left_out_and_counted() {
        let found =
            ["run/.DS_Store", ".cache/A01.ab1", "run/thumbs.db", "__MACOSX/run/A01.ab1", "run/A01.ab1"];
        assert_eq!(
            taken(&found, 0),
            (vec!["run/A01.ab1".to_owned()], Notice::Taken { hidden: 4, beyond: 0 })
        );
    }

    #[test]
    fn what_has_no_room_is_counted() {
        assert_eq!(
            taken(&["a", "b", "c"], MOST_FILES - 1),
            (vec!["a".to_owned()], Notice::Taken { hidden: 0, beyond: 2 })
        );
        assert_eq!(taken(&["a"], MOST_FILES + 7), (Vec::new(), Notice::Taken { hidden: 0, beyond: 1 }));
    }

    #[test]
    fn an_empty_folder_is_said_to_be_empty() {
        assert_eq!(taken(&[], 0).1, Notice::Nothing);
    }
}

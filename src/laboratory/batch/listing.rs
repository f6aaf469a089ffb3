//! The files that were taken, in the order of their numbers.

use super::outcome::{Kind, Outcome};

/// Files in the list at most: more rows than that no one reads, and a wrong folder can hold millions.
pub const MOST_FILES: usize = 5_000;

/// The list.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Listing {
    /// The files.
    pub files: Vec<Listed>,
    /// What is being done with them.
    pub phase: Phase,
}

/// A file in the list.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Listed {
    /// Its name with the folders above it. Personal data.
    pub path: String,
    /// What came of it; `None` as long as it was not measured with the settings on screen.
    pub outcome: Option<Outcome>,
    /// How often it got an outcome: tells a row from the one that stood there before.
    pub version: u32,
}

/// What is being done with the files.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Phase {
    /// Nothing: every file has its outcome, or there are too few for a table.
    #[default]
    Still,
    /// They are being measured.
    Running,
    /// The reader has ended it before the end.
    Cancelled,
    /// The settings have changed and may change again in a moment.
    Waiting,
    /// The settings cannot be read.
    NoSettings,
    /// The program stopped at a file.
    Stopped,
}

/// How many files have which outcome.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// In the list.
    pub all: usize,
    /// With any outcome.
    pub done: usize,
    /// With an estimate.
    pub estimates: usize,
    /// Measured, without an estimate.
    pub withheld: usize,
    /// Not read or not measured.
    pub failed: usize,
}

impl Listing {
    /// Adds files that have no outcome yet.
    pub fn add(&mut self, paths: impl IntoIterator<Item = String>) {
        self.files.extend(paths.into_iter().map(|path| Listed { path, ..Listed::default() }));
    }

    /// Takes outcomes, by index of the file.
    pub fn record(&mut self, rows: Vec<(usize, Outcome)>) {
        for (index, outcome) in rows {
            if let Some(file) = self.files.get_mut(index) {
                file.outcome = Some(outcome);
                file.version += 1;
            }
        }
    }

    /// No file has an outcome any more.
    pub fn forget_outcomes(&mut self) {
        self.files.iter_mut().for_each(|file| file.outcome = None);
    }

    /// The program stopped: what was not measured will not be.
    pub fn stop(&mut self) {
        let left = self.unmeasured();
        self.record(left.into_iter().map(|index| (index, Outcome::NotReached)).collect());
        self.phase = Phase::Stopped;
    }

    /// Indices of the files that are still to be measured.
    pub fn unmeasured(&self) -> Vec<usize> {
        let is_left = |file: &Listed| matches!(file.outcome, None | Some(Outcome::NotReached));
        self.files.iter().enumerate().filter(|(_, file)| is_left(file)).map(|(index, _)| index).collect()
    }

    /// How many files have which outcome.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts { all: self.files.len(), ..Counts::default() };
        for outcome in self.files.iter().filter_map(|file| file.outcome.as_ref()) {
            counts.done += 1;
            *match Kind::of(outcome) {
                Kind::Estimate => &mut counts.estimates,
                Kind::Withheld => &mut counts.withheld,
                Kind::Failed => &mut counts.failed,
            } += 1;
        }
        counts
    }
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
    use super::super::example;
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

    fn two_files() -> Listing {
        let mut listing = Listing::default();
        listing.add(["A01.ab1".to_owned(), "B01.ab1".to_owned()]);
        listing
    }

    #[test]
    fn a_row_that_comes_again_is_another_row() {
        let mut listing = two_files();
        listing.record(vec![(1, Outcome::Unreadable), (7, Outcome::Unreadable)]);
        assert_eq!((listing.files[1].version, listing.unmeasured()), (1, vec![0]));
        listing.forget_outcomes();
        assert_eq!(listing.unmeasured(), [0, 1]);
        listing.record(vec![(1, Outcome::Unreadable)]);
        assert_eq!(listing.files[1].version, 2);
    }

    #[test]
    fn after_a_stop_every_file_has_an_outcome_and_the_unreached_can_be_measured() {
        let mut listing = two_files();
        listing.add(["C01.ab1".to_owned()]);
        listing.record(vec![(0, example::estimate(0.6)), (1, Outcome::Stopped)]);
        listing.stop();
        assert_eq!(listing.phase, Phase::Stopped);
        assert_eq!(listing.unmeasured(), [2]);
        let counts = Counts { all: 3, done: 3, estimates: 1, withheld: 0, failed: 2 };
        assert_eq!(listing.counts(), counts);
    }

    #[test]
    fn an_empty_folder_is_said_to_be_empty() {
        assert_eq!(taken(&[], 0).1, Notice::Nothing);
    }
}

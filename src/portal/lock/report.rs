//! What the attempts to break out came to.

use crate::words::PortalWordsLockWays;

/// A way out of a page: its name in `public/break-out.js`, and its words.
type Way = (&'static str, fn(&PortalWordsLockWays) -> &'static str);

/// Every way that is tried, in the order shown.
const WAYS: [Way; 12] = [
    ("fetch", |words| words.fetch),
    ("xhr", |words| words.xhr),
    ("beacon", |words| words.beacon),
    ("web_socket", |words| words.web_socket),
    ("event_source", |words| words.event_source),
    ("image", |words| words.image),
    ("script", |words| words.script),
    ("style", |words| words.style),
    ("import", |words| words.import),
    ("worker", |words| words.worker),
    ("frame", |words| words.frame),
    ("form", |words| words.form),
];

/// How an attempt ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The browser reported that the lock blocked it.
    Blocked,
    /// Nothing blocked it, as far as the browser told.
    Out,
    /// This browser has no such way.
    Unavailable,
}

impl Outcome {
    /// As the page carries it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Blocked => "blocked",
            Self::Out => "out",
            Self::Unavailable => "unavailable",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        [Self::Blocked, Self::Out, Self::Unavailable].into_iter().find(|outcome| outcome.code() == code)
    }
}

/// One check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Requests that the page's log showed before the check: since the start, and since the lock.
    pub requests: (String, String),
    outcomes: [Outcome; WAYS.len()],
}

impl Report {
    /// Reads what `tryToBreakOut` tells. A way that it does not tell of was not seen to be blocked.
    pub fn from_parts(parts: &[String]) -> Option<Self> {
        let [count, after, ways @ ..] = parts else { return None };
        let outcome = |(name, _): Way| {
            let told = ways.chunks_exact(2).find_map(|pair| match pair {
                [way, outcome] if way == name => Outcome::from_code(outcome),
                _ => None,
            });
            told.unwrap_or(Outcome::Out)
        };
        Some(Self { requests: (count.clone(), after.clone()), outcomes: WAYS.map(outcome) })
    }

    /// Nothing came of the check: no way was seen to be blocked.
    pub fn broken() -> Self {
        Self { requests: ("?".to_owned(), "?".to_owned()), outcomes: [Outcome::Out; WAYS.len()] }
    }

    /// Every way: its name, its words, how it ended.
    pub fn rows(&self, words: &PortalWordsLockWays) -> Vec<(&'static str, &'static str, Outcome)> {
        WAYS.iter()
            .zip(self.outcomes)
            .map(|((name, label), outcome)| (*name, label(words), outcome))
            .collect()
    }

    /// How many ways this browser has.
    pub fn tried(&self) -> usize {
        self.outcomes.iter().filter(|outcome| **outcome != Outcome::Unavailable).count()
    }

    /// How many were not blocked.
    pub fn out(&self) -> usize {
        self.outcomes.iter().filter(|outcome| **outcome == Outcome::Out).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(outcome_of: impl Fn(&str) -> Option<&'static str>) -> Vec<String> {
        let mut parts = vec!["23".to_owned(), "0".to_owned()];
        for (name, _) in WAYS {
            if let Some(outcome) = outcome_of(name) {
                parts.extend([name.to_owned(), outcome.to_owned()]);
            }
        }
        parts
    }

    #[test]
    fn all_blocked() {
        let report = Report::from_parts(&told(|_| Some("blocked"))).unwrap();
        assert_eq!((report.tried(), report.out()), (12, 0));
        assert_eq!(report.requests, ("23".to_owned(), "0".to_owned()));
    }

    #[test]
    fn what_is_not_told_is_not_blocked() {
        let report = Report::from_parts(&told(|way| (way != "beacon").then_some("blocked"))).unwrap();
        assert_eq!((report.tried(), report.out()), (12, 1));
        let report =
            Report::from_parts(&told(|way| Some(if way == "form" { "rubbish" } else { "blocked" }))).unwrap();
        assert_eq!(report.out(), 1);
    }

    #[test]
    fn what_a_browser_lacks_was_not_tried() {
        let told = told(|way| Some(if way == "event_source" { "unavailable" } else { "blocked" }));
        let report = Report::from_parts(&told).unwrap();
        assert_eq!((report.tried(), report.out()), (11, 0));
    }

    #[test]
    fn a_check_that_broke_shows_nothing_as_blocked() {
        assert_eq!(Report::from_parts(&[]), None);
        assert_eq!(Report::broken().out(), Report::broken().tried());
    }
}

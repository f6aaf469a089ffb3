//! Counting tests from what the test runners print.

use std::ops::AddAssign;

/// Tests that passed and tests that failed.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TestCounts {
    /// Number of passed tests.
    pub(crate) passed: u64,
    /// Number of failed tests.
    pub(crate) failed: u64,
}

impl TestCounts {
    /// One check that is not made of tests.
    pub(crate) fn one(passed: bool) -> Self {
        Self { passed: u64::from(passed), failed: u64::from(!passed) }
    }

    /// Adds what a line of `cargo test` says, if it is a summary of one test binary.
    pub(crate) fn add_cargo_line(&mut self, line: &str) {
        let Some(summary) = line.trim_start().strip_prefix("test result: ") else { return };
        for part in summary.split([';', '.']) {
            match part.trim().split_once(' ') {
                Some((number, "passed")) => self.passed += parse(number),
                Some((number, "failed")) => self.failed += parse(number),
                _ => {}
            }
        }
    }

    /// Adds what a line of `node --test` says, if it belongs to the summary at the end.
    ///
    /// The reporters write `# pass 3` or `ℹ pass 3`; a cancelled test did not pass.
    pub(crate) fn add_node_line(&mut self, line: &str) {
        let Some(summary) = line.strip_prefix("# ").or_else(|| line.strip_prefix("ℹ ")) else { return };
        match summary.trim().split_once(' ') {
            Some(("pass", number)) => self.passed += parse(number),
            Some(("fail" | "cancelled", number)) => self.failed += parse(number),
            _ => {}
        }
    }

    /// The counts of a runner that has ended: a crash or an empty run is a failure of its own.
    pub(crate) fn finish(mut self, runner_succeeded: bool) -> Self {
        let nothing_ran = self.passed + self.failed == 0;
        let unexplained = !runner_succeeded && self.failed == 0;
        if nothing_ran || unexplained {
            self.failed += 1;
        }
        self
    }
}

impl AddAssign for TestCounts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

fn parse(number: &str) -> u64 {
    number.trim().parse().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cargo(lines: &[&str]) -> TestCounts {
        let mut counts = TestCounts::default();
        for line in lines {
            counts.add_cargo_line(line);
        }
        counts
    }

    fn node(lines: &[&str]) -> TestCounts {
        let mut counts = TestCounts::default();
        for line in lines {
            counts.add_node_line(line);
        }
        counts
    }

    #[test]
    fn sums_the_binaries_of_cargo_test() {
        let counts = cargo(&[
            "running 2 tests",
            "test passed ... ok",
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s",
            "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.5s",
        ]);
        assert_eq!(counts, TestCounts { passed: 15, failed: 2 });
    }

    #[test]
    fn reads_both_reporters_of_node() {
        assert_eq!(node(&["# tests 4", "# pass 3", "# fail 1"]), TestCounts { passed: 3, failed: 1 });
        assert_eq!(node(&["ℹ pass 5", "ℹ fail 0", "ℹ cancelled 2"]), TestCounts { passed: 5, failed: 2 });
    }

    #[test]
    fn a_test_named_like_a_summary_does_not_count() {
        assert_eq!(node(&["ok 1 - pass 7", "    # pass 9", "✔ pass 8 (1ms)"]), TestCounts::default());
    }

    #[test]
    fn an_empty_run_fails() {
        assert_eq!(TestCounts::default().finish(true), TestCounts { passed: 0, failed: 1 });
    }

    #[test]
    fn a_crash_fails_even_if_tests_passed_before() {
        let counts = TestCounts { passed: 4, failed: 0 };
        assert_eq!(counts.finish(false), TestCounts { passed: 4, failed: 1 });
    }

    #[test]
    fn counted_failures_are_not_counted_twice() {
        let counts = TestCounts { passed: 4, failed: 2 };
        assert_eq!(counts.finish(false), counts);
    }
}

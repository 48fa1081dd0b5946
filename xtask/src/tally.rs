//! Counting the tests that cargo's test runs report.

use std::io::{BufRead, BufReader, Write};
use std::ops::AddAssign;
use std::process::{Command, Stdio};

use crate::shell::{self, Result};

/// How many tests passed, failed, and were left out by `#[ignore]`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tally {
    pub passed: usize,
    pub failed: usize,
    pub ignored: usize,
}

impl Tally {
    /// The outcome of something that is no single test but went wrong.
    pub const ONE_FAILED: Self = Self {
        passed: 0,
        failed: 1,
        ignored: 0,
    };

    /// How many tests ran.
    pub fn n_run(self) -> usize {
        self.passed + self.failed
    }

    /// Reads a line such as `test result: ok. 3 passed; 0 failed; 1 ignored; …`.
    fn from_line(line: &str) -> Option<Self> {
        let (_, counts) = line.trim().strip_prefix("test result: ")?.split_once(". ")?;
        let mut tally = Self::default();
        for count in counts.split(';') {
            let mut words = count.split_whitespace();
            let (number, what) = (words.next(), words.next());
            let number = number.and_then(|number| number.parse().ok());
            match (number, what) {
                (Some(number), Some("passed")) => tally.passed = number,
                (Some(number), Some("failed")) => tally.failed = number,
                (Some(number), Some("ignored")) => tally.ignored = number,
                _ => {}
            }
        }
        Some(tally)
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.ignored += other.ignored;
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// Runs `tests`, passing on what it prints, and adds up the results it reports.
///
/// A run that ends in failure without a failed test (it did not compile, or a test program
/// crashed) counts as one failure more.
pub fn count(tests: &mut Command, shown: &mut impl Write) -> Result<Tally> {
    let mut child = tests
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| shell::not_started(tests, &error))?;
    let mut tally = Tally::default();
    if let Some(stdout) = child.stdout.take() {
        let mut lines = BufReader::new(stdout);
        let mut line = Vec::new();
        while matches!(lines.read_until(b'\n', &mut line), Ok(1..)) {
            // Nobody may be reading any more; the count goes on.
            let _ = shown.write_all(&line).and_then(|()| shown.flush());
            if let Some(part) = Tally::from_line(&String::from_utf8_lossy(&line)) {
                tally += part;
            }
            line.clear();
        }
    }
    let status = child.wait().map_err(|error| error.to_string())?;
    if !status.success() && tally.failed == 0 {
        eprintln!("error: {} failed ({status})", shell::shown(tests));
        tally += Tally::ONE_FAILED;
    }
    Ok(tally)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sh(script: &str) -> Tally {
        count(Command::new("sh").args(["-c", script]), &mut Vec::new()).unwrap()
    }

    #[test]
    fn a_result_line_gives_its_counts() {
        let line = "test result: FAILED. 12 passed; 2 failed; 1 ignored; 0 measured; \
                    3 filtered out; finished in 0.01s\n";
        let expected = Tally {
            passed: 12,
            failed: 2,
            ignored: 1,
        };
        assert_eq!(Tally::from_line(line), Some(expected));
    }

    #[test]
    fn other_lines_count_nothing() {
        for line in ["", "running 3 tests", "test a ... ok", "a test result: ok. 1 passed"] {
            assert_eq!(Tally::from_line(line), None, "{line}");
        }
    }

    #[test]
    fn the_results_of_several_test_programs_are_added_up() {
        let tally = sh("echo 'test result: ok. 2 passed; 0 failed; 0 ignored'
             echo noise
             echo 'test result: FAILED. 3 passed; 1 failed; 0 ignored'
             exit 101");
        assert_eq!(tally.to_string(), "5 passed, 1 failed");
    }

    #[test]
    fn a_run_that_breaks_off_counts_as_one_failure() {
        let tally = sh("echo 'test result: ok. 2 passed; 0 failed; 0 ignored'; exit 101");
        assert_eq!(tally.to_string(), "2 passed, 1 failed");
    }
}

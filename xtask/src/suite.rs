//! `cargo xtask test`: native tests, tests in a browser, and end-to-end tests in all of them.

use std::ffi::OsString;
use std::process::{Command, ExitCode};

use crate::axe;
use crate::browsers::{Browser, Display};
use crate::bundler;
use crate::gremlins;
use crate::project;
use crate::reviewers;
use crate::shell::{self, Result};
use crate::tally::{self, Tally};
use crate::target::WASM;
use crate::tools;
use crate::trunk::Web;

/// A part of the tests that can be run alone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Part {
    Native,
    Wasm,
    E2e,
}

impl Part {
    /// Every part, the quick ones first.
    pub const ALL: [Self; 3] = [Self::Native, Self::Wasm, Self::E2e];

    /// The part of this name on the command line.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.name() == name)
    }

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Native => "native",
            Self::Wasm => "wasm",
            Self::E2e => "e2e",
        }
    }
}

/// Which tests to run.
#[derive(Debug, PartialEq)]
pub struct Selection {
    pub parts: Vec<Part>,
    /// For the end-to-end tests.
    pub browsers: Vec<Browser>,
    /// Handed to the test programs.
    pub filters: Vec<OsString>,
}

/// Runs the tests selected; the last line is the tally.
pub fn run(selection: &Selection) -> ExitCode {
    let mut total = Tally::default();
    for part in &selection.parts {
        shell::phase(&format!("{} tests", part.name()));
        let result = match part {
            Part::Native => native(selection),
            Part::Wasm => wasm(selection),
            Part::E2e => e2e(selection, &[]),
        };
        let tally = result.unwrap_or_else(|problem| {
            eprintln!("error: {problem}");
            Tally::ONE_FAILED
        });
        let tally = checked(*part, tally, selection.filters.is_empty());
        shell::phase(&format!("{} tests: {tally}", part.name()));
        total += tally;
    }
    println!("{total}");
    if total.failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Nothing is left out in silence: a part without a test to run is a failure of its own.
fn checked(part: Part, mut tally: Tally, unfiltered: bool) -> Tally {
    if tally.ignored > 0 {
        eprintln!("note: {} ignored in {}", tally.ignored, part.name());
    }
    if tally.n_run() == 0 {
        eprintln!("note: no test ran in {}", part.name());
        if unfiltered {
            tally += Tally::ONE_FAILED;
        }
    }
    tally
}

fn native(selection: &Selection) -> Result<Tally> {
    let mut tests = shell::cargo();
    tests.args(["test", "--workspace", "--exclude", "e2e", "--features", "fixpath/ssr"]);
    count(&mut tests, selection)
}

fn wasm(selection: &Selection) -> Result<Tally> {
    let chromium = Browser::Chromium.ready()?;
    let web = Web::ready()?;
    let runner = tools::wasm_bindgen()?.with_file_name("wasm-bindgen-test-runner");
    let mut tests = web.toolchain.cargo();
    tests
        .args(["test", "--package", "fixpath", "--target", WASM, "--features", "csr"])
        .args(["--test", "wasm"])
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner)
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120");
    if let Some((_, driver)) = chromium
        .iter()
        .find(|(variable, _)| *variable == "FIXPATH_CHROMEDRIVER")
    {
        tests.env("CHROMEDRIVER", driver);
    }
    count(&mut tests, selection)
}

/// The tests of random acts, killed browsers and faults at full length, with their figures.
pub fn robust() -> Result<()> {
    let selection = Selection {
        parts: vec![Part::E2e],
        browsers: Browser::ALL.to_vec(),
        filters: ["robust::", "--nocapture"].map(OsString::from).to_vec(),
    };
    let tally = e2e(&selection, &[("FIXPATH_KILLS", "50"), ("FIXPATH_ACTS", "5000")])?;
    shell::phase(&format!("robustness: {tally}"));
    if tally.failed == 0 && tally.passed > 0 {
        Ok(())
    } else {
        Err(tally.to_string())
    }
}

fn e2e(selection: &Selection, wishes: &[(&str, &str)]) -> Result<Tally> {
    let mut tests = shell::cargo();
    tests.args(["test", "--package", "e2e"]).envs(wishes.iter().copied());
    let _display = outfit(&mut tests, &selection.browsers)?;
    tests.envs(bundler::variables());
    tests.envs(reviewers::variables()?);
    let names = selection.browsers.iter().map(|browser| browser.name());
    shell::phase(&format!("end-to-end tests in {}", names.collect::<Vec<_>>().join(",")));
    count(&mut tests, selection)
}

/// Runs a program of the package `e2e` on the page that is shipped, in Chromium.
pub fn in_chromium(program: &str, arguments: &[OsString]) -> Result<()> {
    in_chromium_with(program, arguments, &[])
}

/// The same, with variables of its own.
pub fn in_chromium_with(program: &str, arguments: &[OsString], own: &[(&str, OsString)]) -> Result<()> {
    let mut command = shell::cargo();
    command.envs(own.iter().map(|(name, value)| (name, value)));
    command.args(["run", "--quiet", "--package", "e2e", "--bin", program, "--"]);
    command.args(arguments);
    let _display = outfit(&mut command, &[Browser::Chromium])?;
    shell::run(&mut command)
}

/// Gives a command of the package `e2e` what it needs: browsers, the page, guides, and a screen where one must be.
fn outfit(command: &mut Command, browsers: &[Browser]) -> Result<Option<Display>> {
    let mut variables = Vec::new();
    for browser in browsers {
        variables.extend(browser.ready()?);
    }
    let axe = axe::ready()?;
    let gremlins = gremlins::ready()?;
    // A folder of its own, so that a page being served meanwhile stays as it is.
    let work = project::target_dir().join("e2e");
    let (dist, guides) = (work.join("dist"), work.join("guides"));
    Web::ready()?.build_into(&dist)?;
    shell::phase("compiling the tests' own guides");
    project::remove_dir(&guides)?;
    shell::run(
        shell::cargo()
            .args([
                "run",
                "--quiet",
                "--package",
                "fixpath",
                "--features",
                "ssr",
                "--bin",
                "guide",
            ])
            .args(["--", "build", "e2e/guides", "--out"])
            .arg(&guides),
    )?;

    let names = browsers.iter().map(|browser| browser.name());
    let names = names.collect::<Vec<_>>().join(",");
    command
        .envs(variables)
        .env("FIXPATH_DIST", dist)
        .env("FIXPATH_GUIDES", guides)
        .env("FIXPATH_BROWSERS", names)
        .env("FIXPATH_AXE", axe)
        .env("FIXPATH_GREMLINS", gremlins);
    if !browsers.contains(&Browser::Webkit) {
        return Ok(None);
    }
    let display = Display::start()?;
    command
        .env("FIXPATH_DISPLAY", &display.name)
        // Its sandbox does not start for root; compositing wants a graphics card.
        .env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1")
        .env("WEBKIT_DISABLE_COMPOSITING_MODE", "1");
    Ok(Some(display))
}

/// Runs every test program, also after one has failed.
fn count(tests: &mut Command, selection: &Selection) -> Result<Tally> {
    tests.args(["--no-fail-fast", "--"]).args(&selection.filters);
    tally::count(tests, &mut std::io::stdout())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_without_tests_fails_unless_a_filter_left_them_out() {
        let none = Tally::default();
        assert_eq!(checked(Part::Wasm, none, true), Tally::ONE_FAILED);
        assert_eq!(checked(Part::Wasm, none, false), none);
        let one = Tally { passed: 1, ..none };
        assert_eq!(checked(Part::Wasm, one, true), one);
    }
}

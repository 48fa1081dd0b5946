//! What Lighthouse says of the page on a phone, and when every control works there: `lighthouse [--check]`,
//! environment as for the tests, and `FIXPATH_LIGHTHOUSE` for the program from npm.
//!
//! The page is served as it was built, compressed and with the headers it asks for. Times are of this machine.

mod cold;
mod report;

use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::sync::Arc;

use e2e::support::env::{self, Env};
use e2e::support::site::Site;
use e2e::support::*;
use report::{CATEGORIES, Report};

/// Of so many runs the median counts.
const RUNS: usize = 3;
const LOADS: usize = 5;

fn main() -> ExitCode {
    let check = std::env::args().any(|argument| argument == "--check");
    match measure() {
        Ok(perfect) if perfect || !check => ExitCode::SUCCESS,
        Ok(_) => {
            eprintln!("a category is below 100");
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn measure() -> Result<bool> {
    let env = Arc::new(Env::read()?);
    let site = Arc::new(Site::start(&env, "/")?);
    site.leave_untouched();
    let folder = tempfile::tempdir()?;
    let reports = (0..RUNS)
        .map(|n| lighthouse(&site.url(""), &folder.path().join(format!("{n}.json"))))
        .collect::<Result<Vec<_>>>()?;
    let perfect = report::print(&reports);

    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    for condition in cold::CONDITIONS {
        let times = runtime.block_on(cold::loads(&env, &site, &condition, LOADS))?;
        println!(
            "{:<34} {:>8.0} ms  ({}; median of {LOADS} cold loads: {:.0?})",
            "app-interactive, throttled for real",
            report::median(times.iter().copied()),
            condition.name,
            times
        );
    }
    Ok(perfect)
}

fn lighthouse(url: &str, out: &Path) -> Result<Report> {
    let mut node = Command::new("node");
    node.arg(env::node_program("FIXPATH_LIGHTHOUSE")?)
        .arg(url)
        .args(["--quiet", "--output=json", "--output-path"])
        .arg(out)
        .arg(format!("--only-categories={}", CATEGORIES.join(",")))
        .arg("--chrome-flags=--headless=new --no-sandbox --disable-dev-shm-usage")
        .env("CHROME_PATH", env::program(Browser::Chromium)?)
        .stdin(Stdio::null());
    let done = node.output().context("node is there")?;
    ensure!(
        done.status.success(),
        "Lighthouse failed:\n{}",
        String::from_utf8_lossy(&done.stderr)
    );
    Report::read(out)
}

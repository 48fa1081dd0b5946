//! Has it signed off by those who look at what is served, before anyone visits it.

use std::process::Command;

use e2e::scenario;
use e2e::support::env::node_program;
use e2e::support::*;

pub fn scenarios() -> Vec<Scenario> {
    vec![
        scenario!(no_policy_has_a_flaw_of_high_or_medium_severity).only(Browser::Chromium),
        scenario!(every_page_is_valid).only(Browser::Chromium),
    ]
}

async fn no_policy_has_a_flaw_of_high_or_medium_severity(page: Page) -> Result<()> {
    check(&page, "policies.mjs", "FIXPATH_CSP_EVALUATOR")
}

async fn every_page_is_valid(page: Page) -> Result<()> {
    check(&page, "pages.mjs", "FIXPATH_HTML_VALIDATE")
}

/// Runs a script of `e2e/checks` on the built page, with the program from npm that it asks.
fn check(page: &Page, script: &str, program: &str) -> Result<()> {
    let script = format!("{}/checks/{script}", env!("CARGO_MANIFEST_DIR"));
    let mut node = Command::new("node");
    node.arg(script).arg(node_program(program)?).arg(&page.env().dist);
    let done = node.output().context("node is there")?;
    let said = String::from_utf8_lossy(&done.stdout) + String::from_utf8_lossy(&done.stderr);
    ensure!(done.status.success(), "{said}");
    println!("{}", said.lines().last().unwrap_or_default());
    Ok(())
}

//! The commands of this workspace: `cargo xtask serve`, `build`, `portal`, `test`, `lint`, `bench`, `shots`, `fuzz`.
//!
//! Each gets what is missing, runs the tools and says what it is doing.
//! It knows the layout of the repository and nothing of the code in `src`.

mod args;
mod assemble;
mod axe;
mod browsers;
mod bundler;
mod deny;
mod element;
mod fuzz;
mod gremlins;
mod lighthouse;
mod lint;
mod lock;
mod npm;
mod offline;
mod policy;
mod project;
mod reviewers;
mod serve;
mod sheets;
mod shell;
mod shrink;
mod size;
mod small;
mod squeeze;
mod suite;
mod tally;
mod target;
#[cfg(test)]
mod tidy;
mod tools;
mod trunk;

use std::path::PathBuf;
use std::process::ExitCode;

use args::Task;

fn main() -> ExitCode {
    let task = match args::parse(lexopt::Parser::from_env()) {
        Ok(task) => task,
        Err(problem) => {
            eprintln!("error: {problem}\n\n{}", args::USAGE);
            return ExitCode::from(2);
        }
    };
    let done = match task {
        Task::Help => {
            println!("{}", args::HELP);
            Ok(())
        }
        Task::Serve { port, open } => serve::serve(port, open),
        Task::Build => trunk::build(),
        Task::Portal(port) => suite::in_chromium("portal", &[port.to_string().into()]),
        Task::Test(selection) => return suite::run(&selection),
        Task::Robust => suite::robust(),
        Task::Lighthouse { check } => lighthouse::run(check),
        Task::Lint => lint::lint(),
        Task::Bench { engine, page } => bench(engine, page),
        Task::Shots(folder) => suite::in_chromium("shots", &[folder]),
        Task::Fuzz { targets, seconds } => fuzz::fuzz(&targets, seconds),
        Task::Size { dist, crates } => size::size(dist.map(PathBuf::from), crates),
        Task::Setup => setup(),
        Task::Hook => assemble::hook(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("error: {problem}");
            ExitCode::FAILURE
        }
    }
}

/// What the engine takes on this machine and on the page.
fn bench(engine: bool, page: bool) -> shell::Result<()> {
    if engine {
        shell::phase("benchmarks on this machine");
        shell::run(shell::cargo().args(["bench", "--package", "fixpath", "--bench", "engine"]))?;
    }
    if page {
        suite::in_chromium("speed", &[])?;
    }
    Ok(())
}

/// Gets everything any command of this crate can need.
fn setup() -> shell::Result<()> {
    lint::components()?;
    trunk::Web::ready()?;
    tools::geckodriver()?;
    browsers::Browser::ALL
        .iter()
        .try_for_each(|browser| browser.ready().map(drop))?;
    axe::ready()?;
    gremlins::ready()?;
    reviewers::variables()?;
    // What lint can do without.
    let _ = deny::ready();
    bundler::variables();
    shell::phase("everything is set up");
    Ok(())
}

//! The command line: what is asked for, and the exit code (0 done, 1 findings in a guide, 2 misuse).

use std::io::Write;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

mod advise;
mod build;
mod check;
mod columns;
mod diff;
mod findings;
mod folder;
mod match_words;
mod new;
mod play;
mod replay;
mod show;
mod simulate;
mod stamp;

/// Write, check and compile guides
///
/// A guide is a folder: guide.toml holds structure and numbers (causes, signs,
/// questions, actions), one file per language the words. It holds no logic, so a
/// new product needs a new folder and nothing else.
/// guides/README.md says how to write one and how to choose its numbers.
#[derive(Parser)]
#[command(name = "guide", version, verbatim_doc_comment, after_help = EXAMPLES)]
struct Args {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
From an empty folder to the page:
  guide new guides/my-dishwasher              a small guide that works, to change into yours
  guide check guides                          what to mend, with file, line and column
  guide show guides/my-dishwasher --out target/guide.html    all of it on one page, to look at
  guide build guides --out target/guides      the files that the page loads

`guide help COMMAND` says more about each.
Exit code: 0 done, 1 findings in a guide, 2 the command cannot be followed.";

#[derive(Subcommand)]
enum Command {
    New(new::Args),
    Check(check::Args),
    Build(build::Args),
    Stamp(stamp::Args),
    Simulate(simulate::Args),
    Advise(advise::Args),
    Match(match_words::Args),
    Replay(replay::Args),
    Show(show::Args),
    Diff(diff::Args),
}

/// Why a command did not do what was asked.
enum Failure {
    /// The guides have problems, which have been printed.
    Problems,
    /// The command cannot be followed as given.
    Misuse(String),
}

pub fn main() -> ExitCode {
    // clap itself ends with 2 on an unknown or missing argument.
    let done = match Args::parse().command {
        Command::New(args) => new::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Build(args) => build::run(&args),
        Command::Stamp(args) => stamp::run(&args),
        Command::Simulate(args) => simulate::run(&args),
        Command::Advise(args) => advise::run(&args),
        Command::Match(args) => match_words::run(&args),
        Command::Replay(args) => replay::run(&args),
        Command::Show(args) => show::run(&args),
        Command::Diff(args) => diff::run(&args),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Problems) => ExitCode::from(1),
        Err(Failure::Misuse(message)) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
    }
}

/// To standard output; that nobody reads on is no panic.
fn print(text: &str) -> Result<(), Failure> {
    let written = std::io::stdout().write_all(text.as_bytes());
    written.map_err(|error| Failure::Misuse(format!("cannot write to standard output: {error}")))
}

//! The command line: what is asked for, and the exit code (0 done, 1 problems in a guide, 2 misuse).

use std::process::ExitCode;

use clap::{Parser, Subcommand};

mod build;
mod check;
mod folder;

/// Checks guides and compiles them for the page
#[derive(Parser)]
#[command(name = "guide", version)]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Check(check::Args),
    Build(build::Args),
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
        Command::Check(args) => check::run(&args),
        Command::Build(args) => build::run(&args),
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

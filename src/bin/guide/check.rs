//! `guide check`: all problems of all guides in one run.

use std::path::PathBuf;

use super::Failure;
use super::folder::{self, Checked};

/// Print every problem of the guides, or one line per guide if there is none
#[derive(clap::Args)]
pub struct Args {
    /// A guide's folder, or a folder of guides
    #[arg(required = true, value_name = "DIR")]
    dirs: Vec<PathBuf>,
}

pub fn run(args: &Args) -> Result<(), Failure> {
    for checked in folder::read_all(&args.dirs)? {
        println!("{}", summary(&checked));
    }
    Ok(())
}

fn summary(Checked { guide, texts }: &Checked) -> String {
    let locales: Vec<&str> = texts.iter().map(|texts| texts.locale.as_str()).collect();
    format!(
        "{}: {} causes, {} signs, {} questions, {} actions, {} FAQ entries, locales {}",
        guide.id,
        guide.causes.len(),
        guide.signs.len(),
        guide.questions.len(),
        guide.actions.len(),
        guide.faq.len(),
        locales.join(", ")
    )
}

//! `guide show`: one page on which an author sees a guide at a glance.

use std::fs;
use std::path::PathBuf;

use clap::value_parser;
use fixpath::engine::simulate::{Policy, Setting};
use fixpath::guide::bundle::{self, Bundle};
use fixpath::guide::parse::Problem;

use super::folder::{self, Source, unwritable};
use super::play::{Compiled, Played, chance, play};
use super::{Failure, findings, print};
use words::Words;

mod branches;
mod chain;
mod check;
mod figures;
mod heat;
mod page;
mod plot;
mod signs;
mod tree;
mod words;

/// Write one page that shows what a guide knows and what it is worth
///
/// On it: what `guide check` finds; the chain with the causes of each stage; every likelihood as a
/// heat map of causes against signs and answers; the first levels of the decision tree with minutes;
/// the first advice after each sign; and the figures of `guide simulate` as charts.
///
/// It is one HTML file without script that loads nothing: open it in any browser, print it, send it.
/// The same guide and options give the same bytes. Its path is printed to stdout.
#[derive(clap::Args)]
#[command(verbatim_doc_comment, after_help = EXAMPLES)]
pub struct Args {
    /// A guide's folder
    #[arg(value_name = "DIR")]
    dir: PathBuf,
    /// The page to write; its folder is made if it is not there
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// How many owners to play for the charts
    #[arg(long, value_name = "N", default_value_t = 2_000, value_parser = value_parser!(u64).range(1..=1_000_000))]
    owners: u64,
    /// Which owners: another seed draws others
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// Chance that an answer is wrong, and that a ticked sign is one the owner does not see
    #[arg(long, value_name = "P", default_value_t = 0.1, value_parser = chance)]
    noise: f64,
    /// The language of the guide's words; its default language if not given
    #[arg(long, value_name = "L")]
    locale: Option<String>,
}

const EXAMPLES: &str = "\
Examples:
  guide show guides/toyota-remote-connect --out target/guide.html
  guide show guides/my-dishwasher --out target/guide.html --owners 20000 --locale es

Exit code: 0 written (warnings stand on the page), 1 errors in the guide,
2 the command cannot be followed.";

pub fn run(args: &Args) -> Result<(), Failure> {
    let source = folder::single(&args.dir)?;
    let Report {
        bundle,
        found,
        accepted,
    } = report(&source, args)?;
    let setting = Setting {
        seed: args.seed,
        noise: args.noise,
        ..Setting::default()
    };
    // Before the owners are played, which may take a while.
    if let Some(folder) = args.out.parent() {
        fs::create_dir_all(folder).map_err(|error| unwritable(folder, &error))?;
    }
    let compiled = Compiled::new(bundle.guide.clone())?;
    let played = play(vec![compiled], &Policy::ALL, &setting, args.owners);
    for played in &played {
        let text = page::html(&Shown {
            words: Words::new(&bundle, played),
            found: &found,
            accepted: &accepted,
            played,
            setting: &setting,
            n_owners: args.owners,
        });
        fs::write(&args.out, text).map_err(|error| unwritable(&args.out, &error))?;
        print(&format!("{}\n", args.out.display()))?;
    }
    Ok(())
}

/// All that stands on the page.
struct Shown<'a> {
    words: Words<'a>,
    /// Warnings that are not accepted.
    found: &'a [Problem],
    /// Warnings that are, with the reason.
    accepted: &'a [(Problem, String)],
    played: &'a Played,
    setting: &'a Setting,
    n_owners: u64,
}

/// A guide without errors in one language, and what `guide check` has to say.
struct Report {
    bundle: Bundle,
    found: Vec<Problem>,
    accepted: Vec<(Problem, String)>,
}

fn report(source: &Source, args: &Args) -> Result<Report, Failure> {
    let reading = source.reviewed();
    let accepted = reading.accepted().into_iter();
    let accepted = accepted.map(|(problem, reason)| (problem.clone(), reason.to_owned()));
    let (found, accepted) = (reading.problems(), accepted.collect());
    let Some((guide, texts)) = reading.sound().filter(|_| source.garbled.is_empty()) else {
        let mut errors = source.garbled.clone();
        errors.extend(reading.into_sound().err().unwrap_or_default());
        findings::print(&errors, &source.files);
        return Err(Failure::Problems);
    };
    let locale = args.locale.as_ref().unwrap_or(&guide.default_locale);
    let bundles = bundle::compile(guide, texts.to_vec());
    let locales: Vec<String> = bundles.iter().map(|bundle| bundle.texts.locale.clone()).collect();
    match bundles.into_iter().find(|bundle| bundle.texts.locale == *locale) {
        Some(bundle) => Ok(Report {
            bundle,
            found,
            accepted,
        }),
        None => Err(Failure::Misuse(format!(
            "no {locale}.toml in {}, expected one of {}",
            args.dir.display(),
            locales.join(", ")
        ))),
    }
}

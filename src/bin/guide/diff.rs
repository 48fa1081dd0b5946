//! `guide diff`: what an edit of a guide changes for owners.

use std::path::{Path, PathBuf};

use clap::value_parser;
use fixpath::engine::simulate::{Policy, Setting};
use fixpath::guide::bundle;
use fixpath::guide::parse::Problem;
use serde_json::json;

use super::folder;
use super::play::{Compiled, Played, chance, play};
use super::{Failure, findings, print};
use change::Change;

mod change;
mod report;
mod table;

/// Compare two versions of a guide: what the edit changes for owners
///
/// OLD and NEW are two folders of the same guide. Things are matched by id. Printed are
///   what was added and what was removed,
///   advice that changed, at the start and after each sign alone, with the expected minutes,
///   minutes, share fixed and questions asked, before and after, of all owners and by true cause.
///
/// Owners are drawn from each version's own numbers with the same seed, so an edit of the numbers
/// changes who the owners are as well as what they are told. A difference smaller than twice its ±
/// may be luck: play more owners. "asked" is the median of the questions asked.
#[derive(clap::Args)]
#[command(verbatim_doc_comment, after_help = EXAMPLES)]
pub struct Args {
    /// The guide's folder before the edit
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// The guide's folder after the edit
    #[arg(value_name = "NEW")]
    new: PathBuf,
    /// How many owners to play
    #[arg(long, value_name = "N", default_value_t = 2_000, value_parser = value_parser!(u64).range(1..=1_000_000))]
    owners: u64,
    /// Which owners: another seed draws others
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// Chance that an answer is wrong, and that a ticked sign is one the owner does not see
    #[arg(long, value_name = "P", default_value_t = 0.1, value_parser = chance)]
    noise: f64,
    /// Print one JSON document to stdout instead
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
Examples:
  git worktree add --detach ../before            the last commit, to compare with
  guide diff ../before/guides/my-dishwasher guides/my-dishwasher
  guide diff OLD NEW --owners 20000 --json | jq .figures.mean_minutes.more

Exit code: 0 compared, whether or not there is a difference, 1 errors in a guide,
2 the command cannot be followed.";

pub fn run(args: &Args) -> Result<(), Failure> {
    let (old, new) = (version(&args.old, args)?, version(&args.new, args)?);
    let revisions = [&old, &new].map(|version| version.revision.clone());
    let setting = Setting {
        seed: args.seed,
        noise: args.noise,
        ..Setting::default()
    };
    let guides = [old, new].map(|version| version.compiled);
    let played = play(guides.into(), &[Policy::Advice], &setting, args.owners);
    let [old, new] = played.as_slice() else { return Ok(()) };
    let difference = Difference {
        old,
        new,
        revisions,
        change: Change::between(&old.model, &new.model),
        setting: &setting,
        n_owners: args.owners,
    };
    if args.json {
        print(&format!(
            "{:#}
",
            report::json(&difference)
        ))
    } else {
        print(&table::text(&difference))
    }
}

/// All that is printed.
struct Difference<'p> {
    old: &'p Played,
    new: &'p Played,
    /// Of the old and the new version.
    revisions: [String; 2],
    change: Change,
    setting: &'p Setting,
    n_owners: u64,
}

/// One of the two guides.
struct Version {
    compiled: Compiled,
    revision: String,
}

fn version(dir: &Path, args: &Args) -> Result<Version, Failure> {
    // Said before the guide is read: a folder of guides is misuse, whatever is in them.
    folder::single(dir)?;
    let dirs = [dir.to_path_buf()];
    let checked = if args.json {
        folder::read_or(&dirs, |errors, _| print_problems(errors))?
    } else {
        folder::read_all(&dirs)?
    };
    let checked = checked.into_iter().next();
    let checked = checked.ok_or_else(|| Failure::Misuse(format!("no guide in {}", dir.display())))?;
    let bundles = bundle::compile(&checked.guide, checked.texts);
    Ok(Version {
        revision: bundles
            .into_iter()
            .next()
            .map_or_else(String::new, |bundle| bundle.revision),
        compiled: Compiled::new(checked.guide)?,
    })
}

fn print_problems(problems: &[Problem]) {
    println!("{:#}", json!({ "problems": findings::json(problems) }));
}

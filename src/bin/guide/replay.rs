//! `guide replay`: real owners' cases played through search and advice.

use std::collections::BTreeMap;
use std::path::PathBuf;

use fixpath::replay::{self, Case, Manner, Player, Summary};

use super::folder::{self, CASES, Checked};
use super::{Failure, findings, print};

/// Play real owners' cases through the guide: what each owner met, and the figures of all
///
/// A case holds an owner's words, the signs they name, the answers that the report gives, the true cause and the
/// actions that mended it; guides/CASES.md says how to write one. Each owner starts from the signs that they named,
/// answers what the report answers and "not sure" to all else, and finds that no action helps until one of those comes
/// that did; then it is over, or at support, or after 60 cards.
#[derive(clap::Args)]
#[command(after_long_help = FORM)]
pub struct Args {
    /// A guide's folder
    #[arg(value_name = "GUIDE")]
    dir: PathBuf,
    /// A file of cases; the guide's own cases.jsonl if left out
    #[arg(value_name = "CASES", conflicts_with = "check")]
    cases: Option<PathBuf>,
    /// Play the guide's cases-check.jsonl, on which nothing is ever tuned
    #[arg(long)]
    check: bool,
    /// Start from the signs that the search ticks, not from those that the owner named
    #[arg(long)]
    typed: bool,
    /// Answer what the report leaves open by what is likeliest under the true cause, not with "not sure"
    #[arg(long)]
    fill: bool,
    /// Print {"summary": …, "rows": […]} in place of the table
    #[arg(long)]
    json: bool,
}

const FORM: &str = r#"The table has three lines for each case: number, language, true cause, its place after the words
were searched, questions + actions -> how it ended; the signs that the search ticks and those that the owner
named; the cards in order, as ?question=answer, action, *action that mended it*, SUPPORT.

The last line holds the figures:

  cases, cause_known             all, and those whose cause the guide has
  first, three                   of these: the cause comes first, or among the first three, after the words
  ticked, ticked_not_said        signs ticked from the words; of these, not said
  said, said_not_ticked          signs named by the owners; of these, not ticked
  fixable, fixed                 cases that an action of the guide mends; of these, the action was reached
  median_cards_to_fix            cards until it
  median_cards_to_support_when_unfixable
                                 cards until support where no action mends it
  most_cards                     of any case

Examples:

  guide replay guides/toyota-remote-connect              the cases to learn from
  guide replay guides/toyota-remote-connect --check      those kept apart, never to tune on
  guide replay guides/toyota-remote-connect --typed --json | jq .summary

Exit code: 0 played, 1 problems in the guide or the cases, 2 the command cannot be followed."#;

pub fn run(args: &Args) -> Result<(), Failure> {
    let Checked { guide, texts } = folder::only(&args.dir)?;
    let [to_learn, to_check] = CASES.map(|name| args.dir.join(name));
    let path = match &args.cases {
        Some(path) => path.clone(),
        None if args.check => to_check,
        None => to_learn,
    };
    let cases = match folder::file(&path)? {
        Ok(file) => replay::read(&file.path, &file.text, &guide, &texts, &mut BTreeMap::new()).map_err(|problems| {
            findings::print(&problems, std::slice::from_ref(&file));
            Failure::Problems
        }),
        Err(problem) => {
            findings::print(&[problem], &[]);
            Err(Failure::Problems)
        }
    };
    let cases: Vec<Case> = cases?;
    let player = Player::new(&guide, &texts).map_err(|error| Failure::Misuse(error.to_string()))?;
    let manner = Manner {
        typed: args.typed,
        fill: args.fill,
        ..Manner::default()
    };
    let played = player.play(&cases, manner);
    let summary = Summary::of(&guide, &cases, &played);
    let mut said = match args.json {
        true => replay::json(&summary, Some(&played)),
        false => replay::table(&played) + &replay::json(&summary, None),
    };
    said.push('\n');
    print(&said)
}

//! `guide simulate`: what a guide's advice is worth, played out on owners drawn from its own numbers.

use std::path::PathBuf;

use fixpath::engine::simulate::{Leave, Policy, Setting};

use super::folder;
use super::play::{Compiled, chance, play};
use super::{Failure, print};

mod json;
mod table;

/// Play owners drawn from a guide's own numbers and print what its advice is worth
///
/// Each owner has one trouble: a true cause drawn from the priors, the signs and answers it makes them see and give,
/// and for each action whether it would help. The owner ticks some of the signs they see, then follows the advice
/// until the trouble is fixed or support is called. The same owners are also led in simpler ways, to compare:
///
///   advice          what the page says
///   document_order  every action from the top of the guide to its end, then support
///   p_over_c        actions by falling chance over minutes, support where that is cheaper; no questions
///   one_step_voi    the same, but asks whenever asking now is better than never (Heckerman et al. 1995)
///   random          every action in random order, then support
///
/// Owners are as the guide says, its [slip] left out, for which --noise stands: this shows what the advice makes of the numbers, not whether they are right.
/// The same guide, options and seed give the same figures on every machine.
#[derive(clap::Args)]
#[command(verbatim_doc_comment, after_long_help = FIGURES)]
pub struct Args {
    /// A guide's folder, or a folder of guides
    #[arg(value_name = "DIR")]
    dir: PathBuf,
    /// How many owners to play
    #[arg(long, value_name = "N", default_value_t = 10_000, value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    owners: u64,
    /// Which owners: another seed draws others
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// Chance that an answer is wrong, and that a ticked sign is one the owner does not see
    #[arg(long, value_name = "P", default_value_t = 0.1, value_parser = chance)]
    noise: f64,
    /// Chance that a second cause is present too, and both must be fixed
    #[arg(long, value_name = "P", default_value_t = 0.0, value_parser = chance)]
    second_fault: f64,
    /// Most signs an owner ticks at the start, of those they see; 0 to start with nothing ticked
    #[arg(long, value_name = "N", default_value_t = 3)]
    signs: usize,
    /// Chance that one who is asked cannot tell; if not given, what the guide says of each question
    #[arg(long, value_name = "P", value_parser = chance)]
    unsure: Option<f64>,
    /// Chance to leave at each card and in each minute of doing, such as 0.04,0.01; if not given, what the guide says
    #[arg(long, value_name = "P,P", value_parser = leave)]
    leave: Option<Leave>,
    /// Print JSON: an object by policy, or an array of those if DIR holds several guides
    #[arg(long)]
    json: bool,
}

const FIGURES: &str = "\
Figures:
  mean           mean minutes until fixed, handed to support or given up, waiting and cards counted as the guide says
  over advice    how many minutes more than under the advice, owner by owner; ± is the standard error, and a
                 difference of less than about three of them may be luck (play more owners)
  median, p90    half of the owners, and nine in ten, took no longer
  fixed          share of owners with the trouble fixed before support was called
  questions      median of the questions asked; signs ticked at the start are not counted
  steps          median of the actions tried
  first, three   share of owners whose true cause is the likeliest, or among the three likeliest, at the end;
                 the repair that helped counts as evidence
Below the first table: the share of owners who gave up before that, and the questions and actions before support of
those whose cause is the leak. The table by cause shows whose owners the advice serves badly. The last table shows which causes it takes for
which others; a question that tells the two apart may help, and so may an action that repairs both.

With --json the same figures stand under the name of each policy, times in minutes and shares from 0 to 1:
  mean_minutes, standard_error, median_minutes, p90_minutes, fixed, left, to_support_median, to_support_most, questions_median, steps_median, first, three;
under baselines over_advice and over_advice_standard_error, under advice by_cause and confusion
(owners by true cause, then by the likeliest at the end), under setting what was asked for.

Examples:
  guide simulate guides/toyota-remote-connect
  guide simulate guides/toyota-remote-connect --owners 100000 --noise 0.05 --second-fault 0.1
  guide simulate guides/toyota-remote-connect --unsure 0.3 --leave 0.04,0.01
  guide simulate guides/toyota-remote-connect --json | jq .advice.mean_minutes";

pub fn run(args: &Args) -> Result<(), Failure> {
    let mut guides = vec![];
    for checked in folder::read_all(std::slice::from_ref(&args.dir))? {
        guides.push(Compiled::new(checked.guide)?);
    }
    let setting = Setting {
        seed: args.seed,
        noise: args.noise,
        second_fault: args.second_fault,
        most_signs: args.signs,
        unsure: args.unsure,
        leave: args.leave,
    };
    let played = play(guides, &Policy::ALL, &setting, args.owners);
    let text = if args.json {
        let text = json::text(&played, &setting, args.owners);
        text.map_err(|error| Failure::Misuse(format!("cannot write JSON: {error}")))?
    } else {
        table::text(&played, &setting, args.owners)
    };
    print(&text)
}

/// Reads the chances to leave at a card and in a minute; one number is that at a card.
fn leave(text: &str) -> Result<Leave, String> {
    let (per_card, per_minute) = text.split_once(',').unwrap_or((text, "0"));
    let expected = |_| "expected the chance at a card and that in a minute, such as 0.04,0.01".to_owned();
    Ok(Leave {
        per_card: chance(per_card).map_err(expected)?,
        per_minute: chance(per_minute).map_err(expected)?,
    })
}

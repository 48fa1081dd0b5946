//! `guide simulate`: what a guide's advice is worth, played out on owners drawn from its own numbers.

use std::io::Write;
use std::path::PathBuf;

use fixpath::engine::simulate::{Owners, Player, Policy, Run, Setting};
use fixpath::engine::{Model, compile, compile_unslipped};
use fixpath::guide::Guide;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;

use super::Failure;
use super::folder;

mod json;
mod table;

/// Shorter runs are over before a progress bar can be read.
const LONG: u64 = 5_000;

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
    /// Print JSON: an object by policy, or an array of those if DIR holds several guides
    #[arg(long)]
    json: bool,
}

const FIGURES: &str = "\
Figures:
  mean           mean minutes until fixed or handed to support
  over advice    how many minutes more than under the advice, owner by owner; ± is the standard error, and a
                 difference of less than about three of them may be luck (play more owners)
  median, p90    half of the owners, and nine in ten, took no longer
  fixed          share of owners with the trouble fixed before support was called
  questions      median of the questions asked; signs ticked at the start are not counted
  steps          median of the actions tried
  first, three   share of owners whose true cause is the likeliest, or among the three likeliest, at the end;
                 the repair that helped counts as evidence
The table by cause shows whose owners the advice serves badly. The last table shows which causes it takes for
which others; a question that tells the two apart may help, and so may an action that repairs both.

With --json the same figures stand under the name of each policy, times in minutes and shares from 0 to 1:
  mean_minutes, standard_error, median_minutes, p90_minutes, fixed, questions_median, steps_median, first, three;
under baselines over_advice and over_advice_standard_error, under advice by_cause and confusion
(owners by true cause, then by the likeliest at the end), under setting what was asked for.

Examples:
  guide simulate guides/toyota-remote-connect
  guide simulate guides/toyota-remote-connect --owners 100000 --noise 0.05 --second-fault 0.1
  guide simulate guides/toyota-remote-connect --json | jq .advice.mean_minutes";

fn chance(text: &str) -> Result<f64, String> {
    let number = text.parse().ok().filter(|p| (0.0..=1.0).contains(p));
    number.ok_or_else(|| "expected a number from 0 to 1".to_owned())
}

/// A guide with the runs of all policies.
struct Played {
    guide: Guide,
    model: Model,
    runs: Vec<(Policy, Vec<Run>)>,
}

impl Played {
    fn runs(&self, policy: Policy) -> &[Run] {
        let found = self.runs.iter().find(|(played, _)| *played == policy);
        found.map_or(&[], |(_, runs)| runs)
    }
}

pub fn run(args: &Args) -> Result<(), Failure> {
    let setting = Setting {
        seed: args.seed,
        noise: args.noise,
        second_fault: args.second_fault,
        most_signs: args.signs,
    };
    let mut guides = vec![];
    for checked in folder::read_all(std::slice::from_ref(&args.dir))? {
        let compiled = compile(&checked.guide).and_then(|model| Ok((model, compile_unslipped(&checked.guide)?)));
        let (model, seen) = compiled.map_err(|error| {
            eprintln!("{}: {error}", checked.guide.id);
            Failure::Problems
        })?;
        guides.push((checked.guide, model, seen));
    }
    let bar = progress_bar(args.owners, guides.len());
    let played: Vec<Played> = guides
        .into_iter()
        .map(|(guide, model, seen)| play(guide, model, &seen, &setting, args.owners, &bar))
        .collect();
    bar.finish_and_clear();
    let text = if args.json {
        let text = json::text(&played, &setting, args.owners);
        text.map_err(|error| Failure::Misuse(format!("cannot write JSON: {error}")))?
    } else {
        table::text(&played, &setting, args.owners)
    };
    let written = std::io::stdout().write_all(text.as_bytes());
    written.map_err(|error| Failure::Misuse(format!("cannot write to standard output: {error}")))
}

/// All owners under each policy, on all cores; runs keep the order of the owners.
///
/// Owners are drawn from what they see, while policies reckon with slips: those are drawn apart, as noise.
fn play(guide: Guide, model: Model, seen: &Model, setting: &Setting, n_owners: u64, bar: &ProgressBar) -> Played {
    let owners = Owners::new(seen, *setting);
    let under = |policy: Policy| {
        bar.set_message(format!("{} {}", guide.id, policy.name()));
        let player = Player::new(&model, policy);
        let play = |idx| {
            let run = player.play(&owners.owner(idx));
            bar.inc(1);
            run
        };
        (policy, (0..n_owners).into_par_iter().map(play).collect())
    };
    let runs = Policy::ALL.into_iter().map(under).collect();
    Played { guide, model, runs }
}

/// On standard error, if that is a terminal and there is time to read it.
fn progress_bar(n_owners: u64, n_guides: usize) -> ProgressBar {
    let n = n_owners * Policy::ALL.len() as u64 * n_guides as u64;
    if n_owners < LONG {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:30} {percent:>3} % {eta} {msg}");
    let bar = ProgressBar::with_draw_target(Some(n), ProgressDrawTarget::stderr());
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

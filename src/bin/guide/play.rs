//! Owners played on all cores, with a progress bar.

use fixpath::engine::simulate::{Leave, Owners, Player, Policy, Run, Setting};
use fixpath::engine::{Model, compile, compile_unslipped};
use fixpath::guide::Guide;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;

use super::Failure;

/// Fewer sessions are over before a progress bar can be read.
const LONG: u64 = 5_000;

/// A guide ready to be played.
pub struct Compiled {
    pub guide: Guide,
    /// What the advice reckons with.
    pub model: Model,
    /// What owners see: the guide's slip left out, as wrong answers are drawn apart.
    pub seen: Model,
}

impl Compiled {
    /// Fails if the engine refuses a guide without errors.
    pub fn new(guide: Guide) -> Result<Self, Failure> {
        let compiled = compile(&guide).and_then(|model| Ok((model, compile_unslipped(&guide)?)));
        let (model, seen) = compiled.map_err(|error| {
            eprintln!("{}: {error}", guide.id);
            Failure::Problems
        })?;
        Ok(Self { guide, model, seen })
    }
}

/// A guide with the runs of some policies.
pub struct Played {
    pub guide: Guide,
    pub model: Model,
    pub seen: Model,
    runs: Vec<(Policy, Vec<Run>)>,
}

impl Played {
    /// The runs of a policy, in the order of the owners; none if it was not played.
    pub fn runs(&self, policy: Policy) -> &[Run] {
        let found = self.runs.iter().find(|(played, _)| *played == policy);
        found.map_or(&[], |(_, runs)| runs)
    }
}

/// All owners of each guide under each policy, on all cores; runs keep the order of the owners.
pub fn play(guides: Vec<Compiled>, policies: &[Policy], setting: &Setting, n_owners: u64) -> Vec<Played> {
    let bar = progress_bar(n_owners * (policies.len() * guides.len()) as u64);
    let played = guides
        .into_iter()
        .map(|compiled| {
            let runs = policies.iter().map(|policy| {
                bar.set_message(format!("{} {}", compiled.guide.id, policy.name()));
                (*policy, under(&compiled, *policy, setting, n_owners, &bar))
            });
            let runs = runs.collect();
            let Compiled { guide, model, seen } = compiled;
            Played {
                guide,
                model,
                seen,
                runs,
            }
        })
        .collect();
    bar.finish_and_clear();
    played
}

fn under(of: &Compiled, policy: Policy, setting: &Setting, n_owners: u64, bar: &ProgressBar) -> Vec<Run> {
    let setting = Setting {
        leave: Some(leaving(&of.guide, setting)),
        ..*setting
    };
    let owners = Owners::new(&of.seen, setting);
    let player = Player::new(&of.model, policy);
    let play = |idx| {
        let run = player.play(&owners.owner(idx));
        bar.inc(1);
        run
    };
    (0..n_owners).into_par_iter().map(play).collect()
}

/// When owners give up: as asked for, else as the guide says.
pub fn leaving(guide: &Guide, setting: &Setting) -> Leave {
    setting.leave.unwrap_or_else(|| {
        let owners = guide.owners.clone().unwrap_or_default();
        Leave {
            per_card: owners.leave_per_card,
            per_minute: owners.leave_per_minute,
        }
    })
}

/// On standard error, if that is a terminal and there is time to read it.
fn progress_bar(n_sessions: u64) -> ProgressBar {
    if n_sessions < LONG {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:30} {percent:>3} % {eta} {msg}");
    let bar = ProgressBar::with_draw_target(Some(n_sessions), ProgressDrawTarget::stderr());
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// Reads a probability from the command line.
pub fn chance(text: &str) -> Result<f64, String> {
    let number = text.parse().ok().filter(|p| (0.0..=1.0).contains(p));
    number.ok_or_else(|| "expected a number from 0 to 1".to_owned())
}

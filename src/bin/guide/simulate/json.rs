//! The figures for machines.

use std::collections::BTreeMap;

use fixpath::engine::simulate::{Figures, Mean, Policy, Setting, by_cause, confusion};
use serde::Serialize;

use crate::cli::play::{Played, leaving};

/// One object by policy; of several guides an array of them.
pub fn text(played: &[Played], setting: &Setting, n_owners: u64) -> serde_json::Result<String> {
    let reports: Vec<Report> = played.iter().map(|p| report(p, setting, n_owners)).collect();
    let text = match reports.as_slice() {
        [report] => serde_json::to_string_pretty(report),
        reports => serde_json::to_string_pretty(reports),
    };
    Ok(format!("{}\n", text?))
}

#[derive(Serialize)]
struct Report<'p> {
    setting: Given<'p>,
    advice: Advice<'p>,
    document_order: Baseline,
    p_over_c: Baseline,
    one_step_voi: Baseline,
    random: Baseline,
}

#[derive(Serialize)]
struct Given<'p> {
    guide: &'p str,
    owners: u64,
    seed: u64,
    noise: f64,
    second_fault: f64,
    signs: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    unsure: Option<f64>,
    leave_per_card: f64,
    leave_per_minute: f64,
}

#[derive(Serialize)]
struct Advice<'p> {
    #[serde(flatten)]
    row: Row,
    by_cause: BTreeMap<&'p str, Row>,
    /// Owners by true cause, then by believed cause.
    confusion: BTreeMap<&'p str, BTreeMap<&'p str, usize>>,
}

#[derive(Serialize)]
struct Baseline {
    #[serde(flatten)]
    row: Row,
    /// Minutes more than under the advice, owner by owner.
    over_advice: f64,
    over_advice_standard_error: f64,
}

#[derive(Serialize)]
struct Row {
    owners: usize,
    mean_minutes: f64,
    standard_error: f64,
    median_minutes: f64,
    p90_minutes: f64,
    fixed: f64,
    left: f64,
    to_support_median: u32,
    to_support_most: u32,
    questions_median: u32,
    steps_median: u32,
    first: f64,
    three: f64,
}

fn report<'p>(played: &'p Played, setting: &Setting, n_owners: u64) -> Report<'p> {
    let model = &played.model;
    let name = |cause| model.cause_name(cause).as_str();
    let mut counts: BTreeMap<_, BTreeMap<_, _>> = BTreeMap::new();
    for (cause, believed, n) in confusion(played.runs(Policy::Advice)) {
        counts.entry(name(cause)).or_default().insert(name(believed), n);
    }
    let of = |policy| row(&Figures::of(played.runs(policy).iter()));
    let baseline = |policy| {
        let over = Mean::over(played.runs(policy), played.runs(Policy::Advice));
        Baseline {
            row: of(policy),
            over_advice: over.mean.0,
            over_advice_standard_error: over.standard_error.0,
        }
    };
    let leave = leaving(&played.guide, setting);
    Report {
        setting: Given {
            guide: played.guide.id.as_str(),
            owners: n_owners,
            seed: setting.seed,
            noise: setting.noise,
            second_fault: setting.second_fault,
            signs: setting.most_signs,
            unsure: setting.unsure,
            leave_per_card: leave.per_card,
            leave_per_minute: leave.per_minute,
        },
        advice: Advice {
            row: of(Policy::Advice),
            by_cause: by_cause(played.runs(Policy::Advice))
                .iter()
                .map(|(cause, figures)| (name(*cause), row(figures)))
                .collect(),
            confusion: counts,
        },
        document_order: baseline(Policy::DocumentOrder),
        p_over_c: baseline(Policy::POverC),
        one_step_voi: baseline(Policy::OneStepVoi),
        random: baseline(Policy::Random),
    }
}

fn row(figures: &Figures) -> Row {
    Row {
        owners: figures.n_owners,
        mean_minutes: figures.mean.0,
        standard_error: figures.standard_error.0,
        median_minutes: figures.median.0,
        p90_minutes: figures.p90.0,
        fixed: figures.fixed,
        left: figures.left,
        to_support_median: figures.cards_to_support,
        to_support_most: figures.most_to_support,
        questions_median: figures.n_questions,
        steps_median: figures.n_actions,
        first: figures.first,
        three: figures.three,
    }
}

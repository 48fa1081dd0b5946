//! The figures for machines.

use std::collections::BTreeMap;

use fixpath::engine::simulate::{Figures, Policy, Setting};
use serde::Serialize;

use super::{Played, by_cause, confusion};

/// One object by policy; of several guides an array of them.
pub fn text(played: &[Played], setting: &Setting, n_owners: u64) -> String {
    let reports: Vec<Report> = played.iter().map(|p| report(p, setting, n_owners)).collect();
    let text = match reports.as_slice() {
        [report] => serde_json::to_string_pretty(report),
        reports => serde_json::to_string_pretty(reports),
    };
    text.unwrap_or_else(|error| format!("{{\"error\":\"{error}\"}}"))
}

#[derive(Serialize)]
struct Report<'p> {
    setting: Given<'p>,
    advice: Advice<'p>,
    document_order: Row,
    p_over_c: Row,
    one_step_voi: Row,
    random: Row,
}

#[derive(Serialize)]
struct Given<'p> {
    guide: &'p str,
    owners: u64,
    seed: u64,
    noise: f64,
    second_fault: f64,
    signs: usize,
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
struct Row {
    owners: usize,
    mean_minutes: f64,
    standard_error: f64,
    median_minutes: f64,
    p90_minutes: f64,
    fixed: f64,
    questions_median: u32,
    steps_median: u32,
    first: f64,
    three: f64,
}

fn report<'p>(played: &'p Played, setting: &Setting, n_owners: u64) -> Report<'p> {
    let model = &played.model;
    let name = |cause| model.cause_name(cause).as_str();
    let mut counts: BTreeMap<_, BTreeMap<_, _>> = BTreeMap::new();
    for (cause, believed, n) in confusion(played, Policy::Advice) {
        counts.entry(name(cause)).or_default().insert(name(believed), n);
    }
    let of = |policy| row(&played.figures(policy));
    Report {
        setting: Given {
            guide: played.guide.id.as_str(),
            owners: n_owners,
            seed: setting.seed,
            noise: setting.noise,
            second_fault: setting.second_fault,
            signs: setting.most_signs,
        },
        advice: Advice {
            row: of(Policy::Advice),
            by_cause: by_cause(played, Policy::Advice)
                .iter()
                .map(|(cause, figures)| (name(*cause), row(figures)))
                .collect(),
            confusion: counts,
        },
        document_order: of(Policy::DocumentOrder),
        p_over_c: of(Policy::POverC),
        one_step_voi: of(Policy::OneStepVoi),
        random: of(Policy::Random),
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
        questions_median: figures.n_questions,
        steps_median: figures.n_actions,
        first: figures.first,
        three: figures.three,
    }
}

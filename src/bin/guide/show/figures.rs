//! What the advice is worth: the figures of the simulation as charts and tables.

use fixpath::engine::simulate::{Figures, Mean, Policy, Run, by_cause, confusion};
use fixpath::engine::{Evidence, believe};
use maud::{Markup, html};

use super::Shown;
use super::plot::{self, Chart};
use super::words::{Words, minutes, percent};

/// Most confusions in the table.
const MOST_CONFUSIONS: usize = 20;

/// Charts by policy and by true cause, each with its numbers.
pub fn section(shown: &Shown) -> Markup {
    html! {
        p {
            (shown.n_owners) " owners, drawn from the guide’s numbers with seed " (shown.setting.seed)
            ", each with one trouble; they tick at most " (shown.setting.most_signs) " of the signs they see, and "
            (percent(shown.setting.noise)) " of their answers are wrong. "
            "The same owners are led in five ways."
        }
        dl.ways {
            @for policy in Policy::ALL { div { dt { (name(policy)) } dd { (meaning(policy)) } } }
        }
        (policies(shown))
        (done(shown))
        (causes(shown))
        (confusions(shown))
    }
}

fn name(policy: Policy) -> &'static str {
    match policy {
        Policy::Advice => "The advice",
        Policy::DocumentOrder => "Top to bottom",
        Policy::POverC => "Actions by chance over minutes",
        Policy::OneStepVoi => "Asking now or never",
        Policy::Random => "Random order",
    }
}

fn meaning(policy: Policy) -> &'static str {
    match policy {
        Policy::Advice => "what the page says",
        Policy::DocumentOrder => "every action in the guide’s order, as one reads an article, then support",
        Policy::POverC => "no questions; support where that is cheaper",
        Policy::OneStepVoi => "the same, with a question first whenever asking now is better than never",
        Policy::Random => "every action in random order, then support",
    }
}

fn figures(shown: &Shown, policy: Policy) -> Figures {
    Figures::of(shown.played.runs(policy).iter())
}

fn policies(shown: &Shown) -> Markup {
    let rows = Policy::ALL.map(|policy| (name(policy), figures(shown, policy)));
    let told: Vec<String> = rows
        .iter()
        .map(|(name, f)| format!("{name}: mean {:.0}, nine in ten within {:.0}", f.mean.0, f.p90.0))
        .collect();
    let chart = Chart {
        id: "plot-minutes",
        title: "Minutes to a fix or to support",
        told: &format!("{}.", told.join("; ")),
    };
    html! {
        h3 { "Minutes by way of going about it" }
        figure {
            (plot::minutes(&chart, &rows))
            figcaption { "Bar: the mean. Whisker: nine owners in ten are done by then (p90)." }
        }
        details {
            summary { "The numbers" }
            div.scroll role="region" aria-labelledby="policies-caption" tabindex="0" {
                table.list {
                    caption id="policies-caption" { span { "Figures by way of going about it" } }
                    thead { tr {
                        th scope="col" { "Way" }
                        @for head in ["Mean", "More than the advice"].iter().chain(&SHARED) {
                            th.number scope="col" { (head) }
                        }
                    } }
                    tbody { @for policy in Policy::ALL {
                        @let f = figures(shown, policy);
                        tr {
                            th scope="row" { (name(policy)) }
                            td.number { (minutes(f.mean)) }
                            td.number {
                                @if policy != Policy::Advice {
                                    @let advice = shown.played.runs(Policy::Advice);
                                    @let over = Mean::over(shown.played.runs(policy), advice);
                                    (format!("{:+.1} ± {:.1}", over.mean.0, over.standard_error.0))
                                }
                            }
                            (shared(&f))
                        }
                    } }
                }
            }
        }
    }
}

/// The heads that tables of policies and of causes share.
const SHARED: [&str; 7] = [
    "Median",
    "p90",
    "Fixed",
    "Questions",
    "Steps",
    "Right cause first",
    "Among three",
];

/// The cells under [`SHARED`].
fn shared(f: &Figures) -> Markup {
    html! {
        td.number { (minutes(f.median)) }
        td.number { (minutes(f.p90)) }
        td.number { (percent(f.fixed)) }
        td.number { (f.n_questions) }
        td.number { (f.n_actions) }
        td.number { (percent(f.first)) }
        td.number { (percent(f.three)) }
    }
}

fn done(shown: &Shown) -> Markup {
    let model = shown.words.model;
    let support = model.mean_cost_of_service(&believe(model, &Evidence::new()));
    let limit = 2.0 * support.0;
    let lines = Policy::ALL.map(|policy| shown.played.runs(policy));
    let within = |runs: &[Run], limit: f64| {
        runs.iter().filter(|run| run.minutes.0 <= limit).count() as f64 / runs.len().max(1) as f64
    };
    let told = Policy::ALL.map(|policy| {
        let runs = shown.played.runs(policy);
        format!(
            "{}: {} within {:.0} minutes, {} within {:.0}",
            name(policy),
            percent(within(runs, limit / 12.0)),
            limit / 12.0,
            percent(within(runs, limit / 2.0)),
            limit / 2.0
        )
    });
    let chart = Chart {
        id: "plot-done",
        title: "Share of owners who are done, by minutes",
        told: &format!("{}.", told.join("; ")),
    };
    html! {
        h3 { "How soon owners are done" }
        figure {
            (plot::done(&chart, &lines, limit))
            figcaption {
                "Fixed or handed over to support, which takes " (minutes(support))
                " minutes; what takes more than twice that is not drawn."
                ul.key {
                    @for (i, policy) in Policy::ALL.into_iter().enumerate() {
                        li {
                            svg viewBox="0 0 40 6" aria-hidden="true" {
                                line class={ "line-l" (i) } x1="0" y1="3" x2="40" y2="3" stroke-width="2" {}
                            }
                            (name(policy))
                        }
                    }
                }
            }
        }
    }
}

fn causes(shown: &Shown) -> Markup {
    let words = &shown.words;
    let by_cause = by_cause(shown.played.runs(Policy::Advice));
    let rows: Vec<(&str, Figures)> = by_cause.iter().map(|(cause, f)| (words.cause(*cause), *f)).collect();
    let chart = Chart {
        id: "plot-causes",
        title: "Minutes and share fixed, by true cause",
        told: "The same numbers stand in the table below.",
    };
    html! {
        h3 { "The advice, by true cause" }
        figure {
            (plot::causes(&chart, &rows))
            figcaption {
                "Whisker: one standard error to either side. "
                "Few owners have a rare cause, so its bar is unsure; "
                "a cause that none of them had is left out."
            }
        }
        details {
            summary { "The numbers" }
            div.scroll role="region" aria-labelledby="causes-caption" tabindex="0" {
                table.list {
                    caption id="causes-caption" { span { "Figures of the advice by true cause" } }
                    thead { tr {
                        th scope="col" { "Cause" }
                        @for head in ["Owners", "Mean"].iter().chain(&SHARED) {
                            th.number scope="col" { (head) }
                        }
                    } }
                    tbody { @for (cause, f) in &by_cause {
                        tr {
                            th scope="row" { (words.say(words.cause(*cause))) }
                            td.number { (f.n_owners) }
                            td.number { (format!("{:.1} ± {:.1}", f.mean.0, f.standard_error.0)) }
                            (shared(f))
                        }
                    } }
                }
            }
        }
    }
}

fn confusions(shown: &Shown) -> Markup {
    let words = &shown.words;
    let runs = shown.played.runs(Policy::Advice);
    let counts = confusion(runs);
    let n_of = |cause| runs.iter().filter(|run| run.cause == cause).count().max(1) as f64;
    let cells: Vec<_> = counts
        .iter()
        .map(|(cause, believed, n)| (cause.index(), believed.index(), *n as f64 / n_of(*cause)))
        .collect();
    let names: Vec<&str> = words.model.causes().map(|cause| words.cause(cause)).collect();
    let mut mistaken: Vec<_> = counts.iter().filter(|(cause, believed, _)| cause != believed).collect();
    mistaken.sort_by_key(|(.., n)| std::cmp::Reverse(*n));
    let chart = Chart {
        id: "plot-confusion",
        title: "True cause against the cause believed at the end",
        told: "Rows are true causes, columns the likeliest cause at the end, cells the per cent of the row’s owners. \
               The largest confusions stand in the table below.",
    };
    html! {
        h3 { "Causes taken for others" }
        figure {
            (plot::confusion(&chart, &names, &cells))
            figcaption {
                "Of 100 owners with the cause of the row, how many end with the cause of the column as the likeliest. "
                "On the diagonal it is the right one."
            }
        }
        (confusion_table(words, &mistaken, runs.len()))
    }
}

type Confusion = (fixpath::engine::CauseId, fixpath::engine::CauseId, usize);

fn confusion_table(words: &Words, mistaken: &[&Confusion], n_owners: usize) -> Markup {
    html! {
        details {
            summary { "The largest confusions" }
            div.scroll role="region" aria-labelledby="confusion-caption" tabindex="0" {
                table.list {
                    caption id="confusion-caption" { span { "Causes taken for others at the end" } }
                    thead { tr {
                        th scope="col" { "Cause" }
                        th scope="col" { "Taken for" }
                        th.number scope="col" { "Owners" }
                        th.number scope="col" { "Of all" }
                    } }
                    tbody { @for (cause, believed, n) in mistaken.iter().take(MOST_CONFUSIONS) {
                        tr {
                            th scope="row" { (words.say(words.cause(*cause))) }
                            td { (words.say(words.cause(*believed))) }
                            td.number { (n) }
                            td.number { (percent(*n as f64 / n_owners.max(1) as f64)) }
                        }
                    } }
                }
            }
        }
    }
}

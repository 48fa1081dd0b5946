//! The chain a request travels: the stages in order, each with its causes and how likely they are.

use fixpath::engine::CauseId;
use fixpath::guide::{Id, plain};
use maud::{Markup, html};

use super::words::Words;

/// The stages in order, then what belongs to none.
pub fn section(words: &Words) -> Markup {
    let guide = &words.bundle.guide;
    let most = words.model.causes().map(|c| words.model.prior(c)).fold(0.0, f64::max);
    html! {
        p {
            "How likely each cause is before anything is known (its prior), in file order. "
            "Bars are drawn to the likeliest cause."
        }
        ol.chain {
            @for stage in &guide.stages {
                li.stage {
                    @let causes = at(words, Some(&stage.id));
                    @if let Some(text) = words.bundle.texts.stages.get(&stage.id) {
                        h3 { (words.say(&text.title)) (total(words, &causes)) }
                        p { (words.say(&plain(&text.about))) }
                    }
                    (list(words, &causes, most))
                }
            }
            li.stage.leak {
                @let causes = at(words, None);
                h3 { "At no stage" (total(words, &causes)) }
                p { "The leak: whatever is not listed." }
                (list(words, &causes, most))
            }
        }
    }
}

fn at(words: &Words, stage: Option<&Id>) -> Vec<CauseId> {
    let causes = words.model.causes().zip(&words.bundle.guide.causes);
    let here = causes.filter(|(_, cause)| cause.stage.as_ref() == stage);
    here.map(|(id, _)| id).collect()
}

fn total(words: &Words, causes: &[CauseId]) -> Markup {
    let total: f64 = causes.iter().map(|c| words.model.prior(*c)).sum();
    html! { " " span.figure { (tenths(total)) } }
}

fn list(words: &Words, causes: &[CauseId], most: f64) -> Markup {
    html! {
        ul.priors {
            @for cause in causes {
                @let prior = words.model.prior(*cause);
                li {
                    span { (words.say(words.cause(*cause))) }
                    span.figure { (tenths(prior)) }
                    (bar(prior / most))
                }
            }
        }
    }
}

/// Per cent with a tenth: priors are compared with each other.
fn tenths(share: f64) -> String {
    format!("{:.1}\u{a0}%", share * 100.0)
}

/// A bar as long as its share of the full width; the number stands beside it.
fn bar(share: f64) -> Markup {
    let width = format!("{:.1}", share * 100.0);
    html! {
        svg.bar viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" {
            rect.track width="100" height="4" {}
            rect.fill width=(width) height="4" {}
        }
    }
}

//! What the first tap does: the first advice after each sign alone.

use fixpath::engine::{Advice, AnswerId, Belief, Entry, Evidence, Finding, advise, believe};
use maud::{Markup, html};
use rayon::prelude::*;

use super::words::{Words, minutes, percent};

/// How many causes are named.
const MOST_CAUSES: usize = 3;

/// A table of starts: nothing said, each sign alone, none of them.
pub fn section(words: &Words) -> Markup {
    let rows: Vec<(Markup, Advice, Belief)> = starts(words)
        .into_par_iter()
        .map(|(what, evidence)| {
            let (advice, belief) = (advise(words.model, &evidence), believe(words.model, &evidence));
            (what, advice, belief)
        })
        .collect();
    html! {
        p {
            "The first advice if an owner ticks this one sign, the mean minutes from there to a fix or to support "
            "(in brackets the span of the middle 8 owners in 10), and the likeliest causes."
        }
        div.scroll role="region" aria-labelledby="alone-caption" tabindex="0" {
            table.list {
                caption id="alone-caption" { span { "First advice after one sign" } }
                thead { tr {
                    th scope="col" { "Sign" }
                    th scope="col" { "First advice" }
                    th.number scope="col" { "Minutes" }
                    th scope="col" { "Likeliest causes" }
                } }
                tbody {
                    @for (what, advice, belief) in &rows {
                        @let (low, high) = advice.range;
                        tr {
                            th scope="row" { (what) }
                            td { (words.step(advice.next)) }
                            td.number {
                                (minutes(advice.expected)) br;
                                span.quiet { "(" (minutes(low)) "–" (minutes(high)) ")" }
                            }
                            td { ol.causes {
                                @for (cause, p) in belief.ranked().into_iter().take(MOST_CAUSES) {
                                    li { (words.say(words.cause(cause))) " " span.figure { (percent(p)) } }
                                }
                            } }
                        }
                    }
                }
            }
        }
    }
}

fn starts(words: &Words) -> Vec<(Markup, Evidence)> {
    let model = words.model;
    let yes = |sign| Entry::Question(sign, Finding::Answer(AnswerId::YES));
    let signs = model.questions().filter(|q| model.is_sign(*q));
    let alone = signs.map(|sign| (words.say(words.question(sign)), [yes(sign)].into_iter().collect()));
    let mut starts = vec![(html! { em { "Nothing ticked" } }, Evidence::new())];
    starts.extend(alone);
    if starts.len() > 1 {
        starts.push((html! { em { "None of these" } }, [Entry::NoSigns].into_iter().collect()));
    }
    starts
}

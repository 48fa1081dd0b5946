//! The decision tree in words, as nested lists that open.

use fixpath::engine::Advice;
use maud::{Markup, html};

use super::tree::{self, Node, RARE, Then, Turn};
use super::words::{Words, count, minutes, percent};

/// Levels that are open from the start.
const OPEN: usize = 2;

/// What is advised to an owner who has said nothing, and what then.
pub fn section(words: &Words) -> Markup {
    let root = tree::grow(words.model);
    let (deep, rare) = root.n_cut();
    html! {
        p {
            "What is advised when no sign is ticked, and what comes after each outcome, "
            (count(tree::DEPTH, "step")) " deep. "
            "Minutes are the mean from there to a fix or to support, "
            "in brackets the span of the middle 8 owners in 10. "
            "Per cent is the share of those who take the step."
        }
        p {
            @match (deep, rare) {
                (0, 0) => "Nothing is cut off.",
                _ => {
                    "Cut off: " (count(deep, "outcome")) " as deeper, "
                    (count(rare, "outcome")) " as reached by fewer than " (percent(RARE)) " of all owners."
                }
            }
        }
        div.tree {
            p.step { (step(words, &root.advice)) }
            (turns(words, &root, 1))
        }
    }
}

fn step(words: &Words, advice: &Advice) -> Markup {
    let (low, high) = advice.range;
    html! {
        (words.step(advice.next)) " "
        span.figure { (minutes(advice.expected)) "\u{a0}min (" (minutes(low)) "–" (minutes(high)) ")" }
    }
}

fn turns(words: &Words, node: &Node, level: usize) -> Markup {
    html! {
        ul {
            @for turn in &node.turns {
                li {
                    @match &turn.then {
                        Then::Fixed => { (outcome(words, turn)) " " span.quiet { "fixed" } }
                        Then::Deeper => { (outcome(words, turn)) " " span.quiet { "… (deeper)" } }
                        Then::Rare => { (outcome(words, turn)) " " span.quiet { "… (rare)" } }
                        Then::Node(next) if next.turns.is_empty() => {
                            (outcome(words, turn)) " " (step(words, &next.advice))
                        }
                        Then::Node(next) => {
                            details open[level < OPEN] {
                                summary { (outcome(words, turn)) " " (step(words, &next.advice)) }
                                (turns(words, next, level + 1))
                            }
                        }
                    }
                }
            }
        }
    }
}

fn outcome(words: &Words, turn: &Turn) -> Markup {
    html! { strong { (words.turn(turn.entry)) } " " span.figure { (percent(turn.chance)) } " →" }
}

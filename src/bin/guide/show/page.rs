//! The page as a whole: its head, its way through, its sections in order.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::words::{PAGE_LOCALE, Words, count};
use super::{Shown, branches, chain, check, figures, heat, signs};

const STYLE: &str = include_str!("style.css");
/// Nothing is loaded and nothing runs, whatever should find its way into the page.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// The whole file.
pub fn html(shown: &Shown) -> String {
    let words = &shown.words;
    let sections = [
        ("check", "What check says", check::section(shown)),
        ("chain", "The chain and its causes", chain::section(words)),
        ("signs", "Causes and signs", heat::signs(words)),
        ("questions", "Causes and answers", heat::questions(words)),
        ("tree", "The first steps", branches::section(words)),
        ("alone", "Each sign alone", signs::section(words)),
        ("worth", "What the advice is worth", figures::section(shown)),
    ];
    let product = &words.bundle.texts.guide.product;
    let page = html! {
        (DOCTYPE)
        html lang=(PAGE_LOCALE) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="color-scheme" content="light dark";
                title { (product) ": guide at a glance" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header { (head(shown)) }
                nav aria-label="On this page" {
                    ul {
                        @for (id, title, _) in &sections { li { a href={ "#" (id) } { (title) } } }
                    }
                }
                main {
                    @for (id, title, section) in &sections {
                        section id=(id) aria-labelledby={ (id) "-title" } {
                            h2 id={ (id) "-title" } { (title) }
                            (section)
                        }
                    }
                }
            }
        }
    };
    page.into_string() + "\n"
}

fn head(shown: &Shown) -> Markup {
    let words = &shown.words;
    html! {
        p.over { "Guide at a glance" }
        h1 { (words.say(&words.bundle.texts.guide.product)) }
        p.lead {
            "For the guide’s author: what the guide knows, what it advises first, and what that is worth to owners. "
            "All minutes and chances follow from the guide’s own numbers; they show what the advice makes of them, "
            "not whether they are right."
        }
        dl.facts {
            div { dt { "Guide" } dd { code { (words.bundle.guide.id) } } }
            div { dt { "Revision" } dd { code { (words.bundle.revision) } } }
            div { dt { "Words in" } dd { code { (words.bundle.texts.locale) } } }
            div { dt { "Holds" } dd { (counts(words)) } }
            div.wide { dt { "Made by" } dd { code { (command(shown)) } } }
        }
    }
}

fn counts(words: &Words) -> String {
    let guide = &words.bundle.guide;
    let counts = [
        (guide.causes.len(), "cause"),
        (guide.signs.len(), "sign"),
        (guide.questions.len(), "question"),
        (guide.actions.len(), "action"),
    ];
    counts.map(|(n, name)| count(n, name)).join(", ")
}

/// The command line, with the guide by its id: paths differ from machine to machine.
fn command(shown: &Shown) -> String {
    format!(
        "guide show {} --owners {} --seed {} --noise {} --locale {}",
        shown.words.bundle.guide.id,
        shown.n_owners,
        shown.setting.seed,
        shown.setting.noise,
        shown.words.bundle.texts.locale
    )
}

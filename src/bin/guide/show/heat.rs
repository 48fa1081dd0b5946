//! Heat maps: how likely each sign and each answer is under each cause.

use fixpath::engine::{AnswerId, CauseId, QuestionId};
use fixpath::guide::{Id, Minutes};
use maud::{Markup, html};

use super::words::{Words, minutes, percent};

/// From where on each colour step begins; the first begins at 0.
const STEPS: [f64; 6] = [0.02, 0.05, 0.1, 0.2, 0.4, 0.7];

/// How likely each sign is seen under each cause.
pub fn signs(words: &Words) -> Markup {
    let model = words.model;
    let signs = model.questions().filter(|q| model.is_sign(*q));
    let rows = signs.zip(&words.bundle.guide.signs).map(|(id, sign)| Row {
        head: words.say(words.question(id)),
        told: words.question(id),
        question: id,
        answer: AnswerId::YES,
        default: sign.seen_default,
        named: sign.seen.iter().map(|given| &given.cause).collect(),
    });
    let rows: Vec<Row> = rows.collect();
    html! {
        p { "Of 100 owners with the cause, how many see the sign." }
        (legend())
        @if rows.is_empty() {
            p { "The guide has no signs." }
        } @else {
            (table(words, "heat-signs", "Per cent of owners who see a sign, by cause", "Sign", html! {
                tbody { @for row in &rows { (cells(words, row)) } }
            }))
        }
    }
}

/// How likely each answer is under each cause.
pub fn questions(words: &Words) -> Markup {
    let model = words.model;
    let questions = model.questions().filter(|q| !model.is_sign(*q));
    let questions: Vec<_> = questions.zip(&words.bundle.guide.questions).collect();
    let n_columns = model.causes().count() + 2;
    html! {
        p { "Of 100 owners with the cause, how many give the answer." }
        (legend())
        @if questions.is_empty() {
            p { "The guide has no questions." }
        } @else {
            (table(words, "heat-questions", "Per cent of owners who give an answer, by cause", "Answer", html! {
                @for (id, question) in questions {
                    tbody {
                        tr.asked { th scope="rowgroup" colspan=(n_columns) {
                            span { (words.say(words.question(id))) " " (takes(question.minutes)) }
                        } }
                        @for ((answer, name), default) in
                            model.answers(id).zip(&question.answers).zip(&question.likelihood_default)
                        {
                            @let text = words.bundle.texts.questions.get(&question.id);
                            @let told = text.and_then(|text| text.answers.get(name));
                            @let told = told.map_or(name.as_str(), String::as_str);
                            (cells(words, &Row {
                                head: words.say(told),
                                told,
                                question: id,
                                answer,
                                default: *default,
                                named: question.likelihood.iter().map(|given| &given.cause).collect(),
                            }))
                        }
                    }
                }
            }))
        }
    }
}

fn takes(cost: Minutes) -> Markup {
    html! { span.figure { (minutes(cost)) "\u{a0}min" } }
}

/// One sign or answer.
struct Row<'a> {
    head: Markup,
    /// The same in plain words.
    told: &'a str,
    question: QuestionId,
    answer: AnswerId,
    /// P(answer) under a cause that is not named.
    default: f64,
    named: Vec<&'a Id>,
}

fn table(words: &Words, id: &str, caption: &str, what: &str, body: Markup) -> Markup {
    html! {
        div.scroll.tall role="region" aria-labelledby=(id) tabindex="0" {
            table.heat {
                caption id=(id) { span { (caption) } }
                thead { tr {
                    th scope="col" { (what) }
                    th scope="col" { span { "default" } }
                    @for cause in words.model.causes() {
                        th scope="col" { span { (words.say(words.cause(cause))) } }
                    }
                } }
                (body)
            }
        }
    }
}

fn cells(words: &Words, row: &Row) -> Markup {
    html! {
        tr {
            th scope="row" { (row.head) }
            td.default { (whole(row.default)) }
            @for cause in words.model.causes() {
                @let p = words.seen.likelihood(row.question, row.answer, cause);
                @let kind = kind(words, row, cause);
                td class={ "h" (step(p)) @if let Some(class) = kind.class() { " " (class) } }
                    title={ (words.cause(cause)) " · " (row.told) ": " (percent(p)) " (" (kind.told()) ")" }
                    { (whole(p)) }
            }
        }
    }
}

/// Where a number comes from.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Default,
    Named,
    Leak,
}

impl Kind {
    fn class(self) -> Option<&'static str> {
        match self {
            Self::Default => None,
            Self::Named => Some("named"),
            Self::Leak => Some("mean"),
        }
    }

    fn told(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Named => "given for this cause",
            Self::Leak => "mean of the other causes",
        }
    }
}

fn kind(words: &Words, row: &Row, cause: CauseId) -> Kind {
    let name = words.model.cause_name(cause);
    if row.named.contains(&name) {
        Kind::Named
    } else if words.model.leak() == Some(cause) {
        Kind::Leak
    } else {
        Kind::Default
    }
}

/// Per cent as a whole number.
fn whole(p: f64) -> String {
    format!("{:.0}", p * 100.0)
}

/// The colour step of a share, from 0 to 6.
pub fn step(share: f64) -> usize {
    STEPS.iter().take_while(|from| share >= **from).count()
}

fn legend() -> Markup {
    let below = |i: usize| STEPS.get(i).map_or(100.0, |to| to * 100.0);
    let from = |i: usize| i.checked_sub(1).map_or(0.0, below);
    html! {
        ul.legend aria-label="How to read the table" {
            @for i in 0..=STEPS.len() {
                li { span class={ "swatch h" (i) } aria-hidden="true" {} (from(i)) " to " (below(i)) "\u{a0}%" }
            }
            li { span.swatch.h2.named aria-hidden="true" { "7" } "framed: given for this cause" }
            li { span.swatch.h2 aria-hidden="true" { "7" } "plain: the default" }
            li { span.swatch.h2.mean aria-hidden="true" { "7" } "slanted: mean of the others, for the leak" }
        }
    }
}

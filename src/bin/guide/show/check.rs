//! What `guide check` finds, and what the author accepts.

use fixpath::guide::parse::Problem;
use maud::{Markup, html};

use super::Shown;
use super::words::count;

/// All findings; a guide with errors has no page.
pub fn section(shown: &Shown) -> Markup {
    let (found, accepted) = (shown.found, shown.accepted);
    html! {
        p {
            @if found.is_empty() { "Nothing to mend" } @else { (count(found.len(), "warning")) " to look at" }
            @if !accepted.is_empty() { ", " (count(accepted.len(), "warning")) " accepted" }
            "."
        }
        @if !found.is_empty() {
            ul.findings { @for problem in found { li.open { (finding(problem)) } } }
        }
        @if !accepted.is_empty() {
            details {
                summary { "Accepted, with the reason" }
                ul.findings {
                    @for (problem, reason) in accepted {
                        li { (finding(problem)) p { "Accepted: " (reason) } }
                    }
                }
            }
        }
    }
}

/// Where it stands by file and line: the folder differs from machine to machine.
fn finding(problem: &Problem) -> Markup {
    let file = problem.path.rsplit(['/', '\\']).next().unwrap_or_default();
    html! {
        p {
            strong { (problem.severity) " " code { (problem.rule) } }
            " at " code { (file) ":" (problem.line) ":" (problem.column) }
        }
        p { (problem.message) }
    }
}

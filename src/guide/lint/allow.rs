//! Warnings that an author accepts, each with its reason, and that none is accepted in vain.

use super::{WARNINGS, near};
use crate::guide::parse::notes::Notes;
use crate::guide::parse::{Problem, Severity};

/// A warning that the author has seen and accepts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allow {
    /// The rule, one of [`WARNINGS`].
    pub rule: String,
    /// What it is about, such as `cause.login`.
    pub item: String,
    /// Why it is right as it is.
    pub reason: String,
}

impl Allow {
    /// True for a warning that this accepts.
    pub fn accepts(&self, problem: &Problem) -> bool {
        problem.severity == Severity::Warning && problem.rule == self.rule && problem.item == self.item
    }
}

/// Reports every rule that is none.
pub(super) fn check(allows: &[Allow], notes: &mut Notes) {
    for (i, allow) in allows.iter().enumerate() {
        if !allow.rule.is_empty() && !WARNINGS.contains(&allow.rule.as_str()) {
            let hint = match near(&allow.rule, WARNINGS) {
                Some(meant) => format!("did you mean \"{meant}\"?"),
                None => format!("expected one of {}", WARNINGS.join(", ")),
            };
            let message = format!("{}: no warning \"{}\", {hint}", label(i), allow.rule);
            notes.say_at(&format!("allow[{i}].rule"), message);
        }
    }
}

/// Warns of every [`Allow`] that accepts none of these warnings.
pub(in crate::guide) fn unused(allows: &[Allow], warnings: &[&Problem], notes: &mut Notes) {
    for (i, allow) in allows.iter().enumerate() {
        if warnings.iter().any(|warning| allow.accepts(warning)) {
            continue;
        }
        let of_rule = warnings.iter().filter(|warning| warning.rule == allow.rule);
        let hint = match near(&allow.item, of_rule.map(|warning| warning.item.as_str())) {
            Some(meant) => format!("did you mean \"{meant}\"?"),
            None => "expected no [[allow]]".to_owned(),
        };
        let message = format!("{}: no warning {} of {}, {hint}", label(i), allow.rule, allow.item);
        notes.rule("unused-allow", |notes| {
            notes.warn_at(&format!("allow[{i}]"), format!("allow.{}", allow.item), message);
        });
    }
}

fn label(idx: usize) -> String {
    format!("allow {}", idx.saturating_add(1))
}

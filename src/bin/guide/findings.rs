//! What a check found, for people (the source line with a caret) and for machines (JSON).

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use clap::builder::styling::{AnsiColor, Style};
use fixpath::guide::parse::{Problem, Severity, SourceFile};
use serde_json::{Value, json};

/// Prints problems to stderr, each under the line it stands in, and their number.
///
/// Without colours where stderr is no terminal or `NO_COLOR` is set.
pub fn print(problems: &[Problem], files: &[SourceFile]) {
    for problem in problems {
        anstream::eprint!("{}", shown(problem, files));
    }
    if !problems.is_empty() {
        anstream::eprintln!("{}", count(problems));
    }
}

/// `path:line:column: error[rule]: message`, and the source line with a caret under the value.
fn shown(problem: &Problem, files: &[SourceFile]) -> String {
    let Problem {
        path,
        line,
        column,
        severity,
        rule,
        message,
        ..
    } = problem;
    let colour = match severity {
        Severity::Error => AnsiColor::BrightRed,
        Severity::Warning => AnsiColor::Yellow,
    };
    let (strong, bold) = (Style::new().bold().fg_color(Some(colour.into())), Style::new().bold());
    let title = format!("{path}:{line}:{column}: {strong}{severity}[{rule}]{strong:#}{bold}: {message}{bold:#}\n");
    match drawn(problem, files) {
        Some(snippet) => format!("{title}{snippet}\n"),
        None => title,
    }
}

fn drawn(problem: &Problem, files: &[SourceFile]) -> Option<String> {
    let file = files.iter().find(|file| file.path == problem.path)?;
    let line = file.text.lines().nth(problem.line.checked_sub(1)?)?;
    let byte = |column: usize| {
        let column = column.saturating_sub(1);
        line.char_indices().nth(column).map_or(line.len(), |(at, _)| at)
    };
    // What goes on over several lines is underlined in the first; what has no length gets one caret.
    let start = byte(problem.column);
    let end = if problem.end_line == problem.line {
        byte(problem.end_column)
    } else {
        line.len()
    };
    let end = end.max(byte(problem.column.saturating_add(1)));
    let snippet = Snippet::source(line)
        .line_start(problem.line)
        .annotation(AnnotationKind::Primary.span(start..end));
    let level = match problem.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = Group::with_level(level).element(snippet);
    if problem.severity == Severity::Warning && problem.rule != "unused-allow" {
        let (rule, item) = (problem.rule, &problem.item);
        let note = format!("to accept it: [[allow]] rule = \"{rule}\", item = \"{item}\"");
        group = group.element(Level::NOTE.message(note));
    }
    Some(Renderer::styled().render(&[group]))
}

/// "2 errors, 1 warning".
fn count(problems: &[Problem]) -> String {
    let of = |severity: Severity| problems.iter().filter(|problem| problem.severity == severity).count();
    let said = |n: usize, severity: Severity| match n {
        0 => None,
        1 => Some(format!("1 {severity}")),
        n => Some(format!("{n} {severity}s")),
    };
    let parts = [Severity::Error, Severity::Warning].map(|severity| said(of(severity), severity));
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The problems as they stand in `--json`.
pub fn json(problems: &[Problem]) -> Vec<Value> {
    let each = problems.iter().map(|problem| {
        let mut value = json!({
            "severity": problem.severity.to_string(),
            "rule": problem.rule,
            "path": problem.path,
            "line": problem.line,
            "column": problem.column,
            "end_line": problem.end_line,
            "end_column": problem.end_column,
            "message": problem.message,
        });
        if problem.severity == Severity::Warning {
            value["item"] = json!(problem.item);
        }
        value
    });
    each.collect()
}

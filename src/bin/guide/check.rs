//! `guide check`: all problems of all guides in one run.

use std::collections::BTreeMap;
use std::path::PathBuf;

use fixpath::guide::parse::{Problem, SourceFile};
use fixpath::guide::{Guide, Texts};
use fixpath::replay;
use serde_json::{Value, json};

use super::folder;
use super::{Failure, findings};

/// Find every error and every warning of guides and their texts
///
/// Errors keep a guide from being built: wrong types, unknown keys, missing texts,
/// numbers out of range. Warnings say where it serves owners less well than it
/// could: causes that nothing tells apart, questions never worth their minutes,
/// texts that are stale or hard to read. guides/README.md says what each means and
/// how to accept one with [[allow]]. Files of cases are read too: their form, and
/// whether the guide has what they name.
///
/// Each finding is printed to stderr as `file:line:column: error[rule]: what, what
/// was expected`, above the line it stands in; each guide without errors in one
/// line to stdout.
#[derive(clap::Args)]
#[command(verbatim_doc_comment, after_help = EXAMPLES)]
pub struct Args {
    /// A guide's folder, or a folder of guides
    #[arg(required = true, value_name = "DIR")]
    dirs: Vec<PathBuf>,
    /// Print one JSON document to stdout instead: {"guides": […], "problems": […]}
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
Examples:
  guide check guides                          every guide in the folder
  guide check guides/toyota-remote-connect    one guide
  guide check guides --json | jq '.problems[] | select(.severity == \"error\")'

Exit code: 0 nothing found, 1 errors or warnings, 2 the command cannot be followed.";

pub fn run(args: &Args) -> Result<(), Failure> {
    let sources = folder::sources(&args.dirs)?;
    let (mut guides, mut problems) = (Vec::new(), Vec::new());
    for source in &sources {
        if !source.garbled.is_empty() {
            problems.extend_from_slice(&source.garbled);
            continue;
        }
        let reading = source.reviewed();
        problems.extend(reading.problems());
        if let Some((guide, texts)) = reading.sound() {
            let mut n_cases = 0;
            let mut numbers = BTreeMap::new();
            for file in &source.cases {
                match replay::read(&file.path, &file.text, guide, texts, &mut numbers) {
                    Ok(cases) => n_cases += cases.len(),
                    Err(found) => problems.extend(found),
                }
            }
            guides.push(Summary::new(guide, texts, reading.n_allowed(), n_cases));
        }
    }
    if args.json {
        print_json(&guides, &problems);
    } else {
        let files: Vec<SourceFile> = sources
            .into_iter()
            .flat_map(|source| source.files.into_iter().chain(source.cases))
            .collect();
        findings::print(&problems, &files);
        for guide in &guides {
            println!("{}", guide.line());
        }
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(Failure::Problems)
    }
}

fn print_json(guides: &[Summary], problems: &[Problem]) {
    let guides: Vec<Value> = guides.iter().map(Summary::json).collect();
    println!(
        "{:#}",
        json!({ "guides": guides, "problems": findings::json(problems) })
    );
}

/// A guide without errors, in numbers.
struct Summary {
    id: String,
    /// What is counted: its key in JSON, its name in a line, and the number.
    counts: [(&'static str, &'static str, usize); 5],
    n_allowed: usize,
    /// Real owners' cases.
    n_cases: usize,
    locales: Vec<String>,
}

impl Summary {
    fn new(guide: &Guide, texts: &[Texts], n_allowed: usize, n_cases: usize) -> Self {
        Self {
            id: guide.id.to_string(),
            counts: [
                ("causes", "causes", guide.causes.len()),
                ("signs", "signs", guide.signs.len()),
                ("questions", "questions", guide.questions.len()),
                ("actions", "actions", guide.actions.len()),
                ("faq", "FAQ entries", guide.faq.len()),
            ],
            n_allowed,
            n_cases,
            locales: texts.iter().map(|texts| texts.locale.clone()).collect(),
        }
    }

    fn line(&self) -> String {
        let counts = self.counts.map(|(_, name, n)| format!("{n} {name}")).join(", ");
        let allowed = match self.n_allowed {
            0 => String::new(),
            1 => ", 1 warning accepted".to_owned(),
            n => format!(", {n} warnings accepted"),
        };
        let cases = match self.n_cases {
            0 => String::new(),
            1 => ", 1 case".to_owned(),
            n => format!(", {n} cases"),
        };
        format!(
            "{}: {counts}, locales {}{cases}{allowed}",
            self.id,
            self.locales.join(", ")
        )
    }

    fn json(&self) -> Value {
        let mut value = json!({
            "id": self.id,
            "locales": self.locales,
            "cases": self.n_cases,
            "allowed": self.n_allowed,
        });
        for (key, _, n) in self.counts {
            value[key] = json!(n);
        }
        value
    }
}

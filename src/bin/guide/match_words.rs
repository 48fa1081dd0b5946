//! `guide match`: what the page makes of owners' words, a line of words in and a line of JSON out.

use std::io::{self, BufRead, ErrorKind, IsTerminal, Write};
use std::path::PathBuf;

use fixpath::engine::{self, Entry, Evidence, Finding, Model};
use fixpath::guide::Id;
use fixpath::progress::YES;
use fixpath::search::{self, Hit, Index};
use serde::Serialize;

use super::Failure;
use super::folder;

/// Say which signs and causes owners' words lead to: one phrase in, one line of JSON out
///
/// Reads what owners might type from standard input, one phrase per line, and says for each what the page would make
/// of it: the signs that match, and how likely each cause is once the signs are reported that the page would preselect.
/// Where a phrase leads astray, give the sign that was meant more `phrases`, in words of the same kind.
/// Blank lines are passed over.
#[derive(clap::Args)]
#[command(after_long_help = FORM)]
pub struct Args {
    /// A guide's folder
    #[arg(value_name = "DIR")]
    dir: PathBuf,
    /// The language of the phrases; the guide's default language if left out
    #[arg(long, value_name = "L")]
    locale: Option<String>,
}

const FORM: &str = r#"Each line holds

  phrase   the line that was read
  signs    the signs that match: those the page would preselect, then the others, each best first;
           id, score (0 to 1, how well it fits whatever else fits), preselected, and words (what of the
           phrase led to it)
  answers  what the phrase answers: each a question with its answer
  tried    actions that the owner has tried already, to no avail
  causes   all causes, likeliest first: id and p, taking the preselected signs as reported

Example:

  echo 'my free trail ran out' | guide match guides/toyota-remote-connect --locale en

To see only where a phrase leads: … | jq -c '[.phrase, .causes[0].id]'"#;

#[derive(Serialize)]
struct Line<'a> {
    phrase: &'a str,
    signs: Vec<Sign<'a>>,
    answers: Vec<Answer<'a>>,
    tried: &'a [Id],
    causes: Vec<Cause<'a>>,
}

#[derive(Serialize)]
struct Sign<'a> {
    id: &'a str,
    score: f64,
    preselected: bool,
    words: &'a [String],
}

impl<'a> Sign<'a> {
    fn of(hit: &'a Hit) -> Self {
        Self {
            id: hit.id.as_str(),
            score: hit.score,
            preselected: hit.clear,
            words: &hit.words,
        }
    }
}

#[derive(Serialize)]
struct Answer<'a> {
    question: &'a Id,
    answer: &'a Id,
}

#[derive(Serialize)]
struct Cause<'a> {
    id: &'a str,
    p: f64,
}

pub fn run(args: &Args) -> Result<(), Failure> {
    let (model, index) = read(args)?;
    let stdin = io::stdin();
    if stdin.is_terminal() {
        eprintln!("reading phrases, one per line; `guide match --help` says more");
    }
    let mut out = io::stdout().lock();
    for line in stdin.lock().split(b'\n') {
        let line = line.map_err(|error| Failure::Misuse(format!("cannot read standard input: {error}")))?;
        let phrase = String::from_utf8_lossy(&line);
        let phrase = phrase.trim_end_matches('\r');
        if phrase.trim().is_empty() {
            continue;
        }
        let mut answer = answer(&model, &index, phrase)?;
        answer.push('\n');
        match out.write_all(answer.as_bytes()).and_then(|()| out.flush()) {
            Ok(()) => {}
            // Whoever asked has heard enough.
            Err(error) if error.kind() == ErrorKind::BrokenPipe => break,
            Err(error) => return Err(Failure::Misuse(format!("cannot write to standard output: {error}"))),
        }
    }
    Ok(())
}

fn read(args: &Args) -> Result<(Model, Index), Failure> {
    let guides = folder::read_all(std::slice::from_ref(&args.dir))?;
    let dir = args.dir.display();
    let [checked] = guides.as_slice() else {
        return Err(Failure::Misuse(format!(
            "{dir} holds {} guides, expected the folder of one",
            guides.len()
        )));
    };
    let locale = args.locale.as_ref().unwrap_or(&checked.guide.default_locale);
    let Some(texts) = checked.texts.iter().find(|texts| texts.locale == *locale) else {
        let known: Vec<&str> = checked.texts.iter().map(|texts| texts.locale.as_str()).collect();
        return Err(Failure::Misuse(format!(
            "{dir} has no language {locale:?}, expected one of {}",
            known.join(", ")
        )));
    };
    let model = engine::compile(&checked.guide).map_err(|error| Failure::Misuse(error.to_string()))?;
    Ok((model, Index::new(&checked.guide, texts)))
}

fn answer(model: &Model, index: &Index, phrase: &str) -> Result<String, Failure> {
    let heard = index.hear(phrase);
    let hits = &heard.signs;
    let belief = engine::believe(model, &reported(model, search::preselected(hits)));
    let line = Line {
        phrase,
        signs: hits.iter().map(Sign::of).collect(),
        answers: heard
            .answers
            .iter()
            .map(|(question, answer)| Answer { question, answer })
            .collect(),
        tried: &heard.tried,
        causes: belief
            .ranked()
            .into_iter()
            .map(|(cause, p)| Cause {
                id: model.cause_name(cause).as_str(),
                p,
            })
            .collect(),
    };
    serde_json::to_string(&line).map_err(|error| Failure::Misuse(format!("cannot write JSON: {error}")))
}

/// The evidence that these signs are seen.
fn reported<'a>(model: &Model, signs: impl Iterator<Item = &'a Id>) -> Evidence {
    let mut evidence = Evidence::new();
    for question in signs.filter_map(|sign| model.question(sign.as_str())) {
        if let Some(yes) = model.answer(question, YES) {
            evidence.set(Entry::Question(question, Finding::Answer(yes)));
        }
    }
    evidence
}

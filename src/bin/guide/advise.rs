//! `guide advise`: the engine for programs, a line of JSON in and a line of JSON out.

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, ErrorKind, IsTerminal, Read, StdinLock, Write};
use std::path::PathBuf;
use std::rc::Rc;

use fixpath::advise;
use fixpath::engine::{self, Model};

use super::Failure;
use super::folder;

/// Longest line that is read, in MiB.
const LONGEST_LINE: usize = 16;

/// Answer requests: one line of JSON in, one line of JSON out
///
/// Reads requests from standard input, one per line, and writes the answer to each as soon as it is known, in the
/// same order. A request that cannot be served gets {"error": …} naming the field, and the next one is still served.
/// Blank lines are passed over.
#[derive(clap::Args)]
#[command(after_long_help = FORM)]
pub struct Args {}

const FORM: &str = r#"A request holds a model, or the folder of a guide, and what has been reported so far:

  model      causes: id, prior (0 or more, scaled to sum to 1)
             questions: id, cost, answers, likelihood (a row per cause, a number per answer),
               unsure (chance that one cannot tell, 0 if left out)
             actions: id, cost, fix (chance to repair by cause, 0 for a cause left out),
               cant (chance that it cannot be done, 0 if left out), cant_cost (cost to find that out, else cost)
             escalate: cost
             questions and actions may be left out. Costs are in one unit of your choice, all above 0.
             The numbers are taken as they stand: no chance is clamped, no cause is added.
  guide      a folder with guide.toml, read once. Its signs are questions answered "yes" or "no";
             its numbers are clamped, as on the page. `guide check` shows what is wrong with it.
  evidence   a list, in any order, each question and action at most once:
             {"question": ID, "answer": one of its answers, "not_sure" or "skipped"}
             {"action": ID, "outcome": "not_fixed", "cant" or "skipped"}
             It may be left out.

The answer holds

  posterior      the chance of each cause
  next           {"ask": ID}, {"do": ID} or {"escalate": true}: the step to take
  expected_cost  of that step and all that follows, until fixed or escalated

Keys that are not listed here are refused.

Example:

  guide advise <<'END'
  {"model":{"causes":[{"id":"battery","prior":0.7},{"id":"lamp","prior":0.3}],"questions":[{"id":"beeps","cost":1,"answers":["yes","no"],"likelihood":{"battery":[0.1,0.9],"lamp":[0.8,0.2]}}],"actions":[{"id":"charge","cost":10,"fix":{"battery":0.9}},{"id":"change-lamp","cost":15,"fix":{"lamp":1},"cant":0.2,"cant_cost":2}],"escalate":{"cost":60}},"evidence":[{"question":"beeps","answer":"yes"}]}
  {"evidence":[]}
  END

prints

  {"posterior":{"battery":0.2258064516129032,"lamp":0.7741935483870968},"next":{"do":"change-lamp"},"expected_cost":26.851612903225806}
  {"error":"model: missing, expected model or guide"}

With a guide: echo '{"guide":"guides/toyota-remote-connect"}' | guide advise"#;

pub fn run(_: &Args) -> Result<(), Failure> {
    let stdin = io::stdin();
    if stdin.is_terminal() {
        eprintln!("reading requests, one per line; `guide advise --help` shows their form");
    }
    let mut requests = BufReader::with_capacity(1 << 16, stdin.lock());
    let mut guides = Guides::default();
    let mut answers = io::stdout().lock();
    let mut line = Vec::new();
    while let Some(whole) = next_line(&mut requests, &mut line)? {
        if line.trim_ascii().is_empty() {
            continue;
        }
        let mut answer = if whole {
            advise::answer(line.trim_ascii_end(), &mut |dir| guides.model(dir))
        } else {
            advise::refusal(&format!("line is too long, expected at most {LONGEST_LINE} MiB"))
        };
        answer.push('\n');
        match answers.write_all(answer.as_bytes()).and_then(|()| answers.flush()) {
            Ok(()) => {}
            // Whoever asked has heard enough.
            Err(error) if error.kind() == ErrorKind::BrokenPipe => break,
            Err(error) => return Err(Failure::Misuse(format!("cannot write to standard output: {error}"))),
        }
    }
    Ok(())
}

/// Reads the next line; false if it was too long to be read whole, nothing if there is none.
fn next_line(requests: &mut BufReader<StdinLock>, line: &mut Vec<u8>) -> Result<Option<bool>, Failure> {
    let most = LONGEST_LINE << 20;
    let mut read = || {
        line.clear();
        let n_read = requests.take(most as u64 + 1).read_until(b'\n', line)?;
        let whole = n_read <= most || line.ends_with(b"\n");
        if !whole {
            requests.skip_until(b'\n')?;
        }
        Ok((n_read > 0).then_some(whole))
    };
    read().map_err(|error: io::Error| Failure::Misuse(format!("cannot read standard input: {error}")))
}

/// The guides asked for so far, by the folder they were asked for by.
#[derive(Default)]
struct Guides(BTreeMap<String, Rc<Model>>);

impl Guides {
    fn model(&mut self, dir: &str) -> Result<Rc<Model>, String> {
        if let Some(model) = self.0.get(dir) {
            return Ok(model.clone());
        }
        let model = Rc::new(read(dir)?);
        self.0.insert(dir.to_owned(), model.clone());
        Ok(model)
    }
}

fn read(dir: &str) -> Result<Model, String> {
    let mut problems = 0;
    let read = folder::read_or(&[PathBuf::from(dir)], |found, _| problems = found.len());
    let guides = read.map_err(|failure| match failure {
        Failure::Misuse(message) => message,
        Failure::Problems => format!("{problems} problems in {dir}, see `guide check {dir}`"),
    })?;
    match guides.as_slice() {
        [checked] => engine::compile(&checked.guide).map_err(|error| error.to_string()),
        guides => Err(format!(
            "{dir} holds {} guides, expected the folder of one",
            guides.len()
        )),
    }
}

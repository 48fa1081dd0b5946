//! No advice that harms or that makes no sense, whoever asks: random owners, led by the shipped guide as the page leads
//! them, with each rule held on every card.
//!
//! The rules are written out here by name and number, apart from the engine's own guards.
//!
//! 2,000 owners are played where the engine is optimised, and 300 where it is not, so that all is over within a minute:
//! `cargo test --release --test harm` plays all of them, `HARM_OWNERS=20000` in the environment any other number.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::Mutex;

use fixpath::agenda::{self, Present};
use fixpath::engine::simulate::{Owner, Owners, Setting};
use fixpath::engine::{
    self, AnswerId, Evidence, Finding, Model, Outcome, QuestionId, Step, compile, compile_unslipped,
};
use fixpath::guide::parse::{self, SourceFile};
use fixpath::guide::{self, Condition, Guide, Id};
use fixpath::progress::{Entry, Said, Session, Subject, YES};

/// Owners played, unless the variable `HARM_OWNERS` gives another number.
const N_OWNERS: u64 = if cfg!(debug_assertions) { 300 } else { 2000 };

#[test]
fn random_owners_are_never_given_harmful_or_absurd_advice() {
    let n_owners = std::env::var("HARM_OWNERS").map_or(N_OWNERS, |n| n.parse().unwrap());
    let n_threads = std::thread::available_parallelism().map_or(1, |n| n.get() as u64);
    let book = Book::shipped();
    let played: Vec<Tally> = std::thread::scope(|scope| {
        let share = |first| {
            scope.spawn({
                let book = &book;
                move || book.play((first..n_owners).step_by(n_threads as usize))
            })
        };
        let threads: Vec<_> = (0..n_threads).map(share).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let n_cards: usize = played.iter().map(|tally| tally.n_cards).sum();
    let longest = played.iter().map(|tally| tally.longest).max();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for (step, n) in played.into_iter().flat_map(|tally| tally.steps) {
        *seen.entry(step).or_default() += n;
    }
    println!(
        "{n_owners} owners, {n_cards} cards, the most and its owner {longest:?}, {} kinds of step\n{seen:?}",
        seen.len()
    );
    if n_owners >= N_OWNERS {
        // What the rules are about does come up, so that they hold of something.
        let usual = ["renew-plan", "move-car", "drive-car", "reset-password", "reinstall-app"];
        for id in usual {
            assert!(seen.contains_key(id), "{id} was never advised");
        }
    }
}

/// The shipped guide, and the model of what its owners meet, who make no slips but those drawn.
struct Book {
    guide: Guide,
    model: Model,
    seen: Model,
    known: Mutex<BTreeMap<Situation, Step>>,
}

/// All that the next card depends on: what was said, how many things told nothing, and where the owner is.
type Situation = (Vec<engine::Entry>, usize, Option<Id>);

/// What was shown.
#[derive(Default)]
struct Tally {
    n_cards: usize,
    steps: BTreeMap<String, usize>,
    /// The most cards that one owner was shown, and who that was.
    longest: (usize, u64),
}

impl Book {
    fn shipped() -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("guides/toyota-remote-connect");
        let files = ["guide.toml", "en.toml"].map(|file| SourceFile {
            path: file.to_owned(),
            text: fs::read_to_string(folder.join(file)).unwrap(),
        });
        let (guide, _) = parse::parse(&files).unwrap();
        let (model, seen) = (compile(&guide).unwrap(), compile_unslipped(&guide).unwrap());
        Self {
            guide,
            model,
            seen,
            known: Mutex::default(),
        }
    }

    fn play(&self, owners: impl Iterator<Item = u64>) -> Tally {
        // Some tell nothing at the start, most tick a sign or up to three.
        let crowds = [0, 1, 3].map(|most_signs| {
            let setting = Setting {
                seed: 18,
                noise: 0.05,
                most_signs,
                unsure: Some(0.15),
                ..Setting::default()
            };
            Owners::new(&self.seen, setting)
        });
        let mut tally = Tally::default();
        for idx in owners {
            let owner = crowds[(idx % 3) as usize].owner(idx);
            self.lead(&owner, &mut tally, idx);
        }
        tally
    }

    /// One owner from the first card to the repair or to support.
    fn lead(&self, owner: &Owner, tally: &mut Tally, idx: u64) {
        let model = &self.model;
        let mut session = Session::default();
        let mut shown = BTreeSet::new();
        // Every second one says so when they are at the car or the dealer, and stays.
        let mut here = None;
        for entry in owner.start() {
            match entry {
                engine::Entry::NoSigns => report(&mut session, Subject::NoSigns, Said::So),
                engine::Entry::Question(sign, _) => {
                    report(&mut session, self.subject(*sign), Said::Answer(id(YES)));
                }
                other => panic!("owner {idx} starts with {other:?}"),
            }
        }
        loop {
            let evidence = session.evidence(model);
            let n_unsure = agenda::unsure_in_a_row(&session);
            let step = self.next(&evidence, n_unsure, here);
            if let Err(fault) = self.judge(&evidence, step) {
                panic!("owner {idx}: {fault}; said so far: {session:#?}");
            }
            assert!(
                step == Step::CallService || shown.insert(step),
                "owner {idx}: {step:?} comes twice"
            );
            tally.n_cards += 1;
            tally.longest = tally.longest.max((shown.len(), idx));
            *tally.steps.entry(self.name(step)).or_default() += 1;
            let place = agenda::place_of(&self.guide, model, step);
            here = place
                .filter(|place| idx % 2 == 1 && self.guide.away.contains(place))
                .or(here);
            match step {
                Step::CallService => break,
                Step::Ask(question) => {
                    let said = match owner.finding(question) {
                        Finding::Answer(answer) => Said::Answer(model.answer_name(question, answer).clone()),
                        Finding::NotSure | Finding::Skipped => Said::NotSure,
                    };
                    report(&mut session, self.subject(question), said);
                }
                Step::Do(action) => {
                    let said = match owner.outcome(action) {
                        None => break,
                        Some(Outcome::CantDo) => Said::CantDo,
                        Some(Outcome::NotFixed | Outcome::Skipped) => Said::NotFixed,
                    };
                    report(&mut session, Subject::Action(model.action_name(action).clone()), said);
                }
            }
        }
    }

    /// What the page shows now.
    fn next(&self, evidence: &Evidence, n_unsure: usize, here: Option<&Id>) -> Step {
        let key = (evidence.iter().collect(), n_unsure, here.cloned());
        if let Some(step) = self.known.lock().unwrap().get(&key) {
            return *step;
        }
        let present = Present {
            n_unsure,
            here,
            ..Present::default()
        };
        let advice = engine::advise(&self.model, evidence);
        let step = agenda::choose(&self.guide, &self.model, evidence, advice, present).next;
        self.known.lock().unwrap().insert(key, step);
        step
    }

    /// Whether a card may be shown after what was said.
    fn judge(&self, evidence: &Evidence, step: Step) -> Result<(), String> {
        match step {
            Step::CallService => Ok(()),
            Step::Ask(question) => self.judge_question(evidence, question),
            Step::Do(action) => {
                let name = self.model.action_name(action);
                let action = self.guide.actions.iter().find(|it| it.id == *name).unwrap();
                self.judge_action(evidence, action)
                    .map_err(|fault| format!("{name} is advised {fault}"))
            }
        }
    }

    fn judge_action(&self, evidence: &Evidence, action: &guide::Action) -> Result<(), String> {
        let model = &self.model;
        let name = action.id.as_str();
        let said = |question: &str, answer: &str| {
            let question = model.question(question).unwrap();
            let answer = model.answer(question, answer).unwrap();
            evidence.finding(question) == Some(Finding::Answer(answer))
        };
        let tried = |name: &str| evidence.outcome(model.action(name).unwrap()).is_some();
        let rule = |holds: bool, fault: &str| if holds { Ok(()) } else { Err(fault.to_owned()) };

        rule(!tried(name), "once more")?;
        if name == "renew-plan" {
            rule(
                said("plan-status", "ended"),
                "though the plan was not seen to have ended",
            )?;
        }
        if name == "re-add-car" {
            rule(
                tried("check-car-in-app") && tried("add-on-website"),
                "before what is milder",
            )?;
        }
        if ["drive-car", "move-car", "activation-drive"].contains(&name) {
            rule(
                !said("battery-weak", "yes") && !said("car-start", "weak"),
                "with a weak battery",
            )?;
        }
        if ["reset-password", "reinstall-app", "update-phone", "re-add-car"].contains(&name) {
            rule(
                self.likeliest(evidence) != "server-outage",
                "though an outage is likeliest",
            )?;
        }
        if name == "ask-retrofit" {
            rule(!said("model-year", "from-2022"), "for a car that cannot be too old")?;
        }
        if action.risk || action.costs_money || action.cannot_be_undone {
            let guarded = action.least_chance > 0.0 || !action.only_if.is_empty();
            rule(guarded, "with neither only_if nor least_chance")?;
        }
        let chance = self.chance(evidence, name);
        rule(
            chance >= action.least_chance - 1e-9,
            &format!("at a chance of {chance}, below {}", action.least_chance),
        )?;
        let holds = |it: &Condition| said(it.question.as_str(), it.answer.as_str());
        rule(action.only_if.iter().all(holds), "without its only_if")?;
        rule(!action.unless.iter().any(holds), "against its unless")
    }

    /// No question whose answer follows from what was said.
    fn judge_question(&self, evidence: &Evidence, question: QuestionId) -> Result<(), String> {
        let model = &self.model;
        let name = model.question_name(question);
        if evidence.finding(question).is_some() {
            return Err(format!("{name} is asked once more"));
        }
        if !model.is_sign(question) {
            // A step may wait for the answer itself; else the sign that is seen says it.
            let is_awaited = self
                .guide
                .actions
                .iter()
                .flat_map(|it| &it.only_if)
                .any(|it| it.question == *name);
            let seen = |sign: &QuestionId| {
                model.is_sign(*sign) && evidence.finding(*sign) == Some(Finding::Answer(AnswerId::YES))
            };
            let mut tied = model
                .questions()
                .filter(|other| model.questions_are_tied(question, *other));
            return match tied.find(seen).filter(|_| !is_awaited) {
                Some(sign) => Err(format!("{name} is asked though {} is seen", model.question_name(sign))),
                None => Ok(()),
            };
        }
        if evidence.no_signs() {
            return Err(format!("{name} is asked after \"none of these\""));
        }
        Ok(())
    }

    /// The likeliest cause of those listed.
    fn likeliest(&self, evidence: &Evidence) -> &str {
        let belief = engine::believe(&self.model, evidence).ranked();
        let mut listed = belief
            .into_iter()
            .filter(|(cause, _)| Some(*cause) != self.model.leak());
        self.model.cause_name(listed.next().unwrap().0).as_str()
    }

    /// P(the action repairs) if it can be done, by what is believed now.
    fn chance(&self, evidence: &Evidence, action: &str) -> f64 {
        let (model, belief) = (&self.model, engine::believe(&self.model, evidence));
        let action = model.action(action).unwrap();
        model
            .causes()
            .map(|cause| belief.p(cause) * model.fixes(action, cause))
            .sum()
    }

    fn subject(&self, question: QuestionId) -> Subject {
        let name = self.model.question_name(question).clone();
        if self.model.is_sign(question) {
            Subject::Sign(name)
        } else {
            Subject::Question(name)
        }
    }

    fn name(&self, step: Step) -> String {
        match step {
            Step::Do(action) => self.model.action_name(action).to_string(),
            Step::Ask(question) => self.model.question_name(question).to_string(),
            Step::CallService => "support".to_owned(),
        }
    }
}

fn report(session: &mut Session, subject: Subject, said: Said) {
    let at = session.entries.len() as f64;
    session.entries.push(Entry { subject, said, at });
}

fn id(name: &str) -> Id {
    Id(name.to_owned())
}

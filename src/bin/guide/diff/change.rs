//! What differs between two versions without playing anyone: things come and gone, and first advice.

use std::fmt;

use fixpath::engine::{AnswerId, Entry, Evidence, Finding, Model, Step, advise};
use fixpath::guide::{Id, Minutes};
use rayon::prelude::*;

/// What differs.
pub struct Change {
    /// Things by kind, that only one version has.
    pub things: Vec<Thing>,
    /// The first advice with nothing ticked, after each sign that both versions have, and after "none of these".
    pub starts: Vec<Start>,
}

/// One thing that only one version has.
pub struct Thing {
    /// What it is, in one word.
    pub kind: &'static str,
    pub name: Id,
    /// True if the new version has it.
    pub is_new: bool,
}

/// One way to begin.
pub struct Start {
    pub from: From,
    pub before: First,
    pub after: First,
}

/// What an owner says first.
#[derive(Clone, PartialEq)]
pub enum From {
    Nothing,
    Sign(Id),
    NoSigns,
}

/// The first advice, and the expected minutes from there.
pub struct First {
    pub step: Named,
    pub expected: Minutes,
}

/// A step by name, which holds in both versions.
#[derive(Clone, PartialEq)]
pub enum Named {
    Ask(Id),
    Do(Id),
    CallService,
}

impl fmt::Display for Named {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ask(question) => write!(f, "ask {question}"),
            Self::Do(action) => write!(f, "do {action}"),
            Self::CallService => f.write_str("call support"),
        }
    }
}

impl Start {
    pub fn step_changed(&self) -> bool {
        self.before.step != self.after.step
    }
}

impl From {
    /// How it stands in tables.
    pub fn name(&self) -> &str {
        match self {
            Self::Nothing => "(start)",
            Self::Sign(name) => name.as_str(),
            Self::NoSigns => "(no signs)",
        }
    }

    fn evidence(&self, model: &Model) -> Option<Evidence> {
        let entry = match self {
            Self::Nothing => return Some(Evidence::new()),
            Self::NoSigns => Entry::NoSigns,
            Self::Sign(name) => {
                let sign = model.question(name.as_str()).filter(|sign| model.is_sign(*sign))?;
                Entry::Question(sign, Finding::Answer(AnswerId::YES))
            }
        };
        Some([entry].into_iter().collect())
    }
}

impl Change {
    pub fn between(old: &Model, new: &Model) -> Self {
        Self {
            things: things(old, new),
            starts: starts(old, new),
        }
    }
}

/// The names of a model's things, by kind.
fn names(model: &Model) -> [(&'static str, Vec<Id>); 4] {
    let questions = |sign| {
        let of_kind = model.questions().filter(move |q| model.is_sign(*q) == sign);
        of_kind.map(|q| model.question_name(q).clone()).collect()
    };
    [
        ("cause", model.causes().map(|c| model.cause_name(c).clone()).collect()),
        ("sign", questions(true)),
        ("question", questions(false)),
        (
            "action",
            model.actions().map(|a| model.action_name(a).clone()).collect(),
        ),
    ]
}

/// By kind, what is gone and then what has come, each in file order.
fn things(old: &Model, new: &Model) -> Vec<Thing> {
    let mut things = vec![];
    for ((kind, before), (_, after)) in names(old).into_iter().zip(names(new)) {
        let mut only = |these: &[Id], those: &[Id], is_new| {
            let lone = these.iter().filter(|name| !those.contains(name));
            things.extend(lone.map(|name| Thing {
                kind,
                name: name.clone(),
                is_new,
            }));
        };
        only(&before, &after, false);
        only(&after, &before, true);
    }
    things
}

fn starts(old: &Model, new: &Model) -> Vec<Start> {
    let signs = new.questions().filter(|q| new.is_sign(*q));
    let signs = signs.map(|sign| From::Sign(new.question_name(sign).clone()));
    let mut starts: Vec<From> = [From::Nothing].into_iter().chain(signs).collect();
    starts.push(From::NoSigns);
    let starts = starts.into_par_iter().filter_map(|from| {
        let (before, after) = (from.evidence(old)?, from.evidence(new)?);
        Some(Start {
            before: first(old, &before),
            after: first(new, &after),
            from,
        })
    });
    starts.collect()
}

fn first(model: &Model, evidence: &Evidence) -> First {
    let advice = advise(model, evidence);
    First {
        step: match advice.next {
            Step::Ask(question) => Named::Ask(model.question_name(question).clone()),
            Step::Do(action) => Named::Do(model.action_name(action).clone()),
            Step::CallService => Named::CallService,
        },
        expected: advice.expected,
    }
}

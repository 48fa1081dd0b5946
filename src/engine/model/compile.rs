//! From a `Guide` to a `Model`: check what the engine relies on, clamp, normalise, fill in the leak.

use std::collections::{BTreeMap, BTreeSet};

use super::{Action, ActionId, Answer, Cause, CauseId, Model, ModelError, Place, Question};
use crate::guide::{self, Given, Guide, Id, Minutes};

/// Likelihoods stay this far from 0 and 1 unless the author is certain,
/// so that one mis-click never kills a cause for good.
const DOUBT: f64 = 0.01;
/// A repair works at most this surely unless the author is certain.
const MOST_SURE_FIX: f64 = 0.98;
/// How far a row of likelihoods may be from summing to 1 before it is an error; what is left is scaled away.
const SUM_TOLERANCE: f64 = 1e-6;
/// A probability under this counts as 0, so that products of a few never underflow.
const LEAST: f64 = 1e-100;
/// Longest cost that is taken, about two years: sums of costs stay finite.
const LONGEST: f64 = 1e6;
/// Most items of one kind.
const MOST_ITEMS: usize = u16::MAX as usize;
/// Most probabilities in all tables together (128 MB).
const MOST_CELLS: usize = 1 << 24;

const PROBABILITY: &str = "0 to 1";
const POSITIVE: &str = "more than 0";
const COST: &str = "more than 0 and at most 1000000";
const WAIT: &str = "0 to 1000000";

/// The guide in the form the engine reasons with.
///
/// Signs become questions with the answers "yes" and "no", before the questions, in file order.
/// Priors are scaled to sum to 1.
/// Unless an item is `certain`, likelihoods are clamped to 0.01..0.99 (and rows rescaled to sum to 1)
/// and fix chances to at most 0.98.
/// A leak that a table does not name answers as the prior-weighted mean of the other causes does,
/// so that on average no answer moves belief to or from it; nothing repairs it unless `fixes` says so.
///
/// # Errors
///
/// The first [`ModelError`] in file order: a number out of range, a name unknown or used twice,
/// a row that does not fit its answers or sum to 1, no leak or several, an action that must come before itself,
/// or tables too large to hold.
pub fn compile(guide: &Guide) -> Result<Model, ModelError> {
    check_sizes(guide)?;
    let causes = causes(guide)?;
    let reader = Reader::new(guide, &causes);
    let mut names = BTreeSet::new();
    let signs = guide.signs.iter().map(|sign| {
        let place = Place::Sign(sign.id.clone());
        new_name(&mut names, &sign.id, &place)?;
        reader.sign(sign, &place)
    });
    let mut questions = signs.collect::<Result<Vec<_>, _>>()?;
    for question in &guide.questions {
        let place = Place::Question(question.id.clone());
        new_name(&mut names, &question.id, &place)?;
        questions.push(reader.question(question, &place)?);
    }
    let actions = actions(guide, &reader)?;
    let service = cost(&Place::Escalation, "minutes", guide.escalation.minutes)?;
    Ok(Model {
        leak: reader.leak,
        causes,
        questions,
        actions,
        service,
    })
}

fn check_sizes(guide: &Guide) -> Result<(), ModelError> {
    let (n_causes, n_actions) = (guide.causes.len(), guide.actions.len());
    let n_questions = guide.signs.len() + guide.questions.len();
    let n_answers = guide.questions.iter().map(|q| q.answers.len());
    let counts = [
        ("causes", n_causes),
        ("signs and questions", n_questions),
        ("actions", n_actions),
        ("answers of one question", n_answers.clone().max().unwrap_or(0)),
    ];
    for (what, n) in counts {
        if n > MOST_ITEMS {
            return Err(ModelError::TooMany {
                what,
                n,
                most: MOST_ITEMS,
            });
        }
    }
    let rows = n_answers.fold(n_actions + 2 * guide.signs.len(), usize::saturating_add);
    let cells = rows.saturating_mul(n_causes);
    if cells > MOST_CELLS {
        return Err(ModelError::TooLarge {
            cells,
            most: MOST_CELLS,
        });
    }
    Ok(())
}

fn causes(guide: &Guide) -> Result<Vec<Cause>, ModelError> {
    let mut names = BTreeSet::new();
    for cause in &guide.causes {
        let place = Place::Cause(cause.id.clone());
        new_name(&mut names, &cause.id, &place)?;
        probability(&place, || "prior".into(), cause.prior)?;
        if cause.leak && cause.prior == 0.0 {
            let key = "prior of the leak".into();
            return Err(ModelError::Outside {
                place,
                key,
                value: cause.prior,
                expected: POSITIVE,
            });
        }
    }
    let n_leaks = guide.causes.iter().filter(|c| c.leak).count();
    if n_leaks != 1 {
        return Err(ModelError::Leaks { n: n_leaks });
    }
    let total: f64 = guide.causes.iter().map(|c| c.prior).sum();
    Ok(guide
        .causes
        .iter()
        .map(|c| Cause {
            name: c.id.clone(),
            prior: c.prior / total,
        })
        .collect())
}

/// The actions, checked one by one and then for circles.
fn actions(guide: &Guide, reader: &Reader) -> Result<Vec<Action>, ModelError> {
    let ids: BTreeMap<&Id, ActionId> = guide
        .actions
        .iter()
        .map(|a| &a.id)
        .zip(ActionId::first(MOST_ITEMS))
        .collect();
    let mut names = BTreeSet::new();
    let mut actions = Vec::with_capacity(guide.actions.len());
    for action in &guide.actions {
        let place = Place::Action(action.id.clone());
        new_name(&mut names, &action.id, &place)?;
        let mut after = Vec::with_capacity(action.after.len());
        for id in &action.after {
            let (key, kind) = ("after", "action");
            let Some(&found) = ids.get(id) else {
                return Err(ModelError::Unknown {
                    place,
                    key,
                    kind,
                    id: id.clone(),
                });
            };
            if after.contains(&found) {
                return Err(ModelError::GivenTwice {
                    place,
                    key,
                    kind,
                    id: id.clone(),
                });
            }
            after.push(found);
        }
        actions.push(reader.action(action, &place, after)?);
    }
    match in_a_circle(&actions) {
        Some(action) => Err(ModelError::Circle {
            place: Place::Action(action.name.clone()),
        }),
        None => Ok(actions),
    }
}

/// The first action that can never be open because it must, over others, come before itself.
fn in_a_circle(actions: &[Action]) -> Option<&Action> {
    let mut free: BTreeSet<ActionId> = BTreeSet::new();
    loop {
        let n_free = free.len();
        for (id, action) in ActionId::first(actions.len()).zip(actions) {
            if action.after.iter().all(|before| free.contains(before)) {
                free.insert(id);
            }
        }
        if free.len() == n_free {
            break;
        }
    }
    ActionId::first(actions.len())
        .zip(actions)
        .find(|(id, _)| !free.contains(id))
        .map(|(_, action)| action)
}

/// Reads tables that are keyed by cause.
struct Reader<'a> {
    ids: BTreeMap<&'a Id, CauseId>,
    leak: CauseId,
    /// Prior of each cause but 0 for the leak: the weights of the leak's default.
    others: Vec<f64>,
}

impl<'a> Reader<'a> {
    fn new(guide: &'a Guide, causes: &[Cause]) -> Self {
        let all = || guide.causes.iter().zip(CauseId::first(MOST_ITEMS));
        Self {
            ids: all().map(|(c, id)| (&c.id, id)).collect(),
            leak: all().find(|(c, _)| c.leak).map_or(CauseId(0), |(_, id)| id),
            others: guide
                .causes
                .iter()
                .zip(causes)
                .map(|(g, c)| if g.leak { 0.0 } else { c.prior })
                .collect(),
        }
    }

    fn sign(&self, sign: &guide::Sign, place: &Place) -> Result<Question, ModelError> {
        let cost = cost(place, "minutes", sign.minutes)?;
        let clamped = |p: f64| if sign.certain { p } else { p.clamp(DOUBT, 1.0 - DOUBT) };
        probability(place, || "seen.default".into(), sign.seen_default)?;
        let given = self.given(place, "seen", &sign.seen)?;
        let mut yes = vec![clamped(sign.seen_default); self.others.len()];
        for (&cause, &p) in &given {
            probability(place, || self.key("seen", cause), *p)?;
            put(&mut yes, cause, clamped(*p));
        }
        if !given.contains_key(&self.leak) {
            self.fill_leak(&mut yes);
        }
        let no = yes.iter().map(|p| at_least(1.0 - p)).collect();
        let answers = [("yes", yes.into_iter().map(at_least).collect()), ("no", no)];
        let answers = answers
            .map(|(name, likelihood)| Answer {
                name: Id::from(name),
                likelihood,
            })
            .into();
        Ok(Question {
            name: sign.id.clone(),
            cost,
            sign: true,
            answers,
        })
    }

    fn question(&self, question: &guide::Question, place: &Place) -> Result<Question, ModelError> {
        let n_answers = question.answers.len();
        if n_answers < 2 {
            return Err(ModelError::FewAnswers {
                place: place.clone(),
                n: n_answers,
            });
        }
        let mut names = BTreeSet::new();
        if let Some(answer) = question.answers.iter().find(|answer| !names.insert(*answer)) {
            return Err(ModelError::AnswerTwice {
                place: place.clone(),
                answer: answer.clone(),
            });
        }
        let cost = cost(place, "minutes", question.minutes)?;
        let default = row(
            place,
            &|| "likelihood.default".into(),
            &question.likelihood_default,
            question,
        )?;
        let given = self.given(place, "likelihood", &question.likelihood)?;
        let mut rows = BTreeMap::new();
        for (&cause, &numbers) in &given {
            rows.insert(cause, row(place, &|| self.key("likelihood", cause), numbers, question)?);
        }
        let mut answers = Vec::with_capacity(n_answers);
        for (i, name) in question.answers.iter().enumerate() {
            let of_answer = |row: &Vec<f64>| row.get(i).copied().unwrap_or(0.0);
            let mut likelihood = vec![of_answer(&default); self.others.len()];
            for (&cause, row) in &rows {
                put(&mut likelihood, cause, of_answer(row));
            }
            if !rows.contains_key(&self.leak) {
                self.fill_leak(&mut likelihood);
            }
            answers.push(Answer {
                name: name.clone(),
                likelihood: likelihood.into_iter().map(at_least).collect(),
            });
        }
        Ok(Question {
            name: question.id.clone(),
            cost,
            sign: false,
            answers,
        })
    }

    fn action(&self, action: &guide::Action, place: &Place, after: Vec<ActionId>) -> Result<Action, ModelError> {
        let hands_on = cost(place, "minutes", action.minutes)?;
        let wait = action.wait.0;
        if !(0.0..=LONGEST).contains(&wait) {
            return Err(ModelError::Outside {
                place: place.clone(),
                key: "wait".into(),
                value: wait,
                expected: WAIT,
            });
        }
        let mut fixes = vec![0.0; self.others.len()];
        for (cause, &p) in self.given(place, "fixes", &action.fixes)? {
            probability(place, || self.key("fixes", cause), p)?;
            put(
                &mut fixes,
                cause,
                at_least(if action.certain { p } else { p.min(MOST_SURE_FIX) }),
            );
        }
        Ok(Action {
            name: action.id.clone(),
            cost: Minutes(hands_on.0 + wait),
            fixes,
            after,
        })
    }

    /// A table by cause, each named once.
    fn given<'g, T>(
        &self,
        place: &Place,
        key: &'static str,
        table: &'g [Given<T>],
    ) -> Result<BTreeMap<CauseId, &'g T>, ModelError> {
        let kind = "cause";
        let mut given = BTreeMap::new();
        for Given { cause: id, p, .. } in table {
            let Some(&cause) = self.ids.get(id) else {
                return Err(ModelError::Unknown {
                    place: place.clone(),
                    key,
                    kind,
                    id: id.clone(),
                });
            };
            if given.insert(cause, p).is_some() {
                return Err(ModelError::GivenTwice {
                    place: place.clone(),
                    key,
                    kind,
                    id: id.clone(),
                });
            }
        }
        Ok(given)
    }

    /// The leak answers as the other causes do on average; if they have no prior at all, by the default row.
    fn fill_leak(&self, likelihood: &mut [f64]) {
        let total: f64 = self.others.iter().sum();
        if total > 0.0 {
            let mean = self.others.iter().zip(&*likelihood).map(|(w, p)| w * p).sum::<f64>() / total;
            put(likelihood, self.leak, mean.min(1.0));
        }
    }

    fn key(&self, table: &str, cause: CauseId) -> String {
        let name = self
            .ids
            .iter()
            .find(|(_, id)| **id == cause)
            .map_or("", |(name, _)| name.as_str());
        format!("{table}.{name}")
    }
}

/// One row of likelihoods, checked, clamped and scaled to sum to 1.
fn row(
    place: &Place,
    key: &dyn Fn() -> String,
    numbers: &[f64],
    question: &guide::Question,
) -> Result<Vec<f64>, ModelError> {
    let (n, expected) = (numbers.len(), question.answers.len());
    if n != expected {
        return Err(ModelError::RowLength {
            place: place.clone(),
            key: key(),
            n,
            expected,
        });
    }
    for (answer, &p) in question.answers.iter().zip(numbers) {
        probability(place, || format!("\"{answer}\" in {}", key()), p)?;
    }
    let sum: f64 = numbers.iter().sum();
    if (sum - 1.0).abs() > SUM_TOLERANCE {
        return Err(ModelError::RowSum {
            place: place.clone(),
            key: key(),
            sum,
        });
    }
    let clamped = numbers.iter().map(|&p| {
        if question.certain {
            p
        } else {
            p.clamp(DOUBT, 1.0 - DOUBT)
        }
    });
    let sum: f64 = clamped.clone().sum();
    Ok(clamped.map(|p| p / sum).collect())
}

fn new_name<'g>(names: &mut BTreeSet<&'g Id>, id: &'g Id, place: &Place) -> Result<(), ModelError> {
    if names.insert(id) {
        Ok(())
    } else {
        Err(ModelError::NameTwice { place: place.clone() })
    }
}

fn probability(place: &Place, key: impl Fn() -> String, value: f64) -> Result<(), ModelError> {
    if (0.0..=1.0).contains(&value) {
        return Ok(());
    }
    Err(ModelError::Outside {
        place: place.clone(),
        key: key(),
        value,
        expected: PROBABILITY,
    })
}

fn cost(place: &Place, key: &str, minutes: Minutes) -> Result<Minutes, ModelError> {
    if minutes.0 > 0.0 && minutes.0 <= LONGEST {
        return Ok(minutes);
    }
    Err(ModelError::Outside {
        place: place.clone(),
        key: key.into(),
        value: minutes.0,
        expected: COST,
    })
}

fn put(numbers: &mut [f64], cause: CauseId, p: f64) {
    if let Some(number) = numbers.get_mut(cause.index()) {
        *number = p;
    }
}

fn at_least(p: f64) -> f64 {
    if p < LEAST { 0.0 } else { p }
}

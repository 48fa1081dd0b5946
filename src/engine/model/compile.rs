//! From a `Guide` to a `Model`: check what the engine relies on, clamp, normalise, fill in the leak.

use super::{
    Action, ActionId, Answer, AnswerId, Cause, CauseId, Model, ModelError, Place, Question, QuestionId, Row, Takes,
};
use crate::guide::{self, Given, Guide, Id, Minutes, Owners};
use crate::sorted::{Map, Set};

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
/// Unless an item is `certain`, the guide's `slip` is mixed into likelihoods, which are then clamped to 0.01..0.99
/// (and rows rescaled to sum to 1), and fix chances are clamped to at most 0.98.
/// A leak that a table does not name answers as the prior-weighted mean of the other causes does,
/// so that on average no answer moves belief to or from it; nothing repairs it unless `fixes` says so.
///
/// # Errors
///
/// The first [`ModelError`] in file order: a number out of range, a name unknown or used twice,
/// a row that does not fit its answers or sum to 1, no leak or several, an action that must come before itself,
/// or tables too large to hold.
pub fn compile(guide: &Guide) -> Result<Model, ModelError> {
    compile_by(guide, Rules::Guide)
}

/// The same with every number taken as it stands: nothing is clamped, and there need not be a leak.
///
/// # Errors
///
/// As [`compile`], but any number of leaks up to one will do, and some cause must have a prior above 0.
pub fn compile_as_given(guide: &Guide) -> Result<Model, ModelError> {
    compile_by(guide, Rules::AsGiven)
}

/// [`compile`] of what owners see rather than report: without the guide's slip. For drawing owners, who slip apart.
///
/// # Errors
///
/// As [`compile`].
#[cfg(not(target_arch = "wasm32"))]
pub fn compile_unslipped(guide: &Guide) -> Result<Model, ModelError> {
    compile(&Guide {
        slip: None,
        ..guide.clone()
    })
}

/// Whose numbers they are.
#[derive(Clone, Copy, PartialEq)]
enum Rules {
    /// A guide's author: estimates, to be handled with care.
    Guide,
    /// A caller's, who means them.
    AsGiven,
}

fn compile_by(guide: &Guide, rules: Rules) -> Result<Model, ModelError> {
    check_sizes(guide)?;
    let causes = causes(guide, rules)?;
    let reader = Reader::new(guide, &causes, owners(guide)?, rules);
    let mut names = Set::new();
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
    let actions = actions(guide, &reader, &questions)?;
    let service = service(guide, &reader)?;
    if let Some(slip) = &guide.slip {
        unpredictable(&Place::Slip, "p", slip.p)?;
    }
    Ok(Model {
        leak: reader.leak,
        causes,
        questions,
        actions,
        service,
        waiting_weight: reader.owners.waiting_weight,
        card: reader.owners.card_minutes.0,
        unsure_strength: reader.owners.unsure_strength,
        patience: reader.owners.patience,
    })
}

/// What owners are like, checked; as though nothing counted if the guide does not say.
fn owners(guide: &Guide) -> Result<Owners, ModelError> {
    let owners = guide.owners.clone().unwrap_or_default();
    let place = Place::Owners;
    probability(&place, || "waiting_weight".into(), owners.waiting_weight)?;
    wait(&place, "card_minutes", owners.card_minutes)?;
    wait(&place, "unsure_strength", Minutes(owners.unsure_strength))?;
    wait(&place, "patience", Minutes(owners.patience))?;
    unpredictable(&place, "unsure", owners.unsure)?;
    Ok(owners)
}

/// By cause, what handing over takes.
fn service(guide: &Guide, reader: &Reader) -> Result<Vec<Takes>, ModelError> {
    let (place, escalation) = (Place::Escalation, &guide.escalation);
    let mut given = Set::new();
    let mut service = vec![takes(&place, escalation.minutes, escalation.wait)?; guide.causes.len()];
    for support in &escalation.by_cause {
        let takes = takes(&place, support.minutes, support.wait)?;
        let cause = known(&reader.ids, &place, "by_cause", "cause", &support.cause)?;
        if !given.insert(cause) {
            return Err(given_twice(&place, "by_cause", "cause", &support.cause));
        }
        service
            .iter_mut()
            .skip(cause.index())
            .take(1)
            .for_each(|slot| *slot = takes);
    }
    Ok(service)
}

fn takes(place: &Place, minutes: Minutes, waiting: Minutes) -> Result<Takes, ModelError> {
    Ok(Takes {
        doing: cost(place, "minutes", minutes)?.0,
        waiting: wait(place, "wait", waiting)?,
    })
}

fn check_sizes(guide: &Guide) -> Result<(), ModelError> {
    let (n_causes, n_actions) = (guide.causes.len(), guide.actions.len());
    let n_questions = guide.signs.len().saturating_add(guide.questions.len());
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
    let rows = n_answers
        .fold(guide.signs.len().saturating_mul(2), usize::saturating_add)
        .saturating_add(n_actions);
    let cells = rows.saturating_mul(n_causes);
    if cells > MOST_CELLS {
        return Err(ModelError::TooLarge {
            cells,
            most: MOST_CELLS,
        });
    }
    Ok(())
}

fn causes(guide: &Guide, rules: Rules) -> Result<Vec<Cause>, ModelError> {
    let mut names = Set::new();
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
    if n_leaks > 1 || (n_leaks == 0 && rules == Rules::Guide) {
        return Err(ModelError::Leaks { n: n_leaks });
    }
    let total: f64 = guide.causes.iter().map(|c| c.prior).sum();
    if total <= 0.0 {
        return Err(ModelError::NoPrior);
    }
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
fn actions(guide: &Guide, reader: &Reader, questions: &[Question]) -> Result<Vec<Action>, ModelError> {
    let ids: Map<&Id, ActionId> = numbered(guide.actions.iter().map(|a| &a.id), ActionId::first(MOST_ITEMS));
    let asked: Map<&Id, QuestionId> = numbered(questions.iter().map(|q| &q.name), QuestionId::first(MOST_ITEMS));
    let mut names = Set::new();
    let mut actions = Vec::with_capacity(guide.actions.len());
    for action in &guide.actions {
        let place = Place::Action(action.id.clone());
        new_name(&mut names, &action.id, &place)?;
        let mut after = Vec::with_capacity(action.after.len());
        for id in &action.after {
            let found = known(&ids, &place, "after", "action", id)?;
            if after.contains(&found) {
                return Err(given_twice(&place, "after", "action", id));
            }
            after.push(found);
        }
        let conditions = |key, conditions: &[guide::Condition]| {
            let mut found: Vec<(QuestionId, AnswerId)> = Vec::with_capacity(conditions.len());
            for guide::Condition { question: id, answer } in conditions {
                let question = known(&asked, &place, key, "question", id)?;
                let answers = questions.get(question.index()).map_or(&[][..], |q| &q.answers);
                let names = numbered(answers.iter().map(|a| &a.name), AnswerId::first(MOST_ITEMS));
                let answer = known(&names, &place, key, "answer", answer)?;
                // Two answers can both forbid something; both cannot have been given.
                let is_twice = |(q, a): &(_, _)| *q == question && (key == "only_if" || *a == answer);
                if found.iter().any(is_twice) {
                    return Err(given_twice(&place, key, "question", id));
                }
                found.push((question, answer));
            }
            Ok(found)
        };
        let only_if = conditions("only_if", &action.only_if)?;
        let unless = conditions("unless", &action.unless)?;
        actions.push(reader.action(action, &place, after, only_if, unless)?);
    }
    match in_a_circle(&actions) {
        Some(action) => Err(ModelError::Circle {
            place: Place::Action(action.name.clone()),
        }),
        None => Ok(actions),
    }
}

fn numbered<'i, T>(names: impl Iterator<Item = &'i Id>, ids: impl Iterator<Item = T>) -> Map<&'i Id, T> {
    names.zip(ids).collect()
}

fn known<T: Copy>(
    ids: &Map<&Id, T>,
    place: &Place,
    key: &'static str,
    kind: &'static str,
    id: &Id,
) -> Result<T, ModelError> {
    ids.get(id).copied().ok_or_else(|| ModelError::Unknown {
        place: place.clone(),
        key,
        kind,
        id: id.clone(),
    })
}

fn given_twice(place: &Place, key: &'static str, kind: &'static str, id: &Id) -> ModelError {
    ModelError::GivenTwice {
        place: place.clone(),
        key,
        kind,
        id: id.clone(),
    }
}

/// The first action that can never be open because it must, over others, come before itself.
fn in_a_circle(actions: &[Action]) -> Option<&Action> {
    let mut waits_for: Vec<usize> = actions.iter().map(|action| action.after.len()).collect();
    let mut opens: Vec<Vec<ActionId>> = vec![vec![]; actions.len()];
    for (id, action) in ActionId::first(actions.len()).zip(actions) {
        for before in &action.after {
            if let Some(opens) = opens.get_mut(before.index()) {
                opens.push(id);
            }
        }
    }
    let mut free: Vec<ActionId> = ActionId::first(actions.len())
        .zip(&waits_for)
        .filter(|(_, n)| **n == 0)
        .map(|(id, _)| id)
        .collect();
    while let Some(id) = free.pop() {
        for next in opens.get(id.index()).into_iter().flatten() {
            if let Some(n) = waits_for.get_mut(next.index()) {
                *n = n.saturating_sub(1);
                if *n == 0 {
                    free.push(*next);
                }
            }
        }
    }
    actions
        .iter()
        .zip(waits_for)
        .find(|(_, n)| *n > 0)
        .map(|(action, _)| action)
}

/// Reads tables that are keyed by cause.
struct Reader<'a> {
    rules: Rules,
    /// Chance that an answer is given wrongly.
    slip: f64,
    owners: Owners,
    groups: Map<&'a Id, u16>,
    places: Map<&'a Id, u16>,
    ids: Map<&'a Id, CauseId>,
    leak: Option<CauseId>,
    /// Prior of each cause but 0 for the leak: the weights of the leak's default.
    others: Vec<f64>,
    /// Their sum.
    total: f64,
    question_ties: Map<&'a Id, u16>,
    action_ties: Map<&'a Id, u16>,
}

impl<'a> Reader<'a> {
    fn new(guide: &'a Guide, causes: &[Cause], owners: Owners, rules: Rules) -> Self {
        let all = || guide.causes.iter().zip(CauseId::first(MOST_ITEMS));
        let others = guide.causes.iter().zip(causes);
        let others: Vec<f64> = others.map(|(g, c)| if g.leak { 0.0 } else { c.prior }).collect();
        let of_signs = guide.signs.iter().filter_map(|sign| sign.tie.as_ref());
        let of_questions = guide.questions.iter().filter_map(|question| question.tie.as_ref());
        Self {
            rules,
            slip: guide.slip.as_ref().map_or(0.0, |slip| slip.p),
            owners,
            groups: numbered(guide.groups.iter(), 0..),
            places: numbered(guide.places.iter(), 0..),
            ids: all().map(|(c, id)| (&c.id, id)).collect(),
            leak: all().find(|(c, _)| c.leak).map(|(_, id)| id),
            total: others.iter().sum(),
            others,
            question_ties: numbered(of_signs.chain(of_questions), 0..),
            action_ties: numbered(guide.actions.iter().filter_map(|action| action.tie.as_ref()), 0..),
        }
    }

    /// True if an item's numbers are taken as they stand.
    fn as_given(&self, certain: bool) -> bool {
        certain || self.rules == Rules::AsGiven
    }

    fn sign(&self, sign: &guide::Sign, place: &Place) -> Result<Question, ModelError> {
        let minutes = cost(place, "minutes", sign.minutes)?.0;
        let as_given = self.as_given(sign.certain);
        let clamped = |p: f64| if as_given { p } else { doubted(p, self.slip, 2) };
        probability(place, || "seen.default".into(), sign.seen_default)?;
        let given = self.given(place, "seen", &sign.seen)?;
        let mut yes = Map::new();
        for (&cause, &p) in &given {
            probability(place, || self.key("seen", cause), *p)?;
            yes.insert(cause, clamped(*p));
        }
        let default = clamped(sign.seen_default);
        self.fill_leak(default, &mut yes);
        let row = |p: fn(f64) -> f64| Row::new(p(default), yes.iter().map(|(cause, seen)| (*cause, p(*seen))));
        let answers = [("yes", row(at_least)), ("no", row(|p| at_least(1.0 - p)))];
        Ok(Question {
            name: sign.id.clone(),
            minutes,
            sign: true,
            unsure: self.unsure(place, sign.unsure)?,
            group: self.groups.get(&sign.group).copied(),
            place: None,
            tie: sign.tie.as_ref().and_then(|tie| self.question_ties.get(tie).copied()),
            answers: answers
                .map(|(name, likelihood)| Answer {
                    name: Id::from(name),
                    likelihood,
                })
                .into(),
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
        let mut names = Set::new();
        if let Some(answer) = question.answers.iter().find(|answer| !names.insert(*answer)) {
            return Err(ModelError::AnswerTwice {
                place: place.clone(),
                answer: answer.clone(),
            });
        }
        let minutes = cost(place, "minutes", question.minutes)?.0;
        let slip = (!self.as_given(question.certain)).then_some(self.slip);
        let default = row(
            place,
            &|| "likelihood.default".into(),
            &question.likelihood_default,
            question,
            slip,
        )?;
        let given = self.given(place, "likelihood", &question.likelihood)?;
        let mut rows = Map::new();
        for (&cause, &numbers) in &given {
            let key = || self.key("likelihood", cause);
            rows.insert(cause, row(place, &key, numbers, question, slip)?);
        }
        let mut answers = Vec::with_capacity(n_answers);
        for (i, name) in question.answers.iter().enumerate() {
            let of_answer = |row: &Vec<f64>| row.get(i).copied().unwrap_or(0.0);
            let mut listed = rows.iter().map(|(cause, row)| (*cause, of_answer(row))).collect();
            self.fill_leak(of_answer(&default), &mut listed);
            let listed = listed.into_iter().map(|(cause, p)| (cause, at_least(p)));
            answers.push(Answer {
                name: name.clone(),
                likelihood: Row::new(at_least(of_answer(&default)), listed),
            });
        }
        Ok(Question {
            name: question.id.clone(),
            minutes,
            sign: false,
            unsure: self.unsure(place, question.unsure)?,
            group: self.groups.get(&question.group).copied(),
            place: question
                .place
                .as_ref()
                .and_then(|place| self.places.get(place).copied()),
            tie: question
                .tie
                .as_ref()
                .and_then(|tie| self.question_ties.get(tie).copied()),
            answers,
        })
    }

    fn action(
        &self,
        action: &guide::Action,
        place: &Place,
        after: Vec<ActionId>,
        only_if: Vec<(QuestionId, AnswerId)>,
        unless: Vec<(QuestionId, AnswerId)>,
    ) -> Result<Action, ModelError> {
        let takes = takes(place, action.minutes, action.wait)?;
        let as_given = self.as_given(action.certain);
        let mut fixes = Map::new();
        for (cause, &p) in self.given(place, "fixes", &action.fixes)? {
            probability(place, || self.key("fixes", cause), p)?;
            fixes.insert(cause, at_least(if as_given { p } else { p.min(MOST_SURE_FIX) }));
        }
        let takes_if_cant = match action.cant_minutes {
            Some(minutes) => Takes {
                doing: cost(place, "cant_minutes", minutes)?.0,
                waiting: 0.0,
            },
            None => takes,
        };
        let not_while = action.not_while.iter();
        let not_while = not_while.map(|id| known(&self.ids, place, "not_while", "cause", id));
        probability(place, || "least_chance".into(), action.least_chance)?;
        Ok(Action {
            name: action.id.clone(),
            takes,
            cant: unpredictable(place, "cant", action.cant)?,
            takes_if_cant,
            tie: action.tie.as_ref().and_then(|tie| self.action_ties.get(tie).copied()),
            fixes: Row::new(0.0, fixes),
            after,
            only_if,
            unless,
            not_while: not_while.collect::<Result<_, _>>()?,
            least_chance: action.least_chance,
        })
    }

    /// P(one who is asked cannot tell): the guide's for all questions where one says nothing of it.
    fn unsure(&self, place: &Place, own: f64) -> Result<f64, ModelError> {
        let own = unpredictable(place, "unsure", own)?;
        Ok(if own == 0.0 { self.owners.unsure } else { own })
    }

    /// A table by cause, each named once.
    fn given<'g, T>(
        &self,
        place: &Place,
        key: &'static str,
        table: &'g [Given<T>],
    ) -> Result<Map<CauseId, &'g T>, ModelError> {
        let mut given = Map::new();
        for Given { cause: id, p, .. } in table {
            let cause = known(&self.ids, place, key, "cause", id)?;
            if given.insert(cause, p).is_some() {
                return Err(given_twice(place, key, "cause", id));
            }
        }
        Ok(given)
    }

    /// The leak answers as the other causes do on average, unless it is listed;
    /// if they have no prior at all, by the default.
    fn fill_leak(&self, default: f64, listed: &mut Map<CauseId, f64>) {
        let Some(leak) = self.leak.filter(|leak| !listed.contains_key(leak)) else {
            return;
        };
        if self.total > 0.0 {
            let weight = |cause: &CauseId| self.others.get(cause.index()).copied().unwrap_or(0.0);
            let rest = self.total - listed.keys().map(weight).sum::<f64>();
            let named: f64 = listed.iter().map(|(cause, p)| weight(cause) * p).sum();
            let mean = (default * rest.max(0.0) + named) / self.total;
            listed.insert(leak, mean.min(1.0));
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

/// P(answer reported given cause) from P(answer true given cause): with the chance `slip` it is one of the others,
/// each as likely; and never quite sure.
fn doubted(p: f64, slip: f64, n_answers: usize) -> f64 {
    let others = n_answers.saturating_sub(1).max(1) as f64;
    ((1.0 - slip) * p + slip * (1.0 - p) / others).clamp(DOUBT, 1.0 - DOUBT)
}

/// One row of likelihoods, checked, and scaled to sum to 1 after the slip, unless it is taken as given.
fn row(
    place: &Place,
    key: &dyn Fn() -> String,
    numbers: &[f64],
    question: &guide::Question,
    slip: Option<f64>,
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
    let clamped = numbers
        .iter()
        .map(|&p| slip.map_or(p, |slip| doubted(p, slip, expected)));
    let sum: f64 = clamped.clone().sum();
    Ok(clamped.map(|p| p / sum).collect())
}

fn new_name<'g>(names: &mut Set<&'g Id>, id: &'g Id, place: &Place) -> Result<(), ModelError> {
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

fn wait(place: &Place, key: &str, minutes: Minutes) -> Result<f64, ModelError> {
    if (0.0..=LONGEST).contains(&minutes.0) {
        return Ok(minutes.0);
    }
    Err(ModelError::Outside {
        place: place.clone(),
        key: key.into(),
        value: minutes.0,
        expected: WAIT,
    })
}

/// The chance of an outcome that says nothing; never 1, or there would be no point in the step.
fn unpredictable(place: &Place, key: &str, p: f64) -> Result<f64, ModelError> {
    if (0.0..1.0).contains(&p) {
        return Ok(at_least(p));
    }
    Err(ModelError::Outside {
        place: place.clone(),
        key: key.into(),
        value: p,
        expected: "0 up to, but not, 1",
    })
}

fn at_least(p: f64) -> f64 {
    if p < LEAST { 0.0 } else { p }
}

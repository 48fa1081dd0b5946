//! From a model to a [`Scene`]: which causes, questions and actions a decision looks at.

use super::scene::{Act, Ask, MOST_ACTS, MOST_CAUSES, Reply, Scene, Used};
use super::{Step, is_open, is_ruled_out};
use crate::engine::belief::Belief;
use crate::engine::evidence::{Evidence, Outcome, beyond, surest, temper, unsure};
use crate::engine::model::{ActionId, AnswerId, Model, QuestionId, Row, Takes};
use crate::rank;
use crate::sorted::Set;

/// Open questions looked at, gates not counted.
const MOST_ASKS: usize = 12;
/// Open actions looked at, prerequisites not counted.
const MOST_OPEN_ACTS: usize = 16;
/// Answers that open actions, and the most of them looked at.
const MOST_GATES: usize = 8;

impl Scene {
    /// The scene for a decision: at most 64 causes and the rest as one, the questions that tell most per minute,
    /// the actions of largest efficiency with what must come before them.
    pub(super) fn of(model: &Model, evidence: &Evidence, belief: &Belief) -> Self {
        let lens = Lens::new(belief);
        let picked = actions(model, evidence, belief);
        let mut gates = Gates::of(model, evidence, &picked);
        let asked = questions(model, evidence, belief, &gates);
        gates.keep(&asked);
        let acts = acts(model, evidence, &lens, &picked, &gates);
        let asks = asks(model, evidence, &lens, &asked, &gates);
        let service = |of: &dyn Fn(Takes) -> f64| {
            let by_cause: Vec<f64> = model.service().iter().map(|takes| of(*takes)).collect();
            lens.see_each(&by_cause)
        };
        let service = (service(&|takes| model.felt(takes)), service(&|takes| takes.waiting));
        Self::new(service, lens.start.clone(), asks, acts)
    }
}

/// Sees a table by cause as the scene does.
struct Lens {
    /// Per cause of the model, its place in the scene; several share the last if there are too many.
    places: Vec<Option<usize>>,
    /// Belief by place.
    start: Vec<f64>,
    /// By cause of the model: its share of its place.
    shares: Vec<f64>,
}

impl Lens {
    fn new(belief: &Belief) -> Self {
        let p = belief.as_slice();
        let possible: Vec<usize> = (0..p.len()).filter(|i| p.get(*i).is_some_and(|p| *p > 0.0)).collect();
        let at = |i: &usize| p.get(*i).copied().unwrap_or(0.0);
        let n_single = possible.len().min(MOST_CAUSES);
        let mut ranked = rank::descending(possible, at);
        let lumped = ranked.split_off(n_single);
        let possible = rank::ascending(ranked, |i| *i as f64);
        let mut lens = Self {
            places: vec![None; p.len()],
            start: possible.iter().map(at).collect(),
            shares: vec![1.0; p.len()],
        };
        let of_possible = possible.iter().enumerate().map(|(place, i)| (*i, place));
        for (i, place) in of_possible.chain(lumped.iter().map(|i| (*i, MOST_CAUSES))) {
            if let Some(slot) = lens.places.get_mut(i) {
                *slot = Some(place);
            }
        }
        if !lumped.is_empty() {
            let mass = sum(lumped.iter().map(at));
            lens.start.push(mass);
            for i in lumped {
                if let Some(share) = lens.shares.get_mut(i) {
                    *share = at(&i) / mass;
                }
            }
        }
        lens.start.resize(lens.start.len().next_multiple_of(4), 0.0);
        lens
    }

    /// A table of the model by place: as it is, and for causes taken as one their mean.
    fn see(&self, row: &Row) -> Vec<f64> {
        let mut seen = vec![row.rest(); self.start.len()];
        for (cause, p) in row.listed() {
            let (Some(Some(place)), Some(share)) = (self.places.get(cause.index()), self.shares.get(cause.index()))
            else {
                continue;
            };
            if let Some(number) = seen.get_mut(*place) {
                *number = if *share == 1.0 {
                    *p
                } else {
                    *number + share * (p - row.rest())
                };
            }
        }
        seen
    }

    /// The same for a number per cause.
    fn see_each(&self, numbers: &[f64]) -> Vec<f64> {
        let mut seen = vec![0.0; self.start.len()];
        for ((place, share), number) in self.places.iter().zip(&self.shares).zip(numbers) {
            if let Some(slot) = place.and_then(|place| seen.get_mut(place)) {
                *slot += share * number;
            }
        }
        seen
    }
}

/// The answers that open picked actions.
struct Gates {
    answers: Vec<(QuestionId, AnswerId)>,
}

impl Gates {
    fn of(model: &Model, evidence: &Evidence, picked: &[ActionId]) -> Self {
        let mut answers: Vec<(QuestionId, AnswerId)> = vec![];
        for gate in picked.iter().flat_map(|action| unmet(model, evidence, *action)) {
            if answers.len() < MOST_GATES && !answers.contains(&gate) {
                answers.push(gate);
            }
        }
        Self { answers }
    }

    /// Forgets the answers of questions that are not looked at.
    fn keep(&mut self, asked: &[QuestionId]) {
        self.answers.retain(|(question, _)| asked.contains(question));
    }

    fn has(&self, question: QuestionId) -> bool {
        self.answers.iter().any(|(q, _)| *q == question)
    }

    fn bit(&self, question: QuestionId, answer: AnswerId) -> Option<Used> {
        let gate = self.answers.iter().position(|gate| *gate == (question, answer))?;
        bit(FIRST_GATE, gate)
    }

    /// What must be in [`Used`] for an action's conditions to hold; `None` if they cannot.
    fn wanted(&self, model: &Model, evidence: &Evidence, action: ActionId) -> Option<Used> {
        unmet(model, evidence, action)
            .map(|(question, answer)| self.bit(question, answer))
            .try_fold(0, |wanted, bit| Some(wanted | bit?))
    }
}

/// The answers that an action still waits for.
fn unmet<'m>(
    model: &'m Model,
    evidence: &Evidence,
    action: ActionId,
) -> impl Iterator<Item = (QuestionId, AnswerId)> + use<'m> {
    let met: Vec<bool> = model
        .only_if(action)
        .iter()
        .map(|(question, answer)| evidence.has_answer(*question, *answer))
        .collect();
    let conditions = model.only_if(action).iter().zip(met);
    conditions.filter(|(_, met)| !met).map(|(condition, _)| *condition)
}

const FIRST_ASK: usize = MOST_ACTS;
const MOST_ASKS_AND_GATES: usize = 12;
const FIRST_TOLD: usize = 44;
const FIRST_GATE: usize = 56;

/// The sum in order.
fn sum(numbers: impl Iterator<Item = f64>) -> f64 {
    numbers.fold(0.0, |total, number| total + number)
}

/// One bit of [`Used`].
fn bit(first: usize, i: usize) -> Option<Used> {
    let place = u32::try_from(first.checked_add(i)?).ok()?;
    1_u64.checked_shl(place)
}

/// Whether a question would still be asked: open, and no later question of its tie has been answered.
fn may_ask(model: &Model, evidence: &Evidence, question: QuestionId) -> bool {
    is_open(model, evidence, Step::Ask(question))
        && evidence.answered_in_tie(model, question).all(|mate| mate < question)
}

/// The rows of a question's answers over the model's causes, tempered where a question of its tie has been answered.
fn tempered(model: &Model, question: QuestionId) -> Vec<Vec<f64>> {
    let row = |answer| {
        let mut numbers = vec![0.0; model.n_causes()];
        temper(model, question, answer, &mut numbers);
        numbers
    };
    model.answers(question).map(row).collect()
}

/// The questions looked at, in file order: those that are gates, then those of largest gain in squared mass per minute
/// (the EC2 score with one class per cause: Golovin, Krause & Ray 2010).
fn questions(model: &Model, evidence: &Evidence, belief: &Belief, gates: &Gates) -> Vec<QuestionId> {
    let x = belief.as_slice();
    let squares = sum(x.iter().map(|p| p * p));
    let open = model.questions().filter(|q| may_ask(model, evidence, *q));
    let scored = open.map(|id| {
        let gain = if evidence.answered_in_tie(model, id).next().is_some() {
            gain_of_rows(x, squares, &tempered(model, id))
        } else {
            let rows = model.answers(id).filter_map(|answer| model.likelihoods(id, answer));
            gain(x, squares, rows)
        };
        let score = (1.0 - unsure(model, evidence, id)) * gain / model.cost_of_question(id).0;
        (if gates.has(id) { f64::INFINITY } else { score }, id)
    });
    let scored = rank::descending(scored.collect(), |(score, _)| *score);
    let ids = scored.into_iter().take(MOST_ASKS).map(|(_, id)| id);
    rank::ascending(ids.collect(), |id: &QuestionId| id.index() as f64)
}

/// The signs that tell most before anything is known, at most so many, in file order: those of largest gain in squared
/// mass per minute, as for the questions that a decision looks at.
pub fn telling_signs(model: &Model, most: usize) -> Vec<QuestionId> {
    let priors: Vec<f64> = model.causes().map(|cause| model.prior(cause)).collect();
    let squares = sum(priors.iter().map(|p| p * p));
    let score = |id: &QuestionId| {
        let rows = model.answers(*id).filter_map(|answer| model.likelihoods(*id, answer));
        (1.0 - model.unsure(*id)) * gain(&priors, squares, rows) / model.cost_of_question(*id).0
    };
    let signs: Vec<QuestionId> = model.questions().filter(|id| model.is_sign(*id)).collect();
    let mut signs = rank::descending(signs, score);
    signs.truncate(most);
    rank::ascending(signs, |id| id.index() as f64)
}

/// Expected squared mass after a question less that before, by one pass over the causes that differ.
fn gain<'m>(x: &[f64], squares: f64, rows: impl Iterator<Item = &'m Row>) -> f64 {
    let after = rows.map(|row| {
        let rest = row.rest();
        let (mut total, mut joint) = (rest, rest * rest * squares);
        for (cause, p) in row.listed() {
            let w = x.get(cause.index()).copied().unwrap_or(0.0);
            total += w * (p - rest);
            joint += w * w * (p * p - rest * rest);
        }
        if total > 0.0 { joint / total } else { 0.0 }
    });
    sum(after) - squares
}

fn gain_of_rows(x: &[f64], squares: f64, rows: &[Vec<f64>]) -> f64 {
    let after = rows.iter().map(|row| {
        let joint = || x.iter().zip(row).map(|(p, l)| p * l);
        let total = sum(joint());
        if total > 0.0 {
            sum(joint().map(|w| w * w)) / total
        } else {
            0.0
        }
    });
    sum(after) - squares
}

/// The actions looked at, in file order: those of largest efficiency that are open or can be opened, with what
/// opens them.
fn actions(model: &Model, evidence: &Evidence, belief: &Belief) -> Vec<ActionId> {
    let x = belief.as_slice();
    let helps = |id| {
        let row = model.fix_chances(id)?;
        let listed = row.listed().iter();
        let others = sum(listed.map(|(cause, p)| belief.p(*cause) * (p - row.rest())));
        let p = if evidence.failed_in_tie(model, id).next().is_some() {
            let fixes = chances(model, evidence, id);
            sum(x.iter().zip(fixes).map(|(w, fixes)| w * fixes))
        } else {
            row.rest() + others
        };
        let p = p * (1.0 - model.cant(id));
        (p > 0.0).then_some(p)
    };
    let scored = model.actions().filter_map(|id| {
        if evidence.outcome(id).is_some() || is_ruled_out(model, evidence, id) {
            return None;
        }
        let p = helps(id)?;
        let bundle = bundle(model, evidence, id)?;
        if let [_] = bundle.as_slice() {
            return Some((p / mean_cost(model, id), bundle));
        }
        let (mut cost, mut left) = (0.0, x.to_vec());
        for id in &bundle {
            cost += mean_cost(model, *id) * sum(left.iter().copied());
            for (w, fixes) in left.iter_mut().zip(chances(model, evidence, *id)) {
                *w *= 1.0 - fixes * (1.0 - model.cant(*id));
            }
        }
        Some(((sum(x.iter().copied()) - sum(left.into_iter())) / cost, bundle))
    });
    let scored: Vec<(f64, Vec<ActionId>)> = rank::descending(scored.collect(), |(rate, _)| *rate);
    let mut ids: Vec<ActionId> = vec![];
    for (_, bundle) in scored.into_iter().take(MOST_OPEN_ACTS) {
        let missing: Vec<ActionId> = bundle.into_iter().filter(|id| !ids.contains(id)).collect();
        if ids.len().saturating_add(missing.len()) <= MOST_ACTS {
            ids.extend(missing);
        }
    }
    rank::ascending(ids, |id| id.index() as f64)
}

fn mean_cost(model: &Model, id: ActionId) -> f64 {
    let cant = model.cant(id);
    (1.0 - cant) * model.cost_of_action(id).0 + cant * model.cost_if_cant(id).0
}

/// P(action repairs given cause, if it can be done) after the actions of its tie that failed.
fn chances(model: &Model, evidence: &Evidence, id: ActionId) -> Vec<f64> {
    let mut fixes = vec![0.0; model.n_causes()];
    if let Some(row) = model.fix_chances(id) {
        row.write(&mut fixes);
    }
    if let Some(failed) = surest(model, evidence.failed_in_tie(model, id)) {
        for (fixes, failed) in fixes.iter_mut().zip(failed) {
            *fixes = beyond(*fixes, failed);
        }
    }
    fixes
}

fn acts(model: &Model, evidence: &Evidence, lens: &Lens, ids: &[ActionId], gates: &Gates) -> Vec<Act> {
    let bits = |wanted: &dyn Fn(ActionId) -> bool| {
        let bits = ids.iter().enumerate().filter(|(_, id)| wanted(**id));
        bits.filter_map(|(i, _)| bit(0, i)).fold(0, |bits, bit| bits | bit)
    };
    let act = |(i, id): (usize, &ActionId)| {
        let conditions = gates.wanted(model, evidence, *id)?;
        let before = bundle(model, evidence, *id).unwrap_or_default();
        let cant = model.cant(*id);
        let chances = if evidence.failed_in_tie(model, *id).next().is_some() {
            lens.see_each(&chances(model, evidence, *id))
        } else {
            model.fix_chances(*id).map(|row| lens.see(row)).unwrap_or_default()
        };
        Some(Act {
            id: *id,
            cost: mean_cost(model, *id),
            waits: (1.0 - cant) * model.takes(Step::Do(*id)).waiting + cant * model.takes_if_cant(*id).waiting,
            fixes: chances.into_iter().map(|p| (1.0 - cant) * p).collect(),
            cant,
            place: i,
            bit: bit(0, i)?,
            before: bits(&|other| other != *id && before.contains(&other)) | conditions,
            tied: bits(&|other| model.actions_are_tied(*id, other)),
        })
    };
    let acts = ids.iter().enumerate().filter_map(act).enumerate();
    acts.map(|(place, act)| Act { place, ..act }).collect()
}

fn asks(model: &Model, evidence: &Evidence, lens: &Lens, ids: &[QuestionId], gates: &Gates) -> Vec<Ask> {
    let told = |wanted: &dyn Fn(QuestionId) -> bool| {
        let bits = ids.iter().enumerate().filter(|(_, id)| wanted(**id));
        bits.filter_map(|(i, _)| bit(FIRST_TOLD, i))
            .fold(0, |bits, bit| bits | bit)
    };
    let ask = |(i, id): (usize, &QuestionId)| {
        let (asked_bit, told_bit) = (bit(FIRST_ASK, i)?, bit(FIRST_TOLD, i)?);
        let (earlier, later) = (
            told(&|other| other < *id && model.questions_are_tied(*id, other)),
            told(&|other| other > *id && model.questions_are_tied(*id, other)),
        );
        let unsure = unsure(model, evidence, *id);
        let replies = |rows: Vec<Vec<f64>>| {
            let answers = model.answers(*id).zip(rows).map(|(answer, mut row)| {
                row.iter_mut().for_each(|p| *p *= 1.0 - unsure);
                let gate = gates.bit(*id, answer).unwrap_or(0);
                Reply {
                    row,
                    uses: asked_bit | told_bit | gate,
                }
            });
            let not_sure = (unsure > 0.0).then(|| Reply {
                row: vec![unsure; lens.start.len()],
                uses: asked_bit,
            });
            answers.chain(not_sure).collect::<Vec<Reply>>()
        };
        let plain = || {
            let rows = model.answers(*id).filter_map(|answer| model.likelihoods(*id, answer));
            rows.map(|row| lens.see(row)).collect()
        };
        let less = || tempered(model, *id).iter().map(|row| lens.see_each(row)).collect();
        let already = evidence.answered_in_tie(model, *id).next().is_some();
        Some(Ask {
            id: *id,
            cost: model.cost_of_question(*id).0,
            bit: asked_bit,
            replies: replies(if already { less() } else { plain() }),
            tempered: (earlier != 0).then(|| replies(less())),
            earlier,
            later,
        })
    };
    ids.iter()
        .enumerate()
        .filter_map(ask)
        .take(MOST_ASKS_AND_GATES)
        .collect()
}

/// The action and all that must be done before it, each after what it needs, itself last.
///
/// `None` if something it needs has been skipped or cannot be, or they are too many to look at.
fn bundle(model: &Model, evidence: &Evidence, action: ActionId) -> Option<Vec<ActionId>> {
    let waits = |id| {
        model
            .after(id)
            .iter()
            .copied()
            .filter(|before| !evidence.used_up(*before))
    };
    if waits(action).next().is_none() {
        return Some(vec![action]);
    }
    let mut wanted = Set::from([action]);
    let mut unread = vec![action];
    while let Some(id) = unread.pop() {
        for before in waits(id) {
            if evidence.outcome(before) == Some(Outcome::Skipped) {
                return None;
            }
            if wanted.insert(before) {
                unread.push(before);
            }
        }
        if wanted.len() > MOST_ACTS {
            return None;
        }
    }
    let mut ordered = Vec::with_capacity(wanted.len());
    while let Some(id) = wanted
        .iter()
        .copied()
        .find(|id| !model.after(*id).iter().any(|b| wanted.contains(b)))
    {
        wanted.remove(&id);
        ordered.push(id);
    }
    Some(ordered)
}

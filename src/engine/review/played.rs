//! What shows only where the guide is put to use: one sign at a time, and played by owners nobody can help.

use super::{Review, remark};
use crate::engine::belief::believe;
use crate::engine::evidence::{Evidence, Finding};
use crate::engine::model::{AnswerId, CauseId, Model, QuestionId};
use crate::engine::simulate::{Owners, Player, Policy, Setting};
use crate::guide::lint::Remark;

/// A sign's own cause is to be among so many likeliest once it is seen.
const IN_FRONT: usize = 2;
/// More cards than this before support are too many for an owner whose trouble nobody listed.
const MOST_CARDS: u32 = 15;
/// How many such owners are played; an odd number, so that one of them is the median.
const N_OWNERS: usize = 5;
/// How many owners are drawn at most to find them: of these, a leak of 0.01 has about 20.
const MOST_DRAWN: u64 = 2000;

impl Review<'_> {
    /// Signs that, seen alone, do not put the cause they speak most for among the first two.
    ///
    /// That is the cause with the greatest likelihood of the sign, which the mean over all causes divides alike;
    /// of equals any will do. The leak is left out on both sides: it stands for no cause that an owner could be shown.
    pub(super) fn sign_does_not_lead(&self) -> Vec<Remark> {
        let telling = self.tables.iter().filter(|table| !table.is_constant());
        let signs = telling.map(|table| table.id).filter(|id| self.model.is_sign(*id));
        signs.filter_map(|sign| self.misleads(sign)).collect()
    }

    fn misleads(&self, sign: QuestionId) -> Option<Remark> {
        let model = self.model;
        let seen = |cause: CauseId| model.likelihood(sign, AnswerId::YES, cause);
        let listed = self.listed();
        let most = listed.iter().map(|cause| seen(*cause)).fold(0.0, f64::max);
        let mut evidence = Evidence::new();
        evidence.set_finding(sign, Finding::Answer(AnswerId::YES));
        let mut ranked = believe(model, &evidence).ranked();
        ranked.retain(|(cause, _)| listed.contains(cause));
        let place = ranked.iter().position(|(cause, _)| seen(*cause) >= most)?;
        let (own, _) = ranked.get(place).filter(|_| place >= IN_FRONT)?;
        let ahead: Vec<String> = ranked
            .iter()
            .take(IN_FRONT)
            .map(|(cause, p)| format!("\"{}\" at {:.0} in 100", model.cause_name(*cause), 100.0 * p))
            .collect();
        let message = format!(
            "{}: seen alone it speaks most for cause \"{}\" (seen by {:.0} in 100 who have it), but that comes at place \
             {} after {}, expected it among the first two (a greater chance with it, or smaller ones without)",
            self.label(sign),
            model.cause_name(*own),
            100.0 * most,
            place.saturating_add(1),
            ahead.join(" and "),
        );
        Some(self.about_question("sign-does-not-lead", sign, message))
    }

    /// Owners whose cause is the leak, led by the advice, see too many cards before they get to support.
    ///
    /// `seen` is what owners meet, the slip left out. The same few owners are played each time.
    pub(super) fn hopeless_tail(&self, seen: &Model) -> Option<Remark> {
        let leak = self.model.leak()?;
        let owners = Owners::new(seen, Setting::default());
        let player = Player::new(self.model, Policy::Advice);
        let drawn = (0..MOST_DRAWN).map(|idx| owners.owner(idx));
        let hopeless = drawn.filter(|owner| owner.cause() == leak).take(N_OWNERS);
        let mut cards: Vec<u32> = hopeless
            .map(|owner| player.play(&owner))
            .map(|run| run.n_questions.saturating_add(run.n_actions))
            .collect();
        cards.sort_unstable();
        let median = *cards.get(cards.len().checked_div(2)?)?;
        let message = || {
            format!(
                "escalation: owners whose cause is \"{}\" see {median} cards before support, expected at most \
                 {MOST_CARDS} (fewer minutes of escalation, or more a card)",
                self.model.cause_name(leak)
            )
        };
        let place = || "escalation.minutes".to_owned();
        (median > MOST_CARDS).then(|| remark("hopeless-tail", place(), "escalation".into(), message()))
    }
}

//! Plays a guide against owners drawn from its own numbers, to see what its advice is worth.
//!
//! ```text
//!   Model + Setting ─Owners─▶ Owner ┐
//!                                   ├─play─▶ Run ─▶ Figures
//!   Model + Policy ──Player─────────┘
//! ```
//!
//! An [`Owner`] is one trouble with all that belongs to it: the true cause, what its owner would see and answer,
//! and what each action would do, drawn once and the same however often it is tried (persistence).
//! An owner depends on the seed and its number alone and all policies meet the same owners, so that differences
//! between policies are not blurred by the luck of the draw, and figures do not depend on threads.
//!
//! Owners are as the guide says they are, independence of answers given the cause included:
//! the figures show what the advice makes of the guide's numbers, not whether the numbers are right.

mod draw;
mod figures;
mod memo;
mod owner;
mod play;

pub use figures::{Figures, Mean, by_cause, confusion};
pub use owner::{Owner, Owners};
pub use play::{Player, Policy, Run, cause_at_end};

/// What the owners are like.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Setting {
    /// The same seed draws the same owners.
    pub seed: u64,
    /// Chance that an answer is wrong, and that a ticked sign is one that is not seen.
    pub noise: f64,
    /// Chance that a second cause is present too.
    pub second_fault: f64,
    /// How many of the signs they see owners tick at the start; with 0 they start with nothing said.
    pub most_signs: usize,
    /// Chance that one who is asked cannot tell, in place of what the guide says of each question.
    pub unsure: Option<f64>,
    /// When owners give up; never if not given.
    pub leave: Option<Leave>,
}

/// When owners give up: at each card before they act on it, or while they are at it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Leave {
    /// Chance to leave at a card.
    pub per_card: f64,
    /// Chance to leave in a minute of doing.
    pub per_minute: f64,
}

impl Default for Setting {
    fn default() -> Self {
        Self {
            seed: 1,
            noise: 0.1,
            second_fault: 0.0,
            most_signs: 3,
            unsure: None,
            leave: None,
        }
    }
}

//! The diagnosis engine: a guide and what has been reported give a belief over causes and the next step.
//!
//! ```text
//! Guide ─compile─▶ Model ┐
//!                        ├─believe─▶ Belief      (which cause, how surely)
//!               Evidence ┤─advise──▶ Advice      (what next, why, how long)
//!                        └─explain─▶ Vec<Weight> (what spoke for and against one cause)
//! ```
//!
//! Everything here is pure: no input or output, no clock, no chance but from a seed; the same guide and the same
//! evidence give the same answer natively and in the browser.
//! Only [`compile`] can fail; a [`Model`] carries the proof that its guide was sound.
//!
//! The method is decision-theoretic troubleshooting: single fault, entries independent given the cause,
//! next step by least expected cost of repair (Heckerman, Breese & Rommelse 1995, Commun. ACM 38(3);
//! Jensen et al. 2001, AI EDAM 15).

#![forbid(unsafe_code)]
// What a guide or an owner hands in must never stop the page or the tool.
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::arithmetic_side_effects
    )
)]

mod belief;
mod evidence;
mod explain;
mod foresee;
mod model;
mod moot;
mod plan;
#[cfg(not(target_arch = "wasm32"))]
mod review;
mod scaled;
#[cfg(not(target_arch = "wasm32"))]
pub mod simulate;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

pub use belief::{Belief, believe};
pub use evidence::{Entry, Evidence, Finding, Odds, Outcome, Subject};
pub use explain::{Change, Weight, explain, what_would_change};
pub use foresee::foresee;
#[cfg(not(target_arch = "wasm32"))]
pub use model::compile_unslipped;
pub use model::{ActionId, AnswerId, CauseId, Model, ModelError, Place, QuestionId, Takes, compile, compile_as_given};
pub use moot::moot;
#[cfg(not(target_arch = "wasm32"))]
pub use plan::baseline::{by_efficiency, now_or_never};
pub use plan::{Advice, Step, advise, is_open, may_advise, telling_signs};
#[cfg(not(target_arch = "wasm32"))]
pub use review::review;

//! What the engine promises, as claims: by hand on small guides, by brute force and by property on random ones.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod advice;
mod belief;
mod bound;
mod brute;
mod compile;
mod explain;
mod foresee;
mod incident;
mod invariants;
mod moot;
mod review;
mod simulate;
mod support;
mod telling;

//! Fixpath: a guided troubleshooter that runs wholly in the visitor's browser.
//!
//! ```text
//!   build time   guides/x/*.toml ─parse, lint─▶ Guide ─bundle─▶ x.en.json
//!   browser      x.en.json ─compile─▶ Model ─────────┐
//!                                                    ├─▶ Belief ─▶ Advice ─▶ view
//!                storage ◀─persist─ Progress ⊃ Evidence ─┘                     │
//!                                       ▲                                      │
//!                                       └───── record(Finding | Outcome) ◀─ click
//! ```
//!
//! The modules, in reading order; each may use those before it.

pub mod sorted;

pub mod json;

pub mod guide;

pub mod qr;

mod rank;

pub mod engine;

#[cfg(not(target_arch = "wasm32"))]
pub mod advise;

pub mod search;

pub mod progress;

#[cfg(not(target_arch = "wasm32"))]
pub mod replay;

pub mod agenda;

pub mod calendar;

pub mod incident;

pub mod words;

pub mod report;

#[cfg(feature = "page")]
pub mod ui;

#[cfg(feature = "ssr")]
pub mod prerender;

#[cfg(feature = "csr")]
pub mod embed;

/// Does nothing, and lets the linker keep what scripts call by name.
#[cfg(feature = "csr")]
pub fn keep_exports() {}

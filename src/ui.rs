//! The page: one component per file, [`app`] on top.
//!
//! Components take plain data or signals, and callbacks; `app.rs` alone owns the state, which `state.rs` derives from the one `Progress`.

/// False where the page is made as text, on the machine that builds it: no browser is there to ask.
pub const IN_BROWSER: bool = cfg!(target_arch = "wasm32");

mod action_card;
mod ahead;
pub mod app;
mod arrival;
mod bar;
mod begin;
mod card;
mod carry;
mod causes;
mod chain;
mod code_form;
mod contacts;
mod continue_card;
mod copy;
mod countdown;
pub mod crash;
pub mod desk;
mod document;
mod draft;
mod explanation;
mod failure;
mod faq;
mod fixed;
mod focus;
mod footer;
pub mod format;
pub(crate) mod handler;
mod handover;
mod history;
mod hits;
pub mod host;
mod host_support;
mod icon;
mod incident;
mod languages;
mod later;
mod live;
pub mod load;
mod making;
mod next_thing;
mod notices;
mod page;
mod platform;
mod press_guard;
mod prevention;
#[cfg(feature = "ssr")]
pub mod printed;
mod prose;
mod put_off;
mod question_card;
mod reasons;
mod reminder;
mod remote;
mod report_acts;
mod shown;
pub mod source;
mod speak;
mod start;
pub mod state;
mod takeover;
mod timeline;
mod turns;
mod waits;
mod whereabouts;
mod worth;

pub use begin::begin;
pub use crash::set_ready;

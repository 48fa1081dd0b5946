//! The page: one component per file, [`app`] on top.
//!
//! Components take plain data or signals, and callbacks; `app.rs` alone owns the state, which `state.rs` derives from the one `Progress`.

mod action_card;
mod app;
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
mod crash;
mod desk;
mod document;
mod draft;
mod explanation;
mod failure;
mod faq;
mod fixed;
mod focus;
mod footer;
mod format;
mod handover;
mod history;
mod hits;
mod icon;
mod incident;
mod languages;
mod later;
mod live;
mod load;
mod next_thing;
mod notices;
mod platform;
mod prevention;
mod prose;
mod put_off;
mod question_card;
mod reasons;
mod reminder;
mod report_acts;
mod source;
mod speak;
mod start;
mod state;
mod timeline;
mod turns;
mod waits;
mod whereabouts;

pub use begin::begin;
pub use crash::{set_ready, watch_for_crashes};

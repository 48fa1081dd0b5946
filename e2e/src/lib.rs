//! What a person can do and see on the page, over WebDriver, in every supported browser.
//!
//! `states` leads through all states of the page; `support` holds what the scenarios in `tests/e2e` share; `cargo xtask test e2e` sets the stage and runs them.

pub mod states;
pub mod support;

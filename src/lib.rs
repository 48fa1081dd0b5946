//! Fixpath: a guided troubleshooter that runs wholly in the visitor's browser.

pub mod engine;
pub mod guide;

//! Cases of a small guide, and the ways in which a case can be wrong.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::collections::BTreeMap;

use super::*;
use crate::guide::bundle;

fn shipped() -> (Guide, Vec<Texts>) {
    todo!()
}

//! One probability per cause: the same for most causes, and those that differ.

use super::CauseId;

/// One probability per cause.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::engine) struct Row {
    /// What holds for the causes that are not listed.
    rest: f64,
    /// The causes that differ, in file order.
    listed: Vec<(CauseId, f64)>,
}

impl Row {
    /// `listed` comes in file order, each cause once.
    pub(super) fn new(rest: f64, listed: impl IntoIterator<Item = (CauseId, f64)>) -> Self {
        Self {
            rest,
            listed: listed.into_iter().filter(|(_, p)| *p != rest).collect(),
        }
    }

    pub(in crate::engine) fn at(&self, cause: CauseId) -> f64 {
        match self.listed.binary_search_by_key(&cause, |(listed, _)| *listed) {
            Ok(i) => self.listed.get(i).map_or(self.rest, |(_, p)| *p),
            Err(_) => self.rest,
        }
    }

    /// What holds for the causes that are not listed.
    pub(in crate::engine) fn rest(&self) -> f64 {
        self.rest
    }

    /// The causes that differ, in file order.
    pub(in crate::engine) fn listed(&self) -> &[(CauseId, f64)] {
        &self.listed
    }

    /// Writes one probability per cause.
    pub(in crate::engine) fn write(&self, numbers: &mut [f64]) {
        numbers.fill(self.rest);
        for (cause, p) in &self.listed {
            if let Some(number) = numbers.get_mut(cause.index()) {
                *number = *p;
            }
        }
    }
}

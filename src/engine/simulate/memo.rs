//! Steps already decided, shared by all threads.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Mutex, PoisonError};

use crate::engine::evidence::{Entry, Evidence};
use crate::engine::plan::Step;

/// Threads that decide on different evidence seldom wait for each other.
const N_SHARDS: usize = 64;
/// Most steps kept in each shard, about 200 MB in all; what comes later is decided anew each time.
const MOST_PER_SHARD: usize = 1 << 14;

/// The step decided on for each evidence met so far.
///
/// It saves time and changes nothing: a decision depends on the evidence alone.
pub(super) struct Memo(Vec<Shard>);

type Shard = Mutex<HashMap<Box<[Entry]>, Step>>;

impl Memo {
    pub(super) fn new() -> Self {
        Self((0..N_SHARDS).map(|_| Shard::default()).collect())
    }

    /// The step for this evidence, decided now if it is new.
    pub(super) fn step(&self, evidence: &Evidence, decide: impl FnOnce() -> Step) -> Step {
        let key: Box<[Entry]> = evidence.iter().collect();
        let Some(shard) = self.shard(&key) else { return decide() };
        let known = |shard: &Shard| shard.lock().unwrap_or_else(PoisonError::into_inner).get(&key).copied();
        if let Some(step) = known(shard) {
            return step;
        }
        // Not under the lock: two threads may decide the same, which is a little work lost.
        let step = decide();
        let mut shard = shard.lock().unwrap_or_else(PoisonError::into_inner);
        if shard.len() < MOST_PER_SHARD {
            shard.insert(key, step);
        }
        step
    }

    fn shard(&self, key: &[Entry]) -> Option<&Shard> {
        let mut hasher = DefaultHasher::new();
        key.hash(&mut hasher);
        let n = u64::try_from(self.0.len()).ok()?;
        let at = hasher.finish().checked_rem(n)?;
        self.0.get(usize::try_from(at).ok()?)
    }
}

//! Has everything go wrong: random acts, a browser that is killed, a clock that jumps, storage that fails.
//!
//! `cargo xtask robust` runs this at full length.

use e2e::support::Scenario;

mod act_at_random;
mod keep_all;
mod lose_power;
mod meet_faults;

pub fn scenarios() -> Vec<Scenario> {
    [
        act_at_random::scenarios(),
        keep_all::scenarios(),
        lose_power::scenarios(),
        meet_faults::scenarios(),
    ]
    .concat()
}

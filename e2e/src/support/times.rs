//! How long scenarios took, for those who want the whole to be quick.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use super::browser::Browser;

/// How many of the slowest are named.
const NAMED: usize = 15;

static TIMES: Mutex<Vec<(Browser, &str, Duration)>> = Mutex::new(Vec::new());

/// Remembers how long a scenario took in a browser.
pub fn add(browser: Browser, name: &'static str, time: Duration) {
    TIMES
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .push((browser, name, time));
}

/// A line for each browser and for each of the slowest scenarios.
pub fn told() -> Vec<String> {
    let mut times = TIMES.lock().unwrap_or_else(PoisonError::into_inner).clone();
    times.sort_by_key(|(_, _, time)| std::cmp::Reverse(*time));
    let sum = |of: Browser| {
        let mine = times.iter().filter(|(browser, ..)| *browser == of);
        let (n, all) = mine.fold((0, Duration::ZERO), |(n, all), (_, _, time)| (n + 1, all + *time));
        format!("{:6.0} s  {n} scenarios in {}", all.as_secs_f64(), of.name())
    };
    let browsers = Browser::ALL
        .into_iter()
        .filter(|of| times.iter().any(|(browser, ..)| browser == of));
    let slowest = times.iter().take(NAMED);
    let slowest =
        slowest.map(|(browser, name, time)| format!("{:6.0} s  {}::{name}", time.as_secs_f64(), browser.name()));
    browsers.map(sum).chain(slowest).collect()
}

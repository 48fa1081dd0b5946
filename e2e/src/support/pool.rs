//! Browsers that have played a scenario and can play another: to start one takes as long as a short scenario does.
//!
//! Each scenario gets an empty tab and sites at ports of their own, hence origins of which the browser has never heard:
//! what a page keeps, its worker and its caches belong to the origin, so the next person is a stranger to it.

use std::sync::Mutex;

use anyhow::Result;

use super::browser::{Browser, Session, Theme};
use super::env::Env;
use super::site::lock;

/// How many scenarios one browser plays at most.
const MOST: u32 = 20;

/// With how many they have played.
static IDLE: Mutex<Vec<(Session, u32)>> = Mutex::new(Vec::new());

/// A browser from the pool, or a new one, with the number of scenarios it has played.
pub async fn take(env: &Env, browser: Browser, theme: Theme) -> Result<(Session, u32)> {
    let (found, others) = {
        let mut idle = lock(&IDLE);
        match idle.iter().position(|(session, _)| session.is(browser, theme)) {
            Some(at) => (Some(idle.swap_remove(at)), Vec::new()),
            // Of another kind, which the scenarios to come will hardly ask for.
            None => (None, std::mem::take(&mut *idle)),
        }
    };
    end_all(others).await;
    match found {
        Some(found) => Ok(found),
        None => Ok((Session::start(env, browser, theme).await?, 0)),
    }
}

/// Keeps a browser after a scenario that ended well, unless it has played enough or does not come to rest.
pub async fn give_back(session: Session, n_played: u32) -> Result<()> {
    if n_played < MOST && session.clear().await.is_ok() {
        lock(&IDLE).push((session, n_played));
        return Ok(());
    }
    session.kill().await
}

/// Ends all browsers that nobody uses.
pub async fn end() {
    let idle = std::mem::take(&mut *lock(&IDLE));
    end_all(idle).await;
}

async fn end_all(sessions: Vec<(Session, u32)>) {
    for (session, _) in sessions {
        // One that has died meanwhile has nothing to end.
        let _ = session.kill().await;
    }
}

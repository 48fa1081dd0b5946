//! The only file that touches browser storage.
//!
//! Storage is probed before each use, because `gloo_storage` throws where the browser refuses it
//! (sandboxed frames, blocked cookies). Where it is refused or full the page goes on from memory.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use gloo_storage::{LocalStorage, Storage};
use leptos::ev;
use leptos::prelude::*;

use crate::guide::Id;
use crate::progress::{Progress, ReadError};

const PREFIX: &str = "fixpath:";
const LANGUAGE: &str = "fixpath:language";

/// Why progress is not kept on this device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotKept {
    /// The browser does not allow storage here.
    Refused,
    /// The storage has no room, or failed for a reason it does not say.
    Full,
}

/// Reads what is kept for a guide.
///
/// A record that cannot be read is moved under a key of its own, so that nothing is lost and the page goes on.
pub fn load(guide: &Id) -> (Option<Progress>, Option<ReadError>) {
    let Some(text) = read(&progress_key(guide)) else {
        return (None, None);
    };
    match Progress::read(&text, guide) {
        Ok(progress) => (Some(progress), None),
        Err(error) => {
            set_aside(guide, &text);
            (None, Some(error))
        }
    }
}

/// Keeps `progress` after each change, and says in `not_kept` when that is not possible.
///
/// That is done in a task of its own, so that the page answers first; at the latest when the page is left.
/// Progress without anything in it is not written, so that a deleted record stays deleted.
pub fn persist(progress: RwSignal<Progress>, not_kept: RwSignal<Option<NotKept>>) {
    let is_due = Rc::new(Cell::new(false));
    let due = is_due.clone();
    let keep = move || {
        if !due.take() {
            return;
        }
        // Without a record the page shows another guide by now.
        let Some(problem) = progress.try_with_untracked(|progress| save(progress).err()) else {
            return;
        };
        if not_kept.get_untracked() != problem {
            not_kept.set(problem);
        }
    };
    let later = keep.clone();
    Effect::new(move |_| {
        progress.track();
        is_due.set(true);
        set_timeout(later.clone(), Duration::ZERO);
    });
    let handle = window_event_listener(ev::pagehide, move |_| keep());
    on_cleanup(move || handle.remove());
}

/// Takes over what other tabs write for the same guide.
pub fn follow(progress: RwSignal<Progress>) {
    let handle = window_event_listener(ev::storage, move |event| {
        let (guide, revision) = progress.with_untracked(|progress| (progress.guide.clone(), progress.revision.clone()));
        if event.key().is_some_and(|key| key != progress_key(&guide)) {
            return;
        }
        let theirs = match event.key().and_then(|_| event.new_value()) {
            None => Progress::new(guide, revision),
            // Rubbish from elsewhere is no reason to lose what this tab holds.
            Some(text) => match Progress::read(&text, &guide) {
                Ok(theirs) => theirs,
                Err(_) => return,
            },
        };
        if progress.with_untracked(|ours| *ours != theirs) {
            progress.set(theirs);
        }
    });
    on_cleanup(move || handle.remove());
}

/// The language that was chosen on this device.
pub fn language() -> Option<String> {
    read(LANGUAGE)
}

/// Keeps the language that was chosen; where nothing can be kept it holds until the page is closed.
pub fn keep_language(locale: &str) {
    if let Some(storage) = probe() {
        // A full storage loses the choice and nothing else.
        let _ = storage.set_item(LANGUAGE, locale);
    }
}

/// Deletes everything that this program keeps on this device, for all guides.
pub fn delete_all() {
    let Some(storage) = probe() else { return };
    let n_keys = storage.length().unwrap_or_default();
    let keys: Vec<String> = (0..n_keys)
        .filter_map(|place| storage.key(place).ok().flatten())
        .collect();
    for key in keys.iter().filter(|key| key.starts_with(PREFIX)) {
        LocalStorage::delete(key);
    }
}

/// Called in two places, and not worth two copies.
#[inline(never)]
fn save(progress: &Progress) -> Result<(), NotKept> {
    probe().ok_or(NotKept::Refused)?;
    let key = progress_key(&progress.guide);
    // What cannot be read is never written over, wherever it came from.
    let unreadable = read(&key).filter(|text| Progress::read(text, &progress.guide).is_err());
    if unreadable.is_some_and(|text| !set_aside(&progress.guide, &text)) {
        return Err(NotKept::Full);
    }
    if progress.is_pristine() {
        LocalStorage::delete(key);
        return Ok(());
    }
    LocalStorage::set(key, progress).map_err(|_| NotKept::Full)
}

/// Moves an unreadable record under a key of its own; false if there is no room, and then it stays where it is.
fn set_aside(guide: &Id, text: &str) -> bool {
    let Some(storage) = probe() else { return false };
    let key = progress_key(guide);
    let free = (1..)
        .map(|n| format!("{PREFIX}set-aside:{guide}:{n}"))
        .find(|key| read(key).is_none());
    // Taken out first, because there may be room for one copy only.
    LocalStorage::delete(&key);
    let moved = free.is_some_and(|free| storage.set_item(&free, text).is_ok());
    if !moved {
        // It fitted a moment ago.
        let _ = storage.set_item(&key, text);
    }
    moved
}

fn progress_key(guide: &Id) -> String {
    format!("{PREFIX}progress:{guide}")
}

fn read(key: &str) -> Option<String> {
    probe()?.get_item(key).ok().flatten()
}

/// The storage, where the browser hands it out.
fn probe() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

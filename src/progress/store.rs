//! The only place that touches browser storage: local storage here, its [`copies`] in IndexedDB.
//!
//! Storage is asked for before each use, because `gloo_storage` throws where the browser refuses it
//! (sandboxed frames, blocked cookies).
//! Where it is refused or full the page goes on from memory.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use gloo_storage::{LocalStorage, SessionStorage, Storage};
use leptos::ev;
use leptos::prelude::*;
use send_wrapper::SendWrapper;

use crate::guide::Id;
use crate::progress::{Progress, ReadError};

mod copies;

/// Where things are kept on this device, and under which names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Store {
    /// How long the browser keeps it.
    pub kind: Kind,
    /// What every name begins with, before a colon.
    pub key: String,
    /// True where records are copied too ([`copies`]), for a browser that ends before they are on the disk.
    /// Not in somebody else's page, which may clear local storage when its visitor signs out.
    pub has_copies: bool,
}

/// How long things are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Until they are deleted.
    Local,
    /// Until the tab is closed.
    Session,
    /// Not at all: the host does not want it.
    None,
}

/// Why progress is not kept on this device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotKept {
    /// The browser does not allow storage here.
    Refused,
    /// The storage has no room, or failed for a reason it does not say.
    Full,
    /// The host of the page does not want it.
    Unwanted,
}

/// What the page of our own uses.
impl Default for Store {
    fn default() -> Self {
        Self {
            kind: Kind::Local,
            key: "fixpath".to_owned(),
            has_copies: true,
        }
    }
}

/// Keeps `progress` after each change, says in `not_kept` when that is not possible, and takes over what other tabs
/// write for the same guide.
///
/// That is done in a task of its own, so that the page answers first; at the latest when the tab is left, for one in the
/// background may wait long for its tasks. Progress without anything in it is not written, so that a deleted record
/// stays deleted.
pub fn persist(store: Signal<Store>, progress: RwSignal<Progress>, not_kept: RwSignal<Option<NotKept>>) {
    let is_due = Rc::new(Cell::new(false));
    let due = is_due.clone();
    let keep = move || {
        if !due.take() {
            return;
        }
        let save = |store: &Store| progress.try_with_untracked(|progress| store.save(progress).err());
        // Without a record the page shows another guide by now.
        let Some(problem) = store.try_with_untracked(save).flatten() else {
            return;
        };
        if not_kept.get_untracked() != problem {
            not_kept.set(problem);
        }
    };
    let is_theirs = Rc::new(Cell::new(false));
    follow(store, progress, is_theirs.clone(), is_due.clone());
    let later = keep.clone();
    Effect::new(move |earlier: Option<()>| {
        progress.track();
        store.track();
        // What another tab wrote is kept. By the time it was written again that tab may have gone on.
        is_due.set(!is_theirs.take());
        match earlier {
            // Neither may another tab come in between reading and writing.
            None => later(),
            Some(()) => set_timeout(later.clone(), Duration::ZERO),
        }
    });
    let leaving = SendWrapper::new(keep.clone());
    let left = keep.clone();
    let handles = [
        window_event_listener(ev::visibilitychange, move |_| left()),
        window_event_listener(ev::pagehide, move |_| keep()),
    ];
    on_cleanup(move || {
        for handle in handles {
            handle.remove();
        }
        // It may leave a page that stays.
        leaving();
    });
}

/// Takes over what other tabs write for the same guide, and says so in `is_theirs`; not while something of our own
/// `is_due`, which they will take over.
fn follow(store: Signal<Store>, progress: RwSignal<Progress>, is_theirs: Rc<Cell<bool>>, is_due: Rc<Cell<bool>>) {
    let handle = window_event_listener(ev::storage, move |event| {
        let (guide, revision) = progress.with_untracked(|progress| (progress.guide.clone(), progress.revision.clone()));
        let kept = store.with_untracked(|store| {
            let key = store.progress_key(&guide);
            let is_ours = store.kind == Kind::Local && event.key().is_none_or(|told| told == key);
            // What is told may be old by now: this tab may have written while it was on its way.
            is_ours.then(|| store.read(&key))
        });
        let Some(kept) = kept.filter(|_| !is_due.get()) else {
            return;
        };
        let theirs = match kept {
            None => Progress::new(guide, revision),
            // Rubbish from elsewhere is no reason to lose what this tab holds.
            Some(text) => match Progress::read(&text, &guide) {
                Ok(theirs) => theirs,
                Err(_) => return,
            },
        };
        if progress.with_untracked(|ours| *ours != theirs) {
            is_theirs.set(true);
            progress.set(theirs);
        }
    });
    on_cleanup(move || handle.remove());
}

impl Store {
    /// Reads what is kept for a guide.
    ///
    /// A record that cannot be read is moved under a key of its own, so that nothing is lost and the page goes on.
    pub fn load(&self, guide: &Id) -> (Option<Progress>, Option<ReadError>) {
        let Some(text) = self.read(&self.progress_key(guide)) else {
            return (None, None);
        };
        match Progress::read(&text, guide) {
            Ok(progress) => (Some(progress), None),
            Err(error) => {
                self.set_aside(guide, &text);
                (None, Some(error))
            }
        }
    }

    /// The language that was chosen on this device.
    pub fn language(&self) -> Option<String> {
        self.read(&self.language_key())
    }

    /// Keeps the language that was chosen; where nothing can be kept it holds until the page is closed.
    pub fn keep_language(&self, locale: &str) {
        if let Some(storage) = self.probe() {
            // A full storage loses the choice and nothing else.
            let _ = storage.set_item(&self.language_key(), locale);
        }
    }

    /// Deletes everything that this program keeps here, for all guides.
    pub fn delete_all(&self) {
        self.delete_copies();
        let Some(storage) = self.probe() else { return };
        let n_keys = storage.length().unwrap_or_default();
        let keys: Vec<String> = (0..n_keys)
            .filter_map(|place| storage.key(place).ok().flatten())
            .collect();
        let prefix = format!("{}:", self.key);
        for key in keys.iter().filter(|key| key.starts_with(&prefix)) {
            delete(&storage, key);
        }
    }

    /// Deletes what is kept for one guide.
    pub fn delete(&self, guide: &Id) {
        let key = self.progress_key(guide);
        if let Some(storage) = self.probe() {
            delete(&storage, &key);
        }
        self.delete_copy(key);
    }

    /// Called in two places, and not worth two copies.
    #[inline(never)]
    fn save(&self, progress: &Progress) -> Result<(), NotKept> {
        if self.kind == Kind::None {
            return Err(NotKept::Unwanted);
        }
        let storage = self.probe().ok_or(NotKept::Refused)?;
        let key = self.progress_key(&progress.guide);
        // What cannot be read is never written over, wherever it came from.
        let kept = self.read(&key);
        let unreadable = kept
            .as_ref()
            .filter(|text| Progress::read(text, &progress.guide).is_err());
        if unreadable.is_some_and(|text| !self.set_aside(&progress.guide, text)) {
            return Err(NotKept::Full);
        }
        if progress.is_pristine() {
            delete(&storage, &key);
            if kept.is_some() {
                self.delete_copy(key);
            }
            return Ok(());
        }
        let record = progress.to_json();
        storage.set_item(&key, &record).map_err(|_| NotKept::Full)?;
        self.copy(key, kept, record);
        Ok(())
    }

    /// Moves an unreadable record under a key of its own; false if there is no room, and then it stays where it is.
    fn set_aside(&self, guide: &Id, text: &str) -> bool {
        let Some(storage) = self.probe() else { return false };
        let key = self.progress_key(guide);
        let free = (1..)
            .map(|n| format!("{}:set-aside:{guide}:{n}", self.key))
            .find(|key| self.read(key).is_none());
        // Taken out first, because there may be room for one copy only.
        delete(&storage, &key);
        let moved = free.is_some_and(|free| storage.set_item(&free, text).is_ok());
        if !moved {
            // It fitted a moment ago.
            let _ = storage.set_item(&key, text);
        }
        moved
    }

    fn progress_key(&self, guide: &Id) -> String {
        format!("{}:progress:{guide}", self.key)
    }

    fn language_key(&self) -> String {
        format!("{}:language", self.key)
    }

    fn read(&self, key: &str) -> Option<String> {
        self.probe()?.get_item(key).ok().flatten()
    }

    /// The storage, where the browser hands it out.
    fn probe(&self) -> Option<web_sys::Storage> {
        let (asked, storage): (_, fn() -> web_sys::Storage) = match self.kind {
            Kind::Local => (window().local_storage(), LocalStorage::raw),
            Kind::Session => (window().session_storage(), SessionStorage::raw),
            Kind::None => return None,
        };
        asked.ok().flatten().map(|_| storage())
    }
}

fn delete(storage: &web_sys::Storage, key: &str) {
    // Where the browser forbids even this, there is nothing more to do.
    let _ = storage.remove_item(key);
}

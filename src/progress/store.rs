//! The only place that touches browser storage: local storage here, its [`copies`] in IndexedDB.
//!
//! Storage is asked for before each use, because `gloo_storage` throws where the browser refuses it
//! (sandboxed frames, blocked cookies).
//! Where it is refused or full the page goes on from memory.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use gloo_storage::{LocalStorage, SessionStorage, Storage};
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use web_sys::StorageEvent;

use crate::guide::Id;
use crate::progress::copy::{Met, meet};
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
/// write for the same guide; calls `on_aside` when something else was found and set aside.
///
/// That is done in a task of its own, so that the page answers first; at the latest when the tab is left, for one in the
/// background may wait long for its tasks, and not before the copy was read that may be newer. Progress without anything
/// in it is not written, so that a deleted record stays deleted.
pub fn persist(
    store: Signal<Store>,
    progress: RwSignal<Progress>,
    not_kept: RwSignal<Option<NotKept>>,
    on_aside: Callback<()>,
) {
    let tab = Rc::new(Tab {
        // One of four billion: two of the tabs that a record knows hardly share it.
        name: Id(format!("{:x}", (js_sys::Math::random() * f64::from(u32::MAX)) as u32)),
        store,
        progress,
        not_kept,
        on_aside,
        base: RefCell::new(progress.get_untracked()),
        is_due: Cell::new(false),
        is_theirs: Cell::new(false),
    });
    let late = tab.clone();
    copies::once_read(move || late.look_at_copy());
    let (changed, hearing, left, leaving) = (tab.clone(), tab.clone(), tab.clone(), SendWrapper::new(tab.clone()));
    let keep: Box<dyn FnMut(Option<()>)> = Box::new(move |earlier: Option<()>| {
        progress.track();
        store.track();
        // What another tab wrote is kept. By the time it was written again that tab may have gone on.
        changed.is_due.set(!changed.is_theirs.take());
        match earlier {
            // Neither may another tab come in between reading and writing.
            None => changed.keep(false),
            Some(()) => {
                let later = changed.clone();
                let keep: Box<dyn FnOnce()> = Box::new(move || later.keep(false));
                set_timeout(keep, Duration::ZERO);
            }
        }
    });
    Effect::new(keep);
    let hear = move |event: web_sys::Event| hearing.hear(event.unchecked_ref::<StorageEvent>().key().as_deref());
    let listeners: [Listener; 3] = [
        ("visibilitychange", Box::new(move |_| left.keep(true))),
        ("pagehide", Box::new(move |_| tab.keep(true))),
        ("storage", Box::new(hear)),
    ];
    let handles = listeners.map(|(event, listener)| window_event_listener_untyped(event, listener));
    on_cleanup(move || {
        for handle in handles {
            handle.remove();
        }
        // It may leave a page that stays.
        leaving.keep(true);
    });
}

/// The name of an event of the window, and what happens then.
type Listener = (&'static str, Box<dyn Fn(web_sys::Event)>);

/// What one tab shows of one guide, and what it knows of what is kept.
struct Tab {
    name: Id,
    store: Signal<Store>,
    progress: RwSignal<Progress>,
    not_kept: RwSignal<Option<NotKept>>,
    on_aside: Callback<()>,
    /// What it found kept, or kept itself last.
    base: RefCell<Progress>,
    is_due: Cell<bool>,
    /// The change that is on its way to being kept was made by another tab, which has kept it.
    is_theirs: Cell<bool>,
}

impl Tab {
    fn keep(&self, is_leaving: bool) {
        if (copies::is_reading() && !is_leaving) || !self.is_due.take() {
            return;
        }
        let save = |store: &Store| {
            let save = |ours: &Progress| store.save(ours, &self.base.borrow(), &self.name);
            self.progress.try_with_untracked(save)
        };
        // Without a record the page shows another guide by now.
        let Some(kept) = self.store.try_with_untracked(save).flatten() else {
            return;
        };
        let problem = kept.as_ref().err().copied();
        if self.not_kept.get_untracked() != problem {
            self.not_kept.set(problem);
        }
        if let Ok(met) = kept {
            self.go_on(met);
        }
    }

    /// Goes on with what is kept.
    fn go_on(&self, met: Met) {
        let Met { stays, aside } = met;
        // What a copy that comes late comes from is known by what was kept before it.
        if !copies::is_reading() {
            self.base.replace(stays.clone());
        }
        if self.progress.with_untracked(|ours| *ours == stays) {
            self.progress.update_untracked(|ours| ours.writes = stays.writes);
        } else {
            self.is_theirs.set(true);
            self.progress.set(stays);
        }
        if aside.is_some() {
            self.on_aside.run(());
        }
    }

    /// Takes over what another tab wrote; not while something of our own is due, which will meet it.
    fn hear(&self, told: Option<&str>) {
        let ours = self.progress.get_untracked();
        let look = |store: &Store| {
            let key = store.progress_key(&ours.guide);
            let is_meant = store.kind == Kind::Local && told.is_none_or(|told| told == key);
            if !is_meant || self.is_due.get() {
                return None;
            }
            // What is told may be old by now: this tab may have written while it was on its way.
            let Some(text) = store.read(&key) else {
                let stays = Progress::new(ours.guide.clone(), ours.revision.clone());
                return Some((Met { stays, aside: None }, false));
            };
            // Rubbish from elsewhere is no reason to lose what this tab holds.
            let theirs = Progress::read(&text, &ours.guide).ok()?;
            let is_other = theirs != ours;
            let met = store.meet(&ours, theirs, &ours).ok()?;
            let is_ours = is_other && met.stays == ours;
            Some((met, is_ours))
        };
        if let Some((met, is_ours)) = self.store.with_untracked(look) {
            self.go_on(met);
            // Else what is kept is not what goes on.
            self.is_due.set(is_ours);
            self.keep(false);
        }
    }

    /// Takes over what the copy holds that came late, and writes what was held back for it.
    fn look_at_copy(&self) {
        let look = |store: &Store| {
            let ours = self.progress.try_get_untracked()?;
            let text = copies::found()?;
            match Progress::read(&text, &ours.guide) {
                // Without room it stays where it is.
                Ok(theirs) => store.meet(&ours, theirs, &self.base.borrow()).ok(),
                Err(_) => {
                    store.set_aside(&ours.guide, &text);
                    None
                }
            }
        };
        if let Some(met) = self.store.try_with_untracked(look).flatten() {
            self.go_on(met);
        }
        self.is_due.set(true);
        self.keep(false);
    }
}

impl Store {
    /// Reads what is kept for a guide: of it and its copy, if that was read, what goes on.
    ///
    /// A record that cannot be read is moved under a key of its own, so that nothing is lost and the page goes on.
    pub fn load(&self, guide: &Id) -> (Option<Progress>, Option<ReadError>) {
        let mut unreadable = None;
        let mut read = |text: String| match Progress::read(&text, guide) {
            Ok(progress) => Some(progress),
            Err(error) => {
                self.set_aside(guide, &text);
                unreadable = Some(error);
                None
            }
        };
        let copy = if self.has_copies { copies::found() } else { None };
        let kept = self.read(&self.progress_key(guide));
        // Nothing is no record where there is one.
        let kept = kept
            .filter(|kept| copy.is_none() || !kept.is_empty())
            .and_then(&mut read);
        let copy = copy.and_then(read);
        let found = match (kept, copy) {
            (Some(kept), Some(copy)) => {
                if !copy.has_seen(&kept) {
                    self.copy(guide);
                }
                // Without room for the other, both stay where they are.
                Some(self.meet(&kept, copy, &kept).map_or(kept, |met| met.stays))
            }
            (kept, copy) => kept.or(copy),
        };
        (found, unreadable)
    }

    /// What was set aside when something else went on, and has not been looked at; under which key.
    pub fn aside(&self, guide: &Id) -> Option<(String, Progress)> {
        let keys = (1..).map(|n| self.aside_key(guide, n));
        let held = keys.map_while(|key| self.read(&key).map(|text| (key, text)));
        let (key, text) = held.last()?;
        Some((key, Progress::read(&text, guide).ok()?))
    }

    /// Forgets what was set aside under `key`: the owner has decided.
    pub fn drop_aside(&self, key: &str) {
        if let Some(storage) = self.probe() {
            delete(&storage, key);
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
        self.drop_aside(&self.progress_key(guide));
        self.copy(guide);
    }

    /// Keeps `ours` as `tab`, together with what others kept since `base`; gives what is kept then.
    fn save(&self, ours: &Progress, base: &Progress, tab: &Id) -> Result<Met, NotKept> {
        if self.kind == Kind::None {
            return Err(NotKept::Unwanted);
        }
        let storage = self.probe().ok_or(NotKept::Refused)?;
        let guide = &ours.guide;
        let key = self.progress_key(guide);
        let kept = self.read(&key);
        let mut met = Met {
            stays: ours.clone(),
            aside: None,
        };
        if let Some(text) = &kept {
            match Progress::read(text, guide) {
                Ok(theirs) if theirs == *ours && theirs.writes.are(&ours.writes) => return Ok(met),
                Ok(theirs) => met = self.meet(ours, theirs, base)?,
                // What cannot be read is never written over, wherever it came from.
                Err(_) if self.set_aside(guide, text) => {}
                Err(_) => return Err(NotKept::Full),
            }
        }
        if met.stays.is_pristine() {
            delete(&storage, &key);
            if kept.is_none() {
                return Ok(met);
            }
        } else {
            met.stays.writes.add(tab);
            storage
                .set_item(&key, &met.stays.to_json())
                .map_err(|_| NotKept::Full)?;
        }
        self.copy(guide);
        Ok(met)
    }

    /// Brings `ours` together with `theirs`; what does not go on is set aside, and without room for it nothing is done.
    fn meet(&self, ours: &Progress, theirs: Progress, base: &Progress) -> Result<Met, NotKept> {
        let met = meet(ours, theirs, base);
        let aside = met.aside.as_ref().map(Progress::to_json);
        let is_safe = aside.is_none_or(|text| {
            let is_free = |key: &String| self.read(key).is_none_or(|held| held == text);
            let free = (1..).map(|n| self.aside_key(&ours.guide, n)).find(is_free);
            let place = free.zip(self.probe());
            place.is_some_and(|(free, storage)| storage.set_item(&free, &text).is_ok())
        });
        is_safe.then_some(met).ok_or(NotKept::Full)
    }

    /// Moves an unreadable record under a key of its own; false if there is no room, and then it stays where it is.
    fn set_aside(&self, guide: &Id, text: &str) -> bool {
        let Some(storage) = self.probe() else { return false };
        let key = self.progress_key(guide);
        let is_kept = self.read(&key).as_deref() == Some(text);
        let free = (1..)
            .map(|n| format!("{}:set-aside:{guide}:{n}", self.key))
            .find(|key| self.read(key).is_none_or(|held| held == text));
        // Taken out first, because there may be room for one copy only.
        if is_kept {
            delete(&storage, &key);
        }
        let moved = free.is_some_and(|free| storage.set_item(&free, text).is_ok());
        if is_kept && !moved {
            // It fitted a moment ago.
            let _ = storage.set_item(&key, text);
        }
        moved
    }

    fn aside_key(&self, guide: &Id, n: u32) -> String {
        format!("{}:aside:{guide}:{n}", self.key)
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

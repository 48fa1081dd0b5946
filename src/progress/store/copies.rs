//! A second copy of each record in IndexedDB.
//!
//! Browsers put it on the disk at once, while they hold local storage back for some seconds: one that is killed
//! before has the older record next time, or none. Where there is no IndexedDB, local storage is all there is.

use std::cell::{Cell, RefCell};

use js_sys::Promise;
use leptos::prelude::window;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{IdbDatabase, IdbObjectStore, IdbRequest, IdbTransactionMode};

use super::Store;
use crate::guide::Id;
use crate::progress::Progress;
use crate::progress::copy::{copied, record};

const DATABASE: &str = "fixpath";
const RECORDS: &str = "records";

thread_local! {
    /// The copy that is being read. Until then nothing is written that could take its place.
    static READING: RefCell<Option<Promise>> = const { RefCell::new(None) };
    /// The record of the copy that was read and is not looked at yet.
    static FOUND: Cell<Option<String>> = const { Cell::new(None) };
    /// The change that was asked for last, and how many were.
    static LAST: RefCell<(Option<Promise>, u32)> = const { RefCell::new((None, 0)) };
}

impl Store {
    /// Opens the copies early, for that takes a while; the promise holds them, or nothing where there are none.
    pub fn open_copies(&self) -> Option<Promise> {
        let opened = async { Ok(open().await.map_or(JsValue::NULL, JsValue::from)) };
        self.has_copies.then(|| future_to_promise(opened))
    }

    /// Reads the copy of a record, for [`Store::load`] to look at, or for [`persist`](super::persist) if that comes
    /// too early; the promise holds nothing.
    pub fn read_copy(&self, copies: Promise, guide: &Id) -> Promise {
        let key = self.progress_key(guide);
        let read = future_to_promise(async move {
            let found = find(copies, &key).await;
            // Else all was deleted meanwhile.
            if READING.take().is_some() {
                FOUND.set(found.ok().flatten());
            }
            Ok(JsValue::UNDEFINED)
        });
        READING.set(Some(read.clone()));
        read
    }

    /// Makes the copy what is kept by now.
    pub(super) fn copy(&self, guide: &Id) {
        self.change(Some(guide.clone()));
    }

    /// Deletes all copies.
    pub(super) fn delete_copies(&self) {
        READING.take();
        FOUND.take();
        self.change(None);
    }

    /// Changes the copy of one guide's record, or deletes all; after what was asked for before, however long that takes.
    fn change(&self, guide: Option<Id>) {
        if !self.has_copies {
            return;
        }
        let store = self.clone();
        LAST.with_borrow_mut(|(last, n)| {
            let before = last.take();
            *n = n.wrapping_add(1);
            let turn = *n;
            *last = Some(future_to_promise(async move {
                if let Some(before) = before {
                    let _ = JsFuture::from(before).await;
                }
                // The next one copies all that this one would.
                if guide.is_none() || LAST.with_borrow(|(_, n)| *n == turn) {
                    // What fails here is kept in local storage all the same.
                    let _ = store.change_now(guide).await;
                }
                Ok(JsValue::UNDEFINED)
            }));
        });
    }

    /// In a transaction of its own.
    async fn change_now(&self, guide: Option<Id>) -> Result<(), JsValue> {
        let database = open().await?;
        let made = self.change_in(&database, guide).await;
        // Once its transaction is through.
        database.close();
        made
    }

    async fn change_in(&self, database: &IdbDatabase, guide: Option<Id>) -> Result<(), JsValue> {
        let records = records(database, IdbTransactionMode::Readwrite)?;
        let Some(guide) = guide else {
            return records.clear().map(drop);
        };
        let key = self.progress_key(&guide);
        let copy = answer(&records.get(&key.as_str().into())?).await?.as_string();
        let Some(kept) = self.read(&key) else {
            return records.delete(&key.into()).map(drop);
        };
        let read = |text: &str| Progress::read(text, &guide).ok();
        let copy = copy.as_deref().and_then(record).and_then(read);
        // Another tab may have copied something newer, or this one may not have seen what is there.
        if copy.is_none_or(|copy| read(&kept).is_some_and(|kept| kept.has_seen(&copy))) {
            records.put_with_key(&copied(&kept).into(), &key.into())?;
        }
        Ok(())
    }
}

/// Calls `done` once the copy was read that is being read, if one is.
pub(super) fn once_read(done: impl FnOnce() + 'static) {
    if let Some(reading) = READING.with_borrow(Clone::clone) {
        spawn_local(async move {
            // It never fails.
            let _ = JsFuture::from(reading).await;
            done();
        });
    }
}

/// True while a copy is being read.
pub(super) fn is_reading() -> bool {
    READING.with_borrow(Option::is_some)
}

/// The record of the copy that was read last, once.
pub(super) fn found() -> Option<String> {
    FOUND.take()
}

async fn find(copies: Promise, key: &str) -> Result<Option<String>, JsValue> {
    let database: IdbDatabase = JsFuture::from(copies).await?.dyn_into()?;
    let copy = match records(&database, IdbTransactionMode::Readonly) {
        Ok(records) => answer(&records.get(&key.into())?).await,
        Err(error) => Err(error),
    };
    database.close();
    Ok(copy?.as_string().as_deref().and_then(record).map(str::to_owned))
}

async fn open() -> Result<IdbDatabase, JsValue> {
    let factory = window().indexed_db()?.ok_or(JsValue::NULL)?;
    let request = factory.open(DATABASE)?;
    let new = request.clone();
    let make = Closure::once_into_js(move || {
        // Where it cannot be made, what follows fails.
        let _ = new
            .result()
            .and_then(|database| database.unchecked_into::<IdbDatabase>().create_object_store(RECORDS));
    });
    request.set_onupgradeneeded(Some(make.unchecked_ref()));
    Ok(answer(&request).await?.unchecked_into())
}

fn records(database: &IdbDatabase, mode: IdbTransactionMode) -> Result<IdbObjectStore, JsValue> {
    database
        .transaction_with_str_and_mode(RECORDS, mode)?
        .object_store(RECORDS)
}

async fn answer(request: &IdbRequest) -> Result<JsValue, JsValue> {
    let answered = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    JsFuture::from(answered).await?;
    request.result()
}

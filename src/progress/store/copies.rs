//! A second copy of each record in IndexedDB.
//!
//! Browsers put it on the disk at once, while they hold local storage back for some seconds: one that is killed
//! before has the older record next time, or none. Where there is no IndexedDB, local storage is all there is.

use js_sys::Promise;
use leptos::prelude::window;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{IdbDatabase, IdbObjectStore, IdbRequest, IdbTransactionMode};

use super::Store;
use crate::guide::Id;
use crate::progress::copy::Copy;

const DATABASE: &str = "fixpath";
const RECORDS: &str = "records";

impl Store {
    /// Opens the copies early, for that takes a while; the promise holds them, or nothing where there are none.
    pub fn open_copies(&self) -> Option<Promise> {
        let opened = async { Ok(open().await.map_or(JsValue::NULL, JsValue::from)) };
        self.has_copies.then(|| future_to_promise(opened))
    }

    /// Puts the copy of a record in its place where the browser ended before it had kept it; the promise holds nothing.
    pub fn mend(&self, copies: Promise, guide: &Id) -> Promise {
        let (store, key) = (self.clone(), self.progress_key(guide));
        future_to_promise(async move {
            let database: IdbDatabase = JsFuture::from(copies).await?.dyn_into()?;
            let copy = read(&records(&database, IdbTransactionMode::Readonly)?, &key).await;
            database.close();
            let copy = copy?;
            let kept = store.read(&key);
            if let (Some(storage), Some(record)) = (store.probe(), copy.newer_than(kept.as_deref())) {
                storage.set_item(&key, record)?;
            }
            Ok(JsValue::UNDEFINED)
        })
    }

    /// Copies `record`, which has come in the place of `kept`.
    pub(super) fn copy(&self, key: String, kept: Option<String>, record: String) {
        if kept.as_ref() != Some(&record) {
            self.change(Change::Replace { key, kept, record });
        }
    }

    /// Deletes the copy of one record.
    pub(super) fn delete_copy(&self, key: String) {
        self.change(Change::Delete { key });
    }

    /// Deletes all copies.
    pub(super) fn delete_copies(&self) {
        self.change(Change::Clear);
    }

    fn change(&self, change: Change) {
        if self.has_copies {
            spawn_local(async move {
                // What fails here is kept in local storage all the same.
                let _ = change.make().await;
            });
        }
    }
}

enum Change {
    Replace {
        key: String,
        kept: Option<String>,
        record: String,
    },
    Delete {
        key: String,
    },
    Clear,
}

impl Change {
    /// In a transaction of its own; those come in the order in which they are asked for.
    async fn make(self) -> Result<(), JsValue> {
        let database = open().await?;
        let made = self.make_in(&database).await;
        // Once its transaction is through.
        database.close();
        made
    }

    async fn make_in(self, database: &IdbDatabase) -> Result<(), JsValue> {
        let records = records(database, IdbTransactionMode::Readwrite)?;
        match self {
            Self::Replace { key, kept, record } => {
                let mut copy = read(&records, &key).await?;
                copy.replace(kept.as_deref(), record);
                records.put_with_key(&copy.to_text().into(), &key.into())
            }
            Self::Delete { key } => records.delete(&key.into()),
            Self::Clear => records.clear(),
        }
        .map(drop)
    }
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

/// The copy under `key`; one of nothing where there is none.
async fn read(records: &IdbObjectStore, key: &str) -> Result<Copy, JsValue> {
    let text = answer(&records.get(&key.into())?).await?.as_string();
    Ok(text.and_then(|text| Copy::read(&text)).unwrap_or_default())
}

async fn answer(request: &IdbRequest) -> Result<JsValue, JsValue> {
    let answered = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    JsFuture::from(answered).await?;
    request.result()
}

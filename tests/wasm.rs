//! What only a browser can show: storage, the page's answer to a guide that does not load, and that the engine says
//! the same there as elsewhere.
#![cfg(feature = "csr")]

use std::time::Duration;

use fixpath::guide::Id;
use fixpath::progress::store::{self, NotKept, Store};
use fixpath::progress::{Progress, Said, Subject};
use gloo_storage::{LocalStorage, Storage};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

mod recorded;

wasm_bindgen_test_configure!(run_in_browser);

fn guide(name: &str) -> Id {
    Id::from(name)
}

fn storage() -> web_sys::Storage {
    window()
        .local_storage()
        .expect("the test browser allows storage")
        .expect("the test browser has storage")
}

fn reported(name: &str) -> Progress {
    let mut progress = Progress::new(guide(name), "r1".into());
    progress.record(1.0, vec![(Subject::Sign("ended".into()), Some(Said::NotSure))]);
    progress
}

/// An element of its own to mount in.
fn place() -> web_sys::HtmlElement {
    document()
        .create_element("div")
        .expect("a div can be made")
        .unchecked_into()
}

/// Fills the storage to the last character with items `filler:0`, `filler:1`, …, and returns how many.
fn fill_storage() -> usize {
    let filler = "x".repeat(1 << 20);
    let mut n_kept = 0;
    for size in [1 << 20, 1 << 14, 1 << 8, 1 << 4, 1] {
        while storage().set_item(&format!("filler:{n_kept}"), &filler[..size]).is_ok() {
            n_kept += 1;
        }
    }
    n_kept
}

/// Runs `test` with the reactive system up, and lets its effects run; what is returned keeps them alive.
async fn reactive(test: impl FnOnce() + 'static) -> impl Drop {
    let mounted = mount_to(place(), test);
    settled().await;
    mounted
}

/// Effects have run, and the tasks that they leave for later too.
async fn settled() {
    leptos::task::tick().await;
    let later = js_sys::Promise::new(&mut |resolve, _| {
        // A promise takes its first answer and ignores the rest.
        set_timeout(move || drop(resolve.call0(&JsValue::NULL)), Duration::ZERO);
    });
    let _ = wasm_bindgen_futures::JsFuture::from(later).await;
}

#[wasm_bindgen_test]
async fn what_is_kept_is_found_again() {
    let progress = reported("kept");
    let kept = progress.clone();
    let mounted = reactive(move || {
        store::persist(
            Signal::stored(Store::default()),
            RwSignal::new(kept),
            RwSignal::new(None),
        )
    })
    .await;
    assert_eq!(Store::default().load(&guide("kept")), (Some(progress), None));
    drop(mounted);
}

#[wasm_bindgen_test]
async fn what_was_said_last_is_kept_by_leaving_the_page_at_once() {
    let progress = RwSignal::new(reported("left"));
    let mounted =
        reactive(move || store::persist(Signal::stored(Store::default()), progress, RwSignal::new(None))).await;
    let kept = || Store::default().load(&guide("left")).0;
    progress.update(|progress| progress.record(2.0, vec![(Subject::NoSigns, Some(Said::So))]));
    leptos::task::tick().await;
    assert_eq!(kept(), Some(reported("left")), "the page answers before it writes");
    let leaving = web_sys::Event::new("pagehide").expect("an event can be made");
    window().dispatch_event(&leaving).expect("it is dispatched");
    assert_eq!(kept(), Some(progress.get_untracked()));
    drop(mounted);
}

#[wasm_bindgen_test]
async fn nothing_reported_writes_nothing() {
    let progress = Progress::new(guide("pristine"), "r1".into());
    let mounted = reactive(move || {
        store::persist(
            Signal::stored(Store::default()),
            RwSignal::new(progress),
            RwSignal::new(None),
        )
    })
    .await;
    assert_eq!(storage().get_item("fixpath:progress:pristine"), Ok(None));
    drop(mounted);
}

#[wasm_bindgen_test]
fn an_unreadable_record_is_set_aside_and_not_deleted() {
    for text in ["first rubbish", "second rubbish"] {
        storage()
            .set_item("fixpath:progress:broken", text)
            .expect("there is room");
        let (progress, error) = Store::default().load(&guide("broken"));
        assert!(progress.is_none() && error.is_some());
    }
    assert_eq!(storage().get_item("fixpath:progress:broken"), Ok(None));
    assert_eq!(
        storage().get_item("fixpath:set-aside:broken:1"),
        Ok(Some("first rubbish".into()))
    );
    assert_eq!(
        storage().get_item("fixpath:set-aside:broken:2"),
        Ok(Some("second rubbish".into()))
    );
}

#[wasm_bindgen_test]
async fn rubbish_from_elsewhere_is_set_aside_before_the_next_write() {
    let progress = RwSignal::new(reported("overwritten"));
    let mounted =
        reactive(move || store::persist(Signal::stored(Store::default()), progress, RwSignal::new(None))).await;
    storage()
        .set_item("fixpath:progress:overwritten", "rubbish of another tab")
        .expect("there is room");
    progress.update(|progress| progress.record(2.0, vec![(Subject::NoSigns, Some(Said::So))]));
    settled().await;
    assert_eq!(
        storage().get_item("fixpath:set-aside:overwritten:1"),
        Ok(Some("rubbish of another tab".into()))
    );
    assert_eq!(
        Store::default().load(&guide("overwritten")),
        (Some(progress.get_untracked()), None)
    );
    drop(mounted);
}

#[wasm_bindgen_test]
async fn an_unreadable_record_without_room_for_a_copy_is_moved_or_stays() {
    let record = "rubbish ".repeat(64);
    storage()
        .set_item("fixpath:progress:no-room", &record)
        .expect("there is room");
    let n_kept = fill_storage();
    let (found, error) = Store::default().load(&guide("no-room"));
    assert!(found.is_none() && error.is_some());
    let not_kept = RwSignal::new(None);
    let mounted = reactive(move || {
        store::persist(
            Signal::stored(Store::default()),
            RwSignal::new(reported("no-room")),
            not_kept,
        )
    })
    .await;
    let keys = ["fixpath:progress:no-room", "fixpath:set-aside:no-room:1"];
    let kept = keys.map(|key| storage().get_item(key).expect("storage can be read"));
    assert!(kept.contains(&Some(record)), "the record is gone");
    (0..n_kept).for_each(|n| LocalStorage::delete(format!("filler:{n}")));
    keys.into_iter().for_each(LocalStorage::delete);
    drop(mounted);
}

#[wasm_bindgen_test]
fn deleting_leaves_what_is_not_ours() {
    storage().set_item("fixpath:progress:gone", "x").expect("there is room");
    storage().set_item("of-the-host", "x").expect("there is room");
    Store::default().delete_all();
    assert_eq!(storage().get_item("fixpath:progress:gone"), Ok(None));
    assert_eq!(storage().get_item("of-the-host"), Ok(Some("x".into())));
    LocalStorage::delete("of-the-host");
}

#[wasm_bindgen_test]
async fn a_full_storage_is_told_and_room_is_noticed() {
    let n_kept = fill_storage();
    let progress = RwSignal::new(reported("full"));
    let not_kept = RwSignal::new(None);
    let mounted = reactive(move || store::persist(Signal::stored(Store::default()), progress, not_kept)).await;
    assert_eq!(not_kept.get_untracked(), Some(NotKept::Full));
    (0..n_kept).for_each(|n| LocalStorage::delete(format!("filler:{n}")));
    progress.update(|progress| progress.record(2.0, vec![(Subject::NoSigns, Some(Said::So))]));
    settled().await;
    assert_eq!(not_kept.get_untracked(), None);
    drop(mounted);
}

#[wasm_bindgen_test]
async fn a_page_without_its_words_says_that_it_could_not_start() {
    // Of the page there is only where it belongs, and the box for this case; of its files, none.
    let page = place();
    page.set_inner_html("<div id=app data-guide=missing></div><div id=boot-failed hidden>Reload.</div>");
    document()
        .body()
        .expect("the document has a body")
        .append_child(&page)
        .expect("the body takes it");
    let failed = document().get_element_by_id("boot-failed").expect("it was put there");
    fixpath::ui::begin();
    for _ in 0..500 {
        if !failed.has_attribute("hidden") {
            page.remove();
            return;
        }
        let frame = js_sys::Promise::new(&mut |resolve, _| {
            request_animation_frame(move || {
                // A promise takes its first answer and ignores the rest.
                let _ = resolve.call0(&JsValue::NULL);
            })
        });
        wasm_bindgen_futures::JsFuture::from(frame).await.expect("frames come");
    }
    panic!("nothing is said: {}", page.inner_html());
}

#[wasm_bindgen_test]
fn recorded_sessions_give_the_same_advice_and_the_same_bits() {
    recorded::replay();
}

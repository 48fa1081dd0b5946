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

/// What the page does; nobody looks at what is set aside.
fn keep(progress: RwSignal<Progress>, not_kept: RwSignal<Option<NotKept>>) {
    store::persist(
        Signal::stored(Store::default()),
        progress,
        not_kept,
        Callback::new(|()| ()),
    );
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
    let mounted = reactive(move || keep(RwSignal::new(kept), RwSignal::new(None))).await;
    assert_eq!(Store::default().load(&guide("kept")), (Some(progress), None));
    drop(mounted);
}

#[wasm_bindgen_test]
async fn what_was_said_last_is_kept_by_leaving_the_page_at_once() {
    let progress = RwSignal::new(reported("left"));
    let mounted = reactive(move || keep(progress, RwSignal::new(None))).await;
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
    let mounted = reactive(move || keep(RwSignal::new(progress), RwSignal::new(None))).await;
    assert_eq!(storage().get_item("fixpath:progress:pristine"), Ok(None));
    drop(mounted);
}

/// What another tab keeps of the same guide: `progress`, changed, with numbers of its own.
fn kept_elsewhere(name: &str, change: impl FnOnce(&mut Progress), n_writes: usize) -> Progress {
    let key = format!("fixpath:progress:{name}");
    let mut theirs = Store::default().load(&guide(name)).0.unwrap_or_else(|| reported(name));
    change(&mut theirs);
    (0..n_writes).for_each(|_| theirs.writes.add(&guide("other-tab")));
    storage().set_item(&key, &theirs.to_json()).expect("there is room");
    let heard = web_sys::Event::new("storage").expect("an event can be made");
    window().dispatch_event(&heard).expect("it is dispatched");
    theirs
}

#[wasm_bindgen_test]
async fn what_another_tab_wrote_is_taken_over_and_not_written_again() {
    let progress = RwSignal::new(reported("two-tabs"));
    let mounted = reactive(move || keep(progress, RwSignal::new(None))).await;
    let theirs = kept_elsewhere(
        "two-tabs",
        |progress| progress.record(2.0, vec![(Subject::NoSigns, Some(Said::So))]),
        1,
    );
    settled().await;
    assert_eq!(progress.get_untracked(), theirs);
    assert_eq!(
        storage().get_item("fixpath:progress:two-tabs"),
        Ok(Some(theirs.to_json()))
    );
    assert_eq!(Store::default().aside(&guide("two-tabs")), None);
    drop(mounted);
}

#[wasm_bindgen_test]
async fn of_two_tabs_that_wrote_at_once_one_goes_on_and_the_other_is_set_aside() {
    for (n_theirs, name) in [(3, "apart-theirs"), (1, "apart-ours")] {
        let progress = RwSignal::new(reported(name));
        let n_aside = RwSignal::new(0);
        let mounted = reactive(move || {
            let on_aside = Callback::new(move |()| n_aside.update(|n| *n += 1));
            store::persist(
                Signal::stored(Store::default()),
                progress,
                RwSignal::new(None),
                on_aside,
            );
        })
        .await;
        let before = Store::default().load(&guide(name)).0;
        for at in [2.0, 3.0] {
            progress.update(|progress| progress.record(at, vec![(Subject::Start, Some(Said::So))]));
            settled().await;
        }
        let ours = progress.get_untracked();
        let theirs = kept_elsewhere(
            name,
            |progress| {
                *progress = before.expect("it was kept");
                progress.record(4.0, vec![(Subject::NoSigns, Some(Said::So))]);
            },
            // Ours has written thrice, and theirs goes on from the first time.
            n_theirs,
        );
        settled().await;
        let theirs_goes_on = progress.get_untracked() == theirs;
        let (stays, aside) = if theirs_goes_on { (theirs, ours) } else { (ours, theirs) };
        assert_eq!(theirs_goes_on, n_theirs == 3);
        assert_eq!(progress.get_untracked(), stays);
        let (key, held) = Store::default().aside(&guide(name)).expect("it is set aside");
        assert_eq!((held, n_aside.get_untracked()), (aside, 1));
        assert_eq!(Store::default().load(&guide(name)), (Some(stays), None));
        Store::default().drop_aside(&key);
        assert_eq!(Store::default().aside(&guide(name)), None);
        drop(mounted);
    }
}

#[wasm_bindgen_test]
async fn what_is_due_while_another_tab_writes_is_told_on_top_of_that() {
    let progress = RwSignal::new(reported("due"));
    let mounted = reactive(move || keep(progress, RwSignal::new(None))).await;
    progress.update(|progress| progress.record(2.0, vec![(Subject::NoSigns, Some(Said::So))]));
    leptos::task::tick().await;
    let mut both = kept_elsewhere(
        "due",
        |progress| progress.record(3.0, vec![(Subject::Start, Some(Said::So))]),
        1,
    );
    settled().await;
    both.record(2.0, vec![(Subject::NoSigns, Some(Said::So))]);
    assert_eq!(progress.get_untracked(), both);
    assert_eq!(Store::default().load(&guide("due")), (Some(both), None));
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
    let mounted = reactive(move || keep(progress, RwSignal::new(None))).await;
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
    let mounted = reactive(move || keep(RwSignal::new(reported("no-room")), not_kept)).await;
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
    let mounted = reactive(move || keep(progress, not_kept)).await;
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

//! Browser Back and Forward as undo and redo.
//!
//! Each recorded change pushes one history entry whose state is its number; going through history moves the
//! progress by the difference. Entries without a number (links to a part of the page) count as the present one.
//! The buttons go through the browser's history where it holds the change, so that Back and Forward stay in step;
//! where it does not (a new visit, a frame whose history is shared) they step by themselves.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::*;
use send_wrapper::SendWrapper;
use wasm_bindgen::JsValue;

use crate::ui::handler::listen;
use crate::ui::{IN_BROWSER, later};

/// This tab's place in the browser's history.
#[derive(Clone)]
pub struct History {
    tab: SendWrapper<Rc<Tab>>,
}

struct Tab {
    place: Cell<Place>,
    /// The way a button goes until it comes to another change: -1, 1, or 0 for none.
    going: Cell<i32>,
    /// How many changes wait for their entry.
    n_waiting: Cell<i32>,
    /// The history is somebody else's: nothing is written to it, and nothing read.
    foreign: bool,
}

/// Numbers of changes.
#[derive(Clone, Copy, Default, PartialEq)]
struct Place {
    here: i32,
    /// The last one that lies ahead.
    last: i32,
}

impl History {
    /// Joins the history; `on_step` is called with how many changes to undo (negative) or redo (positive)
    /// and says if it did; if not, the browser is sent back to where it was.
    ///
    /// The second value is true if the tab was here before (a reload, not a first visit).
    pub fn join(on_step: Callback<i32, bool>) -> (Self, bool) {
        if !IN_BROWSER {
            return (Self::foreign(), false);
        }
        let known = marked();
        let tab = Tab {
            place: Cell::new(known.unwrap_or_default()),
            going: Cell::new(0),
            n_waiting: Cell::new(0),
            foreign: false,
        };
        let history = Self {
            tab: SendWrapper::new(Rc::new(tab)),
        };
        if known.is_none() {
            history.mark();
        }
        let listener = history.clone();
        listen("popstate", Box::new(move |_| listener.arrive(on_step)));
        (history, known.is_some())
    }

    /// Stays out of a history that is the host's.
    pub fn foreign() -> Self {
        let tab = Tab {
            place: Cell::default(),
            going: Cell::new(0),
            n_waiting: Cell::new(0),
            foreign: true,
        };
        Self {
            tab: SendWrapper::new(Rc::new(tab)),
        }
    }

    /// Adds an entry for a change that was just recorded: in a task of its own, for the browser takes milliseconds
    /// for it and the page is to answer first.
    pub fn push(&self) {
        if self.tab.foreign {
            return;
        }
        self.tab.n_waiting.set(self.tab.n_waiting.get() + 1);
        let history = self.clone();
        later::soon(Box::new(move || history.catch_up()));
    }

    /// Adds the entries that are due.
    fn catch_up(&self) {
        for _ in 0..self.tab.n_waiting.take() {
            self.push_one();
        }
    }

    fn push_one(&self) {
        let here = self.tab.place.get().here + 1;
        let place = Place { here, last: here };
        if let Ok(history) = window().history() {
            // Where the browser refuses (too many entries, a sandboxed frame), Back just does less.
            if history.push_state(&place.state(), "").is_ok() {
                self.tab.place.set(place);
            }
        }
    }

    /// Goes back (-1) or forward (1) by one change; false where the browser's history does not hold it.
    pub fn go(&self, by: i32) -> bool {
        self.catch_up();
        let Place { here, last } = self.tab.place.get();
        let there = here + by;
        let is_shared = window()
            .parent()
            .ok()
            .flatten()
            .is_some_and(|parent| parent != window());
        let is_held = (0..=last).contains(&there) && !is_shared && !self.tab.foreign;
        is_held && self.seek(by)
    }

    fn seek(&self, by: i32) -> bool {
        self.tab.going.set(by);
        travel(by)
    }

    fn arrive(&self, on_step: Callback<i32, bool>) {
        let place = self.tab.place.get();
        let Some(there) = marked() else {
            // A new entry, made by a link: nothing lies ahead of it.
            self.tab.place.set(Place {
                last: place.here,
                ..place
            });
            return self.mark();
        };
        self.tab.place.set(Place {
            here: there.here,
            ..place
        });
        // A reload finds what lies ahead in the entry it is at.
        self.mark();
        let going = self.tab.going.replace(0);
        match there.here - place.here {
            0 if going != 0 => {
                self.seek(going);
            }
            0 => {}
            by => {
                if !on_step.run(by) {
                    self.tab.place.set(place);
                    travel(-by);
                }
            }
        }
    }

    fn mark(&self) {
        if let Ok(history) = window().history() {
            let _ = history.replace_state(&self.tab.place.get().state(), "");
        }
    }
}

/// Both numbers in one, as history keeps one value well.
const APART: f64 = 1_048_576.0;

impl Place {
    fn state(self) -> JsValue {
        JsValue::from_f64(f64::from(self.last) * APART + f64::from(self.here))
    }
}

fn travel(by: i32) -> bool {
    window()
        .history()
        .is_ok_and(|history| history.go_with_delta(by).is_ok())
}

fn marked() -> Option<Place> {
    let state = window().history().ok()?.state().ok()?.as_f64()?;
    let here = state.rem_euclid(APART) as i32;
    Some(Place {
        here,
        last: here.max((state / APART) as i32),
    })
}

//! The custom element's program: attributes in, events out. `embed/fix-path.js` is the element itself, which starts this.
//!
//! Outside is lenient, inside is strict: the element checks what its host writes, and passes on what is left.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use leptos::mount::mount_to;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use crate::guide::Id;
use crate::json;
use crate::progress::Progress;
use crate::progress::code::case;
use crate::progress::store::{Kind, Store};
use crate::sorted::Map;
use crate::ui::app::App;
use crate::ui::format::{now, time};
use crate::ui::host::{Guest, Joined};
use crate::ui::load::{self, First};
use crate::ui::source::{self, Source};
use crate::words::choice::Wishes;
use crate::words::{Language, Text};

mod tell;

use tell::Host;

#[wasm_bindgen]
extern "C" {
    /// What the element makes of its attributes.
    pub type Settings;
    #[wasm_bindgen(method, getter)]
    fn guide(this: &Settings) -> String;
    #[wasm_bindgen(method, getter)]
    fn lang(this: &Settings) -> Option<String>;
    /// The language of the page around it.
    #[wasm_bindgen(method, getter)]
    fn around(this: &Settings) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn incident(this: &Settings) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn signs(this: &Settings) -> String;
    #[wasm_bindgen(method, getter)]
    fn storage(this: &Settings) -> String;
    #[wasm_bindgen(method, getter)]
    fn key(this: &Settings) -> String;
    #[wasm_bindgen(method, getter)]
    fn support(this: &Settings) -> Option<String>;
    /// What was done in the element before, as [`Embedded::carried`] gave it.
    #[wasm_bindgen(method, getter)]
    fn carried(this: &Settings) -> Option<String>;
    /// Names and addresses of the files of this build, in turn.
    #[wasm_bindgen(method, getter)]
    fn files(this: &Settings) -> Vec<String>;
}

/// One troubleshooter in somebody else's page; it ends with the value.
#[wasm_bindgen]
pub struct Embedded {
    inside: Rc<Inside>,
}

#[derive(Default)]
struct Inside {
    /// The view; none while the words are on their way.
    mounted: RefCell<Option<Box<dyn std::any::Any>>>,
    guest: Cell<Option<Guest>>,
    joined: Cell<Option<Joined>>,
    /// It was left before the words came.
    gone: Cell<bool>,
}

#[wasm_bindgen]
impl Embedded {
    /// Shows the troubleshooter in `place`; `on_event` is called with the name and the detail of each event, and
    /// gives false where the host prevents what follows.
    #[wasm_bindgen(constructor)]
    pub fn new(place: HtmlElement, settings: &Settings, on_event: js_sys::Function) -> Self {
        let inside = Rc::new(Inside::default());
        let host = Host::new(on_event);
        let store = Store {
            kind: kind(&settings.storage()),
            key: settings.key(),
            has_copies: false,
        };
        let source = source(settings, &store);
        let locale = source.locale();
        // Only its file says which languages a guide elsewhere has; the wish is mostly granted.
        let wished = source
            .wished()
            .filter(|_| source.is_address())
            .and_then(Language::known);
        let language = wished.unwrap_or(Language::of(&locale));
        let words = load::ask_for_words(&source, language);
        let first = First::new(Cell::new(Some(load::ask_for_guide(&source, &locale))));
        let asked = Asked {
            store,
            signs: ids(&settings.signs()),
            support: settings.support(),
            carried: settings.carried(),
        };
        let (weak, keep) = (Rc::downgrade(&inside), inside.clone());
        wasm_bindgen_futures::spawn_local(async move {
            let words = load::words(language, words).await;
            if keep.gone.get() {
                return;
            }
            drop(keep);
            let Some(inside) = weak.upgrade() else { return };
            match words {
                Ok(text) => inside.mount(place, source, text, first, host, asked),
                Err(_) => host.failed("words-unreachable", "The words of the interface did not arrive."),
            }
        });
        Self { inside }
    }

    /// Shows another language, if the guide has it.
    pub fn lang(&self, tag: String) {
        let Some(joined) = self.inside.joined.get() else { return };
        let locales = joined.desk.read_untracked().bundle.locales.clone();
        let wishes = Wishes {
            address: Some(tag),
            ..Wishes::default()
        };
        if let Some(locale) = wishes.best(&locales) {
            joined.choose_language.run(locale.to_owned());
        }
    }

    /// Reports signs that the host knows of; gives those that the guide has not, and those it has.
    pub fn signs(&self, list: &str) -> Option<String> {
        let joined = self.inside.joined.get()?;
        tell::know(&joined, ids(list))
    }

    /// Keeps things elsewhere from now on, with what was done so far.
    pub fn store(&self, storage: &str, key: String) {
        let Some(guest) = self.inside.guest.get() else { return };
        let there = Store {
            kind: kind(storage),
            key,
            has_copies: false,
        };
        let here = guest.store.get_untracked();
        if let Some(joined) = self.inside.joined.get().filter(|_| here != there) {
            move_over(&joined, &here, &there);
        }
        guest.store.set(there);
    }

    /// Leads to support there.
    pub fn support(&self, address: Option<String>) {
        if let Some(guest) = self.inside.guest.get() {
            guest.support.set(address);
        }
    }

    /// Begins anew.
    pub fn restart(&self) {
        if let Some(joined) = self.inside.joined.get() {
            joined.state.restart();
        }
    }

    /// The report as JSON.
    pub fn report(&self) -> Option<String> {
        let joined = self.inside.joined.get()?;
        let desk = joined.desk.get_untracked();
        Some(joined.state.report(&desk))
    }

    /// Takes over what a report as JSON holds.
    ///
    /// # Errors
    /// With a sentence, when it cannot be used here.
    pub fn replace(&self, report: &str) -> Result<(), String> {
        let joined = self.inside.joined.get().ok_or("the troubleshooter is not there yet")?;
        let desk = joined.desk.get_untracked();
        let at = |text: &str| time(text).unwrap_or_else(now);
        let mut held = crate::report::read::read(report, desk.guide(), &at)?;
        held.reconcile(desk.guide(), &desk.bundle.revision);
        joined.state.replace(held);
        Ok(())
    }

    /// The case code.
    pub fn case_code(&self) -> Option<String> {
        let joined = self.inside.joined.get()?;
        let desk = joined.desk.get_untracked();
        Some(case::write(&joined.state.session.get_untracked(), desk.guide()))
    }

    /// All that was done, for [`Settings::carried`].
    pub fn carried(&self) -> Option<String> {
        let progress = self.inside.joined.get()?.state.progress;
        Some(progress.read_untracked().to_json())
    }
}

impl Drop for Embedded {
    fn drop(&mut self) {
        self.inside.gone.set(true);
        self.inside.joined.set(None);
        self.inside.guest.set(None);
        let mounted = self.inside.mounted.borrow_mut().take();
        drop(mounted);
    }
}

/// What the host asks for at the start.
struct Asked {
    store: Store,
    signs: Vec<Id>,
    support: Option<String>,
    carried: Option<String>,
}

impl Inside {
    fn mount(
        self: Rc<Self>,
        place: HtmlElement,
        source: Source,
        text: &'static Text,
        first: First,
        host: Host,
        asked: Asked,
    ) {
        let (inside, frame) = (SendWrapper::new(Rc::downgrade(&self)), place.clone());
        let mounted = mount_to(place, move || {
            let guest = guest(host, inside.clone(), frame, asked);
            if let Some(inside) = inside.upgrade() {
                inside.guest.set(Some(guest));
            }
            provide_context(guest);
            view! { <App source text first /> }
        });
        *self.mounted.borrow_mut() = Some(Box::new(mounted));
    }
}

fn guest(host: Host, inside: SendWrapper<std::rc::Weak<Inside>>, place: HtmlElement, asked: Asked) -> Guest {
    let signs = asked.signs;
    let carried = asked.carried.and_then(|text| json::from_str::<Progress>(&text).ok());
    let (joins, fails, asks) = (host.clone(), host.clone(), host);
    let (knows, place) = (inside.clone(), SendWrapper::new(place));
    let taken = RwSignal::new(false);
    Guest {
        store: RwSignal::new(asked.store),
        support: RwSignal::new(asked.support),
        taken,
        carried: StoredValue::new(carried),
        on_joined: Callback::new(move |joined: Joined| {
            let Some(inside) = inside.upgrade() else { return };
            inside.joined.set(Some(joined));
            if !joined.state.session.read_untracked().started()
                && !signs.is_empty()
                && let Some(problem) = tell::know(&joined, signs.clone())
            {
                leptos::logging::warn!("<fix-path signs>: {problem}");
            }
            tell::name(&place, joined);
            joins.ready(&joined);
            tell::follow(joins.clone(), joined, taken);
        }),
        on_failed: Callback::new(move |(code, sentence): (String, String)| fails.failed(&code, &sentence)),
        on_support: Callback::new(move |()| {
            let joined = knows.upgrade().and_then(|inside| inside.joined.get());
            let taken_over = joined.is_some_and(|joined| !asks.escalate(&joined, false));
            taken.set(taken_over);
            taken_over
        }),
    }
}

/// Where the element's guide and its words come from.
fn source(settings: &Settings, store: &Store) -> Source {
    let mut files = Map::new();
    let mut given = settings.files().into_iter();
    while let (Some(name), Some(address)) = (given.next(), given.next()) {
        files.insert(name, address);
    }
    let guide = settings.guide();
    let listed = files.keys().filter_map(|name| {
        let name = name.strip_prefix("guides/")?.strip_prefix(guide.as_str())?;
        Some(name.strip_prefix('.')?.strip_suffix(".json")?.to_owned())
    });
    Source {
        listed: listed.collect(),
        guide,
        incident: settings.incident(),
        wishes: Wishes {
            address: settings.lang(),
            saved: store.language(),
            browser: settings.around().into_iter().chain(source::spoken()).collect(),
        },
        takes_addresses: !files.is_empty(),
        root: String::new(),
        files: Arc::new(files),
    }
}

/// Moves what was done to another place; what is kept there already is one step of undo away.
fn move_over(joined: &Joined, here: &Store, there: &Store) {
    let (desk, progress) = (joined.desk.get_untracked(), joined.state.progress);
    let id = &desk.guide().id;
    let ours = progress.get_untracked();
    if let (Some(mut theirs), _) = there.load(id) {
        theirs.reconcile(desk.guide(), &desk.bundle.revision);
        if !ours.is_pristine() && ours != theirs {
            theirs.carry_on(now(), ours);
        }
        progress.set(theirs);
    }
    here.delete(id);
}

fn kind(storage: &str) -> Kind {
    match storage {
        "session" => Kind::Session,
        "none" => Kind::None,
        _ => Kind::Local,
    }
}

fn ids(list: &str) -> Vec<Id> {
    list.split_whitespace().map(Id::from).collect()
}

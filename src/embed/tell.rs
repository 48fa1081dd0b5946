//! What the element tells its host, as events: what was answered and done, what comes next, and the endings.

use std::sync::Arc;

use js_sys::{Array, Function, JSON, Object, Reflect};
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlElement;

use crate::engine::Step;
use crate::guide::Id;
use crate::progress::code::case;
use crate::progress::{Said, Session, Subject};
use crate::report::json;
use crate::ui::desk::Desk;
use crate::ui::handler::effect;
use crate::ui::host::Joined;
use crate::ui::state::Screen;
use crate::words::choice::is_right_to_left;

/// The most causes that an event names.
const MOST_CAUSES: usize = 6;

/// The element, as far as it is told things.
#[derive(Clone)]
pub struct Host {
    on_event: SendWrapper<Function>,
}

/// What was told last.
struct Told {
    session: Session,
    screen: Screen,
    minutes: f64,
}

impl Host {
    pub fn new(on_event: Function) -> Self {
        Self {
            on_event: SendWrapper::new(on_event),
        }
    }

    /// The troubleshooter stands.
    pub fn ready(&self, joined: &Joined) {
        let desk = joined.desk.get_untracked();
        let detail = object(&[
            ("guide", text(desk.guide().id.as_str())),
            ("revision", text(&desk.bundle.revision)),
            ("locale", text(&desk.texts().locale)),
            ("title", text(&desk.texts().guide.title)),
        ]);
        self.tell("ready", &detail);
    }

    /// It does not stand, or not any more.
    pub fn failed(&self, code: &str, message: &str) {
        self.tell("error", &object(&[("code", text(code)), ("message", text(message))]));
    }

    /// Support is asked for; false if the host takes over.
    pub fn escalate(&self, joined: &Joined, advised: bool) -> bool {
        let desk = joined.desk.get_untracked();
        let code = case::write(&joined.state.session.get_untracked(), desk.guide());
        let detail = object(&[
            ("advised", advised.into()),
            ("caseCode", text(&code)),
            ("report", report(joined, &desk)),
        ]);
        self.tell("escalate", &detail)
    }

    /// False if the host prevents what follows.
    fn tell(&self, name: &str, detail: &JsValue) -> bool {
        // What a listener of the host throws is reported by the browser and does not come here.
        let went = self.on_event.call2(&JsValue::NULL, &name.into(), detail);
        went.map_or(true, |went| went != JsValue::FALSE)
    }
}

/// Reports signs; a sentence on those that the guide has not.
pub fn know(joined: &Joined, signs: Vec<Id>) -> Option<String> {
    let desk = joined.desk.get_untracked();
    let unknown = joined.state.know(&desk, signs);
    let names = |ids: &mut dyn Iterator<Item = &Id>| ids.map(|id| format!("\"{id}\"")).collect::<Vec<_>>().join(", ");
    (!unknown.is_empty()).then(|| {
        let all = names(&mut desk.guide().signs.iter().map(|sign| &sign.id));
        format!("the guide has no sign {}; it has {all}", names(&mut unknown.iter()))
    })
}

/// Gives the place the guide's name, language and direction, now and when they change.
pub fn name(place: &SendWrapper<HtmlElement>, joined: Joined) {
    let place = place.clone();
    effect(move |_| {
        let desk = joined.desk.get();
        let locale = &desk.texts().locale;
        let direction = if is_right_to_left(locale) { "rtl" } else { "ltr" };
        for (name, value) in [
            ("lang", locale.as_str()),
            ("dir", direction),
            ("aria-label", &desk.texts().guide.title),
            ("data-ready", ""),
        ] {
            // Every element takes these attributes.
            let _ = place.set_attribute(name, value);
        }
    });
}

/// Tells what changes from now on.
pub fn follow(host: Host, joined: Joined, taken: RwSignal<bool>) {
    let state = joined.state;
    Effect::new(move |before: Option<Told>| {
        let now = Told {
            session: state.session.get(),
            screen: state.screen.get(),
            minutes: state.advice.read().expected.0,
        };
        let desk = joined.desk.get_untracked();
        // A listener may ask for a change, so nothing is borrowed while it is told.
        if let Some(before) = &before {
            host.entries(&desk, &before.session, &now.session);
        }
        // What a listener asks for may end the troubleshooter.
        if state.progress.is_disposed() {
            return now;
        }
        let moved = |before: &Told| before.screen != now.screen || before.minutes != now.minutes;
        if before.as_ref().is_none_or(moved) && matches!(now.screen, Screen::Next(_) | Screen::PutOff) {
            host.advice(&desk, &joined, &now);
        }
        if state.progress.is_disposed() {
            return now;
        }
        if before.as_ref().is_some_and(|before| before.screen != now.screen) {
            match &now.screen {
                Screen::Fixed(action) => host.fixed(&desk, &joined, action),
                Screen::Over { advised } => {
                    // Where it has ended meanwhile, nobody asks.
                    taken.try_set(!host.escalate(&joined, *advised));
                }
                _ => {}
            }
        }
        now
    });
}

impl Host {
    /// Each entry that was set, changed or taken back.
    fn entries(&self, desk: &Desk, before: &Session, now: &Session) {
        for entry in now.told() {
            if before.said(&entry.subject) != Some(&entry.said) {
                self.entry(desk, &entry.subject, Some(&entry.said));
            }
        }
        for entry in before.told() {
            if now.said(&entry.subject).is_none() {
                self.entry(desk, &entry.subject, None);
            }
        }
    }

    fn entry(&self, desk: &Desk, subject: &Subject, said: Option<&Said>) {
        let (kind, id) = match subject {
            Subject::Sign(id) => ("sign", id.as_str()),
            Subject::Question(id) => ("question", id.as_str()),
            Subject::NoSigns => ("sign", "none"),
            Subject::Action(id) => {
                let outcome = said.map_or(JsValue::NULL, |said| text(&json::said(said)));
                let title = text(&desk.action_title(id));
                self.tell(
                    "step",
                    &object(&[("id", text(id.as_str())), ("outcome", outcome), ("title", title)]),
                );
                return;
            }
            Subject::Start | Subject::Service => return,
        };
        let answer = match (subject, said) {
            (_, None) => JsValue::NULL,
            (Subject::NoSigns, _) => text("yes"),
            (_, Some(said)) => text(&json::said(said)),
        };
        let asked = text(&desk.subject_words(subject));
        self.tell(
            "answer",
            &object(&[
                ("kind", text(kind)),
                ("id", text(id)),
                ("answer", answer),
                ("asked", asked),
            ]),
        );
    }

    fn advice(&self, desk: &Desk, joined: &Joined, now: &Told) {
        let model = &desk.model;
        let (kind, id, title) = match now.screen {
            Screen::Next(Step::Ask(question)) => {
                let id = model.question_name(question);
                ("question", text(id.as_str()), text(&desk.ask(id)))
            }
            Screen::Next(Step::Do(action)) => {
                let id = model.action_name(action);
                ("step", text(id.as_str()), text(&desk.action_title(id)))
            }
            _ => ("put-off", JsValue::NULL, JsValue::NULL),
        };
        let next = object(&[("kind", text(kind)), ("id", id), ("title", title)]);
        let belief = joined.state.belief.get_untracked();
        let ranked = belief.ranked().into_iter().take(MOST_CAUSES);
        let causes = ranked.map(|(cause, p)| (model.cause_name(cause).clone(), p));
        let detail = object(&[
            ("next", next),
            ("minutes", now.minutes.into()),
            ("causes", self::causes(desk, causes)),
        ]);
        self.tell("advice", &detail);
    }

    fn fixed(&self, desk: &Arc<Desk>, joined: &Joined, action: &Id) {
        let belief = joined.state.belief.get_untracked();
        let mended = desk.causes_mended(&belief, action).into_iter().take(MOST_CAUSES);
        let detail = object(&[
            ("step", text(action.as_str())),
            ("title", text(&desk.action_title(action))),
            ("causes", causes(desk, mended)),
            ("report", report(joined, desk)),
        ]);
        self.tell("fixed", &detail);
    }
}

fn causes(desk: &Desk, causes: impl Iterator<Item = (Id, f64)>) -> JsValue {
    let all = Array::new();
    for (id, p) in causes {
        let title = text(&desk.cause_title(&id));
        all.push(&object(&[("id", text(id.as_str())), ("title", title), ("p", p.into())]));
    }
    all.into()
}

fn report(joined: &Joined, desk: &Desk) -> JsValue {
    JSON::parse(&joined.state.report(desk)).unwrap_or(JsValue::NULL)
}

fn text(text: &str) -> JsValue {
    JsValue::from_str(text)
}

fn object(pairs: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (key, value) in pairs {
        // An object that was just made takes every key.
        let _ = Reflect::set(&object, &JsValue::from_str(key), value);
    }
    object.unchecked_into()
}

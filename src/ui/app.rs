//! The page as a whole: fetches the guide, owns the state, and lays the parts out.

use std::cell::Cell;
use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::guide::Id;
use crate::progress::store::{self, NotKept, Store};
use crate::progress::{Progress, Said, Subject, YES};
use crate::ui::arrival::{self, Arrival, ArrivalCard};
use crate::ui::carry::CarryOnDoor;
use crate::ui::causes::Causes;
use crate::ui::chain::Chain;
use crate::ui::code_form::CodeForm;
use crate::ui::desk::Desk;
use crate::ui::explanation::entry_words;
use crate::ui::failure::FailureCard;
use crate::ui::faq::FaqList;
use crate::ui::fixed::CameBack;
use crate::ui::focus::Reading;
use crate::ui::footer::{About, Footer};
use crate::ui::handler::on_press;
use crate::ui::host::{self, Joined, Main};
use crate::ui::incident::{IncidentNotice, IncidentRow};
use crate::ui::languages::{Chooser, LanguageSwitch};
use crate::ui::later;
use crate::ui::live::Live;
use crate::ui::load::{self, Failure, First};
use crate::ui::making::{InTurn, Making};
use crate::ui::next_thing::NextThing;
use crate::ui::notices::{self, Look, Message, Notices};
use crate::ui::press_guard::PressGuard;
use crate::ui::prevention::PreventionList;
use crate::ui::put_off::PutOff;
use crate::ui::reasons::Reasons;
use crate::ui::shown::{Shown, remade};
use crate::ui::source::Source;
use crate::ui::state::{Screen, State};
use crate::ui::takeover::Takeover;
use crate::ui::timeline::{SO_FAR, Step, Timeline};
use crate::ui::waits::WaitsOver;
use crate::ui::worth::Worth;
use crate::ui::{IN_BROWSER, crash, document, failure, focus, format, page, takeover};
use crate::words::Text;

#[derive(Clone)]
enum Loading {
    UnderWay,
    Failed(Failure),
    Done(Arc<Desk>),
}

/// Fetches the guide and shows the troubleshooter, or says why it cannot.
#[component]
pub fn App(
    /// Which guide to show.
    source: Source,
    text: &'static Text,
    /// The guide, asked for already.
    first: First,
) -> impl IntoView {
    let loading = RwSignal::new(Loading::UnderWay);
    let (guest, store) = (host::guest(), host::store());
    let wanted = source.clone();
    let takeover = use_context::<Takeover>();
    let fetch = move || {
        let source = wanted.clone();
        let ask = || load::ask_for_guide(&source, &source.locale());
        let sent = Cell::take(&first).unwrap_or_else(ask);
        let takeover = takeover.clone();
        let incident = source.incident.as_deref().map(load::ask_for_incident);
        let store = store.get_untracked();
        let copies = store.open_copies();
        loading.set(Loading::UnderWay);
        leptos::task::spawn_local(async move {
            let mut read = load::guide(&source, sent, text).await;
            if let Ok(desk) = &mut read {
                desk.incident = load::incident(incident, desk).await;
                if let Some(copies) = copies {
                    // What comes later is looked at then.
                    let copy = store.read_copy(load::in_time(&copies, load::LONGEST), &desk.guide().id);
                    let _ = JsFuture::from(load::in_time(&copy, load::PATIENCE)).await;
                }
            }
            // It may have left the page meanwhile.
            if loading.is_disposed() {
                return;
            }
            match read {
                Ok(desk) => loading.set(Loading::Done(Arc::new(desk))),
                Err(failure) => {
                    match guest {
                        Some(guest) => guest.on_failed.run(failure::told(text, &failure)),
                        None => {
                            if let Some(takeover) = &takeover {
                                takeover.show_above();
                            }
                            crash::set_ready();
                        }
                    }
                    loading.set(Loading::Failed(failure));
                }
            }
        });
    };
    fetch();
    let again = Callback::new(move |()| fetch());
    let on_other = Callback::new(move |desk| loading.set(Loading::Done(desk)));
    move || {
        match loading.get() {
        Loading::UnderWay if takeover::is_waiting() => {
            view! { <section class="main" aria-label=text.loading><p role="status">{text.loading}</p></section> }.into_any()
        }
        Loading::UnderWay => {
            view! { <Main kind="boot"><h1>{text.boot_heading}</h1><p role="status">{text.loading}</p></Main> }
                .into_any()
        }
        Loading::Failed(failure) if takeover::is_waiting() => {
            view! { <section class="main" aria-label=text.fail_heading><FailureCard text failure on_again=again /></section> }.into_any()
        }
        Loading::Failed(failure) => {
            view! { <Main kind="boot"><h1>{text.boot_heading}</h1><FailureCard text failure on_again=again /></Main> }
                .into_any()
        }
        Loading::Done(desk) => view! { <Troubleshooter source=source.clone() desk on_other /> }.into_any(),
    }
    }
}

/// The troubleshooter for one guide: what is kept while the page is drawn anew in another language.
#[component]
fn Troubleshooter(source: Source, desk: Arc<Desk>, on_other: Callback<Arc<Desk>>) -> impl IntoView {
    let root = NodeRef::<html::Div>::new();
    let not_kept = RwSignal::new(None::<NotKept>);
    let messages = RwSignal::new(Vec::new());
    let (guest, store) = (host::guest(), host::store());
    let progress = RwSignal::new(restore(&store.read_untracked(), &desk, messages));
    let on_aside = move |()| messages.update(notices::say_aside);
    store::persist(store, progress, not_kept, Callback::new(on_aside));
    let revision = desk.bundle.revision.clone();
    let desk = RwSignal::new(desk);
    let state = State::new(desk, progress, root);
    let arrival = RwSignal::new(None);
    arrival::follow_address(desk, arrival, root);
    provide_context(Look(Callback::new(move |()| {
        arrival::look_aside(desk, store, arrival, root)
    })));
    let on_desk = Callback::new(move |other: Arc<Desk>| {
        if other.bundle.revision == revision {
            let reading = Reading::place(root);
            other.read_ahead();
            desk.set(other);
            reading.go_back(root);
        } else {
            on_other.run(other);
        }
    });

    let making = Making::provide();
    let chooser = Chooser::new(source, desk, on_desk);
    let owner = Owner::current().unwrap_or_default();
    let read_ahead = move || {
        // It may have left the page meanwhile.
        later::at_leisure(Box::new(move || {
            desk.try_with_untracked(Desk::read_ahead).unwrap_or_default()
        }));
    };
    let on_made = move || match guest {
        Some(guest) => {
            let choose_language = chooser.choose;
            // What the host listens by ends with the troubleshooter.
            owner.with(|| {
                guest.on_joined.run(Joined {
                    state,
                    desk,
                    choose_language,
                })
            });
            read_ahead();
        }
        None => owner.with(|| {
            takeover::show(Box::new(move || {
                ready();
                read_ahead();
            }));
        }),
    };
    let follow = move |event: web_sys::MouseEvent| {
        if guest.is_some() {
            focus::follow_link(&event, root);
        }
    };
    let guard = PressGuard::new(move || {
        arrival.track();
        state.screen.track();
        state.session.track();
    });
    let parts = move || {
        // Another language is made anew: the words of this one may be a translator's by now.
        remade(move || view! { <Parts desk=desk.get() state arrival messages not_kept /> }.into_any())
    };
    making.go_on(Box::new(on_made));
    view! {
        <div
            class="fixpath"
            node_ref=root
            data-just-pressed=move || guard.is_closed.get().then_some("")
            on:click:capture=on_press(move |event| guard.on_press(&event))
            on:click=on_press(follow)
        >
            <LanguageSwitch desk chooser />
            <InTurn>{parts}</InTurn>
        </div>
    }
}

/// All that is said in the language of the guide.
#[component]
pub fn Parts(
    desk: Arc<Desk>,
    state: State,
    arrival: RwSignal<Option<Arrival>>,
    messages: RwSignal<Vec<Message>>,
    not_kept: RwSignal<Option<NotKept>>,
) -> impl IntoView {
    let (guest, store) = (host::guest(), host::store());
    if guest.is_none() && IN_BROWSER {
        document::show_guide(&desk);
    }
    format::prepare(desk.text.locale);
    let (text, texts) = (desk.text, &desk.texts().guide);
    let (title, lead, disclaimer) = (texts.title.clone(), texts.lead.clone(), texts.disclaimer.clone());
    let [card, told, chain, causes, below] = [(); 5].map(|()| desk.clone());
    let turns = later::turns(Box::new(move || state.evidence.track()));
    let at_start = move || matches!(*state.screen.read(), Screen::Start | Screen::Continue);
    let on_deleted = Callback::new(move |()| {
        store.read_untracked().delete_all();
        if guest.is_none() {
            page::delete_copy();
        }
        state.forget();
        messages.set(vec![Message::Deleted]);
    });
    view! {
        <Main>
            <header part="header">
                <h1>{title}</h1>
                <Shown when=at_start><p class="lead">{lead.clone()}" "{text.private_note}</p></Shown>
            </header>
            <IncidentNotice desk=desk.clone() closed=state.incident_closed />
            <Notices desk=desk.clone() messages not_kept newer=page::newer() />
            <div class="columns">
                <div class="column">
                    <InTurn><Front desk=card.clone() state arrival messages /></InTurn>
                    <InTurn><SoFar desk=told.clone() state /></InTurn>
                </div>
                <div class="column">
                    <InTurn>
                        <Chain
                            desk=chain.clone()
                            belief=state.belief
                            mended=Signal::derive(move || matches!(*state.screen.read(), Screen::Fixed(_)))
                            looked_at=state.looked_at.into()
                            on_stage=Callback::new(move |stage| state.look_at(Some(stage)))
                        />
                    </InTurn>
                    <InTurn>
                        <Causes
                            desk=causes.clone()
                            turns
                            belief=state.belief
                            evidence=state.evidence
                            looked_at=state.looked_at.into()
                            on_all=Callback::new(move |()| state.look_at(None))
                        />
                    </InTurn>
                </div>
            </div>
            <InTurn far=true><Below desk=below.clone() state /></InTurn>
        </Main>
        <Footer text disclaimer on_deleted />
    }
}

/// What moved, what is doubtful, and the one card with the next thing.
#[component]
fn Front(
    desk: Arc<Desk>,
    state: State,
    arrival: RwSignal<Option<Arrival>>,
    messages: RwSignal<Vec<Message>>,
) -> impl IntoView {
    let text = desk.text;
    let doubt = {
        let desk = desk.clone();
        remade(move || {
            let belief = state.belief.read();
            let doubted = belief.doubted().first().map(|entry| entry_words(&desk, entry));
            doubted
                .map(|words| view! { <div class="note"><h3>{text.doubt_heading}</h3><p>{text.doubt(&words)}</p></div> })
                .into_any()
        })
    };
    let is_guest = host::guest().is_some();
    let on_accept = Callback::new(move |carried| {
        if state.session.read_untracked().started() {
            messages.write().push(Message::CarriedOn);
        }
        arrival::settle(arrival, is_guest);
        state.carry_on(carried);
    });
    let on_decline = Callback::new(move |()| {
        arrival::settle(arrival, is_guest);
        state.focus_card();
    });
    let (came_back, waiting) = (desk.clone(), desk.clone());
    let card = remade(move || {
        let (desk, arrival_now) = (desk.clone(), arrival.get());
        match arrival_now {
            Some(arrival) => {
                let n_here = state.session.read_untracked().told().count();
                view! { <ArrivalCard desk arrival n_here on_accept on_decline /> }.into_any()
            }
            None => view! { <OneThing desk state arrival /> }.into_any(),
        }
    });
    view! {
        <CameBack desk=came_back progress=state.progress.into() />
        <div class="news">
            <WaitsOver desk=waiting state />
            <Live class="moved" line=state.moved />
            <div role="status">{doubt}</div>
        </div>
        {card}
    }
}

/// The one card with the next thing, and what goes with it.
#[component]
fn OneThing(desk: Arc<Desk>, state: State, arrival: RwSignal<Option<Arrival>>) -> impl IntoView {
    let text = desk.text;
    let [why, list] = [(); 2].map(|()| desk.clone());
    let on_stop = move |_| state.say(Subject::Service, Some(Said::So));
    let on_code = {
        let desk = desk.clone();
        Callback::new(move |code: String| {
            arrival.set(Some(arrival::from_code(&desk, &code)?));
            state.focus_card();
            Ok(())
        })
    };
    view! {
        <NextThing desk=desk.clone() state />
        <Shown when=move || matches!(*state.screen.read(), Screen::Start | Screen::Continue)>
            <CodeForm text on_code />
        </Shown>
        <Shown when=move || matches!(*state.screen.read(), Screen::Next(_))>
            <Worth desk=list.clone() state />
            <Reasons desk=why.clone() advice=state.advice evidence=state.open />
            <p class="quiet-acts"><button type="button" class="link" on:click=on_press(on_stop)>{text.card_stop}</button></p>
            <PutOff desk=desk.clone() state />
        </Shown>
    }
}

/// What was told so far.
#[component]
fn SoFar(desk: Arc<Desk>, state: State) -> impl IntoView {
    let moot = Memo::new({
        let desk = desk.clone();
        move |_| state.session.read().moot(&desk.model)
    });
    let step = |by: i32| {
        let desk = desk.clone();
        let what = Memo::new(move |_| {
            let progress = state.progress.read();
            let change = if by < 0 {
                progress.last_change()
            } else {
                progress.next_change()
            };
            change.map(|change| desk.change_words(change))
        });
        Step {
            what,
            on_step: Callback::new(move |()| state.step(by)),
        }
    };
    let [undo, redo] = [step(-1), step(1)];
    let incident = {
        let desk = desk.clone();
        let on_ignore = Callback::new(move |(incident, on)| {
            state.ignore(incident, on);
            focus::part(state.root, SO_FAR.to_owned());
        });
        let ignored = Signal::derive(move || state.progress.read().ignored.clone());
        (desk.incident.is_some()).then(|| view! { <IncidentRow desk ignored on_ignore /> }.into_any())
    };
    let elsewhere = desk.clone();
    // The ending by support has it all in its card.
    let on_the_way = move || state.session.read().started() && !matches!(*state.screen.read(), Screen::Over { .. });
    view! {
        <Timeline
            desk
            session=state.session
            moved=state.moved
            moot
            undo
            redo
            incident
            on_change=Callback::new(move |(subject, said, part)| state.edit(subject, said, part))
            on_add_signs=Callback::new(move |()| state.choose_signs(true))
            on_start_over=Callback::new(move |()| state.start_over())
        />
        <Shown when=on_the_way><CarryOnDoor desk=elsewhere.clone() state /></Shown>
    }
}

/// What one reads rather than answers.
#[component]
fn Below(desk: Arc<Desk>, state: State) -> impl IntoView {
    if host::guest().is_none() && IN_BROWSER {
        focus::follow_address();
    }
    let on_happening = Callback::new(move |sign| {
        let seen = (Subject::Sign(sign), Some(Said::Answer(Id::from(YES))));
        state.record(vec![(Subject::Start, Some(Said::So)), seen]);
    });
    let ticks = state.prevention_ticks();
    let beside = desk.clone();
    view! {
        <div class="columns even">
            <div class="column"><FaqList desk on_happening /></div>
            <div class="column">
                <InTurn far=true>
                    <PreventionList desk=beside.clone() ticks />
                    <About desk=beside.clone() />
                </InTurn>
            </div>
        </div>
    }
}

/// The page stands there, and works.
fn ready() {
    crash::set_ready();
    focus::go_to_address();
}

/// What is kept from an earlier visit, with messages on what could not be kept.
fn restore(store: &Store, desk: &Desk, messages: RwSignal<Vec<Message>>) -> Progress {
    let id = &desk.guide().id;
    let carried = host::guest().and_then(|guest| guest.carried.get_value());
    let (kept, unreadable) = match carried.filter(|carried| carried.guide == *id) {
        Some(carried) => (Some(carried), None),
        None => store.load(id),
    };
    let mut progress = kept.unwrap_or_else(|| Progress::new(desk.guide().id.clone(), desk.bundle.revision.clone()));
    let dropped = progress.reconcile(desk.guide(), &desk.bundle.revision);
    if let Some(error) = unreadable {
        leptos::logging::warn!("What was kept here is set aside: {error}.");
        messages.write().push(Message::SetAside);
    }
    if store.aside(id).is_some() {
        messages.update(notices::say_aside);
    }
    if !dropped.is_empty() {
        messages.write().push(Message::Dropped(dropped));
    }
    progress
}

//! The page as a whole; owns the one `Progress`, from which all else is derived.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;

use crate::engine::{self, Advice, Belief, Evidence, Step};
use crate::guide::Id;
use crate::progress::store::{self, NotKept};
use crate::progress::{Entry, Progress, Said, Session, Subject, YES};
use crate::ui::action_card::{ActionCard, UnderWay};
use crate::ui::causes::Causes;
use crate::ui::chain::Chain;
use crate::ui::continue_card::ContinueCard;
use crate::ui::desk::Desk;
use crate::ui::failure::FailureCard;
use crate::ui::faq::FaqList;
use crate::ui::fixed::Fixed;
use crate::ui::footer::{About, Footer};
use crate::ui::format::{day_and_time, now};
use crate::ui::handover::Handover;
use crate::ui::history::History;
use crate::ui::load::{self, Failure, Source};
use crate::ui::notices::Notices;
use crate::ui::prevention::PreventionList;
use crate::ui::question_card::QuestionCard;
use crate::ui::start::{Seen, Start};
use crate::ui::text::EN;
use crate::ui::timeline::Timeline;
use crate::ui::{crash, focus, platform};

/// Entries that are set or taken back together.
type Changes = Vec<(Subject, Option<Said>)>;

#[derive(Clone)]
enum Loading {
    UnderWay,
    Failed(Failure),
    Done(Arc<Desk>),
}

/// What the one card shows.
#[derive(Clone, Debug, PartialEq)]
enum Screen {
    Start,
    Continue,
    Next(Step),
    Fixed(Id),
    Over { advised: bool },
}

/// Fetches the guide and shows the troubleshooter, or says why it cannot.
#[component]
pub fn App(
    /// Which guide to show.
    source: Source,
) -> impl IntoView {
    let loading = RwSignal::new(Loading::UnderWay);
    let fetch = move || {
        let source = source.clone();
        loading.set(Loading::UnderWay);
        leptos::task::spawn_local(async move {
            loading.set(
                load::load(&source)
                    .await
                    .map_or_else(Loading::Failed, |desk| Loading::Done(Arc::new(desk))),
            );
            crash::set_ready();
        });
    };
    fetch();
    let again = Callback::new(move |()| fetch());
    move || match loading.get() {
        Loading::UnderWay => view! { <main class="boot"><p role="status">{EN.loading}</p></main> }.into_any(),
        Loading::Failed(failure) => {
            view! { <main class="boot"><h1>"Fixpath"</h1><FailureCard text=&EN failure on_again=again /></main> }
                .into_any()
        }
        Loading::Done(desk) => view! { <Troubleshooter desk /> }.into_any(),
    }
}

/// The troubleshooter for one guide.
#[component]
fn Troubleshooter(desk: Arc<Desk>) -> impl IntoView {
    let text = desk.text;
    let root = NodeRef::<html::Div>::new();
    let not_kept = RwSignal::new(None::<NotKept>);
    let messages = RwSignal::new(Vec::new());
    let progress = RwSignal::new(restore(&desk, messages));
    store::persist(progress, not_kept);
    store::follow(progress);
    document().set_title(&desk.texts().guide.title);

    let session = Memo::new(move |_| progress.read().session());
    let evidence = Memo::new({
        let desk = desk.clone();
        move |_| session.read().evidence(&desk.model)
    });
    let belief = Memo::new({
        let desk = desk.clone();
        move |_| engine::believe(&desk.model, &evidence.read())
    });
    let advice = Memo::new({
        let desk = desk.clone();
        move |_| engine::advise(&desk.model, &evidence.read())
    });
    let moved = moved(desk.clone(), evidence, belief);

    let choosing = RwSignal::new(false);
    let insisting = RwSignal::new(false);
    let on_step = Callback::new(move |by| {
        choosing.set(false);
        progress.update(|progress| progress.step(by));
        focus::card_heading(root);
    });
    let (history, was_here) = History::join(on_step);
    let resumed = RwSignal::new(was_here || !session.read_untracked().started());
    let record = Callback::new(move |changes: Changes| {
        choosing.set(false);
        resumed.set(true);
        if !changes.is_empty() {
            progress.update(|progress| progress.record(now(), changes));
            history.push();
        }
        focus::card_heading(root);
    });
    let start_over = Callback::new(move |()| {
        progress.update(|progress| {
            progress.ticks.clear();
            progress.timers.clear();
            progress.confirmed.clear();
        });
        insisting.set(false);
        record.run(
            session
                .read_untracked()
                .entries
                .iter()
                .map(|entry| (entry.subject.clone(), None))
                .collect(),
        );
    });
    let screen = Memo::new(move |_| {
        screen(
            &session.read(),
            &advice.read(),
            choosing.get(),
            resumed.get(),
            insisting.get(),
        )
    });
    follow_address();

    let on_happening = Callback::new(move |sign| {
        record.run(vec![
            (Subject::Start, Some(Said::So)),
            (Subject::Sign(sign), Some(Said::Answer(Id::from(YES)))),
        ]);
    });
    let on_prevention = Callback::new(move |(id, on): (Id, bool)| {
        progress.update(|progress| toggle(&mut progress.prevention, id, on));
    });
    let on_deleted = Callback::new({
        let (guide, revision) = (desk.guide().id.clone(), desk.bundle.revision.clone());
        move |()| {
            store::delete_all();
            choosing.set(false);
            progress.set(Progress::new(guide.clone(), revision.clone()));
            messages.set(vec![text.deleted.to_owned()]);
        }
    });
    let card = {
        let desk = desk.clone();
        move || match screen.get() {
            Screen::Start => start(&desk, session, choosing, root, record),
            Screen::Continue => {
                let last = session.read_untracked().told().last().cloned();
                let last = last.map(|entry| (desk.entry_line(&entry), day_and_time(entry.at, text.locale)));
                let on_continue = Callback::new(move |()| record.run(Vec::new()));
                view! { <ContinueCard text last on_continue on_start_over=start_over /> }.into_any()
            }
            Screen::Next(step) => next(&desk, step, progress, belief, advice, record),
            Screen::Fixed(action) => {
                let causes = desk.causes_mended(&belief.read(), &action);
                let subject = Subject::Action(action.clone());
                let on_came_back = Callback::new(move |()| record.run(vec![(subject.clone(), Some(Said::NotFixed))]));
                view! { <Fixed desk=desk.clone() action causes on_came_back /> }.into_any()
            }
            Screen::Over { advised } => over(&desk, advised, session, belief, advice, insisting, record),
        }
    };
    let on_stop = move |_| record.run(vec![(Subject::Service, Some(Said::So))]);
    let under_way = move || matches!(*screen.read(), Screen::Next(_));
    let expect = move || {
        let advice = advice.read();
        (text.card_expect)(advice.expected.0, advice.range.0.0, advice.range.1.0)
    };
    let doubt = {
        let desk = desk.clone();
        move || {
            let doubted = belief.read().doubted().first().copied()?;
            let words = crate::ui::explanation::entry_words(&desk, &doubted);
            Some(
                view! { <div class="note" role="status"><h3>{text.doubt_heading}</h3><p>{(text.doubt)(&words)}</p></div> },
            )
        }
    };
    let texts = desk.texts();
    let lead = texts.guide.lead.clone();
    view! {
        <div class="fixpath" node_ref=root>
            <main>
                <header>
                    <h1>{texts.guide.title.clone()}</h1>
                    <Show when=move || matches!(*screen.read(), Screen::Start | Screen::Continue)>
                        <p class="lead">{lead.clone()}" "{text.private_note}</p>
                    </Show>
                </header>
                <Notices text messages not_kept />
                <div class="columns">
                    <div class="column">
                        <p class="moved" role="status">{move || moved.get().1}</p>
                        {doubt}
                        {card}
                        <Show when=under_way>
                            <p class="expect">{expect}</p>
                            <p class="quiet-acts"><button type="button" class="link" on:click=on_stop>{text.card_stop}</button></p>
                        </Show>
                    </div>
                    <div class="column">
                        <Chain desk=desk.clone() belief />
                        <Causes desk=desk.clone() belief evidence />
                        <Timeline
                            desk=desk.clone()
                            session
                            on_change=Callback::new(move |change| record.run(vec![change]))
                            on_add_signs=Callback::new(move |()| {
                                choosing.set(true);
                                focus::card_heading(root);
                            })
                            on_start_over=start_over
                        />
                    </div>
                </div>
                <div class="columns even">
                    <div class="column"><FaqList desk=desk.clone() on_happening /></div>
                    <div class="column">
                        <PreventionList desk=desk.clone() ticks=Signal::derive(move || progress.read().prevention.clone()) on_tick=on_prevention />
                        <About desk=desk.clone() />
                    </div>
                </div>
            </main>
            <Footer text disclaimer=texts.guide.disclaimer.clone() on_deleted />
        </div>
    }
}

/// What is kept from an earlier visit, with messages on what could not be kept.
fn restore(desk: &Desk, messages: RwSignal<Vec<String>>) -> Progress {
    let (kept, unreadable) = store::load(&desk.guide().id);
    let mut progress = kept.unwrap_or_else(|| Progress::new(desk.guide().id.clone(), desk.bundle.revision.clone()));
    let dropped = progress.reconcile(desk.guide(), &desk.bundle.revision);
    if let Some(error) = unreadable {
        messages.write().push((desk.text.set_aside)(&error.to_string()));
    }
    if !dropped.is_empty() {
        let names: Vec<String> = dropped.iter().map(|subject| desk.subject_words(subject)).collect();
        messages.write().push((desk.text.dropped)(&names.join(", ")));
    }
    progress
}

fn screen(session: &Session, advice: &Advice, choosing: bool, resumed: bool, insisting: bool) -> Screen {
    if choosing || !session.started() {
        return Screen::Start;
    }
    if !resumed {
        return Screen::Continue;
    }
    if let Some(action) = session.fixed_by() {
        return Screen::Fixed(action.clone());
    }
    if session.handed_over() {
        return Screen::Over { advised: false };
    }
    match advice.next {
        Step::CallService => match best_other(advice).filter(|_| insisting) {
            Some(step) => Screen::Next(step),
            None => Screen::Over { advised: true },
        },
        step => Screen::Next(step),
    }
}

/// The best step that is not calling service, if any is left.
fn best_other(advice: &Advice) -> Option<Step> {
    advice
        .alternatives
        .iter()
        .map(|(step, _)| *step)
        .find(|step| *step != Step::CallService)
}

/// The belief before the last change, and one line on what that change moved most.
fn moved(desk: Arc<Desk>, evidence: Memo<Evidence>, belief: Memo<Belief>) -> Memo<(Belief, String)> {
    Memo::new(move |before: Option<&(Belief, String)>| {
        evidence.track();
        let belief = belief.get();
        let text = desk.text;
        let line = before.map(|(before, _)| {
            let change = |cause| belief.p(cause) - before.p(cause);
            let most = desk
                .model
                .causes()
                .max_by(|a, b| change(*a).abs().total_cmp(&change(*b).abs()));
            match most.filter(|cause| change(*cause).abs() >= 0.01) {
                Some(cause) => (text.moved)(
                    &desk.cause_title(desk.model.cause_name(cause)),
                    &(text.percent)(before.p(cause)),
                    &(text.percent)(belief.p(cause)),
                ),
                None => text.moved_little.to_owned(),
            }
        });
        (belief, line.unwrap_or_default())
    })
}

fn start(
    desk: &Arc<Desk>,
    session: Memo<Session>,
    choosing: RwSignal<bool>,
    root: NodeRef<html::Div>,
    record: Callback<Changes>,
) -> AnyView {
    let session = session.get_untracked();
    let known: BTreeSet<Id> = session.entries.iter().filter_map(seen_sign).collect();
    let on_back = session.started().then(|| {
        Callback::new(move |()| {
            choosing.set(false);
            focus::card_heading(root);
        })
    });
    let before = known.clone();
    let on_seen = Callback::new(move |seen: Seen| record.run(changes_for(&session, &before, &seen)));
    view! { <Start desk=desk.clone() known on_seen on_back /> }.into_any()
}

fn seen_sign(entry: &Entry) -> Option<Id> {
    match &entry.subject {
        Subject::Sign(id) if entry.says_yes() => Some(id.clone()),
        _ => None,
    }
}

/// What changes when the owner is done with the list of signs; nothing is known of signs that are not ticked.
fn changes_for(session: &Session, before: &BTreeSet<Id>, seen: &Seen) -> Changes {
    let yes = |id: &Id| (Subject::Sign(id.clone()), Some(Said::Answer(Id::from(YES))));
    let no_more = |id: &Id| (Subject::Sign(id.clone()), None);
    let none_said = session.said(&Subject::NoSigns).is_some();
    let mut changes = Vec::new();
    if session.said(&Subject::Start).is_none() {
        changes.push((Subject::Start, Some(Said::So)));
    }
    match seen {
        Seen::These(chosen) => {
            changes.extend(chosen.difference(before).map(yes));
            changes.extend(before.difference(chosen).map(no_more));
            if none_said && !chosen.is_empty() {
                changes.push((Subject::NoSigns, None));
            }
        }
        Seen::None => {
            changes.extend(before.iter().map(no_more));
            if !none_said {
                changes.push((Subject::NoSigns, Some(Said::So)));
            }
        }
    }
    changes
}

fn next(
    desk: &Arc<Desk>,
    step: Step,
    progress: RwSignal<Progress>,
    belief: Memo<Belief>,
    advice: Memo<Advice>,
    record: Callback<Changes>,
) -> AnyView {
    match step {
        Step::Ask(question) => {
            let id = desk.model.question_name(question).clone();
            let subject = desk.subject(&id);
            let on_said = Callback::new(move |said| record.run(vec![(subject.clone(), Some(said))]));
            let minutes = desk.model.cost_of_question(question);
            view! { <QuestionCard desk=desk.clone() id minutes on_said /> }.into_any()
        }
        Step::Do(id) => {
            let Some(action) = desk.action(desk.model.action_name(id)).cloned() else {
                return ().into_any();
            };
            let subject = Subject::Action(action.id.clone());
            let on_said = Callback::new(move |said| record.run(vec![(subject.clone(), Some(said))]));
            let why_now = {
                let (desk, action) = (desk.clone(), action.id.clone());
                Signal::derive(move || why_now(&desk, &belief.read(), &action, advice.read().chance))
            };
            let under_way = under_way(desk, &action.id, progress);
            view! { <ActionCard desk=desk.clone() action why_now under_way on_said /> }.into_any()
        }
        Step::CallService => ().into_any(),
    }
}

fn why_now(desk: &Desk, belief: &Belief, action: &Id, chance: f64) -> String {
    let cause = desk.causes_mended(belief, action).into_iter().next();
    cause
        .map(|(cause, _)| (desk.text.why_now)(&desk.cause_title(&cause), &(desk.text.percent)(chance)))
        .unwrap_or_default()
}

fn under_way(desk: &Desk, action: &Id, progress: RwSignal<Progress>) -> UnderWay {
    let id = StoredValue::new(action.clone());
    let guess = platform::guess(&desk.guide().platforms);
    UnderWay {
        ticks: Signal::derive(move || progress.read().ticks.get(&id.get_value()).cloned().unwrap_or_default()),
        on_tick: Callback::new(move |(step, on)| {
            progress.update(|progress| toggle(progress.ticks.entry(id.get_value()).or_default(), step, on));
        }),
        platform: Signal::derive(move || progress.read().platform.clone().or_else(|| guess.clone())),
        on_platform: Callback::new(move |platform| progress.update(|progress| progress.platform = Some(platform))),
        until: Signal::derive(move || progress.read().timers.get(&id.get_value()).copied()),
        on_wait: Callback::new(move |until| {
            progress.update(|progress| {
                progress.timers.insert(id.get_value(), until);
            });
        }),
        confirmed: Signal::derive(move || progress.read().confirmed.contains(&id.get_value())),
        on_confirm: Callback::new(move |on| {
            progress.update(|progress| toggle(&mut progress.confirmed, id.get_value(), on))
        }),
    }
}

fn over(
    desk: &Arc<Desk>,
    advised: bool,
    session: Memo<Session>,
    belief: Memo<Belief>,
    advice: Memo<Advice>,
    insisting: RwSignal<bool>,
    record: Callback<Changes>,
) -> AnyView {
    let put_off: Changes = session
        .read_untracked()
        .put_off()
        .map(|subject| (subject.clone(), None))
        .collect();
    let more = !put_off.is_empty() || best_other(&advice.read_untracked()).is_some();
    let on_keep_trying = (!advised || more).then(|| {
        Callback::new(move |()| {
            if advised {
                insisting.set(true);
                record.run(put_off.clone());
            } else {
                record.run(vec![(Subject::Service, None)]);
            }
        })
    });
    let report = Signal::derive({
        let desk = desk.clone();
        move || {
            let said = |entry: &Entry| desk.said_words(&entry.subject, &entry.said);
            let when = |at| day_and_time(at, desk.text.locale);
            let (session, belief) = (session.read(), belief.read());
            crate::report::write(
                &desk.bundle,
                &desk.model,
                &session,
                &belief,
                &desk.text.report,
                said,
                when,
            )
        }
    });
    view! { <Handover desk=desk.clone() report advised on_keep_trying /> }.into_any()
}

/// Opens the FAQ entry that the page's address names; follows the address.
fn follow_address() {
    let go = || {
        let hash = window().location().hash().unwrap_or_default();
        if hash.starts_with("#faq-") {
            focus::named_part(hash.trim_start_matches('#'));
        }
    };
    go();
    let handle = window_event_listener(leptos::ev::hashchange, move |_| go());
    on_cleanup(move || handle.remove());
}

fn toggle(set: &mut BTreeSet<Id>, id: Id, on: bool) {
    if on {
        set.insert(id);
    } else {
        set.remove(&id);
    }
}

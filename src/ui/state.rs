//! The one `Progress` and all that is derived from it.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;

use crate::agenda;
use crate::engine::{self, Advice, Belief, Evidence, Step};
use crate::guide::Id;
use crate::progress::{Millis, Progress, Said, Session, Subject};
use crate::sorted;
use crate::ui::ahead::Ahead;
use crate::ui::desk::Desk;
use crate::ui::draft::Draft;
use crate::ui::focus;
use crate::ui::format::now;
use crate::ui::history::History;
use crate::ui::host;
use crate::ui::prevention::Ticks;
use crate::ui::reasons::step_words;
use crate::ui::turns;

/// Entries that are set or, with `None`, taken back together.
pub type Changes = Vec<(Subject, Option<Said>)>;

/// What the one card shows.
#[derive(Clone, Debug, PartialEq)]
pub enum Screen {
    /// The list of signs.
    Start,
    /// Saved progress is offered.
    Continue,
    /// A question or an action.
    Next(Step),
    /// Nothing but what was put off is better than support.
    PutOff,
    /// This action mended it.
    Fixed(Id),
    /// Support has to look: by the engine's advice, or because the owner stopped.
    Over {
        /// True if it is the engine's advice.
        advised: bool,
    },
}

/// The state of one troubleshooter.
#[derive(Clone, Copy)]
pub struct State {
    /// The only thing that is kept; all else follows from it.
    pub progress: RwSignal<Progress>,
    pub session: Memo<Session>,
    pub evidence: Memo<Evidence>,
    pub belief: Memo<Belief>,
    /// What was put off and has not come back.
    pub put_off: Memo<Vec<Subject>>,
    /// The evidence that the advice is made from: what was put off and is back is open again.
    pub open: Memo<Evidence>,
    pub advice: Memo<Advice>,
    /// One line on what the last change moved most, and how many changes there were.
    pub moved: Signal<(usize, String)>,
    pub screen: Memo<Screen>,
    /// What the engine knows before it is asked.
    pub ahead: Ahead,
    /// What is entered at the list of signs.
    pub draft: Draft,
    /// The stage whose causes are shown alone.
    pub looked_at: RwSignal<Option<Id>>,
    /// The notice of an incident was read and closed.
    pub incident_closed: RwSignal<bool>,
    /// The time, while something is waited for.
    pub present: RwSignal<Millis>,
    /// When the owner did something last: what the card shows changes then and not under their eyes.
    pub(super) acted: RwSignal<Millis>,
    /// The step the owner asked for.
    pub(super) wanted: RwSignal<Option<Step>>,
    /// The owner is at the list of signs again.
    pub(super) choosing: RwSignal<bool>,
    /// The owner would rather go on than call support.
    pub(super) insisting: RwSignal<bool>,
    pub(super) record: Callback<Changes>,
    step: Callback<i32>,
    carry_on: Callback<Progress>,
    pub root: NodeRef<html::Div>,
}

impl State {
    /// Derives everything from `progress`; the guide may come in another language later. `root` is the element within which focus moves.
    pub fn new(desk: RwSignal<Arc<Desk>>, progress: RwSignal<Progress>, root: NodeRef<html::Div>) -> Self {
        let (words, desk) = (desk, &desk.get_untracked());
        let ahead = Ahead::new();
        let session = with_desk(desk, move |desk| desk.session(&progress.read()));
        let evidence = with_desk(desk, move |desk| session.read().evidence(&desk.model));
        let belief = with_desk(desk, move |desk| engine::believe(&desk.model, &evidence.read()));
        let [present, acted] = [RwSignal::new(now()), RwSignal::new(now())];
        let wanted = RwSignal::new(None);
        let put_off = with_desk(desk, move |desk| {
            agenda::put_off(desk.guide(), &progress.read(), &session.read(), acted.get())
        });
        let open = with_desk(desk, move |desk| {
            agenda::evidence(&desk.model, &session.read(), &put_off.read())
        });
        let advice = with_desk(desk, move |desk| ahead.advise(&desk.model, &open.read()));
        let advice = with_desk(desk, move |desk| {
            let waited_out = agenda::waited_out(&progress.read(), &session.read(), acted.get());
            let progress = progress.read();
            let present = agenda::Present {
                wanted: wanted.get(),
                waited_out: &waited_out,
                here: progress.here(acted.get()),
                n_unsure: agenda::unsure_in_a_row(&session.read()),
            };
            agenda::choose(desk.guide(), &desk.model, &open.read(), advice.get(), present)
        });
        let put_off_helps = with_desk(desk, move |desk| {
            !put_off.read().is_empty() && agenda::support_can_wait(&desk.model, &session.read())
        });
        let [choosing, insisting] = [RwSignal::new(false), RwSignal::new(false)];
        let draft = Draft::new();
        let on_step = Callback::new(move |by| {
            // Back leads from the list of signs to the card, and takes nothing back.
            let leaves_list = by < 0 && choosing.get_untracked();
            choosing.set(false);
            focus::card_heading(root);
            if leaves_list {
                draft.end();
                return false;
            }
            wanted.set(None);
            acted.set(now());
            progress.update(|progress| progress.step(by));
            true
        });
        let (history, was_here) = match host::guest() {
            None => History::join(on_step),
            Some(guest) => (History::foreign(), guest.carried.with_value(Option::is_some)),
        };
        // A reload goes straight on; a new visit is asked first.
        let resumed = RwSignal::new(was_here || !session.read_untracked().started());
        let step = Callback::new({
            let history = history.clone();
            move |by| {
                resumed.set(true);
                // A button undoes what it names, whatever is shown.
                choosing.set(false);
                draft.end();
                if !history.go(by) {
                    on_step.run(by);
                }
            }
        });
        let carried_on = history.clone();
        let record = Callback::new(move |changes: Changes| {
            choosing.set(false);
            wanted.set(None);
            resumed.set(true);
            acted.set(now());
            if !changes.is_empty() {
                progress.update(|progress| progress.record(now(), changes));
                history.push();
            }
        });
        let carry_on = Callback::new(move |carried: Progress| {
            choosing.set(false);
            insisting.set(false);
            resumed.set(true);
            progress.update(|progress| progress.carry_on(now(), carried));
            carried_on.push();
            focus::card_heading(root);
        });
        let screen = Memo::new(move |_| {
            if choosing.get() {
                Screen::Start
            } else {
                let helps = move || put_off_helps.get();
                let settled = settled(&session.read(), resumed.get());
                // Nobody waits for the engine before they have told anything.
                settled.unwrap_or_else(|| advised(&advice.read(), insisting.get(), helps))
            }
        });
        ahead.follow(desk, open, advice, screen);
        let moved = moved(words, session, belief, advice);
        turns::keep_time(progress, session, present, move || {
            // Whoever has nothing else to do waits for this.
            if screen.get_untracked() == Screen::PutOff {
                acted.set(now());
            }
        });
        Self {
            progress,
            session,
            evidence,
            belief,
            put_off,
            open,
            advice,
            moved,
            screen,
            ahead,
            draft,
            looked_at: RwSignal::new(None),
            incident_closed: RwSignal::new(false),
            present,
            acted,
            wanted,
            choosing,
            insisting,
            record,
            step,
            carry_on,
            root,
        }
    }

    /// Records entries together, as one step of undo, and goes on to the next thing.
    pub fn record(&self, changes: Changes) {
        self.record.run(changes);
        focus::card_heading(self.root);
    }

    /// Changes an entry in place or takes it back: the focus goes to the card if that is another one now,
    /// else to the part of the page with the id `part`.
    pub fn edit(&self, subject: Subject, said: Option<Said>, part: String) {
        let before = self.screen.get_untracked();
        self.record.run(vec![(subject, said)]);
        if self.screen.get_untracked() == before {
            focus::part(self.root, part);
        } else {
            focus::card_heading(self.root);
        }
    }

    /// Undoes (-1) or redoes (1) one change, as the browser's Back and Forward do.
    pub fn step(&self, by: i32) {
        self.step.run(by);
    }

    /// Takes what the host reports out of the evidence, or puts it back.
    pub fn ignore(&self, incident: Id, on: bool) {
        self.progress
            .update(|progress| toggle(&mut progress.ignored, incident, on));
    }

    /// Records one entry, or takes it back.
    pub fn say(&self, subject: Subject, said: Option<Said>) {
        self.record(vec![(subject, said)]);
    }

    /// Replaces everything by what was reported elsewhere; Back brings it again.
    pub fn carry_on(&self, carried: Progress) {
        self.draft.end();
        self.carry_on.run(carried);
    }

    /// Moves the focus to the card that is shown.
    pub fn focus_card(&self) {
        focus::card_heading(self.root);
    }

    /// Takes all entries back; Back brings them again.
    pub fn start_over(&self) {
        self.progress.update(|progress| {
            progress.ticks.clear();
            progress.timers.clear();
            progress.confirmed.clear();
            progress.ignored.clear();
        });
        self.insisting.set(false);
        self.record(
            self.session
                .read_untracked()
                .entries
                .iter()
                .map(|entry| (entry.subject.clone(), None))
                .collect(),
        );
    }

    /// Goes to the list of signs, or back from it without changes.
    pub fn choose_signs(&self, on: bool) {
        self.draft.end();
        self.choosing.set(on);
        focus::card_heading(self.root);
    }

    /// Goes on with what is left, put-off steps included, though calling support is advised.
    pub fn keep_trying(&self) {
        self.insisting.set(true);
        self.record(
            self.session
                .read_untracked()
                .put_off()
                .map(|subject| (subject.clone(), None))
                .collect(),
        );
    }

    /// Shows the causes of one stage alone, or of all stages again; the focus goes there and comes back.
    pub fn look_at(&self, stage: Option<Id>) {
        let before = self.looked_at.get_untracked();
        let part = match (&stage, before) {
            (Some(_), _) => focus::STAGE_HEADING.to_owned(),
            (None, Some(before)) => focus::station(&before),
            (None, None) => return,
        };
        self.looked_at.set(stage);
        focus::part(self.root, part);
    }

    /// Ticks of what keeps the trouble away.
    pub fn prevention_ticks(&self) -> Ticks {
        let progress = self.progress;
        Ticks {
            ticked: Signal::derive(move || progress.read().prevention.clone()),
            on_tick: Callback::new(move |(id, on)| {
                progress.update(|progress| toggle(&mut progress.prevention, id, on));
            }),
        }
    }

    /// True if there is something left to try.
    pub fn has_more_to_try(&self) -> bool {
        self.session.read().put_off().next().is_some() || best_other(&self.advice.read()).is_some()
    }

    /// Begins anew, with nothing to go back to.
    pub fn forget(&self) {
        self.draft.end();
        self.choosing.set(false);
        self.insisting.set(false);
        self.wanted.set(None);
        self.looked_at.set(None);
        self.progress
            .update(|progress| *progress = Progress::new(progress.guide.clone(), progress.revision.clone()));
    }
}

/// Puts an id into a set or takes it out.
pub fn toggle(set: &mut sorted::Set<Id>, id: Id, on: bool) {
    if on {
        set.insert(id);
    } else {
        set.remove(&id);
    }
}

fn with_desk<T>(desk: &Arc<Desk>, derive: impl Fn(&Desk) -> T + Send + Sync + 'static) -> Memo<T>
where
    T: PartialEq + Send + Sync + 'static,
{
    let desk = desk.clone();
    Memo::new(move |_| derive(&desk))
}

/// What the card shows whatever the engine advises.
fn settled(session: &Session, resumed: bool) -> Option<Screen> {
    if !session.started() {
        return Some(Screen::Start);
    }
    if !resumed {
        return Some(Screen::Continue);
    }
    if let Some(action) = session.fixed_by() {
        return Some(Screen::Fixed(action.clone()));
    }
    session.handed_over().then_some(Screen::Over { advised: false })
}

fn advised(advice: &Advice, insisting: bool, put_off_helps: impl FnOnce() -> bool) -> Screen {
    match advice.next {
        Step::CallService => match best_other(advice).filter(|_| insisting) {
            Some(step) => Screen::Next(step),
            None if put_off_helps() => Screen::PutOff,
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

/// What a change of the session did to the belief.
#[derive(PartialEq)]
struct Moved {
    /// How many changes there were.
    n: usize,
    /// What was told; putting off tells nothing.
    told: Evidence,
    belief: Belief,
    /// The belief before, if more or less was told then.
    before: Option<Belief>,
}

/// One line on what is likeliest after a change that moved the belief; none after one that told nothing, or before
/// anything is told.
fn moved(
    desk: RwSignal<Arc<Desk>>,
    session: Memo<Session>,
    belief: Memo<Belief>,
    advice: Memo<Advice>,
) -> Signal<(usize, String)> {
    let moved = Memo::new(move |last: Option<&Moved>| {
        let told = agenda::evidence(&desk.read_untracked().model, &session.read(), &[]);
        let started = session.read().started();
        let before = last
            .filter(|last| last.told != told && started)
            .map(|last| last.belief.clone());
        Moved {
            n: last.map_or(0, |last| last.n + 1),
            told,
            belief: belief.get(),
            before,
        }
    });
    Signal::derive(move || {
        let moved = &*moved.read();
        let line = moved.before.as_ref().map(|before| {
            let session = session.read_untracked();
            let last = session.told().max_by(|a, b| a.at.total_cmp(&b.at));
            let is_unsure = last.is_some_and(|entry| matches!(entry.said, Said::NotSure | Said::CantDo));
            match is_unsure {
                true => that_is_fine(
                    &desk.read(),
                    advice.read_untracked().next,
                    agenda::unsure_in_a_row(&session),
                ),
                false => moved_to(&desk.read(), before, &moved.belief),
            }
        });
        (moved.n, line.unwrap_or_default())
    })
}

/// To one who cannot tell, or cannot do it: what comes instead.
fn that_is_fine(desk: &Desk, next: Step, n_unsure: usize) -> String {
    let text = desk.text;
    let next = text.fine_next(&step_words(desk, next));
    match n_unsure {
        n if n < agenda::MOST_UNSURE => next,
        _ => [next.trim_end_matches('.'), text.fine_support].join(". "),
    }
}

fn moved_to(desk: &Desk, before: &Belief, after: &Belief) -> String {
    let change = |cause| (after.p(cause) - before.p(cause)).abs();
    let most = desk.model.causes().map(change).fold(0.0, f64::max);
    let text = desk.text;
    let leader = after.ranked().first().map(|(cause, _)| *cause);
    match leader.filter(|_| most >= 0.01) {
        Some(leader) => text.moved(&desk.cause_title(desk.model.cause_name(leader))),
        None => text.moved_little.to_owned(),
    }
}

//! Claims about keeping, undoing and migrating what was reported.

use super::*;
use crate::guide::{Action, Cause, Escalation, Given, Minutes, Origin, Question, Sign};

fn judged() -> Origin {
    Origin::Judgement("a test".into())
}

/// Two causes and the leak, one sign, one question, one risky action that waits.
pub(crate) fn guide() -> Guide {
    let cause = |id: &str, prior, leak| Cause {
        id: id.into(),
        stage: None,
        prior,
        leak,
        origin: judged(),
    };
    let given = |p| {
        vec![Given {
            cause: "plan".into(),
            p,
            origin: None,
        }]
    };
    Guide {
        id: "test".into(),
        default_locale: "en".into(),
        platforms: vec!["ios".into()],
        groups: vec!["all".into()],
        places: vec!["app".into(), "car".into()],
        away: vec!["car".into()],
        needs: vec![],
        stages: vec![],
        causes: vec![
            cause("plan", 0.6, false),
            cause("signal", 0.3, false),
            cause("other", 0.1, true),
        ],
        signs: vec![Sign {
            id: "ended".into(),
            group: "all".into(),
            minutes: Minutes(0.2),
            seen_default: 0.1,
            seen: given(0.6),
            unsure: 0.0,
            tie: None,
            certain: false,
            origin: judged(),
        }],
        questions: vec![Question {
            id: "status".into(),
            group: "all".into(),
            place: None,
            minutes: Minutes(1.0),
            answers: vec!["active".into(), "over".into()],
            likelihood_default: vec![0.9, 0.1],
            likelihood: vec![Given {
                cause: "plan".into(),
                p: vec![0.2, 0.8],
                origin: None,
            }],
            unsure: 0.0,
            tie: None,
            certain: false,
            origin: judged(),
        }],
        actions: vec![Action {
            id: "renew".into(),
            place: "app".into(),
            minutes: Minutes(5.0),
            wait: Minutes(3.0),
            fixes: given(0.9),
            after: vec![],
            needs: vec![],
            risk: true,
            costs_money: false,
            cannot_be_undone: false,
            advanced: false,
            steps: vec!["open".into(), "pay".into()],
            cant: 0.0,
            cant_minutes: None,
            tie: None,
            only_if: vec![],
            unless: vec![],
            not_while: vec![],
            least_chance: 0.0,
            certain: false,
            origin: judged(),
        }],
        slip: None,
        owners: None,
        escalation: Escalation {
            minutes: Minutes(60.0),
            origin: judged(),
            ..Escalation::default()
        },
        faq: vec![],
        prevention: vec![],
        sources: vec![],
    }
}

fn sign() -> Subject {
    Subject::Sign("ended".into())
}

fn question() -> Subject {
    Subject::Question("status".into())
}

fn action() -> Subject {
    Subject::Action("renew".into())
}

fn answer(id: &str) -> Option<Said> {
    Some(Said::Answer(id.into()))
}

/// A sign, an answer and a failed step, one minute apart.
pub(crate) fn progress() -> Progress {
    let mut progress = Progress::new("test".into(), "r1".into());
    progress.record(0.0, vec![(Subject::Start, Some(Said::So)), (sign(), answer(YES))]);
    progress.record(60_000.0, vec![(question(), answer("over"))]);
    progress.record(120_000.0, vec![(action(), Some(Said::NotFixed))]);
    progress
}

fn told(progress: &Progress) -> Vec<(Subject, Said)> {
    progress
        .session()
        .told()
        .map(|entry| (entry.subject.clone(), entry.said.clone()))
        .collect()
}

#[test]
fn what_is_written_reads_back_the_same() {
    let mut progress = progress();
    progress.ticks.insert("renew".into(), ["open".into()].into());
    progress.timers.insert("renew".into(), 300_000.0);
    let text = progress.to_json();
    assert_eq!(Progress::read(&text, &"test".into()), Ok(progress));
}

#[test]
fn undo_takes_back_one_change_and_redo_brings_it_again() {
    let mut progress = progress();
    let all = told(&progress);
    progress.step(-1);
    assert_eq!(told(&progress), all[..2]);
    progress.step(1);
    assert_eq!(told(&progress), all);
}

#[test]
fn undo_stops_at_the_first_change_and_redo_at_the_last() {
    let mut progress = progress();
    progress.step(-9);
    assert_eq!((progress.depth(), told(&progress)), (0, vec![]));
    progress.step(9);
    assert_eq!(progress.depth(), 3);
}

#[test]
fn a_change_after_undo_replaces_what_could_be_redone() {
    let mut progress = progress();
    progress.step(-1);
    progress.record(180_000.0, vec![(question(), answer("active"))]);
    progress.step(1);
    assert_eq!(
        told(&progress),
        [(sign(), answer(YES).unwrap()), (question(), answer("active").unwrap())]
    );
}

#[test]
fn a_changed_entry_keeps_its_place_and_the_later_ones_stay() {
    let mut progress = progress();
    progress.record(180_000.0, vec![(sign(), answer(NO))]);
    let subjects: Vec<Subject> = told(&progress).into_iter().map(|(subject, _)| subject).collect();
    assert_eq!(subjects, [sign(), question(), action()]);
}

#[test]
fn taking_an_entry_back_leaves_the_evidence_as_if_it_had_never_been() {
    let model = engine::compile(&guide()).expect("the test guide is sound");
    let mut with = progress();
    with.record(180_000.0, vec![(question(), None)]);
    let mut without = Progress::new("test".into(), "r1".into());
    without.record(0.0, vec![(sign(), answer(YES))]);
    without.record(0.0, vec![(action(), Some(Said::NotFixed))]);
    assert_eq!(with.session().evidence(&model), without.session().evidence(&model));
}

#[test]
fn every_kind_of_entry_reaches_the_engine() {
    let model = engine::compile(&guide()).expect("the test guide is sound");
    assert_eq!(progress().session().evidence(&model).len(), 3);
    let mut none = Progress::new("test".into(), "r1".into());
    none.record(
        0.0,
        vec![
            (Subject::NoSigns, Some(Said::So)),
            (question(), Some(Said::NotSure)),
            (action(), Some(Said::Later)),
        ],
    );
    assert_eq!(none.session().evidence(&model).len(), 3);
}

#[test]
fn a_changed_guide_keeps_what_still_has_meaning_and_names_the_rest() {
    let mut progress = progress();
    progress
        .ticks
        .insert("renew".into(), ["open".into(), "pay".into()].into());
    let mut changed = guide();
    changed.questions.clear();
    changed.actions[0].steps = vec!["open".into()];
    assert_eq!(progress.reconcile(&changed, "r2"), [question()]);
    assert_eq!(
        told(&progress),
        [(sign(), answer(YES).unwrap()), (action(), Said::NotFixed)]
    );
    assert_eq!(progress.ticks.get("renew"), Some(&["open".into()].into()));
    assert_eq!(progress.depth(), 2);
}

#[test]
fn an_answer_that_is_gone_is_dropped_with_its_question_left_open() {
    let mut progress = progress();
    let mut changed = guide();
    changed.questions[0].answers = vec!["active".into(), "ended".into()];
    assert_eq!(progress.reconcile(&changed, "r2"), [question()]);
}

#[test]
fn an_unchanged_guide_drops_nothing() {
    let mut progress = progress();
    let before = progress.clone();
    assert_eq!(progress.reconcile(&guide(), "r1"), []);
    assert_eq!(progress, before);
}

/// What another device holds: one other entry, and marks.
fn other() -> Progress {
    let mut other = Progress::new("test".into(), String::new());
    let entry = |subject, said, at| Entry { subject, said, at };
    other.hold(vec![
        entry(Subject::Start, Said::So, 7000.0),
        entry(action(), Said::CantDo, 9000.0),
        entry(sign(), Said::Answer(NO.into()), 8000.0),
    ]);
    other.confirmed.insert("renew".into());
    other.prevention.insert("far".into());
    other
}

#[test]
fn carrying_on_from_elsewhere_replaces_everything_and_keeps_the_times_made_there() {
    let mut progress = progress();
    progress.ticks.insert("renew".into(), ["open".into()].into());
    progress.platform = Some("ios".into());
    progress.prevention.insert("near".into());
    progress.carry_on(500_000.0, other());
    assert_eq!(progress.session(), other().session());
    assert_eq!((progress.ticks.len(), progress.confirmed.len()), (0, 1));
    assert_eq!(progress.platform, Some("ios".into()));
    assert_eq!(progress.prevention, ["far".into(), "near".into()].into());
}

#[test]
fn carrying_on_is_one_step_that_undo_takes_back_with_its_marks_and_redo_brings_again() {
    let mut progress = progress();
    progress.ticks.insert("renew".into(), ["open".into()].into());
    let before = progress.clone();
    progress.carry_on(500_000.0, other());
    let after = progress.clone();
    let text = progress.to_json();
    let mut progress = Progress::read(&text, &"test".into()).expect("readable");
    progress.step(-1);
    assert_eq!((progress.session(), &progress.ticks), (before.session(), &before.ticks));
    assert!(progress.confirmed.is_empty());
    progress.step(1);
    assert_eq!(progress, after);
    progress.step(-2);
    assert_eq!(told(&progress), told(&before)[..2]);
    assert_eq!(progress.ticks, before.ticks);
}

#[test]
fn a_changed_guide_keeps_the_times_of_what_was_carried_here() {
    let mut progress = progress();
    progress.carry_on(500_000.0, other());
    let mut changed = guide();
    changed.actions.clear();
    assert_eq!(progress.reconcile(&changed, "r2"), [action()]);
    let times: Vec<Millis> = progress.session().entries.iter().map(|entry| entry.at).collect();
    assert_eq!(times, [7000.0, 8000.0]);
    assert!(progress.confirmed.is_empty());
}

#[track_caller]
fn check_unreadable(text: &str, expected: &str) {
    let error = Progress::read(text, &"test".into()).expect_err("must not be readable");
    assert_eq!(error.to_string(), expected);
}

#[test]
fn unreadable_records_say_why() {
    check_unreadable("}{", "not a progress record: expected value at line 1 column 1");
    check_unreadable(
        "{\"version\":1}",
        "not a progress record: missing field `guide` at line 1 column 13",
    );
    check_unreadable(
        "{\"version\":7,\"new\":[]}",
        "written by a newer version (7, this page knows 1)",
    );
    let other = Progress::new("elsewhere".into(), "r1".into()).to_json();
    check_unreadable(&other, "belongs to the guide \"elsewhere\"");
}

#[test]
fn a_cursor_beyond_the_log_is_brought_back_to_its_end() {
    let mut text = progress().to_json();
    text = text.replace("\"cursor\":3", "\"cursor\":99");
    let mut progress = Progress::read(&text, &"test".into()).expect("readable");
    assert_eq!(progress.depth(), 3);
    progress.step(-1);
    assert_eq!(progress.depth(), 2);
}

#[test]
fn nothing_reported_is_not_worth_keeping() {
    assert!(Progress::new("test".into(), "r1".into()).is_pristine());
    assert!(!progress().is_pristine());
}

#[test]
fn undo_and_redo_are_named_after_what_they_would_do() {
    let mut progress = progress();
    assert_eq!(
        progress.last_change(),
        Some([(action(), Some(Said::NotFixed))].as_slice())
    );
    assert_eq!(progress.next_change(), None);
    progress.step(-1);
    assert_eq!(progress.last_change(), Some([(question(), answer("over"))].as_slice()));
    assert_eq!(
        progress.next_change(),
        Some([(action(), Some(Said::NotFixed))].as_slice())
    );
    progress.step(-2);
    assert_eq!(progress.last_change(), None);
    // As in any editor, an edit leaves nothing to redo.
    progress.record(1.0, vec![(question(), answer("active"))]);
    assert_eq!(progress.next_change(), None);
}

#[test]
fn what_came_back_is_known_until_something_else_is_said() {
    let mut progress = progress();
    assert_eq!(progress.came_back(), None);
    progress.record(1.0, vec![(action(), Some(Said::Fixed))]);
    assert_eq!(progress.came_back(), None);
    progress.record(2.0, vec![(action(), Some(Said::NotFixed))]);
    assert_eq!(progress.came_back(), Some(&Id::from("renew")));
    progress.record(3.0, vec![(question(), answer("active"))]);
    assert_eq!(progress.came_back(), None);
}

#[test]
fn what_worked_for_a_while_stays_known_whatever_else_is_said() {
    let mut progress = progress();
    let lapsed = |progress: &Progress| progress.worked_for_a_while().into_iter().collect::<Vec<_>>();
    progress.record(1.0, vec![(action(), Some(Said::Fixed))]);
    assert_eq!(lapsed(&progress), []);
    progress.record(2.0, vec![(action(), Some(Said::NotFixed))]);
    progress.record(3.0, vec![(question(), answer("active"))]);
    assert_eq!(lapsed(&progress), [Id::from("renew")]);
    // Undone, it is as it was; taken back, it was not tried at all.
    progress.step(-2);
    assert_eq!(lapsed(&progress), []);
    progress.step(2);
    progress.record(4.0, vec![(action(), None)]);
    assert_eq!(lapsed(&progress), []);
    progress.record(5.0, vec![(action(), Some(Said::NotFixed))]);
    assert_eq!(lapsed(&progress), []);
}

#[test]
fn what_the_host_reports_counts_and_is_no_entry() {
    let model = engine::compile(&guide()).unwrap();
    let mut session = progress().session();
    let before = session.evidence(&model);
    session.report = Some(("signal".into(), Odds::new(20.0).unwrap()));
    let evidence = session.evidence(&model);
    assert_eq!(evidence.len(), before.len() + 1);
    assert_eq!(session.told().count(), progress().session().told().count());
    session.report = Some(("moon".into(), Odds::new(20.0).unwrap()));
    assert_eq!(session.evidence(&model), before);
}

#[test]
fn what_was_tried_on_another_answer_does_not_count_and_is_not_lost() {
    let mut guide = guide();
    guide.actions[0].only_if.push(crate::guide::Condition {
        question: "status".into(),
        answer: "over".into(),
    });
    let model = engine::compile(&guide).unwrap();
    let mut progress = progress();
    let tried = progress.session().evidence(&model);
    assert_eq!(tried.len(), 3);
    assert_eq!(progress.session().moot(&model), vec![]);
    for said in [answer("active"), None] {
        progress.record(1.0, vec![(question(), said.clone())]);
        let session = progress.session();
        assert_eq!(session.said(&action()), Some(&Said::NotFixed));
        assert_eq!(session.moot(&model), vec![(action(), Moot::Condition("status".into()))]);
        assert_eq!(session.evidence(&model).len(), if said.is_some() { 2 } else { 1 });
    }
    progress.record(2.0, vec![(question(), answer("over"))]);
    assert_eq!(progress.session().evidence(&model), tried);
}

#[test]
fn what_repeats_another_entry_is_named() {
    let model = engine::compile(&guide()).unwrap();
    let mut progress = progress();
    progress.record(1.0, vec![(Subject::NoSigns, Some(Said::So))]);
    assert_eq!(progress.session().moot(&model), vec![(Subject::NoSigns, Moot::Repeats)]);
}

#[test]
fn where_the_owner_is_is_kept_and_forgotten_after_some_hours() {
    let mut progress = progress();
    let visit = Visit {
        place: "car".into(),
        since: 60_000.0,
    };
    progress.visit = Some(visit);
    let text = progress.to_json();
    let read = Progress::read(&text, &"test".into()).expect("readable");
    assert_eq!(read.here(60_000.0), Some(&"car".into()));
    assert_eq!(read.here(60_000.0 + STAY), None);
    // A clock that was set back is no reason to be anywhere.
    assert_eq!(read.here(0.0), None);
}

#[test]
fn a_place_that_is_not_away_any_more_is_forgotten() {
    let mut progress = progress();
    progress.visit = Some(Visit {
        place: "car".into(),
        since: 0.0,
    });
    let mut changed = guide();
    changed.away.clear();
    assert_eq!(progress.reconcile(&changed, "r2"), []);
    assert_eq!(progress.visit, None);
}

#[test]
fn a_record_from_before_places_reads() {
    let text = progress().to_json();
    assert!(!text.contains("visit"), "{text}");
    assert_eq!(Progress::read(&text, &"test".into()), Ok(progress()));
}

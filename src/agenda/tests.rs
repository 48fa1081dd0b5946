//! Claims about which step comes next, where, and when what was put off comes back.

use super::*;
use crate::engine::Step::{Ask, CallService, Do};
use crate::guide::Given;
use crate::progress::{STAY, Visit, tests};

/// Fixes of the plan and of the signal are done in the app, at the car and at the dealer's; all may help.
fn guide() -> Guide {
    let mut guide = tests::guide();
    guide.places = ["app", "car", "dealer"].map(Id::from).into();
    guide.away = ["car", "dealer"].map(Id::from).into();
    let action = |id: &str, place: &str, minutes: f64, fixes: &[(&str, f64)]| {
        let mut action = tests::guide().actions.remove(0);
        action.id = id.into();
        action.place = place.into();
        action.minutes = Minutes(minutes);
        action.wait = Minutes(if id == "renew" { 3.0 } else { 0.0 });
        let given = |(cause, p): &(&str, f64)| Given {
            cause: Id::from(*cause),
            p: *p,
            origin: None,
        };
        action.fixes = fixes.iter().map(given).collect();
        action
    };
    guide.actions = vec![
        action("renew", "app", 5.0, &[("plan", 0.9)]),
        action("drive", "car", 6.0, &[("signal", 0.9)]),
        action("reset", "car", 4.0, &[("plan", 0.3), ("signal", 0.3)]),
        action("scan", "dealer", 40.0, &[("signal", 0.95)]),
    ];
    guide.questions[0].place = Some("app".into());
    guide.signs.clear();
    guide
}

/// A guide with what was reported of it, at these minutes.
struct Case {
    guide: Guide,
    model: Model,
    progress: Progress,
}

impl Case {
    fn new(said: &[(f64, &str, Said)]) -> Self {
        let guide = guide();
        let model = engine::compile(&guide).expect("the guide is sound");
        let mut progress = Progress::new("test".into(), "r1".into());
        progress.record(0.0, vec![(Subject::Start, Some(Said::So))]);
        for (at, id, said) in said {
            let subject = if *id == "status" {
                Subject::Question
            } else {
                Subject::Action
            };
            progress.record(minutes(*at), vec![(subject(Id::from(*id)), Some(said.clone()))]);
        }
        Self { guide, model, progress }
    }

    /// The wait of `renew` ends at this minute.
    fn waiting_until(mut self, at: f64) -> Self {
        self.progress.timers.insert("renew".into(), minutes(at));
        self
    }

    fn went_to(mut self, place: &str, at: f64) -> Self {
        self.progress.visit = Some(Visit {
            place: place.into(),
            since: minutes(at),
        });
        self
    }

    fn put_off(&self, at: f64) -> Vec<Subject> {
        put_off(&self.guide, &self.progress, &self.progress.session(), minutes(at))
    }

    fn comes_back(&self, subject: &Subject, at: f64) -> Return {
        let session = self.progress.session();
        comes_back(&self.guide, &self.progress, &session, subject, minutes(at))
    }

    /// The engine's advice and the one chosen at this minute.
    fn advice(&self, at: f64, wanted: Option<Step>) -> (Advice, Advice) {
        let session = self.progress.session();
        let evidence = evidence(&self.model, &session, &self.put_off(at));
        let advice = engine::advise(&self.model, &evidence);
        let present = Present {
            wanted,
            waited_out: &waited_out(&self.progress, &session, minutes(at)),
            here: self.progress.here(minutes(at)),
            n_unsure: unsure_in_a_row(&session),
        };
        let chosen = choose(&self.guide, &self.model, &evidence, advice.clone(), present);
        (advice, chosen)
    }

    /// The step that comes next at this minute.
    fn next(&self, at: f64) -> String {
        self.name(self.advice(at, None).1.next)
    }

    fn name(&self, step: Step) -> String {
        match step {
            Do(action) => self.model.action_name(action).to_string(),
            Ask(question) => self.model.question_name(question).to_string(),
            CallService => "support".to_owned(),
        }
    }

    fn step(&self, name: &str) -> Step {
        let action = self.model.action(name).map(Do);
        action
            .or_else(|| self.model.question(name).map(Ask))
            .expect("a step of the guide")
    }
}

fn minutes(minutes: f64) -> Millis {
    minutes * 60_000.0
}

fn later(id: &str) -> Subject {
    Subject::Action(id.into())
}

/// The best step with what is here put off is asked or done in the app.
fn at_home() -> Case {
    Case::new(&[(1.0, "status", Said::NotSure)])
}

#[test]
fn with_nothing_put_off_and_nowhere_to_be_the_engine_decides() {
    let (advice, chosen) = at_home().advice(2.0, None);
    assert_eq!(advice, chosen);
    assert_eq!(at_home().next(2.0), "renew");
}

#[test]
fn at_a_place_what_costs_little_more_is_done_there_first() {
    let case = at_home().went_to("car", 1.5);
    let (advice, chosen) = case.advice(2.0, None);
    assert_eq!(case.name(chosen.next), "reset");
    assert!(chosen.expected.0 > advice.expected.0 && chosen.expected.0 <= advice.expected.0 + WALK.0);
    assert_eq!(chosen.alternatives[0], (chosen.next, chosen.expected));
    assert_eq!(chosen.alternatives[1].0, advice.next);
    assert_eq!(chosen.alternatives.len(), advice.alternatives.len());
    // A third of the plan's and the signal's share.
    assert!((chosen.chance - 0.27).abs() < 1e-9, "{}", chosen.chance);
}

#[test]
fn at_a_place_what_costs_more_than_a_walk_has_to_wait() {
    assert_eq!(at_home().went_to("dealer", 1.5).next(2.0), "renew");
}

#[test]
fn no_step_at_a_place_keeps_the_owner_from_support() {
    let failed = ["renew", "drive", "scan", "reset"].map(|id| (2.0, id, Said::NotFixed));
    assert_eq!(Case::new(&failed).went_to("car", 3.0).next(4.0), "support");
}

#[test]
fn where_the_owner_is_gets_forgotten() {
    let case = at_home().went_to("car", 1.5);
    let later = 1.5 + STAY / minutes(1.0);
    assert_eq!(case.next(later - 0.1), "reset");
    assert_eq!(case.next(later), "renew");
}

#[test]
fn what_is_worth_doing_at_a_place_is_offered_together() {
    let case = Case::new(&[(1.0, "status", Said::NotSure), (2.0, "renew", Said::NotFixed)]);
    let (advice, _) = case.advice(3.0, None);
    assert_eq!(case.name(advice.next), "drive");
    assert_eq!(
        together(&case.guide, &case.model, &advice, &"car".into()),
        [case.step("reset")]
    );
    assert_eq!(worth_going(&case.guide, &case.model, &advice), [Id::from("car")]);
}

#[test]
fn what_the_owner_asks_for_comes_next_while_it_is_open() {
    let case = at_home();
    let scan = case.step("scan");
    assert_eq!(case.advice(2.0, Some(scan)).1.next, scan);
    let case = Case::new(&[(1.0, "scan", Said::NotFixed)]);
    assert_ne!(case.advice(2.0, Some(scan)).1.next, scan);
}

#[test]
fn what_was_put_off_is_passed_over() {
    let case = Case::new(&[(1.0, "status", Said::NotSure), (2.0, "renew", Said::Later)]);
    assert_eq!(case.put_off(3.0), [later("renew")]);
    assert_ne!(case.next(3.0), "renew");
}

#[test]
fn a_put_off_step_comes_next_when_its_wait_is_over() {
    let said = [(1.0, "status", Said::NotSure), (2.0, "renew", Said::Later)];
    let case = Case::new(&said).waiting_until(4.0);
    assert_eq!(
        (case.put_off(3.9), case.next(3.9) == "renew"),
        (vec![later("renew")], false)
    );
    assert_eq!((case.put_off(4.0), case.next(4.0)), (vec![], "renew".into()));
    assert_eq!(waited_out(&case.progress, &case.progress.session(), minutes(3.9)), []);
}

#[test]
fn a_step_put_off_after_its_wait_does_not_come_back_by_it() {
    let case = Case::new(&[(5.0, "renew", Said::Later)]).waiting_until(4.0);
    assert_eq!(case.put_off(6.0), [later("renew")]);
    assert_eq!(waited_out(&case.progress, &case.progress.session(), minutes(6.0)), []);
}

#[test]
fn a_wait_that_was_tried_or_needs_no_trying_is_not_told() {
    for said in [Said::NotFixed, Said::CantDo, Said::Fixed] {
        let case = Case::new(&[(3.0, "renew", said)]).waiting_until(4.0);
        assert_eq!(waited_out(&case.progress, &case.progress.session(), minutes(5.0)), []);
    }
    let case = Case::new(&[(3.0, "drive", Said::Fixed)]).waiting_until(4.0);
    assert_eq!(waited_out(&case.progress, &case.progress.session(), minutes(5.0)), []);
    let case = Case::new(&[]).waiting_until(4.0);
    assert_eq!(
        waited_out(&case.progress, &case.progress.session(), minutes(5.0)),
        [Id::from("renew")]
    );
}

#[test]
fn a_put_off_step_comes_back_when_the_owner_comes_to_its_place() {
    let said = [(1.0, "drive", Said::Later), (1.0, "renew", Said::Later)];
    assert_eq!(Case::new(&said).went_to("car", 2.0).put_off(3.0), [later("renew")]);
    assert_eq!(Case::new(&said).went_to("dealer", 2.0).put_off(3.0).len(), 2);
    // Put off at the car, it stays put off there.
    assert_eq!(Case::new(&said).went_to("car", 0.5).put_off(3.0).len(), 2);
}

#[test]
fn support_waits_for_what_was_put_off_and_may_help() {
    let all = ["renew", "drive", "scan", "reset"];
    let put_off = all.map(|id| (2.0, id, Said::Later));
    let case = Case::new(&put_off);
    assert!(support_can_wait(&case.model, &case.progress.session()));
    let failed = all.map(|id| (2.0, id, Said::NotFixed));
    let case = Case::new(&failed);
    assert!(!support_can_wait(&case.model, &case.progress.session()));
    let status = [(1.0, "status", Said::Later)];
    let case = Case::new(&[&failed[..], &status].concat());
    assert!(!support_can_wait(&case.model, &case.progress.session()));
}

#[test]
fn it_is_told_when_each_step_comes_back() {
    let said = ["renew", "drive", "status"].map(|id| (1.0, id, Said::Later));
    let case = Case::new(&said).waiting_until(4.0);
    let back = |subject, at| case.comes_back(&subject, at);
    assert_eq!(back(later("renew"), 2.0), Return::WaitOver(minutes(4.0)));
    assert_eq!(back(later("renew"), 5.0), Return::Next);
    assert_eq!(back(later("drive"), 2.0), Return::At("car".into()));
    assert_eq!(back(Subject::Question("status".into()), 2.0), Return::Last);
    let case = Case::new(&said).went_to("car", 0.5);
    assert_eq!(case.comes_back(&later("drive"), 2.0), Return::Last);
    // Put off once more after the wait, it has no wait of its own to come back from.
    let case = Case::new(&said).waiting_until(0.5);
    assert_eq!(case.comes_back(&later("renew"), 2.0), Return::Last);
}

/// Steps that are worth trying, and the chance of each in a hundred.
fn worth(case: &Case) -> Vec<(String, f64)> {
    let evidence = case.progress.session().evidence(&case.model);
    let advice = engine::advise(&case.model, &evidence);
    let worth = worth_trying(&case.model, &evidence, &advice);
    let name = |(action, chance): (_, f64)| (case.name(Do(action)), (chance * 100.0).round());
    worth.into_iter().map(name).collect()
}

#[test]
fn steps_worth_trying_are_listed_by_chance_and_minutes() {
    let names = |case: &Case| worth(case).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
    // The scan takes longer than support.
    let all = [("renew", 54.0), ("reset", 27.0), ("drive", 27.0)];
    assert_eq!(worth(&at_home()), all.map(|(name, chance)| (name.to_owned(), chance)));
    let after = Case::new(&[(1.0, "status", Said::NotSure), (2.0, "renew", Said::NotFixed)]);
    assert!(!names(&after).contains(&"renew".to_owned()));
    let failed = ["renew", "drive", "scan", "reset"].map(|id| (2.0, id, Said::NotFixed));
    assert_eq!(names(&Case::new(&failed)), [""; 0]);
}

#[test]
fn a_step_that_waits_for_an_answer_leads_to_its_question() {
    let mut case = Case::new(&[]);
    let condition = crate::guide::Condition {
        question: "status".into(),
        answer: case.guide.questions[0].answers[0].clone(),
    };
    let renew = case
        .guide
        .actions
        .iter_mut()
        .find(|action| action.id.as_str() == "renew");
    renew.expect("it is there").only_if = vec![condition];
    case.model = engine::compile(&case.guide).expect("the guide is sound");
    let (renew, status) = (case.step("renew"), case.step("status"));
    assert_eq!(case.advice(1.0, Some(renew)).1.next, status);
    assert!(worth(&case).iter().any(|(name, _)| name == "renew"));
    let session = case.progress.session();
    let action = case.model.action("renew").expect("it is there");
    let evidence = session.evidence(&case.model);
    assert_eq!(guard(&case.model, &evidence, action).map(Ask), Some(status));
    // Answered otherwise, it stays closed, and nothing more is to be asked for it.
    let answer = Said::Answer(case.guide.questions[0].answers[1].clone());
    case.progress
        .record(minutes(1.0), vec![(Subject::Question("status".into()), Some(answer))]);
    let evidence = case.progress.session().evidence(&case.model);
    assert_eq!(guard(&case.model, &evidence, action), None);
    assert!(worth(&case).iter().all(|(name, _)| name != "renew"));
}

#[test]
fn what_tells_nothing_is_counted_until_something_does() {
    let n = |said: &[(f64, &str, Said)]| unsure_in_a_row(&Case::new(said).progress.session());
    let unsure = |id| (1.0, id, Said::NotSure);
    assert_eq!(n(&[]), 0);
    assert_eq!(n(&[unsure("status"), (2.0, "renew", Said::CantDo)]), 2);
    assert_eq!(n(&[unsure("status"), (2.0, "renew", Said::Later)]), 1);
    let declined = ["renew", "drive", "reset", "scan"].map(|id| (1.0, id, Said::CantDo));
    assert_eq!(n(&declined), 4);
    let mut tried = declined.clone();
    tried[3] = (2.0, "scan", Said::NotFixed);
    assert_eq!(n(&tried), 2);
    let many = &declined[..3];
    assert_eq!(n(many), 3);
    let answer = Said::Answer(guide().questions[0].answers[0].clone());
    assert_eq!(n(&[&declined[..], &[(2.0, "status", answer)]].concat()), 0);
}

/// A case in which the best step is the question, and the owner could not tell so many times.
fn instead_of_question(n_unsure: usize) -> String {
    let case = Case::new(&[]);
    let evidence = case.progress.session().evidence(&case.model);
    let mut advice = engine::advise(&case.model, &evidence);
    let question = case.step("status");
    advice.alternatives.retain(|(step, _)| *step != question);
    advice.alternatives.insert(0, (question, advice.expected));
    advice.next = question;
    let present = Present {
        n_unsure,
        ..Present::default()
    };
    case.name(choose(&case.guide, &case.model, &evidence, advice, present).next)
}

#[test]
fn one_who_cannot_tell_gets_an_easy_step_instead_of_a_question() {
    assert_eq!(instead_of_question(MOST_UNSURE - 1), "status");
    assert_eq!(instead_of_question(MOST_UNSURE), "renew");
    // Later what may well help comes all the same.
    assert_eq!(instead_of_question(TOO_UNSURE), "renew");
}

#[test]
fn what_was_told_or_declined_is_not_asked_in_other_words() {
    let mut case = Case::new(&[]);
    case.guide = tests::guide();
    let mut question = case.guide.questions[0].clone();
    question.id = "other".into();
    question.tie = Some("fact".into());
    case.guide.questions[0].tie = Some("fact".into());
    case.guide.questions.insert(0, question);
    case.model = engine::compile(&case.guide).expect("the guide is sound");
    let subject = Subject::Question("status".into());
    case.progress.record(0.0, vec![(subject, Some(Said::NotSure))]);
    let evidence = case.progress.session().evidence(&case.model);
    let mut advice = engine::advise(&case.model, &evidence);
    let other = case.step("other");
    advice.alternatives.retain(|(step, _)| *step != other);
    advice.alternatives.insert(0, (other, advice.expected));
    advice.next = other;
    let chosen = choose(&case.guide, &case.model, &evidence, advice, Present::default());
    assert_ne!(chosen.next, other);
}

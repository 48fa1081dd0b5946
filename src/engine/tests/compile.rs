//! Compiling a guide: what becomes of its numbers, and every error with its exact message.

use super::support::{Build, close, guide};
use crate::engine::*;
use crate::guide::{Guide, Minutes};

/// Three causes, a sign, a question and two actions.
fn sound() -> Guide {
    guide(&[("plan", 0.6), ("phone", 0.3), ("other", 0.1)], 60.0)
        .sign("red", 0.5, 0.2, &[("plan", 0.8)])
        .question("status", 2.0, &[0.7, 0.2, 0.1], &[("plan", &[0.1, 0.8, 0.1])])
        .action("renew", 5.0, &[("plan", 0.9)])
        .action("restart", 1.0, &[("phone", 0.5)])
}

#[track_caller]
fn check(change: impl FnOnce(&mut Guide), message: &str) {
    let mut guide = sound();
    change(&mut guide);
    assert_eq!(
        compile(&guide).map(|_| ()).map_err(|error| error.to_string()),
        Err(message.to_owned())
    );
}

#[test]
fn every_unsound_guide_is_refused_with_its_place() {
    check(
        |g| g.causes[0].prior = 1.4,
        r#"cause "plan": prior is 1.4, expected 0 to 1"#,
    );
    check(
        |g| g.causes[1].prior = f64::NAN,
        r#"cause "phone": prior is NaN, expected 0 to 1"#,
    );
    check(
        |g| g.causes[2].prior = 0.0,
        r#"cause "other": prior of the leak is 0, expected more than 0"#,
    );
    check(
        |g| g.causes[2].leak = false,
        "causes: 0 are the leak, expected exactly 1",
    );
    check(
        |g| g.causes[0].leak = true,
        "causes: 2 are the leak, expected exactly 1",
    );
    check(|g| g.causes.clear(), "causes: 0 are the leak, expected exactly 1");
    check(
        |g| g.causes[1].id = "plan".into(),
        r#"cause "plan": the name is used twice"#,
    );

    check(
        |g| g.signs[0].seen_default = -0.1,
        r#"sign "red": seen.default is -0.1, expected 0 to 1"#,
    );
    check(
        |g| g.signs[0].seen[0].p = 2.0,
        r#"sign "red": seen.plan is 2, expected 0 to 1"#,
    );
    check(
        |g| g.signs[0].seen[0].cause = "plam".into(),
        r#"sign "red": seen names cause "plam", which does not exist"#,
    );
    check(
        |g| {
            let again = g.signs[0].seen[0].clone();
            g.signs[0].seen.push(again);
        },
        r#"sign "red": seen names cause "plan" twice"#,
    );
    check(
        |g| g.signs[0].minutes = Minutes(0.0),
        r#"sign "red": minutes is 0, expected more than 0 and at most 1000000"#,
    );
    check(
        |g| g.signs.push(g.signs[0].clone()),
        r#"sign "red": the name is used twice"#,
    );

    check(
        |g| g.questions[0].id = "red".into(),
        r#"question "red": the name is used twice"#,
    );
    check(
        |g| g.questions[0].minutes = Minutes(f64::INFINITY),
        r#"question "status": minutes is inf, expected more than 0 and at most 1000000"#,
    );
    check(
        |g| g.questions[0].answers.truncate(1),
        r#"question "status": the number of answers is 1, expected at least 2"#,
    );
    check(
        |g| g.questions[0].answers[2] = "a0".into(),
        r#"question "status": answers names "a0" twice"#,
    );
    check(
        |g| g.questions[0].likelihood_default.push(0.0),
        r#"question "status": the length of likelihood.default is 4, expected 3, one per answer"#,
    );
    check(
        |g| g.questions[0].likelihood[0].p = vec![0.5, 0.5],
        r#"question "status": the length of likelihood.plan is 2, expected 3, one per answer"#,
    );
    check(
        |g| g.questions[0].likelihood_default = vec![0.7, 0.2, 1.1],
        r#"question "status": "a2" in likelihood.default is 1.1, expected 0 to 1"#,
    );
    check(
        |g| g.questions[0].likelihood[0].p = vec![0.5, 0.5, 0.5],
        r#"question "status": likelihood.plan sums to 1.5, expected 1"#,
    );
    check(
        |g| g.questions[0].likelihood[0].cause = "x".into(),
        r#"question "status": likelihood names cause "x", which does not exist"#,
    );

    check(
        |g| g.actions[1].id = "renew".into(),
        r#"action "renew": the name is used twice"#,
    );
    check(
        |g| g.actions[0].minutes = Minutes(-1.0),
        r#"action "renew": minutes is -1, expected more than 0 and at most 1000000"#,
    );
    check(
        |g| g.actions[0].wait = Minutes(-1.0),
        r#"action "renew": wait is -1, expected 0 to 1000000"#,
    );
    check(
        |g| g.actions[0].fixes[0].p = 1.01,
        r#"action "renew": fixes.plan is 1.01, expected 0 to 1"#,
    );
    check(
        |g| g.actions[0].fixes[0].cause = "x".into(),
        r#"action "renew": fixes names cause "x", which does not exist"#,
    );
    check(
        |g| g.actions[0].after = vec!["x".into()],
        r#"action "renew": after names action "x", which does not exist"#,
    );
    check(
        |g| g.actions[0].after = vec!["restart".into(), "restart".into()],
        r#"action "renew": after names action "restart" twice"#,
    );
    check(
        |g| g.actions[0].after = vec!["renew".into()],
        r#"action "renew": after leads back to itself"#,
    );
    check(
        |g| {
            g.actions[0].after = vec!["restart".into()];
            g.actions[1].after = vec!["renew".into()];
        },
        r#"action "renew": after leads back to itself"#,
    );
    check(
        |g| g.escalation.minutes = Minutes(0.0),
        "escalation: minutes is 0, expected more than 0 and at most 1000000",
    );
}

#[test]
fn tables_beyond_memory_are_refused() {
    check(
        |g| g.actions = vec![g.actions[0].clone(); 70_000],
        "actions: there are 70000, expected at most 65535",
    );
    check(
        |g| {
            g.causes = vec![g.causes[0].clone(); 20_000];
            g.actions = vec![g.actions[0].clone(); 20_000];
        },
        "tables: there are 400100000 probabilities, expected at most 16777216",
    );
}

#[test]
fn priors_are_scaled_to_sum_to_one() {
    let model = compile(&guide(&[("a", 0.3), ("b", 0.1), ("other", 0.1)], 60.0)).unwrap();
    let priors: Vec<f64> = model.causes().map(|c| model.prior(c)).collect();
    for (got, expected) in priors.into_iter().zip([0.6, 0.2, 0.2]) {
        close(got, expected, 1e-15);
    }
    assert_eq!(model.leak(), model.cause("other"));
}

#[test]
fn signs_become_questions_with_yes_and_no_before_the_questions() {
    let model = compile(&sound()).unwrap();
    let names: Vec<&str> = model.questions().map(|q| model.question_name(q).as_str()).collect();
    assert_eq!(names, ["red", "status"]);
    let (red, plan) = (model.question("red").unwrap(), model.cause("plan").unwrap());
    assert!(model.is_sign(red) && !model.is_sign(model.question("status").unwrap()));
    let answers: Vec<&str> = model.answers(red).map(|a| model.answer_name(red, a).as_str()).collect();
    assert_eq!(answers, ["yes", "no"]);
    close(model.likelihood(red, AnswerId::YES, plan), 0.8, 1e-15);
    close(model.likelihood(red, AnswerId::NO, plan), 0.2, 1e-15);
}

#[test]
fn the_leak_answers_as_the_others_do_on_average_unless_it_is_named() {
    let model = compile(&sound()).unwrap();
    let (status, leak) = (model.question("status").unwrap(), model.leak().unwrap());
    let p = |name| model.likelihood(status, model.answer(status, name).unwrap(), leak);
    close(p("a0"), (0.6 * 0.1 + 0.3 * 0.7) / 0.9, 1e-15);
    close(p("a1"), (0.6 * 0.8 + 0.3 * 0.2) / 0.9, 1e-15);
    let red = model.question("red").unwrap();
    close(
        model.likelihood(red, AnswerId::YES, leak),
        (0.6 * 0.8 + 0.3 * 0.2) / 0.9,
        1e-15,
    );

    let named = sound().question("named", 1.0, &[0.5, 0.5], &[("other", &[0.25, 0.75])]);
    let model = compile(&named).unwrap();
    let named = model.question("named").unwrap();
    close(
        model.likelihood(named, model.answer(named, "a1").unwrap(), model.leak().unwrap()),
        0.75,
        1e-15,
    );
}

#[test]
fn nothing_repairs_the_leak_unless_the_author_says_so() {
    let model = compile(&sound().action("reset", 9.0, &[("other", 0.4)])).unwrap();
    assert_eq!(model.fixes(model.action("renew").unwrap(), model.leak().unwrap()), 0.0);
    assert_eq!(model.fixes(model.action("reset").unwrap(), model.leak().unwrap()), 0.4);
}

#[test]
fn numbers_are_clamped_unless_the_author_is_certain() {
    let extreme = guide(&[("a", 0.5), ("b", 0.45), ("other", 0.05)], 60.0)
        .sign("s", 0.5, 0.0, &[("a", 1.0)])
        .question("q", 1.0, &[0.0, 0.0, 1.0], &[("a", &[1.0, 0.0, 0.0])])
        .action("d", 1.0, &[("a", 1.0)]);
    let model = compile(&extreme).unwrap();
    let (s, q, d) = (
        model.question("s").unwrap(),
        model.question("q").unwrap(),
        model.action("d").unwrap(),
    );
    let (a, b) = (model.cause("a").unwrap(), model.cause("b").unwrap());
    close(model.likelihood(s, AnswerId::YES, a), 0.99, 1e-15);
    close(model.likelihood(s, AnswerId::YES, b), 0.01, 1e-15);
    close(
        model.likelihood(q, model.answer(q, "a0").unwrap(), a),
        0.99 / 1.01,
        1e-15,
    );
    close(
        model.likelihood(q, model.answer(q, "a0").unwrap(), b),
        0.01 / 1.01,
        1e-15,
    );
    assert_eq!(model.fixes(d, a), 0.98);

    let model = compile(&extreme.certain()).unwrap();
    assert_eq!(model.likelihood(s, AnswerId::YES, a), 1.0);
    assert_eq!(model.likelihood(s, AnswerId::NO, a), 0.0);
    assert_eq!(model.likelihood(q, model.answer(q, "a0").unwrap(), b), 0.0);
    assert_eq!(model.fixes(d, a), 1.0);
}

#[test]
fn waiting_counts_in_full() {
    let mut waiting = sound();
    waiting.actions[0].wait = Minutes(25.0);
    let model = compile(&waiting).unwrap();
    assert_eq!(model.cost_of_action(model.action("renew").unwrap()), Minutes(30.0));
    assert_eq!(model.cost_of_question(model.question("status").unwrap()), Minutes(2.0));
    assert!(model.causes().all(|c| model.cost_of_service(c) == Minutes(60.0)));
}

#[test]
fn names_lead_to_ids_and_back() {
    let model = compile(&sound()).unwrap();
    for cause in model.causes() {
        assert_eq!(model.cause(model.cause_name(cause).as_str()), Some(cause));
    }
    for question in model.questions() {
        assert_eq!(model.question(model.question_name(question).as_str()), Some(question));
        for answer in model.answers(question) {
            assert_eq!(
                model.answer(question, model.answer_name(question, answer).as_str()),
                Some(answer)
            );
        }
    }
    for action in model.actions() {
        assert_eq!(model.action(model.action_name(action).as_str()), Some(action));
    }
    assert_eq!(
        (model.cause("x"), model.question("x"), model.action("x")),
        (None, None, None)
    );
}

#[test]
fn ids_of_another_model_find_nothing() {
    let model = compile(&sound()).unwrap();
    let (cause, question, answer, action) = (CauseId(9), QuestionId(9), AnswerId(9), ActionId(9));
    assert_eq!(
        (
            model.prior(cause),
            model.likelihood(question, answer, cause),
            model.fixes(action, cause)
        ),
        (0.0, 0.0, 0.0)
    );
    assert_eq!(model.answers(question).count(), 0);
    let names = [
        model.cause_name(cause),
        model.question_name(question),
        model.action_name(action),
    ];
    assert!(names.iter().all(|name| name.as_str().is_empty()));
    assert_eq!(
        model.answer_name(model.question("status").unwrap(), answer).as_str(),
        ""
    );
    assert!(!is_open(&model, &Evidence::new(), Step::Do(action)));
}

#[test]
fn a_slip_is_mixed_into_every_answer_but_certain_ones() {
    let mut guide = guide(&[("a", 0.9), ("other", 0.1)], 60.0)
        .sign("red", 0.2, 0.1, &[("a", 0.8), ("other", 0.1)])
        .question(
            "status",
            1.0,
            &[0.5, 0.3, 0.2],
            &[("a", &[0.7, 0.2, 0.1]), ("other", &[0.5, 0.3, 0.2])],
        );
    guide.slip = Some(crate::guide::Slip {
        p: 0.1,
        origin: crate::guide::Origin::Judgement("a test".into()),
    });
    let model = compile(&guide).unwrap();
    let (a, red, status) = (
        model.cause("a").unwrap(),
        model.question("red").unwrap(),
        model.question("status").unwrap(),
    );
    let p = |model: &Model, question, i| model.likelihood(question, model.answers(question).nth(i).unwrap(), a);
    // 0.9 · 0.8 + 0.1 · 0.2; 0.9 · 0.7 + 0.05 · 0.3.
    close(p(&model, red, 0), 0.74, 1e-12);
    close(p(&model, status, 0), 0.645, 1e-12);
    close((0..3).map(|i| p(&model, status, i)).sum(), 1.0, 1e-12);
    for model in [
        compile_unslipped(&guide),
        compile_as_given(&guide),
        compile(&guide.clone().certain()),
    ] {
        let model = model.unwrap();
        close(p(&model, red, 0), 0.8, 1e-12);
        close(p(&model, status, 0), 0.7, 1e-12);
    }
    guide.slip.as_mut().unwrap().p = 1.0;
    let error = compile(&guide).unwrap_err().to_string();
    assert_eq!(error, "slip: p is 1, expected 0 up to, but not, 1");
}

/// Support, waits and cards as owners feel them.
fn felt() -> crate::guide::Guide {
    let mut guide = guide(&[("a", 0.5), ("b", 0.3), ("other", 0.2)], 20.0)
        .question("which", 2.0, &[0.5, 0.5], &[("a", &[0.9, 0.1])])
        .action("fix-a", 5.0, &[("a", 0.9)]);
    guide.actions[0].wait = Minutes(30.0);
    guide.owners = Some(crate::guide::Owners {
        waiting_weight: 0.1,
        card_minutes: Minutes(1.0),
        ..Default::default()
    });
    guide.escalation.wait = Minutes(240.0);
    guide.escalation.by_cause = vec![crate::guide::Support {
        cause: "b".into(),
        minutes: Minutes(100.0),
        wait: Minutes(600.0),
        origin: None,
    }];
    guide
}

#[test]
fn a_cost_is_a_card_the_minutes_and_the_wait_by_its_weight_and_support_has_one_per_cause() {
    let model = compile(&felt()).unwrap();
    assert_eq!(model.cost_of_action(model.action("fix-a").unwrap()), Minutes(9.0));
    assert_eq!(model.cost_of_question(model.question("which").unwrap()), Minutes(3.0));
    let support: Vec<f64> = model.causes().map(|c| model.cost_of_service(c).0).collect();
    assert_eq!(support, [44.0, 160.0, 44.0]);
    // Doing and waiting are told apart, by the clock: 5 + 0.55 and 30 + 0.55, then support for who is left.
    let advice = advise(&model, &Evidence::new());
    assert_eq!(advice.next, Step::Do(model.action("fix-a").unwrap()));
    let left = [0.05, 0.3, 0.2];
    let doing = 5.0 + left[0] * 20.0 + left[1] * 100.0 + left[2] * 20.0;
    let waiting = 30.0 + left[0] * 240.0 + left[1] * 600.0 + left[2] * 240.0;
    assert!((advice.doing.0 - doing).abs() < 1e-9, "{advice:?}");
    assert!((advice.waiting.0 - waiting).abs() < 1e-9, "{advice:?}");
    assert!(
        (advice.expected.0 - (1.0 + doing + 0.1 * waiting)).abs() < 1e-9,
        "{advice:?}"
    );
}

#[test]
fn a_session_teaches_how_often_questions_are_not_sure_whatever_the_order() {
    let mut asked = felt();
    asked = asked.question("far", 2.0, &[0.5, 0.5], &[("a", &[0.9, 0.1])]).question(
        "near",
        2.0,
        &[0.5, 0.5],
        &[("a", &[0.9, 0.1])],
    );
    let owners = asked.owners.as_mut().unwrap();
    (owners.unsure, owners.unsure_strength) = (0.15, 3.0);
    asked.questions[0].place = Some("here".into());
    asked.questions[2].place = Some("here".into());
    let model = compile(&asked).unwrap();
    let (which, far, near) = (
        model.question("which").unwrap(),
        model.question("far").unwrap(),
        model.question("near").unwrap(),
    );
    let chance = |evidence: &Evidence, question| {
        let turns = foresee(&model, evidence, Step::Ask(question));
        let not_sure = |entry: &Option<Entry>| matches!(entry, Some(Entry::Question(_, Finding::NotSure)));
        turns.iter().find(|(entry, _)| not_sure(entry)).map_or(0.0, |(_, p)| *p)
    };
    let mut evidence = Evidence::new();
    assert!((chance(&evidence, near) - 0.15).abs() < 1e-12);
    evidence.set_finding(which, Finding::NotSure);
    assert!((chance(&evidence, far) - 1.45 / 4.0).abs() < 1e-12);
    assert!((chance(&evidence, near) - 3.45 / 6.0).abs() < 1e-12);
    let before = believe(&model, &Evidence::new());
    let after = believe(&model, &evidence);
    assert!(model.causes().all(|c| (before.p(c) - after.p(c)).abs() < 1e-12));
    evidence.set_finding(far, Finding::Answer(AnswerId(0)));
    assert!((chance(&evidence, near) - 3.45 / 7.0).abs() < 1e-12);
    // A session that teaches nothing leaves the guide's chance.
    asked.owners.as_mut().unwrap().unsure_strength = 0.0;
    let model = compile(&asked).unwrap();
    let turns = foresee(&model, &evidence, Step::Ask(near));
    assert!((turns.last().unwrap().1 - 0.15).abs() < 1e-12);
}

#[test]
fn what_support_takes_for_a_cause_is_checked() {
    let mut unknown = felt();
    unknown.escalation.by_cause[0].cause = "c".into();
    let error = compile(&unknown).unwrap_err().to_string();
    assert!(error.starts_with("escalation: ") && error.contains("\"c\""), "{error}");
    let mut twice = felt();
    let again = twice.escalation.by_cause[0].clone();
    twice.escalation.by_cause.push(again);
    assert!(compile(&twice).is_err());
    let mut heavy = felt();
    heavy.owners.as_mut().unwrap().waiting_weight = 1.5;
    assert_eq!(
        compile(&heavy).unwrap_err().to_string(),
        "owners: waiting_weight is 1.5, expected 0 to 1"
    );
}

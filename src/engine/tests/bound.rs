//! Steps that are bound to others or may come to nothing: ties, conditions, "not sure", "couldn't do".

use proptest::prelude::*;

use super::support::{Build, SMALL, close, config, evidence, guide, guides, picked, picks, step};
use crate::engine::plan::advise_within;
use crate::engine::*;
use crate::guide::{Guide, Minutes};

#[track_caller]
fn posterior(guide: &Guide, reported: &str, expected: &[f64]) {
    let model = compile(guide).unwrap();
    let belief = believe(&model, &evidence(&model, reported));
    for (cause, expected) in model.causes().zip(expected) {
        close(belief.p(cause), *expected, 1e-12);
    }
}

/// Checks the next step of both planners.
#[track_caller]
fn advised(guide: &Guide, reported: &str, next: &str) -> Advice {
    let model = compile(guide).unwrap();
    let evidence = evidence(&model, reported);
    let [heuristic, exact] = [0, 8192].map(|states| advise_within(&model, &evidence, states));
    for advice in [&heuristic, &exact] {
        assert_eq!(advice.next, step(&model, next), "{advice:?}");
    }
    exact
}

/// Two causes and a leak that both questions leave alone.
fn same_fact() -> Guide {
    let rows: &[(&str, &[f64])] = &[("a", &[0.64, 0.36]), ("b", &[0.36, 0.64]), ("other", &[0.5, 0.5])];
    guide(&[("a", 0.4), ("b", 0.4), ("other", 0.2)], 60.0)
        .question("lamp", 1.0, &[0.5, 0.5], rows)
        .question("light", 1.0, &[0.5, 0.5], rows)
        .tie(&["lamp", "light"])
}

#[test]
fn of_two_questions_that_read_the_same_fact_the_later_counts_by_its_root() {
    let one = [0.4 * 0.64, 0.4 * 0.36, 0.2 * 0.5];
    let total: f64 = one.iter().sum();
    posterior(&same_fact(), "lamp=a0", &one.map(|x| x / total));
    posterior(&same_fact(), "light=a0", &one.map(|x| x / total));
    // Roots 0.8 and 0.6, scaled to sum to 1.
    let both = [one[0] * 0.8 / 1.4, one[1] * 0.6 / 1.4, one[2] * 0.5];
    let total: f64 = both.iter().sum();
    posterior(&same_fact(), "lamp=a0 light=a0", &both.map(|x| x / total));
    posterior(&same_fact(), "light=a0 lamp=a0", &both.map(|x| x / total));
    // Who cannot tell has not read it.
    posterior(
        &same_fact(),
        "lamp=? light=a0",
        &one.map(|x| x / one.iter().sum::<f64>()),
    );
}

#[test]
fn a_question_is_not_asked_once_a_later_one_of_its_tie_was_answered() {
    let told = same_fact()
        .action("fix-a", 20.0, &[("a", 0.9)])
        .action("fix-b", 20.0, &[("b", 0.9)]);
    let model = compile(&told).unwrap();
    let lamp = step(&model, "lamp");
    let offered = |reported: &str| {
        let advice = advise(&model, &evidence(&model, reported));
        advice.alternatives.iter().any(|(step, _)| *step == lamp)
    };
    assert!(offered(""));
    assert!(offered("light=?"));
    assert!(!offered("light=a0"));
}

#[test]
fn of_two_actions_that_work_alike_the_weaker_adds_nothing_and_the_stronger_only_what_it_adds() {
    let alike = guide(&[("a", 0.8), ("other", 0.2)], 60.0)
        .action("restart", 1.0, &[("a", 0.5)])
        .action("power-cycle", 1.0, &[("a", 0.8)])
        .tie(&["restart", "power-cycle"]);
    // Both fail where the stronger would: 0.8 · 0.2 against 0.2.
    posterior(&alike, "restart=no power-cycle=no", &[0.16 / 0.36, 0.2 / 0.36]);
    posterior(&alike, "power-cycle=no restart=no", &[0.16 / 0.36, 0.2 / 0.36]);
    posterior(&alike, "restart=no", &[0.4 / 0.6, 0.2 / 0.6]);
    // After the weaker failed, the stronger repairs (0.8 - 0.5) / (1 - 0.5) of the rest.
    let advice = advised(&alike, "restart=no", "power-cycle");
    close(advice.chance, 0.6 * 0.4 / 0.6, 1e-12);
    advised(&alike, "power-cycle=no", "service");
    // The other way round it is the same: together they repair 0.8 · 0.8.
    close(advised(&alike, "", "power-cycle").expected.0, 1.0 + 0.36 * 60.0, 1e-12);
}

#[test]
fn an_action_waits_for_its_answer() {
    let safe = guide(&[("a", 0.9), ("other", 0.1)], 60.0)
        .question("parked", 0.5, &[0.9, 0.1], &[])
        .sign("smoke", 0.2, 0.05, &[])
        .action("open-hood", 2.0, &[("a", 0.9)])
        .only_if("parked", "a0")
        .only_if("smoke", "no")
        .action("ask-dealer", 40.0, &[("a", 0.9)])
        .certain();
    // Both conditions are asked about first, though the answers tell nothing about causes.
    advised(&safe, "smoke=no", "parked");
    advised(&safe, "parked=a0", "smoke");
    let advice = advised(&safe, "parked=a0 smoke=no", "open-hood");
    close(
        advice.expected.0,
        2.0 + 0.19 * 60.0_f64.min(40.0 + 0.1 * 0.9 / 0.19 * 60.0 + 60.0),
        3.0,
    );
    // Answered otherwise, or not at all, the action stays closed.
    for reported in ["parked=a1", "parked=?", "parked=later", "smoke=yes", "none smoke=?"] {
        advised(&safe, reported, "ask-dealer");
    }
    let model = compile(&safe).unwrap();
    let hood = step(&model, "open-hood");
    assert!(is_open(&model, &evidence(&model, "parked=a0 smoke=no"), hood));
    assert!(!is_open(&model, &evidence(&model, "parked=a0"), hood));
}

#[test]
fn a_chance_of_no_answer_lowers_the_worth_of_a_question_and_nothing_else() {
    let rows: &[(&str, &[f64])] = &[("a", &[1.0, 0.0]), ("b", &[0.0, 1.0])];
    let asking = |unsure| {
        let mut guide = guide(&[("a", 0.5), ("b", 0.499), ("other", 0.001)], 60.0)
            .question("which", 2.0, &[0.5, 0.5], rows)
            .action("fix-a", 10.0, &[("a", 1.0)])
            .action("fix-b", 10.0, &[("b", 1.0)])
            .certain();
        guide.questions[0].unsure = unsure;
        guide
    };
    // Knowing takes 10.06, trying both 15.06.
    close(advised(&asking(0.0), "", "which").expected.0, 2.0 + 10.06, 1e-9);
    close(
        advised(&asking(0.5), "", "which").expected.0,
        2.0 + 0.5 * 10.06 + 0.5 * 15.06,
        0.02,
    );
    advised(&asking(0.61), "", "fix-a");
    posterior(&asking(0.5), "which=?", &[0.5, 0.499, 0.001]);
}

#[test]
fn a_chance_that_it_cannot_be_done_counts_with_its_own_minutes() {
    let trying = |cant, minutes| {
        let mut guide = guide(&[("a", 0.9), ("other", 0.1)], 60.0).action("reset", 10.0, &[("a", 0.9)]);
        guide.actions[0].cant = cant;
        guide.actions[0].cant_minutes = Some(Minutes(minutes));
        guide
    };
    let advice = advised(&trying(0.4, 1.0), "", "reset");
    close(
        advice.expected.0,
        0.6 * 10.0 + 0.4 * 1.0 + (1.0 - 0.6 * 0.81) * 60.0,
        1e-12,
    );
    close(advice.chance, 0.6 * 0.81, 1e-12);
    advised(&trying(0.9, 55.0), "", "service");
    posterior(&trying(0.4, 1.0), "reset=cant", &[0.9, 0.1]);
}

/// Neighbours share ties, some actions wait for the first answer of the first question.
fn bound(mut guide: Guide, bits: u16) -> Guide {
    let on = |i: usize| bits & (1 << (i % 16)) != 0;
    let tie = |i: usize| on(i).then(|| crate::guide::Id(format!("t{}", i / 2)));
    for (i, question) in guide.questions.iter_mut().enumerate() {
        question.tie = tie(i);
    }
    let first = guide.questions.first().map(|q| (q.id.clone(), q.answers[0].clone()));
    for (i, action) in guide.actions.iter_mut().enumerate() {
        action.tie = tie(i + 4);
        if let Some((question, answer)) = first.clone().filter(|_| on(i + 8) && i % 2 == 1) {
            action.only_if.push(crate::guide::Condition { question, answer });
        }
    }
    guide
}

proptest! {
    #![proptest_config(config(200))]

    #[test]
    fn bound_steps_keep_every_promise(guide in guides(SMALL), bits: u16, chosen in picks(6)) {
        let model = compile(&bound(guide, bits)).unwrap();
        let entries = picked(&model, &chosen);
        let evidence: Evidence = entries.iter().copied().collect();
        let backwards: Evidence = entries.into_iter().rev().collect();
        let belief = believe(&model, &evidence);
        close(model.causes().map(|c| belief.p(c)).sum(), 1.0, 1e-12);
        prop_assert_eq!(&belief, &believe(&model, &backwards));
        for states in [0, 8192] {
            let advice = advise_within(&model, &evidence, states);
            prop_assert!(is_open(&model, &evidence, advice.next));
            prop_assert!(advice.expected.0 <= model.mean_cost_of_service(&believe(&model, &evidence)).0 * (1.0 + 1e-12));
            for (step, minutes) in &advice.alternatives {
                prop_assert!(is_open(&model, &evidence, *step) && minutes.0.is_finite());
            }
        }
    }
}

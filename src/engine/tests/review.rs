//! What a review remarks, on the smallest guide that shows it, and that "never" is never contradicted.

use proptest::prelude::*;

use super::support::*;
use crate::engine::*;
use crate::guide::{Condition, Guide, Minutes};

/// The remarks as `rule item`.
#[track_caller]
fn check(guide: &Guide, expected: &[&str]) {
    let remarks = review(guide).unwrap();
    let found: Vec<String> = remarks.iter().map(|r| format!("{} {}", r.rule, r.item)).collect();
    assert_eq!(found, expected, "{remarks:#?}");
}

/// Two causes that a sign tells apart, and an action for each.
fn sound() -> Guide {
    guide(&[("a", 0.5), ("b", 0.4), ("other", 0.1)], 60.0)
        .sign("s", 0.2, 0.1, &[("a", 0.9)])
        .action("mend-a", 5.0, &[("a", 0.9)])
        .action("mend-b", 5.0, &[("b", 0.9)])
}

#[test]
fn a_sound_guide_has_no_remark() {
    check(&sound(), &[]);
}

#[test]
fn causes_that_nothing_tells_apart_are_named_in_pairs() {
    let alike = guide(&[("a", 0.4), ("b", 0.3), ("c", 0.2), ("other", 0.1)], 60.0)
        .sign("s", 0.2, 0.1, &[("c", 0.9)])
        .action("mend-a", 5.0, &[("a", 0.9), ("c", 0.5)])
        .action("mend-b", 5.0, &[("b", 0.9)]);
    check(&alike, &["causes-alike cause.a+cause.b"]);
    let [remark] = review(&alike).unwrap().try_into().unwrap();
    assert_eq!(remark.place, "cause[1].id");
    assert_eq!(
        remark.message,
        "cause \"b\": no sign or question tells it from cause \"a\" (only actions such as \"mend-a\" do); \
         with all of them answered a guess is wrong 50 times in 100 at least, expected one that differs"
    );
}

#[test]
fn causes_are_alike_from_one_wrong_guess_in_four_on() {
    // One sign, seen with p and 1 - p: the guess is wrong with P = min(p, 1 - p), and the bound is that tight:
    // B = 2·√(p·(1 - p)), so 1 - B² = (1 - 2p)².
    let with = |p: f64| {
        guide(&[("a", 0.5), ("b", 0.4), ("other", 0.1)], 60.0)
            .sign("s", 0.2, 0.5, &[("a", p), ("b", 1.0 - p)])
            .action("mend", 5.0, &[("a", 0.9), ("b", 0.8)])
    };
    check(&with(0.26), &["causes-alike cause.a+cause.b"]);
    check(&with(0.24), &[]);
}

#[test]
fn causes_that_the_same_actions_fix_could_be_one() {
    let alike = guide(&[("a", 0.5), ("b", 0.4), ("other", 0.1)], 60.0).action("mend", 5.0, &[("a", 0.9), ("b", 0.9)]);
    let message = &review(&alike).unwrap()[0].message;
    assert!(
        message.contains("(and the same actions fix both, so they could be one cause)"),
        "{message}"
    );
}

#[test]
fn what_is_answered_alike_under_every_cause_tells_nothing() {
    check(
        &sound()
            .sign("t", 0.2, 0.3, &[])
            .question("q", 1.0, &[0.2, 0.8], &[("b", &[0.2, 0.8])]),
        &["tells-nothing sign.t", "tells-nothing question.q"],
    );
}

#[test]
fn the_same_numbers_in_two_places_are_one_fact_twice() {
    let twice = sound().question("q", 1.0, &[0.9, 0.1], &[("a", &[0.1, 0.9])]).question(
        "r",
        1.0,
        &[0.9, 0.1],
        &[("a", &[0.2, 0.8])],
    );
    check(&twice, &["identical-tables sign.s+question.q"]);
    assert_eq!(review(&twice).unwrap()[0].place, "question[0].id");
}

#[test]
fn actions_that_fix_several_causes_alike_are_one_chance_twice() {
    let twice = sound()
        .action("restart", 2.0, &[("a", 0.2), ("b", 0.1)])
        .action("power-cycle", 3.0, &[("a", 0.2), ("b", 0.1)])
        .action("again-a", 3.0, &[("a", 0.9)]);
    check(&twice, &["identical-tables action.restart+action.power-cycle"]);
}

#[test]
fn answers_that_are_as_likely_in_proportion_are_one_answer() {
    let split = sound().question("q", 1.0, &[0.8, 0.15, 0.05], &[("b", &[0.2, 0.6, 0.2])]);
    check(&split, &["answers-alike question.q"]);
    let message = &review(&split).unwrap()[0].message;
    assert!(
        message.starts_with("question \"q\": answers \"a1\" and \"a2\" say the same about every cause"),
        "{message}"
    );
}

#[test]
fn a_question_is_never_asked_that_costs_more_than_it_can_save() {
    // K - V = 60 - (5 + 0.1 · 60) = 49 minutes at most; the rows have 0.3 + 0.5 in common, so 0.2 · 49 = 9.8.
    let with = |minutes: f64| sound().question("q", minutes, &[0.5, 0.5], &[("b", &[0.3, 0.7])]);
    check(&with(9.7), &[]);
    check(&with(9.9), &["never-asked question.q"]);
    let message = &review(&with(12.0)).unwrap()[0].message;
    assert_eq!(
        message,
        "question \"q\": it takes 12 minutes and no answer can save more than 9.8, \
         expected fewer minutes or likelihoods that differ more"
    );
}

#[test]
fn an_action_is_never_advised_that_takes_longer_than_it_can_save() {
    check(
        &sound().action("slow", 24.0, &[("a", 0.4)]),
        &["never-advised action.slow"],
    );
    check(&sound().action("slow", 23.9, &[("a", 0.4)]), &[]);
}

#[test]
fn an_action_that_opens_the_way_to_another_may_be_slow() {
    check(
        &sound()
            .action("slow", 40.0, &[("a", 0.4)])
            .action("then", 1.0, &[("b", 0.5)])
            .after("slow"),
        &[],
    );
}

#[test]
fn a_cause_is_left_to_support_if_no_action_is_worth_it() {
    let hopeless = guide(&[("a", 0.5), ("b", 0.4), ("other", 0.1)], 60.0)
        .sign("s", 0.2, 0.1, &[("a", 0.9)])
        .action("mend-a", 5.0, &[("a", 0.9), ("b", 0.05)]);
    check(&hopeless, &["left-to-support cause.b"]);
}

#[test]
fn support_that_is_quicker_than_everything_is_remarked_once() {
    let quick = guide(&[("a", 0.5), ("b", 0.4), ("other", 0.1)], 4.0)
        .sign("s", 0.2, 0.1, &[("a", 0.9)])
        .action("mend-a", 5.0, &[("a", 0.9)])
        .action("mend-b", 5.0, &[("b", 0.9)]);
    check(&quick, &["support-first escalation"]);
    assert_eq!(
        review(&quick).unwrap()[0].message,
        "escalation: it takes 4 minutes and is advised before anything else (the quickest action takes 5 minutes), \
         expected the minutes of an owner, the wait included"
    );
}

#[test]
fn what_cannot_be_told_or_done_saves_less() {
    // A fifth of the owners cannot tell: 0.8 · 9.8 = 7.84 minutes.
    let mut guide = sound().question("q", 7.9, &[0.5, 0.5], &[("b", &[0.3, 0.7])]);
    check(&guide, &[]);
    guide.questions[0].unsure = 0.2;
    check(&guide, &["never-asked question.q"]);
    // Half of them cannot do it, which takes 2 minutes to find out: 0.5 · 0.4 · 60 = 12 and 0.5 · 23 + 0.5 · 2 = 12.5.
    let mut guide = sound().action("slow", 23.0, &[("a", 0.4)]);
    check(&guide, &[]);
    guide.actions[2].cant = 0.5;
    guide.actions[2].cant_minutes = Some(Minutes(2.0));
    check(&guide, &["never-advised action.slow"]);
}

#[test]
fn what_is_tied_may_have_the_same_numbers() {
    let mut guide = sound().question("q", 1.0, &[0.9, 0.1], &[("a", &[0.1, 0.9])]);
    guide.signs[0].tie = Some("light".into());
    guide.questions[0].tie = Some("light".into());
    check(&guide, &[]);
    let both = [("a", 0.2), ("b", 0.1)];
    let mut guide = sound().action("restart", 2.0, &both).action("power-cycle", 3.0, &both);
    guide.actions[2].tie = Some("power".into());
    guide.actions[3].tie = Some("power".into());
    check(&guide, &[]);
}

#[test]
fn a_question_whose_answer_opens_an_action_may_be_dear() {
    let mut guide = sound().question("q", 12.0, &[0.5, 0.5], &[("b", &[0.3, 0.7])]);
    guide.actions[0].only_if = vec![Condition {
        question: "q".into(),
        answer: "a0".into(),
    }];
    check(&guide, &[]);
}

#[test]
fn a_sign_leads_to_the_cause_it_speaks_most_for() {
    // Seen alone: 0.6 · 0.1 for a, 0.3 · 0.3 for b, and for c 0.05 times what is given.
    let with = |p: f64| {
        guide(&[("a", 0.6), ("b", 0.3), ("c", 0.05), ("other", 0.05)], 60.0)
            .sign("s", 0.2, 0.1, &[("b", 0.3), ("c", p)])
            .sign("t", 0.2, 0.1, &[("a", 0.9)])
            .question("q", 1.0, &[0.5, 0.5], &[("c", &[0.99, 0.01])])
            .action("mend-a", 5.0, &[("a", 0.9), ("c", 0.8)])
            .action("mend-b", 5.0, &[("b", 0.9)])
    };
    check(&with(0.9), &["sign-does-not-lead sign.s"]);
    check(&with(0.2), &[]);
    let [remark] = review(&with(0.9)).unwrap().try_into().unwrap();
    assert_eq!(remark.place, "sign[0].id");
    assert_eq!(
        remark.message,
        "sign \"s\": seen alone it speaks most for cause \"c\" (seen by 90 in 100 who have it), but that comes at \
         place 3 after \"b\" at 44 in 100 and \"a\" at 29 in 100, expected it among the first two (a greater chance \
         with it, or smaller ones without)"
    );
}

#[test]
fn owners_whom_nothing_helps_get_to_support_soon() {
    // So many actions, each worth its minute beside a day of support.
    let with = |n: usize| {
        let steps = (0..n).map(|i| format!("step-{i}"));
        steps.fold(
            guide(&[("a", 0.5), ("b", 0.4), ("other", 0.1)], 1440.0).sign("s", 0.2, 0.1, &[("a", 0.9)]),
            |guide, step| {
                let odd = 0.001 * guide.actions.len() as f64;
                guide.action(&step, 1.0, &[("a", 0.5 + odd), ("b", 0.4)])
            },
        )
    };
    check(&with(8), &[]);
    check(&with(16), &["hopeless-tail escalation"]);
    let [remark] = review(&with(16)).unwrap().try_into().unwrap();
    assert_eq!(remark.place, "escalation.minutes");
    assert_eq!(
        remark.message,
        "escalation: owners whose cause is \"other\" see 16 cards before support, expected at most 15 \
         (fewer minutes of escalation, or more a card)"
    );
}

proptest! {
    #![proptest_config(config(500))]

    /// At the start and after any evidence, small guides being planned exactly.
    #[test]
    fn what_is_never_worth_it_is_never_the_optimum(
        mut guide in guides(SMALL),
        picks in picks(4),
        cant in 0.0..0.5,
        tied in any::<bool>(),
    ) {
        for (action, share) in guide.actions.iter_mut().zip([1.0, 0.5, 0.0, 0.2]) {
            action.cant = share * cant;
            action.tie = tied.then(|| "same".into());
        }
        guide.questions.iter_mut().for_each(|question| question.unsure = cant);
        let model = compile(&guide).unwrap();
        let evidence = picked(&model, &picks).into_iter().collect();
        let next = match advise(&model, &evidence).next {
            Step::Do(action) => format!("never-advised action.{}", model.action_name(action)),
            Step::Ask(question) => format!("never-asked question.{}", model.question_name(question)),
            Step::CallService => return Ok(()),
        };
        for remark in review(&guide).unwrap() {
            prop_assert_ne!(format!("{} {}", remark.rule, remark.item), &*next);
        }
    }
}

//! Weights of evidence: by hand, and what they never do.

use proptest::prelude::*;

use super::support::{Build, SMALL, close, config, entry, evidence, guide, guides, picked, picks};
use crate::engine::*;
use crate::guide::Guide;

fn worked() -> Guide {
    guide(&[("a", 0.5), ("b", 0.3), ("other", 0.2)], 60.0)
        .question(
            "q",
            1.0,
            &[0.5, 0.5],
            &[("a", &[0.8, 0.2]), ("b", &[0.4, 0.6]), ("other", &[0.5, 0.5])],
        )
        .action("d", 5.0, &[("a", 0.9)])
        .action("e", 5.0, &[("b", 0.5)])
}

#[track_caller]
fn check(guide: &Guide, reported: &str, cause: &str, expected: &[(&str, f64)]) {
    let model = compile(guide).unwrap();
    let weights = explain(&model, &evidence(&model, reported), model.cause(cause).unwrap());
    let entries: Vec<Entry> = weights.iter().map(|w| w.entry).collect();
    assert_eq!(
        entries,
        expected.iter().map(|(text, _)| entry(&model, text)).collect::<Vec<_>>()
    );
    for (weight, (_, bits)) in weights.iter().zip(expected) {
        close(weight.log_ratio, *bits, 1e-12);
    }
}

#[test]
fn values_worked_by_hand() {
    // For a: 0.8 against (0.3 · 0.4 + 0.2 · 0.5) / 0.5 = 0.44.
    check(&worked(), "q=a0", "a", &[("q=a0", (0.8_f64 / 0.44).log2())]);
    // For b: 0.4 against (0.5 · 0.8 + 0.2 · 0.5) / 0.7 = 0.5 / 0.7.
    check(&worked(), "q=a0", "b", &[("q=a0", (0.4_f64 * 0.7 / 0.5).log2())]);
    check(&worked(), "d=no", "a", &[("d=no", 0.1_f64.log2())]);
    // Each weighed by what the other leaves: after d=no the rest of b is a 0.05 and other 0.2.
    let q = (0.4_f64 * 0.25 / (0.05 * 0.8 + 0.2 * 0.5)).log2();
    let d = (0.5_f64 / (0.4 * 0.1 + 0.1)).log2();
    check(&worked(), "d=no q=a0", "b", &[("d=no", d), ("q=a0", q)]);
}

#[test]
fn the_strongest_comes_first_and_what_says_nothing_is_left_out() {
    check(&worked(), "q=? d=cant e=later", "a", &[]);
    let model = compile(&worked()).unwrap();
    let weights = explain(&model, &evidence(&model, "q=a0 d=no e=no"), model.cause("a").unwrap());
    let entries: Vec<Entry> = weights.iter().map(|w| w.entry).collect();
    assert_eq!(entries, ["d=no", "q=a0", "e=no"].map(|text| entry(&model, text)));
}

#[test]
fn what_is_forbidden_weighs_twenty_bits() {
    let certain = guide(&[("a", 0.6), ("other", 0.4)], 60.0)
        .question("q", 1.0, &[1.0, 0.0], &[("other", &[0.0, 1.0])])
        .certain();
    check(&certain, "q=a0", "a", &[("q=a0", 20.0)]);
    check(&certain, "q=a0", "other", &[("q=a0", -20.0)]);
}

#[test]
fn a_cause_alone_has_nothing_to_be_weighed_against() {
    check(
        &guide(&[("other", 1.0)], 60.0).question("q", 1.0, &[0.5, 0.5], &[]),
        "q=a0",
        "other",
        &[("q=a0", 0.0)],
    );
}

proptest! {
    #![proptest_config(config(200))]

    #[test]
    fn odds_after_are_odds_before_times_the_weight(guide in guides(SMALL), chosen in picks(5)) {
        let model = compile(&guide).unwrap();
        let evidence: Evidence = picked(&model, &chosen).into_iter().collect();
        let odds = |belief: &Belief, c| belief.p(c) / (1.0 - belief.p(c));
        for cause in model.causes() {
            for weight in explain(&model, &evidence, cause) {
                let mut without = evidence.clone();
                without.remove(weight.entry.subject());
                let (before, after) = (believe(&model, &without), believe(&model, &evidence));
                if before.p(cause) < 0.999_999 && after.p(cause) < 0.999_999 {
                    let ratio = odds(&after, cause) / odds(&before, cause);
                    close(weight.log_ratio, ratio.log2(), 1e-6);
                }
            }
        }
    }
}

/// Each change as "entry: next step, leading cause".
#[track_caller]
fn check_changes(guide: &Guide, reported: &str, expected: &[&str]) {
    let model = compile(guide).unwrap();
    let evidence = evidence(&model, reported);
    let advice = advise(&model, &evidence);
    let changes = what_would_change(&model, &evidence, &advice);
    let told: Vec<String> = changes.iter().map(|change| told(&model, change)).collect();
    assert_eq!(told, expected, "{advice:?}");
}

fn told(model: &Model, change: &Change) -> String {
    let Entry::Question(question, Finding::Answer(answer)) = change.entry else {
        panic!("{change:?}")
    };
    let next = match change.next {
        Step::Do(action) => model.action_name(action).as_str(),
        Step::Ask(question) => model.question_name(question).as_str(),
        Step::CallService => "service",
    };
    format!(
        "{}={}: {next}, {}",
        model.question_name(question),
        model.answer_name(question, answer),
        model.cause_name(change.leader)
    )
}

#[test]
fn what_would_change_names_the_answers_that_turn_the_leader_or_the_step() {
    let rows: &[(&str, &[f64])] = &[("a", &[0.9, 0.1]), ("b", &[0.1, 0.9])];
    let which = guide(&[("a", 0.5), ("b", 0.45), ("other", 0.05)], 60.0)
        .question("which", 1.0, &[0.5, 0.5], rows)
        .action("fix-a", 10.0, &[("a", 0.9)])
        .action("fix-b", 10.0, &[("b", 0.9)]);
    // Nothing said: the question is asked, and one of its answers makes b lead.
    check_changes(&which, "", &["which=a1: fix-b, b"]);
    // Answered: the other answer would have turned both.
    check_changes(&which, "which=a0", &["which=a1: fix-b, b"]);
    check_changes(&which, "which=a1", &["which=a0: fix-a, a"]);
    check_changes(&which, "which=? fix-a=no fix-b=no", &[]);
}

proptest! {
    #![proptest_config(config(60))]

    #[test]
    fn what_would_change_really_changes_and_misses_no_answer(guide in guides(SMALL), chosen in picks(5)) {
        let model = compile(&guide).unwrap();
        let evidence: Evidence = picked(&model, &chosen).into_iter().collect();
        let advice = advise(&model, &evidence);
        let leader = |evidence: &Evidence| believe(&model, evidence).ranked()[0].0;
        let changes = what_would_change(&model, &evidence, &advice);
        for change in &changes {
            let mut then = evidence.clone();
            then.set(change.entry);
            prop_assert_eq!((change.next, change.leader), (advise(&model, &then).next, leader(&then)));
            prop_assert!(change.leader != leader(&evidence) || change.next != advice.next);
        }
        for entry in evidence.iter() {
            let Entry::Question(question, Finding::Answer(_)) = entry else { continue };
            for answer in model.answers(question) {
                let other = Entry::Question(question, Finding::Answer(answer));
                let mut then = evidence.clone();
                then.set(other);
                let turns = leader(&then) != leader(&evidence) || advise(&model, &then).next != advice.next;
                prop_assert_eq!(turns, changes.iter().any(|change| change.entry == other));
            }
        }
    }
}

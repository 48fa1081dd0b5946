//! The next step on small guides, worked by hand.

use super::support::{Build, Size, close, evidence, guide, random_guide, step};
use crate::engine::plan::advise_within;
use crate::engine::*;
use crate::guide::{Guide, Minutes};

/// Checks the next step of both planners, the heuristic and the exact one, and returns the latter's advice.
#[track_caller]
fn check(guide: &Guide, reported: &str, next: &str) -> Advice {
    let model = compile(guide).unwrap();
    let evidence = evidence(&model, reported);
    let [heuristic, exact] = [0, 8192].map(|states| advise_within(&model, &evidence, states));
    for advice in [&heuristic, &exact] {
        assert_eq!(advice.next, step(&model, next), "{advice:?}");
        assert_eq!(advice.alternatives.first(), Some(&(advice.next, advice.expected)));
        assert!(
            advice.alternatives.windows(2).skip(1).all(|w| w[0].1 <= w[1].1),
            "{advice:?}"
        );
        assert!(
            advice.range.0 <= advice.expected && advice.expected <= advice.range.1,
            "{advice:?}"
        );
    }
    assert!(
        exact.expected.0 <= heuristic.expected.0 + 1e-9,
        "{exact:?} {heuristic:?}"
    );
    exact
}

/// 0.5 and 0.4, each with its own fix.
fn two() -> Guide {
    guide(&[("a", 0.5), ("b", 0.4), ("other", 0.1)], 60.0)
        .action("fix-a", 10.0, &[("a", 0.8)])
        .action("fix-b", 4.0, &[("b", 0.5)])
}

#[test]
fn values_worked_by_hand() {
    // p/C: 0.4/10 against 0.2/4, so b first; then a at (0.5 · 0.8) / 0.8 for 10; then support.
    let advice = check(&two(), "", "fix-b");
    close(advice.expected.0, 4.0 + 0.8 * 10.0 + 0.4 * 60.0, 1e-12);
    close(advice.chance, 0.2, 1e-12);
    // a first: 10 + 0.6 · 4 + 0.4 · 60.
    let model = compile(&two()).unwrap();
    let other: Vec<f64> = advice.alternatives.iter().map(|(_, minutes)| minutes.0).collect();
    assert_eq!(advice.alternatives[1].0, step(&model, "fix-a"));
    close(other[1], 36.4, 1e-12);
    close(other[2], 60.0, 1e-12);
    // 20 % end at 4, 40 % at 14, 40 % at 74.
    assert_eq!(advice.range, (Minutes(4.0), Minutes(74.0)));
}

#[test]
fn a_question_is_asked_first_where_it_saves_more_than_it_costs() {
    let rows: &[(&str, &[f64])] = &[("a", &[1.0, 0.0]), ("b", &[0.0, 1.0])];
    let asking = |minutes| {
        guide(&[("a", 0.5), ("b", 0.499), ("other", 0.001)], 60.0)
            .question("which", minutes, &[0.5, 0.5], rows)
            .action("fix-a", 10.0, &[("a", 1.0)])
            .action("fix-b", 10.0, &[("b", 1.0)])
            .certain()
    };
    // Trying both takes 10 + 0.5 · 10 + 0.001 · 60 = 15.06; knowing takes 10.06.
    let advice = check(&asking(1.0), "", "which");
    close(advice.expected.0, 11.06, 1e-9);
    close(advice.chance, 0.0, 0.0);
    check(&asking(4.99), "", "which");
    check(&asking(5.01), "", "fix-a");
    check(&asking(1.0), "which=a0", "fix-a");
    check(&asking(1.0), "which=a1", "fix-b");
    check(&asking(1.0), "which=?", "fix-a");
    check(&asking(1.0), "which=later", "fix-a");
}

#[test]
fn a_cheap_action_goes_before_a_question_that_pays_only_afterwards() {
    let rows: &[(&str, &[f64])] = &[("b", &[1.0, 0.0]), ("c", &[0.0, 1.0])];
    let restart_first = guide(&[("a", 0.7), ("b", 0.15), ("c", 0.149), ("other", 0.001)], 120.0)
        .question("which", 6.0, &[0.5, 0.5], rows)
        .action("restart", 1.0, &[("a", 0.95)])
        .action("fix-b", 40.0, &[("b", 1.0)])
        .action("fix-c", 40.0, &[("c", 1.0)])
        .certain();
    // Asked now it beats never asking, which is why one-step value of information asks at once.
    let advice = check(&restart_first, "", "restart");
    let model = compile(&restart_first).unwrap();
    let asked_now = advice
        .alternatives
        .iter()
        .find(|(s, _)| *s == step(&model, "which"))
        .unwrap()
        .1;
    assert!(asked_now.0 > advice.expected.0 + 1.0, "{advice:?}");
    check(&restart_first, "restart=no", "which");
}

#[test]
fn support_is_called_when_nothing_is_left_or_nothing_pays() {
    check(&guide(&[("other", 1.0)], 60.0), "", "service");
    check(&two(), "fix-a=no fix-b=no", "service");
    check(&two(), "fix-a=cant fix-b=later", "service");
    let dear = guide(&[("a", 0.5), ("other", 0.5)], 6.0).action("fix-a", 10.0, &[("a", 0.8)]);
    let advice = check(&dear, "", "service");
    assert_eq!(
        (advice.expected, advice.chance, advice.range),
        (Minutes(6.0), 0.0, (Minutes(6.0), Minutes(6.0)))
    );
}

#[test]
fn what_was_reported_is_not_advised_until_it_is_taken_back() {
    check(&two(), "fix-b=no", "fix-a");
    check(&two(), "fix-b=cant", "fix-a");
    check(&two(), "fix-b=later", "fix-a");
    check(&two(), "", "fix-b");
}

#[test]
fn a_prerequisite_comes_first_even_if_it_repairs_nothing() {
    let gated = two()
        .action("open-lid", 1.0, &[])
        .action("fix-all", 2.0, &[("a", 0.9), ("b", 0.9)])
        .after("open-lid");
    check(&gated, "", "open-lid");
    check(&gated, "open-lid=no", "fix-all");
    check(&gated, "open-lid=cant", "fix-all");
    // Skipped does not open what comes after it.
    check(&gated, "open-lid=later", "fix-b");
    // With nothing left behind it, it is worth nothing.
    check(&gated, "fix-all=cant", "fix-b");
    check(&gated, "fix-all=no fix-a=no fix-b=no", "service");
}

#[test]
fn a_guarded_action_waits_for_its_chance_its_answer_and_its_time() {
    let guarded = |guard: &dyn Fn(&mut crate::guide::Action)| {
        let rows: &[(&str, &[f64])] = &[("a", &[0.1, 0.9]), ("b", &[0.9, 0.1])];
        let mut guide = two().question("looks", 50.0, &[0.5, 0.5], rows);
        guide
            .actions
            .iter_mut()
            .filter(|action| action.id.as_str() == "fix-b")
            .for_each(guard);
        guide
    };
    let unlikely = guarded(&|action| action.least_chance = 0.25);
    // It mends b, at 0.4, in one of two cases.
    check(&unlikely, "", "fix-a");
    check(&unlikely, "looks=a0", "fix-b");
    let forbidden = guarded(&|action| {
        action.unless = ["a0", "a1"]
            .map(|answer| crate::guide::Condition {
                question: "looks".into(),
                answer: answer.into(),
            })
            .into();
    });
    check(&forbidden, "", "fix-b");
    check(&forbidden, "looks=a1", "fix-a");
    check(&forbidden, "looks=a0", "service");
    let put_off = guarded(&|action| action.not_while = vec!["a".into()]);
    check(&put_off, "", "fix-a");
    check(&put_off, "looks=a0", "fix-b");
}

#[test]
fn prerequisites_of_prerequisites_count() {
    let deep = guide(&[("a", 0.9), ("other", 0.1)], 60.0)
        .action("third", 1.0, &[("a", 0.9)])
        .after("second")
        .action("second", 1.0, &[])
        .after("first")
        .action("first", 1.0, &[]);
    let advice = check(&deep, "", "first");
    close(advice.expected.0, 3.0 + 0.19 * 60.0, 1e-12);
    check(&deep, "first=no", "second");
    check(&deep, "first=no second=cant", "third");
    check(&deep, "first=later", "service");
    check(&deep, "second=no", "third");
}

#[test]
fn signs_are_asked_about_until_none_was_said() {
    let rows: &[(&str, f64)] = &[("a", 0.99)];
    let signs = guide(&[("a", 0.5), ("b", 0.49), ("other", 0.01)], 60.0)
        .sign("red", 0.2, 0.01, rows)
        .sign("blue", 0.3, 0.01, rows)
        .action("fix-a", 15.0, &[("a", 0.95)])
        .action("fix-b", 15.0, &[("b", 0.95)]);
    check(&signs, "", "red");
    check(&signs, "red=?", "blue");
    check(&signs, "red=no", "fix-b");
    check(&signs, "none", "fix-b");
    let model = compile(&signs).unwrap();
    let none = evidence(&model, "none");
    assert!(model.questions().all(|q| !is_open(&model, &none, Step::Ask(q))));
}

#[test]
fn equal_steps_keep_file_order_and_actions_go_before_questions() {
    let equal = guide(&[("a", 0.4), ("b", 0.4), ("other", 0.2)], 60.0)
        .action("second-named-first", 5.0, &[("b", 0.8)])
        .action("first-named-second", 5.0, &[("a", 0.8)]);
    check(&equal, "", "second-named-first");
}

#[test]
fn impossible_evidence_still_gets_advice() {
    let certain = two().question("q", 1.0, &[1.0, 0.0], &[]).certain();
    check(&certain, "q=a1", "fix-b");
}

#[test]
fn a_large_guide_gets_advice_within_the_work_limit() {
    let large = random_guide(
        Size {
            causes: 20,
            signs: 45,
            questions: 25,
            actions: 40,
        },
        7,
    );
    let model = compile(&large).unwrap();
    let mut evidence = Evidence::new();
    for _ in 0..200 {
        let advice = advise(&model, &evidence);
        assert!(advice.alternatives.iter().all(|(_, minutes)| minutes.0.is_finite()));
        match advice.next {
            Step::Do(action) => evidence.set_outcome(action, Outcome::NotFixed),
            Step::Ask(question) => evidence.set_finding(question, Finding::Answer(AnswerId::NO)),
            Step::CallService => return,
        }
    }
    panic!("support was never called");
}

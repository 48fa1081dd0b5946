//! Entries that change nothing any more.

use proptest::prelude::*;

use super::support::{Build, SMALL, close, config, entry, evidence, guide, guides, picked, picks};
use crate::engine::*;
use crate::guide::{Guide, Id};

fn worked() -> Guide {
    guide(&[("a", 0.5), ("b", 0.3), ("other", 0.2)], 60.0)
        .sign("s", 0.5, 0.1, &[("a", 0.8)])
        .action("weak", 5.0, &[("a", 0.4)])
        .action("strong", 8.0, &[("a", 0.9)])
        .tie(&["weak", "strong"])
        .action("later", 5.0, &[("b", 0.5)])
        .after("weak")
}

#[track_caller]
fn check(guide: &Guide, reported: &str, expected: &str) {
    let model = compile(guide).unwrap();
    let moot = moot(&model, &evidence(&model, reported));
    let expected: Vec<Entry> = expected.split_whitespace().map(|text| entry(&model, text)).collect();
    assert_eq!(moot, expected, "of {reported}");
}

#[test]
fn what_was_said_says_something_while_nothing_else_says_it() {
    check(&worked(), "s=yes weak=no strong=later", "");
    check(&worked(), "none weak=cant later=no", "");
    check(&worked(), "s=?", "");
}

#[test]
fn a_weaker_step_that_works_the_same_way_is_moot_unless_another_waits_for_it() {
    check(&worked(), "weak=no strong=no later=later", "");
    let mut free = worked();
    free.actions[2].after.clear();
    check(&free, "weak=no strong=no", "weak=no");
}

#[test]
fn of_two_steps_alike_one_counts() {
    let alike = guide(&[("a", 0.5), ("other", 0.5)], 60.0)
        .action("one", 5.0, &[("a", 0.9)])
        .action("two", 5.0, &[("a", 0.9)])
        .tie(&["one", "two"]);
    check(&alike, "one=no two=no", "two=no");
}

#[test]
fn what_was_put_off_or_cannot_be_done_counts_though_its_turn_has_not_come() {
    for outcome in ["later", "cant", "no"] {
        check(&worked(), &format!("later={outcome}"), "");
    }
}

#[test]
fn none_of_these_is_moot_once_every_sign_has_an_answer() {
    check(&worked(), "none s=no", "none");
    check(&worked(), "none s=later", "s=later");
}

proptest! {
    #![proptest_config(config(256))]

    #[test]
    fn without_them_belief_and_advice_are_the_same(
        guide in guides(SMALL), ties: bool, gates: u8, chosen in picks(9), none: bool,
    ) {
        let mut guide = guide;
        for (i, action) in guide.actions.iter_mut().enumerate() {
            action.tie = (ties && i % 2 == 0).then(|| Id::from("tie"));
            if i > 0 && gates & (1 << i) != 0 {
                action.after = vec![Id(format!("d{}", i - 1))];
            }
        }
        let model = compile(&guide).unwrap();
        let mut evidence: Evidence = picked(&model, &chosen).into_iter().collect();
        evidence.set_no_signs(none);
        let mut rest = evidence.clone();
        for entry in moot(&model, &evidence) {
            prop_assert_eq!(rest.remove(entry.subject()), Some(entry));
        }
        let (before, after) = (believe(&model, &evidence), believe(&model, &rest));
        for cause in model.causes() {
            close(after.p(cause), before.p(cause), 1e-9);
        }
        let (before, after) = (advise(&model, &evidence), advise(&model, &rest));
        prop_assert_eq!(before.next, after.next);
        close(after.expected.0, before.expected.0, 1e-6);
    }
}

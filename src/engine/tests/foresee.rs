//! Chances of what can come of a step: by hand, and that they fit what is believed before and after.

use proptest::prelude::*;

use super::support::{Build, SMALL, close, config, entry, evidence, guide, guides, picked, picks, step};
use crate::engine::*;
use crate::guide::Guide;

fn worked() -> Guide {
    let mut guide = guide(&[("a", 0.5), ("b", 0.3), ("other", 0.2)], 60.0)
        .question("q", 1.0, &[0.5, 0.5], &[("a", &[0.8, 0.2]), ("b", &[0.4, 0.6])])
        .action("d", 5.0, &[("a", 0.9)])
        .action("e", 5.0, &[("a", 0.5), ("b", 0.5)]);
    guide.questions[0].unsure = 0.1;
    guide.actions[0].cant = 0.2;
    guide
}

#[track_caller]
fn check(guide: &Guide, reported: &str, next: &str, expected: &[(Option<&str>, f64)]) {
    let model = compile(guide).unwrap();
    let turns = foresee(&model, &evidence(&model, reported), step(&model, next));
    let entries: Vec<_> = turns.iter().map(|(entry, _)| *entry).collect();
    let wanted = expected.iter().map(|(text, _)| text.map(|text| entry(&model, text)));
    assert_eq!(entries, wanted.collect::<Vec<_>>());
    for ((_, chance), (_, p)) in turns.iter().zip(expected) {
        close(*chance, *p, 1e-12);
    }
}

#[test]
fn values_worked_by_hand() {
    // The leak answers as the others on average: (0.5 · 0.8 + 0.3 · 0.4) / 0.8 = 0.65, and so do all together.
    check(
        &worked(),
        "",
        "q",
        &[
            (Some("q=a0"), 0.9 * 0.65),
            (Some("q=a1"), 0.9 * 0.35),
            (Some("q=?"), 0.1),
        ],
    );
    check(
        &worked(),
        "",
        "d",
        &[(None, 0.8 * 0.45), (Some("d=no"), 0.8 * 0.55), (Some("d=cant"), 0.2)],
    );
    // After d failed 0.05 of a is left, of 0.55 in all.
    let fixed = 0.5 * 0.35 / 0.55;
    check(&worked(), "d=no", "e", &[(None, fixed), (Some("e=no"), 1.0 - fixed)]);
}

#[test]
fn nothing_comes_of_support() {
    check(&worked(), "", "service", &[]);
}

#[test]
fn where_the_surer_of_two_tied_actions_failed_the_other_fails_too() {
    let mut guide = worked();
    guide.actions[0].tie = Some("same".into());
    guide.actions[1].tie = Some("same".into());
    // Of a nothing is left to gain; of b, which d does not touch, half.
    let fixed = 0.3 * 0.5 / 0.55;
    check(&guide, "d=no", "e", &[(None, fixed), (Some("e=no"), 1.0 - fixed)]);
}

proptest! {
    #![proptest_config(config(200))]

    #[test]
    fn chances_sum_to_one_and_belief_is_the_mean_of_what_it_becomes(guide in guides(SMALL), chosen in picks(4)) {
        let model = compile(&guide).unwrap();
        let evidence: Evidence = picked(&model, &chosen).into_iter().collect();
        let before = believe(&model, &evidence);
        let steps = model.questions().map(Step::Ask).chain(model.actions().map(Step::Do));
        for next in steps.filter(|next| is_open(&model, &evidence, *next)) {
            let turns = foresee(&model, &evidence, next);
            close(turns.iter().map(|(_, chance)| chance).sum(), 1.0, 1e-9);
            for cause in model.causes() {
                let mean: f64 = turns.iter().map(|(entry, chance)| {
                    let Some(entry) = entry else {
                        let Step::Do(action) = next else { panic!("a question repairs nothing") };
                        return before.p(cause) * (1.0 - model.cant(action)) * model.fixes(action, cause);
                    };
                    let mut after = evidence.clone();
                    after.set(*entry);
                    chance * believe(&model, &after).p(cause)
                }).sum();
                close(mean, before.p(cause), 1e-9);
            }
        }
    }

    #[test]
    fn advice_and_foresight_agree_on_the_chance_to_repair(guide in guides(SMALL), chosen in picks(4)) {
        let model = compile(&guide).unwrap();
        let evidence: Evidence = picked(&model, &chosen).into_iter().collect();
        let advice = advise(&model, &evidence);
        let turns = foresee(&model, &evidence, advice.next);
        let repaired: f64 = turns.iter().filter(|(entry, _)| entry.is_none()).map(|(_, chance)| chance).sum();
        close(repaired, advice.chance, 1e-9);
    }
}

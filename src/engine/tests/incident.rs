//! What is reported of a cause: odds by hand, against enumeration, and what it never does.

use proptest::prelude::*;

use super::brute;
use super::support::{Build, SMALL, close, config, evidence, guide, guides, picked, picks};
use crate::engine::*;
use crate::guide::Guide;

/// 0.5, 0.3 and 0.2, one question, one action.
fn worked() -> Guide {
    guide(&[("a", 0.5), ("b", 0.3), ("other", 0.2)], 60.0)
        .question(
            "q",
            1.0,
            &[0.5, 0.5],
            &[("a", &[0.8, 0.2]), ("b", &[0.4, 0.6]), ("other", &[0.5, 0.5])],
        )
        .action("d", 5.0, &[("a", 0.9)])
}

fn incident(model: &Model, cause: &str, factor: f64) -> Entry {
    Entry::Incident(model.cause(cause).unwrap(), Odds::new(factor).unwrap())
}

#[track_caller]
fn check(reported: &str, cause: &str, factor: f64, expected: &[f64]) {
    let model = compile(&worked()).unwrap();
    let mut evidence = evidence(&model, reported);
    evidence.set(incident(&model, cause, factor));
    let belief = believe(&model, &evidence);
    for (cause, expected) in model.causes().zip(expected) {
        close(belief.p(cause), *expected, 1e-12);
    }
}

#[test]
fn values_worked_by_hand() {
    // Odds of b from 3:7 to 30:7.
    check("", "b", 10.0, &[5.0 / 37.0, 30.0 / 37.0, 2.0 / 37.0]);
    check("", "b", 0.1, &[0.5 / 0.73, 0.03 / 0.73, 0.2 / 0.73]);
    check("", "b", 1.0, &[0.5, 0.3, 0.2]);
    // 0.4, 0.12 and 0.1 after the answer; b counts five times.
    check("q=a0", "b", 5.0, &[0.4 / 1.1, 0.6 / 1.1, 0.1 / 1.1]);
}

#[test]
fn it_weighs_what_it_says_in_every_why() {
    let model = compile(&worked()).unwrap();
    let entry = incident(&model, "b", 8.0);
    let evidence: Evidence = [entry].into_iter().collect();
    let weight = |cause| explain(&model, &evidence, model.cause(cause).unwrap())[0];
    assert_eq!(weight("b").entry, entry);
    close(weight("b").log_ratio, 3.0, 1e-12);
    assert!(weight("a").log_ratio < 0.0);
}

#[test]
fn only_factors_within_a_thousand_are_taken() {
    for factor in [0.0, -1.0, 1e-4, 1001.0, f64::INFINITY, f64::NAN] {
        assert_eq!(Odds::new(factor), None, "{factor}");
    }
    for factor in [0.001, 1.0, 1000.0] {
        assert_eq!(Odds::new(factor).map(Odds::factor), Some(factor));
    }
}

#[test]
fn of_a_cause_that_is_not_there_it_says_nothing() {
    let (small, large) = (
        compile(&guide(&[("other", 1.0)], 60.0)).unwrap(),
        compile(&worked()).unwrap(),
    );
    let evidence: Evidence = [incident(&large, "other", 5.0)].into_iter().collect();
    assert_eq!(believe(&small, &evidence), believe(&small, &Evidence::new()));
}

proptest! {
    #![proptest_config(config(256))]

    #[test]
    fn the_odds_of_its_cause_are_so_many_times_those_by_enumeration(
        guide in guides(SMALL), chosen in picks(5), which: u8, power in -3.0..3.0,
    ) {
        let model = compile(&guide).unwrap();
        let cause = model.causes().nth(usize::from(which) % model.causes().count()).unwrap();
        let factor = 10_f64.powf(power);
        let mut evidence: Evidence = picked(&model, &chosen).into_iter().collect();
        let before = brute::posterior(&model, &evidence);
        let (here, belief_before) = (before[cause.index()], believe(&model, &evidence));
        evidence.set(Entry::Incident(cause, Odds::new(factor).unwrap()));
        let belief = believe(&model, &evidence);
        let total = 1.0 + here * (factor - 1.0);
        for (c, p) in model.causes().zip(before) {
            let weight = if c == cause { p * factor } else { p };
            close(belief.p(c), weight / total, 1e-9);
        }
        // P(entries) / Π P(entry), with P(report | cause) in the same ratio but scaled otherwise.
        let prior = model.prior(cause);
        let apart = 1.0 + prior * (factor - 1.0);
        let surprise = belief_before.surprise() * total / apart;
        prop_assert!((belief.surprise() / surprise - 1.0).abs() < 1e-9, "{} {}", belief.surprise(), surprise);
    }

    #[test]
    fn taking_it_back_leaves_no_trace(guide in guides(SMALL), chosen in picks(5), factor in 0.001..1000.0) {
        let model = compile(&guide).unwrap();
        let before: Evidence = picked(&model, &chosen).into_iter().collect();
        let cause = model.causes().next().unwrap();
        let mut after = before.clone();
        after.set(Entry::Incident(cause, Odds::new(factor).unwrap()));
        prop_assert_eq!(after.len(), before.len() + 1);
        prop_assert!(after.remove(Subject::Incident(cause)).is_some());
        prop_assert_eq!(&after, &before);
        prop_assert_eq!(believe(&model, &after), believe(&model, &before));
        prop_assert_eq!(advise(&model, &after), advise(&model, &before));
    }

    #[test]
    fn a_factor_of_one_changes_no_belief(guide in guides(SMALL), chosen in picks(5)) {
        let model = compile(&guide).unwrap();
        let before: Evidence = picked(&model, &chosen).into_iter().collect();
        let mut after = before.clone();
        after.set(Entry::Incident(model.causes().next().unwrap(), Odds::new(1.0).unwrap()));
        let (before, after) = (believe(&model, &before), believe(&model, &after));
        for cause in model.causes() {
            close(after.p(cause), before.p(cause), 1e-12);
        }
        prop_assert!((after.surprise() / before.surprise() - 1.0).abs() < 1e-9);
    }
}

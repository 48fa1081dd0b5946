//! The posterior: by hand, against enumeration, and when the evidence does not hold together.

use proptest::prelude::*;

use super::brute;
use super::support::{Build, SMALL, close, config, entry, evidence, guide, guides, picked, picks};
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

#[track_caller]
fn check(guide: &Guide, reported: &str, expected: &[f64]) {
    let model = compile(guide).unwrap();
    let belief = believe(&model, &evidence(&model, reported));
    assert_eq!(belief.len(), expected.len());
    for (cause, expected) in model.causes().zip(expected) {
        close(belief.p(cause), *expected, 1e-12);
    }
}

#[test]
fn values_worked_by_hand() {
    check(&worked(), "", &[0.5, 0.3, 0.2]);
    // 0.5 · 0.8, 0.3 · 0.4, 0.2 · 0.5 sum to 0.62.
    check(&worked(), "q=a0", &[0.40 / 0.62, 0.12 / 0.62, 0.10 / 0.62]);
    check(&worked(), "q=a1", &[0.10 / 0.38, 0.18 / 0.38, 0.10 / 0.38]);
    check(&worked(), "d=no", &[0.05 / 0.55, 0.3 / 0.55, 0.2 / 0.55]);
    check(&worked(), "q=a0 d=no", &[0.04 / 0.26, 0.12 / 0.26, 0.10 / 0.26]);
    check(&worked(), "q=? d=cant", &[0.5, 0.3, 0.2]);
    check(&worked(), "q=later d=later", &[0.5, 0.3, 0.2]);
}

#[test]
fn one_answer_leaves_the_leak_alone_but_answers_that_fit_nothing_raise_it() {
    let two = guide(&[("a", 0.475), ("b", 0.475), ("other", 0.05)], 60.0)
        .question("q", 1.0, &[0.5, 0.5], &[("a", &[0.9, 0.1]), ("b", &[0.1, 0.9])])
        .question("r", 1.0, &[0.5, 0.5], &[("a", &[0.9, 0.1]), ("b", &[0.1, 0.9])]);
    check(&two, "q=a0", &[0.855, 0.095, 0.05]);
    let model = compile(&two).unwrap();
    let against = believe(&model, &evidence(&model, "q=a0 r=a1"));
    assert!(against.p(model.leak().unwrap()) > 0.1, "{against:?}");
}

#[test]
fn none_of_the_signs_counts_the_plainest_sign_once() {
    let signs = guide(&[("a", 0.6), ("b", 0.3), ("other", 0.1)], 60.0)
        .sign("s", 0.2, 0.1, &[("a", 0.8)])
        .sign("t", 0.2, 0.1, &[("a", 0.7), ("b", 0.5)]);
    // P(no | a) = 0.2 and 0.3, P(no | b) = 0.9 and 0.5; the leak keeps its 0.1.
    let (a, b) = (0.6 * 0.2, 0.3 * 0.5);
    check(&signs, "none", &[0.9 * a / (a + b), 0.9 * b / (a + b), 0.1]);
    // A sign with an answer of its own speaks for itself.
    let model = compile(&signs).unwrap();
    let s = model.question("s").unwrap();
    let leak = |p: f64, q: f64| (0.6 * p + 0.3 * q) / 0.9;
    let weights = [
        0.6 * 0.8 * 0.3,
        0.3 * 0.1 * 0.5,
        0.1 * model.likelihood(s, AnswerId::YES, model.leak().unwrap()) * leak(0.3, 0.5),
    ];
    let total: f64 = weights.iter().sum();
    check(&signs, "none s=yes", &weights.map(|w| w / total));
    // Without signs it says nothing.
    check(&worked(), "none", &[0.5, 0.3, 0.2]);
}

#[test]
fn ranking_puts_the_likeliest_first_and_ties_keep_file_order() {
    let model = compile(&guide(&[("a", 0.2), ("b", 0.3), ("c", 0.2), ("other", 0.3)], 60.0)).unwrap();
    let ranked = believe(&model, &Evidence::new()).ranked();
    let names: Vec<&str> = ranked.iter().map(|(c, _)| model.cause_name(*c).as_str()).collect();
    assert_eq!(names, ["b", "other", "a", "c"]);
}

#[track_caller]
fn check_doubt(guide: &Guide, reported: &str, doubted: &str) -> Belief {
    let model = compile(guide).unwrap();
    let belief = believe(&model, &evidence(&model, reported));
    let expected: Vec<Entry> = doubted.split_whitespace().map(|text| entry(&model, text)).collect();
    assert_eq!(belief.doubted(), expected);
    belief
}

/// Every cause but the leak says a0 to all, `b` and the leak a1; all certain.
fn forbidding() -> Guide {
    guide(&[("a", 0.6), ("b", 0.3), ("other", 0.1)], 60.0)
        .question("q", 1.0, &[1.0, 0.0], &[("b", &[0.0, 1.0]), ("other", &[0.0, 1.0])])
        .question("r", 1.0, &[1.0, 0.0], &[("b", &[0.0, 1.0]), ("other", &[0.0, 1.0])])
        .question("s", 1.0, &[1.0, 0.0], &[("b", &[0.0, 1.0]), ("other", &[0.0, 1.0])])
        .action("d", 1.0, &[("a", 1.0), ("b", 1.0), ("other", 1.0)])
        .certain()
}

#[test]
fn impossible_evidence_keeps_the_largest_possible_part_and_names_the_rest() {
    let belief = check_doubt(&forbidding(), "q=a0 r=a1 s=a0", "r=a1");
    assert_eq!(belief.surprise(), 0.0);
    check(&forbidding(), "q=a0 r=a1 s=a0", &[1.0, 0.0, 0.0]);
    check_doubt(&forbidding(), "q=a1 r=a1 s=a0", "s=a0");
    check(&forbidding(), "q=a1 r=a1 s=a0", &[0.0, 0.75, 0.25]);
    // An action that repairs everything, for certain, and did not.
    check_doubt(&forbidding(), "d=no", "d=no");
    check(&forbidding(), "d=no", &[0.6, 0.3, 0.1]);
    check_doubt(&forbidding(), "q=a0 r=a0 s=a1 d=no", "s=a1 d=no");
    // Equally many on both sides: the part that fits together better, here the likelier cause.
    check_doubt(&forbidding(), "q=a0 r=a0", "");
}

#[test]
fn evidence_hard_to_believe_names_the_entry_that_fits_least_and_still_counts_it() {
    let mut torn = guide(&[("a", 0.5), ("b", 0.4), ("other", 0.1)], 60.0);
    for i in 0..7 {
        let rows: &[(&str, &[f64])] = &[("a", &[0.99, 0.01]), ("other", &[0.01, 0.99])];
        torn = torn.question(&format!("q{i}"), 1.0, &[0.01, 0.99], rows);
    }
    // Three for a and four against: 0.5 · 0.99^7 · (0.01^4 / 0.99^4 + 0.01^3 / 0.99^3) in place of about 0.5^7.
    let reported = "q0=a0 q1=a0 q2=a0 q3=a1 q4=a1 q5=a1 q6=a1";
    let belief = check_doubt(&torn, reported, "q0=a0");
    close(belief.surprise(), 6.2e-5, 1e-6);
    let odds = 0.99 / 0.01;
    check(
        &torn,
        reported,
        &[1.0, 0.8 * odds, 0.2 * odds].map(|w| w / (1.0 + odds)),
    );
    check_doubt(&torn, "q0=a0 q1=a0 q3=a1 q4=a1", "");
    // The odd one out is named, wherever it stands.
    check_doubt(&torn, "q0=a1 q1=a1 q2=a1 q3=a1 q4=a0 q5=a0 q6=a0", "q4=a0");
}

#[test]
fn a_single_entry_is_no_surprise() {
    let model = compile(&worked()).unwrap();
    for text in ["", "q=a0", "q=a1", "d=no", "q=?"] {
        close(believe(&model, &evidence(&model, text)).surprise(), 1.0, 1e-12);
    }
    // 0.26 / (0.62 · 0.55)
    close(
        believe(&model, &evidence(&model, "q=a0 d=no")).surprise(),
        0.26 / (0.62 * 0.55),
        1e-12,
    );
}

#[test]
fn a_thousand_unlikely_answers_do_not_underflow() {
    let rows: &[(&str, &[f64])] = &[
        ("a", &[1e-60, 1.0 - 1e-60]),
        ("b", &[2e-60, 1.0 - 2e-60]),
        ("other", &[1e-90, 1.0]),
    ];
    let mut deep = guide(&[("a", 0.5), ("b", 0.4), ("other", 0.1)], 60.0);
    for i in 0..1000 {
        deep = deep.question(&format!("q{i}"), 1.0, &[0.5, 0.5], rows);
    }
    let model = compile(&deep.certain()).unwrap();
    let all: Evidence = model
        .questions()
        .map(|q| Entry::Question(q, Finding::Answer(model.answer(q, "a0").unwrap())))
        .collect();
    let belief = believe(&model, &all);
    // 2^1000 to 1 for b.
    close(belief.p(model.cause("b").unwrap()), 1.0, 1e-12);
    assert!(belief.doubted().is_empty() && belief.surprise() > 1.0, "{belief:?}");
}

proptest! {
    #![proptest_config(config(1000))]

    #[test]
    fn the_posterior_equals_enumeration(guide in guides(SMALL), chosen in picks(7)) {
        let model = compile(&guide).unwrap();
        let evidence: Evidence = picked(&model, &chosen).into_iter().collect();
        let belief = believe(&model, &evidence);
        for (cause, expected) in model.causes().zip(brute::posterior(&model, &evidence)) {
            close(belief.p(cause), expected, 1e-12);
        }
    }

    #[test]
    fn the_posterior_sums_to_one_and_ignores_the_order_of_entries(guide in guides(SMALL), chosen in picks(7)) {
        let model = compile(&guide).unwrap();
        let entries = picked(&model, &chosen);
        let forth = believe(&model, &entries.iter().copied().collect());
        let back = believe(&model, &entries.iter().rev().copied().collect());
        prop_assert_eq!(&forth, &back);
        close(model.causes().map(|c| forth.p(c)).sum(), 1.0, 1e-12);
    }

    #[test]
    fn neutral_entries_change_nothing(guide in guides(SMALL), chosen in picks(7)) {
        let model = compile(&guide).unwrap();
        let entries = picked(&model, &chosen);
        let neutral = |e: &Entry| !matches!(e, Entry::Question(_, Finding::Answer(_)) | Entry::Action(_, Outcome::NotFixed));
        let telling: Evidence = entries.iter().copied().filter(|e| !neutral(e)).collect();
        prop_assert_eq!(believe(&model, &entries.into_iter().collect()), believe(&model, &telling));
    }

    #[test]
    fn adding_and_taking_back_is_the_identity(guide in guides(SMALL), chosen in picks(7), none: bool) {
        let model = compile(&guide).unwrap();
        let mut entries = picked(&model, &chosen);
        entries.extend(none.then_some(Entry::NoSigns));
        let Some(last) = entries.pop() else { return Ok(()) };
        let before: Evidence = entries.into_iter().collect();
        let mut after = before.clone();
        after.set(last);
        prop_assert_eq!(after.get(last.subject()), Some(last));
        prop_assert_eq!(after.len(), before.len() + 1);
        prop_assert_eq!(after.remove(last.subject()), Some(last));
        prop_assert_eq!(&after, &before);
        prop_assert_eq!(believe(&model, &after), believe(&model, &before));
        prop_assert_eq!(advise(&model, &after), advise(&model, &before));
    }

    #[test]
    fn a_rows_likelihoods_sum_to_one_and_stay_possible(guide in guides(SMALL)) {
        let model = compile(&guide).unwrap();
        close(model.causes().map(|c| model.prior(c)).sum(), 1.0, 1e-12);
        for (question, cause) in model.questions().flat_map(|q| model.causes().map(move |c| (q, c))) {
            let row: Vec<f64> = model.answers(question).map(|a| model.likelihood(question, a, cause)).collect();
            close(row.iter().sum(), 1.0, 1e-12);
            prop_assert!(row.iter().all(|p| *p > 0.009 && *p < 0.992), "{:?}", row);
        }
    }
}

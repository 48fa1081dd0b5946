//! Owners as drawn, and what they meet with under each policy, against values worked by hand.

use std::thread;

use super::support::{Build, Size, close, entry, evidence, guide, random_guide};
use crate::engine::simulate::*;
use crate::engine::*;
use crate::guide::{Guide, Minutes};

/// Owners without mistakes who start with nothing said.
const PLAIN: Setting = Setting {
    unsure: None,
    leave: None,
    seed: 1,
    noise: 0.0,
    second_fault: 0.0,
    most_signs: 0,
};

fn played(model: &Model, setting: &Setting, policy: Policy, n_owners: u64) -> Vec<Run> {
    let player = Player::new(model, policy);
    (0..n_owners)
        .map(|idx| player.play(&owner(model, setting, idx)))
        .collect()
}

fn owner(model: &Model, setting: &Setting, idx: u64) -> Owner {
    Owners::new(model, *setting).owner(idx)
}

fn mean(model: &Model, setting: &Setting, policy: Policy, n_owners: u64) -> Figures {
    Figures::of(played(model, setting, policy, n_owners).iter())
}

/// Within five standard errors of what it should be: about once in two million seeds it is not.
#[track_caller]
fn near(figures: &Figures, expected: f64) {
    close(figures.mean.0, expected, 5.0 * figures.standard_error.0);
}

fn share(n_owners: u64, holds: impl Fn(u64) -> bool) -> f64 {
    (0..n_owners).filter(|idx| holds(*idx)).count() as f64 / n_owners as f64
}

/// 0.5 and 0.4, each with its own fix.
fn two() -> Guide {
    guide(&[("a", 0.5), ("b", 0.4), ("other", 0.1)], 60.0)
        .action("fix-a", 10.0, &[("a", 0.8)])
        .action("fix-b", 4.0, &[("b", 0.5)])
}

/// Two signs, a question that tells all three causes apart, and a sure fix for two of them.
fn telling() -> Guide {
    let rows: &[(&str, &[f64])] = &[
        ("a", &[1.0, 0.0, 0.0]),
        ("b", &[0.0, 1.0, 0.0]),
        ("other", &[0.0, 0.0, 1.0]),
    ];
    guide(&[("a", 0.5), ("b", 0.4), ("other", 0.1)], 60.0)
        .sign("sees-a", 1.5, 0.0, &[("a", 1.0), ("other", 0.0)])
        .sign("sees-b", 1.5, 0.0, &[("b", 1.0), ("other", 0.0)])
        .question("which", 1.0, &[0.0, 0.0, 1.0], rows)
        .action("fix-a", 10.0, &[("a", 1.0)])
        .action("fix-b", 10.0, &[("b", 1.0)])
        .certain()
}

fn messy() -> Model {
    let size = Size {
        causes: 6,
        signs: 4,
        questions: 4,
        actions: 6,
    };
    compile(&random_guide(size, 3)).unwrap()
}

const MESSY: Setting = Setting {
    unsure: None,
    leave: None,
    seed: 7,
    noise: 0.2,
    second_fault: 0.3,
    most_signs: 2,
};

#[test]
fn a_seed_draws_the_same_owners_in_every_version() {
    let model = compile(&two()).unwrap();
    let cause = |idx| model.cause_name(owner(&model, &PLAIN, idx).cause()).to_string();
    let causes: Vec<String> = (0..12).map(cause).collect();
    assert_eq!(causes.join(" "), "a a a b a a a a b a a a");
}

#[test]
fn figures_do_not_depend_on_who_shares_the_work() {
    let model = messy();
    for policy in Policy::ALL {
        let alone = played(&model, &MESSY, policy, 200);
        let player = &Player::new(&model, policy);
        let model = &model;
        let shared: Vec<Run> = thread::scope(|scope| {
            // From the last owner to the first, three threads in turns.
            let part = |at: u64| {
                move || {
                    (0..200)
                        .rev()
                        .filter(|i| i % 3 == at)
                        .map(|i| (i, player.play(&owner(model, &MESSY, i))))
                        .collect::<Vec<_>>()
                }
            };
            let threads: Vec<_> = (0..3).map(|at| scope.spawn(part(at))).collect();
            let mut runs: Vec<(u64, Run)> = threads.into_iter().flat_map(|t| t.join().unwrap()).collect();
            runs.sort_by_key(|(idx, _)| *idx);
            runs.into_iter().map(|(_, run)| run).collect()
        });
        assert_eq!(alone, shared);
    }
}

#[test]
fn another_seed_draws_other_owners_and_noise_does_not() {
    let model = messy();
    let cause = |setting: &Setting, idx| owner(&model, setting, idx).cause();
    let others = Setting { seed: 8, ..MESSY };
    assert!((0..50).any(|idx| cause(&MESSY, idx) != cause(&others, idx)));
    let calm = Setting {
        noise: 0.0,
        second_fault: 0.0,
        ..MESSY
    };
    assert!((0..50).all(|idx| cause(&MESSY, idx) == cause(&calm, idx)));
}

#[test]
fn causes_are_drawn_from_the_priors_the_leak_too() {
    let model = compile(&two()).unwrap();
    for (name, prior) in [("a", 0.5), ("b", 0.4), ("other", 0.1)] {
        let cause = model.cause(name).unwrap();
        close(
            share(4000, |idx| owner(&model, &PLAIN, idx).cause() == cause),
            prior,
            0.04,
        );
    }
}

#[test]
fn answers_are_drawn_from_the_likelihoods() {
    let guide = guide(&[("a", 1.0), ("other", 1e-9)], 60.0).question("q", 1.0, &[0.2, 0.3, 0.5], &[]);
    let model = compile(&guide).unwrap();
    let q = model.question("q").unwrap();
    for (answer, p) in model.answers(q).zip([0.2, 0.3, 0.5]) {
        close(
            share(4000, |idx| {
                owner(&model, &PLAIN, idx).finding(q) == Finding::Answer(answer)
            }),
            p,
            0.04,
        );
    }
}

#[test]
fn reading_from_top_to_bottom_costs_what_the_formula_says() {
    let model = compile(&two()).unwrap();
    // fix-a always; fix-b unless that helped; support unless either did.
    let figures = mean(&model, &PLAIN, Policy::DocumentOrder, 20_000);
    near(&figures, 10.0 + 0.6 * 4.0 + 0.4 * 60.0);
    close(figures.fixed, 0.6, 0.02);
    assert_eq!(
        (figures.n_questions, figures.n_actions, figures.median),
        (0, 2, Minutes(14.0))
    );
    // The chance of each end: 0.4 at 10, 0.2 at 14, 0.4 at 74.
    assert_eq!(figures.p90, Minutes(74.0));
}

#[test]
fn the_other_policies_cost_what_the_formula_says() {
    let model = compile(&two()).unwrap();
    for policy in [Policy::Advice, Policy::POverC, Policy::OneStepVoi] {
        near(&mean(&model, &PLAIN, policy, 5000), 4.0 + 0.8 * 10.0 + 0.4 * 60.0);
    }
    let either_first = (10.0 + 0.6 * 4.0 + 4.0 + 0.8 * 10.0) / 2.0;
    near(&mean(&model, &PLAIN, Policy::Random, 5000), either_first + 0.4 * 60.0);
}

#[test]
fn the_advice_costs_what_it_promises_at_the_start() {
    let model = compile(&telling()).unwrap();
    let promised = advise(&model, &Evidence::new()).expected.0;
    close(promised, 1.0 + 0.9 * 10.0 + 0.1 * 60.0, 1e-9);
    near(&mean(&model, &PLAIN, Policy::Advice, 5000), promised);
}

#[test]
fn owners_without_mistakes_are_told_apart_by_questions_that_tell() {
    let model = compile(&telling()).unwrap();
    for run in played(&model, &PLAIN, Policy::Advice, 500) {
        assert_eq!((run.rank, run.believed, run.n_questions), (1, run.cause, 1));
        assert_eq!(run.fixed, run.cause != model.cause("other").unwrap());
    }
}

#[test]
fn signs_ticked_take_the_place_of_questions() {
    let model = compile(&telling()).unwrap();
    let ticking = Setting { most_signs: 1, ..PLAIN };
    for (idx, run) in played(&model, &ticking, Policy::Advice, 500).into_iter().enumerate() {
        let start = owner(&model, &ticking, idx as u64).start().to_vec();
        let expected = match model.cause_name(run.cause).as_str() {
            "a" => entry(&model, "sees-a=yes"),
            "b" => entry(&model, "sees-b=yes"),
            _ => Entry::NoSigns,
        };
        assert_eq!(start, [expected]);
        // "None of these" leaves the leak as likely as it was, so its owners are still asked.
        let n_questions = u32::from(expected == Entry::NoSigns);
        assert_eq!((run.rank, run.n_questions), (1, n_questions));
    }
}

#[test]
fn at_most_so_many_of_the_signs_seen_are_ticked() {
    let seen: &[(&str, f64)] = &[("a", 1.0)];
    let mut guide = guide(&[("a", 1.0), ("other", 1e-9)], 60.0);
    for i in 0..6 {
        // The even ones are always seen, the odd ones never.
        guide = guide.sign(&format!("s{i}"), 1.0, 0.0, if i % 2 == 0 { seen } else { &[] });
    }
    let model = compile(&guide.certain()).unwrap();
    let yes = |idx, setting: &Setting| -> Vec<usize> {
        let owner = owner(&model, setting, idx);
        let place = |entry: &Entry| match entry {
            Entry::Question(q, Finding::Answer(AnswerId::YES)) => q.index(),
            other => panic!("{other:?}"),
        };
        let mut places: Vec<usize> = owner.start().iter().map(place).collect();
        places.sort_unstable();
        places
    };
    for (most, ticked) in [(0, 0), (1, 1), (2, 2), (3, 3), (9, 3)] {
        let setting = Setting {
            most_signs: most,
            ..PLAIN
        };
        for idx in 0..100 {
            let places = yes(idx, &setting);
            assert!(
                places.len() == ticked && places.iter().all(|place| place % 2 == 0),
                "{places:?}"
            );
        }
    }
    // Each of the three is as likely to be the one ticked.
    let one = Setting { most_signs: 1, ..PLAIN };
    close(share(3000, |idx| yes(idx, &one) == [2]), 1.0 / 3.0, 0.05);
    // Mistakes tick what is not seen, each sign once.
    let wrong = Setting {
        most_signs: 9,
        noise: 1.0,
        ..PLAIN
    };
    assert!((0..100).all(|idx| yes(idx, &wrong) == [1, 3, 5]));
    let half = Setting {
        most_signs: 1,
        noise: 0.5,
        ..PLAIN
    };
    close(share(3000, |idx| yes(idx, &half)[0] % 2 == 1), 0.5, 0.05);
}

#[test]
fn mistakes_give_each_other_answer_alike_often() {
    let guide = guide(&[("a", 1.0), ("other", 1e-9)], 60.0)
        .sign("s", 1.0, 1.0, &[])
        .question("q", 1.0, &[1.0, 0.0, 0.0], &[])
        .certain();
    let model = compile(&guide).unwrap();
    let noisy = Setting { noise: 0.3, ..PLAIN };
    for (question, answer, expected) in [("s", "no", 0.3), ("q", "a0", 0.7), ("q", "a1", 0.15), ("q", "a2", 0.15)] {
        let question = model.question(question).unwrap();
        let answer = Finding::Answer(model.answer(question, answer).unwrap());
        close(
            share(4000, |idx| owner(&model, &noisy, idx).finding(question) == answer),
            expected,
            0.04,
        );
    }
}

#[test]
fn who_cannot_tell_says_so_and_does_not_tick() {
    let mut guide = guide(&[("a", 1.0), ("other", 1e-9)], 60.0)
        .sign("s", 1.0, 1.0, &[])
        .certain();
    guide.signs[0].unsure = 0.25;
    let model = compile(&guide).unwrap();
    let (s, ticking) = (model.question("s").unwrap(), Setting { most_signs: 1, ..PLAIN });
    let unsure = |idx| owner(&model, &ticking, idx).finding(s) == Finding::NotSure;
    close(share(4000, unsure), 0.25, 0.04);
    for idx in 0..100 {
        let expected = if unsure(idx) { "none" } else { "s=yes" };
        assert_eq!(owner(&model, &ticking, idx).start(), [entry(&model, expected)]);
    }
}

#[test]
fn an_action_that_cannot_be_done_costs_what_finding_out_does() {
    let mut guide = guide(&[("a", 1.0), ("other", 1e-9)], 60.0)
        .action("fix", 10.0, &[("a", 1.0)])
        .certain();
    (guide.actions[0].cant, guide.actions[0].cant_minutes) = (0.25, Some(Minutes(2.0)));
    let model = compile(&guide).unwrap();
    for policy in Policy::ALL {
        let figures = mean(&model, &PLAIN, policy, 4000);
        near(&figures, 0.75 * 10.0 + 0.25 * (2.0 + 60.0));
        close(figures.fixed, 0.75, 0.04);
    }
}

#[test]
fn tied_actions_fail_together_and_tied_questions_read_the_same_fact() {
    let rows: &[(&str, &[f64])] = &[("b", &[0.2, 0.8])];
    let mut guide = guide(&[("a", 0.5), ("b", 0.5), ("other", 1e-9)], 60.0)
        .question("q", 1.0, &[0.6, 0.4], rows)
        .question("again", 1.0, &[0.6, 0.4], rows)
        .action("restart", 10.0, &[("a", 0.5), ("b", 0.5)])
        .action("unplug", 10.0, &[("a", 0.8), ("b", 0.8)]);
    let fixed = |guide: &Guide| mean(&compile(guide).unwrap(), &PLAIN, Policy::DocumentOrder, 4000).fixed;
    let alike = |guide: &Guide| {
        let model = compile(guide).unwrap();
        let [q, again] = ["q", "again"].map(|name| model.question(name).unwrap());
        share(1000, |idx| {
            owner(&model, &PLAIN, idx).finding(q) == owner(&model, &PLAIN, idx).finding(again)
        })
    };
    close(fixed(&guide), 0.9, 0.03);
    assert!(alike(&guide) < 0.7);
    guide
        .actions
        .iter_mut()
        .for_each(|action| action.tie = Some("off-and-on".into()));
    guide
        .questions
        .iter_mut()
        .for_each(|question| question.tie = Some("same".into()));
    close(fixed(&guide), 0.8, 0.03);
    close(alike(&guide), 1.0, 0.0);
}

#[test]
fn two_faults_are_fixed_when_both_are() {
    let model = compile(&telling()).unwrap();
    let both = Setting {
        second_fault: 1.0,
        ..PLAIN
    };
    let other = model.cause("other").unwrap();
    for (idx, run) in played(&model, &both, Policy::DocumentOrder, 500)
        .into_iter()
        .enumerate()
    {
        let owner = owner(&model, &both, idx as u64);
        let second = owner.second_cause().unwrap();
        assert!(second != other && second != owner.cause());
        if owner.cause() == other {
            assert!(!run.fixed && run.minutes == Minutes(80.0));
        } else {
            // One repair leaves the other fault, so the first says "not fixed".
            assert!(run.fixed && run.minutes == Minutes(20.0) && run.n_actions == 2);
            // The evidence ends with fix-b, and either fault counts as found.
            assert_eq!((run.rank, run.believed), (1, model.cause("b").unwrap()));
        }
    }
}

#[test]
fn one_action_may_fix_both_faults() {
    let guide = guide(&[("a", 0.5), ("b", 0.4), ("other", 0.1)], 60.0)
        .action("fix-all", 5.0, &[("a", 1.0), ("b", 1.0)])
        .certain();
    let model = compile(&guide).unwrap();
    let both = Setting {
        second_fault: 1.0,
        ..PLAIN
    };
    for run in played(&model, &both, Policy::DocumentOrder, 200) {
        assert_eq!(run.fixed, run.cause != model.cause("other").unwrap());
    }
}

#[test]
fn two_faults_show_the_signs_of_either_and_answer_for_one_of_them() {
    let model = compile(&telling()).unwrap();
    let both = Setting {
        second_fault: 1.0,
        most_signs: 9,
        ..PLAIN
    };
    let other = model.cause("other").unwrap();
    let listed: Vec<Owner> = (0..2000)
        .map(|idx| owner(&model, &both, idx))
        .filter(|o| o.cause() != other)
        .collect();
    assert!(listed.iter().all(|owner| owner.start().len() == 2));
    let (signs, which) = (
        ["sees-a", "sees-b"].map(|s| model.question(s).unwrap()),
        model.question("which").unwrap(),
    );
    assert!(
        listed
            .iter()
            .all(|o| signs.iter().all(|s| o.finding(*s) == Finding::Answer(AnswerId::YES)))
    );
    let a = Finding::Answer(model.answer(which, "a0").unwrap());
    let n = listed.iter().filter(|owner| owner.finding(which) == a).count();
    close(n as f64 / listed.len() as f64, 0.5, 0.06);
}

#[test]
fn second_faults_come_as_often_as_set() {
    let model = compile(&two()).unwrap();
    let some = Setting {
        second_fault: 0.25,
        ..PLAIN
    };
    close(
        share(4000, |idx| owner(&model, &some, idx).second_cause().is_some()),
        0.25,
        0.04,
    );
}

#[test]
fn a_repair_tells_at_the_end_what_it_was() {
    let guide = guide(&[("a", 0.6), ("b", 0.3), ("other", 0.1)], 60.0)
        .question("q", 1.0, &[0.5, 0.5], &[("b", &[1.0, 0.0])])
        .action("fix", 5.0, &[("a", 0.2), ("b", 0.9)])
        .certain();
    let model = compile(&guide).unwrap();
    let at_end = |reported: &str, fixed: bool| -> Vec<String> {
        let fixed_by = fixed.then(|| model.action("fix").unwrap());
        let causes = cause_at_end(&model, &evidence(&model, reported), fixed_by);
        causes.into_iter().map(|c| model.cause_name(c).to_string()).collect()
    };
    assert_eq!(at_end("", false), ["a", "b", "other"]);
    // 0.6 · 0.2 against 0.3 · 0.9.
    assert_eq!(at_end("", true), ["b", "a", "other"]);
    assert_eq!(at_end("q=a1", true), ["a", "b", "other"]);
}

#[test]
fn a_repair_that_the_evidence_ruled_out_is_taken_at_its_word() {
    let guide = guide(&[("a", 0.6), ("b", 0.3), ("other", 0.1)], 60.0)
        .question("q", 1.0, &[0.0, 1.0], &[("b", &[1.0, 0.0])])
        .action("fix-b", 5.0, &[("b", 1.0)])
        .certain();
    let model = compile(&guide).unwrap();
    let causes = cause_at_end(&model, &evidence(&model, "q=a1"), model.action("fix-b"));
    assert_eq!(causes[0], model.cause("b").unwrap());
}

#[test]
fn prerequisites_go_first_in_every_order() {
    let gated = guide(&[("a", 0.9), ("other", 0.1)], 60.0)
        .action("third", 1.0, &[("a", 1.0)])
        .after("second")
        .action("second", 1.0, &[])
        .after("first")
        .action("first", 1.0, &[])
        .certain();
    let model = compile(&gated).unwrap();
    for policy in Policy::ALL {
        for run in played(&model, &PLAIN, policy, 50) {
            let expected = if run.fixed { 3.0 } else { 63.0 };
            assert_eq!((run.minutes, run.n_actions), (Minutes(expected), 3), "{policy:?}");
        }
    }
}

#[test]
fn one_step_value_of_information_asks_at_once_where_waiting_is_better() {
    let rows: &[(&str, &[f64])] = &[("b", &[1.0, 0.0]), ("c", &[0.0, 1.0])];
    let restart_first = guide(&[("a", 0.7), ("b", 0.15), ("c", 0.149), ("other", 0.001)], 120.0)
        .question("which", 6.0, &[0.5, 0.5], rows)
        .action("restart", 1.0, &[("a", 0.95)])
        .action("fix-b", 40.0, &[("b", 1.0)])
        .action("fix-c", 40.0, &[("c", 1.0)])
        .certain();
    let model = compile(&restart_first).unwrap();
    let a = model.cause("a").unwrap();
    let questions = |policy| {
        played(&model, &PLAIN, policy, 300)
            .into_iter()
            .filter(|run| run.cause == a && run.fixed && run.minutes.0 < 40.0)
            .map(|run| run.n_questions)
            .collect::<Vec<_>>()
    };
    assert!(questions(Policy::OneStepVoi).iter().all(|n| *n == 1));
    assert!(questions(Policy::Advice).iter().all(|n| *n == 0));
    assert!(
        played(&model, &PLAIN, Policy::POverC, 300)
            .iter()
            .all(|run| run.n_questions == 0)
    );
    let [advice, voi, chain] =
        [Policy::Advice, Policy::OneStepVoi, Policy::POverC].map(|p| played(&model, &PLAIN, p, 2000));
    for worse in [voi, chain] {
        let over = Mean::over(&worse, &advice);
        assert!(over.mean.0 > 5.0 * over.standard_error.0, "{over:?}");
    }
}

#[test]
fn no_policy_beats_the_optimum_on_owners_as_the_guide_says_they_are() {
    for seed in 0..5 {
        let size = Size {
            causes: 4,
            signs: 0,
            questions: 2,
            actions: 4,
        };
        let model = compile(&random_guide(size, seed)).unwrap();
        let advice = played(&model, &PLAIN, Policy::Advice, 1000);
        for policy in Policy::ALL {
            let over = Mean::over(&played(&model, &PLAIN, policy, 1000), &advice);
            assert!(
                over.mean.0 >= -4.0 * over.standard_error.0,
                "seed {seed}, {policy:?}: {over:?}"
            );
        }
    }
}

#[test]
fn figures_are_those_of_the_nearest_rank() {
    let run = |minutes: f64, rank, fixed| Run {
        left: false,
        minutes: Minutes(minutes),
        fixed,
        n_questions: minutes as u32,
        n_actions: 1,
        cause: compile(&two()).unwrap().cause("a").unwrap(),
        believed: compile(&two())
            .unwrap()
            .cause(if rank == 1 { "a" } else { "b" })
            .unwrap(),
        rank,
    };
    let runs = [
        run(1.0, 1, true),
        run(2.0, 2, true),
        run(3.0, 4, false),
        run(6.0, 1, true),
    ];
    let figures = Figures::of(runs.iter());
    assert_eq!(
        (figures.n_owners, figures.mean, figures.median, figures.p90),
        (4, Minutes(3.0), Minutes(2.0), Minutes(6.0))
    );
    // Deviations -2, -1, 0 and 3: variance 14 / 3, over four owners.
    close(figures.standard_error.0, (14.0_f64 / 3.0 / 4.0).sqrt(), 1e-12);
    assert_eq!((figures.fixed, figures.first, figures.three), (0.75, 0.5, 0.75));
    assert_eq!((figures.n_questions, figures.n_actions), (2, 1));
    assert_eq!(Figures::of([].iter()), Figures::default());
    let over = Mean::over(&runs[1..3], &runs[..2]);
    assert_eq!((over.mean, over.standard_error), (Minutes(1.0), Minutes(0.0)));
    let (a, b) = (runs[0].cause, runs[1].believed);
    assert_eq!(confusion(&runs), [(a, a, 2), (a, b, 2)]);
    let by_cause = by_cause(&runs);
    assert_eq!((by_cause.len(), by_cause[0]), (1, (a, figures)));
}

//! What holds for every guide and all evidence, as properties of random small guides.

use proptest::prelude::*;

use super::brute::{chain, omniscient, optimum, policy};
use super::support::{Build, SMALL, Size, close, config, guides, picked, picks, random_guide};
use crate::engine::plan::advise_within;
use crate::engine::*;
use crate::guide::{Guide, Minutes};

/// Both planners: the heuristic alone, and with the optimum where it is small enough.
const STATES: [usize; 2] = [0, 8192];

fn scaled(guide: &Guide, by: f64) -> Guide {
    let mut guide = guide.clone();
    let scale = |minutes: &mut Minutes| minutes.0 *= by;
    guide.signs.iter_mut().for_each(|s| scale(&mut s.minutes));
    guide.questions.iter_mut().for_each(|q| scale(&mut q.minutes));
    guide.actions.iter_mut().for_each(|a| scale(&mut a.minutes));
    guide
        .actions
        .iter_mut()
        .flat_map(|a| &mut a.cant_minutes)
        .for_each(scale);
    scale(&mut guide.escalation.minutes);
    for support in &mut guide.escalation.by_cause {
        scale(&mut support.minutes);
    }
    guide
}

/// Each action after the first may have to come after the one before it.
fn gated(mut guide: Guide, gates: u8) -> Guide {
    for i in 1..guide.actions.len() {
        if gates & (1 << (i % 8)) != 0 {
            let before = guide.actions[i - 1].id.clone();
            guide.actions[i].after.push(before);
        }
    }
    guide
}

proptest! {
    #![proptest_config(config(200))]

    #[test]
    fn scaling_all_costs_scales_the_time_and_changes_no_step(guide in guides(SMALL), by in 0.01..100.0, chosen in picks(3)) {
        let (model, slow) = (compile(&guide).unwrap(), compile(&scaled(&guide, by)).unwrap());
        let evidence = picked(&model, &chosen).into_iter().collect();
        for states in STATES {
            let (advice, slower) = (advise_within(&model, &evidence, states), advise_within(&slow, &evidence, states));
            prop_assert_eq!(advice.next, slower.next);
            close(slower.expected.0 / advice.expected.0, by, by * 1e-9);
        }
    }

    #[test]
    fn a_step_that_repairs_nothing_is_never_advised(guide in guides(SMALL), minutes in 0.001..5.0, chosen in picks(3)) {
        let model = compile(&guide.action("useless", minutes, &[])).unwrap();
        let evidence = picked(&model, &chosen).into_iter().collect();
        for states in STATES {
            prop_assert_ne!(advise_within(&model, &evidence, states).next, Step::Do(model.action("useless").unwrap()));
        }
    }

    #[test]
    fn a_question_all_causes_answer_alike_is_never_asked(guide in guides(SMALL), minutes in 0.001..5.0, chosen in picks(3)) {
        let model = compile(&guide.question("idle", minutes, &[0.3, 0.3, 0.4], &[])).unwrap();
        let evidence = picked(&model, &chosen).into_iter().collect();
        for states in STATES {
            prop_assert_ne!(advise_within(&model, &evidence, states).next, Step::Ask(model.question("idle").unwrap()));
        }
    }

    #[test]
    fn the_time_lies_between_the_bounds(guide in guides(SMALL), chosen in picks(4)) {
        let model = compile(&guide).unwrap();
        let evidence: Evidence = picked(&model, &chosen).into_iter().collect();
        for states in STATES {
            let expected = advise_within(&model, &evidence, states).expected.0;
            prop_assert!(expected <= model.mean_cost_of_service(&believe(&model, &evidence)).0 * (1.0 + 1e-12));
            prop_assert!(expected <= chain(&model, &evidence) * (1.0 + 1e-9));
            prop_assert!(expected >= omniscient(&model, &evidence) * (1.0 - 1e-9));
        }
    }

    #[test]
    fn dearer_support_never_makes_the_optimum_cheaper(guide in guides(SMALL), by in 1.0..3.0) {
        let mut dearer = guide.clone();
        dearer.escalation.minutes.0 *= by;
        dearer.escalation.by_cause.iter_mut().for_each(|support| support.minutes.0 *= by);
        let optimum = |guide| optimum(&compile(guide).unwrap(), &Evidence::new());
        prop_assert!(optimum(&dearer) >= optimum(&guide) * (1.0 - 1e-12));
    }

    #[test]
    fn one_cause_per_action_and_no_questions_gives_the_order_by_efficiency(seed: u64, n in 1_usize..7) {
        let mut guide = random_guide(Size { causes: n, signs: 0, questions: 0, actions: 0 }, seed);
        guide.escalation.minutes.0 = 1e6;
        guide.escalation.by_cause.clear();
        for i in 0..n {
            let (f, minutes) = (0.3 + 0.6 * (i as f64 / n as f64), 1.0 + (seed >> (8 * i)) as u8 as f64);
            guide = guide.action(&format!("d{i}"), minutes, &[(&format!("c{i}"), f)]);
        }
        let model = compile(&guide).unwrap();
        let efficiency = |a: &ActionId| {
            model.causes().map(|c| model.prior(c) * model.fixes(*a, c)).sum::<f64>() / model.cost_of_action(*a).0
        };
        let mut order: Vec<ActionId> = model.actions().collect();
        order.sort_by(|a, b| efficiency(b).total_cmp(&efficiency(a)));
        let mut evidence = Evidence::new();
        for action in order {
            for states in STATES {
                prop_assert_eq!(advise_within(&model, &evidence, states).next, Step::Do(action));
            }
            evidence.set_outcome(action, Outcome::NotFixed);
        }
        prop_assert_eq!(advise(&model, &evidence).next, Step::CallService);
    }

    #[test]
    fn the_time_is_never_below_the_optimum_and_equal_to_it_in_a_small_guide(guide in guides(SMALL), gates: u8, chosen in picks(3)) {
        let model = compile(&gated(guide, gates)).unwrap();
        let evidence = picked(&model, &chosen).into_iter().collect();
        let (expected, optimum) = (advise_within(&model, &evidence, 0).expected.0, optimum(&model, &evidence));
        prop_assert!(expected >= optimum * (1.0 - 1e-9), "{} below {}", expected, optimum);
        close(advise(&model, &evidence).expected.0 / optimum, 1.0, 1e-9);
    }

    #[test]
    fn advice_is_always_an_open_step_and_its_numbers_hold(guide in guides(SMALL), gates: u8, certain: bool, chosen in picks(9), none: bool) {
        let guide = gated(guide, gates);
        let model = compile(&if certain { guide.certain() } else { guide }).unwrap();
        let mut evidence: Evidence = picked(&model, &chosen).into_iter().collect();
        evidence.set_no_signs(none);
        for states in STATES {
            let advice = advise_within(&model, &evidence, states);
            let steps = || advice.alternatives.iter().map(|(step, _)| *step);
            prop_assert!(steps().all(|step| is_open(&model, &evidence, step)));
            prop_assert!(steps().any(|step| step == Step::CallService));
            prop_assert!(advice.expected.0.is_finite() && (0.0..=1.0).contains(&advice.chance));
            let (low, high) = (advice.range.0.0, advice.range.1.0);
            prop_assert!(0.0 < low && low <= advice.expected.0 && advice.expected.0 <= high && high.is_finite());
        }
    }

    #[test]
    fn evidence_from_another_guide_never_breaks_anything(guide in guides(SMALL), other in guides(SMALL), chosen in picks(9), none: bool) {
        let (model, foreign) = (compile(&guide).unwrap(), compile(&other.clone().certain()).unwrap());
        let mut evidence: Evidence = picked(&foreign, &chosen).into_iter().collect();
        evidence.set_no_signs(none);
        let belief = believe(&model, &evidence);
        close(model.causes().map(|c| belief.p(c)).sum(), 1.0, 1e-12);
        prop_assert!(advise(&model, &evidence).expected.0.is_finite());
        for cause in foreign.causes() {
            prop_assert!(explain(&model, &evidence, cause).iter().all(|w| w.log_ratio.abs() <= 20.0));
        }
    }
}

#[test]
fn following_the_heuristic_costs_hardly_more_than_the_optimum_and_the_exact_plan_no_more() {
    let (mut sum, mut worst, n) = (0.0, 0.0_f64, 300);
    for seed in 0..n {
        let size = Size {
            causes: 3 + seed as usize % 4,
            signs: 0,
            questions: 1 + seed as usize % 3,
            actions: 3 + seed as usize % 3,
        };
        let model = compile(&random_guide(size, 1000 + seed)).unwrap();
        let start = Evidence::new();
        let (cost, least) = (policy(&model, &start, 0), optimum(&model, &start));
        assert!(cost >= least * (1.0 - 1e-9), "seed {seed}: {cost} below {least}");
        assert!(
            cost <= advise_within(&model, &start, 0).expected.0 * (1.0 + 0.03),
            "seed {seed}: worse than promised"
        );
        close(policy(&model, &start, 8192) / least, 1.0, 1e-9);
        sum += cost / least;
        worst = worst.max(cost / least);
    }
    let mean = sum / n as f64;
    println!("mean {mean:.5}, worst {worst:.5}");
    assert!(mean <= 1.002 && worst <= 1.03, "mean {mean}, worst {worst}");
}

//! Owners as they are, led by the shipped guide: unsure of everything, or about to leave.
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::Path;

use fixpath::engine::simulate::{Figures, Leave, Owners, Player, Policy, Run, Setting};
use fixpath::engine::{Evidence, Finding, Outcome, Step, advise, believe, compile, compile_unslipped, may_advise};
use fixpath::guide::Guide;
use fixpath::guide::parse::{self, SourceFile};

/// Cards before support that an owner will look at.
const PATIENCE: usize = 14;

#[test]
fn one_who_is_sure_of_nothing_and_fixes_nothing_is_offered_support_and_the_likeliest_fixes_before() {
    let model = compile(&shipped()).unwrap();
    let signs = model.questions().filter(|q| model.is_sign(*q)).step_by(12);
    let starts = signs.map(Some).chain([None]).map(|sign| {
        let mut evidence = Evidence::new();
        match sign {
            Some(sign) => evidence.set_finding(sign, Finding::Answer(fixpath::engine::AnswerId::YES)),
            None => evidence.set_no_signs(true),
        }
        evidence
    });
    for start in [Evidence::new()].into_iter().chain(starts) {
        let (mut evidence, mut n_cards, mut tried) = (start.clone(), 0, vec![]);
        loop {
            match advise(&model, &evidence).next {
                Step::Ask(question) => evidence.set_finding(question, Finding::NotSure),
                Step::Do(action) => {
                    tried.push(action);
                    evidence.set_outcome(action, Outcome::NotFixed);
                }
                Step::CallService => break,
            }
            n_cards += 1;
            assert!(n_cards <= PATIENCE, "more than {PATIENCE} cards after {start:?}");
        }
        if start.is_empty() {
            // Of the three likeliest causes, each has been tried to mend, unless that waits for an answer.
            let belief = believe(&model, &evidence);
            for (cause, _) in believe(&model, &start).ranked().into_iter().take(3) {
                let best = tried.iter().map(|a| model.fixes(*a, cause)).fold(0.0, f64::max);
                let open = model.actions().map(Step::Do);
                let mut open = open.filter(|step| may_advise(&model, &evidence, &belief, *step));
                let mends = |step: Step| matches!(step, Step::Do(action) if model.fixes(action, cause) >= 0.3);
                assert!(
                    best >= 0.3 || !open.any(mends),
                    "{} was not tried to mend: {best}",
                    model.cause_name(cause)
                );
            }
            assert!(tried.len() >= 4, "{tried:?}");
        }
    }
}

#[test]
fn of_unsure_owners_who_leave_most_are_still_fixed_and_the_hopeless_reach_support_soon() {
    let guide = shipped();
    let (model, seen) = (compile(&guide).unwrap(), compile_unslipped(&guide).unwrap());
    let setting = Setting {
        unsure: Some(0.3),
        leave: Some(Leave {
            per_card: 0.04,
            per_minute: 0.01,
        }),
        ..Setting::default()
    };
    let (owners, player) = (Owners::new(&seen, setting), Player::new(&model, Policy::Advice));
    let drawn = || (0..).map(|idx| owners.owner(idx));
    let runs: Vec<Run> = drawn().take(24).map(|owner| player.play(&owner)).collect();
    let of_leak = drawn().filter(|owner| Some(owner.cause()) == model.leak());
    let leak: Vec<Run> = of_leak.take(8).map(|owner| player.play(&owner)).collect();
    let (all, leak) = (Figures::of(runs.iter()), Figures::of(leak.iter()));
    println!("{all:?}\n{leak:?}");
    // Nobody renews a plan unseen, and an owner in three cannot see it.
    assert!(all.fixed >= 0.35, "{all:?}");
    assert!(leak.cards_to_support <= 12, "{leak:?}");
}

fn shipped() -> Guide {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("guides/toyota-remote-connect");
    let files = ["guide.toml", "en.toml"].map(|file| SourceFile {
        path: file.to_owned(),
        text: fs::read_to_string(folder.join(file)).unwrap(),
    });
    parse::parse(&files).unwrap().0
}

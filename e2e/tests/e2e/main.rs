//! What a person can do and see: one module per thing a person does, each scenario in every browser.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use e2e::support::Scenario;
use e2e::support::env::Env;
use e2e::support::{run, times};
use libtest_mimic::Arguments;

mod broken_guide;
mod carry_on;
mod change_answer;
mod delete_kept;
mod describe_trouble;
mod embed_cost;
mod embed_events;
mod embed_frame;
mod embed_package;
mod embed_perceive;
mod embed_safely;
mod embed_widget;
mod follow_step;
mod go_back;
mod go_offline;
mod go_own_way;
mod go_there;
mod hand_over;
mod hear_changes;
mod hear_incident;
mod host_anywhere;
mod keep_it_fixed;
mod lose_storage;
mod other_guide;
mod perceive_every_state;
mod perceive_page;
mod press_twice;
mod prevent_it;
mod put_off;
mod reach_fix;
mod read_before;
mod read_reasons;
mod resume_progress;
mod robust;
mod search_questions;
mod see_at_once;
mod sign_off;
mod switch_language;
mod translate_page;
mod two_tabs;
mod use_keyboard;
mod wait_for_it;

/// Browsers are heavy: more at once only wait for each other.
const AT_ONCE: usize = 2;

fn main() -> ExitCode {
    let env = match Env::read() {
        Ok(env) => Arc::new(env),
        Err(error) => {
            eprintln!("{error:#}");
            return ExitCode::FAILURE;
        }
    };
    let pictures = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let scenarios = scenarios();
    let mut trials = Vec::new();
    for browser in &env.browsers {
        trials.extend(
            scenarios
                .iter()
                .filter(|scenario| scenario.only.is_none_or(|only| only == *browser))
                .map(|scenario| scenario.trial(&env, *browser, pictures)),
        );
    }
    let mut arguments = Arguments::from_args();
    arguments.test_threads.get_or_insert(AT_ONCE);
    let ended = libtest_mimic::run(&arguments, trials);
    run::end();
    let times = times::told();
    if !times.is_empty() {
        println!("where the time went:\n{}\n", times.join("\n"));
    }
    ended.exit_code()
}

fn scenarios() -> Vec<Scenario> {
    [
        describe_trouble::scenarios(),
        reach_fix::scenarios(),
        follow_step::scenarios(),
        wait_for_it::scenarios(),
        put_off::scenarios(),
        go_there::scenarios(),
        read_reasons::scenarios(),
        change_answer::scenarios(),
        go_back::scenarios(),
        hear_incident::scenarios(),
        keep_it_fixed::scenarios(),
        hand_over::scenarios(),
        carry_on::scenarios(),
        resume_progress::scenarios(),
        two_tabs::scenarios(),
        press_twice::scenarios(),
        translate_page::scenarios(),
        lose_storage::scenarios(),
        delete_kept::scenarios(),
        prevent_it::scenarios(),
        search_questions::scenarios(),
        switch_language::scenarios(),
        use_keyboard::scenarios(),
        hear_changes::scenarios(),
        perceive_page::scenarios(),
        perceive_every_state::scenarios(),
        other_guide::scenarios(),
        host_anywhere::scenarios(),
        go_offline::scenarios(),
        go_own_way::scenarios(),
        read_before::scenarios(),
        broken_guide::scenarios(),
        see_at_once::scenarios(),
        sign_off::scenarios(),
        robust::scenarios(),
        embed_widget::scenarios(),
        embed_events::scenarios(),
        embed_frame::scenarios(),
        embed_safely::scenarios(),
        embed_perceive::scenarios(),
        embed_package::scenarios(),
        embed_cost::scenarios(),
    ]
    .concat()
}

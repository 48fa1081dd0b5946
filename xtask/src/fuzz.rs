//! `cargo xtask fuzz`: feeds what reads outside data with inputs that a fuzzer makes up.
//!
//! libFuzzer under cargo-fuzz, guided by coverage. Without a sanitizer it works with the stable compiler;
//! there is no unsafe code that one would watch.

use std::fs;
use std::process::Command;

use crate::project;
use crate::shell::{self, Result};
use crate::tools;

/// The programs in `fuzz/fuzz_targets`.
pub const TARGETS: [&str; 6] = ["guide", "bundle", "advise", "progress", "code", "incident"];

/// Runs each target for so many seconds, also after one has failed.
pub fn fuzz(targets: &[&'static str], seconds: u32) -> Result<()> {
    let cargo_fuzz = tools::cargo_fuzz()?;
    if shell::find("c++").is_none() {
        shell::apt_install(&["g++"]).map_err(|reason| format!("the fuzzer needs a C++ compiler ({reason})"))?;
    }
    // The same versions as the rest; cargo adds the fuzzer's own.
    fs::copy(
        project::root().join("Cargo.lock"),
        project::root().join("fuzz/Cargo.lock"),
    )
    .map_err(|error| format!("cannot copy Cargo.lock into fuzz: {error}"))?;
    let work = project::target_dir().join("fuzz");
    let mut failed = Vec::new();
    for target in targets {
        // What was found is kept for the next run; the seeds stay as they are.
        let corpus = work.join("corpus").join(target);
        project::create_dir(&corpus)?;
        shell::phase(&format!("fuzzing {target} for {seconds} s"));
        let ran = shell::run(
            Command::new(&cargo_fuzz)
                .current_dir(project::root())
                .args(["run", "--sanitizer", "none", "--target-dir"])
                .arg(work.join("build"))
                .arg(target)
                .arg(&corpus)
                .arg(format!("fuzz/seeds/{target}"))
                .args(["--", "-dict=fuzz/words.dict", "-timeout=10", "-print_final_stats=1"])
                .arg(format!("-max_total_time={seconds}")),
        );
        if let Err(problem) = ran {
            eprintln!("error: {problem}");
            failed.push(*target);
        }
    }
    if failed.is_empty() {
        shell::phase("fuzzing: no input broke a promise");
        Ok(())
    } else {
        Err(format!(
            "fuzzing failed: {}; the input is in fuzz/artifacts",
            failed.join(", ")
        ))
    }
}
